"""One figure in several articles: clusters of records within the reports of one event, agreed or in conflict."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from thidua.facts import Fact
from thidua.link.events import told_alike
from thidua.link.figures import comparable


@dataclass(slots=True)
class Cluster:
    """Records of one figure, each from another article, and why each of them belongs."""

    facts: list[Fact] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)  # where its records stand
    counts: set[int | None] = field(default_factory=set)  # the counts that its articles give
    faces: dict[object, Fact] = field(default_factory=dict)  # one record for each way in which its records are told

    def add(self, fact: Fact, why: str) -> None:
        """Take a record in, with the reason."""
        self.facts.append(fact)
        self.why.append(why)
        self.articles.add(fact.article)
        self.counts.add(fact.count)
        self.faces.setdefault(_face(fact), fact)

    @property
    def id(self) -> str:
        """A hash of its records."""
        return hashlib.sha256("\x1f".join(sorted(fact.record for fact in self.facts)).encode()).hexdigest()[:16]

    @property
    def verdict(self) -> str:
        """`reported` where all give one value, else `conflict`."""
        return "reported" if len(self.counts) == 1 else "conflict"


def clusters(reports: Sequence[Sequence[Fact]]) -> Iterator[Cluster]:
    """Yield the figures that at least two reports of one event give; `reports` are their records, in order of articles."""
    found: list[Cluster] = []
    left: list[list[Fact]] = []
    for facts in reports:
        left.append([fact for fact in facts if fact.count is not None and not _joins(found, fact)])
        for fact in left[-1]:
            found.append(Cluster())
            found[-1].add(fact, "bài đầu tiên")
    _settle_conflicts(found)
    yield from (cluster for cluster in found if len(cluster.facts) > 1)


def _joins(found: list[Cluster], fact: Fact) -> bool:
    """Put a record into the first cluster of its count that it is comparable with; say whether there was one."""
    fitting = [
        cluster
        for cluster in found
        if fact.count in cluster.counts
        and fact.article not in cluster.articles
        and all(comparable(fact, other) for other in cluster.faces.values())
    ]
    best = min(fitting, key=lambda cluster: _distance(fact, cluster.facts[0]), default=None)
    if best is None:
        return False
    best.add(fact, "cùng sự kiện, cùng hình thức, đối tượng và số lượng")
    return True


def _face(fact: Fact) -> object:
    """Return what two records are compared by, whatever their articles: reprints tell theirs alike."""
    unit = fact.unit.id if fact.unit else None
    return (
        fact.form, fact.name, fact.class_, tuple(fact.authority), fact.recipient, fact.luot, fact.status, unit,
        fact.unit_inferred, fact.period,
    )  # fmt: skip


def _distance(a: Fact, b: Fact) -> int:
    """Return in how much two comparable records are told otherwise."""
    unit = 0 if a.unit and b.unit and a.unit.id == b.unit.id else 1
    return (
        (set(a.authority) != set(b.authority)) + (a.class_ != b.class_) + (a.luot != b.luot) + (a.role != b.role) + unit
    )


def _settle_conflicts(found: list[Cluster]) -> None:
    """Join clusters of other counts that can only be one figure: each is the only one that the other can be."""
    changed = True
    while changed:
        changed = False
        for cluster in found:
            others = [other for other in found if other is not cluster and _may_be_one(cluster, other)]
            if len(others) == 1 and sum(_may_be_one(others[0], one) for one in found if one is not others[0]) == 1:
                for fact in others[0].facts:
                    cluster.add(fact, "cùng sự kiện, cùng hình thức, cấp khen và đối tượng; số lượng khác")
                found.remove(others[0])
                changed = True
                break


def _may_be_one(a: Cluster, b: Cluster) -> bool:
    alike = all(told_alike(x, y) for x in a.faces.values() for y in b.faces.values())
    return alike and not a.articles & b.articles
