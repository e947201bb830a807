"""The period that a figure covers, or failing that the day of the ceremony."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

import regex

from thidua.cue import Cue
from thidua.mentions.date import UNKNOWN
from thidua.offsets import Text
from thidua.records import VAGUE_FORMS
from thidua.resolve.anchor import Anchor
from thidua.resolve.ceremony import ENDS, ceremony_day, contest_days, day_of_handing_over, event_time
from thidua.resolve.dates import Dated, as_period, joined
from thidua.resolve.day import day_ahead, day_behind, day_from_before, years_later
from thidua.resolve.fronted import EARLIER, Found, fronted, of_paragraph_before
from thidua.resolve.located import Located
from thidua.resolve.past import HISTORY, UNTIL_NOW, is_of_all_years, with_several_orders
from thidua.resolve.pointed import last_named, of_this_year
from thidua.resolve.review import reviewed
from thidua.resolve.stated import (
    AT_ANOTHER_TIME,
    is_of_each_year,
    is_of_its_entry,
    last_to_now,
    since_new_year,
    stated,
    to_now,
)
from thidua.resolve.yearly import lists_years, once_a_year, year_of_class

_CEREMONY = Cue(
    r"(?<!\w)(?:dịp này|nhân (?:dịp|đây|sự kiện)|tại (?:hội (?:nghị|thi)|buổi|lễ|đại hội|chương trình|phiên|ngày hội|liên hoan)|cũng tại|kết thúc hội nghị|trong khuôn khổ|vinh dự có|cùng ngày|ngay sau|(?:hội nghị|đại hội|buổi lễ) (?:đã|cũng|còn))(?!\w)"
)
_HANDING = regex.compile(r"(?<!được )(?<!\w)(?:trao(?! đổi)|gắn|trao tặng)(?!\w)")
_LINKED = regex.compile(
    r"^[*\s]*(?:bên cạnh đó|cũng(?= (?:được|nhận|vinh dự|đã))|ngoài ra|cùng với đó|đồng thời|trong đó|trong số|trong số đó|trong số này|về (?:phía )?(?:tập thể|cá nhân)|bên cạnh|cạnh đó|riêng|đặc biệt|thêm vào đó|và|tiếp đó|qua đó|ghi nhận)(?!\w)"
)


def set_periods(text: Text, located: Sequence[Located], dates: Sequence[Dated], when: Anchor | None) -> list[Located]:
    """Return the records with the period that each covers, where the text tells it."""
    periods = _Periods(text, dates, when, with_several_orders(located))
    result: list[Located] = []
    totals: dict[str | None, Located] = {}  # by group
    for item in located:
        total = totals.get(item.group) if item.role == "part" else None
        found = periods.of(item, result[-1] if result else None, total)
        result.append(item if found is None else _with_period(text, item, found, dates))
        if item.role == "total" and item.group not in totals:
            totals[item.group] = result[-1]
    return _with_period_of_parts(result)


def _with_period_of_parts(located: list[Located]) -> list[Located]:
    """Return the records, a total of which nobody tells when («519 lượt tập thể, cá nhân …» in a title) with the period of what it sums up."""
    parts: dict[str, list[Located]] = {}
    for item in located:
        if item.role == "part" and item.group is not None:
            parts.setdefault(item.group, []).append(item)
    return [_with_told(item, parts.get(item.group or "", []) or _body_of(item, located)) for item in located]


def _body_of(title: Located, located: Sequence[Located]) -> list[Located]:
    """Return the records of the body that a record of the title may sum up: those of its form, of a vague form all."""
    if title.block.kind != "title":
        return []
    vague = title.draft.form.form in VAGUE_FORMS
    body = [item for item in located if item.block.kind == "body" and item.draft.status == title.draft.status]
    return [item for item in body if vague or item.draft.form.form == title.draft.form.form]


def _with_told(item: Located, others: Sequence[Located]) -> Located:
    """Return a record that has no period with that of others, where they agree."""
    if item.period is not None or item.period_span is not None or not others or others[0].period is None:
        return item
    if item.role == "part" or len({other.period for other in others}) > 1:
        return item
    return replace(item, period=others[0].period, period_span=others[0].period_span, period_rule="period.carried")


def _with_period(text: Text, item: Located, found: Found, dates: Sequence[Dated]) -> Located:
    period, span, rule = found
    if rule == "period.of-award" or (rule == "period.stated" and lists_years(text, item, span, dates)):
        listed = [d for d in dates if (d.start, d.end) == span]
        if (year := year_of_class(text, item, listed)) is not None:
            period = as_period(year.value)
        else:
            item = once_a_year(text, item, len(listed), span)
    if period is None:
        return item
    unsure = (*item.unsure, "period-year") if any(UNKNOWN in part for part in period) else item.unsure
    return replace(item, period=period, period_span=span, period_rule=rule, unsure=unsure)


class _Periods:
    """What an article tells of time, asked record by record in text order."""

    def __init__(
        self, text: Text, dates: Sequence[Dated], when: Anchor | None, with_orders: Set[tuple[int, int]]
    ) -> None:
        self._text, self._dates, self._when = text, dates, when
        self._with_orders = with_orders  # sentences that count the Orders of one collective
        self._past = [one for one in joined(text, dates) if not _is_to_come(one, when)]
        self._ceremony = ceremony_day(text, dates, when)
        self._handing_over = day_of_handing_over(text, dates)
        self._contest = contest_days(text, dates)
        self._event = event_time(text, self._past)
        self._review = reviewed(text, dates, when)
        self._dated: Located | None = None  # the last record that was granted
        self._handed_over = False  # the article has come to the awards of the day
        self._at_ceremony = False  # and tells what is done there
        self._history = False  # it looks back on those of a unit's past
        self._ceremonial: dict[tuple[int, int], bool] = {}  # by sentence: most hold several records

    def of(self, item: Located, before: Located | None, total: Located | None = None) -> Found | None:
        """Return the period of a record: the first that any way of telling gives.

        `before` is the record ahead of it, `total` the one that it is a part of, where that stands ahead.
        """
        if before is not None and (before.period_span is not None or before.draft.status != "proposed"):
            self._dated = before
        ceremonial = self._is_ceremonial(item.sentence)
        here = ceremonial or _is_handed_over(self._text, item)
        goes_on_here = before is not None and goes_on(self._text, before, item)
        in_paragraph = before is not None and before.block == item.block and _follows(before, item)
        self._at_ceremony = ceremonial or (self._at_ceremony and (goes_on_here or in_paragraph))
        self._handed_over = here or self._at_ceremony or (self._handed_over and goes_on_here)
        found = self._told(item)
        if found is None and total is not None and total.period is not None and total.period_span is not None:
            return total.period, total.period_span, "period.carried"
        if item.draft.status == "proposed":  # on no day of the article was it granted
            told = found if found is not None and found[2] != "period.day" else self._reviewed(item)
            return told or _of_a_year(self._looked_back_on(item)) or _of_a_year(self._carried(item, before))
        self._history = found is None and not here and self._is_history(item, before)
        if self._history:
            return None, (item.start, item.end), "period.untold"
        found = found or self._looked_back_on(item) or self._carried(item, before)
        if found is None and not here and self._sums_up(item):
            self._history = True
            return None, (item.start, item.end), "period.untold"
        return found or self._of_the_event(item, before, here=here)

    def _is_ceremonial(self, sentence: tuple[int, int]) -> bool:
        """Whether a sentence says that what it tells of is of the day: «Dịp này, …»."""
        if sentence not in self._ceremonial:
            self._ceremonial[sentence] = _CEREMONY.search(self._text.key, *sentence) is not None
        return self._ceremonial[sentence]

    def _told(self, item: Located) -> Found | None:
        """What the sentence tells itself, or one that repeats the record."""
        if (found := day_from_before(self._text, item, self._dated, self._dates)) is not None:
            return found
        if (found := years_later(self._text, item, self._dates)) is not None:
            return found
        for one in (item, *item.repeats):
            if (found := stated(self._text, one, self._dates, self._when, self._ceremony)) is not None:
                return found
            if one is item and (found := self._pointed(item)) is not None:
                return found
            if self._review is None and (found := since_new_year(self._text, one, self._when)) is not None:
                return found
        day = day_ahead(self._text, item, self._dates, self._when) or day_behind(self._text, item, self._dates)
        if day is not None and day[2] == "period.untold" and self._handing_over is not None:
            told = self._handing_over
            return as_period(told.value), (told.start, told.end), "period.ceremony"
        return day

    def _pointed(self, item: Located) -> Found | None:
        """«Trong quý», «trong năm»: the last such period that the article named; «trong thời gian trên» may last until now."""
        since = _THAT_TIME.search(self._text.key, item.sentence[0], item.start)
        first = last_to_now(self._text, [d for d in self._dates if d.end <= item.sentence[0]]) if since else None
        if first is not None:
            return to_now(first, self._dates, self._when, self._ceremony)
        return last_named(self._text, item, self._past, self._review) or of_this_year(self._text, item, self._ceremony)

    def _is_history(self, item: Located, before: Located | None) -> bool:
        if before is not None and (
            (self._history and _follows(before, item))
            or self._lists_the_past(item, before)
            or AT_ANOTHER_TIME.search(self._text.key, max(before.end, item.sentence[0]), item.start)
        ):
            return True
        return HISTORY.search(self._text.key, item.sentence[0], item.start) is not None

    def _lists_the_past(self, item: Located, before: Located) -> bool:
        """Whether a list goes on behind an award with a year of its own, long before the article: «Huân chương … (2004), 3 Bằng khen»."""
        if self._review is not None:
            return False
        own = before.period if before.period_rule == "period.of-award" and before.sentence == item.sentence else None
        now = self._ceremony.value if self._ceremony is not None else str(self._when.year) if self._when else ""
        return own is not None and now[:4].isdigit() and int(now[:4]) - int(own[1][:4]) >= _LONG_AGO

    def _sums_up(self, item: Located) -> bool:
        """Whether a sentence tells what somebody got until now, which no single day is the time of: «đến nay Trại có 3 Huân chương»."""
        clause = max(item.sentence[0], self._text.key.rfind(";", 0, item.start))
        return item.sentence in self._with_orders or UNTIL_NOW.search(self._text.key, clause, item.form_at) is not None

    def _looked_back_on(self, item: Located) -> Found | None:
        """The period that the article reviews, or that its paragraph opens with; what is handed over has the day's date."""
        found = self._reviewed(item)
        return found or (None if self._handed_over else fronted(self._text, item, self._past))

    def _reviewed(self, item: Located) -> Found | None:
        review = self._review
        if review is None or item.block.kind == "caption":
            return None
        if self._handed_over and (self._ceremony is not None or review.start > item.start):
            return None
        return as_period(review.value), (review.start, review.end), "period.review"

    def _carried(self, item: Located, before: Located | None) -> Found | None:
        """The period of the record before, where the text goes on; a year that is an award's own is no other's."""
        if before is None or before.period_span is None or before.period_rule == "period.of-award":
            return None  # «Cờ thi đua (2003); 12 năm được tặng Cờ …»
        if (_is_of_many_days(before) or is_of_each_year(self._text, before.period_span[1])) and (
            before.sentence != item.sentence or _ENDS_CLAUSE.search(self._text.key, before.end, item.start)
        ):
            return None  # «11 năm liền (2006 - 2016), Phòng đạt danh hiệu …. Về cá nhân, 4 đồng chí được tặng …»
        if (
            self._ceremony is not None
            and before.sentence != item.sentence
            and _is_of_its_cause(self._text, before, item)
        ):
            return None  # «… vì dẫn đầu phong trào thi đua năm 2024. Đồng thời, Chủ tịch nước tặng …»
        if item.form_at < min(before.form_at, before.period_span[0]) and before.sentence == item.sentence:
            return None  # «giành 2 Huy chương Vàng và được phong tặng danh hiệu … năm 1997», «3 lần được …; năm 2015 được …»
        if _has_several(item) and before.sentence != item.sentence and before.draft.pattern != item.draft.pattern:
            return None  # «năm 2019 được tặng Bằng khen. Ngoài ra, anh còn có 5 Giấy khen»
        if is_of_its_entry(self._text, before.period_span, item):
            return None  # «phần thưởng cao quý: Huân chương … năm 2011; hai Bằng khen …»
        return (before.period, before.period_span, "period.carried") if _also(self._text, before, item) else None

    def _of_the_event(self, item: Located, before: Located | None, *, here: bool) -> Found | None:
        """The day of the ceremony or contest; where none is told, the period that a paragraph further ahead opens with."""
        if _is_of_many_days(item) or item.draft.luot or (is_of_all_years(self._text, item) and not here):
            return None
        if EARLIER.match(self._text.key, item.sentence[0]):
            return None  # which the ceremony told of did not give
        if before is not None and before.period is None and _PART_OF_IT.match(self._text.key, item.sentence[0]):
            return None  # «Qua 14 năm, 141 thanh niên được vinh danh. Trong đó, 4 cá nhân được trao …»
        if before is not None and before.period_span is not None and self._is_same_day(item, before):
            return before.period, before.period_span, "period.same-day"
        day = self._ceremony or self._contest
        if _is_prize(item) and self._contest is not None and day is not None:
            day = self._of_contest(self._contest, day)
        if (
            day is None
            and self._event is not None
            and (here or _is_prize(item) or self._event.start >= item.block.start)
        ):
            day = self._event
        if day is not None:
            near = item.start - day.start < _REACH
            told = near or self._is_ceremonial(item.sentence)
            return (as_period(day.value), (day.start, day.end), "period.ceremony") if told else None
        if here or self._at_ceremony or _has_several(item):
            return None
        return of_paragraph_before(self._text, item, self._past, next_date=True)

    def _of_contest(self, contest: Dated, closing: Dated) -> Dated:
        """The days of a contest that ended on a day of them; that day, where a sentence goes on to it: «Sau hai ngày thi, chiều 16/11 …»."""
        ahead = contest.start < closing.start and not ENDS.search(self._text.key, contest.end, closing.start)
        begun, ended = as_period(contest.value)
        return contest if not ahead and begun <= as_period(closing.value)[0] <= ended else closing

    def _is_same_day(self, item: Located, before: Located) -> bool:
        """Whether a sentence goes on in a paragraph that tells a day of its own, or says «cùng ngày»."""
        if before.period_rule not in ("period.day", "period.same-day"):
            return False
        said = _SAME_DAY.search(self._text.key, item.sentence[0], item.start) is not None
        return said or (before.block == item.block and _follows(before, item))


