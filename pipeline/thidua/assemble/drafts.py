"""The third cascade: clauses become drafts of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

import regex

from thidua.assemble.carried import carried, in_bracket
from thidua.assemble.classes import without_sum
from thidua.assemble.counted import counted
from thidua.assemble.distribute import distribute, in_turn, with_head
from thidua.assemble.draft import Draft, draft_of
from thidua.assemble.enumerated import enumerated, head_of_names, said_to_be
from thidua.assemble.forms_behind import with_forms_behind
from thidua.assemble.frame import Frame, frame_of, granted_by
from thidua.assemble.grammar import PASSIVE, Clause, find_clauses
from thidua.assemble.hands import with_hands
from thidua.assemble.items import Item, Line
from thidua.assemble.listed import LISTED, listed
from thidua.assemble.many import is_one_of_many, is_repeated
from thidua.assemble.orders import HEAD_OF_STATE
from thidua.assemble.others import only_recipients
from thidua.assemble.parts import Among, is_new_total, opened
from thidua.assemble.plausible import (
    are_a_share,
    are_of_each,
    are_of_others,
    are_spoken_to,
    far_agent,
    has_subject,
    is_of_a_deed,
    plausible,
    too_far,
    who_acts,
)
from thidua.assemble.prizes import tells_prize, told_behind_the_next
from thidua.assemble.recipients import (
    Recipients,
    collective_ahead,
    people_of,
    recipients_of,
    subject_of_sentence,
    with_unit,
)
from thidua.assemble.shares import of_people, with_classes, with_kinds_in_bracket, with_total_of_kinds
from thidua.assemble.spoken import person_spoken_of
from thidua.assemble.subjects import each_of, given_before, gives_one, subjects_of
from thidua.assemble.times import of_many, of_the_last, so_often, times
from thidua.frozen import frozen
from thidua.offsets import Text
from thidua.records import CERTIFICATES
from thidua.rules import RuleSet


@frozen
class Assembled:
    """The drafts of one sentence in text order, and the last clause's frame for a sentence that goes on with it.

    `given` are the few persons to whom the last clause gave something, for a sentence that says only who gives them more.
    """

    drafts: list[Draft]
    frame: Frame | None
    given: tuple[Recipients, ...] = ()

    @property
    def of_named(self) -> bool:
        """Whether the last clause speaks of named units or people."""
        subjects = self.frame.subjects if self.frame is not None else ()
        return bool(subjects) and all(one.named for one in subjects)

    def told_from(self, offset: int) -> Assembled:
        """Return what a later sentence goes on with: the frame in the offsets of that one, `offset` characters on."""
        return Assembled(self.drafts, None if self.frame is None else self.frame.moved(-offset))

    def told_of_given(self, offset: int) -> Assembled | None:
        """Return what a sentence goes on with that only says who gives them more, None where nobody knows to whom."""
        if self.frame is None or not self.given:
            return None
        frame = replace(self.frame, subjects=self.given)
        return Assembled(self.drafts, frame.moved(-offset))


def assemble(
    text: Text, items: Sequence[Item], rules: RuleSet, told: Assembled | None = None, doer: tuple[Recipients, ...] = ()
) -> Assembled:
    """Read one sentence; `told` is what the sentence told that it goes on with («Cụ thể, hạng Nhì tặng …»), `doer` whom it rewards
    where it names nobody."""
    before = told.frame if told is not None else None
    totals = told.drafts if told is not None else []
    line = Line(text, items, rules.context)
    clauses = [of_the_last(line, clause) for clause in find_clauses(items, rules.patterns)]
    prizes = [clause for clause in clauses if tells_prize(line, clause)]
    if prizes and _is_of_another_world(line):
        clauses = [clause for clause in clauses if clause not in prizes]
    drafts: list[Draft] = []
    end = 0
    among = Among()
    few: tuple[Recipients, ...] = ()
    last: list[Draft] = []  # of the clause before
    timed: list[Draft] = []  # «2 lần được tặng …», whose classes a bracket may count: «(1 hạng Nhì, 1 hạng Ba)»
    previous: Clause | None = None
    of_one = False  # whether counted awards go on with what one person got so often
    outer: Frame | None = None  # of the clause ahead of the bracket that the one before stands in
    for clause in clauses:
        renewed = among.inside and is_new_total(line, drafts, last)
        opening = opened(line, end, clause.start, last, Among() if renewed else among)
        if told is None and not end and opening.inside and _lists_its_own(line, clause):
            opening = among  # «Cụ thể: 90 tập thể, cá nhân được khen thưởng, gồm 4 Bằng khen …» tells a total
        if renewed and opening.inside:
            drafts = [*drafts[: -len(last)], *(replace(d, among=False, listing=None, nested=False) for d in last)]
        goes_on = carried(line, end, clause.start, before, outer, among, drafts)
        drafts += goes_on
        if goes_on and not among.inside and _ends_parts(line, goes_on[-1], clause):
            opening = among
        if end and in_bracket(line, line.items[clause.start]) and not in_bracket(line, line.items[end - 1]):
            outer = before
        among = opening if opening.inside else among
        frame = frame_of(line, clause, before, end)
        if frame is None:
            continue
        end_before, end = end, clause.end
        subjects = (
            each_of(line, clause, previous)
            if clause.pattern == "assembly.each-of-them"
            else subjects_of(line, clause, before, end_before) or given_before(line, clause, previous)
        )
        previous = clause
        found = [among.mark(draft) for draft in _records(line, clause, frame, subjects, doer)]
        if len(found) == 1 and "q" not in clause.slots:
            found = with_kinds_in_bracket(line, end, found[0])
        elif not among.inside:
            found = with_total_of_kinds(line, clause, found)
        found = with_hands(line, end, [so_often(line, clause, draft) for draft in found])
        few = _few_given(line, clause) if found else few
        if _tells_of_the_whole(line, clause) or _are_given_what_was_counted(line, clause, last, end_before):
            found = []
        of_one = "q" in clause.slots and _goes_on_of_one(line, clause, last, end_before, already=of_one)
        if of_one:
            found = [replace(draft, recipient="ca-nhan") if draft.unit is None else draft for draft in found]
        if "times" in clause.slots and _goes_on_counting(line, clause, last, end_before):
            found = [replace(draft, recipient=last[-1].recipient) for draft in found]
        if timed and "q" in clause.slots and in_bracket(line, line.items[clause.start]):
            found = [replace(draft, recipient=timed[-1].recipient, among=True, listing="all") for draft in found]
        else:
            timed = found if "times" in clause.slots else []
        if _is_second_form(line, clause, end_before, subjects):
            drafts = [_also_by(draft, frame) for draft in drafts]
            continue
        drafts = without_sum(line, clause, found, drafts)
        if among.inside and "q" in clause.slots and len(found) == 1:
            # who is told by name behind «cho» may be one of those that the total counts: only numbers and a person say the kind
            given = "".join(item.symbol for item in line.items[clause.end : clause.end + 2]) in ("CN", "Cm", "CH", "Cn")
            given = given or frame.forms[0].value.holder is not None or told_behind_the_next(line, clause) is not None
            found = [_of_total(draft, totals, drafts, given=given) for draft in found]
        if among.inside and clause.pattern == "assembly.commended":
            found = [_praised_with(draft, totals, drafts) for draft in found]
        drafts += found
        last = found
        before = replace(frame, subjects=subjects) if subjects else frame
    drafts += carried(line, end, len(line.items), before, outer, among, drafts)
    drafts = _of_both_kinds(in_turn(line, with_forms_behind(line, clauses, drafts)))
    return Assembled(with_classes(text, of_people(drafts)), before, few)


def _of_both_kinds(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, awards without recipients as those of the kinds that their parts make up: «1.204 Giấy khen, gồm 317 cho tập thể, …»."""
    result = list(drafts)
    for index, total in enumerate(drafts):
        if (
            total.among
            or total.pattern != "assembly.counted"
            or any(name == "recipient" for name, _, _ in total.fields)
        ):
            continue
        parts = list(takewhile(lambda part: part.among and part.form == total.form, drafts[index + 1 :]))  # noqa: B023
        whole = sum(part.count or 0 for part in parts) == total.count
        if whole and {part.recipient for part in parts} == {"tap-the", "ca-nhan"}:
            result[index] = replace(total, recipient="tap-the-ca-nhan")
    return result


