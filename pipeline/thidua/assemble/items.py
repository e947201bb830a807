"""The first cascade: the mentions of a sentence become items, each with one symbol.

A counted noun («5 tập thể») is one item, a person with post and unit is one, a department with its parent is one. What
stands between becomes `x` (words) or its punctuation mark. Symbols:

    N counted or vague recipients   m counted people or places that often are none   n a bare recipient noun     E mỗi
    A a body or office that can grant   U a named unit   H a named person
    F award form   W khen thưởng, biểu dương …   Q counted award («3 Huân chương»)
    V giving   M rewarding (mostly money)   R receiving   P được   h có   l là   C cho   O của, do   D thừa ủy quyền   & và, cùng
    T trong đó   g gồm   L lần lượt   S đề nghị   B suy tôn, bầu   Z sẽ   X không, chưa, thu hồi   K «5 năm liền»   b bằng hình thức   d date   x words
    , ; : ( ) - as they stand; ~ an aside, which is taken out before clauses are looked for
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

import regex

from thidua.frozen import frozen
from thidua.mentions.base import Mention
from thidua.mentions.number import NumberValue
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text

MARKERS = {
    "give": "V", "receive": "R", "passive": "P", "have": "h", "to": "C", "of": "O", "delegated": "D", "and": "&",
    "nominated": "B", "among": "T", "listing": "g", "reward": "M", "be": "l", "pairing": "L", "proposed": "S", "planned": "Z", "not": "X", "aim": "X", "each": "E", "times": "K",
    "in-form": "b", "aside": "~",
}  # fmt: skip

OfficeOf = Callable[[str], str | None]  # the authority code of the office that somebody holds, by folded name


@frozen
class Count:
    """A number of recipients of one kind; `count` is None for «các», «nhiều»."""

    number: NumberValue
    noun: RecipientValue
    noun_start: int
    unit: tuple[int, int] | None = None  # the body that they belong to, where it follows at once


@frozen
class Entity:
    """A body, unit or person. `code` is the authority code where it can grant; `names` the recipients it stands for."""

    code: str | None = None
    person: str | None = None
    rank: str | None = None
    unit: str | None = None
    office: bool = False
    generic: bool = False  # «ban chuyên án», «đơn vị»: points at something named elsewhere
    household: bool = False
    people: bool = False  # unnamed people of a unit: «cán bộ, chiến sĩ Công an huyện X»
    level: str | None = None
    place: tuple[int, int] | None = None  # the body inside a longer name: «nhân dân xã X»; of a person, the post
    owner: tuple[int, int] | None = None  # span of the body above it, where the text adds it

    def moved(self, offset: int) -> Entity:
        """Return the entity with spans that count from a place `offset` characters ahead."""
        return replace(self, place=moved_span(self.place, offset), owner=moved_span(self.owner, offset))


@frozen
class Item:
    """One symbol of a sentence with its span, its value and the mentions that it was made of."""

    symbol: str
    start: int
    end: int
    value: Any = None
    mentions: tuple[Mention, ...] = field(default=(), repr=False)

    def moved(self, offset: int) -> Item:
        """Return the item with spans that count from a place `offset` characters ahead."""
        mentions = tuple(mention.moved(offset) for mention in self.mentions)
        return Item(self.symbol, self.start + offset, self.end + offset, _moved(self.value, offset), mentions)


def _moved(value: Any, offset: int) -> Any:
    """Return the value of an item with its spans moved."""
    if isinstance(value, tuple):
        return tuple(_moved(part, offset) for part in value)
    if isinstance(value, Count):
        return replace(value, noun_start=value.noun_start + offset, unit=moved_span(value.unit, offset))
    if isinstance(value, Entity):
        return value.moved(offset)
    return value


def moved_span(span: tuple[int, int] | None, offset: int) -> tuple[int, int] | None:
    """Return a span `offset` characters further on."""
    return None if span is None else (span[0] + offset, span[1] + offset)


@frozen
class Line:
    """A sentence as the grammar sees it: its text, its items, and the context words by what they do."""

    text: Text
    items: Sequence[Item]
    context: Mapping[str, regex.Pattern[str]]


_SOURCE = regex.compile(r"(?<!\w)theo\s*$")


def says_so(line: Line, index: int) -> bool:
    """Whether a person only says it: «Theo ông A, Phó Chủ tịch tỉnh, Công an tỉnh đã được tặng …»."""
    item = line.items[index]
    return item.symbol in "HA" and _SOURCE.search(line.text.key, 0, item.start) is not None
