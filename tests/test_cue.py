"""Each match of an expression holds one of its words, so that where none of them stands there is none."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

import thidua
from thidua.cue import Cue, words_of
from thidua.offsets import fold
from thidua.rules import load_rules


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"(?<!\w)(?:mục tiêu|chỉ tiêu)(?: là)?(?!\w)", {"mục tiêu", "chỉ tiêu"}),
        (r"(?:trong|cả) (?:năm|quí)", {"trong năm", "trong quí", "cả năm", "cả quí"}),
        (r"đã (?=được)trao", {"đã trao"}),  # what looks around takes no room
        (r"(?:nếu|nếu như) \d+ lần", {"nếu "}),  # the shorter tells as much
        (r"\d+ năm qua", {" năm qua"}),
        (r"(?:\d|hai) năm qua", {" năm qua"}),
        (r"phấn đấu(?: đạt| có)+", {"phấn đấu"}),
        (r"a(?:bc)?d", {"a"}),  # not side by side
        (r"a(?:bc)+d", {"bc"}),
        (r"đi{2}", {"đ"}),
        (r"ký\.", {"ký."}),
        (r"(?P<who>ông|bà) [A-Z]", {"ông ", "bà "}),
        (r"x|y(?:z|\d)", {"x", "y"}),
        (r"dài ngắn(?:một|hai)", {"dài ngắnmột", "dài ngắnhai"}),
        (r"(?i:Bằng) khen", {" khen"}),  # letters of any case are not told
        (r"^\s*trong đó", {"trong đó"}),
        (r"\w+|trao", set()),
        (r"(?:trao)?", set()),
        (r"(?:trao|) \d", {" "}),
        ("|".join(f"chữ{number}x" for number in range(40)), set()),  # too many to look for
    ],
)
def test_words(expression: str, expected: set[str]) -> None:
    assert words_of(expression) == expected


def cues() -> Iterator[tuple[str, Cue]]:
    """Yield all cues of the package, with their names."""
    for module in pkgutil.walk_packages(thidua.__path__, "thidua."):
        if module.name.startswith(("thidua.assemble", "thidua.resolve", "thidua.mentions")):
            for name, value in vars(import_module(module.name)).items():
                for place, one in enumerate(value if isinstance(value, tuple) else (value,)):
                    cue = one[0] if isinstance(one, tuple) and one else one
                    if isinstance(cue, Cue):
                        yield f"{module.name}.{name} {place}", cue


CUES = dict(cues())


def test_all_have_words() -> None:
    assert len(CUES) > 10
    assert not [name for name, cue in CUES.items() if not words_of(cue.expression)]


def test_one_without_words_says_so() -> None:
    with pytest.raises(ValueError, match="no few words"):
        Cue(r"\w+").search("a")


def _same(cue: Cue, text: str, start: int, end: int) -> None:
    plain = regex.compile(cue.expression)
    for found, expected in (
        (cue.search(text, start, end), plain.search(text, start, end)),
        (cue.match(text, start, end), plain.match(text, start, end)),
    ):
        assert (found and found.span()) == (expected and expected.span()), cue.expression
    assert [m.span() for m in cue.finditer(text, start, end)] == [m.span() for m in plain.finditer(text, start, end)]


@pytest.mark.parametrize("name", sorted(CUES))
def test_finds_what_its_expression_finds(name: str) -> None:
    cue = CUES[name]
    for example in load_rules().examples:
        text = fold(example.text)
        _same(cue, text, 0, len(text))
        _same(cue, text, len(text) // 3, len(text) * 2 // 3)


@given(st.data())
def test_finds_the_same_in_pieces_of_expressions(data: st.DataObject) -> None:
    """Texts of the letters and words that expressions are written of, which match them far more often than chance would."""
    cue = data.draw(st.sampled_from(sorted(CUES.values(), key=lambda one: one.expression)))
    pieces = [*sorted(set(regex.findall(r"\p{L}+(?: \p{L}+)*|\d| ", cue.expression))), "3", ", ", " ", "đã "]
    text = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=12)))
    start = data.draw(st.integers(0, len(text)))
    _same(cue, text, start, data.draw(st.integers(start, len(text))))
