r"""The words and characters that a match of an expression can begin with: where none of them stands, none can begin.

`starts` finds the places of a text where openings stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from thidua.superset import Atom, branches

_ENOUGH = 12  # characters of an opening; a longer one would tell little more
_TELLING = 4  # characters of one that is rare enough where there would be very many
_MOST = 1_500  # openings of an expression; where there would be more, shorter ones do
_ZERO_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|-?i:|:)|(?!\?))")
_IN_CLASS = re.compile(r"(?P<first>\\.|[^\\])-(?P<last>\\.|[^\\])|(?P<one>\\p\{\w+\}|\\.|[^\\])", re.DOTALL)
_FEW = re.compile(r"\{([0-4])(?:,([1-4]))?\}[?+]?")
_WIDEST = 40  # characters of a range


LETTER, DIGIT = 1, 2  # what may not stand right before an opening; a sum of them


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
        return LETTER | DIGIT if _ends_apart(looking[4:-1]) else 0
    excluded = _EXCLUDED.fullmatch(looking)
    kinds = _KIND.findall(excluded[1]) if excluded else []
    return reduce(or_, map(_BARRED.__getitem__, kinds), 0)


_BARRED = {r"\w": LETTER | DIGIT, r"\p{L}": LETTER, r"\d": DIGIT}
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
