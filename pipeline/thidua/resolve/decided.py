"""Who grants an award, told by a sentence of its own.

«Công an huyện trao Giấy khen cho 3 nông dân. … Giám đốc Công an tỉnh quyết định tặng Giấy khen để động viên các anh.»
«Phong tặng danh hiệu Nhà giáo ưu tú cho 12 thầy cô giáo, theo Quyết định của Chủ tịch nước.»
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.mentions import authority
from thidua.mentions.base import Mention
from thidua.offsets import Text
from thidua.records import CERTIFICATES
from thidua.resolve.located import Located
from thidua.rules import RuleSet

# It names nobody new: what follows is money, a purpose, or the people told before.
_DECIDED = regex.compile(
    r"(?<=\s)(?:(?:đã|vừa|cũng)\s+)*(?:ký\s+)?quyết định\s+(?:tặng|trao|tặng thưởng)\s+(?P<form>bằng khen|giấy khen)"
    r"(?=\s*(?:[.;]|$)|,?\s+(?:kèm|và (?:tiền|thưởng)|để|nhằm|cho (?:các|những|hai|ba|bốn|\d+)?\s?(?:anh|em|cháu|ông|người|cá nhân)(?: (?:này|trên|nói trên|ấy|dân))?\s*(?:[.;,]|$)))"
)
_BY_DECISION = regex.compile(
    r"(?<!\w)theo (?:các )?quyết định(?: số \S{1,20})?(?:,? (?:ngày )?\d\S{3,11})? của (?=chủ tịch|thủ tướng|bộ trưởng|giám đốc)"
)
# «Thừa ủy quyền của Chủ tịch nước, lãnh đạo tỉnh trao bằng và hoa cho các mẹ»; of another award it tells that one's grantor
_IN_HIS_PLACE = regex.compile(
    r"(?<!\w)(?:thừa ủy (?:quyền|nhiệm)(?: của)?|thay mặt|được(?= [^.;]{5,20} ủy)) (?P<who>chủ tịch nước)(?!\w)"
    r"(?:(?!huân chương|huy chương|danh hiệu|bằng khen|giấy khen)[^.;\n]){0,160}?(?<!\w)(?:trao|gắn)(?! (?:tặng )?(?:huân chương|huy chương|danh hiệu|bằng khen|giấy khen|cờ))(?!\w)"
)
_NEARBY = 300  # characters between a record's sentence and such a one
FORMS = {"bằng khen": "bang-khen", "giấy khen": "giay-khen", "thư khen": "thu-khen"}
_HIGHER = ("cong-an-tinh", "cong-an-?", "ubnd-tinh", "ubnd-?", "bo-cong-an", "bo-?", "bo-nganh", "thu-tuong")
_LOWER = {(), ("cong-an-xa",), ("cong-an-huyen",), ("cong-an-xa", "cong-an-huyen")}
_REACH = 300  # characters in which a sentence names who does what it tells


def with_decision(text: Text, located: Sequence[Located], rules: RuleSet) -> list[Located]:
    """Return the records, certificates of a lower body or of nobody with who granted them."""
    decided = _who_decided(text, rules) if any(_is_lower(one) for one in located) else {}
    result = []
    for one in located:
        who = decided.get(one.draft.form.form, []) if _is_lower(one) else []
        who = who or _by_decision(text, one, rules) or _by_delegation(text, one, rules) or _by_order(text, one, rules)
        result.append(by(one, who) if who else one)
    return result


def _who_decided(text: Text, rules: RuleSet) -> dict[str, list[Mention]]:
    """Return, by form, the body that the first sentence of its kind says to have decided a certificate."""
    found: dict[str, list[Mention]] = {}
    for match in _DECIDED.finditer(text.key):
        form = FORMS[match["form"]]
        if form not in found:
            who = [
                one for one in named_ahead(text, match.start(), rules) if not text.key[one.end : match.start()].strip()
            ]
            if who and who[0].value.code in _HIGHER and not text.key[: who[0].start].endswith("được "):
                found[form] = who  # «11 cán bộ được Công an tỉnh quyết định tặng Giấy khen» is of those 11
    return found


def _by_decision(text: Text, item: Located, rules: RuleSet) -> list[Mention]:
    """Return the body whose decision the sentence of a record names behind it: «…, theo Quyết định của Chủ tịch nước»."""
    if item.draft.authority or item.draft.status != "awarded":
        return []
    end = item.sentence[1]
    decision = _BY_DECISION.search(text.key, item.end, end)
    return named_at(text, decision.end(), end, rules) if decision is not None else []


def _by_delegation(text: Text, item: Located, rules: RuleSet) -> list[Mention]:
    """Return the head of State where a sentence nearby tells that somebody hands titles of honour over in his place.

    Orders are left alone: an article about one often lists those of many years.
    """
    draft = item.draft
    if draft.authority or draft.status != "awarded" or draft.form.form != "danh-hieu-vinh-du":
        return []
    if _UNTIL_NOW.match(text.key, item.sentence[0]) is not None:
        return []  # those of all years, whoever granted them
    start, end = item.sentence[0] - _NEARBY, item.sentence[1] + _NEARBY
    told = _IN_HIS_PLACE.search(text.key, max(0, start), end)
    return named_at(text, told.start("who"), told.end(), rules) if told is not None else []


_UNTIL_NOW = regex.compile(r"\s*(?:(?:cho |tính )?đến nay|tới nay|tính đến)(?!\w)")


# «UBND tỉnh vừa ban hành quyết định khen thưởng … Theo đó, 3 xã được tặng Cờ thi đua»
_ORDERED = regex.compile(
    r"(?<=\s)(?:(?:đã|vừa|cũng)\s)*(?:ban hành|ký ban hành|ra|ký)\s(?:các )?quyết định (?:số \S{1,20} )?(?:về việc )?(?:khen thưởng|tặng thưởng)(?!\w)[^.\n]{0,240}[.\n]\s*$"
)
_FOLLOWS = regex.compile(r"[*\s–-]*theo đó(?!\w)")


def _by_order(text: Text, item: Located, rules: RuleSet) -> list[Mention]:
    """Return the body whose order the sentence before tells of, where a record's sentence says what it was."""
    if item.draft.authority or item.draft.status != "awarded" or not _FOLLOWS.match(text.key, item.sentence[0]):
        return []
    ordered = _ORDERED.search(text.key, max(0, item.sentence[0] - _REACH), item.sentence[0])
    who = named_ahead(text, ordered.start(), rules) if ordered is not None else []
    return [one for one in who if not text.key[one.end : ordered.start()].strip()] if ordered is not None else []


