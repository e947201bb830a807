"""The log of corrections as CSV, in and out, and reviewed articles as gold."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Engine, select

from thidua.db import schema
from thidua.db.bulk import write_rows
from thidua.db.cells import as_code, field_of
from thidua.db.connect import told_plainly
from thidua.db.corrections import (
    REVIEW,
    VERDICTS,
    Conflict,
    Correction,
    Corrections,
    apply_corrections,
    conflict_rows,
    meant,
    write_log,
)
from thidua.db.errors import CorrectionError
from thidua.db.load import rewrite
from thidua.db.queries import extractions
from thidua.db.rows import figure_span
from thidua.records import Award, Extraction
from thidua.registry import Registry
from thidua.sources.csv import separator_of

COLUMNS = tuple(one.name for one in fields(Correction))
_NEEDED = ("field", "old", "new", "who", "why")
_PLACE = ("article", "start", "end")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to."""

    added: int
    known: int  # stood in the log already
    conflicts: tuple[Conflict, ...]
    articles: tuple[str, ...]  # whose records changed


def import_corrections(
    engine: Engine,
    file: Path,
    registry: Registry,
    *,
    now: Callable[[], str],
    after: Callable[[Connection], None] = lambda _connection: None,
) -> Imported:
    """Add the corrections of a CSV file to the log and apply them; all of it or, after an error, nothing.

    A line names its record by `record` (its id), or by `article`, `start` and `end` of the figure. Raise CorrectionError
    with file and line for a line that cannot be used.
    """
    with told_plainly(engine), engine.begin() as connection:
        entries = _entries(connection, file, now())
        known = Corrections.read(connection)
        fresh = {one.id: one for one in entries if not known.has(one)}
        if fresh:
            write_log(connection, list(fresh.values()))
        articles, conflicts = _apply(connection, list(fresh.values()), registry)
        if articles:
            after(connection)
    return Imported(len(fresh), len(entries) - len(fresh), tuple(conflicts), tuple(articles))


def _entries(connection: Connection, file: Path, at: str) -> list[Correction]:
    rows = list(_lines(file))
    wanted = {row["article"] for _, row in rows if row.get("article")}
    by_record = dict(
        connection.execute(
            select(schema.records.c.id, schema.records.c.article).where(
                schema.records.c.id.in_([row["record"] for _, row in rows if row.get("record")])
            )
        ).all()
    )
    found = {one.id: one for _, one in extractions(connection, sorted(wanted | set(by_record.values())), rejected=True)}
    entries: list[Correction] = []
    answers: dict[tuple[Any, ...], tuple[str | None, str | None, int]] = {}
    for line, row in rows:
        try:
            one = _entry(row, by_record, found, at)
        except CorrectionError as error:
            raise CorrectionError(f"{file}:{line}: {error}") from None
        key = (one.text_hash, one.start, one.end, one.form, one.recipient, one.field)
        old, new, before = answers.get(key, (None, None, 0))
        if before and (old, new) != (one.old, one.new) and new != one.old:
            raise CorrectionError(
                f"{file}:{line}: {one.field} is {one.new!r} here and {new!r} in line {before}; one field has one answer"
            )
        answers[key] = one.old, one.new, line
        entries.append(one)
    return entries


