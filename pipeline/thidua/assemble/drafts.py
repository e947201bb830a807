"""The third cascade: clauses become drafts of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from thidua.assemble.frame import PASSIVE, Frame, frame_of, granted_by, is_object
from thidua.assemble.grammar import Clause, find_clauses
from thidua.assemble.items import Item, Line
from thidua.assemble.recipients import Named, Recipients, Span, enumerated, people_of, recipients_of, with_unit
from thidua.mentions.form import FormValue
from thidua.mentions.number import NumberValue, parse_words
from thidua.offsets import Text
from thidua.records import Qualifier, RecipientKind, Status
from thidua.rules import RuleSet


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


def assemble(text: Text, items: Sequence[Item], rules: RuleSet) -> list[Draft]:
    """Return the drafts of one sentence in text order."""
    line = Line(text, items, rules.context)
    clauses = find_clauses(items, rules.patterns)
    if line.context["commerce"].search(text.key):
        clauses = [clause for clause in clauses if not _is_prize(line, clause)]
    drafts: list[Draft] = []
    before: Frame | None = None
    end = 0
    among = False
    for clause in clauses:
        among = among or any(
            item.symbol in "Tg" and _opens_parts(line, index)
            for index, item in enumerate(line.items[end : clause.start], end)
        )
        drafts += _continued(line, end, clause.start, before, among, drafts)
        frame = frame_of(line, clause, before, end)
        if frame is None:
            continue
        end = clause.end
        subjects = _subjects(line, clause, before)
        found = [replace(draft, among=among) for draft in _records(line, clause, frame, subjects)]
        drafts += [_of_total(draft, drafts) for draft in found] if among and "q" in clause.slots else found
        before = replace(frame, subjects=subjects)
    drafts += _continued(line, end, len(line.items), before, among, drafts)
    return drafts


def _is_prize(line: Line, clause: Clause) -> bool:
    slot = clause.slots.get("form") or clause.slots.get("q")
    if slot is None:
        return False
    value = line.items[slot[0]].value
    form: FormValue = value[1] if isinstance(value, tuple) else value
    return form.form == "giai-thuong"


def _of_total(part: Draft, drafts: Sequence[Draft]) -> Draft:
    """Return counted awards behind «trong đó» with the recipients of the total: «5.000 lượt cá nhân …, trong đó 21 Huân chương»."""
    kinds = {draft.recipient for draft in drafts if not draft.among}
    if not kinds:
        return part
    return replace(part, recipient=kinds.pop() if len(kinds) == 1 else "tap-the-ca-nhan")


def _opens_parts(line: Line, index: int) -> bool:
    """Whether «trong đó» at `index` lists parts with numbers, and not places or facts."""
    return any(item.symbol in "NmQK" for item in line.items[index + 1 :])


def _subjects(line: Line, clause: Clause, before: Frame | None) -> tuple[Recipients, ...]:
    """Return the recipients that a clause leaves to those behind it: those of a passive, its own or the ones before."""
    if clause.pattern == "assembly.counted":
        return before.subjects if before is not None and before.subjects else _winner(line, clause)
    if clause.pattern not in PASSIVE:
        return ()
    if "to" in clause.slots:
        found = recipients_of(line, list(range(*clause.slots["to"])))
        return tuple(with_unit(line, clause, recipients) for recipients in found)
    return before.subjects if before is not None else ()


def _winner(line: Line, clause: Clause) -> tuple[Recipients, ...]:
    """Return the unit or person directly before the verb of receiving: «Công an tỉnh giành 4 huy chương vàng …»."""
    index = clause.start - 1
    while index > 0 and line.items[index].symbol in "xdhn":
        index -= 1
    if index < 1 or line.items[index].symbol != "R" or line.items[index - 1].symbol not in "UHA":
        return ()
    return tuple(recipients_of(line, [index - 1])) if not is_object(line, index - 1) else ()


def _records(line: Line, clause: Clause, frame: Frame, subjects: tuple[Recipients, ...]) -> list[Draft]:
    if "q" in clause.slots:
        return _counted(line, clause, frame)
    if "times" in clause.slots:
        return _times(line, clause, frame)
    if clause.pattern == "assembly.again":
        recipients = [] if _has_subject(line, clause) else list(subjects)
    else:
        to = list(range(*clause.slots["to"]))
        recipients = recipients_of(line, enumerated(line, to) or to)
    if not recipients or _too_far(line, clause) or _far_agent(line, clause):
        return []
    forms = list(frame.forms)
    if forms[0].value.form == "huy-chuong" or forms[0].value.holder == "ca-nhan":
        recipients = [people_of(r) for r in recipients]
    if "to" in clause.slots:
        recipients = [with_unit(line, clause, r) for r in recipients]
    if _REPEATED.search(line.text.key, 0, forms[0].start):
        recipients = [replace(r, count=None) if r.named else r for r in recipients]
    if forms[0].symbol == "W" and not _plausible(line, clause, recipients, frame):
        return []
    if "form2" in clause.slots and all(r.named for r in recipients):
        # each of the named got both: «… được tặng Cờ thi đua của Bộ và Bằng khen của UBND tỉnh»
        first = granted_by(frame, line, clause, "of", forms)
        second_form = _with_head(line.items[clause.slots["form2"][0]], forms[0].value)
        second = granted_by(frame, line, clause, "of2", [second_form])
        return [
            *_distribute(line, clause, first, forms, recipients),
            *_distribute(line, clause, second, [second_form], recipients),
        ]
    return _distribute(line, clause, frame, forms, recipients)


_MOST_BEFORE_VERB = 4  # words of «cũng vinh dự», «năm nay còn»; more name somebody new


def _has_subject(line: Line, clause: Clause) -> bool:
    """Whether words before the verb hold a subject of their own that no rule knows: «hơn 300 quân nhân đạt …»."""
    start = clause.start
    while start > 0 and line.items[start - 1].symbol in "xdn,&":
        start -= 1
    for index in range(start, clause.slots["form"][0]):
        item = line.items[index]
        words = line.text.key[item.start : item.end].split() if item.symbol == "x" else []
        if any(word.isdigit() for word in words) or (index >= clause.start and len(words) > _MOST_BEFORE_VERB):
            return True
    return False


def _with_head(form: Item, head: FormValue) -> Item:
    """Return a bare class («hạng Nhì») with the form and name of the award before it."""
    if form.value.form != "class-only":
        return form
    return replace(form, value=replace(form.value, form=head.form, name=head.name))


_MOST_ADVERBS = 6  # words between «được» and its verb, the agent left out


def _far_agent(line: Line, clause: Clause) -> bool:
    """Whether «được» belongs to another verb: «được giao nhiệm vụ làm hồ sơ … tôn vinh …»."""
    if "to" not in clause.slots or "form" not in clause.slots or clause.slots["to"][0] >= clause.slots["form"][0]:
        return False
    inside = range(clause.slots["to"][1], clause.slots["form"][0])
    passive = next((index for index in reversed(inside) if line.items[index].symbol == "P"), None)
    if passive is None:
        return False
    words = [
        line.text.key[item.start : item.end].split()
        for item in line.items[passive + 1 : inside.stop]
        if item.symbol == "x"
    ]
    return any(len(run) > _MOST_ADVERBS for run in words)


_REPEATED = regex.compile(
    r"(?<!\w)(?:liên tục|liên tiếp|nhiều lần|thường xuyên)(?:\s+được)?\s*(?:tặng|trao|nhận)(?!\w)"
)


def _too_far(line: Line, clause: Clause) -> bool:
    """Whether words stand between award and recipients that no clause of one award has."""
    if "form" not in clause.slots or "to" not in clause.slots:
        return False
    to_start, to_end = clause.slots["to"]
    form_start, form_end = clause.slots["form"]
    if to_start >= form_end:
        ahead = line.items[to_start - 1]
        words = line.text.key[ahead.start : ahead.end].split() if ahead.symbol == "x" else []
        loose = line.items[to_start].symbol == "m" and words != ["cả"]
        return len(words) > (0 if loose else 4) or bool(words and line.context["interrupted"].search(" ".join(words)))
    if line.items[to_end - 1].symbol == "m":
        verb = next((index for index in range(to_end, form_start) if line.items[index].symbol in "PR"), to_end)
        if verb > to_end and line.items[verb - 1].symbol == "n":
            return True  # «cứu 27 người …, lính cứu hỏa được tặng …»: of somebody else
    if all(line.items[index].symbol not in "Nm" for index in range(to_start, to_end)):
        between = line.text.key[line.items[to_end - 1].end : line.items[form_start].start]
        return line.context["interrupted"].search(between) is not None
    return False


_DONE = regex.compile(r"(?<!\w)(?:đã|vừa|quyết định)\s*$")


def _plausible(line: Line, clause: Clause, recipients: list[Recipients], frame: Frame) -> bool:
    """Whether «khen thưởng», «biểu dương» rewards somebody here and is not praise or the name of a task."""
    if any(r.count is not None and not r.named for r in recipients):
        return True
    if clause.pattern == "assembly.commended" and line.context["speech"].search(line.text.key):
        return False
    form = frame.forms[0].value.form
    if form == "khen-thuong":
        if _DONE.search(line.text.key, 0, frame.forms[0].start) and any(
            r.named and r.kind == "ca-nhan" for r in recipients
        ):
            return True  # «nhà trường vừa khen thưởng em A»: who rewards is no body that we know
        return (
            bool(frame.granted)
            and not (all(r.count is None for r in recipients) and line.context["speech"].search(line.text.key))
        ) or clause.pattern == "assembly.commended"
    between = (
        line.items[clause.slots["form"][1] : clause.slots["to"][0]]
        if clause.slots["form"][1] <= clause.slots["to"][0]
        else ()
    )
    return (
        bool(frame.granted)
        and not any(item.symbol == "x" for item in between)
        and not line.context["speech"].search(line.text.key)
    )


def _distribute(
    line: Line, clause: Clause, frame: Frame, forms: list[Item], recipients: list[Recipients]
) -> list[Draft]:
    """Return one draft for each recipient, with the form that is theirs."""
    values = [item.value for item in forms]
    single = forms[0]
    # classes that are shared out: «hạng Nhất, hạng Nhì, hạng Ba cho A, B và C»
    if (
        len(forms) == 1
        and values[0].classes
        and len(recipients) == 1
        and len(recipients[0].named) == len(values[0].classes) > 1
    ):
        return [
            _draft(
                line,
                clause,
                frame,
                single,
                replace(values[0], class_=class_, classes=()),
                replace(recipients[0], count=1, named=(name,)),
            )
            for class_, name in zip(values[0].classes, recipients[0].named, strict=True)
        ]
    if len(forms) > 1:
        holders = [value.holder for value in values]
        kinds = [r.kind for r in recipients]
        if all(holders) and set(holders) == set(kinds) and len(set(holders)) == len(holders):
            return [
                _draft(line, clause, frame, forms[holders.index(r.kind)], values[holders.index(r.kind)], r)
                for r in recipients
            ]
        if len(forms) == len(recipients) and _is_paired(line, clause):
            return [
                _draft(line, clause, frame, form, value, r)
                for form, value, r in zip(forms, values, recipients, strict=True)
            ]
        if {value.form for value in values} <= {"huan-chuong", "huy-chuong"} and all(
            r.count is None for r in recipients
        ):
            return [_draft(line, clause, frame, form, form.value, r) for form in forms for r in recipients]
        distinct = {(value.form, value.name, value.class_) for value in values}
        if all(r.named and r.count == len(r.named) for r in recipients) and len(distinct) == len(values):
            return [_draft(line, clause, frame, form, form.value, r) for form in forms for r in recipients]
        if len({value.form for value in values}) == 1 and all(value.name for value in values):
            names = list(dict.fromkeys(value.name for value in values))
            joined = replace(
                values[0],
                name=", ".join(names),
                class_=values[0].class_ if len({value.class_ for value in values}) == 1 else None,
            )
            return [_draft(line, clause, frame, single, joined, r) for r in recipients]
        if len({(value.form, value.name) for value in values}) == 1:
            return [_draft(line, clause, frame, single, replace(values[0], class_=None), r) for r in recipients]
    return [_draft(line, clause, frame, single, values[0], r) for r in recipients]


def _is_paired(line: Line, clause: Clause) -> bool:
    """Whether «lần lượt», «tương ứng» pairs forms and recipients in order."""
    return any(item.symbol == "L" for item in line.items[max(0, clause.start - 3) : clause.end + 4])


def _draft(line: Line, clause: Clause, frame: Frame, form: Item, value: FormValue, recipients: Recipients) -> Draft:
    fields = [("form", (form.start, form.end), _rule(form))]
    if recipients.named:
        fields.append(("recipient", (recipients.named[0].start, recipients.named[-1].end), _rule(recipients.item)))
    else:
        noun = (recipients.item.value.noun_start, _noun_end(recipients.item))
        fields.append(("recipient", noun, _rule(recipients.item, kind="recipient")))
    fields.append(("count", (recipients.item.start, _noun_end(recipients.item)), _rule(recipients.item)))
    if frame.granted:
        spans = [item for item in frame.authority if item.value.code in frame.granted]
        fields.append(("authority", (min(i.start for i in spans), max(i.end for i in spans)), _rule(spans[0])))
    touched = [line.items[clause.start], line.items[clause.end - 1], form, recipients.item]
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


def _rule(item: Item, *, kind: str | None = None) -> str:
    """Return the rule of an item's first mention, of the first of a kind where there is one."""
    chosen = next((m for m in item.mentions if m.kind == kind), item.mentions[0] if item.mentions else None)
    return chosen.rule if chosen is not None else "assembly.item"


