"""One article in, all its records out: the composition of cleaning, mentions, assembly and resolution.

A pure function of the article and the rules: no clock, no network, no chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from thidua.assemble.drafts import assemble
from thidua.assemble.items import Item, build_items
from thidua.clean import Block, sentences, split_blocks, stated_publication
from thidua.mentions import authority, date, form, marker, number, rank, recipient, unit
from thidua.mentions.base import Mention
from thidua.offsets import Text, fold, normalise
from thidua.records import Article, Authority, Award, Evidence, Extraction, FieldEvidence, Problem, RankedPerson, Recipient, StatedDate, record_id
from thidua.resolve import dates as years
from thidua.resolve.levels import city_is_province, settle
from thidua.resolve.located import Located
from thidua.resolve.merge import merge
from thidua.resolve.period import Dated, set_periods
from thidua.resolve.people import ranked_people
from thidua.resolve.totals import group
from thidua.rules import RuleSet

_READ = ("title", "body", "caption")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the clean article with its mentions; their spans count from the sentence's start."""

    start: int
    end: int
    block: Block
    text: Text
    mentions: tuple[Mention, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where the sentence stands in the clean article."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from an article before records are written, for `explain` and the review page."""

    text: Text
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    people: dict[str, str]
    dates: tuple[Mention, ...]
    published: str | None
    when: years.Anchor | None


def extract_article(article: Article, rules: RuleSet) -> Extraction:
    """Return the records of an article."""
    reading = read(article, rules)
    located = locate(reading, rules)
    return _write(article, reading, located, rules)


def read(article: Article, rules: RuleSet) -> Reading:
    """Clean an article, split it into sentences and find their mentions."""
    text = normalise(article.text)
    blocks = tuple(split_blocks(text, article))
    read_sentences = []
    for block in blocks:
        if block.kind in _READ:
            for start, end in sentences(text, block):
                piece = text.piece(start, end)
                read_sentences.append(Sentence(start, end, block, piece, tuple(find_mentions(piece, rules))))
    published = article.published or stated_publication(text, list(blocks))
    stated = _dates(text, blocks, read_sentences, rules)
    when = years.anchor(published, stated, text.key)
    return Reading(text, blocks, tuple(read_sentences), _people(read_sentences), stated, published, when)


def find_mentions(piece: Text, rules: RuleSet) -> list[Mention]:
    """Return the mentions of a sentence; those that only awards need, only where an award form stands."""
    found = [*date.find(piece, rules), *rank.find(piece, rules), *authority.find(piece, rules)]
    forms = form.find(piece, rules)
    if forms:
        found += [*forms, *number.find(piece, rules), *recipient.find(piece, rules), *marker.find(piece, rules), *unit.find(piece, rules.registry)]
    return found


def is_award_sentence(sentence: Sentence) -> bool:
    """Whether a sentence names an award at all."""
    return any(mention.kind == "form" for mention in sentence.mentions)


def items_of(sentence: Sentence, people: dict[str, str]) -> list[Item]:
    """Return the symbols of a sentence."""
    return build_items(sentence.text, sentence.mentions, people)


def _people(read_sentences: Sequence[Sentence]) -> dict[str, str]:
    """Return the authority code of everybody whose office the article tells, by folded name."""
    people: dict[str, str] = {}
    for sentence in read_sentences:
        kinds = {mention.kind for mention in sentence.mentions}
        if "rank" in kinds and "authority" in kinds:
            for item in build_items(sentence.text, sentence.mentions, {}):
                if item.symbol == "A" and item.value.person and item.value.code:
                    people.setdefault(fold(item.value.person), item.value.code)
    for name, code in list(people.items()):
        people.setdefault(name.rsplit(" ", 1)[-1], code)
    return people


def _dates(text: Text, blocks: Sequence[Block], read_sentences: Sequence[Sentence], rules: RuleSet) -> tuple[Mention, ...]:
    """Return the date mentions of the article in clean offsets, the time stamp's too."""
    found = [_moved(mention, sentence.start) for sentence in read_sentences for mention in sentence.mentions if mention.kind == "date"]
    for block in blocks:
        if block.kind == "timestamp":
            stamped = [_moved(mention, block.start) for mention in date.find(text.piece(block.start, block.end), rules)]
            found += [replace(mention, rule=f"{mention.rule}-timestamp") for mention in stamped]
    return tuple(years.share_years(sorted(found, key=lambda mention: mention.start)))


def _moved(mention: Mention, offset: int) -> Mention:
    return replace(mention, start=mention.start + offset, end=mention.end + offset)


def locate(reading: Reading, rules: RuleSet) -> list[Located]:
    """Return the article's drafts, repeated figures joined, with periods and groups."""
    located = []
    for sentence in reading.sentences:
        if is_award_sentence(sentence):
            for draft in assemble(sentence.text, items_of(sentence, reading.people), rules):
                located.append(Located(draft, sentence.block, sentence.span))
    province_level = city_is_province(reading.text, None)
    located = [replace(one, draft=replace(one.draft, authority=settle(one.draft.authority, province_level=province_level))) for one in located]
    located = group(merge(reading.text, located))
    return set_periods(reading.text, located, dated(reading), reading.when)


def dated(reading: Reading) -> list[Dated]:
    """Return each date of the article with its years filled in."""
    return [
        Dated(mention.start, mention.end, value, mention.value.grain, mention.rule)
        for mention in reading.dates
        for value in years.resolve(mention.value, reading.when)
    ]


# --- writing ------------------------------------------------------------------------------------


def _write(article: Article, reading: Reading, located: Sequence[Located], rules: RuleSet) -> Extraction:
    problems: list[Problem] = []
    awards = tuple(_award(article, reading, item, problems) for item in located)
    return Extraction(
        id=article.id, url=article.url, source=article.source, title=article.title, published=reading.published,
        awards=awards, ranks=_ranks(article, reading), dates=_stated_dates(article, reading), problems=tuple(problems),
    )  # fmt: skip


def evidence(article: Article, reading: Reading, start: int, end: int) -> Evidence:
    """Return the evidence for a clean span: its raw span, the raw text there, and the kind of block it stands in."""
    raw_start, raw_end = reading.text.to_raw(start, end)
    kind = next((block.kind for block in reading.blocks if block.start <= start < block.end), "body")
    return Evidence(start=raw_start, end=raw_end, quote=article.text[raw_start:raw_end], block=kind)


def _field(article: Article, reading: Reading, start: int, end: int, rule: str) -> FieldEvidence:
    found = evidence(article, reading, start, end)
    return FieldEvidence(start=found.start, end=found.end, quote=found.quote, rule=rule)


def _award(article: Article, reading: Reading, item: Located, problems: list[Problem]) -> Award:
    draft = item.draft
    base = item.sentence[0]
    fields = {name: _field(article, reading, base + start, base + end, rule) for name, (start, end), rule in draft.fields}
    if item.period is not None and item.period_span is not None:
        fields["period"] = _field(article, reading, *item.period_span, item.period_rule or "period")
    period = item.period
    if period is not None and any("XXXX" in part for part in period):
        period = None
        fields.pop("period", None)
    unit_text = None
    if draft.unit is not None:
        fields["recipient_unit"] = _field(article, reading, base + draft.unit[0], base + draft.unit[1], "assembly.unit")
        unit_text = reading.text.text[base + draft.unit[0] : base + draft.unit[1]]
    places = [evidence(article, reading, place.start, place.end) for place in (item, *item.repeats)]
    ident = record_id(article.id, places[0].start, places[0].end, draft.form.form, draft.form.name, draft.recipient, draft.count, draft.fields)
    return Award(
        id=ident, form=cast("Award.form", draft.form.form), name=draft.form.name, class_=draft.form.class_,  # type: ignore[arg-type]
        authority=cast(tuple[Authority, ...], draft.authority), recipient=draft.recipient, count=draft.count, qualifier=draft.qualifier,
        luot=draft.luot, status=draft.status, recipient_unit=unit_text, period=period, group=item.group, role=item.role,  # type: ignore[arg-type]
        recipients=tuple(_recipient(reading, base, named) for named in draft.named),
        evidence=tuple(places), fields=fields, rule=tuple(dict.fromkeys([draft.pattern, *(f.rule for f in fields.values())])),
    )  # fmt: skip


def _recipient(reading: Reading, base: int, named: object) -> Recipient:
    from thidua.assemble.drafts import Named

    assert isinstance(named, Named)
    start, end = base + named.start, base + named.end
    raw_start, raw_end = reading.text.to_raw(start, end)
    entity = named.entity
    name = entity.person or reading.text.text[start:end]
    return Recipient(name=name, rank=entity.rank, start=raw_start, end=raw_end)


def _ranks(article: Article, reading: Reading) -> tuple[RankedPerson, ...]:
    return tuple(
        RankedPerson(rank=p.rank, person=p.person, position=p.position, evidence=tuple(evidence(article, reading, *s) for s in p.spans), rule=(p.rule,))
        for p in ranked_people(reading.text, [_moved(m, s.start) for s in reading.sentences for m in s.mentions if m.kind == "rank" and m.value.rank])
    )


def _stated_dates(article: Article, reading: Reading) -> tuple[StatedDate, ...]:
    """Return each distinct date once, with all places that state it."""
    places: dict[str, list[Dated]] = {}
    for one in dated(reading):
        places.setdefault(one.value, []).append(one)
    return tuple(
        StatedDate(
            text=reading.text.text[found[0].start : found[0].end].strip("( "), value=value,
            evidence=tuple(evidence(article, reading, d.start, d.end) for d in found), rule=tuple(dict.fromkeys(d.rule for d in found)),
        )
        for value, found in places.items()
    )  # fmt: skip
