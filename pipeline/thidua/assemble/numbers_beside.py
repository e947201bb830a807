"""Numbers that stand beside recipients: how large a body is, whom something was done with, those that nouns share."""

from __future__ import annotations

import regex

from thidua.assemble.items import Item
from thidua.offsets import Text


def without_numbers_beside(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, numbers of others as words, and a noun that shares the number ahead of it as one with that."""
    row = "".join(item.symbol for item in items)
    beside = [*_company(text, items, row), *_sizes(text, items, row)]
    shared = [found.start() for found in _SHARED.finditer(row)]
    if not (beside or shared):
        return items
    kept = [Item("x", item.start, item.end) if place in beside else item for place, item in enumerate(items)]
    for place in reversed(shared):
        _share(text, kept, place)
    return kept


# «Trường X khai giảng với 950 học viên, kết hợp đón nhận Huân chương»: whom something else was done with
_DONE_WITH = regex.compile(r"(?<=[UA][xdhn]{1,3})[Nm](?=,x?R)")
_WITH = regex.compile(r"(?<!(?:cùng|đối|so|kèm)\s)với\s$")


def _company(text: Text, items: list[Item], row: str) -> list[int]:
    """Return the numbers of people that a body did something with before it received an award."""
    found = [found.start() for found in _DONE_WITH.finditer(row)]
    return [at for at in found if _WITH.search(text.key, max(0, items[at].start - 10), items[at].start)]


_SIZE = regex.compile(r"(?<=[AU])[Nm](?:[,&]{1,2}[Nm])*(?=[xd]{0,2}[PR])")
_HOLDERS = regex.compile(r"(?<!\w)(?:tập thể|cá nhân|đồng chí|đơn vị)(?!\w)")


def _sizes(text: Text, items: list[Item], row: str) -> list[int]:
    """Return what stands in a bracket that says how large a body is: «Hội Phụ nữ (28 chi hội, 611 hội viên) được tặng»."""
    told: list[int] = []
    for found in _SIZE.finditer(row):
        body, first, last = items[found.start() - 1], items[found.start()], items[found.end() - 1]
        opened = text.key[body.end : first.start].strip() == "(" and text.key[last.end :].lstrip().startswith(")")
        if opened and not _HOLDERS.search(text.key, first.start, last.end):
            told += range(found.start(), found.end())
    return told


_SHARED = regex.compile(r"[Nm](?=[,&]H)")
# «14 bác sĩ, điều dưỡng được tặng», not «2 công an và anh thanh niên được tặng»
_SINGLE = regex.compile(r"(?:anh|chị|ông|bà|cô|chú|em|cháu|người|nam|nữ|tài xế|thuyền trưởng|chủ)(?!\w)")


def _share(text: Text, items: list[Item], place: int) -> None:
    """Join the nouns that share a number to it."""
    while place + 2 < len(items) and _is_shared(text, *items[place : place + 3]):
        number, noun = items[place], items[place + 2]
        items[place : place + 3] = [Item(number.symbol, number.start, noun.end, number.value, number.mentions)]


def _is_shared(text: Text, number: Item, joint: Item, noun: Item) -> bool:
    """Whether a noun behind a number and its noun is counted with that, and is no name."""
    if number.symbol not in "Nm" or joint.symbol not in ",&" or noun.symbol != "H":
        return False
    if not text.text[noun.start : noun.end].islower() or _SINGLE.match(text.key, noun.start):
        return False
    apart = text.key[number.end : joint.start] + text.key[joint.end : noun.start]
    several = number.value.number.count not in (None, 1) and number.value.noun.kind == "ca-nhan"
    return several and not apart.strip()
