"""Which syllables go on with a word: the best path through underthesea's word model.

The model knows two labels, B-W and I-W, so all that counts at a syllable is by how much I-W leads; the weight of an
attribute is one number, and the path one comparison a step. Sums are taken in another order than the tagger takes
them and may differ in the last digits. Where a decision is that narrow, the tagger itself is asked for the sentence,
so that the answer is always its own.

What a function makes of a syllable (lower case, capital, digits) is asked of underthesea's featurizer, once a
syllable, and joined for several: it follows another edition of Unicode than Python does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from thidua.nlp.features import Source, Weighed, windows
from thidua.nlp.model import read_model

_NARROW = 1e-6  # rounding is below 1e-9 for sentences of thousands of syllables
_MODEL = "ws_crf_vlsp2013_20230727"


def segment(tokens: Sequence[str]) -> list[bool]:
    """Return for each token whether it goes on with the word before it.

    >>> segment(["Công", "an", "tặng", "quà"])
    [False, True, False, False]
    """
    if not tokens:
        return []
    segmenter = _segmenter()
    inside = segmenter.path(segmenter.leads(tokens))
    return inside if inside is not None else [tag == "I-W" for tag in segmenter.tag([[token] for token in tokens])]


class _Shape(NamedTuple):
    """The functions of one token, spelled as in an attribute."""

    lower: str
    istitle: str
    isdigit: str


class _Segmenter:
    """The word model with its compiled templates."""

    def __init__(self, tagger: Any, templates: Sequence[str], dictionary: frozenset[str], path: Path) -> None:
        model = read_model(path)
        if model.labels != ("B-W", "I-W"):
            raise ValueError(f"{path.name} has the labels {', '.join(model.labels)}, not B-W and I-W")
        leads = (model.states[:, 1] - model.states[:, 0]).tolist()
        self._weighed = Weighed(templates, dict(zip(model.attributes, leads, strict=True)))
        (self._begin_begin, self._begin_inside), (self._inside_begin, self._inside_inside) = model.transitions.tolist()
        self._dictionary = dictionary
        self.tag: Callable[[list[list[str]]], list[str]] = tagger.predict
        featurize = type(tagger.featurizer)([f"T[0].{name}" for name in _Shape._fields], set()).process
        skips = [len(f"T[0].{name}=") for name in _Shape._fields]

        @lru_cache(maxsize=1 << 15)
        def shape(token: str) -> _Shape:
            [[found]] = featurize([[[token]]])
            return _Shape(*(attribute[skip:] for attribute, skip in zip(found, skips, strict=True)))

        self._shape = shape

    def leads(self, tokens: Sequence[str]) -> list[float]:
        """Return by how much the attributes of each token speak for I-W."""
        shapes = list(map(self._shape, tokens))
        lower = [shape.lower for shape in shapes]
        dictionary = self._dictionary

        def values(source: Source) -> Sequence[str]:
            match source.function:
                case None:
                    return windows(tokens, source.width)
                case "lower":
                    return windows(lower, source.width)
                case "is_in_dict":
                    return ["True" if words in dictionary else "False" for words in windows(lower, source.width)]
                case "istitle":
                    titles = windows([shape.istitle for shape in shapes], source.width)
                    return (
                        titles if source.width == 1 else ["False" if "False" in window else "True" for window in titles]
                    )
                case "isdigit" if source.width == 1:
                    return [shape.isdigit for shape in shapes]
            raise ValueError(f"the word model needs {source}, which is unknown here")

        return [*self._weighed.sums(values, len(tokens)).tolist()]

    def path(self, leads: Sequence[float]) -> list[bool] | None:
        """Return the labels of the best path, True for I-W, or None where one of its decisions is too narrow."""
        begin_inside, inside_inside = self._begin_inside, self._inside_inside
        begin_begin, inside_begin = self._begin_begin, self._inside_begin
        to_begin, to_inside = begin_begin - inside_begin, begin_inside - inside_inside
        lead = leads[0]  # of the best path that ends with I-W here over the best that ends with B-W
        before: list[tuple[bool, bool]] = []  # whether each of these two comes from I-W
        narrow = _NARROW
        for step in leads[1:]:
            over_begin, over_inside = lead - to_begin, lead - to_inside
            if -narrow < over_begin < narrow or -narrow < over_inside < narrow:
                return None
            before.append((over_begin > 0, over_inside > 0))
            lead = (
                (lead + inside_inside if over_inside > 0 else begin_inside)
                - (lead + inside_begin if over_begin > 0 else begin_begin)
                + step
            )
        if -narrow < lead < narrow:
            return None
        inside = lead > 0
        result = [inside]
        for begin, going_on in reversed(before):
            inside = going_on if inside else begin
            result.append(inside)
        result.reverse()
        return result


@cache
def _segmenter() -> _Segmenter:
    import joblib
    import underthesea.pipeline.word_tokenize as package

    package.word_tokenize("Công an")  # loads the bundled model
    folder = Path(package.__file__).parent / "models" / _MODEL
    templates, dictionary = joblib.load(folder / "features.bin"), frozenset(joblib.load(folder / "dictionary.bin"))
    return _Segmenter(package.word_tokenize_model, templates, dictionary, folder / "models.bin")
