"""Articles from files, folders, globs, URLs and standard input.

`read` is the only door: whatever stands behind a name, it yields the articles it finds and a Problem for everything
that gives none; it never raises for a bad file, and one bad file never costs another. A further format is one module
with `SUFFIXES` and `read`, and its name in FORMATS.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from thidua.records import Article, Problem
from thidua.sources import csv, html, jsonl, parquet, remote, text, warc
from thidua.sources.base import MAX_BYTES, NOTES, Format, Found, Place, SourceError
from thidua.sources.seen import Seen

__all__ = ["FORMATS", "MAX_BYTES", "NOTES", "SUFFIXES", "Entry", "Renaming", "entries", "read", "reopened"]

FORMATS: tuple[Format, ...] = (text, html, jsonl, csv, warc, parquet)
SUFFIXES: dict[str, Format] = {suffix: reader for reader in FORMATS for suffix in reader.SUFFIXES}

# What folders of articles hold besides articles: notes, settings, and the parts of saved web pages.
_BESIDE = frozenset(
    {
        ".md", ".json", ".yaml", ".yml", ".toml", ".css", ".js", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp",
        ".svg", ".ico", ".woff", ".woff2", ".ttf",
    }
)  # fmt: skip


def read(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, opener: Callable[[str], BinaryIO] | None = None
) -> Iterator[Article | Problem]:
    """Yield the articles behind the inputs, in order, and a problem for each thing that gives none.

    An input is a file, a folder (read with all below it, in sorted order), a glob, any of these behind a URL that
    fsspec knows (`s3://bucket/2016/*.jsonl.gz`), or `-` for standard input, which is one text, or JSON lines where it
    begins with `{`. A file that is named twice is read once. Where two articles have the same id the second becomes
    `id#2`, and a problem names both places. `opener` opens files by their names in the place of `open`.

    One article is in memory at a time, and some 30 bytes of each id and each file that was read (see `Seen`).
    """
    renaming = Renaming()
    for entry in entries(inputs, stdin=stdin, opener=opener):
        if isinstance(entry, Problem):
            yield entry
            continue
        for item in entry.read():
            if isinstance(item, Problem):
                yield item
                continue
            ident, problem = renaming.of(item.article.id, item.article.path, item.line)
            if problem:
                yield problem
            yield item.article if ident == item.article.id else item.article.model_copy(update={"id": ident})


class Renaming:
    """The ids of one reading: whichever comes a second time is changed."""

    def __init__(self) -> None:
        self._seen = Seen()

    def of(self, ident: str, path: str | None, line: int | None) -> tuple[str, Problem | None]:
        """Return the id that an article gets, and the problem that says so where it is not the one it has."""
        first = self._seen.add(ident, path, line)
        if first is None:
            return ident, None
        changed = _free(ident, self._seen)
        where = f"{path}:{line}" if line else path
        message = f"the id {ident!r} of {where} is already that of {first}; read as {changed!r}"
        self._seen.add(changed, path, line)
        return changed, Problem(code="duplicate-id", message=message, file=path, line=line)


def _free(ident: str, seen: Seen) -> str:
    """Return `id#2`, or the next number that is free; a million articles of one id are not counted through."""
    used, free = 1, 2
    while f"{ident}#{free}" in seen:
        used, free = free, free * 2
    while free - used > 1:
        middle = (used + free) // 2
        if f"{ident}#{middle}" in seen:
            used = middle
        else:
            free = middle
    return f"{ident}#{free}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, remote object or stream that the inputs mean, not yet opened: its name for messages, where it is.

    `open` is None where it can be read only once, as standard input.
    """

    name: str
    path: str
    found: Callable[[], Iterator[Found | Problem]]
    open: Callable[[], BinaryIO] | None

    def read(self) -> Iterator[Found | Problem]:
        """Yield the articles, with the ids that they have there, and a problem for each thing that gives none."""
        return _guarded(self.name, self.found())

    def lines(self, begin: int, end: int, first: int) -> Iterator[Found | Problem]:
        """Yield the same of the bytes `begin` to `end` of a plain file of JSON lines, where line `first` begins."""
        return _guarded(self.name, self._lines(begin, end, first))

    def _lines(self, begin: int, end: int, first: int) -> Iterator[Found | Problem]:
        assert self.open is not None, "a stream has no lines to choose from"
        with self.open() as stream:
            yield from jsonl.read_lines(_place(self.name, self.open), jsonl.window(stream, begin, end), first)


def entries(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, opener: Callable[[str], BinaryIO] | None = None
) -> Iterator[Entry | Problem]:
    """Yield what the inputs mean, each once and in the order of reading."""
    done = Seen()
    for name in map(remote.local, inputs):
        if name == "-":
            if done.add(name) is None:
                yield _stream_entry("-", "stdin", lambda: stdin or sys.stdin.buffer)
        elif remote.is_url(name) and not os.path.lexists(name):
            for url in remote.files(name, _is_beside):
                if isinstance(url, Problem):
                    yield url
                elif done.add(url.name) is None:
                    shown = remote.shown(url.name)
                    yield Entry(shown, url.name, partial(_read_place, shown, url.open), url.open)
        else:
            for found in _files(name):
                if isinstance(found, Problem):
                    yield found
                elif done.add(os.path.realpath(found)) is None:
                    yield _file_entry(printable(found), found, opener or _open)


