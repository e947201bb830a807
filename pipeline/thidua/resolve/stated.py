"""The period that a sentence states for an award of its own, and which of several dates that is."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.cue import Cue
from thidua.mentions.date import UNKNOWN
from thidua.offsets import Text
from thidua.resolve.anchor import OF_NAMES, Anchor
from thidua.resolve.dates import Dated, as_period, within
from thidua.resolve.fronted import PERIODS, Found
from thidua.resolve.located import Located

YEAR_OF_PLAN = regex.compile(
    r"(?:kế hoạch|phương hướng|(?<!(?:hoàn thành|xuất sắc|tốt|trong thực hiện) )nhiệm vụ|chương trình|mục tiêu|luật|pháp lệnh|nghị định|nghị quyết|chỉ thị|quyết định(?! (?:trao |truy |phong )?(?:tặng|thưởng|khen|trao|công nhận))|thông tư|giao ước(?: thi đua)?|(?:trưởng|phó) (?:khối|cụm)|(?:khối|cụm) (?:trưởng|phó))[^,.;]{0,40}$"
)


PART_OF_YEAR = regex.compile(r"(?<!\w)(?:những|các|mấy|vài) (?:tháng|ngày)\s*$")


_SINCE = regex.compile(r"(?<!\w)(?:từ|kể từ|tính từ)(?:\s+(?:đầu|giữa|cuối))?\s*$")


_TO_NOW = regex.compile(r"\s*(?:đến|tới)\s+nay(?!\w)")


_COMPARED = regex.compile(r"(?<!\w)(?:so với|cùng kì)\s*$")


def is_compared(text: Text, date: Dated) -> bool:
    """Whether a date only tells what something is compared with: «giảm 8% so với năm 2011», «12 tập thể (quý I/2021 có 8 …)»."""
    if _opens_bracket(text, date):
        return _ANOTHER_NUMBER.match(text.key, date.end) is not None
    return _COMPARED.search(text.key, max(0, date.start - 20), date.start) is not None


_ANOTHER_NUMBER = regex.compile(r"\s*(?:(?:chỉ )?(?:có|là|đạt)|:) *\d")


# «Năm 1999, đơn vị được phong tặng danh hiệu Anh hùng; trước và sau đó, còn được tặng …»
AT_ANOTHER_TIME = regex.compile(
    r"(?<!\w)(?:trước và sau|trước|sau) đó(?=,? (?:đơn vị|công an|phòng|đội|anh|chị|ông|bà|còn|được)(?!\w))"
)


_FOUNDED = regex.compile(
    r"(?<!\w)(?:ra đời|thành lập|khởi xướng|vào ngành|nhập ngũ|tốt nghiệp|ra trường|sinh)(?:\s+(?:từ|vào))?\s*$"
)


def stated(
    text: Text, item: Located, dates: Sequence[Dated], when: Anchor | None, ceremony: Dated | None
) -> Found | None:
    """A period in the sentence: inside or behind the clause, else the last one ahead of it; «đến nay» is the ceremony's day."""
    start, end = item.sentence
    here = [
        d
        for d in within(dates, start, end)
        if (
            d.grain in PERIODS
            or (d.grain == "month" and (d.end <= item.start or _is_when(text, item, d)))
            or (d.grain == "day" and d.end <= item.start and _goes_to_now(text, start, d))
        )
        and (d.rule not in OF_NAMES or (_SINCE.search(text.key, start, d.start) and _TO_NOW.match(text.key, d.end)))
        and not YEAR_OF_PLAN.search(text.key, max(start, d.start - 80), d.start)
        and not PART_OF_YEAR.search(text.key, max(start, d.start - 20), d.start)
        and not is_compared(text, d)
        and not (d.end <= item.start and AT_ANOTHER_TIME.search(text.key, d.end, item.start))
        and not _FOUNDED.search(text.key, max(start, d.start - 20), d.start)
        and not _lies_ahead(d, when)
        and not _is_of_bracket(text, item, d)
    ]
    if not here:
        return None
    if (own := _with_form(text, item, here)) is not None:
        return of_list(own, here), (own.start, own.end), "period.of-award"
    bracketed = [d for d in within(dates, start, end) if d.grain == "year" and _opens_bracket(text, d)]
    if len(bracketed) > 1:  # a list in which each award has its year: those of the others are not this one's
        here = [d for d in here if d not in bracketed]
        if not here:
            return None
    if len({d.value for d in here}) == 1 and _CAUSE.search(text.key, item.end, here[-1].start):
        return as_period(here[-1].value), (here[-1].start, here[-1].end), "period.stated"
    if (told := _day_of_event(text, item, here, dates)) is not None:
        return as_period(told.value), (told.start, told.end), "period.day"
    near = [d for d in here if not _other_clause(text, min(d.end, item.end), max(d.start, item.start))]
    here = near or [d for d in here if d.end <= item.start and not _is_of_its_clause(text, start, d)]
    behind = [
        d
        for d in here
        if d.start >= item.start
        and d.start - item.end < 120
        and not _other_clause(text, item.end, d.start)
        and not _IN_BRACKET.search(text.key, item.end, d.start + text.key.startswith("(", d.start))
        and not _OPENS.match(text.key, d.end)
        and not _NEW_CLAUSE.search(text.key, item.end, d.start)
        and not (_OF_ANOTHER.search(text.key, item.end, d.start) and _TO_OTHERS.match(text.key, d.end))
        and not (d.grain == "range" and _DEED.search(text.key, item.end, d.start))
    ]
    ahead = [d for d in here if d.end <= item.start]
    inside = [d for d in here if item.start <= d.start < item.end]
    # «A được tặng …, năm 2021 được tặng …, năm 2022 được Bộ tặng Bằng khen»: the subject stands ahead of other years
    own_years = [d for d in inside if d.end <= item.form_at]
    inside = own_years[-1:] or inside
    if ahead and behind and ahead[-1].grain == "years" and behind[0].grain == "year":
        adjacent = not text.key[item.end : behind[0].start].strip(' "')
        ahead = [] if adjacent else ahead  # «Trong 5 năm (2018 - 2022), … tặng Cờ thi đua năm 2020»
    chosen = inside[0] if inside else ahead[-1] if ahead else behind[0] if behind else None
    if chosen is None:
        return None
    if chosen.grain in ("year", "month", "day") and _goes_to_now(text, start, chosen):
        return to_now(chosen, dates, when, ceremony)
    return of_list(chosen, here), (chosen.start, chosen.end), "period.stated"


