"""Reading a scheme file strictly: a wrong one stops with file, line, id and what to do."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from thidua.records import Authority, Form, RecipientKind
from thidua.rulefile import RuleError
from thidua.scoring.model import CONFLICTS, TITLES, Deduction, Scheme, Weight, name_key

_FORMS, _AUTHORITIES, _RECIPIENTS = get_args(Form), get_args(Authority), get_args(RecipientKind)
_KEYS = {
    "id", "letter", "title", "source", "verified", "weights", "unscored", "conflict", "titles", "caps", "tie_break",
    "bands", "deductions", "per_capita", "derived_from", "divide_by",
}  # fmt: skip
_WEIGHT_KEYS = {"id", "form", "names", "class", "authority", "points", "unscored", "from", "to", "verified"}
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?(?:/[1-9]\d{0,8})?")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One mapping of a file, with checked ways to read it."""

    file: Path
    ident: str
    told: Mapping[str, Any]

    def error(self, message: str) -> RuleError:
        return RuleError(self.file, self.told.get("__line__"), self.ident, message)

    def own(self) -> list[str]:
        """Return the keys that the file has."""
        return [key for key in self.told if key != "__line__"]

    def check(self, allowed: set[str], needed: Sequence[str]) -> None:
        if unknown := sorted(set(self.own()) - allowed):
            raise self.error(f"unknown key {unknown[0]}; keys are {', '.join(sorted(allowed))}")
        if missing := [key for key in needed if key not in self.told]:
            raise self.error(f"lacks {', '.join(missing)}")

    def text(self, key: str, otherwise: str = "") -> str:
        value = self.told.get(key, otherwise)
        if not isinstance(value, str) or (key in self.told and not value.strip()):
            raise self.error(f"{key} needs a text")
        return value

    def number(self, key: str, least: Fraction = Fraction(0)) -> Fraction:
        value = self.told.get(key)
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            raise self.error(f"{key} needs a number, such as 1.5")
        if Fraction(value) < least:
            raise self.error(f"{key} is {value}; it cannot be below {least}")
        return Fraction(value)

    def whole(self, key: str) -> int:
        number = self.number(key, Fraction(1))
        if number.denominator != 1:
            raise self.error(f"{key} is {self.told[key]}; it needs a whole number")
        return int(number)

    def flag(self, key: str, otherwise: str) -> bool:
        value = self.told.get(key, otherwise)
        if value not in ("true", "false"):
            raise self.error(f"{key} is true or false")
        return bool(value == "true")

    def one_of(self, key: str, known: Sequence[str], otherwise: str) -> str:
        value = self.told.get(key, otherwise)
        if value not in known:
            raise self.error(f"{key} is one of {', '.join(known)}, not {value!r}")
        return str(value)

    def words(self, key: str, known: Sequence[str] | None = None, what: str = "word") -> tuple[str, ...]:
        """Return a list of words; a bare word would be read letter by letter."""
        value = self.told.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.error(f"{key} needs a list, such as [{known[0] if known else 'Chiến công'}]")
        if key in self.told and not value:
            raise self.error(f"{key} is empty; leave it out where it does not matter")
        for one in value:
            if known is not None and one not in known:
                raise self.error(f"unknown {what} {one!r}; {what}s are {', '.join(known)}")
        return tuple(value)

    def day(self, key: str) -> str:
        value = self.told.get(key, "")
        if value:
            try:
                return date.fromisoformat(value).isoformat()
            except (TypeError, ValueError):
                raise self.error(f"{key} is {value!r}; it needs a day, such as 2024-01-31") from None
        if key in self.told:
            raise self.error(f"{key} needs a day, such as 2024-01-31")
        return ""

    def below(self, key: str) -> _Entry:
        """Return the mapping under a key, an empty one where it is missing."""
        value = self.told.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"{key} needs a mapping")
        return _Entry(self.file, self.ident, value)

    def listed(self, key: str, like: str) -> list[_Entry]:
        """Return the mappings of the list under a key, none where it is missing."""
        value = self.told.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(f"{key} is a list of mappings, such as {like}")
        return [_Entry(self.file, self.ident, one) for one in value]


