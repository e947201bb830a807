"""Lines that tell who got what, one by one: «1 | Phòng Hồ sơ | Bằng khen của Bộ Công an», «2. Công an huyện A: Cờ thi đua của Bộ».

Cells are apart by bars, tabs or slashes, or a colon stands between the two. A line is read where its last cells name an
award only and its first one somebody only, else it is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Entity, Item
from thidua.lines import BULLET, names_an_award_only
from thidua.sentence import Sentence

_BORDER = regex.compile(r"\s*[|\t]\s*|\s+/\s+")
_COLON = regex.compile(r"\s*:\s*")
_NUMBER = regex.compile(r"\d{1,3}[.)]?")
_NAME = regex.compile(r"\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}")
_GIVEN = regex.compile(r"x?F(?:O?A(?:[,&]A)*)?")
_WHO = regex.compile(r"x?[UHA]")

_Cell = tuple[int, int]


def row_of_one(sentence: Sentence, items_of: Callable[[Sentence], list[Item]]) -> list[Item]:
    """Return the items of a line that names one recipient and one award: the recipient, a colon, the award; none for another line."""
    cells = _cells(sentence)
    award = max((place for place, cell in enumerate(cells) if _inside(sentence, cell, "form")), default=0)
    if award == 0 or not all(names_an_award_only(_part(sentence, [cell])) for cell in cells[award:]):
        return []
    given = items_of(_part(sentence, cells[award:]))
    if _GIVEN.fullmatch("".join(item.symbol for item in given)) is None:
        return []
    who = _who(sentence, cells[:award], items_of)
    if who is None:
        return []
    border = [Item(":", who.end, who.end)] * (2 if _BORDER.search(sentence.text.key) else 1)
    return [who, *border, *(item for item in given if item.symbol != "x")]


def _cells(sentence: Sentence) -> list[_Cell]:
    """Return the cells of a line, the one of its number left out."""
    key = sentence.text.key
    border = _BORDER if _BORDER.search(key) else _COLON
    bullet = BULLET.match(key) if border is _COLON else None
    start = bullet.end() if bullet is not None else 0
    cells: list[_Cell] = []
    for found in border.finditer(key, start):
        cells.append((start, found.start()))
        start = found.end()
    cells.append((start, len(key.rstrip(" .;|"))))
    cells = [(start, end) for start, end in cells if start < end and not _NUMBER.fullmatch(key, start, end)]
    return cells if border is _BORDER or len(cells) == 2 else []


def _inside(sentence: Sentence, cell: _Cell, kind: str) -> bool:
    return any(m.kind == kind and cell[0] <= m.start and m.end <= cell[1] for m in sentence.mentions)


def _part(sentence: Sentence, cells: Sequence[_Cell]) -> Sentence:
    """Return a line of which only some cells have been written."""
    key, cased = (list(" " * len(sentence.text.key)) for _ in range(2))
    for start, end in cells:
        key[start:end], cased[start:end] = sentence.text.key[start:end], sentence.text.cased[start:end]
    text = replace(sentence.text, key="".join(key), cased="".join(cased))
    inside = [m for m in sentence.mentions if any(start <= m.start and m.end <= end for start, end in cells)]
    return replace(sentence, text=text, mentions=tuple(inside))


def _who(sentence: Sentence, cells: Sequence[_Cell], items_of: Callable[[Sentence], list[Item]]) -> Item | None:
    """Return the one whom the first of some cells names; the others may say more of a person."""
    start, end = cells[0]
    items = items_of(_part(sentence, cells[:1]))
    if _WHO.fullmatch("".join(item.symbol for item in items)) is not None:
        return items[-1]
    if len(cells) > 1 and _NAME.fullmatch(sentence.text.cased, start, end):
        return Item("H", start, end, Entity(person=sentence.text.text[start:end]))
    return None
