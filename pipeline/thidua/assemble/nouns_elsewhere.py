"""Numbers whose noun or award stands elsewhere: «33, 41 và 53 đồng chí», «5 tập thể được tặng …, 9 được tặng …»."""

from __future__ import annotations

from itertools import pairwise

import regex

from thidua.assemble.items import Count, Item
from thidua.assemble.number_at import At, Joined


def more_of_them(at: At) -> Joined | None:
    """A number whose awards were named just before: «6 Bằng khen của Bộ và 4 của UBND thành phố», «40 Bằng khen: 9 của Bộ, …»."""
    behind = at.items[at.index + 1 : at.index + 3]
    if [item.symbol for item in behind] != ["O", "A"] or at.gap.strip() or at.number.value.count is None:
        return None
    row = "".join(item.symbol for item in at.made[-4:])
    if _AWARDS_AHEAD.search(row) is None:
        return None
    counted = next((item for item in reversed(at.made[-4:]) if item.symbol == "Q"), None)
    if counted is None:
        return None
    if "OA" not in row and _OPENS_PARTS.search(at.text.key, counted.end, at.number.start) is None:
        return None
    number = at.number
    value = number.value, counted.value[1]
    return Item("Q", number.start, number.end, value, number.mentions + counted.mentions), 1


_AWARDS_AHEAD = regex.compile(r"QOA$|OA&$|Q[Tg]?h?$")
_OPENS_PARTS = regex.compile(r"[:(]|(?<!\w)(?:trong đó|gồm)(?!\w)")


def in_a_row(at: At) -> Joined | None:
    """A number with the noun that a row of numbers shares: «lần lượt cho 33, 41 và 53 đồng chí», «hạng Nhất, Nhì cho 2 và 5 cá nhân»."""
    noun = next((item for item in at.items[at.index + 1 :] if item.symbol == "n"), None)
    if noun is None or not _is_row(at, noun):
        return None
    in_turn = _IN_TURN.search(at.text.key, 0, at.number.start) or _IN_TURN_BEHIND.match(at.text.key, noun.end)
    if not in_turn and not _as_many_classes(at, noun):
        return None
    count = Count(at.number.value, noun.value, at.number.start)
    return Item("N", at.number.start, at.number.end, count, at.number.mentions + noun.mentions), 1


def _as_many_classes(at: At, noun: Item) -> bool:
    """Whether the form ahead of a row of numbers that ends in a noun, or else behind it, names as many classes as the row has numbers."""
    first = at.index
    while first and at.items[first - 1].symbol in "#&":
        first -= 1
    row = sum(item.symbol == "#" for item in at.items[first:] if item.start < noun.start)
    ahead = next((item for item in reversed(at.items[:first]) if item.symbol == "F"), None)
    behind = next((item for item in at.items[first:] if item.symbol == "F"), None)
    return any(form is not None and len(form.value.classes) == row for form in (ahead, behind))


def _is_row(at: At, noun: Item) -> bool:
    """Whether nothing but numbers, commas and «và» stands between a number and a noun: «66, 81 và 120 đồng chí»."""
    row = [item for item in at.items[at.index :] if item.start < noun.start]
    gaps = [at.text.key[one.end : other.start].strip() for one, other in pairwise([*row, noun])]
    return len(row) > 1 and all(item.symbol in "#&" for item in row) and not gaps[-1] and {*gaps} <= {"", ","}


_IN_TURN_BEHIND = regex.compile(r"\s+(?:đã |cũng )?(?:lần lượt|tương ứng)(?!\w)")
_IN_TURN = regex.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)[^.;]{0,60}$")


def of_those_said(at: At) -> Joined | None:
    """A number of those that were counted ahead: «5 tập thể được tặng …, 9 được tặng …», «…, 9 trong số đó được …»."""
    said = next((before.value.noun for before in reversed(at.made) if before.symbol == "N"), None)
    if said is None:
        return None
    end, after = at.number.end, at.after
    if after is not None and at.next_is("T") and _OF_THEM.fullmatch(at.text.key, after.start, after.end):
        return at.counted(said, after.end, taken=2)
    alone = (
        bool(at.made)
        and at.made[-1].symbol == "F"
        and at.text.key[end : end + 1] in ",;"
        and not at.text.key[at.made[-1].end : at.number.start].strip()  # not «Huân chương (Chiến công 5, …)»
    )
    of_them = at.next_is("PR", adjacent=False) and _OF_THEM.fullmatch(at.gap) is not None
    return at.counted(said, end) if alone or of_them or at.next_is("PR") else None


_OF_THEM = regex.compile(r"\s*(?:người )?trong số (?:đó|này|ấy|họ)\s*(?:(?:đã|còn|cũng)\s+)?")


def of_those_next(at: At) -> Joined | None:
    """A number of those who are named with the last of a list: «hạng Nhất cho 12, hạng Nhì cho 25, hạng Ba cho 61 đồng chí»."""
    if not at.made or at.made[-1].symbol != "C" or at.after is None:
        return None
    joined = at.gap.strip() == "," or (at.after.symbol == "&" and not at.gap.strip())
    form = next((item for item in at.items[at.index + 1 : at.index + 3] if item.symbol != "&"), at.after)
    if not joined or form.symbol != "F" or form.value.form not in ("class-only", "giai-thuong"):
        return None
    behind = at.items[at.index + 1 :]
    noun = next((item for item in behind if item.symbol == "n"), None)
    return at.counted(noun.value, at.number.end) if noun is not None else None
