"""In which texts the expressions of a rule file can match at all: one scan by hyperscan in the place of many searches.

Hyperscan compiles each expression into one that matches whenever the original does (its prefilter mode leaves
lookarounds out), so where it reports nothing there is no match, and where it does the rules are searched for as
before. Where hyperscan is not installed all texts are searched: the results are the same, only later.

Compiling takes seconds, so it is done once there is enough to scan, and the compiled form is kept in the user's cache
folder, from where it loads in a millisecond.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from thidua.kept import Kept
from thidua.offsets import FOLDS, plain_punctuation
from thidua.superset import superset

hyperscan: Any
try:
    import hyperscan
except ImportError:  # no wheel for this machine, or the extra `fast` was not asked for
    hyperscan = None

# From how many scans on compiling pays: a thousand cost about what it takes.
PAYS_FROM = 1_000
_SEPARATOR = b"\n"  # behind each text: no part of a word


class Prefilter:
    """Expressions that are scanned for together, each in texts of a sentence's length."""

    def __init__(self, expressions: Sequence[str]) -> None:
        self._empty = not expressions
        written = [superset(expression).encode() for expression in expressions]
        self._database = _Database(written, each_end=True) if hyperscan is not None and expressions else None

    def found(self, texts: Sequence[str]) -> list[tuple[int, int]] | None:
        """Return which expressions may match in which texts, as (text, expression), by one scan; None where that is not told."""
        if self._empty:
            return []
        data = _encoded("\n".join(texts))
        if data is None or self._database is None or not self._database.ready():
            return None
        ends = list(accumulate(len(part) + len(_SEPARATOR) for part in data.split(_SEPARATOR)))
        if len(ends) != len(texts):  # one of them is not of one line
            return None
        # A match across a border tells of the later text, where there need not be one: that costs one search.
        hits: list[tuple[int, int]] = []
        self._database.scan(data + _SEPARATOR, lambda index, _start, end, *_: hits.append((end, index)))
        return list({(bisect_left(ends, end), index) for end, index in hits})

    def prepare(self) -> None:
        """Compile now, as before many processes share the work."""
        if self._database is not None:
            self._database.ready(now=True)


def _encoded(text: str) -> bytes | None:
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a surrogate pair is no UTF-8, which the scan takes for granted
        return None


class Gate:
    """Whether a raw article can hold a match of any of some expressions and phrases, by one scan of its text.

    The expressions are for folded text. The scan takes the text as it is, but for quotes and dashes: it does not
    look at case, knows both spellings where folding knows one, and lets every text through that needs cleaning.
    """

    def __init__(self, expressions: Sequence[str], phrases: Sequence[str]) -> None:
        wanted = [_unfolded(superset(expression)) for expression in expressions]
        wanted += [_unfolded(re.escape(phrase)) for phrase in phrases]
        self._database = _Database([one.encode() for one in (*wanted, _UNCLEAN)], caseless=True) if hyperscan else None

    def may_pass(self, raw: str) -> bool:
        """Whether the text may hold a match; True where that is not known."""
        if self._database is None or not unicodedata.is_normalized("NFC", raw):
            return True
        data = _encoded(plain_punctuation(raw))
        if data is None or not self._database.ready():
            return True
        found: list[int] = []
        self._database.scan(data + _SEPARATOR, lambda index, *_: found.append(index))
        return bool(found)

    def prepare(self) -> None:
        """Compile now."""
        if self._database is not None:
            self._database.ready(now=True)


# Text that `normalise` writes otherwise: marks, odd white space, invisible characters; and two letters of old fonts.
_UNCLEAN = (
    r"[\x{0300}-\x{036f}\x{0483}-\x{1dff}\x{20d0}-\x{20ff}\x{a66f}-\x{abff}\x{fb1e}\x{fe20}-\x{fe2f}\x00-\x08\x09\x0b-\x1f"
    r"\x{85}\x{a0}\x{ad}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}ðÐ]|  | \n|\n "
)


def _unfolded(expression: str) -> str:
    """Return an expression for folded text as one for text that is not."""
    for spelling, folded in FOLDS.items():
        expression = expression.replace(folded, f"(?:{folded}|{spelling})")
    return "".join(_across_lines(expression))


def _across_lines(expression: str) -> Iterator[str]:
    """Yield an expression in parts, with a line break for a space too: lines may have been broken to a width."""
    in_class = False
    for part in _PART.findall(expression):
        if part in "[]":
            in_class = part == "["
        yield part if part not in (" ", "\\ ") else " \\n" if in_class else "[ \\n]"


_PART = re.compile(r"\\.|.", re.DOTALL)


class _Database:
    """Compiled expressions, from the cache or made when they have been asked for often enough.

    `each_end`: each end of each match is told, and not once that there is one; `caseless`: whatever the case.
    """

    def __init__(self, expressions: Sequence[bytes], *, each_end: bool = False, caseless: bool = False) -> None:
        self._expressions = expressions
        self._each_end, self._caseless = each_end, caseless
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
            | (hyperscan.HS_FLAG_CASELESS if self._caseless else 0)
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
        self.kept.store(hyperscan.dumpb(database))
        return database

    def _load(self) -> Any:
        data = self.kept.load()
        try:
            return None if data is None else hyperscan.loadb(data, mode=hyperscan.HS_MODE_BLOCK)
        except hyperscan.error:  # of another processor
            return None

    @property
    def kept(self) -> Kept:
        """Where the compiled form is kept."""
        known = (hyperscan.__version__, str(self._each_end), str(self._caseless))
        return Kept("prefilter", *known, *(one.decode() for one in self._expressions))
