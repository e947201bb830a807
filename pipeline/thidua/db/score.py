"""Scoring the records of a database: rankings are stored with the points that they are made of."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, delete

from thidua.db import schema
from thidua.db.bulk import write_rows
from thidua.db.queries import facts
from thidua.db.rows import Row
from thidua.scoring.engine import Level, Ranking, score
from thidua.scoring.periods import Period
from thidua.scoring.scheme import Scheme
from thidua.scoring.telling import rounded


def rank(connection: Connection, scheme: Scheme, period: Period | None, level: Level) -> Ranking:
    """Return the ranking of a scheme, and store it in the place of the one of the same scheme, period and level."""
    ranking = score(facts(connection), scheme, period, level)
    _store(connection, ranking)
    return ranking


def _store(connection: Connection, ranking: Ranking) -> None:
    table = schema.scores
    key = (ranking.scheme.id, "/".join(ranking.period) if ranking.period else "", ranking.level)
    same = (table.c.scheme == key[0], table.c.period == key[1], table.c.level == key[2])
    connection.execute(delete(table).where(*same))
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in ranking.rows:
        unit = row.unit.id
        rows["scores"].append((*key, unit, row.name, row.rank, rounded(row.points), row.band))
        for number, point in enumerate(row.items):
            rows["score_points"].append(
                (
                    *key, unit, number, point.fact.record, point.rule, rounded(point.weight), point.count,
                    rounded(point.points), "; ".join(point.notes) or None,
                )
            )  # fmt: skip
        for number, (points, reason) in enumerate(row.deducted, len(row.items)):
            rows["score_points"].append(
                (*key, unit, number, None, "deduction", -rounded(points), 1, -rounded(points), reason)
            )
    write_rows(connection, rows)
