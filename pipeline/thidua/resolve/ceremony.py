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
    r"(?<!\w)(?:hội nghị|lễ|đại hội|tổng kết|sơ kết|kỉ niệm|gặp mặt|họp mặt|giao ban|tổ chức|trao|tặng|khen thưởng|tuyên dương|biểu dương|công bố|ngày hội|diễn ra|liên hoan|hội thi|hội thao|hội diễn|bế mạc|khép lại|đến thăm|thưởng|khen|mít tinh|gắn|tôn vinh|vinh danh|ra mắt|khai giảng|khánh thành|tọa đàm|giao lưu|ôn lại|chung kết|chung khảo)(?!\w)"
)


_CONTEST = Cue(
    r"(?<!\w)(?:hội thi|hội thao|hội diễn|liên hoan|cuộc thi|giải (?:bóng|việt dã|quần vợt|cầu lông)|tranh tài|thi đấu|bảng thi|các (?:đội|đoàn|thí sinh) (?:\w+ ){0,2}thi)(?!\w)"
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
        told = _CONTEST.search(text.key, left, right if right >= 0 else first.end + 400)
        if not told and not _CONTEST.search(text.key, 0, max(0, text.key.find("\n"))):
            continue
        if first.grain == "range":
            if _days_between(first.value) <= _LONGEST_CONTEST:
                return first
        elif first.grain == "day" and first.value < last.value:
            return replace(first, value=f"{first.value}/{last.value}", grain="range")  # «trong hai ngày 6 và 7/7»
    return None


# «Giải cầu lông Công an tỉnh năm 2022»; not «lễ kỷ niệm 10 năm thành lập (năm 2012)», «chương trình năm 2025»
_NAMED_EVENT = regex.compile(
    r"(?<!\w)(?:ngày hội|hội thi|hội thao|hội diễn|liên hoan|cuộc thi|kì thi|giải (?:bóng|việt dã|quần vợt|cầu lông|thể thao)|tôn vinh|tuyên dương|biểu dương)(?!\w)"
    r"(?:(?!thành lập|kỉ niệm|từ năm|kế hoạch|được|tặng|trao|nhận|đạt|đoạt|giành)[^.;:\n]){0,140}$"
)
_HELD = regex.compile(r"\s*,[^.;\n]{0,120}(?<!\w)(?:tổ chức|kỉ niệm|diễn ra|tổng kết|trao)(?!\w)")


def event_time(text: Text, dates: Sequence[Dated]) -> Dated | None:
    """Return the year of a contest or feast, or the month of a ceremony, whose day the article does not tell."""
    for date in dates:
        if date.start > 1200:
            break
        left = max(text.key.rfind(mark, 0, date.start) for mark in (". ", "\n", ";")) + 1
        if date.grain == "year" and _NAMED_EVENT.search(text.key, left, date.start):
            return date
        if date.grain == "month" and not text.key[left : date.start].strip() and _HELD.match(text.key, date.end):
            return date
    return None


# not «Công an huyện hôm nay đã khác xưa»
_TODAY = regex.compile(r"(?<!\w)(?:(?:sáng|chiều|trưa|tối) nay(?!\w)|hôm nay(?=\s*[,(]|\s\d))")


def ceremony_day(text: Text, dates: Sequence[Dated], when: Anchor | None) -> Dated | None:
    """Return the day of the event that the article opens with; a death is none."""
    if _OBITUARY.search(text.key, 0, 1200):
        return None
    for position, day in enumerate(dates):
        if day.grain != "day" or day.start > 1200 or day.rule.endswith("timestamp") or is_past(text, day, when):
            continue
        ahead = max(0, day.start - 40), day.start
        if any(other.search(text.key, *ahead) for other in (_OF_A_CRIME, DEADLINE, _LAUNCHED)):
            continue
        if is_of_a_feast(text, day) or _at_night(text, day) or _is_of_a_deed(text, day):
            continue
        if _CRIME_BEHIND.match(text.key, day.end) or _DATES_LINE.match(text.key, day.end):
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
_OBITUARY = regex.compile(r"(?<!\w)(?:tin buồn\n|(?:đã |vừa )?(?:từ trần|tạ thế) (?:lúc|hồi|vào|ngày|tại))")
# «Tang lễ được tổ chức ngày 2/4» is no ceremony of awards either
_OF_A_CRIME = regex.compile(r"(?<!\w)(?:sau vụ|vụ|xảy ra|gây án|tang lễ|lễ tang|lễ viếng)(?!\w)[^,;.\n]{0,25}$")
DEADLINE = regex.compile(r"(?<!\w)(?:trước|hết|chậm nhất)\s+$")
_CRIME_BEHIND = regex.compile(
    r"(?:,? tại [^,;.\n]{0,40})?,? (?:đã )?(?:xảy ra|phát hiện|xuất hiện)(?!\w)|"
    r",? (?!sau khi)[^,;.\n]{0,40}(?<!\w)(?:bị bắt|sa lưới)(?:\s[^,;.\n]{0,40})?\.\s"
)
_LAUNCHED = regex.compile(r"(?<!\w)(?:phát động|khởi động|bắt đầu)(?: từ)?\s+$")
# «HDĐT 17/8/2010 - Sáng qua 16-8, …»: the paper's day
_DATES_LINE = regex.compile(r"\)?\s*[-–]\s*(?:sáng|trưa|chiều|tối|đêm|hôm|ngày)(?!\w)")
_PRESS = regex.compile(r"[^.\n]{0,60}(?<!\w)họp báo(?!\w)")
_SEVERAL = regex.compile(r"\d\s*(?:,|và)\s*(?:ngày\s+)?\d")
_HOUR = regex.compile(r"(?:sáng|chiều|tối|trưa)(?!\w)")
ENDS = regex.compile(r"\.\s|\n")  # of a sentence
_NIGHT = regex.compile(r"(?:rạng sáng|khuya|đêm)(?!\w)")


def _at_night(text: Text, day: Dated) -> bool:
    """Whether something befell at night, when nobody holds a ceremony: «rạng sáng 8/6, tổ tuần tra …»; a contest may end then."""
    if _NIGHT.match(text.key, day.start) is None:
        return False
    ends = ENDS.search(text.key, day.end, day.end + 80)
    event = _EVENT.search(text.key, day.end, ends.start() if ends else day.end + 80)
    # «rạng sáng 4-5, … ở buổi tuyên dương sáng 6-5»: that has a day of its own
    return event is None or _ANOTHER_DAY.match(text.key, event.end()) is not None


_ANOTHER_DAY = regex.compile(r"[^.;,\n]{0,30}?(?:sáng|trưa|chiều|tối|ngày) \d{1,2}[-/.]\d")


# «vừa khen thưởng 6 người dân lao xuống sông cứu ba học sinh chiều 22/2»
_FOR_A_DEED = regex.compile(
    r"(?<!\w)(?:tặng|trao|khen|khen thưởng|biểu dương|tuyên dương|gửi (?:thư|bằng|giấy) khen)(?!\w)[^.\n]*"
    r"(?<!\w)(?:vì|do đã|lao|cứu|vớt|bắt|phá|khám phá|triệt phá|dập|khống chế|thu|vụ|chuyên án|trong cơn|đuối nước|tai nạn|hi sinh|nhặt|trả lại|phát hiện)(?!\w)[^.\n]*$"
)
_AT_A_CEREMONY = regex.compile(
    r"(?<!\w)(?:tại|trong|ở) (?:buổi |cuộc )?(?:lễ|hội nghị|chào cờ|gặp mặt|giao ban|họp)(?!\w)[^.\n]{0,60}$"
)


def _is_of_a_deed(text: Text, day: Dated) -> bool:
    """Whether a day behind an award is that of what it was given for."""
    start = max(text.key.rfind(mark, 0, day.start) for mark in (". ", "\n")) + 1
    if _AT_A_CEREMONY.search(text.key, start, day.start):
        return False
    return _FOR_A_DEED.search(text.key, start, day.start) is not None


def _with_hour(text: Text, day: Dated, later: Sequence[Dated]) -> Dated:
    """Return the day with an hour behind a list of days: «Sau hai ngày 15 và 16/11 tranh tài, chiều 16/11 hội thi bế mạc»;
    without one, all of them."""
    if not _SEVERAL.search(text.key, day.start, day.end):
        return day
    end = text.key.find(". ", day.end)
    last = day.value
    for other in later:
        if other.start == day.start and other.grain == "day":
            last = other.value
        if other.grain != "day" or other.start > (end if end >= 0 else len(text.key)):
            break
        if _HOUR.match(text.key, other.start):
            return other
    return replace(day, value=f"{day.value}/{last}", grain="range") if day.value < last else day


# «nhân dịp 2/9», «Nhân kỷ niệm Ngày Phụ nữ Việt Nam 20-10»
_OF_A_FEAST = regex.compile(
    r"(?<!\w)(?:(?<!(?:cá|phạm|quân|nạn|bệnh|công|doanh|thân) )nhân|nhân dịp|đợt|mừng|chào mừng|hưởng ứng|hướng tới) +$"
)
_OF_A_NAMED_FEAST = regex.compile(
    r"(?<!\w)(?:nhân|dịp|mừng|hưởng ứng|hướng tới|kỉ niệm)(?: dịp)?(?: kỉ niệm)?(?: lần thứ)?(?: \d+ năm)? ngày (?!\d)[\p{L} ]{3,60} \(?$"
)


def is_of_a_feast(text: Text, day: Dated) -> bool:
    """Whether a day is that of a feast which an event is for; an hour and «ngày» tell the event's own: «… ngày thành lập Đoàn, sáng 25/3»."""
    if _OF_A_FEAST.search(text.key, max(0, day.start - 20), day.start) is not None:
        return True
    own = _HOUR.match(text.key, day.start) or text.key.startswith("ngày", day.start)
    return not own and _OF_A_NAMED_FEAST.search(text.key, max(0, day.start - 100), day.start) is not None


_WEEKDAY = regex.compile(
    r"(?<!\w)(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|(?:hôm|sáng|chiều|tối|trưa) (?:nay|qua)|trước đó)\s*\(?$"
)


_DATELINE = regex.compile(r"\s*[\p{L}. ]{2,25} \([\d ./-]{3,12}\)\s*[-–:]")


def is_past(text: Text, day: Dated, when: Anchor | None) -> bool:
    """Whether a day is one of history: in brackets, or years before the article."""
    if _WEEKDAY.search(text.key, max(0, day.start - 16), day.start):
        return False  # «Thứ sáu (7/7), …», «hôm qua (9/7)»
    if _DATELINE.match(text.key, text.key.rfind("\n", 0, day.start) + 1, day.end + 4):
        return False  # «Hà Nội (17/10) - …»
    if text.key.startswith("(", day.start):
        return True  # «nhân Ngày Gia đình Việt Nam (28.6)»
    if text.key[: day.start].rstrip()[-1:] in ("(", "-", "/") and text.key.count("(", 0, day.start) > text.key.count(
        ")", 0, day.start
    ):
        return True
    return when is not None and day.value[:4].isdigit() and int(day.value[:4]) < when.year - 1
