"""Which records of a period count: awarded ones with a number, each figure once, a total or its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from thidua.facts import Fact
from thidua.scoring.outcome import LeftOut, left
from thidua.scoring.periods import Period
from thidua.scoring.scheme import Scheme
from thidua.scoring.weighing import Weigher, whole_day

Noted = tuple[Fact, tuple[str, ...]]  # a record, and what a reader should know about its points

_BOTH = "tap-the-ca-nhan"
_YEAR, _EVER = 366, 100_000  # days


def in_period(facts: Sequence[Fact], period: Period | None, out: list[LeftOut]) -> tuple[list[Noted], int]:
    """Return the records of a period, and how many are of others.

    A figure that several articles report has one period, whatever each of them says of it: else it would count for the
    year it was earned and again for the year in which an article without a period was published.
    """
    if period is None:
        return [(fact, ()) for fact in facts], 0
    of_clusters = _periods(facts)
    found: list[Noted] = []
    outside = 0
    for fact in facts:
        covered = of_clusters.get(fact.cluster or "", fact.period)
        day = whole_day(fact.published)
        notes = () if covered else ("theo ngày đăng bài",)
        start, end = covered or (day, day)
        if start is None or end is None:
            out.append(left(fact, "no-date"))
        elif period[0] <= start and end <= period[1]:
            found.append((fact, notes))
        elif start <= period[1] and period[0] <= end:
            out.append(left(fact, "overlap"))
        else:
            outside += 1
    return found, outside


def _periods(facts: Iterable[Fact]) -> Mapping[str, Period]:
    """Return cluster → the period of its records that covers most: what a ceremony looked back on."""
    found: dict[str, Period] = {}
    for fact in facts:
        if fact.cluster and fact.period and fact.status == "awarded":
            found[fact.cluster] = max(fact.period, found.get(fact.cluster, fact.period), key=_cover)
    return found


def _cover(period: Period | None) -> tuple[int, Period]:
    """Rank periods of one figure: up to a year the longer, then longer ones («5 năm qua» is told of single days too)."""
    try:
        days = (date.fromisoformat(period[1]) - date.fromisoformat(period[0])).days if period else -_EVER
    except ValueError:
        days = -_EVER
    return days if days <= _YEAR else -days, period or ("", "")


def counted(inside: Sequence[Noted], scheme: Scheme, weigher: Weigher, out: list[LeftOut]) -> Iterator[Noted]:
    """Yield the records that count, each figure once; put the others into `out`."""
    summed = _totals_or_parts([fact for fact, _ in inside], weigher)
    chosen = _representatives([fact for fact, _ in inside], scheme, weigher, summed)
    for fact, notes in inside:
        found = None
        if fact.status != "awarded":
            found = left(fact, "status")
        elif fact.count is None:
            found = left(fact, "count")
        elif fact.record in summed:
            found = summed[fact.record]
        elif fact.cluster and chosen.get(fact.cluster) != fact.record:
            found = left(fact, _code(fact, scheme))
        if found:
            out.append(found)
        else:
            yield fact, (*notes, *_notes(fact, scheme))


def _code(fact: Fact, scheme: Scheme) -> str:
    if not fact.conflict:
        return "duplicate"
    return "conflict-left" if scheme.conflict == "leave-out" else "conflict"


def _notes(fact: Fact, scheme: Scheme) -> Iterator[str]:
    if fact.conflict:
        yield f"các bài nêu khác nhau, lấy số {'thấp' if scheme.conflict == 'lowest' else 'cao'} nhất"
    if fact.qualifier != "exact":
        yield "bài chỉ nêu khoảng chừng"
    if fact.unit_inferred:
        yield "bài không nêu đơn vị; tính cho Công an nơi bài nói tới"
    if fact.luot:
        yield "tính theo lượt"


# --- totals and parts -----------------------------------------------------------------------------


def _totals_or_parts(facts: Iterable[Fact], weigher: Weigher) -> Mapping[str, LeftOut]:
    """Return record → why it gives way, for totals whose parts count and for parts whose total counts."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.group and fact.role:
            groups[fact.article, fact.group].append(fact)
    given: dict[str, LeftOut] = {}
    for members in groups.values():
        for totals, parts in _sums(members):
            given |= {one.fact.record: one for one in _giving_way(totals, parts, weigher)}
    return given


def _sums(members: Sequence[Fact]) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Yield totals with their parts: of each kind of recipient apart, a total for both kinds with what is left."""
    totals = [fact for fact in members if fact.role == "total"]
    kinds = {fact.recipient for fact in totals} - {_BOTH}
    for kind in sorted(kinds):
        yield [one for one in totals if one.recipient == kind], _parts(members, {kind})
    if both := [one for one in totals if one.recipient == _BOTH]:
        yield both, _parts(members, {fact.recipient for fact in members} - kinds)


def _parts(members: Sequence[Fact], kinds: set[str]) -> list[Fact]:
    return [fact for fact in members if fact.role == "part" and fact.recipient in kinds]


def _giving_way(totals: Sequence[Fact], parts: Sequence[Fact], weigher: Weigher) -> Iterator[LeftOut]:
    """Yield what gives way: the total where its parts make it up or where it has no weight itself, else the parts.

    Parts are narrower than their total, they tell class, name and unit; but they may be some of many («trong đó có»).
    """
    if not parts:
        return
    whole, known = sum(one.count or 0 for one in totals), sum(one.count or 0 for one in parts)
    if all(map(weigher.scores, totals)) and not (whole == known and all(map(weigher.scores, parts))):
        for one in parts:
            yield left(one, "part")
        return
    rest = f"là tổng; các phần của nó đã được tính, {whole - known} còn lại chưa rõ hình thức" if whole > known else ""
    for one in totals:
        yield left(one, "total", rest)


# --- figures that several articles report ---------------------------------------------------------


def _representatives(
    facts: Sequence[Fact], scheme: Scheme, weigher: Weigher, summed: Mapping[str, LeftOut]
) -> Mapping[str, str]:
    """Return cluster → the record that counts for it: the surest one; of a conflict, as the scheme says.

    A record that is counted through its total or its parts stands for its cluster: the figure is in the points already.
    """
    members: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.cluster and fact.count is not None and fact.status == "awarded":
            members[fact.cluster].append(fact)
    chosen = {}
    for cluster, found in members.items():
        # An article that leaves the grantor or the unit out must not take the points of one that tells them.
        usable = [fact for fact in found if fact.unit is not None and weigher(fact) is not None] or found
        if contained := [fact for fact in found if fact.record in summed]:
            usable = contained
        elif any(fact.conflict for fact in found):
            if scheme.conflict == "leave-out":
                continue
            wanted = (min if scheme.conflict == "lowest" else max)(fact.count or 0 for fact in usable)
            usable = [fact for fact in usable if fact.count == wanted]
        chosen[cluster] = min(usable, key=_surest).record
    return chosen


def _surest(fact: Fact) -> tuple[object, ...]:
    return -_cover(fact.period)[0], fact.unit_inferred, -fact.confidence, fact.article, fact.record
