"""The clause patterns of assembly.yaml: expressions over the symbols of a sentence, heavier ones preferred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import regex

from thidua.prefilter import Prefilter
from thidua.superset import needed_letters


@dataclass(frozen=True, slots=True)
class Pattern:
    """A clause pattern over mention symbols (see `assemble/grammar.py`)."""

    id: str
    file: Path
    line: int
    pattern: regex.Pattern[str]
    weight: float


# From how many rows on the scan pays: to work out what it looks for takes as long as they do without it.
_PAYS_FROM = 500


class Patterns:
    """Patterns in the order of their file."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._asked = 0
        self._needed = [needed_letters(pattern.pattern.pattern) for pattern in patterns]

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._patterns)

    @cached_property
    def _scan(self) -> Prefilter:
        return Prefilter([pattern.pattern.pattern for pattern in self._patterns])

    def prepare(self) -> None:
        """Do now what is otherwise done once enough has been read."""
        self._scan.prepare()
        self._asked = _PAYS_FROM

    def tried(self, symbols: str) -> list[Pattern]:
        """Return those that may match in a row of symbols: where no scan can tell, those whose letters all stand there."""
        self._asked += 1
        told = self._scan.found_in(symbols) if self._asked > _PAYS_FROM else None
        if told is not None:
            return [self._patterns[index] for index in sorted(told)]
        present = frozenset(symbols)
        return [one for one, needed in zip(self._patterns, self._needed, strict=True) if needed <= present]
