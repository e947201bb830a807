"""Each page of a web archive is an article; what is broken is said with its record, and costs no other."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from pathlib import Path

import pytest

from thidua.records import Article, Problem
from thidua.sources import read, warc

TITLE = "Công an huyện Mai Hạ khen thưởng đột xuất"
LEAD = "Chiều 8/6, Công an huyện Mai Hạ tổ chức lễ trao thưởng đột xuất cho 2 tập thể và 6 cá nhân có thành tích."
PAGE = f"""<!doctype html><html><head><title>{TITLE}</title>
<meta property="article:published_time" content="2021-06-08T21:00:00+07:00">
<link rel="canonical" href="https://vidu.vn/ban-in.html"></head>
<body><nav><a href="/">Trang chủ</a></nav><h1>{TITLE}</h1><p>{LEAD}</p></body></html>"""
MENU = "<html><body><nav><a href='/'>Trang chủ</a></nav></body></html>"
URL = "https://vidu.vn/khen-thuong-1.html"


def record(
    kind: str, body: bytes, *, url: str | None = URL, content: str = "application/http", more: str = ""
) -> bytes:
    address = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2021-07-01T00:00:00Z\r\n{address}"
        f"Content-Type: {content}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(
    body: bytes | str, *headers: str, status: str = "200 OK", kind: str | None = "text/html; charset=utf-8"
) -> bytes:
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers, "", ""]
    return "\r\n".join(lines).encode() + (body.encode() if isinstance(body, str) else body)


def response(body: bytes | str = PAGE, *headers: str, status: str = "200 OK", kind: str | None = "text/html") -> bytes:
    return record("response", answer(body, *headers, status=status, kind=kind))


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def split(path: Path, *records: bytes, packed: bool = False) -> tuple[list[Article], list[Problem]]:
    path.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    found = list(read([str(path)]))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("name", ["tin.warc", "tin.warc.gz"])
def test_pages_are_articles_and_the_rest_is_passed_over(tmp_path: Path, name: str) -> None:
    records = (
        record("warcinfo", b"software: vidu\r\n", url=None, content="application/warc-fields"),
        record("request", b"GET / HTTP/1.1\r\nHost: vidu.vn\r\n\r\n"),
        response(),
        record("metadata", b"via: x\r\n", content="application/warc-fields"),
        record("revisit", answer("")),
        response(b"\x89PNG\r\n", kind="image/png"),
        response("Không thấy", status="404 Not Found"),
        response("", "Location: /b", status="301 Moved Permanently"),
        record("response", b"20210701 1.2.3.4", url="dns:vidu.vn", content="text/dns"),
        response(PAGE.replace(TITLE, "Tin thứ hai"), kind="application/xhtml+xml"),
    )
    articles, problems = split(tmp_path / name, *records, packed=name.endswith(".gz"))
    assert problems == []
    assert [one.id for one in articles] == ["tin-3", "tin-10"]
    first = articles[0]
    assert (first.title, first.url, first.published, first.source) == (TITLE, URL, "2021-06-08", "vidu.vn")
    assert first.text == f"{TITLE}\n\n{LEAD}"
    assert first.path is not None
    assert first.path.endswith(name)


def test_a_whole_archive_in_one_gzip_member(tmp_path: Path) -> None:
    articles, problems = split(tmp_path / "a.warc.gz", response() + response(), packed=True)
    assert [one.id for one in articles] == ["a-1", "a-2"]
    assert problems == []


RAW = PAGE.encode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(RAW), ("Content-Encoding: gzip",)),
        (zlib.compress(RAW), ("Content-Encoding: deflate",)),
        (zlib.compress(RAW)[2:-4], ("Content-Encoding: deflate",)),
        (chunked(RAW), ("Transfer-Encoding: chunked",)),
        (chunked(gzip.compress(RAW)), ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
        (chunked(gzip.compress(RAW)), ("Transfer-Encoding: gzip, chunked",)),
        (gzip.compress(RAW) + b"junk", ("Content-Encoding: x-gzip",)),
        (RAW, ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
        (RAW, ("Content-Encoding: br",)),
        (RAW, ("Content-Encoding: deflate",)),
        (RAW, ("Content-Encoding: khong-co",)),
    ],
    ids=["gzip", "deflate", "raw deflate", "chunked", "both", "transfer gzip", "junk behind", "decoded under the old head",
         "no brotli", "no deflate", "unknown"],
)  # fmt: skip
def test_bodies_are_decoded(tmp_path: Path, body: bytes, headers: tuple[str, ...]) -> None:
    (article,), problems = split(tmp_path / "a.warc", response(body, *headers))
    assert article.text == f"{TITLE}\n\n{LEAD}"
    assert problems == []


def test_brotli_and_zstd(tmp_path: Path) -> None:
    import brotli
    from fastwarc.stream_io import ZstdWriter

    with ZstdWriter(str(tmp_path / "page.zst")) as out:
        out.write(RAW)
    records = {"br": brotli.compress(RAW), "zstd": (tmp_path / "page.zst").read_bytes()}
    bodies = [response(body, f"Content-Encoding: {name}") for name, body in records.items()]
    broken = [response(body[:-40], f"Content-Encoding: {name}") for name, body in records.items()]
    articles, problems = split(tmp_path / "a.warc", *bodies, *broken)
    assert [one.text for one in articles] == [f"{TITLE}\n\n{LEAD}"] * 2
    assert [(one.code, one.line) for one in problems] == [("unreadable", 3), ("unreadable", 4)]


@pytest.mark.parametrize(
    ("bad", "code", "says"),
    [
        (response(MENU), "no-article", "no paragraph"),
        (response(""), "empty", "empty"),
        (response(gzip.compress(RAW)[:200], "Content-Encoding: gzip"), "unreadable", "cut off"),
        (response(b"\x1f\x8b" + RAW, "Content-Encoding: gzip"), "unreadable", "gzip"),
        (response(chunked(RAW)[:300], "Transfer-Encoding: chunked"), "unreadable", "chunked"),
        (record("response", b"no head of HTTP at all"), "unreadable", "HTTP head"),
        (record("response", b""), "unreadable", "HTTP head"),
        (response(RAW, f"X-Long: {'y' * 50_000}"), "unreadable", "header"),
        (response(b"%PDF-1.7"), "binary", "PDF"),
        (response("<html>" + "x" * 20_000_001), "too-large", "20.0 MB"),
        (response(gzip.compress(b"<html>" + b" " * 20_000_001), "Content-Encoding: gzip"), "too-large", "unpacked"),
    ],
    ids=[
        "menu",
        "empty",
        "cut gzip",
        "bad gzip",
        "cut chunks",
        "no head",
        "nothing",
        "long head",
        "pdf",
        "large",
        "bomb",
    ],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_a_bad_record_is_named_and_costs_no_other(
    tmp_path: Path, bad: bytes, code: str, says: str, packed: bool
) -> None:
    name = "a.warc.gz" if packed else "a.warc"
    articles, (problem,) = split(tmp_path / name, response(), bad, response(), packed=packed)
    assert [one.id for one in articles] == ["a-1", "a-3"]
    assert (problem.code, problem.line) == (code, 2)
    assert problem.message.startswith("record 2: ")
    assert says in problem.message


def test_a_cut_off_archive_keeps_what_came_before(tmp_path: Path) -> None:
    for cut in (40, 400, len(response()) - 100):
        articles, problems = split(tmp_path / "a.warc", response(), response(), response()[:cut])
        assert [one.id for one in articles] == ["a-1", "a-2"], cut
        assert [one.code for one in problems] == ["unreadable"], cut


def test_a_cut_off_gzip_archive_keeps_what_came_before(tmp_path: Path) -> None:
    last = gzip.compress(response())
    for cut in range(20, len(last) - 12, 25):
        (tmp_path / "a.warc.gz").write_bytes(gzip.compress(response()) * 2 + last[:cut])
        found = list(read([str(tmp_path / "a.warc.gz")]))
        assert [one.id for one in found if isinstance(one, Article)] == ["a-1", "a-2"], cut
        assert {one.code for one in found if isinstance(one, Problem)} == {"unreadable"}, cut


@pytest.mark.parametrize("how", ["cut", "byte", "header", "zeros", "rubbish"])
def test_behind_a_broken_record_reading_goes_on(tmp_path: Path, how: str) -> None:
    good = gzip.compress(response())
    broken = bytearray(good)
    if how == "byte":
        broken[-30:-25] = b"\xff" * 5
    elif how == "header":
        broken[3] = 0xFF
    elif how == "cut":
        del broken[len(good) // 2 :]
    else:
        broken = bytearray(random.Random(1).randbytes(200_000) if how == "rubbish" else 100_000)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(good * 2 + bytes(broken) + good * 2)
    found = list(read([str(path)]))
    articles = [one.id for one in found if isinstance(one, Article)]
    problems = [one for one in found if isinstance(one, Problem)]
    if how == "zeros":  # as tapes are filled up with
        assert articles == ["a-1", "a-2", "a-3", "a-4"]
        assert problems == []
    else:
        assert [articles[0], articles[1], articles[-1]] == ["a-1", "a-2", f"a-{len(articles) + 1}"]
        assert len(articles) == 4
        assert {(one.code, one.line) for one in problems} == {("unreadable", 3)}
        assert f"from byte {len(good) * 2 + len(broken):,}" in problems[-1].message


def test_what_is_no_record_does_not_stop_an_archive(tmp_path: Path) -> None:
    parts = [response(), b"Khong phai ban ghi\r\n", response()]
    articles, problems = split(tmp_path / "a.warc.gz", *parts, packed=True)
    assert len(articles) == 2
    assert [one.code for one in problems] == ["unreadable"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"Xin chao\r\n" * 9, "unreadable"), (record("request", b"GET / HTTP/1.1\r\n\r\n"), "no-article")],
    ids=["empty", "no archive", "no page"],
)
def test_a_file_without_a_page_is_said(tmp_path: Path, data: bytes, code: str) -> None:
    articles, problems = split(tmp_path / "a.warc", data)
    assert articles == []
    assert [one.code for one in problems] == [code]


def test_the_encoding_that_the_server_names_is_believed_where_nothing_else_fits(tmp_path: Path) -> None:
    page = (
        "<html><body><p>Les élèves de l'école ont reçu des médailles à la fête du quartier cet été.</p></body></html>"
    )
    latin = page.encode("latin-1")
    articles, problems = split(
        tmp_path / "a.warc",
        response(latin, kind="text/html; charset=iso-8859-1"),
        response(latin, kind="text/html"),
        response(latin.replace(b"<body>", b"<meta charset=latin-1><body>"), kind="text/html; charset=utf8mb4"),
    )
    assert [one.id for one in articles] == ["a-1", "a-3"]
    assert [(one.code, one.line) for one in problems] == [("encoding", 1), ("unknown-encoding", 2), ("encoding", 3)]


def test_a_page_without_content_type_is_known_by_its_look(tmp_path: Path) -> None:
    articles, _ = split(tmp_path / "a.warc", response(kind=None), response(b"\x00\x01", kind=None))
    assert [one.id for one in articles] == ["a-1"]


def test_a_date_is_not_guessed_after_the_page_was_fetched(tmp_path: Path) -> None:
    page = PAGE.replace('content="2021-06-08T21:00:00+07:00"', "").replace(LEAD, f"{LEAD} <time>09/09/2021</time>")
    (article,), _ = split(tmp_path / "a.warc", response(page))
    assert article.published is None or article.published <= "2021-07-01"


def test_addresses_in_brackets(tmp_path: Path) -> None:
    (article,), _ = split(tmp_path / "a.warc", record("response", answer(PAGE), url=f"<{URL}>"))
    assert article.url == URL


def test_an_archive_that_fastwarc_wrote(tmp_path: Path) -> None:
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    with (tmp_path / "a.warc.gz").open("wb") as out:
        for number in range(3):
            made = WarcRecord()
            made.init_headers(WarcRecordType.response, b"<urn:uuid:%d>" % number)
            made.headers["WARC-Target-URI"] = f"https://vidu.vn/{number}"
            made.headers["Content-Type"] = "application/http; msgtype=response"
            made.set_bytes_content(answer(PAGE.replace("2 tập thể", f"{number + 4} tập thể")))
            packed = GzipWriter(out)
            made.write(packed)
            packed.finish()
    articles = [one for one in read([str(tmp_path / "a.warc.gz")]) if isinstance(one, Article)]
    assert [one.url for one in articles] == [f"https://vidu.vn/{number}" for number in range(3)]
    assert "6 tập thể" in articles[2].text


def test_without_the_extra_it_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resiliparse.parse.html", None)
    articles, problems = split(tmp_path / "a.warc", response(), response())
    assert articles == []
    assert [one.code for one in problems] == ["missing-extra"]
    assert json.loads(problems[0].model_dump_json())["message"].endswith("'thidua[html]'")


def test_random_bytes_never_raise(tmp_path: Path) -> None:
    whole = bytearray(b"".join(gzip.compress(response()) for _ in range(3)))
    for position in range(0, len(whole), 37):
        broken = whole.copy()
        broken[position] ^= 0xFF
        split(tmp_path / "a.warc.gz", bytes(broken))
    assert warc.SUFFIXES == (".warc", ".warc.gz")
