"""The table of awards: facets, search, order, pages and formats."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from sqlalchemy import text

from tests.review.conftest import browser
from thidua.db.connect import open_engine
from thidua.review.pages import awards
from thidua.review.settings import Settings


def asked(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(f"/awards.json?{query}")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def test_each_count_of_a_facet_is_what_choosing_it_gives(client: TestClient) -> None:
    whole = asked(client, "year=2018")
    assert whole["total"]
    for name in ("form", "recipient", "grantor", "verdict", "confidence", "source", "force"):
        for value, count in whole["facets"][name].items():
            answer = client.get("/awards.json", params={"year": "2018", name: value})
            assert (name, value, answer.json()["total"]) == (name, value, count)


def test_choices_of_one_facet_add_up_and_of_two_narrow_down(client: TestClient) -> None:
    counts = asked(client, "")["facets"]["form"]
    both = asked(client, "form=bang-khen&form=giay-khen")
    assert both["total"] == counts["bang-khen"] + counts["giay-khen"]
    assert both["facets"]["form"] == counts  # a facet's own choice hides none of its values
    narrow = asked(client, "form=bang-khen&recipient=tap-the")
    assert 0 < narrow["total"] < counts["bang-khen"]
    assert {one["recipient"] for one in narrow["records"]} == {"tap-the"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [("bac kan", True), ("BẮC KẠN", True), ("Giay khen bac ka", True), ('"kan bac"', False), ("xyzq", False)],
)
def test_search_ignores_tone_marks_and_case(client: TestClient, typed: str, found: bool) -> None:
    answer = client.get("/awards.json", params={"q": typed}).json()
    assert bool(answer["total"]) is found
    if found:
        assert "kịch/bản?" in {one["article"] for one in answer["records"]}


@pytest.mark.parametrize("typed", ['"', "*", "a OR b", "NEAR(", "') --", "đ", "-", "\x00"])
def test_signs_of_a_query_language_are_text(client: TestClient, typed: str) -> None:
    assert client.get("/awards.json", params={"q": typed}).status_code == 200


@pytest.mark.parametrize("sort", list(awards.SORTS))
def test_pages_follow_one_another_without_gap_or_repeat(client: TestClient, sort: str) -> None:
    seen: list[str] = []
    query: str | None = f"/awards.json?sort={sort}&size=90&status=awarded"
    while query:
        answer = client.get(query).json()
        seen += [one["id"] for one in answer["records"]]
        query = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"]
    with open_engine(client.app.state.thidua.settings.db).connect() as connection:  # type: ignore[attr-defined]
        wanted = set(connection.scalars(text("SELECT id FROM records WHERE status = 'awarded'")))
    assert set(seen) == wanted


def test_the_page_before_is_the_page_one_came_from(client: TestClient) -> None:
    first = client.get("/awards").text
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(following.replace("&amp;", "&")).text
    (previous,) = re.findall(r'rel="prev" href="([^"]+)"', second)
    records = re.compile(r"record=(\w{16})#")
    assert records.findall(client.get(previous.replace("&amp;", "&")).text) == records.findall(first)
    assert not set(records.findall(first)) & set(records.findall(second))


def test_every_number_leads_to_its_sentence(client: TestClient) -> None:
    page = client.get("/awards?q=bac+kan").text
    link, told = re.search(r'<a class="figure" href="([^"]+)"[^>]*>(\d+)</a>', page).groups()  # type: ignore[union-attr]
    article = client.get(link.partition("#")[0]).text
    assert link.partition("#")[2] in article
    assert re.search(rf'class="[^"]*whole[^"]*"[^>]*>{told} ', article)


def test_csv_and_workbook_hold_the_selection_and_no_formula(client: TestClient) -> None:
    answer = client.get("/awards.csv?q=bac+kan")
    rows = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == asked(client, "q=bac+kan")["total"]
    evil = next(row for row in rows if row["article"] == "kịch/bản?")
    assert evil["source"] == "'=1+1"
    book = load_workbook(BytesIO(client.get("/awards.xlsx?q=bac+kan").content))
    sheet = book.active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    head, *others = sheet.iter_rows()
    names = [cell.value for cell in head]
    link, record = names.index("Bằng chứng"), names.index("Mã bản ghi")
    for row in others:  # each opens its sentence
        target = row[link].hyperlink
        assert target is not None
        page = client.get(f"{target.target}")
        assert page.status_code == 200
        assert target.location == f"r-{row[record].value}"
        assert f'id="{target.location}"' in page.text


def test_a_selection_too_large_for_excel_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awards, "_XLSX_ROWS", 10)
    answer = client.get("/awards.xlsx")
    assert answer.status_code == 413
    assert "thidua export" in answer.text


def test_what_another_program_changes_is_seen(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.review.index._LOOK", -1.0)
    client = browser(Settings(db))
    before = asked(client, "")["total"]
    with open_engine(db).begin() as connection:
        connection.execute(text("DELETE FROM articles WHERE id = 'kịch/bản?'"))
    assert asked(client, "")["total"] == before - 2


def test_an_address_that_means_nothing_is_told(client: TestClient) -> None:
    assert client.get("/awards?sort=x").status_code == 422
    assert client.get("/awards?after=-1").status_code == 422
    assert client.get("/nirgends").status_code == 404
    assert client.get("/articles/nirgends").status_code == 404


def test_postgresql_gives_the_same(db: str, server: str) -> None:
    from tests.conftest import new_postgres
    from tests.review.conftest import filled_url

    url = new_postgres(server)
    filled_url(url)
    mine, theirs = browser(Settings(db)), browser(Settings(url))
    for query in ("", "q=bac+kan", "form=bang-khen&sort=count&size=20", "verdict=l%E1%BB%87ch&year=2018"):
        a, b = asked(mine, query), asked(theirs, query)
        assert (a["total"], a["facets"]) == (b["total"], b["facets"])
        assert [one["id"] for one in a["records"]] == [one["id"] for one in b["records"]]