_PRONOUN = regex.compile(
    r"(?<!\w)(?:anh|chị|ông|bà|cô|thầy|đồng chí|bản thân)\s*(?:ấy|từng|đã|được|còn|cũng|vinh dự|nhiều lần|\s)*$"
)


def _counted(line: Line, clause: Clause, frame: Frame) -> list[Draft]:
    """Return the draft of counted awards: «3 Huân chương Hồ Chí Minh», «2 giấy khen của Giám đốc»."""
    index = clause.slots["q"][0]
    item = line.items[index]
    number: NumberValue = item.value[0]
    ahead = line.items[:index]
    held = item.value[1].form == "danh-hieu-vinh-du" and any(before.symbol == "h" for before in ahead)
    if clause.pattern == "assembly.counted" and not held and not any(before.symbol in "VRPT" for before in ahead):
        return []  # «có 25 Nhà giáo ưu tú» says enough, «3 Bằng khen» alone does not
    verb = next((before for before in reversed(ahead) if before.symbol in "VRPT"), item)
    holder = next(
        (
            before
            for before in reversed(ahead)
            if before.symbol in "UHA"
            and before not in frame.authority
            and not _is_agent(line, before)
            and not line.context["interrupted"].search(line.text.key, before.end, max(before.end, verb.start))
        ),
        None,
    )
    person = (
        (holder is not None and holder.value.person is not None)
        or (
            holder is None
            and _PRONOUN.search(line.text.key, 0, next((i.start for i in ahead if i.symbol in "VRPT"), item.start))
        )
        or frame.forms[0].value.holder == "ca-nhan"
    )
    after = next((later for later in line.items[clause.end : clause.end + 4] if later.symbol in "NmUHA"), None)
    noun = line.items[clause.end] if clause.end < len(line.items) else None
    if noun is not None and noun.symbol == "n":
        person = noun.value.kind == "ca-nhan"  # «4 huy chương tập thể»
    elif after is not None and any(i.symbol == "C" for i in line.items[clause.end : clause.end + 3]):
        person = after.value.noun.kind == "ca-nhan" if after.symbol in "Nm" else after.value.person is not None
    recipients = Recipients("ca-nhan" if person else "tap-the", number.count, number.qualifier, False, (), item, None)
    fields = [
        ("form", (item.start, item.end), _rule(item, kind="form")),
        ("count", (item.start, item.end), _rule(item)),
    ]
    if frame.granted:
        spans = [i for i in frame.authority if i.value.code in frame.granted]
        fields.append(("authority", (min(i.start for i in spans), max(i.end for i in spans)), _rule(spans[0])))
    return [
        Draft(
            form=frame.forms[0].value, recipient=recipients.kind, count=number.count, start=item.start, end=line.items[clause.end - 1].end, pattern=clause.pattern,
            authority=frame.granted, qualifier=number.qualifier, status=frame.status, fields=tuple(fields),
            unit=(holder.start, holder.end) if holder is not None and holder.value.person is None else None,
        )
    ]  # fmt: skip


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


