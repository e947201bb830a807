"""Recipients that no list of names or nouns has, told by where they stand: «tặng Bằng khen cho [tổ bảo vệ rừng số 4]».

Where an award is given to somebody the words there are its recipient, whatever their name; what they begin with tells
whether that is a body, a household or one person.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.items import Entity, Item
from thidua.assemble.many import are_several
from thidua.assemble.places import place_of
from thidua.offsets import Text

_PLACE = r"(?:thôn|bản|làng|buôn|ấp|khu phố|khối phố|tổ dân phố|xóm|khóm)(?!\w)"
_BODY = (
    r"(?:nhóm|tổ(?!\s+(?:chức|quốc|trưởng|phó|viên|dân phố))|đội(?!\s+(?:ngũ|trưởng|phó|viên))|đoàn(?!\s+(?:thể|kết|viên|trưởng))|ê[ -]?kíp|kíp|ca trực|lớp"
    r"|tiểu ban|bảo vệ dân phố|câu lạc bộ|clb|htx|hợp tác xã|chi đoàn|chi hội|liên đội|hạt kiểm lâm|ban(?=\s+(?:bảo vệ|quản lý|chỉ huy|nhân dân|công tác|an ninh|giám hiệu|mặt trận|vận động|hòa giải))|trạm|trường|nhà trường"
    r"|công ty|xí nghiệp|nhà máy|bệnh viện|khoa|giáo xứ|chùa|nhà thờ|tàu|trung đoàn|tiểu đoàn|đại đội|trung đội|tiểu đội|lữ đoàn|sư đoàn|hải đội|đồn|trại)(?!\w)"
)
_KIN = r"(?:con (?:trai|gái)|vợ|chồng|em (?:trai|gái)|anh trai|chị gái|cháu (?:nội|ngoại)|bố|mẹ)(?!\w)"
_STARTS = regex.compile(
    rf"\s*(?P<from>(?:tập thể\s+)?(?:(?P<place>{_PLACE})|(?P<own>đơn vị|phòng)(?!\w)|{_BODY})"
    rf"|(?P<home>(?:hộ )?gia đình)(?!\w)|(?P<person>thuyền trưởng|tài xế|lái xe|chủ tàu)(?!\w)|(?P<kin>{_KIN}))"
)
# where the name of a recipient ends, and what is told of it begins
_STOPS = regex.compile(
    r"\s*(?<!\w)(?:(?P<why>vì|do|nhờ|bởi|về|đã|có)|đang|sẽ|vừa|cũng|còn|trong|nhân(?=\s+(?:dịp|ngày|lễ|kỷ niệm|kỉ niệm))|với|kèm|tại|ngay|khi|sau|trước|để|là|nơi|ở|này|ấy|đó|nói trên|trên đây|xuất sắc|tiêu biểu|điển hình"
    r"|đạt|lập|tham gia|trực tiếp|hoàn thành|dẫn đầu|liên tục|liên tiếp|lần lượt|luôn|từng|vinh dự|mỗi|trực thuộc|thuộc|được|phát hiện|bắt|cứu(?!\s+(?:thương|hộ|nạn|hỏa))|dũng cảm|kịp thời|làm|thực hiện)(?!\w)"
)
_AWARD = r"[FW](?:O?A(?:[,&]A)*)?[xd]{0,2}(?:P?[xd]?V[xd]?)?"  # «Bằng khen của A được trao»
_GIVEN_TO = regex.compile(rf"(?:{_AWARD}|(?P<ahead>[VM]))C$")
_GIVEN = regex.compile(r"(?<!P[xdn]?A?[xd]?)[VM][xd:]?F(?:OA)?$|(?<!P[xdn]?A?[xd]?)W$|(?<=A)[xd]?V(?P<ahead>)$")
_GIVEN_TOO = regex.compile(
    rf"(?:{_AWARD}C|(?<!P[xdn]?A?[xd]?)[VM][xd:]?F(?:OA)?|(?<!P[xdn]?A?[xd]?)W)(?P<to>[NmUHA]x?(?:[,&]{{1,2}}[NmUHA]x?)*)[,&]{{1,2}}$"
)
_SPOKEN_OF = regex.compile(r"(?:^|;)(?:[xd]{1,2}(?:P[xd]{1,2})?,)*x?$")
_FIRST = regex.compile(r"\s*(?:riêng|còn|dịp này|năm \d{4}|tập thể)\s*")
_GETS = regex.compile(
    r"(?:(?:&[xd]?|,)[NmHUA](?:[,&]{1,2}[NmHUA])*)?(?:,[xdOn]{1,3},)?(?:(?:,[xn]{1,3})?l[xdnOA]{0,6})?[xdZ]{0,3}(?:P[xd]?(?:A(?:[,&]A)*)?[xd]?[VRB]{1,2}|R)[xdhn:]{0,2}F"
)
_ENDS = regex.compile(r"[xd]{0,2}(?:[,;&:)O]|$)(?![,&]?[UHA]?[xdhn]{0,2}[PR])|[xd]{0,2}C?F")
_WITH_THEM = regex.compile(r"[xd]?(?:[PR,;]|$)")  # «ông A và [con trai] được …»
_AWARD_BEHIND = regex.compile(r"[xd]?[FQ]")
# symbols ahead of words and behind them that tell whether a recipient stands there: a longer list is none that people write
_REACH, _BEHIND = 200, 60


def with_unlisted(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, words in the place of a recipient as the recipient that they name."""
    told: list[Item] = []
    index = 0
    while index < len(items):
        if (
            told
            and told[-1].symbol == "U"
            and items[index].symbol == "x"
            and _is_its_level(text, told[-1], items[index])
        ):
            told[-1] = replace(told[-1], end=items[index].end)
            index += 1
            continue
        found = _recipient(text, items, index, told) if items[index].symbol in "nx" else None
        if found is None:
            told.append(items[index])
            index += 1
        else:
            made, index = found
            told += made
    return told


