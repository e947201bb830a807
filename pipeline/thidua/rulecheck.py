"""Running the examples that stand beside the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thidua.audit.examples import failing
from thidua.audit.rules import load_audit_rules
from thidua.extraction import extract_article
from thidua.matcher import Rule
from thidua.mentions import FINDERS
from thidua.offsets import fold, normalise
from thidua.records import NAMED_FORMS, Article
from thidua.resolve.dates import as_period
from thidua.rules import RuleSet, SentenceExample, marked
from thidua.scoring.scheme import schemes


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """An example that does not give what stands beside it."""

    file: Path
    line: int
    id: str
    example: str
    message: str


def check_rules(rules: RuleSet) -> list[RuleFailure]:
    """Run every example of every rule and every sentence of assembly.yaml; return those that fail.

    Scheme files have no examples; a wrong one stops with its file, line and id.
    """
    failures = [failure for kind in FINDERS for rule in rules[kind].rules for failure in _check(rule, rules)]
    schemes(rules.folder)
    return [*failures, *_check_sentences(rules), *_check_audit(rules.folder)]


def _check_audit(folder: Path) -> Iterator[RuleFailure]:
    audit = load_audit_rules(folder)
    for rule, example, message in failing(audit):
        shown = ", ".join(f"{key}: {value}" for key, value in example.items() if key != "__line__")
        yield RuleFailure(audit.file, rule.about.line, rule.about.id, f"{{{shown}}}", message)


def _check(rule: Rule, rules: RuleSet) -> Iterator[RuleFailure]:
    find = FINDERS[rule.kind]
    for example, expected in rule.accept.items():
        text, start, end = marked(example)
        found = [mention for mention in find(text, rules) if mention.rule == rule.id]
        spans = [(mention.start, mention.end) for mention in found]
        if spans != [(start, end)]:
            seen = ", ".join(f"«{text.text[a:b]}»" for a, b in spans) or "nothing"
            yield RuleFailure(rule.file, rule.line, rule.id, example, f"found {seen}")
        elif expected and str(found[0].value) != expected:
            yield RuleFailure(rule.file, rule.line, rule.id, example, f"gives {found[0].value!s}, not {expected}")
    for example in rule.reject:
        text = normalise(example)
        for mention in find(text, rules):
            if mention.rule == rule.id:
                yield RuleFailure(
                    rule.file,
                    rule.line,
                    rule.id,
                    example,
                    f"must not be found, but «{text.text[mention.start : mention.end]}» was",
                )


_DEFAULTS: dict[str, Any] = {
    "name": None,
    "class": None,
    "authority": [],
    "qualifier": "exact",
    "luot": False,
    "status": "awarded",
}
_NULL = {"null": None, "~": None, "": None, "true": True, "false": False}


def _check_sentences(rules: RuleSet) -> Iterator[RuleFailure]:
    for example in rules.examples:
        failure = check_sentence(example, rules)
        if failure is not None:
            yield failure


def check_sentence(example: SentenceExample, rules: RuleSet) -> RuleFailure | None:
    """Return how the records of a sentence differ from those that stand beside it, None where they agree."""
    article = Article(id=example.id, text=example.text, published=example.published)
    missing = [_typed(record) for record in example.records]
    extra = []
    for award in extract_article(article, rules).awards:
        record = award.model_dump(mode="json")
        match = next((want for want in missing if _agrees(want, record)), None)
        if match is None:
            extra.append(record)
        else:
            missing.remove(match)
    if not missing and not extra:
        return None
    told = [f"missing {_short(want)}" for want in missing] + [f"extra {_short(record)}" for record in extra]
    return RuleFailure(example.file, example.line, example.id, example.text, "; ".join(told))


def _typed(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record of a rule file, where every scalar is a string, with the types of the schema."""
    typed: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, str) and value in _NULL:
            typed[name] = _NULL[value]
        elif name in ("count", "class"):
            typed[name] = int(value)
        elif name == "period":
            typed[name] = list(as_period(value))
        else:
            typed[name] = value
    return _DEFAULTS | typed


def _agrees(want: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    for name, value in want.items():
        have = got[name]
        if name == "name" and want["form"] not in NAMED_FORMS:
            continue
        if name == "authority":
            same = set(value) == set(have)
        elif name in ("name", "recipient_unit"):
            same = fold(value or "") == fold(have or "")
        else:
            same = value == have
        if not same:
            return False
    return True


def _short(record: Mapping[str, Any]) -> str:
    kept = {
        name: record.get(name)
        for name in (
            "form",
            "name",
            "class",
            "authority",
            "recipient",
            "count",
            "qualifier",
            "luot",
            "status",
            "period",
            "role",
        )
    }
    return ", ".join(
        f"{name}={value}" for name, value in kept.items() if value not in (None, [], False, "exact", "awarded")
    )
