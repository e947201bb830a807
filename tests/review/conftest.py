"""A database of the corpus, linked and audited, and clients of its page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.db.awards import corpus, now, read_article
from thidua.audit.rules import load_audit_rules
from thidua.db.audit import audit
from thidua.db.connect import open_engine
from thidua.db.link import link
from thidua.db.load import load
from thidua.review.app import create_app
from thidua.review.settings import Settings
from thidua.review.state import State
from thidua.rules import load_rules

EVIL = "<script>document.title = 'hacked'</script>"
TEXT = f"{EVIL}\nNgày 4/5/2017, Giám đốc Công an tỉnh Bắc Kạn tặng Giấy khen cho 7 tập thể, 19 cá nhân. <b onmouseover=alert(1)>"


def filled_url(url: str) -> None:
    """Fill an empty database."""
    registry = load_rules().registry
    evil = read_article(TEXT, "kịch/bản?", title=EVIL, source="=1+1", published="2017-05-05")
    load(open_engine(url, create=True), [*corpus(), evil], registry, now=now, after=link)
    with open_engine(url).begin() as connection:
        list(audit(connection, load_audit_rules(), registry))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that the tests copy."""
    path = tmp_path_factory.mktemp("review") / "whole.db"
    filled_url(f"sqlite:///{path}")
    return path


@pytest.fixture
def db(whole: Path, tmp_path: Path) -> str:
    """A database of the test's own."""
    return f"sqlite:///{shutil.copy(whole, tmp_path / 'own.db')}"


@pytest.fixture
def client(db: str) -> TestClient:
    """A browser on this machine."""
    return browser(Settings(db))


def browser(settings: Settings, host: str = "127.0.0.1") -> TestClient:
    """A browser that asks a page with these settings."""
    headers = {"accept": "text/html"}
    app = create_app(settings)
    _OPENED.append(app.state.thidua)
    return TestClient(app, base_url=f"http://{host}", headers=headers, follow_redirects=False)


_OPENED: list[State] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close what a test has opened."""
    yield
    while _OPENED:
        _OPENED.pop().close()


def csrf(page: str) -> str:
    """The token of the forms of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]
