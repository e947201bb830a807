"""Reading the database back: extractions article by article, and award records as facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Select, and_, bindparam, select

from thidua.db import schema
from thidua.db.corrections import REVIEW
from thidua.facts import Fact, Place, Unit
from thidua.records import Article, Extraction

_PAGE = 400  # articles that are read at a time
REJECTED = "rejected"


class Units:
    """All units by id, with the path that leads up from each."""

    def __init__(self, connection: Connection) -> None:
        self._rows = {row.id: row for row in connection.execute(select(schema.units))}
        self._made: dict[str, Unit] = {}

    def __getitem__(self, ident: str) -> Unit:
        if ident not in self._made:
            path, since, key = [], "", cast("str | None", ident)
            while key is not None:
                row = self._rows[key]
                path.append(row.name)
                since = row.valid_from or "" if row.parent is None else since
                key = row.parent
            unit = Unit(tuple(path), since)
            # A body of the registry may have a first day without being one of several states.
            self._made[ident] = unit if unit.id == ident else Unit(tuple(path))
        return self._made[ident]


def facts(connection: Connection, *, articles: Sequence[str] | None = None, rejected: bool = False) -> Iterator[Fact]:
    """Yield the award records as facts, in the order of articles and places; `rejected` ones only on demand."""
    units = Units(connection)
    for row in connection.execute(_facts_query(articles, rejected).execution_options(yield_per=5_000)):
        place = Place(row.article, row.start, row.end, row.quote)
        figure = place
        if row.figure_quote is not None:
            figure = Place(row.article, row.figure_start, row.figure_end, row.figure_quote)
        yield Fact(
            record=row.id, article=row.article, published=row.published, source=row.source, form=row.form,
            name=row.name, class_=row.class_, authority=tuple(row.authority), recipient=row.recipient, count=row.figure_count,
            qualifier=row.qualifier, luot=bool(row.luot), status=row.status,
            period=(row.period_from, row.period_to) if row.period_from else None, group=row.group, role=row.role,
            unit=units[row.unit] if row.unit else None, unit_inferred=bool(row.unit_inferred), people=(),
            confidence=row.confidence, place=place, figure=figure, cluster=row.cluster,
            conflict=row.cluster_verdict == "conflict",
        )  # fmt: skip


def _facts_query(articles: Sequence[str] | None, rejected: bool) -> Select[Any]:
    record, article, whole = schema.records, schema.articles, schema.evidences.alias("whole")
    counted, member, cluster = schema.evidences.alias("counted"), schema.cluster_members, schema.clusters
    kept = [
        column
        for column in record.columns
        if column.name not in ("class", "rule", "recipient_unit", "article", "number", "count")
    ]
    query = (
        select(
            *kept, record.c.article, record.c["class"].label("class_"), record.c["count"].label("figure_count"), article.c.published, article.c.source,
            whole.c.start, whole.c.end, whole.c.quote, counted.c.quote.label("figure_quote"),
            member.c.cluster, cluster.c.verdict.label("cluster_verdict"),
        )
        .join(article, article.c.id == record.c.article)
        .join(
            whole,
            and_(whole.c.article == record.c.article, whole.c.item == record.c.id, whole.c.number == 0),
        )
        .outerjoin(
            counted,
            and_(
                counted.c.article == record.c.article, counted.c.item == record.c.id, counted.c.field == "count",
            ),
        )
        .outerjoin(member, member.c.record == record.c.id)
        .outerjoin(cluster, cluster.c.id == member.c.cluster)
        .order_by(record.c.article, record.c.number)
    )  # fmt: skip
    if articles is not None:
        query = query.where(record.c.article.in_(list(articles)))
    if not rejected:
        query = query.where(record.c.review.is_distinct_from(REJECTED))
    return query


def article_ids(connection: Connection) -> list[str]:
    """Return the ids of all articles, in order."""
    return list(connection.scalars(select(schema.articles.c.id).order_by(schema.articles.c.id)))


def extractions(
    connection: Connection, ids: Iterable[str] | None = None, *, rejected: bool = False
) -> Iterator[tuple[Article, Extraction]]:
    """Yield each article with all that was read from it, as corrected."""
    wanted = list(ids) if ids is not None else article_ids(connection)
    for index in range(0, len(wanted), _PAGE):
        yield from _page(connection, wanted[index : index + _PAGE], rejected)


def _page(connection: Connection, ids: list[str], rejected: bool) -> Iterator[tuple[Article, Extraction]]:
    found = {name: _of_articles(connection, name, ids) for name in _READ}
    evidence: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for article, rows in found["evidences"].items():
        for row in rows:
            evidence[article, row["item"]].append(row)
    people: dict[str, list[Any]] = defaultdict(list)
    for rows in found["recipients"].values():
        for row in rows:
            people[row["record"]].append(
                {key: row[key] for key in ("name", "rank", "position", "unit", "start", "end")}
            )
    table = schema.articles
    for row in connection.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id)).mappings():
        ident = row["id"]
        about = {key: row[key] for key in ("id", "title", "url", "source", "published")}
        yield (
            Article(**about, text=row["text"] or "", path=row["path"]),
            Extraction.model_validate(
                {
                    **about, "home": row["home"], "text_hash": row["text_hash"], "rules_version": row["rules_version"],
                    "awards": [
                        _award(one, evidence[ident, one["id"]], people[one["id"]])
                        for one in found["records"][ident]
                        if rejected or one[REVIEW] != REJECTED
                    ],
                    "ranks": _mentions(found["rank_mentions"][ident], evidence, "rank", {"person_id"}),
                    "dates": _mentions(found["date_mentions"][ident], evidence, "date", set()),
                    "units": _mentions(found["unit_mentions"][ident], evidence, "unit", {"unit"}),
                    "problems": [_without(one, {"article", "number"}) for one in found["problems"][ident]],
                }
            ),
        )  # fmt: skip


_READ = ("records", "recipients", "rank_mentions", "date_mentions", "unit_mentions", "problems", "evidences")


def _of_articles(connection: Connection, name: str, ids: list[str]) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(_of_articles_query(name), {"ids": ids}).mappings():
        rows[row["article"]].append(row)
    return rows


@cache
def _of_articles_query(name: str) -> Select[Any]:
    table = schema.metadata.tables[name]
    order = [table.c.article, *([table.c.item] if name == "evidences" else []), table.c.number]
    return select(table).where(table.c.article.in_(bindparam("ids", expanding=True))).order_by(*order)


def _without(row: Any, names: set[str]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in names}


_OF_THE_TABLE = {
    "article", "number", "period_from", "period_to", "unit", "unit_inferred", "figure_start", "figure_end", REVIEW,
}  # fmt: skip


def _award(row: Any, evidence: list[Any], people: list[Any]) -> dict[str, Any]:
    award = _without(row, _OF_THE_TABLE)
    award["period"] = (row["period_from"], row["period_to"]) if row["period_from"] else None
    award["evidence"] = [_span(one, "block") for one in evidence if one["field"] is None]
    award["fields"] = {one["field"]: _span(one, "rule") for one in evidence if one["field"] is not None}
    award["recipients"] = people
    return award


def _mentions(rows: list[Any], evidence: Any, kind: str, dropped: set[str]) -> list[dict[str, Any]]:
    return [
        {
            **_without(row, {"article", "number", *dropped}),
            "evidence": [_span(one, "block") for one in evidence[row["article"], f"{kind}:{row['number']}"]],
        }
        for row in rows
    ]


def _span(row: Any, last: str) -> dict[str, Any]:
    return {key: row[key] for key in ("start", "end", "quote", last)}
