"""Full names of units as of the article's date, and the distinct units of an article with the body above each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.frozen import frozen
from thidua.mentions.base import Mention
from thidua.mentions.unit import UnitValue
from thidua.offsets import Text, fold
from thidua.registry import Registry, is_common
from thidua.registry_model import Department, day_of
from thidua.resolve.home import Home, is_province
from thidua.resolve.parent import Parents


@frozen
class NamedUnitDraft:
    """A distinct unit: full name, the body directly above it, clean spans of its mentions, rules that read it."""

    name: str
    parent: str | None
    spans: tuple[tuple[int, int], ...]
    rule: tuple[str, ...]
    confidence: float = 1.0


_POST = regex.compile(r"(?:bí thư|ủy viên|ban thường vụ|thường vụ|ủy viên ban chấp hành) $")


def full_name(value: UnitValue, home: Home | None, published: str | None, registry: Registry) -> str | None:
    """Return the full name of a unit as of the article's date; None where it needs a home that is not known.

    «CATP» at home in Hải Phòng → «Công an thành phố Hải Phòng»; «PC45» in 2016 → «Phòng Cảnh sát hình sự».
    """
    day = day_of(published)
    if value.code is not None and value.entry is not None:
        unit = registry.coded(value.code, day)
        if unit is not None and value.surface.upper().replace(" ", "").replace("-", "").endswith(value.code):
            return unit.full() if isinstance(unit, Department) else unit.names[0]
    if value.level in ("tinh", "huyen") and value.place is not None and value.name.startswith("Công an "):
        return _force_name(value, day, registry)
    if value.level == "ubnd-tinh" and value.place is not None:
        province = registry.province(value.place, day, value.kind)
        return f"Ủy ban nhân dân {province.place}" if province else value.name
    if not value.bare:
        return value.name
    if value.level in ("phong", "trai-giam") or (value.level == "chuyen-an" and value.parent is None):
        return value.name
    if value.parent is not None:
        if value.parent.level == "tinh":  # «Đoàn Thanh niên Công an tỉnh»: its parent says of which
            return value.name
        above = full_name(value.parent, home, published, registry)
        return value.name.replace(value.parent.name, above) if above else None
    return _with_home(value, home)


def _force_name(value: UnitValue, day: str | None, registry: Registry) -> str:
    assert value.place is not None
    if is_province(value, day, registry):
        province = registry.province(value.place, day, value.kind)
        # A force of before stays what it was called: «Công an tỉnh Hải Dương» in an article of 2026.
        return province.force if province else value.name
    if value.level == "tinh":  # named without a kind, or before it was a province: the town
        return f"Công an thành phố {value.place}"
    return value.name


_OPEN_KIND = regex.compile(r" (?:tỉnh|thành phố)$")


def _with_home(value: UnitValue, home: Home | None) -> str | None:
    """Return a bare name with the home's place put in; None where the home is of another kind («CATP» in a tỉnh)."""
    if home is None:
        return None
    province = home.province
    if value.kind not in (None, "tỉnh", "thành phố") or (value.kind == "tỉnh" and province.kind != "tỉnh"):
        return None
    if value.kind == "thành phố" and province.kind != "thành phố":
        return None
    if value.level == "dang" or value.name in ("Tỉnh đoàn", "Thành đoàn"):
        return f"{value.name} {province.title}"
    head = _OPEN_KIND.sub("", value.name)
    return f"{head} {province.place}"


def resolve_units(
    text: Text, units: Sequence[Mention], home: Home | None, *, published: str | None, registry: Registry
) -> list[NamedUnitDraft]:
    """Return the distinct units that a text names, in the order of their first mention.

    «Phòng Tham mưu … PV01» at home in Hà Tĩnh → one unit, «Phòng Tham mưu» of «Công an tỉnh Hà Tĩnh», two spans.
    """
    resolver = _Resolver(units, home, published, registry)
    names: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    spans: dict[tuple[str, str | None], dict[tuple[int, int], str]] = defaultdict(dict)
    for mention in units:
        value: UnitValue | None = mention.value
        span = (mention.start, mention.end)
        if (
            value is not None
            and value.level == "dang"
            and value.parent is not None
            and _POST.search(text.key, max(0, mention.start - 40), mention.start)
        ):
            value, span = value.parent, value.parent_span or span
        while value is not None:
            name = resolver.name(value)
            if name is not None:
                parent = resolver.parent(value, name)
                key = resolver.identity(value, name), fold(parent) if parent else None
                known = names.setdefault(key, (name, parent))
                # The fullest of the names that the article gives a department.
                if value.code is None and len(name) > len(known[0]):
                    names[key] = name, parent
                spans[key].setdefault(span, mention.rule)
            inside = value.parent_span is not None and value.parent_span[1] <= mention.end
            span = value.parent_span or span
            value = value.parent if inside else None
    return _merged(
        [
            NamedUnitDraft(name, parent, tuple(spans[key]), tuple(dict.fromkeys(spans[key].values())))
            for key, (name, parent) in names.items()
            if home is not None or parent is not None or not is_common(name)  # else it is no unit in particular
        ]
    )


def _merged(drafts: list[NamedUnitDraft]) -> list[NamedUnitDraft]:
    """Return the drafts, one that lacks its parent joined to its only namesake that has one."""
    named: dict[str, list[NamedUnitDraft]] = defaultdict(list)
    for draft in drafts:
        named[fold(draft.name)].append(draft)
    kept: list[NamedUnitDraft] = []
    for draft in drafts:
        twins = named[fold(draft.name)]
        owned = [one for one in twins if one.parent is not None]
        if len(owned) == 1 and len(twins) > 1:
            if draft.parent is None:
                continue
            draft = replace(draft, spans=tuple(sorted({span for one in twins for span in one.spans})))
        kept.append(draft)
    return kept


class _Resolver:
    """Names and parents of one article's units."""

    def __init__(self, units: Sequence[Mention], home: Home | None, published: str | None, registry: Registry) -> None:
        self.home = home
        self.published = published
        self.registry = registry
        self.parents = Parents(units, home, day_of(published), registry)

    def name(self, value: UnitValue) -> str | None:
        """Return the full name, None for what is no unit in particular here."""
        if value.bare and value.level in ("xa", "chuyen-an", "ubnd-xa"):
            return None
        name = full_name(value, self.home, self.published, self.registry)
        if name is None and value.bare and value.level in ("huyen", "tinh", "ubnd-huyen", "dang"):
            # «Công an huyện», «UBND huyện», or «CATP» in a tỉnh, is the only one that the article names.
            fitting = {one.place for one in self.parents.local.values() if one.kind == value.kind}
            place = next(iter(fitting)) if len(fitting) == 1 else None
            if place is not None:
                return f"{value.name} {place}"
        if name is not None and value.level == "so-nganh" and value.parent is None and self.home is not None:
            place = self.home.province.place
            return name if name.startswith("Chi cục") or self.home.province.name in name else f"{name} {place}"
        return name

    def identity(self, value: UnitValue, name: str) -> str:
        """Return what two mentions of one unit share: the department, else the name."""
        if value.entry is not None and value.level in ("phong", "cuc", "tong-cuc", "bo"):
            return value.entry
        return fold(name)

    def parent(self, value: UnitValue, name: str) -> str | None:
        """Return the body directly above."""
        if value.level.startswith("ubnd-") or value.level in ("bo", "bo-nganh"):
            return self.parents.implied(value, name)
        said = self.parents.said(value)
        above = self.name(said) if said is not None else None
        return above or self.parents.implied(value, name)
