"""What is told of a deed and not of its award: «Công an xã [không để xảy ra trọng án], [đề xuất nhiều giải pháp] nên được tặng …»."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

import regex

from thidua.assemble.items import Entity, Item
from thidua.assemble.pointing import GENERIC
from thidua.offsets import Text

_TOLD = "[xdnNmUAHOClLh#-]+"
_ENDS = rf"(?:[,&]{{1,2}}{_TOLD})*?[,&](?P<also>[xd]{{0,3}}K?[xd]?)"
# words that deny, propose or give, what their clause tells, and then who gets something, behind a comma or «và»
_DEED = {
    "X": regex.compile(rf"X(?P<of>[RK]?){_TOLD}{_ENDS}(?=[PR])"),
    "S": regex.compile(rf"(?<!P[xd]?)S[AU]?,?x(?:{_TOLD})?{_ENDS}(?=P)"),
    "V": regex.compile(rf"(?<!P[xd]?(?:A[xd]?)?)Vx(?:{_TOLD})?{_ENDS}(?=P)"),
}
_LONGEST = 24  # items: a deed is told in fewer
_ALSO = regex.compile(
    r"(?:nhưng|song|mà|rồi|(?:vì|do|nhờ) (?:thế|vậy|đó)|đã|vừa|mới|vẫn|cũng|từng|còn|vinh dự|liên tục|nhiều lần|\s)*"
)


def deeds_apart(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, a word that would deny or propose the award behind it as plain words where it tells of a deed.

    A target («phấn đấu dẫn đầu, được tặng Cờ») goes on to its end, so it stays.
    """
    told = list(items)
    symbols = "".join(item.symbol for item in items)
    for index, item in enumerate(items):
        if item.symbol not in _DEED or item.mentions[0].value == "aim":
            continue
        if item.symbol == "S" and _is_order(text, items, symbols, index):
            told[index] = replace(item, symbol="x", mentions=())
        row = _DEED[item.symbol].match(symbols, index, min(len(items), index + _LONGEST))
        also = items[slice(*row.span("also"))] if row is not None else []
        if row is not None and all(_ALSO.fullmatch(text.key, i.start, i.end) for i in also if i.symbol == "x"):
            told[index] = replace(item, symbol="x", mentions=())
            if row.groupdict().get("of"):  # «không [nhận] tiền», «chưa [một lần] vi phạm»
                told[index + 1] = replace(items[index + 1], symbol="x", mentions=())
    return told


# whom a sentence begins with, what they do, without any award, and then who is given something
_HEADS = r"(?:d,|x,)*"
_SUBJECT = r"[UHANm](?:[,&]{1,2}[UHANm])*,?"
_DOES = regex.compile(
    rf"^{_HEADS}{_SUBJECT}(?P<deeds>[xXSVhRP](?:[^FWQKZBTgDLEM~:();]|(?<=X)K|;(?=x))*)[,&;](?P<also>[xd]{{0,3}}K?[xd]?)(?=P|R[FQW])"
)
_TOO = regex.compile(r"\s*(?:đồng thời|sau đó|rồi)(?!\w)")
_CHOSEN = regex.compile(
    r"(?<!\w)(?:xuất hiện|nổi lên|giới thiệu|đề cử|lựa chọn|chọn|cử|gồm|trong đó|là|gặp(?: mặt| gỡ)?|tuyên dương)(?!\w)"
)
_REWARDED = regex.compile(r"(?:\d[\d.]*|\w+)\s(?:lượt\s)?(?:tập thể|cá nhân|đơn vị)(?!\w)")
_OBJECT_OF = regex.compile(
    r"(?<!\w)(?:của|cho|với|từ|tại|ở|đề xuất|kiến nghị|tham mưu|giúp|báo|mời|hỗ trợ|phục vụ|bảo vệ|cứu|bắt|đưa)\s*$"
)


