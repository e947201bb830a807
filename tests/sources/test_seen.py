"""What was seen is known again, with its place, in little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.sources import seen
from thidua.sources.seen import Seen


@given(st.lists(st.tuples(st.text(max_size=3), st.sampled_from(["a.jsonl", "b.txt"]), st.integers(0, 3)), max_size=60))
def test_it_holds_what_a_dict_holds(names: list[tuple[str, str, int]]) -> None:
    ours, plain = Seen(), dict[str, str]()
    for name, file, line in names:
        assert (name in ours) == (name in plain)
        assert ours.add(name, file, line) == plain.get(name)
        plain.setdefault(name, f"{file}:{line}" if line else file)
    assert len(ours) == len(plain)


def test_it_grows_and_stays_lean() -> None:
    tracemalloc.start()
    ours = Seen()
    for number in range(20_000):
        assert ours.add(f"bai-{number}", "tin.jsonl", number + 1) is None
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert [ours.add(f"bai-{number}") for number in range(20_000)] == [f"tin.jsonl:{n + 1}" for n in range(20_000)]
    assert "bai-20000" not in ours
    assert held / 20_000 < 40


def test_names_that_share_a_place_of_the_table_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_digest", lambda name: (int(name) % 5, int(name)))
    ours = Seen()
    assert all(ours.add(str(number), "f", number) is None for number in range(1, 3000))
    assert all(ours.add(str(number)) == f"f:{number}" for number in range(1, 3000, 71))


def test_of_too_many_files_the_names_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_KNOWN_FILES", 2)
    ours = Seen()
    for name in "abc":
        ours.add(name, f"{name}.txt")
    assert [ours.add(name) for name in "abc"] == ["a.txt", "b.txt", "an earlier article"]


def test_a_name_that_is_no_utf_8() -> None:
    ours = Seen()
    assert ours.add("b\udce0i.txt") is None
    assert "b\udce0i.txt" in ours