def _opens_bracket(text: Text, date: Dated) -> bool:
    """Whether a bracket opens with a date, or a date with the bracket."""
    return text.key.startswith("(", date.start) or text.key[max(0, date.start - 3) : date.start].rstrip().endswith("(")


def _goes_to_now(text: Text, start: int, date: Dated) -> bool:
    """Whether a date is the first of a time that lasts until the article: «từ năm 2019 đến nay»."""
    return _SINCE.search(text.key, start, date.start) is not None and _TO_NOW.match(text.key, date.end) is not None


def to_now(first: Dated, dates: Sequence[Dated], when: Anchor | None, ceremony: Dated | None) -> Found | None:
    """Return the period from a date to the day of the ceremony, or else of the article; None where neither is known."""
    day = next((d.value for d in dates if d.grain == "day" and UNKNOWN not in d.value and d is not first), None)
    last = as_period(ceremony.value)[1] if ceremony is not None and UNKNOWN not in ceremony.value else None
    last = last or (f"{when.year}-{when.month:02}-{when.day:02}" if when and when.month and when.day else day)
    return ((as_period(first.value)[0], last), (first.start, first.end), "period.to-now") if last else None


_NEW_YEAR = Cue(r"(?<!\w)(?:từ|kể từ|tính từ) đầu năm(?: nay)? (?:đến|tới|cho đến) (?:nay|thời điểm này)(?!\w)")


def since_new_year(text: Text, item: Located, when: Anchor | None) -> Found | None:
    """«Từ đầu năm đến nay»: the year of the article until its day."""
    said = _NEW_YEAR.search(text.key, item.sentence[0], item.sentence[1])
    if said is None or when is None or when.rule != "date.published" or not (when.month and when.day):
        return None
    return (f"{when.year}-01-01", f"{when.year}-{when.month:02}-{when.day:02}"), said.span(), "period.to-now"


def last_to_now(text: Text, before: Sequence[Dated]) -> Dated | None:
    """Return the last of some dates that a time until the article begins with."""
    return next((d for d in reversed(before) if _goes_to_now(text, max(0, d.start - 30), d)), None)


# «cho anh A, người đã chèo đò suốt đêm 18 rạng sáng 19/10»: when somebody did what he is rewarded for
_DEED = regex.compile(r"(?<!\w)hi sinh (?:khi|trong|lúc)(?!\w)|(?<!\w)đã (?!có|lập|đạt|hoàn thành|tham gia|thực hiện)")
_WHEN = regex.compile(r"\s*,?\s*(?:từ|vào|hồi|trong)?\s*")


