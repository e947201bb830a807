"""The way a text is typed does not change its records, and spans still match the raw text."""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua import extract
from thidua.offsets import fold

TEXTS = [
    "Ngày 15-3-2019, Công an tỉnh Hòa Bình tổ chức hội nghị tổng kết phong trào thi đua năm 2018. Dịp này, Chủ tịch UBND tỉnh "
    "tặng Bằng khen cho 12 tập thể, 31 cá nhân; Giám đốc Công an tỉnh tặng Giấy khen cho 40 tập thể và 1.205 cá nhân.",
    "Năm 2016, đơn vị có 3 tập thể, 9 cá nhân được Thủ tướng Chính phủ tặng Bằng khen; 2 đồng chí nhận Huân chương Chiến công hạng Nhì.",
    'Phòng Cảnh sát cơ động vinh dự được Bộ Công an tặng Cờ thi đua; 7 tập thể đạt danh hiệu "Đơn vị Quyết thắng", '
    '25 cán bộ, chiến sĩ đạt danh hiệu "Chiến sĩ thi đua cơ sở".',
    "Ủy ban nhân dân Thành phố Hà Nội tặng Bằng khen cho 3 cá nhân; Đảng ủy Công an tỉnh Hòa Bình tặng Giấy khen cho Công an huyện Đắk Tô.",
    "Trong quý III/2020, 15 lượt tập thể, 88 lượt cá nhân được các cấp khen thưởng, trong đó 2 tập thể, 5 cá nhân được Bộ Công an tặng Bằng khen.",
]


def old_tones(text: str) -> str:
    for new, old in (("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("úy", "uý"), ("sĩ", "sỹ"), ("kỷ", "kỉ")):
        text = text.replace(new, old).replace(new.capitalize(), old.capitalize())
    return text


WAYS: dict[str, Callable[[str], str]] = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "old tone placement": old_tones,
    "curly quotes": lambda text: text.replace(' "', " “").replace('"', "”"),
    "long dashes": lambda text: text.replace("-", "–"),
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "crlf": lambda text: text.replace(". ", ".\r\n") + "\r\n",
    "forms in capitals": lambda text: (
        text.replace("Bằng khen", "BẰNG KHEN").replace("Giấy khen", "GIẤY KHEN").replace("Cờ thi đua", "CỜ THI ĐUA")
    ),
    "zero-width": lambda text: text.replace(" ", " \u200b"),
}


def shown(text: str) -> list[tuple[object, ...]]:
    """Return what the records say, and check that each quote is the raw text at its span."""
    found = extract(text)
    rows = []
    for award in found.awards:
        for place in (*award.evidence, *(f for f in award.fields.values() if f.start is not None)):
            assert text[place.start : place.end] == place.quote
        said = award.model_dump(
            include={"form", "authority", "recipient", "count", "qualifier", "luot", "status", "period"}
        )
        rows.append((fold(award.name or ""), award.class_, award.group, award.role, *said.values()))
    for item in (*found.ranks, *found.dates, *found.units):
        for place in item.evidence:
            assert text[place.start : place.end] == place.quote
    return rows


@pytest.mark.parametrize("text", TEXTS)
def test_the_texts_give_records(text: str) -> None:
    assert len(shown(text)) >= 2


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", TEXTS)
def test_one_way(text: str, way: str) -> None:
    assert shown(WAYS[way](text)) == shown(text)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(sorted(set(WAYS) - {"nfd"})), unique=True, max_size=5),
    st.booleans(),
)
def test_any_ways_together(text: str, ways: list[str], nfd: bool) -> None:
    typed = text
    for way in ways:
        typed = WAYS[way](typed)
    if nfd:
        typed = unicodedata.normalize("NFD", typed)
    assert shown(typed) == shown(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    shown(text)


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS,
        "Tám đoàn viên được tuyên dương; các đơn vị được Công an tỉnh tặng một Giấy khen.",
        "Bằng khen cho Giám đốc Công an Hà Tĩnh, Công an các phường Lê Lợi và Trần Phú.",
    ],
)
def test_a_text_may_be_cut_anywhere(text: str) -> None:
    for cut in range(len(text)):
        for part in (text[:cut], text[cut:]):
            for award in extract(part).awards:
                assert all(part[e.start : e.end] == e.quote for e in award.evidence)


def test_what_a_sentence_takes_from_the_one_before_is_shown_where_it_stands() -> None:
    text = "Năm qua, 84 lượt tập thể được các cấp khen thưởng. Cụ thể, Bộ Công an đã tặng Bằng khen."
    award = next(award for award in extract(text).awards if award.form == "bang-khen")
    assert award.fields["count"].quote == "84 lượt tập thể"
    assert award.fields["form"].quote == "Bằng khen"
    assert award.evidence[0].quote == text[9:-1]


def test_reading_leaves_no_garbage_in_circles() -> None:
    """A load collects such garbage rarely; an article that left some would keep its text in memory."""
    for text in TEXTS:
        extract(text)
    gc.collect()
    gc.disable()
    try:
        for text in TEXTS:
            extract(text, source="Báo Hà Giang", published="2021-05-06")
        assert gc.collect() == 0
    finally:
        gc.enable()
