"""The period that a ranking covers: a year, half-year, quarter, month or two days."""

from __future__ import annotations

import calendar
import re
from datetime import date

from thidua.scoring.errors import PeriodError

Period = tuple[str, str]

_FORMS = "2016, 2016-Q1, 2016-H1, 2016-03 or 2016-01-01/2016-06-30"


def parse_period(text: str) -> Period:
    """Return the first and last day of a period.

    >>> parse_period("2016"), parse_period("2016-Q2"), parse_period("2016-H1"), parse_period("2016-02")
    (('2016-01-01', '2016-12-31'), ('2016-04-01', '2016-06-30'), ('2016-01-01', '2016-06-30'), ('2016-02-01', '2016-02-29'))
    """
    told = text.strip()
    if match := re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)))?", told, re.IGNORECASE):
        year, quarter, half, month = (int(part) if part else 0 for part in match.groups())
        if month > 12 or (match[4] and not month):
            raise PeriodError(f"{text!r} is no period: there is no month {match[4]}")
        first = 3 * quarter - 2 if quarter else 6 * half - 5 if half else month or 1
        last = 3 * quarter if quarter else 6 * half if half else month or 12
        return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{calendar.monthrange(year, last)[1]}"
    parts = told.split("/")
    try:
        days = [date.fromisoformat(part).isoformat() for part in parts]
    except ValueError:
        days = []
    if len(days) != 2:
        raise PeriodError(f"{text!r} is no period; write {_FORMS}")
    if days[0] > days[1]:
        raise PeriodError(f"{text!r} ends before it begins")
    return days[0], days[1]
