"""A number among the items of a sentence, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.assemble.items import Count, Item
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text

Joined = tuple[Item | None, int]  # what becomes of a number, None for nothing, and of how many items it is made


class At:
    """A number among the items of a sentence, with what was made of those ahead of it and the item behind."""

    __slots__ = ("after", "index", "items", "made", "number", "text")

    def __init__(self, text: Text, items: Sequence[Item], index: int, made: Sequence[Item]) -> None:
        self.text, self.items, self.index, self.made = text, items, index, made
        self.number = items[index]
        self.after = items[index + 1] if index + 1 < len(items) else None

    @property
    def gap(self) -> str:
        """What stands between the number and the next item."""
        return self.text.key[self.number.end : self.after.start] if self.after is not None else ""

    def next_is(self, symbols: str, *, adjacent: bool = True) -> bool:
        """Whether the next item has one of these symbols, right behind the number where `adjacent`."""
        after = self.after
        return after is not None and after.symbol in symbols and not (adjacent and self.gap.strip())

    def counted(
        self, noun: RecipientValue, end: int, *, taken: int = 1, start: int | None = None, symbol: str = "N"
    ) -> Joined:
        """Return the number as one of recipients that ends somewhere and takes so many items."""
        mentions = tuple(mention for item in self.items[self.index : self.index + taken] for mention in item.mentions)
        noun_start = self.items[self.index + taken - 1].start
        begin = self.number.start if start is None else start
        return Item(symbol, begin, end, Count(self.number.value, noun, noun_start), mentions), taken
