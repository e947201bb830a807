"""A number among the items of a sentence, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.assemble.items import Count, Item
from thidua.frozen import frozen
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text

Joined = tuple[Item | None, int]  # what becomes of a number, None for nothing, and of how many items it is made


@frozen
class At:
    """A number among the items of a sentence, with what was made of those ahead of it."""

    text: Text
    items: Sequence[Item]
    index: int
    made: Sequence[Item]

    @property
    def number(self) -> Item:
        return self.items[self.index]

    @property
    def after(self) -> Item | None:
        return self.items[self.index + 1] if self.index + 1 < len(self.items) else None

    @property
    def gap(self) -> str:
        """What stands between the number and the next item."""
        return self.text.key[self.number.end : self.after.start] if self.after is not None else ""

    def next_is(self, symbols: str, *, adjacent: bool = True) -> bool:
        """Whether the next item has one of these symbols, right behind the number where `adjacent`."""
        return self.after is not None and self.after.symbol in symbols and not (adjacent and self.gap.strip())

    def counted(
        self, noun: RecipientValue, end: int, *, taken: int = 1, start: int | None = None, symbol: str = "N"
    ) -> Joined:
        """Return the number as one of recipients that ends somewhere and takes so many items."""
        mentions = tuple(mention for item in self.items[self.index : self.index + taken] for mention in item.mentions)
        noun_start = self.items[self.index + taken - 1].start
        begin = self.number.start if start is None else start
        return Item(symbol, begin, end, Count(self.number.value, noun, noun_start), mentions), taken
