"""Collectives that only their list tells: «cho Công an huyện A, đội điền kinh và Tổ dân phòng ấp B».

Where one collective of a list is known, another one that no rule names is told by its noun and what the noun goes on
with, or by a name in capitals. Without it the list would be counted short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Entity, Item
from thidua.offsets import Text

_WORD = (
    r"(?!(?:đã|được|có|vì|do|về|để|trong|tại|với|tham|thực|trực|thuộc|của|từ|khi|và|này|trên|nói|xuất|tiêu|đạt|nhận|đón|cùng|kèm|là|gồm|đến|bị|"
    r"cũng|tặng|trao|còn|vừa|lập|phá|bắt|cứu|khác|ở|nhân|sau|trước|đang|sẽ|phối|dẫn|hoàn|đứng|làm|tội|đối|cướp|trộm)(?!\w))[\p{L}\d/-]+"
)
# a bare noun and what it goes on with: «đội điền kinh», «Tổ dân phòng ấp Bình Hiệp», but no «phòng ngừa …»
_BY_NOUN = regex.compile(rf"(?!phòng )(?P<name>{_WORD}(?: {_WORD}){{1,8}})\s*[.!?…]*")
# what a known body's name goes on with: «Phòng Bảo vệ chính trị I», «Công ty Thủy sản Tân Hưng»
_WHOLE_NAME = regex.compile(
    r"(?P<name>.* (?:[IVX]{1,4}|\d{1,3}|(?:\p{Ll}+ ){1,2}\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){0,3}))\s*[.!?…]*"
)
# what it is in small letters, then its name: «Tịnh xá Ngọc Hòa»
_BY_NAME = regex.compile(
    rf"(?P<name>\p{{Lu}}\p{{Ll}}+ (?=\p{{Ll}}){_WORD}(?: {_WORD}){{0,4}} \p{{Lu}}\p{{L}}*)\s*[.!?…]*"
)
# symbols of what stands ahead of one more collective in the list of those whom something is given to
_BESIDE = regex.compile(r"C(?:[UA][,&]|n?x[,&]|[nNm][,&])*[UA][,&]{1,2}$")


def units_in_lists(text: Text, items: Sequence[Item]) -> list[Item]:
    """Return the items with collectives beside a known one as units, each with its whole name."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        end = _end_of_name(text, items, index)
        unit = _as_unit(text, items, index, end)
        result.append(unit or items[index])
        index = end + 1 if unit is not None else index + 1
    return result


def _end_of_name(text: Text, items: Sequence[Item], start: int) -> int:
    """Return the index of the last of the items without a rule's reading that go on with the one at `start`."""
    end = start
    while (
        end + 1 < len(items)
        and items[end + 1].symbol in "xn"
        and not text.key[items[end].end : items[end + 1].start].strip()
    ):
        end += 1
    return end


def _as_unit(text: Text, items: Sequence[Item], start: int, end: int) -> Item | None:
    """Return the unit that the items from `start` to `end` name, to the end of its place in a list; None where they name none."""
    item = items[start]
    if end + 1 < len(items) and items[end + 1].symbol not in ",&;":
        return None
    span = item.start, items[end].end
    if item.symbol == "U" and item.value.person is None and end == start + 1 and items[end].symbol == "x":
        listed = start > 0 and items[start - 1].symbol in "C,&"
        name = _WHOLE_NAME.fullmatch(text.text, *span) if listed else None
        return None if name is None else replace(item, end=name.end("name"))
    if _BESIDE.search("".join(one.symbol for one in items[:start])) is None:
        return None
    name = None
    if item.symbol == "n" and item.value.kind == "tap-the" and end > start:
        name = _BY_NOUN.fullmatch(text.text, *span)
    elif item.symbol == "x" and end == start:
        name = _BY_NAME.fullmatch(text.text, *span)
    return None if name is None else Item("U", item.start, name.end("name"), Entity(), item.mentions)
