"""The tables of an export as streams of rows, with the kind of each column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Float, Integer, Select, select

from thidua.db import schema
from thidua.db.frames import awards_query
from thidua.labels import TABLES
from thidua.sinks.columns import Kind

AWARDS = "awards"  # records with article, unit, quote and cluster, as one table
_PAGE = 2_000
_DAYS = frozenset({"published", "period_from", "period_to", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its name and the kind of its cells."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table: its name, title and columns; rows come from the database as they are asked for."""

    name: str
    title: str
    columns: tuple[ExportColumn, ...]
    query: Select[Any]

    def rows(self, connection: Connection) -> Iterator[tuple[Any, ...]]:
        """Yield the rows, in a fixed order."""
        for row in connection.execute(self.query.execution_options(yield_per=_PAGE)):
            yield tuple(row)


def awards_table() -> ExportTable:
    """Return the table of award records that people work with."""
    return _table(AWARDS, awards_query())


def export_tables() -> Iterator[ExportTable]:
    """Yield the awards first, then the other tables in the order of the labels."""
    yield awards_table()
    for name in TABLES:
        if name != AWARDS:
            table = schema.metadata.tables[name]
            yield _table(name, select(table).order_by(*table.primary_key.columns))


def _table(name: str, query: Select[Any]) -> ExportTable:
    columns = tuple(ExportColumn(str(column.name), _kind(column)) for column in query.selected_columns)
    return ExportTable(name, TABLES[name], columns, query)


def _kind(column: Any) -> Kind:
    if column.name in _DAYS:
        return "date"
    kinds: tuple[tuple[type, Kind], ...] = (
        (Boolean, "boolean"),
        (Integer, "integer"),
        (Float, "number"),
        (JSON, "list"),
    )
    return next((kind for sort, kind in kinds if isinstance(column.type, sort)), "text")