def _is_when(text: Text, item: Located, date: Dated) -> bool:
    """Whether a date ends an award's clause or opens what it goes on with: «được Bộ Công an tặng Bằng khen từ tháng 3/2018»,
    «…; đầu tháng 2/2024, tiếp tục được UBND tỉnh tặng Cờ thi đua», or says of what work the award is."""
    if date.start >= item.end:
        return (
            _WHEN.fullmatch(text.key, item.end, date.start) or _OF_WORK.fullmatch(text.key, item.end, date.start)
        ) is not None
    return date.end <= item.form_at and _REOPENS.search(text.key, item.start, date.start) is not None


# «vì có thành tích trong công tác tháng 3/2018», «… phong trào thi đua tháng 3»; the month of a case is no period
_OF_WORK = regex.compile(
    r"(?![^;.]*(?:xảy ra|vụ|đối tượng))[^;.:()]{0,150}(?<!\w)(?:(?:công tác|thi đua|nhiệm vụ)(?: trong)?|phong trào \"[^\"]{3,60}\")\s*"
)


_REOPENS = regex.compile(r";\s*(?:(?:vào|đến|tới|đầu|giữa|cuối)\s+){0,2}$")


def _is_of_its_clause(text: Text, start: int, date: Dated) -> bool:
    """Whether a date ahead is that of an award between semicolons of its own: «trong 5 năm (2018 - 2022), đơn vị được tặng Cờ
    thi đua năm 2020; 5 tập thể được tặng Bằng khen»."""
    if is_of_each_year(text, date.end):
        return True  # «ba năm 2017, 2018, 2019 liên tục nhận Cờ thi đua; cùng với đó là 11 Bằng khen»
    clause = max(start, text.key.rfind(";", start, date.start) + 1)
    return _AWARDS.search(text.key, clause, date.start) is not None


def is_of_each_year(text: Text, end: int) -> bool:
    """Whether years that end at `end` are each that of an award: «ba năm 2017, 2018, 2019 liên tục nhận Cờ thi đua»."""
    return _EACH_YEAR.match(text.key, end) is not None


_EACH_YEAR = regex.compile(r"\s*(?:(?:đơn vị|phòng) )?(?:đều )?(?:liền|liên tục|liên tiếp)(?!\w)")


def is_of_its_entry(text: Text, span: tuple[int, int], item: Located) -> bool:
    """Whether a date is that of another award of a list, apart by semicolons: «phần thưởng: Huân chương … năm 2011; hai Bằng khen»."""
    start, end = span
    if not item.sentence[0] <= start < end <= item.start or ";" not in text.key[end : item.start]:
        return False
    entry = max(text.key.rfind(mark, item.sentence[0], start) for mark in ";:")
    return entry >= 0 and _AWARDS.search(text.key, entry, start) is not None


_AWARDS = regex.compile(
    r"(?<!\w)(?:tặng|trao|khen|khen thưởng|đạt|(?<!ghi )nhận|danh hiệu|huân chương|huy chương|cờ thi đua)(?!\w)"
)


def _is_of_bracket(text: Text, item: Located, date: Dated) -> bool:
    """Whether a date is that of an award in a bracket that was closed: «2 Huân chương (hạng Nhì năm 2010, …), 1 lần được tặng …»."""
    opened = text.key.rfind("(", item.sentence[0], date.start + 1)  # it may begin a date
    closed = text.key.find(")", max(opened, item.sentence[0]))
    if opened < 0 or not date.end <= closed <= item.form_at:
        return False
    if _IN_A_ROW.search(text.key, item.sentence[0], opened) and _NEXT_AWARD.search(text.key, closed, item.form_at):
        return True
    return closed <= item.start and (
        _CLASS.search(text.key, opened, date.start) is not None
        or _OF_AN_AWARD.search(text.key, item.sentence[0], opened) is not None
    )


