"""How an article was read, as a tree: sentence → mentions → clause patterns → records with their fields."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.assemble.grammar import find_clauses
from thidua.extraction import extract_article, is_award_sentence, items_of
from thidua.reading import Reading
from thidua.records import Article, Award
from thidua.rules import RuleSet
from thidua.sentence import Sentence


def explain(article: Article, rules: RuleSet) -> Iterator[str]:
    """Yield the lines of the tree of one article; sentences without an award are passed over."""
    reading = Reading(article, rules)
    extraction = extract_article(article, rules)
    yield article.id
    yield f"├─ published {extraction.published or 'not stated'}; home {extraction.home or 'not told'}" + (
        f" ({reading.home.rule})" if reading.home else ""
    )
    left = list(extraction.awards)
    for sentence in reading.sentences:
        if not is_award_sentence(sentence):
            continue
        start, end = reading.text.to_raw(sentence.start, sentence.end)
        here = [award for award in left if start <= award.evidence[0].start < end]
        left = [award for award in left if award not in here]
        yield from _sentence(reading, sentence, here, rules)
    yield f"└─ {len(extraction.awards)} records, {len(extraction.ranks)} people with a rank, {len(extraction.dates)} dates, {len(extraction.units)} units"


def _sentence(reading: Reading, sentence: Sentence, awards: list[Award], rules: RuleSet) -> Iterator[str]:
    yield f"├─ {sentence.block.kind} {sentence.start}–{sentence.end}: {sentence.text.text}"
    items = items_of(sentence, reading.office_of)
    yield "│  ├─ mentions"
    for item in items:
        for mention in item.mentions:
            yield f"│  │  ├─ {item.symbol}  «{sentence.text.text[mention.start : mention.end]}»  {mention.rule}"
    yield f"│  ├─ symbols  {''.join(item.symbol for item in items)}"
    for clause in find_clauses(items, rules.patterns):
        words = sentence.text.text[items[clause.start].start : items[clause.end - 1].end]
        yield f"│  ├─ {clause.pattern}  «{words}»"
    if not awards:
        yield "│  └─ no record of its own"
    for award in awards:
        yield from _award(award)


def _award(award: Award) -> Iterator[str]:
    count = "không rõ số" if award.count is None else str(award.count)
    yield f"│  ├─ record {award.id}: {award.form}, {count} {award.recipient}"
    shown = award.model_dump(mode="json")
    for name, value in shown.items():
        if name in ("id", "evidence", "fields", "rule", "confidence", "recipients") or value in (None, [], False):
            continue
        source = (
            award.fields.get(name)
            or (award.fields.get("form") if name in ("name", "class") else None)
            or (award.fields.get("count") if name == "qualifier" else None)
        )
        told = f"  ← «{source.quote}» {source.rule}" if source is not None and source.quote is not None else ""
        yield f"│  │  ├─ {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}{told}"
    for place in award.evidence:
        yield f"│  │  ├─ evidence {place.start}–{place.end} ({place.block}) «{place.quote}»"
