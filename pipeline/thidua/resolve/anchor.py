"""When an article was written: from its day of publication, else from the years that its text tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from thidua.frozen import frozen
from thidua.mentions.base import Mention
from thidua.mentions.date import UNKNOWN, DateValue


@frozen
class Anchor:
    """What is known of when the article was written: a year, and the month and day where known."""

    year: int
    month: int | None = None
    day: int | None = None
    rule: str = "date.published"


def anchor(published: str | None, dates: Sequence[Mention], key: str) -> Anchor | None:
    """Return when the article was written: from `published` (ISO, possibly without day), else from the dates of its text."""
    if published:
        parts = [int(part) for part in published[:10].split("-")]
        return Anchor(parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None)
    told = _Told()
    for mention in dates:
        told.add(mention, key)
    found = told.year(key)
    return None if found is None else Anchor(*found, rule="date.year-from-text")


# «World Cup 2018» may lie ahead or long behind
OF_NAMES = ("date.year-bare", "date.year-of-a-name", "date.year-of-an-event")

_FIRST_YEAR = 2000  # the papers read here went online about then; an older year tells of the past


@dataclass(slots=True)
class _Told:
    """The years that an article tells, by how it tells them."""

    exact: dict[int, set[int]] = field(default_factory=dict)  # of dates with a month, and the months in them
    days: dict[str, set[int]] = field(default_factory=dict)  # of a day: «17-5» of an article that tells «17-5-2019» too
    years: Counter[int] = field(default_factory=Counter)
    compared: Counter[int] = field(default_factory=Counter)  # «so với cùng kỳ năm 2018»: said in the year behind it
    names: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)  # of those the years of events that are no games
    opening: set[int] = field(default_factory=set)  # of those that stand where the article begins
    open_months: list[int] = field(default_factory=list)  # of days without a year
    open_days: set[str] = field(default_factory=set)

    def add(self, mention: Mention, key: str) -> None:
        """Take in a date of the article."""
        value: DateValue = mention.value
        for text in value.values:
            if text.startswith(UNKNOWN):
                if value.grain == "day":
                    self.open_months.append(int(text[5:7]))
                    self.open_days.add(text[5:])
            elif value.grain == "year":
                self._add_year(int(text), mention, key, first=text == value.values[0])
            elif len(last := text.split("/")[-1]) > len("2019"):
                self.exact.setdefault(int(last[:4]), set()).add(int(last[5:7]))
                for one in text.split("/"):
                    if len(one) == len("2019-05-17"):
                        self.days.setdefault(one[5:], set()).add(int(one[:4]))

    def _add_year(self, year: int, mention: Mention, key: str, *, first: bool) -> None:
        if _TO_COME.match(key, mention.end):
            return
        if mention.rule in OF_NAMES:
            self.names.add(year)
            games = _GAMES.search(key, max(0, mention.start - 30), mention.start)
            if mention.rule != "date.year-bare" and year >= _FIRST_YEAR and not games:
                self.titles.add(year)
                if mention.start < _OPENING:
                    self.opening.add(year)
        elif (first or mention.rule != "date.year-list-behind") and not _is_planned(key, mention):
            self.years[year] += 1  # of «năm 2019 và 2020» the second may be a forecast
            self.compared[year] += _COMPARED.search(key, max(0, mention.start - 40), mention.start) is not None

    def year(self, key: str) -> tuple[int, int | None] | None:
        """Return the year in which the article was written, and the month where it matters; None where nothing tells."""
        same = {year for day in self.open_days for year in self.days.get(day, ()) if year >= _FIRST_YEAR}
        if len(same) == 1:
            return same.pop(), None
        latest = max((year for year in self.exact if year >= _FIRST_YEAR), default=0)
        newest = max((year for year in self.years if year >= _FIRST_YEAR), default=0)
        month = self.open_months[0] if self.open_months else None
        if newest and self.compared[newest] == self.years[newest]:
            newest += 1
        if self.opening and max(self.titles) == max(self.opening) > max(newest, latest + 1):
            return max(self.opening), None
        if latest and latest == newest - 1 and month is not None and month <= 3 and min(self.exact[latest]) >= 9:
            return newest, month  # told in January: «Tháng 12/2018, …»
        if latest and latest >= newest - 1:
            # «ngày 27/12 … từ ngày 1/1/2018»
            ahead = month is not None and month >= 11 and max(self.exact[latest]) <= 2
            return latest - ahead, None
        if not newest:
            return (min(self.titles), None) if len(self.titles) == 1 else None
        if month is not None and month >= 9 and (newest - 1 in self.years or newest - 1 in self.names):
            newest -= 1  # the newest year is the one that is planned for
        elif month is not None and month <= 2 and newest - 1 not in self.years and _REVIEW.search(key):
            newest += 1  # a review of last year
        return newest, None


def _is_planned(key: str, mention: Mention) -> bool:
    """Whether a year is one that somebody plans for: «dự kiến đến năm 2025», «tầm nhìn đến năm 2050»."""
    if not _UNTIL.search(key, max(0, mention.start - 12), mention.start):
        return False
    return _PLAN.search(key, max(0, mention.start - 80), min(len(key), mention.end + 60)) is not None


_TO_COME = regex.compile(r"\s(?:sẽ|dự kiến)(?!\w)")  # «Giải năm 2020 dự kiến tổ chức tại Bình Định»
_UNTIL = regex.compile(r"(?<!\w)(?:đến|tới|trước)\s(?:hết\s|cuối\s)?$")
_PLAN = regex.compile(
    r"(?<!\w)(?:dự kiến|từ nay|phấn đấu|tầm nhìn|định hướng|quy hoạch|mục tiêu|kế hoạch|chiến lược|sẽ|ít nhất|lộ trình|đề án|quyết tâm)(?!\w)"
)
_COMPARED = regex.compile(r"(?<!\w)(?:so với|cùng k[ỳì])(?!\w)[^.,;]*$")
_OPENING = 500  # characters: title and lead
_GAMES = regex.compile(r"(?<!\w)(?:cup|olympic|euro|games|asiad|asian|tokyo|paris)\s$")  # are spoken of years ahead
_REVIEW = regex.compile(r"(?<!\w)(?:tổng kết|kết quả công tác) [^.]{0,60}năm")
