"""Articles that are nearly the same text: reposts, and supplements that print a story under two mastheads.

MinHash finds the candidates, the true likeness of their five-syllable shingles decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import rensa

from thidua.offsets import fold

_SHINGLE = 5  # syllables
_HASHES, _ROWS = 64, 4  # 16 bands of 4: texts that share half of their shingles meet in a band 19 times in 20
_LIKE = 0.45
_SEED = 20_261
_WORD = re.compile(r"\w+")
_KEPT = 4_096  # shingle sets in memory


@dataclass(frozen=True, slots=True)
class Repost:
    """Two articles of nearly one text; `likeness` is the share of shingles that both have."""

    one: str
    other: str
    likeness: float


def shingles(text: str) -> frozenset[str]:
    """Return the runs of five folded syllables of a text; of a shorter one, the text itself."""
    words = _WORD.findall(fold(text))
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


def reposts(articles: Iterable[tuple[str, str]], text_of: Callable[[str], str]) -> Iterator[Repost]:
    """Yield the pairs of nearly equal texts among (id, text), ids in order; `text_of` gives a text again.

    Memory grows by 256 bytes an article; texts are not kept.
    """
    ids: list[str] = []
    digests: list[np.ndarray] = []
    for ident, text in articles:
        found = rensa.RMinHash(num_perm=_HASHES, seed=_SEED)
        found.update(sorted(shingles(text)))
        ids.append(ident)
        digests.append(np.array(found.digest(), dtype=np.uint32))
    if not ids:
        return
    cached = lru_cache(_KEPT)(lambda ident: shingles(text_of(ident)))
    for one, other in sorted(_candidates(np.stack(digests))):
        a, b = cached(ids[one]), cached(ids[other])
        likeness = len(a & b) / len(a | b)
        if likeness >= _LIKE:
            first, second = sorted((ids[one], ids[other]))
            yield Repost(first, second, round(likeness, 3))


def _candidates(digests: np.ndarray) -> set[tuple[int, int]]:
    """Return the pairs of rows that agree in a whole band."""
    pairs: set[tuple[int, int]] = set()
    for start in range(0, _HASHES, _ROWS):
        met: dict[bytes, list[int]] = defaultdict(list)
        for index, band in enumerate(digests[:, start : start + _ROWS]):
            same = met[band.tobytes()]
            pairs.update((before, index) for before in same)
            same.append(index)
    return pairs
