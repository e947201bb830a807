"""rules/audit.yaml: each rule finds fault with what it says it does, and only with that; a wrong file is told."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from thidua.audit.law import wrong_class, wrong_grantors, wrong_recipient
from thidua.audit.posts import wrong_rank
from thidua.audit.rules import RANKS, LawRule, PostRule, UnitRule, load_audit_rules
from thidua.audit.times import wrong_unit
from thidua.offsets import fold
from thidua.records import Award, Evidence
from thidua.rulefile import RuleError, rules_dir

RULES = load_audit_rules()
ALL = (*RULES.grantors, *RULES.classes, *RULES.recipients, *RULES.units, *RULES.posts)


def award(shortened: Mapping[str, Any]) -> Award:
    """A record that has what an example names, and else plain values."""
    given = {key: value for key, value in shortened.items() if key not in ("__line__", "day")}
    if "class" in given:
        given["class"] = int(given["class"])
    plain = {"id": "x", "recipient": "tap-the", "count": 1, "evidence": (Evidence(start=0, end=1, quote="x"),)}
    return Award.model_validate(plain | given)


def finds_fault(rule: LawRule | UnitRule | PostRule, example: Mapping[str, Any]) -> bool:
    day = example.get("day")
    if isinstance(rule, UnitRule):
        return wrong_unit(example.get("unit"), example.get("authority", ()), day, [rule]) is not None
    if isinstance(rule, PostRule):
        assert fold(example["position"]).startswith(rule.phrases), example["position"]
        return wrong_rank(example["rank"], day, rule)
    one = award(example)
    if rule in RULES.grantors:
        return bool(wrong_grantors(one, day, rule))
    return (wrong_class if rule in RULES.classes else wrong_recipient)(one, day, rule)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.about.id)
def test_each_rule_s_examples_hold(rule: LawRule | UnitRule | PostRule) -> None:
    assert [dict(one) for one in rule.about.accept if not finds_fault(rule, one)] == []
    assert [dict(one) for one in rule.about.reject if finds_fault(rule, one)] == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.about.id)
def test_each_rule_says_what_it_rests_on(rule: LawRule | UnitRule | PostRule) -> None:
    assert len(rule.about.basis) > 15
    assert not rule.about.basis.endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("may: [bo-cong-an]", "may: [bo-cong-ann]", "may: unknown code 'bo-cong-ann'"),
        ("may: [bo-cong-an]", "may: bo-cong-an", "may: must be a list"),
        ("forms: [co-thi-dua]", "forms: [co]", "forms: unknown code 'co'"),
        ("    severity: error", "    severity: fatal", "severity is one of error, warning, info"),
        ("    severity: error\n", "", "lacks severity"),
        ("    verified: true\n    basis: Luật TĐKT 2003 và 2022, Điều 77", "    verified: false\n    basis: Luật", "a warning at most"),
        ("    verified: true", "    verified: maybe", "verified is true or false"),
        ("    basis:", "    based:", "unknown key based; keys are"),
        ("id: grantor.giay-khen\n", "id: grantor.bang-khen\n", "grantor.bang-khen: stands twice"),
        ("  - id: class.orders\n", "  - ident: class.orders\n", "a rule of classes needs an id"),
        ("complete_from: 0.8", "complete_from: 80", "complete_from is 80.0, not from 0 to 1"),
        ("complete_from: 0.8", "complete_from: much", "complete_from is 'much', no number"),
        ("  complete_from: 0.8\n", "", "must have listed_from, ladder_from"),
        ("from_rank: Thượng tướng", "from_rank: Tướng", "from_rank: 'Tướng' is no rank"),
        ("    to: 2023-12-31", "    to: 31-12-2023", "to: '31-12-2023' is no day"),
        ("grantors:", "grantor:", "must have classes, grantors"),
        ("    may: [bo-cong-an]\n", "", "needs either may or not"),
        ("    accept: [{form: bang-khen, authority: [chu-tich-nuoc]}]\n", "", "needs accept: a list of examples"),
        ("accept: [{form: bang-khen, authority: [chu-tich-nuoc]}]", "accept: [{from: bang-khen}]", "an example has authority"),
        ("    to: 2025-02-28\n    severity", "    severity", "lacks to"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_with_line_and_id(tmp_path: Path, old: str, new: str, told: str) -> None:
    shutil.copy(rules_dir() / "audit.yaml", tmp_path)
    file = tmp_path / "audit.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=r"audit\.yaml") as caught:
        load_audit_rules(tmp_path)
    assert told in str(caught.value)


def test_ranks_rise() -> None:
    assert (RANKS[0], RANKS[-1], len(RANKS)) == ("Binh nhì", "Đại tướng", 17)
