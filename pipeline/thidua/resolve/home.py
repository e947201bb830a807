"""The home of an article: the province police that a bare «CATP», «Công an tỉnh», «đơn vị» means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

import regex

from thidua.frozen import frozen
from thidua.mentions.base import Mention
from thidua.mentions.unit import UnitValue
from thidua.mentions.unit_place import PlaceReader
from thidua.offsets import Text, fold
from thidua.registry import Registry
from thidua.registry_model import District, Province, day_of


@frozen
class Home:
    """The province whose police is at home in an article, as of its date; no span where the masthead said it."""

    province: Province
    name: str
    start: int | None
    end: int | None
    rule: str


_PORTAL = regex.compile(r"^(?:www\.)?congan\.?([a-z]+)\.gov\.vn$")
_KIND = regex.compile(
    r"(?<!\w)(?:quận|huyện|thị xã|thành phố|tp\.?|phường|xã|thị trấn|tx\.?|tỉnh|[qh]\.)(?= ?\w)|\((?=\w)"
)
# A body that only one province has says more than a place where something happened.
_GOVERNING = frozenset({"ubnd-tinh", "dang"})
_OF_HOME = frozenset({"tinh", "huyen", "xa", "phong", "cum-khoi"})
# A force that is named leads clearly where it is named so many times as often as the next.
_MAJORITY = 2


def resolve_home(
    text: Text,
    units: Sequence[Mention],
    *,
    source: str | None,
    url: str | None,
    published: str | None,
    registry: Registry,
) -> Home | None:
    """Return the home of an article, or None where it is the Ministry's or cannot be told.

    «CATP … Công an phường Quán Toan, quận Hồng Bàng» → Công an thành phố Hải Phòng.
    """
    day = day_of(published)
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.") if url else ""
    masthead = _from_masthead(source, host, registry)
    if masthead is not None and not masthead[2]:
        return _home(masthead[0], day, registry, None, masthead[1])
    return (
        _from_dateline(text, day, registry, weak=False)
        or _from_forces(units, day, registry)
        or _from_papers(units, day, registry)
        or _from_governing(units, day, registry)
        or (_from_districts(text, day, registry) if _needs_home(units) else None)
        or _from_dateline(text, day, registry, weak=True)
        or (_home(masthead[0], day, registry, None, masthead[1]) if masthead is not None else None)
    )


def _home(
    name: str, day: str | None, registry: Registry, span: tuple[int, int] | None, rule: str, kind: str | None = None
) -> Home | None:
    province = registry.province(name, day, kind)
    if province is None:
        return None
    province = registry.current(province, day)
    start, end = span or (None, None)
    return Home(province, province.force, start, end, rule)


@lru_cache(4096)  # the same few papers again and again
def _from_masthead(source: str | None, host: str, registry: Registry) -> tuple[str, str, bool] | None:
    """Return (name of the province, rule, whether the text goes first) that the source or the address says."""
    wanted = _key(source) if source else None
    for one in registry.sources:
        if one.home is None:
            continue
        if wanted is not None and wanted in {_key(name) for name in (*one.names, *one.hosts)}:
            return registry.provinces[one.home].name, one.id, one.weak
        if host and any(host == known or host.endswith(f".{known}") for known in one.hosts):
            return registry.provinces[one.home].name, f"{one.id}.url", one.weak
    slugs = _slugs(registry)
    for address in filter(None, (host, source)):
        portal = _PORTAL.match(address.strip().lower())
        if portal is not None and portal[1] in slugs:
            return slugs[portal[1]], "home.portal", False
    if source:
        place = regex.sub(r"^(?:báo|trang|cổng thông tin điện tử|cổng ttđt) ", "", fold(source.strip()))
        match = regex.match(r"(?:công an|ca)(?: (?:tỉnh|thành phố|tp\.?))? ?", place)
        found = registry.province_names.at(place, match.end()) if match else None
        if found is not None and found[0] == len(place):
            return found[1][0], "home.source", False
    return None


def _key(name: str) -> str:
    return " ".join(regex.findall(r"[^\W_]+", fold(name)))


@lru_cache(maxsize=8)
def _slugs(registry: Registry) -> dict[str, str]:
    """Return the parts of portal addresses: "daklak" → "Đắk Lắk"."""
    slugs = {item.id.replace("-", ""): item.name for item in registry.provinces.values() if not item.id[-1].isdigit()}
    return {**slugs, "tphcm": "Hồ Chí Minh", "hcm": "Hồ Chí Minh"}


def _from_dateline(text: Text, day: str | None, registry: Registry, *, weak: bool) -> Home | None:
    """Read what opens a local paper's text: «ANTD.VN - Sáng 14-11», «(ANHP) – …»."""
    for source in registry.sources:
        if source.home is None or source.weak != weak or not source.datelines:
            continue
        if not any(mark in text.text for mark in source.datelines):
            continue
        match = _dateline(source.datelines).search(text.text)
        if match is not None:
            name = registry.provinces[source.home].name
            return _home(name, day, registry, match.span("mark"), f"{source.id}.dateline")
    return None


@lru_cache(maxsize=64)
def _dateline(marks: tuple[str, ...]) -> regex.Pattern[str]:
    longest = sorted(marks, key=len, reverse=True)
    return regex.compile(rf"(?m)^[\s(\"“]{{0,3}}(?P<mark>{'|'.join(map(regex.escape, longest))})\)? ?[-–—:](?=\s)")


def _from_papers(units: Sequence[Mention], day: str | None, registry: Registry) -> Home | None:
    """Read the papers of province police where the text names those of one province: «Báo An ninh Hải Phòng»."""
    named: dict[str, tuple[int, int]] = {}
    for unit in units:
        body = registry.bodies.get(unit.value.entry or "")
        if body is not None and body.province is not None:
            named.setdefault(registry.provinces[body.province].name, (unit.start, unit.end))
    if len(named) != 1:
        return None
    ((name, span),) = named.items()
    return _home(name, day, registry, span, "home.paper")


