"""Rows of the table of awards: by the numbers of the records that the facet index names, in that order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, select

from thidua.db import schema
from thidua.export.rows import AWARDS, ExportTable, awards_table

_IN = 500


def rows(connection: Connection, numbers: Sequence[int]) -> list[Row[Any]]:
    """Return what the table shows of some records, in the order of their numbers as given."""
    found = {row.number: row for row in connection.execute(_rows(), {"numbers": numbers})}
    return [found[number] for number in numbers if number in found]


@cache
def _rows() -> Select[Any]:
    record, article, unit, search = schema.records, schema.articles, schema.units, schema.record_search
    whole, parent = schema.evidences, schema.units.alias("parent")
    return (
        select(
            search.c.number, record.c.id, record.c.article, record.c.form, record.c.name,
            record.c["class"].label("class_"), record.c.authority, record.c.recipient, record.c["count"].label("figure"),
            record.c.qualifier, record.c.luot, record.c.status, record.c.period_from, record.c.period_to, record.c.role,
            record.c.confidence, record.c.review, record.c.unit, record.c.unit_inferred,
            record.c.recipient_unit_full, record.c.recipient_unit,
            article.c.published, article.c.source, article.c.title, unit.c.name.label("unit_name"),
            parent.c.name.label("parent_name"), whole.c.quote, whole.c.start, whole.c.end,
            record.c.figure_start, record.c.figure_end,
        )
        .join(record, record.c.id == search.c.record)
        .join(article, article.c.id == record.c.article)
        .join(whole, and_(whole.c.article == record.c.article, whole.c.item == record.c.id, whole.c.number == 0))
        .outerjoin(unit, unit.c.id == record.c.unit)
        .outerjoin(parent, parent.c.id == unit.c.parent)
        .where(search.c.number.in_(bindparam("numbers", expanding=True)))
    )  # fmt: skip


def quoted(row: Row[Any]) -> tuple[str, str, str]:
    """Return the clause of a record as what stands before its number, the number as written, and what stands behind."""
    quote: str = row.quote
    start, end = row.figure_start - row.start, row.figure_end - row.start
    if not 0 <= start < end <= len(quote) or end - start == len(quote):
        return quote, "", ""
    return quote[:start], quote[start:end], quote[end:]


def unit_names(connection: Connection, idents: Iterable[str]) -> dict[str, str]:
    """Return id → name with the name of the body above, for some units."""
    rows = connection.execute(_unit_names(), {"idents": list(idents)})
    return {row.id: f"{row.name}, {row.above}" if row.above else row.name for row in rows}


@cache
def _unit_names() -> Select[Any]:
    unit, parent = schema.units, schema.units.alias("parent")
    return (
        select(unit.c.id, unit.c.name, parent.c.name.label("above"))
        .outerjoin(parent, parent.c.id == unit.c.parent)
        .where(unit.c.id.in_(bindparam("idents", expanding=True)))
    )


@dataclass(frozen=True, slots=True)
class SelectedAwards(ExportTable):
    """The table of awards as an export writes it, but only of some records and in their order."""

    numbers: Sequence[int] = ()

    def rows(self, connection: Connection) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        numbers = iter(self.numbers)
        while part := list(islice(numbers, _IN)):
            found = {row[-1]: tuple(row)[:-1] for row in connection.execute(self.query, {"numbers": part})}
            yield from (found[number] for number in part if number in found)


def selected_table(numbers: Sequence[int]) -> SelectedAwards:
    """Return the table of some records, with the columns of `awards.csv` of an export."""
    whole = _whole()
    return SelectedAwards(AWARDS, whole.title, whole.columns, whole.query, numbers)


@cache
def _whole() -> ExportTable:
    """The table of all awards, with a query that takes the numbers of those that are wanted and gives them with each."""
    search, record = schema.record_search, schema.records
    whole = awards_table()
    query = whole.query.order_by(None).join(search, search.c.record == record.c.id).add_columns(search.c.number)
    return replace(whole, query=query.where(search.c.number.in_(bindparam("numbers", expanding=True))))


def place_of(connection: Connection, record: str) -> int | None:
    """Return the number of a record in the index, None where there is no such record."""
    search = schema.record_search
    return connection.scalar(select(search.c.number).where(search.c.record == record))


def articles_count(connection: Connection) -> int:
    """Return how many articles there are."""
    return connection.scalar(select(func.count()).select_from(schema.articles)) or 0
