"""One article in, all its records out: the composition of cleaning, mentions, assembly and resolution.

A pure function of the article and the rules: no clock, no network, no chance.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, cast

from thidua.assemble.doer import doer_of, names_nobody
from thidua.assemble.draft import Draft
from thidua.assemble.drafts import Assembled, assemble
from thidua.assemble.honours import with_honour
from thidua.assemble.items import Item, OfficeOf
from thidua.assemble.parts import asks, gives_alone, gives_more, goes_on, parts_of
from thidua.assemble.recipients import Named, Recipients
from thidua.assemble.symbols import build_items
from thidua.entries import entries_below, index_of, proposed_above, told_by_line
from thidua.lines import with_lines
from thidua.reading import Reading, find_mentions
from thidua.records import (
    Article,
    Authority,
    Award,
    Evidence,
    Extraction,
    FieldEvidence,
    Form,
    NamedUnit,
    Problem,
    RankedPerson,
    Recipient,
    RecipientKind,
    Role,
    StatedDate,
    record_id,
    text_hash,
)
from thidua.resolve.called import with_called, with_pointed_at
from thidua.resolve.confidence import signs_of
from thidua.resolve.dates import Dated
from thidua.resolve.decided import with_decision
from thidua.resolve.host import with_host
from thidua.resolve.levels import MINISTER, Heads, city_is_province, of_new_city, settle
from thidua.resolve.located import ADJACENT, Located
from thidua.resolve.merge import merge
from thidua.resolve.occasion import with_occasion
from thidua.resolve.people import ranked_people
from thidua.resolve.period import set_periods
from thidua.resolve.recipient_unit import set_units
from thidua.resolve.same_hand import with_same_hand
from thidua.resolve.totals import group
from thidua.resolve.unit import full_name, resolve_units
from thidua.rows import row_of_one
from thidua.rules import RuleSet
from thidua.sentence import Sentence
from thidua.tables import column_of, head_of, row_of


def extract_article(article: Article, rules: RuleSet) -> Extraction:
    """Return the records of an article."""
    reading = Reading(article, rules)
    return _write(article, reading, locate(reading, rules), rules)


def extract_awards(article: Article, rules: RuleSet) -> Extraction | None:
    """Return what `extract_article` does, None for an article without an award record: most are told by one scan."""
    if not rules.gate.may_pass(article.text):
        return None
    reading = Reading(article, rules)
    located = locate(reading, rules)
    return _write(article, reading, located, rules) if located else None


def is_award_sentence(sentence: Sentence) -> bool:
    """Whether a sentence names an award at all."""
    return any(mention.kind == "form" for mention in sentence.mentions)


def items_of(sentence: Sentence, office_of: OfficeOf) -> list[Item]:
    """Return the symbols of a sentence."""
    return build_items(sentence.text, sentence.mentions, office_of)


def locate(reading: Reading, rules: RuleSet) -> list[Located]:
    """Return the article's drafts, repeated figures joined, with periods and groups."""
    located = []
    for sentence, drafts in _assembled(reading, rules):
        if drafts and proposed_above(reading, sentence):
            drafts = [replace(draft, status="proposed") for draft in drafts]
        located += [Located(draft, sentence.block, sentence.span) for draft in drafts]
    if not located:
        return []
    located.sort(key=lambda one: one.sentence)  # lines of a list were read with their head
    province_level = city_is_province(reading.text, reading.home.name if reading.home else None)
    located = with_decision(reading.text, with_occasion(reading.text, located, rules), rules)
    heads = Heads(reading.text)
    located = [_settled(one, heads, reading, province_level=province_level) for one in located]
    located = with_same_hand(reading.text, located)
    located = with_host(reading.text, merge(reading.text, located), rules)
    located = with_called(reading.text, group(reading.text, located))
    located = with_pointed_at(reading.text, located, reading.forms, reading.layout.spans)
    located = set_periods(reading.text, located, reading.whole_dates, reading.when)
    return set_units(reading.text, located, reading.units)


