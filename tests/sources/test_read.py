"""Every input gives articles or says why not; nothing valid in a batch is lost."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua import sources
from thidua.records import Article, Problem
from thidua.sources import base, read

TEXT = "Công an xã Tân Lập tặng Giấy khen cho 2 tập thể, 5 cá nhân."
Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


def split(*inputs: object, stdin: bytes | None = None) -> tuple[list[Article], list[Problem]]:
    found = list(read([str(one) for one in inputs], stdin=io.BytesIO(stdin) if stdin is not None else None))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Problem)]


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def lines(*objects: object) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def test_a_text_file_is_its_decoded_text(write: Write) -> None:
    raw = "\ufeffDòng một\r\nDòng  hai\r\n\x00" + TEXT
    (article,), problems = split(write("bai-1.txt", raw))
    assert article.id == "bai-1"
    assert article.text == raw.removeprefix("\ufeff")
    assert article.path is not None
    assert article.path.endswith("bai-1.txt")
    assert problems == []


def test_folders_are_read_in_sorted_order_with_what_is_below(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt", "README.md", "settings.yaml", "data.json", ".hidden.txt", "photo.jpg"):
        write(name, TEXT)
    articles, problems = split(tmp_path)
    assert [article.id for article in articles] == ["1", "2", "c"]
    assert problems == []


def test_an_unknown_file_in_a_folder_is_said(write: Write, tmp_path: Path) -> None:
    write("a.txt", TEXT)
    write("b.docx", TEXT)
    articles, problems = split(tmp_path)
    assert len(articles) == 1
    assert codes(problems) == ["unknown-format"]
    assert "'.docx'" in problems[0].message


@pytest.mark.parametrize("name", ["a.bin", "noname", "notes.md"])
def test_an_unknown_file_that_is_named_is_said(write: Write, name: str) -> None:
    assert codes(split(write(name, TEXT))[1]) == ["unknown-format"]


def test_globs_are_expanded_here(write: Write, tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt", "deep/a3.txt", "a4.md"):
        write(name, TEXT)
    assert [one.id for one in split(f"{tmp_path}/a*")[0]] == ["a1", "a2"]
    assert [one.id for one in split(f"{tmp_path}/**/a*.txt")[0]] == ["a1", "a2", "a3"]
    assert codes(split(f"{tmp_path}/z*.txt")[1]) == ["missing-file"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(write: Write) -> None:
    assert [one.id for one in split(write("a[1].txt", TEXT))[0]] == ["a[1]"]


def test_a_file_named_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("a.txt", TEXT)
    articles, problems = split(path, tmp_path, f"{tmp_path}/*.txt")
    assert len(articles) == 1
    assert problems == []


def test_duplicate_ids_keep_both_articles_and_name_both_places(write: Write) -> None:
    one, two = write("x/a.txt", TEXT), write("y/a.txt", TEXT)
    three = write("z.jsonl", lines({"id": "a", "text": TEXT}))
    articles, problems = split(one, two, three)
    assert [article.id for article in articles] == ["a", "a#2", "a#3"]
    assert codes(problems) == ["duplicate-id"] * 2
    assert str(one) in problems[0].message
    assert str(two) in problems[0].message
    assert f"{three}:1" in problems[1].message


def test_a_hundred_articles_of_one_id(write: Write) -> None:
    articles, problems = split(write("a.jsonl", lines({"id": "a#3", "text": TEXT}, *[{"id": "a", "text": TEXT}] * 99)))
    assert len({one.id for one in articles}) == 100
    assert [one.id for one in articles[:4]] == ["a#3", "a", "a#2", "a#4"]
    assert codes(problems) == ["duplicate-id"] * 98
    assert all(
        f"a.jsonl:2; read as 'a#{number}'" in one.message for number, one in zip((2, 4, 5), problems, strict=False)
    )


def test_a_file_that_goes_away_while_its_folder_is_read_is_said(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c/d.txt", "e.txt"):
        write(name, TEXT)
    found = read([str(tmp_path)])
    first = next(found)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c" / "d.txt").unlink()
    (tmp_path / "c").rmdir()
    (tmp_path / "e.txt").unlink()
    (tmp_path / "e.txt").mkdir()  # a folder in its place
    rest = list(found)
    assert [one.id for one in (first, *rest) if isinstance(one, Article)] == ["a"]
    assert [one.code for one in rest if isinstance(one, Problem)] == ["missing-file", "unreadable", "unreadable"]


def test_folders_stand_where_their_names_sort(write: Write, tmp_path: Path) -> None:
    for name in ("a.txt", "a/1.txt", "a-b/2.txt", "a0.txt"):
        write(name, TEXT)
    assert [one.id for one in split(tmp_path)[0]] == ["1", "2", "a", "a0"]


def test_jsonl_fields(write: Write) -> None:
    known = {"id": 7, "text": TEXT, "title": "Tặng thưởng", "url": "https://vidu.vn/7", "source": "Báo Ví Dụ"}
    other = {"published": "2021-05-05T18:30:00Z", "awards": [], "tags": ["x"]}
    (first, second), problems = split(write("n.jsonl", "\ufeff" + lines(known | other, {"text": TEXT})))
    assert first.model_dump(exclude={"path", "captions"}) == known | {"id": "7", "published": "2021-05-06"}
    assert second.id == "n-2"
    assert problems == []


def test_jsonl_gz_is_read_as_a_stream(write: Write) -> None:
    path = write("n.jsonl.gz", gzip.compress(lines({"text": TEXT}, {"text": TEXT}).encode()))
    assert [one.id for one in split(path)[0]] == ["n-1", "n-2"]


def test_a_cut_off_gzip_file_keeps_what_came_before(write: Write) -> None:
    body = gzip.compress(
        lines(*({"text": f"{TEXT} {number} {os.urandom(40).hex()}"} for number in range(3000))).encode()
    )
    articles, problems = split(write("n.jsonl.gz", body[: len(body) // 2]))
    assert len(articles) > 100
    assert codes(problems) == ["unreadable"]


def test_utf_16_jsonl_as_powershell_writes_it(write: Write) -> None:
    articles, problems = split(write("n.jsonl", lines({"text": TEXT}, {"text": TEXT}).encode("utf-16")))
    assert [one.text for one in articles] == [TEXT, TEXT]
    assert problems == []


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ('{"text": "Công an', "bad-json", "not a JSON object"),
        ("Công an xã", "bad-json", "not a JSON object"),
        ("[1, 2]", "bad-json", "list"),
        ("[" * 100_000, "bad-json", "not a JSON object"),
        ('{"id": "x"}', "no-text", "no `text`"),
        ('{"text": 5}', "no-text", "int"),
        ('{"text": null}', "no-text", "no `text`"),
        ('{"text": "  "}', "empty", "empty"),
    ],
)
def test_a_broken_line_is_named_and_costs_no_other(write: Write, line: str, code: str, says: str) -> None:
    good = json.dumps({"text": TEXT})
    articles, (problem,) = split(write("n.jsonl", f"{good}\n\n{line}\n{good}\n"))
    assert [one.id for one in articles] == ["n-1", "n-4"]
    assert (problem.code, problem.line) == (code, 3)
    assert problem.file is not None
    assert problem.file.endswith("n.jsonl")
    assert says in problem.message


def test_a_line_that_is_not_utf_8_costs_no_other(write: Write) -> None:
    good = lines({"text": TEXT}).encode()
    articles, problems = split(write("n.jsonl", good + b'{"text": "C\xf4ng an"}\n' + good))
    assert len(articles) == 2
    assert codes(problems) == ["unknown-encoding"]


def test_half_a_surrogate_pair_is_replaced(write: Write) -> None:
    (article,), problems = split(write("n.jsonl", '{"text": "Công an \\ud83d tỉnh"}'))
    assert article.text == "Công an \ufffd tỉnh"
    assert codes(problems) == ["encoding"]
    article.model_dump_json()


def test_a_date_that_is_none_is_said(write: Write) -> None:
    (article,), problems = split(write("n.jsonl", lines({"text": TEXT, "published": "hôm qua"})))
    assert article.published is None
    assert codes(problems) == ["bad-date"]


def test_a_file_of_records_is_not_taken_for_articles(write: Write) -> None:
    articles, problems = split(write("gold.jsonl", lines({"id": "a", "awards": []}, {"id": "b", "awards": []})))
    assert articles == []
    assert codes(problems) == ["records-file"]


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_csv(write: Write, mark: str, separator: str) -> None:
    head = separator.join(("id", "Text", "published"))
    row = separator.join(("k1", f'"{TEXT}\nDòng ""hai"""', "2021-05"))
    (article,), problems = split(write("t.csv", f"{mark}{head}\r\n{row}\r\n\r\n"))
    assert (article.id, article.text, article.published) == ("k1", f'{TEXT}\nDòng "hai"', "2021-05")
    assert problems == []


