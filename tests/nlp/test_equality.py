"""The fast engine answers as underthesea does, word by word and tag by tag.

`benchmarks/nlp_equality.py` compares all four answers on any number of sentences; underthesea takes a minute and more
for 5,000, so here chunks and entities of the news are compared on a part.
"""

from __future__ import annotations

import pytest

from tests.nlp.sentences import NEWS, corpus_sentences, news_sentences
from thidua.nlp import rows
from thidua.nlp.row import Depth

needs_news = pytest.mark.skipif(not NEWS.exists(), reason="the news articles are not at hand")

ODD = [
    "a",
    "40N6E được 40N6 đưa vào",
    "Công\tan\n huyện  Vụ   Bản",
    "Uỷ ban nhân dân quí Thuý Hoà khoẻ tuỳ nghành",
    "Co\u0302ng an ti\u0309nh Tha\u0301i Bi\u0300nh ta\u0323\u0306ng Ba\u0306\u0300ng khen",
    "Ðại tá Nguyễn Ðức Bình ở Ðà Nẵng",
    "Công\u200ban\u200b tỉnh\u00a0Nghệ\u00adAn\ufeff",
    "Ngày 27/7, lúc 8h30, tại số 12A/5 P.Trung Hoà, Q.Cầu Giấy, TP.HCM: xem http://congan.com.vn/tin?id=1&b=2 …",
    "“Tốt lắm!” – ông A. nói (theo VTV.vn) :)) =)) v.v...",
    "BOS EOS X BOS EOS",
    "T[0]=an = == == T[-1]=BOS",
    "\u1c89\ua7cb ǅ ª ß İ ⅷ ٣ ² ½ 中 \U00010d50 Σ ΟΔΟΣ",
    "각 \u1100\u1161\u11a8 ﬁ",
    "😀 ♥‿♥ <3 :D",
    "Nguyễn " * 40,
]


def differences(sentences: list[str], depth: Depth) -> list[str]:
    return [text for text in sentences if rows(text, depth, engine="fast") != rows(text, depth, engine="plain")]


@pytest.mark.parametrize("text", ODD)
def test_odd_sentences(text: str) -> None:
    assert rows(text, engine="fast") == rows(text, engine="plain")
    assert rows(text, engine="fast")


@pytest.mark.parametrize("text", ["", " ", " \n\t ", "\u00a0"])
@pytest.mark.parametrize("engine", ["fast", "plain"])
def test_no_words(text: str, engine: str) -> None:
    assert rows(text, engine=engine) == []


def test_the_corpus() -> None:
    assert len(corpus_sentences()) > 500
    assert differences(corpus_sentences(), "ner") == []


@needs_news
def test_words_and_parts_of_speech_of_the_news() -> None:
    assert len(news_sentences()) == 5000
    assert differences(news_sentences(), "pos") == []


@needs_news
def test_chunks_and_entities_of_the_news() -> None:
    assert differences(news_sentences()[::10], "ner") == []


def test_plain_is_underthesea_itself() -> None:
    from underthesea import chunk, ner, pos_tag, word_tokenize

    for text in [*ODD, *corpus_sentences()[:50]]:
        found = rows(text, "ner", engine="plain")
        assert [row[2:] for row in found] == [tuple(row) for row in ner(text)]
        assert [(row.word, row.pos, row.chunk) for row in found] == [tuple(row) for row in chunk(text)]
        assert [(row.word, row.pos) for row in found] == [tuple(row) for row in pos_tag(text)]
        assert [row.word for row in found] == word_tokenize(text)
