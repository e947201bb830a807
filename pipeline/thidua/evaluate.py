"""How near predicted records come to gold ones: precision, recall and F1 by field, and each miss.

Records are paired one to one. `core` is form, recipient and count; `strict` adds name (of the forms that carry one),
class, authority as a set, qualifier, luot and status. A gold record without a count is optional: neither missing nor
wrong. Ranks are compared on rank and person, dates on value ("XXXX" in gold fits any year), units on name.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from thidua.records import NAMED_FORMS

Document = Mapping[str, Any]
Key = tuple[Any, ...]
_Difference = tuple[str, Literal["missed", "extra", "differs"], Key]

_TONE_PLACES = dict(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy", "sỹ"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ", "sĩ"],
        strict=True,
    )
)
_TONE_PLACE = re.compile("|".join(_TONE_PLACES))
_FULL_NAMES = (
    ("antq", "an ninh tổ quốc"),
    ("llvtnd", "lực lượng vũ trang nhân dân"),
    ("vũ trang nhân dân", "vũ trang"),
)


class FileError(ValueError):
    """A file of records that cannot be compared: which, where and why."""


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
    """All figures over a gold file, with the list of differences."""

    figures: Mapping[str, Figure]
    shares: Mapping[str, Share]
    errors: Sequence[Miss] = field(repr=False)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Return the figures as plain values, rounded to four places."""
        result: dict[str, dict[str, Any]] = {}
        for name, figure in self.figures.items():
            result[name] = {
                "precision": round(figure.precision, 4),
                "recall": round(figure.recall, 4),
                "f1": round(figure.f1, 4),
                "hit": figure.hit,
                "missed": figure.missed,
                "extra": figure.extra,
            }
        for name, share in self.shares.items():
            result[name] = {"share": None if share.share is None else round(share.share, 4), "of": share.of}
        return result

    def table(self) -> str:
        """Return the figures as a table of plain text."""
        lines = [f"{'':8}{'precision':>10}{'recall':>10}{'F1':>10}{'hit':>8}{'missed':>8}{'extra':>8}"]
        for name, one in self.figures.items():
            rates = "".join(f"{rate:10.4f}" for rate in (one.precision, one.recall, one.f1))
            lines.append(f"{name:8}{rates}{one.hit:8}{one.missed:8}{one.extra:8}")
        lines += ["", f"{'':8}{'share':>10}{'agree':>10}{'of':>10}"]
        for name, share in self.shares.items():
            rate = "-" if share.share is None else f"{share.share:.4f}"
            lines.append(f"{name:8}{rate:>10}{share.hit:10}{share.of:10}")
        return "\n".join(lines)


def load(path: Path) -> dict[str, Document]:
    """Return the documents of a JSONL file by id.

    Raises:
        FileError: with file and line, where the file cannot be read or a line is no object with an id.
    """
    documents: dict[str, Document] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise FileError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise FileError(f"{path}: is not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
        except ValueError as error:
            raise FileError(f"{path}:{number}: is not JSON: {error}") from None
        if not isinstance(document, dict) or "id" not in document:
            raise FileError(f"{path}:{number}: is not an object with an id")
        documents[document["id"]] = document
    return documents


def fold(value: object) -> str | None:
    """Return a key that ignores case, Unicode form, tone placement, punctuation and three abbreviations.

    >>> fold("Chiến sỹ thi đua") == fold("chiến sĩ THI ĐUA")
    True
    """
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).casefold()
    text = _TONE_PLACE.sub(lambda match: _TONE_PLACES[match[0]], text)
    for short, full in _FULL_NAMES:
        text = text.replace(short, full)
    return re.sub(r"\W+", " ", text).strip()


def evaluate(gold: Mapping[str, Document], predicted: Mapping[str, Document]) -> Evaluation:
    """Compare documents by id; an article that `predicted` lacks counts as empty."""
    tally: Counter[str] = Counter()
    errors: list[Miss] = []
    for ident, wanted in gold.items():
        guess = predicted.get(ident, {})
        differences = (
            *_awards(wanted, guess, tally),
            *_sets("ranks", _ranks(wanted), _ranks(guess), tally),
            *_dates(wanted, guess, tally),
            *_units(wanted, guess, tally),
            *_home(wanted, guess, tally),
        )
        errors += [Miss(ident, figure, kind, value) for figure, kind, value in differences]
    names = ["core", "strict", "ranks", "dates"] + (["units"] if tally["units.known"] else [])
    shares = ["period", "role"] + (["home"] if tally["home.of"] else []) + (["parent"] if tally["units.known"] else [])
    return Evaluation(
        {name: Figure(*(tally[f"{name}.{part}"] for part in ("hit", "missed", "extra"))) for name in names},
        {name: Share(tally[f"{name}.hit"], tally[f"{name}.of"]) for name in shares},
        errors,
    )


