"""The partitions of an input: what each worker reads, cut by the driver in the order of reading, always the same way.

Files are read where they lie, by the worker: many small ones make a partition, a plain file of JSON lines is cut into
ranges of lines, a WARC file is one partition whatever its size. What can be read only from its beginning and is too
much for a partition (standard input, a large .jsonl.gz, a large table) is read by the driver, which writes the articles
of each partition aside.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain, count
from pathlib import Path

from thidua.engine.cluster.asked import Asked, digest
from thidua.records import Problem
from thidua.sources import MAX_BYTES, Entry, remote
from thidua.sources.base import Found
from thidua.sources.jsonl import peekable

_RANGE_BYTES = 256_000_000  # of JSON lines in one partition, where articles are long
_LINES = (".jsonl", ".ndjson")
_WHOLE = (".warc", ".warc.gz")
_PAGE = (".txt", ".html", ".htm")
# Bytes of an article where they are not counted: few, so that a file taken for small is not a large one.
_PACKED, _PLAIN, _ARCHIVED = 1_000, 2_000, 20_000
_TO_THE_END = 1 << 62


@dataclass(frozen=True, slots=True)
class Span:
    """A file or some bytes of it: its name for messages, where it is, its state when the plan was made."""

    name: str
    path: str
    state: str
    begin: int = 0
    end: int | None = None  # None: all of it
    first: int = 1  # the number of the first line
    aside: bool = False  # written by the driver, see `write_aside`


@dataclass(frozen=True, slots=True)
class Part:
    """A partition: spans to read, and between them what the driver saw that is none; `key` names its results."""

    key: str
    items: tuple[Span | Problem, ...]

    @property
    def name(self) -> str:
        """What messages call it: the file and line that it begins with."""
        first = next((item for item in self.items if isinstance(item, Span)), None)
        if first is None:
            return "a partition without a file"
        return f"{first.name} from line {first.first}" if first.first > 1 else first.name


def key_of(items: Iterable[Span | Problem], asked: Asked) -> str:
    """Return the hash of what a partition holds and is asked; where the driver's own files lie does not matter."""
    told = [
        item.model_dump() if isinstance(item, Problem) else {**asdict(item), "path": "" if item.aside else item.path}
        for item in items
    ]
    return digest(asked.version, asked.options, told)


def parts(entries: Iterable[Entry | Problem], asked: Asked, size: int, aside: Path) -> Iterator[Part]:
    """Yield the partitions of some `size` articles, in the order of reading; `aside` is the folder of the driver's copies."""
    items: list[Span | Problem] = []
    held = 0
    for item, weight in chain.from_iterable(_cut(entry, size, aside) for entry in entries):
        if items and held + weight > size:
            yield Part(key_of(items, asked), tuple(items))
            items, held = [], 0
        items.append(item)
        held += weight
    if items:
        yield Part(key_of(items, asked), tuple(items))


Weighed = tuple[Span | Problem, int]  # with its number of articles, known or guessed


def _cut(entry: Entry | Problem, size: int, aside: Path) -> Iterator[Weighed]:
    if isinstance(entry, Problem):
        yield entry, 1
        return
    if entry.open is None:
        yield from _copied(entry, size, aside)
        return
    name = entry.name.lower()
    path = entry.path if remote.is_url(entry.path) else os.path.abspath(entry.path)
    try:
        volume, state = state_of(path)
    except OSError:  # a worker finds out and says so
        volume, state = 0, ""
    whole = Span(entry.name, path, state)
    if name.endswith(_PAGE):
        yield whole, 1
    elif name.endswith(_WHOLE):
        yield whole, min(size, 1 + volume // _ARCHIVED)
    elif volume <= size * (_PACKED if name.endswith((".gz", ".parquet")) else _PLAIN):
        yield whole, 1 + volume // (_PACKED if name.endswith((".gz", ".parquet")) else _PLAIN)
    elif name.endswith(_LINES) and not path.lower().startswith(("http://", "https://")):
        yield from _ranges(entry, whole, size, aside)
    elif name.endswith((".gz", ".parquet", ".csv", ".tsv")) or name.endswith(_LINES):
        yield from _copied(entry, size, aside)
    else:  # of no known format
        yield whole, 1


def state_of(path: str) -> tuple[int, str]:
    """Return the size of a file and what tells its present state from a later one; OSError where it is not there."""
    if remote.is_url(path) and not os.path.lexists(path):
        volume, state = remote.state(path)
        return volume or 0, state
    info = os.stat(path)
    return info.st_size, f"{info.st_size}-{info.st_mtime_ns}"


def _ranges(entry: Entry, whole: Span, size: int, aside: Path) -> Iterator[Weighed]:
    """Yield ranges of `size` lines that are not blank; the bytes are looked at for line ends only."""
    assert entry.open is not None
    begin = offset = held = 0
    first = number = 1
    try:
        with entry.open() as raw:
            stream = peekable(raw)
            if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                yield from _copied(entry, size, aside)
                return
            while line := stream.readline(MAX_BYTES + 1):
                blank = _is_blank(line)
                if not blank and (held == size or (held and offset - begin > _RANGE_BYTES)):
                    yield Span(whole.name, whole.path, whole.state, begin, offset, first), held
                    begin, first, held = offset, number, 0
                offset += len(line)
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_BYTES)
                    offset += len(line)
                number += 1
                held += not blank
    except OSError:  # a worker that reads the rest meets it too, and says so
        offset = _TO_THE_END
    yield Span(whole.name, whole.path, whole.state, begin, offset, first), held


def _is_blank(line: bytes) -> bool:
    line = line.removeprefix(codecs.BOM_UTF8)
    return not line.strip() or (len(line) < 64 and not line.decode("utf-8", "replace").strip())


# --- what the driver reads ------------------------------------------------------------------------


def _copied(entry: Entry, size: int, aside: Path) -> Iterator[Weighed]:
    """Yield the articles of an entry as files of `size` each in the folder `aside`."""
    items = iter(entry.read())
    for number in count():
        first = next(items, None)
        if first is None:
            return
        yield _write_aside(entry.name, chain([first], items), size, aside / f"{digest(entry.name, number)}.jsonl.gz")


def _write_aside(name: str, items: Iterator[Found | Problem], size: int, path: Path) -> Weighed:
    hashed, held, volume = hashlib.sha256(), 0, 0
    with path.open("wb") as raw:
        with gzip.GzipFile("", "wb", 1, raw, 0) as stream:
            for item in items:
                line = _line_of(item)
                hashed.update(line)
                stream.write(line)
                volume += len(line)
                held += isinstance(item, Found)
                if held == size or volume > _RANGE_BYTES:
                    break
        raw.flush()
        os.fsync(raw.fileno())
    return Span(name, str(path.absolute()), hashed.hexdigest(), aside=True), max(held, 1)


def _line_of(item: Found | Problem) -> bytes:
    """Return an article with the number of its line, or a problem, as a line that `reading` takes."""
    head, told = ("", item) if isinstance(item, Problem) else (str(item.line or 0), item.article)
    return f"{head}\t{told.model_dump_json()}\n".encode()
