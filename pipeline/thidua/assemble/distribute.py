"""Which recipients got which of the forms that one clause names."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, draft_of
from thidua.assemble.frame import Frame
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.assemble.recipients import Named, Recipients
from thidua.mentions.form import FormValue


def with_head(form: Item, head: FormValue) -> Item:
    """Return a bare class («hạng Nhì») with the form and name of the award before it."""
    if form.value.form != "class-only":
        return form
    return replace(form, value=replace(form.value, form=head.form, name=head.name))


def distribute(
    line: Line, clause: Clause, frame: Frame, forms: list[Item], recipients: list[Recipients]
) -> list[Draft]:
    """Return one draft for each recipient, with the form that is theirs."""
    values = [item.value for item in forms]
    single = forms[0]
    # classes that are shared out: «hạng Nhất, hạng Nhì, hạng Ba cho A, B và C»
    if len(forms) == 1 and len(values[0].classes) > 1 and (each := _each_named(recipients, len(values[0].classes))):
        return [
            draft_of(line, clause, frame, single, replace(values[0], class_=class_, classes=()), r)
            for class_, r in zip(values[0].classes, each, strict=True)
        ]
    if (
        len(forms) == 1
        and 1 < len(values[0].classes) == len(recipients)
        and (_is_paired(line, clause) or _in_a_row(line, clause))
    ):
        return [
            draft_of(line, clause, frame, single, replace(values[0], class_=class_, classes=()), r)
            for class_, r in zip(values[0].classes, recipients, strict=True)
        ]
    if in_turn := _by_each_in_turn(line, clause, frame, forms, recipients):
        return in_turn
    if len(recipients) > 1 and _is_paired(line, clause) and _in_a_row(line, clause) and _has_forms_behind(line, clause):
        recipients = recipients[:1]  # the others are of what follows
    shared = any(value.classes for value in values) and all(r.count == 1 and r.named for r in recipients)
    if shared and not _others_between(line, clause):
        # one holder of several classes has them all: «đơn vị được tặng Huân chương Chiến công hạng Nhì, hạng Ba»
        return [
            draft_of(line, clause, frame, form, replace(form.value, class_=class_, classes=()), r)
            for form in forms
            for class_ in form.value.classes or (form.value.class_,)
            for r in recipients
        ]
    if len(forms) > 1:
        holders = [value.holder for value in values]
        kinds = [r.kind for r in recipients]
        if all(holders) and set(holders) == set(kinds) and len(set(holders)) == len(holders):
            return [
                draft_of(line, clause, frame, forms[holders.index(r.kind)], values[holders.index(r.kind)], r)
                for r in recipients
            ]
        named = recipients[0].named if len(recipients) == 1 else ()
        paired = _is_paired(line, clause) or _are_places(values)
        if len(forms) == len(named) == recipients[0].count and paired:
            recipients = [replace(recipients[0], count=1, named=(name,)) for name in named]
        if len(forms) == len(recipients) and paired:
            return [
                draft_of(line, clause, frame, form, value, r)
                for form, value, r in zip(forms, values, recipients, strict=True)
            ]
        if {value.form for value in values} <= {"huan-chuong", "huy-chuong"} and all(
            r.count is None for r in recipients
        ):
            return [draft_of(line, clause, frame, form, form.value, r) for form in forms for r in recipients]
        distinct = {
            (
                value.form,
                value.name,
                value.class_,
                line.text.key[form.start : form.end] if '"' in line.text.key[form.start : form.end] else "",
            )
            for form, value in zip(forms, values, strict=True)
        }
        if all(r.named and r.count == len(r.named) for r in recipients) and len(distinct) == len(values):
            return [draft_of(line, clause, frame, form, form.value, r) for form in forms for r in recipients]
        if len({value.form for value in values}) == 1 and all(value.name for value in values):
            names = list(dict.fromkeys(value.name for value in values))
            joined = replace(
                values[0],
                name=", ".join(names),
                class_=values[0].class_ if len({value.class_ for value in values}) == 1 else None,
            )
            return [draft_of(line, clause, frame, single, joined, r) for r in recipients]
        if len({(value.form, value.name) for value in values}) == 1:
            return [draft_of(line, clause, frame, single, replace(values[0], class_=None), r) for r in recipients]
    return [draft_of(line, clause, frame, single, values[0], r) for r in recipients]


def _each_named(recipients: list[Recipients], wanted: int) -> list[Recipients]:
    """Return recipients one by one, in the order of the text, where all are named and there are as many as wanted; else none."""
    each = [replace(r, count=1, named=(name,)) for r in recipients for name in r.named]
    if len(each) != wanted or not all(
        r.named and (len(recipients) == 1 or r.count == len(r.named)) for r in recipients
    ):
        return []
    return sorted(each, key=lambda r: r.named[0].start)


def _by_each_in_turn(
    line: Line, clause: Clause, frame: Frame, forms: list[Item], recipients: list[Recipients]
) -> list[Draft]:
    """Return what each grantor gave in turn: «4, 9 và 17 cá nhân lần lượt được tặng Bằng khen của Thủ tướng, Bộ Công an và UBND tỉnh»."""
    hands = [item for item in frame.authority if item.value.code in frame.granted]
    if len(forms) not in (1, len(hands)) or len(hands) < 2 or not _is_paired(line, clause):
        return []
    if len(recipients) != len(hands):  # «Đồn A, Phòng B và Đội C lần lượt được Cục, Bộ và UBND tỉnh tặng …»
        recipients = _each_named(recipients, len(hands))
    if not recipients:
        return []
    each = forms if len(forms) > 1 else forms * len(hands)
    return [
        draft_of(line, clause, replace(frame, authority=(hand,), granted=(hand.value.code,)), form, form.value, r)
        for hand, form, r in zip(hands, each, recipients, strict=True)
    ]


def in_turn(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, of as many awards as names the one of each: «A, B và C lần lượt được tặng Cờ …, Bằng khen … và Giấy khen …»."""
    result: list[Draft] = []
    for draft in drafts:
        result.append(draft)
        names = draft.named
        row = result[-len(names) :] if len(names) > 1 else []
        if len(row) < len(names) or not row or any(one.named != names or one.count != len(names) for one in row):
            continue
        said = any(item.symbol == "L" for item in line.items if names[-1].end <= item.start < row[-1].form_at)
        if said and len({one.form_at for one in row}) == len(row):
            result[-len(names) :] = [_of_one(one, name) for one, name in zip(row, names, strict=True)]
    return result


