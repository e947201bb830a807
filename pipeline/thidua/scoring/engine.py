"""Points of units: which records count, at what weight, and why the others do not. Nothing is left out silently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from thidua.facts import Fact, Unit
from thidua.offsets import fold
from thidua.scoring.counted import counted, in_period
from thidua.scoring.errors import SchemeError
from thidua.scoring.model import name_key
from thidua.scoring.outcome import REASONS, LeftOut, Level, Point, Ranking, Row, left, long_name, one_of
from thidua.scoring.overlaps import highest_titles, not_within
from thidua.scoring.periods import Period
from thidua.scoring.scheme import Deduction, Scheme
from thidua.scoring.weighing import Weigher, weight_of

__all__ = ["REASONS", "LeftOut", "Level", "Point", "Ranking", "Row", "score", "unit_at", "weight_of"]

_PER = 100  # people, where strengths are given to a scheme that does not say for how many it gives points


def score(
    facts: Iterable[Fact],
    scheme: Scheme,
    period: Period | None = None,
    level: Level = "unit",
    *,
    strengths: Mapping[str, int] | None = None,
    deductions: Sequence[Deduction] = (),
) -> Ranking:
    """Return the ranking of units, or of whole forces, by the points of their records in a period.

    Strengths (unit name → people) and deductions come on top of those that the scheme names.
    """
    scheme = _with(scheme, strengths, deductions)
    weigher = Weigher(scheme)
    out: list[LeftOut] = []
    inside, outside = in_period(sorted(facts, key=lambda fact: (fact.article, fact.record)), period, out)
    points: dict[Unit, list[Point]] = defaultdict(list)
    for fact, notes in counted(inside, scheme, weigher, out):
        if (unit := unit_at(fact, level)) is None:
            out.append(left(fact, "unit"))
        elif (point := _point(fact, scheme, weigher, notes, out)) is not None:
            points[unit].append(point)
    taken = _by_unit([one for one in scheme.deductions if _applies(one, period)], points)
    strength = _strengths(scheme, points)
    rows = []
    for unit, items in points.items():
        kept = _capped(highest_titles(not_within(items, out), scheme, out), scheme)
        if scheme.per is None or strength.get(unit):
            rows.append(_row(unit, kept, taken.get(unit, []), scheme, strength.get(unit)))
    return Ranking(
        scheme, period, level, _ranked(rows, scheme),
        tuple(sorted(out, key=lambda one: (one.fact.article, one.fact.place.start, one.fact.record))), outside,
        tuple(sorted(unit.name for unit in points if scheme.per is not None and not strength.get(unit))),
        tuple(sorted({one.unit for one in taken.pop(None, [])})),
    )  # fmt: skip


def _with(scheme: Scheme, strengths: Mapping[str, int] | None, deductions: Sequence[Deduction]) -> Scheme:
    if strengths is not None:
        told = {name_key(name): people for name, people in strengths.items()}
        scheme = replace(scheme, strengths={**scheme.strengths, **told}, per=scheme.per or _PER)
    return replace(scheme, deductions=(*scheme.deductions, *deductions)) if deductions else scheme


def unit_at(fact: Fact, level: Level) -> Unit | None:
    """Return the unit that gets the points of a record: its own, or its whole force."""
    if fact.unit is None:
        return None
    return fact.unit if level == "unit" else Unit((fact.unit.force,), fact.unit.since)


def _point(fact: Fact, scheme: Scheme, weigher: Weigher, notes: tuple[str, ...], out: list[LeftOut]) -> Point | None:
    found = weigher(fact)
    if found is None or fact.count is None:
        reason = weigher.reason(fact)
        out.append(left(fact, "unscored", reason) if reason else left(fact, "no-weight"))
        return None
    weight, worth = found
    if fact.recipient == "tap-the-ca-nhan" and fact.recipient not in weight.points:
        notes = (*notes, "số gộp tập thể và cá nhân, tính theo mức thấp")
    if (weight.start or weight.end) and not (fact.period or fact.published):
        notes = (*notes, "không rõ ngày; mức điểm có thể là của thời gian khác")
    if scheme.verified and not weight.verified:
        notes = (*notes, "mức điểm chưa đối chiếu văn bản")
    return Point(fact, weight.id, worth, fact.count, worth * fact.count, notes)


def _capped(items: Sequence[Point], scheme: Scheme) -> list[Point]:
    """Return the points within the caps of the scheme, the greatest first."""
    used: dict[str, Fraction] = defaultdict(Fraction)
    kept = []
    for point in sorted(items, key=lambda one: (-one.points, one.fact.article, one.fact.record)):
        points = point.points
        for name in (point.fact.form, "total"):
            if name in scheme.caps:
                points = min(points, max(Fraction(0), scheme.caps[name] - used[name]))
        for name in (point.fact.form, "total"):
            used[name] += points
        notes = point.notes if points == point.points else (*point.notes, "đã chạm mức trần")
        kept.append(replace(point, points=points, notes=notes))
    return kept


def _row(unit: Unit, items: Sequence[Point], taken: Sequence[Deduction], scheme: Scheme, people: int | None) -> Row:
    deducted = tuple((one.points, one.reason) for one in taken)
    points = sum((one.points for one in items), Fraction(0)) - sum((one[0] for one in deducted), Fraction(0))
    if scheme.per is not None and people:
        points = points * scheme.per / people
    return Row(0, unit, points, scheme.band(points), tuple(items), deducted)


# --- units that a scheme names --------------------------------------------------------------------


def _applies(one: Deduction, period: Period | None) -> bool:
    return period is None or period[0] <= one.day <= period[1]


def _by_unit(deductions: Iterable[Deduction], units: Collection[Unit]) -> dict[Unit | None, list[Deduction]]:
    """Return unit → its deductions, those of units without points under None."""
    found: dict[Unit | None, list[Deduction]] = defaultdict(list)
    for one in deductions:
        found[_named(one.unit, units)].append(one)
    return found


def _strengths(scheme: Scheme, units: Collection[Unit]) -> dict[Unit, int]:
    if scheme.per is None:
        return {}
    named = ((_named(name, units), people) for name, people in scheme.strengths.items())
    return {unit: people for unit, people in named if unit is not None}


def _named(name: str, units: Iterable[Unit]) -> Unit | None:
    """Return the unit that a scheme means: by its name, its name with its force, or its id.

    Many provinces have a «Công an huyện Châu Thành»: none of them may be taken for another.
    """
    wanted = name_key(name)
    if exact := [
        unit for unit in units if wanted == unit.id or (len(unit.path) > 1 and wanted == fold(long_name(unit)))
    ]:
        return exact[0]
    found = [unit for unit in units if wanted in (fold(unit.name), fold(long_name(unit)))]
    if len(found) > 1:
        raise SchemeError(f"the scheme names {name!r}, which {len(found)} units are called; write {one_of(found)}")
    return found[0] if found else None


# --- order ----------------------------------------------------------------------------------------


def _ranked(rows: Sequence[Row], scheme: Scheme) -> tuple[Row, ...]:
    """Return the rows in order with their ranks; rows that the tie-break cannot tell apart share one."""

    def worth(row: Row) -> tuple[object, ...]:
        held: Counter[str] = Counter()
        for point in row.items:
            held[point.fact.form] += point.count
        return (-row.points, *(-held[form] for form in scheme.tie_break))

    ordered = sorted(rows, key=lambda row: (worth(row), row.name, row.unit.id))
    ranked: list[Row] = []
    for place, row in enumerate(ordered, 1):
        same = bool(ranked) and worth(ranked[-1]) == worth(row)
        ranked.append(replace(row, rank=ranked[-1].rank if same else place))
    return tuple(ranked)
