"""Award records as a typed pandas table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Connection, Float, Integer, and_, select

from thidua.db import schema
from thidua.db.connect import open_engine, told_plainly
from thidua.extras import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd

_CATEGORIES = ("form", "recipient", "qualifier", "status", "role", "listing", "review")
_DAYS = ("period_from", "period_to")


def read_awards(db: str | Path) -> pd.DataFrame:
    """Return all award records of a database as a typed DataFrame, one row a record.

    `db` is a path of an SQLite file or a database URL. Numbers are nullable integers, codes categories, days dates,
    `authority` and `rule` lists; `quote` is the clause that the record was read from. Rejected records are there, with
    `review` «rejected». `cluster` is common to records of one figure in several articles: add such a figure once.

    >>> import thidua
    >>> awards = thidua.read_awards("awards.db")  # doctest: +SKIP
    >>> awards[awards.role != "total"].groupby(["force", "form"])["count"].sum()  # doctest: +SKIP
    """
    engine = open_engine(str(db) if "://" in str(db) else f"sqlite:///{db}")
    with told_plainly(engine), engine.connect() as connection:
        return _frame(connection, awards_query())


def awards_query() -> Any:
    """Return the query of award records with their article, unit, first evidence and cluster."""
    record, article, unit = schema.records, schema.articles, schema.units
    whole, member, cluster = schema.evidences, schema.cluster_members, schema.clusters
    about = [article.c[name] for name in ("published", "source", "title", "url", "home")]
    own = [column for column in record.columns if column.name not in ("article", "number", "unit")]
    return (
        select(
            record.c.article, *about, *own, unit.c.name.label("unit"), unit.c.force, whole.c.quote, whole.c.start,
            whole.c.end, member.c.cluster, cluster.c.verdict.label("cluster_verdict"),
        )
        .join(article, article.c.id == record.c.article)
        .join(whole, and_(whole.c.article == record.c.article, whole.c.item == record.c.id, whole.c.number == 0))
        .outerjoin(unit, unit.c.id == record.c.unit)
        .outerjoin(member, member.c.record == record.c.id)
        .outerjoin(cluster, cluster.c.id == member.c.cluster)
        .order_by(record.c.article, record.c.number)
    )  # fmt: skip


def _frame(connection: Connection, query: Any) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError("a table for pandas", "tables") from None
    rows = connection.execute(query)
    frame = pd.DataFrame(rows.all(), columns=list(rows.keys()), dtype=object)
    for column in query.selected_columns:
        kind = _kind(column)
        if kind:
            frame[column.name] = frame[column.name].astype(kind)
    for name in _DAYS:
        if name in frame:
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d", errors="coerce")
    return frame


def _kind(column: Any) -> str | None:
    if column.name in _CATEGORIES and not isinstance(column.type, Boolean | Integer):
        return "category"
    for sort, kind in ((Boolean, "boolean"), (Integer, "Int64"), (Float, "Float64")):
        if isinstance(column.type, sort):
            return kind
    return None if column.type.python_type is list or "JSON" in type(column.type).__name__ else "str"
