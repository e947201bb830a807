"""The line that says how far a command is: articles, articles a second, and how long the rest will take.

Shown where stderr is a terminal. What is left is known by bytes, of which files tell their number, and by `--limit`;
of standard input, URLs and folders of very many files nothing is known ahead.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, TypeVar

T = TypeVar("T")
Clock = Callable[[], float]

_LOOK_FOR = 2.0  # seconds to look for the sizes of files; folders of a million take longer
_OF_LATE = 30.0  # seconds that the pace is taken from: the start, or articles of a run before, would mislead
_APART = 0.2  # seconds between two looks


class Progress:
    """How far one command is; `opener` is for `sources.read`."""

    def __init__(self, quiet: bool, inputs: Sequence[str] | None = None, limit: int | None = None) -> None:
        self._on = not quiet and sys.stderr.isatty()
        self._watch = Watch(inputs) if self._on and inputs is not None else None
        self._limit = limit

    @property
    def opener(self) -> Callable[[str], BinaryIO] | None:
        """What opens files so that it is known how much of them has been read; None where nothing is shown."""
        return self._watch.open if self._watch else None

    def shown(self, items: Iterable[T], articles: Callable[[T], int] | None = None) -> Iterator[T]:
        """Pass the items on under the line; an item stands for so many articles, a problem by itself for none."""
        if not self._on:
            yield from items
            return
        from rich.console import Console
        from rich.progress import Progress as Bar
        from rich.progress import SpinnerColumn, TextColumn

        from thidua.records import Problem

        pace = Pace(self._watch.total if self._watch else None, self._limit)
        number, looked = 0, time.monotonic()
        columns = SpinnerColumn(), TextColumn("{task.description}", markup=False)
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(pace.line(0, 0))
            for item in items:
                yield item
                number += articles(item) if articles else not isinstance(item, Problem)
                if time.monotonic() - looked >= _APART:
                    looked = time.monotonic()
                    bar.update(task, description=pace.line(number, self._watch.read if self._watch else 0))


class Watch:
    """Opens files, and knows how many of their bytes have been read, and how many there are (None: not known)."""

    def __init__(self, inputs: Sequence[str], clock: Clock = time.monotonic) -> None:
        self.total = _size(inputs, clock)
        self._before = 0  # bytes of files before the present one
        self._size = 0  # of the present one
        self._stream: BinaryIO | None = None

    def open(self, name: str) -> BinaryIO:
        """Open the next file."""
        stream = open(name, "rb")  # noqa: SIM115 - who asked for it closes it
        self._before += self._size
        self._size = os.fstat(stream.fileno()).st_size
        self._stream = stream
        return stream

    @property
    def read(self) -> int:
        """Bytes that have been read, as they lie in the files."""
        if self._stream is None or self._stream.closed:
            return self._before + self._size
        return self._before + self._stream.tell()


def _size(inputs: Sequence[str], clock: Clock) -> int | None:
    from thidua.records import Problem
    from thidua.sources import entries

    if any(name == "-" or "://" in name for name in inputs):
        return None
    total, began = 0, clock()
    for entry in entries(inputs):
        if isinstance(entry, Problem):
            continue
        if entry.open is None or clock() - began > _LOOK_FOR:
            return None
        try:
            total += os.stat(entry.path).st_size
        except OSError:  # reading will say so
            continue
    return total


class Pace:
    """How many articles a second come of late, and how long the rest takes: by bytes, or by articles where those end it."""

    def __init__(self, size: int | None = None, limit: int | None = None, clock: Clock = time.monotonic) -> None:
        self._ends = (limit, size)
        self._clock = clock
        self._began = clock()
        self._points: deque[tuple[float, int, int]] = deque([(self._began, 0, 0)])  # time, articles, bytes

    def line(self, articles: int, read: int) -> str:
        """Return the line for so many articles and bytes that have been read."""
        now = self._clock()
        while len(self._points) > 1 and self._points[1][0] <= now - _OF_LATE:
            self._points.popleft()
        since, *before = self._points[0]
        took = now - since
        self._points.append((now, articles, read))
        told = [f"Đang đọc: {_grouped(articles)} bài"]
        if took > 0:
            told.append(f"{_grouped(round((articles - before[0]) / took))} bài/giây")
            left = [
                (end - have) * took / (have - had)
                for end, have, had in zip(self._ends, (articles, read), before, strict=True)
                if end is not None and have > had
            ]
            if left:
                told.append(f"còn {_time(max(0.0, min(left)))}")
        return " · ".join([*told, f"đã {_time(now - self._began)}"])


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _time(seconds: float) -> str:
    """Return a stretch of time.

    >>> _time(7.4), _time(3_671), _time(200_000)
    ('0:07', '1:01:11', '55:33:20')
    """
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"
