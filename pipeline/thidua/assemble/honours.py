"""The grantor that the next sentence tells: «… trao Kỷ niệm chương cho 24 cá nhân. Đây là phần thưởng cao quý của Hội …»."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.draft import Draft
from thidua.mentions import authority
from thidua.offsets import Text
from thidua.rules import RuleSet

_THIS_IS = regex.compile(
    r"(?<!\w)đây là (?:một )?(?:danh hiệu|phần thưởng|giải thưởng|kỉ niệm chương|hình thức khen thưởng)(?: cao quí)?"
    r"(?: nhất)?,? (?:của|mà|do) "
)


def with_honour(drafts: list[Draft], following: Text, shift: int, rules: RuleSet) -> list[Draft]:
    """Return drafts that name no grantor with the one of the sentence behind, which begins `shift` characters on.

    A badge is that of whom the sentence behind names, whoever hands it over.
    """
    badge = bool(drafts) and drafts[0].form.form == "ky-niem-chuong"
    if not drafts or any(d.form.form != drafts[0].form.form or (d.authority and not badge) for d in drafts):
        return drafts
    said = _THIS_IS.search(following.key)
    if said is None:
        return drafts
    bodies = [one for one in authority.find(following, rules) if one.start >= said.end()]
    found = next((run for run in authority.joined(following, bodies) if run[0].start == said.end()), [])
    if not found:
        return drafts
    codes = tuple(dict.fromkeys(mention.value.code for mention in found))
    field = ("authority", (found[0].start + shift, found[-1].end + shift), found[0].rule)
    return [
        replace(draft, authority=codes, fields=(*(f for f in draft.fields if f[0] != "authority"), field))
        for draft in drafts
    ]
