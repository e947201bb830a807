"""The fast engine: underthesea's models and taggers behind our own features.

Parts of speech, chunks and entities are tagged by underthesea's own tagger objects, from attributes that
`thidua.nlp.features` computes. Words have two labels only, and most of their time went into handing 43 strings a
syllable to the tagger; so the weights of that model are read and the best path is found here (`thidua.nlp.segment`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from thidua.nlp.features import Compiled, Source, windows
from thidua.nlp.model import read_model
from thidua.nlp.row import DEPTHS, Depth, Row
from thidua.nlp.segment import segment
from thidua.nlp.tokens import tokenize


def rows(sentence: str, depth: Depth) -> list[Row]:
    """Return one row a word, tagged up to that depth."""
    tokens, spans = tokenize(sentence)
    if not tokens:
        return []
    starts = [index for index, inside in enumerate(segment(tokens)) if not inside or index == 0]
    ends = [*starts[1:], len(tokens)]
    words = [" ".join(tokens[start:end]) for start, end in zip(starts, ends, strict=True)]
    table = _Table(words)
    for name in _TAGGERS[: DEPTHS.index(depth)]:
        table.columns.append(_tagger(name)(table))
    places = [(spans[start][0], spans[end - 1][1]) for start, end in zip(starts, ends, strict=True)]
    tagged = zip(places, zip(*table.columns, strict=True), strict=True)
    return [Row(*place, *row) for place, row in tagged if place[0] < place[1]]


class _Table:
    """The words of one sentence and their tags so far; what one tagger made of them serves the next."""

    def __init__(self, words: Sequence[str]) -> None:
        self.columns: list[Sequence[str]] = [words]
        self._values: dict[Source, Sequence[str]] = {}

    def values(self, source: Source) -> Sequence[str]:
        if source.column == len(self.columns):  # the column that is being filled
            return windows([_UNKNOWN] * len(self.columns[0]), source.width)
        found = self._values.get(source)
        if found is None:
            found = windows(self.columns[source.column], source.width)
            if source.function is not None:
                found = list(map(_FUNCTIONS[source.function], found))
            self._values[source] = found
        return found


_TAGGERS = ("pos_tag", "chunking", "ner")
_FILES = {
    "pos_tag": "pos_crf_2017_10_11.bin",
    "chunking": "chunk_crf_2017_10_12.bin",
    "ner": "ner_crf_2017_10_12.bin",
}
_UNKNOWN = "X"  # what stands in the column that a tagger fills, before it does


@cache
def _tagger(name: str) -> Callable[[_Table], list[str]]:
    predictor, folder = _predictor(name)
    compiled = Compiled(predictor.transformer.template, read_model(folder / _FILES[name]).attributes)
    predict = predictor.model.tag
    return lambda table: list(predict(compiled.rows(table.values, len(table.columns[0]))))


def _predictor(name: str) -> tuple[Any, Path]:
    """Return underthesea's predictor, which holds the tagger and its templates, and the folder of its model."""
    if name == "pos_tag":
        from underthesea.pipeline.pos_tag import model_crf as pos

        return pos.CRFPOSTagPredictor.Instance(), Path(pos.__file__).parent
    if name == "chunking":
        from underthesea.pipeline.chunking import model_crf as chunking

        return chunking.CRFChunkingPredictor.Instance(), Path(chunking.__file__).parent
    from underthesea.pipeline.ner import model_crf as ner

    return ner.CRFNERPredictor.Instance(), Path(ner.__file__).parent


@lru_cache(maxsize=1 << 15)
def _is_title(word: str) -> str:
    """Whether each syllable begins with a capital."""
    return str(all(syllable[:1].istitle() for syllable in word.split(" ")))


_FUNCTIONS: dict[str, Callable[[str], str]] = {"lower": str.lower, "istitle": _is_title}