_CLASS = regex.compile(r"(?<!\w)hạng(?!\w)")
_AWARD = (
    r"(?<!\w)(?:(?:huân|huy) chương|cờ|bằng khen|giấy khen|danh hiệu|chiến sĩ (?:thi đua|tiên tiến)|quyết thắng)(?!\w)"
)
_OF_AN_AWARD = regex.compile(rf"{_AWARD}[^,;:()]{{0,60}}$")  # «Huân chương Chiến công hạng Ba (năm 1998), 3 Bằng khen»
_NEXT_AWARD = regex.compile(rf"{_AWARD}[^;]*?[,;]")
_IN_A_ROW = regex.compile(
    r"(?:năm|lần) (?:liền|liên tục|liên tiếp) $"
)  # «6 năm liền (2014 - 2019) đạt …, được tặng 3 Bằng khen»


def _lies_ahead(date: Dated, when: Anchor | None) -> bool:
    """Whether a period ends in a year to come, so that nothing was granted for it: «nhiệm kỳ 2025 - 2030», in 2025."""
    if when is None or when.rule != "date.published":
        return False
    return date.grain in PERIODS and as_period(date.value)[1][:4] > f"{when.year:04}"


def of_list(chosen: Dated, dates: Sequence[Dated]) -> tuple[str, str]:
    """Return the period of a date; of a list of years, quarters or months that of all: «các năm 2010, 2018», «tháng 6, 7 và 8/2014»."""
    listed = [
        as_period(d.value)
        for d in dates
        if d.grain in ("year", "month", "quarter") and (d.start, d.end) == (chosen.start, chosen.end)
    ]
    periods = listed or [as_period(chosen.value)]
    return min(first for first, _ in periods), max(last for _, last in periods)


# What all awards of a sentence were given for stands at its end: «… vì thành tích trong phong trào giai đoạn 2006 - 2016».
_CAUSE = regex.compile(
    r"(?<!\w)(?:(?:vì|do|do đã|vì đã|đã) có|vì|do đạt|vì đạt) (?:những |nhiều |các )?thành tích(?!\w)"
)


_OF_EVENT = regex.compile(r"(?<!\w)(?:hội nghị|lễ|buổi lễ|đại hội|sơ kết|tổng kết|kỉ niệm)[^,;]{0,120}$")


def _day_of_event(text: Text, item: Located, periods: Sequence[Dated], dates: Sequence[Dated]) -> Dated | None:
    """Return the day of a ceremony whose name alone has the year: «Tại hội nghị tổng kết năm 2022 ngày 28/12, … trao Huân chương»."""
    if item.draft.form.form not in ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du") or len(periods) != 1:
        return None
    form = item.form_at
    named = _OF_EVENT.search(text.key, item.sentence[0], periods[0].start) and periods[0].end <= form
    days = [d for d in within(dates, item.sentence[0], form) if d.grain == "day"]
    return days[-1] if named and days else None


# A date there is of what stands ahead of the bracket, but for «trong 5 năm (2018 - 2022)».
_IN_BRACKET = regex.compile(r"\w[^()]*(?<!(?:\d|hai|ba|bốn|năm|mười) năm )\(\s*$")


_OPENS = regex.compile(r"\s*,?\s*(?:là|đạt|được|nhận|đón nhận|vinh dự)(?!\w)")  # «…, năm 2019 là Chiến sĩ thi đua»


_NEW_CLAUSE = regex.compile(r"(?:,\s+(?:và\s+)?|\s+và\s+)(?:được|nhận|đón nhận|đạt|vinh dự)(?!\w)")


# «trao Kỷ niệm chương cho 8 cá nhân, trao danh hiệu “Đơn vị Quyết thắng” [năm 2022] cho 6 đơn vị»
_OF_ANOTHER = regex.compile(
    r"(?:,|(?<!\w)và) (?:đồng thời |tiếp tục )?(?:(?:trao|tặng|trao tặng|truy tặng) )?(?:danh hiệu|cờ(?: thi đua)?|chiến sĩ (?:thi đua|tiên tiến)|đơn vị (?:quyết thắng|tiên tiến))(?!\w)[^,;.]{0,60}$"
)
_TO_OTHERS = regex.compile(r"\"?\s*(?:cho|tới|đến|tặng) ")
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
    """Whether a date right behind an award is the award's own: in a bracket, a list of years, or a year where others are told."""
    if _BRACKET.fullmatch(text.key, end, date.start):
        return True
    if date.grain != "year" or date.start < end or text.key[end : date.start].strip(' "'):
        return False  # not right behind it
    told = len({(d.start, d.end) for d in dates if d.grain == "year"}) > 1
    return told or sum((d.start, d.end) == (date.start, date.end) for d in dates) > 1


def _other_clause(text: Text, start: int, end: int) -> bool:
    return ";" in text.key[start:end]
