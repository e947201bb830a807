"""The audit of a database: every article by itself, then what several articles say; findings are stored and returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, delete, select

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


def _reposts(connection: Connection) -> Iterator[tuple[Place, Place, float]]:
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