def _core(award: Document) -> Key:
    return award.get("form"), award.get("recipient"), award.get("count")


def _strict(award: Document) -> Key:
    return (
        *_core(award),
        fold(award.get("name")) if award.get("form") in NAMED_FORMS else None,
        award.get("class"),
        tuple(sorted(set(award.get("authority") or []))),
        award.get("qualifier") or "exact",
        bool(award.get("luot")),
        award.get("status") or "awarded",
    )


def _agree(gold: Document, guess: Document, name: str) -> bool:
    return (gold.get(name) or None) == (guess.get(name) or None)


def _likeness(gold: Document, guess: Document) -> int:
    same: int = sum(mine == theirs for mine, theirs in zip(_strict(gold), _strict(guess), strict=True))
    return same + _agree(gold, guess, "period") + _agree(gold, guess, "role")


def _pairs(gold: Sequence[Document], guessed: Sequence[Document], level: str) -> list[tuple[int, int]]:
    """Return one-to-one pairs of records whose keys are equal, the most alike first."""
    key = _core if level == "core" else _strict
    mine, theirs = [key(one) for one in gold], [key(one) for one in guessed]
    equal = [(i, j) for i in range(len(gold)) for j in range(len(guessed)) if mine[i] == theirs[j]]
    equal.sort(key=lambda pair: (-_likeness(gold[pair[0]], guessed[pair[1]]), pair))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_guess: set[int] = set()
    for i, j in equal:
        if i not in used_gold and j not in used_guess:
            used_gold.add(i)
            used_guess.add(j)
            pairs.append((i, j))
    return pairs


def _awards(wanted: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    gold, guessed = wanted.get("awards") or [], guess.get("awards") or []
    for level in ("core", "strict"):
        pairs = _pairs(gold, guessed, level)
        found, right = {i for i, _ in pairs}, {j for _, j in pairs}
        missed = [one for i, one in enumerate(gold) if i not in found and one.get("count") is not None]
        extra = _without_optional(gold, [one for j, one in enumerate(guessed) if j not in right])
        tally.update({f"{level}.hit": len(pairs), f"{level}.missed": len(missed), f"{level}.extra": len(extra)})
        key = _core if level == "core" else _strict
        yield from ((level, "missed", key(one)) for one in missed)
        yield from ((level, "extra", key(one)) for one in extra)
        if level == "core":
            for i, j in pairs:
                yield from _pair_shares(gold[i], guessed[j], tally)


def _without_optional(gold: Sequence[Document], extra: Sequence[Document]) -> list[Document]:
    """Forgive as many finds without a count as the gold holds optional records of their form."""
    allowed = Counter(one.get("form") for one in gold if one.get("count") is None)
    kept = []
    for one in extra:
        if one.get("count") is None and allowed[one.get("form")] > 0:
            allowed[one.get("form")] -= 1
        else:
            kept.append(one)
    return kept


def _pair_shares(gold: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    period = gold.get("period")
    compared = ["role"] + (["period"] if period and "XXXX" not in json.dumps(period) else [])
    for name in compared:
        agree = _agree(gold, guess, name)
        tally.update({f"{name}.hit": int(agree), f"{name}.of": 1})
        if not agree:
            yield name, "differs", (*_core(gold), gold.get(name), guess.get(name))


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
        agree = bool(want[name] & have[name])
        tally.update({"parent.hit": int(agree), "parent.of": 1})
        if not agree:
            yield "parent", "differs", (name, *map(str, want[name]), "≠", *map(str, have[name]))


def _parents(document: Document) -> dict[str | None, set[str | None]]:
    parents: dict[str | None, set[str | None]] = {}
    for unit in document.get("units") or []:
        parents.setdefault(fold(unit.get("name")), set()).add(fold(unit.get("parent")))
    return parents


def _home(wanted: Document, guess: Document, tally: Counter[str]) -> Iterable[_Difference]:
    if "home" not in wanted:
        return
    agree = fold(wanted["home"]) == fold(guess.get("home"))
    tally.update({"home.hit": int(agree), "home.of": 1})
    if not agree:
        yield "home", "differs", (wanted["home"], guess.get("home"))
