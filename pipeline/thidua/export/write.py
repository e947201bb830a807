"""One door to all formats of an export; a file appears only when it is whole."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, select

from thidua.db import schema
from thidua.export.flat import write_csv, write_parquet
from thidua.export.package import datasette_metadata, write_package
from thidua.export.rows import awards_table
from thidua.export.workbook import write_workbook
from thidua.sinks.base import written_aside


def write(connection: Connection, form: str, output: Path, created: str) -> None:
    """Write a database as xlsx, csv, parquet, package or datasette (metadata); `created` is the time for a package."""
    if form == "package":
        runs = schema.runs
        version = connection.scalar(select(runs.c.rules_version).order_by(runs.c.id.desc()).limit(1))
        write_package(connection, output, created=created, rules_version=version)
        return
    with written_aside(output) as aside:
        if form == "xlsx":
            write_workbook(connection, aside)
        elif form == "csv":
            write_csv(connection, awards_table(), aside)
        elif form == "parquet":
            write_parquet(connection, awards_table(), aside)
        else:
            aside.write_text(json.dumps(datasette_metadata(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
