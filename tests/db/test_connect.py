"""Opening a database: what can be wrong with it is one line that says what to do."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from tests.db.awards import corpus, dump, now
from thidua.db import connect, schema
from thidua.db.connect import open_engine, open_for_upgrade, parse_url
from thidua.db.corrections import Correction, write_log
from thidua.db.errors import DatabaseError
from thidua.db.load import load
from thidua.db.migrate import configuration, upgrade
from thidua.rules import load_rules


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("awards.db", "is no database URL; write sqlite:///"),
        ("", "is no database URL"),
        ("mysql://u:secret@h/x", "thidua works with sqlite:/// and postgresql://"),
        ("sqlite://", "names no file"),
        ("postgresql://nobody@127.0.0.1:1/x", "onnection"),
        ("sqlite:///no-such-folder/x.db", "there is no such database"),
    ],
)
def test_a_wrong_url_is_told_in_one_line(url: str, told: str) -> None:
    with pytest.raises(DatabaseError, match=told) as caught:
        open_engine(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_folder_and_another_file_are_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Công an tỉnh" * 100)
    with pytest.raises(DatabaseError, match="is not an SQLite database"):
        open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(DatabaseError, match="is a folder"):
        open_engine(f"sqlite:///{tmp_path}")


def test_a_database_that_is_not_there_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="thidua load FILE"):
        open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    assert not (tmp_path / "x.db").exists()


def test_an_empty_server_database_names_the_command(server: str) -> None:
    with pytest.raises(DatabaseError, match="holds no awards yet; `thidua load"):
        open_engine(server)


def test_a_driver_s_name_in_the_url_is_ours() -> None:
    assert parse_url("postgresql://u@h/x").drivername == "postgresql+psycopg"


def test_a_read_only_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    open_engine(f"sqlite:///{path}", create=True)
    before = path.read_bytes()
    real = connect._prepare_sqlite

    def read_only(
        connection: sqlite3.Connection, record: object
    ) -> None:  # root may write everywhere: let SQLite refuse
        real(connection, record)
        connection.execute("PRAGMA query_only=ON")

    monkeypatch.setattr(connect, "_prepare_sqlite", read_only)
    path.chmod(stat.S_IRUSR)
    with pytest.raises(DatabaseError, match="read-only; nothing was changed"):
        load(open_engine(f"sqlite:///{path}", create=True), corpus(), load_rules().registry, now=now)
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    registry = load_rules().registry
    load(open_engine(url, create=True), corpus()[:1], registry, now=now)
    before = dump(open_engine(url))
    real = connect._prepare_sqlite

    def small(connection: sqlite3.Connection, record: object) -> None:
        real(connection, record)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + 20}")

    monkeypatch.setattr(connect, "_prepare_sqlite", small)
    with pytest.raises(DatabaseError, match="the disk is full; the database is as it was before"):
        load(open_engine(url), corpus(), registry, now=now)
    monkeypatch.setattr(connect, "_prepare_sqlite", real)
    assert dump(open_engine(url)) == before


# What the databases keep for full-text search; they make it follow `record_search` by themselves.
SEARCHED = ("record_words", "ix_record_search_words")


# --- versions of the schema ------------------------------------------------------------------------


def test_the_migrations_make_the_tables_of_the_schema(url: str) -> None:
    with open_engine(url, create=True).connect() as connection:
        options = {"include_object": lambda _object, name, _kind, *_: not str(name).startswith(SEARCHED)}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata) == []


def test_the_newest_migration_is_the_one_that_the_program_names() -> None:
    script = ScriptDirectory.from_config(configuration())
    assert script.get_current_head() == schema.REVISION
    assert [one.revision for one in script.walk_revisions()][::-1] == list(connect._REVISIONS)


def test_an_older_schema_is_told_and_upgraded_with_its_rows(url: str) -> None:
    engine = open_engine(url, create=True)
    load(engine, corpus()[:5], load_rules().registry, now=now)
    before = dump(engine)
    downgrade(url, "0001")
    with pytest.raises(DatabaseError, match=r"has schema 0001, this thidua needs 0004; `thidua upgrade --db "):
        open_engine(url)
    with pytest.raises(DatabaseError, match="has schema 0001"):
        open_engine(url, create=True)
    upgrade(open_for_upgrade(url))
    assert dump(open_engine(url)) == before


def test_entries_of_an_older_log_keep_their_order(url: str) -> None:
    engine = open_engine(url, create=True)
    first, second, third = (replace(ENTRY, at=f"2026-01-0{day}T08:00:00Z") for day in (1, 2, 3))
    with engine.begin() as connection:
        write_log(connection, [second, third, first])
    downgrade(url, "0003")
    upgrade(open_for_upgrade(url))
    with open_engine(url).begin() as connection:
        write_log(connection, [replace(first, why="xem lại")])
        table = schema.corrections
        rows = connection.execute(select(table.c.number, table.c.at, table.c.why).order_by(table.c.number)).all()
    assert rows == [
        (1, first.at, ENTRY.why), (2, second.at, ENTRY.why), (3, third.at, ENTRY.why), (4, first.at, "xem lại"),
    ]  # fmt: skip


ENTRY = Correction("a" * 32, "bài", 3, 5, "giay-khen", "ca-nhan", "count", "7", "8", "Lan", "", "đếm lại")


def downgrade(url: str, revision: str) -> None:
    from alembic import command

    config = configuration()
    with create_engine(parse_url(url), poolclass=NullPool).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_a_newer_schema_is_refused(url: str) -> None:
    engine = open_engine(url, create=True)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    for opened in (open_engine, open_for_upgrade):
        with pytest.raises(DatabaseError, match=r"has schema 0999, newer than this thidua \(0004\); install the newer"):
            opened(url)


def test_a_database_from_before_versions_is_told(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as base:
        base.execute("CREATE TABLE articles (id TEXT)")
    base.close()
    with pytest.raises(DatabaseError, match="has tables without a version"):
        open_engine(f"sqlite:///{tmp_path / 'x.db'}", create=True)


def test_foreign_keys_hold(url: str) -> None:
    """Removing an article takes all that was read from it along, on both databases."""
    engine = open_engine(url, create=True)
    load(engine, corpus(), load_rules().registry, now=now)
    with engine.begin() as connection:
        connection.execute(schema.articles.delete())
    owned = ("records", "evidences", "recipients", "rank_mentions", "date_mentions", "unit_mentions", "problems")
    with engine.connect() as connection:
        for name in owned:
            assert connection.execute(select(schema.metadata.tables[name])).first() is None
