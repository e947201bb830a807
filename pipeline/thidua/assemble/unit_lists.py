"""Collectives that only their list tells: beside a known one, behind «các đội», or as winners.

«cho Công an huyện A, đội điền kinh và Tổ dân phòng ấp B», «các đội: A, chợ B và C», «giải Ba thuộc về Cơ sở xã hội A và
Công an huyện B», «giải Nhì: các phường A, B và xã C». No rule names them; without them the list would be counted short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Entity, Item
from thidua.assemble.name_lists import ASIDE, JOINTS
from thidua.offsets import Text

_WORD = (
    r"(?!(?:đã|được|có|vì|do|về|để|trong|tại|với|tham|thực|trực|thuộc|của|từ|khi|và|này|trên|nói|xuất|tiêu|đạt|nhận|đón|cùng|kèm|là|gồm|đến|bị|"
    r"cũng|tặng|trao|còn|vừa|lập|phá|bắt|cứu|khác|ở|nhân|sau|trước|đang|sẽ|phối|dẫn|hoàn|đứng|làm|tội|đối|cướp|trộm)(?!\w))[\p{L}\d/-]+"
)
_WORDS = regex.compile(rf"\s*{_WORD}(?: {_WORD}){{0,5}}\s*")  # nothing but a name
# a bare noun and what it goes on with: «đội điền kinh», «Tổ dân phòng ấp Bình Hiệp», but no «phòng ngừa …»
_BY_NOUN = regex.compile(rf"(?!phòng )(?P<name>{_WORD}(?: {_WORD}){{1,8}})\s*[.!?…]*")
# what a known body's name goes on with: «Phòng Bảo vệ chính trị I», «Công ty Thủy sản Tân Hưng»
_WHOLE_NAME = regex.compile(
    r"(?P<name>.* (?:[IVX]{1,4}|\d{1,3}|(?:\p{Ll}+ ){1,2}\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){0,3}))\s*[.!?…]*"
)
# what it is in small letters, then its name: «Tịnh xá Ngọc Hòa»
_BY_NAME = regex.compile(
    rf"(?P<name>\p{{Lu}}\p{{Ll}}+ (?=\p{{Ll}}){_WORD}(?: {_WORD}){{0,4}} \p{{Lu}}\p{{L}}*)\s*[.!?…]*"
)
# symbols of what stands ahead of one more collective in the list of those whom something is given to
_BESIDE = regex.compile(r"C(?:[UA][,&]|n?x[,&]|[nNm][,&])*[UA][,&]{1,2}$")


def units_in_lists(text: Text, items: Sequence[Item]) -> list[Item]:
    """Return the items with collectives beside a known one as units, each with its whole name."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        end = _end_of_name(text, items, index)
        unit = _as_unit(text, items, index, end)
        result.append(unit or items[index])
        index = end + 1 if unit is not None else index + 1
    return result


def _end_of_name(text: Text, items: Sequence[Item], start: int) -> int:
    """Return the index of the last of the items without a rule's reading that go on with the one at `start`."""
    end = start
    while (
        end + 1 < len(items)
        and items[end + 1].symbol in "xn"
        and not text.key[items[end].end : items[end + 1].start].strip()
    ):
        end += 1
    return end


def _as_unit(text: Text, items: Sequence[Item], start: int, end: int) -> Item | None:
    """Return the unit that the items from `start` to `end` name, to the end of its place in a list; None where they name none."""
    item = items[start]
    if end + 1 < len(items) and items[end + 1].symbol not in ",&;":
        return None
    span = item.start, items[end].end
    if item.symbol == "U" and item.value.person is None and end == start + 1 and items[end].symbol == "x":
        listed = start > 0 and (
            items[start - 1].symbol in "C,&"
            or (items[start - 1].symbol in "FW" and _WORDS.fullmatch(text.key, items[end].start, items[end].end))
        )
        name = _WHOLE_NAME.fullmatch(text.text, *span) if listed else None
        return None if name is None else replace(item, end=name.end("name"))
    if _BESIDE.search("".join(one.symbol for one in items[:start])) is None:
        return None
    name = None
    if item.symbol == "n" and item.value.kind == "tap-the" and end > start:
        name = _BY_NOUN.fullmatch(text.text, *span)
    elif item.symbol == "x" and end == start:
        name = _BY_NAME.fullmatch(text.text, *span)
    return None if name is None else Item("U", item.start, name.end("name"), Entity(), item.mentions)


_TEAMS = regex.compile(
    r"các (?:(?:đội|đoàn|đơn vị)(?: công an)?|thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố|xã|phường|thị trấn|huyện|quận|thị xã)"
)


