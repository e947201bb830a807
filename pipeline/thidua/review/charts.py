"""Charts are tables first: the script draws the table that stands below it, and without a script the table is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a chart's table and the address that opens its records."""

    value: float
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over rows (`columns`: standing, `rows`: lying), stacked by the columns of the table."""

    name: str  # of its files
    title: str
    corner: str  # what the rows are
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    kind: Literal["columns", "rows"] = "columns"


def most(counts: Mapping[tuple[str, str], int], axis: int, kept: int) -> list[str]:
    """Return the most frequent values of one side of a cross table.

    >>> most({("2018", "a"): 3, ("2019", "b"): 9}, 1, 1)
    ['b']
    """
    sums: Counter[str] = Counter()
    for pair, count in counts.items():
        sums[pair[axis]] += count
    return [value for value, _ in sums.most_common(kept)]


def years(counts: Mapping[tuple[str, str], int]) -> Sequence[str]:
    """Return all years from the first to the last one of a cross table that is told by year, gaps too."""
    found = sorted(int(pair[0]) for pair in counts if pair[0].isdigit())
    return [str(year) for year in range(found[0], found[-1] + 1)][-_MOST_YEARS:] if found else []


_MOST_YEARS = 60