def _is_its_level(text: Text, body: Item, words: Item) -> bool:
    """Whether words only end a body's name: «Bệnh viện Đa khoa [tỉnh]»."""
    return not _parted(text, body, words) and _LEVEL.fullmatch(text.key, words.start, words.end) is not None


_LEVEL = regex.compile(r"\s*(?:tỉnh|huyện|thành phố|quận|thị xã|khu vực)\s*")


def _recipient(text: Text, items: list[Item], index: int, told: list[Item]) -> tuple[list[Item], int] | None:
    """Return the items for words that name a recipient, and the index of what follows; None where they do not.

    `told` are the items ahead, those that named a recipient as such.
    """
    first = items[index]
    starts = _STARTS.match(text.key, first.start)
    if starts is None or (first.symbol == "n" and (first.value.named or first.value.luot)):
        return None
    start, last = starts.start("from"), _last_word(text, items, index)
    stop = _STOPS.search(text.key, starts.end(), items[last].end)
    end = start + len(text.key[start : stop.start() if stop is not None else items[last].end].rstrip(" ."))
    named = bool(text.key[starts.end() : end].strip())
    behind = "".join(item.symbol for item in items[last + 1 : last + 1 + _BEHIND])
    if stop is not None:
        behind = "" if stop["why"] else "x" + behind  # «cho nhóm thợ hàn [đã cứu hai cháu nhỏ]»: told of them
    if are_several(text, start) or not _stands_there(text, starts, told, behind, named=named):
        return None
    left = [Item("x", end, items[last].end)] if text.key[end : items[last].end].strip(" .") else []
    return [_named(text, starts, Item("x", start, end, None, first.mentions), named=named), *left], last + 1


def _named(text: Text, starts: regex.Match[str], words: Item, *, named: bool) -> Item:
    """Return words as the recipient that they name: a household or somebody, else a body, one that was told before if it has no name."""
    if starts["home"] or starts["person"] or starts["kin"]:
        person = text.text[words.start : words.end]
        return replace(words, symbol="H", value=Entity(person=person, household=bool(starts["home"])))
    body = replace(words, symbol="U", value=Entity(generic=True))
    return replace(body, value=Entity(place=place_of(text, body))) if named else body


def _stands_there(text: Text, starts: regex.Match[str], told: list[Item], behind: str, *, named: bool) -> bool:
    """Whether a recipient stands between those ahead and these symbols: behind «cho» or a given award, ahead of it, or of «được tặng»."""
    ahead = "".join(item.symbol for item in told[-_REACH:])
    if starts["kin"]:
        return ahead.endswith("H&") and _WITH_THEM.match(behind) is not None and not named
    if told and told[-1].symbol == "x" and not _FIRST.fullmatch(text.key, told[-1].start, told[-1].end):
        return False
    if starts["own"] and (named or not behind.startswith("&")):
        return False  # «đơn vị và 3 cán bộ được tặng …»
    if starts["place"] and not named:
        return False
    if (starts["home"] or starts["person"]) and (named or not _ENDS.match(behind)):
        return False
    given = _GIVEN_TO.search(ahead) or _GIVEN.search(ahead)
    if given is not None:
        return (_AWARD_BEHIND if given["ahead"] is not None else _ENDS).match(behind) is not None
    if (others := _GIVEN_TOO.search(ahead)) is not None:
        # «cho anh A, [buôn B], người đã …» lives there
        another = named and "H" not in others["to"] and _is_no_place_of(text, starts, told)
        return _ENDS.match(behind) is not None and (ahead.endswith("&") or another)
    opens = len(told) < _REACH and _SPOKEN_OF.search(ahead) is not None
    return opens and _GETS.match(behind) is not None


def _is_no_place_of(text: Text, starts: regex.Match[str], told: list[Item]) -> bool:
    """Whether a hamlet behind a comma is not where the body ahead of it is: «Ban bảo vệ dân phố phường A, [tổ dân phố 14]» are two,
    «Đội dân phòng khu phố 5, [thôn B]» is one."""
    if starts["place"] is None:
        return True
    body = told[-2] if len(told) > 1 else None
    if body is None or body.symbol not in "UA":
        return False
    return (
        text.key.startswith(starts["place"], body.start) or _LARGER.search(text.key, body.start, body.end) is not None
    )


_LARGER = regex.compile(r"(?<!\w)(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)(?!\w)")
_OF_ANOTHER = regex.compile(r"O[xnUA]")


def _last_word(text: Text, items: list[Item], index: int) -> int:
    """Return the index of the last item of a name: «tổ Toán - Tin», «chi đoàn của đội», where no mark stands between."""
    last = index
    while last + 1 < len(items) and items[last + 1].symbol in "xn" and not _parted(text, items[last], items[last + 1]):
        last += 1
    behind = "".join(item.symbol for item in items[last + 1 : last + 3])
    if behind == "-x" and items[last].symbol == "x":
        return last + 2
    if _OF_ANOTHER.fullmatch(behind) and text.key[items[last + 1].start : items[last + 1].end] == "của":
        return last + 2
    return last


def _parted(text: Text, one: Item, other: Item) -> bool:
    """Whether something stands between two items that is no space."""
    return bool(text.key[one.end : other.start].strip())