def _settled(item: Located, heads: Heads, reading: Reading, *, province_level: bool) -> Located:
    codes = item.draft.authority
    ministry = heads.ministry_at(item.authority_at) if MINISTER in codes else ""
    authority = settle(codes, province_level=province_level, ministry=ministry)
    authority = of_new_city(authority, reading.text, item.authority_at, reading.published, reading.rules.registry)
    if authority == ("cong-an-tinh",) and heads.directs_a_school(item.authority_at):
        authority = ("khac",)
    return item if authority == codes else replace(item, draft=replace(item.draft, authority=authority))


_LONGEST_LIST = 60  # sentences under one colon


def _assembled(reading: Reading, rules: RuleSet) -> Iterator[tuple[Sentence, list[Draft]]]:
    """Yield the drafts of each sentence; one that opens with «Trong đó», «Cụ thể» goes on with the sentence before it."""
    before: tuple[Sentence, Assembled] | None = None
    kinds: tuple[RecipientKind, ...] = ()  # of the table whose lines these are
    told: set[int] = set()  # lines of lists that were read with their heads
    for index in range(len(reading.layout.spans)):
        if index in told:
            continue
        if entries := entries_below(reading, index):
            told, before = {index_of(reading, entry) for entry in entries}, None
            yield from told_by_line(reading, index, entries)
            continue
        heads = index + 1 in reading.forms and index not in reading.forms
        kinds = head_of(reading.layout.piece(index)) if heads else kinds if index in reading.forms else ()
        near = before is not None and reading.layout.spans[index][0] - before[0].end < ADJACENT
        if index not in reading.forms and not (near and goes_on(reading.layout.piece(index))):
            before = None
            continue
        sentence = reading.sentence(index)
        if asks(sentence.text):
            before = None
            continue
        continued = near and goes_on(sentence.text)
        row, end = _of_a_table(reading, index, kinds)
        if row:
            yield sentence, assemble(reading.text.piece(sentence.start, end), row, rules, None).drafts
            before = None
        elif is_award_sentence(sentence):
            following = reading.sentences_from(index + 1, _LONGEST_LIST - 1)
            whole = with_lines(sentence, following, reading.text, reading.units)
            items = items_of(whole, reading.office_of)
            earlier = None
            if before is not None and (continued or (near and before[1].of_named and gives_more(whole.text, items))):
                earlier = before[1].told_from(sentence.start - before[0].start)
            elif before is not None and near and gives_alone(items):
                earlier = before[1].told_of_given(sentence.start - before[0].start)
            doer = _doer_before(reading, index, rules) if earlier is None and names_nobody(items) else ()
            found = assemble(whole.text, items, rules, earlier, doer)
            yield sentence, _honoured(found.drafts, reading, index, rules)
            before = (sentence, found)
        elif before is not None and continued:
            mentions = find_mentions(sentence.text, rules, reading.units_in(*sentence.span))
            items = build_items(sentence.text, mentions, reading.office_of)
            yield sentence, parts_of(sentence.text, items, before[1].drafts, sentence.start - before[0].start)
            before = None
        else:
            before = None


def _doer_before(reading: Reading, index: int, rules: RuleSet) -> tuple[Recipients, ...]:
    """Return the person of whose deed the sentence before tells, in the offsets of this one."""
    if not index or reading.layout.spans[index][0] - reading.layout.spans[index - 1][1] >= ADJACENT:
        return ()
    before = reading.sentence(index - 1)
    mentions = find_mentions(before.text, rules, reading.units_in(*before.span))
    told = doer_of(before.text, build_items(before.text, mentions, reading.office_of), rules)
    return tuple(one.moved(before.start - reading.layout.spans[index][0]) for one in told)


