"""Fit the weights of `rules/confidence.yaml` on records of texts that the rules had not seen when they read them.

`first-readings.jsonl` holds a line for each such record: the set it belongs to, the signs it showed, and whether it was
right in all fields that are scored. The texts themselves are not kept: they retell published articles.

    python -m tests.accuracy.calibrate                              the weights and the reliability table
    python -m tests.accuracy.calibrate --write                      the weights into rules/confidence.yaml
    python -m tests.accuracy.calibrate --add NAME GOLD PREDICTED    one more set, read for the first time

The model is a logistic regression with a ridge of 1 on the weights; the table is of predictions for sets that were left
out of the fit, one set at a time.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.evaluate import load
from thidua.evaluate.matching import judge
from thidua.records import Award
from thidua.resolve.confidence import SIGNS, signs_of

ROOT = Path(__file__).resolve().parents[2]
READINGS = Path(__file__).parent / "first-readings.jsonl"
WEIGHTS = ROOT / "rules" / "confidence.yaml"
NAMES = tuple(sorted(SIGNS))
_RIDGE = 1.0
_STEPS = 50

Numbers = NDArray[np.float64]


def rows() -> list[dict[str, Any]]:
    """Return the records of `first-readings.jsonl`: `set`, `signs`, `right`."""
    return [json.loads(line) for line in READINGS.read_text(encoding="utf-8").splitlines()]


def readings(name: str, gold: Path, predicted: Path) -> list[dict[str, Any]]:
    """Return the rows of one set; a record without a figure that the gold leaves optional says nothing and is left out."""
    found = []
    guesses = load(predicted)
    for ident, wanted in load(gold).items():
        guessed = guesses.get(ident, {}).get("awards") or []
        judged = judge(wanted["awards"], guessed, "strict")
        right = {id(two) for _, two in judged.pairs}
        wrong = {id(one) for one in judged.extra}
        for award in guessed:
            if id(award) in right | wrong:
                signs = signs_of(Award.model_validate(award))
                found.append({"set": name, "signs": list(signs), "right": id(award) in right})
    return found


def fit(signs: Numbers, right: Numbers) -> Numbers:
    """Return base and weights that make the outcomes most likely, by Newton's method."""
    weights = np.zeros(signs.shape[1])
    ridge = np.eye(len(weights)) * _RIDGE
    ridge[0, 0] = 0  # the base is free
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (chance - right) + ridge @ weights
        weights -= np.linalg.solve((signs.T * (chance * (1 - chance))) @ signs + ridge, slope)
    return weights


def matrix(found: Sequence[dict[str, Any]]) -> tuple[Numbers, Numbers]:
    """Return the signs (a first column of ones, then one for each of NAMES) and the outcomes."""
    signs = np.array([[1.0, *(float(name in row["signs"]) for name in NAMES)] for row in found])
    return signs, np.array([float(row["right"]) for row in found])


def left_out(found: Sequence[dict[str, Any]]) -> Numbers:
    """Return for each record the chance that the other sets give it."""
    signs, right = matrix(found)
    of_set = np.array([row["set"] for row in found])
    chance = np.zeros(len(found))
    for name in np.unique(of_set):
        here = of_set == name
        chance[here] = 1 / (1 + np.exp(-signs[here] @ fit(signs[~here], right[~here])))
    return chance


def reliability(found: Sequence[dict[str, Any]]) -> list[str]:
    """Return the lines of the reliability table, in Markdown, and below it the Brier score."""
    _, right = matrix(found)
    chance = left_out(found)
    lines = ["| confidence | records | said on average | right |", "|---|---|---|---|"]
    edges = [0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    for low, high in pairwise(edges):
        here = (chance >= low) & (chance < high)
        if here.any():
            lines.append(
                f"| {low:.1f}-{high:.1f} | {here.sum()} | {chance[here].mean():.2f} | {right[here].mean():.2f} |"
            )
    brier, base = ((chance - right) ** 2).mean(), right.mean() * (1 - right.mean())
    return [*lines, "", f"Brier score {brier:.3f}; one number for all records would have {base:.3f}."]


def write(weights: Numbers) -> None:
    """Put base and weights into `rules/confidence.yaml`; what the signs say stays."""
    text = WEIGHTS.read_text(encoding="utf-8")
    text = re.sub(r"^base: .*$", f"base: {weights[0]:.2f}", text, flags=re.MULTILINE)
    for name, weight in zip(NAMES, weights[1:], strict=True):
        text, changed = re.subn(rf"(- id: {name}\n\s+weight: ).*", rf"\g<1>{weight:.2f}", text)
        if not changed:
            sys.exit(f"{WEIGHTS.name} has no sign {name}")
    WEIGHTS.write_text(text, encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--add", nargs=3, metavar=("NAME", "GOLD", "PREDICTED"))
    options = parser.parse_args()
    if options.add:
        name, gold, predicted = options.add
        kept = [row for row in (rows() if READINGS.exists() else []) if row["set"] != name]
        lines = [json.dumps(row) for row in [*kept, *readings(name, Path(gold), Path(predicted))]]
        READINGS.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    found = rows()
    weights = fit(*matrix(found))
    if options.write:
        write(weights)
    for name, weight in zip(("base", *NAMES), weights, strict=True):
        shown = sum(name in row["signs"] for row in found) if name != "base" else len(found)
        print(f"{name:16}{weight:7.2f}{shown:6}")
    print("\n".join(["", *reliability(found)]))


if __name__ == "__main__":
    main()
