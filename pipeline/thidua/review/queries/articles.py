"""An article with all that was read from it, what the audit found in it, and what people corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, RowMapping, Select, bindparam, or_, select, union_all

from thidua.db import schema
from thidua.db.queries import extractions
from thidua.records import Article, Extraction


def article(connection: Connection, ident: str) -> tuple[Article, Extraction] | None:
    """Return an article and its records, rejected ones too; None where there is none."""
    return next(extractions(connection, [ident], rejected=True), None)


def reviews_and_units(connection: Connection, ident: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return record → what a person made of it, and record → the id of its unit, where there is one."""
    rows = connection.execute(_reviews_and_units(), {"article": ident}).all()
    return {row.id: row.review for row in rows if row.review}, {row.id: row.unit for row in rows if row.unit}


@cache
def _reviews_and_units() -> Select[Any]:
    record = schema.records
    return select(record.c.id, record.c.review, record.c.unit).where(record.c.article == bindparam("article"))


def findings(connection: Connection, ident: str) -> list[dict[str, Any]]:
    """Return the findings that rest on an article, the grave ones first, with the records that they are about."""
    rows = [dict(row) for row in connection.execute(_findings(), {"article": ident}).mappings()]
    if not rows:
        return rows
    about = schema.finding_records
    records: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(about).where(about.c.finding.in_([one["id"] for one in rows]))):
        records[row.finding].append(row.record)
    for one in rows:
        one["records"] = records[one["id"]]
    weight = {"lệch": 0, "chưa đủ": 1, "khớp": 2}
    return sorted(rows, key=lambda one: (weight[one["verdict"]], one["severity"], one["message"]))


@cache
def _findings() -> Select[Any]:
    finding, evidence = schema.findings, schema.finding_evidences
    resting = select(evidence.c.finding).where(evidence.c.article == bindparam("article"))
    return select(finding).where(finding.c.id.in_(resting))


def corrections(connection: Connection, extraction: Extraction) -> Sequence[RowMapping]:
    """Return the log of an article, the newest entry first."""
    given = {"hash": extraction.text_hash, "article": extraction.id}
    return connection.execute(_corrections(), given).mappings().all()


@cache
def _corrections() -> Select[Any]:
    table = schema.corrections
    about = or_(table.c.text_hash == bindparam("hash"), table.c.article == bindparam("article"))
    return select(table).where(about).order_by(table.c.number.desc())


def conflicts(connection: Connection, ident: str) -> dict[str, str]:
    """Return correction → why it does not fit what the rules read now."""
    table = schema.correction_conflicts
    rows = connection.execute(select(table.c.correction, table.c.message).where(table.c.article == ident))
    return {row.correction: row.message for row in rows}


def linked(connection: Connection, ident: str) -> list[dict[str, Any]]:
    """Return the articles that tell of the same event, with the reason."""
    found = [dict(row) for row in connection.execute(_linked(), {"article": ident}).mappings()]
    return sorted(found, key=lambda one: (one["kind"], one["published"] or "", one["id"]))


@cache
def _linked() -> CompoundSelect[Any]:
    link, other = schema.article_links, schema.articles
    return union_all(
        *(
            select(other.c.id, other.c.title, other.c.source, other.c.published, link.c.kind, link.c.why)
            .join(link, theirs == other.c.id)
            .where(mine == bindparam("article"))
            for mine, theirs in ((link.c.one, link.c.other), (link.c.other, link.c.one))
        )
    )
