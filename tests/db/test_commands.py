"""The commands of the database as a user types them: results, exit codes, one clear line for each mistake."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

import thidua
from tests.db.awards import ROOT
from thidua.cli import main

EVENTS = ROOT / "corpus" / "events" / "short.jsonl"


def call(*arguments: object) -> int:
    """Run the command line and return its exit code."""
    try:
        main([str(one) for one in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of the events."""
    url = f"sqlite:///{tmp_path_factory.mktemp('base') / 'events.db'}"
    assert call("load", EVENTS, "--db", url, "-q") == 0
    return url


def test_records_of_a_file_are_those_of_the_articles(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = tmp_path / "records.jsonl"
    assert call("extract", EVENTS, "-o", records, "--with-text", "-q") == 0
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert call("load", records, "--db", other) == 0
    assert "66 bài: 66 mới" in capsys.readouterr().err
    assert call("load", records, "--db", base) == 0
    assert "66 bài: 0 mới, 0 thay, 66 không đổi" in capsys.readouterr().err


def test_records_without_text_load_too(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    assert call("extract", EVENTS, "-o", records, "-q") == 0
    assert call("load", records, "--db", f"sqlite:///{tmp_path / 'x.db'}", "-q") == 0


def test_a_mistyped_name_leaves_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.db"
    assert call("load", tmp_path / "none.jsonl", "--db", f"sqlite:///{file}") == 3
    assert "nothing could be loaded" in capsys.readouterr().err
    assert not file.exists()
    assert call("load", EVENTS, "--db", f"sqlite:///{file}", "-q") == 0
    assert call("load", tmp_path / "none.jsonl", "--db", f"sqlite:///{file}", "-q") == 3
    assert file.exists()  # one that was there before stays


def test_records_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = tmp_path / "records.jsonl"
    call("extract", EVENTS, "-o", records, "-q")
    with records.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": stream}))
        assert call("load", "-", "--db", f"sqlite:///{tmp_path / 'x.db'}", "-q") == 0


def test_a_broken_line_is_told_and_the_others_are_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = tmp_path / "records.jsonl"
    call("extract", EVENTS, "-o", records, "-q")
    lines = records.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace('"form":"', '"form":"x-', 1)
    lines[5] = lines[5][:200]
    records.write_text("\n".join(lines), encoding="utf-8")
    assert call("load", records, "--db", f"sqlite:///{tmp_path / 'x.db'}") == 1
    err = capsys.readouterr().err
    assert f"{records}:4: bad-record: is no extracted article: awards.0.form" in err
    assert f"{records}:6: bad-" in err
    assert "64 bài" in err


# --- audit ----------------------------------------------------------------------------------------


def test_audit_prints_one_finding_a_line(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("audit", "--db", base, "--format", "jsonl") == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {tuple(one) for one in found} == {
        ("id", "check", "verdict", "severity", "articles", "records", "evidence", "message")
    }
    assert {one["check"] for one in found} >= {"parts-total", "conflict", "cumulative", "duplicate"}
    assert {one["verdict"] for one in found} == {"khớp", "lệch", "chưa đủ"}
    wrong = [one for one in found if one["verdict"] == "lệch"]
    assert {one["check"] for one in wrong} == {"conflict"}
    assert len({one["id"] for one in found}) == len(found)
    texts = {one["id"]: one["text"] for one in map(json.loads, EVENTS.read_text(encoding="utf-8").splitlines())}
    for one in found:
        assert one["evidence"]
        for place in one["evidence"]:
            assert texts[place["article"]][place["start"] : place["end"]] == place["quote"]


def test_audit_tells_what_is_wrong_and_sums_up(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("audit", "--db", base) == 1
    out = capsys.readouterr().out
    assert "Các bài nêu khác nhau về Giấy khen cho cá nhân" in out
    assert "9 (An ninh Sông Cầu, 16-5-2018)" in out
    assert "parts-total" in out
    assert call("audit", "--db", base, "--check", "sums") == 2
    assert "checks are parts-total, cumulative" in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_audit_twice_gives_the_same_bytes(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    call("audit", "--db", base, "--format", "jsonl")
    first = capsys.readouterr().out
    call("audit", "--db", base, "--format", "jsonl")
    assert capsys.readouterr().out == first


def test_an_article_in_order_is_0(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Năm 2021, Bộ Công an tặng Bằng khen cho 3 tập thể.", encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'x.db'}"
    assert call("load", tmp_path / "a.txt", "--db", url, "-q") == 0
    assert call("audit", "--db", url) == 0


# --- score ----------------------------------------------------------------------------------------


def test_score_prints_a_ranking(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("score", "--db", base, "--scheme", "A", "--period", "2020", "--level", "force", "-f", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [tuple(row) for row in rows] == [("rank", "unit", "period", "points", "band", "records")]
    assert (rows[0]["rank"], rows[0]["unit"]) == (1, "Công an tỉnh Sơn La")
    assert rows[0]["records"]


def test_each_stored_point_has_its_record_and_the_points_add_up(base: str) -> None:
    assert call("score", "--db", base, "--scheme", "B", "--period", "2018-05") == 0
    with sqlite3.connect(base.removeprefix("sqlite:///")) as connection:
        rows = connection.execute(
            "select s.points, sum(p.points), count(r.id), count(*) from scores s join score_points p "
            "using (scheme, period, level, unit) left join records r on r.id = p.record "
            "where s.scheme = 'giay-khen-1' group by s.unit"
        ).fetchall()
    connection.close()
    assert rows
    for points, added, records, count in rows:
        assert points == pytest.approx(added, abs=0.02)
        assert records == count


def test_score_explains_and_compares(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("score", "--db", base, "--scheme", "A", "--period", "2018", "--explain", "Công an huyện Quế Võ") == 0
    out = capsys.readouterr().out
    assert "các bài nêu khác nhau, lấy số thấp nhất" in out
    assert "«" in out
    assert "cùng một con số với bài khác" in out or "các bài nêu khác nhau; tính theo bài khác" in out
    assert call("score", "--db", base, "--compare", "A", "B", "--period", "2018") == 0
    assert "hạng B" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--scheme", "Z"), 3, "there is no scheme 'Z'; known are A (tien-thuong-nd98)"),
        (("--scheme", "tien-thuong-nd-98"), 3, "did you mean tien-thuong-nd98?"),
        (("--scheme", "none.yaml"), 3, "there is no scheme file none.yaml"),
        (("--scheme", "A", "--period", "2016-Q5"), 3, "'2016-Q5' is no period; write 2016, 2016-Q1"),
        (("--scheme", "A", "--explain", "Công an huyện Quế Vo"), 3, "did you mean Công an huyện Quế Võ"),
        ((), 2, "say which scheme"),
    ],
)
def test_a_mistake_in_score_is_one_line(
    base: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, told: str
) -> None:
    assert call("score", "--db", base, *arguments) == code
    err = capsys.readouterr().err
    assert told in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err


# --- export, corrections, upgrade -----------------------------------------------------------------


def test_export_by_suffix(base: str, tmp_path: Path) -> None:
    for name in ("awards.xlsx", "awards.csv", "awards.parquet", "metadata.json", "package"):
        assert call("export", "--db", base, "-o", tmp_path / name) == 0
    assert len(load_workbook(tmp_path / "awards.xlsx").sheetnames) == 24
    assert (tmp_path / "awards.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "package" / "datapackage.json").exists()
    assert call("export", "--db", base, "-o", tmp_path / "awards.docx") == 2
    assert call("export", "--db", base, "-o", tmp_path / "no" / "awards.csv") == 3


def test_read_awards_gives_a_typed_frame(base: str) -> None:
    frame = thidua.read_awards(base)
    assert str(frame["count"].dtype) == "Int64"
    assert str(frame["form"].dtype) == "category"
    assert str(frame["period_from"].dtype).startswith("datetime64")
    assert frame["authority"].map(type).eq(list).all()
    assert frame["quote"].notna().all()
    assert len(thidua.read_awards(base.removeprefix("sqlite:///"))) == len(frame)
    once = frame.drop_duplicates("cluster").loc[lambda f: f["cluster"].notna()]
    assert 0 < len(once) < frame["cluster"].notna().sum()


def test_corrections_go_in_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    call("load", EVENTS, "--db", url, "-q")
    frame = thidua.read_awards(url)
    one = frame[frame["article"].eq("ev05-c") & frame["recipient"].eq("ca-nhan")].iloc[0]
    fixes = tmp_path / "fixes.csv"
    fixes.write_text(f"record,field,old,new,who,why\n{one['id']},count,10,9,Lan,nghe lại\n", encoding="utf-8")
    assert call("corrections", "import", fixes, "--db", url) == 0
    assert "1 hiệu đính mới, 0 đã có" in capsys.readouterr().err
    call("audit", "--db", url, "-f", "jsonl")
    conflicts = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"conflict"' in line]
    assert not [c for c in conflicts if c["verdict"] == "lệch" and "ev05-c" in c["articles"]]
    assert call("corrections", "export", "--db", url, "-o", tmp_path / "log.csv") == 0
    assert "Lan" in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    assert call("corrections", "export", "--db", url, "--as-gold") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == "ev05-c"
    assert call("corrections", "import", tmp_path / "log.csv", "--db", url) == 0
    assert "0 hiệu đính mới, 1 đã có" in capsys.readouterr().err
    assert call("corrections", "import", tmp_path / "none.csv", "--db", url) == 3


@pytest.mark.parametrize("command", ["audit", "score", "export", "upgrade"])
def test_a_missing_database_is_one_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extra = {"score": ["--scheme", "A"], "export": ["-o", tmp_path / "x.csv"]}.get(command, [])
    assert call(command, "--db", f"sqlite:///{tmp_path / 'none.db'}", *extra) == 3
    err = capsys.readouterr().err
    assert "there is no such database" in err
    assert len(err.strip().splitlines()) == 1


def test_upgrade_of_a_current_database_says_so(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("upgrade", "--db", base) == 0
    assert "this version's schema" in capsys.readouterr().err
