"""What one article says as rows: tuples in the order of the tables' columns, ready for the driver's bulk insert."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from types import MappingProxyType
from typing import Any

from thidua.db.schema import articles, metadata, own_columns
from thidua.db.search import words_of
from thidua.facts import Since, Unit, unit_of
from thidua.offsets import fold
from thidua.records import Article, Award, Evidence, Extraction, FieldEvidence
from thidua.sinks.columns import ARTICLE_FIELDS, AWARDS, DATES, PROBLEMS, RANKS, UNITS, Column

Row = tuple[Any, ...]

COLUMNS: dict[str, tuple[str, ...]] = {table.name: tuple(table.columns.keys()) for table in metadata.sorted_tables}
_AWARD, _RANK, _DATE, _UNIT, _PROBLEM = map(own_columns, (AWARDS, RANKS, DATES, UNITS, PROBLEMS))
_ARTICLE = tuple(column for column in ARTICLE_FIELDS if column.name != "id")


@dataclass(slots=True)
class Rows:
    """Rows of some articles by table, and the shared units and people that they point to."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # id → name, home

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))


@lru_cache(16_384)  # lists of codes and of rule ids recur
def _as_json(value: tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _getters(columns: tuple[Column, ...]) -> tuple[Callable[[Any], Any], ...]:
    return tuple(_json_of(column.get) if column.kind == "list" else column.get for column in columns)


def _json_of(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda record: _as_json(tuple(get(record)))


_AWARD_CELLS, _RANK_CELLS, _DATE_CELLS, _UNIT_CELLS, _PROBLEM_CELLS, _ARTICLE_CELLS = map(
    _getters, (_AWARD, _RANK, _DATE, _UNIT, _PROBLEM, _ARTICLE)
)


@lru_cache(65_536)
def person_id(name: str, home: str | None) -> str:
    """Return the id of a person: the folded name within a home force, since namesakes of other forces are others."""
    return hashlib.sha256(f"{fold(name)}\x1f{fold(home or '')}".encode()).hexdigest()[:16]


class RowMaker:
    """Makes the rows of articles; `since` tells the states of a force apart, `number` is the next of `record_search`."""

    def __init__(self, since: Since, number: int) -> None:
        self._since = lru_cache(65_536)(since)
        self._numbers = count(number)

    def add(
        self,
        rows: Rows,
        article: Article,
        extraction: Extraction,
        digest: str,
        run: int,
        reviews: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Add the rows of one article; `reviews` says of some records that a person looked at them."""
        ident, home = extraction.id, extraction.home
        tables = rows.tables
        about = dict(zip((column.name for column in _ARTICLE), [get(article) for get in _ARTICLE_CELLS], strict=True))
        # The extraction may know more than the file said, such as the date that the text states.
        about |= {name: getattr(extraction, name) for name in ("title", "url", "source", "published")}
        about |= {"id": ident, "home": home, "text_hash": extraction.text_hash, "digest": digest, "run": run}
        about |= {"rules_version": extraction.rules_version, "text": article.text or None}
        tables["articles"].append(tuple(about[name] for name in articles.columns.keys()))  # noqa: SIM118
        tables["article_runs"].append((ident, run, digest, len(extraction.awards)))
        above = {unit.name: unit.parent for unit in extraction.units}
        for number, award in enumerate(extraction.awards):
            self._award(rows, extraction, number, award, above, reviews.get(award.id))
        for number, ranked in enumerate(extraction.ranks):
            person = self._person(rows, ranked.person, home)
            tables["rank_mentions"].append((ident, number, *[get(ranked) for get in _RANK_CELLS], person))
            _evidences(tables["evidences"], ident, f"rank:{number}", ranked.evidence)
        for number, stated in enumerate(extraction.dates):
            tables["date_mentions"].append((ident, number, *[get(stated) for get in _DATE_CELLS]))
            _evidences(tables["evidences"], ident, f"date:{number}", stated.evidence)
        for number, named in enumerate(extraction.units):
            unit = unit_of(named.name, home, above, self._since, extraction.published)
            if unit is None:
                continue  # «Trại tạm giam» where no force is told: no unit in particular, so that it has no key
            key = self._unit(rows, unit)
            tables["unit_mentions"].append((ident, number, *[get(named) for get in _UNIT_CELLS], key))
            _evidences(tables["evidences"], ident, f"unit:{number}", named.evidence)
        for number, problem in enumerate(extraction.problems):
            tables["problems"].append((ident, number, *[get(problem) for get in _PROBLEM_CELLS]))

    def _award(
        self,
        rows: Rows,
        extraction: Extraction,
        number: int,
        award: Award,
        above: Mapping[str, str | None],
        review: str | None,
    ) -> None:
        ident, home, tables = extraction.id, extraction.home, rows.tables
        day = award.period[1] if award.period else extraction.published
        received = unit_of(award.recipient_unit_full or award.recipient_unit, home, above, self._since, day)
        unit = self._unit(rows, received)
        start, end = figure_span(award)
        cells = [get(award) for get in _AWARD_CELLS]
        tables["records"].append(
            (award.id, ident, number, *cells, unit, award.recipient_unit is None, start, end, review)
        )
        names = (received.name, received.force) if received else (None, None)
        tables["record_search"].append((next(self._numbers), award.id, words_of(award, extraction.title, *names)))
        for place, one in enumerate(award.recipients):
            person = self._person(rows, one.name, home) if one.rank or award.recipient == "ca-nhan" else None
            cell = (one.name, one.rank, one.position, one.unit, one.start, one.end)
            tables["recipients"].append((ident, award.id, place, *cell, person))
        _evidences(tables["evidences"], ident, award.id, award.evidence, award.fields)

    @staticmethod
    def _unit(rows: Rows, unit: Unit | None) -> str | None:
        if unit is None:
            return None
        key = unit.id
        if key not in rows.units:
            for one in unit.with_above():
                rows.units[one.id] = one
        return key

    @staticmethod
    def _person(rows: Rows, name: str, home: str | None) -> str:
        key = person_id(name, home)
        rows.people[key] = (name, home)
        return key


def figure_span(award: Award) -> tuple[int, int]:
    """Return the span of a record's number, of its clause where no number is written: what corrections point to."""
    counted = award.fields.get("count")
    if counted and counted.start is not None and counted.end is not None:
        return counted.start, counted.end
    return award.evidence[0].start, award.evidence[0].end


def _evidences(
    into: list[Row],
    article: str,
    item: str,
    whole: tuple[Evidence, ...],
    fields: Mapping[str, FieldEvidence] | None = None,
) -> None:
    into += [
        (article, item, number, None, one.start, one.end, one.quote, one.block, None)
        for number, one in enumerate(whole)
    ]
    if fields:
        into += [
            (article, item, number, name, found.start, found.end, found.quote, None, found.rule)
            for number, (name, found) in enumerate(fields.items(), len(whole))
        ]


def unit_rows(units: Mapping[str, Unit]) -> Iterator[dict[str, Any]]:
    """Yield rows of units that articles name."""
    for key, unit in units.items():
        above = unit.with_above()
        yield {
            "id": key, "name": unit.name, "parent": above[-2].id if len(above) > 1 else None, "force": unit.force,
            "valid_from": unit.since or None, "valid_to": None, "successor": None, "source": NAMED,
        }  # fmt: skip


NAMED = "bài báo"  # the source of a unit that only articles tell of
