"""Floors on the development sets that lie beside the checkout, where they do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_corpus import check_quotes
from thidua.extraction import extract_article
from thidua.records import Article
from thidua.rules import load_rules
from thidua.sources import read

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "gold" / "score.py").is_file(), reason="the development sets are not here"
)


def articles(name: str) -> list[Article]:
    if name == "seeds":
        return [item for item in read([str(SHARED / "seeds")]) if isinstance(item, Article)]
    return [item for item in read([str(SHARED / "gold" / f"{name}.jsonl")]) if isinstance(item, Article)]


def figures(name: str, folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures of the development sets' own scorer on what thidua extracts."""
    predicted = folder / f"{name}.jsonl"
    with predicted.open("w", encoding="utf-8") as lines:
        for article in articles(name):
            found = extract_article(article, load_rules())
            check_quotes(article, found)
            lines.write(found.model_dump_json() + "\n")
    gold = SHARED / "gold" / f"{name}.jsonl"
    told = subprocess.run(
        [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(predicted), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(told.stdout))


def test_seeds(tmp_path: Path) -> None:
    result = figures("seeds", tmp_path)
    assert [result[name]["f1"] for name in ("core", "strict", "ranks", "dates")] == [1.0] * 4
    assert [result[name]["share"] for name in ("period", "role")] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("name", "core", "strict", "ranks", "dates", "period"),
    [("passages-dev", 0.97, 0.95, 0.97, 0.97, 0.90), ("vietnews-dev", 0.88, 0.82, 0.97, 0.95, 0.80)],
)
def test_floors(
    tmp_path: Path, name: str, core: float, strict: float, ranks: float, dates: float, period: float
) -> None:
    result = figures(name, tmp_path)
    assert result["core"]["f1"] >= core
    assert result["strict"]["f1"] >= strict
    assert result["ranks"]["f1"] >= ranks
    assert result["dates"]["f1"] >= dates
    assert result["period"]["share"] >= period


def test_news_without_awards_gives_few() -> None:
    """At most one false record in ten articles whose gold has none."""
    lines = (SHARED / "gold" / "vietnews-dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {doc["id"]: doc for doc in map(json.loads, lines)}
    without = [article for article in articles("vietnews-dev") if not gold[article.id]["awards"]]
    false = [award for article in without for award in extract_article(article, load_rules()).awards]
    assert len(false) <= len(without) / 10
