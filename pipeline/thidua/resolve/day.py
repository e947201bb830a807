"""The day that a sentence tells of its award: «Ngày 7/11, Chủ tịch … tặng …», «… trong buổi lễ ngày 3/3»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import regex

from thidua.mentions.date import UNKNOWN
from thidua.offsets import Text
from thidua.resolve.anchor import Anchor
from thidua.resolve.ceremony import DEADLINE, OF_A_FEAST, is_past
from thidua.resolve.dates import Dated, as_period, within
from thidua.resolve.fronted import Found
from thidua.resolve.located import Located

_TOLD_LATER = regex.compile(r"(?<!\w)(?:cho biết|thông tin|xác nhận|cho hay)(?!\w)")
_TODAY = regex.compile(r"(?:(?<=[.,;\n] )|^)(?:sáng|chiều|trưa|tối|hôm|đêm) (?:nay|(?P<yesterday>qua))(?!\w)")


def _today(text: Text, item: Located, when: Anchor | None) -> Found | None:
    """The day of the article where a sentence opens with «Sáng nay», the one before with «Hôm qua»; None told where that is not known."""
    said = _TODAY.match(text.key, item.sentence[0], item.start)
    if said is None:
        return None
    if when is None or when.rule != "date.published" or not (when.month and when.day):
        return None, said.span(), "period.untold"
    told = date(when.year, when.month, when.day) - timedelta(days=int(said["yesterday"] is not None))
    return (told.isoformat(), told.isoformat()), said.span(), "period.day"


_COUNTS = {"một": 1, "hai": 2, "ba": 3}
_FROM_BEFORE = regex.compile(
    r"\W*(?:(?:trước đó|trước đấy),? (?P<days>một|hai|ba|\d) ngày|(?P<days>một|hai|ba|\d) ngày (?P<way>trước|sau)(?: đó| nữa)?|(?:ngày hôm|ngày|hôm) (?P<way>trước|sau))(?=\s*[,:])"
)


def day_from_before(text: Text, item: Located, before: Located | None, dates: Sequence[Dated]) -> Found | None:
    """Return the day that a sentence counts from one told ahead: «Trước đó 1 ngày, …», «Hai ngày sau, …», «Hôm sau, …»."""
    said = _FROM_BEFORE.match(text.key, item.sentence[0], item.start)
    if said is None:
        return None
    told = before.period[0] if before is not None and before.period and before.period[0] == before.period[1] else None
    ahead = [d.value for d in within(dates, 0, item.sentence[0]) if d.grain == "day"]
    base = told or (ahead[-1] if ahead else UNKNOWN)
    if UNKNOWN in base:
        return None
    count = said["days"] or "một"
    days = _COUNTS.get(count) or int(count)
    day = date.fromisoformat(base) + timedelta(days=days if said["way"] == "sau" else -days)
    return (day.isoformat(), day.isoformat()), said.span(), "period.day"


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


def day_behind(text: Text, item: Located, dates: Sequence[Dated]) -> Found | None:
    """Return the day that a sentence tells behind its award: «được trao Bằng khen trong buổi lễ ngày 3/3»."""
    for day in within(dates, item.end, min(item.sentence[1], item.end + 80)):
        told = day.grain == "day" and ";" not in text.key[item.end : day.start]
        told = told and not _OF_THE_CASE.search(text.key, item.end, day.start)
        if told and (_AT_CEREMONY.search(text.key, item.end, day.start) or _AT_CEREMONY.match(text.key, day.start)):
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
        and not any(other.search(text.key, max(start, d.start - 20), d.start) for other in (OF_A_FEAST, DEADLINE))
        and (not is_past(text, d, when) or _opens_clause(text, d, item))
    ]
    if not days:
        return _today(text, item, when)
    told = _TOLD_LATER.search(text.key, days[0].end, max(item.start, days[0].end))
    behind = [d for d in days if told is not None and told.end() < d.start]
    if told is not None and not behind and _JUST.search(text.key[days[0].end : item.end]):
        return (None, (days[0].start, days[0].end), "period.untold")
    days = behind or days  # «Ngày 22/7, ông A cho biết: Ngày 21/7, Trung ương Đoàn đã ký …»
    chosen = days[-1] if days[-1].start > item.start else days[0]
    return as_period(chosen.value), (chosen.start, chosen.end), "period.day"
