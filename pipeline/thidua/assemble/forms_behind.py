"""The form of a reward that is told behind those rewarded: «khen 6 tổ tự quản, 8 hộ gia đình, hình thức Giấy khen»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, rule_of
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line


def with_forms_behind(line: Line, clauses: Sequence[Clause], drafts: list[Draft]) -> list[Draft]:
    """Return the drafts of a sentence, rewards with the form that only words behind them tell, or a bracket: «2 cá nhân (Giấy khen)»."""
    for index, item in enumerate(line.items):
        if item.symbol != "F":
            continue
        taken = any(clause.start <= index < clause.end and "to" in clause.slots for clause in clauses)
        if taken and not _is_in_bracket_alone(line, item):
            continue
        said = _IN_FORM.search(line.text.key, 0, item.start)
        if said is None and not _is_in_bracket_alone(line, item):
            continue
        start = 0 if said is not None and said["all"] else line.text.key.rfind(";", 0, item.start)
        drafts = [
            _in_form(draft, item) if start <= draft.start and draft.end <= item.start else draft for draft in drafts
        ]
    return drafts


_IN_FORM = regex.compile(
    r"[,;]\s*(?P<all>tất cả\s+(?:đều\s+)?)?(?:được\s+)?(?:(?:bằng|với|theo)\s+)?hình thức\s*(?:khen thưởng\s*)?(?:là|:)?\s*$"
)


def _is_in_bracket_alone(line: Line, item: Item) -> bool:
    key = line.text.key
    return key[: item.start].rstrip(' "').endswith("(") and key[item.end :].lstrip(' "').startswith(")")


def _in_form(draft: Draft, form: Item) -> Draft:
    if draft.form.form != "khen-thuong":
        return draft
    fields = tuple(field for field in draft.fields if field[0] != "form")
    return replace(draft, form=form.value, fields=(("form", (form.start, form.end), rule_of(form)), *fields))
