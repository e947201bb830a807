"""Excel: awards, ranks, dates, units, problems on a sheet each, with filters, real dates and links to the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from thidua.extras import MissingExtraError
from thidua.labels import CODES, heading, label
from thidua.records import Article, Extraction
from thidua.sinks.columns import AWARDS, DATES, PROBLEMS, RANKS, UNITS, Column, Table, real_date

SHEETS = (
    (AWARDS, "Khen thưởng"),
    (RANKS, "Cấp bậc"),
    (DATES, "Ngày tháng"),
    (UNITS, "Đơn vị"),
    (PROBLEMS, "Vấn đề"),
)
_MAX_ROWS = 1_048_575  # Excel's, without the header
_MAX_LINKS = 65_000  # of one sheet; Excel takes 65,530
_MAX_CELL = 32_000  # characters; Excel takes 32,767
_WIDTHS = {"title": 38, "quote": 60, "message": 60, "url": 24, "recipients": 40, "home": 28, "text": 24}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_REPORT = "report.html"  # stands beside the workbook in the output folder of `run`


def open_book(target: Path | BinaryIO) -> Any:
    """Return a workbook that takes text as text, never as a formula or an address; the same input gives the same file."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    name = str(target) if isinstance(target, Path) else target
    book = xlsxwriter.Workbook(name, {**options, "strings_to_numbers": False})
    book.set_properties({"created": datetime(2000, 1, 1)})
    return book


def formats_of(book: Any) -> dict[str, Any]:
    """Return the formats of heads and cells by kind."""
    return {
        "header": book.add_format(
            {"bold": True, "bg_color": "#1f3a5f", "font_color": "#ffffff", "valign": "vcenter", "text_wrap": True}
        ),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        "integer": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "number": book.add_format({"num_format": "0.00", "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "long": book.add_format({"valign": "top", "text_wrap": True}),
        "link": book.add_format({"valign": "top", "font_color": "#0b57d0", "underline": 1}),
    }


class XlsxSink:
    """Write a workbook; codes have their Vietnamese label in a column before them."""

    def __init__(self, path: Path) -> None:
        try:
            self._book = open_book(path)
        except ImportError:
            raise MissingExtraError("Excel", "tables") from None
        formats = formats_of(self._book)
        self._sheets = [_Sheet(self._book, table, title, formats) for table, title in SHEETS]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sheet in self._sheets:
            sheet.finish()
        self._book.close()

    def write(self, article: Article, extraction: Extraction) -> None:  # noqa: ARG002 - the shape of all sinks
        """Add the rows of one article to all sheets."""
        for sheet in self._sheets:
            sheet.write(extraction)


class _Sheet:
    """One table; it goes on on a second sheet where Excel's rows end."""

    def __init__(self, book: Any, table: Table, title: str, formats: dict[str, Any]) -> None:
        self._book, self._table, self._title, self._formats = book, table, title, formats
        self._columns = list(_sheet_columns(table))
        self._pages = 0
        self._begin()

    def _begin(self) -> None:
        self._pages += 1
        title = self._title if self._pages == 1 else f"{self._title} {self._pages}"
        self._sheet = self._book.add_worksheet(title)
        self._row = self._links = 0
        self._sheet.freeze_panes(1, 0)
        for index, (name, column) in enumerate(self._columns):
            width = _WIDTHS.get(name, 12 if column is None or column.kind in ("integer", "date", "number") else 18)
            self._sheet.set_column(index, index, width)
        self._sheet.set_row(0, 32)
        for index, (name, _) in enumerate(self._columns):
            self._sheet.write_string(0, index, heading(name, self._table.name), self._formats["header"])

    def write(self, extraction: Extraction) -> None:
        names = self._table.names
        for record, row in zip(getattr(extraction, self._table.attribute), self._table.rows(extraction), strict=True):
            if self._row >= _MAX_ROWS:
                self.finish()
                self._begin()
            self._row += 1
            cells = dict(zip(names, row, strict=True))
            for index, (name, column) in enumerate(self._columns):
                if column is None:
                    self._link(index, getattr(record, "id", None) or getattr(record, "record", None))
                else:
                    self._cell(index, name, column, cells[column.name])

    def _cell(self, index: int, name: str, column: Column, value: Any) -> None:
        if value is None or value == []:
            return
        if name.endswith("_label"):
            values = value if isinstance(value, list) else [value]
            value = "; ".join(label(column.name, one) for one in values)
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        if isinstance(value, bool):
            self._sheet.write_string(self._row, index, "có" if value else "không", self._formats["text"])
        elif isinstance(value, int | float):
            self._sheet.write_number(self._row, index, value, self._formats[column.kind])
        elif column.kind == "date" and (day := real_date(value)) and day.year >= 1900:  # Excel knows no earlier day
            moment = datetime.combine(day, datetime.min.time())
            self._sheet.write_datetime(self._row, index, moment, self._formats["date"])
        else:
            text = clean(str(value))
            style = self._formats["long" if name in _WIDTHS and name != "url" else "text"]
            self._sheet.write_string(self._row, index, text, style)

    def _link(self, index: int, record: str | None) -> None:
        if not record:
            return
        if self._links < _MAX_LINKS:
            self._sheet.write_url(self._row, index, f"external:{_REPORT}#{record}", self._formats["link"], "Xem câu")
            self._links += 1
        else:
            self._sheet.write_string(self._row, index, f"{_REPORT}#{record}", self._formats["text"])

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._columns) - 1)


def _sheet_columns(table: Table) -> Iterator[tuple[str, Column | None]]:
    """Yield the columns of a sheet; None stands for the link to the evidence."""
    for column in table.all_columns:
        if column.name in CODES:
            yield f"{column.name}_label", column
        yield column.name, column
        if column.name == "quote" and table is AWARDS:
            yield "evidence", None


def clean(text: str) -> str:
    """Return text that fits into a cell: no control characters, not longer than Excel takes."""
    kept = _CONTROL.sub("", text)
    return kept if len(kept) <= _MAX_CELL else f"{kept[: _MAX_CELL - 1]}…"
