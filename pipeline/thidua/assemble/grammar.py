"""The second cascade: patterns over a sentence's symbols, the best cover of clauses.

Every pattern that may match is tried at every symbol; each match is a candidate clause, and the set of clauses that do
not overlap and weigh most is kept. A clause weighs its pattern's weight plus what its slots hold, less what it leaps over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import regex

from thidua.assemble.items import Item
from thidua.frozen import frozen
from thidua.patterns import Pattern, Patterns


@frozen
class Clause:
    """A pattern's match in a sentence: which items (by index) stand in each slot."""

    pattern: str
    start: int
    end: int
    slots: dict[str, tuple[int, int]]
    weight: float


# in these patterns the recipients are the subject of «được», «nhận», «đạt»
PASSIVE = (
    "assembly.passive",
    "assembly.passive-second",
    "assembly.receive",
    "assembly.receive-for",
    "assembly.commended",
    "assembly.commended-in-form",
    "assembly.times",
    "assembly.commended-times",
    "assembly.proposed-for",
    "assembly.proposed-by",
    "assembly.again",
    "assembly.gives-alone",
    "assembly.is",
    "assembly.times-first",
    "assembly.have-form",
    "assembly.receivers-are",
    "assembly.received-by",
)


_FILLED = {
    "to": 1.0,
    "form": 0.5,
    "auth": 0.5,
    "of": 0.6,
    "form2": 0.2,
    "of2": 0.6,
    "q": 1.0,
    "times": 1.0,
    "more": 1.0,
}
_LEAP = 0.08  # for each symbol that no slot holds
_LEAP_COUNT = 0.6  # more for a number: «103 học sinh, gồm 15 em đoạt giải Nhất» speaks of the 15


def find_clauses(items: Sequence[Item], patterns: Patterns) -> list[Clause]:
    """Return the clauses of a sentence, in text order, none overlapping another."""
    symbols = "".join(item.symbol for item in items)
    worth = [0.0, *accumulate(_WORTH.get(symbol, 0.0) for symbol in symbols)]  # of what is ahead of each place
    counts = [0, *accumulate(symbol in "Nm" for symbol in symbols)]  # numbers ahead of each place
    return _best_cover(
        [
            _clause(pattern, match, worth, counts)
            for pattern in patterns.tried(symbols)
            for match in pattern.pattern.finditer(symbols, overlapped=True)
        ]
    )


def _clause(pattern: Pattern, match: regex.Match[str], worth: Sequence[float], counts: Sequence[int]) -> Clause:
    """Return what a pattern matched as a candidate clause."""
    slots = {}
    filled = 0.0
    first, last = match.span()
    leapt, passed_over = last - first, counts[last] - counts[first]
    for name in match.re.groupindex:
        start, end = span = match.span(name)
        if start >= 0:
            slots[name] = span
            filled += _FILLED[name] * (worth[end] - worth[start])
            leapt -= end - start
            passed_over -= counts[end] - counts[start]
    weight = pattern.weight + filled - _LEAP * leapt - _LEAP_COUNT * passed_over
    return Clause(pattern.id, first, last, slots, weight)


_WORTH = dict.fromkeys("NUHAFWQK", 1.0) | {"m": 0.5}


def _best_cover(candidates: list[Clause]) -> list[Clause]:
    """Weighted interval scheduling; of equal covers the one found first, so that results never vary."""
    ordered = sorted(candidates, key=lambda clause: (clause.end, clause.start, clause.pattern))
    ends = [clause.end for clause in ordered]
    best: list[tuple[float, list[Clause]]] = [(0.0, [])]
    for index, clause in enumerate(ordered):
        before = bisect_right(ends, clause.start, 0, index)
        weight = best[before][0] + clause.weight
        best.append((weight, [*best[before][1], clause]) if weight > best[index][0] + 1e-9 else best[index])
    return best[-1][1]
