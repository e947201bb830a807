"""The command line: what goes where, exit codes, and one clear line for every mistake.

Extraction itself is stubbed: one award for each article whose text holds «Giấy khen».
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from thidua.cli import main
from thidua.engine.journal import FOLDER, Journal
from thidua.records import Article, Award, Evidence, Extraction, Problem, record_id
from thidua.rulefile import RuleError

TEXT = "Công an phường Bến Đá tặng Giấy khen cho 4 tập thể."


def extract_article(article: Article, rules: object) -> Extraction:  # noqa: ARG001
    if "lỗi" in article.text:
        raise ValueError("dấu hiệu lạ")
    start = article.text.find("Giấy khen")
    if start < 0:
        return Extraction(id=article.id)
    evidence = Evidence(start=start, end=start + 9, quote="Giấy khen")
    award = Award(id=record_id(article.id, start), form="giay-khen", recipient="tap-the", count=4, evidence=(evidence,))
    problem = Problem(code="no-period", message="không rõ thời kỳ", record=award.id)
    return Extraction(id=article.id, awards=(award,), problems=(problem,))


@pytest.fixture(autouse=True)
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.engine.job.extract_article", extract_article)
    explain = ModuleType("thidua.explain")
    explain.explain = lambda article, rules: iter([article.id, "└ câu"])  # type: ignore[attr-defined]  # noqa: ARG005
    monkeypatch.setitem(sys.modules, "thidua.explain", explain)

    def load_rules(folder: Path | None) -> object:
        if folder is not None:
            raise RuleError(folder / "forms.yaml", 12, "form.x", "has no example under `accept`")
        return SimpleNamespace(version="0.1.0+0123456789")

    for module in ("thidua.rules", "thidua.engine.job"):
        monkeypatch.setattr(f"{module}.load_rules", load_rules)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "bai"
    articles.mkdir()
    (articles / "a.txt").write_text(TEXT, encoding="utf-8")
    (articles / "b.txt").write_text("Công an phường ra quân dọn vệ sinh.", encoding="utf-8")
    return articles


def call(*arguments: object) -> int:
    """Return the exit code of one call."""
    with pytest.raises(SystemExit) as ended:
        main([str(one) for one in arguments])
    return int(ended.value.code or 0)


def test_extract_writes_one_object_an_article(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("extract", folder) == 0
    out, err = capsysbinary.readouterr()
    objects = [json.loads(line) for line in out.decode("utf-8").splitlines()]
    assert [one["id"] for one in objects] == ["a", "b"]
    assert [len(one["awards"]) for one in objects] == [1, 0]
    assert err == b""


def test_extract_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert call("extract", "-") == 0
    assert json.loads(capsysbinary.readouterr().out)["id"] == "stdin"


@pytest.mark.parametrize("name", ["jsonl", "csv", "xlsx", "parquet"])
def test_extract_to_a_file(folder: Path, tmp_path: Path, name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    out = tmp_path / "out.data"
    assert call("extract", folder, "-o", out, "--format", name) == 0
    by_suffix = tmp_path / f"out.{name}"
    assert call("extract", folder, "-o", by_suffix) == 0
    assert out.stat().st_size > 100
    assert by_suffix.read_bytes()[:4] == out.read_bytes()[:4]
    assert capsysbinary.readouterr().out == b""


def test_extract_csv_on_standard_output(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("extract", folder, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig"))))
    assert [row["count"] for row in rows] == ["4"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract"],
        ["run", "x.txt"],
        ["extract", "x.txt", "--format", "word"],
        ["extract", "x.txt", "--colour"],
        ["extract", "x.txt", "--format", "xlsx"],
        ["evaluate", "x.jsonl"],
        ["rules"],
        ["sing"],
    ],
    ids=lambda one: " ".join(one) or "nothing",
)
def test_wrong_use_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == 2
    out, err = capsys.readouterr()
    assert "Usage" in out + err
    assert "Traceback" not in err


def test_some_articles_failed_is_1_and_all_others_are_there(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (folder / "c.txt").write_bytes(b"%PDF-1.4")
    (folder / "d.txt").write_text("Bài này gây lỗi.", encoding="utf-8")
    (folder / "e.jsonl").write_text('{"text": "x"\n' + json.dumps({"id": "e", "text": TEXT}) + "\n", encoding="utf-8")
    assert call("extract", folder, folder / "none.txt") == 1
    out, err = capsysbinary.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b", "e"]
    lines = err.decode("utf-8").splitlines()
    assert len(lines) == 4
    assert "c.txt: binary: this is a PDF document" in lines[0]
    assert "d.txt: internal-error: article d: ValueError: dấu hiệu lạ" in lines[1]
    assert "e.jsonl:1: bad-json: is not a JSON object" in lines[2]
    assert "none.txt: missing-file: there is no such file" in lines[3]


def test_remarks_alone_are_0_and_quiet_leaves_them_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "a.txt").write_text(TEXT, encoding="utf-16")
    assert call("extract", folder) == 0
    err = capsys.readouterr().err
    assert "duplicate-id" in err
    assert "encoding: read as UTF-16" in err
    assert call("extract", folder, "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_nothing_readable_is_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("extract", tmp_path / "none.txt") == 3
    assert call("extract", tmp_path) == 3
    assert "no article could be read" in capsys.readouterr().err


def test_a_run_that_reads_nothing_says_why_and_what_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.jsonl").write_text('{"text": "Công an tỉnh họp.", "published": "2021-05-06"}\n', encoding="utf-8")
    output = folder / "out"
    assert call("run", folder / "a.jsonl", "--since", "2030", "-o", output, "-q") == 3
    assert capsys.readouterr().err == "thidua: no article lies in the time asked for\n"
    assert call("run", folder / "a.jsonl", "-o", output, "-q") == 0
    before = (output / "records.jsonl").read_bytes()
    assert call("run", folder / "none.txt", "-o", output, "-q") == 3
    assert "no article could be read" in (said := capsys.readouterr().err)
    assert f"{output} keeps what an earlier run wrote" in said
    assert (output / "records.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    "command", [["extract", "x.txt"], ["run", "x.txt", "-o", "out"], ["explain", "x.txt"], ["rules", "check"]]
)
def test_a_rule_file_with_an_error_is_3_and_one_line(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*command, "--rules", tmp_path) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"thidua: {tmp_path / 'forms.yaml'}:12: form.x: has no example under `accept`"
    assert list(tmp_path.iterdir()) == []


def test_interrupted_is_130(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(article: Article, rules: object) -> Extraction:  # noqa: ARG001
        raise KeyboardInterrupt

    monkeypatch.setattr("thidua.engine.job.extract_article", interrupt)
    assert call("run", folder, "-o", tmp_path / "out") == 130
    assert [one.name for one in (tmp_path / "out").iterdir()] == [FOLDER]  # to go on with


def test_a_missing_extra_is_3_and_names_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert call("extract", folder, "-o", tmp_path / "x.parquet") == 3
    assert "pip install 'thidua[tables]'" in capsys.readouterr().err
    assert not (tmp_path / "x.parquet").exists()


def test_an_output_that_cannot_be_written_is_3(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert call("run", folder, "-o", tmp_path / "file") == 3
    assert call("extract", folder, "-o", tmp_path / "none" / "x.jsonl") == 3
    assert call("extract", folder, "-o", tmp_path) == 3
    assert call("extract", folder, "-o", tmp_path / "records.docx") == 2
    assert not (tmp_path / "records.docx").exists()
    assert "Traceback" not in capsys.readouterr().err


def test_run_writes_all_files(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.txt").write_bytes(b"")
    out = tmp_path / "deep" / "out"
    assert call("run", folder, "-o", out) == 1
    assert sorted(one.name for one in out.iterdir()) == sorted(
        [
            "records.jsonl",
            "awards.csv",
            "awards.xlsx",
            "awards.parquet",
            "thidua.db",
            "findings.jsonl",
            "scores.jsonl",
            "report.html",
            "rejects.jsonl",
        ]
    )
    (reject,) = map(json.loads, (out / "rejects.jsonl").read_text(encoding="utf-8").splitlines())
    assert (reject["code"], reject["file"]) == ("empty", str(folder / "c.txt"))
    base = sqlite3.connect(out / "thidua.db")
    assert base.execute("select count(*) from articles").fetchone() == (2,)
    base.close()
    assert "Giấy khen" in (out / "report.html").read_text(encoding="utf-8")
    stdout, err = capsys.readouterr()
    assert stdout == ""
    assert "Bài đã đọc" in err
    assert "Giấy khen" in err
    assert str(out / "awards.xlsx") in err.replace("\n", "")


def test_run_twice_gives_the_same_records(folder: Path, tmp_path: Path) -> None:
    kept = {}
    for _ in range(2):
        assert call("run", folder, "-o", tmp_path / "out", "-q") == 0
        now = {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir() if one.suffix != ".db"}
        assert not kept or kept == now
        kept = now


def test_a_failed_run_leaves_the_earlier_files(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert call("run", folder, "-o", out, "-q") == 0
    before = {one.name: one.read_bytes() for one in out.iterdir()}

    def disk_full(self: object, article: Article, extraction: Extraction) -> None:  # noqa: ARG001
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("thidua.sinks.csv.CsvSink.write", disk_full)
    assert call("run", folder, "-o", out, "-q") == 3
    assert "No space left on device" in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in out.iterdir() if one.name != FOLDER} == before


def test_nothing_readable_leaves_the_earlier_tables_and_says_why(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert call("run", folder, "-o", out, "-q") == 0
    before = (out / "awards.csv").read_bytes()
    assert call("run", tmp_path / "none", "-o", out, "-q") == 3
    assert (out / "awards.csv").read_bytes() == before
    assert "missing-file" in (out / "rejects.jsonl").read_text(encoding="utf-8")


def test_a_rule_error_inside_an_article_stops_the_batch(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(article: Article, rules: object) -> Extraction:  # noqa: ARG001
        raise RuleError("units/wards.yaml", 3, "x", "has no parent")

    monkeypatch.setattr("thidua.engine.job.extract_article", broken)
    assert call("extract", folder) == 3
    assert capsys.readouterr().err == "thidua: units/wards.yaml:3: x: has no parent\n"


def test_evaluate_prints_a_table_json_and_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, guess = tmp_path / "g.jsonl", tmp_path / "p.jsonl"
    gold.write_text(json.dumps({"id": "a", "awards": [{"form": "giay-khen", "recipient": "tap-the", "count": 4}]}))
    guess.write_text(json.dumps({"id": "a", "awards": []}))
    assert call("evaluate", gold, guess) == 0
    assert "core" in capsys.readouterr().out
    assert call("evaluate", gold, guess, "--json") == 0
    assert json.loads(capsys.readouterr().out)["core"]["missed"] == 1
    assert call("evaluate", gold, guess, "--errors") == 0
    assert "a\tcore\tmissed\tgiay-khen | tap-the | 4" in capsys.readouterr().out
    assert call("evaluate", gold, tmp_path / "none.jsonl") == 3
    assert "cannot be read" in capsys.readouterr().err


def test_explain(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("explain", folder / "a.txt") == 0
    assert capsys.readouterr().out == "a\n└ câu\n"


def test_rules_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from thidua import rulecheck

    failure = rulecheck.RuleFailure(Path("forms.yaml"), 3, "form.x", "tặng [[Giấy khen]]", "gives nothing")
    monkeypatch.setattr(rulecheck, "check_rules", lambda rules: [failure])  # noqa: ARG005
    assert call("rules", "check") == 1
    assert "forms.yaml:3: form.x: gives nothing: tặng [[Giấy khen]]" in capsys.readouterr().err
    monkeypatch.setattr(rulecheck, "check_rules", lambda rules: [])  # noqa: ARG005
    assert call("rules", "check") == 0


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capsys.readouterr().out.startswith("thidua ")


def imported(names: tuple[str, ...], *arguments: str) -> list[str]:
    """Return which of the modules a call of the command imports."""
    code = (
        f"import sys\nfrom thidua.cli import main\ntry: main({list(arguments)!r})\nexcept SystemExit: pass\n"
        f"print([name for name in {names!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, input=TEXT)
    return list(json.loads(done.stdout.splitlines()[-1].replace("'", '"')))


# What only some commands need: seconds of imports.
HEAVY = ("spacy", "underthesea", "pandas", "pyarrow", "sqlalchemy", "numpy", "resiliparse", "xlsxwriter", "distributed")
HEAVY += ("rich", "jinja2", "rapidfuzz", "rensa", "fsspec", "alembic", "joblib")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["sing"], []], ids=" ".join)
def test_help_is_quick(arguments: list[str]) -> None:
    """Nothing heavy is imported before a command runs."""
    heavy = (*HEAVY, "regex", "yaml", "hyperscan", "multiprocessing", "thidua.records", "thidua.rules")
    if arguments in ([], ["--help"]):  # typer itself takes pydantic for the options of a command
        heavy += ("pydantic",)
    assert imported(heavy, *arguments) == []


def test_one_article_starts_quickly() -> None:
    """Reading one article needs what reads it, and from the second start on no reader of YAML."""
    imported((), "extract", "-")
    assert imported((*HEAVY, "yaml", "thidua.db.schema", "thidua.report"), "extract", "-") == []


def test_help_tells_all_of_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--help") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "run The whole job: records, tables, database and report (báo cáo) into one folder." in out
    assert "…" not in out
    assert "..." not in out.replace("[ARGS]...", "")


def test_limit_and_bounds_of_time(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = [{"id": str(year), "text": TEXT, "published": f"{year}-05-06"} for year in range(2015, 2020)]
    news = folder.parent / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, [*lines, {"id": "undated", "text": TEXT}])), encoding="utf-8")
    assert call("extract", news, "--since", "2016", "--until", "2018-05", "--limit", 2) == 0
    assert [json.loads(line)["id"] for line in capsysbinary.readouterr().out.splitlines()] == ["2016", "2017"]
    assert call("extract", news, "--since", "2017-01-01") == 0
    out, err = capsysbinary.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["2017", "2018", "2019"]
    assert "2 bài ngoài thời gian (outside), 1 bài không rõ ngày (undated)" in err.decode()
    assert call("extract", news, "--since", "hôm qua") == 3
    assert capsysbinary.readouterr().err.decode().startswith("thidua: 'hôm qua' is no day (2021-05-06), month")


def test_a_dry_run_writes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    (folder / "c.pdf").touch()
    assert call("run", folder, "-o", tmp_path / "out", "--dry-run") == 1
    out = capsys.readouterr().out
    assert "2 bài (articles)" in out
    assert "1 không đọc được (rejected)" in out
    assert not (tmp_path / "out").exists()


def test_two_runs_into_one_folder(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    with Journal(out, {}, lambda _: None):
        assert call("run", folder, "-o", out) == 3
    assert capsys.readouterr().err == f"thidua: {out}: another run of thidua writes here; wait for its end\n"
