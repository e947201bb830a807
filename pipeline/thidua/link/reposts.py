"""Articles that are nearly the same text: reposts, and supplements that print a story under two mastheads.

MinHash finds the candidates, the true likeness of their five-syllable shingles decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from thidua.link.grouping import Groups
from thidua.link.pairs import Pairs
from thidua.signature import HASHES, ROWS, shingles

_LIKE = 0.45
_MOST_ALIKE = 60  # texts that a text is compared with for a band that they share: more share it where all are alike
_KEPT = 4_096  # texts whose shingles are in memory, some kilobytes each


@dataclass(frozen=True, slots=True)
class Repost:
    """Two articles of nearly one text; `likeness` is the share of shingles that both have."""

    one: str
    other: str
    likeness: float


def reposts(
    signed: Iterable[tuple[str, bytes]],
    text_of: Callable[[str], str],
    apart: Callable[[str, str], bool] = lambda _one, _other: False,
) -> Iterator[Repost]:
    """Yield the pairs of nearly equal texts among (id, signature), ids in order; `text_of` gives the text of a candidate.

    Pairs that are `apart` tell of two things in one form of words, and are none. Of more than `MANY` texts each is paired
    with one of its group. Memory grows by 256 bytes an article; texts are not kept.
    """
    ids: list[str] = []
    digests = bytearray()
    for ident, digest in signed:
        ids.append(ident)
        digests += digest
    if not ids:
        return
    cached = lru_cache(_KEPT)(lambda ident: _hashes(shingles(text_of(ident))))
    groups: Groups[int] = Groups()
    for one, other in _candidates(np.frombuffer(digests, dtype="<u4").reshape(len(ids), HASHES)):
        if groups.are_settled(one, other):
            continue
        a, b = cached(ids[one]), cached(ids[other])
        common = len(np.intersect1d(a, b, assume_unique=True))
        likeness = common / (len(a) + len(b) - common)
        first, second = sorted((ids[one], ids[other]))
        if likeness >= _LIKE and not apart(first, second):
            groups.join(one, other)
            yield Repost(first, second, round(likeness, 3))


def _hashes(found: frozenset[str]) -> np.ndarray:
    """Return 64 bits of each shingle: eight bytes where the words take a hundred."""
    return np.unique(np.fromiter(map(hash, found), np.int64, len(found)))


def _candidates(digests: np.ndarray) -> Pairs:
    """Return the pairs of rows that agree in a whole band."""
    pairs = Pairs()
    for start in range(0, HASHES, ROWS):
        met: dict[bytes, list[int]] = defaultdict(list)
        for index, band in enumerate(digests[:, start : start + ROWS]):
            same = met[band.tobytes()]
            for before in same if len(same) <= _MOST_ALIKE else same[: _MOST_ALIKE // 2] + same[-_MOST_ALIKE // 2 :]:
                pairs.add(before, index)
            same.append(index)
    return pairs
