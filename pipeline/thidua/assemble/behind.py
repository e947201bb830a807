"""Numbers that stand behind what they count: «Đơn vị Quyết thắng 28», «Giấy khen: 882», «Bằng khen các loại 14»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Count, Item
from thidua.assemble.years import is_year, is_year_word
from thidua.offsets import Text


def with_number_behind(text: Text, items: Sequence[Item], index: int) -> Item | None:
    """Return a title and the number behind it as counted: «Đơn vị Quyết thắng 28; Chiến sĩ thi đua cơ sở: 42»."""
    title, number = items[index], items[index + 1] if index + 1 < len(items) else None
    if number is None or number.symbol != "#" or number.value.count is None or is_year(text, number, None):
        return None
    between = text.key[title.end : number.start].strip()
    if not _STOPS.match(text.key, number.end) or is_year_word(text, number):
        return None
    if title.value.form in _HANDED_OVER:
        if between not in ("các loại", "các loại:"):
            return None
        if _SHARED_OUT.match(text.key, number.end):
            return Item("x", title.start, number.end)  # «Bằng khen các loại 134, gồm 31 cho tập thể …»: for both kinds
    elif title.value.form not in _TITLES or between not in ("", ":", "|"):
        return None
    return Item("Q", title.start, number.end, (number.value, title.value), number.mentions + title.mentions)


_TITLES = ("danh-hieu-thi-dua", "huan-chuong", "huy-chuong", "danh-hieu-vinh-du", "class-only")
_HANDED_OVER = ("bang-khen", "giay-khen", "co-thi-dua", "ky-niem-chuong")
_SHARED_OUT = regex.compile(r"\s*,?\s*\(?\s*(?:bao gồm|gồm|trong đó)(?!\w)")
_STOPS = regex.compile(r"\s*(?:[.,;)]|$|\()|\s+(?:với|kèm)(?!\w)")


def with_number_said(text: Text, items: Sequence[Item], index: int) -> Item | None:
    """Return an award and the number that a report says of it as counted: «Số tập thể được tặng Bằng khen là 34», but no «tỷ lệ»."""
    row = items[index : index + 4]
    if row[1:] and row[1].symbol == "d":
        row = [row[0], *row[2:]]  # «… được tặng Bằng khen năm 2019 là 18»
    if [item.symbol for item in row[:3]] != ["F", "l", "#"] or row[2].value.count is None:
        return None
    award, said, number = row[:3]
    gaps = text.key[items[items.index(said) - 1].end : said.start] + text.key[said.end : number.start]
    if gaps.strip() or not _STOPS.match(text.key, number.end) or not _NUMBER_OF.search(text.key, 0, award.start):
        return None
    return Item("Q", award.start, number.end, (number.value, award.value), number.mentions + award.mentions)


_NUMBER_OF = regex.compile(
    r"(?<!\w)số\s(?:lượt\s)?(?:cá nhân|tập thể|đơn vị|cán bộ|đồng chí|người|đảng viên|chiến sĩ)(?!\w)[^.;]*$"
)


def kind_with_number(text: Text, items: Sequence[Item], index: int) -> Item | None:
    """Return a kind of recipients and the number behind it as counted: «16 Bằng khen (tập thể: 4; cá nhân: 12)»."""
    noun, number = items[index], items[index + 1] if index + 1 < len(items) else None
    if number is None or number.symbol != "#" or number.value.count is None:
        return None
    if not _KINDS.fullmatch(text.key, noun.start, noun.end) or not _OPENS_KIND.search(text.key, 0, noun.start):
        return None
    if text.key[noun.end : number.start].strip() not in ("", ":") or not _ENDS_KIND.match(text.key, number.end):
        return None
    kind = replace(noun.value, luot=True) if _INSTANCES.search(text.key, 0, noun.start) else noun.value
    count = Count(number.value, kind, noun.start)
    return Item("N", noun.start, number.end, count, noun.mentions + number.mentions)


_KINDS = regex.compile(r"(?:lượt )?(?:tập thể|cá nhân)")
_OPENS_KIND = regex.compile(r"(?:\(|[,;] ?|\sgồm ?:?|\svà) ?$")
_INSTANCES = regex.compile(r"\d lượt \([^()]*$")
_ENDS_KIND = regex.compile(r"\s*[,;)]|\s+và\s+(?:cá nhân|tập thể)(?!\w)")


def number_behind_colon(text: Text, items: Sequence[Item], index: int) -> int | None:
    """Return where the number of a certificate stands behind a colon: «Bằng khen của Bộ Công an: 122; Giấy khen: 882»."""
    if items[index].value.form not in _HANDED_OVER:
        return None
    place = index + 1
    while place < len(items) and items[place].symbol in "OA&" and place < index + 5:
        place += 1
    if place >= len(items) or items[place].symbol != "#" or items[place].value.count is None:
        return None
    between = text.key[items[place - 1].end : items[place].start].strip()
    number = items[place]
    if between != ":" and not (between == "" and _is_entry(text, items, place)):
        return None
    if not _ENDS_ENTRY.match(text.key, number.end) or is_year(text, number, None):
        return None
    return place if not text.key[items[index].end : items[index + 1].start].strip(" :") else None


def _is_entry(text: Text, items: Sequence[Item], place: int) -> bool:
    """Whether a number right behind a grantor counts an entry of a list of parts, and is none of the body's name («UBND phường 4»)."""
    body = text.key[items[place - 1].start : items[place - 1].end]
    if items[place - 1].symbol != "A" or _NUMBERED.search(body) is not None:
        return False
    return _PARTS.search(text.key, 0, items[place].start) is not None and text.key.startswith(";", items[place].end)


_NUMBERED = regex.compile(r"(?<!\w)(?:quận|phường|khu|tổ|số|đội|phòng|khối|khu phố|ấp|thôn|cục|pc|px)$")
_PARTS = regex.compile(r"(?<!\w)(?:trong đó|gồm|cụ thể)(?!\w)")
_ENDS_ENTRY = regex.compile(r"\s*(?:[.,;)(]|$)")
