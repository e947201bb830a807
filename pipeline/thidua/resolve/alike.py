"""Whether two records of an article report one award."""

from __future__ import annotations

import regex

from thidua.offsets import Text, fold
from thidua.records import VAGUE_FORMS
from thidua.resolve.located import Located, may_share_grantor
from thidua.resolve.named import names_meet


def is_preview(item: Located) -> bool:
    """Whether a record stands where an article says first, or shows again, what its body reports."""
    return item.block.kind in ("title", "caption") or item.block.lead


def same(text: Text, one: Located, other: Located) -> bool:
    """Whether two drafts of one form, kind and number report one figure."""
    a, b = one.draft, other.draft
    if not fits(one, other) or _are_of_two_years(text, one, other):
        return False
    if a.form.form == "giai-thuong" and not (is_preview(one) or is_preview(other)):
        # the same team wins in two disciplines, but one place of all
        whole = (
            a.named
            and b.named
            and a.form.class_
            and all(_OF_ALL.match(text.key, item.form_at) for item in (one, other))
        )
        return bool(whole) and a.form == b.form and names_meet(text, one, other)
    if a.named and b.named:
        if a.form == b.form and a.form.class_ is not None and (a.generic or b.generic):
            return True  # «Tiểu đoàn X đón nhận Huân chương …»; «trao Huân chương … cho đơn vị»: one Order of one class
        return names_meet(text, one, other)
    if is_preview(one) or is_preview(other):
        return True
    if a.count is None:
        return True
    vague = a.form.form in VAGUE_FORMS and a.authority != b.authority
    return (a.count >= 20 or (vague and a.count >= 5)) and not (a.among or b.among)


_OF_ALL = regex.compile(r"giải (?:nhất|nhì|ba) toàn đoàn(?!\w)")


def fits(one: Located, other: Located) -> bool:
    """Whether nothing that two drafts of different sentences say of the award itself contradicts."""
    a, b = one.draft, other.draft
    if one.sentence == other.sentence:
        return False
    if a.form.name and b.form.name and fold(a.form.name) != fold(b.form.name):
        return False
    if a.form.class_ and b.form.class_ and a.form.class_ != b.form.class_:
        return False
    if a.form.form == "giai-thuong" and ((a.form.class_ and b.form.name) or (b.form.class_ and a.form.name)):
        return False  # the first prize and the special prize
    return may_share_grantor(one, other)


_OPENING = 24  # characters of a sentence in which its year stands
_YEAR = regex.compile(r"\W*(?:trong |đến |sang |riêng )?năm (\d{4})(?!\w)")


def _are_of_two_years(text: Text, one: Located, other: Located) -> bool:
    """Whether their sentences open with two years: «Năm 2021, Phòng A được tặng Cờ thi đua. Năm 2022, Phòng A được tặng …»."""
    year = _opening_year(text, one)
    return year is not None and _opening_year(text, other) not in (None, year)


def _opening_year(text: Text, item: Located) -> str | None:
    # with an end: the engine looks for «năm» in all that follows before it tries to match
    found = _YEAR.match(text.key, item.sentence[0], item.sentence[0] + _OPENING)
    return found[1] if found is not None else None


TELLING = 10  # a figure that stands twice by chance is smaller
