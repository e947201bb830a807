"""Where the errors are: figures of award records by form, recipient, grantor, source, pattern or confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from thidua.evaluate.figures import Figure
from thidua.evaluate.matching import LEVELS, Document, judge

By = Literal["form", "recipient", "authority", "status", "source", "pattern", "confidence"]
MISSED = "(missed)"  # no pattern and no confidence belongs to what was not found


def by_group(
    gold: Mapping[str, Document], predicted: Mapping[str, Document], by: By
) -> dict[str, tuple[Figure, Figure]]:
    """Return the core and the strict figure of each group, the largest group first.

    A pair and a miss count for the group of the gold record, an extra record for its own. By pattern and by
    confidence, which gold lacks, a pair counts for the predicted record's group and misses have a group of their own.
    """
    tally: Counter[tuple[str, str, str]] = Counter()
    for ident, wanted in gold.items():
        guess = predicted.get(ident, {})
        source = str(wanted.get("source") or guess.get("source") or "-")
        group: Callable[[Document], str] = partial(_constant, source) if by == "source" else GROUPS[by]
        told_by_guess = by in ("pattern", "confidence")
        for level in LEVELS:
            judged = judge(wanted.get("awards") or [], guess.get("awards") or [], level)
            tally.update((group(two if told_by_guess else one), level, "hit") for one, two in judged.pairs)
            tally.update((MISSED if told_by_guess else group(one), level, "missed") for one in judged.missed)
            tally.update((group(one), level, "extra") for one in judged.extra)
    names = Counter({name: 0 for name, _, _ in tally})
    for (name, of, _), count in tally.items():
        names[name] += count if of == "core" else 0
    order = sorted(names) if by == "confidence" else [name for name, _ in sorted(names.items(), key=_largest)]
    return {name: (_figure(tally, name, "core"), _figure(tally, name, "strict")) for name in order}


def _constant(value: str, _: Document) -> str:
    return value


def _largest(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def _figure(tally: Counter[tuple[str, str, str]], name: str, level: str) -> Figure:
    return Figure(*(tally[name, level, part] for part in ("hit", "missed", "extra")))


def _pattern(award: Document) -> str:
    return next((rule for rule in award.get("rule") or [] if rule.startswith("assembly.")), "-")


def _confidence(award: Document) -> str:
    """Return the band of a tenth that a record's confidence lies in."""
    value = award.get("confidence")
    if value is None:
        return "-"
    low = min(int(float(value) * 10 + 1e-9), 9) / 10
    return f"{low:.1f}-{low + 0.1:.1f}"


GROUPS: Mapping[By, Callable[[Document], str]] = {
    "form": lambda award: str(award.get("form")),
    "recipient": lambda award: str(award.get("recipient")),
    "authority": lambda award: "+".join(sorted(set(award.get("authority") or []))) or "-",
    "status": lambda award: str(award.get("status") or "awarded"),
    "pattern": _pattern,
    "confidence": _confidence,
}
