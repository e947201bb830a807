"""Clean text keeps its way back to the raw text, and keys keep the length of what they fold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import reference_offsets as reference
from thidua.offsets import INVISIBLE, fold, fold_cased, normalise

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "AĐÔƯ0123456789 .,;:–-“”\"'\n\r\t\u00a0\u200b\u0301\u0300\u0323\u00ad",
    max_size=80,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Thượng uý Trần Hoà", "thượng úy trần hòa"),
        ("CHIẾN SỸ – “Tiên tiến”", 'chiến sĩ - "tiên tiến"'),
        ("quý III, quyết định", "quí iii, quyết định"),
        ("Uỷ ban, thuỷ, khoẻ, hoạt", "ủy ban, thủy, khỏe, hoạt"),
        ("kỷ niệm, kỹ thuật, tỷ lệ", "kỉ niệm, kĩ thuật, tỉ lệ"),
        ("Đắc Lắc", "đắk lắk"),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text(max_size=60))
def test_a_key_is_as_long_as_its_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("raw", "clean", "span", "raw_span"),
    [
        ("Hoa\u0300  Bi\u0300nh", "Hoà Bình", (0, 3), (0, 4)),
        ("a\r\nb", "a\nb", (2, 3), (3, 4)),
        ("x \u00a0\t y", "x y", (2, 3), (5, 6)),
        ("Bằng\u200b khen", "Bằng khen", (0, 9), (0, 10)),
        ("\ufeffTặng", "Tặng", (0, 4), (1, 5)),
        ("A\u200b\u0300n", "Àn", (0, 1), (0, 3)),
        ("cuối  \n  đầu", "cuối\nđầu", (5, 8), (9, 12)),
    ],
)
def test_normalise(raw: str, clean: str, span: tuple[int, int], raw_span: tuple[int, int]) -> None:
    text = normalise(raw)
    assert text.text == clean
    assert text.to_raw(*span) == raw_span


@given(VIETNAMESE)
def test_every_clean_span_stands_for_its_raw_span(raw: str) -> None:
    text = normalise(raw)
    assert unicodedata.is_normalized("NFC", text.text) or not text.text
    for start in range(len(text.text)):
        raw_start, raw_end = text.to_raw(start, start + 1)
        assert 0 <= raw_start < raw_end <= len(raw)
        if start:
            assert raw_start >= text.to_raw(start - 1, start)[0]
    letters = "".join(c for c in unicodedata.normalize("NFC", raw) if not c.isspace() and c not in INVISIBLE)
    assert (
        "".join(text.text.split()) == "".join(letters.split()) or "\u0300" in raw or "\u0301" in raw or "\u0323" in raw
    )


@given(VIETNAMESE)
def test_clean_text_is_clean(raw: str) -> None:
    once = normalise(raw).text
    assert normalise(once).text == once or once.startswith(("\u0300", "\u0301", "\u0323"))
    assert "  " not in once
    assert not INVISIBLE & set(once)


ODD = st.lists(
    st.sampled_from(
        [
            *'aàoóuyýqQstklmMsỹ \n\r\t."“–ð_',
            "oà",
            "uý",
            "quý",
            "lắc",
            "kỷ",
            "Lý",
            "uý_",
            "\u0301",
            "\u0323",
            "\u200b",
            "\u00a0",
            "\x1f",
            "\x1c",
            "\x0b",
            "\x85",
            "\u2028",
            "\ufeff",
            "\x00",
            "\u212b",
            "\u0345",
            "\u20dd",
            "\u1161",
            "\u0b94",
            "\u0958",
            "\u093c",
            "\u180e",
            "\U0001d165",
            "\U0001f600",
            "ſ",
            "İ",
        ]
    ),
    max_size=14,
).map("".join)


@given(ODD | VIETNAMESE)
def test_the_quick_way_gives_what_the_slow_way_gives(raw: str) -> None:
    text = normalise(raw)
    clean, spans = reference.clean(raw)
    if raw in (clean, f" {clean}"):  # nothing to clean: each character stands for itself, a lone mark too
        clean, spans = raw, [(place, place + 1) for place in range(len(raw))]
    assert text.text == clean
    assert [text.to_raw(place, place + 1) for place in range(len(clean))] == spans
    assert fold_cased(raw) == reference.fold_cased(raw)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bộ đội Biên phòng (BĐBP) tỉnh", "bộ đội biên phòng        tỉnh"),
        ("lực lượng (PCCC CNCH) quận", "lực lượng             quận"),
        ("Phòng Hậu cần (CATP) và", "phòng hậu cần (catp) và"),  # whose it is, and no other name of it
        ("Đội 3 (PC02) được", "đội 3 (pc02) được"),
    ],
)
def test_abbreviations_are_blank_to_the_rules(text: str, key: str) -> None:
    seen = normalise(text).without_abbreviations()
    assert (seen.key, seen.text) == (key, text)
