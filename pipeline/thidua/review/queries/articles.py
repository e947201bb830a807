"""An article with all that was read from it, what the audit found in it, and what people corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, or_, select

from thidua.db import schema
from thidua.db.queries import extractions
from thidua.records import Article, Extraction


def article(connection: Connection, ident: str) -> tuple[Article, Extraction] | None:
    """Return an article and its records, rejected ones too; None where there is none."""
    return next(extractions(connection, [ident], rejected=True), None)


def reviews(connection: Connection, ident: str) -> dict[str, str]:
    """Return record → what a person made of it."""
    record = schema.records
    query = select(record.c.id, record.c.review).where(record.c.article == ident, record.c.review.is_not(None))
    return {row.id: row.review for row in connection.execute(query)}


def units(connection: Connection, ident: str) -> dict[str, str]:
    """Return record → the id of its unit."""
    record = schema.records
    query = select(record.c.id, record.c.unit).where(record.c.article == ident, record.c.unit.is_not(None))
    return {row.id: row.unit for row in connection.execute(query)}


def findings(connection: Connection, ident: str) -> list[dict[str, Any]]:
    """Return the findings that rest on an article, the grave ones first, with the records that they are about."""
    finding, evidence, about = schema.findings, schema.finding_evidences, schema.finding_records
    resting = select(evidence.c.finding).where(evidence.c.article == ident)
    rows = [dict(row) for row in connection.execute(select(finding).where(finding.c.id.in_(resting))).mappings()]
    records: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(about).where(about.c.finding.in_([one["id"] for one in rows]))):
        records[row.finding].append(row.record)
    for one in rows:
        one["records"] = records[one["id"]]
    weight = {"lệch": 0, "chưa đủ": 1, "khớp": 2}
    return sorted(rows, key=lambda one: (weight[one["verdict"]], one["severity"], one["message"]))


def corrections(connection: Connection, extraction: Extraction) -> Sequence[RowMapping]:
    """Return the log of an article, the newest entry first."""
    table = schema.corrections
    about = or_(table.c.text_hash == extraction.text_hash, table.c.article == extraction.id)
    query = select(table).where(about).order_by(table.c.at.desc(), table.c.id)
    return connection.execute(query).mappings().all()


def conflicts(connection: Connection, ident: str) -> dict[str, str]:
    """Return correction → why it does not fit what the rules read now."""
    table = schema.correction_conflicts
    rows = connection.execute(select(table.c.correction, table.c.message).where(table.c.article == ident))
    return {row.correction: row.message for row in rows}


def linked(connection: Connection, ident: str) -> list[dict[str, Any]]:
    """Return the articles that tell of the same event, with the reason."""
    link, other = schema.article_links, schema.articles
    found = []
    for mine, theirs in ((link.c.one, link.c.other), (link.c.other, link.c.one)):
        query = (
            select(other.c.id, other.c.title, other.c.source, other.c.published, link.c.kind, link.c.why)
            .join(link, theirs == other.c.id)
            .where(mine == ident)
        )
        found += [dict(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda one: (one["kind"], one["published"] or "", one["id"]))


def titles(connection: Connection, idents: Iterable[str]) -> dict[str, RowMapping]:
    """Return id → title, source and day of some articles."""
    table = schema.articles
    query = select(table.c.id, table.c.title, table.c.source, table.c.published).where(table.c.id.in_(list(idents)))
    return {row["id"]: row for row in connection.execute(query).mappings()}
