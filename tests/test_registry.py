"""The registry: its counts, its dates, and what a wrong file says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.units import REGISTRY, ROOT
from thidua.registry import load_registry
from thidua.registry_build import province_id
from thidua.rulefile import RuleError


@pytest.mark.parametrize(
    ("day", "provinces", "cities"),
    [
        ("2008-07-31", 64, 5),
        ("2008-08-01", 63, 5),
        ("2024-12-31", 63, 5),
        ("2025-06-30", 63, 6),
        ("2025-07-01", 34, 6),
        ("2026-09-20", 34, 9),
    ],
)
def test_provinces_on_a_day(day: str, provinces: int, cities: int) -> None:
    valid = [item for item in REGISTRY.provinces.values() if item.period.holds(day)]
    assert len(valid) == provinces
    assert sum(item.kind == "thành phố" for item in valid) == cities


def test_every_end_has_a_successor_that_begins_the_day_after() -> None:
    for item in REGISTRY.provinces.values():
        assert bool(item.period.end) == bool(item.successor)
        if item.successor:
            following = REGISTRY.provinces[item.successor].period
            assert not following.start or following.start > item.period.end
            assert following.holds(item.period.end) or following.start > item.period.end


@pytest.mark.parametrize(
    ("ident", "day", "name"),
    [
        ("ha-tay", "2009-01-01", "Công an thành phố Hà Nội"),
        ("binh-duong", "2025-07-01", "Công an Thành phố Hồ Chí Minh"),
        ("bac-giang", "2026-10-01", "Công an thành phố Bắc Ninh"),
        ("thua-thien-hue", "2025-01-01", "Công an thành phố Huế"),
        ("bac-giang", None, "Công an tỉnh Bắc Giang"),
    ],
)
def test_successors(ident: str, day: str | None, name: str) -> None:
    assert REGISTRY.current(REGISTRY.provinces[ident], day).force == name


def test_districts_belong_to_known_provinces() -> None:
    assert len(REGISTRY.districts) > 696
    assert {(item.province, item.kind) for item in REGISTRY.district_names.get("Hồng Bàng")} == {("hai-phong", "quận")}
    assert {item.province for item in REGISTRY.district_names.get("Châu Thành")} > {"an-giang", "tien-giang"}
    assert [item.name for item in REGISTRY.district_names.get("12")] == ["12"]
    assert REGISTRY.wards["phường", "quán toan"][0].place == "quận Hồng Bàng"


def test_codes() -> None:
    for code, day, name in (("PC45", "2016-01-01", "Cảnh sát hình sự"), ("PC02", "2020-01-01", "Cảnh sát hình sự")):
        unit = REGISTRY.coded(code, day)
        assert unit is not None
        assert unit.names[0] == name
    assert REGISTRY.coded("ZZ99") is None


def test_province_ids() -> None:
    assert province_id("Bà Rịa - Vũng Tàu") == "ba-ria-vung-tau"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("units/provinces.yaml", "  - id: ha-noi\n", "  - id: hai-phong\n", "stands twice"),
        ("units/provinces.yaml", "successor: ha-noi\n", "successor: thang-long\n", "'thang-long' does not exist"),
        ("units/provinces.yaml", "valid_to: 2008-07-31", "valid_to: 31-7-2008", "not a day"),
        ("units/provinces.yaml", "    name: Hà Nội\n", "", "lacks 'name'"),
        ("units/provinces.yaml", "    name: Hà Nội\n", "    name: Hà Nội\n    colour: red\n", "unknown key 'colour'"),
        ("units/departments.yaml", "\n    verified: false", "\n    verified: maybe", "may be true or false"),
        ("units/ministry.yaml", "parent: bo-quoc-phong", "parent: bo-quoc", "'bo-quoc' does not exist"),
        ("units/ministry.yaml", "level: cuc,", "level: room,", "level is 'room'"),
        ("units/districts-former.yaml", "province: ha-noi", "province: thang-long", "does not exist"),
        ("sources.yaml", "home: ha-noi", "ministry: false", "needs either a home"),
    ],
)
def test_a_wrong_file_says_where(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    shutil.copytree(ROOT / "rules" / "units", tmp_path / "units")
    shutil.copy(ROOT / "rules" / "sources.yaml", tmp_path)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=message) as caught:
        load_registry(tmp_path)
    assert caught.value.file == str(path)
    assert caught.value.line
