"""Which articles report one event: signs for and against it, weighed, each told in the link."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log10

import numpy as np

from thidua.facts import Fact
from thidua.link.figures import comparable
from thidua.link.grouping import MANY, Groups
from thidua.link.pairs import Pairs
from thidua.link.report import Report, Words

_WINDOW = 10  # days between two reports of one event
_ENOUGH = 2.0  # of the weights below
_TELLING = 10  # a count that makes two reports a candidate, whatever force they name
_MOST_NEAR = 200  # reports within those days that one is compared with: a force has as many where they are reprints
_RARE = 5  # reports that share a mark before it says nothing
_COMMON = 12  # reports of a force that name a person or unit before it says nothing


@dataclass(frozen=True, slots=True)
class EventLink:
    """Two articles that report one event, how sure that is, and why."""

    one: str
    other: str
    weight: float
    why: str


def event_links(reports: Sequence[Report], reposted: Iterable[tuple[str, str]] = ()) -> Iterator[EventLink]:
    """Yield the pairs of reports of one event; near-duplicates are given, and are always one.

    Of more than `MANY` reports of one event each is paired with one of its group.
    """
    known = {(min(pair), max(pair)) for pair in reposted}
    rare = _Rare(reports)
    ordered = sorted(reports, key=lambda report: report.article)
    together: Groups[int] = Groups()
    for first, second in _candidates(ordered, known, rare):
        if together.are_settled(first, second):
            continue
        one, other = ordered[first], ordered[second]
        if (one.article, other.article) in known:
            weight, why = _ENOUGH, "gần như cùng một bài"
        else:
            weight, why = weigh(one, other, rare)
        if weight >= _ENOUGH:
            together.join(first, second)
            yield EventLink(one.article, other.article, round(weight, 2), why)


def tell_apart(one: Report, other: Report) -> bool:
    """Whether two texts that are nearly one tell of two events: a form of words that districts or years share.

    They do where each names forces, units or days and none is in common; reprints name the same ones.
    """
    if _differ(one.forces, other.forces) or _differ(one.units, other.units):
        return True
    apart = one.day is not None and other.day is not None and abs((one.day - other.day).days) > _WINDOW
    return apart and _differ(one.days, other.days)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _candidates(ordered: Sequence[Report], known: set[tuple[str, str]], rare: _Rare) -> Pairs:
    """Return the pairs that may be one event: a force or a rare name in common and days that are near, or nearly one text."""
    together: dict[str, list[int]] = defaultdict(list)  # by force, by a name that few reports have, by a figure
    numbers = {report.article: number for number, report in enumerate(ordered)}
    for number, report in enumerate(ordered):
        for key in (*report.forces, *rare.names(report.names), *_figure_keys(report)):
            together[key].append(number)
    met = Pairs()
    for alike in together.values():
        dated = sorted((day, number) for number in alike if (day := ordered[number].day))
        first = 0
        for index, (day, late) in enumerate(dated):
            while (day - dated[first][0]).days > _WINDOW:
                first += 1
            for _, early in dated[max(first, index - _MOST_NEAR) : index]:
                met.add(early, late)
    for one, other in known:
        if one in numbers and other in numbers:
            met.add(numbers[one], numbers[other])
    return met


def _figure_keys(report: Report) -> Iterator[str]:
    """Yield keys of the figures that two reports seldom have in common by chance."""
    for fact in report.facts:
        if (fact.count or 0) >= _TELLING:
            yield f"{fact.form}|{fact.recipient}|{fact.count}"


class _Rare:
    """How telling a name is: the fewer reports have it, the more it says that two of them are one event."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._counts: Counter[str] = Counter()
        for report in reports:
            self._counts.update(report.names)
            self._counts.update(report.marks)
        everything = np.concatenate([report.words for report in reports]) if reports else np.empty(0, np.uint32)
        self._words, held = np.unique(everything, return_counts=True)
        self._worth = np.log1p(len(reports) / np.maximum(held, 1))

    def names(self, shared: Iterable[str], most: int = _COMMON) -> list[str]:
        """Return the shared names that few reports have, sorted."""
        return sorted(name for name in shared if self._counts[name] <= most)

    def likeness(self, one: Words, other: Words) -> float:
        """Return the weighted share of words that two reports have in common, 0 to 1."""
        if not len(one) or not len(other):
            return 0.0
        return self._weight(np.intersect1d(one, other, assume_unique=True)) / min(
            self._weight(one), self._weight(other)
        )

    def _weight(self, words: Words) -> float:
        return float(self._worth[np.searchsorted(self._words, words)].sum())