def _lines(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            separator = separator_of(stream.readline())
            stream.seek(0)
            reader = csv.DictReader(stream, delimiter=separator)
            names = reader.fieldnames or []
            lacking = [name for name in _NEEDED if name not in names]
            if lacking:
                raise CorrectionError(f"{file}: lacks the columns {', '.join(lacking)}; it has {', '.join(names)}")
            if "record" not in names and not set(_PLACE) <= set(names):
                raise CorrectionError(f"{file}: needs the column record, or article, start and end")
            for row in reader:
                yield reader.line_num, {key: value for key, value in row.items() if key and isinstance(value, str)}
    except UnicodeDecodeError:
        raise CorrectionError(f"{file}: is not UTF-8; save it as «CSV UTF-8»") from None
    except csv.Error as error:
        raise CorrectionError(f"{file}: is no CSV table: {error}") from None


def _entry(
    row: Mapping[str, str], by_record: Mapping[str, str], found: Mapping[str, Extraction], at: str
) -> Correction:
    extraction, award = _target(row, by_record, found)
    field = field_of(row["field"])
    old, new = as_code(field, row["old"]), as_code(field, row["new"])
    if field == REVIEW:
        if new not in VERDICTS:
            raise CorrectionError(f"review is {' or '.join(VERDICTS)}, not {row['new']!r}")
    else:
        meant(field, old)
        meant(field, new)
    for name in ("who", "why"):
        if not row[name].strip():
            raise CorrectionError(f"{name} is empty; the log says who corrected and why")
    start, end = figure_span(award)
    return Correction(
        text_hash=extraction.text_hash or "", article=extraction.id, start=start, end=end,
        form=row.get("form") or award.form, recipient=row.get("recipient") or award.recipient,
        field=field, old=old, new=new, who=row["who"].strip(), at=row.get("at", "").strip() or at,
        why=row["why"].strip(),
    )  # fmt: skip


def _target(
    row: Mapping[str, str], by_record: Mapping[str, str], found: Mapping[str, Extraction]
) -> tuple[Extraction, Award]:
    """Return the record that a line names, with its article."""
    if ident := row.get("record"):
        if ident not in by_record:
            raise CorrectionError(
                f"there is no record {ident} in the database (ids change with the rules; article, start and end do not)"
            )
        extraction = found[by_record[ident]]
        return extraction, next(award for award in extraction.awards if award.id == ident)
    named = found.get(row.get("article", ""))
    if named is None:
        raise CorrectionError(f"there is no article {row.get('article')!r} in the database")
    try:
        span = int(row["start"]), int(row["end"])
    except ValueError:
        raise CorrectionError(f"start and end are numbers, not {row['start']!r} and {row['end']!r}") from None
    here = [award for award in named.awards if figure_span(award) == span]
    fitting = [award for award in here if row.get("form", award.form) == award.form] or here
    fitting = [award for award in fitting if row.get("recipient", award.recipient) == award.recipient] or fitting
    if not fitting:
        raise CorrectionError(f"article {named.id} has no record at {span[0]}-{span[1]}")
    return named, fitting[0]


def _apply(connection: Connection, entries: list[Correction], registry: Registry) -> tuple[list[str], list[Conflict]]:
    """Apply new entries to the records that the database holds now."""
    log = Corrections(entries)
    conflicts: list[Conflict] = []
    touched = []
    table = schema.records
    texts = {one.text_hash for one in entries}
    about = select(schema.articles.c.id).where(schema.articles.c.text_hash.in_(texts))
    for article, extraction in extractions(connection, sorted(connection.scalars(about)), rejected=True):
        corrected, reviews, wrong = apply_corrections(extraction, log.about(extraction))
        conflicts += wrong
        write_rows(connection, {"correction_conflicts": conflict_rows(extraction.id, wrong)})
        if reviews:
            stored = select(table.c.id, table.c.review).where(table.c.article == extraction.id)
            before = {row.id: row.review for row in connection.execute(stored) if row.review}
            rewrite(connection, registry, article, corrected, before | reviews)
            touched.append(extraction.id)
    return touched, conflicts


def export_corrections(connection: Connection, stream: TextIO) -> int:
    """Write the whole log as CSV; return the number of entries."""
    table = schema.corrections
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    count = 0
    for row in connection.execute(select(table).order_by(table.c.at, table.c.id)).mappings():
        writer.writerow(["" if row[name] is None else row[name] for name in COLUMNS])
        count += 1
    return count


_GOLD_AWARD = (
    "form", "name", "class", "authority", "recipient", "count", "qualifier", "luot", "status", "recipient_unit", "period",
    "group", "role",
)  # fmt: skip


def gold(connection: Connection) -> Iterator[str]:
    """Yield each reviewed article as a line of gold: its records as accepted or corrected, without the rejected ones."""
    table = schema.records
    reviewed = connection.scalars(select(table.c.article).where(table.c.review.is_not(None)).distinct())
    for article, extraction in extractions(connection, sorted(reviewed)):
        value = {
            "id": extraction.id, "published": extraction.published, "source": extraction.source, "text": article.text,
            "awards": [_gold_award(award) for award in extraction.awards],
            "ranks": [{"rank": one.rank, "person": one.person, "position": one.position} for one in extraction.ranks],
            "dates": [{"text": one.text, "value": one.value} for one in extraction.dates],
            "home": extraction.home,
            "units": [{"name": one.name, "parent": one.parent} for one in extraction.units],
        }  # fmt: skip
        yield json.dumps(value, ensure_ascii=False)


def _gold_award(award: Award) -> dict[str, Any]:
    told_fields = award.model_dump(mode="json")
    return {name: told_fields[name] for name in _GOLD_AWARD}
