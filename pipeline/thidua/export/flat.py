"""CSV with a byte order mark, and Parquet, of one table of the database."""

from __future__ import annotations

import csv
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from thidua.export.rows import ExportTable
from thidua.extras import MissingExtraError
from thidua.sinks.columns import real_date
from thidua.sinks.csv import cell

_GROUP = 50_000  # rows of a row group


def write_csv(connection: Connection, table: ExportTable, path: Path, shown: Callable[[Any], Any] = cell) -> int:
    """Write a table as CSV that a spreadsheet opens right; return the number of rows.

    `shown` turns a value into a cell: by default one that no spreadsheet takes for a formula.
    """
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.name for column in table.columns])
        for row in table.rows(connection):
            writer.writerow([shown(value) for value in row])
            count += 1
    return count


def write_parquet(connection: Connection, table: ExportTable, path: Path) -> int:
    """Write a table as typed Parquet; return the number of rows."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("Parquet", "tables") from None
    types = {
        "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "date": pa.date32(), "list": pa.list_(pa.string()),
    }  # fmt: skip
    # A date of publication may be a month; it stays text.
    kinds = ["text" if column.name == "published" else column.kind for column in table.columns]
    fields = zip(table.columns, kinds, strict=True)
    schema = pa.schema([pa.field(column.name, types[kind]) for column, kind in fields])
    rows = table.rows(connection)
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while True:
            group = list(islice(rows, _GROUP))
            columns = [
                pa.array([_typed(row[index], kind) for row in group], types[kind]) for index, kind in enumerate(kinds)
            ]
            if group or not count:
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            count += len(group)
            if len(group) < _GROUP:
                return count


def _typed(value: Any, kind: str) -> Any:
    return real_date(value) if kind == "date" else value
