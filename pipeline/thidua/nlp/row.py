"""What both engines answer in: one row a word."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Depth = Literal["words", "pos", "chunks", "ner"]
DEPTHS: tuple[Depth, ...] = get_args(Depth)


class Row(NamedTuple):
    """One word; tags that were not asked for are empty.

    The offsets are those of the sentence; `word` is what the models saw: NFC, tone marks as underthesea places them,
    one space between syllables.
    """

    start: int
    end: int
    word: str
    pos: str = ""
    chunk: str = ""
    ner: str = ""
