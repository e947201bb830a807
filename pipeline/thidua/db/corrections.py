"""What people corrected: an append-only log, applied to what the rules read on every load.

A correction points to a record by the hash of the article's text, the span of the figure, form and recipient, never by
the record's id, which changes with the rules. Where what it points to is gone or now reads otherwise, it becomes a
conflict that somebody must look at; it is never lost.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from sqlalchemy import Connection, func, insert, select

from thidua.db import schema
from thidua.db.errors import CellError, CorrectionError
from thidua.db.rows import Row, figure_span
from thidua.records import Award, Extraction

REVIEW = "review"  # the field that holds a person's verdict on a whole record
VERDICTS = ("accepted", "rejected")
FIELDS = (
    "form", "name", "class", "authority", "recipient", "count", "qualifier", "luot", "status", "recipient_unit",
    "recipient_unit_full", "period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the log: `old` is what the rules (or the entry before) said, `new` what is right."""

    text_hash: str
    article: str  # its id when the correction was made, for people
    start: int
    end: int
    form: str
    recipient: str
    field: str
    old: str | None
    new: str | None
    who: str
    at: str
    why: str

    @property
    def id(self) -> str:
        """A hash of all of it: the same entry imported twice is one."""
        parts = [getattr(self, name) for name in self.__dataclass_fields__]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _key(entry: Correction) -> tuple[int, int, str, str, str]:
    return entry.start, entry.end, entry.form, entry.recipient, entry.field


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that does not fit what the rules read now."""

    correction: Correction
    message: str


class Corrections:
    """All entries of a database, by the text and by the article that they are about."""

    def __init__(self, entries: Sequence[Correction]) -> None:
        self._by_text: dict[str, list[Correction]] = defaultdict(list)
        self._by_article: dict[str, list[Correction]] = defaultdict(list)
        for one in entries:
            self._by_text[one.text_hash].append(one)
            self._by_article[one.article].append(one)

    @classmethod
    def read(cls, connection: Connection) -> Corrections:
        """Return the log in the order in which the entries were made."""
        table = schema.corrections
        rows = connection.execute(select(table).order_by(table.c.at, table.c.id)).mappings()
        return cls([of_row(row) for row in rows])

    def has(self, entry: Correction) -> bool:
        """Whether an entry is in the log, at whatever time it was made, and was not taken back since."""
        same = [one for one in self._by_text.get(entry.text_hash, []) if _key(one) == _key(entry)]
        if any(one.id == entry.id for one in same):
            return True
        again = [index for index, one in enumerate(same) if replace(one, at=entry.at) == entry]
        return bool(again) and not any((one.old, one.new) == (entry.new, entry.old) for one in same[again[-1] + 1 :])

    def about(self, extraction: Extraction) -> list[Correction]:
        """Return the entries about an article: about its text, and those made when its id stood for another text."""
        found = self._by_text.get(extraction.text_hash or "", [])
        older = [one for one in self._by_article.get(extraction.id, []) if one.text_hash != extraction.text_hash]
        return [*found, *older]


def of_row(row: Mapping[Any, Any]) -> Correction:
    """Return an entry of the log from its row."""
    return Correction(**{name: row[name] for name in Correction.__dataclass_fields__})


def write_log(connection: Connection, entries: Sequence[Correction]) -> None:
    """Add entries to the log, after those that are in it."""
    table = schema.corrections
    last = connection.scalar(select(func.max(table.c.number))) or 0
    rows = [
        {"id": one.id, "number": number, **{name: getattr(one, name) for name in Correction.__dataclass_fields__}}
        for number, one in enumerate(entries, last + 1)
    ]
    connection.execute(insert(table), rows)


def told(award: Award, field: str) -> str | None:
    """Return a field of a record as the text of a cell: codes, «a, b» for a list, «from/to» for a period.

    None is «not stated».
    """
    value = getattr(award, _attribute(field))
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return ("/" if field == "period" else ", ").join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def meant(field: str, cell: str | None) -> Any:
    """Return the value that a cell means for a field; raise CorrectionError where the field cannot hold it."""
    if field not in FIELDS:
        raise CorrectionError(f"there is no field {field!r}; fields are {', '.join((*FIELDS, REVIEW))}")
    value: Any = cell
    if field == "authority":
        value = tuple(part.strip() for part in (cell or "").split(",") if part.strip())
    elif field == "period" and cell is not None:
        value = tuple(cell.split("/"))
    try:
        return _adapter(_attribute(field)).validate_python(value)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise CellError(field, cell, reason) from None


def _attribute(field: str) -> str:
    return "class_" if field == "class" else field


@cache
def _adapter(attribute: str) -> TypeAdapter[Any]:
    # A record may have any number or text there; what a person writes must be one that an award can have.
    if attribute == "class_":
        return TypeAdapter(Annotated[int, Field(ge=1, le=3)] | None)
    if attribute == "count":
        return TypeAdapter(Annotated[int, Field(ge=1)] | None)
    if attribute == "period":
        return TypeAdapter(Annotated[tuple[date, date], AfterValidator(_as_period)] | None)
    return TypeAdapter(get_type_hints(Award, include_extras=True)[attribute])


def _as_period(days: tuple[date, date]) -> tuple[str, str]:
    if days[0] > days[1]:
        raise ValueError("it ends before it begins")
    return days[0].isoformat(), days[1].isoformat()


def apply_corrections(
    extraction: Extraction, entries: Sequence[Correction]
) -> tuple[Extraction, dict[str, str], list[Conflict]]:
    """Return an article's records as corrected, which records a person looked at, and what does not fit any more."""
    if not entries:
        return extraction, {}, []
    awards = {award.id: award for award in extraction.awards}
    held: dict[str, list[Correction]] = defaultdict(list)
    conflicts = []
    for one in entries:
        found, reason = _record_of(one, extraction, awards)
        if found is None:
            conflicts.append(Conflict(one, reason))
            continue
        current = awards[found]
        says = None if one.field == REVIEW else told(current, one.field)
        if one.field == REVIEW or says == one.new:  # in the second case the rules have learned it
            held[found].append(one)
        elif says != one.old:
            conflicts.append(
                Conflict(
                    one, f"{one.field} nay đọc là {says or '(trống)'}, khi sửa là {one.old or '(trống)'}; chưa sửa"
                )
            )
        else:
            awards[found] = corrected_award(current, one.field, one.new)
            held[found].append(one)
    reviews = {found: review for found, entries in held.items() if (review := standing(entries))}
    return extraction.model_copy(update={"awards": tuple(awards.values())}), reviews, conflicts


