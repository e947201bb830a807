"""The tables of the awards database, derived from records.py where they hold what an article says.

An article owns everything that was read from it. `units` and `people` are shared by articles. Times are UTC, days ISO
text, lists JSON text. `docs/data-dictionary.md` explains every column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB

from thidua.records import Evidence, FieldEvidence, Recipient
from thidua.sinks import columns
from thidua.sinks.columns import ARTICLE_FIELDS, AWARDS, DATES, PROBLEMS, RANKS, UNITS, columns_of

REVISION = "0004"  # of the newest migration; a test holds it to the files

LIST = JSON().with_variant(JSONB(), "postgresql")  # which can be compared, sorted and indexed
TYPES: dict[str, Any] = {
    "text": Text, "integer": Integer, "number": Float, "boolean": Boolean, "date": String(10), "list": LIST,
}  # fmt: skip
_FIRST_EVIDENCE = frozenset({"quote", "start", "end", "block"})  # in their own table
_DERIVED = frozenset(
    {"id", "period", "recipients"}
)  # period_from and period_to, and the table of recipients, hold them

metadata = MetaData()


def own_columns(table: columns.Table) -> tuple[columns.Column, ...]:
    """Return the columns of a kind of record that its table holds: none of another table, none derived."""
    skipped = _DERIVED if table is PROBLEMS else _DERIVED | _FIRST_EVIDENCE
    return tuple(column for column in table.columns if column.name not in skipped)


def _typed(found: tuple[columns.Column, ...]) -> Iterator[Column[Any]]:
    return (Column(column.name, TYPES[column.kind]) for column in found if column.name != "id")


def _article() -> Column[Any]:
    return Column("article", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False)


def _number(name: str = "number") -> Column[Any]:
    return Column(name, Integer, nullable=False, autoincrement=False)


# What wrote the database, newest last; a load that changes nothing adds no run.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String(20), nullable=False),
    Column("finished", String(20), nullable=False),
    Column("rules_version", Text),
    Column("input_hash", String(64), nullable=False),
    Column("inputs", LIST, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("records", Integer, nullable=False),
)
articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    *_typed(ARTICLE_FIELDS),
    Column("home", Text),
    Column("text_hash", String(32), index=True),
    Column("rules_version", Text),
    Column("digest", String(32), nullable=False),  # of all that was read from it
    Column("run", ForeignKey("runs.id"), nullable=False),
)
# Which run wrote which version of an article: what a new rules version changed.
article_runs = Table(
    "article_runs",
    metadata,
    Column("article", Text, primary_key=True),
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("digest", String(32), nullable=False),
    Column("records", Integer, nullable=False),
)
units = Table(
    "units",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("parent", Text),
    Column("force", Text, nullable=False),
    Column("valid_from", String(10)),
    Column("valid_to", String(10)),
    Column("successor", String(16)),
    Column("source", Text, nullable=False),  # what says so: a decree, or «bài báo» for a unit that articles name
    Index("ix_units_name", "name"),
    Index("ix_units_force", "force"),
)
people = Table(
    "people",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("home", Text),
    Index("ix_people_name", "name"),
)
records = Table(
    "records",
    metadata,
    Column("id", String(16), primary_key=True),
    _article(),
    _number(),
    *_typed(own_columns(AWARDS)),
    Column("unit", ForeignKey("units.id")),
    Column("unit_inferred", Boolean, nullable=False),
    Column("figure_start", Integer),
    Column("figure_end", Integer),
    Column("review", String(10)),  # accepted, rejected or corrected by a person
    Index("ix_records_article", "article"),
    Index("ix_records_unit_period", "unit", "period_from"),
    Index("ix_records_form_period", "form", "period_from"),
)
recipients = Table(
    "recipients",
    metadata,
    _article(),
    Column("record", ForeignKey("records.id", ondelete="CASCADE"), nullable=False),
    _number(),
    *_typed(columns_of(Recipient)),
    Column("person_id", ForeignKey("people.id")),
    PrimaryKeyConstraint("article", "record", "number"),
    Index("ix_recipients_record", "record"),
    Index("ix_recipients_person", "person_id"),
)
rank_mentions = Table(
    "rank_mentions",
    metadata,
    _article(),
    _number(),
    *_typed(own_columns(RANKS)),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    PrimaryKeyConstraint("article", "number"),
    Index("ix_rank_mentions_person", "person_id"),
)
date_mentions = Table(
    "date_mentions", metadata, _article(), _number(), *_typed(own_columns(DATES)),
    PrimaryKeyConstraint("article", "number"),
)  # fmt: skip
unit_mentions = Table(
    "unit_mentions",
    metadata,
    _article(),
    _number(),
    *_typed(own_columns(UNITS)),
    Column("unit", ForeignKey("units.id"), nullable=False),
    PrimaryKeyConstraint("article", "number"),
    Index("ix_unit_mentions_unit", "unit"),
)
problems = Table(
    "problems", metadata, _article(), _number(), *_typed(own_columns(PROBLEMS)),
    PrimaryKeyConstraint("article", "number"),
)  # fmt: skip
# `item` is the id of a record, or rank:0, date:0, unit:0 by the number of the mention; `field` is null for the whole.
evidences = Table(
    "evidences",
    metadata,
    _article(),
    Column("item", Text, nullable=False),
    _number(),
    Column("field", Text),
    *_typed(columns_of(Evidence)),
    *_typed(tuple(one for one in columns_of(FieldEvidence) if one.name == "rule")),
    PrimaryKeyConstraint("article", "item", "number"),
    sqlite_with_rowid=False,  # rows of one article stand together: loading and reading touch few pages
)

# What a record is found by; `search.py` makes the words and says what indexes them. The numbers only ever grow.
record_search = Table(
    "record_search",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record", ForeignKey("records.id", ondelete="CASCADE"), nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_record_search_record", "record", unique=True),
)

# --- linking --------------------------------------------------------------------------------------

article_links = Table(
    "article_links",
    metadata,
    Column("one", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),  # repost or event
    Column("likeness", Float, nullable=False),
    Column("why", Text, nullable=False),
    Index("ix_article_links_other", "other"),
)
clusters = Table(
    "clusters",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("verdict", String(10), nullable=False),  # reported or conflict
    Column("count", Integer),  # the one reported value; null where the articles disagree
    Column("size", Integer, nullable=False),
    Column("why", Text, nullable=False),
)
cluster_members = Table(
    "cluster_members",
    metadata,
    Column("record", ForeignKey("records.id", ondelete="CASCADE"), primary_key=True),
    Column("cluster", ForeignKey("clusters.id", ondelete="CASCADE"), nullable=False),
    Column("why", Text, nullable=False),
    Index("ix_cluster_members_cluster", "cluster"),
)
# Figures of one unit over growing periods («6 tháng», «9 tháng», «năm»): related, never duplicates.
related_records = Table(
    "related_records",
    metadata,
    Column("one", ForeignKey("records.id", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("records.id", ondelete="CASCADE"), primary_key=True),
    Column("why", Text, nullable=False),
    Index("ix_related_records_other", "other"),
)

# --- audit ----------------------------------------------------------------------------------------

findings = Table(
    "findings",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("check_name", String(16), nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("message", Text, nullable=False),
    Index("ix_findings_check", "check_name", "verdict"),
    Index("ix_findings_severity", "severity", "verdict", "id"),
)
finding_evidences = Table(
    "finding_evidences",
    metadata,
    Column("finding", ForeignKey("findings.id", ondelete="CASCADE"), nullable=False),
    _number(),
    _article(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    PrimaryKeyConstraint("finding", "number"),
    Index("ix_finding_evidences_article", "article"),
)
finding_records = Table(
    "finding_records",
    metadata,
    Column("finding", ForeignKey("findings.id", ondelete="CASCADE"), primary_key=True),
    Column("record", ForeignKey("records.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_finding_records_record", "record"),
)
# What people make of findings. Append-only, and by the id of the finding, which is the same in every audit.
finding_marks = Table(
    "finding_marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding", String(16), nullable=False),
    Column("mark", String(12), nullable=False),  # confirmed, explained, rule-error; open takes a mark back
    Column("who", Text, nullable=False),
    Column("at", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Index("ix_finding_marks_finding", "finding"),
)

# --- scores ---------------------------------------------------------------------------------------

scores = Table(
    "scores",
    metadata,
    Column("scheme", Text, nullable=False),
    Column("period", Text, nullable=False),  # from/to; empty for all time
    Column("level", String(8), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("band", Text),
    PrimaryKeyConstraint("scheme", "period", "level", "unit"),
)
score_points = Table(
    "score_points",
    metadata,
    Column("scheme", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("level", String(8), nullable=False),
    Column("unit", String(16), nullable=False),
    _number(),
    Column("record", ForeignKey("records.id", ondelete="CASCADE")),
    Column("rule", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("count", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("why", Text),
    PrimaryKeyConstraint("scheme", "period", "level", "unit", "number"),
    ForeignKeyConstraint(
        ["scheme", "period", "level", "unit"],
        ["scores.scheme", "scores.period", "scores.level", "scores.unit"],
        ondelete="CASCADE",
    ),
    Index("ix_score_points_record", "record"),
)

# --- corrections ----------------------------------------------------------------------------------

# Append-only; `text_hash` and the span of the figure say which record is meant, whatever the rules make of it later.
corrections = Table(
    "corrections",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("text_hash", String(32), nullable=False),
    Column("article", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("form", Text, nullable=False),  # of the record: one figure may stand for two forms
    Column("recipient", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Column("who", Text, nullable=False),
    Column("at", String(20), nullable=False),
    Column("why", Text, nullable=False),
    # The order in which the entries came here: `at` knows seconds only, and a clock may be set back.
    Column("number", Integer, nullable=False),
    Index("ix_corrections_text_hash", "text_hash"),
    Index("ix_corrections_number", "number"),
)
# Corrections that no longer fit what the rules read; made anew for an article each time it is written.
correction_conflicts = Table(
    "correction_conflicts",
    metadata,
    Column("correction", ForeignKey("corrections.id"), nullable=False),
    _article(),
    Column("message", Text, nullable=False),
    PrimaryKeyConstraint("correction", "article"),  # one text may stand under several ids
    Index("ix_correction_conflicts_article", "article"),
)
