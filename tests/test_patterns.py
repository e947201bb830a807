"""Clause patterns are left out only where they cannot match: with a scan and without one the clauses are the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua import prefilter
from thidua.patterns import Patterns
from thidua.rules import load_rules

SYMBOLS = "NmUHAFWQVMPRCOKTSLBDEXZgxdhnl,;:&-"
CLAUSES = [
    "VFC",
    "AVFOACN",
    "NPVF",
    "HRFOA",
    "WCN&N",
    "FOA:N,N",
    "lH,H&H",
    "NFx",
    "PAVF",
    ";VFC",
    "xR",
    "TNPV",
    "Q&Q",
    "dx",
]


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@given(st.lists(st.one_of(st.sampled_from(CLAUSES), st.sampled_from(SYMBOLS)), max_size=12).map("".join))
def test_no_pattern_that_matches_is_left_out(symbols: str) -> None:
    patterns = load_rules().patterns
    patterns.prepare()
    tried = {pattern.id for pattern in patterns.tried(symbols)}
    assert {pattern.id for pattern in patterns if pattern.pattern.search(symbols)} <= tried


def test_most_patterns_are_left_out_in_the_order_of_their_file() -> None:
    patterns = load_rules().patterns
    patterns.prepare()
    order = [pattern.id for pattern in patterns]
    tried = [pattern.id for pattern in patterns.tried("AVFOACN&N")]
    assert "assembly.give-form-to" in tried
    assert len(tried) < len(order) / 4
    assert tried == sorted(tried, key=order.index)


def test_without_a_scan_letters_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "hyperscan", None)
    patterns = Patterns(list(load_rules().patterns))
    patterns.prepare()
    tried = {pattern.id for pattern in patterns.tried("NPW")}
    assert "assembly.commended" in tried
    assert "assembly.passive" not in tried  # it must have an «F»