def test_csv_without_text_column_or_text(write: Write) -> None:
    articles, problems = split(write("t.csv", "id,body\n1,x\n"), write("u.csv", f'id,text\n1,\n2,"{TEXT}"\n'))
    assert [one.id for one in articles] == ["2"]
    assert codes(problems) == ["no-text", "empty"]
    assert "id, body" in problems[0].message


def test_utf_16_csv(write: Write) -> None:
    (article,), problems = split(write("t.csv", f'id,text\r\n1,"{TEXT}"\r\n'.encode("utf-16")))
    assert article.text == TEXT
    assert codes(problems) == ["encoding"]


def test_standard_input_as_text_and_as_jsonl() -> None:
    (article,), _ = split("-", stdin=TEXT.encode())
    assert (article.id, article.text) == ("stdin", TEXT)
    articles, _ = split("-", stdin=lines({"text": TEXT}, {"id": "b", "text": TEXT}).encode())
    assert [one.id for one in articles] == ["stdin-1", "b"]
    assert codes(split("-", stdin=b"")[1]) == ["empty"]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"], ids=["nothing", "BOM", "white space"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
def test_an_empty_file_is_said(write: Write, name: str, content: bytes) -> None:
    articles, problems = split(write(name, content))
    assert articles == []
    assert codes(problems) == ["empty"]


