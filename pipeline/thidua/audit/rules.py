"""`rules/audit.yaml`: who may grant what to whom, which units exist, read strictly; a wrong file stops with file, line and id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from thidua.audit.finding import Severity
from thidua.offsets import fold
from thidua.ranks import RANKS
from thidua.records import Authority, Form, RecipientKind
from thidua.rulefile import RuleError, read_yaml, rules_dir

Example = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Basis:
    """What every rule says of itself: its id, how grave a breach is, what it rests on, and on which days it holds."""

    id: str
    severity: Severity
    basis: str
    verified: bool  # the source was read; what rests on one that was not is a warning at most
    start: str
    end: str
    accept: tuple[Example, ...]  # what it must find fault with
    reject: tuple[Example, ...]  # what it must not
    line: int

    def in_force(self, day: str | None) -> bool:
        """Whether the rule holds on a day; on an unknown one it may."""
        return day is None or ((not self.start or self.start <= day) and (not self.end or day <= self.end))


@dataclass(frozen=True, slots=True)
class LawRule:
    """A rule about forms (and names, folded; none for any): the codes that it allows (`may`) or excludes (`barred`)."""

    about: Basis
    forms: frozenset[str]
    names: tuple[str, ...]
    may: frozenset[str]
    barred: frozenset[str]

    def names_it(self, form: str, name: str | None) -> bool:
        """Whether the rule speaks of a form and name."""
        if form not in self.forms:
            return False
        return not self.names or (name is not None and fold(name).startswith(self.names))

    def holds(self, form: str, name: str | None, day: str | None) -> bool:
        """Whether the rule speaks of a form and name on a day."""
        return self.names_it(form, name) and self.about.in_force(day)


@dataclass(frozen=True, slots=True)
class UnitRule:
    """Units, by how their names begin (folded) or by the code of the grantor, that are gone after a day (`about.end`)."""

    about: Basis
    phrases: tuple[str, ...]
    authorities: frozenset[str]


@dataclass(frozen=True, slots=True)
class PostRule:
    """The ranks that a post may have, as places in RANKS, both ends included; the post's name begins with a phrase."""

    about: Basis
    phrases: tuple[str, ...]  # folded
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class SumRules:
    """From which share of the total a list of parts is judged, by how it is built; reasons stand in audit.yaml."""

    listed_from: float
    ladder_from: float
    ladder_steps: int
    complete_from: float
    approximate: float


@dataclass(frozen=True, slots=True)
class AuditRules:
    """All of audit.yaml."""

    file: Path
    sums: SumRules
    grantors: tuple[LawRule, ...]
    classes: tuple[LawRule, ...]
    recipients: tuple[LawRule, ...]
    units: tuple[UnitRule, ...]
    posts: tuple[PostRule, ...]


def load_audit_rules(folder: Path | str | None = None) -> AuditRules:
    """Return the audit's rules of a rules folder, the packaged one by default."""
    return _load(rules_dir(folder) / "audit.yaml")


# --- reading ---------------------------------------------------------------------------------------

_SECTIONS = ("sums", "grantors", "classes", "recipients", "units", "posts")
_BASIS_KEYS = {"id", "severity", "basis", "verified", "from", "to", "accept", "reject", "__line__"}
_LAW_KEYS = {"forms", "names", "may", "not"}
_UNIT_KEYS = {"phrases", "authorities"}
_POST_KEYS = {"phrases", "from_rank", "to_rank"}
_LAW_EXAMPLE = {"form", "name", "class", "authority", "recipient", "status", "day"}
_UNIT_EXAMPLE = {"unit", "authority", "day"}
_POST_EXAMPLE = {"rank", "position", "day"}

R = TypeVar("R")


@lru_cache(4)
def _load(file: Path) -> AuditRules:
    document = read_yaml(file)
    if not isinstance(document, dict) or set(document) - {"__line__"} != set(_SECTIONS):
        raise RuleError(file, 1, None, f"must have {', '.join(sorted(_SECTIONS))}, and nothing else")
    seen: set[str] = set()

    def rules(section: str, build: Callable[[Path, dict[str, Any], set[str]], R]) -> tuple[R, ...]:
        entries = document[section]
        if not isinstance(entries, list):
            raise RuleError(file, document["__line__"], section, "must be a list of rules")
        for entry in entries:
            if not isinstance(entry, dict) or "id" not in entry:
                line = entry["__line__"] if isinstance(entry, dict) else document["__line__"]
                raise RuleError(file, line, None, f"a rule of {section} needs an id")
        return tuple(build(file, entry, seen) for entry in entries)

    return AuditRules(
        file,
        _sums(file, document["sums"]),
        rules("grantors", lambda f, e, s: _law(f, e, s, get_args(Authority))),
        rules("classes", lambda f, e, s: _law(f, e, s, ())),
        rules("recipients", lambda f, e, s: _law(f, e, s, get_args(RecipientKind))),
        rules("units", _unit),
        rules("posts", _post),
    )


