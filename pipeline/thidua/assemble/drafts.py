"""The third cascade: clauses become drafts of records; grantor, form and verb carry over inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import regex

from thidua.assemble.grammar import Clause, find_clauses
from thidua.assemble.items import Count, Entity, Item
from thidua.mentions.form import FormValue
from thidua.mentions.number import NumberValue, parse_words
from thidua.offsets import Text
from thidua.records import Qualifier, RecipientKind, Status
from thidua.rules import RuleSet

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A recipient that the clause names."""

    start: int
    end: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before period, unit and groups are known; spans count the characters of the clean sentence."""

    form: FormValue
    recipient: RecipientKind
    count: int | None
    start: int
    end: int
    pattern: str
    authority: tuple[str, ...] = ()
    qualifier: Qualifier = "exact"
    luot: bool = False
    status: Status = "awarded"
    named: tuple[Named, ...] = ()
    unit: Span | None = None
    fields: tuple[tuple[str, Span, str], ...] = ()  # field, span, rule
    among: bool = False  # stands behind «trong đó»
    carried: tuple[str, ...] = ()  # fields taken from the clause before
    generic: bool = False  # the recipient points at something named elsewhere


@dataclass(frozen=True, slots=True)
class Frame:
    """What a clause says besides its recipients, and what the next one may inherit."""

    forms: tuple[Item, ...]
    authority: tuple[Item, ...]
    granted: tuple[str, ...]
    status: Status
    subjects: tuple[Recipients, ...] = ()  # whom a passive clause speaks of


def assemble(text: Text, items: Sequence[Item], rules: RuleSet) -> list[Draft]:
    """Return the drafts of one sentence in text order."""
    clauses = find_clauses(items, rules.patterns)
    drafts: list[Draft] = []
    before: Frame | None = None
    end = 0
    among = False
    for clause in clauses:
        among = among or any(item.symbol in "Tg" and _opens_parts(items, index) for index, item in enumerate(items[end : clause.start], end))
        drafts += _continued(text, items, end, clause.start, before, among, drafts)
        frame = _frame(text, items, clause, before, end)
        if frame is None:
            continue
        end = clause.end
        subjects = _subjects(text, items, clause, before)
        drafts += [replace(draft, among=among) for draft in _records(text, items, clause, frame, subjects)]
        before = replace(frame, subjects=subjects)
    drafts += _continued(text, items, end, len(items), before, among, drafts)
    return drafts


def _opens_parts(items: Sequence[Item], index: int) -> bool:
    """Whether «trong đó» at `index` lists parts with numbers, and not places or facts."""
    return any(item.symbol in "NmQK" for item in items[index + 1 :])


# --- what a clause says -------------------------------------------------------------------------


def _frame(text: Text, items: Sequence[Item], clause: Clause, before: Frame | None, previous_end: int) -> Frame | None:
    """Return form, grantor and status of a clause, or None where the text denies or only imagines the award."""
    status = _status(text, items, clause, previous_end)
    if status is None:
        return None
    forms = _forms(items, clause, before)
    if not forms or (clause.pattern == "assembly.count-class" and items[clause.slots["form"][0]].value.form != "class-only"):
        return None
    authority = _authority(text, items, clause, before, previous_end)
    return Frame(forms, authority, _granted(authority, forms), status)


def _forms(items: Sequence[Item], clause: Clause, before: Frame | None) -> tuple[Item, ...]:
    if "q" in clause.slots:
        item = items[clause.slots["q"][0]]
        forms: tuple[Item, ...] = (replace(item, symbol="F", value=item.value[1]),)
    elif "form" not in clause.slots:
        return before.forms if before is not None else _topic(items, clause.start)
    else:
        start, end = clause.slots["form"]
        forms = tuple(item for item in items[start:end] if item.symbol in "FW")
    if any(item.symbol == "W" for item in forms):
        # «biểu dương … khen thưởng» is khen-thuong
        forms = tuple(sorted(forms, key=lambda item: item.value.form != "khen-thuong"))[:1]
    if forms and forms[0].value.form == "class-only":
        head = next((item.value for item in (before.forms if before else ()) if item.value.form in ("huan-chuong", "huy-chuong")), None)
        if head is None:
            return ()
        forms = tuple(replace(item, value=replace(item.value, form=head.form, name=head.name)) for item in forms)
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


def _topic(items: Sequence[Item], end: int) -> tuple[Item, ...]:
    """Return the form that opens a sentence: «Về Bằng khen, UBND tỉnh tặng 6 tập thể»."""
    found = [index for index in range(end) if items[index].symbol == "F" and index + 1 < end and items[index + 1].symbol in ",:"]
    return (items[found[-1]],) if found and found[-1] <= 2 else ()


_MODAL = regex.compile(r"(?<!\w)(?:nên|cần|phải|xứng đáng|đáng|có thể|muốn|mong)\s*$")


def _status(text: Text, items: Sequence[Item], clause: Clause, previous_end: int) -> Status | None:
    """Return whether the award is granted, proposed or planned; None where it is denied or conditional."""
    window = [*items[max(previous_end, clause.start - 10) : clause.end]]
    forms = clause.slots.get("form") or clause.slots.get("q") or (clause.end - 1, clause.end)
    ahead = [item for item in window if item.start < items[forms[0]].start]
    tail = []
    for item in reversed(ahead):
        if item.symbol == ";":
            break
        tail.append(item)
    symbols = [item.symbol for item in tail]
    sentence = text.key
    verb = next((item for item in reversed(tail) if item.symbol in "PVMR"), None) or items[forms[0]]
    if "X" in symbols or _MODAL.search(sentence, 0, verb.start):
        return None
    if "Z" in symbols:
        return None if regex.search(r"(?<!\w)nếu(?!\w)", sentence) or "S" not in symbols and regex.search(r"(?<!\w)sẽ\s+được(?!\w)", sentence) else "proposed" if "S" in symbols else "planned"
    if "S" in symbols:
        return "proposed"
    return "awarded"


_PASSIVE = ("assembly.passive", "assembly.receive", "assembly.commended", "assembly.times", "assembly.proposed-for", "assembly.again", "assembly.is")


def _authority(text: Text, items: Sequence[Item], clause: Clause, before: Frame | None, previous_end: int) -> tuple[Item, ...]:
    """Return the items that name the grantor: behind «của», else the agent of the verb, else the subject, else the clause before."""
    for slot in ("of", "auth"):
        if slot in clause.slots:
            found = _delegators(items, *clause.slots[slot])
            if "of2" in clause.slots and slot == "of":
                found += _delegators(items, *clause.slots["of2"])
            if found:
                return found
    passive = clause.pattern in _PASSIVE
    if clause.pattern == "assembly.counted":
        verb = next((item.symbol for item in reversed(items[: clause.start]) if item.symbol in "VMRP"), None)
        if verb == "R":
            return ()
        agent = _agent_before(items, clause)
        if agent:
            return agent
    if not passive:
        decided = _decision_of(text, items, previous_end, clause.start)
        if decided is not None:
            return (decided,)
        found = _subject(text, items, clause, previous_end)
        if found is not None:
            return found
    if passive and (decided := _decision_of(text, items, 0, len(items))) is not None:
        return (decided,)
    if before is not None and not passive and _inherits(items, previous_end, clause.start):
        return before.authority
    if before is not None and passive and not _has_boundary(items, previous_end, clause.start) and "to" not in clause.slots:
        return before.authority
    return ()


_DECISION = regex.compile(r"quyết định[^,;]{0,40} của\s*$")


def _decision_of(text: Text, items: Sequence[Item], start: int, end: int) -> Item | None:
    """Return whose decision a sentence reports: «Theo quyết định của UBND tỉnh, 2 cá nhân được công nhận …»."""
    return next((item for item in items[start:end] if item.symbol == "A" and _DECISION.search(text.key, 0, item.start)), None)


def _delegators(items: Sequence[Item], start: int, end: int) -> tuple[Item, ...]:
    """Return the grantors in a slot; where somebody acts for another («thừa ủy quyền của»), only that other."""
    found = [(index, items[index]) for index in range(start, end) if items[index].symbol == "A"]
    delegated = [item for index, item in found if index and items[index - 1].symbol == "D"]
    return tuple(delegated or [item for _, item in found])


_SKIPPED = frozenset("xdhnlm,&:-VMZSDLTEWUK")


def _subject(text: Text, items: Sequence[Item], clause: Clause, previous_end: int) -> tuple[Item, ...] | None:
    """Return the grantors that the verb's subject names, looking left; None where there is none in reach."""
    index = clause.start - 1
    first = previous_end
    candidates: list[int] = []
    while index >= first:
        symbol = items[index].symbol
        if symbol == ";":
            break
        if symbol == "H":
            if not candidates and not _is_object(items, index):
                return ()
        elif symbol == "A":
            if not _is_object(items, index):
                candidates.append(index)
        elif symbol in "PRNFQ" and candidates:
            break
        elif symbol not in _SKIPPED and symbol not in "ACOPRNmFQX":
            break
        index -= 1
    if not candidates:
        return None
    nearest = candidates[0]
    if not _directly_before(items, nearest, clause.start) and items[nearest - 1].symbol != "D":
        opening = [index for index in candidates if _opens(items, index, first)]
        nearest = opening[0] if opening else nearest
    start = nearest
    while start - 1 >= first and (
        items[start - 1].symbol in ",&D" or (items[start - 1].symbol == "A" and items[start].symbol in ",&D" and not _is_object(items, start - 1))
    ):
        start -= 1
    return _delegators(items, start, nearest + 1)


