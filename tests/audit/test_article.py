"""What one article shows: sentences of our own, and what the audit says of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.db.awards import read_article
from thidua.audit import audit_article
from thidua.audit.finding import Finding
from thidua.audit.rules import load_audit_rules
from thidua.audit.sums import check
from thidua.records import Award, Evidence, Extraction
from thidua.rules import load_rules

RULES, REGISTRY = load_audit_rules(), load_rules().registry


def findings(text: str, published: str | None = None) -> list[Finding]:
    _, extraction = read_article(text, published=published) if published else read_article(text)
    return list(audit_article(extraction, RULES, REGISTRY))


WHOLE = "Năm 2021, Công an huyện Mường La có 12 tập thể, 40 cá nhân được khen thưởng, {}"
BOTH = "2 tập thể, {} cá nhân được Bộ Công an tặng Bằng khen; 10 tập thể, {} cá nhân được Giám đốc Công an tỉnh tặng Giấy khen."
PEOPLE = "Năm 2021, 90 cá nhân được khen thưởng, {}"
LADDER = "{} cá nhân được Bộ Công an tặng Bằng khen, {} cá nhân được UBND tỉnh tặng Bằng khen, {} cá nhân được Giám đốc Công an tỉnh tặng Giấy khen."


@pytest.mark.parametrize(
    ("text", "told", "says"),
    [
        # the wording says that the list is whole
        (WHOLE.format("gồm: " + BOTH.format(5, 35)), {"khớp info"}, "các phần cộng lại đúng 40: 5 Bằng khen, 35 Giấy khen."),
        (
            WHOLE.format("gồm: " + BOTH.format(5, 34)), {"khớp info", "lệch error"},
            "Tổng 40 cá nhân, các phần cộng lại 39 (thiếu 1): 5 Bằng khen, 34 Giấy khen.",
        ),
        (WHOLE.format("trong đó: " + BOTH.format(5, 34)), {"khớp info", "lệch error"}, "(thiếu 1)"),
        # more than the total is always wrong
        (WHOLE.format("trong đó " + BOTH.format(5, 53)), {"khớp info", "lệch error"}, "cộng lại 58 (thừa 18): 5 Bằng khen, 53"),
        (
            WHOLE.format("trong đó có 20 tập thể, 5 cá nhân được Bộ Công an tặng Bằng khen."), {"chưa đủ info", "lệch error"},
            "Tổng 12 tập thể, các phần cộng lại 20 (thừa 8): 20 Bằng khen.",
        ),
        # the list is whole for the other kind of recipient
        (WHOLE.format("trong đó " + BOTH.format(5, 14)), {"khớp info", "lệch warning"}, "cộng lại 19 (thiếu 21)"),
        (WHOLE.format("trong đó có " + BOTH.format(5, 14)), {"khớp info", "lệch warning"}, "cộng lại 19 (thiếu 21)"),
        # the wording says that it tells some
        (
            WHOLE.format("trong đó có 2 tập thể, 5 cá nhân được Bộ Công an tặng Bằng khen."), {"chưa đủ info"},
            "Tổng 12 tập thể, các phần cộng lại 2; chưa đủ dữ kiện để đối chiếu (bài chỉ nêu một phần): 2 Bằng khen.",
        ),
        # a plain list is whole if it goes down to Giấy khen: by three steps, or by two from half the total
        (PEOPLE.format("trong đó " + LADDER.format(4, 6, 20)), {"lệch warning"}, "cộng lại 30 (thiếu 60)"),
        (
            PEOPLE.format("trong đó 10 cá nhân được UBND tỉnh tặng Bằng khen, 40 cá nhân được Công an tỉnh tặng Giấy khen."),
            {"lệch warning"}, "cộng lại 50 (thiếu 40): 10 Bằng khen, 40 Giấy khen.",
        ),
        (
            PEOPLE.format("trong đó 10 cá nhân được UBND tỉnh tặng Bằng khen, 20 cá nhân được Công an tỉnh tặng Giấy khen."),
            {"chưa đủ info"}, "chỉ nêu một phần",
        ),
        # … or if it comes near
        (
            PEOPLE.format("trong đó 30 cá nhân được Bộ Công an tặng Bằng khen, 50 cá nhân được UBND tỉnh tặng Bằng khen."),
            {"lệch warning"}, "cộng lại 80 (thiếu 10): 30 Bằng khen (Bộ Công an), 50 Bằng khen (UBND cấp tỉnh).",
        ),
        (
            PEOPLE.format("trong đó 30 cá nhân được Bộ Công an tặng Bằng khen, 20 cá nhân được UBND tỉnh tặng Bằng khen."),
            {"chưa đủ info"}, "chỉ nêu một phần",
        ),
        # a total behind its parts adds them up
        (
            "UBND tỉnh tặng Bằng khen cho 3 tập thể; Công an tỉnh khen thưởng 10 tập thể. Tổng cộng 48 tập thể được khen thưởng.",
            {"lệch warning"}, "Tổng 48 tập thể",
        ),
        # all classes told
        (
            "Hội thi có 21 cá nhân đạt giải thưởng. Trong đó có 1 giải Nhất, 3 giải Nhì và 15 giải Ba.", {"lệch warning"},
            "(thiếu 2): 1 Giải thưởng hạng Nhất, 3 Giải thưởng hạng Nhì, 15 Giải thưởng hạng Ba.",
        ),
        # «gồm» over a few awards of thousands is no whole list
        (
            "Mười năm, 3.000 cá nhân được khen thưởng, cụ thể: 9 cá nhân được Chủ tịch nước tặng Huân chương.", {"chưa đủ info"},
            "Tổng 3.000 cá nhân, các phần cộng lại 9;",
        ),
        # divided by kind, then by form
        (
            "Có 90 tập thể, cá nhân được khen thưởng (30 tập thể, 60 cá nhân), gồm 4 Bằng khen của Bộ Công an.", {"khớp info", "chưa đủ info"},
            "Tổng 90 tập thể và cá nhân, các phần cộng lại đúng 90: 30 tập thể, 60 cá nhân.",
        ),
        # parts that count both kinds
        (
            "Công an thị xã có 19 tập thể, 77 cá nhân được khen, gồm 3 Bằng khen của Bộ Công an, 6 Bằng khen của UBND tỉnh và 86 Giấy khen.",
            {"lệch error"}, "Tổng 19 tập thể, 77 cá nhân (cộng 96), các phần cộng lại 95 (thiếu 1): 3 Bằng khen (Bộ Công an)",
        ),
        # awards and heads
        (
            "Năm 2021, 90 lượt cá nhân được khen thưởng, gồm: " + LADDER.format(4, 6, 79), {"lệch warning"},
            "Tổng 90 lượt cá nhân, các phần cộng lại 89 (thiếu 1)",
        ),
        (
            "Năm 2021, 90 cá nhân được khen thưởng, trong đó 20 lượt cá nhân được tặng Bằng khen, 80 lượt cá nhân được tặng Giấy khen.",
            {"chưa đủ info"}, "tổng tính theo người, phần tính theo lượt",
        ),
        # «hơn», «gần»
        (
            "Năm 2021, hơn 90 cá nhân được khen thưởng, gồm: " + LADDER.format(4, 6, 84), {"chưa đủ info"},
            "Tổng hơn 90 cá nhân, các phần cộng lại 94; chưa đủ dữ kiện để đối chiếu (có số chỉ nêu khoảng chừng)",
        ),
        ("Năm 2021, hơn 90 cá nhân được khen thưởng, gồm: " + LADDER.format(4, 6, 60), {"lệch warning"}, "thiếu, dù có số"),
        ("Năm 2021, gần 90 cá nhân được khen thưởng, gồm: " + LADDER.format(4, 6, 130), {"lệch warning"}, "thừa, dù có số"),
        # a list inside the list does not count
        (
            "Năm 2021, 120 tập thể được khen thưởng, gồm 20 tập thể được tặng Bằng khen, trong đó có 5 tập thể được Thủ tướng "
            "Chính phủ tặng Bằng khen, 100 tập thể được Giám đốc Công an tỉnh tặng Giấy khen.",
            {"khớp info"}, "đúng 120: 20 Bằng khen, 100 Giấy khen.",
        ),
    ],
)  # fmt: skip
def test_sums(text: str, told: set[str], says: str) -> None:
    found = [one for one in findings(text) if one.check == "parts-total"]
    assert {f"{one.verdict} {one.severity}" for one in found} == told, [one.message for one in found]
    assert any(says in one.message for one in found), [one.message for one in found]
    for one in found:
        assert len(one.evidence) == len(one.records) >= 2
        assert all(text[e.start : e.end] == e.quote and any(ch.isdigit() for ch in e.quote) for e in one.evidence)


@pytest.mark.parametrize(
    ("text", "published", "check_name", "severity", "says"),
    [
        ("Giám đốc Công an tỉnh Sơn La tặng Bằng khen cho 4 cá nhân.", "2022-05-01", "grantor", "error", "Bằng khen ghi do Công an cấp tỉnh tặng, không đúng thẩm quyền; căn cứ: Luật TĐKT 2003 và 2022, Điều 78-79"),
        ("Bộ trưởng Bộ Công an tặng Giấy khen cho 4 cá nhân.", "2022-05-01", "grantor", "error", "Giấy khen ghi do Bộ Công an tặng"),
        ("Chủ tịch UBND xã Chiềng Bôm tặng Cờ thi đua cho 1 tập thể.", "2022-05-01", "grantor", "error", "Cờ thi đua ghi do UBND cấp xã"),
        ("Giám đốc Công an tỉnh Sơn La tặng danh hiệu Đơn vị Quyết thắng cho 3 tập thể.", "2019-12-20", "grantor", "error", "Danh hiệu Đơn vị Quyết thắng ghi do Công an cấp tỉnh tặng"),
        ("Giám đốc Công an tỉnh Sơn La tặng danh hiệu Đơn vị Quyết thắng cho 3 tập thể.", "2025-12-20", "grantor", "warning", "Điều 79.5"),
        ("Giám đốc Công an tỉnh Sơn La tặng Cờ thi đua cho 1 tập thể.", "2022-05-01", "grantor", "warning", "cần xem lại thẩm quyền"),
        ("Chủ tịch nước tặng Huy chương Vì an ninh Tổ quốc hạng Nhì cho 3 cá nhân.", "2022-05-01", "class", "error", "không chia hạng"),
        ("Bộ Công an tặng Cờ thi đua cho 2 cá nhân.", "2022-05-01", "recipient", "error", "Cờ thi đua ghi tặng cá nhân, nhưng chỉ dành cho tập thể"),
        ("Công an tỉnh có 5 tập thể đạt danh hiệu Chiến sĩ tiên tiến.", "2022-05-01", "recipient", "error", "chỉ dành cho cá nhân"),
        ("Chủ tịch nước tặng Huân chương Dũng cảm hạng Nhất cho 1 cá nhân.", "2022-05-01", "class", "error", "không chia hạng"),
        ("Chủ tịch nước tặng Huân chương Dũng cảm cho 2 tập thể.", "2022-05-01", "recipient", "error", "chỉ dành cho cá nhân"),
        ("Bộ Công an tặng Kỷ niệm chương Bảo vệ an ninh Tổ quốc cho 2 tập thể.", "2022-05-01", "recipient", "error", "chỉ dành cho cá nhân"),
        ("Ngày 12-11-2022, UBND tỉnh Sơn La tặng Bằng khen cho 4 cá nhân.", "2022-11-10", "award-date", "error", "12-11-2022, sau ngày đăng bài 10-11-2022"),
        ("Ngày 12-5-2025, UBND tỉnh Sơn La tặng Bằng khen cho 4 cá nhân thuộc Công an huyện Mường La.", "2025-05-13", "unit-date", "warning", "Công an huyện Mường La: từ 1-3-2025 không còn công an cấp huyện"),
        ("Ngày 12-8-2025, UBND huyện Mường La tặng Giấy khen cho 4 cá nhân.", "2025-08-13", "unit-date", "warning", "UBND cấp huyện: từ 1-7-2025 không còn cấp huyện"),
        ("Ngày 12-8-2025, UBND tỉnh tặng Bằng khen cho 4 cá nhân thuộc Công an tỉnh Hải Dương.", "2025-08-13", "unit-date", "warning", "Công an tỉnh Hải Dương chỉ có đến hết ngày 30-6-2025, nhưng ghi khen thưởng từ ngày 12-8-2025"),
        ("Trung úy Lò Văn Tâm, Giám đốc Công an tỉnh Sơn La phát biểu.", "2022-11-10", "rank-post", "warning", "thường từ Thượng tá"),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, published: str, check_name: str, severity: str, says: str) -> None:
    (one,) = [found for found in findings(text, published) if found.verdict == "lệch"]
    assert (one.check, one.severity) == (check_name, severity)
    assert says in one.message
    assert all(text[e.start : e.end] == e.quote for e in one.evidence)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Giám đốc Công an tỉnh Sơn La tặng Giấy khen cho 4 cá nhân.", "2022-05-01"),
        ("Thừa ủy quyền của Chủ tịch nước, Giám đốc Công an tỉnh trao Huân chương Chiến công hạng Ba cho 1 tập thể.", "2022-05-01"),
        ("Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho 4 cá nhân thuộc Công an huyện Mường La năm 2024.", "2025-05-13"),
        ("Tháng 6-2024, 12 cá nhân thuộc Công an huyện Mường La được UBND tỉnh Sơn La tặng Bằng khen.", "2025-05-13"),
        ("Năm 2025, Công an huyện Mường La có 3 tập thể được UBND tỉnh Sơn La tặng Bằng khen.", "2025-12-13"),
        ("Nhà nước Lào tặng Huân chương Tự do hạng Ba cho 2 tập thể của Công an tỉnh Sơn La.", "2022-05-01"),
        ("Công an tỉnh đề nghị Bộ Công an tặng Cờ thi đua cho Công an huyện Mường La vào ngày 12-12-2022.", "2022-11-10"),
        ("Chủ tịch nước tặng 12 Huy chương Vì an ninh Tổ quốc cho Công an tỉnh Sơn La.", "2022-05-01"),
        ("Năm 2022, Bộ Công an tặng Bằng khen cho 4 cá nhân.", "2022-11-10"),
        ("Đại tá Lò Văn Tâm, Giám đốc Công an tỉnh Sơn La trao Giấy khen cho 4 cá nhân.", "2022-11-10"),
    ],
)  # fmt: skip
def test_what_is_right(text: str, published: str) -> None:
    assert [one.message for one in findings(text, published) if one.verdict == "lệch"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Bộ trưởng Bộ Công an tặng Huân chương Chiến công hạng Ba cho 2 tập thể.",
        "UBND tỉnh Sơn La ký quyết định truy tặng Huân chương Dũng cảm cho 1 cá nhân.",
        "3 cá nhân được Giám đốc Công an tỉnh Sơn La tặng thưởng Huân chương Chiến công hạng Nhì.",
        "Phòng Tham mưu được Bộ Công an thưởng Huân chương Chiến công hạng Ba.",
        "Phòng Tham mưu đón nhận Huân chương Lao động hạng Ba của UBND tỉnh Sơn La.",
        "Phòng Tham mưu đón nhận Huân chương Lao động hạng Ba do Chủ tịch UBND tỉnh Sơn La tặng.",
        "Đơn vị được nhận 2 Huân chương Chiến công của UBND tỉnh Sơn La, 3 Cờ thi đua của Bộ Công an.",
        "Thừa ủy quyền của Bộ trưởng Bộ Công an, Bí thư Tỉnh ủy trao Huân chương Chiến công hạng Nhất cho Phòng Tham mưu.",
        "Theo quyết định của Giám đốc Công an tỉnh Sơn La, 2 cá nhân được tặng Huy chương Chiến sĩ vẻ vang hạng Ba.",
        "Bộ Công an phong tặng danh hiệu Anh hùng Lao động cho 1 tập thể.",
        "Công an tỉnh Sơn La có 2 nghệ sĩ ưu tú được UBND tỉnh Sơn La phong tặng.",
    ],
)
def test_a_body_that_is_said_to_grant_an_order(text: str) -> None:
    (one,) = [found for found in findings(text, "2022-05-01") if found.verdict == "lệch"]
    assert (one.check, one.severity) == ("grantor", "error")
    assert "không đúng thẩm quyền; căn cứ: Luật TĐKT 2003 và 2022, Điều 77" in one.message


def test_a_grantor_carries_over_to_the_next_class() -> None:
    text = "Bộ Công an tặng Huân chương Chiến công hạng Nhì cho 2 tập thể, hạng Ba cho 5 cá nhân."
    told = [found for found in findings(text, "2022-05-01") if found.verdict == "lệch"]
    assert [found.check for found in told] == ["grantor", "grantor"]


@pytest.mark.parametrize(
    "text",
    [
        # who hands over, speaks for, hosts, proposes
        "Thứ trưởng Bộ Công an trao tặng Huân chương Chiến công hạng Nhì cho 2 tập thể.",
        "Thượng tướng Lê Văn Bình, Thứ trưởng Bộ Công an, tặng Huân chương Chiến công hạng Nhì cho 2 tập thể.",
        "Lãnh đạo Bộ Công an tặng Huân chương Chiến công hạng Nhì cho 2 tập thể.",
        "Thay mặt lãnh đạo Bộ Công an, Thứ trưởng Lê Văn Bình trao Huân chương Chiến công hạng Ba cho 2 tập thể.",
        "UBND tỉnh Sơn La trao tặng danh hiệu Bà mẹ Việt Nam anh hùng cho 12 mẹ.",
        "UBND tỉnh Sơn La tổ chức gặp mặt và truy tặng danh hiệu Bà mẹ Việt Nam anh hùng cho 12 mẹ.",
        "UBND tỉnh Sơn La công bố quyết định tặng Huân chương Lao động hạng Ba cho 3 tập thể.",
        "Giám đốc Công an tỉnh tặng hoa, trao Huân chương Chiến công hạng Ba cho 2 cá nhân.",
        "Phòng Tham mưu đón nhận Huân chương Lao động hạng Ba do Chủ tịch UBND tỉnh Sơn La trao tặng.",
        "Bộ Công an trình Chủ tịch nước tặng thưởng Huân chương Chiến công hạng Ba cho 2 tập thể.",
        "Bộ Công an đề nghị tặng Huân chương Chiến công hạng Ba cho 2 tập thể.",
        # who holds it, and what it belongs to
        "Sáng 12-5, Công an tỉnh Sơn La tổ chức lễ đón nhận Huân chương Chiến công hạng Ba của Công an huyện Mường La.",
        "Tại lễ đón nhận Huân chương Lao động hạng Ba của UBND tỉnh Sơn La có 2 tập thể.",
        # a grantor of another form
        "Thủ tướng Chính phủ tặng Bằng khen cho 3 tập thể, 2 tập thể được tặng Huân chương Chiến công hạng Ba.",
        "Phòng Tham mưu được tặng thưởng Huân chương Chiến công hạng Ba, Bằng khen của Bộ Công an.",
        "Phòng Tham mưu được Bộ Công an tặng Bằng khen và Huân chương Chiến công hạng Ba.",
        "Phòng Tham mưu được Bộ Công an, UBND tỉnh Sơn La tặng thưởng 2 Huân chương Chiến công, 9 Cờ thi đua.",
        "Phòng Tham mưu được Đảng, Nhà nước, Bộ Công an tặng thưởng Huân chương Quân công hạng Ba.",
        # of another country
        "Bộ Công an Lào tặng Huân chương Hữu nghị cho 2 tập thể của Công an tỉnh Sơn La.",
    ],
)
def test_a_body_beside_an_order_that_does_not_grant_it(text: str) -> None:
    assert [one.message for one in findings(text, "2022-06-01") if one.verdict == "lệch"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("UBND tỉnh Sơn La tặng Bằng khen hạng Nhất cho 4 tập thể.", ["Bằng khen hạng Nhất"]),
        ("3 cá nhân nhận Giấy khen (hạng Ba) của Giám đốc Công an tỉnh Sơn La.", ["Giấy khen hạng Ba"]),
        ("Năm 2020, Phòng Tham mưu được tặng Cờ thi đua hạng II của Bộ Công an.", ["Cờ thi đua hạng Nhì"]),
        ("Đơn vị được tặng danh hiệu “Đơn vị tiên tiến hạng Nhì”.", ["Danh hiệu Đơn vị tiên tiến hạng Nhì"]),
        ("6 cá nhân đạt danh hiệu “Chiến sĩ tiên tiến” hạng I.", ["Danh hiệu Chiến sĩ tiên tiến hạng Nhất"]),
        (
            "Bộ Công an tặng Kỷ niệm chương “Bảo vệ an ninh Tổ quốc” hạng Ba cho 2 cá nhân.",
            ["Kỷ niệm chương Bảo vệ an ninh Tổ quốc hạng Ba"],
        ),
        (
            "UBND tỉnh Sơn La tặng Bằng khen hạng Nhất cho 2 tập thể, hạng Nhì cho 3 tập thể.",
            ["Bằng khen hạng Nhất", "Bằng khen hạng Nhì"],
        ),
        ("UBND tỉnh Sơn La tặng Bằng khen cho 4 tập thể, hạng Nhất thuộc về Công an xã Chiềng Bôm.", []),
        ("UBND tỉnh Sơn La tặng Bằng khen, hạng Nhất khối thi đua là Công an huyện Mường La.", []),
        ("Chủ tịch nước tặng Huân chương Chiến công cho 3 tập thể và hạng Nhì cho 2 cá nhân.", []),
    ],
)
def test_a_class_where_the_form_has_none(text: str, told: list[str]) -> None:
    found = [one for one in findings(text, "2022-05-01") if one.verdict == "lệch"]
    assert [(one.check, one.message) for one in found] == [
        ("class", f"{what}: hình thức này không chia hạng; căn cứ: Luật TĐKT không chia hạng hình thức này.")
        for what in told
    ]


def test_one_number_for_several_forms_is_not_judged() -> None:
    text = "Năm 2020, 14 cá nhân được UBND tỉnh, Công an tỉnh Sơn La tặng bằng khen, giấy khen."
    (one,) = [found for found in findings(text, "2021-01-05") if found.check == "grantor"]
    assert (one.verdict, one.severity) == ("chưa đủ", "info")


# --- sums by themselves ---------------------------------------------------------------------------


def summed(total: int, parts: list[int], listing: str | None, qualifier: str = "exact") -> Finding:
    awards = [
        Award.model_validate(
            {
                "id": str(n), "form": "khen-thuong" if n == 0 else "giay-khen", "recipient": "ca-nhan", "count": count,
                "group": "g1", "role": "part" if n else "total", "listing": listing if n else None,
                "qualifier": "exact" if n else qualifier, "evidence": (Evidence(start=n, end=n + 1, quote="x"),),
            }
        )
        for n, count in enumerate([total, *parts])
    ]  # fmt: skip
    (one,) = check(Extraction(id="a", awards=tuple(awards)), RULES.sums)
    return one


@given(parts=st.lists(st.integers(1, 5_000), min_size=1, max_size=8), change=st.integers(1, 5_000))
def test_arithmetic_holds_for_any_numbers(parts: list[int], change: int) -> None:
    assert summed(sum(parts), parts, "all").verdict == "khớp"
    whole = sum(parts) >= RULES.sums.listed_from * (sum(parts) + change)
    assert summed(sum(parts) + change, parts, "all").verdict == ("lệch" if whole else "chưa đủ")
    assert summed(sum(parts) + change, parts, "some").verdict == "chưa đủ"
    for listing in ("all", "some", None):
        assert summed(sum(parts), [*parts, change], listing).verdict == "lệch"
        assert summed(sum(parts), [*parts, change], listing).severity == "error"
        assert summed(sum(parts) + change, parts, listing, "approx").severity != "error"
        assert summed(sum(parts), [*parts, change], listing, "at-least").verdict == "chưa đủ"


@given(parts=st.lists(st.integers(1, 500), min_size=1, max_size=6))
def test_the_id_of_a_finding_depends_on_its_place_only(parts: list[int]) -> None:
    assert summed(sum(parts), parts, "all").id == summed(sum(parts) + 1, parts, "all").id


def test_the_day_of_an_old_award_without_a_period_is_not_judged() -> None:
    text = "Bằng khen của UBND tỉnh Sơn La được trao cho 4 cá nhân thuộc Công an huyện Mường La."
    (one,) = findings(text, "2025-05-13")
    assert (one.check, one.verdict, one.severity) == ("unit-date", "chưa đủ", "info")
    assert "không rõ khen thưởng lúc nào" in one.message


def test_a_rule_of_its_time_is_not_used_on_an_unknown_day() -> None:
    (one,) = findings("Giám đốc Công an tỉnh tặng danh hiệu Đơn vị Quyết thắng cho 3 tập thể.")
    assert (one.check, one.verdict, one.severity) == ("grantor", "chưa đủ", "info")
