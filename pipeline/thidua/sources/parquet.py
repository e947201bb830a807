"""Parquet tables of articles: a column `text`, and where known `id`, `title`, `url`, `source`, `published`.

A table is read some rows at a time, never a whole row group; the least that can be read is a page of a column, which
most programs write with 1 MB. `published` may be text, a date or a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from thidua.records import Problem
from thidua.sources.base import MAX_BYTES, Found, Place, SourceError
from thidua.sources.jsonl import article_of, peekable

SUFFIXES: tuple[str, ...] = (".parquet",)

_COLUMNS = ("id", "text", "title", "url", "source", "published")
_BATCH_BYTES = 4_000_000  # what the rows that are held at a time have on average
_BATCH_ROWS = 1000
_BUFFER = 1 << 20


def read(place: Place) -> Iterator[Found | Problem]:
    """Yield the article of each row; a part of the file that is broken is a problem and costs no other part.

    Raises:
        SourceError: `no-text` without a column `text`, `empty` without rows, `unreadable` for what is no Parquet file,
            `missing-extra` without the extra `tables`.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise SourceError("missing-extra", "Parquet needs the extra `tables`: pip install 'thidua[tables]'") from None
    with place.open() as raw:
        stream = peekable(raw)
        if not stream.peek(1):
            raise SourceError("empty", "the file is empty")
        try:
            file = parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False, page_checksum_verification=True)
            names = {name.strip().lower(): name for name in file.schema_arrow.names}
        except (pa.ArrowException, ValueError) as error:
            raise SourceError("unreadable", f"is no Parquet file, or is cut off ({_first_line(error)})") from None
        if "text" not in names:
            has = f"its columns are {', '.join(file.schema_arrow.names)[:200]}" if names else "it has no columns"
            raise SourceError("no-text", f"has no column `text`; {has}")
        if not file.metadata.num_rows:
            raise SourceError("empty", "the table has no rows")
        wanted = {names[name]: name for name in _COLUMNS if name in names}
        before = 0
        for group in range(file.metadata.num_row_groups):
            yield from _read_group(file, group, wanted, place, before)
            before += file.metadata.row_group(group).num_rows


def _read_group(file: Any, group: int, wanted: dict[str, str], place: Place, before: int) -> Iterator[Found | Problem]:
    import pyarrow as pa

    rows, row = file.metadata.row_group(group).num_rows, before
    average = file.metadata.row_group(group).total_byte_size // max(rows, 1)
    size = min(_BATCH_ROWS, max(1, _BATCH_BYTES // max(average, 1)))
    try:
        for batch in file.iter_batches(size, row_groups=[group], columns=list(wanted), use_threads=False):
            columns = {wanted[name]: _cells(column) for name, column in zip(batch.schema.names, batch, strict=True)}
            for index in range(batch.num_rows):
                row += 1
                yield from _read_row({name: cells[index] for name, cells in columns.items()}, place, row)
    except (pa.ArrowException, OSError, ValueError) as error:
        message = f"rows {row + 1} to {before + rows} cannot be read ({_first_line(error)})"
        yield Problem(code="unreadable", message=message, file=place.name, line=row + 1)


def _read_row(values: dict[str, Any], place: Place, row: int) -> Iterator[Found | Problem]:
    text = values["text"]
    if isinstance(text, UnicodeDecodeError):
        message = f"byte {text.start} of the text is not UTF-8"
        yield Problem(code="unknown-encoding", message=message, file=place.name, line=row)
    elif isinstance(text, str) and len(text) * 4 > MAX_BYTES and len(text.encode()) > MAX_BYTES:
        size, most = len(text.encode()) / 1e6, MAX_BYTES / 1e6
        message = f"a text of {size:.1f} MB, more than the {most:.0f} MB that one article may have"
        yield Problem(code="too-large", message=message, file=place.name, line=row)
    else:
        yield from article_of(values, place, row, what="row")


def _cells(column: Any) -> list[Any]:
    """Return the values of a column; a text that is no UTF-8 is its error."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_timestamp(kind):  # parts of a second say nothing, and zones may have names that nobody knows here
        column = pc.cast(column, pa.timestamp("us", "UTC" if kind.tz else None), safe=False)
    try:
        values = column.to_pylist()
    except (UnicodeDecodeError, ValueError, OverflowError, pa.ArrowException):
        values = [_cell(value) for value in column]
    return [_plain(value) for value in values]


def _cell(value: Any) -> Any:
    try:
        return value.as_py()
    except UnicodeDecodeError as error:
        return error
    except (ValueError, OverflowError):  # a day beyond the calendar: its number is no date, and is said to be none
        return str(getattr(value, "value", None))


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):  # some programs write text without saying that it is text
        try:
            return value.decode()
        except UnicodeDecodeError as error:
            return error
    return value


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
