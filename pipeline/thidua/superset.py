"""Expressions that end wherever a given one ends, in a form that one scan can look for quickly.

The scan leaves lookarounds out (`prefilter`), so a rule whose only rare word stands in one would be reported in every
text. What an expression looks back at first, or ahead to last, becomes part of the match here; optional ends go, since
a match without them ends too; repeats lose their upper bound, which costs a scanner states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BOUND = re.compile(r"\{(\d+),\d+\}")
_NAMED = re.compile(r"\(\?P<\w+>")
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?")
_ESCAPE = re.compile(r"\\(?:[pP]\{[^}]*\}|.)")
_OPTIONAL = ("?", "*", "{0,")
_LOOKING = ("(?=", "(?!", "(?<=", "(?<!")
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|:)|(?!\?))")
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL)
_PLAIN = re.compile(r"[^\\\[()]+")


class Atom(NamedTuple):
    """One item of a sequence: a character, class, escape or group, and how often it may come."""

    text: str
    quantifier: str = ""

    @property
    def optional(self) -> bool:
        """Whether it may match nothing."""
        return self.quantifier.startswith(_OPTIONAL) or any(
            all(atom.optional for atom in inner) for inner in _alternatives(self)
        )


def superset(expression: str) -> str:
    r"""Return an expression that has a match ending in every text in which the given one has a match.

    A text is taken to be followed by a character that belongs to no word, such as a line end.

    >>> superset(r'(?<=danh hiệu\s)"[^"]{3,60}"')
    '(?:danh hiệu\\s)"[^"]{3,}"'
    >>> superset(r"giải\s+(?:nhất|ba)(?!\w)(?:\s+toàn đoàn)?")
    'giải\\s+(?:nhất|ba)\\W'
    >>> superset(r"(?<!\w)(?:khen thưởng|khen(?=\s+[0-9]))(?!\w)")
    'khen thưởng\\W|khen(?:\\s+[0-9])'
    """
    parts = (_trimmed(part) for branch in branches(expression) for part in _spread(branch))
    joined = _BOUND.sub(r"{\1,}", "|".join("".join(map("".join, part)) for part in parts))
    return joined if "(?P=" in joined else _NAMED.sub("(?:", joined)  # a scanner takes no name twice


def _spread(atoms: list[Atom]) -> Iterator[list[Atom]]:
    """Yield the sequence; where the last group that it must have looks ahead in some alternatives, each of them as its own."""
    last = next((at for at in range(len(atoms) - 1, -1, -1) if not _passed(atoms[at])), 0)
    inner = [] if atoms[last].quantifier else _alternatives(atoms[last])
    if not any(map(_looks_ahead, inner)):
        yield atoms
        return
    for branch in inner:
        yield from _spread([*atoms[:last], *branch, *([] if _looks_ahead(branch) else atoms[last + 1 :])])


def _looks_ahead(atoms: list[Atom]) -> bool:
    # The end of a text, which is not always that of a scan, cannot be looked for.
    return bool(atoms) and atoms[-1].text.startswith("(?=") and "$" not in atoms[-1].text


def _passed(atom: Atom) -> bool:
    return atom.optional or atom.text.startswith(_LOOKING)


def _alternatives(atom: Atom) -> list[list[Atom]]:
    """Return the alternatives of a group, none of what is no group or looks around."""
    opened = _GROUP.match(atom.text)
    return list(branches(atom.text[opened.end() : -1])) if opened else []


def _trimmed(atoms: list[Atom]) -> list[Atom]:
    """Return a sequence without what its beginning and end need not have."""
    while len(atoms) > 1 and (atoms[0].optional or atoms[0].text.startswith(("(?<!", "(?!", "(?="))):
        atoms = atoms[1:]
    if atoms[0].text.startswith("(?<=") and not atoms[0].quantifier:
        atoms = [Atom(f"(?:{atoms[0].text[4:]}"), *atoms[1:]]
    while len(atoms) > 1:
        last = atoms[-1]
        if last.text == r"(?!\w)":
            return [*atoms[:-1], Atom(r"\W")]
        if _looks_ahead(atoms):
            return [*atoms[:-1], Atom(f"(?:{last.text[3:]}")]
        if not last.optional and not last.text.startswith(("(?!", "(?=", "(?<")):
            break
        if last.text.startswith("(?<") and last.text[3] not in "=!":  # a named group of the old spelling
            break
        atoms = atoms[:-1]
    return atoms


def needed_letters(expression: str) -> frozenset[str]:
    r"""Return letters that stand in every match of an expression, those that it writes out and must have.

    >>> sorted(needed_letters(r"[VM](?:F(?:,F)*|FQ)(?=C)A?"))
    ['F']
    """
    of_branches = (frozenset[str]().union(*map(_needed_of, atoms)) for atoms in branches(expression))
    return frozenset.intersection(*of_branches)


def _needed_of(atom: Atom) -> frozenset[str]:
    if _passed(atom):
        return frozenset()
    if opened := _GROUP.match(atom.text):
        return needed_letters(atom.text[opened.end() : -1])
    return frozenset(atom.text) if atom.text.isalpha() else frozenset()


def branches(expression: str) -> Iterator[list[Atom]]:
    """Yield the alternatives of an expression as sequences of atoms."""
    atoms: list[Atom] = []
    place = 0
    while place < len(expression):
        if expression[place] == "|":
            yield atoms
            atoms = []
            place += 1
            continue
        end = _atom_end(expression, place)
        quantifier = _QUANTIFIER.match(expression, end)
        atom = Atom(expression[place:end], quantifier[0] if quantifier else "")
        atoms.append(atom if quantifier else _bare(atom))
        place = quantifier.end() if quantifier else end
    yield atoms


def _bare(atom: Atom) -> Atom:
    """Return what looks around without the group that a macro put about it."""
    if not atom.text.startswith(tuple(f"(?:{looking}" for looking in _LOOKING)):
        return atom
    inner = _alternatives(atom)
    return inner[0][0] if len(inner) == len(inner[0]) == 1 else atom


def _atom_end(expression: str, place: int) -> int:
    """Return where the atom at a place ends."""
    if escape := _ESCAPE.match(expression, place):
        return escape.end()
    if listed := _CLASS.match(expression, place):
        return listed.end()
    if expression[place] == "(":
        place += 1
        while expression[place] != ")":
            plain = _PLAIN.match(expression, place)
            place = plain.end() if plain else _atom_end(expression, place)
        return place + 1
    return place + 1
