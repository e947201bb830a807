"""The body that recipients belong to, where the clause itself only points at it or leaves it to the one before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.mentions.base import Mention
from thidua.offsets import Text
from thidua.resolve.located import Located
from thidua.resolve.period import goes_on

# What a bare noun can point at, by the level of the unit that was named before it.
_POINTS = (
    (regex.compile(r"(?:trại|phân trại)(?!\w)"), frozenset({"trai-giam"})),
    (regex.compile(r"cục(?!\w)"), frozenset({"cuc"})),
    (regex.compile(r"phòng(?!\w)"), frozenset({"phong"})),
    (regex.compile(r"(?:trung đoàn|tiểu đoàn)(?!\w)"), frozenset({"trung-doan", "tieu-doan"})),
    (regex.compile(r"(?:cụm|khối)(?!\w)"), frozenset({"cum-khoi"})),
    (
        regex.compile(r"(?:đơn vị|lực lượng|nhà trường)(?:\s+(?:này|mình))?$"),
        frozenset(
            {
                "phong",
                "huyen",
                "xa",
                "tinh",
                "cuc",
                "trai-giam",
                "trung-doan",
                "tieu-doan",
                "doi",
                "hoc-vien",
                "cum-khoi",
            }
        ),
    ),
)


def set_units(text: Text, located: Sequence[Located], units: Sequence[Mention]) -> list[Located]:
    """Return the records with the span of the body that their recipients belong to.

    «đơn vị», «trại» stand for the last fitting unit named before; a clause without a body takes that of the one it goes on from.
    """
    starts = [mention.start for mention in units]
    result: list[Located] = []
    for item in located:
        unit, rule = item.draft.unit, "assembly.unit"
        if unit is not None:
            span = (item.sentence[0] + unit[0], item.sentence[0] + unit[1])
            pointed = _pointed_at(text, span, units, starts)
            item = replace(item, unit=pointed or span, unit_rule="unit.pointed" if pointed else rule)
        elif result and not item.draft.named and _carries(text, result[-1], item):
            if not _is_of_others(text, result[-1], item, units, starts):
                item = replace(item, unit=result[-1].unit, unit_rule="unit.carried")
        elif not item.draft.named and (subject := _reviewed(text, item, units, starts)) is not None:
            item = replace(item, unit=subject, unit_rule="unit.review")
        result.append(item)
    return result


_POST = regex.compile(r"(?:giám đốc|trưởng|chủ tịch|bí thư|lãnh đạo|chỉ huy|cục trưởng|giám thị)\s*$")
# «cục Quản lý chất lượng, bộ GD & ĐT thông báo kết quả thi»: whose news that is, not whose people
_OF_A_MINISTRY = regex.compile(r"(?:\s\w+){0,4},?\s(?:thuộc |của )?bộ (?!công an|trưởng)")
_OF_REVIEW = ("period.review", "period.pointed")
_POLICE = frozenset({"tinh", "huyen", "phong", "cuc", "trai-giam", "trung-doan", "cum-khoi", "hoc-vien", "doan-the"})


def _reviewed(text: Text, item: Located, units: Sequence[Mention], starts: Sequence[int]) -> tuple[int, int] | None:
    """Return the body whose period an article reviews: «Công an tỉnh X tổ chức hội nghị tổng kết công tác năm 2019»."""
    if item.period_rule not in _OF_REVIEW or item.period_span is None or item.draft.among:
        return None
    where = item.period_span[0]
    left = max(text.key.rfind("\n", 0, where), text.key.rfind(". ", 0, where)) + 1
    right = text.key.find("\n", where)
    line = units[bisect_left(starts, left) : bisect_left(starts, right if right >= 0 else len(text.key))]
    for mention in line:
        if mention.value.level == "cum-khoi":  # an emulation group's meeting, whoever chairs it
            return mention.start, mention.end
    for mention in line:
        if mention.start >= where or mention.value.level not in _POLICE:
            continue
        if not _POST.search(text.key, left, mention.start) and not _OF_A_MINISTRY.match(text.key, mention.end):
            return mention.start, mention.end
    return None


def _pointed_at(
    text: Text, span: tuple[int, int], units: Sequence[Mention], starts: Sequence[int]
) -> tuple[int, int] | None:
    """Return the span of the unit that a bare noun stands for, None where the noun names a unit itself."""
    first = bisect_left(starts, span[0])
    if first < len(units) and units[first].start < span[1] and not units[first].value.bare:
        return None
    for noun, levels in _POINTS:
        if noun.match(text.key, *span):
            for mention in reversed(units[:first]):
                if mention.value.level in levels and not mention.value.bare:
                    return mention.start, mention.end
            return None
    return None


def _carries(text: Text, before: Located, item: Located) -> bool:
    """Whether a record goes on from the one before and so speaks of the same body."""
    winner = before.draft.form.form == "giai-thuong" and before.unit_rule == "assembly.unit"  # of its own prize only
    return before.unit is not None and not winner and goes_on(text, before, item)


_WHOLE = frozenset({"tinh", "doan-the", "cuc", "tong-cuc", "bo"})  # which have units of their own to be rewarded


def _is_of_others(text: Text, before: Located, item: Located, units: Sequence[Mention], starts: Sequence[int]) -> bool:
    """Whether the body told before is only one of those rewarded: «Bằng khen cho Phòng A và 3 cá nhân. Ngoài ra, khen thưởng 14
    tập thể», «Cờ thi đua tặng Phòng A; Bằng khen tặng 3 tập thể»."""
    whose = before.draft.named or before.unit_rule == "unit.carried"
    given = before.unit is not None and whose and before.unit[0] > before.form_at
    counted = any(field[0] == "recipient" for field in item.draft.fields)
    if not (given and counted) or before.unit is None:
        return False
    if before.sentence != item.sentence:
        return True
    named = units[bisect_left(starts, before.unit[0]) :][:1]
    narrow = all(one.value.level not in _WHOLE for one in named if one.start < before.unit[1])
    return narrow and ";" in text.key[before.end : item.start]
