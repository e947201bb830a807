"""Classes of an award told each with its number: «Huân chương Chiến công (1 hạng Nhất, 2 hạng Ba)», «…: hạng Nhì 2 đồng chí»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.mentions.form import FormValue
from thidua.offsets import Text

if TYPE_CHECKING:
    from thidua.assemble.draft import Draft


def classes_apart(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, the first class of a row apart from its award, which a number ahead got: «12 cán bộ được tặng Huân chương
    Chiến công: [hạng Nhì] 2 đồng chí, hạng Ba 10 đồng chí»."""
    kept = list(items)
    for row in reversed(list(_ROW_BEHIND_TOTAL.finditer("".join(item.symbol for item in items)))):
        place = row.start("award")
        award, after = items[place], items[row.start("next")]
        found = _CLASS_AT_END.search(text.key, award.start, award.end)
        if found is None or award.value.class_ is None or after.value.form != "class-only":
            continue
        first = FormValue("class-only", None, award.value.class_)
        kept[place : place + 1] = [
            replace(award, end=award.start + len(text.key[award.start : found.start()].rstrip()), value=replace(award.value, class_=None)),
            Item("F", found.start("class"), award.end, first, award.mentions),
        ]  # fmt: skip
    return kept


_ROW_BEHIND_TOTAL = regex.compile(
    r"[Nm](?:O[UAxn]{1,2})?[xdn]{0,3}(?:P[xd]{0,2}(?:A(?:[,&]A)*)?[xd]?V|R)[xd]?(?P<award>F)[Nm][,;&]{1,2}(?P<next>F)[Nm]"
)
_CLASS_AT_END = regex.compile(r"\s*[:,]?\s*(?P<class>hạng\s+\p{L}+)$")


def opens_classes(line: Line, clause: Clause) -> bool:
    """Whether a clause counts the first class in a bracket right behind its award: «Huân chương Chiến công (1 hạng Nhất, …)»."""
    ahead = line.items[clause.start - 1] if clause.start else None
    if ahead is None or ahead.symbol != "F" or ahead.value.class_ is not None or "q" not in clause.slots:
        return False
    first = line.items[clause.slots["q"][0]]
    return first.value[1].form == "class-only" and line.text.key[ahead.end : first.start].strip() == "("


def heads_classes(line: Line, clause: Clause) -> tuple[Item, ...]:
    """Return the award right ahead of its classes: «…; Huân chương Chiến công: 1 hạng Nhất, 3 hạng Nhì», «… (1 hạng Nhất, …)»."""
    ahead = line.items[max(0, clause.start - 2) : clause.start]
    if [item.symbol for item in ahead] == ["F", ":"]:
        return (ahead[0],)
    return (ahead[-1],) if opens_classes(line, clause) else ()


def without_sum(line: Line, clause: Clause, found: Sequence[Draft], drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without the award ahead that only the classes of a clause count."""
    if not found:
        return drafts
    if opens_classes(line, clause):
        award = line.items[clause.start - 1].start
        return [draft for draft in drafts if not (draft.named and draft.form_at == award)]
    if clause.pattern == "assembly.count-class" and found[0].named:
        return [draft for draft in drafts if not _is_told_by_name(line, draft, clause)]
    return drafts


def _is_told_by_name(line: Line, draft: Draft, clause: Clause) -> bool:
    """Whether a number is told again by name and class: «Hai Phó Giám đốc được tặng Huân chương: A hạng Nhì, B hạng Ba»."""
    if draft.named or draft.count is None or draft.form.class_ is not None:
        return False
    ahead = next((item for item in reversed(line.items[: clause.start]) if item.symbol not in ",&"), None)
    return ahead is not None and ahead.symbol == ":" and draft.end <= ahead.start
