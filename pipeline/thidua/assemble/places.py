"""The places behind bodies and people: where they are, which is above which."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.items import Item
from thidua.offsets import Text

_PLACES = regex.compile(
    r"(?:\s*,\s*(?i:(?:thôn|bản|ấp|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp\.?|tỉnh)\s+)"
    r"\p{Lu}[\p{L}'’]*(?:\s\p{Lu}[\p{L}'’]*){0,3})+(?=\s*[,;&.)-]|\s+(?:và|cùng)(?!\p{L}))"
)


def with_place(text: Text, items: list[Item], index: int, item: Item) -> tuple[Item, int]:
    """Return a body or person with the places that follow: «cán bộ Công an xã Đại Sơn, huyện Văn Yên, tỉnh Yên Bái và …»."""
    found = _PLACES.match(text.cased, item.end)
    if found is None or _is_beside(text, item, found):
        return item, index
    while index + 1 < len(items) and items[index + 1].start < found.end():
        if items[index + 1].symbol not in "n#" or items[index + 1].end > found.end():
            return item, index
        index += 1
    return replace(item, end=found.end()), index


# «xã A, huyện B» is one place, «xã A, phường B» are two
_LEVELS = (
    regex.compile(r"(?:thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố|khối phố|tổ dân phố)(?!\w)"),
    regex.compile(r"(?:xã|phường|thị trấn)(?!\w)"),
    regex.compile(r"(?:huyện|quận|thị xã|thành phố|tp)(?!\w)"),
)


def _level(text: Text, at: int) -> int | None:
    return next((level for level, words in enumerate(_LEVELS) if words.match(text.key, at)), None)


def _is_beside(text: Text, item: Item, places: regex.Match[str]) -> bool:
    """Whether the first of some places stands beside the one that an item is, and not above it."""
    own = _level(text, item.start)
    first = _level(text, places.start() + len(places[0]) - len(places[0].lstrip(" ,")))
    return own is not None and first is not None and first <= own


_PLACE = regex.compile(r"(?<!\w)(?:xã|phường|thị trấn|huyện|quận|thôn|bản|ấp|tỉnh|đặc khu)\s")


def place_of(text: Text, item: Item) -> tuple[int, int] | None:
    """Return the span of the place in «cán bộ và nhân dân xã Tân Lập»."""
    found = _PLACE.search(text.key, item.start, item.end)
    return (found.start(), item.end) if found is not None else None
