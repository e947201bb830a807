"""The grantor that a sentence leaves to one before it: «Bộ Công an khen thưởng 3 đơn vị. Ngoài ra, 2 đơn vị được khen thưởng …»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft
from thidua.offsets import Text
from thidua.records import CERTIFICATES
from thidua.resolve.decree import President
from thidua.resolve.located import ADJACENT, Located, is_by_somebody, with_grantor

_GOES_ON = regex.compile(
    r"[*\s–-]*(?:theo đó|bên cạnh đó|ngoài ra|cùng với đó|đồng thời|cụ thể|cũng (?:tại|trong|nhân|dịp|được)|cùng (?:được|nhận|đón nhận))(?!\w)"
)
# «Cũng theo các quyết định này, …», «Cũng thừa ủy quyền, …»: by the same hand whatever the award
_BY_SAME_HAND = regex.compile(
    r"[*\s–-]*cũng (?:theo (?:các )?quyết định (?:này|trên|nói trên)|thừa ủy quyền|thừa lệnh)(?!\w)"
)
# «Ba cán bộ trực tiếp soi chiếu cũng được tặng bằng khen»
_TOO = regex.compile(r"(?<!\w)cũng (?:vinh dự )?(?:được (?:tặng|trao tặng|trao|nhận)|nhận|đón nhận)(?!\w)")
_SAYS_AGAIN = regex.compile(r"[*\s–-]*(?:theo đó|cụ thể)(?!\w)")
_BY_ONE_HAND = ("khen-thuong", "thu-khen", *CERTIFICATES)
_FORCES = {("bo-cong-an",), ("tong-cuc",), ("cong-an-tinh",), ("cong-an-huyen",), ("cong-an-xa",)}
_FEW = 10  # recipients
_NEAR = 400  # between two of which one names the other: «Cũng thừa ủy quyền, …»


def with_same_hand(text: Text, located: Sequence[Located]) -> list[Located]:
    """Return the records, those without a grantor with that of the sentence before, where theirs goes on with it."""
    result: list[Located] = []
    president = President(text)
    for item in located:
        before = _before(text, result, item)
        draft = with_grantor(item, before) if before is not None else president.granted(item)
        result.append(item if draft is item.draft else replace(item, draft=draft))
    result = [item if (whole := _of_parts(item, result)) is None else replace(item, draft=whole) for item in result]
    only = _only_hands(result)
    return [
        replace(item, draft=with_grantor(item, only[item.draft.form.form]))
        if item.draft.form.form in only and _may_be_of_only_hand(text, item)
        else item
        for item in result
    ]


def _only_hands(records: Sequence[Located]) -> dict[str, Located]:
    """Return, by form, a record that names the grantor where all those of its form that name any name this one."""
    told: dict[str, Located] = {}
    hands: dict[str, set[tuple[str, ...]]] = {}
    for one in records:
        if one.draft.authority and one.draft.form.form in _BY_ONE_HAND and one.draft.status != "proposed":
            told.setdefault(one.draft.form.form, one)
            hands.setdefault(one.draft.form.form, set()).add(one.draft.authority)
    return {form: one for form, one in told.items() if len(hands[form]) == 1 and hands[form] <= _FORCES}


def _may_be_of_only_hand(text: Text, item: Located) -> bool:
    """Whether the grantor of all other awards of its form is a record's too: «Bộ Công an khen thưởng nhiều đơn vị. … 4 đơn vị được khen thưởng».

    Only of few recipients: large numbers sum up what many grant. Only a force of the police: news that is not about the
    police names more grantors than it tells awards of.
    """
    draft = item.draft
    few = draft.count is not None and draft.count <= _FEW and not draft.luot and draft.recipient != "tap-the-ca-nhan"
    untold = not draft.authority and draft.status == "awarded" and not is_by_somebody(text, item)
    return item.block.kind == "body" and not item.block.lead and few and untold


def _of_parts(item: Located, records: Sequence[Located]) -> Draft | None:
    """Return the draft of a title's sum with the grantor of all its parts: «31 tập thể được tặng Huân chương», 12 and 19 of them by one."""
    if item.block.kind != "title" or item.draft.authority or item.draft.count is None:
        return None
    kind = item.draft.form.form, item.draft.recipient
    parts = [one for one in records if one is not item and (one.draft.form.form, one.draft.recipient) == kind]
    hands = {one.draft.authority for one in parts}
    adds_up = len(parts) > 1 and sum(one.draft.count or 0 for one in parts) == item.draft.count
    return with_grantor(item, parts[0]) if adds_up and len(hands) == 1 and parts[0].draft.authority else None


def _before(text: Text, ahead: Sequence[Located], item: Located) -> Located | None:
    """Return a record of the sentence before whose grantor can only be that of this one too."""
    if item.draft.authority or item.draft.form.form == "giai-thuong" or not ahead or is_by_somebody(text, item):
        return None
    last = next((one for one in reversed(ahead) if one.sentence != item.sentence), None)
    if last is None:
        return None
    between = item.sentence[0] - last.sentence[1]
    if _BY_SAME_HAND.match(text.key, item.sentence[0], item.sentence[1]) and 0 <= between < _NEAR:
        hands = {one.draft.authority for one in ahead if one.sentence == last.sentence}
        return last if len(hands) == 1 and last.draft.authority else None
    if not 0 <= between < ADJACENT:
        return None
    goes_on = _GOES_ON.match(text.key, item.sentence[0], item.sentence[1])
    if not goes_on and not _TOO.search(text.key, item.start, item.form_at):
        return None
    alike = [one for one in reversed(ahead) if one.sentence == last.sentence and _is_of_kind(text, one, item)]
    hands = {one.draft.authority for one in alike}
    return alike[0] if len(hands) == 1 and alike[0].draft.authority else None


def _is_of_kind(text: Text, one: Located, item: Located) -> bool:
    a, b = one.draft.form, item.draft.form
    if a.form == b.form:
        return a.name == b.name or a.name is None or b.name is None
    again = a.form == "khen-thuong" and b.form in CERTIFICATES
    return again and _SAYS_AGAIN.match(text.key, item.sentence[0], item.sentence[1]) is not None
