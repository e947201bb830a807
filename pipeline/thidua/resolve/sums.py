"""Totals and parts that no word tells but the numbers: those told behind add up to one told before, all of them and exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.offsets import Text
from thidua.records import CERTIFICATES, VAGUE_FORMS
from thidua.resolve.located import Located, may_share_grantor, with_grantor

_LEAST_SUM = 5  # smaller figures add up by chance
_MOST_BETWEEN = 200  # records between a total and its parts; no article has as many


def with_sums(text: Text, located: list[Located]) -> list[Located]:
    """Return the records, those that add up to one that belongs to no group yet as its parts."""
    return _by_classes(_by_both_kinds(_summed(text, located)))


def _groups(located: Sequence[Located]) -> int:
    """Return how many groups there are."""
    return max((int(item.group[1:]) for item in located if item.group), default=0)


def granted_alike(part: Located, totals: Sequence[Located]) -> Located:
    """Return a part without a grantor with that of its total, where both are one award: «… 31 Bằng khen, trong đó 21 …»."""
    alike = [t for t in totals if t.draft.form.form == part.draft.form.form]
    if len({t.draft.authority for t in alike}) != 1:
        return part
    return replace(part, draft=with_grantor(part, alike[0]))


def _summed(text: Text, located: list[Located]) -> list[Located]:
    """Return the records with the totals that no «trong đó» marks: «203 tập thể, cá nhân được tôn vinh» of 84 and 119."""
    result = list(located)
    number = _groups(result)
    for index, item in enumerate(result):
        draft = item.draft
        if item.role or not _may_be_a_sum(item) or (draft.count or 0) < _LEAST_SUM or draft.luot:
            continue
        near = range(max(0, index - _MOST_BETWEEN), min(len(result) - 1, index + _MOST_BETWEEN))
        pairs = [(i, i + 1) for i in near if index not in (i, i + 1) and _is_pair(result[i : i + 2], item)]
        found = next((pair for pair in pairs if sum(result[i].draft.count or 0 for i in pair) == draft.count), None)
        if found is None and len(pairs) == 1 and pairs[0][1] < index and _points_back(text, item):
            found = pairs[0]  # the only pair of the article, told of the same occasion
        if found is None:
            continue
        number += 1
        granted = with_grantor(item, result[found[0]])
        result[index] = replace(item, group=f"g{number}", role="total", draft=granted)
        for i in found:
            result[i] = replace(result[i], group=f"g{number}", role="part")
    return result


def _may_be_a_sum(item: Located) -> bool:
    """Whether a record speaks of rewards in general, or in a title of the certificates of both kinds of recipients together."""
    both = item.draft.recipient == "tap-the-ca-nhan" and item.block.kind == "title"
    return item.draft.form.form in VAGUE_FORMS or both


def _by_both_kinds(located: list[Located]) -> list[Located]:
    """Return the records with the totals of both kinds that all certificates told behind them add up to: «khen thưởng 3 tập thể, 9 cá nhân.
    … Bằng khen cho 1 tập thể, 2 cá nhân; … Giấy khen cho 2 tập thể, 7 cá nhân»."""
    result = list(located)
    number = _groups(result)
    for index in range(len(result) - 1):
        totals = result[index : index + 2]
        if [one.draft.recipient for one in totals] != ["tap-the", "ca-nhan"] or not _are_a_sum(totals):
            continue
        behind = range(index + 2, min(len(result), index + _MOST_BETWEEN))
        parts = [i for i in behind if result[i].start > totals[1].start and _may_be_added(result[i])]
        if all(_adds_up([result[i] for i in parts], total) for total in totals):
            number += 1
            for i in (index, index + 1, *parts):
                role = "total" if i in (index, index + 1) else "part"
                result[i] = replace(result[i], group=f"g{number}", role=role)
    return result


def _are_a_sum(totals: Sequence[Located]) -> bool:
    """Whether two numbers of one sentence speak of rewards in general, and are not small enough to add up by chance."""
    one, other = totals
    general = all(t.draft.form.form in VAGUE_FORMS and not (t.role or t.draft.luot or t.draft.named) for t in totals)
    return general and one.sentence == other.sentence and sum(t.draft.count or 0 for t in totals) >= _LEAST_SUM


def _may_be_added(item: Located) -> bool:
    return item.role is None and item.draft.form.form in CERTIFICATES and item.draft.status == "awarded"


def _adds_up(parts: Sequence[Located], total: Located) -> bool:
    """Whether the numbers of a total's kind, of several awards, add up to it."""
    counts = [one.draft.count for one in parts if one.draft.recipient == total.draft.recipient]
    return len(counts) > 1 and None not in counts and sum(count or 0 for count in counts) == total.draft.count


def _by_classes(located: list[Located]) -> list[Located]:
    """Return the records with the totals whose classes or titles are told later: «Huân chương Lao động các hạng cho 17 học sinh. 3 … hạng
    Nhất. 5 … hạng Nhì; 9 … hạng Ba»."""
    result = list(located)
    number = _groups(result)
    for index, total in enumerate(result):
        draft = total.draft
        several = draft.form.form == "huan-chuong" or ", " in (draft.form.name or "")
        if not several or total.role or draft.form.class_ or draft.named or (draft.count or 0) < _LEAST_SUM:
            continue
        parts: dict[object, int] = {}
        for i in range(index + 1, min(len(result), index + _MOST_BETWEEN)):
            key = None if result[i].role else _kind_within(total, result[i])
            if key is not None:
                if key in parts:
                    break
                parts[key] = i
        if len(parts) < 2 or sum(result[i].draft.count or 0 for i in parts.values()) != draft.count:
            continue
        number += 1
        result[index] = replace(total, group=f"g{number}", role="total")
        for i in parts.values():
            result[i] = replace(granted_alike(result[i], [total]), group=f"g{number}", role="part")
    return result


def _kind_within(total: Located, part: Located) -> object:
    """Return the class of a part of an Order's total, or the title of one of several titles'; None where it is no part."""
    a, b = total.draft, part.draft
    if (a.form.form, a.recipient, a.status, a.luot) != (b.form.form, b.recipient, b.status, b.luot) or not b.count:
        return None
    if not may_share_grantor(total, part):
        return None
    if a.form.form == "huan-chuong":
        return b.form.class_ if a.form.name == b.form.name and a.form.name else None
    titles = (a.form.name or "").split(", ")
    return b.form.name if len(titles) > 1 and b.form.name in titles else None


_SAME_DAY = regex.compile(r"(?<!\w)(?:dịp này|lần này|đợt này|hôm nay)(?!\w)")


def _points_back(text: Text, total: Located) -> bool:
    """Whether a number of units and persons together is said to be that of this occasion: «203 tập thể, cá nhân … dịp này»."""
    both = total.draft.recipient == "tap-the-ca-nhan" and not total.draft.among
    return both and _SAME_DAY.search(text.key, *total.sentence) is not None


def _is_pair(two: Sequence[Located], total: Located) -> bool:
    """Whether two records that follow one another are of one form, and of the kinds of recipient that a total holds."""
    if any(item.role or not item.draft.count or item.draft.luot for item in two):
        return False
    form = two[0].draft.form.form
    if two[1].draft.form.form != form or (total.draft.form.form not in VAGUE_FORMS and total.draft.form.form != form):
        return False
    kinds = {item.draft.recipient for item in two}
    return (
        kinds == {"tap-the", "ca-nhan"}
        if total.draft.recipient == "tap-the-ca-nhan"
        else kinds == {total.draft.recipient}
    )
