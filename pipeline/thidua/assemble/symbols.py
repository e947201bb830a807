"""The first cascade: the mentions of a sentence become a row of items, each with one symbol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from thidua.assemble.counting import join_counts
from thidua.assemble.entities import join_entities
from thidua.assemble.items import MARKERS, Entity, Item, OfficeOf
from thidua.assemble.name_lists import names_in_lists
from thidua.mentions.base import Mention
from thidua.offsets import Text

# Where mentions overlap, the earlier kind here wins if it is not much shorter.
_PRIORITY = {"form": 0, "date": 1, "rank": 2, "authority": 3, "unit": 3, "number": 5, "recipient": 5, "marker": 6}
_WHOLE = ("times", "to", "aside")  # markers of several words that hold a noun or number: «cho hành động cứu người của»


_BODIES = frozenset({"unit", "authority"})

# Rules whose mentions go before others of their kind.
_OF_RULE = {
    "marker.some-of-them": -1,  # whatever stands in it
    "marker.who-somebody-is": -1,
    "marker.former-leaders": -1,
    "marker.whose-people-they-are": -1,
    "marker.of-so-many-units": -1,
    "marker.so-many-women": -1,
    "marker.what-they-did": -1,
    "recipient.company": 1,  # a name in it is no person's
    "recipient.civil-body": 1,
    "recipient.counted-posts": 2,
    "recipient.posts": 2,  # «cho Giám đốc và Phó Giám đốc Công an tỉnh»: the second post is no body of its own
    "recipient.collective": 3,
}


def _priority(mention: Mention) -> int:
    if mention.kind == "marker" and mention.value in _WHOLE:
        return _OF_RULE.get(mention.rule, 4)
    return _OF_RULE.get(mention.rule, _PRIORITY[mention.kind])


def build_items(text: Text, mentions: Sequence[Mention], office_of: OfficeOf) -> list[Item]:
    """Return the items of a sentence in text order; `office_of` tells the authority code of somebody by folded name."""
    items = _without_places(text, join_counts(text, _symbols(_choose(text, mentions))))
    items = _with_gaps(text, join_entities(text, items, office_of))
    return names_in_lists(text, _next_subject(text, _one_subject(_merge_parentheses(items))))


# «Phòng A và Đại tá B, Phó Giám đốc; Trung tá C, Đội trưởng; Thiếu tá D đón nhận Huân chương …»
_SUBJECT_OF_PARTS = regex.compile(
    r"(?:[xd]+,)?x?[UAH](?:[,&]{1,2}[UAH])*(?:;&?[UAH](?:[,&]{1,2}[UAH])*)+(?=[xdhn]{0,2}[PR])"
)


def _one_subject(items: list[Item]) -> list[Item]:
    """Return the items, a list of names that opens the sentence with commas for its semicolons: all of them are the subject."""
    row = _SUBJECT_OF_PARTS.match("".join(item.symbol for item in items))
    if row is None:
        return items
    return [replace(item, symbol=",") if item.symbol == ";" else item for item in items[: row.end()]] + items[
        row.end() :
    ]


# «Sáng 12/3, tại hội trường Công an tỉnh, …»
_HELD_AT = regex.compile(
    r"(?:^|[,;:.\n])\s*(?:cũng\s+)?tại\s+(?:(?:hội trường|trụ sở|sân|khuôn viên|phòng họp|nhà văn hóa|cơ quan)(?: (?:lớn|chính|của))*\s+)?$"
)
_COMMA = regex.compile(r"\s*(?:\([^()]*\)\s*)?,\s*")


def _is_where(text: Text, item: Item) -> bool:
    """Whether a body only says where something took place: it opens a clause behind «tại», and a comma follows."""
    if item.symbol not in "AU" or not _COMMA.match(text.key, item.end):
        return False
    return _HELD_AT.search(text.key, max(0, item.start - 40), item.start) is not None


_WHOLE_FORCE = ("cong-an-tinh", "cong-an-?")


def _without_places(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without a place that a name follows which is not of it: «tại trụ sở Công an tỉnh, Bộ Công an tặng …»."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        last = index
        if _is_where(text, items[index]) and items[index].value.code in _WHOLE_FORCE:
            index += 1  # nobody names the Ministry above it when only the place is told
            continue
        if _is_where(text, items[index]):
            while last + 1 < len(items) and _follows(text, items[last], items[last + 1]):
                last += 1
            if _COMMA.match(text.key, items[last].end):
                last = index  # the names are those of the place, or it is told by one
        result.append(items[last])
        index = last + 1
    return result


def _follows(text: Text, item: Item, after: Item) -> bool:
    return after.symbol in "AU" and _COMMA.fullmatch(text.key, item.end, after.start) is not None


def _behind_unit(person: Mention, units: Iterable[Mention]) -> Mention:
    """Return a person without the last word of the body ahead of the name: «Chủ tịch UBND tỉnh Bình [Dương Nguyễn Văn Minh]»."""
    for unit in units:
        if unit.start < person.start < unit.end < person.end and person.value.rank is None:
            taken = len(person.value.person) - (person.end - unit.end - 1)  # characters, and the space behind
            name = person.value.person[taken:]
            if " " in name:
                return replace(person, start=unit.end + 1, value=replace(person.value, person=name))
    return person


_NEXT_BODY = regex.compile(
    r"\s+(?:và|cùng)(?:\s+(?:Công an|Công ty|Công đoàn|Cục|Chi cục|Tổng cục|Phòng|Đội|Đồn|Đoàn|Đảng|Hội|Hạt|Trạm|Trại|Trường|Trung (?:tâm|đoàn)|Tiểu đoàn|Bệnh viện|Học viện|"
    r"Viện|Tòa án|Sở|Ban|Bộ|Báo|Văn phòng|Thanh tra|UBND|Ủy ban|Huyện ủy|Tỉnh ủy|Thành ủy|Mặt trận|Ngân hàng)(?!\p{L})|$)"
)


def _one_body(text: Text, body: Mention) -> Mention:
    """Return a body without another one joined to it: «Học viện An ninh nhân dân [và Công an thành phố Hải Phòng]»."""
    if body.kind != "authority" or (joint := _NEXT_BODY.search(text.text, body.start, body.end)) is None:
        return body
    return replace(body, end=joint.start())


def _ahead_of_name(body: Mention, people: Iterable[Mention]) -> Mention:
    """Return a body without the family name behind it: «Chủ tịch UBND huyện Mỹ Đức [Nguyễn] Văn Minh»."""
    if body.kind == "authority":
        for person in people:
            if body.start < person.start < body.end < person.end:
                return replace(body, end=person.start - 1)
    return body


def _choose(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions that do not overlap: by kind, then by length; a unit and an authority of one place may share it."""
    units = [mention for mention in mentions if mention.kind == "unit"]
    people = [_behind_unit(mention, units) for mention in mentions if mention.kind == "rank"]
    found = [
        _ahead_of_name(_one_body(text, mention), people) for mention in mentions if mention.kind != "rank"
    ] + people
    ordered = sorted(found, key=lambda m: (_priority(m), m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in ordered:
        start, end = mention.start, mention.end
        if mention.kind == "rank" and any(start < unit.start < end < unit.end for unit in units):
            continue  # «3 bác sĩ Bệnh xá Công an tỉnh»: nobody's name is the first word of where he serves
        clash = [other for other in kept if start < other.end and other.start < end]
        if not clash:
            kept.append(mention)
        elif len(clash) == 1 and mention.kind != clash[0].kind and {mention.kind, clash[0].kind} <= _BODIES:
            kept.remove(clash[0])
            kept.append(_joined(clash[0], mention))
    return sorted(kept, key=lambda m: m.start)


def _joined(one: Mention, other: Mention) -> Mention:
    """Return an authority and a unit mention of the same place as one."""
    authority, unit = (one, other) if one.kind == "authority" else (other, one)
    value = authority.value if isinstance(authority.value, tuple) else (authority.value, unit.value)
    if unit.value.level == "doan-the" and unit.start < authority.start:
        value = (replace(value[0], code="doan-the"), value[1])  # «Đoàn Thanh niên Công an tỉnh»
    return Mention("authority", min(one.start, other.start), max(one.end, other.end), value, authority.rule)


def _symbols(mentions: list[Mention]) -> list[Item]:
    items = []
    for mention in mentions:
        value = mention.value
        if mention.kind == "marker":
            items.append(Item(MARKERS[value], mention.start, mention.end, None, (mention,)))
        elif mention.kind == "form":
            symbol = "W" if value.form in ("khen-thuong", "bieu-duong") else "F"
            items.append(Item(symbol, mention.start, mention.end, value, (mention,)))
        elif mention.kind == "authority":
            authority, unit = value if isinstance(value, tuple) else (value, None)
            entity = Entity(code=authority.code, office=authority.office, level=getattr(unit, "level", None))
            items.append(Item("A", mention.start, mention.end, entity, (mention,)))
        elif mention.kind == "unit":
            items.append(Item("U", mention.start, mention.end, Entity(level=value.level), (mention,)))
        elif mention.kind == "rank":
            items.append(
                Item("H", mention.start, mention.end, Entity(person=value.person, rank=value.rank), (mention,))
            )
        else:
            items.append(
                Item(
                    {"number": "#", "recipient": "n", "date": "d"}[mention.kind],
                    mention.start,
                    mention.end,
                    value,
                    (mention,),
                )
            )
    return items


_PUNCTUATION = regex.compile(r"[,;:()/]|(?<=\s)[-–—](?=\s)|[\p{L}\d%][^,;:()/]*?(?=\s[-–—]\s|[,;:()/]|$)")


def _with_gaps(text: Text, items: list[Item]) -> list[Item]:
    """Put x and punctuation marks between the items."""
    result: list[Item] = []
    end = 0
    for item in [*items, None]:
        stop = item.start if item is not None else len(text.key)
        for match in _PUNCTUATION.finditer(text.key, end, stop):
            mark = "," if match[0] == "/" else match[0] if match[0] in ",;:()" else "-" if match[0] in "-–—" else "x"
            result.append(Item(mark, match.start(), match.end()))
        if item is not None:
            if item.symbol == "#":
                item = Item("x", item.start, item.end)
            result.append(item)
            end = item.end
    return result


# «tặng Cờ cho 2 tập thể và 5 tập thể, 7 cá nhân được tặng Bằng khen»: whoever is counted twice is the next clause's
_COUNTED_TWICE = regex.compile(r"(?<=C(?:N[,&])?N)&(?=N(?:[,&]{1,2}N)*[xdhn]{0,2}P)")


def _next_subject(text: Text, items: list[Item]) -> list[Item]:
    """Return the items with a clause's end where the same noun is counted again and the passive follows."""
    row = _COUNTED_TWICE.search("".join(item.symbol for item in items))
    if row is None:
        return items
    joint = row.start()
    ahead, after = ((text.key[n.value.noun_start : n.end]) for n in (items[joint - 1], items[joint + 1]))
    first = items[joint - 3] if items[joint - 2].symbol in ",&" else None
    again = after == ahead or (first is not None and after == text.key[first.value.noun_start : first.end])
    return [*items[:joint], replace(items[joint], symbol=";"), *items[joint + 1 :]] if again else items


_TELLS = regex.compile(r"h[Nm]x?P[xdhn]?A[xdhn]?[VW]")  # a clause of its own


def _merge_parentheses(items: list[Item]) -> list[Item]:
    """Take brackets without an award or a count out of the way (they hold places, ages, photo hints), and asides."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        if item.symbol == "(":
            close = next((k for k in range(index + 1, min(index + 12, len(items))) if items[k].symbol == ")"), None)
            inside = items[index + 1 : close] if close is not None else []
            if close is not None and not any(inner.symbol in "NFQW" for inner in inside):
                index = close + 1
                continue
            if _TELLS.search("".join(inner.symbol for inner in inside)):
                result.append(replace(item, symbol=";"))  # «527 tập thể (đặc biệt có 3 điển hình được Bộ tuyên dương)»
            index += 1
            continue
        if item.symbol in ")~":
            index += 1
            continue
        if item.symbol == "x" and result and result[-1].symbol == "x":
            result[-1] = Item("x", result[-1].start, item.end)
        else:
            result.append(item)
        index += 1
    return result
