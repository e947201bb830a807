"""Groups of records that the text itself adds up: a total and, behind «trong đó», its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thidua.resolve.located import Located

_VAGUE = ("khen-thuong", "bieu-duong")


def group(located: Sequence[Located]) -> list[Located]:
    """Return the records with group and role set; those that belong to no sum as they were."""
    result = list(located)
    number = 0
    sentences = list(dict.fromkeys(item.sentence for item in sorted(result, key=lambda item: item.start)))
    for index, sentence in enumerate(sentences):
        here = [i for i, item in enumerate(result) if item.sentence == sentence]
        parts = [i for i in here if result[i].draft.among]
        if not parts:
            continue
        first = min(result[i].start for i in parts)
        totals = [i for i in here if not result[i].draft.among and result[i].start < first]
        if not totals and index and sentence[0] - sentences[index - 1][1] < 3:
            totals = [
                i for i, item in enumerate(result) if item.sentence == sentences[index - 1] and not item.draft.among
            ]
        covering = [
            i for i in totals if result[i].role is None and not result[i].draft.named and _covers(result, i, parts)
        ]
        forms = {result[i].draft.form.form for i in covering}
        # «5 tập thể, 9 cá nhân …; trong đó 1 công an viên»: the two numbers are one total
        totals = [i for i in totals if i in covering or (result[i].role is None and result[i].draft.form.form in forms)]
        parts = [i for i in parts if any(_holds(result[t], result[i]) for t in totals)]
        if totals and parts:
            number += 1
            for i in totals:
                result[i] = replace(result[i], group=f"g{number}", role="total")
            for i in parts:
                part = _granted_alike(result[i], [result[t] for t in totals])
                result[i] = replace(part, group=f"g{number}", role="part")
    return _summed(result, number)


def _granted_alike(part: Located, totals: Sequence[Located]) -> Located:
    """Return a part without a grantor with that of its total, where both are one award: «… 31 Bằng khen, trong đó 21 …»."""
    named = {t.draft.authority for t in totals if t.draft.form.form == part.draft.form.form}
    if part.draft.authority or part.draft.form.form in _VAGUE or len(named) != 1:
        return part
    return replace(part, draft=replace(part.draft, authority=named.pop()))


_LEAST_SUM = 5  # smaller figures add up by chance


def _summed(located: list[Located], number: int) -> list[Located]:
    """Return the records with the totals that no «trong đó» marks: «203 tập thể, cá nhân được tôn vinh» of 84 and 119."""
    result = list(located)
    for index, item in enumerate(result):
        draft = item.draft
        if item.role or draft.form.form not in _VAGUE or (draft.count or 0) < _LEAST_SUM or draft.luot:
            continue
        pairs = (
            (i, i + 1)
            for i in range(len(result) - 1)
            if index not in (i, i + 1) and _adds_up(result[i], result[i + 1], item)
        )
        found = next(pairs, None)
        if found is None:
            continue
        number += 1
        authority = draft.authority or result[found[0]].draft.authority
        result[index] = replace(item, group=f"g{number}", role="total", draft=replace(draft, authority=authority))
        for i in found:
            result[i] = replace(result[i], group=f"g{number}", role="part")
    return result


def _adds_up(one: Located, other: Located, total: Located) -> bool:
    a, b, c = one.draft, other.draft, total.draft
    if one.role or other.role or (a.count or 0) + (b.count or 0) != c.count or not a.count or not b.count:
        return False
    if a.form.form != b.form.form or a.luot or b.luot:
        return False
    kinds = {a.recipient, b.recipient}
    return kinds == {"tap-the", "ca-nhan"} if c.recipient == "tap-the-ca-nhan" else kinds == {c.recipient}


def _covers(located: Sequence[Located], total: int, parts: Sequence[int]) -> bool:
    return any(_holds(located[total], located[part]) for part in parts)


def _holds(total: Located, part: Located) -> bool:
    """Whether one record can be part of another: a form under an unsaid form or its own, no more than the total."""
    a, b = total.draft, part.draft
    if a.form.form not in _VAGUE and a.form.form != b.form.form:
        return False
    if b.recipient == "tap-the-ca-nhan":
        return True  # counted awards of recipients of both kinds
    if a.recipient not in (b.recipient, "tap-the-ca-nhan"):
        return False
    return a.count is None or b.count is None or b.count <= a.count
