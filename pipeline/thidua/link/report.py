"""What linking knows of an article: its day, its force, whom and what it names, and its award records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from thidua.facts import Fact
from thidua.offsets import fold

Words = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Report:
    """An article as one report of some event."""

    article: str
    day: date | None  # of publication, of the latest period of its records where that is not known
    source: str | None
    forces: frozenset[str]  # names of the forces of its units, and of those that it names
    units: frozenset[str]  # folded names of the units that it names below a force
    names: frozenset[str]  # folded names of all people and units that it names
    people: frozenset[str]  # folded names with a rank, and of recipients
    days: frozenset[str]  # full dates that it states
    facts: tuple[Fact, ...]
    marks: frozenset[str] = frozenset()  # names («Huổi Sứa») and counted things («60 kg») of its text
    words: Words = field(
        default_factory=lambda: np.empty(0, np.uint32)
    )  # hashes of pairs of syllables, each once, sorted


def real_day(value: str | None) -> date | None:
    """Return an ISO day as a date, None for a month, a year or nothing."""
    if value is None or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def latest_day(facts: tuple[Fact, ...]) -> date | None:
    """Return the last day that the records of an article speak of."""
    ends = [day for fact in facts if fact.period and (day := real_day(fact.period[1]))]
    return max(ends, default=None)


# What begins «tập thể», «cá nhân», «lượt …», «đơn vị», «đồng chí»: award figures are compared as figures.
_RECIPIENTS = frozenset({"tập", "cá", "lượt", "đơn", "đồng"})
_TOKEN = re.compile(r"\w+(?:[.,/-]\w+)*|[^\w\s]")


def words_of(text: str) -> tuple[frozenset[str], Words]:
    """Return the pairs of neighbouring syllables of a text that name or count something, and hashes of all its pairs.

    Hashes, because a million articles have some hundred pairs each; two pairs in four billion share one.

    >>> sorted(words_of("Thu 60 kg ma túy tại khe Huổi Sứa.")[0])
    ['60 kg', 'huổi sứa']
    """
    tokens = _TOKEN.findall(text)
    pairs, marks = set(), set()
    for one, other in pairwise(tokens):
        if not (one[0].isalnum() and other[0].isalnum()):
            continue
        pair = fold(f"{one} {other}")
        pairs.add(crc32(pair.encode("utf-8", "surrogatepass")))
        counted = one[0].isdigit() and other[0].isalpha() and fold(other) not in _RECIPIENTS
        if counted or (one[0].isupper() and other[0].isupper()):
            marks.add(pair)
    return frozenset(marks), np.array(sorted(pairs), np.uint32)