def _is_object(items: Sequence[Item], index: int) -> bool:
    return index > 0 and items[index - 1].symbol in "COVR"


def _directly_before(items: Sequence[Item], index: int, verb: int) -> bool:
    """Whether little but adverbs stands between a noun and the verb."""
    between = items[index + 1 : verb]
    return len(between) <= 2 and all(item.symbol in "x,d-hS" for item in between) and sum(item.end - item.start for item in between) < 40


def _opens(items: Sequence[Item], index: int, first: int) -> bool:
    return index == first or items[index - 1].symbol in ",d;:" or (items[index - 1].symbol == "x" and index - 1 == first)


def _agent_before(items: Sequence[Item], clause: Clause) -> tuple[Item, ...]:
    """Return the agent of the passive that leads a list of counted awards: «được Đảng, Nhà nước tặng 3 Huân chương …; 6 …»."""
    index = clause.start - 1
    while index >= 0:
        if items[index].symbol == "P":
            found = tuple(item for item in items[index : clause.start] if item.symbol == "A")
            return found
        index -= 1
    return ()


def _has_boundary(items: Sequence[Item], start: int, end: int) -> bool:
    return any(item.symbol == ";" for item in items[start:end])


def _inherits(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether a clause goes on where the one before ended, with nobody new in between."""
    return not any(item.symbol in "HPR" or (item.symbol == "A" and not _is_object(items, index)) for index, item in enumerate(items[start:end], start))


_HEAD_OF_STATE = ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du")


def _granted(authority: tuple[Item, ...], forms: tuple[Item, ...]) -> tuple[str, ...]:
    """Return the authority codes; an office holder who hands over an Order does not grant it."""
    codes: list[str] = []
    for item in authority:
        entity: Entity = item.value
        if entity.code is None:
            continue
        if forms[0].value.form in _HEAD_OF_STATE and entity.office and entity.code not in ("chu-tich-nuoc", "thu-tuong", "quoc-hoi"):
            continue
        if entity.code not in codes:
            codes.append(entity.code)
    return tuple(codes)


# --- the records of a clause --------------------------------------------------------------------


def _subjects(text: Text, items: Sequence[Item], clause: Clause, before: Frame | None) -> tuple[Recipients, ...]:
    """Return the recipients that a clause leaves to those behind it: those of a passive, its own or the ones before."""
    if clause.pattern not in _PASSIVE:
        return ()
    if "to" in clause.slots:
        return tuple(_recipients(text, items, list(range(*clause.slots["to"]))))
    return before.subjects if before is not None else ()


def _records(text: Text, items: Sequence[Item], clause: Clause, frame: Frame, subjects: tuple[Recipients, ...]) -> list[Draft]:
    if "q" in clause.slots:
        return _counted(text, items, clause, frame)
    if "times" in clause.slots:
        return _times(text, items, clause, frame)
    if clause.pattern == "assembly.again":
        return _distribute(text, items, clause, frame, list(frame.forms), list(subjects))
    to = list(range(*clause.slots["to"]))
    listed = _enumerated(text, items, to, clause)
    recipients = _recipients(text, items, listed or to)
    if not recipients or _too_far(text, items, clause):
        return []
    forms = [item for item in frame.forms]
    if forms[0].value.form == "huy-chuong" or forms[0].value.holder == "ca-nhan":
        recipients = [_people_of(r) for r in recipients]
    recipients = [_with_unit(items, clause, r) for r in recipients]
    if forms[0].symbol == "W" and not _plausible(text, items, clause, recipients, frame):
        return []
    return _distribute(text, items, clause, frame, forms, recipients)


_INTERRUPTED = regex.compile(r"(?<!\w)(?:khi|nếu|cho biết|cho rằng|nói|chia sẻ|khẳng định|cho hay|tâm sự|nêu rõ|như)(?!\w)")


def _too_far(text: Text, items: Sequence[Item], clause: Clause) -> bool:
    """Whether words stand between award and recipients that no clause of one award has."""
    to_start, to_end = clause.slots["to"]
    if "form" not in clause.slots:
        return False
    form_start, form_end = clause.slots["form"]
    if to_start >= form_end:
        ahead = items[to_start - 1]
        words = text.key[ahead.start : ahead.end].split() if ahead.symbol == "x" else []
        return len(words) > (0 if items[to_start].symbol == "m" else 4) or bool(words and _INTERRUPTED.search(" ".join(words)))
    if all(items[index].symbol not in "Nm" for index in range(to_start, to_end)):
        between = text.key[items[to_end - 1].end : items[form_start].start]
        return _INTERRUPTED.search(between) is not None
    return False


def _with_unit(items: Sequence[Item], clause: Clause, recipients: Recipients) -> Recipients:
    """Return recipients with the body that they belong to: the one unit named, or the one that «có» them."""
    if recipients.unit is not None:
        return recipients
    if len(recipients.named) == 1 and recipients.kind == "tap-the":
        return replace(recipients, unit=(recipients.named[0].start, recipients.named[0].end))
    index = clause.slots["to"][0] - 1
    having = False
    while index >= 0 and items[index].symbol in "xdhn,":
        having = having or items[index].symbol == "h"
        index -= 1
    if having and index >= 0 and items[index].symbol in "AU" and items[index].value.person is None and not recipients.named:
        return replace(recipients, unit=(items[index].start, items[index].end))
    return recipients


def _people_of(recipients: Recipients) -> Recipients:
    """Return unnamed people of a unit as such, where only people can hold the award."""
    if recipients.named and all(name.entity.people for name in recipients.named):
        return replace(recipients, kind="ca-nhan", count=None)
    return recipients


def _enumerated(text: Text, items: Sequence[Item], to: list[int], clause: Clause) -> list[int] | None:
    """Return the names behind an unnumbered head: «cho các đơn vị: A, B và C»."""
    if len(to) != 1 or items[to[0]].symbol not in "Nm" or items[to[0]].value.number.count is not None:
        return None
    index = to[0] + 1
    if index >= len(items) or items[index].symbol not in ":Tgl":
        return None
    names = []
    for position in range(index + 1, len(items)):
        if items[position].symbol in "UHA":
            names.append(position)
        elif items[position].symbol not in ",;&x:g":
            break
    return names or None


@dataclass(frozen=True, slots=True)
class Recipients:
    """Recipients of one kind in a clause: a number, or names, or both."""

    kind: RecipientKind
    count: int | None
    qualifier: Qualifier
    luot: bool
    named: tuple[Named, ...]
    item: Item
    unit: Span | None
    generic: bool = False


_NAMED_KINDS = {"H": "ca-nhan", "U": "tap-the", "A": "tap-the"}


def _recipients(text: Text, items: Sequence[Item], indexes: list[int]) -> list[Recipients]:
    """Return the recipients of a list: one for each number, one for all the names of a kind."""
    result: list[Recipients] = []
    named: dict[str, list[Item]] = {}
    order: list[str] = []
    for index in indexes:
        item = items[index]
        if item.symbol in "Nm":
            count: Count = item.value
            result.append(Recipients(count.noun.kind, count.number.count, count.number.qualifier, count.noun.luot, (), item, count.unit))
        elif item.symbol in _NAMED_KINDS:
            kind = "ho-gia-dinh" if item.value.household else "ca-nhan" if item.value.person or (item.value.office and item.symbol == "A") else "tap-the"
            named.setdefault(kind, []).append(item)
            order.append(kind)
    for kind, holders in named.items():
        names = tuple(Named(item.start, item.end, item.value) for item in holders)
        same = next((r for r in result if r.kind == kind), None)
        if same is not None and same.count is not None and kind == "tap-the" and (same.unit is not None or holders[0].start > same.item.start):
            continue  # «14 đơn vị thuộc Bộ Công an, Bộ Quốc phòng»: more bodies that they belong to
        if same is not None:
            total = len(names) + (same.count or 0)
            qualifier = same.qualifier if same.count is not None else "at-least"
            result[result.index(same)] = replace(same, count=total, qualifier=qualifier, named=names)
        else:
            first = holders[0]
            result.append(Recipients(cast(RecipientKind, kind), len(names), "exact", False, names, first, None, generic=all(n.entity.generic for n in names)))
    counted = {r.kind for r in result if r.count is not None}
    return sorted((r for r in result if r.count is not None or r.kind not in counted), key=lambda r: r.item.start)


_SPEECH = regex.compile(r"(?<!\w)(?:phát biểu|đánh giá cao|cho rằng|nhấn mạnh|chúc mừng|khẳng định|bày tỏ|cảm ơn|mong muốn|yêu cầu|đề nghị các)(?!\w)")


def _plausible(text: Text, items: Sequence[Item], clause: Clause, recipients: list[Recipients], frame: Frame) -> bool:
    """Whether «khen thưởng», «biểu dương» rewards somebody here and is not praise or the name of a task."""
    if any(r.count is not None and not r.named for r in recipients):
        return True
    form = frame.forms[0].value.form
    if form == "khen-thuong":
        return bool(frame.granted) and not (all(r.count is None for r in recipients) and _SPEECH.search(text.key)) or clause.pattern == "assembly.commended"
    between = items[clause.slots["form"][1] : clause.slots["to"][0]] if clause.slots["form"][1] <= clause.slots["to"][0] else ()
    return bool(frame.granted) and not any(item.symbol == "x" for item in between) and not _SPEECH.search(text.key)


def _distribute(text: Text, items: Sequence[Item], clause: Clause, frame: Frame, forms: list[Item], recipients: list[Recipients]) -> list[Draft]:
    """Return one draft for each recipient, with the form that is theirs."""
    values = [item.value for item in forms]
    single = forms[0]
    # classes that are shared out: «hạng Nhất, hạng Nhì, hạng Ba cho A, B và C»
    if len(forms) == 1 and values[0].classes and len(recipients) == 1 and len(recipients[0].named) == len(values[0].classes) > 1:
        return [
            _draft(items, clause, frame, single, replace(values[0], class_=class_, classes=()), replace(recipients[0], count=1, named=(name,)))
            for class_, name in zip(values[0].classes, recipients[0].named, strict=True)
        ]
    if len(forms) > 1:
        holders = [value.holder for value in values]
        kinds = [r.kind for r in recipients]
        if all(holders) and set(holders) == set(kinds) and len(set(holders)) == len(holders):
            return [_draft(items, clause, frame, forms[holders.index(r.kind)], values[holders.index(r.kind)], r) for r in recipients]
        if len(forms) == len(recipients) and _is_paired(text, items, clause):
            return [_draft(items, clause, frame, form, value, r) for form, value, r in zip(forms, values, recipients, strict=True)]
        if {value.form for value in values} <= {"huan-chuong", "huy-chuong"} and all(r.count is None for r in recipients):
            return [_draft(items, clause, frame, form, form.value, r) for form in forms for r in recipients]
        if len({value.form for value in values}) == 1 and all(value.name for value in values):
            names = list(dict.fromkeys(value.name for value in values))
            joined = replace(values[0], name=", ".join(names), class_=values[0].class_ if len({value.class_ for value in values}) == 1 else None)
            return [_draft(items, clause, frame, single, joined, r) for r in recipients]
        if len({(value.form, value.name) for value in values}) == 1:
            return [_draft(items, clause, frame, single, replace(values[0], class_=None), r) for r in recipients]
    return [_draft(items, clause, frame, single, values[0], r) for r in recipients]


def _is_paired(text: Text, items: Sequence[Item], clause: Clause) -> bool:
    """Whether «lần lượt», «tương ứng» pairs forms and recipients in order."""
    return any(item.symbol == "L" for item in items[max(0, clause.start - 3) : clause.end + 4])


def _draft(items: Sequence[Item], clause: Clause, frame: Frame, form: Item, value: FormValue, recipients: Recipients) -> Draft:
    fields = [("form", (form.start, form.end), _rule(form))]
    if recipients.named:
        fields.append(("recipient", (recipients.named[0].start, recipients.named[-1].end), _rule(recipients.item)))
    else:
        fields.append(("recipient", (recipients.item.value.noun_start, _noun_end(recipients.item)), _rule(recipients.item)))
    fields.append(("count", (recipients.item.start, _noun_end(recipients.item)), _rule(recipients.item)))
    if frame.granted:
        spans = [item for item in frame.authority if item.value.code in frame.granted]
        fields.append(("authority", (min(i.start for i in spans), max(i.end for i in spans)), _rule(spans[0])))
    touched = [items[clause.start], items[clause.end - 1], form, recipients.item]
    return Draft(
        form=value, recipient=recipients.kind, count=recipients.count, start=min(i.start for i in touched), end=max(i.end for i in touched),
        pattern=clause.pattern, authority=frame.granted, qualifier=recipients.qualifier, luot=recipients.luot, status=frame.status,
        named=recipients.named, unit=recipients.unit, fields=tuple(fields), generic=recipients.generic,
    )  # fmt: skip


def _noun_end(item: Item) -> int:
    """Where the counted noun ends: before the body that the recipients belong to."""
    if item.symbol not in "Nm":
        return item.end
    return max((m.end for m in item.mentions if m.kind in ("recipient", "number")), default=item.end)


def _rule(item: Item, *, last: bool = False) -> str:
    if not item.mentions:
        return "assembly.item"
    return item.mentions[-1 if last else 0].rule


_PRONOUN = regex.compile(r"(?<!\w)(?:anh|chị|ông|bà|cô|thầy|đồng chí|bản thân)\s*(?:ấy|từng|đã|được|còn|cũng|vinh dự|nhiều lần|\s)*$")


def _counted(text: Text, items: Sequence[Item], clause: Clause, frame: Frame) -> list[Draft]:
    """Return the draft of counted awards: «3 Huân chương Hồ Chí Minh», «2 giấy khen của Giám đốc»."""
    index = clause.slots["q"][0]
    item = items[index]
    number: NumberValue = item.value[0]
    ahead = items[:index]
    if not any(before.symbol in "VRPT" for before in ahead):
        return []
    holder = next((before for before in reversed(ahead) if before.symbol in "UHA" and before not in frame.authority and not _is_agent(items, before)), None)
    person = (holder is not None and holder.value.person is not None) or (holder is None and _PRONOUN.search(text.key, 0, next(i.start for i in ahead if i.symbol in "VRPT"))) or frame.forms[0].value.holder == "ca-nhan"
    after = next((later for later in items[clause.end : clause.end + 4] if later.symbol in "NmUHA"), None)
    if after is not None and any(i.symbol == "C" for i in items[clause.end : clause.end + 3]):
        person = after.value.noun.kind == "ca-nhan" if after.symbol in "Nm" else after.value.person is not None
    recipients = Recipients("ca-nhan" if person else "tap-the", number.count, number.qualifier, False, (), item, None)
    fields = [("form", (item.start, item.end), _rule(item, last=True)), ("count", (item.start, item.end), _rule(item))]
    if frame.granted:
        spans = [i for i in frame.authority if i.value.code in frame.granted]
        fields.append(("authority", (min(i.start for i in spans), max(i.end for i in spans)), _rule(spans[0])))
    return [
        Draft(
            form=item.value[1], recipient=recipients.kind, count=number.count, start=item.start, end=items[clause.end - 1].end, pattern=clause.pattern,
            authority=frame.granted, qualifier=number.qualifier, status=frame.status, fields=tuple(fields),
            unit=(holder.start, holder.end) if holder is not None and holder.value.person is None else None,
        )
    ]  # fmt: skip


_OF_PRONOUN = regex.compile(r"(?<!\w)(?:anh|chị|ông|bà|cô)\s+(?:được|đã|từng|cũng|còn|vinh dự|có|nhiều lần)(?!\w)")


def _is_agent(items: Sequence[Item], item: Item) -> bool:
    index = items.index(item)
    return index > 0 and (items[index - 1].symbol in "POD" or (items[index - 1].symbol in ",&" and index > 1 and items[index - 2].symbol == "A" and _is_agent(items, items[index - 2])))


def _times(text: Text, items: Sequence[Item], clause: Clause, frame: Frame) -> list[Draft]:
    """Return the draft of «K lần», «K năm liền được tặng»: the awards are counted."""
    item = items[clause.slots["times"][0]]
    word = text.key[item.start : item.end].split()[0]
    count = int(word) if word.isdigit() else parse_words(word)
    form = frame.forms[0]
    pronoun = "to" not in clause.slots and _OF_PRONOUN.search(text.key, 0, item.start) is not None
    kind: RecipientKind = "ca-nhan" if form.value.holder == "ca-nhan" or pronoun or _is_person(items, clause) else "tap-the"
    fields = [("form", (form.start, form.end), _rule(form)), ("count", (item.start, item.end), _rule(item))]
    if frame.granted:
        spans = [i for i in frame.authority if i.value.code in frame.granted]
        fields.append(("authority", (min(i.start for i in spans), max(i.end for i in spans)), _rule(spans[0])))
    holder = items[clause.slots["to"][0]] if "to" in clause.slots else None
    unit = (holder.start, holder.end) if holder is not None and holder.symbol in "AU" and holder.value.person is None else None
    return [Draft(form.value, kind, count, items[clause.start].start, items[clause.end - 1].end, clause.pattern, frame.granted, status=frame.status, fields=tuple(fields), unit=unit)]


def _is_person(items: Sequence[Item], clause: Clause) -> bool:
    if "to" not in clause.slots:
        return False
    item = items[clause.slots["to"][0]]
    return item.symbol in "HA" and item.value.person is not None


def _continued(text: Text, items: Sequence[Item], start: int, end: int, before: Frame | None, among: bool, drafts: list[Draft]) -> list[Draft]:
    """Return records whose number stands alone behind ";" or ",": «tặng Bằng khen cho 2 tập thể …; 3 cá nhân …»."""
    if before is None or not drafts:
        return []
    found: list[Draft] = []
    for index in range(start, end):
        item = items[index]
        if item.symbol not in "Nm" or item.value.number.count is None or index == 0 or items[index - 1].symbol not in ",;&T":
            continue
        inside = [i.symbol for i in items[start:index]]
        parts = "T" in inside
        if any(symbol in "VMPRWFQgE:" for symbol in inside):
            break
        behind = items[index + 1 : index + 10]
        stop = next((k for k, i in enumerate(behind) if i.symbol == ";"), len(behind))
        if any(i.symbol in "VPRWFQ" for i in behind[:stop]):
            break
        if items[index - 1].symbol != ";" and item.value.noun.kind not in ("tap-the", "ca-nhan", "ho-gia-dinh", "tap-the-ca-nhan"):
            continue
        if items[index - 1].symbol != ";" and text.key[item.value.noun_start : item.end] not in ("tập thể", "cá nhân", "lượt tập thể", "lượt cá nhân", "đồng chí", "cán bộ", "cán bộ, chiến sĩ", "hộ gia đình"):
            continue
        slots = {"to": (index, index + 1), "form": (index, index)}
        clause = Clause("assembly.carried", index, index + 1, slots, 0.0)
        for r in _recipients(text, items, [index]):
            draft = _draft(items, clause, before, before.forms[0], before.forms[0].value, r)
            found.append(replace(draft, start=item.start, end=item.end, among=among or parts, carried=("form", "authority")))
    return found
