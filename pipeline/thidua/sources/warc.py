"""Web archives: each page that a crawler got with status 200 is an article, read as a saved page is.

Requests, revisits, metadata, pictures and other answers are no pages and are passed over; a page that gives no
article, or a record that cannot be read, is a problem with its number. The id is the file's stem and the number of the
record, counted from 1 over records of all kinds, so that it stays whatever is read from the file.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, cast
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
_GZIP = b"\x1f\x8b\x08"
_PART = 1 << 16
_HEAD = 512  # packed bytes that tell whether a record begins
_BROKEN = (OSError, EOFError, zlib.error)
_CHUNKED = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n")


def read(place: Place) -> Iterator[Found | Problem]:
    """Yield the article of each page, and a problem with its record's number for each page that gives none.

    Where an archive is broken, reading goes on with the next record that is packed by itself, as nearly all are.

    Raises:
        SourceError: `unreadable` where the archive breaks off, `missing-extra` without the extra `html`.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise SourceError("missing-extra", "WARC needs the extra `html`: pip install 'thidua[html]'") from None
    number = told = 0
    with place.open() as raw:
        archive = _Archive(raw)
        while True:
            try:
                for record in ArchiveIterator(cast(BinaryIO, archive), parse_http=False, fsspec_args=False):
                    number += 1
                    if record.headers.get("Content-Length") is None:
                        raise OSError("a record without its length")
                    if record.record_type == WarcRecordType.response:
                        for item in _read_record(record, place, number):
                            told += 1
                            yield item
                break
            except _BROKEN as error:
                broken = archive.start
                behind = f"after record {number}" if number else "at its first record"
                message = f"the archive is broken {behind}, at byte {broken:,} ({error}); "
                if not archive.go_on():
                    raise SourceError("unreadable", message + "what came before was read") from None
                message += f"read on from byte {archive.start:,}"
                yield Problem(code="unreadable", message=message, file=place.name, line=number + 1)
                number, told = number + 1, told + 1
    if not number:
        raise SourceError("empty", "the file has no records")
    if not told:
        raise SourceError("no-article", f"none of the {number} records is a web page that a server gave")


class _Archive:
    """The bytes of an archive as fastwarc reads them, unpacked; it knows where its gzip members begin."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = peekable(raw)
        self._packed = self._raw.peek(2)[:2] == _GZIP[:2]
        self._member: Any = None  # what unpacks the member that is being read
        self._ahead = b""  # packed bytes that were read, but not yet unpacked
        self._offset = self._given = 0  # of packed bytes up to those, of bytes handed out
        self.start = 0  # where the member begins; of plain bytes, how far they were read

    def tell(self) -> int:  # which fastwarc asks for, and panics where a stream of the net cannot say it
        return self._given

    def read(self, size: int = -1) -> bytes:
        """Return some of the bytes: all that comes before a broken place, before that is told as an error."""
        data = self._unpacked() if self._packed else self._raw.read1(size)
        self._given += len(data)
        if not self._packed:
            self.start = self._given
        return data

    def _unpacked(self) -> bytes:
        data = b""
        while not data:
            if not self._member:
                self._skip(len(self._ahead) - len(self._ahead.lstrip(b"\x00")))  # tapes were filled up with zeros
            if not self._ahead:
                if self._fill():
                    continue
                if self._member:
                    raise EOFError("its last part is cut off")
                return b""
            if not self._member:
                self._member, self.start = zlib.decompressobj(zlib.MAX_WBITS | 16), self._offset
            data = self._member.decompress(self._ahead, _PART)
            rest = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._skip(len(self._ahead) - len(rest))
            if self._member.eof:
                self._member = None
        return bytes(data)

    def _fill(self) -> bool:
        part = self._raw.read1(_PART)
        self._ahead += part
        return bool(part)

    def _skip(self, count: int) -> None:
        self._ahead = self._ahead[count:]
        self._offset += count

    def go_on(self) -> bool:
        """Go to the next member behind the start of the broken one that begins as a record does; false without one."""
        if not self._packed or not self._raw.seekable():
            return False
        self._member, self._ahead, self._offset = None, b"", self.start + 1
        self._raw.seek(self._offset)
        while True:
            found = self._ahead.find(_GZIP)
            self._skip(found if found >= 0 else max(len(self._ahead) - len(_GZIP) + 1, 0))
            if found >= 0:
                while len(self._ahead) < _HEAD and self._fill():
                    pass
                if _begins_record(self._ahead):
                    self.start = self._offset
                    return True
                self._skip(1)
            elif not self._fill():
                return False


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed[:_HEAD], 5) == b"WARC/"
    except zlib.error:
        return False


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