_GIVING = ("assembly.give-form-to", "assembly.give-form-recipients", "assembly.give-recipients-form")
_MOST_GIVEN = 5  # persons who are spoken of one by one


def _few_given(line: Line, clause: Clause) -> tuple[Recipients, ...]:
    """Return the persons to whom a clause gives something, where they are few: «trao Giấy khen … cho hai em»."""
    if clause.pattern not in _GIVING:
        return ()
    found = recipients_of(line, only_recipients(line, range(*clause.slots["to"]), of_passive=False))
    few = len(found) == 1 and found[0].kind == "ca-nhan" and 0 < (found[0].count or 0) <= _MOST_GIVEN
    return tuple(found) if few else ()


def _lists_its_own(line: Line, clause: Clause) -> bool:
    """Whether a list of parts opens behind the first clause of a sentence."""
    behind = line.items[clause.end :]
    return clause.pattern == "assembly.commended" and any(item.symbol == "g" for item in behind)


def _ends_parts(line: Line, part: Draft, clause: Clause) -> bool:
    """Whether a semicolon behind parts ends their list: «…, trong đó có 5 doanh nghiệp; Giám đốc tặng Giấy khen cho 15 tập thể»."""
    return part.among and any(item.symbol == ";" and part.end <= item.start for item in line.items[: clause.start])


