"""Rows of the table of awards: by the numbers of the records that the facet index names, in that order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, select

from thidua.db import schema
from thidua.db.frames import awards_query
from thidua.export.rows import AWARDS, ExportTable, awards_table

_IN = 500


def rows(connection: Connection, numbers: Sequence[int]) -> list[RowMapping]:
    """Return what the table shows of some records, in the order of their numbers as given."""
    record, article, unit, search = schema.records, schema.articles, schema.units, schema.record_search
    whole, parent = schema.evidences, schema.units.alias("parent")
    query = (
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
        .where(search.c.number.in_(numbers))
    )  # fmt: skip
    found = {row["number"]: row for row in connection.execute(query).mappings()}
    return [found[number] for number in numbers if number in found]


def quoted(row: RowMapping) -> tuple[str, str, str]:
    """Return the clause of a record as what stands before its number, the number as written, and what stands behind."""
    quote = row["quote"]
    start, end = row["figure_start"] - row["start"], row["figure_end"] - row["start"]
    if not 0 <= start < end <= len(quote) or end - start == len(quote):
        return quote, "", ""
    return quote[:start], quote[start:end], quote[end:]


def unit_names(connection: Connection, idents: Iterable[str]) -> dict[str, str]:
    """Return id → name with the name of the body above, for some units."""
    unit, parent = schema.units, schema.units.alias("parent")
    query = (
        select(unit.c.id, unit.c.name, parent.c.name.label("above"), unit.c.valid_from, unit.c.parent)
        .outerjoin(parent, parent.c.id == unit.c.parent)
        .where(unit.c.id.in_(list(idents)))
    )
    return {row.id: f"{row.name}, {row.above}" if row.above else row.name for row in connection.execute(query)}


@dataclass(frozen=True, slots=True)
class SelectedAwards(ExportTable):
    """The table of awards as an export writes it, but only of some records and in their order."""

    numbers: Sequence[int] = ()

    def rows(self, connection: Connection) -> Iterator[tuple[Any, ...]]:
        """Yield the rows."""
        search, record = schema.record_search, schema.records
        query = self.query.order_by(None).join(search, search.c.record == record.c.id).add_columns(search.c.number)
        numbers = iter(self.numbers)
        while part := list(islice(numbers, _IN)):
            found = {row[-1]: tuple(row)[:-1] for row in connection.execute(query.where(search.c.number.in_(part)))}
            yield from (found[number] for number in part if number in found)


def selected_table(numbers: Sequence[int]) -> SelectedAwards:
    """Return the table of some records, with the columns of `awards.csv` of an export."""
    whole = awards_table()
    return SelectedAwards(AWARDS, whole.title, whole.columns, awards_query(), numbers)


def place_of(connection: Connection, record: str) -> int | None:
    """Return the number of a record in the index, None where there is no such record."""
    search = schema.record_search
    return connection.scalar(select(search.c.number).where(search.c.record == record))


def articles_count(connection: Connection) -> int:
    """Return how many articles there are."""
    return connection.scalar(select(func.count()).select_from(schema.articles)) or 0
