"""Each test gets an empty database, once on SQLite and once on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from tests.db.server import postgres

_NUMBERS = count(1)

# A busy machine is slow, not wrong: examples have no time limit.
settings.register_profile("thidua", deadline=None)
settings.load_profile("thidua")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server that runs for all tests of this process; a missing server fails them."""
    with postgres() as url:
        yield url


def new_postgres(server: str) -> str:
    """Create an empty database on the server and return its URL."""
    name = f"t{next(_NUMBERS)}"
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server.rpartition('/')[0]}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'awards.db'}"
    return new_postgres(request.getfixturevalue("server"))
