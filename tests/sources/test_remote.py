"""What lies behind a URL is read as a file is; what cannot be reached is a problem."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import known_implementations
from pyarrow import parquet as pq

from thidua.records import Article, Problem
from thidua.sources import read, remote

TEXT = "Công an xã Tân Lập tặng Giấy khen cho 2 tập thể, 5 cá nhân."
LINE = (json.dumps({"text": TEXT}) + "\n").encode()


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    system = fsspec.filesystem("memory")
    for name, data in (
        ("2016/02.jsonl.gz", gzip.compress(LINE * 2)),
        ("2016/01.txt", TEXT.encode()),
        ("2016/.an.txt", TEXT.encode()),
        ("2016/q1/x.txt", TEXT.encode()),
        ("2017/y.txt", TEXT.encode()),
        ("README.md", b"# x"),
        ("anh.jpg", b"x"),
    ):
        system.pipe(f"/kho/{name}", data)
    yield system
    system.rm("/kho", recursive=True)


def split(*inputs: str) -> tuple[list[Article], list[Problem]]:
    found = list(read(inputs))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Problem)]


def ids(*inputs: str) -> list[str]:
    articles, problems = split(*inputs)
    assert problems == []
    return [one.id for one in articles]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (["memory://kho"], ["01", "02-1", "02-2", "x", "y"]),
        (["memory://kho/2016/"], ["01", "02-1", "02-2", "x"]),
        (["memory://kho/2016/*.jsonl.gz"], ["02-1", "02-2"]),
        (["memory://kho/201[67]/*.txt"], ["01", "y"]),
        (["memory://kho/**/*.txt"], ["01", "x", "y"]),
        (["memory://kho/*"], ["01", "02-1", "02-2", "x", "y"]),
        (["memory://kho/2016/01.txt", "memory:///kho/2016/*", "memory://kho/2016"], ["01", "02-1", "02-2", "x"]),
        (["memory://kho/2016/.an.txt"], [".an"]),
    ],
)
def test_files_folders_and_globs(inputs: list[str], expected: list[str]) -> None:
    assert ids(*inputs) == expected


@pytest.mark.usefixtures("store")
def test_places_are_named_by_their_url() -> None:
    (first, _), _ = split("memory://kho/2016/02.jsonl.gz")
    assert (first.id, first.path) == ("02-1", "memory:///kho/2016/02.jsonl.gz")


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.warc", "a.html", "a.txt"])
def test_every_format_is_read(store: MemoryFileSystem, name: str) -> None:
    table = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), table)
    page = f"<html><body><p>{TEXT}</p></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://vidu.vn/1\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(answer), answer)
    )
    data = {
        "a.parquet": table.getvalue(),
        "a.csv": f'text\n"{TEXT}"\n'.encode(),
        "a.warc": record,
        "a.html": page,
        "a.txt": TEXT.encode(),
    }
    store.pipe(f"/kho/{name}", data[name])
    articles, problems = split(f"memory://kho/{name}")
    assert [one.text for one in articles] == [TEXT]
    assert problems == []


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("memory://kho/khong.txt", "missing-file", "no such file"),
        ("memory://kho/z*.txt", "missing-file", "pattern"),
        ("memory://kho/README.md", "unknown-format", ".md"),
        ("vidu-khong-co://x/y.txt", "unreadable", "Protocol not known"),
    ],
)
def test_what_is_not_there_is_said(name: str, code: str, says: str) -> None:
    articles, (problem,) = split(name, "memory://kho/2017")
    assert [one.id for one in articles] == ["y"]
    assert (problem.code, problem.file is not None) == (code, True)
    assert says in problem.message


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = {"class": "khong_co_goi.FileSystem", "err": "Install khong_co_goi to access vidu"}
    monkeypatch.setitem(known_implementations, "vidu", entry)
    assert split("vidu://kho/a.txt")[1] == [
        Problem(
            code="missing-extra",
            message="cannot be opened: Install khong_co_goi to access vidu",
            file="vidu://kho/a.txt",
        )
    ]
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    (problem,) = split("memory://kho/a.txt")[1]
    assert (problem.code, "thidua[remote]" in problem.message) == ("missing-extra", True)


class BrokenError(Exception):
    """As the packages of the protocols raise: no OSError."""


def raiser(*_: Any, **__: Any) -> Any:
    raise BrokenError("Unable to locate credentials\nfor memory://an:bi-mat@kho")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("method", ["info", "glob", "ls", "open"])
def test_a_store_that_cannot_be_reached_is_a_problem(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    monkeypatch.setattr(MemoryFileSystem, method, raiser)
    articles, (problem,) = split("memory://kho/2017/*" if method == "glob" else "memory://kho/2017")
    assert articles == []
    assert problem.code == "unreadable"
    assert "BrokenError: Unable to locate credentials" in problem.message
    assert "\n" not in problem.message


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.warc"])
def test_a_connection_that_breaks_keeps_what_came_before(
    store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(size) if self.tell() < 300_000 else raiser()

    store.pipe(f"/kho/3/{name}", b"x")
    store.pipe("/kho/3/b.txt", TEXT.encode())
    opened = MemoryFileSystem.open
    monkeypatch.setattr(
        MemoryFileSystem,
        "open",
        lambda self, path, mode: Breaking(LINE * 5000) if path.endswith(name) else opened(self, path, mode),
    )
    articles, (problem,) = split("memory://kho/3")
    assert articles[-1].id == "b"
    assert len(articles) > 1 or name != "a.jsonl"
    assert problem.code == "unreadable"


def test_a_file_that_goes_away_is_said(store: MemoryFileSystem) -> None:
    found = read(["memory://kho/2016"])
    assert isinstance(next(found), Article)
    store.rm("/kho/2016/q1/x.txt")
    rest = list(found)
    assert [one.id for one in rest if isinstance(one, Article)] == ["02-1", "02-2"]
    assert [one.code for one in rest if isinstance(one, Problem)] == ["missing-file"]


def test_file_urls_are_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)  # they need no extra
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert ids(f"file://{tmp_path}/*.txt", f"file://localhost{tmp_path}/a.txt", str(tmp_path)) == ["a"]


def test_a_file_whose_name_looks_like_a_url_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tin::a.txt").write_text(TEXT, encoding="utf-8")
    assert ids("tin::a.txt") == ["tin::a"]


@pytest.mark.parametrize("name", ["C:\\tin\\a.txt", "tin/a.txt", "-", "a:b.txt", "//may/tin"])
def test_what_is_no_url(name: str) -> None:
    assert not remote.is_url(name)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a reader may hang up


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server of files on this machine, with some articles."""
    pytest.importorskip("aiohttp")
    for name in ("2016/tin một.txt", "2016/5/b.txt", "2016/anh.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "tin.jsonl.gz").write_bytes(gzip.compress(LINE * 3))
    (tmp_path / "2016" / "ra-ngoai.htm").mkdir()
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with Server(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_files_of_a_web_server(server: str) -> None:
    articles, problems = split(f"{server}/tin.jsonl.gz?khoa=bi-mat")
    assert [one.path for one in articles] == [f"{server}/tin.jsonl.gz"] * 3
    assert [one.id for one in articles] == ["tin-1", "tin-2", "tin-3"]
    assert problems == []


def test_a_large_file_of_a_server_that_sends_no_parts(server: str, tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT * 1000}).encode() + b"\n"
    (tmp_path / "lon.jsonl").write_bytes(line * 120)
    pq.write_table(pa.table({"text": [TEXT]}), tmp_path / "nho.parquet")
    assert len(line) * 120 > 11_000_000  # more than twice what fsspec asks for at a time
    assert ids(f"{server}/lon.jsonl") == [f"lon-{number + 1}" for number in range(120)]
    assert ids(f"{server}/nho.parquet") == ["nho-1"]


def test_folders_and_globs_of_a_web_server(server: str) -> None:
    assert ids(f"{server}/2016/") == ["b", "tin một"]
    assert ids(f"{server}/2016/*.txt") == ["tin một"]


def test_what_a_web_server_does_not_have(server: str) -> None:
    _, problems = split(f"{server}/khong.jsonl", f"{server}/khong/", f"{server}/2016/z*.txt")
    assert [one.code for one in problems] == ["missing-file"] * 3


def test_a_web_server_that_is_not_there() -> None:
    pytest.importorskip("aiohttp")
    _, problems = split("http://an:bi-mat@127.0.0.1:9/tin.jsonl?khoa=1", "http://127.0.0.1:9/tin/")
    assert [one.code for one in problems] == ["unreadable", "unreadable"]
    assert problems[0].file == "http://127.0.0.1:9/tin.jsonl"
    assert all("bi-mat" not in one.message and "khoa" not in one.message for one in problems)
