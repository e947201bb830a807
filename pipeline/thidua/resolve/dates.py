"""Years that the text leaves out, filled from when the article was written."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence

import regex

from thidua.frozen import frozen
from thidua.mentions.base import Mention
from thidua.mentions.date import UNKNOWN, DateValue, span
from thidua.offsets import Text
from thidua.resolve.anchor import Anchor


@frozen
class Dated:
    """A date mention of the article with its years filled in."""

    start: int
    end: int
    value: str
    grain: str
    rule: str


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


_TO = regex.compile(r"\s*[-–]\s*")


def joined(text: Text, dates: Sequence[Dated]) -> list[Dated]:
    """Return the dates, two days with a dash between as a range: «đợt cao điểm (15/12/2015 - 14/2/2016)»; not two anniversaries."""
    result: list[Dated] = []
    for date in dates:
        last = result[-1] if result else None
        if (
            last is not None
            and last.grain == date.grain == "day"
            and last.value < date.value
            and last.value[4:] != date.value[4:]
            and _TO.fullmatch(text.key, last.end, date.start)
        ):
            result[-1] = Dated(last.start, date.end, f"{last.value}/{date.value}", "range", last.rule)
        else:
            result.append(date)
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