def without_deeds(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, all that a sentence's subject does before it is rewarded as the first words of it.

    «Công an xã [không để xảy ra trọng án, giúp 12 hộ nghèo; đồng thời vận động 9 hộ hiến đất] nên được …».
    """
    told = items
    items = _with_subject(text, items)
    symbols = "".join(item.symbol for item in items)
    row = _DOES.match(symbols, 0, 4 * _LONGEST)
    if row is None:
        return told
    first, end = row.span("deeds")
    also = items[slice(*row.span("also"))]
    if not all(_ALSO.fullmatch(text.key, i.start, i.end) for i in also if i.symbol == "x"):
        return told
    if any(not _is_of_a_deed(text, items, index) for index in range(first, end)):
        return told
    verb = items[first if items[first].symbol == "x" else min(first + 1, end - 1)]
    return [*items[:first], Item("x", items[first].start, verb.end), replace(items[end], symbol=","), *items[end + 1 :]]


_FIRST = regex.compile(r"(?<=^|[dx],)[xn]")
_PRONOUN = regex.compile(
    r"(?:(?:sau|nhờ|từ|do|vì) (?:đó|vậy|thế) )?(?P<who>anh|chị|ông|bà|cô)\s(?!em|chị|bà|cháu|ta(?!\w)|nào|khác|ấy|tư)"
)
_GIVEN_NAME = regex.compile(r"\s*(?P<name>\p{Lu}\p{Ll}*)\s(?=\p{Ll})")


def _with_subject(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, whom a sentence begins with as somebody: «[anh] lao xuống sông …», «[đơn vị] bắt …», «[Đại úy Sơn] bắt …»."""
    symbols = "".join(item.symbol for item in items[:_LONGEST])
    for place in (row.start() for row in _FIRST.finditer(symbols)):
        if not set(symbols[:place]) <= set("dx,"):
            break
        if (somebody := _somebody(text, items, place)) is not None:
            rest = [item for item in items[place:] if item.end > somebody.end]
            if rest and rest[0].start < somebody.end:
                rest[0] = replace(rest[0], start=somebody.end)
            return [*items[:place], somebody, *rest]
    return items


def _somebody(text: Text, items: list[Item], index: int) -> Item | None:
    """Return whom a pronoun, a noun or a rank with a given name at `index` stands for."""
    item = items[index]
    if item.symbol == "x":
        pronoun = _PRONOUN.match(text.key, item.start, item.end)
        if pronoun is None or text.text[pronoun.end()].isupper():
            return None
        start, end = pronoun.span("who")
        return Item("H", start, end, Entity(person=text.text[start:end]))
    if item.value.kind != "ca-nhan":
        unit = GENERIC.fullmatch(text.key, item.start, item.end) and not _IN_COMPOUND.match(text.key, item.start)
        return Item("U", item.start, item.end, Entity(generic=True), item.mentions) if unit else None
    end = item.end
    if index + 1 < len(items) and items[index + 1].symbol == "x" and (given := _GIVEN_NAME.match(text.text, end)):
        end = given.end("name")
    elif text.key[item.start : end] != "đồng chí":
        return None
    return Item("H", item.start, end, Entity(person=text.text[item.start : end]), item.mentions)


_IN_COMPOUND = regex.compile(
    r"(?:phòng|đội|trại|trạm|đồn|cục|trường) (?!(?:đã|vừa|còn|luôn|không|chưa|cũng|mới|từng|trực tiếp|thường xuyên|liên tục)(?!\w))"
)  # «phòng khám …»


def _is_of_a_deed(text: Text, items: list[Item], index: int) -> bool:
    """Whether an item only tells of a deed: no target, nobody chosen, no body or person but as an object."""
    item, ahead = items[index], items[index - 1]
    if item.symbol == "X":
        return bool(item.mentions[0].value != "aim")
    if item.symbol == ";":
        return _TOO.match(text.key, items[index + 1].start) is not None
    if item.symbol == "x":
        return _CHOSEN.search(text.key, item.start, item.end) is None
    if item.symbol in "UHA":
        return ahead.symbol in "COV" or _OBJECT_OF.search(text.key, ahead.start, item.start) is not None
    if item.symbol in "Nm":
        return ahead.symbol not in ",&;hS" and _REWARDED.match(text.key, item.start) is None
    return True


# «Giám đốc [đề nghị các đơn vị tiếp tục phát huy] và trao Giấy khen cho 5 cá nhân»: what is asked is no award
_ORDER = regex.compile(r"S[^FWQPRVM;:]{1,8}?[,&]x?(?=[VM])")
_WORK = regex.compile(
    r"(?<!\w)(?:tiếp tục|phát huy|tập trung|đẩy mạnh|tăng cường|nâng cao|chủ động|thường xuyên|khắc phục|rút kinh nghiệm|mở rộng|khẩn trương|làm tốt|thực hiện tốt)(?!\w)"
)


def _is_order(text: Text, items: list[Item], symbols: str, index: int) -> bool:
    """Whether somebody is asked to work on, and then something is given."""
    order = _ORDER.match(symbols, index)
    return order is not None and _WORK.search(text.key, items[index].end, items[order.end() - 1].end) is not None


_BEHIND_IT = {
    "PR": regex.compile(
        r"(?<!\w)(?:nên|rồi|mà(?= còn| cũng| lại))\s*(?:(?:còn|lại|đã|vừa|mới|cũng|từng|vinh dự|nhiều lần)\s*)*$"
    ),
    "AUHNm": regex.compile(r"(?<!\w)(?:(?<!(?:làm|tạo|dựng|gây|trở|xây) )nên|nhưng)\s*$"),
}


def with_so(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, «nên» and «nhưng» ahead of what follows from a deed as a comma: «anh cứu nhiều người [nên] được …»."""
    told: list[Item] = []
    for item, after in zip_longest(items, items[1:]):
        so = [one for symbols, one in _BEHIND_IT.items() if item.symbol == "x" and after and after.symbol in symbols]
        found = so[0].search(text.key, item.start, item.end) if so else None
        if found is None:
            told.append(item)
            continue
        if found.start() > item.start:
            told.append(replace(item, end=found.start()))
        told.append(replace(item, symbol=",", start=found.start()))
    return told
