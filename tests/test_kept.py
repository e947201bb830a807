"""What is kept in the user's cache is used only if it is whole, ours, and made of the same input by the same code."""

from __future__ import annotations

import errno
import os
import pickle
from pathlib import Path

import pytest
import regex

from thidua import kept
from thidua.expressions import Expressions
from thidua.kept import Kept
from thidua.rulefile import RuleError, read_yaml
from thidua.starts import Starts

EXPRESSIONS = [r"(?<!\w)tặng\s+(?P<form>bằng khen|giấy khen)", r"(?i:ngày) \d\d?-\d\d?", r"\p{Lu}\w+"]
TEXT = "Ngày 5-9, tỉnh tặng bằng khen cho Hoa"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "thidua"


def test_what_was_stored_comes_back_for_the_same_input_and_code(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("a = 1")
    Kept("x", "tặng", "cờ", by=(str(code),)).store(b"1\n2")
    assert Kept("x", "tặng", "cờ", by=(str(code),)).load() == b"1\n2"
    for other in (("tặngcờ",), ("tặng",), ("cờ", "tặng")):
        assert Kept("x", *other, by=(str(code),)).load() is None
    assert Kept("y", "tặng", "cờ", by=(str(code),)).load() is None
    code.write_text("a = 2")
    kept._code.cache_clear()
    assert Kept("x", "tặng", "cờ", by=(str(code),)).load() is None


@pytest.mark.parametrize("damage", [b"", b"\n", b"short", None], ids=["empty", "no checksum", "cut", "one byte"])
def test_what_is_damaged_is_not_trusted(damage: bytes | None) -> None:
    one = Kept("x", "a")
    one.store(b"[1, 2, 3]")
    assert one.file is not None
    stored = one.file.read_bytes()
    one.file.write_bytes(stored[:-3] + b"4" + stored[-2:] if damage is None else damage)
    assert one.load() is None
    one.store(b"[1, 2, 3]")
    assert one.load() == b"[1, 2, 3]"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files here")
def test_what_belongs_to_somebody_else_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Kept("x", "a")
    one.store(b"1")
    other = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: other)
    assert one.load() is None


def test_a_folder_that_cannot_be_written_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/there-is-no-such-folder")
    one = Kept("x", "a")
    one.store(b"1")
    assert one.load() is None
    assert [where(pattern) for pattern in compiled(EXPRESSIONS)] == [where(regex.compile(e)) for e in EXPRESSIONS]


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_name: str, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    Kept("x", "a").store(b"1")
    assert list(folder.iterdir()) == []


def test_without_its_code_nothing_is_kept(tmp_path: Path) -> None:
    one = Kept("x", "a", by=(str(tmp_path / "none.py"),))
    one.store(b"1")
    assert (one.file, one.load()) == (None, None)


def test_files_that_are_not_used_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    Kept("other", "a").store(b"1")
    for number, name in enumerate("abc"):
        one = Kept("x", name)
        one.store(b"1")
        assert one.file is not None
        os.utime(one.file, (number + 1, number + 1))
        if name == "b":
            assert Kept("x", "a").load() == b"1"  # used again: younger now than b
    Kept("x", "d").store(b"1")
    assert [name for name in "abcd" if Kept("x", name).load()] == ["a", "d"]
    assert len(list(folder.iterdir())) == 3


# --- what is kept ----------------------------------------------------------------------------------


def compiled(expressions: list[str], text: str = "a file") -> list[regex.Pattern[str]]:
    made = Expressions(text)
    found = [made.compile(one) for one in expressions]
    made.keep()
    return found


def where(pattern: regex.Pattern[str]) -> list[tuple[str, tuple[int, int], dict[str, str]]]:
    return [(pattern.pattern, match.span(), match.groupdict()) for match in pattern.finditer(TEXT)]


def test_expressions_of_the_cache_find_what_they_did(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [where(pattern) for pattern in compiled(EXPRESSIONS)]
    assert all(first)
    assert len(list(folder.glob("expressions-*"))) == 1

    def fails(_source: str) -> None:
        raise AssertionError("was compiled again")

    monkeypatch.setattr("thidua.expressions.regex.compile", fails)
    assert [where(pattern) for pattern in compiled(EXPRESSIONS)] == first


def test_a_pickle_that_would_do_something_else_does_nothing(folder: Path, tmp_path: Path) -> None:
    class Harm:
        def __reduce__(self) -> tuple[object, tuple[Path]]:
            return Path.touch, (tmp_path / "harm",)

    compiled(EXPRESSIONS)
    (file,) = folder.glob("expressions-*")
    data = pickle.dumps([Harm()])
    file.write_bytes(kept._checksum(data) + data)
    assert [where(pattern) for pattern in compiled(EXPRESSIONS)] == [where(regex.compile(e)) for e in EXPRESSIONS]
    assert not (tmp_path / "harm").exists()


def test_yaml_is_the_same_again_and_errors_stay_errors(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("a: [1, 2010-05-06, no]\nb:\n  c: tặng\n", encoding="utf-8")
    first = read_yaml(file)
    assert first == {"__line__": 1, "a": ["1", "2010-05-06", "no"], "b": {"__line__": 3, "c": "tặng"}}
    assert len(list(folder.glob("yaml-*"))) == 1
    second = read_yaml(file)
    assert second == first
    second["b"]["c"] = "changed"
    assert read_yaml(file) == first
    file.write_text("a: 1\nb: [\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleError, match=r"rules\.yaml:3: is not valid YAML"):
            read_yaml(file)


@pytest.mark.parametrize("text", ["a: !!timestamp 2010-05-06", "a: !!int 7\n2: b", "&a [*a]"])
def test_yaml_that_json_cannot_hold_is_not_kept_or_the_same(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    assert repr(read_yaml(file)) == repr(read_yaml(file))


def test_openings_of_the_cache_are_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = Starts(dict(enumerate(EXPRESSIONS))), Starts(dict(enumerate(EXPRESSIONS)))
    first.prepare()
    assert len(list(folder.glob("openings-*"))) == 1
    monkeypatch.setattr("thidua.starts.openings", lambda _expression: pytest.fail("was worked out again"))
    again.prepare()
    assert (again.anywhere, again.places(TEXT, TEXT)) == (first.anywhere, first.places(TEXT, TEXT))
    assert first.places(TEXT, TEXT)
