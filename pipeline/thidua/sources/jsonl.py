"""JSON lines, plain or gzipped: one article a line, read as a stream.

A line is an object with `text` and, where known, `id`, `title`, `url`, `source`, `published`; the rest is ignored.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, cast

from thidua.records import Article, Problem
from thidua.sources.base import MAX_BYTES, Found, Place, SourceError, iso_date

SUFFIXES: tuple[str, ...] = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")

_PART = 1 << 20  # bytes of a line too long that are held at a time
_ESCAPED = re.compile(r"\\u[dD]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # from a broken \\u escape


def read(place: Place) -> Iterator[Found | Problem]:
    """Yield the article of each line, and a problem with file and line for each line that is none."""
    with place.open() as raw:
        packed = place.name.lower().endswith(".gz")
        try:
            yield from read_lines(place, cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw)
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            message = f"the gzip data is broken or cut off ({error}); what came before was read"
            raise SourceError("unreadable", message) from None


def read_lines(place: Place, stream: BinaryIO, first: int = 1) -> Iterator[Found | Problem]:
    """Yield the articles of a stream of lines, which begins with line `first` of its place."""
    empty = True
    for number, line in bounded_lines(stream, first):
        if isinstance(line, SourceError):
            yield Problem(code=line.code, message=str(line), file=place.name, line=number)
            empty = False
            continue
        if not line.strip():
            continue
        empty = False
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(code="bad-json", message=f"is not a JSON object: {error}", file=place.name, line=number)
            continue
        if not isinstance(value, dict):
            message = f"is not a JSON object but {type(value).__name__}"
            yield Problem(code="bad-json", message=message, file=place.name, line=number)
        elif "text" not in value and "awards" in value:
            message = "holds records that were extracted before, not articles; left out"
            yield Problem(code="records-file", message=message, file=place.name, line=number)
            return
        else:
            yield from article_of(value, place, number, escaped="\\u" in line and _ESCAPED.search(line) is not None)
    if empty:
        raise SourceError("empty", "the file is empty")


def bounded_lines(stream: BinaryIO, first: int = 1) -> Iterator[tuple[int, str | SourceError]]:
    """Yield (number, line); a line too long to be an article, or not in UTF-8, comes as its error."""
    buffered = peekable(stream)
    if first == 1 and buffered.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        # Windows PowerShell writes its output so; the byte of a line end says nothing here, so decode, then split.
        with io.TextIOWrapper(buffered, encoding="utf-16", errors="replace", newline="\n") as text:
            yield from _split(lambda size: text.readline(size).encode("utf-8", errors="replace"), first)
    else:
        yield from _split(buffered.readline, first)


def _split(readline: Callable[[int], bytes], first: int) -> Iterator[tuple[int, str | SourceError]]:
    number = first - 1
    while line := readline(MAX_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > MAX_BYTES:
            size = len(line)
            while line and not line.endswith(b"\n"):
                line = b""  # let go before the next part is read
                line = readline(_PART)
                size += len(line)
            message = f"a line of {size / 1e6:.1f} MB, more than the {MAX_BYTES / 1e6:.0f} MB that one article may have"
            yield number, SourceError("too-large", message)
            continue
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"byte {error.start} of the line is not UTF-8; save the file as UTF-8"
            yield number, SourceError("unknown-encoding", message)


def peekable(stream: BinaryIO) -> io.BufferedReader:
    """Return the stream as one whose first bytes can be looked at without reading them."""
    return cast(io.BufferedReader, stream) if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))


class _Window(io.RawIOBase):
    """Some bytes of a stream as a stream."""

    def __init__(self, stream: BinaryIO, begin: int, end: int) -> None:
        stream.seek(begin)
        self._stream, self._left = stream, end - begin

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def window(stream: BinaryIO, begin: int, end: int) -> BinaryIO:
    """Return the bytes from `begin` up to `end` of a stream as a stream."""
    return cast(BinaryIO, io.BufferedReader(_Window(stream, begin, end), _PART))


def article_of(
    value: Mapping[str, Any], place: Place, line: int, *, escaped: bool = False, what: str = "line"
) -> Iterator[Found | Problem]:
    """Yield the article of one object, or row, with the keys of the module's docstring.

    Where characters were written as `\\ud83d`, half a pair may stand among them; no decoded bytes have such.
    """
    get = value.get
    text = get("text")
    if not isinstance(text, str):
        seen = "has no `text`" if text is None else f"has a `text` that is {type(text).__name__}, not a string"
        yield Problem(code="no-text", message=f"the {what} {seen}", file=place.name, line=line)
        return
    if not text or text.isspace():
        yield Problem(code="empty", message=f"the text of the {what} is empty", file=place.name, line=line)
        return
    ident, title, url, source = map(_string, (get("id"), get("title"), get("url"), get("source")))
    published = _string(get("published"))
    if escaped:
        ident, title, url, source, published = map(_whole, (ident, title, url, source, published))
        if _LONE_SURROGATE.search(text):
            text = _LONE_SURROGATE.sub("\ufffd", text)  # it cannot be written as UTF-8 again
            yield Problem(code="encoding", message="half a \\u pair, shown as \ufffd", file=place.name, line=line)
    day = iso_date(published) if published else None
    if published and not day:
        message = f"published {published[:40]!r} is not an ISO date (2021-05-06); read without it"
        yield Problem(code="bad-date", message=message, file=place.name, line=line)
    article = Article(
        id=ident or f"{place.stem}-{line}",
        text=text,
        title=title,
        url=url,
        source=source,
        published=day,
        path=place.name,
    )
    yield Found(article, line)


def _string(value: object) -> str | None:
    """Return a stated value as a string; an empty one, null or a list is not stated."""
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _whole(value: str | None) -> str | None:
    return _LONE_SURROGATE.sub("\ufffd", value) if value else value