def is_derived(document: Any) -> bool:
    """Whether a scheme takes its weights from another one, which must be read first."""
    return isinstance(document, dict) and "derived_from" in document


def scheme_of(file: Path, document: Any, known: Mapping[str, Scheme]) -> Scheme:
    """Return the scheme of a file's content; `known` are those that it may be derived from."""
    if not isinstance(document, dict):
        raise RuleError(file, 1, None, "must be a mapping with id, letter, title, source, verified and weights")
    entry = _Entry(file, str(document.get("id", file.stem)), document)
    entry.check(_KEYS, ("letter", "title", "source", "verified"))
    base = _base(entry, known)
    if base is None:
        unscored: Mapping[str, str] = _unscored(entry.below("unscored"))
        weights = tuple(map(_weight, entry.listed("weights", "{id: giay-khen, form: giay-khen, points: {ca-nhan: 1}}")))
    else:
        weights, unscored = _divided(base, entry.number("divide_by", Fraction(1, 1000))), base.unscored
    _check_weights(entry, weights, unscored)
    per_capita = entry.below("per_capita")
    return Scheme(
        entry.text("id", file.stem), entry.text("letter"), entry.text("title"), entry.text("source"),
        entry.flag("verified", "false"), weights, unscored,
        entry.one_of("conflict", CONFLICTS, base.conflict if base else CONFLICTS[0]),
        entry.one_of("titles", TITLES, base.titles if base else TITLES[0]), _caps(entry.below("caps")),
        entry.words("tie_break", _FORMS, "form") or (base.tie_break if base else _FORMS), _bands(entry),
        tuple(map(_deduction, entry.listed("deductions", "{unit: X, day: 2024-05-01, points: 10, reason: Y}"))),
        per_capita.whole("per") if per_capita.own() else None, _strengths(per_capita), file,
    )  # fmt: skip


def _base(entry: _Entry, known: Mapping[str, Scheme]) -> Scheme | None:
    if not is_derived(entry.told):
        if "divide_by" in entry.told:
            raise entry.error("divide_by goes with derived_from, the id of a scheme")
        return None
    for key in ("weights", "unscored"):
        if key in entry.told:
            raise entry.error(f"{key} and derived_from cannot stand together; copy the other file instead")
    name = entry.text("derived_from")
    base = known.get(name) or next((one for one in known.values() if one.letter == name), None)
    if base is None:
        raise entry.error(f"derived_from: there is no scheme {name!r}; there are {', '.join(known) or 'none'}")
    return base


def _divided(base: Scheme, divisor: Fraction) -> tuple[Weight, ...]:
    return tuple(
        replace(one, points={kind: points / divisor for kind, points in one.points.items()}) for one in base.weights
    )


def _weight(row: _Entry) -> Weight:
    if not isinstance(row.told.get("id"), str):
        raise row.error("a weight lacks its id; give it one, such as giay-khen")
    entry = replace(row, ident=row.told["id"])
    entry.check(_WEIGHT_KEYS, ("form",))
    if ("points" in entry.told) == ("unscored" in entry.told):
        both = "points" in entry.told
        raise entry.error("has points and unscored; keep one" if both else "lacks points; or say why not: unscored")
    if entry.told["form"] not in _FORMS:
        raise entry.error(f"unknown form {entry.told['form']!r}; forms are {', '.join(_FORMS)}")
    classes = entry.told.get("class", ["1"])
    if not isinstance(classes, list) or not classes or any(one not in ("1", "2", "3") for one in classes):
        raise entry.error("class is a list of 1, 2, 3")
    start, end = entry.day("from"), entry.day("to")
    if start and end and end < start:
        raise entry.error("to lies before from")
    return Weight(
        entry.ident, entry.told["form"], tuple(map(name_key, entry.words("names"))),
        frozenset(map(int, classes)) if "class" in entry.told else frozenset(),
        frozenset(entry.words("authority", _AUTHORITIES, "authority")), _points(entry), start, end,
        entry.flag("verified", "true"), entry.text("unscored"),
    )  # fmt: skip


