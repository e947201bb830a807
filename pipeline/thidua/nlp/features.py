"""Templates such as `T[-1,0].lower`, compiled once and applied to a whole sentence at a time.

A template looks at the tokens from one offset to another, joins them with spaces, maybe applies a function, and says
what it saw: `T[-1,0].lower=công an`. underthesea works that out anew for every token and template, columns and all.
Here the values of a sentence stand in lists, one for each (column, function, width) that any template needs; a
template is a slice of such a list, looked up in the attributes that its model knows. Time grows with the length of the
sentence alone, and nothing is remembered between sentences.

Outside the sentence a template sees `BOS` before the first token and `EOS` where its window ends after the last; a
window that begins too early is `BOS` even if it ends too late.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

_BEFORE, _AFTER = "BOS", "EOS"
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


Values = Callable[[Source], Sequence[str]]
"""Gives the values of one sentence for a source: as many as there are windows of that width."""


class Compiled:
    """The templates of a model as lookups of its attributes."""

    def __init__(self, templates: Sequence[str], attributes: Iterable[str]) -> None:
        tables = _tables({attribute: attribute for attribute in attributes})
        self._plan: list[tuple[Source, int, list[_Lookup]]] = []
        known = [parse(text) for text in templates if text in tables]
        for source, places in _by_source(known).items():
            early = max(0, *(-known[place].first for place in places))
            lookups = [_Lookup(place, known[place].first + early, tables[known[place].text].get) for place in places]
            self._plan.append((source, early, lookups))
        self._count = len(known)

    def rows(self, values: Values, length: int) -> list[list[str]]:
        """Return the attributes of each of `length` tokens that the model knows, in the order of the templates."""
        columns: list[Iterable[str | None]] = [()] * self._count
        for source, early, lookups in self._plan:
            found = values(source)
            late = max(lookup.begin for lookup in lookups) + length - early - len(found)
            padded = [_BEFORE] * early + [*found] + [_AFTER] * late
            for place, begin, get in lookups:
                columns[place] = map(get, padded[begin : begin + length])
        if not columns:
            return [[] for _ in range(length)]
        return [[cell for cell in row if cell is not None] for row in zip(*columns, strict=True)]


class Weighed:
    """The templates of a model with one weight an attribute, to be summed for each token."""

    def __init__(self, templates: Sequence[str], weights: Mapping[str, float]) -> None:
        tables = _tables(weights)
        by_width: dict[int, list[Template]] = defaultdict(list)
        for text in templates:
            if text in tables:
                template = parse(text)
                by_width[template.source.width].append(template)
        self._grids = {width: _Grid.of(same, tables) for width, same in by_width.items()}

    def sums(self, values: Values, length: int) -> NDArray[np.float64]:
        """Return the sum of the weights of each of `length` tokens."""
        result = np.zeros(length)
        for width, grid in self._grids.items():
            count = max(length - width + 1, 0)
            early = max(0, -min(grid.firsts))
            padded = np.empty((early + length + max(0, *grid.firsts), len(grid.firsts)))
            padded[:early] = grid.before
            padded[early + count :] = grid.after
            if count:
                numbers = [get(value, 0) for source, get in grid.lookups for value in values(source)]
                cells = grid.matrix.take(numbers, axis=0)
                padded[early : early + count] = cells.reshape(len(grid.lookups), count, -1).sum(axis=0)
            for column, first in enumerate(grid.firsts):
                result += padded[early + first : early + first + length, column]
        return result


@dataclass(frozen=True, slots=True)
class _Grid:
    """The weights of all templates of one width: by value a row of `matrix`, by offset a column.

    Row 0 is all zero, for values that no attribute has; `before` and `after` are the sums outside the sentence.
    """

    firsts: list[int]
    lookups: list[tuple[Source, Callable[[str, int], int]]]
    matrix: NDArray[np.float64]
    before: NDArray[np.float64]
    after: NDArray[np.float64]

    @staticmethod
    def of(templates: Sequence[Template], tables: Mapping[str, Mapping[str, float]]) -> _Grid:
        firsts = sorted({template.first for template in templates})
        lookups: list[tuple[Source, Callable[[str, int], int]]] = []
        matrix: list[list[float]] = [[0.0] * len(firsts)]
        edges = {_BEFORE: np.zeros(len(firsts)), _AFTER: np.zeros(len(firsts))}
        for source, places in _by_source(templates).items():
            numbers: dict[str, int] = {}
            for place in places:
                column = firsts.index(templates[place].first)
                for value, weight in tables[templates[place].text].items():
                    if value in edges:
                        edges[value][column] += weight
                    if value not in numbers:
                        numbers[value] = len(matrix)
                        matrix.append([0.0] * len(firsts))
                    matrix[numbers[value]][column] = weight
            lookups.append((source, numbers.get))
        return _Grid(firsts, lookups, np.array(matrix), edges[_BEFORE], edges[_AFTER])


class _Lookup(NamedTuple):
    """One template: its place in a row, where its values begin in the padded list, the attributes by value."""

    place: int
    begin: int
    get: Callable[[str], str | None]


def _tables(meanings: Mapping[str, T]) -> dict[str, dict[str, T]]:
    """Return the meanings of attributes such as `T[0]=an` by template and value."""
    tables: dict[str, dict[str, T]] = defaultdict(dict)
    for attribute, meaning in meanings.items():
        template, _, value = attribute.partition("=")
        tables[template][value] = meaning
    return dict(tables)


def _by_source(templates: Sequence[Template]) -> dict[Source, list[int]]:
    """Return the places of the templates that read from the same source."""
    result: dict[Source, list[int]] = defaultdict(list)
    for place, template in enumerate(templates):
        result[template.source].append(place)
    return dict(result)


def windows(tokens: Sequence[str], width: int) -> Sequence[str]:
    """Return the tokens of each window, joined.

    >>> windows(["Bộ", "Công", "an"], 2)
    ['Bộ Công', 'Công an']
    """
    if width == 1:
        return tokens
    return [" ".join(window) for window in zip(*(tokens[start:] for start in range(width)), strict=False)]
