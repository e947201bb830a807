"""The MinHash signature of a text: what is compared of articles to find those of nearly one text, without the texts."""

from __future__ import annotations

import re

import numpy as np
import rensa

from thidua.offsets import fold

HASHES, ROWS = 64, 4  # 16 bands of 4: texts that share half of their shingles meet in a band 19 times in 20
_SHINGLE = 5  # syllables
_SEED = 20_261
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Return the runs of five folded syllables of a text; of a shorter one, the text itself."""
    words = _WORD.findall(fold(text))
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


def signature(text: str) -> bytes:
    """Return the signature of a text: 64 hashes of four bytes, little end first; the same in every process."""
    found = rensa.RMinHash(num_perm=HASHES, seed=_SEED)
    found.update(sorted(shingles(text)))
    return np.array(found.digest(), dtype="<u4").tobytes()
