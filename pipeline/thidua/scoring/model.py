"""What a scheme is: weights, caps, bands, deductions."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from thidua.offsets import fold

CONFLICTS = ("lowest", "highest", "leave-out")
TITLES = ("highest", "sum")


@dataclass(frozen=True, slots=True)
class Weight:
    """What one award of a form is worth, by kind of recipient; conditions that are empty hold for all."""

    id: str
    form: str
    names: tuple[str, ...]  # folded
    classes: frozenset[int]
    authority: frozenset[str]
    points: Mapping[str, Fraction]  # recipient → points
    start: str
    end: str
    verified: bool
    unscored: str = ""  # why such awards have no points; `points` is empty then

    @property
    def narrowness(self) -> int:
        """How many conditions it has: of the weights that fit, the narrowest counts."""
        return sum(map(bool, (self.names, self.classes, self.authority, self.start or self.end)))

    @property
    def conditions(self) -> tuple[object, ...]:
        """What an award must be for it to fit."""
        return self.form, frozenset(self.names), self.classes, self.authority, self.start, self.end

    def fits(self, form: str, name: str | None, class_: int | None, authority: Sequence[str], day: str | None) -> bool:
        """Whether it is for such an award on such a day."""
        return (
            form == self.form
            and (not self.names or (name is not None and fold(name).startswith(self.names)))
            and (not self.classes or class_ in self.classes)
            and (not self.authority or bool(self.authority & set(authority)))
            and (day is None or ((not self.start or day >= self.start) and (not self.end or day <= self.end)))
        )


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off a unit, for something that happened on a day."""

    unit: str
    day: str
    points: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that a scheme file says."""

    id: str
    letter: str
    title: str
    source: str
    verified: bool
    weights: tuple[Weight, ...]
    unscored: Mapping[str, str]  # form → why it has no points
    conflict: str
    titles: str
    caps: Mapping[str, Fraction]  # form, or total → most points
    tie_break: tuple[str, ...]  # forms, the one that decides first in front
    bands: tuple[tuple[Fraction, str], ...]  # from points, name; highest first
    deductions: tuple[Deduction, ...]
    per: int | None  # points for so many people of the unit's strength
    strengths: Mapping[str, int]  # folded name → people
    file: Path

    def band(self, points: Fraction) -> str | None:
        """Return the rating of so many points."""
        return next((name for least, name in self.bands if points >= least), None)


def name_key(name: str) -> str:
    """Return what names of units and awards are compared by: folded, whatever Unicode form a person typed."""
    return fold(unicodedata.normalize("NFC", name))