def _of_a_year(found: Found | None) -> Found | None:
    """Return what is found where it is a whole year."""
    period = found[0] if found is not None else None
    whole = (
        period is not None and (period[0][4:], period[1][4:]) == ("-01-01", "-12-31") and period[0][:4] == period[1][:4]
    )
    return found if whole else None


def _is_of_its_cause(text: Text, before: Located, item: Located) -> bool:
    """Whether a period was told behind the record before it, as that of what it was given for, so that it need not be this one's."""
    behind = before.period_span is not None and before.end <= before.period_span[0]
    goes_on = _SAME_ONES.match(text.key, item.sentence[0]) is not None
    return behind and before.period_rule == "period.stated" and not goes_on


_ENDS_CLAUSE = regex.compile(r";")
_SAME_ONES = regex.compile(r"\W*(?:trong (?:đó|số)|bên cạnh|ngoài ra|cạnh đó)(?!\w)")
_THAT_TIME = regex.compile(r"(?<!\w)(?:trong |qua )?(?:khoảng )?thời gian (?:trên|này|đó)(?!\w)")
_SAME_DAY = regex.compile(r"(?<!\w)cùng ngày(?!\w)")
_PART_OF_IT = regex.compile(r"\s*trong (?:đó|số (?:đó|này|ấy))(?!\w)")
_LONG_AGO = 2  # years
_REACH = 3000  # characters behind the day of a ceremony that are still of it