def _points(entry: _Entry) -> dict[str, Fraction]:
    if "unscored" in entry.told:
        return {}
    points = entry.told["points"]
    if not isinstance(points, dict) or set(points) == {"__line__"}:
        raise entry.error("points names recipients: {ca-nhan: 1, tap-the: 2}")
    by_kind = entry.below("points")
    for kind in by_kind.own():
        if kind not in _RECIPIENTS:
            raise by_kind.error(f"unknown recipient {kind!r}; recipients are {', '.join(_RECIPIENTS)}")
    return {kind: by_kind.number(kind) for kind in by_kind.own()}


def _check_weights(entry: _Entry, weights: Sequence[Weight], unscored: Mapping[str, str]) -> None:
    lines = [one.told.get("__line__") for one in entry.listed("weights", "")] or [entry.told.get("__line__")] * len(
        weights
    )
    ids: dict[str, int | None] = {}
    told: dict[tuple[object, ...], str] = {}
    for one, line in zip(weights, lines, strict=True):
        if one.id in ids:
            raise RuleError(entry.file, line, one.id, f"stands twice, first in line {ids[one.id]}; ids are unique")
        ids[one.id] = line
        if one.form in unscored:
            raise RuleError(
                entry.file, line, one.id, f"{one.form} stands under unscored too; take it out of one of them"
            )
        for kind in one.points or ("",):
            other = told.setdefault((*one.conditions, kind), one.id)
            if other != one.id:
                raise RuleError(entry.file, line, one.id, f"fits the same awards as {other} and would never count")
    scored = {one.form for one in weights}
    if missing := [form for form in _FORMS if form not in scored and form not in unscored]:
        raise entry.error(f"has no weight for {missing[0]}; give it one, or name it under unscored with a reason")


def _unscored(entry: _Entry) -> dict[str, str]:
    _check_forms(entry, entry.own())
    return {form: entry.text(form) for form in entry.own()}


def _caps(entry: _Entry) -> dict[str, Fraction]:
    _check_forms(entry, [key for key in entry.own() if key != "total"])
    return {name: entry.number(name) for name in entry.own()}


def _check_forms(entry: _Entry, forms: Sequence[str]) -> None:
    for form in forms:
        if form not in _FORMS:
            raise entry.error(f"unknown form {form!r}; forms are {', '.join(_FORMS)}")


def _bands(entry: _Entry) -> tuple[tuple[Fraction, str], ...]:
    rows = entry.listed("bands", "{name: Tốt, from: 70}")
    for row in rows:
        row.check({"name", "from"}, ("name", "from"))
    bands = [(row.number("from"), row.text("name")) for row in rows]
    for row, (high, low) in zip(rows[1:], pairwise(bands), strict=True):
        if high[0] <= low[0]:
            raise row.error(f"bands go from the highest to the lowest; {low[1]} must begin below {high[1]}")
    return tuple(bands)


def _deduction(entry: _Entry) -> Deduction:
    entry.check({"unit", "day", "points", "reason"}, ("unit", "day", "points", "reason"))
    return Deduction(entry.text("unit"), entry.day("day"), entry.number("points"), entry.text("reason"))


def _strengths(entry: _Entry) -> dict[str, int]:
    if not entry.own():
        return {}
    entry.check({"per", "strengths", "file"}, ("per",))
    if ("strengths" in entry.told) == ("file" in entry.told):
        raise entry.error("per_capita needs strengths, {unit: people}, or file, a CSV with the columns unit and people")
    if "file" in entry.told:
        return _strengths_file(entry.file.parent / entry.text("file"), entry)
    strengths = entry.below("strengths")
    return {name_key(unit): strengths.whole(unit) for unit in strengths.own()}


def _strengths_file(path: Path, entry: _Entry) -> dict[str, int]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise entry.error(f"file {path.name} cannot be read ({error})") from None
    found: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        unit, people = (row.get("unit") or "").strip(), (row.get("people") or "").strip()
        if not unit or not re.fullmatch(r"[1-9]\d{0,8}", people):
            raise RuleError(path, number, unit or None, "needs a unit and its people, a whole number")
        if name_key(unit) in found:
            raise RuleError(path, number, unit, "stands twice")
        found[name_key(unit)] = int(people)
    return found