def corrected_award(award: Award, field: str, new: str | None) -> Award:
    """Return a record with a field as a cell says it."""
    return award.model_copy(update={_attribute(field): meant(field, new)})


def standing(entries: Sequence[Correction]) -> str | None:
    """Return how a record stands after the entries about it, in their order; None where all was taken back.

    A correction takes an acceptance back, since it says that something was wrong; a rejection stays.
    """
    verdict: str | None = None
    first: dict[str, str | None] = {}
    last: dict[str, str | None] = {}
    for one in entries:
        if one.field == REVIEW:
            verdict = one.new
            continue
        first.setdefault(one.field, one.old)
        last[one.field] = one.new
        verdict = verdict if verdict == "rejected" else None
    return verdict or ("corrected" if any(first[field] != last[field] for field in first) else None)


def _record_of(one: Correction, extraction: Extraction, awards: Mapping[str, Award]) -> tuple[str | None, str]:
    """Return the id of the record that an entry points to, or None and the reason why there is none."""
    if one.text_hash != extraction.text_hash:
        return None, "bài đã đổi nội dung sau khi sửa; chưa sửa"
    here = [award for award in extraction.awards if figure_span(award) == (one.start, one.end)]
    exact = [award for award in here if award.form == one.form and award.recipient == one.recipient]
    if len(exact) > 1:
        exact = [award for award in exact if one.field == REVIEW or told(awards[award.id], one.field) == one.old]
    if len(exact) == 1:
        return exact[0].id, ""
    if exact:
        return None, "nhiều bản ghi cùng chỗ này; chưa sửa"
    if here:
        return None, f"chỗ này nay là {here[0].form}, {here[0].recipient}; chưa sửa"
    return None, "chỗ này không còn bản ghi nào; chưa sửa"


def conflict_rows(article: str, conflicts: Sequence[Conflict]) -> list[Row]:
    """Return the rows of conflicts of one article."""
    return list({one.correction.id: (one.correction.id, article, one.message) for one in conflicts}.values())
