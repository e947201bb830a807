"""How much the audit finds: one figure, grantor, class, recipient or day of a text changed, read again, audited.

    python -m benchmarks.mutations               a table: mutants found, findings on unchanged texts
    python -m benchmarks.mutations --misses      each mutant that is not found
    python -m benchmarks.mutations --unchanged   each «lệch» on an unchanged text, to be judged by a reader

Each mutant changes one place of one text (fixed seed). It is found if a «lệch» of the check that it is made for rests on
the changed record, or, for sums, on its group. Texts: corpus/, sentences of rules/assembly, and the sets beside the
checkout where they exist. A figure told twice is changed in one place only, as a slip would.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import regex
import yaml

from thidua.audit import audit_article
from thidua.audit.finding import Check, Finding
from thidua.audit.rules import load_audit_rules
from thidua.audit.sums import sums_of
from thidua.audit.telling import vietnamese
from thidua.extraction import extract_article
from thidua.records import Article, Extraction, FieldEvidence
from thidua.rules import load_rules
from thidua.sources import read

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (
    "corpus/articles", "corpus/events/articles.jsonl", "corpus/events/short.jsonl", "tests/accuracy/passages/first.jsonl",
    "tests/accuracy/passages/second.jsonl", "../shared/gold/passages-dev.jsonl", "../shared/gold/vietnews-dev.jsonl",
    "../shared/seeds",
)  # fmt: skip
RULES, AUDIT = load_rules(), load_audit_rules()

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """An article with all that is read from it, and what the audit says."""

    source: str
    article: Article
    extraction: Extraction
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one place changed; `spans` are the places of the changed text that a finding may rest on."""

    article: Article
    told: str  # «80» → «97»
    spans: tuple[Span, ...]


def audited(article: Article, source: str = "") -> Text:
    """Read and audit an article."""
    extraction = extract_article(article, RULES)
    return Text(source, article, extraction, tuple(audit_article(extraction, AUDIT, RULES.registry)))


def texts() -> Iterator[Text]:
    """Yield every text at hand that reports an award."""
    for name in SOURCES:
        if (ROOT / name).exists():
            for item in read([str(ROOT / name)]):
                if isinstance(item, Article):
                    yield audited(item, name)
    for file in sorted((ROOT / "rules" / "assembly").glob("*.yaml")):
        for one in yaml.safe_load(file.read_text(encoding="utf-8"))["sentences"]:
            yield audited(Article(id=one["id"], text=one["text"]), "rules/assembly")


# --- changing a place ------------------------------------------------------------------------------


def changed(article: Article, span: Span, new: str, about: Sequence[Span] = ()) -> Mutant:
    """Return an article with `new` at a span, and where that span and those of `about` are then."""
    start, end = span
    text = article.text[:start] + new + article.text[end:]
    shift = len(new) - (end - start)

    def moved(one: Span) -> Span:
        return tuple(at + shift if at >= end else min(at, start + len(new)) for at in one)  # type: ignore[return-value]

    told = f"«{article.text[start:end]}» → «{new}»"
    captions = tuple(moved(one) for one in article.captions)
    changed_article = article.model_copy(update={"text": text, "captions": captions})
    return Mutant(changed_article, told, ((start, start + len(new)), *map(moved, about)))


def span_of(field: FieldEvidence | None) -> Span | None:
    """Return where a field was read, None where it was inferred."""
    return None if field is None or field.start is None or field.end is None else (field.start, field.end)


def is_found(mutant: Mutant, check: str) -> bool:
    """Whether the audit of a mutant finds fault with one of its spans."""
    return any(
        evidence.start < end and start < evidence.end
        for finding in audited(mutant.article).findings
        if finding.check == check and finding.verdict == "lệch"
        for evidence in finding.evidence
        for start, end in mutant.spans
    )


# --- one kind of mutant after another --------------------------------------------------------------

_DIGITS = regex.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\d)|\d+")
_WORDS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def other_number(text: str, chance: random.Random) -> tuple[Span, str] | None:
    """Return where a text has its number, and another number in the same shape."""
    if (match := _DIGITS.search(text)) is not None:
        digits = match[0].replace(".", "")
        zeros = len(digits) - len(digits.lstrip("0")) if digits.strip("0") else len(digits) - 1
        low = 1 if len(digits) - zeros == 1 else 10 ** (len(digits) - zeros - 1)
        choices = [
            n for n in (chance.randint(low, 10 ** (len(digits) - zeros) - 1) for _ in range(20)) if n != int(digits)
        ]
        new = "0" * zeros + str(choices[0])
        return match.span(), f"{int(new):,}".replace(",", ".") if "." in match[0] else new
    for word in _WORDS:
        if (match := regex.match(rf"{word}(?=\s+\p{{L}})", text, regex.IGNORECASE)) is not None:
            new = chance.choice([one for one in _WORDS if one != word])
            return match.span(), new.capitalize() if match[0][0].isupper() else new
    return None


