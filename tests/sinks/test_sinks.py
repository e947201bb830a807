"""Each writer gives the same records back, typed, in its own format."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from thidua import labels
from thidua.records import (
    Article,
    Award,
    Evidence,
    Extraction,
    FieldEvidence,
    NamedUnit,
    Problem,
    RankedPerson,
    Recipient,
    StatedDate,
    record_id,
)
from thidua.sinks import FORMATS, CsvSink, JsonlSink, ParquetSink, XlsxSink, written_aside, xlsx
from thidua.sinks.columns import AWARDS, TABLES, columns_of
from thidua.sinks.csv import cell

TEXT = (
    "Ngày 5/3/2019, Giám đốc Công an tỉnh Lạng Giang tặng Giấy khen cho 1.203 tập thể, hơn 40 cá nhân.\r\n"
    "Đại tá Nông Thị Ba được tặng Huân chương Chiến công hạng Ba.\x00"
)


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start=start, end=start + len(quote), quote=quote)


def proof(quote: str) -> FieldEvidence:
    start = TEXT.index(quote)
    return FieldEvidence(start=start, end=start + len(quote), quote=quote, rule="form.x")


@pytest.fixture
def article() -> Article:
    return Article(id="lg-1", text=TEXT, title='=HYPERLINK("x")', published="2019-03-06", source="Báo Ví Dụ")


@pytest.fixture
def extraction() -> Extraction:
    awards = (
        Award(
            id=record_id("lg-1", 1), form="giay-khen", authority=("cong-an-tinh", "so-nganh"), recipient="tap-the",
            count=1203, period=("2019-03-05", "2019-03-05"), evidence=(evidence("Giấy khen cho 1.203 tập thể"),),
            fields={"form": proof("Giấy khen"), "count": proof("1.203")}, rule=("a.one", "b.x"), confidence=0.9,
        ),
        Award(
            id=record_id("lg-1", 2), form="giay-khen", recipient="ca-nhan", count=None, qualifier="at-least", luot=True,
            period=("XXXX-01-01", "XXXX-12-31"), evidence=(evidence("hơn 40 cá nhân"),), recipient_unit="-CATP",
        ),
        Award(
            id=record_id("lg-1", 3), form="huan-chuong", name="Chiến công", class_=3, recipient="ca-nhan", count=1,
            evidence=(evidence("Huân chương Chiến công hạng Ba"),),
            recipients=(Recipient(name="Nông Thị Ba", rank="Đại tá", position="Phó Giám đốc", start=99, end=117),),
        ),
    )  # fmt: skip
    return Extraction(
        id="lg-1",
        title='=HYPERLINK("x")',
        published="2019-03-06",
        source="Báo Ví Dụ",
        home="Công an tỉnh Lạng Giang",
        awards=awards,
        ranks=(RankedPerson(rank="Đại tá", person="Nông Thị Ba", evidence=(evidence("Đại tá Nông Thị Ba"),)),),
        dates=(StatedDate(text="Ngày 5/3/2019", value="2019-03-05", evidence=(evidence("5/3/2019"),)),),
        units=(NamedUnit(name="Công an tỉnh Lạng Giang", parent="Bộ Công an", evidence=(evidence("Công an tỉnh"),)),),
        problems=(Problem(code="no-year", message="không rõ năm", record=awards[1].id),),
    )


def test_columns_follow_the_schema() -> None:
    assert AWARDS.names[:6] == ["article", "published", "source", "title", "url", "home"]
    assert {"form", "class", "period", "period_from", "period_to", "quote", "start", "end"} <= set(AWARDS.names)
    flat = {"recipients", "evidence", "fields"}
    for table in TABLES:
        named = {info.alias or name for name, info in table.model.model_fields.items()} - flat
        assert named <= {column.name for column in table.columns}, table.name


def test_every_code_and_every_column_has_a_vietnamese_label() -> None:
    models: dict[str, Any] = {"form": Award, "recipient": Award, "qualifier": Award, "status": Award, "role": Award}
    for field, model in models.items():
        allowed = set(re.findall(r"'([a-z-]+)'", str(model.model_fields[field].annotation)))
        assert allowed == set(labels.CODES[field]), field
    for table in TABLES:
        for name in table.names:
            assert labels.heading(name, table.name) != name, (table.name, name)


def test_jsonl_round_trips(article: Article, extraction: Extraction, tmp_path: Path) -> None:
    with JsonlSink(tmp_path / "x.jsonl") as sink:
        sink.write(article, extraction)
    (line,) = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert Extraction.model_validate_json(line) == extraction
    assert "Giấy khen" in line
    value = json.loads(line)
    assert list(value)[:6] == ["id", "url", "source", "title", "published", "home"]
    assert value["awards"][2]["class"] == 3
    assert value["awards"][1]["count"] is None


def test_jsonl_to_a_stream_leaves_it_open(article: Article, extraction: Extraction) -> None:
    stream = io.BytesIO()
    with JsonlSink(stream) as sink:
        sink.write(article, extraction)
    assert stream.getvalue().endswith(b"}\n")


def test_csv(article: Article, extraction: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with CsvSink(path) as sink:
        sink.write(article, extraction)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfarticle,")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["count"] for row in rows] == ["1203", "", "1"]
    assert rows[0]["authority"] == "cong-an-tinh, so-nganh"
    assert (rows[0]["period_from"], rows[1]["period_from"]) == ("2019-03-05", "XXXX-01-01")
    assert rows[0]["title"] == '\'=HYPERLINK("x")'
    assert rows[1]["recipient_unit"] == "'-CATP"
    assert rows[2]["recipients"] == "Đại tá Nông Thị Ba (Phó Giám đốc)"
    assert rows[0]["quote"] == TEXT[int(rows[0]["start"]) : int(rows[0]["end"])]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_neutralised(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"


def test_negative_numbers_stay_numbers() -> None:
    assert cell(-3) == -3


def test_xlsx(article: Article, extraction: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with XlsxSink(path) as sink:
        sink.write(article, extraction)
    book = load_workbook(path)
    assert book.sheetnames == ["Khen thưởng", "Cấp bậc", "Ngày tháng", "Đơn vị", "Vấn đề"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(isinstance(head.value, str) for head in sheet[1])
    sheet = book["Khen thưởng"]
    columns = {head.value: index for index, head in enumerate(sheet[1])}
    rows = list(sheet.iter_rows(min_row=2))
    first = {name: rows[0][index].value for name, index in columns.items()}
    assert first["Hình thức"] == "Giấy khen"
    assert first["Hình thức (mã)"] == "giay-khen"
    assert first["Cấp khen"] == "Công an cấp tỉnh; Sở, ngành"
    assert first["Số lượng"] == 1203
    assert first["Từ ngày"] == first["Đến ngày"] == datetime(2019, 3, 5)
    assert first["Ngày đăng"] == datetime(2019, 3, 6)
    assert first["Tiêu đề"] == '=HYPERLINK("x")'
    assert rows[0][columns["Tiêu đề"]].data_type == "s"
    assert rows[1][columns["Số lượng"]].value is None
    assert rows[1][columns["Từ ngày"]].value == "XXXX-01-01"
    link = rows[0][columns["Bằng chứng"]].hyperlink
    assert link.target == "report.html"
    assert link.location == extraction.awards[0].id
    assert book["Đơn vị"]["G1"].value == "Đơn vị"


def test_xlsx_goes_on_on_a_second_sheet(
    article: Article, extraction: Extraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_MAX_ROWS", 2)
    with XlsxSink(tmp_path / "x.xlsx") as sink:
        sink.write(article, extraction)
    book = load_workbook(tmp_path / "x.xlsx")
    assert [book[name].max_row for name in ("Khen thưởng", "Khen thưởng 2")] == [3, 2]


def test_parquet_is_typed(article: Article, extraction: Extraction, tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    with ParquetSink(path) as sink:
        sink.write(article, extraction)
    schema = parquet.read_schema(path)
    assert schema.field("count").type == pa.int64()
    assert schema.field("period_from").type == pa.date32()
    assert schema.field("authority").type == pa.list_(pa.string())
    assert schema.field("luot").type == pa.bool_()
    rows = parquet.read_table(path).to_pylist()
    assert [row["count"] for row in rows] == [1203, None, 1]
    assert rows[0]["period_from"] == date(2019, 3, 5)
    assert (rows[1]["period_from"], rows[1]["period"]) == (None, "XXXX-01-01/XXXX-12-31")
    assert rows[0]["fields"][1]["field"] == "count"
    assert rows[2]["recipients"][0]["name"] == "Nông Thị Ba"
    assert len(pd.read_parquet(path)) == 3


def test_an_empty_batch_still_gives_readable_files(tmp_path: Path) -> None:
    for name, make in FORMATS.items():
        with make(tmp_path / f"x.{name}"):
            pass
    assert len(pd.read_parquet(tmp_path / "x.parquet")) == 0
    assert len(pd.read_csv(tmp_path / "x.csv")) == 0
    assert len(pd.read_excel(tmp_path / "x.xlsx")) == 0


def test_a_crash_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("before")

    def fail() -> None:
        with written_aside(path) as aside:
            aside.write_text("half")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["x.jsonl"]


def test_a_new_field_of_a_known_kind_becomes_a_column() -> None:
    class Longer(Award):
        note: str | None = None
        seen: bool = False

    kinds = {column.name: column.kind for column in columns_of(Longer)}
    assert (kinds["note"], kinds["seen"]) == ("text", "boolean")
