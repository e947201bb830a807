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
from thidua.resolve.fronted import PERIODS, Found, fronted
from thidua.resolve.located import Located

_SINCE = regex.compile(r"(?<!\w)(?:từ|kể từ|tính từ)(?:\s+(?:đầu|giữa|cuối))?\s*$")
_TO_NOW = regex.compile(r"\s*(?:đến|tới)\s+nay(?!\w)")
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
_YEAR_OF_PLAN = regex.compile(
    r"(?:kế hoạch|phương hướng|nhiệm vụ|chương trình|mục tiêu|luật|pháp lệnh|nghị định|nghị quyết|chỉ thị|quyết định|thông tư|giao ước(?: thi đua)?)[^,.;]{0,40}$"
)


_REVIEW = regex.compile(
    r"(?<!\w)(?:tổng kết|sơ kết|giao ban|nhìn lại|kết quả|đánh giá|kết thúc|sơ, tổng kết|bình xét|chấm điểm|điển hình(?: tiên tiến)?)(?!\w)"
)
_PLAN = regex.compile(r"(?<!\w)(?:triển khai|phương hướng|kế hoạch|nhiệm vụ|phát động|chương trình)(?!\w)[^.;]{0,60}$")


_COMPARED = regex.compile(r"(?<!\w)(?:so với|cùng kì)\s*$")
_FOUNDED = regex.compile(r"(?<!\w)(?:ra đời|thành lập|khởi xướng)(?:\s+(?:từ|vào))?\s*$")
_PART_OF_YEAR = regex.compile(r"(?<!\w)(?:những|các|mấy|vài) (?:tháng|ngày)\s*$")


def _review(text: Text, dates: Sequence[Dated], when: Anchor | None) -> Dated | None:
    """Return the period that the article looks back on: «tổng kết công tác năm 2019, triển khai nhiệm vụ năm 2020»."""
    for d in dates:
        if d.start > 1500:
            break
        if d.rule in OF_NAMES or _PART_OF_YEAR.search(text.key, max(0, d.start - 20), d.start):
            continue
        if d.grain not in ("year", "years", "quarter", "months") or (
            when is not None and d.value[-4:].isdigit() and d.grain == "years" and int(d.value[-4:]) > when.year
        ):
            continue
        head = text.key[max(text.key.rfind(mark, 0, d.start) for mark in ("\n", ". ", "; ")) + 1 : d.start]
        cues = list(_REVIEW.finditer(head))
        if cues and not _PLAN.search(head[cues[-1].end() :]) and not _YEAR_OF_PLAN.search(head):
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
        found = _stated(text, item, dates, when) or _pointed(text, item, dates, review)
        if found is None:
            found = next((told for one in item.repeats if (told := _stated(text, one, dates, when)) is not None), None)
        here = (
            _CEREMONY.search(text.key, *item.sentence) is not None
            or _HANDING.search(text.key, item.start, item.end) is not None
        )
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


def _is_of_many_days(item: Located) -> bool:
    """Whether an award was won again and again, so that the day of one ceremony is not its own: «6 lần được Bộ Công an tặng»."""
    return "times" in item.draft.pattern and (item.draft.count or 0) > 1


def _stated(text: Text, item: Located, dates: Sequence[Dated], when: Anchor | None) -> Found | None:
    """A period in the sentence: inside or behind the clause, else the last one ahead of it."""
    start, end = item.sentence
    here = [
        d
        for d in within(dates, start, end)
        if (d.grain in PERIODS or (d.grain == "month" and d.end <= item.start))
        and d.rule not in OF_NAMES
        and not _YEAR_OF_PLAN.search(text.key, start, d.start)
        and not _PART_OF_YEAR.search(text.key, max(start, d.start - 20), d.start)
        and not _COMPARED.search(text.key, max(start, d.start - 20), d.start)
        and not _FOUNDED.search(text.key, max(start, d.start - 20), d.start)
        and not _lies_ahead(d, when)
    ]
    if not here:
        return None
    if (own := _with_form(text, item, here)) is not None:
        return _of_list(own, here), (own.start, own.end), "period.of-award"
    bracketed = [d for d in here if d.grain == "year" and text.key[start : d.start].rstrip().endswith("(")]
    if len(bracketed) > 1:  # a list in which each award has its year: those of the others are not this one's
        here = [d for d in here if d not in bracketed]
        if not here:
            return None
    if len({d.value for d in here}) == 1 and _CAUSE.search(text.key, item.end, here[-1].start):
        return as_period(here[-1].value), (here[-1].start, here[-1].end), "period.stated"
    if (told := _day_of_event(text, item, here, dates)) is not None:
        return as_period(told.value), (told.start, told.end), "period.day"
    near = [d for d in here if not _other_clause(text, min(d.end, item.end), max(d.start, item.start))]
    here = near or [d for d in here if d.end <= item.start]
    behind = [
        d
        for d in here
        if d.start >= item.start
        and d.start - item.end < 120
        and not _other_clause(text, item.end, d.start)
        and not _IN_BRACKET.search(text.key, item.end, d.start + text.key.startswith("(", d.start))
        and not _OPENS.match(text.key, d.end)
        and not _NEW_CLAUSE.search(text.key, item.end, d.start)
    ]
    ahead = [d for d in here if d.end <= item.start]
    inside = [d for d in here if item.start <= d.start < item.end]
    # «A được tặng …, năm 2021 được tặng …, năm 2022 được Bộ tặng Bằng khen»: the subject stands ahead of other years
    own_years = [d for d in inside if d.end <= _form_at(item)]
    inside = own_years[-1:] or inside
    chosen = inside[0] if inside else ahead[-1] if ahead else behind[0] if behind else None
    if chosen is None:
        return None
    if (
        chosen.grain == "year"
        and _SINCE.search(text.key, start, chosen.start)
        and (_TO_NOW.match(text.key, chosen.end))
    ):
        last = f"{when.year}-{when.month:02}-{when.day:02}" if when and when.month and when.day else None
        day = next((d.value for d in dates if d.grain == "day" and UNKNOWN not in d.value), None)
        last = last or day
        return ((f"{chosen.value}-01-01", last), (chosen.start, chosen.end), "period.to-now") if last else None
    return _of_list(chosen, here), (chosen.start, chosen.end), "period.stated"


