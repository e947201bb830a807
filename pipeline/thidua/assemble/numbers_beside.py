"""Numbers that stand beside recipients: how large a body is, whom something was done with, those that nouns share."""

from __future__ import annotations

import regex

from thidua.assemble.items import Item
from thidua.offsets import Text


def _symbols(items: list[Item]) -> str:
    return "".join(item.symbol for item in items)


# «Trường X khai giảng với 950 học viên, kết hợp đón nhận Huân chương»: whom something else was done with
_DONE_WITH = regex.compile(r"(?<=[UA][xdhn]{1,3})[Nm](?=,x?R)")
_WITH = regex.compile(r"(?<!(?:cùng|đối|so|kèm)\s)với\s$")


def without_company(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without a number of people that a body did something with before it received an award."""
    kept = list(items)
    for found in _DONE_WITH.finditer(_symbols(items)):
        item = items[found.start()]
        if _WITH.search(text.key, max(0, item.start - 10), item.start):
            kept[found.start()] = Item("x", item.start, item.end)
    return kept


_SIZE = regex.compile(r"(?<=[AU])[Nm](?:[,&]{1,2}[Nm])*(?=[xd]{0,2}[PR])")
_HOLDERS = regex.compile(r"(?<!\w)(?:tập thể|cá nhân|đồng chí|đơn vị)(?!\w)")


def without_sizes(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without a bracket that says how large a body is: «Hội Phụ nữ (28 chi hội, 611 hội viên) được tặng»."""
    kept = list(items)
    for found in _SIZE.finditer(_symbols(items)):
        body, first, last = items[found.start() - 1], items[found.start()], items[found.end() - 1]
        opened = text.key[body.end : first.start].strip() == "(" and text.key[last.end :].lstrip().startswith(")")
        if opened and not _HOLDERS.search(text.key, first.start, last.end):
            told = items[found.start() : found.end()]
            kept[found.start() : found.end()] = [Item("x", one.start, one.end) for one in told]
    return kept


_SHARED = regex.compile(r"[Nm](?:[,&]H)+")
# «14 bác sĩ, điều dưỡng được tặng», not «2 công an và anh thanh niên được tặng»
_SINGLE = regex.compile(r"(?:anh|chị|ông|bà|cô|chú|em|cháu|người|nam|nữ|tài xế|thuyền trưởng|chủ)(?!\w)")


def with_shared_numbers(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, a noun that shares the number ahead of it as one with that."""
    kept = list(items)
    for found in reversed([*_SHARED.finditer(_symbols(items))]):
        place = found.start()
        while place + 2 < len(kept) and kept[place + 1].symbol in ",&" and _is_shared(text, *kept[place : place + 3]):
            number, noun = kept[place], kept[place + 2]
            kept[place : place + 3] = [Item(number.symbol, number.start, noun.end, number.value, number.mentions)]
    return kept


def _is_shared(text: Text, number: Item, joint: Item, noun: Item) -> bool:
    """Whether a noun behind a number and its noun is counted with that, and is no name."""
    if noun.symbol != "H" or not text.text[noun.start : noun.end].islower() or _SINGLE.match(text.key, noun.start):
        return False
    apart = text.key[number.end : joint.start] + text.key[joint.end : noun.start]
    several = number.value.number.count not in (None, 1) and number.value.noun.kind == "ca-nhan"
    return several and not apart.strip()
