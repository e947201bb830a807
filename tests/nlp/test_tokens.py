"""Offsets: whatever the text, spans are in order, do not overlap, and hold what the models saw."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.nlp.sentences import corpus_sentences
from thidua.nlp import chunks, entities, parts, rows, words
from thidua.nlp.tokens import _clusters, _rewrite, tokenize

LETTERS = st.text(
    st.sampled_from(
        [*"aAeouyĐðÐ nNhq.,-/:+&@0159\n\t ", *"\u0301\u0300\u0323\u0302\u0306\u031b\u200b\u1161\u1100\u11a8\u0958"]
    ),
    max_size=60,
)


def sound(text: str, spans: list[tuple[int, int]]) -> None:
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        assert text[start:stop].strip()
        end = stop


@settings(max_examples=500)
@given(st.one_of(st.text(max_size=80), LETTERS))
@example("\U0001d15ea")
@example("\u0958\u0958 a\u0323\u0302\u0301\u0301b")
@example("40N6E")
def test_spans_of_any_text_are_sound(text: str) -> None:
    sound(text, [(row.start, row.end) for row in rows(text, "words")])
    tokens, spans = tokenize(text)
    assert len(tokens) == len(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    if _rewrite(text) == text:
        assert all(start < end for start, end in spans)


@settings(max_examples=500)
@given(st.one_of(st.text(max_size=80), LETTERS))
def test_clusters_are_rewritten_each_for_itself(text: str) -> None:
    assert "".join(text[start:end] for start, end in _clusters(text)) == text
    assert "".join(_rewrite(text[start:end]) for start, end in _clusters(text)) == _rewrite(text)


@settings(max_examples=100)
@given(LETTERS)
def test_both_engines_agree_on_any_text(text: str) -> None:
    assert rows(text, engine="fast") == rows(text, engine="plain")


@pytest.mark.parametrize("engine", ["fast", "plain"])
def test_decomposed_text_has_the_words_of_its_composed_form(engine: str) -> None:
    for text in corpus_sentences()[::40]:
        composed, decomposed = normalize("NFC", text), normalize("NFD", text)
        assert [normalize("NFC", decomposed[start:end]) for start, end in words(decomposed, engine=engine)] == [
            composed[start:end] for start, end in words(composed, engine=engine)
        ]


def test_the_text_of_a_span_is_the_source_s() -> None:
    text = "Công\tan  Thuý ở Uỷ\nban nhân dân, 40N6E"
    spans = [text[start:end] for start, end in words(text)]
    assert spans == ["Công\tan", "Thuý", "ở", "Uỷ\nban nhân dân", ",", "40N6E"]
    seen = [row.word for row in rows(text, "words")]
    assert seen == ["Công an", "Thúy", "ở", "Ủy ban nhân dân", ",", "40N6 E"]


def test_a_word_without_characters_of_its_own_is_left_out() -> None:
    """NFC takes this note apart into two symbols, both words to the models; the text has one character for them."""
    assert normalize("NFC", "\U0001d15e") == "\U0001d157\U0001d165"
    for engine in ("fast", "plain"):
        assert words("\U0001d15e vang", engine=engine) == [(0, 1), (2, 6)]


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "Ông Lê Văn Tám sống ở Hà Nội"
    for find in (words, parts, chunks, entities):
        assert [(start + 7, end + 7, *label) for start, end, *label in find(text)] == list(find(text, 7))
    assert [(text[start:end], label) for start, end, label in entities(text)] == [
        ("Lê Văn Tám", "PER"),
        ("Hà Nội", "LOC"),
    ]


def test_the_time_of_a_sentence_grows_with_its_length_alone() -> None:
    text = " ".join(corpus_sentences()[:200])
    long = " ".join([text] * 4)

    def seconds(sentence: str) -> float:
        start = process_time()
        rows(sentence)
        return process_time() - start

    assert rows(long)[:1000] == rows(text)[:1000]
    assert min(seconds(long) for _ in range(3)) < 10 * min(seconds(text) for _ in range(3))  # squared: 16
