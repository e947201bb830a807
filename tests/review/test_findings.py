"""Findings in English: every sentence that the audit writes of the corpus, and one of each pattern."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from thidua.db import schema
from thidua.db.connect import open_engine
from thidua.review.findings import PATTERNS, finding_text

TOLD = {
    "Tổng 96 lượt tập thể, các phần cộng lại đúng 96: 2 Huân chương, 94 Giấy khen (Bộ Công an).": (
        "Total 96 awards to collectives; the parts add up to exactly 96: 2 Order, 94 Certificate of commendation "
        "(Ministry of Public Security)."
    ),
    "Tổng 1.200 cá nhân, các phần cộng lại 1.205 (thừa 5): 5 Bằng khen, 1.200 Giấy khen.": (
        "Total 1,200 individuals; the parts add up to 1,205 (5 too many): 5 Certificate of merit, 1,200 Certificate of "
        "commendation."
    ),
    "Tổng 9 tập thể, các phần cộng lại 8 (thiếu 1): 8 Bằng khen.": (
        "Total 9 collectives; the parts add up to 8 (1 too few): 8 Certificate of merit."
    ),
    "Tổng khoảng 9 tập thể, các phần cộng lại 80 (thừa, dù có số chỉ nêu khoảng chừng): 80 Bằng khen.": (
        "Total about 9 collectives; the parts add up to 80 (too many, though some numbers are rough): 80 Certificate of merit."
    ),
    "Tổng khoảng 90 tập thể, các phần cộng lại 8 (thiếu, dù có số chỉ nêu khoảng chừng): 8 Bằng khen.": (
        "Total about 90 collectives; the parts add up to 8 (too few, though some numbers are rough): 8 Certificate of merit."
    ),
    "Tổng 9 tập thể, các phần cộng lại 3; chưa đủ dữ kiện để đối chiếu (bài chỉ nêu một phần): 3 Bằng khen.": (
        "Total 9 collectives; the parts add up to 3; not enough is told to compare them (the article tells only a part): "
        "3 Certificate of merit."
    ),
    "Các bài nêu khác nhau về Bằng khen cho cá nhân của Công an tỉnh Bắc Kạn: 5 (Báo A, 2-5-2022); 6 (Báo B, 3-5-2022); "
    "bài đăng sau cùng nêu 6.": (
        "Articles differ about Certificate of merit for individuals of Công an tỉnh Bắc Kạn: 5 (Báo A, 2-5-2022); "
        "6 (Báo B, 3-5-2022); the latest one says 6."
    ),
    "2 bài nêu Bằng khen cho cá nhân, có bài chỉ nêu khoảng chừng: 50 (Báo A); hơn 50 (Báo B).": (
        "2 articles tell Certificate of merit for individuals, some only roughly: 50 (Báo A); over 50 (Báo B)."
    ),
    "2 bài cùng nêu 1.050 cho Giấy khen cho tập thể: 1.050 (Báo A); 1.050 (Báo B).": (
        "2 articles agree on 1,050 for Certificate of commendation for collectives: 1,050 (Báo A); 1,050 (Báo B)."
    ),
    "Giấy khen cho tập thể có trong 2 bài; chỉ tính một lần.": (
        "Certificate of commendation for collectives: told by 2 articles; counted once."
    ),
    "Số lũy kế giảm: Giấy khen cho tập thể: 9 tính đến 30-6-2022, 8 tính đến 30-9-2022, dù cùng tính từ 1-1-2022.": (
        "A running total falls: Certificate of commendation for collectives: 9 up to 30/6/2022, 8 up to 30/9/2022, although "
        "both are counted from 1/1/2022."
    ),
    "Số lũy kế không giảm: Giấy khen cho tập thể: 8 tính đến 30-6-2022, 9 tính đến 30-9-2022.": (
        "A running total does not fall: Certificate of commendation for collectives: 8 up to 30/6/2022, 9 up to 30/9/2022."
    ),
    "Số lũy kế chỉ nêu khoảng chừng: Giấy khen cho tập thể: hơn 8 tính đến 30-6-2022, 9 tính đến 30-9-2022.": (
        "A running total is told only roughly: Certificate of commendation for collectives: over 8 up to 30/6/2022, "
        "9 up to 30/9/2022."
    ),
    "Giấy khen cho tập thể ghi hai lần cùng số 9 trong một bài; xem có tính trùng không.": (
        "Certificate of commendation for collectives: the same number, 9, stands twice in one article; see whether it is "
        "counted twice."
    ),
    "Hai bài a và b giống nhau 97%; có thể là đăng lại, chỉ tính một lần.": (
        "The articles a and b are 97% alike; possibly a repost, counted once."
    ),
    "Bằng khen ghi chung nhiều cấp, trong đó có Bộ Công an; chưa rõ cấp nào tặng hình thức nào; căn cứ: Điều 1.": (
        "Certificate of merit: several grantors are told together, among them Ministry of Public Security; which one "
        "grants which form is not clear; by: Điều 1."
    ),
    "Bằng khen ghi «UBND cấp tỉnh», chưa rõ; căn cứ: Điều 1.": (
        "Certificate of merit: said to be of «People's Committee, province», which is not clear; by: Điều 1."
    ),
    "Huân chương Chiến công hạng Ba ghi do Bộ Công an tặng, không đúng thẩm quyền; căn cứ: Điều 1.": (
        "Order Chiến công third class: said to be granted by Ministry of Public Security, who may not grant it; by: Điều 1."
    ),
    "Danh hiệu Đơn vị quyết thắng ghi do Bộ Công an tặng, cần xem lại thẩm quyền; chưa rõ ngày nên chưa biết áp dụng quy "
    "định nào; căn cứ: Điều 1.": (
        "Title Đơn vị quyết thắng: said to be granted by Ministry of Public Security; whether they may grant it should be "
        "looked at; the day is not known, so neither is the rule that applies; by: Điều 1."
    ),
    "Bằng khen hạng Nhất: hình thức này không chia hạng; căn cứ: Điều 1.": (
        "Certificate of merit first class: this form has no classes; by: Điều 1."
    ),
    "Danh hiệu Chiến sĩ tiên tiến ghi tặng tập thể, nhưng chỉ dành cho cá nhân; căn cứ: Điều 1.": (
        "Title Chiến sĩ tiên tiến: said to go to collectives, but it is only for individuals; by: Điều 1."
    ),
    "Thiếu tá Vi Văn Tư ghi là Giám đốc; chức vụ này thường từ Đại tá đến Thiếu tướng (Điều 1).": (
        "Thiếu tá Vi Văn Tư is called Giám đốc; this post mostly has ranks from Đại tá to Thiếu tướng (Điều 1)."
    ),
    "Giấy khen ghi trao hoặc xét từ ngày 5-9-2024, sau ngày đăng bài 1-9-2024.": (
        "Certificate of commendation: said to be granted or considered from 5/9/2024 on, after the article appeared on 1/9/2024."
    ),
    "Công an tỉnh Hà Tây chỉ có đến hết ngày 31-7-2008, nhưng ghi khen thưởng từ ngày 1-1-2010.": (
        "Công an tỉnh Hà Tây existed only up to 31/7/2008, but the award is told for 1/1/2010 and later."
    ),
    "Mã PX03 không dùng vào lúc ấy; bài đăng 4-5-2012, không rõ khen thưởng lúc nào.": (
        "Code PX03 was not in use then; the article appeared on 4/5/2012, and when the award was made is not clear."
    ),
}  # fmt: skip


@pytest.mark.parametrize(("message", "english"), TOLD.items())
def test_a_message_is_told_in_english(message: str, english: str) -> None:
    assert finding_text("en", message) == english
    assert finding_text("vi", message) == message


def test_each_pattern_has_an_example() -> None:
    assert len(TOLD) == len(PATTERNS)


def test_what_no_pattern_wrote_stays() -> None:
    assert finding_text("en", "Chữ khác.") == "Chữ khác."


def test_all_findings_of_the_corpus_are_told_in_english(client: TestClient, db: str) -> None:
    with open_engine(db).connect() as connection:
        messages = list(connection.scalars(select(schema.findings.c.message)))
    assert messages
    assert [one for one in messages if finding_text("en", one) == one] == []
    page = client.get("/audit?verdict=khớp&check=parts-total&lang=en").text
    assert "the parts add up to exactly" in page
    assert "các phần cộng lại" not in page
