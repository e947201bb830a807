"""rules/audit.yaml: each rule finds fault with what it says it does, and only with that; a wrong file is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from thidua.audit.examples import failing
from thidua.audit.rules import LawRule, PostRule, UnitRule, load_audit_rules
from thidua.ranks import RANKS
from thidua.rulecheck import check_rules
from thidua.rulefile import RuleError, rules_dir
from thidua.rules import load_rules

RULES = load_audit_rules()
ALL = (*RULES.grantors, *RULES.classes, *RULES.recipients, *RULES.units, *RULES.posts)


def test_each_rule_s_examples_hold() -> None:
    assert [(rule.about.id, dict(example), message) for rule, example, message in failing(RULES)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("{form: bang-khen, authority: [cong-an-tinh]}", "{form: bang-khen, authority: [ubnd-tinh]}"), ("may: [chu-tich-nuoc", "may: [cong-an-tinh, chu-tich-nuoc")],
)  # fmt: skip
def test_an_example_that_does_not_hold_is_told(tmp_path: Path, old: str, new: str) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules_dir(), folder)
    file = folder / "audit.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    failures = check_rules(load_rules(folder))
    assert failures
    assert {(one.file, one.message) for one in failures} == {(file, "finds no fault")}
    assert all(one.id.startswith("grantor.") and one.line > 1 for one in failures)


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
    assert (RANKS[0], RANKS[-1], len(RANKS)) == ("Binh nhì", "Đại tướng", 18)