def _tells_of_the_whole(line: Line, clause: Clause) -> bool:
    """Whether praise behind «hai trong số 20 gương …», «A, một trong 8 hộ …» is that of them all, which another sentence tells."""
    if clause.pattern != "assembly.commended":
        return False
    first = line.items[clause.slots["to"][0]]
    who_else = line.items[clause.slots["to"][1] : clause.slots["to"][1] + 2]
    if [item.symbol for item in who_else] == [",", "x"] and _ONE_OF_THEM.match(line.text.key, who_else[1].start):
        return True
    return first.symbol == "N" and _OUT_OF_SO_MANY.search(line.text.key, first.start, first.end) is not None


def _are_given_what_was_counted(line: Line, clause: Clause, last: Sequence[Draft], previous_end: int) -> bool:
    """Whether recipients only tell who got the awards counted ahead: «15 Giấy khen đã được trao cho 5 tập thể, 10 cá nhân»."""
    if clause.pattern != "assembly.give-recipients" or not last or last[-1].pattern != "assembly.counted":
        return False
    return all(item.symbol in "xdhnP" for item in line.items[previous_end : clause.start])


_ONE_OF_THEM = regex.compile(
    r"(?:là )?(?:một|1) trong (?:số )?(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: \w+)?) (?!đơn vị)"
)
_OUT_OF_SO_MANY = regex.compile(r"\strong (?:(?:tổng )?số\s|\d)")


def _goes_on_counting(line: Line, clause: Clause, last: Sequence[Draft], previous_end: int) -> bool:
    """Whether times are told of who got the counted awards ahead: «đồng chí được tặng 3 Bằng khen, 7 lần được tặng Giấy khen»."""
    if "to" in clause.slots or not last or not all(draft.pattern in _COUNTING for draft in last):
        return False
    return all(item.symbol in ",;&xd" for item in line.items[previous_end : clause.start])


def _goes_on_of_one(line: Line, clause: Clause, last: Sequence[Draft], previous_end: int, *, already: bool) -> bool:
    """Whether counted awards go on with what one person got so often: «8 lần đạt Chiến sĩ thi đua cơ sở; 2 Bằng khen của Bộ».

    They do so `already` where those right ahead do.
    """
    if not last or any(draft.recipient != "ca-nhan" or not (already or draft.pattern in _TIMES) for draft in last):
        return False
    return all(item.symbol in ",;&xd" for item in line.items[previous_end : clause.start])


