"""The registry of units: provinces, districts, departments and central bodies with their names as of a date.

Facts stand in rules/units/*.yaml and rules/sources.yaml; a wrong file stops at once with file, line and id.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from thidua.lexicon import Lexicon
from thidua.offsets import fold
from thidua.registry_files import (
    read_bodies,
    read_departments,
    read_districts,
    read_former,
    read_names,
    read_provinces,
    read_rows,
    read_sources,
)
from thidua.registry_model import NEW_WARD_KINDS, WARD_KINDS, Body, Department, District, Period, Province, Source
from thidua.rulefile import RuleError


@dataclass(frozen=True, eq=False)
class Registry:
    """All units, with the lookups that finders and resolvers need; a registry equals only itself, so it can key a cache."""

    provinces: dict[str, Province]
    districts: tuple[District, ...]
    departments: dict[str, Department]
    bodies: dict[str, Body]
    sources: tuple[Source, ...]
    folder: Path
    by_province_name: dict[str, tuple[Province, ...]] = field(default_factory=dict)

    @cached_property
    def province_names(self) -> Lexicon[str]:
        """Names and other spellings of provinces → the name."""
        lexicon: Lexicon[str] = Lexicon()
        for province in self.provinces.values():
            for name in (province.name, *province.aliases):
                lexicon.add(name, province.name)
        return lexicon

    @cached_property
    def district_names(self) -> Lexicon[District]:
        """Names of districts without their kind → the districts of that name."""
        lexicon: Lexicon[District] = Lexicon()
        for district in self.districts:
            lexicon.add(district.name, district)
            if district.name.isdigit():
                lexicon.add(district.name.zfill(2), district)
        return lexicon

    @cached_property
    def wards(self) -> dict[tuple[str, str], tuple[District, ...]]:
        """(kind, folded name) of a ward → its districts; read from its file only when first asked for."""
        districts = {(item.province, item.place): item for item in self.districts}
        table: dict[tuple[str, str], list[District]] = defaultdict(list)
        file = self.folder / "units" / "wards.yaml"
        for row in read_rows(file, "wards", {"province", "district"}, set(WARD_KINDS)):
            district = districts.get((row["province"], row["district"]))
            if district is None:
                raise RuleError(
                    file, row["__line__"], row["district"], f"is no district of {row['province']} in districts.yaml"
                )
            for kind in WARD_KINDS:
                for name in read_names(row.get(kind, "")):
                    table[kind, fold(name.lstrip("0") or name)].append(district)
        return {key: tuple(values) for key, values in table.items()}

    @cached_property
    def new_wards(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """(kind, folded name) of a ward from 2025-07-01 → names of its provinces; read when first asked for."""
        table: dict[tuple[str, str], list[str]] = defaultdict(list)
        file = self.folder / "units" / "wards-2025.yaml"
        for row in read_rows(file, "wards", {"province"}, set(NEW_WARD_KINDS)):
            if row["province"] not in self.by_province_name:
                raise RuleError(file, row["__line__"], row["province"], "is no province of provinces.yaml")
            for kind in NEW_WARD_KINDS:
                for name in read_names(row.get(kind, "")):
                    table[kind, fold(name)].append(row["province"])
        return {key: tuple(values) for key, values in table.items()}

    def is_ward(self, kind: str, name: str) -> bool:
        """Say whether a ward of this kind and name exists, or did on 2025-06-30."""
        return (kind, fold(name)) in self.wards or (kind, fold(name)) in self.new_wards

    @cached_property
    def police_abbreviations(self) -> dict[str, str]:
        """Folded abbreviation of a province's police → the name of the province: "cahp" → "Hải Phòng"."""
        return {fold(short): province.name for province in self.provinces.values() for short in province.police}

    @cached_property
    def department_names(self) -> Lexicon[tuple[Department, str]]:
        """Names of departments without their head → (department, the full form of that name)."""
        lexicon: Lexicon[tuple[Department, str]] = Lexicon(loose=True)
        for item in self.departments.values():
            for name in item.names:
                lexicon.add(name, (item, name))
            for alias in item.aliases:
                lexicon.add(alias, (item, item.names[0]))
        return lexicon

    @cached_property
    def body_names(self) -> Lexicon[tuple[Body, str]]:
        """Names of central bodies with their head → (body, the full form of that name)."""
        lexicon: Lexicon[tuple[Body, str]] = Lexicon(loose=True)
        for item in self.bodies.values():
            for name in item.names:
                lexicon.add(name, (item, name))
            for alias in item.aliases:
                lexicon.add(alias, (item, item.names[0]))
        return lexicon

    @cached_property
    def codes(self) -> dict[str, tuple[tuple[Department | Body, Period], ...]]:
        """Code in upper case → who carries it, and when."""
        table: dict[str, list[tuple[Department | Body, Period]]] = defaultdict(list)
        carriers: list[Department | Body] = [*self.departments.values(), *self.bodies.values()]
        for item in carriers:
            for code, period in item.codes:
                table[code].append((item, period))
        return {code: tuple(items) for code, items in table.items()}

    def coded(self, code: str, day: str | None = None) -> Department | Body | None:
        """Return who carries a code on a day, or who ever did where nobody does then.

        >>> from thidua.rulefile import rules_dir
        >>> load_registry(rules_dir()).coded("PC45").names[0]
        'Cảnh sát hình sự'
        """
        found = self.codes.get(code.upper())
        if not found:
            return None
        for item, period in found:
            if period.holds(day) and item.period.holds(day):
                return item
        return found[0][0]

    def province(self, name: str, day: str | None = None, kind: str | None = None) -> Province | None:
        """Return the state of a province on a day; where there is none, the first of its name that fits the kind."""
        states = self.by_province_name.get(name, ())
        if not states:
            return None
        valid = [state for state in states if state.period.holds(day)]
        fitting = (
            [state for state in valid if state.kind == kind]
            or valid
            or [state for state in states if state.kind == kind]
        )
        return (fitting or list(states))[0]

    @cached_property
    def forces(self) -> dict[str, tuple[Province, ...]]:
        """Name of a province's police → the states of the province under that name, earliest first."""
        table: dict[str, list[Province]] = defaultdict(list)
        for province in sorted(self.provinces.values(), key=lambda item: item.period.start):
            table[province.force].append(province)
        return {name: tuple(states) for name, states in table.items()}

    def since(self, force: str, day: str | None) -> str:
        """Return the first day of a province's state on a day, "" for the earliest state and for other bodies.

        A merger may keep the name of a force, but its figures are those of another population.

        >>> from thidua.rulefile import rules_dir
        >>> registry = load_registry(rules_dir())
        >>> [registry.since("Công an thành phố Hải Phòng", day) for day in ("2025-06-30", "2025-07-01")]
        ['', '2025-07-01']
        """
        states = self.forces.get(force, ())
        holding = [state.period.start for state in states if state.period.holds(day)]
        return holding[0] if len(states) > 1 and holding else ""

    def current(self, province: Province, day: str | None) -> Province:
        """Return what a province has become by a day."""
        while day is not None and province.period.end and province.period.end < day and province.successor:
            province = self.provinces[province.successor]
        return province


def load_registry(folder: Path | str) -> Registry:
    """Return the registry of a rules folder; one folder is read once per process."""
    return _load(Path(folder).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Registry:
    units = folder / "units"
    provinces = read_provinces(units / "provinces.yaml")
    by_name: dict[str, list[Province]] = defaultdict(list)
    for province in provinces.values():
        by_name[province.name].append(province)
    states = {name: tuple(sorted(items, key=lambda item: item.period.start)) for name, items in by_name.items()}
    bodies = read_bodies(units / "ministry.yaml", provinces)
    return Registry(
        provinces=provinces,
        districts=(
            *read_districts(units / "districts.yaml", provinces),
            *read_former(units / "districts-former.yaml", provinces),
        ),
        departments=read_departments(units / "departments.yaml"),
        bodies=bodies,
        sources=read_sources(folder / "sources.yaml", provinces),
        folder=folder,
        by_province_name=states,
    )


def is_common(name: str) -> bool:
    """Whether a unit's name holds no proper name: «Công an tỉnh», «CATP», not «Phòng Tham mưu», «Trại giam Z30»."""
    return all(word.isalpha() and word.islower() for word in name.split()[1:])
