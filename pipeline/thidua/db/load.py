"""Loading articles and their records: idempotent, and in one transaction, so that a load is done or has not been.

The same articles twice change nothing. An article that another rules version read otherwise is replaced whole; `runs`
and `article_runs` keep which run wrote which version. Corrections are applied to what the rules read.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    text,
    union,
    update,
)

from thidua.db import schema
from thidua.db.bulk import write_rows
from thidua.db.connect import told_plainly
from thidua.db.corrections import Conflict, Corrections, apply_corrections, conflict_rows
from thidua.db.errors import DatabaseError
from thidua.db.registry_units import registry_units
from thidua.db.rows import NAMED, RowMaker, Rows, unit_rows
from thidua.records import Article, Extraction, Problem
from thidua.registry import Registry
from thidua.sources import NOTES

_BATCH_ROWS = 40_000  # of all tables together; what is held in memory at a time
_BATCH_ARTICLES = 200  # that are looked up together
_IN = 500  # values of one IN list
_LOCK = 7_461_001  # PostgreSQL's advisory lock: one load at a time

Read = tuple[Article, Extraction]


@dataclass(slots=True)
class Loaded:
    """What a load came to."""

    articles: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    records: int = 0  # of added and replaced articles
    other_text: int = 0  # of the replaced, those whose id stood for another text before
    rows: int = 0
    run: int | None = None  # None where nothing changed
    conflicts: list[Conflict] = field(default_factory=list)
    failed: int = 0  # files, lines and articles that gave nothing

    @property
    def changed(self) -> bool:
        """Whether the database is another one now."""
        return self.run is not None


def load(
    engine: Engine,
    items: Iterable[Read | Problem],
    registry: Registry,
    *,
    now: Callable[[], str],
    inputs: Sequence[str] = (),
    tell: Callable[[Problem], None] = lambda _problem: None,
    after: Callable[[Connection], None] = lambda _connection: None,
) -> Loaded:
    """Write articles and their records; `now` gives the time for the run's entry, `after` runs in the transaction.

    Raise DatabaseError where the database fails or the items come from two rules versions; it is then as before.
    """
    with loading(engine, registry, now=now, inputs=inputs, tell=tell, after=after) as loader:
        for item in items:
            loader.add(item)
    return loader.loaded


@contextmanager
def loading(
    engine: Engine,
    registry: Registry,
    *,
    now: Callable[[], str],
    inputs: Sequence[str] = (),
    tell: Callable[[Problem], None] = lambda _problem: None,
    after: Callable[[Connection], None] = lambda _connection: None,
) -> Iterator[Loader]:
    """Give a loader to add articles to, one by one; all of them are there when the block ends, none after an error."""
    with told_plainly(engine), engine.begin() as connection, _rare_collection():
        loader = Loader(connection, registry, now, tell)
        yield loader
        loader.finish(inputs)
        if loader.loaded.changed:
            after(connection)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Look for garbage in cycles only when `Loader` says so: records and rows have none, and the search costs a fifth of a load."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def digest_of(extraction: Extraction) -> str:
    """Return a hash of all that was read from an article."""
    return hashlib.sha256(extraction.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:32]


# The ids of one load, kept by the database, so that memory stays flat however many there are.
_seen = Table("loading", MetaData(), Column("id", Text, primary_key=True), prefixes=["TEMPORARY"])


class Loader:
    """Takes articles one by one and writes them in batches, inside one transaction."""

    def __init__(
        self, connection: Connection, registry: Registry, now: Callable[[], str], tell: Callable[[Problem], None]
    ) -> None:
        self.loaded = Loaded()
        self._connection, self._registry, self._now, self._tell = connection, registry, now, tell
        self._started = now()
        self._input = hashlib.sha256()
        self._version: tuple[str | None, str] | None = None  # and the article that it was first seen in
        self._waiting: list[tuple[Article, Extraction, str]] = []
        self._rows = Rows()  # made, not yet written
        self._known_units: set[str] = set()
        self._known_people: set[str] = set()
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        _seen.drop(connection, checkfirst=True)
        _seen.create(connection)
        self._corrections = Corrections.read(connection)
        self._maker = RowMaker(registry.since, next_number(connection))

    def add(self, item: Read | Problem) -> None:
        """Take one article, or the problem that stands in its place."""
        if isinstance(item, Problem):
            self._refuse(item)
            return
        article, extraction = item
        self._same_version(extraction)
        self._waiting.append((article, extraction, digest_of(extraction)))
        if len(self._waiting) >= _BATCH_ARTICLES:
            self._make_waiting()

    def _refuse(self, problem: Problem) -> None:
        self.loaded.failed += problem.code not in NOTES
        self._tell(problem)

    def _same_version(self, extraction: Extraction) -> None:
        if self._version is None:
            self._version = extraction.rules_version, extraction.id
        elif extraction.rules_version != self._version[0]:
            raise DatabaseError(
                f"records of two rules versions in one load: {self._version[0]} (article {self._version[1]}) and "
                f"{extraction.rules_version} (article {extraction.id}); load them one after the other, or extract anew"
            )

    def _make_waiting(self) -> None:
        """Make the rows of the articles that wait and are new or changed; write rows where they are many."""
        batch = self._new_ids(self._waiting)
        self._waiting = []
        stored = self._stored([extraction.id for _, extraction, _ in batch])
        outdated = []
        for article, extraction, digest in batch:
            self.loaded.articles += 1
            self._input.update(f"{extraction.id}\x1f{digest}\n".encode("utf-8", "surrogatepass"))
            if (old := stored.get(extraction.id)) is not None:
                same = old.digest == digest
                if same and (old.has_text or not article.text):
                    self.loaded.unchanged += 1
                    continue
                if old.has_text and not article.text and old.text_hash == extraction.text_hash:
                    article = article.model_copy(update={"text": self._text_of(extraction.id)})
                outdated.append(extraction.id)
                self.loaded.replaced += 1
                self.loaded.other_text += old.text_hash != extraction.text_hash
            else:
                self.loaded.added += 1
            self._make(article, extraction, digest)
        self._remove(outdated)
        if len(self._rows) >= _BATCH_ROWS:
            self._write()

    def _new_ids(self, batch: list[tuple[Article, Extraction, str]]) -> list[tuple[Article, Extraction, str]]:
        """Return the batch without articles whose id came before in this load; each of those becomes a problem."""
        ids = [extraction.id for _, extraction, _ in batch]
        before = set()
        for part in _parts(ids):
            before |= set(self._connection.scalars(select(_seen.c.id).where(_seen.c.id.in_(part))))
        kept = []
        for one in batch:
            ident = one[1].id
            if ident in before:
                message = f"the id {ident} stands twice in this load; the second one was left out"
                self._refuse(Problem(code="duplicate-record", message=message, file=one[0].path))
                continue
            before.add(ident)
            kept.append(one)
        if kept:
            self._connection.execute(insert(_seen), [{"id": extraction.id} for _, extraction, _ in kept])
        return kept

    def _stored(self, ids: list[str]) -> dict[str, Any]:
        table = schema.articles
        columns = (table.c.id, table.c.digest, table.c.text_hash, table.c.text.is_not(None).label("has_text"))
        found = {}
        for part in _parts(ids):
            for row in self._connection.execute(select(*columns).where(table.c.id.in_(part))):
                found[row.id] = row
        return found

    def _text_of(self, ident: str) -> str:
        return str(self._connection.scalar(select(schema.articles.c.text).where(schema.articles.c.id == ident)))

    def _make(self, article: Article, extraction: Extraction, digest: str) -> None:
        run = self._run()
        corrected, reviews, conflicts = apply_corrections(extraction, self._corrections.about(extraction))
        self.loaded.conflicts += conflicts
        self.loaded.records += len(extraction.awards)
        self._maker.add(self._rows, article, corrected, digest, run, reviews)
        self._rows.tables["correction_conflicts"] += conflict_rows(extraction.id, conflicts)

    def _run(self) -> int:
        if self.loaded.run is None:
            last = self._connection.scalar(select(func.max(schema.runs.c.id)))
            self.loaded.run = (last or 0) + 1
            self._connection.execute(
                insert(schema.runs),
                {
                    "id": self.loaded.run, "started": self._started, "finished": self._started, "input_hash": "",
                    "inputs": [], "articles": 0, "added": 0, "replaced": 0, "unchanged": 0, "records": 0,
                    "rules_version": self._version[0] if self._version else None,
                },
            )  # fmt: skip
            refresh_registry_units(self._connection, self._registry)
            forget_results(self._connection)
        return self.loaded.run

    def _remove(self, ids: list[str]) -> None:
        for part in _parts(ids):
            self._connection.execute(delete(schema.articles).where(schema.articles.c.id.in_(part)))

    def _write(self) -> None:
        rows, self._rows = self._rows, Rows()
        self._forget_known(rows)
        write_shared(self._connection, rows)
        self.loaded.rows += len(rows)
        write_rows(self._connection, rows.tables)
        rows.tables.clear()
        gc.collect(1)

    def _forget_known(self, rows: Rows) -> None:
        """Leave out the units and people that this load has met before."""
        rows.units = {key: unit for key, unit in rows.units.items() if key not in self._known_units}
        self._known_units |= rows.units.keys()
        rows.people = {key: person for key, person in rows.people.items() if key not in self._known_people}
        if len(self._known_people) < _KNOWN_PEOPLE:
            self._known_people |= rows.people.keys()

    def finish(self, inputs: Sequence[str]) -> None:
        """Write what waits, clear what no article points to any more, and complete the run's entry."""
        self._make_waiting()
        self._write()
        if self.loaded.run is not None:
            if self.loaded.replaced:
                remove_unnamed(self._connection)
            values = {name: getattr(self.loaded, name) for name in _COUNTS}
            values |= {"finished": self._now(), "input_hash": self._input.hexdigest(), "inputs": list(inputs)}
            self._connection.execute(update(schema.runs).where(schema.runs.c.id == self.loaded.run).values(values))
        _seen.drop(self._connection)


