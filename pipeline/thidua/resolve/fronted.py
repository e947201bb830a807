"""The period that opens a paragraph, or the line above a list, and holds for what follows."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.offsets import Text
from thidua.resolve.dates import Dated, as_period, within
from thidua.resolve.located import Located

Found = tuple[tuple[str, str] | None, tuple[int, int], str]  # a period, where it stands, and by which rule

PERIODS = ("year", "years", "quarter", "months", "month-range", "range")

_PLACE = r"[*\s•–-]*(?:\([^()\n]{2,30}\)[ .]?(?: ?[-–] ?)?|[\p{L}.]{2,15}(?: online)? ?[-–] ?)?"
_SOURCE = r"(?:(?:theo(?! (?:cáo|bản án|hồ sơ|kết luận|lời))|báo cáo của|số liệu của)(?!\w)[^.;:\n]{4,140}, ?)?"
_FRONT_WORDS = regex.compile(
    rf"{_PLACE}{_SOURCE}(?:(?:riêng|trong|báo cáo|kết quả|trải qua|qua|cả|khép lại|kết thúc|hết|suốt|đợt [\p{{L}} ]{{0,20}}|tính) ?){{0,2}}\(?$"
)
# «Sau một năm sắp xếp (01/7/2025 - 30/6/2026), …», «Bốn mươi lăm ngày đêm, từ 15/12 đến 28/1, …», «Ra quân từ 15/12 đến 14/2, …»
_FRONT_OF_TIME = regex.compile(
    rf"{_PLACE}(?:với [^;:,\n]{{3,40}}, )?(?:(?:qua|sau|trong(?! thời gian)|trải qua|kết thúc|khép lại|ra quân|triển khai|\d+|\w+(?: mươi(?: \w+)?)?(?= (?:ngày|đêm|tháng|năm)(?!\w)))(?!\w)(?:(?! liền| liên t)[^.;:,()\n]){{0,90}},? ?)\(?$"
)
_OF_TIME = ("range", "years", "month-range")


_REACH = 2000  # characters in which the opening of a paragraph still holds


def fronted(text: Text, item: Located, dates: Sequence[Dated]) -> Found | None:
    """The period that opened a sentence before this one in its paragraph: «Năm 2023, … Bình xét cuối năm, 12 tập thể …»."""
    if EARLIER.match(text.key, item.sentence[0]):
        return None
    clause = max(item.sentence[0], text.key.rfind(";", 0, item.start))
    other = _ANOTHER_TIME.search(text.key, item.sentence[0], item.end)
    if other is not None and (other["years"] is None or _ANOTHER_TIME.search(text.key, clause, item.end) is not None):
        return None if other["now"] else (None, other.span(), "period.untold")
    block = _head_of_list(text, item.block.start)
    if _ACKNOWLEDGES.match(text.key, block):
        block = _paragraph_before(text, block)
    first = max(block, item.sentence[0] - _REACH)
    for date in reversed(within(dates, first, item.sentence[0])):
        opening = max((mark.end() for mark in _ENDS.finditer(text.key, block, date.start)), default=block)
        if _opens(text, opening, date):
            if _is_one_of_several(text, date, opening, item):
                return None
            period = date.grain in PERIODS
            return (as_period(date.value), (date.start, date.end), "period.fronted") if period else None
    return of_paragraph_before(text, item, dates) if item.draft.luot else None


EARLIER = regex.compile(r"\W*trước đó(?!\w)")


def _is_one_of_several(text: Text, date: Dated, opening: int, item: Located) -> bool:
    """Whether a year is only that of the last of several awards, and somebody has more: «năm 2016 được …; năm 2019 được …. Ngoài ra, anh
    còn có 5 Giấy khen»."""
    if not text.key[:opening].rstrip().endswith(";"):
        return False
    return _OF_AN_AWARD.match(text.key, date.end, item.sentence[0]) is not None


_OF_AN_AWARD = regex.compile(r"[^.;]*(?<!\w)(?:tặng|khen|khen thưởng|nhận|đạt|danh hiệu)(?!\w)")
_ENDS = regex.compile(r"[.;](?= )|\n|biết:(?= )")  # «Hiệu trưởng cho biết: Năm học 2018-2019, …»


def _opens(text: Text, start: int, date: Dated) -> bool:
    """Whether a date opens what begins at `start`."""
    if _FRONT_WORDS.fullmatch(text.key, start, date.start):
        return True
    return date.grain in _OF_TIME and _FRONT_OF_TIME.fullmatch(text.key, start, date.start) is not None


# what a sentence tells of another time than the one that its paragraph opens with
_ANOTHER_TIME = regex.compile(
    r"(?<!\w)(?:(?P<now>mới đây|mới rồi|vừa rồi|năm nay)|gần đây|trở lại đây|từng được|"
    r"(?P<years>(?:\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều) năm (?:liền|liên tục|liên tiếp))(?=[^,.;]{0,40} (?:được|đạt|là|nhận|danh hiệu)(?!\w)))(?!\w)"
)


def of_paragraph_before(text: Text, item: Located, dates: Sequence[Dated], *, next_date: bool = False) -> Found | None:
    """The period that opens the last paragraph to begin with one; `next_date`: only where no date stands between.

    Instances («lượt») sum up what an article tells of, so for them dates between do not matter.
    """
    if _ANOTHER_TIME.search(text.key, item.sentence[0], item.end):
        return None
    for date in reversed(within(dates, max(0, item.block.start - _REACH), item.sentence[0])):
        opening = text.key.rfind("\n", 0, date.start) + 1
        if date.grain in PERIODS and _opens(text, opening, date):
            return as_period(date.value), (date.start, date.end), "period.fronted"
        if next_date:
            return None
    return None


# «Năm 2018, Công an thành phố bắt 310 đối tượng … ¶ Ghi nhận những cố gắng trên, Chính phủ tặng Cờ thi đua …»
_ACKNOWLEDGES = regex.compile(
    r"\s*(?:nhờ (?:đó|vậy|thế)|phần thưởng (?:mà|của|dành cho)[^.;:]{0,60}(?:nhận|giành|đạt)|những phần thưởng)(?!\w)|\s*(?:ghi nhận|với|từ|nhờ) (?:những |các )?(?:cố gắng|việc làm|kết quả|thành tích|chiến công|nỗ lực|đóng góp|thành công)[^,.;]{0,30}"
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
