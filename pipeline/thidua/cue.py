r"""Expressions that few sentences match, tried only where a word stands that each of their matches holds.

Looking for a few fixed words takes a fraction of a microsecond, trying an expression at each character of a sentence up
to thirty. The words are worked out from the expression, so that one who changes it need not think of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import regex

from thidua.superset import Atom, branches

_MOST = 32  # words; more take as long as the expression
_TELLING = 8  # characters; a longer word is hardly rarer
_LOOKING = ("(?=", "(?!", "(?<=", "(?<!")
_NO_WIDTH = ("^", "$", r"\b", r"\B")
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|:)|(?!\?))")  # not «(?i:»: there letters may be small or capital


class Cue:
    """An expression; `search`, `match` and `finditer` do what those of a compiled one do."""

    def __init__(self, expression: str) -> None:
        self.expression = expression

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What each match holds one of."""
        found = words_of(self.expression)
        if not found:
            raise ValueError(f"no few words that each match holds one of: {self.expression}")
        return tuple(sorted(found, key=lambda word: (-len(word), word)))

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled expression: made when a word of it is first met."""
        return regex.compile(self.expression)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> regex.Match[str] | None:
        """Return the first match in `start:end`."""
        for word in self.words:
            if text.find(word, start, end) >= 0:
                return self.pattern.search(text, start, end)
        return None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> regex.Match[str] | None:
        """Return the match that begins at `start`."""
        for word in self.words:
            if text.find(word, start, end) >= 0:
                return self.pattern.match(text, start, end)
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[regex.Match[str]]:
        """Return the matches in `start:end` that do not overlap, from left to right."""
        for word in self.words:
            if text.find(word, start, end) >= 0:
                found: Iterator[regex.Match[str]] = self.pattern.finditer(text, start, end)
                return found
        return iter(())


class _Held(NamedTuple):
    """Words that each match of a part holds one of; `whole`: it is one of them and nothing else."""

    words: frozenset[str]
    whole: bool


_NOTHING = _Held(frozenset({""}), True)
_UNKNOWN = _Held(frozenset(), False)


def words_of(expression: str) -> frozenset[str]:
    r"""Return a few words one of which each match of an expression holds; none where that cannot be told.

    >>> sorted(words_of(r"(?<!\w)(?:chọn|xét chọn|bỏ phiếu)(?!\w)[^.;]*$"))
    ['bỏ phiếu', 'chọn']
    >>> sorted(words_of(r"(?:để )?(?:trong|qua) (?:quí|năm)\s+\d+"))
    ['qua năm', 'qua quí', 'trong năm', 'trong quí']
    """
    words = _shortest(_of_branches(expression).words)
    return words if len(words) <= _MOST else frozenset()


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """Return the words that hold no other one of them."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _of_branches(expression: str) -> _Held:
    held = [_of_sequence(atoms) for atoms in branches(expression)]
    if not all(one.words for one in held):
        return _UNKNOWN
    return _Held(frozenset[str]().union(*(one.words for one in held)), all(one.whole for one in held))


def _of_sequence(atoms: Sequence[Atom]) -> _Held:
    """Return the words that tell most of all that a sequence must have; what stands side by side is joined."""
    row = _NOTHING
    rows: list[_Held] = []
    for atom in atoms:
        if atom.text.startswith(_LOOKING) or atom.text in _NO_WIDTH:
            continue
        held = _of_atom(atom)
        if row.whole and held.whole and len(row.words) * len(held.words) <= _MOST:
            row = _Held(frozenset(one + more for one in row.words for more in held.words), True)
        else:
            rows.append(row)
            row = held if held.whole else _NOTHING
            rows.append(held)
    rows.append(row)
    if len(rows) == 1:
        return row
    telling = [words for one in rows if (words := _shortest(one.words)) and "" not in words]
    return _Held(max(telling, key=_how_telling), False) if telling else _UNKNOWN


def _how_telling(words: frozenset[str]) -> float:
    return min(_TELLING, *map(len, words)) - len(words) / 2


def _of_atom(atom: Atom) -> _Held:
    if atom.optional:
        return _UNKNOWN
    if group := _GROUP.match(atom.text):
        held = _of_branches(atom.text[group.end() : -1])
    elif len(atom.text) == 1 and atom.text != ".":
        held = _Held(frozenset(atom.text), True)
    elif atom.text[0] == "\\" and not atom.text[1].isalnum():
        held = _Held(frozenset(atom.text[1]), True)
    else:
        held = _UNKNOWN
    return held._replace(whole=held.whole and not atom.quantifier)