def teams_in_lists(text: Text, items: Sequence[Item]) -> list[Item]:
    """Return the items with the teams of a list as units, and without the noun that heads it: «các đội: Phố Ràng, chợ Cốc Lếu và Nậm Luông»."""
    result = list(items)
    index = 1
    while index < len(result):
        last = _teams_end(text, result, index)
        if last > index:
            result[index : last + 1] = [_as_team(text, item) for item in result[index : last + 1]]
            head = index - 1 if result[index - 1].symbol != ":" else index - 2
            del result[head:index]
            last -= index - head
        index = last + 1
    return result


def _teams_end(text: Text, items: Sequence[Item], start: int) -> int:
    """Return the index of the last of the places that «các đội» heads, to the end of their clause; `start` where it heads none.

    Those that rules know stand beside others: «các đội: Công an huyện A, chợ B và C».
    """
    head, end = items[start - 1], start
    if head.symbol == ":" and start > 1:
        head = items[start - 2]
    if (
        head.symbol not in "Nn"
        or _TEAMS.fullmatch(text.key, head.start, head.end) is None
        or not _is_team(text, items[start])
    ):
        return start
    while end + 2 < len(items) and items[end + 1].symbol in JOINTS and _is_team(text, items[end + 2]):
        end += 2
    closed = end + 1 == len(items) or items[end + 1].symbol == ";"
    return end if closed and any(item.symbol == "x" for item in items[start : end + 1]) else start


_TEAM = regex.compile(
    rf"((?:chợ |trường |xã |phường |thôn |bản )?\p{{Lu}}\p{{Ll}}+(?:(?: | ?[-–] ?)\p{{Lu}}\p{{Ll}}+){{1,3}}){ASIDE}[.!?…]*"
)


def _is_team(text: Text, item: Item) -> bool:
    known = item.symbol in "UA" and item.value.person is None
    return known or (item.symbol == "x" and _TEAM.fullmatch(text.text, item.start, item.end) is not None)


def _as_team(text: Text, item: Item) -> Item:
    name = _TEAM.fullmatch(text.text, item.start, item.end) if item.symbol == "x" else None
    return Item("U", item.start, name.end(1), Entity()) if name is not None else item


# «giải Ba thuộc về Cơ sở xã hội Hoa Hồng và Công an huyện A»: symbols of who wins; x is a name that no rule knows
_WINNERS = regex.compile(r"(?<=F(?:P?V)?[xL]?C)(?:[UAHx](?:[,&]{1,2}[UAHx])*)(?=[;,]|$)")
_WINNER = regex.compile(r"(?:(?:đội|đoàn|đơn vị)\s)?\p{Lu}[\p{L}\d.&'’-]*(?:\s[\p{L}\d.&'’-]+){1,7}\s*\.?")
_BODY = regex.compile(r"\s\p{Ll}")


def winners_in_lists(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, a winner's name that no rule knows as a unit, so that «thuộc về A và B» are two."""
    symbols = "".join(item.symbol for item in items)
    result = list(items)
    for row in _WINNERS.finditer(symbols):
        if not text.key.startswith("thuộc về", items[row.start() - 1].start):
            continue
        beside = any(symbol in "UA" for symbol in row[0])
        for index in range(*row.span()):
            item = items[index]
            name = text.text[item.start : item.end] if item.symbol == "x" else ""
            if name and _WINNER.fullmatch(name) and (beside or _BODY.search(name)):
                result[index] = Item("U", item.start, item.start + len(name.rstrip(" .")), Entity(), item.mentions)
    return result


_PLACE_KIND = r"(?:đội (?:tuyển )?)?(?:phường|xã|thị trấn|huyện|quận|thị xã|thành phố|tổ dân phố|khu phố|khối phố|khối|khóm|thôn|bản|ấp|buôn)"
_PLACE_NAME = r"(?:\d{1,2}|\p{Lu}[\p{L}’']*(?:[ -]\p{Lu}[\p{L}’']*){0,3})"
_PLACES = regex.compile(
    rf"(?:[Cc]ác:? )?(?P<place>(?i:{_PLACE_KIND}):? {_PLACE_NAME})(?:(?:, | và |, và )(?:các )?(?P<place>(?:(?i:{_PLACE_KIND}) )?{_PLACE_NAME}))*\s*[.!]?"
)
_PRIZE_OF_PLACES = regex.compile(r"F(?:P?V)?(?:C|l|:|-)(?P<row>[xnUA:,&]+)(?=;|$)")


def places_that_won(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, communes and villages behind a prize as the teams that won it: «Giải Nhì: Phường A, phường B»."""
    result = list(items)
    for row in reversed(list(_PRIZE_OF_PLACES.finditer("".join(item.symbol for item in items)))):
        first, end = row.span("row")
        if items[row.start()].value.form != "giai-thuong":
            continue
        found = _PLACES.fullmatch(text.text, items[first].start, items[end - 1].end)
        if found is None:
            continue
        teams = [Item("U", begin, stop, Entity()) for begin, stop in found.spans("place")]
        result[first:end] = [one for team in teams for one in (team, Item(",", team.end, team.end))][:-1]
    return result
