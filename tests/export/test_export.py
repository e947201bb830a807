"""Exports as their users open them: a spreadsheet, pandas, the package's own validator."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from frictionless import Package
from openpyxl import load_workbook
from pyarrow import parquet
from sqlalchemy import func, select

from tests.db.awards import corpus, now, read_article
from thidua.audit.rules import load_audit_rules
from thidua.db import schema
from thidua.db.audit import audit
from thidua.db.connect import open_engine
from thidua.db.link import link
from thidua.db.load import load
from thidua.db.score import rank
from thidua.export import workbook
from thidua.export.package import datasette_metadata
from thidua.export.rows import export_tables
from thidua.export.write import write
from thidua.labels import HEADINGS, TABLE_HEADINGS, TABLES, heading
from thidua.rules import load_rules
from thidua.scoring.scheme import find_scheme

STORED = set(schema.metadata.tables) - {"record_search"}  # an index, nothing that was read
FORMULA = '=HYPERLINK("http://x.example";"Giấy khen")'


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with everything in it, and an article whose title looks like a formula."""
    found = f"sqlite:///{tmp_path_factory.mktemp('export') / 'x.db'}"
    registry = load_rules().registry
    evil = read_article("Năm 2021, Bộ Công an tặng Bằng khen cho 3 tập thể.", "zz", title=FORMULA, source="@nguồn")
    load(open_engine(found, create=True), [*corpus(), evil], registry, now=now, after=link)
    with open_engine(found).begin() as connection:
        list(audit(connection, load_audit_rules(), registry))
        rank(connection, find_scheme("A"), None, "unit")
    return found


def written(url: str, form: str, path: Path) -> Path:
    with open_engine(url).connect() as connection:
        write(connection, form, path, "2026-11-27T08:00:00Z")
    return path


def test_every_table_and_column_has_a_vietnamese_name() -> None:
    tables = list(export_tables())
    assert {table.name for table in tables} == set(TABLES) == (STORED - {"records"}) | {"awards"}
    for table in tables:
        for column in table.columns:
            assert column.name in HEADINGS or column.name in TABLE_HEADINGS.get(table.name, {}), (
                table.name,
                column.name,
            )
        heads = [heading(column.name, table.name) for column in table.columns]
        assert len(set(heads)) == len(heads), (table.name, heads)


def test_the_workbook_opens_right(url: str, tmp_path: Path) -> None:
    book = load_workbook(written(url, "xlsx", tmp_path / "x.xlsx"))
    assert book.sheetnames == list(TABLES.values())
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    sheet = book["Khen thưởng"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, heads["Mã bài"]).value: row for row in range(2, sheet.max_row + 1)}
    last = rows["zz"]
    assert sheet.cell(last, heads["Tiêu đề"]).value == FORMULA
    assert sheet.cell(last, heads["Tiêu đề"]).data_type == "s"
    assert sheet.cell(last, heads["Số lượng"]).value == 3
    assert sheet.cell(last, heads["Hình thức"]).value == "Bằng khen"
    assert sheet.cell(last, heads["Từ ngày"]).value == datetime(2021, 1, 1)
    link_to = sheet.cell(last, heads["Bằng chứng"]).hyperlink
    assert link_to is not None
    assert link_to.location is not None
    place = link_to.location.rpartition("!A")[2]
    articles = book["Bài báo"]
    head = {cell.value: cell.column for cell in articles[1]}
    assert articles.cell(int(place), head["Mã bài"]).value == "zz"
    assert "Bằng khen cho 3 tập thể" in articles.cell(int(place), head["Nguyên văn"]).value


def test_a_sheet_goes_on_where_excel_s_rows_end(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MAX_ROWS", 300)
    book = load_workbook(written(url, "xlsx", tmp_path / "x.xlsx"))
    assert {"Khen thưởng", "Khen thưởng 2"} <= set(book.sheetnames)


def test_links_reach_the_articles_of_a_second_sheet(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MAX_ROWS", 50)
    book = load_workbook(written(url, "xlsx", tmp_path / "x.xlsx"))
    pages = set()
    for sheet in (book[name] for name in book.sheetnames if name.startswith("Khen thưởng")):
        heads = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            link_to = sheet.cell(row, heads["Bằng chứng"]).hyperlink
            assert link_to is not None
            page, _, place = str(link_to.location).rpartition("!A")
            pages.add(page)
            assert book[page.strip("'")].cell(int(place), 1).value == sheet.cell(row, heads["Mã bài"]).value
    assert pages == {"'Bài báo'", "'Bài báo 2'"}


def test_csv_has_a_mark_and_no_formula(url: str, tmp_path: Path) -> None:
    path = written(url, "csv", tmp_path / "x.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (evil,) = [row for row in rows if row["article"] == "zz"]
    assert (evil["title"], evil["source"]) == (f"'{FORMULA}", "'@nguồn")
    assert len(rows) == len(pd.read_csv(path)) == sum(len(x.awards) for _, x in corpus()) + 1


def test_parquet_is_typed_and_whole(url: str, tmp_path: Path) -> None:
    path = written(url, "parquet", tmp_path / "x.parquet")
    types = {field.name: field.type for field in parquet.read_schema(path)}
    assert (types["count"], types["luot"], types["period_from"]) == (pa.int64(), pa.bool_(), pa.date32())
    assert types["authority"] == pa.list_(pa.string())
    rows = parquet.read_table(path).to_pylist()
    assert rows[-1]["title"] == FORMULA
    assert rows[-1]["authority"] == ["bo-cong-an"]


def test_the_package_is_valid_and_says_what_it_holds(url: str, tmp_path: Path) -> None:
    folder = written(url, "package", tmp_path / "package")
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])[:5]
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in told["resources"]] == list(TABLES)
    for one in told["resources"]:
        content = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert all(field["title"] for field in one["schema"]["fields"])
    assert told["created"] == "2026-11-27T08:00:00Z"
    assert load_rules().version in told["description"]
    rows = package.get_resource("awards").read_rows()
    assert rows[-1]["title"] == FORMULA  # a program reads back what the database holds
    with open_engine(url).connect() as connection:
        assert len(rows) == connection.scalar(select(func.count()).select_from(schema.records))


def test_a_changed_file_is_no_longer_the_package(url: str, tmp_path: Path) -> None:
    folder = written(url, "package", tmp_path / "package")
    path = folder / "awards.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("bang-khen", "giay-khen", 1), encoding="utf-8-sig")
    assert not Package(str(folder / "datapackage.json")).validate().valid


def test_datasette_s_metadata_names_what_the_database_has(url: str, tmp_path: Path) -> None:
    told = json.loads(written(url, "datasette", tmp_path / "metadata.json").read_text(encoding="utf-8"))
    assert told == datasette_metadata()
    tables = told["databases"]["thidua"]["tables"]
    assert set(tables) == STORED
    for name, about in tables.items():
        columns = set(schema.metadata.tables[name].columns.keys())
        assert set(about["columns"]) == columns
        assert set(about.get("facets", [])) <= columns
