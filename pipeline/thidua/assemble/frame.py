"""What a clause says besides its recipients: the form, who grants it, whether it is granted at all.

What a clause leaves out it takes from the one before: grantor, form and verb carry over inside a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.classes import heads_classes
from thidua.assemble.delegation import delegators
from thidua.assemble.grammar import Clause
from thidua.assemble.grantor import authority_of, giver_of, nobody_new, of_last_form
from thidua.assemble.items import Item, Line
from thidua.assemble.orders import codes_of, of_one_hand, only_organises
from thidua.assemble.recipients import Recipients
from thidua.assemble.status import status_of
from thidua.frozen import frozen
from thidua.records import Status


@frozen
class Frame:
    """What a clause says besides its recipients, and what the next one may inherit."""

    forms: tuple[Item, ...]
    authority: tuple[Item, ...]
    granted: tuple[str, ...]
    status: Status
    subjects: tuple[Recipients, ...] = ()  # whom a passive clause speaks of
    giver: tuple[
        Item, ...
    ] = ()  # the verb's subject: what stands with a form («Bằng khen của Bộ») goes no further than it
    agent: bool = False  # the grantor stands between «được» and the verb
    last: tuple[Item, ...] = ()  # who grants the forms behind an Order alone: «Huân chương …, Cờ thi đua của Chính phủ»

    def moved(self, offset: int) -> Frame:
        """Return the frame with spans that count from a place `offset` characters ahead."""
        forms, authority, giver, last = (
            tuple(item.moved(offset) for item in items) for items in (self.forms, self.authority, self.giver, self.last)
        )
        subjects = tuple(one.moved(offset) for one in self.subjects)
        return replace(self, forms=forms, authority=authority, giver=giver, subjects=subjects, last=last)


def frame_of(line: Line, clause: Clause, before: Frame | None, previous_end: int) -> Frame | None:
    """Return form, grantor and status of a clause, or None where the text denies or only imagines the award."""
    status = status_of(line, clause, previous_end)
    if status is None:
        return None
    forms = _forms(line, clause, before)
    if forms and _OF_KIN.match(line.text.key, forms[-1].end):
        return None  # «nhận Bằng khen của cha mình»
    if not forms or (
        clause.pattern == "assembly.count-class" and not _needs_no_verb(line, clause, before, previous_end)
    ):
        return None
    if clause.pattern == "assembly.have-form" and forms[0].value.form in _WRITTEN:
        behind = line.items[clause.end] if clause.end < len(line.items) else None
        writes = forms[0].value.form == "thu-khen" and line.items[clause.slots["to"][0]].symbol in "HA"
        if writes or _is_office(line, clause) or (behind is not None and behind.symbol in "VC"):
            return None  # «Bộ trưởng đã có thư khen», «Bộ Y tế có thư khen gửi …»: who writes it, not who gets it
    if _tells_no_award(line, clause) or (
        clause.pattern in ("assembly.grantor-counts", "assembly.form-by-hands") and not _by_levels(line, clause, forms)
    ):
        return None
    if clause.pattern == "assembly.prize-is" and not _is_place(forms[0]):
        return None
    if clause.pattern == "assembly.is" and not _is_titled(line, clause, forms[0]):
        return None
    authority = authority_of(line, clause, before, previous_end)
    if "of" not in clause.slots and only_organises(line, clause, authority, forms[0]):
        authority = ()
    if (
        status == "awarded"
        and before is not None
        and before.status != "awarded"
        and (
            _goes_on(line, clause, previous_end)
            or _asks_another(line, clause, previous_end)
            or _does_next(line, clause, before, previous_end)
        )
    ):
        status = before.status
    if before is not None and before.status == "proposed" and status != "proposed" and authority == before.authority:
        authority = ()  # «Công an tỉnh đề nghị Bộ tặng Bằng khen cho A; quyết định tặng Giấy khen cho B»
    between = previous_end, clause.start
    if (
        before is not None
        and nobody_new(line, *between)
        and of_one_hand(line, clause, forms[0], authority, before, between)
    ):
        authority = before.authority
    if (
        before is not None
        and authority == before.authority
        and (
            _is_title_of_its_own(line, clause, forms[0], before, previous_end)
            or _is_lower_certificate(clause, forms[0], before)
        )
    ):
        authority = ()
    giver = giver_of(line, clause, before, previous_end) if "of" in clause.slots else authority
    granted = codes_of(line, clause, authority, forms, before, previous_end)
    last = of_last_form(line, clause)
    return Frame(forms, authority, granted, status, giver=giver, agent="auth" in clause.slots, last=last)


def _is_title_of_its_own(line: Line, clause: Clause, form: Item, before: Frame, previous_end: int) -> bool:
    """Whether a title follows another kind of award without a verb of giving: who granted that one did not grant the title."""
    titles = [item.value.form == "danh-hieu-thi-dua" for item in (form, before.forms[0])]
    symbols = [item.symbol for item in line.items[previous_end : clause.end]]
    gives = "P" not in symbols and any(symbol in "VMWBS" for symbol in symbols)
    # «trao Cờ thi đua cho A và danh hiệu “…” cho 6 tập thể», «tặng Cờ thi đua cho 2 tập thể, danh hiệu “…” cho 9 tập thể»
    gives = gives or (symbols[:1] in (["&"], [","]) and "C" in symbols)
    told = "auth" in clause.slots or "of" in clause.slots
    return titles == [True, False] and not gives and not told


def _is_lower_certificate(clause: Clause, form: Item, before: Frame) -> bool:
    """Whether others gave what follows: «8 đồng chí được Bộ Công an tặng Bằng khen, 120 đồng chí được tặng Giấy khen»."""
    agent = "auth" in clause.slots or "of" in clause.slots
    if agent or clause.pattern != "assembly.passive" or before.forms[0].value.form == "giay-khen":
        return False
    return form.value.form == "giay-khen" and any(code in _GIVES_IT["bang-khen"] for code in before.granted)


_LEVELS = ("chu-tich-nuoc", "thu-tuong", "bo-cong-an", "bo-?", "ubnd-")


def _by_levels(line: Line, clause: Clause, forms: Sequence[Item]) -> bool:
    """Whether bodies ahead of numbers are those who rewarded, not whose the rewarded are: «gồm: Thủ tướng 4 tập thể; Bộ Công an 35».

    Where one of a list can be nothing else, so are the others: «UBND tỉnh: 2 tập thể; Công an tỉnh: 5 tập thể».
    """
    if clause.pattern == "assembly.grantor-counts" and forms[0].value.form != "khen-thuong":
        return False
    first, end = clause.start, clause.end
    while first > 0 and line.items[first - 1].symbol in _LISTED:
        first -= 1
    while end < len(line.items) and line.items[end].symbol in _LISTED:
        end += 1
    return any(
        item.symbol == "A"
        and (item.value.code.startswith(_LEVELS) or _HEAD_OF_BODY.match(line.text.key, item.start) is not None)
        for item in line.items[first:end]
    )


_LISTED = "AN:;,&"  # symbols of «Bộ Công an: 3 tập thể, 4 cá nhân; UBND tỉnh: …»


_HEAD_OF_BODY = regex.compile(r"(?:cấp|chủ tịch|bộ trưởng|giám đốc|gđ|tổng giám đốc|cục trưởng|tổng cục trưởng)(?!\w)")


_OF_KIN = regex.compile(r"\s*của\s+(?:cha|bố|mẹ|chồng|vợ|con|anh trai|em trai|ông nội|ông ngoại)(?!\w)")


def _tells_no_award(line: Line, clause: Clause) -> bool:
    """Whether what stands right before a clause, or its verb, says that its award is told elsewhere or is none."""
    start = line.items[clause.start].start
    if clause.pattern == "assembly.give-recipients":
        # «…; công nhận 38 đảng viên hoàn thành xuất sắc nhiệm vụ»
        first = line.items[clause.slots["to"][0]]
        given = line.text.key[line.items[clause.start].end : first.start]
        return (
            _tells_of_those_counted(line, clause)
            or _RECOGNISED.match(line.text.key, start) is not None
            or (first.symbol == "N" and _NOTHING_ELSE.fullmatch(given) is None)  # «tặng quà 20 hộ nghèo»
        )
    if clause.pattern == "assembly.receive":
        if _is_bare_prize(line, clause) and _tells_of_those_counted(line, clause):
            return True
        if _ONE_BY_ONE.search(line.text.key, 0, line.items[clause.slots["form"][0]].start):
            return True  # «có 5 tiết mục và đều đoạt giải: giải A là tốp ca …»
        # «mỗi cụm chọn 2 đội đạt giải Nhất, Nhì»: how many that are is not told
        return any(item.symbol == "E" for item in line.items[max(0, clause.start - 3) : clause.start])
    if clause.pattern == "assembly.give-form-recipients" and _names_whose_it_is(line, clause):
        return True
    if clause.pattern == "assembly.give-form-to" and _HANDED_ON.match(
        line.text.key, line.items[clause.slots["form"][1] - 1].end
    ):
        return True  # «người được tặng Bằng khen đã ủng hộ tiền thưởng cho gia đình nạn nhân»
    if clause.pattern == "assembly.again" and _WHERE_ONE_LIVES.search(
        line.text.key, start, line.items[clause.slots["form"][0]].start
    ):
        return True  # «ông A được tặng Giấy khen; tổ dân phố nơi ông ở nhận Bằng khen»
    if clause.pattern == "assembly.commend" and _IN_ORDER_TO.search(line.text.key, 0, start):
        # «Để biểu dương nghĩa cử này, Chủ tịch UBND tỉnh tặng …»
        return any(item.symbol == "," for item in line.items[clause.start : clause.slots["to"][0]])
    # «Trong số 5 tập thể được tặng Bằng khen có …»: who got it is told before
    return clause.pattern == "assembly.received-by" and _OUT_OF.search(line.text.key, 0, start) is not None


_HANDED_ON = regex.compile(
    r"(?:\s+của [^,;.]{2,40})?\s+(?:đã|đều|cũng|xin)\s+(?:ủng hộ|quyên góp|hiến|góp|trích|dành|tặng lại|trao lại|gửi lại)(?!\w)"
)
_WHERE_ONE_LIVES = regex.compile(r"(?<!\w)nơi (?:anh|chị|ông|bà|em)(?!\w)")
_ONE_BY_ONE = regex.compile(r"(?<!\w)giải\s*:\s*$")


def _tells_of_those_counted(line: Line, clause: Clause) -> bool:
    """Whether a clause only says who got what is counted ahead: «5 giải Nhất, 10 giải Ba ở các môn, trao cho các đội»,
    «3 giải Ba được trao cho các đội còn lại», «2 giải Nhì cho các đội đoạt giải»."""
    ahead = "".join(item.symbol for item in line.items[max(0, clause.start - 6) : clause.start])
    first = line.items[clause.slots["to"][0]]
    return first.symbol == "N" and first.value.number.count is None and _COUNTED_AHEAD.search(ahead) is not None


_GIVES_IT = {
    "bang-khen": ("thu-tuong", "bo-cong-an", "bo-?", "ubnd-tinh"),
    "co-thi-dua": ("thu-tuong", "bo-cong-an", "bo-?"),
}


def _names_whose_it_is(line: Line, clause: Clause) -> bool:
    """Whether an office holder right behind a form is whose it is, not who gets it: «trao Bằng khen Chủ tịch UBND tỉnh cho …»."""
    first, end = clause.slots["to"]
    form, whose = line.items[first - 1], line.items[first]
    if end - first > 1 or whose.symbol != "A" or whose.value.person is not None or not whose.value.office:
        return False
    given = end < len(line.items) and line.items[end].symbol == "C"
    return form.symbol == "F" and (given or whose.value.code in _GIVES_IT.get(form.value.form, ()))


_COUNTED_AHEAD = regex.compile(r"Q(?:OA)?[x,d]*P?V?C?$")


def _is_bare_prize(line: Line, clause: Clause) -> bool:
    """Whether a prize of no class and name is all that a clause tells: «các đội đoạt giải»."""
    forms = [item.value for item in line.items[slice(*clause.slots["form"])] if item.symbol == "F"]
    return all((one.form, one.name, one.class_) == ("giai-thuong", None, None) for one in forms)


_IN_ORDER_TO = regex.compile(r"(?<!\w)(?:để|nhằm)\s*(?:kịp thời\s*)?$")
_NOTHING_ELSE = regex.compile(
    r"(?:\s|(?:thêm|tiếp|cho|tới|đến|đối với|lần lượt|đợt này|này|nói trên|các|những|[\p{L} ]{4,20} (?:này|nói trên))(?!\w))*"
)
_OUT_OF = regex.compile(r"(?<!\w)trong (?:tổng )?số\s+(?!đó|này|những người)[^.,;:]{1,40}$")
_RECOGNISED = regex.compile(r"(?:công nhận|ghi nhận)(?!\w)")


def _needs_no_verb(line: Line, clause: Clause, before: Frame | None, previous_end: int) -> bool:
    """Whether number and form alone say enough: «81 đồng chí hạng Nhì», «12 tập thể ĐVQT», «5 em đoạt giải Nhất, 9 em giải Nhì»,
    «3 đồng chí được tặng Huân chương, 2 đồng chí Bằng khen của Thủ tướng»."""
    number, form = clause.slots["to"], clause.slots["form"]
    joints = [item.symbol for item in line.items[previous_end : clause.start]]
    row = before is not None and joints in ([","], [";"], ["&"]) and number[1] == form[0]
    if row and line.items[number[0]].symbol in "Nm":
        return True
    value = line.items[clause.slots["form"][0]].value
    if value.form == "giai-thuong" and before is not None and before.forms[0].value.form == "giai-thuong":
        return line.items[clause.slots["to"][0]].symbol in "NmHUA"
    between = line.items[clause.slots["to"][1] : clause.slots["form"][0]]
    adjacent = all(line.text.key[item.start : item.end].strip() == "danh hiệu" for item in between)
    of_the_party = value.of_the_party  # «gồm 2 đồng chí 60 năm tuổi Đảng»
    return bool(value.form == "class-only" or of_the_party or (value.holder and adjacent))


def _is_office(line: Line, clause: Clause) -> bool:
    subject = line.items[clause.slots["to"][0]]
    return subject.symbol == "A" and subject.value.office


def _is_place(form: Item) -> bool:
    """Whether a form is a prize by its place, not a medal, whose owner an article tells more than once."""
    value = form.value
    return value.form == "giai-thuong" and not (value.name or "").startswith("Huy chương")


def _is_titled(line: Line, clause: Clause, form: Item) -> bool:
    """Whether «A là Chiến sĩ thi đua …» reports a title of this year and not who somebody is."""
    subject = line.items[clause.slots["to"][0]]
    if subject.symbol in "Nm":
        return True
    return form.value.form == "danh-hieu-thi-dua" and (subject.symbol == "U" or subject.value.person is not None)


_WRITTEN = ("thu-khen", "bang-khen", "giay-khen")


_VERBLESS = (
    "assembly.form-to",
    "assembly.form-count",
    "assembly.form-colon",
    "assembly.next-form",
    "assembly.count-class",
)


_DONE = regex.compile(r"(?<!\w)(?:đã|vừa)(?!\w)")


def _goes_on(line: Line, clause: Clause, previous_end: int) -> bool:
    """Whether a clause only goes on with the list of the one before: «bầu 5 đơn vị đạt …, 3 đơn vị đạt …»."""
    if _DONE.search(line.text.key, line.items[clause.start].start, line.items[clause.end - 1].start):
        return False  # «…, đơn vị đã đón nhận danh hiệu»
    joints = ",;&xdTl" if clause.pattern in _VERBLESS else ",&xdT"
    return all(item.symbol in joints for item in line.items[previous_end : clause.start])


def _asks_another(line: Line, clause: Clause, previous_end: int) -> bool:
    """Whether the one who proposes asks a second body: «đề nghị Bộ tặng Bằng khen cho 2 tập thể, UBND tỉnh tặng …»."""
    asked = "".join(item.symbol for item in line.items[:previous_end])
    form = clause.slots.get("form", (clause.end,))[0]
    asks = "".join(item.symbol for item in line.items[previous_end : form + 1])
    return _ASKED.search(asked) is not None and _ASKS.fullmatch(asks) is not None


def _does_next(line: Line, clause: Clause, before: Frame, previous_end: int) -> bool:
    """Whether a clause says what the same one will do besides: «Giám đốc sẽ tặng Giấy khen cho …; trao danh hiệu “…” cho …»,
    «sẽ công bố quyết định của Bộ trưởng tặng … và quyết định của Chủ tịch tỉnh tặng …»."""
    between = "".join(item.symbol for item in line.items[previous_end : clause.start])
    if before.status == "proposed":  # «đề nghị Bộ tặng Cờ thi đua cho A, công nhận 14 “Đơn vị Quyết thắng”»
        return "q" in clause.slots and _ASKED_TOO.fullmatch(between) is not None
    return (
        before.status == "planned"
        and line.items[clause.start].symbol == "V"
        and _NEXT_TASK.fullmatch(between) is not None
    )


_ASKED_TOO = regex.compile(r"[,&]{1,2}V")
_NEXT_TASK = regex.compile(r"[,;&x]*|[,;&]{1,2}xOA")


_ASKED, _ASKS = regex.compile(r"SA[VMW][^SPRHM;]*$"), regex.compile(r",?&?A(?:[VM].?|W)")


def _forms(line: Line, clause: Clause, before: Frame | None) -> tuple[Item, ...]:
    if "q" in clause.slots:
        item = line.items[clause.slots["q"][0]]
        forms: tuple[Item, ...] = (replace(item, symbol="F", value=item.value[1]),)
    elif "form" not in clause.slots:
        if before is None and clause.pattern == "assembly.gapped-of-count":
            whole = [i for i in line.items[: clause.start] if i.symbol == "F" and i.value.form != "class-only"]
            return tuple(whole[-1:])
        return before.forms if before is not None else _topic(line, clause.start)
    else:
        start, end = clause.slots["form"]
        forms = tuple(item for item in line.items[start:end] if item.symbol in "FW")
    if any(item.symbol == "W" for item in forms):
        # «biểu dương … khen thưởng» is khen-thuong
        forms = tuple(sorted(forms, key=lambda item: item.value.form != "khen-thuong"))[:1]
    if before is not None and len(forms) == 1 and _is_named_before(line, forms[0], before):
        forms = (replace(forms[0], value=replace(forms[0].value, name=before.forms[0].value.name)),)
    if forms and forms[0].value.form == "class-only":
        ahead = heads_classes(line, clause) or (before.forms if before is not None else ())
        head = next(
            (
                item.value
                for item in reversed(ahead)
                if (item.value.form in ("huan-chuong", "huy-chuong") and item.value.name not in _UNCLASSED)
                or (item.value.class_ is not None and item.value.form != "giai-thuong")  # «Bằng khen hạng Nhất …»
            ),
            None,
        )
        if head is None:
            return ()
        of_head = {"form": head.form, "name": head.name, "holder": head.holder}
        forms = tuple(replace(item, value=replace(item.value, **of_head)) for item in forms)
    elif len(forms) > 1:
        # «hạng Nhất và hạng Nhì»: the head stands once
        merged = [forms[0]]
        for item in forms[1:]:
            head = merged[-1].value
            if item.value.form == "class-only":
                item = replace(item, value=replace(item.value, form=head.form, name=head.name))
            merged.append(item)
        forms = tuple(merged)
    return forms


def _is_named_before(line: Line, form: Item, before: Frame) -> bool:
    """Whether a badge or a classed Order has its name from the clause before: «Huy hiệu “Tuổi trẻ dũng cảm” cho A; truy tặng Huy
    hiệu cho B», «Huân chương Độc lập, gồm 2 gia đình nhận Huân chương hạng Nhì»."""
    last = before.forms[0]
    if form.value.name is None and form.value.class_ is not None and form.value.form in ("huan-chuong", "huy-chuong"):
        return form.value.form == last.value.form and last.value.name is not None
    if not form.value.form == last.value.form == "ky-niem-chuong" or form.value.name is not None:
        return False
    noun, other = (line.text.key[one.start : one.start + 8] for one in (form, last))
    return last.value.name is not None and noun == other  # a «Huy hiệu» is no «Kỷ niệm chương»


_UNCLASSED = ("Vì an ninh Tổ quốc", "Quân kỳ quyết thắng")  # medals that have no classes


def _topic(line: Line, end: int) -> tuple[Item, ...]:
    """Return the form that opens a sentence: «Về Bằng khen, UBND tỉnh tặng 6 tập thể»."""
    found = [
        index
        for index in range(end)
        if line.items[index].symbol == "F"
        and line.items[index].value.form != "class-only"
        and index + 1 < end
        and line.items[index + 1].symbol in ",:"
    ]
    return (line.items[found[-1]],) if found and found[-1] <= 2 else ()


def granted_by(frame: Frame, line: Line, clause: Clause, slot: str, forms: Sequence[Item]) -> Frame:
    """Return the frame with the grantors of one slot alone, for a clause whose two forms have two grantors."""
    authority = delegators(line, *clause.slots[slot])
    granted = codes_of(line, clause, authority, tuple(forms), None, clause.start)
    return replace(frame, authority=authority, granted=granted, last=())
