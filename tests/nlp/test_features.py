"""The features are underthesea's: the same attributes, and the weights that its model file gives them."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from tests.nlp.sentences import corpus_sentences
from thidua.nlp.fast import _FILES, _TAGGERS, _predictor, _Table
from thidua.nlp.features import Compiled, Source, Template, Weighed, parse, windows
from thidua.nlp.model import Model, read_model
from thidua.nlp.segment import _MODEL, _segmenter, segment
from thidua.nlp.tokens import tokenize


@pytest.fixture(scope="module")
def word_model() -> Model:
    import underthesea.pipeline.word_tokenize as package

    return read_model(Path(package.__file__).parent / "models" / _MODEL / "models.bin")


def test_templates() -> None:
    assert parse("T[0]") == Template("T[0]", Source(0, None, 1), 0)
    assert parse("T[-2,0].lower") == Template("T[-2,0].lower", Source(0, "lower", 3), -2)
    assert parse("T[-3,-2][1]") == Template("T[-3,-2][1]", Source(1, None, 2), -3)


@pytest.mark.parametrize("text", ["", "T[]", "T[1,0]", "U[0]", "T[0].lower()"])
def test_what_is_no_template(text: str) -> None:
    with pytest.raises(ValueError, match="is no template"):
        parse(text)


def test_windows_at_both_ends() -> None:
    templates = ["T[-2]", "T[-1,0]", "T[0,2]", "T[1]", "T[9]"]
    words = ["a", "b"]
    known = [f"{template}={value}" for template in templates for value in ("BOS", "EOS", "a", "b", "a b")]
    compiled = Compiled(templates, known)
    assert compiled.rows(lambda source: windows(words, source.width), 2) == [
        ["T[-2]=BOS", "T[-1,0]=BOS", "T[0,2]=EOS", "T[1]=b", "T[9]=EOS"],
        ["T[-2]=BOS", "T[-1,0]=a b", "T[0,2]=EOS", "T[1]=EOS", "T[9]=EOS"],
    ]
    weighed = Weighed(templates, {attribute: float(place) for place, attribute in enumerate(known)})
    expected = [sum(known.index(cell) for cell in row) for row in compiled.rows(lambda s: windows(words, s.width), 2)]
    assert weighed.sums(lambda source: windows(words, source.width), 2).tolist() == expected


def test_a_model_that_knows_no_template() -> None:
    assert Compiled(["T[0]"], ["T[1]=a"]).rows(lambda _: [], 2) == [[], []]
    assert Weighed(["T[0]"], {"T[1]=a": 1.0}).sums(lambda _: [], 2).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("name", _TAGGERS)
def test_attributes_of_the_taggers(name: str) -> None:
    """underthesea's own transformer builds the same, less what the model does not know."""
    predictor, folder = _predictor(name)
    known = set(read_model(folder / _FILES[name]).attributes)
    compiled = Compiled(predictor.transformer.template, known)
    numbers = random.Random(3)
    for text in corpus_sentences()[::30]:
        table = _Table(tokenize(text)[0])
        while len(table.columns) <= _TAGGERS.index(name):
            table.columns.append([numbers.choice(["N", "V", "B-NP"]) for _ in table.columns[0]])
        given = list(zip(*table.columns, ["X"] * len(table.columns[0]), strict=True))
        [[expected], _] = predictor.transformer.transform([given])
        found = compiled.rows(table.values, len(given))
        assert found == [[attribute for attribute in row if attribute in known] for row in expected]


def test_weights_of_words(word_model: Model) -> None:
    """The lead of I-W at each syllable is the sum over the attributes that underthesea's featurizer gives it."""
    import underthesea.pipeline.word_tokenize as package

    package.word_tokenize("Công an")
    featurize = package.word_tokenize_model.featurizer.process
    leads = dict(zip(word_model.attributes, (word_model.states[:, 1] - word_model.states[:, 0]).tolist(), strict=True))
    odd = ["\u1c89 ǅ ª ß İ ⅷ ٣ ² 中 \U00010d50 ΟΔΟΣ a", "Công", "Công an", "BOS EOS"]
    for text in [*odd, *corpus_sentences()[::10]]:
        tokens = tokenize(text)[0]
        [rows] = featurize([[[token] for token in tokens]])
        expected = [sum(leads.get(attribute, 0.0) for attribute in row) for row in rows]
        assert _segmenter().leads(tokens) == pytest.approx(expected, abs=1e-9)


def test_the_best_path_is_the_best_of_all() -> None:
    """Against every path of short sentences, with random leads."""
    segmenter = _segmenter()
    transitions = (
        (segmenter._begin_begin, segmenter._begin_inside),
        (segmenter._inside_begin, segmenter._inside_inside),
    )
    numbers = random.Random(7)
    for size in (1, 2, 5, 9):
        for _ in range(30):
            leads = [numbers.uniform(-4, 4) for _ in range(size)]

            def score(path: list[int], leads: list[float] = leads) -> float:
                steps = sum(transitions[a][b] for a, b in pairwise(path))
                return steps + sum(lead for lead, inside in zip(leads, path, strict=True) if inside)

            paths = [[number >> place & 1 for place in range(size)] for number in range(1 << size)]
            assert segmenter.path(leads) == [bool(step) for step in max(paths, key=score)]


def test_a_narrow_decision_is_left_to_the_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    segmenter = _segmenter()
    assert segmenter.path([0.0]) is None
    assert segmenter.path([segmenter._begin_begin - segmenter._inside_begin, 5.0]) is None
    tokens = ["Công", "an", "tặng", "quà"]
    expected = segment(tokens)
    monkeypatch.setattr(segmenter, "path", lambda _: None)
    assert segment(tokens) == expected


def test_model_files_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    for data, message in ((b"", "is no CRFsuite model"), (b"lCRF" + bytes(44), "of another kind")):
        path.write_bytes(data)
        with pytest.raises(ValueError, match=message):
            read_model(path)


def test_labels_of_the_models(word_model: Model) -> None:
    assert word_model.labels == ("B-W", "I-W")
    assert word_model.states.shape == (len(word_model.attributes), 2)
    predictor, folder = _predictor("ner")
    assert set(read_model(folder / _FILES["ner"]).labels) == set(predictor.model.labels())
