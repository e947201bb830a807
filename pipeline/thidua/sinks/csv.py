"""CSV: one row an award record, UTF-8 with BOM so that Excel reads the Vietnamese letters, ISO dates."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from thidua.records import Article, Extraction
from thidua.sinks.columns import AWARDS


class CsvSink:
    """Write award records as rows to a file, or to a binary stream that stays open."""

    def __init__(self, target: Path | BinaryIO) -> None:
        self._raw: BinaryIO = target.open("wb") if isinstance(target, Path) else target
        self._owned = isinstance(target, Path)
        self._text = io.TextIOWrapper(self._raw, encoding="utf-8-sig", newline="", write_through=True)
        self._rows = csv.writer(self._text)
        self._rows.writerow(AWARDS.names)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._text.flush()
        self._text.detach()
        if self._owned:
            self._raw.close()

    def write(self, article: Article, extraction: Extraction) -> None:  # noqa: ARG002 - the shape of all sinks
        """Write a row for each award of an article."""
        for row in AWARDS.rows(extraction):
            self._rows.writerow([cell(value) for value in row])


def cell(value: object) -> object:
    """Return a value as a spreadsheet may safely open it: text that looks like a formula gets an apostrophe.

    >>> cell("=SUM(A1)"), cell(["bo-cong-an", "dang"]), cell(None), cell(True)
    ("'=SUM(A1)", 'bo-cong-an, dang', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return value
