"""The period that an article looks back on: «tổng kết công tác năm 2019, triển khai nhiệm vụ năm 2020»."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.cue import Cue
from thidua.offsets import Text
from thidua.resolve.anchor import OF_NAMES, Anchor
from thidua.resolve.dates import Dated
from thidua.resolve.stated import PART_OF_YEAR, YEAR_OF_PLAN

_REVIEW = Cue(
    r"(?<!\w)(?:tổng kết|sơ kết|giao ban|nhìn lại|kết quả|đánh giá(?! cao)|kết thúc|sơ, tổng kết|bình xét|chấm điểm|điển hình(?: tiên tiến)?|đại hội thi đua|(?:\d+|năm|mười) năm thi đua|danh sách|bảng (?:tổng hợp|vàng)|tổng hợp (?:kết quả|khen thưởng|thi đua|các danh hiệu)|danh hiệu thi đua)(?!\w)"
)
_PLAN = regex.compile(r"(?<!\w)(?:triển khai|phương hướng|kế hoạch|nhiệm vụ|phát động|chương trình)(?!\w)[^.;]{0,60}$")


def _titles(text: Text, date: Dated) -> bool:
    """Whether a period opens the title: «Tháng 11/2021: Công an tỉnh khen thưởng …», «NĂM 2015, CÔNG AN TỈNH LẬP NHIỀU CHIẾN CÔNG»."""
    if date.grain not in _PERIODS or text.key[: date.start].strip(" \n*"):
        return False
    line = text.key.find("\n", date.end)
    return line > 0 and text.key[line - 1] not in ".;:" and text.key[date.end] in ":,"


_PERIODS = ("year", "years", "quarter", "months", "month", "month-range")


def reviewed(text: Text, dates: Sequence[Dated], when: Anchor | None) -> Dated | None:
    """Return the period that the article looks back on, where it tells one."""
    for d in dates:
        if d.start > 1500:
            break
        if d.rule in OF_NAMES or PART_OF_YEAR.search(text.key, max(0, d.start - 20), d.start):
            continue
        if _titles(text, d):
            return d
        if d.grain not in ("year", "years", "quarter", "months") or (
            when is not None and d.value[-4:].isdigit() and d.grain == "years" and int(d.value[-4:]) > when.year
        ):
            continue
        head = text.key[max(text.key.rfind(mark, 0, d.start) for mark in ("\n", ". ", "; ")) + 1 : d.start]
        cues = list(_REVIEW.finditer(head))
        if cues and not _PLAN.search(head[cues[-1].end() :]) and not YEAR_OF_PLAN.search(head):
            return d
    return None
