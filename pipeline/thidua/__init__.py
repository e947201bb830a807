"""thidua reads published Vietnamese police news and returns the awards that it reports as checkable records.

>>> from thidua import extract
>>> found = extract("Năm 2021, Bộ Công an tặng Bằng khen cho 3 tập thể.", id="vd")
>>> [(award.form, award.recipient, award.count, award.period) for award in found.awards]
[('bang-khen', 'tap-the', 3, ('2021-01-01', '2021-12-31'))]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from thidua.records import Article, Award, Evidence, Extraction, NamedUnit, Problem, RankedPerson, StatedDate

__all__ = [
    "Article",
    "Award",
    "Evidence",
    "Extraction",
    "NamedUnit",
    "Problem",
    "RankedPerson",
    "StatedDate",
    "extract",
    "read_awards",
]


def __getattr__(name: str) -> Any:
    """Return a record type; they come when first asked for, so that `thidua --help` need not wait for them."""
    if name in __all__:
        from thidua import records

        return getattr(records, name)
    raise AttributeError(f"module 'thidua' has no attribute {name!r}")


def extract(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    published: str | None = None,
    rules: Path | str | None = None,
) -> Extraction:
    """Return what one article says; offsets count the characters of `text`.

    `published` is an ISO day or month; `source` and `url` help to tell whose police is at home. Raises RuleError
    where the folder `rules` cannot be used.
    """
    from thidua.extraction import extract_article
    from thidua.records import Article
    from thidua.rules import load_rules

    article = Article(id=id, text=text, title=title, url=url, source=source, published=published)
    return extract_article(article, load_rules(rules))


def read_awards(db: str | Path) -> pd.DataFrame:
    """Return all award records of a database (a path or URL) as a typed DataFrame; see `thidua.db.frames`."""
    from thidua.db.frames import read_awards as frame

    return frame(db)
