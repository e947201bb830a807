"""The audit of a database: every article by itself, then what several articles say; findings are stored and returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, delete, or_, select

from thidua.audit import audit_article
from thidua.audit.across import audit_across, check_repeats
from thidua.audit.finding import Finding
from thidua.audit.rules import AuditRules
from thidua.db import schema
from thidua.db.bulk import write_rows
from thidua.db.queries import extractions, facts
from thidua.db.rows import Row
from thidua.facts import Fact, Place
from thidua.registry import Registry

_BATCH = 2_000


def audit(connection: Connection, rules: AuditRules, registry: Registry) -> Iterator[Finding]:
    """Replace the findings of a database, and yield them: articles in the order of their ids, then several articles."""
    connection.execute(delete(schema.findings))
    waiting: list[Finding] = []
    seen: set[str] = set()
    for one in _found(connection, rules, registry):
        if one.id in seen:
            continue
        seen.add(one.id)
        waiting.append(one)
        if len(waiting) >= _BATCH:
            _store(connection, waiting)
            waiting.clear()
        yield one
    _store(connection, waiting)


def audit_again(connection: Connection, article: str, rules: AuditRules, registry: Registry) -> set[str]:
    """Replace the findings that rest on an article, where there are any at all; return the records that they are about.

    Nothing is found where the database has not been audited: findings of one article alone would pass for all.
    """
    finding, about, resting = schema.findings, schema.finding_records, schema.finding_evidences
    if connection.scalar(select(finding.c.id).limit(1)) is None:
        return set()
    old = list(connection.scalars(select(resting.c.finding).where(resting.c.article == article).distinct()))
    records = set(connection.scalars(select(about.c.record).where(about.c.finding.in_(old))))
    connection.execute(delete(finding).where(finding.c.id.in_(old)))
    found = {one.id: one for one in _found_of(connection, article, rules, registry)}
    _store(connection, list(found.values()))
    return records | {record for one in found.values() for record in one.records}


def _found_of(connection: Connection, article: str, rules: AuditRules, registry: Registry) -> Iterator[Finding]:
    """Yield what an article shows by itself, and what it shows together with others."""
    for _, extraction in extractions(connection, [article]):
        yield from audit_article(extraction, rules, registry)
    yield from check_repeats(facts(connection, articles=[article]))
    record, member, related = schema.records, schema.cluster_members, schema.related_records
    mine = select(record.c.id).where(record.c.article == article)
    keys = select(member.c.cluster).where(member.c.record.in_(mine))
    clusters: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(member).where(member.c.cluster.in_(keys)).order_by(member.c.record)):
        clusters[row.cluster].append(row.record)
    chained = connection.execute(select(related).where(or_(related.c.one.in_(mine), related.c.other.in_(mine))))
    pairs = [(row.one, row.other) for row in chained]
    wanted = {one for group in (*clusters.values(), *pairs) for one in group}
    articles = list(connection.scalars(select(record.c.article).where(record.c.id.in_(wanted)).distinct()))
    told = {fact.record: fact for fact in facts(connection, articles=articles)} if articles else {}
    yield from audit_across(
        ([told[one] for one in group if one in told] for group in clusters.values()),
        ([told[one] for one in pair] for pair in pairs if told.keys() >= set(pair)),
        _reposts(connection, article),
    )


def _found(connection: Connection, rules: AuditRules, registry: Registry) -> Iterator[Finding]:
    for _, extraction in extractions(connection):
        yield from audit_article(extraction, rules, registry)
    clusters, chained = _links(connection)
    wanted = {record for members in clusters.values() for record in members} | {r for pair in chained for r in pair}
    told: dict[str, Fact] = {}
    article: list[Fact] = []
    for fact in facts(connection):
        if article and article[0].article != fact.article:
            yield from check_repeats(article)
            article.clear()
        article.append(fact)
        if fact.record in wanted:
            told[fact.record] = fact
    yield from check_repeats(article)
    known = ([told[record] for record in members if record in told] for members in clusters.values())
    related = ([told[record] for record in pair] for pair in chained if told.keys() >= set(pair))
    yield from audit_across(known, related, _reposts(connection))


def _links(connection: Connection) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    member, related = schema.cluster_members, schema.related_records
    clusters: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(member).order_by(member.c.cluster, member.c.record)):
        clusters[row.cluster].append(row.record)
    pairs = connection.execute(select(related.c.one, related.c.other).order_by(related.c.one, related.c.other))
    return clusters, [(row.one, row.other) for row in pairs]


def _reposts(connection: Connection, only: str | None = None) -> Iterator[tuple[Place, Place, float]]:
    """Yield the pairs of articles that are nearly one text, by their first lines, and how alike they are."""
    link, article = schema.article_links, schema.articles
    other = article.alias()
    query = (
        select(link.c.one, link.c.other, link.c.likeness, article.c.text, other.c.text.label("text_other"))
        .join(article, article.c.id == link.c.one)
        .join(other, other.c.id == link.c.other)
        .where(link.c.kind == "repost")
        .order_by(link.c.one, link.c.other)
    )
    if only is not None:
        query = query.where(or_(link.c.one == only, link.c.other == only))
    for row in connection.execute(query):
        yield _opening(row.one, row.text), _opening(row.other, row.text_other), row.likeness


def _opening(article: str, text: str) -> Place:
    line = text.split("\n", 1)[0][:200]
    return Place(article, 0, len(line), line)


def _store(connection: Connection, found: list[Finding]) -> None:
    rows: dict[str, list[Row]] = defaultdict(list)
    for one in found:
        rows["findings"].append((one.id, one.check, one.verdict, one.severity, one.message))
        rows["finding_evidences"] += [
            (one.id, number, e.article, e.start, e.end, e.quote) for number, e in enumerate(one.evidence)
        ]
        rows["finding_records"] += [(one.id, record) for record in dict.fromkeys(one.records)]
    write_rows(connection, rows)
