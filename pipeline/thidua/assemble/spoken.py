"""The one person whom a portrait's sentence speaks of by a pronoun or a given name: «anh», «đồng chí từng», «chị Thoa»."""

from __future__ import annotations

import regex

from thidua.assemble.ahead import ADVERBIALS
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Entity, Item, Line
from thidua.assemble.recipients import Named, Recipients

# what one person got, or keeps: «Bảng thành tích của anh không ngắn: …», «nơi chị cất những phần thưởng: …»
_LIST_OF_ONE = (
    r"(?<!\w)(?:của|nhà|dành cho|dành tặng|đến với|trao tặng|trao cho|tặng) (?:anh|chị|ông|bà|cô|tôi)(?!\w)[^.;:]{0,40}:|"
    r"(?<!\w)(?:anh|chị|ông|bà|cô|cụ|tôi)(?!\w)[^.;:,]{0,40}\s"
    r"(?:phần thưởng|kỉ vật|tấm|thành tích|treo|khoe|cất|lưu giữ|nâng niu)(?!\w)[^.;:,]{0,20}:"
)
_OWN_LIST = regex.compile(_LIST_OF_ONE)
# a sentence that goes on about one person, whom it calls «anh», «chị»
_SPOKEN_OF = regex.compile(
    rf"{_LIST_OF_ONE}|"
    r"(?<!\w)(?<!của )(?:anh|chị|ông|bà|cô|cụ|tôi|bị cáo|bị can)\s+"
    r"(?:(?:là|thì|được|đã|từng|cũng|còn|vinh dự|có|nhận|giành|đoạt|đạt|nhiều lần|(?:\d+|hai|ba|bốn|năm) (?:lần|năm))(?!\w)|$)"
)
# «anh Tư [2 lần được tặng]», «Đồng chí từng [3 lần nhận]»
_ONE_AHEAD = regex.compile(
    r"(?<!\p{L})(?<!(?:của|lượt|\d) )(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Cc]ô|[Tt]hầy|[Đđ]ồng chí|[Nn]gười|[Bb]ản thân)(?:\s\p{Lu}\p{Ll}+){0,4}"
    r"(?:\s+(?:ấy|thì|đã|từng|được|cũng|còn|vinh dự|nhiều lần))*\s*$"
)


def speaks_of_one(line: Line, end: int) -> bool:
    """Whether a sentence up to `end` goes on about one person, whom it calls «anh», «chị», or announces a death."""
    return _SPOKEN_OF.search(line.text.key, 0, end) is not None or who_died(line) is not None


_DIED = regex.compile(r"(?<!\w)(?:đã|vừa) (?:từ trần|tạ thế)(?!\w)")


def who_died(line: Line) -> int | None:
    """Return the index of the person whose death a sentence announces, with the Orders of a life: «Đồng chí A; Huân chương …, đã từ trần»."""
    first = next((index for index, item in enumerate(line.items) if item.symbol in "HFQ"), None)
    announced = first is not None and line.items[first].symbol == "H" and _DIED.search(line.text.key) is not None
    return first if announced else None


def lists_those_of_one(line: Line, end: int) -> bool:
    """Whether a list up to `end` is headed as that of one person's awards."""
    return _OWN_LIST.search(line.text.key, 0, end) is not None


def names_one(line: Line, end: int) -> bool:
    """Whether right before `end` stands a pronoun, or a given name behind one."""
    return _ONE_AHEAD.search(line.text.text, 0, end) is not None


_PERSON = regex.compile(r"(?:^|[,;:]\s|\d,?\s)(?P<who>anh|chị|ông|bà|cô)\s(?!em|ta|nào|khác)")
_ACTS_AND_GETS = regex.compile(r"n?x[dn]?[Nm][xdn]{0,3}[,&]x?")  # «anh [cứu ba cháu nhỏ và] được …»
_WHOSE_LIST = regex.compile(r"(?<!\w)của (?P<who>anh|chị|ông|bà|cô)(?!\w)[^.;:]{0,40}:")
# «anh 6 năm liền đạt …, được Bộ tặng Bằng khen»: of whom the times are told, the rest is told too
_PERSON_AND_TIMES = regex.compile(
    r"(?:^|[,;:]\s|\s)(?P<who>anh|chị|ông|bà|cô)\s+(?:đã\s+)?(?:\d+|\w+) (?:năm|lần)(?!\w)"
)


def person_spoken_of(line: Line, clause: Clause) -> list[Recipients]:
    """Return the pronoun that a portrait's sentence speaks of: «Năm 2009, anh bám nhóm buôn gỗ …, bắt 7 người và được Bộ tặng …»."""
    verb = next((i for i in line.items[clause.start : clause.end] if i.symbol in "PRV"), None)
    if verb is None:
        return []
    if verb.symbol == "V":
        his = _FOR_HIS.search(line.text.key, 0, line.items[clause.start].start)
        return [] if his is None else [_pronoun(line, *his.span("who"))]
    start = max((i.end for i in line.items[: clause.start] if i.symbol in "PRVFWQ;"), default=0)
    found = _PERSON.search(line.text.key, start, verb.start) or _WHOSE_LIST.search(line.text.key, 0, verb.start)
    if found is None and all(i.symbol not in "NHUA;" for i in line.items[: clause.start]):
        found = _PERSON_AND_TIMES.search(line.text.key, 0, verb.start)
    if found is None:
        return []
    between = "".join(i.symbol for i in line.items if found.start("who") < i.end and i.start < verb.start)
    acted_on = found.re is _PERSON and verb.symbol == "P" and _ACTS_AND_GETS.fullmatch(between) is not None
    if found.re is not _WHOSE_LIST and not acted_on and any(symbol in "NHUAZX" for symbol in between):
        return []
    return [_pronoun(line, *found.span("who"))]


# «Ghi nhận những đóng góp của anh, năm 2016 Chủ tịch nước tặng thưởng Huân chương …»
_FOR_HIS = regex.compile(
    rf"(?:^{ADVERBIALS}|[.;]\s)(?:để )?(?:ghi nhận|động viên|biểu dương|trước|với|vì|tri ân) [^,.;]{{2,80}} của (?P<who>anh|chị|ông|bà|em|cô|đồng chí),[^;:]{{0,40}}$"
)


def _pronoun(line: Line, start: int, end: int) -> Recipients:
    """Return the person whom a pronoun names."""
    item = Item("H", start, end, Entity(person=line.text.text[start:end]))
    return Recipients("ca-nhan", 1, "exact", False, (Named(start, end, item.value),), item, None)
