"""The spaCy factories: layers of spans over syllable tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from thidua.clean import Block
from thidua.clean import sentences as split_block
from thidua.nlp import tagging
from thidua.offsets import Text, fold, fold_cased

LAYERS = ("sentences", "words", "chunks", "ner", "mentions")
TAGGED = frozenset({"words", "chunks", "ner"})  # the layers that underthesea's models give


def create(
    layers: Sequence[str] = ("sentences", "mentions"), *, engine: tagging.Engine = "fast", pos: bool = False
) -> Language:
    """Return a pipeline with underthesea's syllable tokens and the named layers (of LAYERS), in that order.

    `engine` is the one of all layers that have one; with `pos`, the label of a word is its part of speech.
    """
    language = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "thidua_syllables"}}})
    for layer in layers:
        if layer not in LAYERS:
            raise ValueError(f"unknown layer {layer!r}; there are {', '.join(LAYERS)}")
        config: dict[str, Any] = {"engine": engine} if layer in TAGGED else {}
        if layer == "words":
            config["pos"] = pos
        language.add_pipe(f"thidua_{layer}", config=config)
    return language


@Language.factory("thidua_sentences")
def create_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
    """Sentence starts by thidua's splitter: lines end sentences, abbreviations and numbers do not."""

    def split(doc: Doc) -> Doc:
        starts = {start for start, _ in sentences(doc.text)}
        marks: Any = np.array([1 if token.i == 0 or token.idx in starts else -1 for token in doc], dtype=np.int64)
        # All at once: setting `is_sent_start` of a token looks through the whole doc each time.
        return doc.from_array(["SENT_START"], marks.astype(np.uint64)) if len(doc) else doc

    return split


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's sentences, without the white space around them."""
    plain = Text(text, text, fold(text), fold_cased(text))
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if line.strip():
            spans += split_block(plain, Block("body", start + len(line) - len(line.lstrip()), end))
        start += len(line)
    return spans


@Language.factory("thidua_words", default_config={"engine": "fast", "pos": False})
def create_words(nlp: Language, name: str, engine: str, pos: bool) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """underthesea's words as `doc.spans["words"]`, labelled WORD or, with `pos`, by part of speech."""

    def find(sentence: str, offset: int) -> list[tuple[int, int, str]]:
        if pos:
            return tagging.parts(sentence, offset, engine=engine)
        return [(start, end, "WORD") for start, end in tagging.words(sentence, offset, engine=engine)]

    return _layer("words", find, engine)


@Language.factory("thidua_chunks", default_config={"engine": "fast"})
def create_chunks(nlp: Language, name: str, engine: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """underthesea's chunks as `doc.spans["chunks"]`: NP, VP, AP, PP."""
    return _layer("chunks", lambda sentence, offset: tagging.chunks(sentence, offset, engine=engine), engine)


@Language.factory("thidua_ner", default_config={"engine": "fast"})
def create_ner(nlp: Language, name: str, engine: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """underthesea's entities as `doc.spans["ner"]`, for sentences where rules are silent."""
    return _layer("ner", lambda sentence, offset: tagging.entities(sentence, offset, engine=engine), engine)


def _layer(key: str, find: Callable[[str, int], list[tuple[int, int, str]]], engine: str) -> Callable[[Doc], Doc]:
    """Return a component that asks sentence by sentence; an unknown engine fails here, not at the first text."""
    tagging.check_engine(engine)

    def add(doc: Doc) -> Doc:
        text = doc.text
        _put(doc, key, [found for start, end in sentences(text) for found in find(text[start:end], start)])
        return doc

    return add


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