def weigh(one: Report, other: Report, rare: _Rare) -> tuple[float, str]:
    """Return how much speaks for one event, and what does.

    An equal figure says the more the larger it is: two reports have «214 cá nhân» in common by chance far less often
    than «2 tập thể». Reports that are written anew share few words, so words only speak for an event, never against it.
    """
    told: list[str] = []
    weight = 0.0
    same = matched(one.facts, other.facts)
    if same:
        weight += min(_MOST_FIGURES, sum(log10(1 + (fact.count or 0)) for fact, _ in same))
        told.append(f"{len(same)} số liệu giống nhau")
    weight -= _CONTRADICTED * len(contradicted(one.facts, other.facts, same))
    if people := rare.names(one.people & other.people):
        weight += min(_MOST_PEOPLE, _PERSON * len(people))
        told.append(f"cùng nêu {len(people)} người")
    if marks := rare.names(one.marks & other.marks, most=_RARE):
        weight += min(_MOST_MARKS, _MARK * len(marks))
        told.append(f"cùng nhắc {', '.join(marks[:3])}")
    if one.units & other.units:
        weight += _UNIT
        told.append("cùng đơn vị")
    elif one.units and other.units:
        weight -= _UNIT
    if one.days & other.days:
        weight += _DAY
        told.append("cùng ngày")
    likeness = rare.likeness(one.words, other.words)
    if likeness > _USUAL_LIKENESS and not tell_apart(one, other):
        weight += _WORDS * (likeness - _USUAL_LIKENESS)
        told.append(f"lời văn giống {likeness:.0%}")
    if not one.forces & other.forces:
        if one.forces and other.forces:
            weight -= _OTHER_FORCE
        elif not marks and not rare.names(one.names & other.names):
            weight -= _UNIT  # one does not say where it happened, and names nobody and nothing of the other
    if not same and not people and not marks and likeness < _ALIKE:
        weight -= _UNIT  # one force has many ceremonies; unit and day alone make no event
    return weight, ", ".join(told)


_MOST_FIGURES, _MOST_PEOPLE, _MOST_MARKS = 5.0, 2.0, 2.0
_CONTRADICTED, _PERSON, _MARK, _UNIT, _OTHER_FORCE, _DAY, _WORDS = 0.5, 0.8, 0.4, 1.0, 3.0, 1.0, 6.0
_ALIKE = 0.25
_USUAL_LIKENESS = 0.1  # two reports of one force share so much of their words whatever they tell


def matched(one: Sequence[Fact], other: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Return the pairs of records with comparable award and equal count, each record once."""
    left = list(other)
    pairs = []
    for fact in one:
        found = next(
            (o for o in left if o.count == fact.count and fact.count is not None and comparable(fact, o)), None
        )
        if found is not None:
            left.remove(found)
            pairs.append((fact, found))
    return pairs


def contradicted(
    one: Sequence[Fact], other: Sequence[Fact], same: Sequence[tuple[Fact, Fact]]
) -> list[tuple[Fact, Fact]]:
    """Return the pairs of comparable records with other counts, where each is the only one that the other can be."""
    done = {fact.record for pair in same for fact in pair}
    mine = [fact for fact in one if fact.record not in done and fact.count is not None]
    theirs = [fact for fact in other if fact.record not in done and fact.count is not None]
    pairs = []
    for fact in mine:
        here = [o for o in theirs if told_alike(fact, o)]
        if len(here) == 1 and sum(told_alike(f, here[0]) for f in mine) == 1:
            pairs.append((fact, here[0]))
    return pairs


def told_alike(a: Fact, b: Fact) -> bool:
    """Whether two records are told with the same award, class, grantor, unit and way of counting."""
    return comparable(a, b) and a.class_ == b.class_ and set(a.authority) == set(b.authority) and a.luot == b.luot


def closed(links: Sequence[EventLink]) -> Iterator[EventLink]:
    """Yield the links and those that follow: what two reports have with a third, they have with one another.

    In a group of more than `MANY` reports they follow for the first of it alone.
    """
    direct = {(link.one, link.other): link for link in links}
    members: dict[str, list[str]] = defaultdict(list)
    of_large: dict[str, list[tuple[str, str]]] = defaultdict(list)
    first = groups(direct)
    for ident in first:
        members[first[ident]].append(ident)
    for pair in direct:
        if len(members[first[pair[0]]]) > MANY:
            of_large[first[pair[0]]].append(pair)
    for top, group in members.items():
        pairs = set(of_large[top]) | {(top, one) for one in group[1:]} if top in of_large else combinations(group, 2)
        for one, other in sorted(pairs):
            yield direct.get((one, other)) or EventLink(one, other, _ENOUGH, "cùng sự kiện với một bài thứ ba")


def groups(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return article → the first article of its group, in order, for articles that are linked to any other."""
    together: Groups[str] = Groups()
    for pair in links:
        together.join(*pair)
    first: dict[str, str] = {}
    return {ident: first.setdefault(together.top(ident), ident) for ident in sorted(together)}
