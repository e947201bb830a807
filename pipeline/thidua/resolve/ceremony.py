"""The day of the event that an article reports: a ceremony, or the days of a contest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.cue import Cue
from thidua.mentions.date import UNKNOWN
from thidua.offsets import Text
from thidua.resolve.anchor import Anchor
from thidua.resolve.dates import Dated

_EVENT = regex.compile(
    r"(?<!\w)(?:hội nghị|lễ|đại hội|tổng kết|sơ kết|kỉ niệm|gặp mặt|họp mặt|giao ban|tổ chức|trao|tặng|khen thưởng|tuyên dương|biểu dương|công bố|ngày hội|diễn ra|liên hoan|hội thi|hội thao|hội diễn|bế mạc|khép lại|đến thăm|thưởng|khen|mít tinh|gắn)(?!\w)"
)


_CONTEST = Cue(
    r"(?<!\w)(?:hội thi|hội thao|hội diễn|cuộc thi|giải (?:bóng|việt dã|quần vợt|cầu lông)|tranh tài|thi đấu|bảng thi|các (?:đội|đoàn|thí sinh) (?:\w+ ){0,2}thi)(?!\w)"
)


_LONGEST_CONTEST = 15  # days; what lasts longer hands its prizes out on a day of its own


def _days_between(value: str) -> int:
    """Return how long a range is, near enough: a day of the text need not be one of the calendar."""
    first, last = ([int(part) for part in day.replace(UNKNOWN, "2000").split("-")] for day in value.split("/"))
    return 365 * (last[0] - first[0]) + 30 * (last[1] - first[1]) + last[2] - first[2]


def contest_days(text: Text, dates: Sequence[Dated]) -> Dated | None:
    """Return the days of the contest that an article tells of, for prizes whose own day it does not tell."""
    for first in dates:
        if first.start > 1200:
            break
        last = next(one for one in reversed(dates) if (one.start, one.end) == (first.start, first.end))
        left = max(text.key.rfind("\n", 0, first.start), text.key.rfind(". ", 0, first.start)) + 1
        right = text.key.find(". ", first.end, first.end + 400)
        if not _CONTEST.search(text.key, left, right if right >= 0 else first.end + 400):
            continue
        if first.grain == "range":
            if _days_between(first.value) <= _LONGEST_CONTEST:
                return first
        elif first.grain == "day" and first.value < last.value:
            return replace(first, value=f"{first.value}/{last.value}", grain="range")  # «trong hai ngày 6 và 7/7»
    return None


_TODAY = regex.compile(r"(?<!\w)(?:sáng|chiều|trưa|tối|hôm) nay(?!\w)")


def ceremony_day(text: Text, dates: Sequence[Dated], when: Anchor | None) -> Dated | None:
    """Return the day of the event that the article opens with."""
    for position, day in enumerate(dates):
        if day.grain != "day" or day.start > 1200 or day.rule.endswith("timestamp") or is_past(text, day, when):
            continue
        ahead = max(0, day.start - 40), day.start
        if any(other.search(text.key, *ahead) for other in (_OF_A_CRIME, OF_A_FEAST, DEADLINE)):
            continue
        if _CRIME_BEHIND.match(text.key, day.end):
            continue
        if _PRESS.match(text.key, day.end):
            continue  # where a ceremony to come is told of
        left = text.text.rfind("\n", 0, day.start) + 1
        right = text.text.find("\n", day.end)
        line = text.key[left : right if right >= 0 else len(text.key)]
        opens = _OPENS.fullmatch(line, 0, day.start - left) and _PLACE.match(line, day.end - left)
        if (
            _EVENT.search(line[day.start - left : day.start - left + 400])
            or _EVENT.search(line[: day.start - left])
            or (opens and _CONTEST.search(text.key, 0, max(0, text.key.find("\n"))))
        ):
            return _with_hour(text, day, dates[position + 1 :])
    today = _TODAY.search(text.key, 0, 600)
    if today is not None and when is not None and when.month and when.day:
        return Dated(today.start(), today.end(), f"{when.year}-{when.month:02}-{when.day:02}", "day", "date.today")
    return None


# «Sáng 9/6, tại Hội trường Công an tỉnh, năm đội …» below the title of a contest
_OPENS = regex.compile(r"\s*(?:\([^()]{1,20}\)\s*[-–]?\s*)?(?:vào )?(?:ngày |sáng |chiều |tối )?")
_PLACE = regex.compile(r"\s*(?:\([^()]*\))?\s*,\s*tại(?!\w)")


def day_of_handing_over(text: Text, dates: Sequence[Dated]) -> Dated | None:
    """Return the day that the article tells of a ceremony by the way: «Tại lễ khen thưởng chiều 14/3, Đại tá A …»."""
    for day in dates:
        if day.grain == "day" and _AT_THE_CEREMONY.search(text.key, max(0, day.start - 60), day.start):
            return day
    return None


_AT_THE_CEREMONY = regex.compile(
    r"(?<!\w)(?:tại|trong) (?:buổi )?lễ (?:khen thưởng|trao(?: thưởng| tặng)?|công bố|tuyên dương|biểu dương)(?!\w)[^,.;]{0,30}$"
)
_OF_A_CRIME = regex.compile(r"(?<!\w)(?:sau vụ|vụ|xảy ra|gây án)(?!\w)[^,;.\n]{0,25}$")
DEADLINE = regex.compile(r"(?<!\w)(?:trước|hết|chậm nhất)\s+$")
_CRIME_BEHIND = regex.compile(
    r"(?:,? tại [^,;.\n]{0,40})?,? (?:đã )?(?:xảy ra|phát hiện|xuất hiện)(?!\w)|"
    r",? (?!sau khi)[^,;.\n]{0,40}(?<!\w)(?:bị bắt|sa lưới)(?:\s[^,;.\n]{0,40})?\.\s"
)
OF_A_FEAST = regex.compile(r"(?<!\w)(?:nhân|nhân dịp|mừng|chào mừng|hưởng ứng|hướng tới)\s+$")
_PRESS = regex.compile(r"[^.\n]{0,60}(?<!\w)họp báo(?!\w)")
_SEVERAL = regex.compile(r"\d\s*(?:,|và)\s*(?:ngày\s+)?\d")
_HOUR = regex.compile(r"(?:sáng|chiều|tối|trưa)(?!\w)")


def _with_hour(text: Text, day: Dated, later: Sequence[Dated]) -> Dated:
    """Return the day with an hour behind a list of days: «Sau hai ngày 15 và 16/11 tranh tài, chiều 16/11 hội thi bế mạc»."""
    if not _SEVERAL.search(text.key, day.start, day.end):
        return day
    end = text.key.find(". ", day.end)
    for other in later:
        if other.grain != "day" or other.start > (end if end >= 0 else len(text.key)):
            break
        if _HOUR.match(text.key, other.start):
            return other
    return day


_WEEKDAY = regex.compile(
    r"(?<!\w)(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|(?:hôm|sáng|chiều|tối|trưa) (?:nay|qua)|trước đó)\s*\(?$"
)


def is_past(text: Text, day: Dated, when: Anchor | None) -> bool:
    """Whether a day is one of history: in brackets, or years before the article."""
    if _WEEKDAY.search(text.key, max(0, day.start - 16), day.start):
        return False  # «Thứ sáu (7/7), …», «hôm qua (9/7)»
    if text.key.startswith("(", day.start):
        return True  # «nhân Ngày Gia đình Việt Nam (28.6)»
    if text.key[: day.start].rstrip()[-1:] in ("(", "-") and text.key.count("(", 0, day.start) > text.key.count(
        ")", 0, day.start
    ):
        return True
    return when is not None and day.value[:4].isdigit() and int(day.value[:4]) < when.year - 1
