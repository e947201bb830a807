"""The columns of flat tables, derived from records.py; all sinks that write tables take them from here.

A list of codes stays a list, a period becomes `period`, `period_from` and `period_to`, evidence becomes quote and
span of its first stretch. What has no place in a flat row (all evidence, all fields, named recipients one by one) is
in JSONL, Parquet and SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from thidua.records import Article, Award, Evidence, Extraction, NamedUnit, Problem, RankedPerson, Recipient, StatedDate

Kind = Literal["text", "integer", "number", "boolean", "date", "list"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the kind of its cells, and how its cell is read from a record."""

    name: str
    kind: Kind
    get: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that one kind of record makes: columns of the article first, then those of the record."""

    name: str
    model: type[BaseModel]
    attribute: str  # of Extraction
    columns: tuple[Column, ...]

    def rows(self, extraction: Extraction) -> Iterator[list[Any]]:
        """Yield a row for each record of an extraction."""
        about = [column.get(extraction) for column in ARTICLE_COLUMNS]
        for record in getattr(extraction, self.attribute):
            yield [*about, *(column.get(record) for column in self.columns)]

    @property
    def names(self) -> list[str]:
        """All column names, in order."""
        return [column.name for column in self.all_columns]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns of the article and of the record."""
        return (*ARTICLE_COLUMNS, *self.columns)


def without_none(annotation: Any) -> Any:
    """Return the annotation without `None` and without metadata."""
    if get_origin(annotation) is Annotated:
        return without_none(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (part for part in get_args(annotation) if part is not type(None))
        return without_none(inner)
    return annotation


def scalar_kind(annotation: Any) -> Kind | None:
    """Return the kind of a plain field, None for a compound one."""
    if get_origin(annotation) is Literal:
        return "integer" if isinstance(get_args(annotation)[0], int) else "text"
    kinds: dict[Any, Kind] = {str: "text", bool: "boolean", int: "integer", float: "number"}
    return kinds.get(annotation)


def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """Return the flat columns of a model, in the order of its fields."""
    return tuple(_columns(model))


def _columns(model: type[BaseModel]) -> Iterator[Column]:
    hints = get_type_hints(model, include_extras=True)
    for field, info in model.model_fields.items():
        name = info.alias or field
        annotation = without_none(hints[field])
        if kind := scalar_kind(annotation):
            yield Column(name, "date" if name == "published" else kind, attrgetter(field))
        elif get_origin(annotation) is tuple:
            parts = get_args(annotation)
            if parts == (str, str):
                yield Column(name, "text", _joined(field))
                for index, suffix in enumerate(("from", "to")):
                    yield Column(f"{name}_{suffix}", "date", _part(field, index))
            elif parts[0] is Evidence:
                for key in ("quote", "start", "end", "block"):
                    sort: Kind = "integer" if key in ("start", "end") else "text"
                    yield Column(key, sort, _first_evidence(field, key))
            elif parts[0] is Recipient:
                yield Column(name, "text", _people(field))
            else:
                yield Column(name, "list", _list(field))


def _part(field: str, index: int) -> Callable[[Any], Any]:
    return lambda record: value[index] if (value := getattr(record, field)) else None


def _first_evidence(field: str, key: str) -> Callable[[Any], Any]:
    return lambda record: getattr(value[0], key) if (value := getattr(record, field)) else None


def _joined(field: str) -> Callable[[Any], Any]:
    return lambda record: "/".join(getattr(record, field) or ()) or None


def _list(field: str) -> Callable[[Any], Any]:
    return lambda record: list(getattr(record, field))


def _people(field: str) -> Callable[[Any], Any]:
    return lambda record: people(getattr(record, field))


def people(recipients: tuple[Recipient, ...]) -> str | None:
    """Return named recipients as one cell: `Đại úy Lê Văn Tám (Đội trưởng, Công an xã Y); Phòng Hậu cần`."""
    cells = []
    for one in recipients:
        about = ", ".join(filter(None, (one.position, one.unit)))
        cells.append(" ".join(filter(None, (one.rank, one.name))) + (f" ({about})" if about else ""))
    return "; ".join(cells) or None


def real_date(value: object) -> date | None:
    """Return a full ISO day as a date; None for a month, a year that is not known (XXXX) or no date at all."""
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


ARTICLE_COLUMNS = (
    Column("article", "text", attrgetter("id")),
    Column("published", "date", attrgetter("published")),
    Column("source", "text", attrgetter("source")),
    Column("title", "text", attrgetter("title")),
    Column("url", "text", attrgetter("url")),
    Column("home", "text", attrgetter("home")),
)
AWARDS = Table("awards", Award, "awards", columns_of(Award))
RANKS = Table("ranks", RankedPerson, "ranks", columns_of(RankedPerson))
DATES = Table("dates", StatedDate, "dates", columns_of(StatedDate))
UNITS = Table("units", NamedUnit, "units", columns_of(NamedUnit))
PROBLEMS = Table("problems", Problem, "problems", columns_of(Problem))
TABLES = (AWARDS, RANKS, DATES, UNITS, PROBLEMS)
ARTICLE_FIELDS = tuple(column for column in columns_of(Article) if column.name != "captions")
