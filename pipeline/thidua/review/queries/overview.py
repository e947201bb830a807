"""What the overview counts beside records: articles, runs with their differences, what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, func, select

from thidua.db import schema


def size(connection: Connection) -> dict[str, int]:
    """Return how many articles, units, people and corrections there are."""
    tables = {
        "articles": schema.articles, "units": schema.units, "people": schema.people, "corrections": schema.corrections,
    }  # fmt: skip
    return {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()}


def runs(connection: Connection, limit: int) -> Sequence[RowMapping]:
    """Return the latest runs, the newest first."""
    table = schema.runs
    return connection.execute(select(table).order_by(table.c.id.desc()).limit(limit)).mappings().all()


def problems(connection: Connection) -> list[tuple[str, int]]:
    """Return each code of a problem with how often it was met, the most frequent first."""
    table = schema.problems
    count = func.count()
    query = select(table.c.code, count).group_by(table.c.code).order_by(count.desc(), table.c.code)
    return [(row[0], row[1]) for row in connection.execute(query)]


def rejections(connection: Connection) -> list[tuple[str, int]]:
    """Return why people rejected records, the most frequent reason first."""
    table = schema.corrections
    count = func.count()
    query = (
        select(table.c.why, count)
        .where(table.c.field == "review", table.c.new == "rejected")
        .group_by(table.c.why)
        .order_by(count.desc(), table.c.why)
        .limit(12)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]
