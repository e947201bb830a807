"""A record as one sentence gives it, with the spans of its fields."""

from __future__ import annotations

from dataclasses import replace

from thidua.assemble.frame import Frame
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line, moved_span
from thidua.assemble.orders import codes_of_other
from thidua.assemble.recipients import Named, Recipients, Span
from thidua.frozen import frozen
from thidua.mentions.form import FormValue
from thidua.records import Listing, Qualifier, RecipientKind, Status


@frozen
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
    nested: bool = False  # stands behind a «trong đó» inside such a list
    listing: Listing | None = None  # whether that lists all parts or some, where the wording says so
    carried: tuple[str, ...] = ()  # fields taken from the clause before
    generic: bool = False  # the recipient points at something named elsewhere

    @property
    def form_at(self) -> int:
        """Where the award's form begins."""
        return next((start for name, (start, _), _ in self.fields if name == "form"), self.start)

    def in_line(self, start: int) -> Draft:
        """Return the draft as one of a line that begins at `start`: what stands ahead of it has places below zero."""
        fields = tuple((name, (a - start, b - start), rule) for name, (a, b), rule in self.fields)
        named, unit = tuple(one.moved(-start) for one in self.named), moved_span(self.unit, -start)
        return replace(
            self, start=max(self.start - start, 0), end=self.end - start, fields=fields, named=named, unit=unit
        )


def draft_of(line: Line, clause: Clause, frame: Frame, form: Item, value: FormValue, recipients: Recipients) -> Draft:
    """Return the draft of one form for one group of recipients."""
    authority = frame.last or frame.authority
    others = codes_of_other(line, authority, frame.forms[0], form)
    if others is not None:
        frame = replace(frame, granted=others, authority=authority)
    fields = [("form", (form.start, form.end), rule_of(form))]
    told = recipients.item.symbol != "F"  # a list that names nobody leaves the recipients to the article
    if recipients.named:
        fields.append(("recipient", (recipients.named[0].start, recipients.named[-1].end), rule_of(recipients.item)))
    elif told:
        noun = (recipients.item.value.noun_start, noun_end(recipients.item))
        fields.append(("recipient", noun, rule_of(recipients.item, kind="recipient")))
    if told:
        fields.append(("count", (recipients.item.start, noun_end(recipients.item)), rule_of(recipients.item)))
    fields += granted_field(frame)
    touched = [line.items[clause.start], line.items[clause.end - 1], form, recipients.item]
    return Draft(
        form=value, recipient=recipients.kind, count=recipients.count, start=min(i.start for i in touched), end=max(i.end for i in touched),
        pattern=clause.pattern, authority=frame.granted, qualifier=recipients.qualifier, luot=recipients.luot, status=frame.status,
        named=recipients.named, unit=recipients.unit, fields=tuple(fields), generic=recipients.generic,
    )  # fmt: skip


def granted_field(frame: Frame) -> list[tuple[str, Span, str]]:
    """Return the field of the grantors with their span, nothing where the text names none."""
    spans = [item for item in frame.authority if item.value.code in frame.granted]
    return [("authority", (min(i.start for i in spans), max(i.end for i in spans)), rule_of(spans[0]))] if spans else []


def noun_end(item: Item) -> int:
    """Where the counted noun ends: before the body that the recipients belong to."""
    if item.symbol not in "Nm":
        return item.end
    return max((m.end for m in item.mentions if m.kind in ("recipient", "number")), default=item.end)


def rule_of(item: Item, *, kind: str | None = None) -> str:
    """Return the rule of an item's first mention, of the first of a kind where there is one."""
    chosen = next((m for m in item.mentions if m.kind == kind), item.mentions[0] if item.mentions else None)
    return chosen.rule if chosen is not None else "assembly.item"
