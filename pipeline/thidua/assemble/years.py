"""Numbers that are years: «…, 2012 trường được phong Anh hùng», «trong năm đơn vị đã …»."""

from __future__ import annotations

import regex

from thidua.assemble.items import Item
from thidua.offsets import Text

_YEAR = regex.compile(r"(?:19[3-9]|20[0-3])\d")
_COUNTED_NOUN = regex.compile(r"(?:lượt )?(?:tập thể|cá nhân|đồng chí|cán bộ|cbcs|đơn vị|gia đình|hộ)(?!\w)")


def is_year(text: Text, item: Item, after: Item | None) -> bool:
    """Whether a number without a point is a year ahead of its subject: «…, 2012 trường được phong Anh hùng»."""
    if not _YEAR.fullmatch(text.key, item.start, item.end):
        return False
    return after is None or after.symbol != "n" or not _COUNTED_NOUN.match(text.key, after.start)


_YEAR_LIKE = regex.compile(r"(?:trong|cả|hàng|mỗi|mọi|qua|một|từng|đầu|cuối|hằng|ngoài|sau|nhiều)\s*$")


def is_year_word(text: Text, item: Item) -> bool:
    """Whether «năm» is the year and not the number five: «trong năm đơn vị đã …»."""
    if text.key[item.start : item.end] != "năm":
        return False
    if _FIVE_PEOPLE.search(text.key, max(0, item.start - 4), item.end + 12):
        return False
    return _YEAR_LIKE.search(text.key, 0, item.start) is not None


_FIVE_PEOPLE = regex.compile(r"(?<!\w)cả năm (?:người|em|anh|chị|ông|cháu|đồng chí|cá nhân|tập thể|đơn vị)(?!\w)")
