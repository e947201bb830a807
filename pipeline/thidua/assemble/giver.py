"""Who grants as the subject of the verb: which body left of it gives, and which is only visited, rewarded or asked."""

from __future__ import annotations

import regex

from thidua.assemble.delegation import delegating, delegators, principal
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line, says_so

_SKIPPED = frozenset("xdhnlm,&:-VMZSBDLTEWUKg")


def subject_of(line: Line, clause: Clause, previous_end: int) -> tuple[Item, ...] | None:
    """Return the grantors that the verb's subject names, looking left; None where there is none in reach."""
    if acting_for := principal(line, clause, previous_end):
        return acting_for
    index = clause.start - 1
    first = previous_end
    candidates: list[int] = []
    while index >= first:
        symbol = line.items[index].symbol
        if symbol == ";" and not candidates and _reaches(line, clause, index):
            index -= 1
            continue
        if symbol == ";" or (
            index == first and first and symbol == "A" and clause.pattern != "assembly.give-recipients"
        ):
            break  # what follows a clause at once belongs to its recipients
        if symbol == "H":
            if not candidates and _is_counted_name(line, index, first):
                return None
            if not candidates and not is_object(line, index):
                return delegating(line, first, index)
        elif symbol == "A":
            if not is_object(line, index) and not says_so(line, index):
                candidates.append(index)
        elif (symbol in "PRNFQ" and candidates) or (symbol not in _SKIPPED and symbol not in "ACOPRNmFQX"):
            break
        index -= 1
    if not candidates:
        return None
    nearest = candidates[0]
    if not _directly_before(line, nearest, clause.start) and line.items[nearest - 1].symbol != "D":
        opening = [index for index in candidates if _opens(line, index, first)]
        nearest = opening[0] if opening else nearest
    if clause.pattern == "assembly.commend" and _acts_with(line, nearest):
        return delegators(line, nearest, nearest + 3)
    if OPINIONS.search(line.text.key, line.items[nearest].end, line.items[clause.start].start):
        return ()  # «Bộ Công an lấy ý kiến về việc xét tặng …»
    proposing = [
        index
        for index in range(nearest + 1, clause.start)
        if line.items[index].symbol in "SB" and not considers(line, index)
    ]
    if proposing and (nearest == 0 or line.items[nearest - 1].symbol not in "SB"):
        return ()  # who proposes does not grant
    start = nearest
    while start - 1 >= first and (
        line.items[start - 1].symbol in ",&D"
        or (
            line.items[start - 1].symbol == "A" and line.items[start].symbol in ",&D" and not is_object(line, start - 1)
        )
    ):
        start -= 1
    return delegators(line, start, nearest + 1)


def _acts_with(line: Line, index: int) -> bool:
    """Whether a body commends together with the next one: «Tỉnh Đoàn phối hợp với Công an tỉnh tổ chức tuyên dương …»."""
    behind = line.items[index + 1 : index + 3]
    joined = [item.symbol for item in behind] == ["&", "A"]
    return joined and line.text.key.startswith("phối hợp", behind[0].start)


def _is_counted_name(line: Line, index: int, first: int) -> bool:
    """Whether a name is one of those that the number at the end of the clause before counts: «tặng … hai chiến sĩ A, B; tặng …»."""
    names = line.items[first : index + 1]
    return bool(first) and line.items[first - 1].symbol in "Nm" and all(item.symbol in "H,&" for item in names)


# «Công an tỉnh tổ chức sơ kết; nhân dịp này đã khen thưởng 4 tập thể»
_AT_ONCE = regex.compile(
    r"\s*(?:(?:đồng thời|cùng với đó|và|(?:nhân |cũng )?(?:dịp|trong dịp) (?:này|đó)|qua đó|tại (?:hội nghị|buổi lễ)),?\s+)?"
    r"(?:(?:đã|cũng)\s+)?"
)


def _reaches(line: Line, clause: Clause, semicolon: int) -> bool:
    """Whether a clause behind ";" begins with its verb, so that the subject stands before the semicolon."""
    opens = line.items[clause.start]
    between = line.items[semicolon].end, opens.start
    return opens.symbol in "VMW" and _AT_ONCE.fullmatch(line.text.key, *between) is not None


_VISITED = regex.compile(r"(?<!\w)(?:trụ sở|tại|đến|ở|thăm)\s*$")


# «thưởng Công an tỉnh 50 triệu đồng, Hải quan tỉnh 20 triệu đồng»
_MONEY = regex.compile(
    r"\s*(?:mỗi\s+\w+(?:\s+vị)?\s+)?(?:số tiền\s+)?\d[\d.,]*\s*(?:triệu|nghìn|ngàn|tỉ)?\s*đồng(?!\w)"
)


OPINIONS = regex.compile(r"(?<!\w)lấy ý kiến(?!\w)")


_HOW = regex.compile(r"\s*(?:riêng|ngay|tận tay|trực tiếp|luôn|nóng)\s*")  # «gửi riêng anh A một thư khen»


def _is_listed(line: Line, index: int) -> bool:
    """Whether a body is one of those that a number counts: «tặng hai đơn vị là Cục X và Trường Y; trao … tặng 2 tập thể»."""
    while index > 1 and line.items[index - 1].symbol in ",&" and line.items[index - 2].symbol in "AUH":
        index -= 2
    return index > 1 and line.items[index - 1].symbol == "l" and line.items[index - 2].symbol in "Nm"


def _opens_of(line: Line, index: int) -> bool:
    """Whether «của» opens a part of a list of decisions: «công bố các quyết định: của Chủ tịch nước tặng …; của Bộ tặng …»."""
    around = "".join(item.symbol for item in line.items[max(0, index - 2) : index + 2])
    return around in (":OAV", ";OAV", ":OAM", ";OAM")


def is_object(line: Line, index: int) -> bool:
    """Whether a body is what a verb or preposition before it acts on, and not the subject."""
    if _opens_of(line, index):
        return False
    if _is_listed(line, index):
        return True
    return index > 0 and (
        line.items[index - 1].symbol in "COVR"
        or (
            index > 1
            and line.items[index - 2].symbol == "V"
            and _HOW.fullmatch(line.text.key, line.items[index - 1].start, line.items[index - 1].end) is not None
        )
        or _VISITED.search(line.text.key, 0, line.items[index].start) is not None
        or _MONEY.match(line.text.key, line.items[index].end) is not None
    )


def considers(line: Line, index: int) -> bool:
    """Whether a word of proposing is the grantor's own: «Chủ tịch nước xem xét tặng»."""
    return line.text.key.startswith(("xem xét", "xét"), line.items[index].start)


def _directly_before(line: Line, index: int, verb: int) -> bool:
    """Whether little but adverbs stands between a noun and the verb."""
    between = line.items[index + 1 : verb]
    while [item.symbol for item in between[-2:]] in (["V", ","], ["V", "&"]):
        between = between[:-2]  # «đã ký quyết định phong tặng, truy tặng»
    return (
        len(between) <= 3  # «UBND huyện đã có quyết định khen thưởng»
        and all(item.symbol in "x,d-hS&L" for item in between)
        and sum(item.end - item.start for item in between) < 40
    )


def _opens(line: Line, index: int, first: int) -> bool:
    return (
        index == first
        or line.items[index - 1].symbol in ",d;:"
        or (line.items[index - 1].symbol == "x" and index - 1 == first)
    )