_COUNTS = ("articles", "added", "replaced", "unchanged", "records")
_KNOWN_PEOPLE = 200_000  # remembered between batches; beyond it the database is asked again


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for index in range(0, len(ids), _IN):
        yield ids[index : index + _IN]


def next_number(connection: Connection) -> int:
    """Return the number that the next row of `record_search` gets."""
    return (connection.scalar(select(func.max(schema.record_search.c.number))) or 0) + 1


def add_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose id is not there yet."""
    known: set[str] = set()
    for part in _parts([row["id"] for row in rows]):
        known |= set(connection.scalars(select(table.c.id).where(table.c.id.in_(part))))
    if missing := [row for row in rows if row["id"] not in known]:
        connection.execute(insert(table), missing)


def write_shared(connection: Connection, rows: Rows) -> None:
    """Add the units and people of some rows that are not there yet."""
    add_missing(connection, schema.units, list(unit_rows(rows.units)))
    people = [{"id": key, "name": name, "home": home} for key, (name, home) in rows.people.items()]
    add_missing(connection, schema.people, people)


def rewrite(
    connection: Connection, registry: Registry, article: Article, extraction: Extraction, reviews: Mapping[str, str]
) -> None:
    """Put an article's records in the place of those that are there, as the same version of the same run."""
    table = schema.articles
    stored = connection.execute(select(table.c.digest, table.c.run).where(table.c.id == article.id)).one()
    conflicts = schema.correction_conflicts
    kept = [tuple(row) for row in connection.execute(select(conflicts).where(conflicts.c.article == article.id))]
    rows = Rows()
    RowMaker(registry.since, next_number(connection)).add(rows, article, extraction, stored.digest, stored.run, reviews)
    rows.tables["article_runs"] = []
    rows.tables["correction_conflicts"] = kept
    connection.execute(delete(table).where(table.c.id == article.id))
    forget_results(connection)
    write_shared(connection, rows)
    write_rows(connection, rows.tables)


