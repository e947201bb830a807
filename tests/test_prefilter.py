"""What the prefilter passes over has no match: records are the same with it and without."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua import prefilter
from thidua.matcher import Hit
from thidua.mentions import rank
from thidua.offsets import normalise
from thidua.prefilter import Prefilter
from thidua.reading import Reading
from thidua.records import Article
from thidua.rules import RANK_WORDS, SOUGHT, load_rules

PIECES = [
    "tặng", "Bằng khen", "giấy khen", "danh hiệu", '"Đơn vị', "quyết thắng", '"', "(", ")", ",", "ngày", "sáng", "15-9", "2019", "tháng 8",
    "quý III", "năm 2020", "Đại tá", "Nguyễn Văn An", "ông", "Bộ trưởng", "Bộ Công an", "UBND tỉnh", "Giám đốc", "Công an", "huyện", "Kim Bôi",
    "3", "tập thể", "và", "cá nhân", "Huân chương", "Chiến công", "hạng Ba", "cờ", "giải Nhất", "từ", "đến", "đợt 2-", "tết", "Trung ương", "Đoàn",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def test_hyperscan_is_tested() -> None:
    assert prefilter.hyperscan is not None


@given(st.lists(SENTENCES, max_size=5))
def test_no_sentence_with_a_match_is_passed_over(sentences: list[str]) -> None:
    text = normalise("\n".join(sentences))
    ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
    spans = [(end - 1 - len(sentence), end - 1) for end, sentence in zip(ends, sentences, strict=True)]
    rules = load_rules()
    rules.prepare()
    for kind in (*SOUGHT, "ranks"):
        tried = rules.sieves[kind].tried(text, spans)
        for index, span in enumerate(spans):
            piece, known = text.piece(*span), tried[kind].get(index, frozenset())
            assert known is not None  # the scan can tell
            assert _found(rules[kind].hits(piece)) == _found(rules[kind].hits(piece, known))


@given(st.lists(SENTENCES, max_size=5))
def test_nobody_with_a_rank_is_passed_over(sentences: list[str]) -> None:
    rules = load_rules()
    rules.prepare()
    reading = Reading(Article(id="a", text="\n".join(sentences)), rules)
    found = {
        index
        for index in range(len(reading.layout.spans))
        if any(one.value.rank for one in rank.find(reading.layout.piece(index), rules))
    }
    assert found <= rules.sieves[RANK_WORDS].tried(reading.text, reading.layout.spans)[RANK_WORDS].keys()


def _found(hits: list[Hit]) -> list[tuple[int, int, str]]:
    return [(hit.start, hit.end, hit.rule.id) for hit in hits]


def test_without_hyperscan_all_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "hyperscan", None)
    plain = Prefilter(["a", "b"])
    plain.prepare()
    assert plain.found(["x", "y", "z"]) is None


def test_it_compiles_when_there_is_enough_to_scan_and_loads_the_next_time() -> None:
    first = Prefilter(["tặng thưởng", "(?<=khen )thưởng"])
    seen = [first.found(["khen", "khen thưởng"]) for _ in range(prefilter.PAYS_FROM + 1)]
    assert seen[0] is None
    assert seen[-1] == [(1, 1)]
    assert Prefilter(["tặng thưởng", "(?<=khen )thưởng"]).found(["khen", "khen thưởng"]) == [(1, 1)]


def test_a_damaged_cache_is_made_anew() -> None:
    first = Prefilter(["ngày"])
    first.prepare()
    assert first._database is not None
    file = first._database.kept.file
    assert file is not None
    file.write_bytes(b"\x00" * 100)
    again = Prefilter(["ngày"])
    assert again.found(["x"]) is None
    again.prepare()
    assert again.found(["x"]) == []


def test_a_cache_that_cannot_be_written_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/there-is-no-such-folder")
    made = Prefilter(["tháng"])
    made.prepare()
    assert made.found(["x"]) == []


def test_half_a_surrogate_pair_is_searched_by_all() -> None:
    made = Prefilter(["tháng"])
    made.prepare()
    assert made.found(["a", "\ud800"]) is None
