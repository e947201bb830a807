"""A Frictionless data package: every table as CSV, with its schema, checksums, licence and sources."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from thidua.db import schema
from thidua.export.flat import write_csv
from thidua.export.rows import AWARDS, ExportTable, export_tables
from thidua.labels import heading

_TYPES = {
    "text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "string", "list": "string",
}  # fmt: skip
_LIST = "các mã cách nhau bằng dấu phẩy"


def write_package(connection: Connection, folder: Path, *, created: str, rules_version: str | None) -> None:
    """Write `datapackage.json` and a CSV file for each table into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = [_resource(connection, table, folder) for table in export_tables()]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "thidua-awards",
        "title": "Khen thưởng trong tin Công an nhân dân",
        "description": "Bản ghi khen thưởng đọc từ bài báo đã đăng; mỗi giá trị có câu trích trong bảng evidences. "
        f"Ô trống: bài không nêu. Phiên bản quy tắc: {rules_version or 'không rõ'}.",
        "created": created,
        "licenses": [
            {"name": "other-closed", "title": "Câu trích thuộc các báo; số liệu theo quy định của người phát hành"}
        ],
        "sources": [{"title": "Các bài báo trong bảng articles (cột source, url)"}],
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _resource(connection: Connection, table: ExportTable, folder: Path) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    rows = write_csv(connection, table, path, shown=_plain)
    content = path.read_bytes()
    return {
        "name": table.name,
        "title": table.title,
        "type": "table",
        "path": path.name,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": rows,
        "schema": _schema(table),
    }


def _schema(table: ExportTable) -> dict[str, Any]:
    fields = [
        {"name": column.name, "type": _TYPES[column.kind], "title": heading(column.name, table.name)}
        | ({"description": _LIST} if column.kind == "list" else {})
        for column in table.columns
    ]
    told: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.name == AWARDS:
        return told | {"primaryKey": ["id"], "foreignKeys": [_key("article", "articles")]}
    stored = schema.metadata.tables[table.name]
    told["primaryKey"] = [column.name for column in stored.primary_key.columns]
    keys = [
        _key(next(iter(key.column_keys)), _target(key))
        for key in stored.foreign_key_constraints
        if len(key.column_keys) == 1
    ]
    if keys:
        told["foreignKeys"] = sorted(keys, key=lambda key: str(key["fields"]))
    return told


def _target(key: Any) -> str:
    name = str(key.referred_table.name)
    return AWARDS if name == "records" else name


def _key(field: str, table: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": table, "fields": ["id"]}}


def _plain(value: Any) -> Any:
    """Return a value as a program reads it back: nothing is added to text that looks like a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def datasette_metadata() -> dict[str, Any]:
    """Return what Datasette shows of the SQLite file: titles, columns in Vietnamese, facets, sorting."""
    facets = {
        AWARDS: [], "records": ["form", "recipient", "status", "review"], "findings": ["check_name", "verdict", "severity"],
        "articles": ["source", "home"], "units": ["force"], "scores": ["scheme", "period", "band"],
    }  # fmt: skip
    tables = {}
    for table in export_tables():
        if table.name == AWARDS:
            continue
        tables[table.name] = {"title": table.title, **_shown(table, facets)}
    records = schema.records
    tables["records"] = {
        "title": "Khen thưởng",
        "columns": {column.name: heading(column.name) for column in records.columns},
        "facets": facets["records"],
        "sort": "article",
    }
    return {
        "title": "Khen thưởng trong tin Công an nhân dân",
        "description": "Đọc tự động từ bài báo; xem bảng evidences để thấy câu trích của từng giá trị.",
        "databases": {"thidua": {"tables": tables}},
    }


def _shown(table: ExportTable, facets: dict[str, list[str]]) -> dict[str, Any]:
    told: dict[str, Any] = {"columns": {column.name: heading(column.name, table.name) for column in table.columns}}
    if table.name in facets:
        told["facets"] = facets[table.name]
    return told
