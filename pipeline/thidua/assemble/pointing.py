"""Nouns that point back to somebody or to a unit named before: «đơn vị được tặng …», «gia đình bà», «đại úy Hào»."""

from __future__ import annotations

import regex

from thidua.assemble.items import Item
from thidua.offsets import Text
from thidua.ranks import EXPRESSION

GENERIC = regex.compile(
    r"(?:đơn vị|lực lượng|bộ chỉ huy|bộ tư lệnh|ban chuyên án|tổ công tác|tổ tuần tra(?: kiểm soát)?|trại giam|trại tạm giam|trại|nhà trường|chi đoàn|trung đoàn|tiểu đoàn|đội tuyển|đảng bộ|chi bộ|phòng|đội|cục|xí nghiệp|trạm|đồn|học viện|trường|công ty|câu lạc bộ|nhóm nghiên cứu|nhóm tác giả)(?!\w)"
)


REPRESENTING = regex.compile(r"(?<!\w)đại diện\s+$")  # the family receives what somebody dead or absent got


def called_by_rank(text: Text, before: list[Item], item: Item) -> regex.Match[str] | None:
    """Match the rank and given name of a recipient: «gửi thư khen đại úy Hào»."""
    if not before or text.key[before[-1].end : item.start].strip():
        return None
    listed = "".join(one.symbol for one in before[-6:])
    if listed[-1] not in "FCVW" and _IN_LIST.search(listed) is None:
        return None
    return _RANK_AND_NAME.match(text.cased, item.start)


_IN_LIST = regex.compile(r"C[UHA](?:,[UHA])*&$")  # «cho Công an xã A và đại úy Hào»
_RANK_AND_NAME = regex.compile(rf"(?P<rank>(?i:{EXPRESSION}))\s(?P<name>\p{{Lu}}\p{{Ll}}+)(?!\s+\p{{Lu}}|\p{{L}})")


# «95% đơn vị đạt danh hiệu …», «phần lớn cán bộ Công an huyện được tặng …»: nobody can tell how many
SHARE = regex.compile(r"%\s*(?:(?:tổng )?số\s+|các\s+)?$|(?<!\w)(?:đa số|phần lớn|hầu hết)\s*(?:các\s+)?$")


_OPENS_ONLY = regex.compile(r"(?:trường|công ty)(?!\w)")


def is_somebodys(text: Text, items: list[Item], index: int) -> bool:
    """Whether a family is that of somebody whom a pronoun names: «gia đình bà»."""
    if index + 1 >= len(items) or items[index + 1].symbol != "n" or items[index + 1].value.kind != "ca-nhan":
        return False
    whose = items[index + 1]
    at_once = not text.key[items[index].end : whose.start].strip()
    pointed = whose.value.named or text.key[whose.start : whose.end] in _PRONOUNS
    return at_once and pointed and REPRESENTING.search(text.key, 0, items[index].start) is None


_PRONOUNS = ("anh", "chị", "ông", "bà", "cô")


def is_he(text: Text, items: list[Item], index: int) -> bool:
    """Whether «đồng chí» between a verb and an award is one who was named before: «truy tặng đồng chí Huân chương …»."""
    around = items[index - 1 : index + 2] if index else []
    return [item.symbol for item in around] == ["V", "n", "F"] and text.key[items[index].start : items[index].end] in (
        "đồng chí",
        "chị",
        "em",
        "cháu",
    )


_ENDS = regex.compile(r"\s*(?:[.,;:()]|$|(?:và|cùng|vì|do|đã|có|về|với|số|trong|tại|nhân|kịp thời|\d+)(?!\w))")


_DOES_WELL = regex.compile(r"\s[^,;.:()]{3,70},\s*")  # «Đơn vị [nhiều năm liền hoàn thành xuất sắc nhiệm vụ,] được …»
_OTHERS = regex.compile(r"(?<!\w)(?:khác|cùng) $")  # «hai ông cùng tuổi, khác đơn vị lại có …»
_HAS_AWARD = regex.compile(r"L?hF")  # «đơn vị lần lượt có Huân chương …»


def points_back(text: Text, items: list[Item], index: int) -> bool:
    """Whether a bare noun stands for one unit that was named before: «đơn vị được tặng …», «tặng … cho ban chuyên án»."""
    item = items[index]
    if not GENERIC.fullmatch(text.key, item.start, item.end) or (
        index + 1 < len(items)
        and items[index + 1].symbol in "AU"
        and not text.key[item.end : items[index + 1].start].strip()
    ):
        return False
    if SHARE.search(text.key, max(0, item.start - 12), item.start) or _OTHERS.search(text.key, 0, item.start):
        return False
    if _OPENS_ONLY.match(text.key, item.start) and text.key[: item.start].rstrip()[-1:] not in ("", *",;:.("):
        return False  # «mỗi trường được …», «mới ra trường»
    after = items[index + 1] if index + 1 < len(items) else None
    if text.key.startswith("lực lượng", item.start) and (after is None or after.symbol not in "PRKF"):
        return False  # «biểu dương lực lượng chức năng»: nobody in particular
    follows = bool(index) and not text.key[items[index - 1].end : item.start].strip()
    if follows and items[index - 1].symbol in "Nm":
        return False  # «hai cán bộ trạm CSGT»
    if follows and items[index - 1].symbol == "W" and not _ENDS.match(text.key, item.end):
        return False  # «biểu dương phòng cảnh sát điều tra …»: a name in small letters
    if follows and (
        items[index - 1].symbol in "CWD"
        or (items[index - 1].symbol == "V" and after is not None and after.symbol in "FQ")
        or ([one.symbol for one in items[index - 2 : index]] == ["F", "V"] and _ENDS.match(text.key, item.end))
    ):
        return True
    opens = text.key[: item.start].rstrip()[-1:] in ("", *",;.")
    if opens and after is not None and after.symbol == "P" and _DOES_WELL.fullmatch(text.key, item.end, after.start):
        return True
    return (
        after is not None
        and (
            after.symbol in "PRKZ"
            or _HAS_AWARD.match("".join(one.symbol for one in items[index + 1 : index + 4])) is not None
        )
        and item.end - item.start + after.start - item.end < 30
        and text.key[item.end : after.start].count(" ") <= 4
    )
