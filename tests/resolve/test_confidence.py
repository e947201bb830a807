"""Confidence: which signs a record shows, what they weigh, and what happens below a threshold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.accuracy import calibrate
from thidua import extract
from thidua.cli import app, main
from thidua.records import Award
from thidua.resolve.confidence import SIGNS, only_sure, signs_of
from thidua.rulefile import RuleError, rules_dir
from thidua.rules import load_rules

SURE = "Sáng 3/4/2020, Công an tỉnh Hà Nam tặng Giấy khen cho 3 tập thể."
UNSURE = "Ông Lò Văn Páo được khen thưởng."


def award(**more: Any) -> Award:
    place = {"start": 0, "end": 10, "quote": "tặng giấy khen", "block": "body"}
    fields = {"id": "a", "form": "giay-khen", "recipient": "tap-the", "count": 3, "authority": ["cong-an-tinh"]}
    return Award.model_validate({**fields, "rule": ["assembly.give-form-to"], "evidence": [place], **more})


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ()),
        ({"authority": []}, ("no-grantor",)),
        ({"count": None}, ("no-count",)),
        ({"form": "bieu-duong"}, ("vague-form",)),
        ({"rule": ["form.x", "assembly.form-to"]}, ("loose",)),
        ({"rule": ["assembly.counted"]}, ("awards-counted",)),
        ({"recipients": [{"name": "A", "start": 0, "end": 1}]}, ("named-one",)),
        ({"recipients": [{"name": "A", "start": 0, "end": 1}] * 2}, ()),
        ({"evidence": [{"start": 0, "end": 10, "quote": "x", "block": "title"}]}, ("not-in-body",)),
        ({"evidence": [{"start": 0, "end": 900, "quote": "x" * 900, "block": "body"}]}, ("long-clause",)),
    ],
)
def test_signs(more: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert signs_of(award(**more)) == expected


def test_every_sign_has_its_weight() -> None:
    weights = load_rules().weights
    assert {sign.id for sign in weights.signs} == SIGNS
    assert all(weights.chance([sign.id]) < weights.chance([]) for sign in weights.signs)


def test_a_plain_record_is_surer_than_one_with_doubts_and_the_doubts_are_told() -> None:
    sure, unsure = extract(SURE), extract(UNSURE)
    assert sure.awards[0].confidence > 0.85
    assert unsure.awards[0].confidence < 0.5
    assert sure.problems == ()
    (problem,) = [problem for problem in unsure.problems if problem.code == "unsure"]
    assert "không nêu cấp khen" in problem.message
    assert problem.record == unsure.awards[0].id


def test_below_the_threshold_a_record_becomes_a_problem() -> None:
    whole = extract(f"{SURE}\n{UNSURE}")
    assert len(whole.awards) == 2
    kept = only_sure(whole, 0.6)
    assert [one.count for one in kept.awards] == [3]
    (left,) = kept.problems
    assert (left.code, left.record) == ("left-out", whole.awards[1].id)
    assert "khen-thuong, ca-nhan, 1" in left.message
    assert "được khen thưởng" in left.message
    assert only_sure(whole, 0.0) is whole


def test_the_option(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(f"{SURE}\n{UNSURE}")
    told = CliRunner().invoke(app, ["extract", str(text), "--min-confidence", "0.6"])
    assert [one["count"] for one in json.loads(told.stdout)["awards"]] == [3]
    assert CliRunner().invoke(app, ["extract", str(text), "--min-confidence", "2"]).exit_code == 2
    told = CliRunner().invoke(app, ["run", str(text), "-o", str(tmp_path / "out"), "--min-confidence", "0.6", "-q"])
    assert told.exit_code == 0
    assert json.loads((tmp_path / "out" / "records.jsonl").read_text())["problems"][0]["code"] == "left-out"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("base: ", "base: x", "is not a number"),
        ("weight: -", "weight: nan #", "is not a finite number"),
        ("says: ", "say: ", "a sign has id, weight and says"),
        ("signs:", "sings:", "must be a mapping with base"),
        ("- id: loose", "- id: no-grantor", "a sign stands twice"),
    ],
)
def test_a_wrong_file_is_told(
    tmp_path: Path, old: str, new: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(rules_dir(), folder)
    file = folder / "confidence.yaml"
    file.write_text(file.read_text().replace(old, new, 1))
    with pytest.raises(RuleError, match=says):
        load_rules(folder)
    with pytest.raises(SystemExit) as left:
        main(["extract", "-", "--rules", str(folder)])
    assert left.value.code == 3
    assert "confidence.yaml" in capsys.readouterr().err


def test_the_weights_are_those_that_the_readings_give() -> None:
    fitted = calibrate.fit(*calibrate.matrix(calibrate.rows()))
    weights = load_rules().weights
    told = {sign.id: sign.weight for sign in weights.signs}
    assert weights.base == pytest.approx(fitted[0], abs=0.006)
    assert [told[name] for name in calibrate.NAMES] == pytest.approx(list(fitted[1:]), abs=0.006)


def test_the_fit_finds_the_chances_that_made_the_data() -> None:
    chance = np.random.default_rng(3)
    signs = np.hstack([np.ones((4000, 1)), chance.integers(0, 2, (4000, 2)).astype(float)])
    right = (chance.random(4000) < 1 / (1 + np.exp(-signs @ np.array([1.5, -1.0, -2.0])))).astype(float)
    assert calibrate.fit(signs, right) == pytest.approx([1.5, -1.0, -2.0], abs=0.2)


def test_confidence_fits_sets_that_it_was_not_fitted_on() -> None:
    """Left out one set at a time: in each half of the records, what is said lies near what is right."""
    found = calibrate.rows()
    said, right = calibrate.left_out(found), calibrate.matrix(found)[1]
    for part in (said < np.median(said), said >= np.median(said)):
        assert said[part].mean() == pytest.approx(right[part].mean(), abs=0.05)
    assert ((said - right) ** 2).mean() < 0.9 * right.mean() * (1 - right.mean())
