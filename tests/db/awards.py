"""Articles for the database tests, and a dump to compare databases by."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from thidua.db import schema
from thidua.extraction import extract_article
from thidua.records import Article, Extraction
from thidua.rules import load_rules
from thidua.sources import read

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-27T08:00:00Z"
_OF_A_RUN = {"started", "finished", "inputs"}

Read = tuple[Article, Extraction]


def now() -> str:
    """A clock that stands still."""
    return NOW


@cache
def corpus() -> tuple[Read, ...]:
    """The project's articles with their records."""
    rules = load_rules()
    articles = read([str(ROOT / "corpus" / "articles")])
    return tuple((item, extract_article(item, rules)) for item in articles if isinstance(item, Article))


def read_article(text: str, ident: str = "bài-1", **about: str) -> Read:
    """One article with its records."""
    article = Article(id=ident, text=text, **about)
    return article, extract_article(article, load_rules())


def dump(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables in a fixed order, without the times of runs."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                (tuple(connection_row) for connection_row in connection.execute(select(*_compared(table)))), key=repr
            )
            for table in schema.metadata.sorted_tables
        }


def _compared(table: Any) -> list[Any]:
    return [column for column in table.columns if table.name != "runs" or column.name not in _OF_A_RUN]
