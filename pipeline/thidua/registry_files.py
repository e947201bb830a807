"""The files under rules/units, and rules/sources.yaml, read strictly: an error names file, line and id."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import regex

from thidua.registry_model import DISTRICT_KINDS, KINDS, LEVELS, Body, Department, District, Period, Province, Source
from thidua.rulefile import RuleError, read_yaml

_DAY = regex.compile(r"\d{4}-\d\d-\d\d")
_ID = regex.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def read_rows(
    file: Path,
    key: str,
    required: set[str],
    optional: set[str],
    *,
    ident: str | None = None,
    header: set[str] | None = None,
) -> list[dict[str, Any]]:
    """Return the checked entries under `key` of a file."""
    content = read_yaml(file)
    if not isinstance(content, dict) or not isinstance(content.get(key), list):
        raise RuleError(file, None, None, f"must hold a list under {key!r}")
    known = {key, "__line__", "source"} | (header or set())
    for name in content:
        if name not in known:
            raise RuleError(file, content["__line__"], None, f"unknown key {name!r}")
    seen: dict[str, int] = {}
    for row in content[key]:
        if not isinstance(row, dict):
            raise RuleError(file, content["__line__"], None, f"{row!r} under {key!r} must be a mapping")
        line = row["__line__"]
        name = row.get(ident) if ident else None
        for wanted in sorted(required):
            if wanted not in row:
                raise RuleError(file, line, name, f"lacks {wanted!r}")
        for field_name in row:
            if field_name not in required | optional | {"__line__"}:
                raise RuleError(file, line, name, f"unknown key {field_name!r}")
        if ident and name is not None:
            if not _ID.fullmatch(name):
                raise RuleError(file, line, name, "an id is made of a-z, 0-9, dots and dashes")
            if name in seen:
                raise RuleError(file, line, name, f"stands twice, first in line {seen[name]}")
            seen[name] = line
    rows: list[dict[str, Any]] = content[key]
    for row in rows:
        row["__header__"] = content
    return rows


def read_names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _list(file: Path, row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise RuleError(file, row["__line__"], row.get("id"), f"{key!r} must be a list of words")
    return tuple(value)


def _date(file: Path, row: dict[str, Any], key: str) -> str:
    value = row.get(key, "")
    if value and not _DAY.fullmatch(value):
        raise RuleError(file, row["__line__"], row.get("id"), f"{key} is {value!r}, not a day such as 2025-06-30")
    return str(value)


def _period(file: Path, row: dict[str, Any]) -> Period:
    period = Period(_date(file, row, "valid_from"), _date(file, row, "valid_to"))
    if period.start and period.end and period.end < period.start:
        raise RuleError(file, row["__line__"], row.get("id"), "valid_to lies before valid_from")
    return period


def _one_of(file: Path, row: dict[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
    if row[key] not in allowed:
        raise RuleError(file, row["__line__"], row.get("id"), f"{key} is {row[key]!r}; it may be {', '.join(allowed)}")
    return row[key]


def _flag(file: Path, row: dict[str, Any], key: str, default: bool) -> bool:
    value = row.get(key, str(default).lower())
    if value not in ("true", "false"):
        raise RuleError(file, row["__line__"], row.get("id"), f"{key} is {value!r}; it may be true or false")
    return bool(value == "true")


def _known(file: Path, row: dict[str, Any], key: str, known: Any) -> str | None:
    value = row.get(key)
    if value is not None and value not in known:
        raise RuleError(file, row["__line__"], row.get("id"), f"{key} {value!r} does not exist")
    return value


def read_provinces(file: Path) -> dict[str, Province]:
    rows = read_rows(
        file,
        "provinces",
        {"id", "name", "kind"},
        {"aliases", "police", "valid_from", "valid_to", "successor", "source"},
        ident="id",
    )
    ids = {row["id"] for row in rows}
    for row in rows:
        _known(file, row, "successor", ids)
        if "successor" in row and "valid_to" not in row:
            raise RuleError(file, row["__line__"], row["id"], "has a successor but no valid_to")
    return {
        row["id"]: Province(
            id=row["id"],
            name=row["name"],
            kind=_one_of(file, row, "kind", KINDS),
            period=_period(file, row),
            successor=row.get("successor"),
            aliases=_list(file, row, "aliases"),
            police=_list(file, row, "police"),
            source=row.get("source", ""),
        )
        for row in rows
    }


def read_districts(file: Path, provinces: dict[str, Province]) -> list[District]:
    found = []
    for row in read_rows(file, "districts", {"province"}, set(DISTRICT_KINDS)):
        _known(file, row, "province", provinces)
        found += [
            District(row["province"], kind, name) for kind in DISTRICT_KINDS for name in read_names(row.get(kind, ""))
        ]
    return found


def read_former(file: Path, provinces: dict[str, Province]) -> list[District]:
    found = []
    for row in read_rows(file, "former", {"province", "kind", "names", "valid_to"}, {"successor"}):
        _known(file, row, "province", provinces)
        _one_of(file, row, "kind", DISTRICT_KINDS)
        found += [
            District(row["province"], row["kind"], name, _date(file, row, "valid_to"))
            for name in read_names(row["names"])
        ]
    return found


def _codes(file: Path, row: dict[str, Any]) -> tuple[tuple[str, Period], ...]:
    header = row["__header__"]
    changed = _date(file, header, "codes_changed")
    early = _date(file, header, "early_codes_until")
    codes = [(row["code"], Period(changed))] if "code" in row else []
    codes += [(code, Period("", changed)) for code in _list(file, row, "old_codes")]
    codes += [(code, Period("", early)) for code in _list(file, row, "early_codes")]
    return tuple(codes)


def read_departments(file: Path) -> dict[str, Department]:
    optional = {"code", "old_codes", "early_codes", "head", "aliases", "valid_from", "valid_to", "verified"}
    rows = read_rows(
        file, "departments", {"id", "names"}, optional, ident="id", header={"codes_changed", "early_codes_until"}
    )
    return {
        row["id"]: Department(
            id=row["id"],
            head=row.get("head", "Phòng"),
            names=_list(file, row, "names"),
            aliases=_list(file, row, "aliases"),
            codes=_codes(file, row),
            period=_period(file, row),
            verified=_flag(file, row, "verified", True),
        )
        for row in rows
    }


def read_bodies(file: Path, provinces: dict[str, Province]) -> dict[str, Body]:
    optional = {"code", "old_codes", "parent", "province", "aliases", "valid_from", "valid_to", "verified"}
    rows = read_rows(file, "bodies", {"id", "level", "names"}, optional, ident="id", header={"codes_changed"})
    ids = {row["id"] for row in rows}
    return {
        row["id"]: Body(
            id=row["id"],
            level=_one_of(file, row, "level", LEVELS),
            names=_list(file, row, "names"),
            aliases=_list(file, row, "aliases"),
            codes=_codes(file, row),
            parent=_known(file, row, "parent", ids),
            province=_known(file, row, "province", provinces),
            period=_period(file, row),
            verified=_flag(file, row, "verified", True),
        )
        for row in rows
    }


def read_sources(file: Path, provinces: dict[str, Province]) -> tuple[Source, ...]:
    rows = read_rows(file, "sources", {"id"}, {"names", "hosts", "datelines", "home", "ministry", "weak"}, ident="id")
    found = []
    for row in rows:
        home = _known(file, row, "home", provinces)
        ministry = _flag(file, row, "ministry", False)
        if (home is None) != ministry:
            raise RuleError(file, row["__line__"], row["id"], "needs either a home or ministry: true")
        names, hosts, datelines = (_list(file, row, key) for key in ("names", "hosts", "datelines"))
        found.append(Source(row["id"], names, hosts, datelines, home, ministry, _flag(file, row, "weak", False)))
    return tuple(found)
