"""Groups of records that the text itself adds up: a total and its parts.

Grouped by how the text is built («trong đó», «gồm», a colon over a list, «tổng cộng»), not because the numbers add up: a
wrong number must not dissolve its group, or an audit would never see it. What no word tells but the numbers: `sums.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from thidua.assemble.parts import is_total
from thidua.mentions.form import FormValue
from thidua.offsets import Text
from thidua.records import VAGUE_FORMS, Listing
from thidua.resolve.located import Located
from thidua.resolve.sums import granted_alike, with_sums

Span = tuple[int, int]
Group = tuple[list[int], list[int]]  # totals and parts, as places among the records

_ADJACENT = 3  # characters between two sentences that follow one another
_LONGEST_LIST = 40  # lines under one colon


def group(text: Text, located: Sequence[Located]) -> list[Located]:
    """Return the records with group and role set; those that belong to no sum as they were."""
    result = list(located)
    number = 0
    at: dict[Span, list[int]] = defaultdict(list)  # sentence → its records; sentences in text order
    for i in sorted(range(len(result)), key=lambda i: result[i].start):
        at[result[i].sentence].append(i)
    sentences = list(at)
    for index, sentence in enumerate(sentences):
        here = at[sentence]
        near = bool(index) and sentence[0] - sentences[index - 1][1] < _ADJACENT
        before = at[sentences[index - 1]] if near else []
        runs = list(_runs(result, here, before))
        for totals, parts in runs:
            _tell_kinds(text, result, totals, parts)
        groups = [_fitting(result, *one) for one in runs]
        if not groups:
            lines = sentences[index : index + _LONGEST_LIST]
            groups = [_listed(text, result, here, lines, at), _added_up(text, result, here, before)]
            groups.append(_out_of(text, result, here))
        for totals, parts in groups:
            if totals and parts:
                number += 1
                for i in totals:
                    result[i] = replace(result[i], group=f"g{number}", role="total")
                of_whole = [result[t] for t in totals]
                for i in parts:
                    part = _planned_alike(granted_alike(result[i], of_whole), of_whole)
                    if part.draft.recipient == "khac" and {result[t].draft.recipient for t in totals} == {"tap-the"}:
                        # «12 tập thể, gồm 9 Công an xã và 3 trường học»: the text speaks of them as collectives
                        part = replace(part, draft=replace(part.draft, recipient="tap-the"))
                    result[i] = replace(part, group=f"g{number}", role="part")
    return with_sums(text, result)


def _planned_alike(part: Located, totals: Sequence[Located]) -> Located:
    """Return a part as planned where its total is: «dự kiến có 65 tập thể được khen thưởng. Cụ thể, UBND tỉnh tặng … cho 20»."""
    if part.draft.status != "awarded" or any(one.draft.status != "planned" for one in totals):
        return part
    return replace(part, draft=replace(part.draft, status="planned"))


def _runs(located: Sequence[Located], here: Sequence[int], before: Sequence[int]) -> Iterator[Group]:
    """Yield the totals and parts of a sentence: each run of parts with what stands ahead of it, else the sentence before."""
    totals: list[int] = []
    parts: list[int] = []
    for i in here:
        if located[i].draft.nested:
            continue
        if not located[i].draft.among:
            if parts:
                yield totals, parts
                totals, parts = [], []
            totals.append(i)
        else:
            if not totals and not parts:
                totals = [t for t in before if not located[t].draft.among]
            parts.append(i)
    if parts:
        yield totals, parts


_PRIZES = FormValue("giai-thuong")
_EXAMPLES = regex.compile(r"(?:lượt )?điển hình(?! (?:cá nhân|tập thể))(?!\w)")


def _tell_kinds(text: Text, located: list[Located], totals: Sequence[int], parts: Sequence[int]) -> None:
    """Say of «120 điển hình tiên tiến, gồm 35 tập thể và 85 cá nhân», «46 giải, gồm 2 giải tập thể …» that both are meant."""
    if {located[i].draft.recipient for i in parts} != {"tap-the", "ca-nhan"}:
        return
    for i in totals:
        item = located[i]
        nouns = [span[0] for name, span, _ in item.draft.fields if name == "recipient"]
        prizes = item.draft.form == _PRIZES and item.draft.pattern == "assembly.counted"
        if prizes or (nouns and _EXAMPLES.match(text.key, item.sentence[0] + nouns[0])):
            located[i] = replace(item, draft=replace(item.draft, recipient="tap-the-ca-nhan"))


def _fitting(located: Sequence[Located], totals: Sequence[int], parts: Sequence[int]) -> Group:
    """Return the totals that hold any of the parts, and the parts that any of these holds."""
    covering = [
        i for i in totals if located[i].role is None and not located[i].draft.named and _covers(located, i, parts)
    ]
    told_with = [i for i in covering if all(_is_same_award(located[i], located[part]) for part in parts)]
    if told_with and located[told_with[-1]].draft.recipient == "tap-the-ca-nhan":
        return told_with, list(parts)  # «1 Bằng khen của A; 4 Bằng khen của B (1 tập thể, 3 cá nhân)»
    forms = {_form(located[i]) for i in covering}
    # «5 tập thể, 9 cá nhân …; trong đó 1 công an viên»: the two numbers are one total
    whole = [
        i
        for i in totals
        if i in covering or (located[i].role is None and not located[i].draft.named and _form(located[i]) in forms)
    ]
    return whole, [i for i in parts if any(_holds(located[t], located[i]) for t in whole)]


def _is_same_award(one: Located, other: Located) -> bool:
    """Whether two records are told by one mention of an award."""
    return one.sentence == other.sentence and one.draft.form_at == other.draft.form_at


def _form(item: Located) -> tuple[str, str | None]:
    form = item.draft.form
    return form.form, form.name if form.form in _OF_MANY_NAMES else None


_OF_MANY_NAMES = ("huan-chuong", "huy-chuong")  # Orders and medals: one is no part of another


_BULLET = regex.compile(r"\s*(?:[-+*•–—]|\d{1,2}[.)]|[a-zđ]\))\s")
_ALL_BUT_SOME = regex.compile(r"(?<!\w)có\s*:\s*$")


def _listed(
    text: Text, located: list[Located], here: Sequence[int], lines: Sequence[Span], at: Mapping[Span, Sequence[int]]
) -> Group:
    """Return the totals of a sentence that ends in a colon, with the numbers of the bulleted lines below it."""
    head = lines[0]
    totals = [i for i in here if located[i].role is None and not located[i].draft.among]
    if not text.key[head[0] : head[1]].rstrip().endswith(":") or not is_total([located[i].draft for i in totals]):
        return [], []
    parts: list[int] = []
    end = head[1]
    listing: Listing = "some" if _ALL_BUT_SOME.search(text.key, head[0], end) else "all"
    for line in lines[1:]:
        if regex.search(r"\w", text.key[end : line[0]]) or not _BULLET.match(text.key, end, line[1]):
            break
        end = line[1]
        for i in at[line]:
            item = located[i]
            if item.role is None and not item.draft.named and not item.draft.nested:
                located[i] = replace(item, draft=replace(item.draft, listing=listing))
                parts.append(i)
    return _fitting(located, totals, parts)


_ADDED_UP = regex.compile(
    r"\s*(?:(?:như vậy|theo đó)\s*,?\s*)?(?:(?:đã )?có\s+)?(?:tổng cộng|tính chung|cộng chung|tất cả)\s*,?\s*:?\s*(?:có|đã có)?\s*$"
)


def _added_up(text: Text, located: Sequence[Located], here: Sequence[int], before: Sequence[int]) -> Group:
    """Return the totals of a sentence that adds up the one before it: «… Tổng cộng 45 tập thể được khen thưởng»."""
    totals = [i for i in here if located[i].role is None]
    if not is_total([located[i].draft for i in totals]):
        return [], []
    first = located[totals[0]]
    if not _ADDED_UP.match(text.key, first.sentence[0], min(located[i].start for i in totals)):
        return [], []
    parts = [i for i in before if located[i].role is None and located[i].draft.count is not None]
    return _fitting(located, totals, parts)


_OUT_OF = regex.compile(
    r"\W*trong (?:tổng )?số (?:hơn |gần |trên |khoảng )?(?P<count>\d[\d.]*) [^,;.]{0,60}?(?:nói trên|kể trên|trên|này|đó|ấy)(?!\w)"
)


def _out_of(text: Text, located: Sequence[Located], here: Sequence[int]) -> Group:
    """Return the total that a sentence names again by its number, and its parts: «Trong số hơn 900 lượt nói trên, có 8 tập thể …»."""
    named = _OUT_OF.match(text.key, *located[here[0]].sentence)
    if named is None:
        return [], []
    count = int(named["count"].replace(".", ""))
    totals = [i for i in range(min(here)) if located[i].role is None and located[i].draft.count == count]
    parts = [i for i in here if located[i].role is None and located[i].start >= named.end()]
    return _fitting(located, totals[-1:], parts)


def _covers(located: Sequence[Located], total: int, parts: Sequence[int]) -> bool:
    return any(_holds(located[total], located[part]) for part in parts)


def _holds(total: Located, part: Located) -> bool:
    """Whether one record can be part of another: a form under an unsaid form or its own.

    Not by their counts: a part that is more than its total is what an audit must see.
    """
    a, b = total.draft, part.draft
    if a.form.form not in VAGUE_FORMS and a.form.form != b.form.form:
        return False
    if a.form.form in _OF_MANY_NAMES and a.form.name and b.form.name and b.form.name not in a.form.name:
        return False
    if b.recipient == "tap-the-ca-nhan":
        return True  # counted awards of recipients of both kinds
    firms = b.recipient == "khac" and a.recipient == "tap-the"  # «8 tập thể, trong đó có 5 doanh nghiệp»
    return firms or a.recipient in (b.recipient, "tap-the-ca-nhan")
