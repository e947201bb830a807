"""Many rows at once by the driver's own way: executemany for SQLite, COPY for PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import sqlite

from thidua.db.rows import COLUMNS, Row
from thidua.db.schema import metadata

_OWNERS_FIRST = [table.name for table in metadata.sorted_tables]


def write_rows(connection: Connection, tables: Mapping[str, Sequence[Row]]) -> None:
    """Insert rows into their tables, owners first; each is a tuple in the order of the table's columns."""
    for name in _OWNERS_FIRST:
        if rows := tables.get(name):
            _write(connection, name, rows)


def _write(connection: Connection, name: str, rows: Iterable[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        driver.executemany(str(insert(metadata.tables[name]).compile(dialect=sqlite.dialect())), rows)
        return
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column) for column in COLUMNS[name])
    with driver.cursor() as cursor, cursor.copy(f"COPY {quote(name)} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