_TIMES = ("assembly.times", "assembly.times-of-form", "assembly.form-so-often")
_COUNTING = ("assembly.counted", "assembly.form-times", "assembly.commended-times")


def _is_second_form(line: Line, clause: Clause, previous_end: int, subjects: Sequence[Recipients]) -> bool:
    """Whether a clause only adds a form and its grantor to one number: «450 lượt cán bộ được Bộ tặng bằng khen, Giám đốc tặng giấy khen»."""
    return (
        clause.pattern == "assembly.again"
        and "auth" in clause.slots
        and bool(subjects)
        and all(not r.named for r in subjects)
        and all(item.value.form in CERTIFICATES for item in line.items[previous_end : clause.end] if item.symbol == "F")
        and all(item.symbol in ",&" for item in line.items[previous_end : clause.start])
        and not any(item.symbol == "P" for item in line.items[clause.start : clause.end])
    )


def _also_by(draft: Draft, frame: Frame) -> Draft:
    more = tuple(code for code in frame.granted if code not in draft.authority)
    return replace(draft, authority=(*draft.authority, *more))


def _is_of_another_world(line: Line) -> bool:
    """Whether a sentence tells of the stage or of commerce, whose prizes are none of the police."""
    staged = line.context["stage"].search(line.text.key) and not line.context["police"].search(line.text.key)
    return bool(staged or line.context["commerce"].search(line.text.key))


def _of_total(part: Draft, told: Sequence[Draft], here: Sequence[Draft], *, given: bool) -> Draft:
    """Return counted awards behind «trong đó» with the recipients of the total: «5.000 lượt cá nhân …, trong đó 21 Huân chương».

    Where the clause says itself to whom they were `given`, they keep those. Totals `told` stand in the sentence before,
    those `here` in this one, so that a field of theirs has its place here.
    """
    totals = [draft for draft in (*told, *here) if not draft.among]
    kinds = {draft.recipient for draft in totals}
    if not kinds:
        return part
    if not given and part.form.form != "co-thi-dua":  # which no person holds
        part = replace(part, recipient=kinds.pop() if len(kinds) == 1 else "tap-the-ca-nhan")
    last = totals[-1]
    if part.form.form == last.form.form in HEAD_OF_STATE and part.form.name is None:
        # «Huân chương Độc lập cho 11 đồng chí, gồm: 2 Huân chương hạng Nhì, …»
        part = replace(part, form=replace(part.form, name=last.form.name))
    if part.authority or last.form.form != part.form.form:
        return part
    fields = [field for field in last.fields if field[0] == "authority"] if any(last is one for one in here) else []
    return replace(part, authority=last.authority, fields=(*part.fields, *fields))


def _praised_with(part: Draft, told: Sequence[Draft], here: Sequence[Draft]) -> Draft:
    """Return those «được khen» behind «trong đó» with what the total got: «Bằng khen cho 26 người, trong đó 17 … được khen vì …»."""
    total = next((draft for draft in reversed([*told, *here]) if not draft.among), None)
    if total is None or part.form.form != "khen-thuong" or part.authority or total.recipient != part.recipient:
        return part
    if not part.count or not total.count or part.count >= total.count:
        return part
    names = ("form", "authority")
    shared = [field for field in total.fields if field[0] in names] if any(total is one for one in here) else []
    own = [field for field in part.fields if not shared or field[0] not in names]
    return replace(part, form=total.form, authority=total.authority, fields=(*shared, *own))


