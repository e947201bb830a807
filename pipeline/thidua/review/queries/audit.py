"""Findings of the audit with what they rest on, page by page, the grave ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, insert, select

from thidua.db import schema

SEVERITIES = ("error", "warning", "info")  # grave ones first
OPEN = "open"


@dataclass(slots=True)
class Found:
    """A finding with the spans it rests on by article, its records, and what people made of it."""

    id: str
    check: str
    verdict: str
    severity: str
    message: str
    spans: dict[str, list[RowMapping]] = field(default_factory=dict)
    records: list[RowMapping] = field(default_factory=list)
    marks: list[RowMapping] = field(default_factory=list)  # the newest first

    @property
    def mark(self) -> str:
        """What people made of it last."""
        return self.marks[0]["mark"] if self.marks else OPEN

    @property
    def totals(self) -> list[RowMapping]:
        """The totals of a sum."""
        return [one for one in self.records if one["role"] == "total"]

    @property
    def parts(self) -> list[RowMapping]:
        """The parts of a sum."""
        return [one for one in self.records if one["role"] == "part"]


def counts(connection: Connection) -> list[tuple[str, str, str, int]]:
    """Return check, verdict, severity and how many such findings there are."""
    finding = schema.findings
    columns = (finding.c.check_name, finding.c.verdict, finding.c.severity)
    query = select(*columns, func.count()).group_by(*columns)
    return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]


def mark_counts(connection: Connection) -> dict[str, int]:
    """Return mark → how many findings carry it."""
    newest, finding = _newest(), schema.findings
    query = select(newest.c.mark, func.count()).join(finding, finding.c.id == newest.c.finding).group_by(newest.c.mark)
    return {row[0]: row[1] for row in connection.execute(query)}


def _newest() -> Any:
    """The newest mark of each finding."""
    mark = schema.finding_marks
    last = select(func.max(mark.c.id)).group_by(mark.c.finding).scalar_subquery()
    return select(mark.c.finding, mark.c.mark).where(mark.c.id.in_(last)).subquery()


def page(
    connection: Connection, chosen: Callable[[str], Sequence[str]], after: tuple[str, str] | None, size: int
) -> list[Found]:
    """Return the findings after (severity, id) that fit, one more than `size` where there are more.

    `chosen` gives the values that are chosen of verdict, severity, check and mark; none stands for all.
    """
    verdicts, severities, checks, marks = map(chosen, ("verdict", "severity", "check", "mark"))
    finding, newest = schema.findings, _newest()
    found: list[RowMapping] = []
    for severity in SEVERITIES:
        if severities and severity not in severities:
            continue
        if after and SEVERITIES.index(severity) < SEVERITIES.index(after[0]):
            continue
        query: Select[Any] = select(finding).where(finding.c.severity == severity)
        if verdicts:
            query = query.where(finding.c.verdict.in_(verdicts))
        if checks:
            query = query.where(finding.c.check_name.in_(checks))
        if after and severity == after[0]:
            query = query.where(finding.c.id > after[1])
        if marks:
            query = query.outerjoin(newest, newest.c.finding == finding.c.id)
            query = query.where(func.coalesce(newest.c.mark, OPEN).in_(marks))
        query = query.order_by(finding.c.id).limit(size + 1 - len(found))
        found += connection.execute(query).mappings().all()
        if len(found) > size:
            break
    return _filled(connection, found)


def one(connection: Connection, ident: str) -> Found | None:
    """Return a finding by its id."""
    finding = schema.findings
    rows = connection.execute(select(finding).where(finding.c.id == ident)).mappings().all()
    return next(iter(_filled(connection, rows)), None)


def _filled(connection: Connection, rows: Sequence[RowMapping]) -> list[Found]:
    ids = [row["id"] for row in rows]
    resting, about, record, mark = (
        schema.finding_evidences, schema.finding_records, schema.records, schema.finding_marks,
    )  # fmt: skip
    article, unit, whole = schema.articles, schema.units, schema.evidences
    spans: dict[str, dict[str, list[RowMapping]]] = defaultdict(lambda: defaultdict(list))
    query: Select[Any] = (
        select(resting, article.c.title, article.c.source, article.c.published)
        .join(article, article.c.id == resting.c.article)
        .where(resting.c.finding.in_(ids))
        .order_by(resting.c.finding, resting.c.number)
    )
    for row in connection.execute(query).mappings():
        spans[row["finding"]][row["article"]].append(row)
    records: dict[str, list[RowMapping]] = defaultdict(list)
    query = (
        select(
            about.c.finding, record.c.id, record.c.article, record.c.form, record.c.name,
            record.c["class"].label("class_"), record.c.authority, record.c.recipient,
            record.c["count"].label("figure"), record.c.qualifier, record.c.luot, record.c.role, record.c.figure_start,
            record.c.period_from, record.c.period_to, unit.c.name.label("unit_name"), whole.c.quote, whole.c.start,
            whole.c.end,
        )
        .join(record, record.c.id == about.c.record)
        .join(whole, and_(whole.c.article == record.c.article, whole.c.item == record.c.id, whole.c.number == 0))
        .outerjoin(unit, unit.c.id == record.c.unit)
        .where(about.c.finding.in_(ids))
        .order_by(record.c.article, record.c.number)
    )  # fmt: skip
    for row in connection.execute(query).mappings():
        records[row["finding"]].append(row)
    marks: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(select(mark).where(mark.c.finding.in_(ids)).order_by(mark.c.id.desc())).mappings():
        marks[row["finding"]].append(row)
    return [
        Found(
            row["id"], row["check_name"], row["verdict"], row["severity"], row["message"], dict(spans[row["id"]]),
            records[row["id"]], marks[row["id"]],
        )
        for row in rows
    ]  # fmt: skip


def add_mark(connection: Connection, finding: str, mark: str, who: str, why: str, at: str) -> None:
    """Add what a person made of a finding."""
    table = schema.finding_marks
    row = {"finding": finding, "mark": mark, "who": who, "why": why, "at": at}
    connection.execute(insert(table), row)