def refresh_registry_units(connection: Connection, registry: Registry) -> None:
    """Bring the registry's units up to date; units that only articles name stay."""
    wanted = {row["id"]: row for row in registry_units(registry)}
    stored = {row["id"]: dict(row) for row in connection.execute(select(schema.units)).mappings()}
    for key, row in wanted.items():
        if key in stored and stored[key] != row:
            connection.execute(update(schema.units).where(schema.units.c.id == key).values(row))
    if missing := [row for key, row in wanted.items() if key not in stored]:
        connection.execute(insert(schema.units), missing)


def forget_results(connection: Connection) -> None:
    """Remove findings and scores: they spoke of the records as they were before."""
    for table in (schema.findings, schema.scores):
        connection.execute(delete(table))


def remove_unnamed(connection: Connection) -> None:
    """Remove people and units that articles named once and no article names any more."""
    people, units = schema.people, schema.units
    named = select(schema.rank_mentions.c.person_id).union(
        select(schema.recipients.c.person_id).where(schema.recipients.c.person_id.is_not(None))
    )
    connection.execute(delete(people).where(people.c.id.not_in(named)))
    used = union(
        select(schema.records.c.unit).where(schema.records.c.unit.is_not(None)),
        select(schema.unit_mentions.c.unit),
        select(units.c.parent).where(units.c.parent.is_not(None)),
    )
    while connection.execute(delete(units).where(units.c.source == NAMED, units.c.id.not_in(used))).rowcount:
        pass  # a body above may be unnamed in its turn
