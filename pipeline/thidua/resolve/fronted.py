"""The period that opens a paragraph, or the line above a list, and holds for what follows."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.offsets import Text
from thidua.resolve.dates import Dated, as_period, within
from thidua.resolve.located import Located

Found = tuple[tuple[str, str] | None, tuple[int, int], str]  # a period, where it stands, and by which rule

PERIODS = ("year", "years", "quarter", "months", "month-range", "range")

_FRONT_WORDS = regex.compile(
    r"[*\s•–-]*(?:\(?[\p{L}.]{2,15}(?: online)?\)?\.? ?- ?)?(?:(?:riêng|trong|báo cáo|kết quả|trải qua|qua|cả|đợt [\p{L} ]{0,20}|tính) ?){0,2}$"
)


_REACH = 2000  # characters in which the opening of a paragraph still holds


def fronted(text: Text, item: Located, dates: Sequence[Dated]) -> Found | None:
    """The period that opened a sentence before this one in its paragraph: «Năm 2023, … Bình xét cuối năm, 12 tập thể …»."""
    block = _head_of_list(text, item.block.start)
    if _ACKNOWLEDGES.match(text.key, block):
        block = _paragraph_before(text, block)
    first = max(block, item.sentence[0] - _REACH)
    for date in reversed(within(dates, first, item.sentence[0])):
        opening = max(text.key.rfind(mark, block, date.start) for mark in (". ", "\n", "; ")) + 1
        if _FRONT_WORDS.fullmatch(text.key, opening or block, date.start):
            period = date.grain in PERIODS
            return (as_period(date.value), (date.start, date.end), "period.fronted") if period else None
    return of_paragraph_before(text, item, dates) if item.draft.luot else None


def of_paragraph_before(text: Text, item: Located, dates: Sequence[Dated], *, next_date: bool = False) -> Found | None:
    """The period that opens the last paragraph to begin with one; `next_date`: only where no date stands between.

    Instances («lượt») sum up what an article tells of, so for them dates between do not matter.
    """
    for date in reversed(within(dates, max(0, item.block.start - _REACH), item.sentence[0])):
        opening = text.key.rfind("\n", 0, date.start) + 1
        if date.grain in PERIODS and _FRONT_WORDS.fullmatch(text.key, opening, date.start):
            return as_period(date.value), (date.start, date.end), "period.fronted"
        if next_date:
            return None
    return None


# «Năm 2018, Công an thành phố bắt 310 đối tượng … ¶ Ghi nhận những cố gắng trên, Chính phủ tặng Cờ thi đua …»
_ACKNOWLEDGES = regex.compile(
    r"\s*(?:ghi nhận|với|từ|nhờ) (?:những |các )?(?:cố gắng|kết quả|thành tích|chiến công|nỗ lực|đóng góp|thành công)[^,.;]{0,30}"
    r"(?:trên|đó|ấy|này|đạt được)(?!\w)"
)


def _paragraph_before(text: Text, start: int) -> int:
    """Return where the paragraph ahead of one begins, `start` itself for the first."""
    end = start
    while end and text.key[end - 1] == "\n":
        end -= 1
    return text.key.rfind("\n", 0, end) + 1 if end else start


_BULLET = regex.compile(r"\s*[-+*•–]\s")


def _head_of_list(text: Text, start: int) -> int:
    """Return where the line begins that heads the list which a line at `start` stands in, else `start`."""
    line = start
    while line and _BULLET.match(text.key, line):
        end = line - 1
        line = text.key.rfind("\n", 0, end) + 1
        if text.key[line:end].rstrip().endswith(":") and not _BULLET.match(text.key, line):
            return line
    return start
