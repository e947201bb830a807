"""When two award records are one reported figure, and when they tell of growing periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz

from thidua.facts import Fact
from thidua.link.report import real_day
from thidua.offsets import fold
from thidua.records import NAMED_FORMS

_LIKE_NAME = 88  # of 100; «Chiến sĩ thi đua cơ sở», «CSTĐCS» are settled by extraction, this forgives word order
_LIKE_UNIT = 90
_SHORT = 7  # days; a shorter period is the day of a ceremony, not what a figure sums up
_REVIEW = 80  # days; a longer one is a quarter or more


def comparable(a: Fact, b: Fact) -> bool:
    """Whether two records speak of one award, kind of recipient and unit, whatever their counts and days."""
    return (
        a.form == b.form
        and a.recipient == b.recipient
        and (a.status == "awarded") == (b.status == "awarded")
        and (a.class_ == b.class_ or a.class_ is None or b.class_ is None)
        and (not a.authority or not b.authority or bool(set(a.authority) & set(b.authority)))
        and _same_name(a, b)
        and same_unit(a, b)
        and periods_agree(a, b)
    )


def _same_name(a: Fact, b: Fact) -> bool:
    if a.form not in NAMED_FORMS or a.name is None or b.name is None:
        return True
    return a.name == b.name or fuzz.token_sort_ratio(fold(a.name), fold(b.name)) >= _LIKE_NAME


def same_unit(a: Fact, b: Fact) -> bool:
    """Whether two records may be of one unit: the same, one above the other where it was inferred, or alike in name."""
    if a.unit is None or b.unit is None or a.unit.id == b.unit.id:
        return True
    if fold(a.unit.force) != fold(b.unit.force) or a.unit.since != b.unit.since:
        return False
    if a.unit_inferred or b.unit_inferred:
        return True  # the home force stands in for a unit that the sentence does not name
    if fold(a.unit.name) in map(fold, b.unit.path) or fold(b.unit.name) in map(fold, a.unit.path):
        return len(a.unit.path) == 1 or len(b.unit.path) == 1
    return fuzz.ratio(fold(a.unit.name), fold(b.unit.name)) >= _LIKE_UNIT


def span_of(fact: Fact) -> tuple[date, date] | None:
    """Return the period of a record as days."""
    if fact.period is None:
        return None
    start, end = real_day(fact.period[0]), real_day(fact.period[1])
    return (start, end) if start and end else None


def periods_agree(a: Fact, b: Fact) -> bool:
    """Whether two periods may be one: told alike, or one the day of the ceremony and the other what it looked back on."""
    one, other = span_of(a), span_of(b)
    if one is None or other is None or one == other:
        return True
    days_one, days_other = (one[1] - one[0]).days, (other[1] - other[0]).days
    if days_one <= _SHORT and days_other <= _SHORT:
        return abs((one[0] - other[0]).days) <= _SHORT
    if days_one > _SHORT and days_other > _SHORT:
        return abs((one[0] - other[0]).days) + abs((one[1] - other[1]).days) <= 2 * _SHORT
    return True


def chains(facts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Yield the records of one award of one unit over periods that begin together and end later and later.

    One record for each period, from the earliest article in order of ids.
    """
    table: dict[tuple[object, ...], dict[str, Fact]] = {}
    for fact in facts:
        span = span_of(fact)
        if span is None or fact.unit is None or (span[1] - span[0]).days < _REVIEW or fact.status != "awarded":
            continue
        if fact.count is None or fact.role == "part":
            continue
        key = (
            fact.unit.id, fact.form, fold(fact.name or ""), fact.class_, frozenset(fact.authority) - {"cac-cap"},
            fact.recipient, fact.luot, span[0],
        )  # fmt: skip
        table.setdefault(key, {}).setdefault(span[1].isoformat(), fact)
    for by_end in table.values():
        if len(by_end) > 1:
            yield tuple(by_end[end] for end in sorted(by_end))