def of_sums(text: Text, chance: random.Random) -> Iterator[Mutant]:
    """Change one figure of a sum that adds up."""
    for group in sums_of(text.extraction.awards):
        everyone = [span_of(a.fields.get("count")) for one in group for a in one.awards]
        for one in group:
            if not one.exact:
                continue
            for award in one.awards:
                span = span_of(award.fields.get("count"))
                number = other_number(text.article.text[slice(*span)], chance) if span else None
                if span and number:
                    (start, end), new = number
                    yield changed(
                        text.article, (span[0] + start, span[0] + end), new, [s for s in everyone if s and s != span]
                    )


_STATE = ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du")
# Who may not grant a form, in the words of newspapers.
_MAY_NOT = {
    "huan-chuong": ("Bộ trưởng Bộ Công an", "UBND tỉnh", "Giám đốc Công an tỉnh"),
    "huy-chuong": ("Bộ trưởng Bộ Công an", "Giám đốc Công an tỉnh"),
    "danh-hieu-vinh-du": ("Bộ trưởng Bộ Công an", "UBND tỉnh"),
    "bang-khen": ("Giám đốc Công an tỉnh", "Công an tỉnh", "UBND huyện", "Trưởng Công an huyện"),
    "giay-khen": ("Bộ trưởng Bộ Công an", "Thủ tướng Chính phủ", "Bộ Công an"),
    "co-thi-dua": ("Công an huyện", "UBND xã"),
}


def of_grantors(text: Text, chance: random.Random, *, state: bool) -> Iterator[Mutant]:
    """Name another grantor, who may not grant the form."""
    for award in text.extraction.awards:
        span = span_of(award.fields.get("authority"))
        if (
            (award.form in _STATE) is state
            and span
            and award.form in _MAY_NOT
            and award.status == "awarded"
            and len(award.authority) == 1
        ):
            form = span_of(award.fields.get("form"))
            new = chance.choice(_MAY_NOT[award.form])
            yield changed(text.article, span, new, [form] if form else [])


# Orders and medals without a class.
_NO_CLASS = {
    "huan-chuong": ("Huân chương Dũng cảm", "Huân chương Hồ Chí Minh", "Huân chương Sao vàng"),
    "huy-chuong": ("Huy chương Vì an ninh Tổ quốc", "Huy chương Quân kỳ quyết thắng"),
}
_HEAD = regex.compile(r"((?:\p{N}\S*\s+|\p{L}+\s+)?)(?:huân|huy) chương(?!\w)", regex.IGNORECASE)
_NEVER = ("bang-khen", "giay-khen", "ky-niem-chuong", "co-thi-dua", "danh-hieu-thi-dua")


def of_classes(text: Text, chance: random.Random, *, state: bool) -> Iterator[Mutant]:
    """Give a class to a form that has none, or to an Order that has none."""
    for award in text.extraction.awards:
        span = span_of(award.fields.get("form"))
        if span is None:
            continue
        hang = f" hạng {chance.choice(['Nhất', 'Nhì', 'Ba', 'I', 'II'])}"
        written = text.article.text[slice(*span)]
        if state and award.form in _NO_CLASS and (head := _HEAD.match(written)):
            yield changed(text.article, span, head[1] + chance.choice(_NO_CLASS[award.form]) + hang)
        elif not state and award.form in _NEVER:
            inside = written.rstrip(' "”')
            quote = written[len(inside) :].strip()
            yield changed(text.article, span, chance.choice((f"{inside}{hang}{quote}", f"{inside}{quote}{hang}")))


_FOR_PEOPLE = (
    "Huy chương Vì an ninh Tổ quốc", "Huy chương Chiến sĩ vẻ vang hạng Ba", "Kỷ niệm chương Bảo vệ an ninh Tổ quốc",
    "danh hiệu Chiến sĩ tiên tiến", "danh hiệu Chiến sĩ thi đua cơ sở", "Huân chương Dũng cảm",
)  # fmt: skip
_FOR_UNITS = ("Cờ thi đua", "danh hiệu Đơn vị Quyết thắng", "danh hiệu Đơn vị tiên tiến")


def of_recipients(text: Text, chance: random.Random) -> Iterator[Mutant]:
    """Give units what only people can hold, and people what only units can."""
    for award in text.extraction.awards:
        form, noun = span_of(award.fields.get("form")), span_of(award.fields.get("recipient"))
        if form is None or noun is None or award.count is None or award.form not in ("bang-khen", "giay-khen"):
            continue
        if text.article.text[slice(*noun)].casefold() not in ("tập thể", "đơn vị", "cá nhân", "đồng chí"):
            continue
        new = chance.choice(_FOR_PEOPLE if award.recipient == "tap-the" else _FOR_UNITS)
        yield changed(text.article, form, new, [noun])


