"""The differences of two extractions: each kind, in the right direction, and judged against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from thidua.cli import app
from thidua.compare import Change, compare, summary


def award(count: int | None = 3, at: int = 0, **more: Any) -> dict[str, Any]:
    place = {"start": at, "end": at + 10, "quote": "giấy khen\n cho 3"}
    return {"form": "giay-khen", "recipient": "tap-the", "count": count, "evidence": [place], **more}


def changes(old: list[Any], new: list[Any], gold: list[Any] | None = None) -> list[Change]:
    truth = None if gold is None else {"a": {"awards": gold}}
    return list(compare({"a": {"awards": old}}, {"a": {"awards": new}}, truth))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([award()], [award()], [], id="equal"),
        pytest.param([], [award()], ["gained"], id="gained"),
        pytest.param([award()], [], ["lost"], id="lost"),
        pytest.param([award()], [award(5)], ["changed"], id="another count at the same place"),
        pytest.param([award()], [award(5, at=50)], ["lost", "gained"], id="elsewhere"),
        pytest.param([award(), award(at=50)], [award(at=50), award()], [], id="order says nothing"),
        pytest.param([award(), award(4, at=5)], [award(4, at=5)], ["lost"], id="the one that is equal stays"),
        pytest.param([award(group="g1")], [award(group="g2")], [], id="the name of a group says nothing"),
        pytest.param([award(at=0)], [award(at=3)], [], id="evidence alone says nothing"),
        pytest.param([award(confidence=0.5)], [award(confidence=0.9)], [], id="confidence says nothing"),
    ],
)
def test_kinds(old: list[Any], new: list[Any], expected: list[str]) -> None:
    assert [change.kind for change in changes(old, new)] == expected


def test_a_change_tells_the_fields_that_differ() -> None:
    (change,) = changes([award(period=["2020-01-01", "2020-12-31"])], [award(5)])
    assert change.old == {"count": 3, "period": ["2020-01-01", "2020-12-31"]}
    assert change.new == {"count": 5, "period": None}
    assert change.line() == "a\tawards\tchanged\tcount: 3 → 5; period: 2020-01-01+2020-12-31 → -\t«giấy khen cho 3»"


def test_gold_says_who_is_right() -> None:
    gold = [award(), award(7, at=50)]
    assert [change.verdict for change in changes([award()], [award(5)], gold)] == ["right → wrong"]
    assert [change.verdict for change in changes([award()], [award(), award(7, at=50)], gold)] == ["right"]
    assert [change.verdict for change in changes([award(9, at=90)], [], gold)] == ["wrong"]
    assert [change.verdict for change in changes([], [award()], None)] == [None]
    assert list(summary(changes([award()], [award(5)], gold))) == [
        "awards: 0 gained, 0 lost, 1 changed (1 right → wrong)"
    ]


def test_ranks_dates_units_and_home() -> None:
    old = {
        "ranks": [{"rank": "Đại tá", "person": "Lê Thị Bưởi", "position": None}],
        "dates": [{"text": "năm 2019", "value": "2019"}],
        "units": [{"name": "Phòng Tham mưu", "parent": None}],
        "home": None,
    }
    new = {
        "ranks": [{"rank": "Đại tá", "person": "Lê Thị Bưởi", "position": "Giám đốc"}],
        "dates": [{"text": "2020", "value": "2020"}],
        "units": [{"name": "phòng Tham mưu", "parent": None}],
        "home": "Công an tỉnh Kẻ Sặt",
    }
    found = list(compare({"a": old}, {"a": new}))
    assert [(change.item, change.kind) for change in found] == [
        ("ranks", "changed"), ("dates", "lost"), ("dates", "gained"), ("units", "changed"), ("home", "changed"),
    ]  # fmt: skip
    assert found[0].new == {"position": "Giám đốc"}


def test_articles_that_one_side_lacks() -> None:
    found = list(compare({"a": {"awards": [award()]}}, {"b": {"awards": [award()]}}))
    assert [(change.article, change.kind) for change in found] == [("a", "lost"), ("b", "gained")]


def test_the_command(tmp_path: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text(json.dumps({"id": "a", "awards": [award()]}) + "\n")
    new.write_text(json.dumps({"id": "a", "awards": [award(5)]}) + "\n")
    told = CliRunner().invoke(app, ["compare", str(old), str(new), "--gold", str(old)])
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "a\tawards\tchanged\tcount: 3 → 5\t«giấy khen cho 3»\tright → wrong",
        "awards: 0 gained, 0 lost, 1 changed (1 right → wrong)",
    ]
    told = CliRunner().invoke(app, ["compare", str(old), str(new), "--json"])
    assert json.loads(told.stdout)["new"] == {"count": 5}
    assert CliRunner().invoke(app, ["compare", str(old), str(old)]).stdout == "no difference\n"
    told = CliRunner().invoke(app, ["compare", str(old), str(tmp_path / "none.jsonl")])
    assert told.exit_code == 3
    assert "none.jsonl: cannot be read" in told.stderr