def _lies_ahead(date: Dated, when: Anchor | None) -> bool:
    """Whether a range ends in a year to come, so that nothing was granted for it: «Đại hội nhiệm kỳ 2025 - 2030», in 2025."""
    if when is None or when.rule != "date.published":
        return False
    return date.grain == "years" and date.value[-4:] > f"{when.year:04}"


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


def _of_list(chosen: Dated, dates: Sequence[Dated]) -> tuple[str, str]:
    """Return the period of a date; of a list of years that of all: «các năm 2010, 2018»."""
    listed = [as_period(d.value) for d in dates if d.grain == "year" and (d.start, d.end) == (chosen.start, chosen.end)]
    periods = listed or [as_period(chosen.value)]
    return min(first for first, _ in periods), max(last for _, last in periods)


def _form_at(item: Located) -> int:
    """Return where the award's form begins."""
    return item.sentence[0] + next((span[0] for name, span, _ in item.draft.fields if name == "form"), 0)


# What all awards of a sentence were given for stands at its end: «… vì thành tích trong phong trào giai đoạn 2006 - 2016».
_CAUSE = regex.compile(
    r"(?<!\w)(?:(?:vì|do|do đã|vì đã|đã) có|vì|do đạt|vì đạt) (?:những |nhiều |các )?thành tích(?!\w)"
)
_OF_EVENT = regex.compile(r"(?<!\w)(?:hội nghị|lễ|buổi lễ|đại hội|sơ kết|tổng kết)[^,;]{0,120}$")


def _day_of_event(text: Text, item: Located, periods: Sequence[Dated], dates: Sequence[Dated]) -> Dated | None:
    """Return the day of a ceremony whose name alone has the year: «Tại hội nghị tổng kết năm 2022 ngày 28/12, … trao Huân chương»."""
    if item.draft.form.form not in ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du") or len(periods) != 1:
        return None
    form = _form_at(item)
    named = _OF_EVENT.search(text.key, item.sentence[0], periods[0].start) and periods[0].end <= form
    days = [d for d in within(dates, item.sentence[0], form) if d.grain == "day"]
    return days[-1] if named and days else None


_IN_BRACKET = regex.compile(r"\w[^()]*\(\s*$")  # a date there is of what stands ahead of the bracket
_OPENS = regex.compile(r"\s*,?\s*(?:là|đạt|được|nhận|đón nhận|vinh dự)(?!\w)")  # «…, năm 2019 là Chiến sĩ thi đua»
_NEW_CLAUSE = regex.compile(r",\s+(?:và\s+)?(?:được|nhận|đón nhận|đạt|vinh dự)(?!\w)")
_BRACKET = regex.compile(r'"?\s*(?:\(\s*|vào\s+)')


def _with_form(text: Text, item: Located, dates: Sequence[Dated]) -> Dated | None:
    """Return the year right behind the award itself: «Huân chương Chiến công hạng Ba (năm 2010)», «… vào năm 2010»."""
    span = next((span for name, span, _ in item.draft.fields if name == "form"), None)
    if span is None:
        return None
    end = item.sentence[0] + span[1]
    last = item.sentence[0] + max([span[1], *(span[1] for name, span, _ in item.draft.fields if name == "authority")])
    return next(
        (d for d in dates if any(_is_own(text, place, d, dates) for place in (end, last))),
        None,
    )


def _is_own(text: Text, end: int, date: Dated, dates: Sequence[Dated]) -> bool:
    """Whether a date right behind an award is the award's own; of those without a bracket a list of years is."""
    if _BRACKET.fullmatch(text.key, end, date.start):
        return True
    listed = sum((d.start, d.end) == (date.start, date.end) for d in dates) > 1
    return listed and date.grain == "year" and date.start >= end and not text.key[end : date.start].strip(' "')


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


def _other_clause(text: Text, start: int, end: int) -> bool:
    return ";" in text.key[start:end]


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
