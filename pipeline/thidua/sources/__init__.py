"""Articles from files, folders, globs and standard input.

`read` is the only door: whatever stands behind a name, it yields the articles it finds and a Problem for everything
that gives none; it never raises for a bad file, and one bad file never costs another. A further format is one module
with `SUFFIXES` and `read`, and its name in FORMATS.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from thidua.records import Article, Problem
from thidua.sources import csv, html, jsonl, text
from thidua.sources.base import MAX_BYTES, NOTES, Format, Found, Place, SourceError

__all__ = ["FORMATS", "MAX_BYTES", "NOTES", "SUFFIXES", "read"]

FORMATS: tuple[Format, ...] = (text, html, jsonl, csv)
SUFFIXES: dict[str, Format] = {suffix: reader for reader in FORMATS for suffix in reader.SUFFIXES}

# What folders of articles hold besides articles: notes, settings, and the parts of saved web pages.
_BESIDE = frozenset(
    {
        ".md", ".json", ".yaml", ".yml", ".toml", ".css", ".js", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp",
        ".svg", ".ico", ".woff", ".woff2", ".ttf",
    }
)  # fmt: skip


def read(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | Problem]:
    """Yield the articles behind the inputs, in order, and a problem for each thing that gives none.

    An input is a file, a folder (read with all below it, in sorted order), a glob or `-` for standard input, which
    is one text, or JSON lines where it begins with `{`. A file that is named twice is read once. Where two articles
    have the same id the second becomes `id#2`, and a problem names both places.
    """
    seen: dict[str, str] = {}
    for item in _items(inputs, stdin):
        if isinstance(item, Problem):
            yield item
            continue
        article = item.article
        if first := seen.get(article.id):
            number = 2
            while f"{article.id}#{number}" in seen:
                number += 1
            changed = f"{article.id}#{number}"
            message = f"the id {article.id!r} of {item.where} is already that of {first}; read as {changed!r}"
            yield Problem(code="duplicate-id", message=message, file=article.path, line=item.line)
            article = article.model_copy(update={"id": changed})
        seen[article.id] = item.where
        yield article


def _items(inputs: Sequence[str], stdin: BinaryIO | None) -> Iterator[Found | Problem]:
    done: set[str] = set()
    for name in inputs:
        if name == "-":
            if name not in done:
                done.add(name)
                yield from _guarded(name, _read_stream(Place("-", "stdin", lambda: stdin or sys.stdin.buffer)))
            continue
        for found in _files(name):
            if isinstance(found, Problem):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in done:
                done.add(real)
                yield from _guarded(printable(found), _read_file(found))


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
            elif Path(match).suffix.lower() not in _BESIDE:
                yield match
    else:
        yield Problem(code="missing-file", message="there is no such file or folder", file=printable(name))


def _walk(folder: str) -> Iterator[str | Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(
            code="unreadable", message=f"the folder cannot be read ({error.strerror})", file=printable(folder)
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif Path(entry.name).suffix.lower() not in _BESIDE:
            yield entry.path


def _guarded(name: str, items: Iterator[Found | Problem]) -> Iterator[Found | Problem]:
    """Turn what goes wrong with one place into a problem."""
    try:
        yield from items
    except SourceError as error:
        yield Problem(code=error.code, message=str(error), file=name)
    except FileNotFoundError:
        yield Problem(code="missing-file", message="there is no such file (a broken link?)", file=name)
    except OSError as error:
        yield Problem(code="unreadable", message=f"cannot be read ({error.strerror or error})", file=name)


def _read_file(name: str) -> Iterator[Found | Problem]:
    info = os.stat(name)
    if stat.S_ISFIFO(info.st_mode) or stat.S_ISCHR(info.st_mode):  # such as <(command) of a shell
        yield from _read_stream(Place(printable(name), "stdin", partial(_open, name)))
        return
    suffix, reader = _format(name)
    if reader is None:
        known = " ".join(sorted(SUFFIXES))
        what = f"{suffix!r} is no known format" if suffix else "the name has no suffix"
        raise SourceError("unknown-format", f"{what}; articles are read from {known}")
    shown = printable(name)
    base = os.path.basename(shown)
    yield from reader.read(Place(shown, base[: len(base) - len(suffix)], partial(_open, name), info.st_size))


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