def _of_a_table(reading: Reading, index: int, kinds: Sequence[RecipientKind]) -> tuple[list[Item], int]:
    """Return the items of a line of a table, and where they end: numbers in the columns of `kinds` or on the lines below, or one
    recipient with an award."""
    sentence = reading.sentence(index)

    def items(one: Sentence) -> list[Item]:
        return items_of(one, reading.office_of)

    if kinds and (row := row_of(sentence, kinds, items)) is not None:
        return row, sentence.end
    if index not in reading.forms:
        return [], sentence.end
    if row := row_of_one(sentence, items):
        return row, sentence.end
    return column_of(sentence, reading.sentences_from(index + 1, _MOST_KINDS), items)


_MOST_KINDS = 8  # lines below an award, bullets that a full stop cuts off among them


def _honoured(drafts: list[Draft], reading: Reading, index: int, rules: RuleSet) -> list[Draft]:
    """Return the drafts of a sentence with the grantor that only the next one tells."""
    if index + 1 == len(reading.layout.spans):
        return drafts
    shift = reading.layout.spans[index + 1][0] - reading.layout.spans[index][0]
    return with_honour(drafts, reading.layout.piece(index + 1), shift, rules)


# --- writing ------------------------------------------------------------------------------------


def _write(article: Article, reading: Reading, located: Sequence[Located], rules: RuleSet) -> Extraction:
    awards = tuple(_weighed(_award(article, reading, item, rules), rules) for item in located)
    return Extraction(
        id=article.id, url=article.url, source=article.source, title=article.title, published=reading.published,
        text_hash=text_hash(article.text), rules_version=rules.version,
        home=reading.home.name if reading.home else None, units=_units(article, reading, rules), awards=awards, ranks=_ranks(article, reading), dates=_stated_dates(article, reading), problems=tuple(_problems(awards, located, rules)),
    )  # fmt: skip


def _weighed(award: Award, rules: RuleSet) -> Award:
    """Return a record with its confidence."""
    return award.model_copy(update={"confidence": rules.weights.chance(signs_of(award))})


def evidence(article: Article, reading: Reading, start: int, end: int) -> Evidence:
    """Return the evidence for a clean span: its raw span, the raw text there, and the kind of block it stands in."""
    raw_start, raw_end = reading.text.to_raw(start, end)
    kind = reading.block_at(start).kind
    return Evidence(start=raw_start, end=raw_end, quote=article.text[raw_start:raw_end], block=kind)


def _field(article: Article, reading: Reading, start: int, end: int, rule: str) -> FieldEvidence:
    raw_start, raw_end = reading.text.to_raw(start, end)
    return FieldEvidence(start=raw_start, end=raw_end, quote=article.text[raw_start:raw_end], rule=rule)


def _award(article: Article, reading: Reading, item: Located, rules: RuleSet) -> Award:
    draft = item.draft
    base = item.sentence[0]
    fields = {
        name: _field(article, reading, base + start, base + end, rule) for name, (start, end), rule in draft.fields
    }
    if item.period is not None and item.period_span is not None:
        fields["period"] = _field(article, reading, *item.period_span, item.period_rule or "period")
    period = item.period
    if period is not None and any("XXXX" in part for part in period):
        period = None
        fields.pop("period", None)
    unit_text = unit_full = None
    if item.unit is not None:
        unit_text = reading.text.text[item.unit[0] : item.unit[1]].strip()
        unit_full = _full_unit(reading, *item.unit, rules)
        fields["recipient_unit"] = _field(article, reading, *item.unit, item.unit_rule)
    places = [evidence(article, reading, place.start, place.end) for place in (item, *item.repeats)]
    ident = record_id(
        article.id, places[0].start, places[0].end, draft.form, draft.recipient, draft.count, draft.fields, draft.named
    )
    return Award(
        id=ident, form=cast(Form, draft.form.form), name=draft.form.name, class_=cast("Literal[1, 2, 3] | None", draft.form.class_),
        authority=cast(tuple[Authority, ...], draft.authority), recipient=draft.recipient, count=draft.count, qualifier=draft.qualifier,
        luot=draft.luot, status=draft.status, recipient_unit=unit_text, recipient_unit_full=unit_full, period=period, group=item.group, role=cast("Role | None", item.role),
        listing=draft.listing if item.role == "part" else None,
        recipients=tuple(_recipient(reading, base, named) for named in draft.named),
        evidence=tuple(places), fields=fields, rule=tuple(dict.fromkeys([draft.pattern, *(f.rule for f in fields.values())])),
    )  # fmt: skip


