"""What is told of a deed and not of its award: «Công an xã [không để xảy ra trọng án], [đề xuất nhiều giải pháp] nên được tặng …»."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

import regex

from thidua.assemble.items import Item
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
    "P": regex.compile(r"(?<!\w)nên\s*(?:(?:đã|vừa|mới|cũng|từng|vinh dự|nhiều lần)\s*)*$"),
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
