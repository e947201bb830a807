"""How near predicted records come to gold ones: precision, recall and F1 by field, and each miss.

Records are paired one to one. `core` is form, recipient and count; `strict` adds name (of the forms that carry one),
class, authority as a set, qualifier, luot and status. A gold record without a count is optional: neither missing nor
wrong. Ranks are compared on rank and person, dates on value ("XXXX" in gold fits any year), units on name.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from thidua.evaluate.matching import KEYS, LEVELS, Document, Key, agree, core, fold, judge

_Difference = tuple[str, Literal["missed", "extra", "differs"], Key]


@dataclass(frozen=True, slots=True)
class Figure:
    """Hits, misses and false finds of one kind, and what follows from them."""

    hit: int
    missed: int
    extra: int

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 1 where nothing is predicted."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that is found; 1 where there is none."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return rates, rounded to four places, and counts."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        counts = {"hit": self.hit, "missed": self.missed, "extra": self.extra}
        return {name: round(rate, 4) for name, rate in rates.items()} | counts


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number of comparisons agree."""

    hit: int
    of: int

    @property
    def share(self) -> float | None:
        """The share; None where nothing could be compared."""
        return self.hit / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between gold and predicted."""

    article: str
    figure: str
    kind: Literal["missed", "extra", "differs"]
    value: Key


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures over a gold file, with the list of differences and each article's own tally."""

    figures: Mapping[str, Figure]
    shares: Mapping[str, Share]
    errors: Sequence[Miss] = field(repr=False)
    tallies: Mapping[str, Mapping[str, int]] = field(repr=False)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Return the figures as plain values, rounded to four places."""
        result: dict[str, dict[str, Any]] = {}
        for name, figure in self.figures.items():
            result[name] = figure.as_dict()
        for name, share in self.shares.items():
            result[name] = {"share": None if share.share is None else round(share.share, 4), "of": share.of}
        return result


def evaluate(gold: Mapping[str, Document], predicted: Mapping[str, Document]) -> Evaluation:
    """Compare documents by id; an article that `predicted` lacks counts as empty."""
    tallies: dict[str, Counter[str]] = {}
    errors: list[Miss] = []
    for ident, wanted in gold.items():
        guess = predicted.get(ident, {})
        tally = tallies[ident] = Counter()
        differences = (
            *_awards(wanted, guess, tally),
            *_sets("ranks", _ranks(wanted), _ranks(guess), tally),
            *_dates(wanted, guess, tally),
            *_units(wanted, guess, tally),
            *_home(wanted, guess, tally),
        )
        errors += [Miss(ident, figure, kind, value) for figure, kind, value in differences]
    return Evaluation(*summed(sum(tallies.values(), Counter())), errors, tallies)


def summed(tally: Mapping[str, int]) -> tuple[dict[str, Figure], dict[str, Share]]:
    """Return the figures and shares that a tally of `<name>.hit|missed|extra|of` comes to."""
    known = tally.get("units.known", 0)
    names = ["core", "strict", "ranks", "dates"] + (["units"] if known else [])
    shares = ["period", "role"] + (["home"] if tally.get("home.of") else []) + (["parent"] if known else [])
    return (
        {name: Figure(*(tally.get(f"{name}.{part}", 0) for part in ("hit", "missed", "extra"))) for name in names},
        {name: Share(tally.get(f"{name}.hit", 0), tally.get(f"{name}.of", 0)) for name in shares},
    )


def _awards(wanted: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    for level in LEVELS:
        judged = judge(wanted.get("awards") or [], guess.get("awards") or [], level)
        missed, extra = judged.missed, judged.extra
        tally.update({f"{level}.hit": len(judged.pairs), f"{level}.missed": len(missed), f"{level}.extra": len(extra)})
        yield from ((level, "missed", KEYS[level](one)) for one in missed)
        yield from ((level, "extra", KEYS[level](one)) for one in extra)
        if level == "core":
            for gold, guessed in judged.pairs:
                yield from _pair_shares(gold, guessed, tally)


def _pair_shares(gold: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    period = gold.get("period")
    compared = ["role"] + (["period"] if period and "XXXX" not in json.dumps(period) else [])
    for name in compared:
        same = agree(gold, guess, name)
        tally.update({f"{name}.hit": int(same), f"{name}.of": 1})
        if not same:
            yield name, "differs", (*core(gold), gold.get(name), guess.get(name))


def _sets(name: str, want: set[Key], have: set[Key], tally: Counter[str]) -> Iterable[_Difference]:
    parts = {"hit": want & have, "missed": want - have, "extra": have - want}
    tally.update({f"{name}.{part}": len(values) for part, values in parts.items()})
    yield from ((name, "missed", value) for value in sorted(parts["missed"], key=str))
    yield from ((name, "extra", value) for value in sorted(parts["extra"], key=str))


def _ranks(document: Document) -> set[Key]:
    return {(fold(one.get("rank")), fold(one.get("person"))) for one in document.get("ranks") or []}


def _dates(wanted: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    want = {str(one["value"]) for one in wanted.get("dates") or [] if one.get("value")}
    have = {str(one["value"]) for one in guess.get("dates") or [] if one.get("value")}
    patterns = {value: re.compile(re.escape(value).replace("XXXX", r"(?:\d{4}|XXXX)")) for value in want}
    hit = {value for value in want if any(patterns[value].fullmatch(found) for found in have)}
    extra = {found for found in have if not any(pattern.fullmatch(found) for pattern in patterns.values())}
    tally.update({"dates.hit": len(hit), "dates.missed": len(want - hit), "dates.extra": len(extra)})
    yield from (("dates", "missed", (value,)) for value in sorted(want - hit))
    yield from (("dates", "extra", (value,)) for value in sorted(extra))


def _units(wanted: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    if "units" not in wanted:
        return
    tally["units.known"] += 1
    want, have = _parents(wanted), _parents(guess)
    yield from _sets("units", {(name,) for name in want}, {(name,) for name in have}, tally)
    for name in sorted(want.keys() & have.keys(), key=str):
        same = bool(want[name] & have[name])
        tally.update({"parent.hit": int(same), "parent.of": 1})
        if not same:
            yield "parent", "differs", (name, *map(str, want[name]), "≠", *map(str, have[name]))


def _parents(document: Document) -> dict[str | None, set[str | None]]:
    parents: dict[str | None, set[str | None]] = {}
    for unit in document.get("units") or []:
        parents.setdefault(fold(unit.get("name")), set()).add(fold(unit.get("parent")))
    return parents


def _home(wanted: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    if "home" not in wanted:
        return
    same = fold(wanted["home"]) == fold(guess.get("home"))
    tally.update({"home.hit": int(same), "home.of": 1})
    if not same:
        yield "home", "differs", (wanted["home"], guess.get("home"))
