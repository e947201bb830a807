"""Writers of extractions, one module a format; all have the shape of `Sink`.

Optional packages are imported when a sink is made, so that a plain installation can still write JSONL and CSV.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from thidua.sinks.base import Sink, written_aside
from thidua.sinks.csv import CsvSink
from thidua.sinks.jsonl import JsonlSink
from thidua.sinks.parquet import ParquetSink
from thidua.sinks.xlsx import XlsxSink

__all__ = [
    "FORMATS",
    "CsvSink",
    "JsonlSink",
    "ParquetSink",
    "Sink",
    "XlsxSink",
    "written_aside",
]

# What `extract --format` takes.
FORMATS: dict[str, Callable[[Path], Sink]] = {
    "jsonl": JsonlSink,
    "csv": CsvSink,
    "xlsx": XlsxSink,
    "parquet": ParquetSink,
}
