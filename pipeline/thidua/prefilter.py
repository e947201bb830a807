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
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from thidua.kept import Kept
from thidua.offsets import FOLDS, ODD, PLAIN
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
        hits: list[tuple[int, int]] = []
        data = self._scanned("\n".join(texts), lambda index, _start, end, *_: hits.append((end, index)))
        if data is None:
            return None
        ends = list(accumulate(len(part) + len(_SEPARATOR) for part in data.split(_SEPARATOR)))
        if len(ends) != len(texts):  # one of them is not of one line
            return None
        # A match across a border tells of the later text, where there need not be one: that costs one search.
        return list({(bisect_left(ends, end), index) for end, index in hits})

    def found_in(self, text: str) -> set[int] | None:
        """Return which expressions may match in one text; None where that is not told."""
        hits: set[int] = set()
        return None if self._scanned(text, lambda index, *_: hits.add(index)) is None else hits

    def _scanned(self, text: str, tell: Callable[..., object]) -> bytes | None:
        """Scan a text, `tell` what is found in its bytes, and return these; None where it cannot be scanned."""
        data = _encoded(text)
        if data is None or self._empty:
            return data
        if self._database is None or not self._database.ready():
            return None
        self._database.scan(data + _SEPARATOR, tell)
        return data

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

    The expressions are for folded text. The scan takes the text as it is: it does not look at case, knows every
    spelling, quote and dash where folding knows one, and lets every text through that needs cleaning.
    """

    def __init__(self, expressions: Sequence[str], phrases: Sequence[str]) -> None:
        wanted = [_unfolded(superset(expression)) for expression in expressions]
        wanted += [_unfolded(re.escape(phrase)) for phrase in phrases]
        self._database = _Database([one.encode() for one in (*wanted, _UNCLEAN)], caseless=True) if hyperscan else None

    def may_pass(self, raw: str) -> bool:
        """Whether the text may hold a match; True where that is not known."""
        if self._database is None or not unicodedata.is_normalized("NFC", raw):
            return True
        data = _encoded(raw)
        if data is None or not self._database.ready():
            return True
        found: list[int] = []
        self._database.scan(data + _SEPARATOR, lambda index, *_: found.append(index))
        return bool(found)

    def prepare(self) -> None:
        """Compile now."""
        if self._database is not None:
            self._database.ready(now=True)


# Text in NFC that `normalise` writes otherwise: odd white space, invisible characters; and two letters of old fonts.
_FOREIGN = "".join(char for char, plain in PLAIN.items() if plain.isalpha())
_UNCLEAN = "[" + "".join(f"\\x{{{ord(char):x}}}" for char in ODD + _FOREIGN) + "]|  | \n|\n "


def _unfolded(expression: str) -> str:
    """Return an expression for folded text as one for text that is not."""
    for spelling, folded in FOLDS.items():
        expression = expression.replace(folded, f"(?:{folded}|{spelling})")
    return "".join(_as_written(expression))


def _as_written(expression: str) -> Iterator[str]:
    """Yield an expression in parts, with all quotes for a quote, all dashes for a dash; and a line break for a space: lines may have been broken to a width."""
    parts = _PART.findall(expression)
    in_class = False
    for place, part in enumerate(parts):
        if part in "[]":
            in_class = part == "["
        char = part.removeprefix("\\") or part
        others = _WRITTEN.get(char)
        ranges = part == "-" and in_class and parts[place - 1] not in "[^" and parts[place + 1] != "]"
        if others is None or ranges or (part == "." and not in_class):
            yield part
        else:
            one = f"{others}\\{char}"
            yield one if in_class else f"[{one}]"


_PART = re.compile(r"\\.|.", re.DOTALL)
_WRITTEN = {" ": "\\n"}
for _char, _plain in PLAIN.items():
    if _char not in _FOREIGN:
        _WRITTEN[_plain] = _WRITTEN.get(_plain, "") + _char


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

    def scan(self, data: bytes, tell: Callable[..., object]) -> None:
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
