"""Opening the awards database, and saying in one line what is wrong with it.

SQLite by default (`sqlite:///awards.db`), PostgreSQL where several people work (`postgresql://user@host/name`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from thidua.db.errors import DatabaseError
from thidua.db.schema import REVISION
from thidua.extras import MissingExtraError

_CACHE_KIB = 65_536
_REVISIONS = ("0001", "0002", "0003", "0004")  # oldest first


def parse_url(url: str) -> URL:
    """Return a database URL with the driver that we bring; a path without a scheme is no URL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError(
            f"{url!r} is no database URL; write sqlite:///awards.db or postgresql://user@host/name"
        ) from None
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseError(f"{_shown(parsed)}: thidua works with sqlite:/// and postgresql://, not with this one")
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise DatabaseError(f"{url}: names no file; write sqlite:///awards.db")
    return parsed


def absent_file(url: str) -> Path | None:
    """Return the file of an SQLite database that does not exist yet, None of any other database."""
    parsed = parse_url(url)
    path = Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" else None
    return path if path is not None and not path.exists() else None


def _shown(url: URL) -> str:
    shown = url.set(drivername=url.get_backend_name())
    return shown.render_as_string(hide_password=True)


def open_engine(url: str, *, create: bool = False, serving: bool = False, read_only: bool = False) -> Engine:
    """Return an engine for a database of this version's schema; with `create`, an empty database gets the tables.

    `serving` keeps connections open between questions, `read_only` lets the database itself refuse every change.
    Raise DatabaseError where the URL is wrong, the database cannot be reached, or its schema is of another version.
    """
    parsed = parse_url(url)
    engine = _engine(parsed, serving=serving, read_only=read_only)
    with told_plainly(engine):
        if parsed.get_backend_name() == "sqlite":
            _look_at_file(Path(str(parsed.database)), create)
        with engine.connect() as connection:
            found = revision_of(connection)
        if found is None and create:
            from thidua.db.migrate import upgrade

            upgrade(engine)
        elif found is None:
            raise DatabaseError(f"{_shown(parsed)}: holds no awards yet; `thidua load FILE... --db {_shown(parsed)}`")
        elif found != REVISION:
            raise DatabaseError(f"{_shown(parsed)}: {_version_advice(found, _shown(parsed))}")
    return engine


def open_for_upgrade(url: str) -> Engine:
    """Return an engine for an existing database of this or an older schema."""
    engine = _engine(parse_url(url))
    with told_plainly(engine):
        if engine.url.get_backend_name() == "sqlite":
            _look_at_file(Path(str(engine.url.database)), create=False)
        with engine.connect() as connection:
            found = revision_of(connection)
        if found not in _REVISIONS:
            shown = _shown(engine.url)
            raise DatabaseError(f"{shown}: {_version_advice(found, shown) if found else 'holds no awards yet'}")
    return engine


def _version_advice(found: str, shown: str) -> str:
    if found in _REVISIONS:
        return f"has schema {found}, this thidua needs {REVISION}; `thidua upgrade --db {shown}` brings it there"
    return f"has schema {found}, newer than this thidua ({REVISION}); install the newer thidua"


def _engine(url: URL, *, serving: bool = False, read_only: bool = False) -> Engine:
    pool: dict[str, Any] = {"poolclass": NullPool}  # a command opens one connection and is gone
    if serving:
        pool = {"poolclass": QueuePool, "pool_size": 8, "max_overflow": 32, "pool_pre_ping": url.drivername != "sqlite"}
        if url.get_backend_name() == "sqlite":
            pool["connect_args"] = {"check_same_thread": False}  # a connection serves one request after another
    try:
        engine = create_engine(url, **pool)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise MissingExtraError("PostgreSQL", "postgres") from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    if read_only:
        event.listen(engine, "connect", _refuse_writes)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Let SQLite watch foreign keys, and leave transactions to us: the driver's own way commits before DDL."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", f"cache_size=-{_CACHE_KIB}", "synchronous=NORMAL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _refuse_writes(connection: Any, _record: object) -> None:
    sqlite = isinstance(connection, sqlite3.Connection)
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=ON" if sqlite else "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    cursor.close()
    if not sqlite:
        connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _look_at_file(path: Path, create: bool) -> None:
    if str(path) == ":memory:":
        return
    if path.is_dir():
        raise DatabaseError(f"{path}: is a folder; name a file, such as sqlite:///{path}/awards.db")
    if not path.exists() and not create:
        raise DatabaseError(f"{path}: there is no such database; `thidua load FILE... --db sqlite:///{path}` makes one")
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: there is no folder {path.parent}")


def revision_of(connection: Connection) -> str | None:
    """Return the version of the schema, None for an empty database; raise where the tables are somebody else's."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names & {"articles", "records"}:
            raise DatabaseError(
                f"{_shown(connection.engine.url)}: has tables without a version, as `thidua run` wrote before 0.2; "
                "remove it or name another one, then load again"
            )
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """Turn the errors of the database that a user can meet into one line each."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseError(f"{_shown(engine.url)}: {_reason(error.orig)}") from error
    except sqlite3.Error as error:  # of the driver's own bulk calls
        raise DatabaseError(f"{_shown(engine.url)}: {_reason(error)}") from error
    except SQLAlchemyError as error:
        raise DatabaseError(f"{_shown(engine.url)}: {_reason(error)}") from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] == "psycopg":
            raise DatabaseError(f"{_shown(engine.url)}: {_reason(error)}") from error
        raise


_ADVICE = {
    "readonly": "the database is read-only; nothing was changed",
    "read-only": "the database is read-only; nothing was changed",
    "disk is full": "the disk is full; the database is as it was before",
    "No space left": "the disk is full; the database is as it was before",
    "disk I/O error": "the disk cannot be written (full, or a limit); the database is as it was before",
    "not a database": "is not an SQLite database",
    "unable to open": "cannot be opened; look at the folder and its permissions",
    "database is locked": "another program is writing to it; try again when it is done",
}


def _reason(error: object) -> str:
    told = " ".join(str(error).split())
    return next((advice for sign, advice in _ADVICE.items() if sign in told), told[:300])
