"""The first cascade: the mentions of a sentence become items, each with one symbol.

A counted noun («5 tập thể») is one item, a person with post and unit is one, a department with its parent is one. What
stands between becomes `x` (words) or its punctuation mark. Symbols:

    N counted or vague recipients   m counted people or places that often are none   n a bare recipient noun     E mỗi
    A a body or office that can grant   U a named unit   H a named person
    F award form   W khen thưởng, biểu dương …   Q counted award («3 Huân chương»)
    V giving   M rewarding (mostly money)   R receiving   P được   h có   l là   C cho   O của, do   D thừa ủy quyền   & và, cùng
    T trong đó   g gồm   L lần lượt   S đề nghị   Z sẽ   X không, chưa, thu hồi   K «5 năm liền»   d date   x words
    , ; : ( ) - as they stand
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from thidua.mentions.base import Mention
from thidua.mentions.number import NumberValue
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text, fold

MARKERS = {
    "give": "V", "receive": "R", "passive": "P", "have": "h", "to": "C", "of": "O", "delegated": "D", "and": "&",
    "among": "T", "listing": "g", "reward": "M", "be": "l", "pairing": "L", "proposed": "S", "planned": "Z", "not": "X", "each": "E", "times": "K",
}  # fmt: skip
# Where mentions overlap, the earlier kind here wins if it is not much shorter.
_PRIORITY = {"form": 0, "date": 1, "rank": 2, "authority": 3, "unit": 3, "number": 5, "recipient": 5, "marker": 6}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of recipients of one kind; `count` is None for «các», «nhiều»."""

    number: NumberValue
    noun: RecipientValue
    noun_start: int
    unit: tuple[int, int] | None = None  # the body that they belong to, where it follows at once


@dataclass(frozen=True, slots=True)
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
    owner: tuple[int, int] | None = None  # span of the body above it, where the text adds it


@dataclass(frozen=True, slots=True)
class Item:
    """One symbol of a sentence with its span, its value and the mentions that it was made of."""

    symbol: str
    start: int
    end: int
    value: Any = None
    mentions: tuple[Mention, ...] = field(default=(), repr=False)


def build_items(text: Text, mentions: Iterable[Mention], people: Mapping[str, str]) -> list[Item]:
    """Return the items of a sentence in text order; `people` maps folded names to the authority code of their office."""
    chosen = _choose(mentions)
    items = _with_gaps(text, _entities(text, _counts(text, _symbols(chosen)), people))
    return _merge_parentheses(items)


