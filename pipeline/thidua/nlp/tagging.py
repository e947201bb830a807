"""Words, parts of speech, chunks and entities of one sentence, by underthesea's models, with offsets.

There are two engines with the same answers. `fast` computes features itself; `plain` calls underthesea's public
functions, for doubt and for comparison.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from thidua.nlp import fast, plain
from thidua.nlp.row import DEPTHS, Depth, Row

Engine = Literal["fast", "plain"]


def rows(sentence: str, depth: Depth = "ner", *, engine: str = "fast") -> list[Row]:
    """Return the words of one sentence with all tags up to `depth`; each needs those before it.

    >>> [(row.word, row.pos) for row in rows("Công an tặng quà", "pos")]
    [('Công an', 'N'), ('tặng', 'V'), ('quà', 'N')]
    """
    check_engine(engine)
    if depth not in DEPTHS:
        raise ValueError(f"unknown depth {depth!r}; there are {', '.join(DEPTHS)}")
    return fast.rows(sentence, depth) if engine == "fast" else plain.rows(sentence, depth)


def check_engine(engine: str) -> None:
    """Raise ValueError if there is no such engine."""
    if engine not in get_args(Engine):
        raise ValueError(f"unknown engine {engine!r}; there are {', '.join(get_args(Engine))}")


def words(sentence: str, offset: int = 0, *, engine: str = "fast") -> list[tuple[int, int]]:
    """Return the spans of underthesea's words in one sentence that begins at `offset`."""
    return [(offset + row.start, offset + row.end) for row in rows(sentence, "words", engine=engine)]


def parts(sentence: str, offset: int = 0, *, engine: str = "fast") -> list[tuple[int, int, str]]:
    """Return (start, end, part of speech) of the words: N, Np, V, A, M, E … as in VLSP 2013."""
    return [(offset + row.start, offset + row.end, row.pos) for row in rows(sentence, "pos", engine=engine)]


def chunks(sentence: str, offset: int = 0, *, engine: str = "fast") -> list[tuple[int, int, str]]:
    """Return (start, end, NP | VP | AP | PP) of underthesea's chunks in one sentence."""
    return _joined(((row, row.chunk) for row in rows(sentence, "chunks", engine=engine)), offset)


def entities(sentence: str, offset: int = 0, *, engine: str = "fast") -> list[tuple[int, int, str]]:
    """Return (start, end, PER | LOC | ORG | MISC) of underthesea's entities in one sentence."""
    return _joined(((row, row.ner) for row in rows(sentence, "ner", engine=engine)), offset)


def _joined(tagged: Iterable[tuple[Row, str]], offset: int) -> list[tuple[int, int, str]]:
    """Join B- and I- tags; an I- without its B- begins a span of its own."""
    result: list[tuple[int, int, str]] = []
    label = ""
    for row, tag in tagged:
        position, _, name = tag.partition("-")
        if position == "I" and name == label:
            result[-1] = (result[-1][0], offset + row.end, name)
        elif name:
            result.append((offset + row.start, offset + row.end, name))
        label = name
    return result
