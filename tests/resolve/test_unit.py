"""Full names and parents as of a date, and the units of the five seed articles where they are at hand."""

from __future__ import annotations

import json

import pytest

from tests.units import REGISTRY, ROOT
from thidua.mentions.unit import find
from thidua.offsets import fold, normalise
from thidua.resolve.home import resolve_home
from thidua.resolve.unit import full_name, resolve_units

SEEDS = ROOT.parent / "shared"


def units_of(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    clean = normalise(text)
    units = find(clean, REGISTRY)
    home = resolve_home(clean, units, source=None, url=None, published=published, registry=REGISTRY)
    drafts = resolve_units(clean, units, home, published=published, registry=REGISTRY)
    for draft in drafts:
        assert draft.spans
        assert all(0 <= start < end <= len(clean.text) for start, end in draft.spans)
    return [(draft.name, draft.parent) for draft in drafts]


LA, HP, BO = "Công an tỉnh Sơn La", "Công an thành phố Hải Phòng", "Bộ Công an"


@pytest.mark.parametrize(
    ("text", "published", "units"),
    [
        ("Công an tỉnh Sơn La; Công an tỉnh", None, [(LA, BO)]),
        ("CAHP: Phòng Tham mưu, PV01", "2020", [(HP, BO), ("Phòng Tham mưu", HP)]),
        (
            "CAHP, UBND TP, Thành ủy",
            None,
            [(HP, BO), ("Ủy ban nhân dân thành phố Hải Phòng", None), ("Thành ủy Hải Phòng", None)],
        ),
        ("Công an Sơn La, Đoàn Thanh niên Công an tỉnh", None, [(LA, BO), ("Đoàn Thanh niên Công an tỉnh", LA)]),
        ("Công an phường Quang Trung, quận Hà Đông", "2019", [("Công an phường Quang Trung", "Công an quận Hà Đông")]),
        ("Công an xã Tân Lập. Công an Sơn La", "2025-09-01", [("Công an xã Tân Lập", LA), (LA, BO)]),
        ("Công an huyện Mai Sơn", "2019", [("Công an huyện Mai Sơn", LA)]),
        ("Công an Sơn La có Cụm thi đua số 3", None, [(LA, BO), ("Cụm thi đua số 3", LA)]),
        ("Cụm thi đua số 3 - Bộ Công an", None, [("Cụm thi đua số 3", BO), (BO, None)]),
        ("Cục V05", "2022", [("Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", BO)]),
        ("Bộ Tài chính, UBND tỉnh Cà Mau", None, [("Bộ Tài chính", None), ("Ủy ban nhân dân tỉnh Cà Mau", None)]),
        ("CAHP và Thanh tra CATP", None, [(HP, BO), ("Thanh tra Công an thành phố", HP)]),
        ("Công an TP Huế", "2019", [("Công an thành phố Huế", "Công an tỉnh Thừa Thiên Huế")]),
        ("Công an TP Huế", "2025-02-01", [("Công an thành phố Huế", BO)]),
        ("Công an Đồng Nai", "2026-06-01", [("Công an thành phố Đồng Nai", BO)]),
        ("Công an phường Hạc Thành họp", "2025-08", [("Công an phường Hạc Thành", "Công an tỉnh Thanh Hóa")]),
        ("UBND huyện Mai Sơn", None, [("Ủy ban nhân dân huyện Mai Sơn", "Ủy ban nhân dân tỉnh Sơn La")]),
        (
            "Công an huyện Mai Sơn và UBND huyện",
            None,
            [("Công an huyện Mai Sơn", LA), ("Ủy ban nhân dân huyện Mai Sơn", "Ủy ban nhân dân tỉnh Sơn La")],
        ),
        ("Cụm thi đua số 2 (Bộ Công an). Cụm thi đua số 2", None, [("Cụm thi đua số 2", BO), (BO, None)]),
        ("Bí thư Đảng ủy Công an tỉnh Sơn La", None, [(LA, BO)]),
        ("công an các quận, huyện; các phòng; đơn vị", None, []),
        ("CATP tổng kết", None, []),
    ],
)
def test_units(text: str, published: str | None, units: list[tuple[str, str | None]]) -> None:
    assert units_of(text, published) == units


@pytest.mark.parametrize(
    ("text", "published", "name"),
    [
        ("PC45", "2016", "Phòng Cảnh sát hình sự"),
        ("PC14", "2008", "Phòng Cảnh sát hình sự"),
        ("PX03", "2020", "Phòng Công tác đảng và công tác chính trị"),
        ("Công an tỉnh Hải Dương", "2026", "Công an tỉnh Hải Dương"),
        ("Công an Hà Tây", "2009", "Công an tỉnh Hà Tây"),
        ("UBND TP Hồ Chí Minh", None, "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("Công an tỉnh", None, None),
        ("UBND TP", None, None),
    ],
)
def test_full_name(text: str, published: str | None, name: str | None) -> None:
    (mention,) = find(normalise(text), REGISTRY)
    assert full_name(mention.value, None, published, REGISTRY) == name


@pytest.mark.skipif(not (SEEDS / "gold" / "seeds.jsonl").is_file(), reason="the seed articles are not here")
def test_seeds() -> None:
    found = wanted = extra = 0
    for line in (SEEDS / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = normalise((SEEDS / "seeds" / f"{gold['id']}.txt").read_text(encoding="utf-8"))
        units = find(text, REGISTRY)
        home = resolve_home(text, units, source=None, url=None, published=gold["published"], registry=REGISTRY)
        assert home is not None
        assert home.name == gold["home"]
        drafts = resolve_units(text, units, home, published=gold["published"], registry=REGISTRY)
        have = {(fold(draft.name), fold(draft.parent or "")) for draft in drafts}
        gold_units = {(fold(unit["name"]), fold(unit["parent"] or "")) for unit in gold["units"]}
        wanted += len(gold_units)
        found += len(gold_units & have)
        extra += len(have - gold_units)
    assert found >= 0.9 * wanted
    assert extra <= 0.1 * wanted
