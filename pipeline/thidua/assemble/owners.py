"""Whose a unit is, and whose those are who are counted: the body that follows at once («Phòng Cảnh sát hình sự, Công an tỉnh X»)."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.items import Entity, Item
from thidua.assemble.posts import gives_next
from thidua.offsets import Text

_OWNER_GAP = regex.compile(r"\s*(?:,\s*(?:trực )?thuộc|,|\(|[-–—]|thuộc|của|trực thuộc)?\s*")


# «Phòng Cảnh sát hình sự (PC02), Công an tỉnh X»
_SHORT_FORM = regex.compile(r"^\s*\([^()\s]{2,10}\)")


_COVERING = {"cong-an-tinh", "bo-cong-an", "bo-?", "cong-an-?"}


_OF_THE_MINISTRY = regex.compile(r"trại giam(?! công an)(?!\w)")


_PROVINCIAL = frozenset({"cong-an-tinh", "ubnd-tinh", "bo-cong-an", "bo-?"})


_DEPARTMENT_CODE = regex.compile(r"p?[abckvx]\d\d")


def is_called_so(text: Text, items: list[Item], index: int) -> bool:
    """Whether the code of a unit follows its name at once: «Phòng Cảnh sát giao thông PC67»."""
    if index + 1 == len(items):
        return False
    name, code = items[index], items[index + 1]
    at_once = text.key[name.end : code.start] == " "
    return at_once and _DEPARTMENT_CODE.fullmatch(text.key, code.start, code.end) is not None


_BORDER_POST = regex.compile(
    r"(?:tập thể )?(?:cán bộ,? (?:và )?chiến sĩ )?(?:đồn (?:biên phòng|bp)|trạm kiểm soát biên phòng)(?!\w)"
)
_BORDER_GUARD = regex.compile(r"(?:(?:bộ chỉ huy )?(?:bộ đội biên phòng|bđbp))(?!\w)")


def _is_border_post_of(text: Text, item: Item, above: Item) -> bool:
    """Whether a body is the border guard that a post belongs to: «Đồn Biên phòng Chiềng Sơn, BĐBP tỉnh Sơn La»."""
    post = _BORDER_POST.match(text.key, item.start)
    return post is not None and _BORDER_GUARD.match(text.key, above.start) is not None


# what nobody names beside the Ministry but as a part of it: «Bệnh viện 99 - Bộ Công an»
_BODY_OF_MINISTRY = regex.compile(r"(?:bệnh viện|viện|nhà máy|nhà xuất bản|báo|tạp chí|trung tâm)(?!\w)")


def _is_body_of_ministry(text: Text, item: Item, ministry: Item) -> bool:
    return not ministry.value.office and _BODY_OF_MINISTRY.match(text.key, item.start) is not None


def with_owner(text: Text, items: list[Item], index: int, item: Item) -> tuple[Item, int]:
    """Return a unit with the body above it that follows at once: «Phòng Cảnh sát hình sự, Công an tỉnh X»."""
    beneath = 0  # the height of the body that it is said to belong to
    while index + 1 < len(items):
        after = items[index + 1]
        gap = _SHORT_FORM.sub("", text.key[item.end : after.start])
        bracket = gap.strip() == "("
        if after.symbol not in "AU" or after.value.person is not None or not _OWNER_GAP.fullmatch(gap):
            break
        if gap.strip() == "," and gives_next(text, items, index, index + 1):
            break
        if gap.strip() == "," and after.value.code == "cong-an-tinh" and _OF_THE_MINISTRY.match(text.key, item.start):
            break  # «giải Ba cho Trại giam A, Công an tỉnh B và Công an tỉnh C»
        if (
            gap.strip() != ","
            and 0 < height(item.value) < height(after.value)
            and not after.value.office
            and after.symbol == "U"
        ):
            item = Item(
                item.symbol,
                item.start,
                after.end,
                replace(item.value, level=after.value.level, owner=(after.start, after.end)),
                item.mentions + after.mentions,
            )
            index += 1
            continue
        if gap.strip(" ,") in ("thuộc", "trực thuộc") and not after.value.office and item.value.code not in _PROVINCIAL:
            item = owned(item, after, after.end)
            beneath = height(after.value)
            index += 1
            continue
        if beneath and gap.strip() == "," and not after.value.office and height(after.value) >= beneath:
            item = owned(item, after, after.end)  # «…, thuộc Cục Quản lý trại giam, Cục C10, Bộ Công an»
            index += 1
            continue
        if gap.strip() == "," and (top := _head_of_chain(text, items, index + 1, item)) is not None:
            # «Trạm Cảnh sát giao thông Tô Hiệu, Phòng Cảnh sát giao thông, Công an tỉnh»
            item = _owned_by_both(item, after, top)
            index += 2
            continue
        if after.symbol != "A":
            break
        if gap.strip() in ("-", "–", "—") and 0 < height(item.value) < height(after.value) and not after.value.office:
            item = owned(item, after, after.end)  # «Đội CSĐTTP về ma túy - Công an TP Sơn La»
            index += 1
            continue
        lower = (
            (item.value.code is None and not height(item.value) >= height(after.value) > 0)
            or item.value.code in ("cong-an-huyen", "cong-an-xa")
            or (item.value.code, after.value.code) in (("cong-an-tinh", "bo-cong-an"), ("tong-cuc", "bo-cong-an"))
        )
        if gap.strip() in (",", "-") and after.value.code == "bo-cong-an" and _is_body_of_ministry(text, item, after):
            item = owned(item, after, after.end)
            index += 1
            continue
        if gap.strip() in (",", "") and _is_border_post_of(text, item, after):
            item = owned(item, after, after.end)
            index += 1
            continue
        if gap.strip() == "," and _is_only_team_of(text, items, index, item, after):
            item = owned(item, after, after.end)
            index += 1
            continue
        adjacent = (
            not gap.strip()
            and item.symbol == "U"
            and 0 < height(item.value) < height(after.value)
            and not after.value.office
        )
        if not (
            bracket
            or adjacent
            or (
                lower
                and after.value.code in _COVERING
                and after.value.code != item.value.code
                and not after.value.office
            )
        ):
            break
        last = _last_in_bracket(text, items, index + 1) if bracket else index + 1
        end = items[last].end + bracket * (text.key[items[last].end : items[last].end + 1] == ")")
        item = owned(item, after, end)
        index = last
    return item, index


def _last_in_bracket(text: Text, items: list[Item], first: int) -> int:
    """Return the index of the last body in a bracket that only says whose a unit is: «Bệnh viện Quân y 7 (Cục Hậu cần, Quân khu 3)»."""
    last = first
    while last + 1 < len(items) and _goes_on(text, items[last], items[last + 1]):
        last += 1
    return last if text.key.startswith(")", items[last].end) else first


def _goes_on(text: Text, item: Item, after: Item) -> bool:
    body = after.value.person is None if after.symbol in "AU" else after.symbol == "n" and after.value.named
    return body and text.key[item.end : after.start].strip() in (",", "-")


def _is_only_team_of(text: Text, items: list[Item], index: int, item: Item, after: Item) -> bool:
    """Whether a team and the body of its district are one recipient: «cho Đội Cảnh sát hình sự, Công an huyện Mai Sơn», no list."""
    if item.value.level != "doi" or after.value.code not in ("cong-an-huyen", "cong-an-?") or after.value.office:
        return False
    ahead = items[index - 1] if index and _LISTS.fullmatch(text.key, items[index - 1].end, item.start) else None
    behind = next(
        (one for one in items[index + 2 : index + 3] if _LISTS.fullmatch(text.key, after.end, one.start)), None
    )
    return all(one is None or one.symbol not in "UA" for one in (ahead, behind))


_LISTS = regex.compile(r"\s*(?:[,&]|và|cùng)\s*")


def _head_of_chain(text: Text, items: list[Item], index: int, item: Item) -> Item | None:
    """Return the head of the force where the body at `index` stands between it and a unit, each above the one before."""
    if index + 1 >= len(items) or items[index + 1].symbol != "A" or items[index].value.office:
        return None
    middle, top = items[index], items[index + 1]
    rises = 0 < height(item.value) < height(middle.value) < height(top.value) and not top.value.office
    joined = text.key[middle.end : top.start].strip() == "," and top.value.code in _COVERING | {"bo-nganh"}
    return top if rises and joined else None


def _owned_by_both(item: Item, middle: Item, top: Item) -> Item:
    return replace(owned(item, middle, top.end), mentions=item.mentions + middle.mentions + top.mentions)


def owned(item: Item, owner: Item, end: int) -> Item:
    """Return a unit that ends at `end` with the body above it."""
    value = replace(item.value, owner=(owner.start, owner.end))
    return Item(item.symbol, item.start, end, value, item.mentions + owner.mentions)


def of_unit(item: Item, owner: Item) -> Item:
    """Return counted recipients with the body that they belong to."""
    return Item(
        item.symbol,
        item.start,
        owner.end,
        replace(item.value, unit=(owner.start, owner.end)),
        item.mentions + owner.mentions,
    )


# What may stand between people and whose they are: «8 đồng chí cán bộ nữ công tác tại Phòng A».
_WHICH = (
    r"(?:(?:\s*[,;]|\s+và)?\s*(?:xuất sắc|khác|tiêu biểu|điển hình|tiên tiến|ưu tú|trẻ|nữ|nam|giỏi|hưu trí|nghỉ hưu|cao tuổi|đang|trực tiếp|"
    r"nghĩa vụ|cốt cán|chủ chốt|chuyên trách|hợp đồng|viên|đoàn|hội|cán bộ|đồng chí|lãnh đạo|chỉ huy|thủ trưởng|đoàn viên|đảng viên|hội viên)(?!\w)){0,4}"
)
_SERVING = r"(?:thuộc|của|trực thuộc|công tác (?:tại|trong)|hoạt động trong|làm việc ở|làm việc tại|trong|tại|ở)"
_OF_UNIT = regex.compile(
    rf"{_WHICH}\s*{_SERVING}?\s*(?:(?:các\s+)?lực lượng\s+)?"
    r"(?:(?:các|hai|ba|bốn|\d+) (?:đơn vị|phòng|đội)(?:\s*(?:,|và)\s*(?:phòng|đội|địa phương))?\s*(?::|gồm|là)\s*)?"
)
_OF_BARE = regex.compile(rf"{_WHICH}\s+(?:{_SERVING}\s+)?(?:công an |ubnd |các cấp )?")
_NEXT_BARE = regex.compile(r"(?:\s|,|và|công an|ubnd|các cấp)*")


def body_of(text: Text, items: list[Item], index: int) -> int | None:
    """Return the index of the body behind counted recipients that they belong to: «5 cá nhân thuộc (các đơn vị:) Phòng A»."""
    body = index + 1 + (index + 1 < len(items) and items[index + 1].symbol == "~")
    body = _behind_people(items, index, body)
    forces = body + (body < len(items) and items[body].symbol == "O")
    if forces < len(items) and items[forces].symbol in "nN" and text.key[: items[forces].end].endswith("lực lượng"):
        body = forces + 1  # «thuộc lực lượng Công an tỉnh A và Công an tỉnh B»
    if body >= len(items) or items[body].symbol not in "AU":
        return None
    return body if _OF_UNIT.fullmatch(text.key, items[index].end, items[body].start) else None


def last_bare(text: Text, items: list[Item], index: int) -> int | None:
    """Return the index of the last noun that only says whose counted people are: «3 cán bộ, chỉ huy phòng, đội», «24 cán bộ hội»."""
    first = _behind_people(items, index, index + 1)
    first += first < len(items) and items[first].symbol == "O"
    if items[index].value.noun.kind != "ca-nhan" or first >= len(items) or not _is_bare_collective(items[first]):
        return None
    if _OF_BARE.fullmatch(text.key, items[index].end, items[first].start) is None:
        return None
    last = first
    while last + 1 < len(items) and _is_bare_collective(items[last + 1]):
        if _NEXT_BARE.fullmatch(text.key, items[last].end, items[last + 1].start) is None:
            break
        last += 1
    return last


def _behind_people(items: list[Item], index: int, place: int) -> int:
    """Return the first place from `place` on that holds no noun for the same people: «8 đồng chí cán bộ», «3 cán bộ, chỉ huy»."""
    if items[index].value.noun.kind == "ca-nhan":
        while place < len(items) and items[place].symbol == "n" and items[place].value.kind == "ca-nhan":
            if items[place].value.named:
                break
            place += 1
    return place


def _is_bare_collective(item: Item) -> bool:
    """Whether a noun means units and neither counts nor names them: «đội», «các đơn vị»."""
    if item.symbol == "n":
        return item.value.kind == "tap-the" and not item.value.named
    return item.symbol == "N" and item.value.noun.kind == "tap-the" and item.value.number.count is None


def says_of(text: Text, items: list[Item], index: int) -> bool:
    """Whether «của» and a body follow at once: «8 cá nhân của Công an thị xã X»."""
    if index + 2 >= len(items) or items[index + 1].symbol != "O" or items[index + 2].symbol not in "AU":
        return False
    middle, owner = items[index + 1], items[index + 2]
    spoken = text.key[middle.start : middle.end] == "của"
    return (
        spoken
        and not text.key[items[index].end : middle.start].strip()
        and not text.key[middle.end : owner.start].strip()
    )


_LEVELS = {
    "xa": 1, "doi": 1, "chuyen-an": 1, "tieu-doan": 1, "phong": 2, "huyen": 2, "trung-doan": 2, "trai-giam": 2,
    "tinh": 3, "cuc": 3, "hoc-vien": 3, "tong-cuc": 4, "bo": 5,
}  # fmt: skip


_CODE_LEVELS = {
    "cong-an-xa": 1,
    "cong-an-huyen": 2,
    "cong-an-tinh": 3,
    "cong-an-?": 3,
    "tong-cuc": 4,
    "bo-cong-an": 5,
    "bo-?": 5,
}


def height(entity: Entity) -> int:
    """How high a police unit stands, 0 where that is not known."""
    return _LEVELS.get(entity.level or "", 0) or _CODE_LEVELS.get(entity.code or "", 0)
