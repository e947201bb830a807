"""Templates such as `T[-1,0].lower`, compiled once and applied to a whole sentence at a time.

A template looks at the tokens from one offset to another, joins them with spaces, maybe applies a function, and says
what it saw: `T[-1,0].lower=công an`. underthesea works that out anew for every token and template, columns and all.
Here the values of a sentence stand in lists, one for each (column, function, width) that any template needs; a
template is such a list, looked up in the attributes that its model knows, and shifted. Time grows with the length of
the sentence alone, and nothing is remembered between sentences.

Outside the sentence a template sees `BOS` before the first token and `EOS` where its window ends after the last; a
window that begins too early is `BOS` even if it ends too late.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_SYNTAX = re.compile(r"T\[(?P<first>-?\d+)(?:,(?P<last>-?\d+))?\](?:\[(?P<column>\d+)\])?(?:\.(?P<function>\w+))?")


@dataclass(frozen=True, slots=True)
class Source:
    """What values a template reads: a column, a function of it (or none), how many tokens together."""

    column: int
    function: str | None
    width: int


@dataclass(frozen=True, slots=True)
class Template:
    """One template: its own spelling, its source and the offset of its first token."""

    text: str
    source: Source
    first: int


def parse(text: str) -> Template:
    """Return the template that a text spells.

    >>> parse("T[-1,0][1]")
    Template(text='T[-1,0][1]', source=Source(column=1, function=None, width=2), first=-1)
    """
    match = _SYNTAX.fullmatch(text)
    first = int(match["first"]) if match else 0
    last = int(match["last"] or first) if match else -1
    if match is None or last < first:
        raise ValueError(f"{text!r} is no template")
    return Template(text, Source(int(match["column"] or 0), match["function"], last - first + 1), first)


@dataclass(frozen=True, slots=True)
class _Lookup(Generic[T]):
    first: int
    get: Callable[[str], T | None]
    before: T | None
    after: T | None


Values = Callable[[Source], Sequence[str]]
"""Gives the values of one sentence for a source: as many as there are windows of that width."""


class Compiled(Generic[T]):
    """Templates over the attributes of one model, each of which stands for something: its name, or its weight."""

    def __init__(self, templates: Sequence[str], attributes: Mapping[str, T]) -> None:
        tables: dict[str, dict[str, T]] = defaultdict(dict)
        for attribute, meaning in attributes.items():
            text, _, value = attribute.partition("=")
            tables[text][value] = meaning
        known = [parse(text) for text in templates if text in tables]
        self._count = len(known)
        by_source: dict[Source, list[tuple[int, _Lookup[T]]]] = defaultdict(list)
        for place, template in enumerate(known):
            get = tables[template.text].get
            by_source[template.source].append((place, _Lookup(template.first, get, get("BOS"), get("EOS"))))
        self._by_source = list(by_source.items())

    def rows(self, values: Values, length: int) -> list[list[T]]:
        """Return what each of `length` tokens has of the model's attributes, in the order of the templates."""
        columns: list[list[T | None]] = [[]] * self._count
        for source, lookups in self._by_source:
            found = values(source)
            for place, lookup in lookups:
                columns[place] = _shift(list(map(lookup.get, found)), lookup, length)
        if not columns:
            return [[] for _ in range(length)]
        return [[cell for cell in row if cell is not None] for row in zip(*columns, strict=True)]


def _shift(cells: list[T | None], lookup: _Lookup[T], length: int) -> list[T | None]:
    """Return one cell a token: that of the window which begins `lookup.first` tokens on."""
    before = min(max(-lookup.first, 0), length)
    begin = max(lookup.first, 0)
    inside = cells[begin : begin + length - before]
    return [lookup.before] * before + inside + [lookup.after] * (length - before - len(inside))


def windows(tokens: Sequence[str], width: int) -> Sequence[str]:
    """Return the tokens of each window, joined.

    >>> windows(["Bộ", "Công", "an"], 2)
    ['Bộ Công', 'Công an']
    """
    if width == 1:
        return tokens
    return [" ".join(window) for window in zip(*(tokens[start:] for start in range(width)), strict=False)]
