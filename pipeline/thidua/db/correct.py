"""One correction, made at once: the log's entry, the record's row, its words, and what the audit says of its article.

An import of corrections writes whole articles anew and links the database again, which takes long in a large one. Here
only the rows that an edit touches change. A record that no longer is the figure which other articles tell leaves its
cluster; new links are found by the next load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from thidua.audit.rules import AuditRules
from thidua.db import schema
from thidua.db.audit import audit_again
from thidua.db.cells import as_code
from thidua.db.corrections import (
    REVIEW,
    VERDICTS,
    Correction,
    corrected_award,
    meant,
    of_row,
    standing,
    told,
    write_log,
)
from thidua.db.errors import CorrectionError
from thidua.db.load import write_shared
from thidua.db.queries import extractions
from thidua.db.rows import COLUMNS, RowMaker, Rows, figure_span
from thidua.records import Article, Award, Extraction
from thidua.registry import Registry

_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_OF_THE_FIGURE = frozenset({"count", "qualifier"})  # fields that a cluster may disagree about


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person says of a record: the new value of a field as the text of a cell, or a verdict as `review`."""

    record: str
    field: str
    new: str | None
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What came of edits: their entries in the log, and the records whose rows or findings changed."""

    entries: tuple[Correction, ...]
    records: frozenset[str]


def correct(
    connection: Connection, edits: Sequence[Edit], registry: Registry, rules: AuditRules, now: str
) -> Corrected:
    """Make some edits of one record.

    Raise CorrectionError where there is no such record, a value cannot be, or nothing would change.
    """
    ident = edits[0].record
    article, extraction = _article_of(connection, ident)
    award = next(one for one in extraction.awards if one.id == ident)
    log = _log_of(connection, extraction, award)
    entries: list[Correction] = []
    for edit in edits:
        entry = _entry(edit, extraction, award, [*log, *entries], now)
        if edit.field != REVIEW:
            award = corrected_award(award, edit.field, edit.new)
        entries.append(entry)
    write_log(connection, entries)
    awards = tuple(award if one.id == ident else one for one in extraction.awards)
    changed = extraction.model_copy(update={"awards": awards})
    review = standing([*log, *entries])
    _write(connection, registry, article, changed, award, review)
    touched = _unlink(connection, ident, {one.field for one in edits}, review)
    connection.execute(delete(schema.scores))
    touched |= audit_again(connection, article.id, rules, registry)
    return Corrected(tuple(entries), frozenset({ident, *touched}))


def undo(
    connection: Connection, entry: str, who: str, why: str, registry: Registry, rules: AuditRules, now: str
) -> Corrected:
    """Take back an entry of the log by a new one that says the contrary.

    Raise CorrectionError where there is no such entry, or its record says something else by now.
    """
    table = schema.corrections
    row = connection.execute(select(table).where(table.c.id == entry)).mappings().first()
    if row is None:
        raise CorrectionError(f"không có hiệu đính {entry}")
    made = of_row(row)
    ident = record_of(connection, made)
    if ident is None:
        raise CorrectionError("bản ghi của hiệu đính này không còn")
    return correct(connection, [Edit(ident, made.field, made.old, who, why)], registry, rules, now)


def record_of(connection: Connection, entry: Correction) -> str | None:
    """Return the record that an entry of the log is about now, None where there is none any more."""
    record, article = schema.records, schema.articles
    whole = schema.evidences
    start, end = func.coalesce(record.c.figure_start, whole.c.start), func.coalesce(record.c.figure_end, whole.c.end)
    query = (
        select(record.c.id, record.c.form, record.c.recipient)
        .join(article, article.c.id == record.c.article)
        .join(whole, and_(whole.c.article == record.c.article, whole.c.item == record.c.id, whole.c.number == 0))
        .where(article.c.text_hash == entry.text_hash, start == entry.start, end == entry.end)
        .order_by(article.c.id != entry.article, record.c.number)
    )
    rows = connection.execute(query).all()
    same = [row.id for row in rows if (row.form, row.recipient) == (entry.form, entry.recipient)]
    return same[0] if same else rows[0].id if len(rows) == 1 else None


def _article_of(connection: Connection, record: str) -> tuple[Article, Extraction]:
    ident = connection.scalar(select(schema.records.c.article).where(schema.records.c.id == record))
    if ident is None:
        raise CorrectionError(f"không có bản ghi {record}")
    return next(extractions(connection, [ident], rejected=True))


def _log_of(connection: Connection, extraction: Extraction, award: Award) -> list[Correction]:
    """Return the entries about a record, in the order in which they were made."""
    table = schema.corrections
    start, end = figure_span(award)
    query = (
        select(table)
        .where(table.c.text_hash == extraction.text_hash, table.c.start == start, table.c.end == end)
        .order_by(table.c.at, table.c.id)
    )
    rows = connection.execute(query).mappings()
    entries = [of_row(row) for row in rows]
    form, recipient = _as_read(entries, award)
    return [one for one in entries if (one.form, one.recipient) == (form, recipient)]


def _as_read(entries: Sequence[Correction], award: Award) -> tuple[str, str]:
    """Return form and recipient as the rules read them: the log knows a record by these, whatever people made of them."""
    for one in entries:
        ends = {
            field: next((e.new for e in reversed(entries) if _same(e, one) and e.field == field), getattr(one, field))
            for field in ("form", "recipient")
        }
        if (ends["form"], ends["recipient"]) == (award.form, award.recipient):
            return one.form, one.recipient
    return award.form, award.recipient


def _same(one: Correction, other: Correction) -> bool:
    return (one.form, one.recipient) == (other.form, other.recipient)


def _entry(edit: Edit, extraction: Extraction, award: Award, log: Sequence[Correction], now: str) -> Correction:
    if not edit.who.strip() or not edit.why.strip():
        raise CorrectionError("cần ghi ai sửa và vì sao")
    if edit.field == REVIEW:
        if edit.new is not None and edit.new not in VERDICTS:
            raise CorrectionError(f"không có kết luận {edit.new!r}")
        old = next((one.new for one in reversed(log) if one.field == REVIEW), None)
    else:
        meant(edit.field, edit.new)
        old = told(award, edit.field)
    if old == edit.new:
        raise CorrectionError("không có gì thay đổi")
    form, recipient = (log[0].form, log[0].recipient) if log else (award.form, award.recipient)
    start, end = figure_span(award)
    return Correction(
        text_hash=extraction.text_hash or "", article=extraction.id, start=start, end=end, form=form,
        recipient=recipient, field=edit.field, old=old, new=edit.new, who=edit.who.strip(),
        at=_after(log, now), why=edit.why.strip(),
    )  # fmt: skip


def _after(log: Sequence[Correction], now: str) -> str:
    """Return the time of an entry: now, or a second after the last one, since the log is read in the order of time."""
    last = log[-1].at if log else ""
    if now > last:
        return now
    return (datetime.strptime(last, _FORMAT).replace(tzinfo=UTC) + timedelta(seconds=1)).strftime(_FORMAT)


def _write(
    connection: Connection,
    registry: Registry,
    article: Article,
    extraction: Extraction,
    award: Award,
    review: str | None,
) -> None:
    """Write the row of a record, its recipients and its words."""
    rows = Rows()
    reviews = {award.id: review} if review else {}
    RowMaker(registry.since, 1).add(rows, article, extraction, "", 0, reviews)
    write_shared(connection, rows)
    made = {name: [dict(zip(COLUMNS[name], row, strict=True)) for row in rows.tables[name]] for name in _REWRITTEN}
    record, search, recipients = schema.records, schema.record_search, schema.recipients
    values = next(row for row in made["records"] if row["id"] == award.id)
    for name in ("id", "article", "number", "rule", "authority"):
        values.pop(name)
    values["authority"] = list(award.authority)
    connection.execute(update(record).where(record.c.id == award.id).values(values))
    words = next(row["words"] for row in made["record_search"] if row["record"] == award.id)
    connection.execute(update(search).where(search.c.record == award.id).values(words=words))
    connection.execute(delete(recipients).where(recipients.c.record == award.id))
    if people := [row for row in made["recipients"] if row["record"] == award.id]:
        connection.execute(insert(recipients), people)


_REWRITTEN = ("records", "record_search", "recipients")


def _unlink(connection: Connection, record: str, fields: set[str], review: str | None) -> set[str]:
    """Take a record out of its cluster where it is another figure now; return the records that were with it."""
    member, cluster, related = schema.cluster_members, schema.clusters, schema.related_records
    together = select(member.c.cluster).where(member.c.record == record)
    key = connection.scalar(together)
    pairs = connection.execute(select(related).where(or_(related.c.one == record, related.c.other == record))).all()
    touched = {one for pair in pairs for one in (pair.one, pair.other)}
    if key is not None:
        touched |= set(connection.scalars(select(member.c.record).where(member.c.cluster == key)))
    if fields - _OF_THE_FIGURE - {REVIEW} or review == "rejected":
        connection.execute(delete(related).where(or_(related.c.one == record, related.c.other == record)))
        connection.execute(delete(member).where(member.c.record == record))
    if key is not None:
        _weigh(connection, key)
        if not connection.scalar(select(func.count()).select_from(member).where(member.c.cluster == key)):
            connection.execute(delete(cluster).where(cluster.c.id == key))
    return touched


def _weigh(connection: Connection, key: str) -> None:
    """Say anew whether the records of a cluster agree."""
    member, cluster, record = schema.cluster_members, schema.clusters, schema.records
    query = select(record.c["count"]).join(member, member.c.record == record.c.id).where(member.c.cluster == key)
    rows = list(connection.scalars(query))
    counts = sorted({one for one in rows if one is not None})
    agreed = len(counts) == 1
    why = f"{len(rows)} bài cùng nêu" if agreed else f"các bài nêu {', '.join(map(str, counts))}"
    values = {
        "verdict": "conflict" if len(counts) > 1 else "reported", "count": counts[0] if agreed else None,
        "size": len(rows), "why": why,
    }  # fmt: skip
    connection.execute(update(cluster).where(cluster.c.id == key).values(values))


def changed_fields(award: Award, cells: dict[str, str | None]) -> Iterator[tuple[str, str | None]]:
    """Yield the fields whose cell says something else than the record does."""
    for field, cell in cells.items():
        value = as_code(field, cell)
        if told(award, field) != value:
            yield field, value