def _times(line: Line, clause: Clause, frame: Frame) -> list[Draft]:
    """Return the draft of «K lần», «K năm liền được tặng»: the awards are counted."""
    item = line.items[clause.slots["times"][0]]
    word = line.text.key[item.start : item.end].split()[0]
    count = int(word) if word.isdigit() else parse_words(word)
    form = frame.forms[0]
    pronoun = "to" not in clause.slots and _OF_PRONOUN.search(line.text.key, 0, item.start) is not None
    kind: RecipientKind = (
        "ca-nhan" if form.value.holder == "ca-nhan" or pronoun or _is_person(line, clause) else "tap-the"
    )
    fields = [("form", (form.start, form.end), _rule(form)), ("count", (item.start, item.end), _rule(item))]
    if frame.granted:
        spans = [i for i in frame.authority if i.value.code in frame.granted]
        fields.append(("authority", (min(i.start for i in spans), max(i.end for i in spans)), _rule(spans[0])))
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


def _is_person(line: Line, clause: Clause) -> bool:
    if "to" not in clause.slots:
        return False
    item = line.items[clause.slots["to"][0]]
    return item.symbol in "HA" and item.value.person is not None


# After a comma only these go on with an award; other counted nouns there are mostly something else.
_PLAIN_NOUNS = frozenset(
    {"tập thể", "cá nhân", "lượt tập thể", "lượt cá nhân", "đồng chí", "cán bộ", "cán bộ, chiến sĩ", "hộ gia đình"}
)


