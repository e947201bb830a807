"""Who grants an award, told by a sentence of its own.

«Công an huyện trao Giấy khen cho 3 nông dân. … Giám đốc Công an tỉnh quyết định tặng Giấy khen để động viên các anh.»
«Công đoàn ngành tổng kết, trao giải cuộc thi viết. … Kết quả, 1 giải Nhất, 3 giải Nhì đã về tay các tác giả.»
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from thidua.mentions import authority
from thidua.mentions.base import Mention
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
_CONTEST = regex.compile(
    r"(?<=[\s,])(?:(?:tổng kết|bế mạc)\s*(?:,|và)\s*|kết hợp\s+)?trao giải\s+(?=(?:cuộc (?:thi|vận động)|hội (?:thi|thao)|liên hoan|(?:giải )?báo chí|sáng tác)(?!\w))"
)
_OF_STATE = ("Hồ Chí Minh", "Nhà nước")
_WHERE = regex.compile(r"(?<!\w)(?:tại|ở|của|trụ sở|với|do|là|lãnh đạo)\s*$")
_JOINED = regex.compile(r"\s*(?:,|và|cùng|phối hợp (?:với|cùng))\s*")


def with_decision(text: Text, located: Sequence[Located], rules: RuleSet) -> list[Located]:
    """Return the records, certificates that a lower body or nobody grants and prizes that nobody grants with who did."""
    result = list(located)
    for found in _DECIDED.finditer(text.key):
        last = [who for who in _ahead(text, found.start(), rules) if not text.key[who.end : found.start()].strip()]
        if last and last[0].value.code in _HIGHER:
            form = _FORMS[found["form"]]
            result = [_by(one, last) if one.draft.form.form == form and _is_lower(one) else one for one in result]
    contests = [*_CONTEST.finditer(text.key)]
    if len(contests) == 1:
        hosts = _subject(text, _ahead(text, contests[0].start(), rules))
        result = [_by(one, hosts) if hosts and _is_won_there(one, contests[0].start()) else one for one in result]
    return result


def _is_lower(item: Located) -> bool:
    draft = item.draft
    return draft.status == "awarded" and draft.count is not None and draft.authority in _LOWER


def _is_won_there(item: Located, told: int) -> bool:
    draft = item.draft
    prize = draft.form.form == "giai-thuong" and draft.status == "awarded" and draft.form.name not in _OF_STATE
    return prize and not draft.authority and (item.end > told or item.block.kind == "title")


def _by(item: Located, who: Sequence[Mention]) -> Located:
    """Return a record as granted by bodies whose mentions count from the article's beginning."""
    codes = tuple(dict.fromkeys(mention.value.code for mention in who))
    shift = item.sentence[0]
    field = ("authority", (who[0].start - shift, who[-1].end - shift), who[0].rule)
    kept = [one for one in item.draft.fields if one[0] != "authority"]
    return replace(item, draft=replace(item.draft, authority=codes, fields=(*kept, field)))


def _ahead(text: Text, end: int, rules: RuleSet) -> list[Mention]:
    """Return the bodies that a sentence names ahead of a place."""
    start = max(text.key.rfind(mark, 0, end) for mark in (". ", "\n", ";")) + 1
    found = authority.find(text.piece(start, end), rules)
    return [replace(mention, start=mention.start + start, end=mention.end + start) for mention in found]


def _subject(text: Text, bodies: Sequence[Mention]) -> list[Mention]:
    """Return the body that does what follows, and those joined to it: «Bộ Công an và Hội Nhà báo tổng kết, trao giải …»."""
    for run in _runs(text, bodies):
        if _WHERE.search(text.key, 0, run[0].start) is None and not text.key.startswith("ban tổ chức", run[0].start):
            return run
    return []


def _runs(text: Text, bodies: Sequence[Mention]) -> Iterator[list[Mention]]:
    run: list[Mention] = []
    for body in bodies:
        if run and _JOINED.fullmatch(text.key, run[-1].end, body.start) is None:
            yield run
            run = []
        run.append(body)
    if run:
        yield run
