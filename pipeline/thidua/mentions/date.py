"""Dates and periods as the text states them; a missing year is XXXX until resolve/dates.py fills it."""

from __future__ import annotations

import calendar
from itertools import pairwise

import regex

from thidua.frozen import frozen
from thidua.matcher import Hit
from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.rules import RuleSet
from thidua.sieve import Tried

KIND = "date"
UNKNOWN = "XXXX"
_DIGITS = regex.compile(r"\d+")


@frozen
class DateValue:
    """One or several values in the notation of the annotation guide, and how fine they are.

    grain is day, range (days), quarter, months, month, month-range, year or years.
    """

    values: tuple[str, ...]
    grain: str

    def __str__(self) -> str:
        return ";".join(self.values)


def month_end(year: str, month: int) -> int:
    """Return the last day of a month; February of an unknown year has 28 days."""
    return calendar.monthrange(int(year) if year.isdigit() else 2001, month)[1]


def _is_day(year: str, month: int, day: int) -> bool:
    return day <= (29 if month == 2 and not year.isdigit() else month_end(year, month))


def _group(hit: Hit, name: str) -> str | None:
    assert hit.match is not None
    return hit.match[name] if name in hit.match.re.groupindex else None


def _day(hit: Hit) -> DateValue | None:
    year, month, day = _group(hit, "y") or UNKNOWN, int(_group(hit, "m") or 0), int(_group(hit, "d") or 0)
    return DateValue((f"{year}-{month:02}-{day:02}",), "day") if _is_day(year, month, day) else None


def _days(hit: Hit) -> DateValue | None:
    year, month = _group(hit, "y") or UNKNOWN, int(_group(hit, "m") or 0)
    days = [int(day) for day in _DIGITS.findall(_group(hit, "days") or "")]
    if not all(_is_day(year, month, day) for day in days):
        return None
    return DateValue(tuple(f"{year}-{month:02}-{day:02}" for day in days), "day")


def _range(hit: Hit) -> DateValue | None:
    year, month, day = _group(hit, "y") or UNKNOWN, int(_group(hit, "m") or 0), int(_group(hit, "d") or 0)
    month1, day1 = int(_group(hit, "m1") or month), int(_group(hit, "d1") or 0)
    year1 = _group(hit, "y1") or (str(int(year) - 1) if year.isdigit() and month1 > month else year)
    if not (_is_day(year, month, day) and _is_day(year1, month1, day1)):
        return None
    return DateValue((f"{year1}-{month1:02}-{day1:02}/{year}-{month:02}-{day:02}",), "range")


def _month_range(hit: Hit) -> DateValue | None:
    year, month, first = _group(hit, "y") or UNKNOWN, int(_group(hit, "m") or 0), int(_group(hit, "m1") or 0)
    year1 = _group(hit, "y1") or (str(int(year) - 1) if year.isdigit() and first > month else year)
    day = _group(hit, "d")
    if day is None:
        return DateValue((f"{year1}-{first:02}/{year}-{month:02}",), "month-range")
    if not _is_day(year, month, int(day)):
        return None
    return DateValue((f"{year1}-{first:02}-01/{year}-{month:02}-{int(day):02}",), "range")


def _year_to_month(hit: Hit) -> DateValue | None:
    first, last = _group(hit, "y1") or "", _group(hit, "y") or ""
    return DateValue((f"{first}/{last}-{int(_group(hit, 'm') or 0):02}",), "years") if first <= last else None


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _quarter(hit: Hit) -> DateValue:
    year, quarter = _group(hit, "y") or UNKNOWN, _QUARTERS[_group(hit, "q") or ""]
    return DateValue((span(year, quarter * 3 - 2, quarter * 3),), "quarter")


def _quarter_list(hit: Hit) -> DateValue | None:
    year = _group(hit, "y") or UNKNOWN
    quarters = [_QUARTERS[quarter] for quarter in _QUARTER.findall(_group(hit, "list") or "")]
    if not all(one < other for one, other in pairwise(quarters)):
        return None
    return DateValue(tuple(span(year, quarter * 3 - 2, quarter * 3) for quarter in quarters), "quarter")


_QUARTER = regex.compile(r"(?<!\w)(?:iv|i{1,3}|[1-4])(?!\w)")


def span(year: str, first: int, last: int) -> str:
    """Return the days from the first of month `first` to the end of month `last`."""
    return f"{year}-{first:02}-01/{year}-{last:02}-{month_end(year, last):02}"


_WORDS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một")
_MONTHS = {word: number for number, word in enumerate(_WORDS, 2)}


def _months(hit: Hit) -> DateValue:
    if _group(hit, "n2"):
        return DateValue((span(_group(hit, "y2") or UNKNOWN, 1, int(_group(hit, "n2") or 0)),), "months")
    half = _group(hit, "half") or _group(hit, "half3") or _group(hit, "half4")
    year = next((found for name in ("y", "y3", "y4", "y5") if (found := _group(hit, name))), UNKNOWN)
    number, quarters = _group(hit, "n") or "6", _group(hit, "quarters")
    count = _MONTHS.get(number) or int(number)
    if quarters:
        count = 3 * (_MONTHS.get(quarters) or int(quarters))
    return DateValue((span(year, 1, count) if half == "đầu" else span(year, 13 - count, 12),), "months")


def _month(hit: Hit) -> DateValue:
    return DateValue((f"{_group(hit, 'y') or UNKNOWN}-{int(_group(hit, 'm') or 0):02}",), "month")


def _month_word(hit: Hit) -> DateValue:
    word = _group(hit, "w") or ""
    month = {"tư": 4, "mười hai": 12}.get(word) or _MONTHS[word]
    return DateValue((f"{_group(hit, 'y') or UNKNOWN}-{month:02}",), "month")


def _years(hit: Hit) -> DateValue | None:
    first, last = _group(hit, "y1") or "", _group(hit, "y") or ""
    return DateValue((f"{first}/{last}",), "years") if first < last else None


_YEARS = regex.compile(r"\d{4}")


def _year_list(hit: Hit) -> DateValue:
    return DateValue(tuple(_YEARS.findall(_group(hit, "list") or "")), "year")


_MONTH = regex.compile(r"\d{1,2}")


def _month_list(hit: Hit) -> DateValue | None:
    months = [int(month) for month in _MONTH.findall(_group(hit, "list") or "")]
    rising = all(one < other for one, other in pairwise(months))
    return DateValue(tuple(f"{_group(hit, 'y')}-{month:02}" for month in months), "month") if rising else None


def _decade(hit: Hit) -> DateValue | None:
    first = int(_group(hit, "y") or 0)
    first += 1900 if first < 100 else 0  # «những năm 80»
    last = int(_group(hit, "last") or first % 100) + first - first % 100  # «những năm 70-80»
    return DateValue((f"{first}/{last + 9}",), "years") if first <= last else None


def _year(hit: Hit) -> DateValue:
    return DateValue((_group(hit, "y") or UNKNOWN,), "year")


BUILDERS: dict[str, Build] = {
    "day": _day, "days": _days, "range": _range, "month-range": _month_range, "year-to-month": _year_to_month, "quarter": _quarter, "quarter-list": _quarter_list, "months": _months, "month": _month, "month-word": _month_word,
    "years": _years, "decade": _decade, "year": _year, "year-list": _year_list, "month-list": _month_list,
}  # fmt: skip


def find(text: Text, rules: RuleSet, tried: Tried = None) -> list[Mention]:
    """Return the dates and periods of a text, the longest reading of each place."""
    return build_all(KIND, BUILDERS, rules["dates"].longest(text, tried))
