"""What the row of a sentence's items leaves out: it stands between those who give, what they give and who gets it.

Places of a ceremony, people whom a purpose speaks of, praise that leads to an award, asides, heads of lists, works of winners.
"""

from __future__ import annotations

import regex

from thidua.assemble.ahead import ADVERBIALS
from thidua.assemble.items import Item
from thidua.offsets import Text

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


def without_places(text: Text, items: list[Item]) -> list[Item]:
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


# «Nhằm động viên kịp thời [cán bộ, chiến sĩ], UBND tỉnh tặng …»
_ENCOURAGES = regex.compile(
    ADVERBIALS
    + r"(?:nhằm|để)\s(?:[^,;.:]{1,40}\s)?(?:động viên|khích lệ|khuyến khích|ghi nhận|cổ vũ|tri ân)(?!\w)[^,;.:]*$"
)


_OPENING = regex.compile(ADVERBIALS)
_ADVERBIAL = regex.compile(r"d,|[xPR~]+,")


def without_opening(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without the adverbials that open a sentence but for its dates: «Sáng 12/3, [tại hội trường,] Phòng A: 02 …»."""
    opened = _OPENING.match(text.key)
    symbols = "".join(item.symbol for item in items)
    kept: list[Item] = []
    first = 0
    while (part := _ADVERBIAL.match(symbols, first)) is not None and items[part.end() - 1].end <= opened.end():
        kept += items[first : part.end()] if part[0] == "d," else []
        first = part.end()
    return [*kept, *items[first:]]


def without_encouraged(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without those whom a purpose ahead of the sentence speaks of: they are not the ones who get something."""
    return [item for item in items if item.symbol not in "nNUA" or not _is_encouraged(text, item)]


def _is_encouraged(text: Text, item: Item) -> bool:
    ahead = text.key[: item.start] if item.start < 160 and _COMMA.match(text.key, item.end) else ""
    return ("nhằm " in ahead or "để " in ahead) and _ENCOURAGES.match(ahead) is not None


def _follows(text: Text, item: Item, after: Item) -> bool:
    return after.symbol in "AU" and _COMMA.fullmatch(text.key, item.end, after.start) is not None


_PRAISE = regex.compile(r"[Wx][,&](?=x?V[xdhn:]{0,2}F)")
_RECOGNISES = regex.compile(r"(?:\S+\s){0,3}?(?:ghi nhận|động viên|khen ngợi)\s*")


def without_praise(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without what only leads to an award: «được UBND tỉnh [biểu dương,] tặng Bằng khen», «[ghi nhận và] tặng»."""
    kept = list(items)
    for row in reversed(list(_PRAISE.finditer("".join(item.symbol for item in items)))):
        praise = items[row.start()]
        if praise.symbol == "W" or _RECOGNISES.fullmatch(text.key, praise.start, praise.end) is not None:
            del kept[row.start() : row.end()]
    return kept


# «1 tập thể - Phòng PC04 - và 2 cá nhân»
_INSERTED = regex.compile(r"(?<=[Nm])-[UAH](?:[,&][UAH])*-(?=[&,]|x?[PR])")


def without_insertions(items: list[Item]) -> list[Item]:
    """Return the items without those between dashes who say who the counted ones ahead are."""
    found = _INSERTED.search("".join(item.symbol for item in items))
    return items if found is None else [*items[: found.start()], *items[found.end() :]]


# «anh A[, người đã cứu 3 cháu bé,] và chị B», «chị A[, 65 tuổi, ở bản X]; ông B»: symbols of what a list says of one of its people
_ABOUT_ONE = regex.compile(
    r"(?<=[HA]~?),(?P<about>[xndm](?:[xnmNdO]|,(?=[xn])){0,6}?)(?P<end>,?)(?=(?P<joint>&|x|;x?|(?<=x))[HA])"
)
_WHO_DID = regex.compile(
    r"(?:là )?(?:người|nạn nhân|nhân chứng) (?:đã|từng|vừa|trực tiếp|dũng cảm|kịp thời|nhanh trí|phát hiện|cứu|bắt|tham gia|có)(?!\w)"
)
_NO_MORE = regex.compile(
    r"(?:cùng|với|các|những|nhiều|một số|gia đình|tập thể|đơn vị|đồng nghiệp|đồng đội|cán bộ,? chiến sĩ)(?!\w)"
)
_A_NAME = regex.compile(
    r"\s*\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)+(?! (?!(?:và|cùng) )\p{Ll})"
)  # one more of the list, whom no rule knows
_AND = regex.compile(r"(?:^|(?<=\s))(?:và|cùng)\s*$")


def without_asides(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without what stands between two people of a list and only says who the first is."""
    kept = list(items)
    for row in reversed(list(_ABOUT_ONE.finditer("".join(item.symbol for item in items)))):
        first, end = row.span("about")
        one = next(item for item in reversed(items[: row.start()]) if item.symbol in "HA")
        other = next(item for item in items[row.end() :] if item.symbol in "HA")
        joint = items[row.end("joint") - 1]  # «và» may have been read with the words ahead of it
        word = _AND.search(text.key, joint.start, joint.end) if joint.symbol == "x" else None
        if one.value.person is None or other.value.person is None or (joint.symbol == "x" and word is None):
            continue
        counted = any(item.symbol in "Nm" for item in items[first:end])
        start = items[first].start
        if (
            _A_NAME.match(text.text, start)
            or _NO_MORE.match(text.key, start)
            or (counted and _WHO_DID.match(text.key, start) is None)
        ):
            continue
        if word is not None:
            kept[row.end("joint") - 1 : row.end("joint")] = [Item("&", word.start(), joint.end)]
        del kept[row.start() : row.end("joint") - 1 if row["joint"] != ";x" else row.end("joint") - 2]
    return kept


# «Tập thể Đội 2 và [các] đồng chí Nguyễn Văn A, Trần Văn B»
_SEVERAL = regex.compile(r"\s*(?:các|những|hai|ba|bốn)\s*")
_AHEAD_OF_NAMES = regex.compile(r"(?<=[UAHNn][,&]{1,2}|C)x(?=H)")
_HEAD_OF_NAMES = regex.compile(r"(?<=[UAHN)][,&]{1,2}|C)[xN](?:[,&][xn])?:(?=H)")
_PERSON = r"(?:ông|bà|anh|chị|em|cháu|đồng chí|cá nhân|chiến sĩ|cán bộ)"
_PEOPLE = regex.compile(rf"(?:các|những) {_PERSON}(?:(?:, | và ){_PERSON})?(?: có tên)?\s*:")


def without_heads(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without what only heads the names of a list: «cho Công an xã A, các ông: B, C», «thuộc về các ông, bà: B, C»."""
    kept = list(items)
    for head in reversed(list(_HEAD_OF_NAMES.finditer("".join(item.symbol for item in items)))):
        if _PEOPLE.fullmatch(text.key, items[head.start()].start, items[head.end() - 1].end):
            del kept[head.start() : head.end()]
    symbols = "".join(item.symbol for item in kept)
    for head in reversed(list(_AHEAD_OF_NAMES.finditer(symbols))):
        item = kept[head.start()]
        if _SEVERAL.fullmatch(text.key, item.start, item.end) and _ADDRESSED.match(text.key, kept[head.end()].start):
            del kept[head.start()]
    return kept


_ADDRESSED = regex.compile(rf"{_PERSON}(?!\w)")


_OF_WORKS = regex.compile(r"(?<=C)xO(?=H)")
_WORK = regex.compile(
    r"(?:các\s)?(?:tác phẩm|bài (?:viết|dự thi|thơ|thi)|tiết mục|đề tài|sáng kiến|giải pháp|bức (?:ảnh|tranh)|truyện ngắn|ca khúc)\s.*"
)


def without_works(text: Text, items: list[Item]) -> list[Item]:
    """Return the items without a work ahead of its author, who is rewarded: «giải Nhất được trao cho [tác phẩm “…” của] Đại tá A»."""
    kept = list(items)
    for row in reversed(list(_OF_WORKS.finditer("".join(item.symbol for item in items)))):
        work = items[row.start()]
        if _WORK.fullmatch(text.key, work.start, work.end) is not None:
            del kept[row.start() : row.end()]
    return kept
