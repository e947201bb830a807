"""No figure of a gold set falls below its floor, and no gold file changes unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.accuracy import sets
from tests.test_corpus import check_quotes

NAMES = sorted(sets.entries())


def here(name: str) -> str:
    if not sets.is_here(name):
        pytest.skip(f"the gold of {name} is not beside this checkout")
    return name


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    found, floors = sets.figures(here(name)), sets.entries()[name]["floors"]
    assert {figure: found.get(figure) for figure, floor in floors.items() if found.get(figure, 0) < floor} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_is_the_one_that_the_floors_were_measured_on(name: str) -> None:
    """After a wanted change of a gold file: `python -m tests.accuracy.sets`."""
    entry = sets.entries()[here(name)]
    assert sets.digest(sets.ROOT / entry["gold"]) == entry["sha256"]


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_the_raw_text_at_its_span(name: str) -> None:
    for article, found in sets.extracted(here(name)):
        check_quotes(article, found)


@pytest.mark.parametrize("name", NAMES)
def test_articles_whose_gold_has_no_award_give_none(name: str) -> None:
    allowed = sets.entries()[name].get("false_allowed", 0)
    gold = sets.load(sets.ROOT / sets.entries()[here(name)]["gold"])
    false = [
        (one.id, award.rule)
        for one, found in sets.extracted(name)
        for award in found.awards
        if not gold[one.id]["awards"]
    ]
    assert len(false) <= allowed, false


def test_a_floor_is_lowered_only_for_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "floors.json"
    monkeypatch.setattr(sets, "FLOORS", file)
    monkeypatch.setattr(sets, "figures", lambda _: {"core": 0.9, "strict": 0.8})
    entry = {"gold": "corpus/gold/articles.jsonl", "sha256": "", "floors": {"core": 0.85, "strict": 0.85}}
    file.write_text(json.dumps({"sets": {"corpus": entry}}))
    assert sets.main([]) == 1
    assert json.loads(file.read_text())["sets"]["corpus"]["floors"] == {"core": 0.85, "strict": 0.85}
    assert sets.main(["--lower", "gold was wrong"]) == 0
    written = json.loads(file.read_text())
    assert written["sets"]["corpus"]["floors"] == {"core": 0.895, "strict": 0.795}
    assert written["lowered"] == ["corpus strict: 0.85 → 0.795: gold was wrong"]
