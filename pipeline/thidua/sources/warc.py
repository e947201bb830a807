"""Web archives: each page that a crawler got with status 200 is an article, read as a saved page is.

Requests, revisits, metadata, pictures and other answers are no pages and are passed over; a page that gives no
article, or a record that cannot be read, is a problem with its number. The id is the file's stem and the number of the
record, counted from 1 over records of all kinds, so that it stays whatever is read from the file.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from thidua.records import Problem
from thidua.sources.base import MAX_BYTES, Found, Place, SourceError, iso_date
from thidua.sources.html import Page, read_page
from thidua.sources.jsonl import peekable

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

SUFFIXES: tuple[str, ...] = (".warc", ".warc.gz")

_PAGES = ("text/html", "application/xhtml+xml")
_LOOKS_LIKE_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
_BROKEN = (OSError, EOFError, zlib.error)
_CHUNKED = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n")


def read(place: Place) -> Iterator[Found | Problem]:
    """Yield the article of each page, and a problem with its record's number for each page that gives none.

    Raises:
        SourceError: `unreadable` where the archive breaks off, `missing-extra` without the extra `html`.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise SourceError("missing-extra", "WARC needs the extra `html`: pip install 'thidua[html]'") from None
    number = position = pages = 0
    with place.open() as raw:
        try:
            for record in ArchiveIterator(cast(BinaryIO, _Stream(raw)), parse_http=False, fsspec_args=False):
                number, position = number + 1, record.stream_pos
                if record.headers.get("Content-Length") is None:
                    raise OSError("a record without its length")
                if record.record_type == WarcRecordType.response:
                    for item in _read_record(record, place, number):
                        pages += 1
                        yield item
        except _BROKEN as error:
            behind = f"after record {number}, which begins at byte {position:,}" if number else "at its first record"
            message = f"the archive is broken or cut off {behind} ({error}); the records before it were read"
            raise SourceError("unreadable", message) from None
    if not number:
        raise SourceError("empty", "the file has no records")
    if not pages:
        raise SourceError("no-article", f"none of the {number} records is a web page that a server gave")


class _Stream:
    """What fastwarc reads from: plain bytes, of a broken gzip archive all that comes before the broken place."""

    def __init__(self, raw: BinaryIO) -> None:
        stream = peekable(raw)
        packed = stream.peek(2)[:2] == b"\x1f\x8b"
        self._read = gzip.GzipFile(fileobj=stream).read1 if packed else stream.read1
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:  # which fastwarc asks for, and panics where a stream of the net cannot say it
        return self._position


def _read_record(record: WarcRecord, place: Place, number: int) -> Iterator[Found | Problem]:
    try:
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None  # some crawlers write <http://…>
        data = _body(record, url)
        if data is None:
            return
        fetched = iso_date(record.headers.get("WARC-Date") or "")
        charset = record.http_charset
        yield from read_page(data, Page(f"{place.stem}-{number}", place.name, number, url, charset, fetched))
    except SourceError as error:
        if error.code == "missing-extra":
            raise
        yield Problem(code=error.code, message=f"record {number}: {error}", file=place.name, line=number)


def _body(record: WarcRecord, url: str | None) -> bytes | None:
    """Return a page as the server meant it, None for what is no page."""
    if not record.is_http:
        if urlsplit(url or "").scheme not in ("http", "https"):  # such as an answer of DNS
            return None
        record.is_http = True
    try:
        record.parse_http()
        headers = record.http_headers
        status = headers.status_code if headers is not None else None
        if status is None:
            raise SourceError("unreadable", "has no HTTP head")
        kind = record.http_content_type or record.headers.get("WARC-Identified-Payload-Type")
        if status != 200 or (kind and kind.strip().lower() not in _PAGES):
            return None
        length = record.content_length
        if length > MAX_BYTES:
            raise _too_large(f"{length / 1e6:.1f} MB")
        data = record.reader.read(length)
    except _BROKEN as error:  # where the archive itself is broken, its next record says so
        raise SourceError("unreadable", f"cannot be read ({error})") from None
    if len(data) < length:
        raise SourceError("unreadable", f"ends after {len(data):,} of {length:,} bytes; the archive is cut off")
    for coding in reversed(_codings(record)):
        data = _decoded(data, coding)
    if not kind and not _LOOKS_LIKE_PAGE.match(data):
        return None
    if not data.strip():
        raise SourceError("empty", "the page is empty")
    return data


def _codings(record: WarcRecord) -> list[str]:
    """Return what was done to the page on its way, in this order: content codings, then transfer codings."""
    stated = (
        *record.http_headers.get_multiple("Content-Encoding"),
        *record.http_headers.get_multiple("Transfer-Encoding"),
    )
    return [name.strip().lower() for value in stated for name in value.split(",") if name.strip()]


def _decoded(data: bytes, coding: str) -> bytes:
    """Undo one coding; many crawlers store the page decoded under the old header, so the data must look coded."""
    from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

    try:
        if coding == "chunked" and _CHUNKED.match(data):
            plain = ChunkedReader(BytesIO(data)).read(MAX_BYTES + 1)
        elif coding in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
            plain = _inflated(data, zlib.MAX_WBITS | 16)
        elif coding == "deflate" and not data.lstrip().startswith(b"<"):
            plain = _inflated(data, zlib.MAX_WBITS if data[0] & 15 == 8 else -zlib.MAX_WBITS)
        elif coding == "br" and not _LOOKS_LIKE_PAGE.match(data):
            plain = BrotliReader(BytesIO(data)).read(MAX_BYTES + 1)
        elif coding == "zstd" and data.startswith(b"\x28\xb5\x2f\xfd"):
            plain = ZstdReader(BytesIO(data)).read(MAX_BYTES + 1)
        else:
            return data
    except (OSError, zlib.error) as error:
        raise SourceError("unreadable", f"the page is no {coding} data, as its head says ({error})") from None
    if len(plain) > MAX_BYTES:
        raise _too_large("unpacked, the page is longer")
    return plain


def _inflated(data: bytes, window: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    plain = unpacker.decompress(data, MAX_BYTES + 1)
    if not unpacker.eof and len(plain) <= MAX_BYTES:
        raise zlib.error("the data is cut off")
    return plain


def _too_large(what: str) -> SourceError:
    return SourceError("too-large", f"{what}, more than the {MAX_BYTES / 1e6:.0f} MB that one article may have")
