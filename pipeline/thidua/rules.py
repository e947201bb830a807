"""The YAML files under `rules/` as a checked, compiled RuleSet; a bad file stops at once with file, line and id."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import regex

from thidua.confidence_rules import Weights, read_weights
from thidua.expressions import Expressions
from thidua.matcher import Matcher, Rule
from thidua.offsets import Text, fold, fold_cased, normalise
from thidua.patterns import Pattern, Patterns
from thidua.prefilter import Gate
from thidua.ranks import OFFICIAL
from thidua.registry import Registry, load_registry
from thidua.rulefile import RuleError, read_yaml, rules_dir
from thidua.sieve import Sieve

KINDS = ("numbers", "dates", "forms", "recipients", "authorities", "ranks", "markers", "context")
# What every sentence is searched for: the rules of two kinds, and words for a rank.
SOUGHT = ("dates", "forms")
RANK_WORDS = "rank words"


@dataclass(frozen=True)
class RuleSet:
    """Everything under `rules/`, compiled."""

    folder: Path
    matchers: Mapping[str, Matcher]
    patterns: Patterns
    examples: tuple[SentenceExample, ...]
    registry: Registry
    weights: Weights

    def __getitem__(self, kind: str) -> Matcher:
        return self.matchers[kind]

    def prepare(self) -> None:
        """Do now what is otherwise done once enough has been read."""
        for matcher in self.matchers.values():
            matcher.prepare()
        self.gate.prepare()
        for sieve in self.sieves.values():
            sieve.prepare()
        self.patterns.prepare()

    @cached_property
    def sieves(self) -> Mapping[str, Sieve]:
        """What tells which rules can match in which sentences, by their kind: people apart, since most articles need none."""
        words = Rule(RANK_WORDS, "ranks", self.folder, 0, phrases=tuple(OFFICIAL))
        always = Sieve({RANK_WORDS: (words,), **{kind: self.matchers[kind].rules for kind in SOUGHT}})
        people = Sieve({"ranks": self.matchers["ranks"].rules})
        return {kind: sieve for sieve in (always, people) for kind in sieve.kinds}

    @cached_property
    def gate(self) -> Gate:
        """What tells of a raw article that no award form can stand in it."""
        return self.matchers["forms"].gate()

    @cached_property
    def version(self) -> str:
        """The program's version and a digest of the files that extraction reads: `0.1.0+3f9a0c1b2d`."""
        files = [self.folder / f"{kind}.yaml" for kind in (*KINDS, "assembly", "confidence", "sources")]
        digest = hashlib.sha256()
        for file in (*files, *sorted((self.folder / "units").glob("*.yaml"))):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
        return f"{version('thidua')}+{digest.hexdigest()[:10]}"

    @cached_property
    def context(self) -> Mapping[str, regex.Pattern[str]]:
        """The phrases and expressions of context.yaml by what they do, as one expression each."""
        words: dict[str, list[str]] = {}
        for rule in self.matchers["context"].rules:
            found = words.setdefault(rule.value, [])
            found.extend(regex.escape(fold(phrase)) for phrase in rule.phrases)
            if rule.pattern is not None:
                found.append(rule.pattern.pattern)
        longest = {name: "|".join(sorted(found, key=len, reverse=True)) for name, found in words.items()}
        return {name: regex.compile(rf"(?<!\w)(?:{found})(?!\w)") for name, found in longest.items()}


@dataclass(frozen=True, slots=True)
class SentenceExample:
    """A sentence of `assembly.yaml` with the records that it must give (only the fields named there count)."""

    id: str
    file: Path
    line: int
    text: str
    published: str | None
    records: tuple[Mapping[str, Any], ...]


RECORD_FIELDS = frozenset(
    {
        "form",
        "name",
        "class",
        "authority",
        "recipient",
        "count",
        "qualifier",
        "luot",
        "status",
        "recipient_unit",
        "period",
        "role",
    }
)
# The named slots that a clause pattern may fill.
SLOTS = frozenset({"to", "form", "form2", "auth", "of", "of2", "more", "q", "times"})
_RULE_KEYS = {"id", "phrases", "regex", "on", "build", "value", "not_before", "not_after", "accept", "reject"}


def load_rules(folder: Path | str | None = None) -> RuleSet:
    """Read and check all rule files; raise RuleError at the first thing that is wrong.

    The result is cached per folder: rules compile once per process.
    """
    return _load(rules_dir(folder))


@lru_cache(maxsize=8)
def _load(folder: Path) -> RuleSet:
    seen: dict[str, Rule] = {}
    matchers = {}
    for kind in KINDS:
        rules = _read_rules(folder / f"{kind}.yaml", kind)
        for rule in rules:
            if rule.id in seen:
                raise rule.error(
                    f"this id stands already in {seen[rule.id].file.name}:{seen[rule.id].line}; ids are unique"
                )
            seen[rule.id] = rule
        matchers[kind] = Matcher(rules)
    patterns, examples = _read_assembly(folder, seen)
    weights = read_weights(folder / "confidence.yaml")
    return RuleSet(folder, matchers, patterns, examples, load_registry(folder), weights)


