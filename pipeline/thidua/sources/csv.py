"""CSV tables of articles: a column `text`, and where known `id`, `title`, `url`, `source`, `published`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from thidua.records import Problem
from thidua.sources.base import MAX_BYTES, Found, Place, SourceError
from thidua.sources.encodings import decode
from thidua.sources.jsonl import article_of, peekable

SUFFIXES: tuple[str, ...] = (".csv", ".tsv")

_HEAD = 65_536  # bytes that tell the encoding and the separator


def read(place: Place) -> Iterator[Found | Problem]:
    """Yield the article of each row."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    with place.open() as raw:
        stream = peekable(raw)
        head = stream.peek(_HEAD)
        if not head.strip(b"\xef\xbb\xbf \t\r\n"):
            raise SourceError("empty", "the file is empty")
        # The head may end inside a character: cut it at its last line end, or at a pair of bytes where it is UTF-16.
        decoded = decode(head[: len(head) // 2 * 2] if b"\x00" in head else head[: head.rfind(b"\n") + 1] or head)
        name = {"utf-8": "utf-8-sig"}.get(decoded.encoding, decoded.encoding)
        if name in ("tcvn3", "vni") or (decoded.remark and name == "utf-8-sig"):
            raise SourceError("unknown-encoding", f"{decoded.remark}: convert the table to UTF-8 first")
        if decoded.remark:
            yield Problem(code="encoding", message=decoded.remark, file=place.name)
        with io.TextIOWrapper(stream, encoding=name, errors="replace", newline="") as text:
            yield from _rows(place, text, decoded.text)


def _rows(place: Place, stream: io.TextIOWrapper, head: str) -> Iterator[Found | Problem]:
    rows = csv.reader(_bounded(stream), delimiter=separator_of(head.lstrip("\ufeff").split("\n", 1)[0]))
    try:
        header = [name.strip().lower() for name in next(rows)]
        if "text" not in header:
            raise SourceError("no-text", f"has no column `text`; its columns are {', '.join(header)[:200]}")
        for row in rows:
            if any(row):
                yield from article_of(dict(zip(header, row, strict=False)), place, rows.line_num)
    except csv.Error as error:
        # The reader cannot tell where the next row begins: say where it stopped instead of reading nonsense.
        message = f"is not readable as CSV from line {rows.line_num} on ({error}); the rows before it were read"
        yield Problem(code="bad-csv", message=message, file=place.name, line=rows.line_num)


def separator_of(first: str) -> str:
    """Return what separates the columns of a table by its first line: comma, semicolon (Excel's in Vietnam) or tab."""
    return max(",;\t", key=first.count)


def _bounded(stream: io.TextIOWrapper) -> Iterator[str]:
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            raise csv.Error(f"a line longer than the {MAX_BYTES / 1e6:.0f} MB that one article may have")
        yield line
