"""Whom a clause speaks of, for those behind it that name nobody: «A được tặng Huân chương …, Cờ thi đua …; Bộ cũng tặng Bằng khen»."""

from __future__ import annotations

import regex

from thidua.assemble.frame import Frame
from thidua.assemble.giver import is_object
from thidua.assemble.grammar import PASSIVE, Clause
from thidua.assemble.items import Line
from thidua.assemble.listed import LISTED, has_own_year, list_head
from thidua.assemble.others import only_recipients
from thidua.assemble.prizes import tells_prize
from thidua.assemble.recipients import Recipients, recipients_of, with_unit

_FIELDS = (
    "về văn học",
    "về khoa học",
    "về nghệ thuật",
    "về văn hóa",
)  # «Giải thưởng Nhà nước về văn học, Huân chương …»


def subjects_of(line: Line, clause: Clause, before: Frame | None, previous_end: int) -> tuple[Recipients, ...]:
    """Return the recipients that a clause leaves to those behind it: those of a passive, its own or the ones before."""
    if clause.pattern == "assembly.counted":
        return before.subjects if before is not None and before.subjects else _winner(line, clause)
    if clause.pattern in LISTED:
        prizes = before is not None and before.forms[0].value.form == "giai-thuong" and tells_prize(line, clause)
        if prizes and any(item.symbol == "H" for item in line.items[previous_end : clause.start]):
            return ()  # «Cụ thể, em A, lớp 12, Huy chương Vàng; em B, …» names those who were counted
        if before is None:
            return ()
        goes_on = prizes or list_head(line, clause) is not None or has_own_year(line, clause)
        # «A được tặng 2 Huân chương …, danh hiệu Anh hùng, Huân chương …»; a number of recipients is not told again
        between = "".join(
            item.symbol
            for item in line.items[previous_end : clause.start]
            if not (item.symbol == "x" and line.text.key.startswith(_FIELDS, item.start))
        )
        # «… do Chủ tịch nước tặng; Huy hiệu …», «Cờ thi đua năm 2015, …»
        in_row = not between.removeprefix("V").replace("d:", "d").strip(",;&d")
        in_row = in_row and all(r.named for r in before.subjects)
        return before.subjects if goes_on or in_row else ()
    given = clause.pattern == "assembly.give-recipients-form" and len(range(*clause.slots["to"])) == 1
    if clause.pattern not in PASSIVE and not given:
        return ()
    if "to" in clause.slots:
        found = recipients_of(line, only_recipients(line, range(*clause.slots["to"]), of_passive=True))
        return tuple(with_unit(line, clause, recipients) for recipients in found)
    if before is None:
        return ()
    if "times" in clause.slots:  # «1.390 lượt tập thể được khen thưởng; 5 năm liền được tặng Cờ»: the unit was
        return tuple(one for one in before.subjects if one.named or (one.count or 0) <= 1)
    return before.subjects


def given_before(line: Line, clause: Clause, previous: Clause | None) -> tuple[Recipients, ...]:
    """Return the person of the clause before where another body gives more, or is asked to.

    «… truy tặng anh A Huy hiệu; Bộ cũng truy tặng Bằng khen», «… cho em A và đề nghị UBND tỉnh tặng Bằng khen».
    """
    again = clause.pattern == "assembly.again" and "auth" in clause.slots
    if not again or previous is None or "to" not in previous.slots or previous.pattern in PASSIVE:
        return ()
    if any(
        item.symbol in "PCn"  # «…; Trưởng Công an quận tặng Giấy khen tổ dân phòng»
        for item in (*line.items[clause.start : clause.end], *line.items[clause.end : clause.end + 1])
    ):
        return ()
    found = recipients_of(line, only_recipients(line, range(*previous.slots["to"]), of_passive=False))
    people = all(one.named and one.kind == "ca-nhan" for one in found)
    proposes = any(item.symbol == "S" for item in line.items[clause.start : clause.end])
    return tuple(found) if people and (proposes or line.items[previous.end].symbol == ";") else ()


def each_of(line: Line, clause: Clause, previous: Clause | None) -> tuple[Recipients, ...]:
    """Return those of the clause before whom «mỗi em», «mỗi tập thể» means, each of whom gets one more award."""
    if previous is None or "to" not in previous.slots:
        return ()
    noun = next(item for item in line.items[clause.start : clause.end] if item.symbol == "n")
    passive = previous.pattern in PASSIVE
    found = recipients_of(line, only_recipients(line, range(*previous.slots["to"]), of_passive=passive))
    return tuple(one for one in found if one.kind == noun.value.kind and one.count is not None)


def gives_one(line: Line, clause: Clause) -> bool:
    """Whether each gets one award: «mỗi em một giấy khen», «mỗi em nhận giấy khen»."""
    return "q" not in clause.slots or line.items[clause.slots["q"][0]].value[0].count == 1


def _winner(line: Line, clause: Clause) -> tuple[Recipients, ...]:
    """Return the unit or person ahead of the verb of counted awards: «Công an tỉnh giành 4 huy chương vàng, giải Nhất …»."""
    given = "".join(item.symbol for item in line.items[max(0, clause.start - 2) : clause.start])
    if given[:1] == "V" and given[1:] in tuple("UHA"):  # «Nhà nước đã tặng đơn vị 2 Huân chương …, Bằng khen …»
        return tuple(recipients_of(line, [clause.start - 1]))
    verb = _skipped(line, clause.start - 1, "xdn")
    if verb > 0 and line.items[verb].symbol == "h" and line.items[verb - 1].symbol in "xd":
        ahead = _skipped(line, verb - 1, "xdhn")  # «đã được tặng và có thêm 3 Bằng khen»
        verb = ahead if ahead >= 0 and line.items[ahead].symbol in "RV" else verb
    if verb < 0 or line.items[verb].symbol not in "RVh":
        return ()
    passive = _skipped(line, verb - 1, "xdhnA,&")
    if (
        passive >= 0 and line.items[passive].symbol == "P"
    ):  # «đơn vị đã được Bộ Công an tặng 4 Cờ thi đua, Huân chương …»
        holder = _skipped(line, passive - 1, "xdhn")
        holder -= line.items[holder].symbol == ","  # «Bà A, nguyên Hiệu trưởng, được nhận 3 Bằng khen»
    else:
        holder = verb - 1 if line.items[verb].symbol in "Rh" else -1
        adverbs = line.items[holder] if holder > 0 and line.items[holder].symbol == "x" else None
        holder -= adverbs is not None and _ADVERBS.fullmatch(line.text.key, adverbs.start, adverbs.end) is not None
    if holder < 0 or line.items[holder].symbol not in "UHA":
        return ()
    return tuple(recipients_of(line, [holder])) if not is_object(line, holder) else ()


# «Bà [từng] giành 2 Huy chương Vàng và được phong tặng …»
_ADVERBS = regex.compile(r"(?:(?:đã|từng|cũng|còn|vừa|mới|lại|liên tục|vinh dự|xuất sắc)\s*)+")


def _skipped(line: Line, index: int, symbols: str) -> int:
    """Return the place of the next item back from `index` that is none of some symbols, -1 where there is none."""
    while index >= 0 and line.items[index].symbol in symbols:
        index -= 1
    return index
