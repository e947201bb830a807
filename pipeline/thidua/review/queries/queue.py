"""What the review queue shows: the log of corrections, the latest first, and those that no longer fit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, func, select

from thidua.db import schema


def article_of(connection: Connection, number: int) -> tuple[str, str] | None:
    """Return (record, article) of a number of the index."""
    record, search = schema.records, schema.record_search
    query = select(record.c.id, record.c.article).join(search, search.c.record == record.c.id)
    row = connection.execute(query.where(search.c.number == number)).first()
    return (row.id, row.article) if row else None


def log(connection: Connection, limit: int) -> Sequence[RowMapping]:
    """Return the latest entries of the log."""
    table = schema.corrections
    query = select(table).order_by(table.c.number.desc()).limit(limit)
    return connection.execute(query).mappings().all()


def conflicts(connection: Connection, limit: int) -> Sequence[RowMapping]:
    """Return corrections that no longer fit what the rules read, with the reason."""
    table, conflict = schema.corrections, schema.correction_conflicts
    query = (
        select(table, conflict.c.article.label("now_in"), conflict.c.message)
        .join(conflict, conflict.c.correction == table.c.id)
        .order_by(table.c.number.desc())
        .limit(limit)
    )
    return connection.execute(query).mappings().all()


def conflicts_count(connection: Connection) -> int:
    """Return how many corrections no longer fit."""
    return connection.scalar(select(func.count()).select_from(schema.correction_conflicts)) or 0


def numbers_of(connection: Connection, records: Sequence[str]) -> list[int]:
    """Return the numbers of records in the index."""
    table = schema.record_search
    return list(connection.scalars(select(table.c.number).where(table.c.record.in_(records))))
