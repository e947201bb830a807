"""What scoring gives: rankings, rows, points, and the records without points with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from thidua.facts import Fact, Unit
from thidua.scoring.periods import Period
from thidua.scoring.scheme import Scheme

Level = Literal["unit", "force"]

# Why a record has no points, as a reader sees it.
REASONS = {
    "status": "mới đề nghị hoặc dự kiến, chưa được tặng",
    "count": "bài không nêu số lượng",
    "total": "là tổng; các phần của nó đã được tính",
    "part": "là một phần; tổng của nó đã được tính",
    "duplicate": "cùng một con số với bài khác; chỉ tính một lần",
    "conflict": "các bài nêu khác nhau; tính theo bài khác",
    "conflict-left": "các bài nêu khác nhau; cơ chế điểm không tính",
    "no-date": "không rõ ngày",
    "overlap": "thời kỳ của số liệu chỉ trùng một phần với kỳ tính điểm",
    "unit": "không rõ đơn vị",
    "unscored": "cơ chế điểm không cho điểm hình thức này",
    "no-weight": "cơ chế điểm không có mức cho tên, hạng, cấp khen hoặc đối tượng này",
    "within": "nằm trong số của thời kỳ dài hơn hoặc của cả lực lượng, cùng hình thức và cấp khen",
    "title": "danh hiệu của cùng đơn vị, cùng năm; chỉ tính danh hiệu cao nhất",
}


@dataclass(frozen=True, slots=True)
class Point:
    """Points of one record: `weight` times `count`, less what a cap took."""

    fact: Fact
    rule: str
    weight: Fraction
    count: int
    points: Fraction
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record of the period without points, and why."""

    fact: Fact
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in a ranking."""

    rank: int
    unit: Unit
    points: Fraction
    band: str | None
    items: tuple[Point, ...]
    deducted: tuple[tuple[Fraction, str], ...] = ()

    @property
    def name(self) -> str:
        """The unit's name, with the first day of its state where a merger kept the name, and what is above it."""
        return long_name(self.unit)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The outcome of a scheme for a period."""

    scheme: Scheme
    period: Period | None
    level: Level
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = field(default=())
    outside: int = 0  # records of other periods
    without_strength: tuple[str, ...] = ()  # units that a per-capita scheme cannot rank
    unused_deductions: tuple[str, ...] = ()  # units with a deduction of the period that hold no points to take it from


def long_name(unit: Unit) -> str:
    """Return a unit's name with what tells it from others of that name: its force, the first day of its state."""
    above = f", {unit.path[-1]}" if len(unit.path) > 1 else ""
    since = f" (từ {unit.since})" if unit.since else ""
    return f"{unit.name}{above}{since}"


def one_of(units: Iterable[Unit]) -> str:
    """Return how to name units that share a name: with what tells them apart, else by their ids."""
    told = {long_name(unit) if long_name(unit) != unit.name else f"{unit.name} [{unit.id}]" for unit in units}
    return " or ".join(f"«{name}»" for name in sorted(told))


def left(fact: Fact, code: str, told: str = "") -> LeftOut:
    """Return a record without points with the sentence of its code, or with a narrower one."""
    return LeftOut(fact, code, told or REASONS[code])
