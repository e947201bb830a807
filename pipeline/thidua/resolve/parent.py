"""The body directly above a unit: what the text says, else what the registry, the other units or the home imply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from thidua.mentions.base import Mention
from thidua.mentions.unit import UnitValue
from thidua.offsets import fold
from thidua.registry import Registry
from thidua.registry_model import DISTRICT_POLICE_UNTIL, District, Province
from thidua.resolve.home import Home, is_province

_MINISTRY = "bo-cong-an"
_TOP = frozenset({"bo", "bo-nganh", "ubnd-tinh"})
# Police of a force, where nothing nearer is named.
_OF_FORCE = frozenset({"phong", "doi", "cum-khoi", "trung-doan", "tieu-doan", "chuyen-an"})
# Bodies under one that counts only where the article names it, too: head of the name → id of that body.
_WHERE_NAMED = {
    "Bộ Chỉ huy Bộ đội Biên phòng": "btl.bien-phong",
    "Bộ đội Biên phòng": "btl.bien-phong",
    "Cục Hải quan": "tong-cuc.hai-quan",
    "Cục Thuế": "tong-cuc.thue",
    "Trung đoàn Cảnh sát cơ động": "btl.co-dong",
}


class Parents:
    """Finds the parents of one article's units."""

    def __init__(self, units: Sequence[Mention], home: Home | None, day: str | None, registry: Registry) -> None:
        self.home = home
        self.day = day
        self.registry = registry
        self.named = {unit.value.entry for unit in units if unit.value.entry in registry.bodies}
        # Police of districts as the article names them, by the name of the district: their kind may be an older one.
        self.local: dict[str, UnitValue] = {}
        self.departments: dict[str, str] = {}
        self.linked: dict[tuple[str, str], list[UnitValue]] = defaultdict(list)
        for unit in units:
            value: UnitValue | None = unit.value
            while value is not None:
                if value.level in ("huyen", "ubnd-huyen") and value.place:
                    self.local.setdefault(fold(value.place), value)
                if value.level == "phong" and value.name.startswith("Phòng "):
                    known = self.departments.get(value.entry or value.name, "")
                    self.departments[value.entry or value.name] = max(known, value.name, key=len)
                if value.parent is not None:
                    self.linked[value.level, fold(value.name)].append(value.parent)
                value = value.parent

    def said(self, value: UnitValue) -> UnitValue | None:
        """Return the parent that the text joins to this mention, or to others of the same unit, all alike."""
        # District police are gone since 2025-03-01: a district then only says where a ward lies.
        gone = self.day is not None and self.day > DISTRICT_POLICE_UNTIL
        if value.parent is not None and not (gone and value.level == "xa" and value.parent.level == "huyen"):
            return value.parent
        if value.parent is not None or value.level not in ("cum-khoi", "doi", "trung-doan", "tieu-doan", "huyen", "xa"):
            return None
        others = self.linked.get((value.level, fold(value.name)), [])
        if gone and value.level == "xa":
            others = [other for other in others if other.level != "huyen"]
        return others[0] if len({other.name for other in others}) == 1 else None

    def implied(self, value: UnitValue, name: str) -> str | None:
        """Return the parent where the text joins none."""
        force = self.home.name if self.home else None
        if value.level in _TOP:
            return None
        if value.entry in self.registry.bodies:
            return self._of_body(value.entry or "")
        if is_province(value, self.day, self.registry) or value.level == "tinh":
            return "Bộ Công an"
        if value.level == "huyen":
            return self._force_of(self._districts(value))
        if value.level == "xa":
            return self._above_ward(value)
        if value.level in ("ubnd-huyen", "ubnd-xa") or name.startswith("Sở "):
            return self._above_committee(value)
        if value.level == "dang":
            return self._with_place(value, "Tỉnh ủy", "Thành ủy")
        if value.level == "doan-the":
            return self._above_union(value)
        for head, entry in _WHERE_NAMED.items():
            if name.startswith(head) and entry in self.named:
                return self.registry.bodies[entry].names[0]
        if name.startswith("Cảnh sát phòng cháy chữa cháy ") or self._of_ministry(value, name):
            return "Bộ Công an"
        if value.level in ("trung-doan", "tieu-doan") and "cảnh sát" not in fold(name):
            return None
        if value.level == "doi":
            return self._above_team() or force
        if value.level in _OF_FORCE or value.entry is not None or name.startswith("Công ty"):
            return force
        return None

    def _of_ministry(self, value: UnitValue, name: str) -> bool:
        if value.level in ("cuc", "tong-cuc"):
            return "cảnh sát" in fold(name) or "an ninh" in fold(name)
        return value.level == "trai-giam" and name.startswith("Trại giam")

    def _of_body(self, entry: str) -> str | None:
        body = self.registry.bodies[entry]
        if body.province is not None:
            province = self.registry.provinces[body.province]
            state = self.registry.province(province.name, self.day, province.kind)
            return state.force if state else province.force
        if body.parent is None or (body.parent != _MINISTRY and body.parent not in self.named):
            return None
        return self.registry.bodies[body.parent].names[0]

    def _districts(self, value: UnitValue) -> list[District]:
        named = self.registry.district_names.get(value.place or "")
        same = [district for district in named if district.kind == value.kind] or named
        if self.home is not None and len({district.province for district in same}) > 1:
            at_home = [district for district in same if self.province_of(district).id == self.home.province.id]
            return at_home or same
        return same

    def province_of(self, district: District) -> Province:
        """Return the province of a district on the article's day."""
        state = self.registry.provinces[district.province]
        state = self.registry.province(state.name, self.day, state.kind) or state
        if state.name == "Huế" and (self.day is None or self.day < "2025"):
            return self.registry.provinces["thua-thien-hue"]
        return self.registry.current(state, self.day)

    def _province(self, value: UnitValue) -> Province | None:
        """Return the province in which the district of a unit lies, else the home's."""
        found = {self.province_of(district).id: self.province_of(district) for district in self._districts(value)}
        if value.place is not None and len(found) == 1:
            return next(iter(found.values()))
        return self.home.province if self.home else None

    def _force_of(self, districts: list[District]) -> str | None:
        forces = {self.province_of(district).force for district in districts}
        if len(forces) == 1:
            return next(iter(forces))
        return self.home.name if self.home is not None and not forces else None

    def _ward_districts(self, value: UnitValue) -> list[District]:
        """Return the districts that a ward may have lain in, those of the home's province where one is known."""
        districts = self.registry.wards.get((value.kind or "", fold(value.place or "")), ())
        if self.home is None:
            return list(districts)
        return [district for district in districts if self.province_of(district).id == self.home.province.id]

    def _after_districts(self, value: UnitValue) -> bool:
        """Say whether a ward is of a time without district police; with no date, the wards named tell."""
        if self.day is not None:
            return self.day > DISTRICT_POLICE_UNTIL
        if self.local or value.kind == "thị trấn":
            return False
        return (value.kind or "", fold(value.place or "")) in self.registry.new_wards

    def _above_ward(self, value: UnitValue) -> str | None:
        """Return the district's police; the province's, since districts have none."""
        if self._after_districts(value):
            if self.home is not None:
                return self.home.name
            names = self.registry.new_wards.get((value.kind or "", fold(value.place or "")), ())
            state = self.registry.province(names[0], self.day or "2025-07-01") if len(names) == 1 else None
            return state.force if state else None
        places = {district.name: district.place for district in self._ward_districts(value)}
        if len(places) != 1:
            return None
        ((name, place),) = places.items()
        local = self.local.get(fold(name))
        return f"Công an {local.kind} {local.place}" if local is not None else f"Công an {place}"

    def _above_committee(self, value: UnitValue) -> str | None:
        """Return the UBND above a UBND or Sở."""
        if value.level == "ubnd-xa" and not self._after_districts(value):
            above = self._above_ward(value)
            return above.replace("Công an", "Ủy ban nhân dân", 1) if above else None
        province = self.home.province if value.level == "ubnd-xa" and self.home else self._province(value)
        return f"Ủy ban nhân dân {province.place}" if province else None

    def _with_place(self, value: UnitValue, *heads: str) -> str | None:
        """Return the provincial committee above a district's: «Huyện ủy Lương Sơn» → «Tỉnh ủy Hòa Bình»."""
        if fold(value.name).split(" ")[0] not in ("huyện", "quận", "thị") or value.entry is not None:
            return None
        province = self._province(value)
        return f"{heads[province.kind == 'thành phố']} {province.title}" if province else None

    def _above_union(self, value: UnitValue) -> str | None:
        if value.name.startswith(("Tỉnh đoàn", "Thành đoàn")):
            return self.registry.bodies["trung-uong-doan"].names[0]
        if value.name.startswith("Hội Liên hiệp Phụ nữ") and value.kind in ("tỉnh", "thành phố"):
            return self.registry.bodies["hoi-phu-nu"].names[0]
        return self._with_place(value, "Tỉnh đoàn", "Thành đoàn")

    def _above_team(self) -> str | None:
        """Return the department of a team where the article names one department and no district police."""
        districts = any(value.level == "huyen" for value in self.local.values())
        return next(iter(self.departments.values())) if len(self.departments) == 1 and not districts else None
