"""The plain engine: underthesea's own functions, and the way back from their words to offsets.

Slow for whole articles, quadratic in the length of a sentence from parts of speech on; here to compare with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from thidua.nlp.row import Depth, Row
from thidua.nlp.tokens import tokenize


def rows(sentence: str, depth: Depth) -> list[Row]:
    """Return one row a word, tagged by underthesea's function of that depth."""
    tokens, spans = tokenize(sentence)
    if not tokens:
        return []
    result: list[Row] = []
    first = 0
    for found in _functions()[depth](sentence):
        word, *tags = [found] if isinstance(found, str) else found
        # No token has a space in it and words are joined with one, so counting leads back to the tokens.
        after = first + word.count(" ") + 1
        start, end = spans[first][0], spans[after - 1][1]
        if start < end:
            result.append(Row(start, end, word, *tags))
        first = after
    if first != len(tokens):
        raise ValueError(f"underthesea gave words of {first} syllables where there are {len(tokens)}")
    return result


@cache
def _functions() -> dict[Depth, Callable[[str], Sequence[str | Sequence[str]]]]:
    from underthesea import chunk, ner, pos_tag, word_tokenize

    return {"words": word_tokenize, "pos": pos_tag, "chunks": chunk, "ner": ner}