def reopened(name: str, path: str) -> Entry | Problem:
    """Return the entry of this name and path anew, elsewhere: the path of a file is to be absolute there."""
    if remote.is_url(path) and not os.path.lexists(path):
        url = next(remote.files(path, _is_beside))
        return url if isinstance(url, Problem) else Entry(name, path, partial(_read_place, name, url.open), url.open)
    return _file_entry(name, path, _open)


def _stream_entry(name: str, stem: str, opener: Callable[[], BinaryIO]) -> Entry:
    return Entry(name, name, partial(_read_stream, Place(name, stem, opener)), None)


def _file_entry(shown: str, name: str, opener: Callable[[str], BinaryIO]) -> Entry:
    try:
        mode = os.stat(name).st_mode
    except OSError:  # reading will say so
        mode = 0
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):  # such as <(command) of a shell
        return _stream_entry(shown, "stdin", partial(_open, name))
    opened = partial(opener, name)
    return Entry(shown, name, partial(_read_file, shown, name, opened), opened)


def _files(name: str) -> Iterator[str | Problem]:
    """Yield the files that an input means; in a folder only those that look like articles."""
    if os.path.isdir(name):
        yield from _walk(name)
    elif os.path.lexists(name):
        yield name
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            yield Problem(code="missing-file", message="no file fits this pattern", file=printable(name))
        for match in matches:
            if os.path.isdir(match):
                if "**" not in name:  # which lists what is below by itself
                    yield from _walk(match)
            elif not _is_beside(match):
                yield match
    else:
        yield Problem(code="missing-file", message="there is no such file or folder", file=printable(name))


def _walk(folder: str) -> Iterator[str | Problem]:
    try:
        with os.scandir(folder) as entries:
            # The names only, a folder's with its separator: entries of a million files would take 400 MB.
            names = [
                entry.name + os.sep if entry.is_dir(follow_symlinks=False) else entry.name
                for entry in entries
                if not entry.name.startswith(".")
            ]
    except OSError as error:
        yield Problem(
            code="unreadable", message=f"the folder cannot be read ({error.strerror})", file=printable(folder)
        )
        return
    names.sort(key=_without_separator)
    for name in names:
        if name.endswith(os.sep):
            yield from _walk(os.path.join(folder, _without_separator(name)))
        elif not _is_beside(name):
            yield os.path.join(folder, name)


def _without_separator(name: str) -> str:
    return name.removesuffix(os.sep)


def _is_beside(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _BESIDE


def _guarded(name: str, items: Iterator[Found | Problem]) -> Iterator[Found | Problem]:
    """Turn what goes wrong with one place into a problem."""
    try:
        yield from items
    except SourceError as error:
        yield Problem(code=error.code, message=str(error), file=name)
    except FileNotFoundError:
        yield Problem(
            code="missing-file", message="there is no such file (any more), or it is a broken link", file=name
        )
    except OSError as error:
        yield Problem(code="unreadable", message=f"cannot be read ({error.strerror or error})", file=name)


def _read_file(shown: str, name: str, opener: Callable[[], BinaryIO]) -> Iterator[Found | Problem]:
    yield from _read_place(shown, opener, os.stat(name).st_size)


def _read_place(shown: str, opener: Callable[[], BinaryIO], size: int | None = None) -> Iterator[Found | Problem]:
    suffix, reader = _format(os.path.basename(shown))
    if reader is None:
        known = " ".join(sorted(SUFFIXES))
        what = f"{suffix!r} is no known format" if suffix else "the name has no suffix"
        raise SourceError("unknown-format", f"{what}; articles are read from {known}")
    yield from reader.read(_place(shown, opener, size))


def _place(shown: str, opener: Callable[[], BinaryIO], size: int | None = None) -> Place:
    base = os.path.basename(shown)
    return Place(shown, base[: len(base) - len(_format(base)[0])], opener, size)


def printable(name: str) -> str:
    """Return a file's name as text; bytes that are no UTF-8, which a name may have on Linux, are shown as \ufffd."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _open(name: str) -> BinaryIO:
    return open(name, "rb")


def _format(name: str) -> tuple[str, Format | None]:
    suffixes = Path(name).suffixes
    for count in (2, 1):
        suffix = "".join(suffixes[-count:])
        if suffix.lower() in SUFFIXES:
            return suffix, SUFFIXES[suffix.lower()]
    return Path(name).suffix, None


def _read_stream(place: Place) -> Iterator[Found | Problem]:
    stream = jsonl.peekable(place.open())
    head = stream.peek(4).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    opened = Place(place.name, place.stem, lambda: cast(BinaryIO, stream))
    yield from (jsonl.read_lines(opened, cast(BinaryIO, stream)) if head.startswith(b"{") else text.read(opened))
