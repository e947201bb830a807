"""Of what was read, the articles of a time, and the first ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from thidua.clean import publication
from thidua.records import Article, Problem

_BOUND = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(slots=True)
class PassedOver:
    """How many articles `dated` did not pass on, and why."""

    undated: int = 0
    outside: int = 0


def dated(
    items: Iterable[Article | Problem],
    since: str | None = None,
    until: str | None = None,
    passed_over: PassedOver | None = None,
) -> Iterator[Article | Problem]:
    """Return the articles published from `since` to `until`, both included, and every problem.

    A bound is a day, a month or a year. An article of which only the month is known counts where the month and the
    time overlap. Where the file says no date, the article's own time stamp («Thứ Hai, 6/5/2021, 10:30») tells it; one
    without either is passed over and counted. Without bounds all are passed on.

    >>> news = [Article(id=day, text="…", published=day) for day in ("2021-04-30", "2021-05", "2021-06-01")]
    >>> [article.id for article in dated(news, "2021-05-15", "2021-05")]
    ['2021-05']

    Raises:
        ValueError: a bound that is no day, month or year, or a time that ends before it begins.
    """
    for bound in (since, until):
        if bound is not None and not _BOUND.fullmatch(bound):
            raise ValueError(f"{bound!r} is no day (2021-05-06), month (2021-05) or year (2021)")
    if since is None and until is None:
        return iter(items)
    if since is not None and until is not None and until < since[: len(until)]:
        raise ValueError(f"the time ends ({until}) before it begins ({since})")
    return _dated(items, since or "", until, passed_over or PassedOver())


def _dated(
    items: Iterable[Article | Problem], since: str, until: str | None, passed_over: PassedOver
) -> Iterator[Article | Problem]:
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        match placed(item, since, until):
            case "inside":
                yield item
            case "outside":
                passed_over.outside += 1
            case "undated":
                passed_over.undated += 1


def placed(article: Article, since: str | None, until: str | None) -> Literal["inside", "outside", "undated"]:
    """Return where an article lies to the bounds, by its day or month; without bounds every one is inside."""
    if since is None and until is None:
        return "inside"
    published = publication(article)
    if not published:
        return "undated"
    inside = _last_day(published) >= (since or "") and (until is None or published <= _last_day(until))
    return "inside" if inside else "outside"


def _last_day(value: str) -> str:
    """Return a day that no later one of this day, month or year exceeds: dates of one form compare as strings do."""
    return value + "-12-31"[len(value) - 10 :] if len(value) < 10 else value


def limited(items: Iterable[Article | Problem], count: int) -> Iterator[Article | Problem]:
    """Yield the first `count` articles and the problems before the last of them; nothing behind it is read.

    >>> [article.id for article in limited((Article(id=str(number), text="…") for number in range(9)), 2)]
    ['0', '1']
    """
    if count < 1:
        return
    for item in items:
        yield item
        if isinstance(item, Article):
            count -= 1
            if not count:
                return
