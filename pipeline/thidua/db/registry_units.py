"""Units of the registry as rows: provinces' and districts' police and central bodies, with the days on which they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thidua.facts import Unit
from thidua.registry import Registry
from thidua.registry_model import DISTRICT_POLICE_UNTIL

_PROVINCES = "danh mục tỉnh, thành phố"
_DISTRICTS = "danh mục quận, huyện; Nghị định 02/2025/NĐ-CP"
_MINISTRY = "danh mục Bộ Công an và cơ quan trung ương"


def registry_units(registry: Registry) -> Iterator[dict[str, Any]]:
    """Yield a row for each unit of the registry; the id is that of the path which articles give the unit."""
    seen: set[str] = set()
    for row in _rows(registry):
        if row["id"] not in seen:
            seen.add(row["id"])
            yield row


def _rows(registry: Registry) -> Iterator[dict[str, Any]]:
    forces = {
        ident: Unit((province.force,), registry.since(province.force, province.period.start or "1945-08-19"))
        for ident, province in registry.provinces.items()
    }
    for ident, province in registry.provinces.items():
        yield {
            "id": forces[ident].id, "name": province.force, "parent": None, "force": province.force,
            "valid_from": province.period.start or None, "valid_to": province.period.end or None,
            "successor": forces[province.successor].id if province.successor else None, "source": province.source or _PROVINCES,
        }  # fmt: skip
    for district in registry.districts:
        force = forces[district.province]
        name = f"Công an {district.place}"
        yield {
            "id": Unit((name, force.name), force.since).id, "name": name, "parent": force.id, "force": force.name,
            "valid_from": None, "valid_to": min(district.end, DISTRICT_POLICE_UNTIL), "successor": None,
            "source": _DISTRICTS,
        }  # fmt: skip
    for body in registry.bodies.values():
        name = body.names[0]
        yield {
            "id": Unit((name,)).id, "name": name, "parent": None, "force": name,
            "valid_from": body.period.start or None, "valid_to": body.period.end or None, "successor": None,
            "source": _MINISTRY,
        }  # fmt: skip
