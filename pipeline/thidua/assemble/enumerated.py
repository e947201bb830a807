"""Which names a number or a noun stands for: «các đơn vị được tặng Cờ gồm: A, B và C», «ba công dân là A, B và C được tặng …»."""

from __future__ import annotations

import regex

from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.records import RecipientKind


def enumerated(line: Line, clause: Clause, to: list[int]) -> list[int] | None:
    """Return the names behind an unnumbered head: «cho các đơn vị: A, B và C», «các đơn vị được tặng Cờ gồm: A, B và C»."""
    if len(to) != 1 or line.items[to[0]].symbol not in "Nm" or line.items[to[0]].value.number.count is not None:
        return None
    end = clause.end
    behind = line.items[end : end + 1]
    if behind and (behind[0].symbol == "d" or _is_this_time(line, behind[0])):
        end += 1  # «các đơn vị được khen thưởng đợt này gồm …», «… năm 2021 gồm …»
        behind = line.items[end : end + 1]
    if behind and behind[0].symbol in "gl" and clause.slots.get("form", (0, 0))[0] > to[0]:
        return _names_of(line, end + 1, line.items[to[0]].value.noun.kind)
    index = to[0] + 1
    if index + 1 < len(line.items) and line.items[index].symbol == "x" and line.items[index + 1].symbol in ":g":
        index += 1
    if index >= len(line.items) or line.items[index].symbol not in ":Tgl":
        return None
    names = []
    of_units = line.items[to[0]].value.noun.kind == "tap-the"  # behind a person's name also stands where that one lives
    for position in range(index + 1, len(line.items)):
        item = line.items[position]
        if item.symbol in "UHA":
            names.append(position)
        elif of_units and _is_name_unread(line, position):
            return None
        elif item.symbol == "n" or (item.symbol == "N" and item.value.number.count is None):
            if line.items[position + 1 : position + 2] == [] or line.items[position + 1].symbol != ":":
                break  # another head of names goes on: «…; các cá nhân: C và D»
        elif item.symbol not in ",;&x:g":
            break
    return names or None


def _is_this_time(line: Line, item: Item) -> bool:
    return item.symbol == "x" and _THIS_TIME.fullmatch(line.text.key, item.start, item.end) is not None


def _is_name_unread(line: Line, index: int) -> bool:
    """Whether a member of a list is one that no rule knows, so that the names do not tell how many there are: «Phòng A, [xưởng in], Đội B»."""
    around = "".join(item.symbol for item in line.items[index - 1 : index + 3])
    if _IN_A_ROW.fullmatch(around) is None:
        return False
    return _PLURAL_HEAD.fullmatch(line.text.key, line.items[index].start, line.items[index].end) is None


_IN_A_ROW = regex.compile(r"[,;&]x[,;&][UHA]")
_THIS_TIME = regex.compile(r"(?:đợt|lần|dịp|kì) (?:này|đó|trên)\s*")
_PLURAL_HEAD = regex.compile(r"(?:các|những|cùng|cùng các|tập thể|các tập thể)\s*")


def _names_of(line: Line, start: int, kind: RecipientKind) -> list[int] | None:
    """Return the names of a kind that a list opens with; the last is none that begins the next clause.

    None where the list goes on with words that no rule knows, so that the names do not tell how many there are.
    """
    names = []
    for index in range(start, len(line.items)):
        item = line.items[index]
        if item.symbol == "x" and line.items[index - 1].symbol in ",;&:":
            if _PLURAL_HEAD.fullmatch(line.text.key, item.start, item.end) is None:
                return None
            continue
        if item.symbol in "UHA":
            if (item.value.person is not None) != (kind == "ca-nhan"):
                break
            names.append(index)
        elif item.symbol == "x" and _is_of_name(line, index):
            continue
        elif item.symbol not in ",&:" and not (item.symbol == ";" and _goes_on_with_name(line, index)):
            if item.symbol in "PRVW" and names and names[-1] == index - 1:
                names.pop()
            break
    return names or None


def _goes_on_with_name(line: Line, index: int) -> bool:
    """Whether a semicolon divides two names of a list, not two clauses: «Phòng A; Công an huyện B; Công an huyện C»."""
    following = "".join(item.symbol for item in line.items[index + 1 : index + 3])
    return following[:1] in tuple("UHA") and following[1:] in ("", ";", ",", "&")


def _is_of_name(line: Line, index: int) -> bool:
    """Whether words between a name and the next one of a list are a place of its own: «Công an tỉnh [Đồng An], Công an huyện B»."""
    item = line.items[index]
    place = line.text.text[item.start : item.end].strip()
    listed = "".join(one.symbol for one in line.items[index + 1 : index + 3])
    return listed[:1] in (",", "&") and listed[1:] in tuple("UHA") and place.istitle() and len(place.split()) < 4


_SAID_TO_BE = regex.compile(r"x?lx?(?P<n>N)x?[RP]")


def said_to_be(line: Line, clause: Clause) -> list[int] | None:
    """Return the number that names ahead are said to be: «Liên quân A, B và C là 2 đội đoạt giải Nhì»."""
    end = clause.slots["to"][1]
    found = _SAID_TO_BE.match("".join(item.symbol for item in line.items[end : end + 6]))
    named = all(item.symbol in "UHA,&;" for item in line.items[clause.slots["to"][0] : end])
    if found is None or not named or not line.items[end + found.start("n")].value.number.count:
        return None
    return [end + found.start("n")]


def head_of_names(line: Line, clause: Clause) -> list[int] | None:
    """Return the number ahead of the names that a clause speaks of: «Ba công dân là A, B và C được tặng …»."""
    index = clause.slots["to"][0]
    if any(item.symbol not in "HUA,&;" for item in line.items[index : clause.slots["to"][1]]):
        return None
    index -= 1
    while index > 0 and line.items[index].symbol in "HUAx,&;-":
        index -= 1
    if index < 1:
        return None
    if line.items[index].symbol in "Nm" and line.items[index + 1].symbol == ",":
        # «Hai giảng viên, A và B, được tặng …»
        names = sum(item.symbol in "HUA" for item in line.items[index + 1 : clause.slots["to"][1]])
        return [index] if 1 < (line.items[index].value.number.count or 0) == names else None
    if line.items[index].symbol not in "lg:":
        return None
    head = index - 1 if line.items[index - 1].symbol != "x" else index - 2
    if head < 0 or line.items[head].symbol not in "Nm":
        return None
    names = sum(item.symbol in "HUA" for item in line.items[head + 1 : clause.slots["to"][1]])
    return [head] if 1 < (line.items[head].value.number.count or 0) <= names + 1 else None
