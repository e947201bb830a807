"""Clauses in which the awards are counted and not the recipients: «3 Huân chương», «5 năm liền được tặng Cờ»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, granted_field, rule_of
from thidua.assemble.frame import Frame
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line, says_so
from thidua.assemble.recipients import Recipients
from thidua.mentions.form import FormValue
from thidua.mentions.number import NumberValue, parse_words
from thidua.offsets import Text
from thidua.records import RecipientKind

_PRONOUN = regex.compile(
    r"(?<!\w)(?:anh|chị|ông|bà|cô|thầy|đồng chí|bản thân)\s*(?:ấy|từng|đã|được|còn|cũng|vinh dự|nhiều lần|\s)*$"
)


_LIKE = regex.compile(r"(?<!\w)(?:như|coi là|xem là)\s*$")

# a contestant whom no rank or title tells: «Diệu Thùy còn xuất sắc mang về 2 giải»
_NAME = regex.compile(
    r"(?<![\p{L}] )(?<!\p{Lu}\p{L}* )(?!Đội|Đoàn|Công|Phòng|Trường|Việt)\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}(?:\s*\([^()]*\))?(?:\s(?:còn|đã|cũng|vừa|từng|xuất sắc)){0,3}\s*$"
)


def counted(line: Line, clause: Clause, frame: Frame) -> list[Draft]:
    """Return the draft of counted awards: «3 Huân chương Hồ Chí Minh», «2 giấy khen của Giám đốc»."""
    index = clause.slots["q"][0]
    item = line.items[index]
    number: NumberValue = item.value[0]
    ahead = line.items[:index]
    held = item.value[1].form == "danh-hieu-vinh-du" and any(before.symbol == "h" for before in ahead)
    given = _given_to(line, clause.end)
    given = _given_behind(line, clause.end) if given is None else given
    told = _told_ahead(line, index)
    whom = next((i for i in line.items[given or clause.end :][:4] if i.symbol in "NmnUHA"), None)
    winner = _winner_behind(line, clause.end)
    among = _among_prizes(line, index) if frame.forms[0].value.form == "giai-thuong" else None
    if (
        clause.pattern == "assembly.counted"
        and not held
        and given is None
        and winner is None
        and among is None
        and not any(before.symbol in "VRPT" for before in ahead)
    ):
        return []  # «có 25 Nhà giáo ưu tú» says enough, «3 Bằng khen» alone does not
    if any(before.symbol == "E" for before in ahead[-4:]):
        return []  # «Mỗi tập thể được tặng 1 Bằng khen»: how many that are is told elsewhere
    if _LIKE.search(line.text.key, 0, item.start):
        return []  # «như một kỷ niệm chương»
    verb = next((before for before in reversed(ahead) if before.symbol in "VRPT"), item)
    holder = next(
        (
            before
            for before in reversed(ahead)
            if before.symbol in "UHA"
            and before not in frame.authority
            and not _is_agent(line, before)
            and not says_so(line, line.items.index(before))
            and not _won_another(line, line.items.index(before))
            and not line.context["interrupted"].search(line.text.key, before.end, max(before.end, verb.start))
        ),
        None,
    )
    holder = winner if winner is not None else holder
    subject = next((i for i in reversed(ahead) if i.symbol in "UHANmn"), None)
    people = subject is not None and subject.symbol in "Nmn" and holder is None and _kind(subject) == "ca-nhan"
    person = (
        people
        or (holder is not None and holder.value.person is not None)
        or (
            holder is None
            and _PRONOUN.search(line.text.key, 0, next((i.start for i in ahead if i.symbol in "VRPT"), item.start))
        )
        or frame.forms[0].value.holder == "ca-nhan"
        or (
            holder is None
            and frame.forms[0].value.form == "giai-thuong"
            and _NAME.search(line.text.text, 0, verb.start)
        )
    )
    after = next((later for later in line.items[clause.end : clause.end + 4] if later.symbol in "NmUHA"), None)
    noun = line.items[clause.end] if clause.end < len(line.items) else None
    if noun is not None and noun.symbol == "n":
        person = noun.value.kind == "ca-nhan"  # «4 huy chương tập thể»
    elif after is not None and any(i.symbol == "C" for i in line.items[clause.end : clause.end + 3]):
        person = after.value.noun.kind == "ca-nhan" if after.symbol in "Nm" else after.value.person is not None
    kind: RecipientKind = "ca-nhan" if person else "tap-the"
    works = frame.forms[0].value.form == "giai-thuong" and line.context["works"].search(line.text.key) is not None
    if works and not person and holder is None and (subject is None or subject in frame.authority):
        kind = "khac"  # «trao giải cho 37 ca khúc, gồm 10 giải A …»
    if clause.pattern == "assembly.counted-kinds-given":
        kind = line.items[clause.end - 1].value.noun.kind  # the clause ends with those who got them
    elif given is not None and whom is not None and whom.symbol in "Nmn":
        kind = whom.value.kind if whom.symbol == "n" else whom.value.noun.kind
    elif told is not None:
        kind = told
    elif among is not None and holder is None:
        kind = among
    recipients = Recipients(kind, number.count, number.qualifier, False, (), item, None)
    fields = [
        ("form", (item.start, item.end), rule_of(item, kind="form")),
        ("count", (item.start, item.end), rule_of(item)),
        *granted_field(frame),
    ]
    return [
        Draft(
            form=_with_names_behind(line, clause, frame.forms[0].value), recipient=recipients.kind, count=number.count, start=item.start, end=line.items[clause.end - 1].end, pattern=clause.pattern,
            authority=frame.granted, qualifier=number.qualifier, status=frame.status, fields=tuple(fields),
            unit=_unit_of(line, given, holder),
        )
    ]  # fmt: skip


def _among_prizes(line: Line, index: int) -> RecipientKind | None:
    """Return the kind of those who won the prizes ahead: «giải Nhất: A; giải Nhì: B; 2 giải Ba: C và D; cùng 5 giải Khuyến khích»."""
    ahead = "".join(item.symbol for item in line.items[:index])
    won = [found for found in _WON_AHEAD.finditer(ahead) if line.items[found.start()].value.form == "giai-thuong"]
    if not won:
        return None
    return "ca-nhan" if line.items[won[-1].end() - 1].value.person is not None else "tap-the"


_WON_AHEAD = regex.compile(r"F(?:C|:)[xn]?[UHA]")


def _winner_behind(line: Line, start: int) -> Item | None:
    """Return who won counted prizes told first: «Với 5 Huy chương Vàng và 2 Huy chương Bạc giành được, đội A xếp …»."""
    found = _WON_FIRST.match("".join(item.symbol for item in line.items[start : start + 12]))
    return line.items[start + found.start("who")] if found is not None else None


_WON_FIRST = regex.compile(r"(?:[,&]{1,2}Q)*R,[xd]?(?P<who>[UHA])")


def _won_another(line: Line, index: int) -> bool:
    """Whether a team got the award ahead: «giải Nhất cho đội A, 3 giải Khuyến khích» leaves open who got these."""
    while index > 0 and line.items[index - 1].symbol in "UHA,&-":
        index -= 1
    return index > 1 and line.items[index - 1].symbol == "C" and line.items[index - 2].symbol in "FQ"


def _unit_of(line: Line, given: int | None, holder: Item | None) -> tuple[int, int] | None:
    """Return the body that got counted awards: the only one behind «cho», else the one that the sentence speaks of."""
    if given is not None and given + 1 < len(line.items) and line.items[given + 1].symbol in "UHA":
        several = "".join(item.symbol for item in line.items[given + 2 : given + 4])
        holder = None if several[:1] in (",", "&") and several[1:] in ("U", "H", "A") else line.items[given + 1]
    return (holder.start, holder.end) if holder is not None and holder.value.person is None else None


def _given_to(line: Line, start: int) -> int | None:
    """Return where «cho» stands that says who gets counted awards: «2 giải Nhất thuộc thể loại dịch thuật cho các bạn trẻ»."""
    for index in range(start, min(start + 8, len(line.items))):
        if line.items[index].symbol == "C":
            return index
        if not (line.items[index].symbol in "x&dO" or _is_class(line, index)):
            return None
    return None


_BEHIND = regex.compile(r"(?:[,&]{1,2}Q)*[xd]?,P?V(?P<to>C)x?[NmnUHA]")


def _given_behind(line: Line, start: int) -> int | None:
    """Return where «cho» stands behind a list of prizes and the verb: «5 giải Nhất, 10 giải Ba ở các môn, trao cho các đội»."""
    found = _BEHIND.match("".join(item.symbol for item in line.items[start : start + 16]))
    return start + found.start("to") if found is not None else None


def _is_class(line: Line, index: int) -> bool:
    """Whether an item is of the classes that a number falls into: «13 Huân chương (3 hạng Nhất, 10 hạng Ba) cho …»."""
    item = line.items[index + (line.items[index].symbol == ",")] if index + 1 < len(line.items) else line.items[index]
    return item.symbol == "Q" and item.value[1].form == "class-only"


def _told_ahead(line: Line, index: int) -> RecipientKind | None:
    """Return the kind of those whom «cho» names ahead of counted awards: «trao cho các tập thể, cá nhân 5 giải A, 7 giải B»."""
    while index > 0 and line.items[index - 1].symbol in ",&Qxn":  # «các tập thể, cá nhân toàn lực lượng 31 giải A»
        index -= 1
    if index < 2 or line.items[index - 1].symbol not in "Nm" or line.items[index - 2].symbol != "C":
        return None
    kind: RecipientKind = line.items[index - 1].value.noun.kind
    return kind


def _with_names_behind(line: Line, clause: Clause, form: FormValue) -> FormValue:
    """Return the form of one number with all its names: «hơn 2.300 Huân chương Bảo vệ Tổ quốc, Huân chương Chiến công»."""
    more = [item.value for item in line.items[clause.start + 1 : clause.end] if item.symbol == "F"]
    names = [value.name for value in (form, *more) if value.name]
    if not more or len(names) <= len(more) or any(value.form != form.form for value in more):
        return form
    return replace(form, name=", ".join(dict.fromkeys(names)))


def _kind(item: Item) -> str:
    return str(item.value.kind if item.symbol == "n" else item.value.noun.kind)


_OF_PRONOUN = regex.compile(r"(?<!\w)(?:anh|chị|ông|bà|cô)\s+(?:được|đã|từng|cũng|còn|vinh dự|có|nhiều lần)(?!\w)")


def _is_agent(line: Line, item: Item) -> bool:
    index = line.items.index(item)
    return index > 0 and (
        line.items[index - 1].symbol in "POD"
        or (
            line.items[index - 1].symbol in ",&"
            and index > 1
            and line.items[index - 2].symbol == "A"
            and _is_agent(line, line.items[index - 2])
        )
    )


def times(line: Line, clause: Clause, frame: Frame, subjects: Sequence[Recipients]) -> list[Draft]:
    """Return the draft of «K lần», «K năm liền được tặng»: the awards are counted."""
    item = line.items[clause.slots["times"][0]]
    word = line.text.key[item.start : item.end].split()[0]
    count = int(word) if word.isdigit() else parse_words(word)
    form = frame.forms[0]
    pronoun = "to" not in clause.slots and _OF_PRONOUN.search(line.text.key, 0, item.start) is not None
    person = pronoun or _is_person(line, clause) or ("to" not in clause.slots and _one_person(subjects))
    kind: RecipientKind = "ca-nhan" if form.value.holder == "ca-nhan" or person else "tap-the"
    fields = [("form", (form.start, form.end), rule_of(form)), ("count", (item.start, item.end), rule_of(item))]
    fields += granted_field(frame)
    holder = line.items[clause.slots["to"][0]] if "to" in clause.slots else None
    unit = (
        (holder.start, holder.end)
        if holder is not None and holder.symbol in "AU" and holder.value.person is None
        else None
    )
    return [
        Draft(
            form.value,
            kind,
            count,
            line.items[clause.start].start,
            line.items[clause.end - 1].end,
            clause.pattern,
            frame.granted,
            status=frame.status,
            fields=tuple(fields),
            unit=unit,
        )
    ]


def _one_person(subjects: Sequence[Recipients]) -> bool:
    """Whether the clause before speaks of one person, who goes on here: «A hai lần đoạt giải A, ba lần nhận giải C»."""
    return len(subjects) == 1 and subjects[0].kind == "ca-nhan" and subjects[0].count == 1


def _is_person(line: Line, clause: Clause) -> bool:
    if "to" not in clause.slots:
        return False
    index = clause.slots["to"][0]
    item = line.items[index]
    return item.symbol in "HA" and item.value.person is not None and not says_so(line, index)


_IN_BRACKET = regex.compile(r"\s*\((?:gồm|trong đó)?\s*$")


def with_classes(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts; the classes in a bracket behind a counted award are its parts: «9 Huân chương (2 hạng Nhất, 7 hạng Ba)»."""
    result = list(drafts)
    whole: Draft | None = None  # whose bracket is open
    end = 0
    for index, draft in enumerate(drafts):
        if whole is None or ")" in text.key[end : draft.start] or not _is_class_of(draft, whole):
            whole = draft if draft.pattern == "assembly.counted" and draft.form.class_ is None else None
        elif whole.end < end or _IN_BRACKET.match(text.key, end, draft.start):
            result[index] = replace(draft, among=True, listing="all")
        else:
            whole = None
        end = draft.end
    return result


def _is_class_of(draft: Draft, whole: Draft) -> bool:
    if draft.pattern != "assembly.counted" or (draft.form.form, draft.recipient) != (whole.form.form, whole.recipient):
        return False
    medal = (
        whole.form.form == "giai-thuong"
        and whole.form.name is None
        and (draft.form.name or "").startswith("Huy chương")
    )
    return medal or (draft.form.class_ is not None and draft.form.name == whole.form.name)


def of_people(drafts: list[Draft]) -> list[Draft]:
    """Return counted prizes beside «giải tập thể» as those of people: «1 giải Nhất, 2 giải Nhì và 6 giải tập thể»."""
    prizes = [draft for draft in drafts if draft.pattern == "assembly.counted" and draft.form.form == "giai-thuong"]
    if not any(draft.form.holder == "tap-the" and draft.form.class_ is None for draft in prizes):
        return drafts
    guessed = {id(d) for d in prizes if d.form.holder is None and d.unit is None and d.recipient == "tap-the"}
    return [replace(draft, recipient="ca-nhan") if id(draft) in guessed else draft for draft in drafts]
