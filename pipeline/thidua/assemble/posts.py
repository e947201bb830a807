"""A person with the post that follows the name: «Đại tá A, Phó Bí thư Đảng ủy, Giám đốc Công an tỉnh»."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.items import Item, OfficeOf
from thidua.offsets import Text, fold


def adjacent_name(text: Text, items: list[Item], index: int) -> Item | None:
    if index + 1 >= len(items) or items[index + 1].symbol != "H":
        return None
    item, after = items[index], items[index + 1]
    gap = text.key[item.end : after.start].strip()
    if gap == "," and index and items[index - 1].symbol == "D":
        return None  # «thừa ủy quyền của Bộ trưởng, Đại tá A trao»
    if (
        gap == ","
        and index
        and items[index - 1].symbol == "O"
        and index + 2 < len(items)
        and items[index + 2].symbol in "PR"
    ):
        return None  # «được tặng Huân chương của Chủ tịch nước, Đại úy A được tặng …»
    return (
        after
        if gap in ("", ",", "-", "đồng chí", "là")
        and item.value.office
        and item.value.person is None
        and (gap != "," or after.value.rank)
        else None
    )


def person_with_post(text: Text, items: list[Item], index: int, office_of: OfficeOf) -> tuple[Item, int]:
    """Return a person with the post that follows: «Đại tá A, Phó Bí thư Đảng ủy, Giám đốc Công an tỉnh»."""
    item = items[index]
    end, code, office, mentions = item.end, None, False, item.mentions
    owner: tuple[int, int] | None = None
    first = last = _behind_age(items, index)
    end = items[first].end
    while last + 1 < len(items):
        after = items[last + 1]
        gap = text.key[end : after.start]
        beneath = items[last].symbol == "U" and items[last].value.level in _INSIDE
        if gap.rstrip().endswith(",") and gives_next(text, items, index, last + 1):
            break
        if (
            after.symbol in "AU"
            and last > first
            and gap.strip() == ","
            and not beneath
            and _is_subject(items, last + 1)
        ):
            break
        if after.symbol in "AU" and after.value.person is None and _is_post_gap(gap, first=last == first):
            # «Lò Văn Ban (Công an huyện X)» only serves there
            serves = gap.strip() == "(" and item.value.rank is None and not after.value.office
            if not serves and (code is None or after.value.office):
                code, office = after.value.code, True
            end, mentions = after.end, mentions + after.mentions
            owner = (after.start, after.end)
            last += 1
        elif (
            after.symbol == "n"
            and not text.key.startswith("tập thể", after.start)
            and _is_post_gap(gap, first=last == first)
            and last + 2 < len(items)
            and items[last + 2].symbol in "AU"
            and _POST_WORDS.fullmatch(text.key, after.end, items[last + 2].start)
        ):
            end = after.end
            last += 1
        else:
            break
    if last == first:
        last, end = index, item.end
        code = office_of(fold(item.value.person))
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
    person = replace(
        item.value, code=code, office=office, owner=owner, place=(item.end, end) if end > item.end else None
    )
    return Item(symbol, item.start, end, person, mentions), last


def _behind_age(items: list[Item], index: int) -> int:
    """Return where what tells a person's age or home ends, ahead of the post: «Lò Văn A, sinh năm 1985, cán bộ Công an xã B»."""
    after = items[index + 1] if index + 1 < len(items) else None
    told = after is not None and after.symbol == "~" and after.mentions[0].rule == "marker.who-somebody-is"
    return index + 1 if told else index


def gives_next(text: Text, items: list[Item], index: int, other: int) -> bool:
    """Whether a body behind one who receives opens a clause of its own: «cho Phòng Tham mưu, Công an tỉnh tặng Giấy khen cho …»."""
    before = index - 1
    while before >= 0 and items[before].symbol in "UHANmn&#~":
        before -= 1
    if items[other].symbol == "A" and adjacent_name(text, items, other) is not None:
        other += 1
    verb = next((item for item in items[other + 1 : other + 4] if item.symbol in "VMW;"), None)
    verb = None if verb is not None and verb.symbol == ";" else verb
    if before < 0 or items[before].symbol not in "COVFW" or verb is None:
        return False
    if ";" in text.key[items[before].end : items[before + 1].start]:
        return False  # «… trao; Cục Y tế, Bộ Công an tặng Giấy khen»: one body
    return _ADVERBS.fullmatch(text.key, items[other].end, verb.start) is not None


_ADVERBS = regex.compile(r"\s*(?:(?:đã|vừa|cũng|còn|sẽ|tiếp tục|(?:có |ký )?quyết định|xét)\s+){0,3}")
_INSIDE = ("phong", "doi")  # what stands in another body: «Phó Trưởng phòng PC02, Công an tỉnh đón nhận …»


def _is_subject(items: list[Item], index: int) -> bool:
    """Whether a body without an office opens a clause of its own: «Theo ông A, Phó Chủ tịch tỉnh, Công an tỉnh được …»."""
    item = items[index]
    return not item.value.office and index + 1 < len(items) and items[index + 1].symbol in "PR"


_POST_WORDS = regex.compile(
    r"\s*(?:[,(]|\s[-–—]\s|[-–—])?\s*(?:(?:nguyên|quyền|hiện|là|kiêm|và|phó|trưởng|đội|cán bộ|giám thị|phụ trách|điều tra viên|chỉ huy|chính ủy|chính trị viên|tư lệnh|cục|phòng|"
    r"đồng chí|bí thư|đảng ủy|ủy viên|ban thường vụ|tỉnh ủy|trung tá|hiệu trưởng|viện|chánh|văn phòng|công tác|nghĩa vụ|thuộc|tại|ở|của|đội trưởng|trưởng phòng|phó trưởng phòng|người|thủ trưởng|cơ quan|csđt|tiểu đoàn|trung đoàn|đại đội|"
    r"kíp|ca|trạm|đồn|nhân viên|học viên|chiến sĩ|thư kí|thành viên|trực ban|đương nhiệm|bác sĩ|y sĩ|y tá|điều dưỡng|(?:nữ )?hộ sinh|kế toán|hđqt|hội đồng|quản trị|tổng|điều hành|công nhân|giáo viên|học sinh|sinh viên|lớp \d+\w*|bộ đội|biên phòng|hội|đoàn|chủ tịch|giám đốc)[\s,]*){0,14}"
)


_POST = (
    r"giám thị|(?:tiểu|trung|đại) đoàn (?:trưởng|phó)|(?:tiểu|trung|đại) đội trưởng|chính trị viên(?: phó)?|chính ủy|đội (?:trưởng|phó)|trưởng phòng|"
    r"trưởng công an xã|trưởng (?:đồn|trạm|ban|khoa)|trạm trưởng|cán bộ|chiến sĩ|(?:điều tra|kiểm soát|giảng|học|phóng) viên|giám đốc|bí thư|"
    r"(?:viện|hiệu|cục) trưởng|chánh (?:thanh tra|văn phòng)|chỉ huy trưởng|tư lệnh|ủy viên|trợ l[íý]|thư k[íý]|kế toán|bác sĩ|quản giáo|trinh sát|"
    r"cảnh sát khu vực|phụ trách|tổng biên tập|nghỉ hưu"
)
_AFTER_POST = r"(?:và|nhận|được|đã|vì|cùng|trao|tặng|vinh dự|đón nhận|vừa|cũng|lần lượt|là)(?!\w)"
_BARE_POST = regex.compile(
    rf"\s*(?:,|[-–—])\s*(?:nguyên\s+)?(?:phó\s+)?(?:{_POST})(?:\s+(?!{_AFTER_POST})[\p{{L}}\d]+){{0,6}}(?=\s*(?:[,;.]|$)|\s+{_AFTER_POST})"
)


_CODE_IN_BRACKETS = regex.compile(r"\([\p{L}\d&. -]{1,14}\)")


def _is_post_gap(gap: str, *, first: bool) -> bool:
    """Whether what stands between a name and a body is a post, and not a verb or the next recipient."""
    gap = _CODE_IN_BRACKETS.sub("", gap)
    if not _POST_WORDS.fullmatch(gap):
        return False
    stripped = gap.strip()
    if first:
        return stripped not in ("và", "")
    return not stripped.endswith("và") and not stripped.startswith("và")
