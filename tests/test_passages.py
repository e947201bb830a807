"""Short passages and news that somebody else wrote and annotated: what was gained on them is not lost again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from thidua.evaluate import evaluate, load
from thidua.extraction import extract_article
from thidua.records import Article
from thidua.rules import load_rules

FOLDER = Path(__file__).parent / "passages"


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("first", {"core": 0.985, "strict": 0.98, "ranks": 0.99, "dates": 0.97}),
        ("second", {"core": 0.815, "strict": 0.75, "ranks": 0.96, "dates": 0.99}),
    ],
)
def test_enough_is_found(name: str, floors: dict[str, float]) -> None:
    rules = load_rules()
    found = {}
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        article = Article(id=entry["id"], text=entry["text"], published=entry["published"])
        found[article.id] = json.loads(extract_article(article, rules).model_dump_json())
        for award in found[article.id]["awards"]:
            assert all(article.text[e["start"] : e["end"]] == e["quote"] for e in award["evidence"])
    result = evaluate(load(FOLDER / f"{name}.jsonl"), found).as_dict()
    for figure, floor in floors.items():
        assert result[figure]["f1"] >= floor, (figure, result[figure])
