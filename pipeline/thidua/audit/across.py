"""conflict, cumulative, duplicate: what several articles say of one figure, and one unit's figures over growing periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from thidua.audit.evidence import of_place
from thidua.audit.finding import Finding, finding
from thidua.audit.telling import CLASSES, form_of, number, opening, vietnamese
from thidua.facts import Fact, Place
from thidua.labels import RECIPIENTS


def audit_across(
    clusters: Iterable[Sequence[Fact]],
    related: Iterable[Sequence[Fact]],
    reposts: Iterable[tuple[Place, Place, float]],
) -> Iterator[Finding]:
    """Yield what several articles show together.

    `clusters` hold the records of one figure, `related` the figures of one unit, form and grantor whose periods begin on
    one day and end later and later, `reposts` the first lines of articles that are nearly one text, and how alike they are.
    """
    for cluster in clusters:
        yield from check_cluster(cluster)
    for chain in related:
        for earlier, later in pairwise(chain):
            yield from check_chain(earlier, later)
    for one, other, likeness in reposts:
        yield check_repost(one, other, likeness)


def check_cluster(cluster: Sequence[Fact]) -> Iterator[Finding]:
    """Yield whether the articles that report one figure agree, and that it counts once."""
    told = sorted((fact for fact in cluster if fact.count is not None), key=lambda f: (f.published or "", f.article))
    if len(told) < 2:
        return
    records, evidence = tuple(fact.record for fact in told), tuple(of_place(fact.figure) for fact in told)
    subject = what(told[0])
    said = "; ".join(f"{_number(fact)} ({_source(fact)})" for fact in told)
    exact = {fact.count for fact in told if fact.qualifier == "exact"}
    if len(exact) > 1 or any(_excluded(fact, exact) for fact in told):
        last = told[-1]
        message = f"Các bài nêu khác nhau về {subject}: {said}; bài đăng sau cùng nêu {_number(last)}."
        yield finding("conflict", "lệch", "error" if len(exact) > 1 else "warning", message, evidence, records)
        return
    articles = len({fact.article for fact in told})
    if len({fact.count for fact in told}) > 1:
        message = f"{articles} bài nêu {subject}, có bài chỉ nêu khoảng chừng: {said}."
        yield finding("conflict", "chưa đủ", "info", message, evidence, records)
    else:
        message = f"{articles} bài cùng nêu {_number(told[0])} cho {subject}: {said}."
        yield finding("conflict", "khớp", "info", message, evidence, records)
    if articles > 1:
        message = f"{opening(subject)} có trong {articles} bài; chỉ tính một lần."
        yield finding("duplicate", "khớp", "info", message, evidence, records)


def check_chain(earlier: Fact, later: Fact) -> Iterator[Finding]:
    """Yield whether a figure of a longer period is at least that of the shorter one that it holds."""
    if earlier.count is None or later.count is None or earlier.period is None or later.period is None:
        return
    records, evidence = (earlier.record, later.record), (of_place(earlier.figure), of_place(later.figure))
    said = (
        f"{_number(earlier)} tính đến {vietnamese(earlier.period[1])}, "
        f"{_number(later)} tính đến {vietnamese(later.period[1])}"
    )
    subject = what(earlier)
    # «hơn 200» may be more than it says, so only the later number must be exact to fall; «gần» decides nothing.
    falls = earlier.count > later.count and earlier.qualifier != "approx" and later.qualifier == "exact"
    if falls:
        told = f"Số lũy kế giảm: {subject}: {said}, dù cùng tính từ {vietnamese(earlier.period[0])}."
        yield finding("cumulative", "lệch", "error", told, evidence, records)
    elif earlier.qualifier == later.qualifier == "exact":
        yield finding("cumulative", "khớp", "info", f"Số lũy kế không giảm: {subject}: {said}.", evidence, records)
    else:
        told = f"Số lũy kế chỉ nêu khoảng chừng: {subject}: {said}."
        yield finding("cumulative", "chưa đủ", "info", told, evidence, records)


def check_repeats(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Yield awards that one article gives twice to one unit: the same form, class, grantor, recipient, number and period."""
    met: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        if fact.count is None or fact.count < _TELLING or fact.role is not None:
            continue
        unit = fact.unit.id if fact.unit else None
        key = (
            fact.article, unit, fact.form, fact.name, fact.class_, fact.authority, fact.recipient, fact.count, fact.period,
            fact.status,
        )  # fmt: skip
        if (before := met.get(key)) is not None:
            evidence = (of_place(before.figure), of_place(fact.figure))
            told = f"{opening(what(fact))} ghi hai lần cùng số {_number(fact)} trong một bài; xem có tính trùng không."
            yield finding("duplicate", "chưa đủ", "warning", told, evidence, (before.record, fact.record))
        met[key] = fact


_TELLING = 5  # smaller numbers recur by chance


def check_repost(one: Place, other: Place, likeness: float) -> Finding:
    """Return that two articles are nearly one text, so that their figures count once."""
    told = f"Hai bài {one.article} và {other.article} giống nhau {likeness:.0%}; có thể là đăng lại, chỉ tính một lần."
    return finding("duplicate", "khớp", "info", told, (of_place(one), of_place(other)))


def _excluded(fact: Fact, exact: set[int | None]) -> bool:
    """Whether «hơn», «trên» is more than an exact number that another article gives."""
    return fact.qualifier == "at-least" and any(
        fact.count is not None and one is not None and fact.count > one for one in exact
    )


def what(fact: Fact) -> str:
    """Return form, recipients and unit of a record in words: «Bằng khen cho tập thể của Công an tỉnh Sơn La»."""
    name = " ".join(filter(None, ("", fact.name, CLASSES.get(fact.class_ or 0))))
    unit = f" của {fact.unit.name}" if fact.unit else ""
    return f"{form_of(fact.form)}{name} cho {RECIPIENTS[fact.recipient].lower()}{unit}"


def _number(fact: Fact) -> str:
    rough = {"approx": "khoảng ", "at-least": "hơn "}.get(fact.qualifier, "")
    return rough + number(fact.count or 0)


def _source(fact: Fact) -> str:
    told = [fact.source or fact.article]
    if fact.published:
        told.append(vietnamese(fact.published))
    return ", ".join(told)
