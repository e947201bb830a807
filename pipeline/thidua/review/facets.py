"""What records can be narrowed down by: each facet is one small number for every record.

Counting takes one pass over a group of facets together: their numbers are packed into one code (`Group`), counted, and
the counts of each facet are sums over the others. So a facet's own choice never hides its other values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from thidua.review.languages import N_

Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]

NONE = ""  # the value of records that have none


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its name in addresses, its heading, and how many of its values are shown at first."""

    name: str
    title: str
    shown: int = 12


FACETS: tuple[Facet, ...] = (
    Facet("form", N_("Hình thức")),
    Facet("year", N_("Năm"), 8),
    Facet("quarter", N_("Quý")),
    Facet("grantor", N_("Cấp khen"), 8),
    Facet("recipient", N_("Đối tượng")),
    Facet("force", N_("Lực lượng"), 8),
    Facet("unit", N_("Đơn vị"), 8),
    Facet("source", N_("Nguồn"), 8),
    Facet("verdict", N_("Kiểm tra")),
    Facet("confidence", N_("Độ tin cậy")),
    Facet("status", N_("Tình trạng")),
    Facet("review", N_("Người duyệt")),
)
BY_NAME = {facet.name: facet for facet in FACETS}
# Facets that are counted in one pass: few values each, or bound to one another.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("form", "recipient", "verdict", "confidence", "status", "review"),
    ("year", "quarter"),
    ("grantor",),
    ("source",),
    ("force",),
    ("unit",),
)

CONFIDENCES = (("0.9", 0.9), ("0.7", 0.7), ("0.5", 0.5), ("0", 0.0))  # value, least

Chosen = Mapping[str, Sequence[str]]


def confidence_value(confidence: float) -> str:
    """Return the band that a confidence lies in.

    >>> confidence_value(0.93), confidence_value(0.5), confidence_value(0.1)
    ('0.9', '0.5', '0')
    """
    return next(value for value, least in CONFIDENCES if confidence >= least)


def time_of(start: str | None, end: str | None, published: str | None) -> tuple[str, str]:
    """Return year and quarter of a record: of its period, else of the day on which its article appeared.

    A period that is no part of one quarter has none; a year that is not known neither.

    >>> time_of("2019-01-01", "2019-12-31", None), time_of("2019-05-04", "2019-05-04", "2019-06-01")
    (('2019', ''), ('2019', '2'))
    >>> time_of(None, None, "2020-11")
    ('2020', '4')
    """
    last = end or published or ""
    first = start or last
    year = last[:4]
    if not year.isdigit():
        return NONE, NONE
    quarters = {(one[:4], (int(one[5:7]) + 2) // 3) for one in (first, last) if one[5:7].isdigit()}
    one_quarter = len(quarters) == 1 and len(first) >= 7 and len(last) >= 7
    return year, str(quarters.pop()[1]) if one_quarter else NONE


class Values:
    """The values of one facet, numbered as they come; several values of one record share one number (`combined`)."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, ...], int] = {}

    def code(self, *values: str) -> int:
        """Return the number of a value, or of several that a record has together."""
        return self.codes.setdefault(values or (NONE,), len(self.codes))

    def chosen(self, wanted: Sequence[str]) -> Mask:
        """Return for each number whether it has one of the values."""
        kept = frozenset(wanted)
        return np.array([not kept.isdisjoint(values) for values in list(self.codes)], bool)

    def told(self, counts: npt.NDArray[np.int64]) -> dict[str, int]:
        """Return the counts by value; a record of several values counts for each."""
        told: dict[str, int] = {}
        for values, number in list(self.codes.items()):
            if number < len(counts) and (count := int(counts[number])):
                for one in values:
                    told[one] = told.get(one, 0) + count
        return told


@dataclass(slots=True)
class Group:
    """Facets that are counted together: `packed` holds their numbers as digits of one code a record."""

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    packed: Codes

    @classmethod
    def of(cls, names: tuple[str, ...], columns: Mapping[str, Codes], values: Mapping[str, Values]) -> Group:
        """Pack the columns of some facets."""
        sizes = tuple(max(1, len(values[name].codes)) for name in names)
        packed = np.zeros(len(columns[names[0]]), np.int32)
        for name, size in zip(names, sizes, strict=True):
            packed = packed * np.int32(size) + columns[name]
        return cls(names, sizes, packed)

    def table(self, values: Mapping[str, Values], chosen: Chosen, without: str | None = None) -> Mask:
        """Return for each packed code whether it fits what is chosen, one facet left out."""
        fits = np.ones(self.sizes, bool)
        for axis, (name, size) in enumerate(zip(self.names, self.sizes, strict=True)):
            if name in chosen and name != without:
                one = np.zeros(size, bool)
                found = values[name].chosen(chosen[name])
                one[: len(found)] = found[:size]
                fits &= one.reshape([-1 if place == axis else 1 for place in range(len(self.names))])
        return fits.reshape(-1)

    def touches(self, chosen: Chosen) -> bool:
        """Whether anything is chosen in it."""
        return any(name in chosen for name in self.names)

    def counts(
        self, rows: Rows | None, values: Mapping[str, Values], chosen: Chosen
    ) -> dict[str, npt.NDArray[np.int64]]:
        """Return the counts of each facet among some records, or all, under what is chosen in the others."""
        packed = self.packed if rows is None else self.packed[rows]
        whole = np.bincount(packed, minlength=int(np.prod(self.sizes)))
        told = {}
        for axis, name in enumerate(self.names):
            kept = np.where(self.table(values, chosen, name), whole, 0).reshape(self.sizes)
            told[name] = kept.sum(axis=tuple(place for place in range(len(self.names)) if place != axis))
        return told


@dataclass(slots=True)
class Columns:
    """All records as columns: the numbers of their facets, and what they are sorted by."""

    values: dict[str, Values] = field(default_factory=lambda: {facet.name: Values() for facet in FACETS})
    codes: dict[str, Codes] = field(default_factory=dict)
    numbers: Codes = field(default_factory=lambda: np.empty(0, np.int32))  # of record_search
    days: Codes = field(default_factory=lambda: np.empty(0, np.int32))  # 20180405; 0 where unknown
    counts: Codes = field(default_factory=lambda: np.empty(0, np.int32))  # -1 where the text gives none
    confidences: npt.NDArray[np.float32] = field(default_factory=lambda: np.empty(0, np.float32))