def named_at(text: Text, start: int, end: int, rules: RuleSet) -> list[Mention]:
    """Return the body whose name begins a stretch."""
    found = authority.find(text.piece(start, end), rules)
    return [replace(one, start=one.start + start, end=one.end + start) for one in found if one.start == 0]


def _is_lower(item: Located) -> bool:
    draft = item.draft
    told = draft.form.form in CERTIFICATES and draft.status == "awarded" and draft.count is not None
    return told and draft.authority in _LOWER


def by(item: Located, who: Sequence[Mention]) -> Located:
    """Return a record as granted by bodies whose mentions count from the article's beginning."""
    codes = tuple(dict.fromkeys(mention.value.code for mention in who))
    shift = item.sentence[0]
    field = ("authority", (who[0].start - shift, who[-1].end - shift), who[0].rule)
    kept = [one for one in item.draft.fields if one[0] != "authority"]
    return replace(item, draft=replace(item.draft, authority=codes, fields=(*kept, field)))


def named_ahead(text: Text, end: int, rules: RuleSet) -> list[Mention]:
    """Return the bodies that a sentence names ahead of a place."""
    start = max(end - _REACH, 0, *(text.key.rfind(mark, 0, end) + 1 for mark in (". ", "\n", ";")))
    found = authority.find(text.piece(start, end), rules)
    return [replace(mention, start=mention.start + start, end=mention.end + start) for mention in found]
