"""With one of its openings each match of an expression begins, and trying there finds what a search finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from thidua.matcher import Matcher
from thidua.offsets import Text, fold, fold_cased, normalise
from thidua.openings import openings
from thidua.rules import load_rules
from thidua.starts import PAYS_FROM, Starts


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"(?<!\w)(?:cá nhân|cờ)(?!\w)", {"cá nhân", "cờ"}),
        (r"(?:lá\s+)?cờ", {"cờ", "lá cờ"}),
        (r"[12]\d-", {f"{first}{second}-" for first in "12" for second in "0123456789"}),
        (r"(?<=khen )t(?:ặng|hưởng)", {"tặng", "thưởng"}),
        (r"(?P<rank>đại|thượng)\s+\p{Lu}", {"đại ", "thượng "}),
        (r"(?:rất )+vui", {"rất "}),
        (r"\s*hội", {" hội", "hội"}),
        (r"đ/c|đồng chí", {"đ/c", "đồng chí"}),
        (r"(?:em|anh)(?=\s+được(?!\w))", {"em được", "anh được"}),
        (r"(?=[ab])(?:anh|bà)(?=\s*(?:;|$))", {"anh", "bà"}),  # the end of a text is no opening
        (r"[12]{1,2}h", {"1h", "2h", "11h", "12h", "21h", "22h"}),
        (
            r"quý\s*[-/.]\s*[12]",
            {
                f"quý{gap}{mark}{behind}{number}"
                for gap in ("", " ")
                for mark in "-/."
                for behind in ("", " ")
                for number in "12"
            },
        ),
    ],
)
def test_openings(expression: str, expected: set[str]) -> None:
    found = openings(expression)
    assert found is not None
    assert {opening.text for opening in found} == expected


@pytest.mark.parametrize("expression", [r"\p{Lu}\w+", r"x?\w", r"[^,]+,", r".a", r"(?:a|\w)b", r"(?(1)a|b)"])
def test_what_has_no_openings(expression: str) -> None:
    assert openings(expression) is None


def test_letters_of_any_case_are_small() -> None:
    found = openings("(?i:UBND) (?:Tỉnh|xã)")
    assert found is not None
    assert {(opening.text, opening.any_case) for opening in found} == {("ubnd tỉnh", True), ("ubnd xã", True)}


def test_a_word_that_must_be_written_so_among_letters_of_any_case() -> None:
    found = openings("(?i:sở|(?-i:BTC)|bộ (?-i:CA))")
    assert found is not None
    assert {(opening.text, opening.any_case) for opening in found} == {("sở", True), ("BTC", False), ("bộ ca", True)}


@pytest.mark.parametrize(
    ("expression", "letters", "digits"),
    [
        (r"(?<!\w)cờ", True, True),
        (r"(?<![\w.,-])cờ", True, True),
        (r"(?<!\p{L})cờ", True, False),
        (r"(?<!\d)(?<!/)cờ", False, True),
        (r"(?<=(?:tặng|cho)\s(?:cả\s)?)cờ", True, True),
        (r"(?<=tặng\s?)cờ", False, False),
        (r"(?<!tặng\s)cờ", False, False),
        (r"(?<![^\w])cờ", False, False),
        (r"(?:lá\s)?(?<!\w)cờ", True, True),  # of «cờ» alone
        (r"(?<!\w)cờ|cờ", False, False),
    ],
)
def test_what_may_not_stand_before(expression: str, letters: bool, digits: bool) -> None:
    starts = Starts({0: expression})
    starts.prepare()
    behind = [places(starts, text) == [] for text in ("xcờ", "1cờ")]
    assert behind == [letters, digits]
    assert places(starts, "-cờ") == [(0, 1)]
    if letters or digits:
        assert places(starts, "lá cờ") != []


def places(starts: Starts, text: str) -> list[tuple[int, int]] | None:
    """Return where matches may begin in a text."""
    return starts.places(fold(text), fold_cased(text))


def test_capitals_count_where_an_expression_is_for_text_with_capitals() -> None:
    starts = Starts({0: "cờ", 1: "Cờ", 2: "(?i:cờ)", 3: "(?i:lá )Cờ"}, on_text=[1, 2, 3])
    starts.prepare()
    assert places(starts, "cờ, Cờ") == [(0, 0), (0, 4), (1, 4), (2, 0), (2, 4)]
    assert places(starts, "LÁ Cờ") == [(0, 3), (1, 3), (2, 3), (3, 0)]


def test_an_opening_that_has_another_length_in_small_letters_tells_nothing() -> None:
    starts = Starts({0: "İ", 1: "I"}, on_text=[0, 1])
    starts.prepare()
    assert starts.anywhere == [0]


def test_very_many_openings_are_cut_short() -> None:
    found = openings(r"(?:ngày )?" + r"\d" * 8)
    assert found is not None
    assert len(found) <= 1_500
    assert all(any(text.startswith(opening.text) for opening in found) for text in ("ngày 12345678", "12345678"))


WORDS = [
    "tặng", "Bằng khen", "giấy khen", "danh hiệu", '"Đơn vị', "quyết thắng", '"', "(", ")", ",", "ngày", "sáng", "15-9", "2019", "tháng 8",
    "quý III", "năm 2020", "Đại tá", "ĐẠI TÁ", "Nguyễn Văn An", "ông", "Ông", "Bộ trưởng", "Bộ Công an", "UBND tỉnh", "Giám đốc", "Công an", "CATP", "huyện",
    "Kim Bôi", "3", "hơn 20", "tập thể", "và", "cá nhân", "đồng chí", "Huân chương", "hạng Ba", "cờ", "giải Nhất", "từ", "đến", "đợt 2-", "cho đội", "\u0131", "\u017f",
    "  ", "\n", "Đoàn", "các", "lượt người", "2 lần",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(SENTENCES)
def test_the_rules_find_what_a_search_finds(sentence: str) -> None:
    text = normalise(sentence)
    blanks = (form.replace("đồng chí", " " * 8) for form in (text.key, text.cased))
    for one in (text, Text(text.raw, text.text, *blanks)):
        for matcher in load_rules().matchers.values():
            matcher.prepare()
            found = {(rule.id, *match.span()) for _, rule, match in matcher._expressions.matches(one, None)}
            assert found == searched(matcher, one)


def searched(matcher: Matcher, text: Text) -> set[tuple[str, int, int]]:
    patterns = [(rule, rule.pattern, text.cased if rule.on_text else text.key) for rule in matcher.rules]
    return {
        (rule.id, *m.span()) for rule, pattern, form in patterns if pattern is not None for m in pattern.finditer(form)
    }


def test_the_rules_have_openings() -> None:
    """A rule without openings is tried at each character of each text."""
    tried_everywhere = {
        rule.id
        for matcher in load_rules().matchers.values()
        for rule in matcher.rules
        if rule.pattern is not None and openings(rule.pattern.pattern) is None
    }
    assert tried_everywhere == {"recipient.given-name"}


def test_trying_at_a_place_sees_what_stands_before() -> None:
    starts = Starts({0: "(?<=khen )thưởng"})
    starts.prepare()
    assert places(starts, "khen thưởng, thưởng") == [(0, 5), (0, 13)]
    assert regex.compile("(?<=khen )thưởng").match("khen thưởng", 5) is not None


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        (r"(?i:lá\s+cờ)", "đỏ  Lá \n cờ", [(0, 4)]),
        (r"(?<=lá )cờ", "lá  cờ\nlá cờ", [(0, 4), (0, 10)]),
        (r" cờ", "lá  cờ", [(0, 2), (0, 3)]),
        (r"cờ", "cờ  ", [(0, 0)]),
    ],
)
def test_white_space_of_any_length_is_one_space(expression: str, text: str, found: list[tuple[int, int]]) -> None:
    starts = Starts({0: expression}, on_text=[0])
    starts.prepare()
    assert places(starts, text) == found


def test_it_reads_those_of_an_earlier_start_sooner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Starts({0: "cờ"}).prepare()
    starts = Starts({0: "cờ"})
    seen = [places(starts, "lá cờ") for _ in range(20)]
    assert (seen[18], seen[19]) == (None, [(0, 3)])


def test_it_works_openings_out_when_there_is_enough_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    starts = Starts({0: "cờ"})
    seen = [places(starts, "lá cờ") for _ in range(PAYS_FROM + 1)]
    assert (seen[0], seen[-2], seen[-1]) == (None, None, [(0, 3)])


@pytest.mark.parametrize("text", ["\u0130 lá cờ", "\u017f cờ"])
def test_texts_that_are_not_plain_are_searched_everywhere(text: str) -> None:
    starts = Starts({0: "(?i:cờ)"}, on_text=[0])
    starts.prepare()
    assert places(starts, text) is None
