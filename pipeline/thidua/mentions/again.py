"""People whom an article has named before, and names again without a title: «Lộc được tặng Giấy khen», «cả Sinh lẫn Đạt»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from thidua.mentions.base import Mention
from thidua.mentions.rank import KIND, PersonValue
from thidua.offsets import Text
from thidua.ranks import EXPRESSION

# Capitalised words that no other goes with, and behind them what a name may stand ahead of; not a place's name.
_NAME = regex.compile(
    r"(?<![\p{L}\d.-])(?<!\p{Lu}\p{L}*\s)(?<!(?:với|như|theo) )"
    r"(?<!(?i:tỉnh|huyện|quận|xã|phường|thị trấn|thị xã|thành phố|thôn|bản|ấp|làng|đường|phố|chợ|cầu|sông|núi|đảo|trường|chùa|khu|lớp|nhóm|đội) )"
    rf"(?:(?i:anh|chị|ông|bà|cô|em|cháu|bé|đồng chí|{EXPRESSION}) )?(?P<name>\p{{Lu}}\p{{Ll}}+(?: \p{{Lu}}\p{{Ll}}+){{0,4}})(?=\s*(?:[.!?,;:)]|$)|\s+(?:được|nhận|đón nhận|đạt|đã|vừa|cũng|còn|từng|và|cùng|lẫn|là|vì|do|có|khi|trước|với|kèm|trong|tại|để|nhằm|Huân|Huy|Bằng|Giấy|Kỷ|Kỉ|Thư|\d+ (?:năm|lần)|(?:hai|ba|bốn|năm|sáu) (?:năm|lần)|danh hiệu|huân|huy hiệu|bằng khen|giấy khen|thư khen)(?!\p{{L}}))"
)


_REACH = 60  # characters
# «cho hai em Mạnh và Hải»: the number counts those who are named behind it
_COUNTED = regex.compile(
    r"(?<!\p{L})(?:\d+|hai|ba|bốn|năm|sáu|các|những) (?i:em|anh|chị|ông|bà|cháu|bạn|đồng chí) (?:\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3}(?:, | và ))*$"
)


def find(text: Text, full_names: Mapping[str, str], others: Sequence[Mention]) -> list[Mention]:
    """Return the people of a sentence who are named without a title or rank; `full_names` are those of the article.

    `others` are the sentence's other mentions, which a name does not overlap.
    """
    if not any(_stands_alone(name, text.text, others) for name in full_names):
        return []  # most sentences: finding names by their shape takes longer
    found = []
    for match in _NAME.finditer(text.text):
        start, end = match.span()
        name = full_names.get(match["name"])
        if name is None or _COUNTED.search(text.text, max(0, start - _REACH), match.start("name")):
            continue
        if not any(one.start < end and start < one.end for one in others):
            found.append(Mention(KIND, start, end, PersonValue(name), "rank.again"))
    return found


def _stands_alone(name: str, text: str, others: Sequence[Mention]) -> bool:
    """Whether a name stands in a text anywhere but in another mention or word."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        in_a_word = text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
        if not in_a_word and not any(one.start < end and start < one.end for one in others):
            return True
        start = text.find(name, end)
    return False


def full_names(people: Sequence[Mention]) -> dict[str, str]:
    """Return the names of an article's people by themselves and by the given name, without given names that two share."""
    names: dict[str, set[str]] = {}
    for person in people:
        first, _, given = person.value.person.rpartition(" ")
        if first:
            names.setdefault(given, set()).add(person.value.person)
            if " " in first:  # «Trần Thảo Vy», «Thảo Vy»
                names.setdefault(f"{first.rpartition(' ')[2]} {given}", set()).add(person.value.person)
            names[person.value.person] = {person.value.person}
    return {given: alike.pop() for given, alike in names.items() if len(alike) == 1}
