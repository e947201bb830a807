"""A ranking in words: why a unit has its points, and how two rankings differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from thidua.facts import Fact
from thidua.labels import FORMS, RECIPIENTS
from thidua.offsets import fold
from thidua.scoring.engine import LeftOut, Point, Ranking, Row, unit_at
from thidua.scoring.errors import SchemeError
from thidua.scoring.model import name_key
from thidua.scoring.outcome import one_of
from thidua.scoring.scheme import nearest


def rounded(points: Fraction) -> float:
    """Return points with two places, as all outputs have them."""
    return round(float(points), 2)


def told(points: Fraction) -> str:
    """Return points as Vietnamese writes them: 1.234,5.

    >>> told(Fraction(12345, 10))
    '1.234,5'
    """
    text = f"{rounded(points):,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def row_of(ranking: Ranking, unit: str) -> Row:
    """Return the row of a unit by its name, its name with its force, or its id; one of rank 0 where no record has points.

    Raises:
        SchemeError: with the nearest names for an unknown one, with the longer names where several units have this one.
    """
    wanted = name_key(unit)
    rows = [*ranking.rows, *_without_points(ranking)]
    if exact := [row for row in rows if wanted == row.unit.id or (len(row.unit.path) > 1 and wanted == fold(row.name))]:  # fmt: skip
        return exact[0]
    found = [row for row in rows if wanted in (fold(row.unit.name), fold(row.name))]
    if not found:
        names = sorted({row.unit.name for row in rows})
        raise SchemeError(f"{unit!r} has no records in this ranking{nearest(unit, names)}")
    if len(found) > 1:
        raise SchemeError(f"{len(found)} units are called {unit!r}; write {one_of(row.unit for row in found)}")
    return found[0]


def _without_points(ranking: Ranking) -> Iterator[Row]:
    """Yield a row for each unit whose records all have no points."""
    ranked = {row.unit for row in ranking.rows}
    others = dict.fromkeys(unit_at(one.fact, ranking.level) for one in ranking.left_out)
    yield from (Row(0, unit, Fraction(0), None, ()) for unit in others if unit is not None and unit not in ranked)


def explained(ranking: Ranking, unit: str) -> Iterator[str]:
    """Yield the lines that show each point of a unit with record, weight and sentence, and what was not counted."""
    row = row_of(ranking, unit)
    band = f", {row.band}" if row.band else ""
    place = f", hạng {row.rank}" if row.rank else ", không xếp hạng"
    yield f"{row.name}: {told(row.points)} điểm{place}{band} ({ranking.scheme.title})"
    for point in _in_order(row):
        yield f"  {told(point.points)} = {point.count} × {told(point.weight)}  {_what(point)}  [{point.rule}]"
        yield f"      {_where(point.fact)}"
        for note in point.notes:
            yield f"      lưu ý: {note}"
    for points, reason in row.deducted:
        yield f"  -{told(points)}  {reason}"
    here = _left_of(ranking, row)
    if here:
        yield f"  không tính ({len(here)}):"
    for one in here:
        count = "" if one.fact.count is None else f"{one.fact.count} "
        yield f"    {count}{FORMS[one.fact.form]}: {one.reason}"
        yield f"      {_where(one.fact)}"


def explanation(ranking: Ranking, unit: str) -> dict[str, Any]:
    """Return what `explained` shows as plain values, for JSON."""
    row = row_of(ranking, unit)
    return {
        **_plain_row(ranking, row),
        "scheme": ranking.scheme.id,
        "items": [
            {
                "rule": point.rule, "weight": rounded(point.weight), "count": point.count,
                "points": rounded(point.points), "notes": list(point.notes), **_plain_fact(point.fact),
            }
            for point in _in_order(row)
        ],
        "deducted": [{"points": rounded(points), "reason": reason} for points, reason in row.deducted],
        "left_out": [
            {"code": one.code, "reason": one.reason, "count": one.fact.count, **_plain_fact(one.fact)}
            for one in _left_of(ranking, row)
        ],
    }  # fmt: skip


def plain_rows(ranking: Ranking) -> Iterator[dict[str, Any]]:
    """Yield the rows of a ranking as plain values, for JSON."""
    for row in ranking.rows:
        yield _plain_row(ranking, row)


def moves(
    one: Ranking, other: Ranking
) -> Iterator[tuple[str, int | None, int | None, Fraction | None, Fraction | None]]:
    """Yield (unit, rank, other rank, points, other points) of all units of two rankings, by the first one's ranks."""
    here = {row.unit: row for row in one.rows}
    there = {row.unit: row for row in other.rows}
    last = len(here) + len(there) + 1
    units = sorted(
        here.keys() | there.keys(),
        key=lambda u: (here[u].rank if u in here else last, there[u].rank if u in there else last, u.path, u.since),
    )
    for unit in units:
        a, b = here.get(unit), there.get(unit)
        name = (a or b).name  # type: ignore[union-attr]
        yield (
            name, a.rank if a else None, b.rank if b else None, a.points if a else None, b.points if b else None,
        )  # fmt: skip


def _in_order(row: Row) -> list[Point]:
    return sorted(row.items, key=lambda one: (-one.points, one.fact.article, one.fact.place.start))


def _left_of(ranking: Ranking, row: Row) -> list[LeftOut]:
    return [one for one in ranking.left_out if unit_at(one.fact, ranking.level) == row.unit]


def _what(point: Point) -> str:
    fact = point.fact
    hang = {1: " hạng Nhất", 2: " hạng Nhì", 3: " hạng Ba"}.get(fact.class_ or 0, "")
    return f"{' '.join(filter(None, (FORMS[fact.form], fact.name)))}{hang}, {RECIPIENTS[fact.recipient].lower()}"


def _where(fact: Fact) -> str:
    return f"{fact.article}: «{fact.place.quote}» ({fact.record})"


def _plain_row(ranking: Ranking, row: Row) -> dict[str, Any]:
    return {
        "rank": row.rank or None, "unit": row.name, "period": list(ranking.period) if ranking.period else None,
        "points": rounded(row.points), "band": row.band, "records": [point.fact.record for point in row.items],
    }  # fmt: skip


def _plain_fact(fact: Fact) -> dict[str, Any]:
    return {
        "record": fact.record, "article": fact.article, "form": fact.form, "name": fact.name, "class": fact.class_,
        "recipient": fact.recipient, "quote": fact.place.quote, "start": fact.place.start, "end": fact.place.end,
    }  # fmt: skip
