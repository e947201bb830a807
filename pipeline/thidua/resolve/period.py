"""The period that a figure covers, or failing that the day of the ceremony."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from thidua.mentions.date import UNKNOWN
from thidua.offsets import Text
from thidua.resolve.dates import Anchor, as_period
from thidua.resolve.located import Located


@dataclass(frozen=True, slots=True)
class Dated:
    """A date mention of the article with its years filled in."""

    start: int
    end: int
    value: str
    grain: str
    rule: str


_PERIODS = ("year", "years", "quarter", "months", "range")
_SINCE = regex.compile(r"(?<!\w)(?:từ|kể từ|tính từ)(?:\s+(?:đầu|giữa|cuối))?\s*$")
_TO_NOW = regex.compile(r"\s*(?:đến|tới)\s+nay(?!\w)")
_ANAPHORA = (
    (regex.compile(r"(?<!\w)(?:trong quí|quí này|quí qua|cả quí)(?!\w)"), ("quarter",)),
    (regex.compile(r"(?<!\w)(?:trong năm|cả năm|năm qua|một năm qua)(?!\w)(?!\s+\d)"), ("year",)),
    (regex.compile(r"(?<!\w)(?:trong kì|trong 6 tháng|6 tháng qua|trong thời gian trên)(?!\w)"), ("months", "range", "years")),
    (regex.compile(r"(?<!\w)(?:trong giai đoạn|trong \d+ năm|\d+ năm qua|trong nhiệm kì)(?!\w)"), ("years",)),
)
_CEREMONY = regex.compile(
    r"(?<!\w)(?:dịp này|nhân dịp|tại (?:hội nghị|buổi lễ|lễ|đại hội|chương trình|buổi|phiên)|cũng tại|kết thúc hội nghị|trong khuôn khổ|vinh dự có|cùng ngày|ngay sau|hội nghị đã|nhân đây)(?!\w)"
)
_EVENT = regex.compile(r"(?<!\w)(?:hội nghị|lễ|đại hội|tổng kết|sơ kết|kỉ niệm|gặp mặt|giao ban|tổ chức|trao|tặng|khen thưởng|tuyên dương|biểu dương|công bố|liên hoan|đến thăm|thưởng|khen)(?!\w)")
_TOLD_LATER = regex.compile(r"(?<!\w)(?:cho biết|thông tin|xác nhận|cho hay)(?!\w)")
_JUST = regex.compile(r"(?<!\w)(?:vừa|đã|mới)(?!\w)")
_LINKED = regex.compile(r"^[*\s]*(?:bên cạnh đó|ngoài ra|cùng với đó|đồng thời|trong đó|trong số|trong số đó|trong số này|bên cạnh|cạnh đó|riêng|đặc biệt|thêm vào đó|và|tiếp đó|qua đó|ghi nhận)(?!\w)")
_YEAR_OF_PLAN = regex.compile(r"(?:kế hoạch|phương hướng|nhiệm vụ|chương trình|mục tiêu|luật|nghị định|giao ước(?: thi đua)?)[^,.;]{0,40}$")


def set_periods(text: Text, located: Sequence[Located], dates: Sequence[Dated], when: Anchor | None) -> list[Located]:
    """Return the records with the period that each covers, where the text tells it."""
    result: list[Located] = []
    ceremony = _ceremony_day(text, dates)
    for item in located:
        found = _stated(text, item, dates, when) or _pointed(text, item, dates)
        if found is None and result and _goes_on(text, result[-1], item) and result[-1].period_span is not None:
            found = (result[-1].period, result[-1].period_span, "period.carried")
        if found is None:
            found = _day(text, item, dates, ceremony)
        if found is not None and found[0] is not None and not any(UNKNOWN in part for part in found[0]):
            item = replace(item, period=found[0], period_span=found[1], period_rule=found[2])
        elif found is not None and found[0] is not None:
            item = replace(item, period=found[0], period_span=found[1], period_rule=found[2], unsure=(*item.unsure, "period-year"))
        result.append(item)
    return result


Found = tuple[tuple[str, str] | None, tuple[int, int], str]


def _stated(text: Text, item: Located, dates: Sequence[Dated], when: Anchor | None) -> Found | None:
    """A period in the sentence: inside or behind the clause, else the last one ahead of it."""
    start, end = item.sentence
    here = [d for d in dates if start <= d.start < end and d.grain in _PERIODS and not _YEAR_OF_PLAN.search(text.key, start, d.start)]
    if not here:
        return None
    behind = [d for d in here if d.start >= item.start and d.start - item.end < 120 and not _other_clause(text, item.end, d.start)]
    ahead = [d for d in here if d.end <= item.start]
    inside = [d for d in here if item.start <= d.start < item.end]
    chosen = inside[0] if inside else ahead[-1] if ahead else behind[0] if behind else None
    if chosen is None:
        return None
    if chosen.grain == "year" and _SINCE.search(text.key, start, chosen.start) and (_TO_NOW.match(text.key, chosen.end)):
        last = f"{when.year}-{when.month:02}-{when.day:02}" if when and when.month and when.day else None
        day = next((d.value for d in dates if d.grain == "day" and UNKNOWN not in d.value), None)
        last = last or day
        return ((f"{chosen.value}-01-01", last), (chosen.start, chosen.end), "period.to-now") if last else None
    return as_period(chosen.value), (chosen.start, chosen.end), "period.stated"


def _other_clause(text: Text, start: int, end: int) -> bool:
    return ";" in text.key[start:end]


def _pointed(text: Text, item: Located, dates: Sequence[Dated]) -> Found | None:
    """«Trong quý», «trong năm»: the last such period that the article named."""
    sentence = text.key[item.sentence[0] : item.start]
    for pattern, grains in _ANAPHORA:
        if pattern.search(sentence):
            before = [d for d in dates if d.grain in grains and d.start < item.start]
            if before:
                chosen = before[-1]
                return as_period(chosen.value), (chosen.start, chosen.end), "period.pointed"
    return None


def _goes_on(text: Text, before: Located, item: Located) -> bool:
    """Whether a sentence continues the one before, so that its period holds here too."""
    if before.sentence == item.sentence:
        return True
    near = 0 <= item.sentence[0] - before.sentence[1] < 4
    return near and _LINKED.search(text.key[item.sentence[0] : item.sentence[1]]) is not None


def _ceremony_day(text: Text, dates: Sequence[Dated]) -> Dated | None:
    """Return the day of the event that the article opens with."""
    opening = [d for d in dates if d.grain == "day" and d.start < 1200 and not d.rule.endswith("timestamp")]
    for day in opening:
        left = text.text.rfind("\n", 0, day.start) + 1
        right = text.text.find("\n", day.end)
        line = text.key[left : right if right >= 0 else len(text.key)]
        if _EVENT.search(line[day.start - left : day.start - left + 400]) or _EVENT.search(line[: day.start - left]):
            return day
    return None


def _day(text: Text, item: Located, dates: Sequence[Dated], ceremony: Dated | None) -> Found | None:
    start, end = item.sentence
    head = text.key[start : item.start]
    days = [d for d in dates if start <= d.start < max(item.end, start + 1) and d.grain == "day"]
    if days:
        if _TOLD_LATER.search(text.key[days[0].end : max(item.start, days[0].end)]) and _JUST.search(text.key[start:end]):
            return None
        chosen = days[-1] if days[-1].start > item.start else days[0]
        return as_period(chosen.value), (chosen.start, chosen.end), "period.day"
    if ceremony is not None and (_CEREMONY.search(text.key[start:end]) or _CEREMONY.search(head)):
        return as_period(ceremony.value), (ceremony.start, ceremony.end), "period.ceremony"
    if ceremony is not None and item.block.kind in ("body", "caption") and item.start - ceremony.start < 1500:
        return as_period(ceremony.value), (ceremony.start, ceremony.end), "period.ceremony"
    return None