def _records(
    line: Line, clause: Clause, frame: Frame, subjects: tuple[Recipients, ...], doer: tuple[Recipients, ...]
) -> list[Draft]:
    if clause.pattern == "assembly.each-of-them":
        form = frame.forms[0]
        return [draft_of(line, clause, frame, form, form.value, r) for r in subjects] if gives_one(line, clause) else []
    if "q" in clause.slots:
        return counted(line, clause, frame)
    if "times" in clause.slots and not of_many(line, clause):
        return times(line, clause, frame, subjects)
    if clause.pattern in ("assembly.again", "assembly.gives-alone"):
        recipients = person_spoken_of(line, clause) or ([] if has_subject(line, clause) else list(subjects))
        recipients = recipients or subject_of_sentence(line, clause)
        recipients = (
            recipients or list(doer) or listed(line, clause, frame, ())
        )  # «…: Thủ tướng tặng Bằng khen; Bộ Công an tặng …»
    elif clause.pattern in LISTED:
        recipients = listed(line, clause, frame, subjects)
    else:
        to = only_recipients(line, range(*clause.slots["to"]), of_passive=clause.pattern in PASSIVE)
        to = said_to_be(line, clause) or who_acts(line, clause) or to
        recipients = recipients_of(line, enumerated(line, clause, to) or head_of_names(line, clause) or to)
        recipients = [*collective_ahead(line, clause, recipients), *recipients] or person_spoken_of(line, clause)
    recipients = [r for r in recipients if not are_a_share(line, clause, r)]
    if (
        not recipients
        or too_far(line, clause)
        or far_agent(line, clause)
        or is_of_a_deed(line, clause)
        or are_of_each(line, clause)
        or are_of_others(line, clause)
        or are_spoken_to(line, clause, recipients)
    ):
        return []
    forms = list(frame.forms)
    if forms[0].value.form == "huy-chuong" or forms[0].value.holder == "ca-nhan":
        recipients = [people_of(r) for r in recipients]
    if forms[0].value.form in _PERSONAL and forms[0].value.name != "Độc lập":  # which families of martyrs hold
        recipients = [_fallen(line, r) for r in recipients]
    if forms[0].value.form == "co-thi-dua":
        recipients = [_whose_head(r) for r in recipients]
    if len(forms) == 1 and forms[0].value.holder == "tap-the":
        recipients = [r for r in recipients if r.kind != "ca-nhan"]  # of whom it speaks stands in words not known
    if "to" in clause.slots:
        recipients = [with_unit(line, clause, r) for r in recipients]
    if is_repeated(line, clause, forms[0]):
        recipients = [replace(r, count=None) if r.named else r for r in recipients]
        forms = forms[:1]
    forms = [form for form in forms if not is_one_of_many(line, form)] or forms
    if is_one_of_many(line, forms[0]):
        listing = clause.pattern in LISTED  # «được nhận các bằng khen», «… cùng nhiều bằng khen»
        recipients = [replace(r, count=None) if r.named or listing else r for r in recipients]
    if forms[0].symbol == "W" and not plausible(line, clause, recipients, frame):
        return []
    if "form2" in clause.slots and all(r.named for r in recipients):
        # each of the named got both: «… được tặng Cờ thi đua của Bộ và Bằng khen của UBND tỉnh»
        first = frame if frame.last else granted_by(frame, line, clause, "of", forms)
        second_form = with_head(line.items[clause.slots["form2"][0]], forms[0].value)
        second = granted_by(frame, line, clause, "of2", [second_form])
        return [
            *distribute(line, clause, first, forms, recipients),
            *distribute(line, clause, second, [second_form], recipients),
        ]
    return distribute(line, clause, frame, forms, recipients)


_PERSONAL = ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du")


def _fallen(line: Line, recipients: Recipients) -> Recipients:
    """Return the family that receives an Order as the person it was given to: «trao Huân chương cho gia đình Trung tá A»."""
    if recipients.kind != "ho-gia-dinh":
        return recipients
    fallen = "truy tặng" in line.text.key or any(name.entity.person for name in recipients.named)
    return replace(recipients, kind="ca-nhan") if fallen else recipients


def _whose_head(recipients: Recipients) -> Recipients:
    """Return the head of a unit who takes a flag as the unit: «Đại tá A, Giám đốc Công an tỉnh nhận Cờ thi đua»."""
    heads = recipients.kind == "ca-nhan" and recipients.count == 1 and len(recipients.named) == 1
    if not heads or not recipients.named[0].entity.office:
        return recipients
    return replace(recipients, kind="tap-the", unit=recipients.named[0].entity.owner)
