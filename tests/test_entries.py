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
    assert [(a.form, a.count) for a in extract(text).awards] == [("bang-khen", 2)]


def test_a_head_that_speaks_of_no_award_gives_none() -> None:
    text = "Hồ sơ trình gồm có:\n- Cờ thi đua của Bộ Công an.\n- Bằng khen của UBND tỉnh."
    assert extract(text).awards == ()