def _read_rules(path: Path, kind: str) -> tuple[Rule, ...]:
    """Return the rules of a rule file."""
    document = read_yaml(path)
    if not isinstance(document, dict) or not isinstance(document.get("rules"), list):
        raise RuleError(path, 1, None, "must be a mapping with `rules:`, a list (and, where wanted, `macros:`)")
    unknown = set(document) - {"__line__", "macros", "rules"}
    if unknown:
        raise RuleError(
            path,
            document["__line__"],
            None,
            f"unknown key {sorted(unknown)[0]!r}; known are macros and rules",
        )
    macros = {name: value for name, value in (document.get("macros") or {}).items() if name != "__line__"}
    expressions = Expressions(path.read_text(encoding="utf-8"))
    rules = tuple(_rule(path, kind, entry, macros, expressions) for entry in document["rules"])
    expressions.keep()
    return rules


def _rule(path: Path, kind: str, entry: Any, macros: Mapping[str, str], expressions: Expressions) -> Rule:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise RuleError(
            path, entry.get("__line__") if isinstance(entry, dict) else None, None, "a rule is a mapping with an id"
        )
    line, ident = entry["__line__"], entry["id"]
    unknown = set(entry) - _RULE_KEYS - {"__line__"}
    if unknown:
        raise RuleError(
            path, line, ident, f"unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_RULE_KEYS))}"
        )
    if ("phrases" in entry) == ("regex" in entry):
        raise RuleError(path, line, ident, "a rule has either phrases or a regex")
    on_text = entry.get("on", "key") == "text"
    pattern = None
    if "regex" in entry:
        source = expand(entry["regex"], macros, path, line, ident)
        pattern = _compiled(path, line, ident, source, expressions, folded=not on_text)
    accept = entry.get("accept") or {}
    if isinstance(accept, list):
        accept = dict.fromkeys(accept, "")
    accept = {text: value for text, value in accept.items() if text != "__line__"}
    reject = tuple(entry.get("reject") or ())
    if not accept or not reject:
        raise RuleError(path, line, ident, "an example is missing: every rule has `accept` and `reject` lines")
    for text in accept:
        if text.count("[[") != 1 or text.count("]]") != 1:
            raise RuleError(path, line, ident, f"an accept line marks one span with [[ ]]: {text}")
    value = entry.get("value")
    if isinstance(value, dict):
        value = {name: item for name, item in value.items() if name != "__line__"}
    return Rule(
        id=ident, kind=kind, file=path, line=line, phrases=tuple(entry.get("phrases") or ()), pattern=pattern, on_text=on_text,
        build=entry.get("build"), value=value, accept=accept, reject=reject,
        not_before=tuple(fold(word) for word in entry.get("not_before") or ()),
        not_after=tuple(fold(word) for word in entry.get("not_after") or ()),
    )  # fmt: skip


_MACRO = regex.compile(r"(?<!\\[pP])\{([A-Z_]+)\}")  # not the braces of \p{Lu}


def expand(source: str, macros: Mapping[str, str], path: Path, line: int, ident: str) -> str:
    """Return `source` with each `{NAME}` replaced by that macro; macros may use macros written before them."""
    for _ in range(8):
        names = set(_MACRO.findall(source))
        if not names:
            return source
        if unknown := sorted(names - set(macros)):
            raise RuleError(path, line, ident, f"unknown macro {{{unknown[0]}}}")
        source = _MACRO.sub(lambda match: f"(?:{macros[match[1]]})", source)
    raise RuleError(path, line, ident, "macros refer to one another in a circle")


_CLASS_OR_ESCAPE = regex.compile(r"\[\^?(?:\\.|[^\]\\])+\]|\\.")


def _ascii_digits(match: regex.Match[str]) -> str:
    """Return a class or an escape of an expression with the digits that a number can be read from."""
    found: str = match[0]
    return found.replace(r"\d", "0-9" if found[0] == "[" else "[0-9]")


def _compiled(
    path: Path, line: int, ident: str, source: str, expressions: Expressions, *, folded: bool | None
) -> regex.Pattern[str]:
    """Compile a rule's expression; letters are folded as the text they match (key or cased; None: not), group names
    and escapes are left alone, digits are 0 to 9."""
    source = _CLASS_OR_ESCAPE.sub(_ascii_digits, source)
    if folded is not None:
        letters = fold if folded else fold_cased
        source = regex.sub(
            r"\(\?P?<\w+>|\(\?[i<!=:]+|\\[pP]\{\w+\}|\\.|[^\\(]+|\(",
            lambda m: m[0] if m[0][0] in "(\\" else letters(m[0]),
            source,
        )
    try:
        return expressions.compile(source)
    except regex.error as error:
        raise RuleError(path, line, ident, f"bad regex: {error}") from None


