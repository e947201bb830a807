"""A correction made at once leaves the database as a full load and a full audit would leave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from tests.db.awards import NOW, ROOT, corpus, now
from thidua.audit.rules import AuditRules, load_audit_rules
from thidua.db import schema
from thidua.db.audit import audit
from thidua.db.connect import open_engine
from thidua.db.correct import Edit, correct, undo
from thidua.db.corrections import Correction
from thidua.db.errors import CorrectionError
from thidua.db.link import link
from thidua.db.load import load
from thidua.extraction import extract_article
from thidua.records import Article
from thidua.registry import Registry
from thidua.rules import load_rules
from thidua.sources import read

RULES: AuditRules = load_audit_rules()
REGISTRY: Registry = load_rules().registry
TABLES = (
    "records",
    "recipients",
    "evidences",
    "clusters",
    "cluster_members",
    "related_records",
    "findings",
    "finding_records",
    "finding_evidences",
)


@pytest.fixture
def engine(url: str) -> Engine:
    """The corpus and its events, linked and audited."""
    events = read([str(ROOT / "corpus" / "events" / "articles.jsonl")])
    items = [(one, extract_article(one, load_rules())) for one in events if isinstance(one, Article)]
    engine = open_engine(url, create=True)
    load(engine, [*corpus()[:12], *items[:30]], REGISTRY, now=now, after=link)
    audited(engine)
    return engine


def audited(engine: Engine) -> None:
    with engine.begin() as connection:
        list(audit(connection, RULES, REGISTRY))


def rows(engine: Engine, *names: str) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        tables = [schema.metadata.tables[name] for name in names or TABLES]
        return {table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in tables}


def edited(engine: Engine, edits: Sequence[tuple[str, str | None]], record: str) -> list[Correction]:
    with engine.begin() as connection:
        made = [Edit(record, field, new, "Lan", "đọc lại bài") for field, new in edits]
        return list(correct(connection, made, REGISTRY, RULES, NOW).entries)


def linked_record(connection: Connection) -> str:
    """A record that other articles tell too."""
    member, record = schema.cluster_members, schema.records
    query = select(member.c.record).join(record, record.c.id == member.c.record).where(record.c["count"] > 3)
    return str(connection.scalars(query.order_by(member.c.record)).first())


def part_of_a_sum(connection: Connection) -> str:
    """A part of a total that the audit has added up."""
    record, about, finding = schema.records, schema.finding_records, schema.findings
    query = (
        select(record.c.id)
        .join(about, about.c.record == record.c.id)
        .join(finding, finding.c.id == about.c.finding)
        .where(finding.c.check_name == "parts-total", finding.c.verdict == "khớp", record.c.role == "part")
        .order_by(record.c.id)
    )
    return str(connection.scalars(query).first())


@pytest.mark.parametrize("chosen", [linked_record, part_of_a_sum])
@pytest.mark.parametrize(
    "edits",
    [[("count", "977")], [("review", "rejected")], [("form", "thu-khen"), ("count", "4")], [("review", "accepted")]],
)
def test_the_findings_are_those_of_a_full_audit(
    engine: Engine, chosen: Any, edits: list[tuple[str, str | None]]
) -> None:
    with engine.connect() as connection:
        record = chosen(connection)
    before = rows(engine)
    edited(engine, edits, record)
    at_once = rows(engine)
    assert at_once["records"] != before["records"]
    audited(engine)
    assert rows(engine) == at_once
    if edits == [("count", "977")]:
        assert at_once["findings"] != before["findings"]


def test_corrections_survive_another_reading_of_the_article(engine: Engine) -> None:
    with engine.connect() as connection:
        record = part_of_a_sum(connection)
    edited(engine, [("form", "thu-khen")], record)
    edited(engine, [("count", "4"), ("recipient", "khac")], record)
    edited(engine, [("recipient_unit_full", "Công an xã Mới Sửa")], record)
    before = rows(engine, "records", "recipients")
    again = [(a, e.model_copy(update={"rules_version": "9"})) for a, e in [*corpus()[:12]]]
    events = read([str(ROOT / "corpus" / "events" / "articles.jsonl")])
    items = [(one, extract_article(one, load_rules())) for one in events if isinstance(one, Article)][:30]
    again += [(a, e.model_copy(update={"rules_version": "9"})) for a, e in items]
    loaded = load(engine, again, REGISTRY, now=now)
    assert (loaded.replaced, loaded.conflicts) == (42, [])
    assert rows(engine, "records", "recipients") == before
    with engine.connect() as connection:
        found = connection.execute(select(schema.records).where(schema.records.c.id == record)).mappings().one()
        words = connection.scalar(select(schema.record_search.c.words).where(schema.record_search.c.record == record))
    assert (found["form"], found["count"], found["recipient"], found["review"]) == ("thu-khen", 4, "khac", "corrected")
    assert "moi sua" in str(words)


def test_an_undone_correction_leaves_the_log_and_nothing_else(engine: Engine) -> None:
    with engine.connect() as connection:
        record = part_of_a_sum(connection)
    before = rows(engine)
    entries = [
        *edited(engine, [("form", "thu-khen")], record),
        *edited(engine, [("count", "4")], record),
        *edited(engine, [("review", "accepted")], record),
    ]
    for entry in reversed(entries):
        with engine.begin() as connection:
            undo(connection, entry.id, "Lan", "hoàn tác", REGISTRY, RULES, NOW)
    after = rows(engine)
    assert {name: after[name] for name in ("records", "recipients", "evidences")} == {
        name: before[name] for name in ("records", "recipients", "evidences")
    }
    assert len(rows(engine, "corrections")["corrections"]) == 6


@pytest.mark.parametrize(
    ("field", "new", "told"),
    [
        ("form", "kim-khanh", "form cannot be"),
        ("count", "viele", "count cannot be"),
        ("review", "maybe", "không có kết luận"),
        ("tên", "x", "there is no field"),
        ("period", "2018", "period cannot be"),
    ],
)
def test_a_value_that_cannot_be_is_refused(engine: Engine, field: str, new: str, told: str) -> None:
    with engine.connect() as connection:
        record = part_of_a_sum(connection)
    before = rows(engine)
    with pytest.raises(CorrectionError, match=told):
        edited(engine, [(field, new)], record)
    assert rows(engine) == before


def test_what_changes_nothing_names_nobody_or_no_record_is_refused(engine: Engine) -> None:
    with engine.connect() as connection:
        record = part_of_a_sum(connection)
        form = connection.scalar(select(schema.records.c.form).where(schema.records.c.id == record))
    with pytest.raises(CorrectionError, match="không có gì thay đổi"):
        edited(engine, [("form", str(form))], record)
    with pytest.raises(CorrectionError, match="không có bản ghi"):
        edited(engine, [("form", "thu-khen")], "0" * 16)
    with engine.begin() as connection, pytest.raises(CorrectionError, match="ai sửa"):
        correct(connection, [Edit(record, "form", "thu-khen", " ", "x")], REGISTRY, RULES, NOW)