def _of_one(draft: Draft, name: Named) -> Draft:
    told = ("recipient", "count")
    fields = tuple((key, (name.start, name.end) if key in told else span, rule) for key, span, rule in draft.fields)
    return replace(draft, count=1, named=(name,), fields=fields)


def _others_between(line: Line, clause: Clause) -> bool:
    """Whether the classes may be those of others: «cô A từng có điểm cao nhất trong 41 học sinh đạt giải nhất, nhì»."""
    if "to" not in clause.slots or "form" not in clause.slots:
        return False
    first, last = line.items[clause.slots["to"][1] - 1].end, line.items[clause.slots["form"][0]].start
    return any(letter.isdigit() for letter in line.text.key[first:last])


def _are_places(values: list[FormValue]) -> bool:
    """Whether these are places of one contest, which two cannot share: «giải Nhất và giải Nhì thuộc về A và B»."""
    places = {value.class_ or value.name for value in values}
    return all(value.form == "giai-thuong" for value in values) and len(places) == len(values) and None not in places


def _is_paired(line: Line, clause: Clause) -> bool:
    """Whether «lần lượt», «tương ứng» pairs forms and recipients in order."""
    return any(item.symbol == "L" for item in line.items[max(0, clause.start - 3) : clause.end + 4])


def _has_forms_behind(line: Line, clause: Clause) -> bool:
    """Whether another verb and award follow: «lần lượt 9 và 4 tập thể được công nhận A và đề nghị tặng B»."""
    row = "".join(item.symbol for item in line.items[clause.end :])
    return _NEXT_FORM.match(row) is not None


_NEXT_FORM = regex.compile(r"(?:O[^;,&]{1,3})?[,&]x?[SVPB][^;.]{0,6}F")


def _in_a_row(line: Line, clause: Clause) -> bool:
    """Whether the recipients are numbers that share a noun: «hạng Nhất, Nhì, Ba cho 66, 81 và 120 đồng chí»."""
    if "to" not in clause.slots:
        return False
    first = line.items[clause.slots["to"][0]]
    return first.symbol == "N" and any(m.kind == "recipient" and m.start >= first.end for m in first.mentions)
