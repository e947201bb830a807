"""The command that serves the page: what it needs is imported late, what it lacks is told in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from thidua.cli import main


def test_help_does_not_wait_for_a_web_framework() -> None:
    code = (
        "import sys\nfrom thidua.cli import main\ntry: main(['review', '--help'])\nexcept SystemExit: pass\n"
        "assert not {'fastapi', 'starlette', 'uvicorn', 'sqlalchemy', 'numpy'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--read-only" in done.stdout


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(SystemExit) as caught:
        main(["review", "--db", "sqlite:///x.db"])
    assert caught.value.code == 3
    assert capsys.readouterr().err == "thidua: the review page needs the extra `review`: pip install 'thidua[review]'\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--db", "sqlite:///none.db"], "there is no such database"),
        (["--db", "awards.db"], "is no database URL"),
        (["--db", "sqlite:///x.db", "--token", "kurz"], "the token is shorter than 12 characters"),
        (["--db", "sqlite:///x.db", "--token", "x" * 12, "--behind-proxy", "X-User"], "exclude one another"),
    ],
)
def test_a_wrong_start_is_told_in_one_line(options: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["review", *options])
    assert caught.value.code == 3
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