def test_missing_and_broken_files_are_said(write: Write, tmp_path: Path) -> None:
    good = write("good.txt", TEXT)
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    articles, problems = split(tmp_path / "none.txt", link, good)
    assert len(articles) == 1
    assert codes(problems) == ["missing-file", "missing-file"]


def test_an_unreadable_folder_or_file_is_said(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("locked/a.txt", TEXT)
    write("locked.txt", TEXT)
    write("open/a.txt", TEXT)
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    def refuse_file(name: str) -> object:
        if name.endswith("locked.txt"):
            raise PermissionError(13, "Permission denied", name)
        return open(name, "rb")

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(sources, "_open", refuse_file)
    articles, problems = split(tmp_path)
    assert len(articles) == 1
    assert codes(problems) == ["unreadable", "unreadable"]
    assert "Permission denied" in problems[0].message


def test_a_line_of_5_mb_is_read(write: Write) -> None:
    text = (TEXT + " ") * (5_000_000 // len(TEXT))
    assert len(text.encode()) > 5_000_000
    articles, problems = split(write("a.txt", text), write("b.jsonl", lines({"text": text})))
    assert [len(one.text) for one in articles] == [len(text)] * 2
    assert problems == []


def test_a_text_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as out:  # a sparse file: 50 MB that nobody may read into memory
        out.seek(50_000_000 - 1)
        out.write(b".")
    articles, problems = split(path)
    assert articles == []
    assert codes(problems) == ["too-large"]
    assert "50.0 MB" in problems[0].message


def test_a_line_that_is_too_long_is_passed_over(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources.jsonl, "MAX_BYTES", 1000)
    path = write("n.jsonl", lines({"text": TEXT}, {"text": TEXT * 50}, {"text": TEXT}))
    articles, problems = split(path)
    assert [one.id for one in articles] == ["n-1", "n-3"]
    assert [(one.code, one.line) for one in problems] == [("too-large", 2)]


def test_a_line_of_50_mb_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    with path.open("wb") as out:
        out.write(lines({"text": TEXT}).encode() + b'{"text": "')
        for _ in range(50):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n' + lines({"text": TEXT}).encode())
    tracemalloc.start()
    articles, problems = split(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.id for one in articles] == ["n-1", "n-3"]
    assert [(one.code, one.line) for one in problems] == [("too-large", 2)]
    assert "50.0 MB" in problems[0].message
    assert peak < 45_000_000


@pytest.mark.parametrize("cut", [1, 5, 12, 100, 200])
def test_wherever_gzip_is_cut_off_it_is_said(write: Write, cut: int) -> None:
    whole = gzip.compress(lines(*({"text": f"{TEXT} {number}"} for number in range(40))).encode())
    articles, problems = split(write("n.jsonl.gz", whole[:-cut]))
    assert len(articles) <= 40
    assert codes(problems)[-1] == "unreadable"


PIECES = st.lists(
    st.sampled_from(
        [
            "Công an",
            "\\ud83d",
            "\\udc6e",
            "\\uD83D\\uDE00",
            "\\u1ea5",
            "\\\\ud83d",
            "\\n",
            "  ",
            "👮",
            "\\u0000",
            "\\ude00",
        ]
    ),
    max_size=6,
).map("".join)


@given(PIECES, PIECES, PIECES)
def test_what_is_read_can_be_written_again(text: str, title: str, ident: str) -> None:
    line = f'{{"id": "{ident}", "text": "{text}", "title": "{title}"}}\n'
    found = list(read(["-"], stdin=io.BytesIO(line.encode())))
    plain = {key: re.sub("[\ud800-\udfff]", "\ufffd", value) for key, value in json.loads(line).items()}
    articles = [one for one in found if isinstance(one, Article)]
    assert [(one.text, one.title, one.id) for one in articles] == (
        [(plain["text"], plain["title"].strip() or None, plain["id"].strip() or "stdin-1")]
        if plain["text"].strip()
        else []
    )
    assert ("encoding" in codes([one for one in found if isinstance(one, Problem)])) == (
        bool(articles) and plain["text"] != json.loads(line)["text"]
    )
    for article in articles:
        article.model_dump_json()


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MAX_BYTES", 1000)
    assert codes(split("-", stdin=TEXT.encode() * 50)[1]) == ["too-large"]


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_file_name_that_is_no_utf_8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/b\xe0i.txt"
    with open(path, "w", encoding="utf-8") as out:
        out.write(TEXT)
    (article,), problems = split(tmp_path)
    assert article.id == "b\ufffdi"
    assert problems == []
    article.model_dump_json()


def test_one_bad_file_of_each_kind_costs_no_good_one(write: Write, tmp_path: Path) -> None:
    write("01.txt", TEXT)
    write("02.txt", b"")
    write("03.txt", b"%PDF-1.4")
    write("04.txt", "élève à l'école française, garçon".encode("latin-1"))
    write("05.jsonl", '{"text": \n' + lines({"id": "j", "text": TEXT}))
    write("06.html", "<html><body><ul><li>Trang chủ</li></ul></body></html>")
    write("07.csv", f'text\n"{TEXT}"\n')
    write("08.txt", TEXT)
    articles, problems = split(tmp_path)
    assert [one.id for one in articles] == ["01", "j", "07-2", "08"]
    assert codes(problems) == ["empty", "binary", "unknown-encoding", "bad-json", "no-article"]
    assert all(problem.file for problem in problems)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2021-05-06", "2021-05-06"),
        ("2021-05-06T23:30:00+07:00", "2021-05-06"),
        ("2021-05-06 23:30", "2021-05-06"),
        ("2021-05-06T17:00:00.000Z", "2021-05-07"),
        ("Thứ năm, 6/5/2021 | 08:00", "2021-05-06"),
        ("2021-05", "2021-05"),
        ("2021-13", None),
        ("31/02/2021", None),
        ("2021", None),
    ],
)
def test_stated_dates(stated: str, day: str | None) -> None:
    assert base.iso_date(stated) == day
