"""Rule files are read strictly: what is wrong is said once, with file, line and id."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from thidua import extract
from thidua.rulecheck import check_rules
from thidua.rulefile import RuleError, rules_dir
from thidua.rules import load_rules

GOOD = """\
rules:
  - id: context.test
    phrases: [thử nghiệm]
    value: speech
    accept: {"đang [[thử nghiệm]] mô hình": speech}
    reject: ["thử thách"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "rules"
    shutil.copytree(rules_dir(), copy)
    return copy


@pytest.mark.parametrize(
    ("content", "line", "ident", "message"),
    [
        (GOOD.replace("    value:", "    colour:"), 2, "context.test", "unknown key 'colour'"),
        (GOOD + GOOD.removeprefix("rules:\n"), 7, "context.test", "stands already"),
        (GOOD.replace("phrases: [thử nghiệm]", "regex: 'thử ('"), 2, "context.test", "bad regex"),
        (GOOD.replace("phrases: [thử nghiệm]", "regex: '{NOPE}'"), 2, "context.test", "unknown macro {NOPE}"),
        (GOOD.replace('    reject: ["thử thách"]\n', ""), 2, "context.test", "an example is missing"),
        (
            GOOD.replace('    accept: {"đang [[thử nghiệm]] mô hình": speech}\n', ""),
            2,
            "context.test",
            "an example is missing",
        ),
        (GOOD.replace("[[", "").replace("]]", ""), 2, "context.test", "marks one span"),
        (
            GOOD.replace("    value: speech\n", "    value: speech\n    regex: 'x'\n"),
            2,
            "context.test",
            "either phrases or a regex",
        ),
        (GOOD.replace("  - id: context.test\n", "  - name: x\n"), 2, None, "a rule is a mapping with an id"),
        ("- just a list\n", 1, None, "must be a mapping"),
        ("rules: [\n", 2, None, "not valid YAML"),
        (GOOD + "extra: 1\n", 1, None, "unknown key 'extra'"),
        (GOOD.replace("    value: speech\n", "    value: speech\n    value: x\n"), 5, None, "stands twice"),
    ],
)
def test_a_bad_rule_file(folder: Path, content: str, line: int, ident: str | None, message: str) -> None:
    path = folder / "context.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(folder)
    assert caught.value.file == str(path)
    assert (caught.value.line, caught.value.ident) == (line, ident)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rule_that_needs_a_build(folder: Path) -> None:
    path = folder / "recipients.yaml"
    rule = GOOD.removeprefix("rules:\n").replace("context.", "recipient.").replace("speech", "tap-the")
    path.write_text(path.read_text(encoding="utf-8") + rule, encoding="utf-8")
    with pytest.raises(RuleError, match=r"recipient.test: needs a build; known are .*noun"):
        check_rules(load_rules(folder))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("patterns:\n  - id: assembly.x\n    match: '(?P<nope>F)'\n", "unknown slot 'nope'"),
        ("patterns:\n  - id: assembly.x\n    match: '(F'\n", "bad regex"),
        ("patterns:\n  - id: assembly.x\n    match: 'F'\n    weight: heavy\n", "weight is a number"),
        ("patterns:\n  - id: assembly.x\n", "'match' is unknown or missing"),
        ("sentences:\n  - id: s.x\n    text: a\n", "'records' is unknown or missing"),
        (
            "sentences:\n  - id: s.x\n    text: a\n    records:\n      - {form: bang-khen, recipient: tap-the}\n",
            "needs form, recipient and count",
        ),
        (
            "sentences:\n  - id: s.x\n    text: a\n    records:\n      - {form: bang-khen, recipient: tap-the, count: 1, kolor: x}\n",
            "unknown field 'kolor'",
        ),
        (
            "sentences:\n  - id: s.x\n    text: a\n    records:\n"
            "      - {form: bang-khen, recipient: tap-the, count: 1, period: [2018-01-01, 2018-12-31]}\n",
            "period is one value",
        ),
        (
            "sentences:\n  - id: s.x\n    text: a\n    records:\n"
            "      - {form: bang-khen, recipient: tap-the, count: 1, authority: ubnd-tinh}\n",
            "authority is a list of codes",
        ),
        ("sentences:\n  - id: form.bang-khen\n    text: a\n    records: []\n", "stands already elsewhere"),
    ],
)
def test_a_bad_assembly_file(folder: Path, entry: str, message: str) -> None:
    path = folder / "assembly" / "bad.yaml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(RuleError, match=message) as caught:
        load_rules(folder)
    assert caught.value.file == str(path)
    assert caught.value.line


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="not a folder of rules"):
        load_rules(tmp_path / "nowhere")


def test_a_file_in_another_encoding(folder: Path) -> None:
    (folder / "context.yaml").write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(RuleError, match="not UTF-8"):
        load_rules(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "dates.yaml").unlink()
    with pytest.raises(RuleError, match="cannot be read"):
        load_rules(folder)


def test_every_example_holds() -> None:
    failures = check_rules(load_rules())
    assert not failures, "\n".join(f"{f.file.name}:{f.line} {f.id}: {f.message} | {f.example}" for f in failures)


def test_an_example_that_fails_is_told(folder: Path) -> None:
    path = folder / "context.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[[Phát biểu]] tại lễ", "Phát biểu [[tại lễ]]"), encoding="utf-8"
    )
    failures = check_rules(load_rules(folder))
    assert [(f.id, f.message) for f in failures] == [("context.speech", "found «Phát biểu»")]


def test_every_pattern_reads_a_sentence_of_its_own() -> None:
    rules = load_rules()
    used = {rule for sentence in rules.examples for award in extract(sentence.text).awards for rule in award.rule}
    assert {pattern.id for pattern in rules.patterns} <= used


@pytest.mark.parametrize(
    ("words", "parted"), [("vui mừng khi", True), ("cho biết", True), ("hy sinh khi làm nhiệm vụ", False)]
)
def test_context_has_phrases_and_expressions(words: str, parted: bool) -> None:
    assert (load_rules().context["interrupted"].search(words) is not None) == parted
