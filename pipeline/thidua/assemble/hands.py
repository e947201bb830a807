"""Numbers that a list divides by who granted them: «47 Bằng khen (Bộ Công an 2; UBND tỉnh 45)», «…, gồm: Chính phủ 3, Bộ Công an 44»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, rule_of
from thidua.assemble.items import Item, Line
from thidua.frozen import frozen
from thidua.offsets import Text


@frozen
class Hand:
    """A grantor of such a list with its number."""

    authority: Item
    number: Item


@frozen
class Hands:
    """The hands of one list."""

    each: tuple[Hand, ...]


_ROW = regex.compile(r"O?A[hl]?#(?:&?O?A[hl]?#)+")
_OPENING = regex.compile(r"(?:\(|(?<!\w)(?:gồm|trong đó|cụ thể)(?: có)?|\(của)\s*:?\s*$")
_TELLS = regex.compile(r"\s*(?:(?::|là|có)\s*)?")
_NEXT = regex.compile(r"(?:\s*(?:lượt|cờ|bằng))?\s*(?:[,;]|(?:[,;]\s*)?và)\s*(?:của\s+)?")
_CLOSES = regex.compile(r"(?:\s*(?:lượt|cờ|bằng))?\s*(?:[).;]|$)")


def hands_together(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, each list of grantors with bare numbers as words whose value is its hands."""
    joined = list(items)
    for row in reversed(list(_ROW.finditer("".join(item.symbol for item in items)))):
        told = [item for item in items[row.start() : row.end()] if item.symbol in "A#"]
        hands = tuple(Hand(*pair) for pair in zip(told[::2], told[1::2], strict=True))
        if _is_list(text, hands):
            joined[row.start() : row.end()] = [Item("x", items[row.start()].start, told[-1].end, Hands(hands))]
    return joined


def _is_list(text: Text, hands: Sequence[Hand]) -> bool:
    ends = [hand.number.end for hand in hands]
    return (
        _OPENING.search(text.key, max(0, hands[0].authority.start - 16), hands[0].authority.start) is not None
        and all(_TELLS.fullmatch(text.key, hand.authority.end, hand.number.start) for hand in hands)
        and all(
            _NEXT.fullmatch(text.key, end, after.authority.start) for end, after in zip(ends, hands[1:], strict=False)
        )
        and _CLOSES.match(text.key, ends[-1]) is not None
    )


def with_hands(line: Line, end: int, found: list[Draft]) -> list[Draft]:
    """Return the drafts of a clause that ends before an item, with parts by grantor where a list right behind divides them: its numbers add up to theirs."""
    behind = [item for item in line.items[end : end + 4] if item.symbol not in ",;:gTh"][:1]
    if not found or not behind or not isinstance(behind[0].value, Hands):
        return found
    hands = behind[0].value.each
    if any(draft.among or draft.named or draft.authority not in _UNTOLD for draft in found):
        return found
    if sum(hand.number.value.count or 0 for hand in hands) != sum(draft.count or 0 for draft in found):
        return found
    kinds = {draft.recipient for draft in found}
    last = replace(found[-1], recipient=kinds.pop() if len(kinds) == 1 else "tap-the-ca-nhan")
    return [*found, *(_part(last, hand) for hand in hands)]


_UNTOLD = ((), ("cac-cap",))


def _part(total: Draft, hand: Hand) -> Draft:
    granted, number = hand.authority, hand.number
    fields = [field for field in total.fields if field[0] not in ("count", "recipient")]
    fields += [
        ("count", (number.start, number.end), rule_of(number)),
        ("authority", (granted.start, granted.end), rule_of(granted)),
    ]
    return replace(
        total,
        count=number.value.count,
        qualifier=number.value.qualifier,
        authority=(granted.value.code,),
        start=min(granted.start, number.start),
        end=max(granted.end, number.end),
        pattern="assembly.carried",
        fields=tuple(fields),
        among=True,
        listing="all",
        carried=("form",),
    )
