"""Who granted a certificate that others handed over, told by a sentence of its own.

«Công an huyện trao Giấy khen cho 3 nông dân. … Giám đốc Công an tỉnh quyết định tặng Giấy khen để động viên các anh.»
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.mentions import authority
from thidua.offsets import Text
from thidua.resolve.located import Located
from thidua.rules import RuleSet

# It names nobody new: what follows is money, a purpose, or the people told before.
_DECIDED = regex.compile(
    r"(?<=\s)(?:(?:đã|vừa|cũng)\s+)*(?:ký\s+)?quyết định\s+(?:tặng|trao|tặng thưởng)\s+(?P<form>bằng khen|giấy khen)"
    r"(?=\s*(?:[.;]|$)|,?\s+(?:kèm|và (?:tiền|thưởng)|để|nhằm|cho (?:các|những|hai|ba|bốn|\d+)?\s?(?:anh|em|cháu|ông|người|cá nhân)(?: (?:này|trên|nói trên|ấy|dân))?\s*(?:[.;,]|$)))"
)
_FORMS = {"bằng khen": "bang-khen", "giấy khen": "giay-khen"}
_HIGHER = ("cong-an-tinh", "ubnd-tinh", "bo-cong-an", "bo-nganh", "thu-tuong")
_LOWER = {(), ("cong-an-xa",), ("cong-an-huyen",), ("cong-an-xa", "cong-an-huyen")}


def with_decision(text: Text, located: Sequence[Located], rules: RuleSet) -> list[Located]:
    """Return the records, certificates that a lower body or nobody grants with the grantor that decided."""
    result = list(located)
    for found in _DECIDED.finditer(text.key):
        start = max(text.key.rfind(mark, 0, found.start()) for mark in (".", "\n", ";")) + 1
        who = _before(text, start, found.start(), rules)
        if who is None:
            continue
        code, (first, last), rule = who
        for place, item in enumerate(result):
            told = item.draft.form.form == _FORMS[found["form"]] and item.draft.status == "awarded"
            if not told or item.draft.count is None or item.draft.authority not in _LOWER:
                continue
            field = ("authority", (first - item.sentence[0], last - item.sentence[0]), rule)
            kept = [one for one in item.draft.fields if one[0] != "authority"]
            result[place] = replace(item, draft=replace(item.draft, authority=(code,), fields=(*kept, field)))
    return result


def _before(text: Text, start: int, end: int, rules: RuleSet) -> tuple[str, tuple[int, int], str] | None:
    """Return code, span and rule of the body that is named right ahead of `end`."""
    piece = text.piece(start, end)
    for mention in authority.find(piece, rules):
        if mention.value.code in _HIGHER and not piece.key[mention.end :].strip():
            return mention.value.code, (start + mention.start, start + mention.end), mention.rule
    return None
