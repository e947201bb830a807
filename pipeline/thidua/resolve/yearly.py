"""Awards that one holder got in each year of a list: «Cờ thi đua năm 2019, 2020», «hạng Nhất, Nhì, Ba vào các năm 2005, 1998, 1990»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.offsets import Text
from thidua.resolve.dates import Dated
from thidua.resolve.located import Located


def lists_years(text: Text, item: Located, span: tuple[int, int], dates: Sequence[Dated]) -> bool:
    """Whether a list of years says when one holder got an award, in each of them: «năm 2019, 2020, đơn vị được tặng Cờ»."""
    listed = [d for d in dates if (d.start, d.end) == span and d.rule.startswith("date.year-list")]
    reviewed = _OF_YEARS.search(text.key, item.sentence[0], span[0]) is not None
    reviewed = reviewed or _WITHIN_YEARS.search(text.key, item.sentence[0], span[1]) is not None
    one = len(item.draft.named) == 1 or (item.draft.pattern == "assembly.listed" and item.draft.count == 1)
    another = ";" in text.key[span[1] : item.form_at]  # «Hai năm 2021, 2022 đều đạt …; được Bộ tặng Bằng khen»
    return len(listed) > 1 and one and not reviewed and not another


# «với thành tích trong 2 năm 2019, 2020»: what one award was given for
_OF_YEARS = regex.compile(r"(?<!\w)(?:thành tích|kết quả|tổng kết|sơ kết|công tác|thực hiện)(?!\w)[^,;:]{0,60}$")

# «trong hai năm 2019, 2020, đơn vị được tặng Bằng khen»: within them, not in each
_WITHIN_YEARS = regex.compile(r"(?<!\w)trong (?:\d+|hai|ba|bốn) năm \d{4}(?:(?:, | và |,? năm )+\d{4})+$")


def year_of_class(text: Text, item: Located, years: Sequence[Dated]) -> Dated | None:
    """Return the year of one of as many classes as a list behind them has years: «hạng Nhất, Nhì, Ba vào các năm 2005, 1998, 1990»."""
    own = item.draft.form.class_
    if own is None or len(years) < 2:
        return None
    row = _CLASSES.search(text.key, item.sentence[0] + item.draft.form_at, years[0].start)
    if row is None or item.draft.count != 1:
        return None
    classes = [_CLASS_NUMBERS[word[0]] for word in _CLASS.finditer(row[0])]
    return years[classes.index(own)] if len(classes) == len(years) and own in classes else None


_CLASS_NUMBERS = {"nhất": 1, "nhì": 2, "ba": 3}
_CLASS = regex.compile(r"(?<!\w)(?:nhất|nhì|ba)(?!\w)")
_CLASSES = regex.compile(r"hạng (?:nhất|nhì|ba)(?:(?:,| và|, và) (?:hạng )?(?:nhất|nhì|ba)){1,2}(?!\w)")

# «Huân chương … hạng Nhì, hai huy chương vàng … các năm 1985 và 1995»: those of the nearest award
_ANOTHER_AWARD = regex.compile(
    r"(?<!\w)(?:huân|huy) chương(?!\w)|(?<!\w)(?:bằng|giấy) khen(?!\w)|(?<!\w)(?:cờ|giải|danh hiệu)(?!\w)"
)


def once_a_year(text: Text, item: Located, years: int, span: tuple[int, int]) -> Located:
    """Return the record of one recipient with as many awards as years are listed: «Huân chương … hạng Ba (các năm 2010, 2018)»."""
    draft = item.draft
    if years < 2 or draft.count != 1 or len(draft.named) > 1 or _ANOTHER_AWARD.search(text.key, item.end, span[0]):
        return item
    where = span[0] - item.sentence[0], span[1] - item.sentence[0]
    fields = (*(field for field in draft.fields if field[0] != "count"), ("count", where, "period.of-award"))
    return replace(item, draft=replace(draft, count=years, fields=fields))
