"""The grantor that a sentence leaves to one before it: «Bộ Công an khen thưởng 3 đơn vị. Ngoài ra, 2 đơn vị được khen thưởng …».

What the State grants may be told of once for the whole article: «lễ công bố các quyết định của Chủ tịch nước …».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft
from thidua.offsets import Text
from thidua.resolve.located import Located, with_grantor

_GOES_ON = regex.compile(
    r"[*\s–-]*(?:theo đó|bên cạnh đó|ngoài ra|cùng với đó|đồng thời|cụ thể|cũng (?:tại|trong|nhân|dịp|được)|cùng (?:được|nhận|đón nhận))(?!\w)"
)
# «Cũng theo các quyết định này, …», «Cũng thừa ủy quyền, …»: by the same hand whatever the award
_BY_SAME_HAND = regex.compile(
    r"[*\s–-]*cũng (?:theo (?:các )?quyết định (?:này|trên|nói trên)|thừa ủy quyền|thừa lệnh)(?!\w)"
)
_SAYS_AGAIN = regex.compile(r"[*\s–-]*(?:theo đó|cụ thể)(?!\w)")
_CERTIFICATES = ("bang-khen", "giay-khen")
_ADJACENT = 4  # characters between two sentences that follow one another
_NEAR = 400  # between two of which one names the other: «Cũng thừa ủy quyền, …»


def with_same_hand(text: Text, located: Sequence[Located]) -> list[Located]:
    """Return the records, those without a grantor with that of the sentence before, where theirs goes on with it."""
    result: list[Located] = []
    decree = _decree(text)
    for item in located:
        before = _before(text, result, item)
        draft = with_grantor(item, before) if before is not None else _by_decree(text, item, decree)
        result.append(item if draft is item.draft else replace(item, draft=draft))
    return [item if (whole := _of_parts(item, result)) is None else replace(item, draft=whole) for item in result]


def _of_parts(item: Located, records: Sequence[Located]) -> Draft | None:
    """Return the draft of a title's sum with the grantor of all its parts: «31 tập thể được tặng Huân chương», 12 and 19 of them by one."""
    if item.block.kind != "title" or item.draft.authority or item.draft.count is None:
        return None
    kind = item.draft.form.form, item.draft.recipient
    parts = [one for one in records if one is not item and (one.draft.form.form, one.draft.recipient) == kind]
    hands = {one.draft.authority for one in parts}
    adds_up = len(parts) > 1 and sum(one.draft.count or 0 for one in parts) == item.draft.count
    return with_grantor(item, parts[0]) if adds_up and len(hands) == 1 and parts[0].draft.authority else None


_LEAD = 700  # characters in which an article tells what it is about
_DECREE = regex.compile(
    r"(?<!\w)(?:quyết định (?:của )?(?P<by>chủ tịch nước)|(?P<by>chủ tịch nước) (?:đã |vừa |vừa mới )?(?:ký|ban hành) (?:các |những )?quyết định(?!\w)"
    r"|lễ [^.;\n]{0,60}(?:huân|huy) chương[^.;,\n]{0,40} của (?P<by>chủ tịch nước)(?!\w)"
    r"|(?:huân|huy) chương[^.;,\n]{0,40}\((?:do )?(?P<by>chủ tịch nước) ký\))"
)
_STATE = ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du")
_OTHER_NEWS = regex.compile(r"\n\s*[*•]\s")
# what was granted by other decisions, or is not granted yet
_OTHER_TIMES = regex.compile(
    r"(?<!\w)(?:đến nay|tới nay|trước đó|trước đây|từng (?:được|nhận|đạt|đón)|năm \d{4}|những năm|các năm|kháng chiến hạng|đã có \d+|đề nghị)(?!\w)"
)


def _decree(text: Text) -> tuple[int, int] | None:
    """Return where an article tells early that the President's decisions are what it is about."""
    found = _DECREE.search(text.key, 0, _LEAD)
    return found.span("by") if found is not None else None


def _by_decree(text: Text, item: Located, decree: tuple[int, int] | None) -> Draft:
    """Return the draft of an award of the State with the President as its grantor, where his decisions are the article's news."""
    draft = item.draft
    if decree is None or draft.authority or draft.form.form not in _STATE or draft.status != "awarded":
        return draft
    if _OTHER_NEWS.search(text.key, decree[1], item.start) or _OTHER_TIMES.search(text.key, *item.sentence):
        return draft
    if item.end < decree[1] and item.block.kind != "title":
        return draft
    where = decree[0] - item.sentence[0], decree[1] - item.sentence[0]
    return replace(draft, authority=("chu-tich-nuoc",), fields=(*draft.fields, ("authority", where, "assembly.decree")))


def _before(text: Text, ahead: Sequence[Located], item: Located) -> Located | None:
    """Return a record of the sentence before whose grantor can only be that of this one too."""
    if item.draft.authority or item.draft.form.form == "giai-thuong" or not ahead:
        return None
    last = next((one for one in reversed(ahead) if one.sentence != item.sentence), None)
    if last is None:
        return None
    between = item.sentence[0] - last.sentence[1]
    if _BY_SAME_HAND.match(text.key, item.sentence[0], item.sentence[1]) and 0 <= between < _NEAR:
        hands = {one.draft.authority for one in ahead if one.sentence == last.sentence}
        return last if len(hands) == 1 and last.draft.authority else None
    if not 0 <= between < _ADJACENT:
        return None
    if not _GOES_ON.match(text.key, item.sentence[0], item.sentence[1]):
        return None
    alike = [one for one in reversed(ahead) if one.sentence == last.sentence and _is_of_kind(text, one, item)]
    hands = {one.draft.authority for one in alike}
    return alike[0] if len(hands) == 1 and alike[0].draft.authority else None


def _is_of_kind(text: Text, one: Located, item: Located) -> bool:
    a, b = one.draft.form, item.draft.form
    if a.form == b.form:
        return a.name == b.name or a.name is None or b.name is None
    again = a.form == "khen-thuong" and b.form in _CERTIFICATES
    return again and _SAYS_AGAIN.match(text.key, item.sentence[0], item.sentence[1]) is not None
