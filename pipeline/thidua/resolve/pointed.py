"""A period that a sentence only points to: «trong quý», «cả năm», «năm học qua», «nhiệm kỳ qua»."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.cue import Cue
from thidua.offsets import Text
from thidua.resolve.dates import Dated, as_period
from thidua.resolve.fronted import Found
from thidua.resolve.located import Located
from thidua.resolve.stated import is_compared, of_list

_THE_YEAR = r"trong năm|cả năm|(?<!(?:\d|hai|ba|bốn|năm|sáu|mười|nhiều|những|mấy) )năm qua"
_ANAPHORA = (
    (Cue(r"(?<!\w)(?:trong quí|quí này|quí qua|cả quí)(?!\w)"), ("quarter",)),
    (
        Cue(
            rf"(?<!\w)(?:{_THE_YEAR}|một năm qua|tổng kết (?:công tác |phong trào |thi đua ){{1,2}}năm)(?!\w)(?!\s+\d)"
        ),
        ("year",),
    ),
    (Cue(r"(?<!\w)năm học (?:này|qua|vừa qua|ấy)(?!\w)"), ("years",)),
    (
        Cue(r"(?<!\w)(?:trong kì|trong 6 tháng|6 tháng qua|trong (?:khoảng )?thời gian (?:trên|này|đó|ấy))(?!\w)"),
        ("months", "range", "years"),
    ),
    (
        Cue(
            r"(?<!\w)(?:sơ kết|tổng kết|trong|qua) (?:\d|hai|ba|bốn) tháng(?: thi đua| qua)?(?!\w)(?! (?:đầu|cuối|năm))"
        ),
        ("month", "month-range", "range"),
    ),
    (Cue(r"(?<!\w)(?:trong|qua|kết thúc) đợt (?:cao điểm|ra quân|tấn công|truy quét|thi đua)(?!\w)"), ("range",)),
    (
        Cue(
            r"(?<!\w)(?:trong giai đoạn|trong \d+ năm|qua (?:\d+|hai|ba|bốn|năm|mười) năm (?:thực hiện|thi đua|triển khai|phát động)|(?:\d+|hai|ba|bốn|năm|mười) năm qua|trong nhiệm kì(?! (?:tới|sau|mới))|nhiệm kì (?:vừa )?qua)(?!\w)"
        ),
        ("years",),
    ),
)


def last_named(text: Text, item: Located, dates: Sequence[Dated], review: Dated | None) -> Found | None:
    """«Trong quý», «trong năm»: the last such period that the article named."""
    sentence = text.key[item.sentence[0] : item.start]
    for pattern, grains in _ANAPHORA:
        if pattern.search(sentence):
            if review is not None and review.grain in grains:
                return as_period(review.value), (review.start, review.end), "period.pointed"
            before = [d for d in dates if d.grain in grains and d.start < item.start and not is_compared(text, d)]
            if before:
                chosen = before[-1]
                return of_list(chosen, before), (chosen.start, chosen.end), "period.pointed"
            if grains == ("years",):  # «Năm học vừa qua, …», which the article does not name
                said = pattern.search(sentence)
                return None if said is None else (None, (item.sentence[0], item.start), "period.untold")
    return None


_THIS_YEAR = Cue(rf"(?<!\w)(?:{_THE_YEAR})(?!\w)(?! (?:qua|nay|học|\d))")


def of_this_year(text: Text, item: Located, ceremony: Dated | None) -> Found | None:
    """«Trong năm» at the end of the year that an article is of, which it need not name."""
    day = ceremony.value if ceremony is not None else ""
    said = _THIS_YEAR.search(text.key, item.sentence[0], item.start) if day[5:7] in ("11", "12") else None
    return None if said is None else ((f"{day[:4]}-01-01", f"{day[:4]}-12-31"), said.span(), "period.pointed")
