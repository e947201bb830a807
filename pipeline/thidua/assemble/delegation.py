"""For whom somebody acts: «thừa ủy quyền của Chủ tịch nước», «thay mặt Đảng, Nhà nước», «theo quyết định của Bộ trưởng»."""

from __future__ import annotations

import regex

from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.assemble.orders import DECISION


def decision_of(line: Line, start: int, end: int) -> tuple[Item, ...]:
    """Return whose decision a sentence reports: «Theo quyết định của UBND tỉnh, 2 cá nhân được công nhận …»."""
    for index in range(start, end):
        item = line.items[index]
        if item.symbol == "A" and DECISION.search(line.text.key, 0, item.start):
            return (item, *_joined_with(line, index, end))
    return ()


def _joined_with(line: Line, first: int, end: int) -> tuple[Item, ...]:
    """Return the bodies that go on with a list which «và» closes: «quyết định của Bộ trưởng, Cục trưởng và Giám đốc …»."""
    found = []
    for index in range(first + 1, end - 1, 2):
        joint, item = line.items[index], line.items[index + 1]
        if joint.symbol not in ",&" or item.symbol != "A":
            break
        found.append(item)
        if joint.symbol == "&":
            return tuple(found)
    # «Theo quyết định của Bộ trưởng, Giám đốc Công an tỉnh trao …» names who hands over; «công bố quyết định của A, B» does not
    return tuple(found) if _ANNOUNCED.search(line.text.key, 0, line.items[first].start) else ()


_ANNOUNCED = regex.compile(r"(?<!\w)(?:công bố|đọc|trao)\s(?:[^.]*[;,] )?(?:các\s+)?quyết định của\s*$")


def _is_state(line: Line, item: Item) -> bool:
    """Whether a body goes on behind a comma with those acted for: «thay mặt Đảng, Nhà nước»; any other one is who acts."""
    return item.value.code in ("dang", "chu-tich-nuoc") or line.text.key.startswith("nhà nước", item.start)


_OF_THE_MINISTRY = "đảng ủy công an trung ương"
_COMMITTEES = ("tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy")


def _is_committee(line: Line, index: int) -> bool:
    """Whether a body is a committee of the Party, which the body beside it goes on with: «thay mặt Huyện ủy, UBND huyện»."""
    return line.text.key.startswith(_COMMITTEES, line.items[index].start)


def delegators(line: Line, start: int, end: int) -> tuple[Item, ...]:
    """Return the grantors in a slot; where somebody acts for another («thừa ủy quyền của»), only that other."""
    found = [index for index in range(start, end) if line.items[index].symbol == "A"]
    delegated: list[int] = []
    for index in found:
        joined = (
            bool(delegated)
            and index - delegated[-1] == 2
            and not line.items[index].value.office
            and (
                line.items[index - 1].symbol == "&"
                or _is_state(line, line.items[index])
                or _is_committee(line, delegated[-1])
            )
        )
        if joined or (index and line.items[index - 1].symbol == "D"):
            delegated.append(index)
    if len(delegated) > 1 and line.text.key.startswith(_OF_THE_MINISTRY, line.items[delegated[0]].start):
        delegated = delegated[
            1:
        ]  # the Ministry's own committee: «Thay mặt Đảng ủy Công an Trung ương, lãnh đạo Bộ Công an»
    if delegated and line.items[found[-1]].value.code == "chu-tich-nuoc":
        return (line.items[found[-1]],)  # «Thay mặt Đảng, Nhà nước, Chủ tịch nước trao Huân chương …»: he grants it
    if not delegated and found and [item.symbol for item in line.items[max(0, found[0] - 2) : found[0]]] == ["D", ","]:
        return ()  # «Thừa ủy quyền, Phó Giám đốc Công an tỉnh trao …»: of whom, another sentence tells
    return tuple(line.items[index] for index in delegated or found)


def principal(line: Line, clause: Clause, previous_end: int) -> tuple[Item, ...]:
    """Return in whose name the verb's subject acts: «Thừa ủy quyền của Chủ tịch nước, ông cùng Ban Giám đốc trao»."""
    for index in range(clause.start - 1, previous_end - 1, -1):
        if line.items[index].symbol in ";VMWFQRP":
            return ()
        if line.items[index].symbol == "D":
            ahead = line.items[max(0, index - 2) : index]
            if [item.symbol for item in ahead] == ["P", "A"]:
                return (ahead[1],)  # «được Chủ tịch nước ủy quyền, ông trao»
            return delegators(line, index + 1, clause.start)
    return ()


def delegating(line: Line, start: int, end: int) -> tuple[Item, ...]:
    """Return for whom a person acts who can grant nothing: «thừa ủy quyền của Chủ tịch nước, sáng 8-1, ông A trao …»."""
    return next(
        (delegators(line, index + 1, end) for index in range(start, end) if line.items[index].symbol == "D"), ()
    )
