"""What the database knows already of articles that somebody brings."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from thidua.db import schema


def by_text(connection: Connection, hashes: Sequence[str]) -> dict[str, str]:
    """Return hash of a text → the id of an article with that text."""
    table = schema.articles
    return {
        row[0]: row[1]
        for row in connection.execute(select(table.c.text_hash, table.c.id).where(table.c.text_hash.in_(hashes)))
    }


def taken(connection: Connection, idents: Sequence[str]) -> set[str]:
    """Return those of some ids that articles have already."""
    table = schema.articles
    return set(connection.scalars(select(table.c.id).where(table.c.id.in_(idents))))


def numbers(connection: Connection, idents: Sequence[str]) -> list[int]:
    """Return the numbers in the index of all records of some articles."""
    record, search = schema.records, schema.record_search
    query = select(search.c.number).join(record, record.c.id == search.c.record).where(record.c.article.in_(idents))
    return list(connection.scalars(query))
