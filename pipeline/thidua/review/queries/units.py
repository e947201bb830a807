"""A unit with what stands above, below, before and after it, and what the audit found wrong about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from thidua.db import schema

_DEEPEST = 8
_MOST = 2_000  # units below one that are looked at


def unit(connection: Connection, ident: str) -> RowMapping | None:
    """Return a unit."""
    table = schema.units
    return connection.execute(select(table).where(table.c.id == ident)).mappings().first()


def above(connection: Connection, row: RowMapping) -> list[RowMapping]:
    """Return the bodies above a unit, the highest first."""
    found: list[RowMapping] = []
    while row["parent"] and len(found) < _DEEPEST:
        parent = unit(connection, row["parent"])
        if parent is None:
            break
        found.insert(0, parent)
        row = parent
    return found


def below(connection: Connection, ident: str) -> Sequence[RowMapping]:
    """Return the units directly below, by name."""
    table = schema.units
    query = select(table).where(table.c.parent == ident).order_by(table.c.name, table.c.id).limit(_MOST)
    return connection.execute(query).mappings().all()


def all_below(connection: Connection, row: RowMapping) -> list[str]:
    """Return the ids of all units below, whatever the depth."""
    table = schema.units
    rows = connection.execute(select(table.c.id, table.c.parent).where(table.c.force == row["force"])).all()
    children: dict[str, list[str]] = {}
    for one in rows:
        children.setdefault(one.parent, []).append(one.id)
    found: list[str] = []
    waiting = [row["id"]]
    while waiting and len(found) < _MOST:
        below_it = children.get(waiting.pop(), [])
        found += below_it
        waiting += below_it
    return found


def predecessors(connection: Connection, ident: str) -> Sequence[RowMapping]:
    """Return the units that this one followed."""
    table = schema.units
    query = select(table).where(table.c.successor == ident).order_by(table.c.valid_to, table.c.name)
    return connection.execute(query).mappings().all()


def states(connection: Connection, row: RowMapping) -> Sequence[RowMapping]:
    """Return the other states of a unit of the same name and place: a merger may keep a name."""
    table = schema.units
    query = select(table).where(
        table.c.name == row["name"], table.c.id != row["id"], table.c.parent.is_not_distinct_from(row["parent"])
    )
    return connection.execute(query.order_by(table.c.valid_from)).mappings().all()


def wrong(connection: Connection, numbers: Sequence[int], limit: int) -> Sequence[RowMapping]:
    """Return findings that something is wrong with some records, told by their numbers in the index; in their order."""
    found = {row["id"]: row for row in connection.execute(_wrong(), {"numbers": numbers}).mappings()}
    place = {number: at for at, number in enumerate(numbers)}
    return sorted(found.values(), key=lambda row: (place[row["number"]], row["id"]))[:limit]


@cache
def _wrong() -> Select[Any]:
    finding, about, search = schema.findings, schema.finding_records, schema.record_search
    return (
        select(finding, search.c.number)
        .join(about, about.c.finding == finding.c.id)
        .join(search, search.c.record == about.c.record)
        .where(search.c.number.in_(bindparam("numbers", expanding=True)), finding.c.verdict == "lệch")
        .order_by(search.c.number)
    )
