"""Lines that were broken to a width, as in pasted and scanned text: their breaks end no sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

_ENDS = frozenset('.!?…:;"”’)')
_LIST_MARK = regex.compile(r"\s*(?:\w{1,2}[.)/]|[IVX]{1,5}[.)]|Năm \d{4}\b|ảnh\b|nguồn\b|theo\b|\d+\s*$)")
_BORDER = regex.compile(r"\t| [|/] ")  # of a table's cells
# Words that a line does not end with: what goes on behind it is a number («tặng Giấy khen cho⏎60 tập thể»), or a name.
_AHEAD_OF_NUMBER = (
    ",", " cho", " và", " cùng", " gồm", " có", " là", " trong", " của", " tặng", " trao", " thưởng", " khen", " hơn", " gần",
    " trên", " từ", " đến", " với", " ngày", " tháng", " năm", " số",
)  # fmt: skip
_AHEAD_OF_NAME = (" và", " của", " thuộc", " với")
_AHEAD_OF_PLACE = (" tỉnh", " huyện", " quận", " thành phố")
_AHEAD = (*_AHEAD_OF_NAME, *_AHEAD_OF_PLACE)
_NO_PLACE = regex.compile(r"(?:Bằng khen|Giấy khen|Huân chương|Huy chương|Kỷ niệm chương|Danh hiệu|Cờ thi đua)\b")
_SHORTEST = 20  # characters; a shorter line is a heading or an entry of a list
_WIDE = 0.7  # of the longest line of its paragraph: what is shorter ends where its writer ended it


def unwrapped(raw: str) -> str:
    """Return the text with a space for each line break inside a sentence: as long as before, so that offsets stay.

    >>> unwrapped("Giám đốc Công an tỉnh tặng Giấy khen cho\\n60 tập thể.\\nHội nghị kết thúc.")
    'Giám đốc Công an tỉnh tặng Giấy khen cho 60 tập thể.\\nHội nghị kết thúc.'
    """
    if not _may_go_on(raw):
        return raw
    lines = raw.split("\n")
    sure = {index for index, pair in enumerate(pairwise(lines)) if _goes_on(*pair, title=not index)}
    if not sure:
        return raw
    joined = sure | set(_as_wide(lines, sure))
    return "".join(line + (" " if index in joined else "\n") for index, line in enumerate(lines))[:-1]


def _may_go_on(raw: str) -> bool:
    """Whether any line break is worth a look: most texts have none."""
    end = raw.find("\n")
    while end >= 0:
        first = raw[end + 1 : end + 2]
        if first.islower() or first.isdigit() or raw.endswith(_AHEAD, 0, end):
            return True
        end = raw.find("\n", end + 1)
    return False


def _goes_on(line: str, following: str, *, title: bool) -> bool:
    """Whether a line is surely broken inside a sentence: the next one begins with a small letter, or what it ends in has to go on."""
    text = line.rstrip()
    if len(text) < _SHORTEST or text[-1] in _ENDS or _LIST_MARK.match(following):
        return False
    if _BORDER.search(line) or _BORDER.search(following):
        return False
    first = following[:1]
    if first.isdigit():
        return text.endswith(_AHEAD_OF_NUMBER)
    if first.islower() or title or not first.isalpha():
        return first.islower()
    return text.endswith(_AHEAD_OF_NAME) or (
        text.endswith(_AHEAD_OF_PLACE) and _NO_PLACE.match(following) is None  # the next heading of a list
    )


def _as_wide(lines: Sequence[str], sure: set[int]) -> Iterator[int]:
    """Yield the other breaks of paragraphs that hold a sure one: those of lines as wide as the paragraph."""
    start = 0
    breaks = sorted(sure)
    for end in [*(index for index, line in enumerate(lines) if not line.strip()), len(lines)]:
        place = bisect_left(breaks, start)
        if place < len(breaks) and breaks[place] < end - 1:
            width = max(len(line) for line in lines[start:end])
            for index in range(max(start, 1), end - 1):
                text = lines[index].rstrip()
                if len(text) >= _WIDE * width and text[-1:] not in _ENDS and lines[index + 1][:1].isalpha():
                    yield index
        start = end + 1
