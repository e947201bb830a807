"""Syllables: underthesea's token expression on the exact text, and a spaCy tokenizer of them.

Offsets need care. underthesea first rewrites its input (NFC, Icelandic ð to đ) and finds tokens in that; `tokenize`
does the same and leads every token back to the characters it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any
from unicodedata import combining, normalize

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from thidua.offsets import fold


class SyllableTokenizer:
    """underthesea's token expression on the exact text; the norm of a token is its folded key."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return a Doc whose text is `text`, whatever white space that has."""
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in _pieces(text):
            word = text[start:end]
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for token in doc:
            token.norm_ = fold(token.text)
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> SyllableTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to save."""

    def from_disk(self, _path: Any, **_: Any) -> SyllableTokenizer:
        """Nothing to load."""
        return self


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans that cover a text: tokens, single spaces, other white space and what no expression knows."""
    end = 0
    for start, stop in syllables(text):
        yield from _gap(text, end, start)
        yield start, stop
        end = stop
    yield from _gap(text, end, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = start + 1
        if text[start] != " ":
            while stop < end and text[stop] != " " and text[stop].isspace() == text[start].isspace():
                stop += 1
        yield start, stop
        start = stop


def syllables(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of underthesea's syllable tokens in a text, untouched by its normalisation."""
    for match in _token_expression().finditer(text):
        if match.end() > match.start() and not match[0].isspace():
            yield match.span()


@cache
def _token_expression() -> Any:
    from underthesea.pipeline.word_tokenize import regex_tokenize

    return regex_tokenize.patterns


def create_tokenizer() -> Callable[[Language], SyllableTokenizer]:
    """Return what spaCy calls to make the tokenizer."""

    def create_syllables(nlp: Language) -> SyllableTokenizer:
        return SyllableTokenizer(nlp.vocab)

    return create_syllables


spacy.util.registry.tokenizers.register("thidua_syllables", func=create_tokenizer)


def tokenize(sentence: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return underthesea's tokens of one sentence as its models see them, and the span of each.

    Spans are in order and do not overlap. One is empty where a character was taken apart and has no other to give.
    """
    text = _rewrite(sentence)
    spans = list(syllables(text))
    tokens = [_normalise(text[start:end]) for start, end in spans]
    if text != sentence:
        edges = _edges(sentence)
        spans = [(edges[start], edges[end]) for start, end in spans]
    return tokens, spans


def _edges(sentence: str) -> list[int]:
    """Return, for each place between the characters of the rewritten sentence, its place in the sentence."""
    edges: list[int] = []
    for start, end in _clusters(sentence):
        count, size = len(_rewrite(sentence[start:end])), end - start
        if count > size:  # a few characters are taken apart by NFC: what comes after the first has no place of its own
            edges += [min(start + index, end) for index in range(count)]
        elif count:  # the first character takes what was composed into it
            edges += [start, *range(end - count + 1, end)]
    return [*edges, len(sentence)]


def _clusters(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence that NFC treats each for itself: mostly a letter with its marks."""
    start = 0
    for index in range(1, len(sentence)):
        char = sentence[index]
        if not combining(char) and (char.isascii() or not _composes(sentence[start:index], char)):
            yield start, index
            start = index
    if sentence:
        yield start, len(sentence)


def _composes(cluster: str, char: str) -> bool:
    """Whether a character that is no mark melts into what stands before it, as the vowels of Hangul do."""
    return normalize("NFC", cluster + char) != normalize("NFC", cluster) + normalize("NFC", char)


@cache
def _rewriter() -> Callable[[str], str]:
    from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text

    rewrite: Callable[[str], str] = normalize_characters_in_text
    return rewrite


def _rewrite(text: str) -> str:
    return _rewriter()(text)


@lru_cache(maxsize=1 << 15)
def _normalise(token: str) -> str:
    """Return a token with its tone mark where underthesea's models expect it; syllables repeat, so they are kept."""
    return str(_normaliser()(token))


@cache
def _normaliser() -> Callable[[str], str]:
    from underthesea.pipeline.word_tokenize.regex_tokenize import token_normalize

    normaliser: Callable[[str], str] = token_normalize
    return normaliser
