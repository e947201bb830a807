"""Who stands in a list of recipients and is none: «kết nạp 12 đảng viên, 5 tập thể và 7 cá nhân được tặng …»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from thidua.assemble.ahead import ADVERBIALS
from thidua.assemble.items import Line, says_so


def only_recipients(line: Line, indexes: Sequence[int], *, of_passive: bool) -> list[int]:
    """Return the places of those rewarded among the items of a list, which may have caught others on its way."""
    if of_passive and CAME.match(line.text.key):
        indexes = indexes[-1:]  # «Dự lễ có lãnh đạo Công an các xã cùng 12 gia đình được tuyên dương»
    own = _behind_others(line, indexes, of_passive)
    own = _without_posts(line, _before_another_clause(line, own))
    own = [index for index in own if not says_so(line, index) and not _is_other(line, index)]
    numbers = [index for index in own if line.items[index].symbol in "Nm"]
    again = {index for first, index in pairwise(numbers) if _is_all_of_them(line, first, index)}
    return [index for index in own if index not in again]


def _without_posts(line: Line, indexes: list[int]) -> list[int]:
    """Return a list of people without the bodies of their posts: «ông A, Sĩ quan liên lạc, Văn phòng B; bà C, Tùy viên, Bộ D»."""
    entries: list[list[int]] = [[]]
    for index in range(indexes[0], indexes[-1] + 1) if indexes else ():
        if line.items[index].symbol == ";":
            entries.append([])
        elif index in indexes:
            entries[-1].append(index)
    people = [entry[0] for entry in entries if entry and line.items[entry[0]].symbol == "H"]
    if len(entries) < 2 or len(people) < len(entries):
        return indexes
    posts = (index for entry in entries for index in entry[1:] if line.items[index].symbol in "UA")
    of_post = {index for index in posts if line.items[index - 1].symbol == ","}
    return [index for index in indexes if index not in of_post]


_ALL_OF = regex.compile(r"(?<!\w)cả\s+$")


def _is_all_of_them(line: Line, first: int, index: int) -> bool:
    """Whether a number says again how many they are: «chín người, cả chín đều được khen»."""
    one, again = line.items[first], line.items[index]
    if one.value.number.count != again.value.number.count:
        return False
    said = line.text.key.startswith("cả ", again.start)
    return said or _ALL_OF.search(line.text.key, one.end, again.start) is not None


# those left whom nobody counts: «…, số còn lại được tặng Giấy khen»
THE_REST = regex.compile(r"\s*(?:và\s+)?(?:số|phần|những|các)?\s*(?:người\s+)?còn lại(?!\w)")

# a sentence that tells who took part
CAME = regex.compile(
    ADVERBIALS
    + r"(?:(?:cùng )?(?:đến|tới|về|tham)?\s?dự(?: (?:lễ|buổi lễ|hội nghị|chương trình))?|(?:tham gia|góp mặt)(?: (?:hội (?:thi|diễn|thao|nghị)|chương trình|liên hoan|giải))?)(?: có| gồm|,|:)"
)


def does_something_else(line: Line, start: int, end: int) -> bool:
    """Whether a verb between two offsets tells something else of those counted: «1 cán bộ hy sinh»."""
    return _OWN_VERB.fullmatch(line.text.key, start, end) is not None


_OWN_VERB = regex.compile(
    r"\s*(?:đã\s+)?(?:tham gia|tham dự|dự thi|đăng ký|hưởng ứng|theo dõi|nhiễm|mắc|bị|h[iy] sinh|tử vong|thiệt mạng|mất tích|nghỉ hưu|"
    r"hoàn thành|dẫn đầu|xếp loại(?! \"?(?:danh hiệu|đơn vị (?:quyết|tiên)|chiến sĩ))|(?:được )?(?:kết nạp|thăng|bổ nhiệm|luân chuyển|điều động)|tốt nghiệp|trúng tuyển|(?:thi )?(?:đỗ|đậu)|nhập học|xuất ngũ|giao nộp|đầu thú|"
    r"chưa hoàn thành|ký cam kết|đạt chuẩn|vi phạm)(?!\w)[^,;]{0,60}"
)


def _has_own_verb(line: Line, index: int) -> bool:
    """Whether a number ahead of a comma has a verb of its own: «3.456 lượt người tham gia, 45 tập thể được khen thưởng»."""
    behind = line.items[index + 1 : index + 5]
    comma = next((place for place, item in enumerate(behind) if item.symbol in ",;"), None)
    if comma is None or all(item.symbol not in "Nm" for item in behind[comma + 1 :][:2]):
        return False
    return _is_below(line, index, behind[comma].start) or does_something_else(
        line, line.items[index].end, behind[comma].start
    )


_BELOW = regex.compile(r"\s*trực thuộc\s*")


def _is_below(line: Line, index: int, end: int) -> bool:
    """Whether a force only has those units: «Công an tỉnh có 25 đơn vị trực thuộc, …»."""
    ahead = [item.symbol for item in line.items[max(0, index - 2) : index]]
    return ahead in (["U", "h"], ["A", "h"]) and _BELOW.fullmatch(line.text.key, line.items[index].end, end) is not None


def _is_told_twice(line: Line, index: int) -> bool:
    """Whether the next number counts the same: «có 24 mô hình, 5 mô hình được biểu dương»."""
    after = line.items[index + 1 : index + 3]
    if [item.symbol for item in after] not in ([",", "N"], [",", "m"]):
        return False
    if any(item.symbol == "L" for item in line.items):
        return False  # «lần lượt cho 2 tập thể, 6 tập thể và 15 cá nhân»
    one, other = (line.text.key[item.value.noun_start : item.end] for item in (line.items[index], after[1]))
    return one == other


_ATTENDED = regex.compile(r"(?<!\w)(?:dự|tham dự)\s+(?:hội nghị|đại hội|lễ|buổi lễ|chương trình)\s[^,.;]{0,60}$")


def _is_of_a_meeting(line: Line, index: int) -> bool:
    """Whether a body is in the name of a meeting that somebody attended, who goes on behind a comma: «dự Hội nghị … Công an xã, được tặng …»."""
    item = line.items[index]
    if item.symbol not in "UA" or _ATTENDED.search(line.text.key, max(0, item.start - 90), item.start) is None:
        return False
    behind = [one.symbol for one in line.items[index + 1 : index + 4] if one.symbol not in "xdn"]
    return behind[:2] == [",", "P"]


_PLACED = regex.compile(r"(?<!\w)(?:tại|ở)\s*$")
_HELD_AT = regex.compile(r"(?<!\w)(?:tại|ở)\s+(?:hội trường\s+|trụ sở\s+|sân\s+|khuôn viên\s+)?$")


def _stands_before(line: Line, word: str, start: int) -> bool:
    """Whether a context word of a kind stands directly before an offset."""
    told = line.context[word].finditer(line.text.key, max(0, start - 12), start)
    return any(not line.text.key[match.end() : start].strip() for match in told)


def _is_other(line: Line, index: int) -> bool:
    """Whether an item judges the contest, says where somebody or something is, or whom those rewarded saved: «cứu 42 người»."""
    item = line.items[index]
    if item.symbol not in "Nm":
        held = item.symbol in "AU" and _HELD_AT.search(line.text.key, max(0, item.start - 30), item.start) is not None
        held = held or _is_of_a_meeting(line, index)
        return held or line.context["jury"].match(line.text.key, item.start) is not None
    if _is_told_twice(line, index):
        return True
    if _stands_before(line, "saved", item.start):
        return True
    ahead = "".join(one.symbol for one in line.items[max(0, index - 2) : index])
    if ahead in (",x", "&x", ";x") and _stands_before(line, "governs", item.start):
        return True  # «khen thưởng 5 tập thể, đồng thời kiểm điểm 3 đơn vị»
    return (
        item.value.number.count == 1 and _PLACED.search(line.text.key, max(0, item.start - 6), item.start) is not None
    )


def _behind_others(line: Line, indexes: Sequence[int], of_passive: bool) -> list[int]:
    """Return the rest of a list behind those whom another verb rules: «thu hút 12 cơ quan, 45 đơn vị tham gia, 5 tập thể được …»."""
    if not of_passive:
        return list(indexes)
    numbers = [index for index in indexes if line.items[index].symbol in "Nm"]
    within = bool(numbers) and _WITHIN.search(line.text.key, 0, line.items[numbers[0]].start) is not None
    if within and numbers[0] != indexes[-1] and not _BOTH_KINDS.match(line.text.key, _noun_at(line, numbers[0])):
        return [
            index for index in indexes if index > numbers[0]
        ]  # «Trong 6 người, ông A được tặng …», «Ngoài 5 người kể trên, 9 hộ được …»
    with_verb = [index for index in numbers if _has_own_verb(line, index)]
    if with_verb:
        return [index for index in indexes if index > with_verb[-1]]
    if len(numbers) < 2 or numbers[0] != indexes[0]:
        return list(indexes)
    first = next((index for index in numbers[1:] if _is_collective(line, index)), None)
    if _is_governed(line, numbers[0]):
        return [index for index in indexes if index >= (first or numbers[1])]
    if _PLAIN.match(line.text.key, _noun_at(line, numbers[0])):
        return list(indexes)
    if _is_with(line, numbers[0]):
        return [index for index in indexes if index >= (first or numbers[1])]  # «tuyên truyền cho 3.200 học sinh, …»
    if first is not None and line.items[numbers[0]].value.noun.kind == "ca-nhan":
        return [index for index in indexes if index >= first]  # «32 tổ với 1.245 thành viên, 5 tập thể và …»
    return list(indexes)


_WITHIN = regex.compile(r"(?:^|[.,;:]\s*)(?:trong|ngoài)\s+$")
_BOTH_KINDS = regex.compile(
    r"(?:lượt )?tập thể\s*(?:,|và)\s*[\d.]+ (?:lượt )?cá nhân"
)  # «Ngoài 214 lượt tập thể, 1.035 lượt cá nhân»
_WITH = regex.compile(r"(?<!\w)(?<!đối )(?:với|cho)\s+$")
_PLAIN = regex.compile(r"(?:lượt )?(?:tập thể|đơn vị|cá nhân|đồng chí|cán bộ|cbcs|chiến sĩ)(?!\w)")


def _is_with(line: Line, index: int) -> bool:
    start = line.items[index].start
    return _WITH.search(line.text.key, max(0, start - 10), start) is not None


def _is_governed(line: Line, index: int) -> bool:
    """Whether a verb of something else stands directly before a number: «giúp đỡ 30 hộ gia đình, …»."""
    start = line.items[index].start
    found = line.context["governs"].finditer(line.text.key, max(0, start - 30), start)
    return any(not line.text.key[match.end() : start].strip() for match in found)


_COLLECTIVE = regex.compile(r"(?:lượt )?(?:tập thể|đơn vị)(?!\w)")


def _is_collective(line: Line, index: int) -> bool:
    return _COLLECTIVE.match(line.text.key, _noun_at(line, index)) is not None


def _noun_at(line: Line, index: int) -> int:
    start: int = line.items[index].value.noun_start
    return start


def _before_another_clause(line: Line, indexes: Sequence[int]) -> list[int]:
    """Return the beginning of a list up to where something else is told: «cho 5 cá nhân, xử lý 3 cán bộ vi phạm»."""
    for index in indexes[1:]:
        symbol = line.items[index].symbol
        if (symbol in "Nm" and _is_of_another_clause(line, index)) or (symbol in "UA" and _does_more(line, index)):
            return [other for other in indexes if other < index]
    return list(indexes)


def _does_more(line: Line, index: int) -> bool:
    """Whether a body behind a semicolon is what another clause speaks of: «trao Bằng khen cho anh A; UBND xã hỗ trợ anh 3 triệu»."""
    behind = line.items[index + 1 : index + 2]
    if line.items[index - 1].symbol != ";" or not behind or behind[0].symbol != "x":
        return False
    return _HELPS.match(line.text.key, behind[0].start) is not None


_HELPS = regex.compile(
    r"(?:(?:đã|cũng|còn|thì|vừa|sẽ)\s+)*(?:hỗ trợ|thưởng|tặng|thăm|động viên|chúc mừng|trao|ủng hộ|giúp|vận động|tổ chức|đề nghị|thông tin|cho biết)(?!\w)"
)


def _is_of_another_clause(line: Line, index: int) -> bool:
    words, mark = line.items[index - 1], line.items[index - 2]
    if words.symbol != "x" or mark.symbol not in ",&;":
        return False
    return line.context["joins"].search(line.text.key, words.start, words.end) is None
