"""`thidua run` stopped by Ctrl-C or killed at any moment, then called again: the results are those of an undisturbed run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua.engine.journal import FOLDER
from thidua.records import Article
from thidua.sources import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
COMPARED = ("records.jsonl", "awards.csv", "findings.jsonl", "scores.jsonl", "rejects.jsonl")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 300 articles and a bad line."""
    file = tmp_path_factory.mktemp("news") / "news.jsonl"
    articles = [item for item in read([str(CORPUS)]) if isinstance(item, Article)]
    with file.open("w", encoding="utf-8") as stream:
        for number in range(300):
            article = articles[number % len(articles)]
            line = {"id": f"{article.id}-{number}", "text": article.text, "published": article.published}
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        stream.write("no JSON\n")
    return file


def start(news: Path, folder: Path, workers: int) -> subprocess.Popen[str]:
    """Start a run."""
    arguments = ["run", str(news), "-o", str(folder), "--workers", str(workers)]
    code = (
        "import sys\nfrom thidua.engine import pool\npool.CHUNK, pool._WORTH_A_POOL = 20_000, 2\n"
        "from thidua.cli import main\nmain(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def results(folder: Path) -> dict[str, bytes]:
    """Return what a run wrote."""
    return {name: (folder / name).read_bytes() for name in COMPARED}


@pytest.fixture(scope="module")
def undisturbed(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    process = start(news, folder, 1)
    assert process.wait(300) == 1  # for the bad line
    assert process.stderr is not None
    process.stderr.close()
    return results(folder)


def begun(folder: Path, process: subprocess.Popen[str]) -> Iterator[int]:
    """Yield the size of the journal until the run ends."""
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        journal = folder / FOLDER / "journal"
        yield journal.stat().st_size if journal.exists() else 0
        time.sleep(0.01)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_goes_on(
    news: Path, undisturbed: dict[str, bytes], tmp_path: Path, workers: int, sent: signal.Signals
) -> None:
    process = start(news, tmp_path, workers)
    for size in begun(tmp_path, process):
        if size > 100_000:
            os.killpg(process.pid, sent) if sent == signal.SIGKILL else process.send_signal(sent)
            break
    _, told = process.communicate(timeout=120)
    assert process.returncode == (130 if sent == signal.SIGINT else -signal.SIGKILL), told
    assert not (tmp_path / "records.jsonl").exists()
    if sent == signal.SIGINT:
        assert "Traceback" not in told
        assert "goes on when called again" in told
    again = start(news, tmp_path, workers)
    _, told = again.communicate(timeout=300)
    assert again.returncode == 1, told
    assert "from the unfinished run" in told
    assert results(tmp_path) == undisturbed
    assert not list(tmp_path.glob(".*"))
