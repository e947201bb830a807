"""Records of one unit that are in one another: a half-year in its year, a lower title beside a higher one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.facts import Fact, Unit
from thidua.offsets import fold
from thidua.scoring.outcome import LeftOut, Point, left
from thidua.scoring.scheme import Scheme

_TITLES = frozenset({"danh-hieu-thi-dua", "co-thi-dua"})
_REVIEW = 80  # days; a shorter period is a ceremony, a longer one a quarter or more that somebody sums up


@dataclass(frozen=True, slots=True)
class _Sum:
    """A figure that sums up a quarter or more, by its unit and days."""

    unit: Unit
    start: date
    end: date

    def holds(self, unit: Unit, start: date, end: date) -> bool:
        """Whether it covers a figure of its unit over fewer days, or of a unit below it."""
        if not (self.start <= start and end <= self.end):
            return False
        if self.unit == unit:
            return end - start < self.end - self.start
        return len(self.unit.path) < len(unit.path)


def not_within(items: Sequence[Point], out: list[LeftOut]) -> list[Point]:
    """Return the points without figures that another one holds: «6 tháng» within the year, a district within its force.

    What a unit received on one day is in the sum of its year too, where the same form, grantor and recipients are summed.
    """
    alike: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    for point in items:
        alike[_award_of(point.fact)].append(point)
    held = {point.fact.record for points in alike.values() for point in _held(points)}
    out += [left(point.fact, "within") for point in items if point.fact.record in held]
    return [point for point in items if point.fact.record not in held]


def _held(points: Sequence[Point]) -> Iterator[Point]:
    # Of the sums over the same days only the largest matters: few are left, so that long archives stay quick.
    sums: dict[_Sum, int] = {}
    for point in points:
        span = _days(point.fact)
        if span and point.fact.unit and (span[1] - span[0]).days >= _REVIEW:
            key = _Sum(point.fact.unit, *span)
            sums[key] = max(point.count, sums.get(key, 0))
    if not sums:
        return
    for point in points:
        span = _days(point.fact)
        if span is None and (day := _day(point.fact.published)):
            span = (day, day)
        if span is None or (unit := point.fact.unit) is None:
            continue
        if any(count >= point.count and whole.holds(unit, *span) for whole, count in sums.items()):
            yield point


def _award_of(fact: Fact) -> tuple[object, ...]:
    """Return what two figures must have in common for one to be in the other."""
    authority = frozenset(fact.authority) - {"cac-cap"}
    return fact.form, fold(fact.name or ""), fact.class_, authority, fact.recipient, fact.luot


def _days(fact: Fact) -> tuple[date, date] | None:
    if fact.period is None:
        return None
    start, end = _day(fact.period[0]), _day(fact.period[1])
    return (start, end) if start and end else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def highest_titles(items: Sequence[Point], scheme: Scheme, out: list[LeftOut]) -> list[Point]:
    """Return the points without titles of the unit itself that a higher one of the same year outdoes."""
    if scheme.titles == "sum":
        return list(items)
    best: dict[tuple[str, str], Point] = {}
    for point in items:
        if _is_own_title(point.fact):
            key = _year_of(point.fact)
            if key not in best or point.weight > best[key].weight:
                best[key] = point
    kept = []
    for point in items:
        if _is_own_title(point.fact) and best[_year_of(point.fact)] is not point:
            out.append(left(point.fact, "title"))
        else:
            kept.append(point)
    return kept


def _is_own_title(fact: Fact) -> bool:
    """Whether the record is one title that the unit itself holds, not titles of its people or of units below it."""
    return fact.form in _TITLES and fact.recipient == "tap-the" and fact.count == 1 and not fact.unit_inferred


def _year_of(fact: Fact) -> tuple[str, str]:
    unit = fact.unit.id if fact.unit else ""
    return unit, (fact.period[1] if fact.period else fact.published or "")[:4]
