"""The period that a figure covers, or failing that the day of the ceremony."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from thidua.mentions.date import UNKNOWN
from thidua.offsets import Text
from thidua.resolve.anchor import OF_NAMES, Anchor
from thidua.resolve.ceremony import ceremony_day, contest_days, is_past
from thidua.resolve.dates import Dated, as_period, within
from thidua.resolve.fronted import Found, fronted
from thidua.resolve.located import Located
from thidua.resolve.stated import PART_OF_YEAR, YEAR_OF_PLAN, stated

_ANAPHORA = (
    (regex.compile(r"(?<!\w)(?:trong quí|quí này|quí qua|cả quí)(?!\w)"), ("quarter",)),
    (
        regex.compile(
            r"(?<!\w)(?:trong năm|cả năm|(?<!(?:\d|hai|ba|bốn|năm|sáu|mười|nhiều|những|mấy) )năm qua|một năm qua)(?!\w)(?!\s+\d)"
        ),
        ("year",),
    ),
    (
        regex.compile(r"(?<!\w)(?:trong kì|trong 6 tháng|6 tháng qua|trong thời gian trên)(?!\w)"),
        ("months", "range", "years"),
    ),
    (
        regex.compile(
            r"(?<!\w)(?:trong giai đoạn|trong \d+ năm|(?:\d+|hai|ba|bốn|năm|mười) năm qua|trong nhiệm kì(?! (?:tới|sau|mới)))(?!\w)"
        ),
        ("years",),
    ),
)
_CEREMONY = regex.compile(
    r"(?<!\w)(?:dịp này|nhân dịp|tại (?:hội nghị|buổi lễ|lễ|đại hội|chương trình|buổi|phiên)|cũng tại|kết thúc hội nghị|trong khuôn khổ|vinh dự có|cùng ngày|ngay sau|hội nghị đã|nhân đây)(?!\w)"
)
_HANDING = regex.compile(r"(?<!được )(?<!\w)(?:trao(?! đổi)|gắn|trao tặng)(?!\w)")
_TOLD_LATER = regex.compile(r"(?<!\w)(?:cho biết|thông tin|xác nhận|cho hay)(?!\w)")
_JUST = regex.compile(r"(?<!\w)(?:vừa|đã|mới)(?!\w)")
_LINKED = regex.compile(
    r"^[*\s]*(?:bên cạnh đó|cũng(?= (?:được|nhận|vinh dự|đã))|ngoài ra|cùng với đó|đồng thời|trong đó|trong số|trong số đó|trong số này|bên cạnh|cạnh đó|riêng|đặc biệt|thêm vào đó|và|tiếp đó|qua đó|ghi nhận)(?!\w)"
)
_REVIEW = regex.compile(
    r"(?<!\w)(?:tổng kết|sơ kết|giao ban|nhìn lại|kết quả|đánh giá|kết thúc|sơ, tổng kết|bình xét|chấm điểm|điển hình(?: tiên tiến)?)(?!\w)"
)
_PLAN = regex.compile(r"(?<!\w)(?:triển khai|phương hướng|kế hoạch|nhiệm vụ|phát động|chương trình)(?!\w)[^.;]{0,60}$")


def _review(text: Text, dates: Sequence[Dated], when: Anchor | None) -> Dated | None:
    """Return the period that the article looks back on: «tổng kết công tác năm 2019, triển khai nhiệm vụ năm 2020»."""
    for d in dates:
        if d.start > 1500:
            break
        if d.rule in OF_NAMES or PART_OF_YEAR.search(text.key, max(0, d.start - 20), d.start):
            continue
        if d.grain not in ("year", "years", "quarter", "months") or (
            when is not None and d.value[-4:].isdigit() and d.grain == "years" and int(d.value[-4:]) > when.year
        ):
            continue
        head = text.key[max(text.key.rfind(mark, 0, d.start) for mark in ("\n", ". ", "; ")) + 1 : d.start]
        cues = list(_REVIEW.finditer(head))
        if cues and not _PLAN.search(head[cues[-1].end() :]) and not YEAR_OF_PLAN.search(head):
            return d
    return None


def set_periods(text: Text, located: Sequence[Located], dates: Sequence[Dated], when: Anchor | None) -> list[Located]:
    """Return the records with the period that each covers, where the text tells it."""
    result: list[Located] = []
    ceremony = ceremony_day(text, dates, when)
    contest = contest_days(text, dates)
    review = _review(text, dates, when)
    lifetime = _lifetime(text, dates)
    handed_over = False  # the article has come to the awards of the day
    history = False  # it looks back on those of a unit's past
    for item in located:
        found = stated(text, item, dates, when) or _pointed(text, item, dates, review)
        if found is None:
            found = next((told for one in item.repeats if (told := stated(text, one, dates, when)) is not None), None)
        here = _CEREMONY.search(text.key, *item.sentence) is not None or _is_handed_over(text, item)
        handed_over = here or (handed_over and bool(result) and goes_on(text, result[-1], item))
        if found is None and lifetime is not None:
            told = _ALL_YEARS.search(text.key, item.sentence[0], item.start)
            on = result and result[-1].period_rule == "period.lifetime" and _follows(result[-1], item)
            found = lifetime if told or (on and not here) else None
        if found is None:
            found = _day_ahead(text, item, dates, when) or _day_behind(text, item, dates)
        history = found is None and not here and (_is_history(text, item) or (history and _follows(result[-1], item)))
        if history:
            found = (None, (item.start, item.end), "period.untold")
        if found is None and review is not None and not handed_over and item.block.kind != "caption":
            found = (as_period(review.value), (review.start, review.end), "period.review")
        if found is None and not handed_over:
            found = fronted(text, item, dates)
        if found is None and result and goes_on(text, result[-1], item) and result[-1].period_span is not None:
            own = result[-1].period_rule == "period.of-award"  # «Cờ thi đua (2003); 12 năm được tặng Cờ …»
            found = None if own else (result[-1].period, result[-1].period_span, "period.carried")
        if found is None and not _is_of_many_days(item):
            found = _day(text, item, contest if ceremony is None and _is_prize(item) else ceremony)
        each_year = found is not None and found[2] == "period.stated" and _lists_years(text, item, found[1], dates)
        if found is not None and (found[2] == "period.of-award" or each_year):
            item = _once_a_year(item, sum((d.start, d.end) == found[1] for d in dates), found[1])
        if found is not None and found[0] is not None and not any(UNKNOWN in part for part in found[0]):
            item = replace(item, period=found[0], period_span=found[1], period_rule=found[2])
        elif found is not None and found[0] is not None:
            item = replace(
                item, period=found[0], period_span=found[1], period_rule=found[2], unsure=(*item.unsure, "period-year")
            )
        result.append(item)
    return result


def _is_handed_over(text: Text, item: Located) -> bool:
    """Whether an award is given on the day; not «7 lượt tập thể được Bộ Công an trao Bằng khen», which sums up years."""
    if _is_of_many_days(item) or item.draft.luot:
        return False
    return _HANDING.search(text.key, item.start, item.end) is not None


def _is_of_many_days(item: Located) -> bool:
    """Whether an award was won again and again, so that the day of one ceremony is not its own: «6 lần được Bộ Công an tặng»."""
    return "times" in item.draft.pattern and (item.draft.count or 0) > 1


def _lists_years(text: Text, item: Located, span: tuple[int, int], dates: Sequence[Dated]) -> bool:
    """Whether a list of years says when one holder got an award, in each of them: «năm 2019, 2020, đơn vị được tặng Cờ»."""
    listed = [d for d in dates if (d.start, d.end) == span and d.rule.startswith("date.year-list")]
    reviewed = _OF_YEARS.search(text.key, item.sentence[0], span[0]) is not None
    return len(listed) > 1 and len(item.draft.named) == 1 and not reviewed


# «với thành tích trong 2 năm 2019, 2020»: what one award was given for
_OF_YEARS = regex.compile(r"(?<!\w)(?:thành tích|kết quả|tổng kết|sơ kết|công tác|thực hiện)(?!\w)[^,;]{0,60}$")


def _once_a_year(item: Located, years: int, span: tuple[int, int]) -> Located:
    """Return the record of one recipient with as many awards as years are listed: «Huân chương … hạng Ba (các năm 2010, 2018)»."""
    draft = item.draft
    if years < 2 or draft.count != 1 or len(draft.named) > 1:
        return item
    where = span[0] - item.sentence[0], span[1] - item.sentence[0]
    fields = (*(field for field in draft.fields if field[0] != "count"), ("count", where, "period.of-award"))
    return replace(item, draft=replace(draft, count=years, fields=fields))


_ALL_YEARS = regex.compile(
    r"(?<!\w)(?:từ (?:ngày|khi) thành lập|kể từ (?:ngày|khi) thành lập|(?:\d+|\w+ mươi|nửa thế kỉ) năm (?:qua|xây dựng|chiến đấu|hình thành|trưởng thành)|nửa thế kỉ qua|"
    r"(?:suốt|trải qua|qua|trong) (?:\d+|\w+ mươi|nửa thế kỉ|từng ấy)(?: năm| thập niên)?)(?!\w)"
)


def _lifetime(text: Text, dates: Sequence[Dated]) -> Found | None:
    """Return the span of an anniversary: «kỷ niệm 50 năm Ngày truyền thống (15/4/1974 - 15/4/2024)»."""
    for first, last in pairwise(dates):
        if first.grain == last.grain == "day" and first.value[4:] == last.value[4:] and first.value < last.value:
            between = text.key[first.end : last.start].strip()
            if between in ("-", "/", "–") and UNKNOWN not in first.value + last.value:
                return (first.value, last.value), (first.start, last.end), "period.lifetime"
    return None


def _pointed(text: Text, item: Located, dates: Sequence[Dated], review: Dated | None) -> Found | None:
    """«Trong quý», «trong năm»: the last such period that the article named."""
    sentence = text.key[item.sentence[0] : item.start]
    for pattern, grains in _ANAPHORA:
        if pattern.search(sentence):
            if review is not None and review.grain in grains:
                return as_period(review.value), (review.start, review.end), "period.pointed"
            before = [d for d in dates if d.grain in grains and d.start < item.start]
            if before:
                chosen = before[-1]
                return as_period(chosen.value), (chosen.start, chosen.end), "period.pointed"
    return None


def goes_on(text: Text, before: Located, item: Located) -> bool:
    """Whether a sentence continues the one before, so that its period holds here too."""
    if before.sentence == item.sentence:
        return True
    return _follows(before, item) and _LINKED.search(text.key[item.sentence[0] : item.sentence[1]]) is not None


def _follows(before: Located, item: Located) -> bool:
    """Whether a record stands in the sentence of the one before or in the next one."""
    return before.sentence == item.sentence or 0 <= item.sentence[0] - before.sentence[1] < 4


def _is_prize(item: Located) -> bool:
    return item.draft.form.form == "giai-thuong"


_OF_THE_CASE = regex.compile(r"(?<!\w)(?:vụ|xảy ra|sau khi|gây án|kỉ niệm|thành lập|sinh|chuyên án)(?!\w)[^,;.]{0,40}$")


_OF_A_DOCUMENT = regex.compile(r"(?<!\w)quyết định số[^,;]{0,40}$")


def _opens_clause(text: Text, day: Dated, item: Located) -> bool:
    """Whether a day long past opens the very clause of the award: «ngày 01/01/1967, Nhà nước phong tặng …»."""
    ahead = text.key[item.sentence[0] : day.start].rstrip()
    return (
        (not ahead or ahead[-1] in ";.:")
        and text.key[day.end : day.end + 1] == ","
        and ";" not in text.key[day.end : item.start]
    )


_AT_CEREMONY = regex.compile(r"(?<!\w)(?:lễ|buổi|hội nghị|hôm|vào|sáng|chiều|tối)[^,;.]{0,25}$")


def _day_behind(text: Text, item: Located, dates: Sequence[Dated]) -> Found | None:
    """Return the day that a sentence tells behind its award: «được trao Bằng khen trong buổi lễ ngày 3/3»."""
    for day in within(dates, item.end, min(item.sentence[1], item.end + 80)):
        told = day.grain == "day" and ";" not in text.key[item.end : day.start]
        if told and (_AT_CEREMONY.search(text.key, item.end, day.start) or _AT_CEREMONY.match(text.key, day.start)):
            return as_period(day.value), (day.start, day.end), "period.day"
    return None


def _day_ahead(text: Text, item: Located, dates: Sequence[Dated], when: Anchor | None) -> Found | None:
    """Return the day on which a sentence says that its award was given: «Ngày 7/11, Chủ tịch … tặng …»."""
    start = item.sentence[0]
    days = [
        d
        for d in within(dates, start, item.end)
        if d.grain == "day"
        and not _OF_THE_CASE.search(text.key, max(start, d.start - 60), d.start)
        and not _OF_A_DOCUMENT.search(text.key, max(start, d.start - 60), d.start)
        and (not is_past(text, d, when) or _opens_clause(text, d, item))
    ]
    if not days:
        return None
    if _TOLD_LATER.search(text.key[days[0].end : max(item.start, days[0].end)]) and _JUST.search(
        text.key[days[0].end : item.end]
    ):
        return (None, (days[0].start, days[0].end), "period.untold")
    chosen = days[-1] if days[-1].start > item.start else days[0]
    return as_period(chosen.value), (chosen.start, chosen.end), "period.day"


_HISTORY = regex.compile(
    r"(?<!\w)(?:qua các thời kì|trong (?:các )?(?:thời kì |cuộc )?kháng chiến|trong những năm kháng chiến|thời kì chống (?:mĩ|pháp)|"
    r"(?:nhìn lại )?chặng đường (?:đã qua|vừa qua)|suốt chặng đường)(?!\w)[^;]*$"
)


def _is_history(text: Text, item: Located) -> bool:
    """Whether a sentence tells of long ago, so that no day of the article holds: «Trong kháng chiến, đơn vị được tặng …»."""
    return _HISTORY.search(text.key, item.sentence[0], item.start) is not None


def _day(text: Text, item: Located, ceremony: Dated | None) -> Found | None:
    start, end = item.sentence
    if ceremony is not None and (
        _CEREMONY.search(text.key, start, end)
        or (item.block.kind in ("body", "caption") and item.start - ceremony.start < 3000)
    ):
        return as_period(ceremony.value), (ceremony.start, ceremony.end), "period.ceremony"
    return None
