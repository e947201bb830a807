"""The second cascade: patterns over a sentence's symbols, the best cover of clauses.

Every pattern is tried at every symbol; each match is a candidate clause, and the set of clauses that do not overlap and weigh
most is kept. A clause weighs its pattern's weight plus what its slots hold, less what it leaps over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from thidua.assemble.items import Item
from thidua.rules import Pattern


@dataclass(frozen=True, slots=True)
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
    "assembly.receive",
    "assembly.commended",
    "assembly.times",
    "assembly.commended-times",
    "assembly.proposed-for",
    "assembly.again",
    "assembly.is",
    "assembly.times-first",
    "assembly.have-form",
    "assembly.receivers-are",
    "assembly.received-by",
)


_FILLED = {"to": 1.0, "form": 0.5, "auth": 0.5, "of": 0.6, "form2": 0.2, "of2": 0.6, "q": 1.0, "times": 1.0}
_LEAP = 0.08  # for each symbol that no slot holds
_LEAP_COUNT = 0.6  # more for a number: «103 học sinh, gồm 15 em đoạt giải Nhất» speaks of the 15


def find_clauses(items: Sequence[Item], patterns: Sequence[Pattern]) -> list[Clause]:
    """Return the clauses of a sentence, in text order, none overlapping another."""
    symbols = "".join(item.symbol for item in items)
    counts = [0, *accumulate(symbol in "Nm" for symbol in symbols)]  # numbers ahead of each place
    candidates = []
    for pattern in patterns:
        for match in pattern.pattern.finditer(symbols, overlapped=True):
            slots = {name: match.span(name) for name in pattern.pattern.groupindex if match.start(name) >= 0}
            held = sum(end - start for start, end in slots.values())
            weight = pattern.weight + sum(_FILLED[name] * _held(symbols, span) for name, span in slots.items())
            weight -= _LEAP * (match.end() - match.start() - held)
            passed_over = counts[match.end()] - counts[match.start()]
            passed_over -= sum(counts[end] - counts[start] for start, end in slots.values())
            weight -= _LEAP_COUNT * passed_over
            candidates.append(Clause(pattern.id, match.start(), match.end(), slots, weight))
    return _best_cover(candidates)


def _held(symbols: str, span: tuple[int, int]) -> float:
    return sum(_WORTH.get(symbols[index], 0.0) for index in range(*span))


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
