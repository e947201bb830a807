"""The gold sets, their figures, and the floors below which a figure must not fall.

`floors.json` names each set, the SHA-256 of its gold and a floor for each figure. A gold file that changed, or a figure
below its floor, fails the tests. `python -m tests.accuracy.sets` writes digests and floors anew. It only ever raises
a floor; to lower one, say why: `python -m tests.accuracy.sets --lower "gold of p17 was wrong"` (the reason is kept).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from thidua.evaluate import Evaluation, evaluate, load
from thidua.extraction import extract_article
from thidua.records import Article, Extraction
from thidua.rules import load_rules
from thidua.sources import read

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).parent / "floors.json"
# A floor stands this far below what was measured, so that one record more or less of hundreds is no failure.
MARGIN = 0.005


def entries() -> dict[str, dict[str, Any]]:
    """Return the sets by name, as `floors.json` has them."""
    sets: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))["sets"]
    return sets


def is_here(name: str) -> bool:
    """Whether a set's files are at hand; those beside the checkout may not be."""
    return (ROOT / entries()[name]["gold"]).is_file()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def articles(name: str) -> Iterator[Article]:
    """Yield the articles of a set."""
    entry = entries()[name]
    for item in read([str(ROOT / entry.get("articles", entry["gold"]))]):
        assert isinstance(item, Article), item
        yield item


@cache
def extracted(name: str) -> tuple[tuple[Article, Extraction], ...]:
    """Return each article of a set with all that is read from it."""
    return tuple((article, extract_article(article, load_rules())) for article in articles(name))


def measure(name: str) -> Evaluation:
    """Return the figures of a set as it is read now."""
    gold = load(ROOT / entries()[name]["gold"])
    return evaluate(gold, {article.id: json.loads(found.model_dump_json()) for article, found in extracted(name)})


def figures(name: str) -> dict[str, float]:
    """Return each F1 and each share of a set that could be computed."""
    told = measure(name).as_dict()
    return {figure: value for figure, one in told.items() if (value := one.get("f1", one.get("share"))) is not None}


def main(arguments: list[str] | None = None) -> int:
    """Write `floors.json` anew; 1 where a floor would have to be lowered and no reason is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", metavar="REASON", help="lower floors that are not reached, for this reason")
    reason: str | None = parser.parse_args(arguments).lower
    whole = json.loads(FLOORS.read_text(encoding="utf-8"))
    refused = 0
    for name, entry in whole["sets"].items():
        if not is_here(name):
            continue
        entry["sha256"] = digest(ROOT / entry["gold"])
        for figure, value in figures(name).items():
            old, new = entry["floors"].get(figure, 0.0), max(0.0, round(value - MARGIN, 3))
            if value >= old:
                entry["floors"][figure] = max(old, new)
            elif reason:
                entry["floors"][figure] = new
                whole.setdefault("lowered", []).append(f"{name} {figure}: {old} → {new}: {reason}")
            else:
                refused += 1
                print(f"{name}: {figure} is {value:.4f}, its floor {old}; --lower needs a reason", file=sys.stderr)
    if not refused:
        FLOORS.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(refused > 0)


if __name__ == "__main__":
    sys.exit(main())
