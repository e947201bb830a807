"""The facet index: every record as a row of small numbers in memory, to count, sort and page a million of them.

It is read when the page starts and anew when somebody else has changed the database. What the page itself changes is
patched in (`Index.patch`), so that an edit shows at once.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Engine

from thidua.db.search import matching
from thidua.review.columns import Watch, read_columns, replace_rows
from thidua.review.facets import GROUPS, Chosen, Codes, Columns, Group, Mask

SORTS = ("newest", "oldest", "count", "least-sure")
_KEPT = 48  # selections that are remembered; each takes at most a megabyte a million records
_SORTED = 16  # selections whose order is remembered; each takes at most four megabytes a million records
_LOOK = 1.0  # seconds between two looks for changes by others


class Selection:
    """The records that fit a question: how many, which, and how many for each value of each facet."""

    __slots__ = ("_count", "_counts", "mask", "total")

    def __init__(self, total: int, mask: Mask | None, count: Callable[[], dict[str, dict[str, int]]]) -> None:
        self.total, self.mask = total, mask  # no mask where all fit
        self._count: Callable[[], dict[str, dict[str, int]]] | None = count
        self._counts: dict[str, dict[str, int]] | None = None

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many records each value of each facet has, under what is chosen in the others; counted when first asked."""
        count = self._count
        if count is not None:
            self._counts = count()
            self._count = None  # which holds a mask for each group
        assert self._counts is not None
        return self._counts


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a selection in order, with what lies before and behind them."""

    numbers: list[int]
    before: int  # records ahead of the page
    previous: bool
    following: bool


class Index:
    """All records of a database as columns; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._changing = threading.RLock()  # for whoever changes the index; `_lock` only while it is swapped
        self._searching = threading.Lock()  # one search at a time: several at once only slow one another down
        self._texts: OrderedDict[str, tuple[int, Mask | None]] = OrderedDict()
        self._watch = Watch(engine)
        self._looked = 0.0
        self._columns = Columns()
        self._groups: list[Group] = []
        self._orders: dict[str, tuple[Codes, Codes]] = {}
        self._places: Codes = np.empty(0, np.int32)
        self._selections: OrderedDict[Any, Selection] = OrderedDict()
        self._sorted: OrderedDict[Any, tuple[Codes, Selection, Codes]] = OrderedDict()
        self.version = 0
        self.reload()

    def close(self) -> None:
        """Close the connection that watches for changes."""
        self._watch.close()

    def rewatch(self) -> None:
        """Watch by a new connection, in a process that was forked; the database is taken to be as it was."""
        self._watch = Watch(self._engine)
        self._watch.changed()

    # --- keeping up --------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read all records anew; until that is done, pages are made from what was known before."""
        with self._changing:
            self._watch.changed()
            with self._engine.connect() as connection:
                columns = read_columns(connection)
            with self._lock:
                self._columns = columns
                self._renew()

    def follow(self) -> None:
        """Read anew where another program has changed the database since the last look."""
        now = time.monotonic()
        if now - self._looked < _LOOK or not self._changing.acquire(blocking=False):
            return  # looked a moment ago, or the index is being changed this moment
        try:
            self._looked = now
            if self._watch.changed():
                self.reload()
        finally:
            self._changing.release()

    @contextmanager
    def writing(self) -> Iterator[Callable[[Sequence[int]], None]]:
        """Give what takes the numbers of the records that the block changes or adds, to be read anew at its end.

        One block at a time: a write of the page never meets another of its own. Pages are read meanwhile.
        """
        with self._changing:
            others = self._watch.changed()
            touched: list[int] = []
            try:
                yield touched.extend
                self._watch.changed()
                if not others:
                    self.patch(touched)
            finally:
                if others:
                    self.reload()

    def patch(self, numbers: Sequence[int]) -> None:
        """Read some records anew; those that are new are added."""
        fresh = None
        if numbers:
            with self._engine.connect() as connection:
                fresh = read_columns(connection, sorted(set(numbers)), self._columns)
        with self._lock:
            if fresh is not None:
                replace_rows(self._columns, fresh)
            self._renew()

    def _renew(self) -> None:
        columns = self._columns
        self._groups = [Group.of(names, columns.codes, columns.values) for names in GROUPS]
        self._orders.clear()
        self._selections.clear()
        self._sorted.clear()
        self._places = np.full(int(columns.numbers.max(initial=0)) + 1, -1, np.int32)
        self._places[columns.numbers] = np.arange(len(columns.numbers), dtype=np.int32)
        self.version += 1

    # --- asking ------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._columns.numbers)

    def select(self, chosen: Chosen, asked: str = "") -> Selection:
        """Return the records that have one of the chosen values in every facet, and hold the words asked for."""
        key = (tuple(sorted((name, tuple(sorted(values))) for name, values in chosen.items())), asked.strip())
        with self._lock:
            if (known := self._selections.get(key)) is not None:
                self._selections.move_to_end(key)
                return known
            groups, columns, version = self._groups, self._columns, self.version
            places, size = self._places, len(columns.numbers)
        with self._searching if asked.strip() else nullcontext():
            found = self._found(asked, places, size)
        selection = _select(groups, columns, chosen, found)
        with self._lock:
            if version == self.version:
                self._selections[key] = selection
                while len(self._selections) > _KEPT:
                    self._selections.popitem(last=False)
        return selection

    def _found(self, asked: str, places: Codes, size: int) -> Mask | None:
        words = " ".join(asked.split()).casefold()
        if not words:
            return None
        known = self._texts.get(words)
        if known is not None and known[0] == self.version:
            return known[1]
        with self._engine.connect() as connection:
            numbers = matching(connection, asked)
        if numbers is None:
            return None
        found = np.fromstring(numbers, np.int64, sep=",")
        mask = np.zeros(size, bool)
        rows = places[found[found < len(places)]]
        mask[rows[rows >= 0]] = True
        self._texts[words] = self.version, mask
        while len(self._texts) > _KEPT:
            self._texts.popitem(last=False)
        return mask

    def page(
        self, selection: Selection, sort: str, size: int, after: int | None = None, before: int | None = None
    ) -> Page:
        """Return the next records after the one with a number, or the last ones before it, or the first ones."""
        with self._lock:
            order, ranks = self._order(sort)
            numbers, places = self._columns.numbers, self._places
        found = self._ranks(selection, sort, ranks)
        start = 0
        anchor = after if after is not None else before
        if anchor is not None and 0 <= anchor < len(places) and places[anchor] >= 0:
            # Where the record stands among the selected ones, or would stand if it still were one.
            rank = ranks[places[anchor]]
            start = int(np.searchsorted(found, rank, "right" if after is not None else "left"))
            start = start if after is not None else max(0, start - size)
        rows = order[found[start : start + size]]
        return Page(numbers[rows].tolist(), start, start > 0, start + size < len(found))

    def _ranks(self, selection: Selection, sort: str, ranks: Codes) -> Codes:
        """Return the ranks of the selected records, the lowest first; the latest ones are remembered, for their next pages."""
        mask = selection.mask
        if mask is None or len(mask) != len(ranks):
            return np.arange(len(ranks), dtype=np.int32)
        key = (id(selection), sort)
        with self._lock:
            known = self._sorted.get(key)
            if known is not None and known[0] is ranks and known[1] is selection:
                self._sorted.move_to_end(key)
                return known[2]
        found = np.sort(ranks[np.flatnonzero(mask)])
        with self._lock:
            self._sorted[key] = ranks, selection, found
            while len(self._sorted) > _SORTED:
                self._sorted.popitem(last=False)
        return found

    def _order(self, sort: str) -> tuple[Codes, Codes]:
        """Return the rows of all records in an order, and the rank of each row in it."""
        if sort not in self._orders:
            columns = self._columns
            keys = {
                "newest": -columns.days,
                "oldest": np.where(columns.days == 0, np.int32(2**31 - 1), columns.days),
                "count": -columns.counts,
                "least-sure": columns.confidences,
            }[sort]
            order = np.argsort(keys, kind="stable").astype(np.int32)
            ranks = np.empty(len(order), np.int32)
            ranks[order] = np.arange(len(order), dtype=np.int32)
            self._orders[sort] = order, ranks
        return self._orders[sort]

    def crossed(self, selection: Selection, one: str, other: str) -> dict[tuple[str, str], int]:
        """Return how many selected records have each pair of values of two facets."""
        with self._lock:
            columns = self._columns
            first, second = list(columns.values[one].codes), list(columns.values[other].codes)
            left, right = columns.codes[one], columns.codes[other]
        if selection.mask is not None and len(selection.mask) == len(left):
            rows = np.flatnonzero(selection.mask)
            left, right = left[rows], right[rows]
        counts = np.bincount(left * np.int32(len(second)) + right, minlength=len(first) * len(second))
        pairs = ((int(code) // len(second), int(code) % len(second)) for code in np.flatnonzero(counts))
        return {(first[i][0], second[j][0]): int(counts[i * len(second) + j]) for i, j in pairs}


def _select(groups: Sequence[Group], columns: Columns, chosen: Chosen, found: Mask | None) -> Selection:
    values = columns.values
    parts: list[Mask | None] = [
        group.table(values, chosen)[group.packed] if group.touches(chosen) else None for group in groups
    ]
    whole = _all([*parts, found])
    total = len(groups[0].packed) if whole is None else int(np.count_nonzero(whole))

    def count() -> dict[str, dict[str, int]]:
        selected = None if whole is None else np.flatnonzero(whole)
        counts: dict[str, dict[str, int]] = {}
        for number, group in enumerate(groups):
            rows = selected
            if parts[number] is not None:
                others = _all([*parts[:number], *parts[number + 1 :], found])
                rows = None if others is None else np.flatnonzero(others)
            for name, told in group.counts(rows, values, chosen).items():
                counts[name] = values[name].told(told)
        return counts

    return Selection(total, whole, count)


def _all(masks: Sequence[Mask | None]) -> Mask | None:
    told = [mask for mask in masks if mask is not None]
    if not told:
        return None
    result = told[0]
    for mask in told[1:]:
        result = result & mask
    return result
