"""The spaCy side: exact tokens, layers as spans, factories that a blank pipeline can use."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy

from thidua.nlp import create, entities, words

TEXT = "Sáng 5-3,  Bộ Công an tặng Bằng khen cho 3 tập thể.\r\n\tThượng tá Vũ Minh Khôi nhận thay mặt đơn vị."


def test_tokens_are_syllables_of_the_exact_text() -> None:
    doc = create(())(TEXT)
    assert doc.text == TEXT
    assert [token.text for token in doc if not token.is_space][:8] == [
        "Sáng",
        "5-3",
        ",",
        "Bộ",
        "Công",
        "an",
        "tặng",
        "Bằng",
    ]
    assert doc[5].norm_ == "công"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_a_doc_is_its_text(text: str) -> None:
    assert BLANK(text).text == text


BLANK = create(())


def test_layers() -> None:
    doc = create(("sentences", "words", "ner", "mentions"))(TEXT)
    assert [sent.text.strip() for sent in doc.sents] == [
        "Sáng 5-3,  Bộ Công an tặng Bằng khen cho 3 tập thể.",
        "Thượng tá Vũ Minh Khôi nhận thay mặt đơn vị.",
    ]
    assert "tập thể" in [span.text for span in doc.spans["words"]]
    assert "ner" in doc.spans
    assert [(span.text, span.label_, span.id_) for span in doc.spans["thidua_form"]] == [
        ("Bằng khen", "FORM", "form.bang-khen")
    ]
    assert [span.text for span in doc.spans["thidua_unit"]] == ["Bộ Công an"]
    assert not doc.ents


def test_a_blank_pipeline_can_add_the_mentions() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("thidua_mentions")
    doc = nlp("Công an huyện Vụ Bản được tặng Giấy khen.")
    assert [span.text for span in doc.spans["thidua_form"]] == ["Giấy khen"]
    html = displacy.render(doc, style="span", options={"spans_key": "thidua_form"}, page=False, jupyter=False)
    assert "FORM" in html


def test_words_are_underthesea_s() -> None:
    from underthesea import word_tokenize

    for sentence in (
        "Công an tỉnh Nghệ An khen thưởng 15 tập thể.",
        "Bác sĩ bây giờ có thể thản nhiên báo tin",
        "Huân chương Chiến công hạng Ba",
    ):
        assert [sentence[start:end] for start, end in words(sentence)] == word_tokenize(sentence)


def test_entities_are_spans() -> None:
    sentence = "Ông Lê Văn Tám sống ở Hà Nội"
    assert all(
        sentence[start:end].strip() and label in ("PER", "LOC", "ORG", "MISC")
        for start, end, label in entities(sentence)
    )


def test_an_unknown_layer() -> None:
    import pytest

    with pytest.raises(ValueError, match="unknown layer 'nerd'"):
        create(("nerd",))
