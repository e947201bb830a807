"""`rules/confidence.yaml`: what each sign of doubt weighs, read and checked."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thidua.rulefile import RuleError, read_yaml


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its weight in log-odds, below 0 where it speaks against a record, and what it says to a reader."""

    id: str
    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The log-odds of a record without any sign, and the signs."""

    base: float
    signs: tuple[Sign, ...]

    def chance(self, seen: Iterable[str]) -> float:
        """Return the chance, between 0 and 1, that a record with these signs is right; two places."""
        found = set(seen)
        odds = self.base + sum(sign.weight for sign in self.signs if sign.id in found)
        return round(1 / (1 + math.exp(-odds)), 2)

    def told(self, seen: Iterable[str]) -> str:
        """Return what the signs say, the heaviest first."""
        found = set(seen)
        return "; ".join(s.says for s in sorted(self.signs, key=lambda sign: sign.weight) if s.id in found)


def read_weights(path: Path) -> Weights:
    """Return the content of confidence.yaml.

    Raises:
        RuleError: with file, line and id, where a number, a text or a known key is missing.
    """
    document = read_yaml(path)
    if not isinstance(document, dict) or set(document) - {"__line__"} != {"base", "signs"}:
        raise RuleError(path, 1, None, "must be a mapping with base, a number, and signs, a list")
    signs = tuple(_sign(path, entry) for entry in document["signs"] or ())
    if len({sign.id for sign in signs}) != len(signs):
        raise RuleError(path, document["__line__"], None, "a sign stands twice")
    return Weights(_number(path, document["__line__"], None, document["base"]), signs)


def _sign(path: Path, entry: Any) -> Sign:
    if not isinstance(entry, dict) or set(entry) - {"__line__"} != {"id", "weight", "says"}:
        line = entry.get("__line__") if isinstance(entry, dict) else None
        raise RuleError(path, line, None, "a sign has id, weight and says")
    weight = _number(path, entry["__line__"], entry["id"], entry["weight"])
    return Sign(entry["id"], weight, entry["says"])


def _number(path: Path, line: int, ident: str | None, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise RuleError(path, line, ident, f"{value!r} is not a number") from None
    if not math.isfinite(number):
        raise RuleError(path, line, ident, f"{value!r} is not a finite number")
    return number