def of_days(text: Text, chance: random.Random) -> Iterator[Mutant]:
    """Publish before the day of the award, or move that day behind the publication."""
    for award in text.extraction.awards:
        span, published = span_of(award.fields.get("period")), text.extraction.published
        if award.period is None or award.status != "awarded" or span is None:
            continue
        first = date.fromisoformat(award.period[0])
        about = [span_of(award.fields.get(name)) for name in ("form", "count")]
        spans = (span, *(one for one in about if one))
        early = (first - timedelta(days=chance.randint(1, 40))).isoformat()
        stated = any(letter.isdigit() for letter in text.article.text[slice(*span)])  # «chiều nay» moves with the day
        if stated and text.article.published is not None and text.article.published[:4] == early[:4]:
            article = text.article.model_copy(update={"published": early})
            yield Mutant(article, f"đăng {text.article.published} → {early}", spans)
        if published and len(published) == 10 and award.period[0] == award.period[1]:
            late = (date.fromisoformat(published) + timedelta(days=chance.randint(1, 40))).isoformat()
            yield changed(text.article, span, f"ngày {vietnamese(late)}", spans[1:])


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table: the check that must find its mutants, how they are made, and how many."""

    check: str
    make: Callable[[Text, random.Random], Iterator[Mutant]]
    wanted: int = 300


KINDS = {
    "parts-total": Kind("parts-total", of_sums, 1_000),
    "grantor": Kind("grantor", lambda text, chance: of_grantors(text, chance, state=False)),
    "grantor of State awards": Kind("grantor", lambda text, chance: of_grantors(text, chance, state=True)),
    "class of Orders, medals": Kind("class", lambda text, chance: of_classes(text, chance, state=True)),
    "class of other forms": Kind("class", lambda text, chance: of_classes(text, chance, state=False)),
    "recipient": Kind("recipient", of_recipients),
    "award-date": Kind("award-date", of_days),
}


def drawn(kind: Kind, everything: Sequence[Text]) -> list[tuple[Text, Mutant]]:
    """Return mutants of one kind, texts in turn so that a long article weighs no more than a short one."""
    chance = random.Random(20_261_127)
    found: list[tuple[Text, Mutant]] = []
    seen: set[tuple[str, str, tuple[Span, ...]]] = set()
    alive, idle = list(everything), 0
    while alive and len(found) < kind.wanted and idle < _TRIES:
        made: list[Text] = []
        before = len(found)
        for text in alive:
            every = list(kind.make(text, chance))
            fresh = [one for one in every if (text.article.id, one.told, one.spans) not in seen]
            if every:
                made.append(text)
            if fresh:
                one = chance.choice(fresh)
                seen.add((text.article.id, one.told, one.spans))
                found.append((text, one))
        alive, idle = made, idle + 1 if len(found) == before else 0
    return found[: kind.wanted]


_TRIES = 5  # rounds without a new mutant; the next may draw another number


def main() -> None:
    """Print the tables, and on demand what is missed and what is found on unchanged texts."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true", help="list the mutants that are not found")
    options.add_argument("--unchanged", action="store_true", help="list every «lệch» on unchanged texts")
    options.add_argument("--only", choices=tuple(KINDS), action="append", help="only this row")
    chosen = options.parse_args()
    everything = list(texts())
    print(f"texts: {len(everything)}, records: {sum(len(text.extraction.awards) for text in everything)}\n")
    print("| changed | mutants | of texts | found | share |\n|---|---:|---:|---:|---:|")
    missed: list[tuple[str, Text, Mutant]] = []
    for name in chosen.only or KINDS:
        mutants = drawn(KINDS[name], everything)
        lost = [(name, text, mutant) for text, mutant in mutants if not is_found(mutant, KINDS[name].check)]
        missed += lost
        _row(name, mutants, lost)
        if name == "parts-total":
            for source in dict.fromkeys(text.source for text, _ in mutants):
                of = [pair for pair in mutants if pair[0].source == source]
                _row(f"— {source}", of, [one for one in lost if one[1].source == source])
    told = [(text, one) for text in everything for one in text.findings]
    counts = Counter((one.check, one.verdict) for _, one in told)
    print("\n| unchanged texts | khớp | lệch | chưa đủ |\n|---|---:|---:|---:|")
    for check in get_args(Check):
        print(f"| {check} | " + " | ".join(str(counts[check, v]) for v in ("khớp", "lệch", "chưa đủ")) + " |")
    if chosen.misses:
        for name, text, mutant in missed:
            at = mutant.spans[0]
            around = " ".join(mutant.article.text[max(0, at[0] - 150) : at[1] + 150].split())
            print(f"\n{name} {text.article.id}: {mutant.told}\n    …{around}…")
    if chosen.unchanged:
        for text, one in told:
            if one.verdict == "lệch":
                print(f"\n{text.article.id} {one.check} {one.severity}: {one.message}")


def _row(name: str, mutants: Sequence[tuple[Text, Mutant]], lost: Sequence[object]) -> None:
    found, of = len(mutants) - len(lost), len({text.article.id for text, _ in mutants})
    print(f"| {name} | {len(mutants)} | {of} | {found} | {found / max(1, len(mutants)):.1%} |", flush=True)


if __name__ == "__main__":
    main()
