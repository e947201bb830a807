"""Build districts.yaml, wards.yaml and wards-2025.yaml from the data set of the package vietnamadminunits (MIT).

    pip install vietnamadminunits
    python -m thidua.registry_build --taken 2026-11-21 --out rules/units

The files name the package, its version and the day it was taken. The state is that of 2025-06-30, the last day on which
Vietnam had districts; what had gone before stands in districts-former.yaml, by hand. wards-2025.yaml holds the wards of
the 34 provinces from 2025-07-01.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

PACKAGE = "vietnamadminunits"
DISTRICT_KINDS = ("quận", "huyện", "thị xã", "thành phố")
WARD_KINDS = ("phường", "xã", "thị trấn")
NEW_WARD_KINDS = ("phường", "xã", "đặc khu")
_NOTE = re.compile(r" \([^()]*\)$|^(?:Quận|Phường) 0?(?=\d+$)")
Row = tuple[str, str, str, str, str, str, str]


def province_id(name: str) -> str:
    """Return the id of a province's name.

    >>> province_id("Bà Rịa - Vũng Tàu")
    'ba-ria-vung-tau'
    """
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return "-".join(letters.split())


def read_rows(database: Path) -> list[Row]:
    """Return (province, district kind, district, ward kind, ward, district code, ward code), ordered by code."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "select provinceShort, districtType, districtShort, wardType, wardShort, districtCode, wardCode"
            " from admin_units_legacy order by provinceCode, districtCode, wardCode"
        ).fetchall()
    # «Long Mỹ (Huyện)» beside «Long Mỹ (Thị xã)», «Quận 1», «Phường 01»: the kind has a column of its own.
    return [tuple(_NOTE.sub("", unicodedata.normalize("NFC", value or "")) for value in row) for row in rows]  # type: ignore[misc]


def read_new_rows(database: Path) -> list[tuple[str, str, str]]:
    """Return (province, ward kind, ward) of the wards from 2025-07-01, ordered by code."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "select provinceShort, wardType, wardShort from admin_units order by provinceCode, wardCode"
        ).fetchall()
    return [tuple(_NOTE.sub("", unicodedata.normalize("NFC", value or "")) for value in row) for row in rows]  # type: ignore[misc]


def _quoted(names: Iterable[str]) -> str:
    """Return names as one double-quoted scalar, wrapped by YAML's rule that a line end in it is a space."""
    lines, line = [], ""
    for name in names:
        if line and len(line) + len(name) > 100:
            lines.append(line + ",")
            line = name
        else:
            line = f"{line}, {name}" if line else name
    return '"' + "\n      ".join([*lines, line]) + '"'


def _header(taken: str, what: str) -> list[str]:
    return [
        f"# {what}, state of 2025-06-30. Built by `python -m thidua.registry_build`: do not edit by hand.",
        "source:",
        f"  package: {PACKAGE}",
        f"  version: {metadata.version(PACKAGE)}",
        "  licence: MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu",
        f"  taken: {taken}",
    ]


def districts_yaml(rows: list[Row], taken: str) -> str:
    """Return the districts, an entry a province, the names of one kind in one scalar."""
    table: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for province, kind, district, *_ in rows:
        table[province_id(province)][kind.lower()][district] = None
    lines = [*_header(taken, "Districts (quận, huyện, thị xã, thành phố of a province)"), "districts:"]
    for province, kinds in table.items():
        # Huế is a city since 2025-01-01; its districts were those of the province Thừa Thiên Huế before, too.
        lines.append(f"  - province: {province}")
        lines += [f"    {kind}: {_quoted(kinds[kind])}" for kind in DISTRICT_KINDS if kind in kinds]
    return "\n".join(lines) + "\n"


def wards_yaml(rows: list[Row], taken: str) -> str:
    """Return the wards, an entry a district."""
    table: dict[tuple[str, str], dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for province, kind, district, ward_kind, ward, *_ in rows:
        if ward and ward_kind:
            table[province_id(province), f"{kind.lower()} {district}"][ward_kind.lower()][ward] = None
    lines = [*_header(taken, "Wards (phường, xã, thị trấn)"), "wards:"]
    for (province, district), kinds in table.items():
        lines += [f"  - province: {province}", f"    district: {district}"]
        lines += [f"    {kind}: {_quoted(kinds[kind])}" for kind in WARD_KINDS if kind in kinds]
    return "\n".join(lines) + "\n"


def new_wards_yaml(rows: list[tuple[str, str, str]], taken: str) -> str:
    """Return the wards of the 34 provinces, an entry a province."""
    table: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for province, kind, ward in rows:
        table[province][kind.lower()][ward] = None
    lines = [line.replace("2025-06-30", "2025-07-01") for line in _header(taken, "Wards (phường, xã, đặc khu)")]
    lines.append("wards:")
    for province, kinds in table.items():
        lines.append(f"  - province: {province}")
        lines += [f"    {kind}: {_quoted(kinds[kind])}" for kind in NEW_WARD_KINDS if kind in kinds]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write both files."""
    parser = argparse.ArgumentParser(prog="python -m thidua.registry_build", description=__doc__.splitlines()[0])
    parser.add_argument("--taken", required=True, help="the day the package was taken, YYYY-MM-DD")
    parser.add_argument("--out", type=Path, default=Path("rules/units"), help="folder to write to")
    options = parser.parse_args(arguments)
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        print(f"{PACKAGE} is not installed: pip install {PACKAGE}", file=sys.stderr)
        return 3
    database = next((Path(str(file.locate())) for file in files if file.name == "dataset.db"), None)
    if database is None:
        print(f"this version of {PACKAGE} has no dataset.db; version 1.0.4 does", file=sys.stderr)
        return 3
    rows = read_rows(database)
    written = {
        "districts.yaml": districts_yaml(rows, options.taken),
        "wards.yaml": wards_yaml(rows, options.taken),
        "wards-2025.yaml": new_wards_yaml(read_new_rows(database), options.taken),
    }
    for name, text in written.items():
        (options.out / name).write_text(text, encoding="utf-8")
        print(f"{options.out / name}: {len(text.encode()):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