def _read_assembly(folder: Path, seen: Mapping[str, Rule]) -> tuple[Patterns, tuple[SentenceExample, ...]]:
    """Read the patterns of assembly.yaml and the sentences that prove them, there and in the files under assembly/."""
    known: set[str] = set(seen)
    patterns: list[Pattern] = []
    examples: list[SentenceExample] = []
    for path in (folder / "assembly.yaml", *sorted((folder / "assembly").glob("*.yaml"))):
        document = read_yaml(path)
        if not isinstance(document, dict) or set(document) - {"__line__", "macros", "patterns", "sentences"}:
            raise RuleError(path, 1, None, "must be a mapping with macros, patterns and sentences")
        macros = {name: value for name, value in (document.get("macros") or {}).items() if name != "__line__"}
        expressions = Expressions(path.read_text(encoding="utf-8"))
        patterns += [_pattern(path, entry, macros, known, expressions) for entry in document.get("patterns") or ()]
        expressions.keep()
        examples += _sentences(path, document, known)
    return Patterns(patterns), tuple(examples)


def read_sentences(path: Path) -> tuple[SentenceExample, ...]:
    """Return the sentences of one file with the records that they should give."""
    document = read_yaml(path)
    if not isinstance(document, dict):
        raise RuleError(path, 1, None, "must be a mapping with sentences")
    return tuple(_sentences(path, document, set()))


def _sentences(path: Path, document: Mapping[str, Any], known: set[str]) -> list[SentenceExample]:
    return [_sentence(path, entry, known) for entry in document.get("sentences") or ()]


def _known_id(path: Path, entry: Any, known: set[str], required: set[str], optional: set[str]) -> tuple[int, str]:
    """Return line and id of an entry of assembly.yaml after checking its keys."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise RuleError(
            path, entry.get("__line__") if isinstance(entry, dict) else None, None, "an entry is a mapping with an id"
        )
    line, ident = entry["__line__"], entry["id"]
    keys = set(entry) - {"__line__"}
    if not required <= keys or keys - required - optional:
        wrong = sorted(keys - required - optional) or sorted(required - keys)
        raise RuleError(
            path,
            line,
            ident,
            f"key {wrong[0]!r} is unknown or missing; there are {', '.join(sorted(required | optional))}",
        )
    if ident in known:
        raise RuleError(path, line, ident, "this id stands already elsewhere; ids are unique")
    known.add(ident)
    return line, ident


def _pattern(path: Path, entry: Any, macros: Mapping[str, str], known: set[str], expressions: Expressions) -> Pattern:
    line, ident = _known_id(path, entry, known, {"id", "match"}, {"weight"})
    source = regex.sub(r"\s+", "", expand(entry["match"], macros, path, line, ident))
    try:
        weight = float(entry.get("weight", 1))
    except ValueError:
        raise RuleError(path, line, ident, f"weight is a number, not {entry['weight']!r}") from None
    pattern = _compiled(path, line, ident, source, expressions, folded=None)
    if unknown := sorted(set(pattern.groupindex) - SLOTS):
        raise RuleError(path, line, ident, f"unknown slot {unknown[0]!r}; there are {', '.join(sorted(SLOTS))}")
    return Pattern(ident, path, line, pattern, weight)


def _sentence(path: Path, entry: Any, known: set[str]) -> SentenceExample:
    line, ident = _known_id(path, entry, known, {"id", "text", "records"}, {"published"})
    records = []
    for record in entry["records"] or ():
        fields = {name: value for name, value in record.items() if name != "__line__"}
        if unknown := sorted(set(fields) - RECORD_FIELDS):
            raise RuleError(
                path,
                record["__line__"],
                ident,
                f"unknown field {unknown[0]!r} in a record; known are {', '.join(sorted(RECORD_FIELDS))}",
            )
        if not {"form", "recipient", "count"} <= set(fields):
            raise RuleError(
                path,
                record["__line__"],
                ident,
                "a record needs form, recipient and count (count: null where the text has none)",
            )
        for name, value in fields.items():
            if isinstance(value, dict) or isinstance(value, list) != (name == "authority"):
                what = "a list of codes" if name == "authority" else "one value (a period: 2018, 2018/2022 or a day)"
                raise RuleError(path, record["__line__"], ident, f"{name} is {what}, not {value!r}")
        records.append(fields)
    return SentenceExample(ident, path, line, entry["text"], entry.get("published"), tuple(records))


def marked(example: str) -> tuple[Text, int, int]:
    """Return an accept line's text without its [[ ]] and the span that they marked, in the clean text."""
    start = example.index("[[")
    end = example.index("]]") - 2
    return normalise(example.replace("[[", "").replace("]]", "")), start, end
