"""Years that the text leaves out, filled from the day of publication, else from what the text itself says."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from thidua.mentions.base import Mention
from thidua.mentions.date import UNKNOWN, DateValue, span

_YEAR = regex.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of when the article was written: a year, and the month and day where known."""

    year: int
    month: int | None = None
    day: int | None = None
    rule: str = "date.published"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date mention of the article with its years filled in."""

    start: int
    end: int
    value: str
    grain: str
    rule: str


def anchor(published: str | None, dates: Sequence[Mention], key: str) -> Anchor | None:
    """Return when the article was written: from `published` (ISO, possibly without day), else from the dates of its text."""
    if published:
        parts = [int(part) for part in published[:10].split("-")]
        return Anchor(parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None)
    exact: dict[int, set[int]] = {}  # the years of dates that tell theirs, and the months in them
    days: dict[str, set[int]] = {}  # the years of a day that are told: «17-5» of an article that tells «17-5-2019» too
    years: Counter[int] = Counter()
    names: set[int] = set()
    titles: set[int] = set()  # of those the years of events that are no games
    open_months: list[int] = []
    open_days: set[str] = set()
    for mention in dates:
        value: DateValue = mention.value
        for text in value.values:
            if text.startswith(UNKNOWN):
                if value.grain == "day":
                    open_months.append(int(text[5:7]))
                    open_days.add(text[5:])
            elif value.grain == "year":
                ahead = mention.rule == "date.year-list-behind" and text != value.values[0]
                if mention.rule in OF_NAMES:
                    names.add(int(text))
                    games = _GAMES.search(key, max(0, mention.start - 30), mention.start)
                    if mention.rule == "date.year-of-a-name" and int(text) >= _FIRST_YEAR and not games:
                        titles.add(int(text))
                elif not ahead:  # «năm 2019 và 2020» may be a forecast
                    years[int(text)] += 1
            elif value.grain != "years":
                exact.setdefault(int(_YEAR.findall(text)[-1]), set()).add(int(text.split("/")[-1][5:7]))
                for one in text.split("/"):
                    if len(one) == len("2019-05-17"):
                        days.setdefault(one[5:], set()).add(int(one[:4]))
    same = {year for day in open_days for year in days.get(day, ()) if year >= _FIRST_YEAR}
    if len(same) == 1:
        return Anchor(same.pop(), rule="date.year-from-text")
    latest = max((year for year in exact if year >= _FIRST_YEAR), default=0)
    newest = max((year for year in years if year >= _FIRST_YEAR), default=0)
    month = open_months[0] if open_months else None
    if latest and latest >= newest - 1:
        ahead = month is not None and month >= 11 and max(exact[latest]) <= 2  # «ngày 27/12 … từ ngày 1/1/2018»
        return Anchor(latest - ahead, rule="date.year-from-text")
    if not newest:
        return Anchor(min(titles), rule="date.year-from-text") if len(titles) == 1 else None
    if month is not None and month >= 9 and (newest - 1 in years or newest - 1 in names):
        newest -= 1  # the newest year is the one that is planned for
    elif month is not None and month <= 2 and newest - 1 not in years and _REVIEW.search(key):
        newest += 1  # a review of last year
    return Anchor(newest, rule="date.year-from-text")


OF_NAMES = ("date.year-bare", "date.year-of-a-name")  # «World Cup 2018» may lie ahead or long behind


_GAMES = regex.compile(r"(?<!\w)(?:cup|olympic|euro|games|asiad|asian|tokyo|paris)\s$")  # are spoken of years ahead


_FIRST_YEAR = 2000  # the papers read here went online about then; an older year tells of the past


_REVIEW = regex.compile(r"(?<!\w)(?:tổng kết|kết quả công tác) [^.]{0,60}năm")


def resolve(value: DateValue, when: Anchor | None) -> tuple[str, ...]:
    """Return the values with their years filled in; they keep XXXX where nothing tells the year.

    A day more than 40 days after the anchor's is one of the year before: January reports of December.
    """
    if when is None or not any(UNKNOWN in text for text in value.values):
        return value.values
    return tuple(_fill(text, value.grain, when) for text in value.values)


_THAT_YEAR = regex.compile(r"\s+năm (?:(ngoái)|nay)(?!\w)")


def seen_from(when: Anchor | None, key: str, end: int) -> Anchor | None:
    """Return what a date that ends at `end` is told from: behind «ngày 2/9» «năm ngoái» the year before, whatever the day."""
    said = _THAT_YEAR.match(key, end) if when is not None else None
    if when is None or said is None:
        return when
    return Anchor(when.year - 1 if said[1] else when.year, rule=when.rule)


_SLACK = datetime.timedelta(days=40)
_RANGES = ("range", "month-range")


def _fill(text: str, grain: str, when: Anchor) -> str:
    year = when.year
    # a range that crosses the year is placed by its end
    first, _, last = text.partition("/")
    start = last if grain in _RANGES and last < first else first
    month = int(start[5:7])
    day = int(start[8:10]) if len(start) >= 10 else 1
    if when.month is not None:
        today = datetime.date(year, when.month, when.day or 28)
        slack = _SLACK if grain in ("day", "range") else datetime.timedelta(days=120)
        if datetime.date(year, month, min(day, 28)) > today + slack:
            year -= 1
    filled = text.replace(UNKNOWN, str(year))
    if grain in (*_RANGES, "quarter", "months") and "/" in filled:
        first, last = filled.split("/")
        if first > last:
            first = f"{int(first[:4]) - 1}{first[4:]}"
        elif grain not in _RANGES:
            return span(first[:4], int(first[5:7]), int(last[5:7]))
        filled = f"{first}/{last}"
    return filled


def share_years(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, those of a list with the year that its last one states: «tháng 8, tháng 10 và tháng 11 năm 2021»."""
    result = list(mentions)
    for index in range(len(result) - 2, -1, -1):
        mention, after = result[index], result[index + 1]
        value: DateValue = mention.value
        if (
            value.grain not in ("month", "quarter")
            or after.value.grain != value.grain
            or after.start - mention.end > 12
        ):
            continue
        year = after.value.values[0][:4]
        if (
            year != UNKNOWN
            and value.values[0].startswith(UNKNOWN)
            and value.values[0][5:7] <= after.value.values[0][5:7]
        ):
            filled = DateValue(tuple(text.replace(UNKNOWN, year) for text in value.values), value.grain)
            result[index] = Mention(mention.kind, mention.start, mention.end, filled, mention.rule)
    return result


def as_period(value: str) -> tuple[str, str]:
    """Return the first and last day of a date value: `2019` → 2019-01-01, 2019-12-31."""
    first, _, last = value.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(value: str) -> str:
    return {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)


def _last_day(value: str) -> str:
    if len(value) == 4:
        return f"{value}-12-31"
    return span(value[:4], int(value[5:7]), int(value[5:7])).split("/")[1] if len(value) == 7 else value


def within(dates: Sequence[Dated], start: int, end: int) -> Sequence[Dated]:
    """Return the dates, which stand in text order, that begin in a stretch."""
    return dates[bisect_left(dates, start, key=lambda d: d.start) : bisect_left(dates, end, key=lambda d: d.start)]
