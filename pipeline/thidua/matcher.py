"""The rules of one kind, matched together: on the sentences of an article at once, or on one text.

Phrases stand in one automaton; an expression is tried only where a match of it can begin (`starts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick_rs
import regex

from thidua.offsets import Text, fold
from thidua.prefilter import Gate
from thidua.rulefile import RuleError
from thidua.starts import Starts


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a file: what it matches, what that means, and the examples that prove it."""

    id: str
    kind: str
    file: Path
    line: int
    phrases: tuple[str, ...] = ()
    pattern: regex.Pattern[str] | None = None
    on_text: bool = False  # match the folded text with its capitals instead of the key
    build: str | None = None
    value: Any = None
    not_before: tuple[str, ...] = ()  # words that may not follow
    not_after: tuple[str, ...] = ()  # words that may not stand before
    accept: Mapping[str, str] = field(default_factory=dict)
    reject: tuple[str, ...] = ()

    def error(self, message: str) -> RuleError:
        """Return a RuleError that points at this rule."""
        return RuleError(self.file, self.line, self.id, message)


class Hit(NamedTuple):
    """A stretch of the key that a rule matched."""

    start: int
    end: int
    rule: Rule
    match: regex.Match[str] | None
    text: str  # the text whose key was matched


_Phrase = tuple[Rule, int, int]  # and where it stands
_Match = tuple[int, Rule, regex.Match[str]]  # with the rule's place in its file


class Matcher:
    """All rules of one kind, compiled."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._phrases = _Phrases(rules)
        self._expressions = _Expressions(rules)

    def prepare(self) -> None:
        """Do now what is otherwise done once enough has been read."""
        self._expressions.starts.prepare()

    def gate(self) -> Gate:
        """Return what tells of a raw text that no rule can match in it."""
        expressions = [rule.pattern.pattern for rule in self.rules if rule.pattern is not None]
        return Gate(expressions, [fold(phrase) for rule in self.rules for phrase in rule.phrases])

    def hits(self, text: Text, tried: Set[int] | None = None) -> list[Hit]:
        """Return every match of every rule on whole words, in text order, longest first where two begin together.

        `tried` are the places in the file of the rules that may match, where that is known.
        """
        return _hits(text, self._expressions.matches(text, tried), self._phrases.found(text.key, tried))

    def longest(self, text: Text, tried: Set[int] | None = None) -> list[Hit]:
        """Return matches that do not overlap: from left to right, the longest."""
        return _longest(self.hits(text, tried))


def _hits(text: Text, matches: list[_Match], phrases: list[_Phrase]) -> list[Hit]:
    if len(matches) > 1:
        matches.sort(key=itemgetter(0))  # rules in the order of their file, which decides between equals
    key = text.key
    found = [
        Hit(start, end, rule, None, text.text)
        for rule, start, end in phrases
        if (start == 0 or not key[start - 1].isalnum()) and (end == len(key) or not key[end].isalnum())
    ]
    found += [Hit(match.start(), match.end(), rule, match, text.text) for _, rule, match in matches]
    found = [hit for hit in found if _allowed(hit, key)]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    return found


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    end = 0
    for hit in hits:
        if hit.start >= end:
            kept.append(hit)
            end = hit.end
    return kept


class _Phrases:
    """The phrases of a file, in one automaton."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._phrases = [(fold(phrase), rule) for rule in rules for phrase in rule.phrases]
        self._automaton = ahocorasick_rs.AhoCorasick([phrase for phrase, _ in self._phrases]) if self._phrases else None
        self._places = frozenset(place for place, rule in enumerate(rules) if rule.phrases)

    def found(self, key: str, tried: Set[int] | None) -> list[_Phrase]:
        """Return the phrases that stand in a key, overlapping ones too."""
        if self._automaton is None or (tried is not None and self._places.isdisjoint(tried)):
            return []
        return [
            (self._phrases[index][1], start, end)
            for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True)
        ]


class _Expressions:
    """The regular expressions of a file, each on its form of the text."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = {place: (rule, rule.pattern) for place, rule in enumerate(rules) if rule.pattern is not None}
        on_text = [place for place, (rule, _) in self._rules.items() if rule.on_text]
        self.starts = Starts({place: pattern.pattern for place, (_, pattern) in self._rules.items()}, on_text)

    def matches(self, text: Text, tried: Set[int] | None) -> list[_Match]:
        """Return every match of every rule with the rule's place in the file."""
        found: list[_Match] = []
        if tried is not None and self._rules.keys().isdisjoint(tried):
            return found
        places = self.starts.places(text.key, text.cased, tried)
        for place in self.starts.anywhere if places is not None else self._rules:
            if tried is None or place in tried:
                rule, pattern = self._rules[place]
                found += [(place, rule, match) for match in pattern.finditer(text.cased if rule.on_text else text.key)]
        last, end = -1, 0
        for place, start in places or ():  # what `finditer` finds, place by place
            if place != last:
                last, end = place, 0
                rule, pattern = self._rules[place]
                searched = text.cased if rule.on_text else text.key
            if start >= end and (match := pattern.match(searched, start)) is not None:
                end = match.end()
                found.append((place, rule, match))
        return found


def _ends_a_name(hit: Hit, ahead: str, word: str) -> bool:
    """Whether a word ahead of a hit ends a name: «xã Tân Lập được tặng», not «lập được thành tích»."""
    start = len(ahead) - len(word)
    written = hit.text[start : start + len(word)]
    return (
        start > 1
        and ahead[start - 2].isalnum()
        and written[:1].isupper()
        and written[1:].isalpha()
        and written[1:].islower()
        and not ahead[: start - 1].endswith(_POSTS)  # «Trưởng Chương trình»
    )


_POSTS = ("trưởng", "phó")


def _allowed(hit: Hit, key: str) -> bool:
    rule = hit.rule
    if rule.not_before:
        rest = key[hit.end :].lstrip(' "')
        if rest.startswith(rule.not_before) and any(
            rest.startswith(word) and not rest[len(word) : len(word) + 1].isalnum() for word in rule.not_before
        ):
            return False
    if rule.not_after:
        ahead = key[: hit.start].rstrip(' "')
        if ahead.endswith(rule.not_after) and any(
            ahead.endswith(word) and not ahead[: -len(word)][-1:].isalnum() and not _ends_a_name(hit, ahead, word)
            for word in rule.not_after
        ):
            return False
    return True
