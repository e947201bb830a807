"""Which of the mentions of a sentence stand where several claim one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from thidua.mentions.base import Mention
from thidua.offsets import Text

# Where mentions overlap, the earlier kind here wins if it is not much shorter.
_PRIORITY = {"form": 0, "date": 1, "rank": 2, "authority": 3, "unit": 3, "number": 5, "recipient": 5, "marker": 6}
_WHOLE = ("times", "to", "aside")  # markers of several words that hold a noun or number: «cho hành động cứu người của»


_BODIES = frozenset({"unit", "authority"})

# Rules whose mentions go before others of their kind.
_OF_RULE = {
    "marker.some-of-them": -1,  # whatever stands in it
    "marker.most-of-them": -1,
    "marker.who-somebody-is": -1,
    "marker.former-leaders": -1,
    "marker.who-lead-them": -1,
    "marker.and-of-other-bodies": -1,
    "marker.whose-people-they-are": -1,
    "marker.of-so-many-units": -1,
    "marker.so-many-women": -1,
    "marker.what-they-did": -1,
    "recipient.company": 1,  # a name in it is no person's
    "recipient.civil-body": 1,
    "recipient.counted-posts": 2,
    "recipient.counted-bodies": 2,
    "recipient.posts": 2,  # «cho Giám đốc và Phó Giám đốc Công an tỉnh»: the second post is no body of its own
    "recipient.collective": 3,
}


def _priority(mention: Mention) -> int:
    if mention.kind == "marker" and mention.value in _WHOLE:
        return _OF_RULE.get(mention.rule, 4)
    return _OF_RULE.get(mention.rule, _PRIORITY[mention.kind])


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


def _ahead_of_unit(noun: Mention, units: Iterable[Mention]) -> Mention:
    """Return a noun for people without the first word of the body behind it: «3 chiến sĩ [Cảnh sát] PCCC quận A»."""
    if noun.kind == "recipient" and noun.value.kind == "ca-nhan" and not noun.value.named:
        for unit in units:
            if noun.start < unit.start < noun.end < unit.end:
                return replace(noun, end=unit.start - 1)
    return noun


_JOINT = regex.compile(r"\s*,\s*(?:và\s+)?|\s+(?:và|cùng)\s+")
_GIVES = regex.compile(
    r"\s+(?:(?:đã|vừa|cũng|còn|quyết định)\s+)*(?:tặng|trao|khen thưởng|khen|biểu dương|tuyên dương)(?!\w)"
)
_AWARD_OF = regex.compile(r"(?<!\w)(?:khen|chương|thi đua) của\s+$")


def _grants_with_others(text: Text, body: Mention, grantors: Sequence[Mention]) -> bool:
    """Whether a firm or office is one of a row that grants: «được Bộ Công an, [Bảo hiểm xã hội tỉnh] và UBND tỉnh tặng»."""
    if body.rule != "recipient.civil-body" or not any(one.start == body.start for one in grantors):
        return False
    first, last = body.start, body.end
    while (ahead := next((one for one in grantors if _JOINT.fullmatch(text.key, one.end, first)), None)) is not None:
        first = ahead.start
    while (behind := next((one for one in grantors if _JOINT.fullmatch(text.key, last, one.start)), None)) is not None:
        last = behind.end
    return _GIVES.match(text.key, last) is not None or _AWARD_OF.search(text.key, max(0, first - 16), first) is not None


def chosen(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions that do not overlap: by kind, then by length; a unit and an authority of one place may share it."""
    units = [mention for mention in mentions if mention.kind == "unit"]
    people = [_behind_unit(mention, units) for mention in mentions if mention.kind == "rank"]
    grantors = [mention for mention in mentions if mention.kind == "authority"]
    found = [
        _ahead_of_unit(_ahead_of_name(_one_body(text, mention), people), units)
        for mention in mentions
        if mention.kind != "rank" and not _grants_with_others(text, mention, grantors)
    ] + people
    ordered = sorted(found, key=lambda m: (_priority(m), m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in ordered:
        start, end = mention.start, mention.end
        if mention.kind == "rank" and any(start < unit.start < end < unit.end for unit in units):
            continue  # «3 bác sĩ Bệnh xá Công an tỉnh»: nobody's name is the first word of where he serves
        if mention.kind == "rank" and any(_ends_name_of(text, mention, unit) for unit in units):
            continue
        if mention.kind == "rank" and _is_in_a_row(text, mention, units):
            continue
        clash = [other for other in kept if start < other.end and other.start < end]
        if not clash:
            kept.append(mention)
        elif mention.kind == "marker" and clash[0].rule == "form.title-pointed-at" and start < clash[0].start:
            kept.append(replace(mention, end=clash[0].start - 1))  # «được [phong tặng] danh hiệu ấy»
        elif len(clash) == 1 and mention.kind != clash[0].kind and {mention.kind, clash[0].kind} <= _BODIES:
            kept.remove(clash[0])
            kept.append(_joined(clash[0], mention))
    return sorted(kept, key=lambda m: m.start)


def _ends_name_of(text: Text, person: Mention, unit: Mention) -> bool:
    """Whether what looks like a person are the last words of a body's name: «Đồn Biên phòng Na [Cô Sa]»."""
    inside = unit.start < person.start < person.end <= unit.end and person.value.rank is None
    return inside and _IN_A_NAME.search(text.text, unit.start, person.start + 1) is not None


def _is_in_a_row(text: Text, person: Mention, units: Sequence[Mention]) -> bool:
    """Whether what looks like a person is one body of a row: «Công an các phường Tân Thịnh, [Hoàng Văn Thụ] và Quang Trung»."""
    if person.value.rank is not None or all((one.start, one.end) != (person.start, person.end) for one in units):
        return False
    return any(_JOINT.fullmatch(text.key, one.end, person.start) for one in units)


_IN_A_NAME = regex.compile(r"(?<!\p{L})\p{Lu}\p{Ll}* \p{Lu}$")


def _joined(one: Mention, other: Mention) -> Mention:
    """Return an authority and a unit mention of the same place as one."""
    authority, unit = (one, other) if one.kind == "authority" else (other, one)
    value = authority.value if isinstance(authority.value, tuple) else (authority.value, unit.value)
    if unit.value.level == "doan-the" and unit.start < authority.start:
        value = (replace(value[0], code="doan-the"), value[1])  # «Đoàn Thanh niên Công an tỉnh»
    return Mention("authority", min(one.start, other.start), max(one.end, other.end), value, authority.rule)
