"""Which expressions of a rule file can match a text at all: one scan by hyperscan in the place of a search for each.

Hyperscan compiles each expression into one that matches whenever the original does (its prefilter mode leaves
lookarounds out), so an expression that it does not report has no match, and one that it reports is searched as
before. Where hyperscan is not installed all are searched: the results are the same, only later.

Compiling takes seconds, so it is done once there is enough to scan, and the compiled form is kept in the user's cache
folder, from where it loads in a millisecond.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

hyperscan: Any
try:
    import hyperscan
except ImportError:  # no wheel for this machine, or the extra `fast` was not asked for
    hyperscan = None

# From how many scans on compiling pays: a thousand cost about what it takes.
PAYS_FROM = 1_000
_SEPARATOR = b"\n"


class Prefilter:
    """Expressions that are scanned for together, each in texts of a sentence's length."""

    def __init__(self, expressions: Sequence[str]) -> None:
        self._all = tuple(range(len(expressions)))
        usable = hyperscan is not None and bool(expressions)
        written = [_wider(expression).encode() for expression in expressions]
        self._which = _Database(written, each_end=False) if usable else None  # which expressions match
        self._where = _Database(written, each_end=True) if usable else None  # and where

    def candidates(self, text: str) -> Sequence[int]:
        """Return the indexes of the expressions that may match, rising; all where that is not known."""
        data = _encoded(text)
        if self._which is None or data is None or not self._which.ready():
            return self._all
        found: list[int] = []
        self._which.scan(data, lambda index, *_: found.append(index))
        found.sort()
        return found

    def places(self, texts: Sequence[str]) -> Collection[int]:
        """Return the indexes of the texts in which any expression may match, by one scan of all of them."""
        if not self._all:
            return ()
        parts = [_encoded(text) for text in texts]
        if self._where is None or None in parts or not self._where.ready():
            return range(len(texts))
        # A match across a border tells of the later text, where there need not be one: that costs one search.
        ends = list(accumulate(len(part or b"") + len(_SEPARATOR) for part in parts))
        found: set[int] = set()
        data = _SEPARATOR.join(part or b"" for part in parts)
        self._where.scan(data, lambda _index, _start, end, *_: found.add(bisect_left(ends, end)))
        return found

    def prepare(self, *, places: bool) -> None:
        """Compile now, as before many processes share the work; with `places` what that needs too."""
        for database in (self._which, self._where if places else None):
            if database is not None:
                database.ready(now=True)


def _encoded(text: str) -> bytes | None:
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a surrogate pair is no UTF-8, which the scan takes for granted
        return None


def _wider(expression: str) -> str:
    """Return an expression that ends wherever the given one ends, and is quicker to compile and to scan for.

    What the expression looks back at first becomes part of the match: else every quoted word would be reported for
    `(?<=danh hiệu )"[^"]+"`, since lookarounds are left out. Repeats lose their upper bound, which costs states.
    """
    if expression.startswith("(?<="):
        expression = f"(?:{expression[4:]}"
    return _BOUND.sub(r"{\1,}", expression)


_BOUND = re.compile(r"\{(\d+),\d+\}")


class _Database:
    """Compiled expressions, from the cache or made when they have been asked for often enough."""

    def __init__(self, expressions: Sequence[bytes], *, each_end: bool) -> None:
        self._expressions = expressions
        self._each_end = each_end
        self._database: Any = None
        self._asked = 0
        self._hopeless = False
        self._local = threading.local()

    def ready(self, *, now: bool = False) -> bool:
        """Whether it can scan; `now` compiles what is not yet compiled."""
        if self._database is None and not self._hopeless:
            if self._asked == 0:
                self._database = self._load()
            self._asked += 1
            if self._database is None and (now or self._asked > PAYS_FROM):
                self._database = self._compile()
        return self._database is not None

    def scan(self, data: bytes, tell: Any) -> None:
        """Tell (index, start, end, flags, context) of matches; offsets are bytes."""
        scratch = getattr(self._local, "scratch", None)
        if scratch is None:  # a thread's own: two scans may not share one
            scratch = self._local.scratch = hyperscan.Scratch(self._database)
        self._database.scan(data, tell, scratch=scratch)

    def _compile(self) -> Any:
        flags = (
            hyperscan.HS_FLAG_UTF8
            | hyperscan.HS_FLAG_UCP
            | hyperscan.HS_FLAG_PREFILTER
            | hyperscan.HS_FLAG_ALLOWEMPTY
            | (0 if self._each_end else hyperscan.HS_FLAG_SINGLEMATCH)
        )
        count = len(self._expressions)
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        try:
            database.compile(
                expressions=self._expressions, ids=list(range(count)), elements=count, flags=[flags] * count
            )
        except hyperscan.error:  # an expression that it cannot approximate: then none is passed over
            self._hopeless = True
            return None
        self._store(hyperscan.dumpb(database))
        return database

    def _load(self) -> Any:
        try:
            return hyperscan.loadb(self._file().read_bytes(), mode=hyperscan.HS_MODE_BLOCK)
        except (OSError, hyperscan.error):  # not there, damaged, or of another processor
            return None

    def _store(self, data: bytes) -> None:
        file = self._file()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as aside:
                aside.write(data)
            os.replace(aside.name, file)  # whole or not at all, whoever else writes it
        except OSError:
            return  # a cache that cannot be written costs time only

    def _file(self) -> Path:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        known = (hyperscan.__version__.encode(), b"each" if self._each_end else b"once", *self._expressions)
        return Path(base) / "thidua" / f"prefilter-{hashlib.sha256(bytes(1).join(known)).hexdigest()[:24]}.hs"
