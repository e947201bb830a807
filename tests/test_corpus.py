"""The project's own corpus: its records do not change unseen, and every quote is the text's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from thidua.evaluate import load
from thidua.extraction import extract_article
from thidua.records import Article, Extraction
from thidua.rules import load_rules
from thidua.sources import read

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "outputs" / "golden" / "records.jsonl"
GOLD = ROOT / "corpus" / "gold" / "articles.jsonl"


@pytest.fixture(scope="module")
def articles() -> dict[str, tuple[Article, Extraction]]:
    found = [item for item in read([str(ROOT / "corpus" / "articles")]) if isinstance(item, Article)]
    return {article.id: (article, extract_article(article, load_rules())) for article in found}


def told(extraction: Extraction) -> dict[str, object]:
    """Return an extraction as the golden file has it: without the version, which changes with every rule."""
    return json.loads(extraction.model_copy(update={"rules_version": None}).model_dump_json())


def test_the_records_are_those_of_the_golden_file(articles: dict[str, tuple[Article, Extraction]]) -> None:
    """`make golden` writes the file anew after a wanted change; read the difference before you commit it."""
    golden = {line["id"]: line for line in map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines())}
    assert golden.keys() == articles.keys()
    changed = {ident: [] for ident in golden if golden[ident] != told(articles[ident][1])}
    for ident, lines in changed.items():
        before, after = golden[ident]["awards"], told(articles[ident][1])["awards"]
        lines += [f"- {short(award)}" for award in before if award not in after]  # type: ignore[operator]
        lines += [f"+ {short(award)}" for award in after if award not in before]  # type: ignore[union-attr, attr-defined]
    assert not changed, "\n".join(f"{ident}\n  " + "\n  ".join(lines) for ident, lines in changed.items())


def short(award: dict[str, object]) -> str:
    return ", ".join(
        str(award[name]) for name in ("form", "authority", "recipient", "count", "status", "period", "group", "role")
    )


def test_the_corpus_holds_what_its_readme_says(articles: dict[str, tuple[Article, Extraction]]) -> None:
    gold = load(GOLD)
    assert gold.keys() == articles.keys()
    assert len(gold) >= 40
    assert sum(not article["awards"] for article in gold.values()) >= 10


def test_every_quote_is_the_raw_text_at_its_span(articles: dict[str, tuple[Article, Extraction]]) -> None:
    for article, found in articles.values():
        check_quotes(article, found)


def check_quotes(article: Article, found: Extraction) -> None:
    for award in found.awards:
        assert award.evidence
        told = {
            "authority": award.authority,
            "period": award.period,
            "recipient_unit": award.recipient_unit,
            "count": award.count,
        }
        assert {name for name, value in told.items() if value} <= award.fields.keys()
        for place in (*award.evidence, *(field for field in award.fields.values() if field.start is not None)):
            assert article.text[place.start : place.end] == place.quote
        for recipient in award.recipients:
            assert article.text[recipient.start : recipient.end]
    for item in (*found.ranks, *found.dates, *found.units):
        assert item.evidence
        for place in item.evidence:
            assert article.text[place.start : place.end] == place.quote


def test_ids_are_unique_and_steady(articles: dict[str, tuple[Article, Extraction]]) -> None:
    for article, found in articles.values():
        ids = [award.id for award in found.awards]
        assert len(set(ids)) == len(ids)
        assert extract_article(article, load_rules()) == found
