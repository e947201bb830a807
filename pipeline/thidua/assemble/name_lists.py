"""Names that only their list tells: «các cầu thủ Lê Thị Lan, Bích Thùy và Hải Yến».

A name of two or three words without rank, title or family name is taken for one where it stands in a closed list of
people: between a name that is known, or a noun of people, and «và».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Entity, Item
from thidua.mentions.number import parse_words
from thidua.offsets import Text

# what a sentence tells behind the last name of a list: «…, Hải Yến (lớp 5A) vì đã cứu người»
ASIDE = r"\s*(?:\([^()]{1,60}\)\s*)?"
_TOLD_BEHIND = r"(?:vì|do|bởi|đã|từng|có|về|trong|với|nhân|khi)(?!\p{L})"
_NAME = regex.compile(rf"(\p{{Lu}}\p{{Ll}}+(?: \p{{Lu}}\p{{Ll}}+){{1,3}}){ASIDE}(?:[.!?…]*|{_TOLD_BEHIND}[^\p{{Lu}}]*)")
_ENDS = regex.compile(rf"{ASIDE}(?:[.;!?…]|$|{_TOLD_BEHIND})")
JOINTS = (",", "&")


def names_in_lists(text: Text, items: Sequence[Item]) -> list[Item]:
    """Return the items with the names of lists as people, and the noun that heads a list as no number of its own."""
    result = list(items)
    index = 0
    while index < len(result):
        end = _list_end(text, result, index)
        if (last := _open_end(text, result, index)) > end:
            result[index : last + 1] = [_as_person(text, item) for item in result[index : last + 1]]
            result[last - 1] = replace(result[last - 1], symbol="&")
            end = last
        headed = index > 0 and _heads(text, result, index)
        if end > index and (headed or any(item.symbol == "H" for item in result[index : end + 1])):
            result[index : end + 1] = [_as_person(text, item) for item in result[index : end + 1]]
        if headed and result[index].symbol == "H" and result[index - 1].symbol == "N":
            result[index - 1] = replace(result[index - 1], symbol="x", value=None, mentions=())
        index = end + 1
    return result


def _list_end(text: Text, items: Sequence[Item], start: int) -> int:
    """Return the index of the last name of a closed list that begins at `start`; `start` itself where none does."""
    end = closed = start
    if not _is_name(text, items[start]):
        return start
    while end + 2 < len(items) and items[end + 1].symbol in JOINTS and _is_name(text, items[end + 2]):
        end += 2
        own_bracket = items[end].symbol == "H" and "(" in text.key[items[end].start : items[end].end]
        if items[end - 1].symbol == "&" or own_bracket or _WHERE_THEY_SERVE.match(text.cased, items[end].end):
            closed = end
    return closed


_WHERE_THEY_SERVE = regex.compile(r"\s*\((?:P\p{Lu}\d\d|Phòng|Đội|Công an|Trại|Khoa|lớp|cùng)(?!\p{L})[^()]{0,60}\)")


_OPEN_HEAD = regex.compile(
    r"(?<!\w)(?P<many>các|những)\s+$|(?<![\d.,/-])(?P<number>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+$"
)


def _open_end(text: Text, items: Sequence[Item], start: int) -> int:
    """Return the index of the last name of a list that no «và» closes; `start` itself where none begins.

    It must be told how many there are, or that there are several, and the clause must go on or end behind the last name:
    «hai nghệ sĩ Lê Thị Lan, Hải Yến được tặng …», «cho các em Lê Thị Lan, Hải Yến».
    """
    if items[start].symbol != "H" or not _is_name(text, items[start]):
        return start
    end = start
    while end + 2 < len(items) and items[end + 1].symbol == "," and _is_name(text, items[end + 2]):
        end += 2
    names = (end - start) // 2 + 1
    name = _NAME.fullmatch(text.text, items[end].start, items[end].end) if items[end].symbol == "x" else None
    ends = _ENDS.match(text.key, name.end(1) if name is not None else items[end].end) is not None
    if names < 2 or not (ends or (end + 1 < len(items) and items[end + 1].symbol in "PR")):
        return start
    told = _told_number(text, items, start)
    return end if told in (names, 0) else start


def _told_number(text: Text, items: Sequence[Item], start: int) -> int | None:
    """Return how many the words ahead of a name say there are, 0 where they only say several, None where they do not."""
    ahead = _OPEN_HEAD.search(text.key, max(0, items[start].start - 12), items[start].start)
    if ahead is not None:
        number = ahead["number"]
        return 0 if number is None else int(number) if number.isdigit() else parse_words(number)
    head = next((item for item in reversed(items[max(0, start - 2) : start]) if item.symbol != ":"), None)
    if head is None or head.symbol not in "Nm" or text.key[head.end : items[start].start].strip(" :"):
        return None
    return head.value.number.count or 0 if head.value.noun.kind == "ca-nhan" else None


def _is_name(text: Text, item: Item) -> bool:
    if item.symbol == "H":
        return item.value.person is not None
    return item.symbol == "x" and _NAME.fullmatch(text.text, item.start, item.end) is not None


def _heads(text: Text, items: Sequence[Item], index: int) -> bool:
    """Whether an unnumbered noun of people stands right ahead: «các cầu thủ Lê Thị Lan …»."""
    head = items[index - 1]
    if text.key[head.end : items[index].start].strip():
        return False
    if head.symbol == "N":
        return head.value.number.count is None and head.value.noun.kind == "ca-nhan"
    return head.symbol == "n" and head.value.kind == "ca-nhan"


def _as_person(text: Text, item: Item) -> Item:
    name = _NAME.fullmatch(text.text, item.start, item.end) if item.symbol == "x" else None
    return Item("H", item.start, name.end(1), Entity(person=name[1])) if name is not None else item
