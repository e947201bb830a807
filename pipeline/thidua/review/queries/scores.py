"""Rankings as they were stored, with the points of each unit by form, and of one unit record by record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, func, select

from thidua.db import schema

Key = tuple[str, str, str]  # scheme, period («from/to», empty for all time), level


def stored(connection: Connection) -> dict[Key, int]:
    """Return the rankings that there are, with how many units each has."""
    table = schema.scores
    columns = (table.c.scheme, table.c.period, table.c.level)
    rows = connection.execute(select(*columns, func.count()).group_by(*columns))
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def ranking(connection: Connection, key: Key, offset: int, limit: int) -> Sequence[RowMapping]:
    """Return the units of a ranking in their order."""
    table = schema.scores
    order = (table.c.rank, table.c.unit_name, table.c.unit)
    return (
        connection.execute(select(table).where(_of(table, key)).order_by(*order).offset(offset).limit(limit))
        .mappings()
        .all()
    )


def by_unit(connection: Connection, key: Key, units: Sequence[str]) -> dict[str, RowMapping]:
    """Return the rows of some units in another ranking."""
    table = schema.scores
    rows = connection.execute(select(table).where(_of(table, key), table.c.unit.in_(units))).mappings()
    return {row["unit"]: row for row in rows}


def by_form(connection: Connection, key: Key, units: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return unit → form → points; deductions stand under an empty form."""
    point, record = schema.score_points, schema.records
    query = (
        select(point.c.unit, record.c.form, func.sum(point.c.points))
        .outerjoin(record, record.c.id == point.c.record)
        .where(_of(point, key), point.c.unit.in_(units))
        .group_by(point.c.unit, record.c.form)
    )
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for unit, form, points in connection.execute(query):
        found[unit][form or ""] = round(float(points), 2)
    return found


def points(connection: Connection, key: Key, unit: str, limit: int) -> Sequence[RowMapping]:
    """Return the points of a unit, record by record, the greatest ones first."""
    table, record, whole = schema.score_points, schema.records, schema.evidences
    mine = select(table).where(_of(table, key), table.c.unit == unit)
    point = mine.order_by(table.c.points.desc(), table.c.number).limit(limit).subquery()
    query = (
        select(
            point.c.points, point.c.weight, point.c.count.label("counted"), point.c.rule, point.c.why, record.c.id,
            record.c.article, record.c.form, record.c.name, record.c["class"].label("class_"), record.c.recipient,
            record.c.period_from, record.c.period_to, whole.c.quote,
        )
        .outerjoin(record, record.c.id == point.c.record)
        .outerjoin(whole, and_(whole.c.article == record.c.article, whole.c.item == record.c.id, whole.c.number == 0))
        .order_by(point.c.points.desc(), point.c.number)
    )  # fmt: skip
    return connection.execute(query).mappings().all()


def _of(table: Table, key: Key) -> ColumnElement[bool]:
    columns = table.c
    return and_(columns.scheme == key[0], columns.period == key[1], columns.level == key[2])
