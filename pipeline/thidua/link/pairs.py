"""Pairs of articles by their numbers: eight bytes each, where a set of tuples takes over a hundred."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np

_FEW = 1 << 18  # pairs that are held before those that are there twice are looked for
_AT_ONCE = 1 << 14  # pairs made numbers of Python's


class Pairs:
    """A set of pairs of numbers below 2^32.

    >>> pairs = Pairs()
    >>> for pair in ((7, 3), (1, 2), (3, 7)):
    ...     pairs.add(*pair)
    >>> list(pairs)
    [(1, 2), (3, 7)]
    """

    def __init__(self) -> None:
        self._met = array("Q")
        self._enough = _FEW

    def add(self, one: int, other: int) -> None:
        """Put a pair in, in whatever order."""
        self._met.append(one << 32 | other if one < other else other << 32 | one)
        if len(self._met) >= self._enough:
            distinct = self._distinct()
            self._met = array("Q", distinct.tobytes())
            self._enough = max(_FEW, 2 * len(distinct))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield each pair once, the smaller number first, in order."""
        distinct = self._distinct()
        self._met = array("Q", distinct.tobytes())
        for start in range(0, len(distinct), _AT_ONCE):
            for pair in distinct[start : start + _AT_ONCE].tolist():
                yield pair >> 32, pair & 0xFFFF_FFFF

    def _distinct(self) -> np.ndarray:
        return np.unique(np.frombuffer(self._met, dtype=np.uint64))