def _full_unit(reading: Reading, start: int, end: int, rules: RuleSet) -> str | None:
    """Return the full name of the first unit that a clean span holds."""
    first = bisect_left(reading.units, start, key=lambda m: m.start)
    for mention in reading.units[first : first + 1]:
        if mention.start < end:
            return full_name(mention.value, reading.home, reading.published, rules.registry)
    return None


_UNSURE = {"period-year": "bài không cho biết năm của thời kỳ (the year cannot be told); để trống"}


_DOUBTFUL = 0.5  # below it a record is as likely wrong as right


def _problems(awards: Sequence[Award], located: Sequence[Located], rules: RuleSet) -> Iterator[Problem]:
    """Return what a reader should check in the records."""
    for award, item in zip(awards, located, strict=True):
        first = award.evidence[0]
        for code in item.unsure:
            yield Problem(code=code, message=_UNSURE[code], record=award.id, start=first.start, end=first.end)
        if award.confidence < _DOUBTFUL:
            message = f"độ tin cậy {award.confidence} (unsure): {rules.weights.told(signs_of(award))}"
            yield Problem(code="unsure", message=message, record=award.id, start=first.start, end=first.end)
        if "assembly.carried" in award.rule:
            message = "hình thức và cấp khen lấy theo vế trước (taken from the clause before)"
            yield Problem(code="carried", message=message, record=award.id, start=first.start, end=first.end)


def _units(article: Article, reading: Reading, rules: RuleSet) -> tuple[NamedUnit, ...]:
    drafts = resolve_units(
        reading.text, reading.units, reading.home, published=reading.published, registry=rules.registry
    )
    return tuple(
        NamedUnit(
            name=d.name,
            parent=d.parent,
            evidence=tuple(evidence(article, reading, *span) for span in d.spans),
            rule=d.rule,
            confidence=d.confidence,
        )
        for d in drafts
    )


def _recipient(reading: Reading, base: int, named: Named) -> Recipient:
    start, end = base + named.start, base + named.end
    raw_start, raw_end = reading.text.to_raw(start, end)
    entity = named.entity
    name = entity.person or reading.text.text[start:end]
    whole = reading.text.text
    post = (
        whole[base + entity.place[0] : base + entity.place[1]].strip(" ,-–—()")
        if entity.person and entity.place
        else None
    )
    unit = whole[base + entity.owner[0] : base + entity.owner[1]] if entity.owner else None
    return Recipient(name=name, rank=entity.rank, position=post or None, unit=unit, start=raw_start, end=raw_end)


def _ranks(article: Article, reading: Reading) -> tuple[RankedPerson, ...]:
    return tuple(
        RankedPerson(
            rank=p.rank,
            person=p.person,
            position=p.position,
            evidence=tuple(evidence(article, reading, *s) for s in p.spans),
            rule=(p.rule,),
        )
        for p in ranked_people(reading.text, reading.ranked)
    )


def _stated_dates(article: Article, reading: Reading) -> tuple[StatedDate, ...]:
    """Return each distinct date once, with all places that state it."""
    places: dict[str, list[Dated]] = {}
    for one in reading.whole_dates:
        places.setdefault(one.value, []).append(one)
    return tuple(
        StatedDate(
            text=reading.text.text[found[0].start : found[0].end].strip("( "), value=value,
            evidence=tuple(evidence(article, reading, d.start, d.end) for d in found), rule=tuple(dict.fromkeys(d.rule for d in found)),
        )
        for value, found in places.items()
    )  # fmt: skip
