"""Running the examples that stand beside the rules of audit.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from thidua.audit.law import wrong_class, wrong_grantors, wrong_recipient
from thidua.audit.posts import wrong_rank
from thidua.audit.rules import AuditRules, LawRule, PostRule, UnitRule
from thidua.audit.times import wrong_unit
from thidua.offsets import fold
from thidua.records import Award, Evidence

AnyRule = LawRule | UnitRule | PostRule


def failing(rules: AuditRules) -> Iterator[tuple[AnyRule, Mapping[str, Any], str]]:
    """Yield each example that does not hold, with its rule and what is wrong."""
    every: list[AnyRule] = [*rules.grantors, *rules.classes, *rules.recipients, *rules.units, *rules.posts]
    for rule in every:
        for example in rule.about.accept:
            if not finds_fault(rules, rule, example):
                yield rule, example, "finds no fault"
        for example in rule.about.reject:
            if finds_fault(rules, rule, example):
                yield rule, example, "must find no fault, but does"


def finds_fault(rules: AuditRules, rule: AnyRule, example: Mapping[str, Any]) -> bool:
    """Whether a rule finds fault with a shortened record."""
    day = example.get("day")
    if isinstance(rule, UnitRule):
        return wrong_unit(example.get("unit"), example.get("authority", ()), day, [rule]) is not None
    if isinstance(rule, PostRule):
        return fold(example["position"]).startswith(rule.phrases) and wrong_rank(example["rank"], day, rule)
    award = _award(example)
    if rule in rules.grantors:
        return bool(wrong_grantors(award, day, rule))
    return bool((wrong_class if rule in rules.classes else wrong_recipient)(award, day, rule))


def _award(shortened: Mapping[str, Any]) -> Award:
    """Return a record that has what an example names, and else plain values."""
    given = {key: value for key, value in shortened.items() if key not in ("__line__", "day")}
    if "class" in given:
        given["class"] = int(given["class"])
    plain = {"id": "x", "recipient": "tap-the", "count": 1, "evidence": (Evidence(start=0, end=1, quote="x"),)}
    return Award.model_validate(plain | given)
