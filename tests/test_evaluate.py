"""The figures: small cases whose results are known, and the reference scorer's numbers where it is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from thidua.evaluate import Evaluation, Figure, FileError, by_group, evaluate, fold, intervals, load
from thidua.evaluate.tables import figures_table, groups_table

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"


def award(form: str = "giay-khen", recipient: str = "tap-the", count: int | None = 3, **more: Any) -> dict[str, Any]:
    return {"form": form, "recipient": recipient, "count": count, **more}


def figures(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return evaluate({"a": {"awards": gold}}, {"a": {"awards": predicted}}).as_dict()


@pytest.mark.parametrize(
    ("gold", "predicted", "core", "strict"),
    [
        pytest.param([award()], [award()], (1, 0, 0), (1, 0, 0), id="equal"),
        pytest.param([award()], [], (0, 1, 0), (0, 1, 0), id="missed"),
        pytest.param([], [award()], (0, 0, 1), (0, 0, 1), id="extra"),
        pytest.param([award()], [award(count=4)], (0, 1, 1), (0, 1, 1), id="another count"),
        pytest.param([award()], [award(authority=["dang"])], (1, 0, 0), (0, 1, 1), id="authority is strict"),
        pytest.param(
            [award(authority=["dang", "khac"])], [award(authority=["khac", "dang"])], (1, 0, 0), (1, 0, 0), id="a set"
        ),
        pytest.param([award(name="A")], [award(name="B")], (1, 0, 0), (1, 0, 0), id="name of giay-khen is free"),
        pytest.param(
            [award("huan-chuong", name="Chiến công")], [award("huan-chuong", name="Lao động")], (1, 0, 0), (0, 1, 1),
            id="name of huan-chuong",
        ),
        pytest.param(
            [award("danh-hieu-thi-dua", name="Đơn vị sĩ")], [award("danh-hieu-thi-dua", name="ĐƠN VỊ sỹ")],
            (1, 0, 0), (1, 0, 0), id="spelling of a name",
        ),
        pytest.param([award(count=None)], [], (0, 0, 0), (0, 0, 0), id="no count is optional"),
        pytest.param(
            [award(count=None)], [award(recipient="ca-nhan", count=None)], (0, 0, 0), (0, 0, 0), id="optional by form"
        ),
        pytest.param([award(), award()], [award()], (1, 1, 0), (1, 1, 0), id="one to one"),
        pytest.param([award(luot=False)], [award(luot=True)], (1, 0, 0), (0, 1, 1), id="luot is strict"),
        pytest.param([award()], [award(status="proposed")], (1, 0, 0), (0, 1, 1), id="status is strict"),
    ],
)  # fmt: skip
def test_records(gold: list[Any], predicted: list[Any], core: tuple[int, ...], strict: tuple[int, ...]) -> None:
    found = figures(gold, predicted)
    assert tuple(found["core"][part] for part in ("hit", "missed", "extra")) == core
    assert tuple(found["strict"][part] for part in ("hit", "missed", "extra")) == strict


def test_pairs_are_those_that_agree_on_most() -> None:
    period = ["2020-01-01", "2020-12-31"]
    gold = [award(period=None, authority=["dang"]), award(period=period, authority=["bo-cong-an"])]
    found = figures(gold, [award(period=period, authority=["bo-cong-an"]), award(authority=["dang"])])
    assert found["period"] == {"share": 1.0, "of": 1}
    assert found["role"] == {"share": 1.0, "of": 2}


def test_an_unknown_year_is_not_compared() -> None:
    period = ["XXXX-01-01", "XXXX-12-31"]
    assert figures([award(period=period)], [award()])["period"] == {"share": None, "of": 0}


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        (["2020-09-15"], ["2020-09-15"], (1, 0, 0)),
        (["XXXX-09-15"], ["2020-09-15"], (1, 0, 0)),
        (["2020-09-15"], ["XXXX-09-15"], (0, 1, 1)),
        (["2020", "2020"], ["2020"], (1, 0, 0)),
    ],
)
def test_dates(gold: list[str], predicted: list[str], expected: tuple[int, ...]) -> None:
    one = {"a": {"dates": [{"value": value} for value in gold]}}
    other = {"a": {"dates": [{"value": value} for value in predicted]}}
    figure = evaluate(one, other).figures["dates"]
    assert (figure.hit, figure.missed, figure.extra) == expected


def test_home_and_units_are_compared_where_gold_has_them() -> None:
    units = [{"name": "Phòng Hậu cần", "parent": "Công an tỉnh Kẻ Sặt"}, {"name": "Bộ Công an", "parent": None}]
    guess = [
        {"name": "phòng hậu cần", "parent": "Bộ Công an"},
        {"name": "Bộ Công an", "parent": None},
        {"name": "Đội 3"},
    ]
    gold = {"a": {"home": "Công an tỉnh Kẻ Sặt", "units": units}, "b": {"home": None, "units": []}}
    result = evaluate(gold, {"a": {"home": "Công an tỉnh Kẻ Sặt", "units": guess}})
    assert result.figures["units"] == Figure(hit=2, missed=0, extra=1)
    assert result.as_dict()["parent"] == {"share": 0.5, "of": 2}
    assert result.as_dict()["home"] == {"share": 1.0, "of": 2}
    assert {miss.figure for miss in result.errors} == {"units", "parent"}
    assert "units" not in evaluate({"a": {"awards": []}}, {}).as_dict()


def test_each_miss_is_listed_and_the_table_shows_all_figures() -> None:
    result = evaluate({"a": {"awards": [award()], "ranks": [{"rank": "Đại tá", "person": "Lê Thị Bưởi"}]}}, {})
    assert [(miss.article, miss.figure, miss.kind) for miss in result.errors] == [
        ("a", "core", "missed"), ("a", "strict", "missed"), ("a", "ranks", "missed"),
    ]  # fmt: skip
    for name in ("core", "strict", "ranks", "dates", "period", "role"):
        assert name in figures_table(result, intervals(result))


GROUPED = {
    "a": {"source": "báo 1", "awards": [award(), award("bang-khen")]},
    "b": {"source": "báo 2", "awards": [award(count=9)]},
}
GUESSED = {
    "a": {"awards": [award(rule=["number.x", "assembly.one"], confidence=0.97), award("thu-khen", confidence=0.4)]},
    "b": {"awards": [award(count=9, luot=True, rule=["assembly.one"], confidence=1.0)]},
}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("form", {"giay-khen": (2, 0, 0), "bang-khen": (0, 1, 0), "thu-khen": (0, 0, 1)}),
        ("source", {"báo 1": (1, 1, 1), "báo 2": (1, 0, 0)}),
        ("pattern", {"assembly.one": (2, 0, 0), "(missed)": (0, 1, 0), "-": (0, 0, 1)}),
        ("confidence", {"0.9-1.0": (2, 0, 0), "0.4-0.5": (0, 0, 1), "(missed)": (0, 1, 0)}),
        ("recipient", {"tap-the": (2, 1, 1)}),
        ("authority", {"-": (2, 1, 1)}),
        ("status", {"awarded": (2, 1, 1)}),
    ],
)
def test_groups(by: Any, expected: dict[str, tuple[int, ...]]) -> None:
    found = by_group(GROUPED, GUESSED, by)
    assert {name: (core.hit, core.missed, core.extra) for name, (core, _) in found.items()} == expected
    assert sum(strict.hit for _, strict in found.values()) == 1  # luot differs in b
    assert all(name in groups_table(found) for name in expected)


def test_intervals_hold_the_figure_and_shrink_with_more_articles() -> None:
    def some(count: int) -> Evaluation:
        gold = {str(i): {"awards": [award()]} for i in range(count)}
        return evaluate(gold, {str(i): {"awards": [award(count=3 if i % 4 else 5)]} for i in range(count)})

    few, many = some(20), some(400)
    for result in (few, many):
        low, high = intervals(result)["core"]
        assert low <= result.figures["core"].f1 <= high
    width = {size: high - low for size, (low, high) in ((20, intervals(few)["core"]), (400, intervals(many)["core"]))}
    assert width[400] < width[20] / 2
    assert intervals(few) == intervals(few)
    assert "period" not in intervals(few)  # nothing to compare
    with pytest.raises(ValueError, match="no articles"):
        intervals(evaluate({}, {}))


def test_an_interval_is_near_the_exact_one() -> None:
    """For a share of independent articles the bootstrap must come to the binomial interval: 0.7 ± 0.09 for n = 100."""
    gold = {str(i): {"home": "Công an tỉnh Kẻ Sặt"} for i in range(100)}
    result = evaluate(gold, {str(i): {"home": "Công an tỉnh Kẻ Sặt" if i % 10 < 7 else None} for i in range(100)})
    low, high = intervals(result, draws=5_000)["home"]
    assert low == pytest.approx(0.61, abs=0.02)
    assert high == pytest.approx(0.79, abs=0.02)


def test_fold() -> None:
    assert fold("Vì ANTQ") == fold("vì an ninh Tổ quốc")
    assert fold("Thượng  uý") == fold("thượng úy".upper())
    assert fold(None) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [("{", "x.jsonl:1"), ('{"id": "a"}\n[]\n', "x.jsonl:2"), ('{"awards": []}\n', "x.jsonl:1")],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content)
    with pytest.raises(FileError, match=says):
        load(path)
    with pytest.raises(FileError, match="cannot be read"):
        load(tmp_path / "none.jsonl")


def spoiled(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return a document as a bad extractor might have read it."""
    value: dict[str, Any] = json.loads(json.dumps(document))
    awards = [one for one in value.get("awards") or [] if chance.random() > 0.2]
    for one in awards:
        if chance.random() < 0.2:
            one["count"] = chance.choice([None, 1, 2, 5])
        if chance.random() < 0.2:
            one["authority"] = chance.sample(["dang", "khac", "bo-cong-an"], 2)
        if chance.random() < 0.2:
            one["period"] = None
        if chance.random() < 0.2:
            one["name"] = str(one.get("name") or "").upper() or None
        if chance.random() < 0.2:
            one["role"] = chance.choice([None, "total", "part"])
    chance.shuffle(awards)
    value["awards"] = awards + [one for one in awards if chance.random() < 0.15]
    for name in ("ranks", "dates"):
        value[name] = [one for one in value.get(name) or [] if chance.random() > 0.2]
    if value["dates"] and chance.random() < 0.5:
        value["dates"].append({"text": "x", "value": "1999-01-01"})
    return value


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the reference scorer is not beside this checkout")
@pytest.mark.parametrize("seed", range(5))
def test_same_figures_as_the_reference_scorer(seed: int) -> None:
    spec = importlib.util.spec_from_file_location("reference_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    for path in sorted(SHARED.glob("*.jsonl")):
        gold = load(path)
        chance = random.Random(seed)
        predicted = {ident: spoiled(dict(one), chance) for ident, one in gold.items() if chance.random() > 0.05}
        expected, errors = reference.score(gold, predicted)
        found = evaluate(gold, predicted)
        assert {name: found.as_dict()[name] for name in expected} == expected, path.name
        ours = [miss for miss in found.errors if miss.kind != "differs" and miss.figure != "units"]
        assert len(ours) == len(errors)
