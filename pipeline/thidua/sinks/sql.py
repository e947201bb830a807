"""SQL: articles and everything read from them as related tables, through SQLAlchemy Core.

Writing an article again replaces what was there. Ids of awards are the records' own; ranks, dates, units and
problems get theirs in the same way, from the article and their place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel

from thidua.records import Article, Award, Evidence, Extraction, FieldEvidence, Recipient, record_id
from thidua.sinks.base import MissingExtraError
from thidua.sinks.columns import ARTICLE_FIELDS, AWARDS, DATES, PROBLEMS, RANKS, UNITS, Column, Table, columns_of

if TYPE_CHECKING:
    from sqlalchemy import MetaData

_BATCH = 200  # articles of one transaction
_FIRST_EVIDENCE = frozenset({"quote", "start", "end", "block"})  # in their own table here
_DERIVED = frozenset({"period", "recipients"})  # period_from and period_to, and the table of recipients, hold them


def _own_columns(table: Table) -> tuple[Column, ...]:
    skipped = _DERIVED if table is PROBLEMS else _DERIVED | _FIRST_EVIDENCE
    return tuple(column for column in table.columns if column.name not in skipped | {"id"})


_TABLES = {"records": AWARDS, "ranks": RANKS, "dates": DATES, "units": UNITS, "problems": PROBLEMS}
_COLUMNS = {name: _own_columns(table) for name, table in _TABLES.items()}


def metadata() -> MetaData:
    """Return the tables: articles, records, ranks, dates, units, problems, evidences, recipients."""
    try:
        from sqlalchemy import JSON, Boolean, Float, ForeignKey, Integer, MetaData, String, Text
        from sqlalchemy import Column as SqlColumn
        from sqlalchemy import Table as SqlTable
    except ImportError:
        raise MissingExtraError("SQLite", "db") from None
    types: dict[str, Any] = {
        "text": Text, "integer": Integer, "number": Float, "boolean": Boolean, "date": String(10), "list": JSON,
    }  # fmt: skip

    def typed(columns: tuple[Column, ...]) -> Iterator[SqlColumn[Any]]:
        return (SqlColumn(column.name, types[column.kind]) for column in columns if column.name != "id")

    def article() -> SqlColumn[Any]:
        return SqlColumn("article", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True)

    def key() -> SqlColumn[Any]:
        return SqlColumn("id", String, primary_key=True)

    tables = MetaData()
    SqlTable("articles", tables, key(), *typed(ARTICLE_FIELDS), SqlColumn("home", Text))
    for name, columns in _COLUMNS.items():
        SqlTable(name, tables, key(), article(), *typed(columns))
    # `item` is the id of a record, rank, date or unit; `field` is null for evidence of the whole.
    evidence = columns_of(Evidence) + tuple(one for one in columns_of(FieldEvidence) if one.name == "rule")
    item = (SqlColumn("item", String, primary_key=True), SqlColumn("number", Integer, primary_key=True))
    SqlTable("evidences", tables, *item, article(), SqlColumn("field", Text), *typed(evidence))
    link: SqlColumn[Any] = SqlColumn("record", ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)
    SqlTable(
        "recipients", tables, link, SqlColumn("number", Integer, primary_key=True), article(),
        *typed(columns_of(Recipient)),
    )  # fmt: skip
    return tables


class SqlSink:
    """Write articles and records to a database: a file for SQLite, or a URL of SQLAlchemy."""

    def __init__(self, target: Path | str) -> None:
        self._metadata = metadata()
        from sqlalchemy import create_engine

        self._engine = create_engine(f"sqlite:///{target}" if isinstance(target, Path) else target)
        self._metadata.create_all(self._engine)
        self._connection = self._engine.connect()
        self._waiting = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._connection.commit()
        self._connection.close()
        self._engine.dispose()

    def write(self, article: Article, extraction: Extraction) -> None:
        """Add one article, in place of an earlier version of it."""
        tables = self._metadata.tables
        for table in reversed(self._metadata.sorted_tables):
            owner = table.c.id if table.name == "articles" else table.c.article
            self._connection.execute(table.delete().where(owner == article.id))
        for name, rows in _rows(article, extraction).items():
            if rows:
                self._connection.execute(tables[name].insert(), rows)
        self._waiting += 1
        if self._waiting >= _BATCH:
            self._connection.commit()
            self._waiting = 0


def _rows(article: Article, extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of one article by table, owners first."""
    about = {column.name: column.get(article) for column in ARTICLE_FIELDS}
    # The extraction may know more than the file said, such as the date that the text states.
    about |= {name: getattr(extraction, name) for name in ("title", "url", "source", "published", "home")}
    rows: dict[str, list[dict[str, Any]]] = {"articles": [about]}
    evidences: list[dict[str, Any]] = []
    for name, columns in _COLUMNS.items():
        rows[name] = []
        for index, record in enumerate(getattr(extraction, _TABLES[name].attribute)):
            ident = record.id if isinstance(record, Award) else record_id(article.id, name, index, record)
            values = {column.name: column.get(record) for column in columns}
            rows[name].append({"id": ident, "article": article.id, **values})
            evidences += _evidence_rows(article.id, ident, record)
    rows["evidences"] = evidences
    rows["recipients"] = [
        {"record": award.id, "number": number, "article": article.id, **recipient.model_dump()}
        for award in extraction.awards
        for number, recipient in enumerate(award.recipients)
    ]
    return rows


def _evidence_rows(article: str, item: str, record: BaseModel) -> Iterator[dict[str, Any]]:
    whole: tuple[Evidence, ...] = getattr(record, "evidence", ())
    fields: dict[str, FieldEvidence] = getattr(record, "fields", {})
    stretches = [(None, one.model_dump() | {"rule": None}) for one in whole]
    named = [(name, one.model_dump() | {"block": None}) for name, one in fields.items()]
    for number, (field, values) in enumerate([*stretches, *named]):
        yield {"item": item, "number": number, "article": article, "field": field, **values}
