"""Tables: a head of kinds of recipients, and lines of an award with a number for each: «Hình thức | Tập thể | Cá nhân».

Of a table in a page the text has only its lines; cells are apart by spaces, tabs or bars. A line is read where it ends in
as many numbers as the head has kinds, else it is left alone: a number in the wrong column is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Count, Item
from thidua.mentions.number import NumberValue
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text
from thidua.records import RecipientKind
from thidua.sentence import Sentence

_KINDS: dict[str, RecipientKind] = {
    "tập thể": "tap-the", "đơn vị": "tap-the", "cá nhân": "ca-nhan", "hộ gia đình": "ho-gia-dinh", "gia đình": "ho-gia-dinh",
}  # fmt: skip
_GAP = r"[\s|]+"
_HEAD = regex.compile(
    rf"(?:[|\s]*(?:stt|tt|hình thức|danh hiệu|loại|nội dung|cấp khen|các|khen thưởng|khen|thi đua|và)(?!\w))+{_GAP}"
    rf"(?:(?:số(?: lượng)? )?(?P<kind>{'|'.join(_KINDS)})(?:{_GAP})?)+"
)
_ROW = regex.compile(
    rf"[|\s]*(?:\d{{1,2}}[.)]?{_GAP})?(?P<award>.*?[^\s|]):?(?:{_GAP}(?P<cell>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,5}}|[-–]))+[|\s]*"
)


def head_of(text: Text) -> tuple[RecipientKind, ...]:
    """Return the kinds of recipients that the head of a table names, in order; none for any other line."""
    found = _HEAD.fullmatch(text.key) if len(text.key) < _LONGEST_HEAD else None
    return tuple(_KINDS[kind] for kind in found.captures("kind")) if found is not None else ()


_LONGEST_HEAD = 120


def row_of(
    sentence: Sentence, kinds: Sequence[RecipientKind], items_of: Callable[[Sentence], list[Item]]
) -> list[Item] | None:
    """Return the items of a line of a table: its award, a colon, and each number as one of recipients; None for another line."""
    found = _ROW.fullmatch(sentence.text.key)
    if found is None or len(found.captures("cell")) != len(kinds):
        return None
    start, end = found.span("award")
    # a body's name may have run on into a number: «UBND thành phố | 31»
    label = [replace(m, end=min(m.end, end)) for m in sentence.mentions if start <= m.start < end]
    items = items_of(replace(sentence, mentions=tuple(label)))
    if not any(item.symbol == "F" for item in items):
        return None
    numbers = {mention.start: mention for mention in sentence.mentions if mention.kind == "number"}
    row = [item for item in items if item.end <= end]
    row.append(Item(":", end, end))
    for (cell, stop), kind in zip(found.spans("cell"), kinds, strict=True):
        digits = sentence.text.key[cell:stop].replace(".", "")
        if digits.isdigit() and int(digits):
            mentions = (numbers[cell],) if cell in numbers else ()
            row.append(Item("N", cell, stop, Count(NumberValue(int(digits)), RecipientValue(kind), cell), mentions))
            row.append(Item(",", stop, stop))
    return row[:-1]
