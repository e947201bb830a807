"""Which articles report one event: signs for and against it, weighed, each told in the link."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from thidua.facts import Fact
from thidua.link.figures import comparable
from thidua.link.report import Report

_WINDOW = 10  # days between two reports of one event
_ENOUGH = 4.0  # of the weights below
_COMMON = 12  # reports of a force that name a person or unit before it says nothing


@dataclass(frozen=True, slots=True)
class EventLink:
    """Two articles that report one event, how sure that is, and why."""

    one: str
    other: str
    weight: float
    why: str


def event_links(reports: Sequence[Report], reposted: Iterable[tuple[str, str]] = ()) -> Iterator[EventLink]:
    """Yield the pairs of reports of one event; near-duplicates are given, and are always one."""
    known = {tuple(sorted(pair)) for pair in reposted}
    rare = _Rare(reports)
    for one, other in _candidates(reports, known):
        if (one.article, other.article) in known:
            yield EventLink(one.article, other.article, _ENOUGH, "gần như cùng một bài")
            continue
        weight, why = weigh(one, other, rare)
        if weight >= _ENOUGH:
            yield EventLink(one.article, other.article, round(weight, 2), why)


def _candidates(reports: Sequence[Report], known: set[tuple[str, ...]]) -> Iterator[tuple[Report, Report]]:
    """Yield the pairs that may be one event: a force in common and days that are near, or nearly one text."""
    by_force: dict[str, list[Report]] = defaultdict(list)
    by_id = {report.article: report for report in reports}
    for report in reports:
        for force in report.forces:
            by_force[force].append(report)
    met: set[tuple[str, str]] = set()
    for force in sorted(by_force):
        dated = sorted((r for r in by_force[force] if r.day), key=lambda r: (r.day, r.article))
        first = 0
        for index, late in enumerate(dated):
            while (late.day - dated[first].day).days > _WINDOW:  # type: ignore[operator]
                first += 1
            for early in dated[first:index]:
                met.add(_pair(early, late))
    met |= {(pair[0], pair[1]) for pair in known if pair[0] in by_id and pair[1] in by_id}
    for one, other in sorted(met):
        yield by_id[one], by_id[other]


def _pair(a: Report, b: Report) -> tuple[str, str]:
    return (a.article, b.article) if a.article < b.article else (b.article, a.article)


class _Rare:
    """How telling a name is: the fewer reports have it, the more it says that two of them are one event."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._counts: Counter[str] = Counter()
        for report in reports:
            self._counts.update(report.people | report.units)
            self._counts.update(report.words)
        self._reports = len(reports)

    def names(self, shared: Iterable[str]) -> list[str]:
        """Return the shared names that few reports have, sorted."""
        return sorted(name for name in shared if self._counts[name] <= _COMMON)

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the weighted share of words that two reports have in common, 0 to 1."""
        if not one or not other:
            return 0.0
        return self._weight(one & other) / min(self._weight(one), self._weight(other))

    def _weight(self, words: frozenset[str]) -> float:
        return sum(log(1 + self._reports / self._counts[word]) for word in sorted(words))


def weigh(one: Report, other: Report, rare: _Rare) -> tuple[float, str]:
    """Return how much speaks for one event, and what does."""
    told: list[str] = []
    weight = 0.0
    same = matched(one.facts, other.facts)
    if same:
        figures = min(3.0, sum(_tells(fact) for fact, _ in same))
        weight += figures
        told.append(f"{len(same)} số liệu giống nhau")
    against = contradicted(one.facts, other.facts, same)
    weight -= 1.0 * len(against)
    people = rare.names(one.people & other.people)
    if people:
        weight += min(2.0, 0.8 * len(people))
        told.append(f"cùng nêu {len(people)} người")
    units = one.units & other.units
    if units:
        weight += 1.0
        told.append("cùng đơn vị")
    elif one.units and other.units:
        weight -= 1.0
    days = one.days & other.days
    if days:
        weight += 1.0
        told.append("cùng ngày")
    likeness = rare.likeness(one.words, other.words)
    if likeness:
        weight += 6 * (likeness - 0.2)
        told.append(f"lời văn giống {likeness:.0%}")
    return weight, ", ".join(told)


def _tells(fact: Fact) -> float:
    """Return how much an equal count says: small numbers are equal by chance."""
    count = fact.count or 0
    return 0.5 if count < 3 else 0.8 if count < 10 else 1.2


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


def groups(links: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return article → the first article of its group, for articles that are linked to any other."""
    above: dict[str, str] = {}

    def top(ident: str) -> str:
        while above.setdefault(ident, ident) != ident:
            above[ident] = above[above[ident]]
            ident = above[ident]
        return ident

    for one, other in links:
        a, b = sorted((top(one), top(other)))
        above[b] = a
    return {ident: top(ident) for ident in sorted(above)}


def pairs_of(members: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return all pairs of articles of one group."""
    by_top: dict[str, list[str]] = defaultdict(list)
    for ident, first in members.items():
        by_top[first].append(ident)
    return {pair for group in by_top.values() for pair in combinations(sorted(group), 2)}
