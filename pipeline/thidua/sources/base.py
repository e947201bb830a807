"""What all readers share: where bytes come from, how much of them one article may have, what a reader yields.

A format is one module with two names: `SUFFIXES` (lower case, with the dot) and `read(place)`, which yields a
`Found` for each article and a `Problem` for whatever gives none. A place is anything that can be opened, so that a
file, standard input or a remote object are read by the same code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import BinaryIO, Protocol

from thidua.records import Article, Problem

# One article may have this many bytes. A newspaper page has some ten thousand; far larger files are archives that
# should be split, and would take the memory of the whole batch.
MAX_BYTES = 20_000_000

# Problems beside which the article is still read; all other codes of this package mean that an article was lost.
NOTES = frozenset({"duplicate-id", "encoding", "bad-date", "records-file"})

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?P<time>[T ]\d\d:?\d\d.*)?$")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
_VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that bytes can be read from: its name for messages, the stem of ids, its size if known."""

    name: str
    stem: str
    open: Callable[[], BinaryIO]
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article and the line of its file that it came from, where it shares the file with others."""

    article: Article
    line: int | None = None


class Format(Protocol):
    """One module of this package that reads a file format."""

    SUFFIXES: tuple[str, ...]

    def read(self, place: Place, /) -> Iterator[Found | Problem]:
        """Yield the articles of a place, and a problem for all that gives none."""


class SourceError(Exception):
    """Why a whole file gives no article; becomes a Problem."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def read_bytes(place: Place) -> bytes:
    """Return the bytes of one article.

    Raises:
        SourceError: `too-large` (seen before reading where the size is known) or `empty`.
    """
    if place.size is not None and place.size > MAX_BYTES:
        raise SourceError("too-large", _too_large(place.size))
    with place.open() as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError("too-large", _too_large(None))
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise SourceError("empty", "the file is empty")
    return data


def _too_large(size: int | None) -> str:
    seen = f"{size / 1e6:.1f} MB" if size is not None else "longer"
    return (
        f"{seen}, more than the {MAX_BYTES / 1e6:.0f} MB that one article may have; "
        "split it into one file an article, or write one article a line as .jsonl"
    )


def iso_date(value: str) -> str | None:
    """Return the day (or month) that a stated date means in Vietnam, or None where it is no date.

    >>> iso_date("2021-05-05T18:30:00Z"), iso_date("06/05/2021 08:00"), iso_date("2021-05")
    ('2021-05-06', '2021-05-06', '2021-05')
    """
    text = value.strip()
    if match := _ISO.match(text):
        if match["day"] is None:
            return text if 1 <= int(match["month"]) <= 12 else None
        day = f"{match['year']}-{match['month']}-{match['day']}"
        try:
            moment = datetime.fromisoformat(text if match["time"] else day)
        except ValueError:  # an odd clock part does not make the day wrong
            return _real_day(int(match["year"]), int(match["month"]), int(match["day"]))
        return (moment.astimezone(_VIETNAM) if moment.tzinfo else moment).date().isoformat()
    if match := _DAY_FIRST.search(text):
        return _real_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return None


def _real_day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None
