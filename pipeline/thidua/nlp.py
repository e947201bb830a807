"""The spaCy side: underthesea's syllables as tokens, its words, tags and entities as layers, thidua's mentions as spans.

The only module that imports underthesea. `doc.text` equals the text that went in, always. Layers live in `doc.spans`
("sentences", "words", "ner", and one key per mention kind, "thidua_form" and so on), because mentions overlap and
`doc.ents` cannot; displaCy draws any of them with `style="span", options={"spans_key": …}`.

>>> doc = create()("Bộ Công an tặng Bằng khen cho 3 tập thể.")
>>> [span.text for span in doc.spans["thidua_form"]]
['Bằng khen']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import spacy
import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from thidua.clean import Block, sentences
from thidua.offsets import Text, fold, fold_cased

LAYERS = ("sentences", "words", "ner", "mentions")


def create(layers: Sequence[str] = ("sentences", "mentions")) -> Language:
    """Return a pipeline with underthesea's syllable tokens and the named layers (of LAYERS), in that order."""
    language = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "thidua_syllables"}}})
    for layer in layers:
        if layer not in LAYERS:
            raise ValueError(f"unknown layer {layer!r}; there are {', '.join(LAYERS)}")
        language.add_pipe(f"thidua_{layer}")
    return language


# --- tokens -------------------------------------------------------------------------------------


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

# --- layers -------------------------------------------------------------------------------------


@Language.factory("thidua_sentences")
def create_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Sentence starts by thidua's splitter: lines end sentences, abbreviations and numbers do not."""

    def split(doc: Doc) -> Doc:
        starts = {start for start, _ in _sentences(doc.text)}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc

    return split


def _sentences(text: str) -> list[tuple[int, int]]:
    plain = Text(text, text, fold(text), fold_cased(text))
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if line.strip():
            spans += sentences(plain, Block("body", start + len(line) - len(line.lstrip()), end))
        start += len(line)
    return spans


@Language.factory("thidua_words")
def create_words(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """underthesea's words as `doc.spans["words"]`, one span a word."""

    def add(doc: Doc) -> Doc:
        found = [span for start, end in _sentences(doc.text) for span in words(doc.text[start:end], start)]
        _put(doc, "words", [(start, end, "WORD") for start, end in found])
        return doc

    return add


def words(sentence: str, offset: int = 0) -> list[tuple[int, int]]:
    """Return the spans of underthesea's words in one sentence; its CRF sees normalised tokens, the spans are the text's."""
    spans = list(syllables(sentence))
    if not spans:
        return []
    normalise, predict = _word_model()
    tags = predict([[normalise(sentence[start:end])] for start, end in spans])
    result: list[tuple[int, int]] = []
    for (start, end), tag in zip(spans, tags, strict=True):
        if tag == "I-W" and result:
            result[-1] = (result[-1][0], offset + end)
        else:
            result.append((offset + start, offset + end))
    return result


@cache
def _word_model() -> tuple[Callable[[str], str], Callable[[list[list[str]]], list[str]]]:
    import underthesea.pipeline.word_tokenize as package
    from underthesea.pipeline.word_tokenize.regex_tokenize import token_normalize

    package.word_tokenize("Công an")  # loads the bundled model

    def normalise(token: str) -> str:
        return str(token_normalize(token, use_character_normalize=True))

    return normalise, package.word_tokenize_model.predict


@Language.factory("thidua_ner")
def create_ner(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """underthesea's entities as `doc.spans["ner"]`; slow, for sentences where rules are silent."""

    def add(doc: Doc) -> Doc:
        found = [entity for start, end in _sentences(doc.text) for entity in entities(doc.text[start:end], start)]
        _put(doc, "ner", found)
        return doc

    return add


def entities(sentence: str, offset: int = 0) -> list[tuple[int, int, str]]:
    """Return (start, end, PER | LOC | ORG | MISC) of underthesea's CRF entities in one sentence."""
    spans = words(sentence)
    if not spans:
        return []
    from underthesea.pipeline.chunking.model_crf import CRFChunkingPredictor
    from underthesea.pipeline.ner.model_crf import CRFNERPredictor
    from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor

    tagged = CRFPOSTagPredictor.Instance().predict([sentence[start:end] for start, end in spans])
    tagged = CRFNERPredictor.Instance().predict(CRFChunkingPredictor.Instance().predict(tagged))
    result: list[tuple[int, int, str]] = []
    open_label = None
    for (start, end), row in zip(spans, tagged, strict=True):
        tag = row[3]
        if tag.startswith("I-") and open_label == tag[2:]:
            result[-1] = (result[-1][0], offset + end, tag[2:])
        elif tag != "O":
            result.append((offset + start, offset + end, tag[2:]))
        open_label = tag[2:] if tag != "O" else None
    return result


@Language.factory("thidua_mentions", default_config={"rules": None})
def create_mentions(nlp: Language, name: str, rules: str | None) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """thidua's mentions as `doc.spans["thidua_<kind>"]`: label is the kind, id the rule's."""
    from thidua.mentions import FINDERS, unit
    from thidua.rules import load_rules

    loaded = load_rules(rules)

    def add(doc: Doc) -> Doc:
        plain = Text(doc.text, doc.text, fold(doc.text), fold_cased(doc.text))
        found = [mention for find in FINDERS.values() for mention in find(plain, loaded)]
        found += unit.find(plain, loaded.registry)
        for kind in sorted({mention.kind for mention in found}):
            spans = [(m.start, m.end, kind.upper(), m.rule) for m in found if m.kind == kind]
            _put(doc, f"thidua_{kind}", spans)
        return doc

    return add


def _put(doc: Doc, key: str, found: Sequence[tuple[Any, ...]]) -> None:
    """Put character spans into `doc.spans`, widened to whole tokens."""
    spans: list[Span] = []
    for start, end, label, *ident in found:
        span = doc.char_span(start, end, label=label, alignment_mode="expand", span_id=ident[0] if ident else 0)
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans
