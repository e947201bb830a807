r"""The words and characters that a match of an expression can begin with: where none of them stands, none can begin.

A search tries an expression at each character of a text. An automaton finds the few places where an opening stands,
for all expressions of a file at once, and only there the expressions are tried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property, reduce
from operator import or_
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs

from thidua.kept import Kept
from thidua.superset import Atom, branches

_ENOUGH = 12  # characters of an opening; a longer one would tell little more
_TELLING = 4  # characters of one that is rare enough where there would be very many
_MOST = 1_500  # openings of an expression; where there would be more, shorter ones do
_ZERO_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|-?i:|:)|(?!\?))")
_IN_CLASS = re.compile(r"(?P<first>\\.|[^\\])-(?P<last>\\.|[^\\])|(?P<one>\\p\{\w+\}|\\.|[^\\])", re.DOTALL)
_FEW = re.compile(r"\{([0-4])(?:,([1-4]))?\}[?+]?")
_WIDEST = 40  # characters of a range


_LETTER, _DIGIT = 1, 2  # what may not stand right before an opening; a sum of them


class Opening(NamedTuple):
    """What a match can begin with."""

    text: str
    any_case: bool = False  # its letters may be small or capital; here they are small
    barred: int = 0  # where a letter, a digit stands right before it, no match begins


class _Begun(NamedTuple):
    """An opening, and whether what follows in the expression follows right behind it."""

    text: str
    any_case: bool
    goes_on: bool
    barred: int = 0


_Openings = frozenset[_Begun]
_UNKNOWN: _Openings = frozenset({_Begun("", False, False)})
_NOTHING: _Openings = frozenset({_Begun("", False, True)})


def openings(expression: str) -> frozenset[Opening] | None:
    r"""Return the openings of an expression: with one of them each of its matches begins. None where that is not told.

    White space is taken for single spaces, digits for those of ASCII.

    >>> sorted(opening.text for opening in openings(r"(?<!\w)(?:các\s+)?(?:cờ|bằng khen)(?!\w)"))
    ['bằng khen', 'các bằng khen', 'các cờ', 'cờ']
    """
    found: dict[tuple[str, bool], int] = {}
    for one in _of_branches(expression, any_case=False):
        found[one.text, one.any_case] = found.get((one.text, one.any_case), one.barred) & one.barred
    if any(not text for text, _ in found):
        return None
    return frozenset(
        Opening(text, any_case, barred)
        for (text, any_case), barred in found.items()
        if not any(found.get((text[:end], any_case), ~barred) & ~barred == 0 for end in range(1, len(text)))
    )


def _of_branches(expression: str, any_case: bool) -> _Openings:
    return frozenset(one for atoms in branches(expression) for one in _of_sequence(atoms, any_case))


def _of_sequence(atoms: Iterable[Atom], any_case: bool) -> _Openings:
    found = _NOTHING
    row = list(_unrolled(atoms))
    for atom in row:
        if not any(one.goes_on for one in found):
            break
        following = _of_atom(atom, any_case)
        if atom is row[-1] and atom.text.startswith("(?=") and not atom.quantifier:
            # what must follow a match tells where it can begin
            ahead = _of_branches(atom.text[3:-1], any_case)
            if all(one.text for one in ahead):
                following = frozenset(one._replace(goes_on=False) for one in ahead)
        ended = {one for one in found if not one.goes_on}
        going_on = found - ended
        if len(going_on) * len(following) > _MOST:  # what is long tells enough already
            ended |= {one._replace(goes_on=False) for one in going_on if len(one.text) >= _TELLING}
            going_on = frozenset(one for one in going_on if len(one.text) < _TELLING)
        for longest in (_ENOUGH, 4, 2, 1):
            following = _cut(following, longest)
            if len(going_on) * len(following) <= _MOST:
                break
        else:
            return frozenset(ended | {one._replace(goes_on=False) for one in going_on})
        found = frozenset(ended | {_joined(one, more) for one in going_on for more in following})
    return found


def _unrolled(atoms: Iterable[Atom]) -> Iterator[Atom]:
    """Yield the atoms, one that may come a few times as often: «[0-9]{1,2}» as «[0-9]» and «[0-9]?»."""
    for atom in atoms:
        bounds = _FEW.fullmatch(atom.quantifier)
        if bounds is None:
            yield atom
            continue
        least, most = int(bounds[1]), int(bounds[2] or bounds[1])
        yield from [Atom(atom.text)] * least
        yield from [Atom(atom.text, "?")] * (most - least)


def _cut(openings: _Openings, longest: int) -> _Openings:
    """Return the openings with those that are longer cut."""
    return frozenset(
        one if len(one.text) <= longest else one._replace(text=one.text[:longest], goes_on=False) for one in openings
    )


def _joined(one: _Begun, more: _Begun) -> _Begun:
    any_case = one.any_case or more.any_case
    text = one.text + more.text
    barred = one.barred if one.text else one.barred | more.barred
    return _Begun(text.lower() if any_case else text, any_case, more.goes_on and len(text) < _ENOUGH, barred)


def _of_atom(atom: Atom, any_case: bool) -> _Openings:
    found = _of_item(atom.text, any_case)
    if not atom.quantifier:
        return found
    once = atom.quantifier[0] == "?" or atom.text == r"\s"
    if not once:  # what is repeated may be followed by itself
        found = frozenset(one._replace(goes_on=one.goes_on and not one.text) for one in found)
    return found | _NOTHING if atom.optional else found


def _of_item(item: str, any_case: bool) -> _Openings:
    if item.startswith(_ZERO_WIDTH):
        return frozenset({_Begun("", False, True, _barred(item))})
    if item in ("^", "$", r"\b", r"\B"):
        return _NOTHING
    if item[0] == "(":
        group = _GROUP.match(item)
        if group is None:
            return _UNKNOWN
        case = {"(?i:": True, "(?-i:": False}.get(group[0], any_case)
        return _of_branches(item[group.end() : -1], case)
    characters = _in_class(item) if item[0] == "[" else _single(item)
    if characters is None or (any_case and any(len(char.lower()) != 1 for char in characters)):
        return _UNKNOWN
    if any_case:
        return frozenset(_Begun(char.lower(), char.lower() != char.upper(), True) for char in characters)
    return frozenset(_Begun(char, False, True) for char in characters)


def _barred(looking: str) -> int:
    """Return what cannot stand before a match that looks around so at its beginning."""
    if looking.startswith("(?<="):
        return _LETTER | _DIGIT if _ends_apart(looking[4:-1]) else 0
    excluded = _EXCLUDED.fullmatch(looking)
    kinds = _KIND.findall(excluded[1]) if excluded else []
    return reduce(or_, map(_BARRED.__getitem__, kinds), 0)


_BARRED = {r"\w": _LETTER | _DIGIT, r"\p{L}": _LETTER, r"\d": _DIGIT}
_KIND = re.compile(r"\\w|\\p\{L\}|\\d")
_EXCLUDED = re.compile(r"\(\?<!(\\w|\\p\{L\}|\\d|\[(?!\^)[^]]*\])\)")


def _ends_apart(expression: str) -> bool:
    """Whether whatever matches an expression ends in white space."""
    return all(map(_ends_in_space, branches(expression)))


def _ends_in_space(atoms: Sequence[Atom]) -> bool:
    for atom in reversed(atoms):
        group = _GROUP.match(atom.text)
        if atom.text not in (r"\s", " ") and not (group and _ends_apart(atom.text[group.end() : -1])):
            return False
        if not atom.optional:
            return True
    return False


def _in_class(item: str) -> set[str] | None:
    """Return the characters of a class, None for very many."""
    if item.startswith("[^"):
        return None
    found: set[str] = set()
    for match in _IN_CLASS.finditer(item[1:-1]):
        if match["one"] is None:
            first, last = ord(match["first"][-1]), ord(match["last"][-1])
            inside = set(map(chr, range(first, last + 1))) if last - first < _WIDEST else None
        else:
            inside = {"."} if match["one"] == "." else _single(match["one"])
        if inside is None:
            return None
        found |= inside
    return found


def _single(item: str) -> set[str] | None:
    """Return what a character or an escape stands for, None for very many."""
    if item == r"\d":
        return set("0123456789")
    if item == r"\s":
        return {" "}
    if item[0] == "\\":
        return None if item[1].isalnum() else {item[1]}
    return None if item == "." else {item}


# From how many texts on it pays to read the openings of an earlier start, and to work them out.
_READ_FROM, PAYS_FROM = 20, 100
# Letters that are the small or capital form of another one without `lower` saying so.
_LONG_S, _DOTLESS_I = "\u017f", "\u0131"


# Expressions whose openings are not known, by their indexes; which expressions have an opening, each with what is barred
# before it, and which have one whose letters may be small or capital.
_Begun_by = dict[str, list[tuple[int, int]]]
_Begins = tuple[list[int], _Begun_by, _Begun_by]
_MADE_BY = (__file__, str(Path(__file__).with_name("superset.py")))


def _begins(expressions: Sequence[str]) -> _Begins:
    anywhere: list[int] = []
    as_written: _Begun_by = {}
    any_case: _Begun_by = {}
    for index, expression in enumerate(expressions):
        found = openings(expression)
        if found is None:
            anywhere.append(index)
        for opening in found or ():
            begun = any_case if opening.any_case else as_written
            begun.setdefault(opening.text, []).append((index, opening.barred))
    return anywhere, as_written, any_case


# Of an opening the expressions that can begin behind what is no part of a word, behind a letter, behind a digit.
_Which = tuple[list[int], list[int], list[int]]


def _by_what_is_before(begun: Sequence[tuple[int, int]]) -> _Which:
    apart, letter, digit = ([index for index, barred in begun if not barred & kind] for kind in (0, _LETTER, _DIGIT))
    return apart, letter, digit


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


class Starts:
    """Where in a text the matches of some expressions can begin: both forms of letters by one scan each."""

    def __init__(self, expressions: Sequence[str]) -> None:
        self._expressions = expressions
        self._asked = 0
        self._ready = False
        self.anywhere: list[int] = []  # expressions whose openings are not known
        self._automata: list[tuple[bool, list[_Which], ahocorasick_rs.AhoCorasick]] = []

    def prepare(self) -> None:
        """Work the openings out now."""
        if not self._ready and self._expressions and not self._load():
            begun = _begins(self._expressions)
            self._kept.store(json.dumps(begun).encode())
            self._set(begun)

    @cached_property
    def _kept(self) -> Kept:
        return Kept("openings", *self._expressions, by=_MADE_BY)

    def _load(self) -> bool:
        data = self._kept.load()
        if data is not None:
            self._set(json.loads(data))
        return self._ready

    def _set(self, begun: _Begins) -> None:
        self.anywhere, *kinds = begun
        self._automata = [
            (any_case, list(map(_by_what_is_before, which.values())), ahocorasick_rs.AhoCorasick(list(which)))
            for any_case, which in zip((False, True), kinds, strict=True)
            if which
        ]
        self._ready = True

    def places(self, text: str, among: Set[int] | None = None) -> list[tuple[int, int]] | None:
        """Return (index of an expression, start), rising, with all starts of matches; None where any place may be one.

        `among` are the expressions that are asked about, if not all are. Of those `anywhere` there is none in the list.
        """
        if not self._ready:
            self._asked += 1
            if self._asked > PAYS_FROM:
                self.prepare()
            elif self._asked != _READ_FROM or not self._load():
                return None
        at: Sequence[int] | None = None
        if "  " in text or "\n" in text:  # openings are written with single spaces
            text, at = _single_spaced(text)
        found: list[tuple[int, int]] = []
        for any_case, which, automaton in self._automata:
            searched = text
            if any_case:
                searched = text.lower()
                if len(searched) != len(text) or _LONG_S in text or _DOTLESS_I in text:
                    return None
            for number, start, _ in automaton.find_matches_as_indexes(searched, overlapping=True):
                before = text[start - 1] if start else " "
                for index in which[number][_LETTER if before.isalpha() else _DIGIT if before.isdecimal() else 0]:
                    if among is None or index in among:
                        found.append((index, start))
        found.sort()
        if at is None:
            return found
        # an expression that begins with white space may begin with any of it
        return [(index, place) for index, start in found for place in range(at[start], at[start + 1])]
