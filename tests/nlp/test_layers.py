"""The spaCy side: exact tokens, layers as spans, factories that a blank pipeline can use."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy

from tests.units import ROOT
from thidua.nlp import LAYERS, create, rows, words
from thidua.nlp.tagging import Engine

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


@pytest.mark.parametrize("engine", ["fast", "plain"])
def test_engines_and_labels(engine: Engine) -> None:
    doc = create(("words", "chunks", "ner"), engine=engine, pos=True)("Ông Lê Văn Tám\nsống ở Hà Nội")
    assert [(span.text, span.label_) for span in doc.spans["words"]] == [
        ("Ông", "Nc"),
        ("Lê Văn Tám", "Np"),
        ("sống", "V"),
        ("ở", "E"),
        ("Hà Nội", "Np"),
    ]
    assert next((span.text, span.label_) for span in doc.spans["chunks"]) == ("Ông", "NP")
    assert ("Hà Nội", "LOC") in [(span.text, span.label_) for span in doc.spans["ner"]]


def test_a_component_is_told_its_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.nlp.fast.rows", lambda *_: [])
    nlp = spacy.blank("xx")
    nlp.add_pipe("thidua_words", config={"engine": "plain"})
    nlp.add_pipe("thidua_ner")
    doc = nlp("Công an Hà Nội")
    assert len(doc.spans["words"]) == 2
    assert len(doc.spans["ner"]) == 0


def test_a_sentence_of_a_doc_without_tokens() -> None:
    assert create(LAYERS)("").text == ""


def test_what_there_is_not() -> None:
    with pytest.raises(ValueError, match="unknown layer 'nerd'"):
        create(("nerd",))
    with pytest.raises(ValueError, match="unknown engine 'slow'; there are fast, plain"):
        spacy.blank("xx").add_pipe("thidua_ner", config={"engine": "slow"})
    with pytest.raises(ValueError, match="unknown engine"):
        words("Công an", engine="slow")
    with pytest.raises(ValueError, match="unknown depth 'deep'"):
        rows("Công an", "deep")  # type: ignore[arg-type]


def test_the_package_names_its_entry_points() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    named = {**project["spacy_factories"], **project["spacy_tokenizers"]}
    assert set(named) == {f"thidua_{layer}" for layer in (*LAYERS, "syllables")}
    for target in named.values():
        module, _, function = target.partition(":")
        assert callable(getattr(import_module(module), function))


@pytest.mark.parametrize("name", ["docs/guide.md", "docs/guide.vi.md"])
def test_the_example_of_the_guide(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    (code,) = (block for block in blocks if "thidua.nlp" in block)
    exec(code, {})
    assert capsys.readouterr().out.splitlines() == [line[2:] for line in code.splitlines() if line.startswith("# ")]
