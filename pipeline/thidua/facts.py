"""Award records with their surroundings, flat: what linking, auditing and scoring read, from the database or from extractions.

A fact is one award record of one article together with the unit that received it. Where the text names no unit, the
home force of the article stands in, marked as inferred.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from thidua.offsets import fold
from thidua.records import Extraction
from thidua.registry import is_common

_MINISTRY = "Bộ Công an"  # full names of units are in one spelling
_DEEPEST = 6  # a team below a ward below a district below a province below the Ministry, and one to spare


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as an article names it: `path` goes from it upwards, «Phòng Tham mưu», «Công an tỉnh Hà Tĩnh».

    The Ministry above all police is left out of a path, because some articles name it and some do not.
    """

    path: tuple[str, ...]
    since: str = ""  # first day of its force's present state, where a merger kept the name: another population

    @property
    def id(self) -> str:
        """A hash of the folded path and the state: two papers that write one path differently mean one unit."""
        return _unit_id(self.path, self.since)

    @property
    def name(self) -> str:
        """Its full name as of the article's date."""
        return self.path[0]

    @property
    def parent(self) -> str | None:
        """The body directly above it, None where the article tells none."""
        return self.path[1] if len(self.path) > 1 else None

    def with_above(self) -> tuple[Unit, ...]:
        """Return the bodies above it and itself, the highest first."""
        return tuple(Unit(self.path[index:], self.since) for index in range(len(self.path) - 1, -1, -1))

    @property
    def force(self) -> str:
        """The highest body of the path: the province's police, a department of the Ministry."""
        return self.path[-1]


@lru_cache(65_536)  # an archive names some thousand units again and again
def _unit_id(path: tuple[str, ...], since: str) -> str:
    return hashlib.sha256("\x1f".join([since, *map(fold, path)]).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article; `quote` is the text there."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One award record with its article, its unit and its place; fields are those of `records.Award`."""

    record: str
    article: str
    published: str | None
    source: str | None
    form: str
    name: str | None
    class_: int | None
    authority: tuple[str, ...]
    recipient: str
    count: int | None
    qualifier: str
    luot: bool
    status: str
    period: tuple[str, str] | None
    group: str | None
    role: str | None
    unit: Unit | None
    unit_inferred: bool  # the text names no unit; the article's home stands in
    people: tuple[str, ...]  # names of the recipients that the text names
    confidence: float
    place: Place  # of the clause
    figure: Place  # of the number, or of the clause where no number is written
    cluster: str | None = None  # records of one figure in several articles share it, set by linking
    conflict: bool = False  # the records of its cluster give different counts


Since = Callable[[str, str | None], str]  # (force, day) → the first day of its state on that day, "" where unknown


def facts_of(extraction: Extraction, since: Since = lambda _force, _day: "") -> Iterator[Fact]:
    """Yield the award records of an article as facts; `since` tells the states of a force apart (`Registry.since`)."""
    above = {unit.name: unit.parent for unit in extraction.units}
    for award in extraction.awards:
        day = award.period[1] if award.period else extraction.published
        unit = unit_of(award.recipient_unit_full or award.recipient_unit, extraction.home, above, since, day)
        first = award.evidence[0]
        place = Place(extraction.id, first.start, first.end, first.quote)
        counted = award.fields.get("count")
        figure = place
        if counted and counted.start is not None and counted.end is not None and counted.quote is not None:
            figure = Place(extraction.id, counted.start, counted.end, counted.quote)
        yield Fact(
            record=award.id, article=extraction.id, published=extraction.published, source=extraction.source,
            form=award.form, name=award.name, class_=award.class_, authority=award.authority, recipient=award.recipient,
            count=award.count, qualifier=award.qualifier, luot=award.luot, status=award.status, period=award.period,
            group=award.group, role=award.role, unit=unit, unit_inferred=award.recipient_unit is None,
            people=tuple(one.name for one in award.recipients), confidence=award.confidence, place=place, figure=figure,
        )  # fmt: skip


def unit_of(
    name: str | None,
    home: str | None,
    above: Mapping[str, str | None],
    since: Since = lambda _force, _day: "",
    day: str | None = None,
) -> Unit | None:
    """Return a named unit with the bodies above it, the home force of the article where none is named.

    `above` gives the parent of each unit that the article names. «Công an tỉnh» without a home is no unit in particular:
    that of one province would stand for that of another.
    """
    if name is None or (home is None and is_common(name) and not above.get(name)):
        return Unit((home,), since(home, day)) if home else None
    path = [name]
    while len(path) < _DEEPEST and (parent := above.get(path[-1])) and parent not in path:
        path.append(parent)
    if len(path) == 1 and home and name not in above and home != name:
        path.append(home)
    if len(path) > 1 and path[-1] == _MINISTRY:
        path.pop()
    return Unit(tuple(path), since(path[-1], day))
