"""The database as one Excel workbook: a sheet a table, Vietnamese heads, links from each record to its article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection

from thidua.export.rows import AWARDS, ExportTable, export_tables
from thidua.extras import MissingExtraError
from thidua.labels import CODES, TABLES, heading, label
from thidua.sinks.columns import real_date
from thidua.sinks.xlsx import clean, formats_of, open_book

_MAX_ROWS = 1_048_575  # Excel's, without the head
_MAX_LINKS = 65_000  # of one sheet; Excel takes 65,530
_WIDE = {"text": 60, "quote": 60, "message": 70, "why": 40, "title": 40, "url": 24, "inputs": 30}
_ARTICLES = "articles"


def write_workbook(connection: Connection, path: Path) -> None:
    """Write all tables of a database; text that begins like a formula stays text."""
    try:
        book = open_book(path)
    except ImportError:
        raise MissingExtraError("Excel", "tables") from None
    formats = formats_of(book)
    tables = {table.name: table for table in export_tables()}
    places = {row[0]: number for number, row in enumerate(tables[_ARTICLES].rows(connection))}
    try:
        for table in tables.values():
            _Sheet(book, table, formats, places).write(connection)
    finally:
        book.close()


def write_sheet(
    connection: Connection, table: ExportTable, target: Path | BinaryIO, address: Callable[[str, str], str]
) -> None:
    """Write the awards as a workbook of their own; `address` gives where a record (article, record) is shown with its sentence."""
    try:
        book = open_book(target)
    except ImportError:
        raise MissingExtraError("Excel", "tables") from None
    try:
        _Sheet(book, table, formats_of(book), {}, address).write(connection)
    finally:
        book.close()


class _Sheet:
    """One table; it goes on on a second sheet where Excel's rows end."""

    def __init__(
        self,
        book: Any,
        table: ExportTable,
        formats: dict[str, Any],
        places: dict[str, int],
        address: Callable[[str, str], str] | None = None,
    ) -> None:
        self._book, self._table, self._formats, self._places = book, table, formats, places
        self._address = address
        self._heads: list[tuple[str, int | None]] = []  # head, and the place of the cell in a row; None for the link
        self._pages = 0
        self._record = next((i for i, column in enumerate(table.columns) if column.name == "id"), 0)
        for index, column in enumerate(table.columns):
            if column.name in CODES:
                self._heads.append((f"{column.name}_label", index))
            self._heads.append((column.name, index))
            if table.name == AWARDS and column.name == "quote":
                self._heads.append(("evidence", None))

    def write(self, connection: Connection) -> None:
        self._begin()
        for row in self._table.rows(connection):
            if self._row >= _MAX_ROWS:
                self._end()
                self._begin()
            self._row += 1
            for index, (name, place) in enumerate(self._heads):
                if place is None:
                    self._link(index, row)
                else:
                    self._cell(index, name, self._table.columns[place].kind, row[place])
        self._end()

    def _begin(self) -> None:
        self._pages += 1
        self._sheet = self._book.add_worksheet(_page_title(self._table.title, self._pages))
        self._row = self._links = 0
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_row(0, 32)
        for index, (name, place) in enumerate(self._heads):
            kind = "text" if place is None else self._table.columns[place].kind
            self._sheet.set_column(index, index, _WIDE.get(name, 12 if kind in ("integer", "date", "number") else 18))
            self._sheet.write_string(0, index, heading(name, self._table.name), self._formats["header"])

    def _end(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._heads) - 1)

    def _cell(self, index: int, name: str, kind: str, value: Any) -> None:
        if value is None or value == []:
            return
        if name.endswith("_label"):
            values = value if isinstance(value, list) else [value]
            value = "; ".join(label(name.removesuffix("_label"), one) for one in values)
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        if isinstance(value, bool):
            self._sheet.write_string(self._row, index, "có" if value else "không", self._formats["text"])
        elif isinstance(value, int | float):
            self._sheet.write_number(
                self._row, index, value, self._formats["number" if kind == "number" else "integer"]
            )
        elif kind == "date" and (day := real_date(value)) and day.year >= 1900:
            moment = datetime.combine(day, datetime.min.time())
            self._sheet.write_datetime(self._row, index, moment, self._formats["date"])
        else:
            style = self._formats["long" if name in _WIDE and name not in ("url", "text") else "text"]
            self._sheet.write_string(self._row, index, clean(str(value)), style)

    def _link(self, index: int, row: Sequence[Any]) -> None:
        target = self._target(row[0], row[self._record])
        if target is not None and self._links < _MAX_LINKS:
            self._sheet.write_url(self._row, index, target[0], self._formats["link"], target[1])
            self._links += 1

    def _target(self, article: str, record: str) -> tuple[str, str] | None:
        """Return where a page shows a record's sentence, or else the row of its article, and the words of the link."""
        if self._address is not None:
            return self._address(article, record), "Xem câu"
        number = self._places.get(article)
        if number is None:
            return None
        page, line = divmod(number, _MAX_ROWS)
        return f"internal:'{_page_title(TABLES[_ARTICLES], page + 1)}'!A{line + 2}", "Xem bài"  # row 1 is the head


def _page_title(title: str, page: int) -> str:
    return title if page == 1 else f"{title} {page}"
