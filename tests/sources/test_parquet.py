"""Each row of a Parquet table with a column `text` is an article; what is broken is said and costs no other row."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from thidua.records import Article, Problem
from thidua.sources import parquet, read

TEXT = "Công an xã Tân Lập tặng Giấy khen cho 2 tập thể, 5 cá nhân."


def write(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def split(path: Path) -> tuple[list[Article], list[Problem]]:
    found = list(read([str(path)]))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Problem)]


def test_rows_are_articles(tmp_path: Path) -> None:
    columns = {
        "ID": [7, None], "text": [TEXT, f"{TEXT} Hai."], "title": ["Tặng thưởng", None], "url": ["https://vidu.vn/7", ""],
        "source": ["Báo Ví Dụ", None], "published": ["2021-05-05T18:30:00Z", None], "tags": [["x"], []],
    }  # fmt: skip
    (first, second), problems = split(write(tmp_path / "tin.parquet", columns))
    assert first.model_dump(exclude={"path", "captions"}) == {
        "id": "7", "text": TEXT, "title": "Tặng thưởng", "url": "https://vidu.vn/7", "source": "Báo Ví Dụ",
        "published": "2021-05-06",
    }  # fmt: skip
    assert second.model_dump(exclude={"path", "text"}, exclude_none=True) == {"id": "tin-2", "captions": ()}
    assert problems == []


NIGHT = datetime(2021, 5, 5, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "kind", "day"),
    [
        ([date(2021, 5, 6)], pa.date32(), "2021-05-06"),
        ([date(2021, 5, 6)], pa.date64(), "2021-05-06"),
        ([datetime(2021, 5, 6, 23, 59)], pa.timestamp("ms"), "2021-05-06"),
        ([NIGHT], pa.timestamp("us", "UTC"), "2021-05-06"),
        ([NIGHT], pa.timestamp("s", "+00:00"), "2021-05-06"),
        ([NIGHT], pa.timestamp("us", "Asia/Ho_Chi_Minh"), "2021-05-06"),
        ([1620239400_123456789], pa.timestamp("ns", "UTC"), "2021-05-06"),
        (["2021-05"], pa.string(), "2021-05"),
        (["2021-05-06"], pa.dictionary(pa.int8(), pa.string()), "2021-05-06"),
        (["06/05/2021 08:00"], pa.large_string(), "2021-05-06"),
        ([None], pa.null(), None),
    ],
    ids=lambda value: str(value) if isinstance(value, pa.DataType) else None,
)
def test_dates_and_times(tmp_path: Path, values: list[Any], kind: pa.DataType, day: str | None) -> None:
    (article,), problems = split(write(tmp_path / "a.parquet", {"text": [TEXT], "published": pa.array(values, kind)}))
    assert article.published == day
    assert problems == []


def test_a_date_beyond_the_calendar_is_said(tmp_path: Path) -> None:
    days = pa.array([2**31 - 1, 18000], pa.int32()).cast(pa.date32())
    (first, second), problems = split(write(tmp_path / "a.parquet", {"text": [TEXT] * 2, "published": days}))
    assert (first.published, second.published) == (None, "2019-04-14")
    assert [(one.code, one.line) for one in problems] == [("bad-date", 1)]


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.dictionary(pa.int32(), pa.string())],
    ids=str,
)
def test_kinds_of_text(tmp_path: Path, kind: pa.DataType) -> None:
    (article,), problems = split(write(tmp_path / "a.parquet", {"text": pa.array([TEXT]).cast(pa.binary()).cast(kind)}
                                       if kind == pa.binary() else {"text": pa.array([TEXT], kind)}))  # fmt: skip
    assert article.text == TEXT
    assert problems == []


def test_rows_without_a_text_are_said_and_cost_no_other(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"text": [TEXT, None, "  ", TEXT], "id": ["a", "b", "c", "d"]})
    articles, problems = split(path)
    assert [one.id for one in articles] == ["a", "d"]
    assert [(one.code, one.line, "row" in one.message) for one in problems] == [
        ("no-text", 2, True),
        ("empty", 3, True),
    ]


def test_a_text_that_is_no_string(tmp_path: Path) -> None:
    articles, (problem,) = split(write(tmp_path / "a.parquet", {"text": [5]}))
    assert articles == []
    assert (problem.code, problem.message) == ("no-text", "the row has a `text` that is int, not a string")


def test_a_text_that_is_no_utf_8_costs_no_other(tmp_path: Path) -> None:
    raw = pa.array([TEXT.encode(), b"C\xf4ng an", TEXT.encode()])
    as_text = pa.StringArray.from_buffers(3, *raw.buffers()[1:])
    for column in (raw, as_text):
        articles, problems = split(write(tmp_path / "a.parquet", {"text": column}))
        assert [one.id for one in articles] == ["a-1", "a-3"]
        assert [(one.code, one.line) for one in problems] == [("unknown-encoding", 2)]


def test_a_text_that_is_too_large_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_BYTES", 1000)
    articles, problems = split(write(tmp_path / "a.parquet", {"text": [TEXT, TEXT * 50, TEXT]}))
    assert [one.id for one in articles] == ["a-1", "a-3"]
    assert [(one.code, one.line) for one in problems] == [("too-large", 2)]


def test_a_table_without_text_names_its_columns(tmp_path: Path) -> None:
    articles, (problem,) = split(write(tmp_path / "a.parquet", {"body": [TEXT], "id": [1]}))
    assert articles == []
    assert (problem.code, problem.message) == ("no-text", "has no column `text`; its columns are body, id")
    assert [one.code for one in split(write(tmp_path / "b.parquet", {"text": pa.array([], pa.string())}))[1]] == [
        "empty"
    ]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"Xin chao" * 99, b"PAR1" + b"\0" * 99 + b"PAR1"], ids=range(4))
def test_what_is_no_parquet_file_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    articles, problems = split(tmp_path / "a.parquet")
    assert articles == []
    assert [one.code for one in problems] == ["unreadable" if data else "empty"]


def test_a_cut_off_file_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"text": [TEXT] * 100})
    path.write_bytes(path.read_bytes()[:-30])
    assert [one.code for one in split(path)[1]] == ["unreadable"]


def test_a_broken_part_costs_no_other(tmp_path: Path) -> None:
    texts = [f"{TEXT} Bài {number}." for number in range(30)]
    options = {"use_dictionary": False, "compression": "gzip", "write_page_checksum": True}
    path = write(tmp_path / "a.parquet", {"text": texts}, row_group_size=10, **options)
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    end = column.data_page_offset + column.total_compressed_size
    data[end - 30 : end - 20] = b"\xff" * 10
    path.write_bytes(data)
    articles, (problem,) = split(path)
    assert [one.id for one in articles] == [f"a-{number + 1}" for number in (*range(10), *range(20, 30))]
    assert (problem.code, problem.line) == ("unreadable", 11)
    assert "rows 11 to 20" in problem.message


def test_few_rows_are_held_at_a_time(tmp_path: Path) -> None:
    pool = pa.default_memory_pool()
    text = TEXT * 2000
    texts = [f"{text} {number}" for number in range(400)]
    path = write(tmp_path / "a.parquet", {"text": texts}, use_dictionary=False, write_batch_size=5)
    assert pq.ParquetFile(path).metadata.num_row_groups == 1
    before, most = pool.bytes_allocated(), 0
    for _ in read([str(path)]):
        most = max(most, pool.bytes_allocated() - before)
    assert most < 15_000_000 < 400 * len(text.encode())


def test_broken_bytes_never_raise(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"text": [TEXT, TEXT], "published": [date(2021, 5, 6), None]})
    whole = path.read_bytes()
    for position in range(0, len(whole), 11):
        broken = bytearray(whole)
        broken[position] ^= 0xFF
        path.write_bytes(broken)
        split(path)
