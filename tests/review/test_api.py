"""The addresses that answer programs: whatever is asked of them, the answer is none of a broken server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from tests.review.conftest import filled_url
from thidua.review.app import create_app
from thidua.review.settings import Settings


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of the JSON addresses, with the application behind it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('api') / 'x.db'}"
    filled_url(url)
    app = create_app(Settings(url, hosts=("testserver",)))
    yield schemathesis.openapi.from_asgi("/openapi.json", app)
    app.state.thidua.close()


PATHS = (
    "/awards.json", "/awards.csv", "/awards.xlsx", "/articles.json", "/audit.json", "/scores.json", "/healthz",
    "/units/{ident}/awards.json",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_question_breaks_the_server(api: Any, path: str) -> None:
    @given(case=api[path]["GET"].as_strategy())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def asked(case: Any) -> None:
        answer = case.call()
        assert answer.status_code < 500, (case.as_curl_command(), answer.text[:500])

    asked()


def test_what_programs_may_ask_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    wanted = {
        "/awards.json",
        "/awards.csv",
        "/awards.xlsx",
        "/articles.json",
        "/audit.json",
        "/scores.json",
        "/healthz",
    }
    assert wanted <= set(described["paths"])
    assert all(set(path) == {"get"} for path in described["paths"].values())