def _continued(line: Line, start: int, end: int, before: Frame | None, among: bool, drafts: list[Draft]) -> list[Draft]:
    """Return records whose number stands alone behind ";" or ",": «tặng Bằng khen cho 2 tập thể …; 3 cá nhân …»."""
    if before is None or not drafts:
        return []
    found: list[Draft] = []
    for index in range(start, end):
        item = line.items[index]
        if item.symbol not in "Nm" or item.value.number.count is None or index == 0:
            continue
        inside = [i.symbol for i in line.items[start:index]]
        parts = "T" in inside or "g" in inside
        if line.items[index - 1].symbol not in (",;&Tg:h" if parts else ",;&:"):
            continue
        if any(symbol in "VMPRWFQE" for symbol in inside):
            break
        behind = line.items[index + 1 : index + 10]
        stop = next((k for k, i in enumerate(behind) if i.symbol == ";"), len(behind))
        if any(i.symbol in "VPRWFQ" for i in behind[:stop]):
            break
        noun = line.text.key[item.value.noun_start : item.end]
        if line.items[index - 1].symbol != ";" and not parts and noun not in _PLAIN_NOUNS:
            continue
        slots = {"to": (index, index + 1), "form": (index, index)}
        clause = Clause("assembly.carried", index, index + 1, slots, 0.0)
        for r in recipients_of(line, [index]):
            draft = _draft(line, clause, before, before.forms[0], before.forms[0].value, r)
            found.append(
                replace(draft, start=item.start, end=item.end, among=among or parts, carried=("form", "authority"))
            )
    return found