def _is_handed_over(text: Text, item: Located) -> bool:
    """Whether an award is given on the day; not «7 lượt tập thể được Bộ Công an trao Bằng khen», which sums up years."""
    if _is_of_many_days(item) or item.draft.luot:
        return False
    return _HANDING.search(text.key, item.start, item.end) is not None


def _is_of_many_days(item: Located) -> bool:
    """Whether an award was won again and again, so that the day of one ceremony is not its own: «6 lần được Bộ Công an tặng»."""
    return "times" in item.draft.pattern and (item.draft.count or 0) > 1


def _has_several(item: Located) -> bool:
    """Whether a person's awards are counted up, so that no year of a deed is theirs: «… được ghi nhận bằng 2 Bằng khen, 11 Giấy khen»."""
    return item.draft.pattern == "assembly.counted" and item.draft.recipient == "ca-nhan"


def _is_to_come(date: Dated, when: Anchor | None) -> bool:
    """Whether years end after the article: «giai đoạn 2025 - 2030» is none of «5 năm qua»."""
    last = date.value[-4:]
    return (
        when is not None
        and when.rule == "date.published"
        and date.grain == "years"
        and last.isdigit()
        and int(last) > when.year
    )


def goes_on(text: Text, before: Located, item: Located) -> bool:
    """Whether a sentence continues the one before, so that its period holds here too."""
    if before.sentence == item.sentence:
        return True
    return _follows(before, item) and _LINKED.search(text.key[item.sentence[0] : item.sentence[1]]) is not None


# somebody «cũng» rewards; «Có 4 đơn vị đạt danh hiệu …» counts on
_ALSO = regex.compile(
    r"[^.;]{0,60}(?<!\w)cũng (?:khen|tặng|được|nhận|biểu dương)(?!\w)|[*\s]*có (?:hơn |gần |trên |khoảng )?\d"
)


def _also(text: Text, before: Located, item: Located) -> bool:
    """Whether a sentence tells more of the same: it continues the one before, or counts on."""
    return goes_on(text, before, item) or (
        _follows(before, item) and _ALSO.match(text.key, item.sentence[0], item.sentence[1]) is not None
    )


def _follows(before: Located, item: Located) -> bool:
    """Whether a record stands in the sentence of the one before or in the next one."""
    return before.sentence == item.sentence or 0 <= item.sentence[0] - before.sentence[1] < 4


def _is_prize(item: Located) -> bool:
    return item.draft.form.form == "giai-thuong"