def _forces(
    units: Sequence[Mention], day: str | None, registry: Registry
) -> list[tuple[str, str | None, tuple[int, int]]]:
    """Return (province, kind, span) of every mention of a named province police."""
    found = []
    for mention in units:
        value: UnitValue | None = mention.value
        span: tuple[int, int] = (mention.start, mention.end)
        while value is not None:
            if value.place is not None and value.name.startswith("Công an ") and is_province(value, day, registry):
                found.append((value.place, value.kind, span))
            inside = value.parent_span is not None and value.parent_span[0] < mention.end
            span = value.parent_span or span
            # A parent behind the mention is a mention of its own: count it there.
            value = value.parent if inside else None
    return found


def is_province(value: UnitValue, day: str | None, registry: Registry) -> bool:
    """Say whether a police force is a province's on a day: «Công an thành phố Huế» is one since 2025."""
    if value.level == "tinh":
        province = registry.province(value.place or "", day)
        towns = [item for item in registry.district_names.get(value.place or "") if item.kind == "thành phố"]
        if value.kind == "thành phố" and day is not None and province is not None and province.kind == "tỉnh" and towns:
            return False
        return value.place != "Huế" or day is None or day >= "2025"
    if value.level != "huyen" or value.kind != "thành phố" or day is None or value.place is None:
        return False
    province = registry.province(value.place, day)
    return (
        province is not None
        and province.kind == "thành phố"
        and province.period.holds(day)
        and province.name == value.place
    )


def _from_forces(units: Sequence[Mention], day: str | None, registry: Registry) -> Home | None:
    forces = _forces(units, day, registry)
    if not forces:
        return None
    current = {
        place: registry.current(state, day).name
        for place, _, _ in forces
        if (state := registry.province(place, None)) is not None
    }
    counts = Counter(current[place] for place, _, _ in forces)
    ranked = counts.most_common()
    if len(ranked) > 1 and ranked[0][1] < _MAJORITY * ranked[1][1]:
        ranked = _fitting(ranked, units, day, registry)
        if len(ranked) > 1 and ranked[0][1] < _MAJORITY * ranked[1][1]:
            return None
    place, kind, span = next(force for force in forces if current[force[0]] == ranked[0][0])
    return _home(place, day, registry, span, "home.force", kind)


def _fitting(
    ranked: list[tuple[str, int]], units: Sequence[Mention], day: str | None, registry: Registry
) -> list[tuple[str, int]]:
    """Return the candidates that a bare «CATP» or «Công an tỉnh» of the text can mean by their kind, or all."""
    bare = Counter(unit.value.kind for unit in units if unit.value.level == "tinh" and unit.value.bare)
    if len(bare) != 1:
        return ranked
    kind = next(iter(bare))
    fitting = [
        (name, count)
        for name, count in ranked
        if (state := registry.province(name, day)) is not None and state.kind == kind
    ]
    return fitting or ranked


def _from_governing(units: Sequence[Mention], day: str | None, registry: Registry) -> Home | None:
    """Read «UBND tỉnh Hậu Giang», «Tỉnh ủy Bình Dương» where all name one province."""
    named = [
        unit
        for unit in units
        if unit.value.level in _GOVERNING and unit.value.place and registry.by_province_name.get(unit.value.place)
    ]
    named = [unit for unit in named if unit.value.level != "dang" or unit.value.name.startswith(("Tỉnh", "Thành"))]
    if not named or len({unit.value.place for unit in named}) > 1 or not _needs_home(units):
        return None
    first = named[0]
    return _home(first.value.place, day, registry, (first.start, first.end), "home.governing", first.value.kind)


def _needs_home(units: Sequence[Mention]) -> bool:
    """Say whether the text names police below the Ministry at all."""
    return any(unit.value.level in _OF_HOME for unit in units)


def _from_districts(text: Text, day: str | None, registry: Registry) -> Home | None:
    """Read districts and wards of one province only, and provinces named as places; a clear majority decides."""
    votes: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    reader = PlaceReader(text, registry, lambda _: False, lambda _: False)
    for match in _KIND.finditer(text.key):
        place = reader.place_at(match.end() if match[0] == "(" else match.start())
        if place is None or place.name is None:
            continue
        provinces = {place.name} if place.province else _provinces_of(place.kind, place.name, day, registry)
        if len(provinces) == 1:
            name = next(iter(provinces))
            votes[name] += 1
            first.setdefault(name, (place.start, place.end))
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _MAJORITY * ranked[1][1]):
        return None
    return _home(ranked[0][0], day, registry, first[ranked[0][0]], "home.place")


_WARDS_OF_2025 = "2025-07-01"


def _provinces_of(kind: str, name: str, day: str | None, registry: Registry) -> set[str]:
    """Return the provinces, as of a day, that have a district or ward of this kind and name."""
    districts: Sequence[District]
    if day is not None and day >= _WARDS_OF_2025 and (wards := registry.new_wards.get((kind, fold(name)))):
        return set(wards)  # «phường Ba Đình» was one of Thanh Hóa, and is one of Hà Nội
    if kind in ("phường", "xã", "thị trấn"):
        # Many wards share their name with others that the list no longer holds: two words at least.
        districts = registry.wards.get((kind, fold(name)), ()) if " " in name else ()
    else:
        named = registry.district_names.get(name)
        districts = [district for district in named if district.kind == kind] or named
    return {registry.current(registry.provinces[district.province], day).name for district in districts}
