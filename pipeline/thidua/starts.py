"""Where in a text the matches of the expressions of a file can begin.

A search tries an expression at each character of a text. An automaton finds the few places where an opening stands
(`openings`), for all expressions of a file and both forms of the text at once, and only there the expressions are tried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path

import ahocorasick_rs

from thidua.kept import Kept
from thidua.openings import DIGIT, LETTER, Opening, openings

# From how many texts on it pays to read the openings of an earlier start, and to work them out.
_READ_FROM, PAYS_FROM = 20, 100
# Letters that are the small or capital form of another one without `lower` saying so.
_ODD_LETTERS = ("\u017f", "\u0131", "\u0130")

# Of an opening in small letters: the expression by its place in the file, what is barred before it, and how the opening
# is written where capitals count, else nothing.
_Begun = tuple[int, int, str]
_Begins = tuple[list[int], dict[str, list[_Begun]]]  # expressions whose openings are not known; those of the others
# Of an opening the expressions that can begin behind what is no part of a word, behind a letter, behind a digit.
_Which = tuple[list[tuple[int, str]], ...]
_MADE_BY = (__file__, *(str(Path(__file__).with_name(name)) for name in ("openings.py", "superset.py")))


class Starts:
    """The openings of some expressions, each by its place in the file; those of `on_text` are for text with capitals."""

    def __init__(self, expressions: Mapping[int, str], on_text: Collection[int] = ()) -> None:
        self._expressions = expressions
        self._on_text = frozenset(on_text)
        self._asked = 0
        self._ready = False
        self.anywhere: list[int] = []  # expressions whose openings are not known
        self._which: list[_Which] = []
        self._automaton: ahocorasick_rs.AhoCorasick | None = None
        self._any_case = False  # whether letters of an expression may be small or capital

    def prepare(self) -> None:
        """Work the openings out now."""
        if not self._ready and self._expressions and not self._load():
            begins = self._begins()
            self._kept.store(json.dumps(begins).encode())
            self._set(begins)

    def _begins(self) -> _Begins:
        anywhere: list[int] = []
        begun: dict[str, list[_Begun]] = {}
        for place, expression in self._expressions.items():
            found = openings(expression)
            if found is None or not all(map(_keeps_its_length, found)):
                anywhere.append(place)
                continue
            for one in found:
                written = one.text if place in self._on_text and not one.any_case else ""
                begun.setdefault(one.text.lower() if written else one.text, []).append((place, one.barred, written))
        return anywhere, begun

    @cached_property
    def _kept(self) -> Kept:
        forms = (f"{place}{'t' if place in self._on_text else 'k'}" for place in self._expressions)
        return Kept("openings", *forms, *self._expressions.values(), by=_MADE_BY)

    def _load(self) -> bool:
        data = self._kept.load()
        if data is not None:
            self._set(json.loads(data))
        return self._ready

    def _set(self, begins: _Begins) -> None:
        self.anywhere, begun = begins
        self._which = list(map(_by_what_is_before, begun.values()))
        self._automaton = ahocorasick_rs.AhoCorasick(list(begun)) if begun else None
        self._any_case = any(
            place in self._on_text and not written for row in begun.values() for place, _, written in row
        )
        self._ready = True

    def places(self, key: str, cased: str, among: Set[int] | None = None) -> list[tuple[int, int]] | None:
        """Return (expression, start), rising, with all starts of matches; None where any place may be one.

        `key` and `cased` are the two forms of a text; `among` the expressions that are asked about, if not all are. Of
        those `anywhere` there is none in the list.
        """
        if not self._ready:
            self._asked += 1
            if self._asked > PAYS_FROM:
                self.prepare()
            elif self._asked != _READ_FROM or not self._load():
                return None
        if self._automaton is None:
            return []
        if self._any_case and any(letter in key for letter in _ODD_LETTERS):
            return None
        at: Sequence[int] | None = None
        if "  " in key or "\n" in key:  # openings are written with single spaces
            key, at = _single_spaced(key)
            cased, _ = _single_spaced(cased)
        found: list[tuple[int, int]] = []
        for number, start, _ in self._automaton.find_matches_as_indexes(key, overlapping=True):
            before = key[start - 1] if start else " "
            kind = LETTER if before.isalpha() else DIGIT if before.isdecimal() else 0
            for place, written in self._which[number][kind]:
                if (among is None or place in among) and (not written or cased.startswith(written, start)):
                    found.append((place, start))
        found.sort()
        if at is None:
            return found
        # an expression that begins with white space may begin with any of it
        return [(index, place) for index, start in found for place in range(at[start], at[start + 1])]


def _keeps_its_length(opening: Opening) -> bool:
    return len(opening.text.lower()) == len(opening.text)


def _by_what_is_before(begun: Sequence[_Begun]) -> _Which:
    return tuple(
        [(place, written) for place, barred, written in begun if not barred & kind] for kind in (0, LETTER, DIGIT)
    )


_SPACES = re.compile(r"\s+")


def _single_spaced(text: str) -> tuple[str, list[int]]:
    """Return a text with one space for each stretch of white space, and where each of its characters and its end stood."""
    parts: list[str] = []
    at: list[int] = []
    done = 0
    for spaces in _SPACES.finditer(text):
        start, end = spaces.span()
        parts += text[done:start], " "
        at += range(done, start + 1)
        done = end
    parts.append(text[done:])
    at += range(done, len(text) + 1)
    return "".join(parts), at
