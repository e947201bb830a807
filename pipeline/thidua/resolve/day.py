"""The day that a sentence tells of its award: «Ngày 7/11, Chủ tịch … tặng …», «… trong buổi lễ ngày 3/3»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import regex

from thidua.mentions.date import UNKNOWN
from thidua.mentions.number import parse_words
from thidua.offsets import Text
from thidua.resolve.anchor import Anchor
from thidua.resolve.ceremony import DEADLINE, is_of_a_feast, is_past
from thidua.resolve.dates import Dated, as_period, within
from thidua.resolve.fronted import Found
from thidua.resolve.located import ADJACENT, Located

_TOLD_LATER = regex.compile(r"(?<!\w)(?:cho biết|thông tin|xác nhận|cho hay)(?!\w)")
_TODAY = regex.compile(r"\s*(?:sáng|chiều|trưa|tối|hôm|đêm) (?:nay|(?P<yesterday>qua))(?!\w)")


def _today(text: Text, item: Located, when: Anchor | None) -> Found | None:
    """The day of the article where a sentence opens with «Sáng nay», the one before with «Hôm qua»; None told where that is not known."""
    said = _TODAY.match(text.key, item.sentence[0], item.start)
    if said is None:
        return None
    if when is None or when.rule != "date.published" or not (when.month and when.day):
        return None, said.span(), "period.untold"
    told = date(when.year, when.month, when.day) - timedelta(days=int(said["yesterday"] is not None))
    return (told.isoformat(), told.isoformat()), said.span(), "period.day"


_COUNT = r"(?P<days>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_FROM_BEFORE = regex.compile(
    rf"\W*(?:ngay )?(?:(?:trước đó|trước đấy),? {_COUNT} ngày|{_COUNT} ngày (?P<way>trước|sau)(?: đó| nữa)?|(?:ngày hôm|ngày|hôm) (?P<way>trước|sau))(?=\s*[,:])"
)
_NEXT_DAY = regex.compile(r"\s*(?:\w+ ){0,2}(?P<said>ngay (?:trong )?(?:ngày )?hôm sau)(?!\w)")


_SAME_DAY = regex.compile(
    r"\W*(?:cũng )?(?:(?:sáng|trưa|chiều|tối|đêm) cùng ngày|(?:ngay )?trong ngày (?:này|đó|hôm đó)|ngay hôm đó)(?!\w)"
)


def day_from_before(text: Text, item: Located, before: Located | None, dates: Sequence[Dated]) -> Found | None:
    """Return the day that a sentence counts from one told ahead: «Trước đó 1 ngày, …», «Hai ngày sau, …», «… ngay hôm sau»."""
    said = _FROM_BEFORE.match(text.key, item.sentence[0], item.start)
    if said is not None:
        span = said.span()
        days = _number(said["days"] or "một") * (1 if said["way"] == "sau" else -1)
        if before is not None and before.sentence == item.sentence and before.period_span == span:
            return before.period, span, "period.day"  # both were granted on it
        start = item.sentence[0]
    elif (said := _SAME_DAY.match(text.key, item.sentence[0], item.start)) is not None:
        days, start, span = 0, item.sentence[0], said.span()
    elif (said := _NEXT_DAY.match(text.key, item.end, item.sentence[1])) is not None:
        days, start, span = 1, item.start, said.span("said")
    else:
        return None
    told = before.period[0] if before is not None and before.period and before.period[0] == before.period[1] else None
    ahead = [d.value for d in within(dates, 0, start) if d.grain == "day"]
    apart = before is None or start - before.sentence[1] > ADJACENT  # so that other days may have been told since
    nearest = ahead[-1] if ahead else None
    base = (nearest or told if start > item.sentence[0] or (days == 0 and apart) else told or nearest) or UNKNOWN
    if UNKNOWN in base:
        return None
    day = date.fromisoformat(base) + timedelta(days=days)
    return (day.isoformat(), day.isoformat()), span, "period.day"


_YEARS_LATER = regex.compile(
    rf"(?<!\w )(?<!\w){_COUNT} năm sau(?: đó)?(?=\s*(?:,|(?:lại|thêm|tiếp tục|được|đơn vị|anh|chị|ông|bà)(?!\w)))"
)


def years_later(text: Text, item: Located, dates: Sequence[Dated]) -> Found | None:
    """Return the year that a clause counts from the last one told: «Năm 1968, … hạng Nhất, hai năm sau thêm …»."""
    counted = list(_YEARS_LATER.finditer(text.key, item.sentence[0], item.end))
    if not counted:
        return None
    said = counted[-1]
    ahead = within(dates, max(0, said.start() - _NEAR), said.start())
    year = ahead[-1].value if ahead and ahead[-1].grain == "year" else UNKNOWN
    if UNKNOWN in year or said.start() > item.form_at:
        return None
    return as_period(str(int(year) + _number(said["days"]))), said.span(), "period.stated"


_NEAR = 300  # characters between a year and what is counted from it


def _number(told: str) -> int:
    return int(told) if told.isdigit() else parse_words(told) or 1


_JUST = regex.compile(r"(?<!\w)(?:vừa|đã|mới)(?!\w)")
_OF_THE_CASE = regex.compile(
    r"(?<!\w)(?:(?:vụ|xảy ra|sau khi|gây án|kỉ niệm|thành lập|sinh|chuyên án)(?!\w)[^,;.]{0,40}|"
    r"(?:truy đuổi|truy bắt|bắt giữ|bắt|khống chế|giải cứu|cứu|dập tắt|phát hiện|khám phá|phá án|tố giác)(?!\w)[^;.]{0,80})$"
)


# «Ngay sau khi phá án, ngày 11/6, Thứ trưởng gửi Thư khen …»
_AFTER_IT = regex.compile(r"\W*(?:ngay )?sau (?:khi|vụ|đó)[^,;.]{0,60},\s*(?:vào )?")


def _is_set_off(text: Text, start: int, day: Dated) -> bool:
    """Whether a day stands between commas behind the words that open a sentence, so that it is that of the sentence."""
    ahead = _AFTER_IT.fullmatch(text.key, start, day.start)
    return ahead is not None and text.key.startswith(",", day.end)


_OF_A_DOCUMENT = regex.compile(r"(?<!\w)quyết định số[^,;]{0,40}$")


def _opens_clause(text: Text, day: Dated, item: Located) -> bool:
    """Whether a day long past opens the very clause of the award: «ngày 01/01/1967, Nhà nước phong tặng …»."""
    ahead = _BEFORE.sub("", text.key[item.sentence[0] : day.start]).rstrip()
    return (
        (not ahead or ahead[-1] in ";.:")
        and text.key[day.end : day.end + 1] == ","
        and ";" not in text.key[day.end : item.start]
    )


_BEFORE = regex.compile(r"(?:(?<!\w)(?:trước đó|trước đấy|trước đây),?\s+)?(?:(?<!\w)vào\s+)?$")

_AT_CEREMONY = regex.compile(r"(?<!\w)(?:lễ|buổi|hội nghị|hôm|vào|sáng|chiều|tối)[^,;.]{0,25}$")


_HOUR = regex.compile(r"(?:hôm|sáng|trưa|chiều|tối|đêm)(?!\w)")  # «đã nhận Bằng khen từ hôm 1-4»


def day_behind(text: Text, item: Located, dates: Sequence[Dated]) -> Found | None:
    """Return the day that a sentence tells behind its award: «được trao Bằng khen trong buổi lễ ngày 3/3»."""
    for day in within(dates, item.end, min(item.sentence[1], item.end + 80)):
        told = day.grain == "day" and ";" not in text.key[item.end : day.start]
        told = told and not _OF_THE_CASE.search(text.key, item.end, day.start)
        if told and (_AT_CEREMONY.search(text.key, item.end, day.start) or _HOUR.match(text.key, day.start)):
            return as_period(day.value), (day.start, day.end), "period.day"
    return None


def day_ahead(text: Text, item: Located, dates: Sequence[Dated], when: Anchor | None) -> Found | None:
    """Return the day on which a sentence says that its award was given: «Ngày 7/11, Chủ tịch … tặng …»."""
    start = item.sentence[0]
    days = [
        d
        for d in within(dates, start, item.end)
        if d.grain == "day"
        and (not _OF_THE_CASE.search(text.key, max(start, d.start - 60), d.start) or _is_set_off(text, start, d))
        and not _OF_A_DOCUMENT.search(text.key, max(start, d.start - 60), d.start)
        and not DEADLINE.search(text.key, max(start, d.start - 20), d.start)
        and not is_of_a_feast(text, d)
        and (not is_past(text, d, when) or _opens_clause(text, d, item))
    ]
    if not days:
        return _today(text, item, when)
    told = _TOLD_LATER.search(text.key, days[0].end, max(item.start, days[0].end))
    behind = [d for d in days if told is not None and told.end() < d.start]
    if told is not None and not behind and _JUST.search(text.key[days[0].end : item.end]):
        return (None, (days[0].start, days[0].end), "period.untold")
    days = behind or days  # «Ngày 22/7, ông A cho biết: Ngày 21/7, Trung ương Đoàn đã ký …»
    clause = text.key.rfind(";", start, item.form_at) + 1
    own = [d for d in days if clause and clause <= d.start < item.form_at]  # «ngày 3/6, A gửi …; đến 9/6, B tặng …»
    chosen = own[-1] if own else days[-1] if days[-1].start > item.start else days[0]
    return as_period(chosen.value), (chosen.start, chosen.end), "period.day"
