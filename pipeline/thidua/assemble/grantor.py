"""Who grants the award of a clause: behind «của», the agent of its verb, its subject, or who the clause before told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex

from thidua.assemble.delegation import decision_of, delegators
from thidua.assemble.giver import OPINIONS, considers, is_object, subject_of
from thidua.assemble.grammar import PASSIVE, Clause
from thidua.assemble.items import Item, Line
from thidua.assemble.orders import HEAD_OF_STATE

if TYPE_CHECKING:
    from thidua.assemble.frame import Frame


def authority_of(line: Line, clause: Clause, before: Frame | None, previous_end: int) -> tuple[Item, ...]:
    """Return the items that name the grantor: behind «của», else the agent of the verb, else the subject, else the clause before."""
    found = _told_of(line, clause, before, previous_end)
    form = _form_of(line, clause)
    if before is None or form == before.forms[0].value.form or clause.pattern != "assembly.counted":
        return found
    taken = bool(found) and all(any(item is one for one in before.authority) for item in found)
    barred = taken and all(item.value.code in _NOT_OF.get(form or "", ()) for item in found)
    return () if barred else found


def _form_of(line: Line, clause: Clause) -> str | None:
    """Return the form that a clause tells of first."""
    slot = clause.slots.get("form") or clause.slots.get("q")
    item = line.items[slot[0]] if slot is not None and slot[0] < slot[1] else None
    if item is None or item.symbol not in "FQ":
        return None
    value = item.value[1] if item.symbol == "Q" else item.value
    return str(value.form)


def _told_of(line: Line, clause: Clause, before: Frame | None, previous_end: int) -> tuple[Item, ...]:
    """Return the items that name the grantor, whether or not it grants such a form."""
    for slot in ("auth",) if of_last_form(line, clause) else ("of", "auth"):
        if slot in clause.slots:
            if slot == "auth" and "form" in clause.slots and _only_proposes(line, clause):
                return ()
            behind = line.items[clause.slots[slot][1] :][:1]
            if slot == "auth" and behind and behind[0].symbol == "l":
                return ()  # «5 năm liền, Công an quận là “Đơn vị Quyết thắng”»
            if OPINIONS.search(
                line.text.key, line.items[clause.slots[slot][1] - 1].end, line.items[clause.end - 1].start
            ):
                return ()
            found = delegators(line, *clause.slots[slot])
            if "of2" in clause.slots and slot == "of":
                found += delegators(line, *clause.slots["of2"])
            if found:
                return found
    if _is_of_somebody(line, clause):
        return ()
    if clause.pattern == "assembly.won-times" and all(
        item.symbol not in "PRV" for item in line.items[clause.start : clause.end]
    ):
        return ()  # «chị còn là Chiến sĩ thi đua cơ sở 4 năm liền» names nobody
    passive = clause.pattern in PASSIVE
    if before is not None and "q" in clause.slots and _is_class_of(line, clause, previous_end):
        return before.authority
    if clause.pattern == "assembly.counted" and (shared := _shared_with_next(line, clause)):
        return shared
    if clause.pattern == "assembly.give-recipients" and (agent := _agent_of(line, clause.start)):
        return agent
    if clause.pattern == "assembly.counted-passive":
        return ()
    if clause.pattern in ("assembly.count-class", "assembly.form-count") and _only_has(line, clause, previous_end):
        return ()
    if clause.pattern == "assembly.counted":
        verb = next((index for index in range(clause.start - 1, -1, -1) if line.items[index].symbol in "VMRP"), None)
        if verb is None or line.items[verb].symbol == "R":
            return ()
        if line.items[verb].symbol == "P" and all(item.symbol != "A" for item in line.items[verb : clause.start]):
            return ()  # «đoàn Công an tỉnh A được 2 huy chương vàng»
        agent = _agent_of(line, verb)
        if not agent and _NAMED_BODY.search(line.text.cased, 0, line.items[verb].start):
            return ()  # «Thủ tướng tặng 2 Bằng khen, Ủy ban X tặng 4 Bằng khen»: a body that no rule knows
        if agent or any(item.symbol == "P" for item in line.items[max(previous_end, verb - 4) : verb]):
            return agent
        subject = subject_of(line, clause, previous_end)
        if (
            subject is None
            and before is not None
            and verb >= previous_end
            and nobody_new(line, previous_end, clause.start)
        ):
            return () if _is_a_title_by_itself(line, clause, before, previous_end) else before.authority
        return subject or ()
    if not passive:
        if decided := decision_of(line, previous_end, clause.start):
            return decided
        subject = subject_of(line, clause, previous_end) if clause.pattern != "assembly.prize-is" else None
        if subject is not None:
            return subject  # «2 đội đạt giải A: A và B, giải Nhì là đội C»: who won before is none
    if passive and (decided := decision_of(line, 0, len(line.items))):
        return decided
    if before is not None and _same_award(line, clause):
        return before.authority
    if before is not None and not passive and nobody_new(line, previous_end, clause.start):
        if _is_a_title_by_itself(line, clause, before, previous_end):
            return ()
        return before.giver if _names_a_form(line, clause) else before.authority
    if before is not None and passive and _shares_agent(line, clause, before, previous_end):
        return before.authority
    return ()


def _only_has(line: Line, clause: Clause, previous_end: int) -> bool:
    """Whether «có», not a verb of giving, stands before a number: «Công an thị xã có 31 tập thể “Đơn vị tiên tiến”»."""
    verbs = [item.symbol for item in line.items[previous_end : clause.start] if item.symbol in "VMRPh"]
    return bool(verbs) and verbs[-1] == "h"


_NAMED_BODY = regex.compile(
    r"[,;] (?:Ủy ban|Hội|Hiệp hội|Ban|Quỹ|Viện|Tập đoàn|Tổng công ty|Công ty|Báo|Đài)\s[^,;.]{3,60}\s$"
)


def of_last_form(line: Line, clause: Clause) -> tuple[Item, ...]:
    """Return the grantors behind «của» that are those of the last form alone, where a list begins with an Order: «được tặng
    Huân chương …, Cờ thi đua của Chính phủ»."""
    first = clause.slots.get("form") or clause.slots.get("q")
    if "of" not in clause.slots or first is None:
        return ()
    items = line.items[first[0] : clause.slots["of"][0]]
    forms = [item.value[1] if item.symbol == "Q" else item.value for item in items if item.symbol in "FQ"]
    mixed = len(forms) > 1 and forms[0].form in HEAD_OF_STATE and forms[-1].form not in HEAD_OF_STATE
    return delegators(line, *clause.slots["of"]) if mixed else ()


def _is_of_somebody(line: Line, clause: Clause) -> bool:
    """Whether «của» names a grantor that is not known: «Bằng khen của Đại sứ cho ba chiến sĩ»."""
    if "of" in clause.slots or "form" not in clause.slots:
        return False
    return "".join(item.symbol for item in line.items[clause.slots["form"][1] :][:3]) == "OxC"


def _is_class_of(line: Line, clause: Clause, previous_end: int) -> bool:
    """Whether a counted class goes on with the number before it: «13 Huân chương (3 hạng Nhất, 10 hạng Ba)»."""
    value = line.items[clause.slots["q"][0]].value[1]
    return value.form == "class-only" and all(item.symbol in ",&" for item in line.items[previous_end : clause.start])


def _shared_with_next(line: Line, clause: Clause) -> tuple[Item, ...]:
    """Return the grantor that a counted award shares with the next one: «3 Cờ thi đua và 1 Bằng khen của Bộ Công an»."""
    ahead = line.items[clause.start - 2 : clause.start] if clause.start > 1 else []
    if [item.symbol for item in ahead] == ["A", "V"] and line.text.key.startswith(
        ("tặng", "trao tặng"), ahead[1].start
    ):
        return ()  # «UBND tỉnh tặng 3 Bằng khen cùng hơn 20 Giấy khen của Giám đốc Công an tỉnh»
    row = "".join(item.symbol for item in line.items[clause.end : clause.end + 6])
    found = _NEXT_OF.match(row)
    if found is None:
        return ()
    other = line.items[clause.end + row.index("Q")]
    forms = (line.items[clause.slots["q"][0]].value[1].form, other.value[1].form)
    end = clause.end + found.end()
    if any(form in HEAD_OF_STATE for form in forms):
        return ()
    shared = delegators(line, end - 1, end)
    barred = _NOT_OF.get(forms[0], frozenset()) if forms[0] != forms[1] else frozenset()
    return () if any(item.value.code in barred for item in shared) else shared


_NEXT_OF = regex.compile(r"[,&]QOA|n[,&]QnOA")


def _only_proposes(line: Line, clause: Clause) -> bool:
    """Whether the agent proposes and does not grant: «đã được Bộ Công an đề nghị tặng thưởng Huân chương»."""
    if clause.pattern == "assembly.asked-of-bodies":
        return False
    end = clause.slots["auth"][1]
    behind = line.items[end : clause.slots["form"][0]]
    return any(item.symbol == "S" and not considers(line, end + place) for place, item in enumerate(behind))


def giver_of(line: Line, clause: Clause, before: Frame | None, previous_end: int) -> tuple[Item, ...]:
    """Return who gives in a clause whose form names its grantor: what the next form inherits."""
    if clause.pattern in PASSIVE:
        return ()
    subject = subject_of(line, clause, previous_end)
    if subject is None and before is not None and nobody_new(line, previous_end, clause.start):
        return before.giver
    return subject or ()


def _names_a_form(line: Line, clause: Clause) -> bool:
    """Whether a clause has a form of its own, and not only a class of the one before."""
    if "form" not in clause.slots or clause.slots["form"][0] == clause.slots["form"][1]:
        return "q" in clause.slots
    form = line.items[clause.slots["form"][0]]
    return form.symbol == "F" and form.value.form != "class-only"


def _is_a_title(line: Line, clause: Clause) -> bool:
    """Whether a clause tells of an emulation title, which bodies of every level grant."""
    return _form_of(line, clause) == "danh-hieu-thi-dua"


def _is_a_title_by_itself(line: Line, clause: Clause, before: Frame, previous_end: int) -> bool:
    """Whether nobody says who grants a title behind a semicolon: «thừa ủy quyền của Bộ trưởng, trao Cờ …; công bố quyết định
    tặng danh hiệu …», «đề nghị Bộ Công an tặng Cờ …; đề nghị công nhận 6 đội …»."""
    between = [item.symbol for item in line.items[previous_end : clause.start]]
    if ";" not in between or not _is_a_title(line, clause):
        return False
    return _acted_for(line, before) or "S" in between[between.index(";") :] or _hands_on(line, clause, before)


_HANDS_OVER = regex.compile(r"trao(?! tặng)(?!\w)")


def _hands_on(line: Line, clause: Clause, before: Frame) -> bool:
    """Whether who gives only hands over: «trao Bằng khen của Bộ Công an cho …; trao danh hiệu …», not «…; tặng danh hiệu …»."""
    if not before.authority or before.giver in ((), before.authority):
        return False
    verb = next((item for item in line.items[clause.start : clause.end] if item.symbol == "V"), None)
    return verb is not None and _HANDS_OVER.match(line.text.key, verb.start) is not None


def _acted_for(line: Line, before: Frame) -> bool:
    """Whether the grantor of the clause before is one for whom somebody acted there."""
    return any(
        item is giver and index > 0 and line.items[index - 1].symbol == "D"
        for index, item in enumerate(line.items)
        for giver in before.giver
    )


_THIS = regex.compile(r"\s*(?:này|nói trên|cao quí này)(?!\w)")


def _same_award(line: Line, clause: Clause) -> bool:
    """Whether a clause speaks of the award of the one before: «cùng nhận bằng khen này có 3 tập thể»."""
    if "form" not in clause.slots or clause.slots["form"][0] == clause.slots["form"][1]:
        return False
    return _THIS.match(line.text.key, line.items[clause.slots["form"][1] - 1].end) is not None


_OTHERS = regex.compile(r"(?<!\w)khác(?!\w)")


def _shares_agent(line: Line, clause: Clause, before: Frame, previous_end: int) -> bool:
    """Whether a passive clause leaves its agent to the one before: «A được Bộ tặng …, B được tặng …», «2 tập thể khác nhận …»."""
    if _OTHERS.search(line.text.key, line.items[clause.start].start, line.items[clause.end - 1].start):
        return True
    if _is_the_presidents(before) and _form_below(line, clause):
        return False  # «… được Chủ tịch nước tặng Huân chương, 41 tập thể được tặng Bằng khen»
    inside = line.items[clause.start : clause.end]
    if _has_boundary(line, previous_end, clause.start):
        return before.agent and _gives_more(clause, inside)
    if "to" not in clause.slots:
        # «được Bộ tặng 9 Huy chương và 7 năm đạt danh hiệu …»: who attains a title has no agent
        return not (clause.pattern == "assembly.times" and not any(i.symbol in "PV" for i in inside))
    between = line.items[previous_end : clause.start]
    return before.agent and not any(i.symbol in "Tg" for i in between) and any(i.symbol == "P" for i in inside)


def _is_the_presidents(before: Frame) -> bool:
    """Whether the President alone grants the award of the clause before."""
    return bool(before.authority) and all(item.value.code == "chu-tich-nuoc" for item in before.authority)


def _form_below(line: Line, clause: Clause) -> bool:
    """Whether a clause tells of a form that no President grants."""
    return _form_of(line, clause) in _BELOW_THE_PRESIDENT


_BELOW_THE_PRESIDENT = frozenset({"bang-khen", "giay-khen", "co-thi-dua", "ky-niem-chuong", "danh-hieu-thi-dua"})
# whom a certificate of the other kind that is named beside it has no share in: Luật Thi đua, khen thưởng, Điều 78-80
_NOT_OF = {
    "giay-khen": frozenset({"chu-tich-nuoc", "quoc-hoi", "thu-tuong", "bo-cong-an", "ubnd-tinh"}),
    "bang-khen": frozenset({"cong-an-tinh", "cong-an-huyen", "cong-an-xa", "ubnd-huyen", "ubnd-xa", "so-nganh"}),
}


def _gives_more(clause: Clause, inside: Sequence[Item]) -> bool:
    """Whether the same one gives behind a semicolon: «được Chủ tịch nước phong tặng danh hiệu …; tặng Huân chương …»."""
    verb = next((item.symbol for item in inside if item.symbol in "PVR"), "")
    return clause.pattern == "assembly.again" and "to" not in clause.slots and verb == "V"


def _agent_of(line: Line, verb: int) -> tuple[Item, ...]:
    """Return the grantors directly before a verb: «được Đảng, Nhà nước tặng 3 Huân chương …», «UBND tỉnh tặng 1 Bằng khen»."""
    index = verb - 1
    while index >= 0 and line.items[index].symbol in "xdL" and verb - index <= 2:
        index -= 1
    end = index + 1
    while index >= 0 and (
        line.items[index].symbol == "A"
        or (line.items[index].symbol in ",&D" and line.items[index + 1].symbol in "AD" and index + 1 < end)
    ):
        index -= 1
    return delegators(line, index + 1, end)


def _has_boundary(line: Line, start: int, end: int) -> bool:
    return any(item.symbol == ";" for item in line.items[start:end])


def nobody_new(line: Line, start: int, end: int) -> bool:
    """Whether a clause goes on where the one before ended, with nobody new in between."""
    # «hai tập thể là A và B; …», «hai chiến sĩ A, B; …»: who is only listed is nobody new
    listing = bool(start) and line.items[start - 1].symbol in "Nm" and line.items[start].symbol == "H"
    for index, item in enumerate(line.items[start:end], start):
        listing = (listing or item.symbol in "lg:") and item.symbol != ";"
        if item.symbol in "PR" or (item.symbol == "H" and not listing):
            return False
        if item.symbol == "A" and index > start and not listing and not is_object(line, index):
            return False
    return True
