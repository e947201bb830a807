"""Awards told line by line below a sentence that speaks of them: each has the evidence and the year of its line."""

from __future__ import annotations

import pytest

from thidua import extract

TEXT = """Bảng vàng của Công an huyện Yên Châu

Công an huyện Yên Châu là lá cờ đầu. Dưới đây là thành tích khen thưởng tiêu biểu của đơn vị giai đoạn 2016 - 2018:

{0}Năm 2016: Cờ thi đua của Bộ Công an; Bằng khen của Chủ tịch UBND tỉnh{1}
{0}Năm 2018: 2 Bằng khen của Bộ trưởng Bộ Công an{1}
"""


@pytest.mark.parametrize("bullet", ["", "- ", "+ ", "* ", "1. "])
@pytest.mark.parametrize("end", [".", ";", ""])
def test_each_line_is_the_evidence_of_its_awards(bullet: str, end: str) -> None:
    text = TEXT.format(bullet, end)
    awards = extract(text, published="2019-01-05").awards
    assert [(a.form, a.authority, a.recipient, a.count, a.period) for a in awards] == [
        ("co-thi-dua", ("bo-cong-an",), "tap-the", 1, ("2016-01-01", "2016-12-31")),
        ("bang-khen", ("ubnd-tinh",), "tap-the", 1, ("2016-01-01", "2016-12-31")),
        ("bang-khen", ("bo-cong-an",), "tap-the", 2, ("2018-01-01", "2018-12-31")),
    ]
    for award in awards:
        (place,) = award.evidence
        assert "\n" not in place.quote
        assert text[place.start : place.end] == place.quote


def test_lines_that_tell_more_are_sentences_of_their_own() -> None:
    text = "Phần thưởng cao quý của đơn vị:\n- 2 đồng chí được Bộ Công an tặng Bằng khen.\n- Cờ thi đua của UBND tỉnh."
    assert [(a.form, a.count) for a in extract(text).awards] == [("bang-khen", 2), ("co-thi-dua", 1)]


def test_a_head_that_speaks_of_no_award_gives_none() -> None:
    text = "Hồ sơ trình gồm có:\n- Cờ thi đua của Bộ Công an.\n- Bằng khen của UBND tỉnh."
    assert extract(text).awards == ()


def test_a_list_below_a_head_that_proposes_is_proposed() -> None:
    text = """Hội đồng thống nhất đề nghị năm 2022:
1. Chính phủ tặng Cờ thi đua cho Công an thị xã Ngã Bảy;
2. Bộ Công an tặng Bằng khen cho 3 tập thể và 8 cá nhân.
Cũng tại phiên họp, Giám đốc Công an tỉnh tặng Giấy khen cho 6 cá nhân."""
    assert [(a.form, a.count, a.status) for a in extract(text).awards] == [
        ("co-thi-dua", 1, "proposed"),
        ("bang-khen", 3, "proposed"),
        ("bang-khen", 8, "proposed"),
        ("giay-khen", 6, "awarded"),
    ]


ROLL = """Danh sách khen thưởng

{0}Bằng khen của UBND tỉnh
1. Công an xã Nậm Cắn
2. Đội Cảnh sát giao thông
{1}Giấy khen của Giám đốc Công an tỉnh
1. Đội Cảnh sát hình sự
2. Thiếu tá Hoàng Trọng Ba, Phó Đội trưởng
3. {2}
"""


@pytest.mark.parametrize("heads", [("I. ", "II. "), ("A. ", "B. "), ("1. ", "2. "), ("", "")])
def test_a_roll_of_honour_below_headings(heads: tuple[str, str]) -> None:
    awards = extract(ROLL.format(*heads, "Đại úy Lê Văn Tư")).awards
    assert [(a.form, a.authority, a.recipient, a.count) for a in awards] == [
        ("bang-khen", ("ubnd-tinh",), "tap-the", 2),
        ("giay-khen", ("cong-an-tinh",), "tap-the", 1),
        ("giay-khen", ("cong-an-tinh",), "ca-nhan", 2),
    ]


def test_a_roll_with_somebody_whom_no_rule_knows_is_not_counted() -> None:
    assert [a.form for a in extract(ROLL.format("I. ", "II. ", "Câu lạc bộ xe máy")).awards] == ["bang-khen"]


def test_sentences_below_a_line_that_names_an_award_are_no_roll() -> None:
    text = "Bằng khen của Bộ Công an\n1. Công an tỉnh phá 3 vụ án.\n2. Công an huyện bắt 2 đối tượng."
    assert extract(text).awards == ()


def test_a_roll_may_hold_one_name() -> None:
    text = "II. Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”\n1. Ông Vi Văn Sáu, Trưởng bản Xốp Nậm\nIII. Ý kiến khác"
    assert [(a.form, a.recipient, a.count) for a in extract(text).awards] == [("ky-niem-chuong", "ca-nhan", 1)]


def test_a_heading_in_capitals_over_lines_with_years() -> None:
    text = (
        "Kỷ niệm 40 năm\n\nPhòng Cảnh sát cơ động gặp mặt các thế hệ cán bộ sáng nay.\n\nNHỮNG PHẦN THƯỞNG CAO QUÝ\n- Năm 1985: Huân chương Chiến công hạng Ba.\n"
        "- Năm 1989: đơn vị được tặng Cờ thi đua của Bộ Công an.\n- Năm 1996: Bằng khen của Thủ tướng Chính phủ."
    )
    assert [(a.form, a.recipient, a.count, a.period and a.period[0][:4]) for a in extract(text).awards] == [
        ("huan-chuong", "tap-the", 1, "1985"), ("co-thi-dua", "tap-the", 1, "1989"), ("bang-khen", "tap-the", 1, "1996"),
    ]  # fmt: skip