def _sums(file: Path, entry: Any) -> SumRules:
    keys = tuple(SumRules.__dataclass_fields__)
    if not isinstance(entry, dict) or set(entry) - {"__line__"} != set(keys):
        raise RuleError(file, None, "sums", f"must have {', '.join(keys)}, and nothing else")
    numbers: dict[str, float] = {}
    for key in keys:
        try:
            numbers[key] = float(entry[key])
        except (TypeError, ValueError):
            raise RuleError(file, entry["__line__"], "sums", f"{key} is {entry[key]!r}, no number") from None
        if key != "ladder_steps" and not 0 <= numbers[key] <= 1:
            raise RuleError(file, entry["__line__"], "sums", f"{key} is {numbers[key]}, not from 0 to 1")
    return SumRules(**{**numbers, "ladder_steps": int(numbers["ladder_steps"])})  # type: ignore[arg-type]


def _basis(
    file: Path, entry: dict[str, Any], keys: set[str], needed: Sequence[str], example: set[str], seen: set[str]
) -> Basis:
    """Return what an entry says of itself, its keys known and its id new."""
    ident, line = str(entry["id"]), entry["__line__"]

    def wrong(message: str) -> RuleError:
        return RuleError(file, line, ident, message)

    if unknown := sorted(set(entry) - keys - _BASIS_KEYS):
        raise wrong(f"unknown key {unknown[0]}; keys are {', '.join(sorted((keys | _BASIS_KEYS) - {'__line__'}))}")
    if missing := [key for key in (*needed, "severity", "basis", "verified") if key not in entry]:
        raise wrong(f"lacks {', '.join(missing)}")
    if ident in seen:
        raise wrong("stands twice; ids are unique")
    seen.add(ident)
    if entry["severity"] not in get_args(Severity):
        raise wrong(f"severity is one of {', '.join(get_args(Severity))}")
    if entry["verified"] not in ("true", "false"):
        raise wrong("verified is true or false")
    verified = entry["verified"] == "true"
    if not verified and entry["severity"] == "error":
        raise wrong("rests on a source that is not verified: a warning at most")
    for key in ("from", "to"):
        if key in entry and not _is_day(entry[key]):
            raise wrong(f"{key}: {entry[key]!r} is no day (YYYY-MM-DD)")
    for key in ("accept", "reject"):
        if not isinstance(entry.get(key), list) or not entry[key]:
            raise wrong(f"needs {key}: a list of examples")
        for one in entry[key]:
            if not isinstance(one, dict) or set(one) - {"__line__"} - example:
                raise wrong(f"{key}: an example has {', '.join(sorted(example))}")
    return Basis(
        ident, cast(Severity, entry["severity"]), entry["basis"], verified, entry.get("from", ""), entry.get("to", ""),
        tuple(entry["accept"]), tuple(entry["reject"]), line,
    )  # fmt: skip


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _words(file: Path, entry: dict[str, Any], key: str) -> list[str]:
    words = entry.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise RuleError(file, entry["__line__"], entry["id"], f"{key}: must be a list")
    return words


def _codes(file: Path, entry: dict[str, Any], key: str, known: Sequence[str]) -> frozenset[str]:
    codes = _words(file, entry, key)
    if wrong := [code for code in codes if code not in known]:
        raise RuleError(file, entry["__line__"], entry["id"], f"{key}: unknown code {wrong[0]!r}")
    return frozenset(codes)


def _law(file: Path, entry: dict[str, Any], seen: set[str], codes: Sequence[str]) -> LawRule:
    about = _basis(file, entry, _LAW_KEYS, ("forms",), _LAW_EXAMPLE, seen)
    may, barred = _codes(file, entry, "may", codes), _codes(file, entry, "not", codes)
    if codes and bool(may) == bool(barred):
        raise RuleError(file, entry["__line__"], about.id, "needs either may or not")
    names = tuple(fold(name) for name in _words(file, entry, "names"))
    return LawRule(about, _codes(file, entry, "forms", get_args(Form)), names, may, barred)


def _unit(file: Path, entry: dict[str, Any], seen: set[str]) -> UnitRule:
    about = _basis(file, entry, _UNIT_KEYS, ("to",), _UNIT_EXAMPLE, seen)
    phrases = tuple(fold(phrase) for phrase in _words(file, entry, "phrases"))
    authorities = _codes(file, entry, "authorities", get_args(Authority))
    if not phrases and not authorities:
        raise RuleError(file, entry["__line__"], about.id, "needs phrases or authorities")
    return UnitRule(about, phrases, authorities)


def _post(file: Path, entry: dict[str, Any], seen: set[str]) -> PostRule:
    about = _basis(file, entry, _POST_KEYS, ("phrases", "from_rank", "to_rank"), _POST_EXAMPLE, seen)
    for key in ("from_rank", "to_rank"):
        if entry[key] not in RANKS:
            known = ", ".join(RANKS)
            raise RuleError(file, entry["__line__"], about.id, f"{key}: {entry[key]!r} is no rank; ranks are {known}")
    if about.severity == "error":
        raise RuleError(file, entry["__line__"], about.id, "ranks are set case by case: a warning at most")
    phrases = tuple(fold(phrase) for phrase in _words(file, entry, "phrases"))
    return PostRule(about, phrases, RANKS.index(entry["from_rank"]), RANKS.index(entry["to_rank"]))
