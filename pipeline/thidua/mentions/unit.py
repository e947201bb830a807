"""Named units: police of every level, their departments and teams, other bodies.

«Phòng Cảnh sát hình sự, Công an tỉnh Hải Dương» gives two mentions, the second linked as the parent of the first; «các
Phòng Tham mưu, Hậu cần» gives two with the head put back; «các đơn vị», «công an các quận, huyện» give none.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import regex

from thidua.mentions.base import Mention
from thidua.mentions.unit_heads import Heads, vocabulary_of
from thidua.mentions.unit_reader import Found, UnitReader
from thidua.mentions.unit_value import UnitValue, expand
from thidua.offsets import Text
from thidua.registry import Registry

__all__ = ["KIND", "UnitValue", "expand", "find", "owner"]

KIND = "unit"

# Which levels may stand directly above a level, nearest first.
PARENTS: dict[str, tuple[str, ...]] = {
    "doi": ("phong", "huyen", "xa", "tieu-doan", "trung-doan", "trai-giam", "tinh", "cuc", "khac"),
    "phong": ("tinh", "cuc", "tong-cuc", "hoc-vien", "bo"),
    "xa": ("huyen", "tinh"),
    "huyen": ("tinh",),
    "tinh": ("bo",),
    "cuc": ("tong-cuc", "bo", "bo-nganh"),
    "tong-cuc": ("bo", "bo-nganh"),
    "cum-khoi": ("tinh", "huyen", "bo"),
    "bao": ("tinh", "bo", "dang", "bo-nganh"),
    "tieu-doan": ("trung-doan", "tong-cuc", "phong", "tinh"),
    "trung-doan": ("tong-cuc", "tinh", "bo"),
    "trai-giam": ("cuc", "tong-cuc", "tinh", "bo"),
    "hoc-vien": ("bo", "bo-nganh"),
    "chuyen-an": ("phong", "huyen", "tinh"),
    "khac": ("tinh", "bo", "bo-nganh", "tong-cuc"),
}
_LIST_GAP = regex.compile(r" ?(?:,|;) ?(?:và |cùng )?(?:các )?| và (?:các )?| cùng (?:các )?| & |: ")
_PARENT_GAP = regex.compile(
    r"(?: ?\([^()\n]{1,12}\))?(?: ?, ?(?:thuộc |của )?| ?- ?| ?\(|(?: trực)? thuộc | của | tại | )"
)
_SIBLING_GAP = regex.compile(r"(?: ?\([^()\n]{1,12}\))? ?(?:, ?(?:và )?| và |; ?)(?:các )?")


@lru_cache(maxsize=8)
def _compiled(registry: Registry) -> tuple[frozenset[str], Heads]:
    """Return what finding needs, made once per registry."""
    return vocabulary_of(registry), Heads(registry)


def find(text: Text, registry: Registry) -> list[Mention]:
    """Return the named units of a text in text order, linked to the bodies that the text says they belong to.

    «Phòng PC02 - CATP» → «Phòng Cảnh sát hình sự» with parent «Công an thành phố» (bare), and that itself.
    """
    vocabulary, heads = _compiled(registry)
    reader = UnitReader(text, registry, vocabulary, heads)
    found: list[Found] = []
    place = 0
    key = text.key
    listing = False  # whether a list of departments is open, whose items leave the head out
    for start in heads.starts(key):
        if start < place:
            continue
        head = heads.match(key, start)
        items = list(reader.read(start, head.end())) if head else []
        if not items:
            coded = reader.code(start)
            items = [coded] if coded else []
        if not items:
            place = head.end() if head else start + 1
            continue
        found += items
        place = max(item[1] for item in items)
        listing = items[-1][2].level == "phong" and items[-1][2].entry is not None
        while listing:
            following = _list_item(reader, place, heads)
            if not following:
                break
            found += following
            place = following[-1][1]
    return _link([Mention(KIND, start, end, value, rule) for start, end, value, rule in found], key)


def _list_item(reader: UnitReader, end: int, heads: Heads) -> list[Found]:
    """Return what goes on with a list of departments at `end`: a department without its head, or any unit with one."""
    gap = _LIST_GAP.match(reader.key, end)
    at = gap.end() if gap else end + 1 if reader.key[end : end + 1] == " " else -1
    if at < 0:
        return []
    head = heads.match(reader.key, at)
    if head is not None:
        items = list(reader.read(at, head.end()))
        if items:
            return items
    if gap is None:
        return []
    item = reader.department_item(at, at, listed=True)
    return [item] if item else []


def _link(mentions: list[Mention], key: str) -> list[Mention]:
    """Return the mentions with their parents: from the last to the first, so that a chain of bodies is one."""
    linked: list[Mention] = []
    for mention in reversed(mentions):
        value: UnitValue = mention.value
        following = linked[-1] if linked else None
        if value.parent is None and following is not None:
            value = _with_parent(mention, value, following, key)
        elif value.parent is not None and following is not None and following.start == (value.parent_span or (0,))[0]:
            value = replace(value, parent=following.value)
        linked.append(Mention(mention.kind, mention.start, mention.end, value, mention.rule))
    linked.reverse()
    return linked


def _with_parent(mention: Mention, value: UnitValue, following: Mention, key: str) -> UnitValue:
    gap = key[mention.end : following.start]
    above: UnitValue = following.value
    parents = PARENTS.get(value.level, ())
    if value.level == "khac" and above.level == "so-nganh" and gap.strip() in ("(", "thuộc", "của"):
        return replace(value, parent=above, parent_span=(following.start, following.end))
    border = value.name.startswith("Đồn Biên phòng") and "Bộ đội Biên phòng" in above.name
    if (above.level in parents or border) and _PARENT_GAP.fullmatch(gap):
        return replace(value, parent=above, parent_span=(following.start, following.end))
    # «Phòng PC02, PC04, Công an tỉnh Hải Dương»: what the last of a list belongs to, all do.
    if (
        above.level == value.level
        and above.parent is not None
        and above.parent_span is not None
        and _SIBLING_GAP.fullmatch(gap)
    ):
        inside = above.parent_span[0] < following.end
        if not inside and above.level in ("phong", "doi", "cum-khoi", "huyen"):
            return replace(value, parent=above.parent, parent_span=above.parent_span)
    return value


def owner(value: UnitValue, level: str) -> UnitValue | None:
    """Return the nearest body of a level that the text puts above a unit."""
    above = value.parent
    while above is not None and above.level != level:
        above = above.parent
    return above
