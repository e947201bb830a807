"""What nobody says how many there are of: «nhiều bằng khen», «các em», «nhiều năm liền được tặng Cờ thi đua»."""

from __future__ import annotations

import regex

from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.cue import Cue
from thidua.offsets import Text

# «với các em đoạt giải Ba», «mấy em học sinh được khen»: more than one of the noun behind
_SEVERAL = regex.compile(
    r"(?<!\w)(?:các|những|mấy|nhiều|một số|vài(?: chục| trăm)?|hàng (?:chục|trăm|nghìn|ngàn|vạn|loạt)|không ít)$"
)
_LONGEST = len("hàng nghìn")


def are_several(text: Text, place: int) -> bool:
    """Whether right ahead of a place somebody says that there are several, and not how many."""
    end = len(text.key[:place].rstrip())
    return _SEVERAL.search(text.key, max(0, end - _LONGEST), end) is not None


def is_one_of_many(line: Line, form: Item) -> bool:
    """Whether nobody says how many of an award there were: «nhiều bằng khen», and behind it «…, giấy khen»."""
    if form.value.name or form.value.class_ or form not in line.items:  # a counted one, «15 Giấy khen», has a number
        return are_several(line.text, form.start)
    place = line.items.index(form)
    while line.items[place].symbol == "F" and not (line.items[place].value.name or line.items[place].value.class_):
        start = line.items[place].start
        if line.text.key.startswith("nhiều ", start) or are_several(line.text, start):
            return True
        if place < 2 or line.items[place - 1].symbol not in ",&":
            return False
        place -= 2
    return False


def is_repeated(line: Line, clause: Clause, form: Item) -> bool:
    """Whether an award was won again and again: «hằng năm được tặng Cờ thi đua»."""
    start = _told_ahead(line, clause, form)
    repeated = _REPEATED.search(line.text.key, start, form.start)
    # «Ba năm 2011, 2012, 2013, đơn vị liên tục được tặng …»: the years tell how often
    return repeated is not None and _YEARS.search(line.text.key, start, form.start) is None


def _told_ahead(line: Line, clause: Clause, form: Item) -> int:
    """Return where the words of an award begin: behind the award ahead of it, but for one that goes on in the same row
    («nhiều năm liền đạt danh hiệu A, nhận Cờ thi đua»)."""
    told = [index for index, item in enumerate(line.items) if item.symbol in "FWQ" and item.end <= form.start]
    if told and clause.pattern == "assembly.again" and line.items[clause.start].symbol == "R":
        between = [item.symbol for item in line.items[told[-1] + 1 : clause.start]]
        if between in ([","], ["&"]) and all(item.symbol != "d" for item in line.items[clause.start : clause.end + 1]):
            told.pop()
    return line.items[told[-1]].end if told else 0


_YEARS = regex.compile(r"(?<!\w)năm (?:19|20)\d\d(?:(?:,| và)(?: năm)? (?:19|20)\d\d)+(?!\d)")
_REPEATED = Cue(
    r"(?<!\w)(?:(?<!năm\s)liên tục được(?:\s[^;.\d]{0,80})?\s(?:tặng|trao)(?: thưởng)?\s*$|"
    r"(?<!năm\s)(?:liên tục|liên tiếp)(?:\s+được)?\s+(?:công nhận|đạt|giữ vững|giữ)(?:\s+(?:là|danh hiệu))*\s*$|"
    r"(?:liên tục|liên tiếp|nhiều lần|thường xuyên|luôn)(?:\s+được)?\s*(?:tặng|trao|nhận)(?!\w)(?![^;]*(?:[,;]|\s(?:và|nên|rồi|mà))\s[^,;]*(?:được|nhận|đạt))|nhiều lần(?:\s+được)?\s*$|"
    r"liên tục (?:từ|trong)\s[^;.]{4,60}(?:được|đạt|nhận)(?:\s[^;.\d]{0,80})?\s(?:tặng|trao|nhận|danh hiệu)(?: thưởng)?\s*$|"
    r"nhiều lần(?:\s(?![^;.,]{0,40}\snên\s)[^;.,\d]{1,40})?\s(?:được|đã)(?:\s[^;.\d]{0,80})?\s(?:tặng|trao|nhận)(?: thưởng)?\s*$|"
    r"(?:hằng năm|hàng năm|trong nhiều năm|nhiều năm (?:liền|liên tục|qua)(?! (?:không|chưa|có|làm|bám|giữ|gắn|là|công tác|tham gia)(?!\w)[^.;]*,)|năm nào (?:[^.;,]{1,40} )?cũng)[^.;]{0,40}(?:được|nhận|đạt))(?!\w)"
)
