"""Linking the articles and records of a database, anew after each change, and writing what was found with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, groupby, islice, pairwise
from typing import Any

from sqlalchemy import Connection, delete, null, select

from thidua.db import schema
from thidua.db.bulk import write_rows
from thidua.db.queries import facts as read_facts
from thidua.db.rows import Row
from thidua.link.clusters import clusters
from thidua.link.events import EventLink, closed, event_links, groups, tell_apart
from thidua.link.figures import chains
from thidua.link.report import Report, latest_day, real_day, words_of
from thidua.link.reposts import Repost, reposts
from thidua.offsets import fold
from thidua.signature import signature

_AT_ONCE = 10_000  # rows
_RELATED = "cùng đơn vị, hình thức và cấp khen; thời kỳ nối dài"


def link(connection: Connection, signatures: Mapping[str, bytes] | None = None) -> None:
    """Replace all links: reposts, reports of one event, figures told in several articles, figures of growing periods.

    `signatures` are those of articles (id → `signature` of the text) that were made before, where they are at hand.
    """
    forget_links(connection)
    texts = _Texts(connection)
    reports = list(_reports(connection, texts))
    by_name = {report.article: report for report in reports}

    def apart(one: str, other: str) -> bool:
        return tell_apart(by_name[one], by_name[other])

    reposted = list(reposts(texts.signed(signatures or {}), texts.get, apart))
    links = list(event_links(reports, [(one.one, one.other) for one in reposted]))
    _write_links(connection, chain(map(_repost_row, reposted), map(_event_row, closed(links))))
    rows: dict[str, list[Row]] = defaultdict(list)
    members: dict[str, list[str]] = defaultdict(list)
    for article, first in groups((one.one, one.other) for one in links).items():
        members[first].append(article)
    for group in members.values():
        for cluster in clusters([by_name[article].facts for article in sorted(group)]):
            counts = sorted(count for count in cluster.counts if count is not None)
            told = counts[0] if cluster.verdict == "reported" else None
            why = (
                f"{len(cluster.facts)} bài cùng nêu"
                if told is not None
                else f"các bài nêu {', '.join(map(str, counts))}"
            )
            rows["clusters"].append((cluster.id, cluster.verdict, told, len(cluster.facts), why))
            rows["cluster_members"] += [
                (fact.record, cluster.id, reason) for fact, reason in zip(cluster.facts, cluster.why, strict=True)
            ]
    everything = [fact for report in reports for fact in report.facts]
    related = {(a.record, b.record) for growing in chains(everything) for a, b in pairwise(growing)}
    rows["related_records"] = [(*pair, _RELATED) for pair in sorted(related)]
    write_rows(connection, rows)


def forget_links(connection: Connection) -> None:
    """Remove all links."""
    for table in (schema.article_links, schema.clusters, schema.related_records):
        connection.execute(delete(table))


def _write_links(connection: Connection, rows: Iterator[Row]) -> None:
    """Write pairs of articles, some at a time: of a group there are half as many as the square of its members."""
    while some := list(islice(rows, _AT_ONCE)):
        write_rows(connection, {"article_links": some})


def _event_row(one: EventLink) -> Row:
    return (one.one, one.other, "event", one.weight, one.why)


def _repost_row(one: Repost) -> Row:
    return (one.one, one.other, "repost", one.likeness, f"{one.likeness:.0%} lời văn giống nhau")


class _Texts:
    """The texts of the articles with awards."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def signed(self, signatures: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield (id, signature) of each article that has an award and whose text was kept, in order of ids.

        Texts are read only where `signatures` lacks an article.
        """
        table = schema.articles
        text: Any = null() if signatures else table.c.text
        query = (
            select(table.c.id, text.label("text"))
            .where(table.c.text.is_not(None), table.c.id.in_(select(schema.records.c.article)))
            .order_by(table.c.id)
        )
        for row in self._connection.execute(query.execution_options(yield_per=500)):
            found = signatures.get(row.id)
            yield row.id, signature(self.get(row.id) if row.text is None else row.text) if found is None else found

    def get(self, ident: str) -> str:
        """Return one text, empty where none was kept."""
        table = schema.articles
        return self._connection.scalar(select(table.c.text).where(table.c.id == ident)) or ""


def _reports(connection: Connection, texts: _Texts) -> Iterator[Report]:
    """Yield what linking knows of each article with awards."""
    people = _names(connection, schema.rank_mentions, schema.rank_mentions.c.person)
    for article, names in _names(connection, schema.recipients, schema.recipients.c.name).items():
        people[article] = people.get(article, frozenset()) | names
    days = _names(connection, schema.date_mentions, schema.date_mentions.c.value)
    units, forces_of = _units(connection, below=True), _forces(connection)
    named = _units(connection, below=False)
    for article, found in groupby(read_facts(connection), key=lambda fact: fact.article):
        facts = tuple(found)
        forces = frozenset(fact.unit.force for fact in facts if fact.unit) | forces_of.get(article, frozenset())
        yield Report(
            article, real_day(facts[0].published) or latest_day(facts), facts[0].source, forces,
            units.get(article, frozenset()), named.get(article, frozenset()) | people.get(article, frozenset()),
            people.get(article, frozenset()),
            frozenset(day for day in days.get(article, ()) if real_day(day)), facts,
            *words_of(texts.get(article)),
        )  # fmt: skip


def _names(connection: Connection, table: Any, column: Any) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for article, name in connection.execute(select(table.c.article, column)):
        found[article].add(fold(name))
    return {article: frozenset(names) for article, names in found.items()}


def _units(connection: Connection, *, below: bool) -> dict[str, frozenset[str]]:
    """Return article → folded names of the units that it names, all or those below a force."""
    table, units = schema.unit_mentions, schema.units
    query = select(table.c.article, units.c.name).join(units, units.c.id == table.c.unit)
    if below:
        query = query.where(units.c.parent.is_not(None))
    found: dict[str, set[str]] = defaultdict(set)
    for article, name in connection.execute(query):
        found[article].add(fold(name))
    return {article: frozenset(names) for article, names in found.items()}


def _forces(connection: Connection) -> dict[str, frozenset[str]]:
    """Return article → the police forces of provinces that it names."""
    table, units = schema.unit_mentions, schema.units
    query = select(table.c.article, units.c.name).join(units, units.c.id == table.c.unit)
    query = query.where(units.c.parent.is_(None), units.c.name.like("Công an %"))
    found: dict[str, set[str]] = defaultdict(set)
    for article, name in connection.execute(query):
        found[article].add(name)
    return {article: frozenset(names) for article, names in found.items()}
