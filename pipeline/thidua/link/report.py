"""What linking knows of an article: its day, its force, whom and what it names, and its award records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.facts import Fact


@dataclass(frozen=True, slots=True)
class Report:
    """An article as one report of some event."""

    article: str
    day: date | None  # of publication, of the latest period of its records where that is not known
    source: str | None
    forces: frozenset[str]  # ids of the forces of its units
    units: frozenset[str]  # ids of the units that it names below a force
    people: frozenset[str]  # folded names with a rank, and of recipients
    days: frozenset[str]  # full dates that it states
    facts: tuple[Fact, ...]
    words: frozenset[str] = frozenset()  # folded pairs of syllables of its text, where the text is at hand


def real_day(value: str | None) -> date | None:
    """Return an ISO day as a date, None for a month, a year or nothing."""
    if value is None or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def latest_day(facts: tuple[Fact, ...]) -> date | None:
    """Return the last day that the records of an article speak of."""
    ends = [day for fact in facts if fact.period and (day := real_day(fact.period[1]))]
    return max(ends, default=None)