def _choose(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions that do not overlap: by kind, then by length; a unit and an authority of one place may share it."""
    ordered = sorted(mentions, key=lambda m: (4 if m.value == "times" else _PRIORITY[m.kind], m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in ordered:
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
        elif mention.kind in ("unit", "authority"):
            clash = [other for other in kept if mention.start < other.end and other.start < mention.end]
            if len(clash) == 1 and clash[0].kind in ("unit", "authority") and clash[0].kind != mention.kind:
                kept.remove(clash[0])
                kept.append(_joined(clash[0], mention))
    return sorted(kept, key=lambda m: m.start)


def _joined(one: Mention, other: Mention) -> Mention:
    """Return an authority and a unit mention of the same place as one."""
    authority, unit = (one, other) if one.kind == "authority" else (other, one)
    value = authority.value if isinstance(authority.value, tuple) else (authority.value, unit.value)
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
            items.append(Item("H", mention.start, mention.end, Entity(person=value.person, rank=value.rank), (mention,)))
        else:
            items.append(Item({"number": "#", "recipient": "n", "date": "d"}[mention.kind], mention.start, mention.end, value, (mention,)))
    return items


_PLURAL = regex.compile(r"(?<!\w)(?:các|những|toàn thể|tất cả(?: các)?|từng)\s+(?:\w+\s+)?$")
_YEAR_LIKE = regex.compile(r"(?:trong|cả|hàng|mỗi|mọi|qua|một|từng|đầu|cuối|hằng|ngoài|sau|nhiều)\s*$")
_BARE_POLICE = regex.compile(r"công an (?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|địa phương|đơn vị)")
_LEADERS = regex.compile(r"(?:lãnh đạo|chỉ huy)(?!\w)")
_LOOSE = regex.compile(r"(?:người|em|cháu|thành viên|gia đình|bạn trẻ|nhân viên|liệt sĩ|mô hình|địa phương|cơ quan|tổ chức|trường|xã|phường|doanh nghiệp|bảo vệ|tác giả)(?!\w)")
_ADJECTIVE = regex.compile(r"\s+(?:tấm|lượt|chiếc|lá|danh hiệu|suất)?\s*")


def _counts(text: Text, items: list[Item]) -> list[Item]:
    """Join number and noun to N, number and form to Q; drop numbers that count something else."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        after = items[index + 1] if index + 1 < len(items) else None
        gap = text.key[item.end : after.start] if after else ""
        if item.symbol == "#":
            if after is not None and after.symbol == "n" and not gap.strip() and not _is_year_word(text, item):
                symbol = "N" if _many(text, after) else "m"
                result.append(Item(symbol, item.start, after.end, Count(item.value, after.value, after.start), item.mentions + after.mentions))
                index += 2
                continue
            if after is not None and after.symbol == "F" and _ADJECTIVE.fullmatch(gap) and item.value.count is not None:
                result.append(Item("Q", item.start, after.end, (item.value, after.value), item.mentions + after.mentions))
                index += 2
                continue
            if after is not None and after.symbol == "A" and not gap.strip() and _BARE_POLICE.fullmatch(text.key, after.start, after.end):
                count = Count(item.value, RecipientValue("tap-the"), after.start)
                result.append(Item("N", item.start, after.end, count, item.mentions))
                index += 2
                continue
            if after is not None and after.symbol == "A" and _LEADERS.match(text.key, after.start) and not gap.strip():
                noun = RecipientValue("ca-nhan")
                result.append(Item("N", item.start, after.end, Count(item.value, noun, after.start), item.mentions))
                index += 2
                continue
        elif item.symbol == "n" and _many(text, item) and (plural := _PLURAL.search(text.key, 0, item.start)):
            start = plural.start() if not result or plural.start() >= result[-1].end else item.start
            count = Count(NumberValue(None), item.value, item.start)
            result.append(Item("N", start, item.end, count, item.mentions))
        else:
            result.append(item)
        index += 1
    return result


def _many(text: Text, item: Item) -> bool:
    """Whether «các», «những» before a noun can stand for recipients that nobody counted."""
    return _LOOSE.match(text.key, item.start) is None


def _is_year_word(text: Text, item: Item) -> bool:
    """Whether «năm» is the year and not the number five: «trong năm đơn vị đã …»."""
    if text.key[item.start : item.end] != "năm":
        return False
    return _YEAR_LIKE.search(text.key, 0, item.start) is not None


_BARE_MINISTER = regex.compile(r"(?:bộ trưởng|thứ trưởng)(?: thường trực)?")
_OWNER_GAP = regex.compile(r"\s*(?:,|\(|[-–—]|thuộc|của|trực thuộc)?\s*")
_COVERING = {"cong-an-tinh", "bo-cong-an", "cong-an-?"}


def _entities(text: Text, items: list[Item], people: Mapping[str, str]) -> list[Item]:
    """Join persons with their posts, units with the body above them, bare nouns with the unit that they belong to."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        if item.symbol == "A" and (name := _adjacent_name(text, items, index)) is not None:
            code = people.get(fold(name.value.person), item.value.code) if _BARE_MINISTER.fullmatch(text.key, item.start, item.end) else item.value.code
            entity = replace(item.value, code=code, person=name.value.person, rank=name.value.rank, office=True)
            item = Item("A", item.start, name.end, entity, item.mentions + name.mentions)
            index += 1
        elif item.symbol == "H":
            item, index = _person(text, items, index, people)
        if item.symbol in "AU" and item.value.person is None:
            item, index = _with_owner(text, items, index, item)
        elif item.symbol in "Nm" and index + 1 < len(items) and items[index + 1].symbol in "AU" and _OF_UNIT.fullmatch(text.key, item.end, items[index + 1].start):
            owner, index = _with_owner(text, items, index + 1, items[index + 1])
            noun_end = replace(item.value, unit=(owner.start, owner.end))
            item = Item(item.symbol, item.start, owner.end, noun_end, item.mentions + owner.mentions)
        elif item.symbol == "n" and index + 1 < len(items) and items[index + 1].symbol == "O" and index + 2 < len(items) and items[index + 2].symbol == "N" and item.value.kind == "ca-nhan":
            after = items[index + 2]  # «cán bộ, chiến sĩ của ba đơn vị»
            item, index = Item("N", item.start, after.end, after.value, after.mentions), index + 2
        elif item.symbol == "K" and not _counts_times(text, items, index):
            item = Item("x", item.start, item.end)
        elif item.symbol == "n" and index + 1 < len(items) and items[index + 1].symbol == "H" and text.key[item.end : items[index + 1].start].strip() in ("", "của"):
            after = items[index + 1]  # «hộ gia đình ông A», «đoàn viên B»
            entity = replace(after.value, household=item.value.kind == "ho-gia-dinh")
            item, index = Item("H", item.start, after.end, entity, after.mentions), index + 1
        elif item.symbol == "n" and item.value.named:
            item = Item("U", item.start, item.end, Entity(), item.mentions)
        elif item.symbol == "n" and _points_back(text, items, index):
            item = Item("U", item.start, item.end, Entity(generic=True), item.mentions)
        elif item.symbol == "n" and index + 1 < len(items) and items[index + 1].symbol in "AU":
            after = items[index + 1]
            gap = text.key[item.end : after.start].strip()
            if gap in ("", "thuộc", "của", "tại") and item.value.kind in ("tap-the", "ca-nhan"):
                unnamed = item.value.kind == "ca-nhan"
                item, index = _with_owner(text, items, index + 1, Item("U", item.start, after.end, replace(after.value, code=None, people=unnamed), item.mentions + after.mentions))
        result.append(item)
        index += 1
    return result


_OF_UNIT = regex.compile(r"\s*(?:xuất sắc|tiêu biểu|điển hình)?\s*(?:thuộc|của|trực thuộc|công tác tại)?\s*")
_IN_A_ROW = regex.compile(r"(?:liền|liên tục|liên tiếp|đều|lần)(?!\w)")


def _counts_times(text: Text, items: list[Item], index: int) -> bool:
    """Whether «5 năm», «2 lần» says how often an award was won, and not how long something took."""
    item = items[index]
    if _IN_A_ROW.search(text.key, item.start, item.end):
        return True
    after = items[index + 1] if index + 1 < len(items) else None
    return after is not None and after.symbol in "PRV" and text.key[item.end : after.start].count(" ") <= 3 and not text.key[item.end : after.start].strip(" \w")


_GENERIC = regex.compile(r"(?:đơn vị|lực lượng|ban chuyên án|tổ công tác|trại|nhà trường|chi đoàn|trung đoàn|tiểu đoàn)(?!\w)")


def _points_back(text: Text, items: list[Item], index: int) -> bool:
    """Whether a bare noun stands for one unit that was named before: «đơn vị được tặng …», «tặng … cho ban chuyên án»."""
    item = items[index]
    if not _GENERIC.fullmatch(text.key, item.start, item.end) or (index + 1 < len(items) and items[index + 1].symbol in "AU" and not text.key[item.end : items[index + 1].start].strip()):
        return False
    if index and items[index - 1].symbol == "C" and not text.key[items[index - 1].end : item.start].strip():
        return True
    after = items[index + 1] if index + 1 < len(items) else None
    return after is not None and after.symbol in "PRK" and item.end - item.start + after.start - item.end < 30 and text.key[item.end : after.start].count(" ") <= 4


def _adjacent_name(text: Text, items: list[Item], index: int) -> Item | None:
    if index + 1 >= len(items) or items[index + 1].symbol != "H":
        return None
    item, after = items[index], items[index + 1]
    gap = text.key[item.end : after.start].strip()
    return after if gap in ("", ",", "-", "đồng chí", "là") and item.value.office and item.value.person is None and (gap != "," or after.value.rank) else None


def _person(text: Text, items: list[Item], index: int, people: Mapping[str, str]) -> tuple[Item, int]:
    """Return a person with the post that follows: «Đại tá A, Phó Bí thư Đảng ủy, Giám đốc Công an tỉnh»."""
    item = items[index]
    end, code, office, mentions = item.end, None, False, item.mentions
    last = index
    while last + 1 < len(items):
        after = items[last + 1]
        gap = text.key[end : after.start]
        if after.symbol in "AU" and after.value.person is None and _is_post_gap(gap, first=last == index):
            if code is None or after.value.office:
                code, office = after.value.code, True
            end, mentions = after.end, mentions + after.mentions
            last += 1
        elif after.symbol == "n" and _is_post_gap(gap, first=last == index) and last + 2 < len(items) and items[last + 2].symbol in "AU" and not text.key[after.end : items[last + 2].start].strip():
            end = after.end
            last += 1
        else:
            break
    if last == index:
        code = people.get(fold(item.value.person))
    if code is not None and not any(m.kind == "authority" for m in mentions):
        office = True
    symbol = "A" if code is not None else "H"
    if (bare := _BARE_POST.match(text.key, end)) is not None:
        covered = last
        while covered + 1 < len(items) and items[covered + 1].start < bare.end() and items[covered + 1].symbol in "nU#":
            covered += 1
        if covered + 1 >= len(items) or items[covered + 1].start >= bare.end():
            end, last = bare.end(), covered
    closing = regex.compile(r"\s*(?:\([^()]{0,60}\)|[-–—](?=\s))?").match(text.key, end)
    if last > index and closing is not None and closing[0].strip() in ("-", "–"):
        end = closing.end()
    return Item(symbol, item.start, end, replace(item.value, code=code, office=office), mentions), last


_POST_WORDS = regex.compile(
    r"\s*(?:[,(]|\s[-–—]\s|[-–—])?\s*(?:(?:nguyên|quyền|hiện|là|kiêm|và|phó|trưởng|đội|cán bộ|giám thị|phụ trách|điều tra viên|chỉ huy|chính ủy|chính trị viên|tư lệnh|cục|phòng|"
    r"đồng chí|bí thư|đảng ủy|ủy viên|ban thường vụ|tỉnh ủy|trung tá|hiệu trưởng|viện|chánh|văn phòng|công tác|thuộc|tại|ở|của|đội trưởng|trưởng phòng|phó trưởng phòng|người|thủ trưởng|cơ quan|csđt|tiểu đoàn|trung đoàn|đại đội|"
    r"kíp|ca|trạm|đồn|nhân viên|học viên|chiến sĩ|thư kí|thành viên|trực ban|đương nhiệm|bác sĩ|giáo viên|bộ đội|biên phòng|hội|đoàn|chủ tịch|giám đốc)[\s,]*){0,14}"
)


_BARE_POST = regex.compile(
    r"\s*(?:,|[-–—])\s*(?:nguyên\s+)?(?:phó\s+)?(?:giám thị|(?:tiểu|trung|đại) đoàn (?:trưởng|phó)|tiểu đội trưởng|đại đội trưởng|chính trị viên(?: phó)?|chính ủy|đội (?:trưởng|phó)|trưởng phòng|"
    r"trưởng công an xã|trưởng đồn|trạm trưởng|cán bộ|chiến sĩ|điều tra viên|giám đốc|bí thư|viện trưởng|hiệu trưởng|cục trưởng)(?:\s+(?!và|nhận|được|đã|vì|trao|tặng|cùng)\p{L}+){0,6}(?=\s*(?:[,;.]|$)|\s+(?:và|nhận|được|đã|vì|cùng|trao|tặng)(?!\w))"
)


def _is_post_gap(gap: str, *, first: bool) -> bool:
    """Whether what stands between a name and a body is a post, and not a verb or the next recipient."""
    if not _POST_WORDS.fullmatch(gap):
        return False
    stripped = gap.strip()
    if first:
        return stripped not in ("và", "")
    return not stripped.endswith("và") and not stripped.startswith("và")


def _with_owner(text: Text, items: list[Item], index: int, item: Item) -> tuple[Item, int]:
    """Return a unit with the body above it that follows at once: «Phòng Cảnh sát hình sự, Công an tỉnh X»."""
    while index + 1 < len(items):
        after = items[index + 1]
        gap = text.key[item.end : after.start]
        bracket = gap.strip() == "("
        if after.symbol not in "AU" or after.value.person is not None or not _OWNER_GAP.fullmatch(gap):
            break
        if gap.strip() != "," and 0 < _height(item.value) < _height(after.value) and not after.value.office and after.symbol == "U":
            item = Item(item.symbol, item.start, after.end, replace(item.value, level=after.value.level, owner=(after.start, after.end)), item.mentions + after.mentions)
            index += 1
            continue
        if after.symbol != "A":
            break
        lower = item.value.code is None or item.value.code in ("cong-an-huyen", "cong-an-xa") or (item.value.code, after.value.code) in (("cong-an-tinh", "bo-cong-an"), ("tong-cuc", "bo-cong-an"))
        if not (bracket or (lower and after.value.code in _COVERING and after.value.code != item.value.code and not after.value.office)):
            break
        end = after.end + 1 if bracket and text.key[after.end : after.end + 1] == ")" else after.end
        item = Item(item.symbol, item.start, end, replace(item.value, owner=(after.start, after.end)), item.mentions + after.mentions)
        index += 1
    return item, index


_LEVELS = {
    "xa": 1, "doi": 1, "chuyen-an": 1, "tieu-doan": 1, "phong": 2, "huyen": 2, "trung-doan": 2, "trai-giam": 2,
    "tinh": 3, "cuc": 3, "tong-cuc": 4, "bo": 5,
}  # fmt: skip
_CODE_LEVELS = {"cong-an-xa": 1, "cong-an-huyen": 2, "cong-an-tinh": 3, "cong-an-?": 3, "tong-cuc": 4, "bo-cong-an": 5}


def _height(entity: Entity) -> int:
    """How high a police unit stands, 0 where that is not known."""
    return _LEVELS.get(entity.level or "", 0) or _CODE_LEVELS.get(entity.code or "", 0)


_PUNCTUATION = regex.compile(r"[,;:()]|(?<=\s)[-–—](?=\s)|[\p{L}\d%][^,;:()]*?(?=\s[-–—]\s|[,;:()]|$)")


def _with_gaps(text: Text, items: list[Item]) -> list[Item]:
    """Put x and punctuation marks between the items."""
    result: list[Item] = []
    end = 0
    for item in [*items, None]:
        stop = item.start if item is not None else len(text.key)
        for match in _PUNCTUATION.finditer(text.key, end, stop):
            mark = match[0] if match[0] in ",;:()" else "-" if match[0] in "-–—" else "x"
            result.append(Item(mark, match.start(), match.end()))
        if item is not None:
            if item.symbol == "#":
                item = Item("x", item.start, item.end)
            result.append(item)
            end = item.end
    return result


def _merge_parentheses(items: list[Item]) -> list[Item]:
    """Take brackets without an award or a count out of the way; they hold places, ages, photo hints."""
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
            index += 1
            continue
        if item.symbol == ")":
            index += 1
            continue
        if item.symbol == "x" and result and result[-1].symbol == "x":
            result[-1] = Item("x", result[-1].start, item.end)
        else:
            result.append(item)
        index += 1
    return result


