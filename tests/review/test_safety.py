"""What protects the page: hosts, tokens, sessions, CSRF, headers, sizes, escaping, read-only mode."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.review.conftest import EVIL, browser, csrf
from thidua.cli import main
from thidua.review import safety
from thidua.review.app import ROUTERS
from thidua.review.settings import Settings, SettingsError

TOKEN = "mã-rất-dài-và-bí-mật"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "thidua.example", "::"])
def test_another_address_demands_a_token_or_a_proxy(host: str) -> None:
    with pytest.raises(SettingsError, match="--token"):
        Settings("sqlite:///x.db", host)
    Settings("sqlite:///x.db", host, token=TOKEN)
    Settings("sqlite:///x.db", host, proxy_header="X-Forwarded-User")


def test_the_command_says_so_in_one_line(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["review", "--db", db, "--host", "0.0.0.0"])
    assert caught.value.code == 3
    assert capsys.readouterr().err.startswith("thidua: 0.0.0.0 can be reached from other machines: give --token")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_host_name_of_somebody_else_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/awards", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "192.168.1.5"])
def test_names_of_ours_and_addresses_are_served(client: TestClient, host: str) -> None:
    assert client.get("/awards", headers={"host": host}).status_code == 200


PAGES = ("/awards", "/awards.json", "/articles/nirgends", "/static/review.css", "/healthz", "/nirgends")


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_headers(client: TestClient, page: str) -> None:
    headers = client.get(page).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_nothing_in_a_template_is_inline() -> None:
    for template in Path(safety.__file__).with_name("templates").glob("*.html"):
        page = template.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|safe|hx-on|hx-vals=.js", page), template
        assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", page)), template


def test_a_script_in_an_article_is_text(client: TestClient) -> None:
    for page in ("/articles/k%E1%BB%8Bch/b%E1%BA%A3n%3F", "/awards?q=bac+kan"):
        told = client.get(page).text
        assert EVIL not in told
        assert "<b onmouseover" not in told
    assert "&lt;script&gt;" in client.get("/articles/k%E1%BB%8Bch/b%E1%BA%A3n%3F").text
    assert EVIL not in client.get("/awards", params={"q": EVIL}).text


# --- tokens and sessions -----------------------------------------------------------------------------


def test_a_token_is_asked_for_and_opens_a_session(db: str) -> None:
    client = browser(Settings(db, "0.0.0.0", token=TOKEN))
    answer = client.get("/awards?year=2018")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/awards%3Fyear%3D2018"
    assert client.get("/awards.json", headers={"accept": "*/*"}).status_code == 401
    page = client.get(answer.headers["location"]).text
    wrong = client.post("/sign-in", data={"csrf": csrf(page), "token": "falsch"})
    assert wrong.status_code == 401
    right = client.post("/sign-in?next=/awards", data={"csrf": csrf(wrong.text), "token": TOKEN})
    assert (right.status_code, right.headers["location"]) == (303, "/awards")
    assert client.get("/awards").status_code == 200


def test_a_program_may_bear_the_token(db: str) -> None:
    client = browser(Settings(db, token="ascii-token-of-a-program"))
    good = {"authorization": "Bearer ascii-token-of-a-program", "accept": "*/*"}
    assert client.get("/awards.json", headers=good).status_code == 200
    assert client.get("/awards.json", headers=good | {"authorization": "Bearer x"}).status_code == 401


def test_every_route_but_three_asks_for_the_token(db: str) -> None:
    client = browser(Settings(db, token=TOKEN))
    open_paths = {"/healthz", "/sign-in"}
    for route in routes():
        path = re.sub(r"\{[^}]*\}", "x", route)
        if path not in open_paths:
            assert client.get(path).status_code in (303, 405), path


def routes() -> list[str]:
    found = [route.path for module in ROUTERS for route in module.router.routes]  # type: ignore[attr-defined]
    assert found
    return found


def test_a_forged_session_is_none(db: str) -> None:
    client = browser(Settings(db, token=TOKEN))
    client.cookies.set("thidua", "eyJpbiI6IHRydWV9.aaaaaa.AAAAAAAAAAAAAAAAAAAAAAAAAAA")
    assert client.get("/awards").status_code == 303


def test_a_proxy_s_header_is_asked_for(db: str) -> None:
    client = browser(Settings(db, "0.0.0.0", proxy_header="X-Forwarded-User"))
    assert client.get("/awards").status_code == 401
    assert client.get("/awards", headers={"x-forwarded-user": "lan"}).status_code == 200


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(client: TestClient, target: str) -> None:
    answer = client.get("/preferences", params={"theme": "dark", "next": target})
    assert answer.headers["location"] == "/"


def test_cookies_are_kept_from_scripts_and_other_sites(db: str) -> None:
    client = browser(Settings(db, token=TOKEN))
    cookie = client.get("/sign-in").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


# --- writes and sizes --------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["", "x", "đ"])
def test_a_write_without_the_session_s_token_is_refused(client: TestClient, given: str) -> None:
    client.get("/awards")
    assert client.post("/sign-in", data={"token": "x", "csrf": given}).status_code == 403


def test_a_write_from_another_site_is_refused(db: str) -> None:
    client = browser(Settings(db, token=TOKEN))
    token = csrf(client.get("/sign-in").text)
    answer = client.post("/sign-in", data={"token": TOKEN, "csrf": token}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_packed_and_large_bodies_are_refused(client: TestClient) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    headers = {"content-encoding": "gzip", "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/sign-in", content=bomb, headers=headers).status_code == 415
    assert client.post("/sign-in", data={"token": "x" * (safety.LARGEST + 1)}).status_code == 413


def test_a_body_that_hides_its_length_is_refused(client: TestClient) -> None:
    parts = (b"x" * 1_000_000 for _ in range(safety.LARGEST // 1_000_000 + 2))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/sign-in", content=parts, headers=headers).status_code == 413


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fapp.py", "/static//etc/passwd"]
)
def test_no_path_of_a_request_leads_out_of_the_static_files(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
