"""`thidua run --engine dask` on real processes: killed in any way, it comes to the files of a local run."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.engine.cluster import DEADLY, SLOW, Cluster, ended, start
from thidua.engine.journal import FOLDER
from thidua.records import Article
from thidua.run import FINDINGS, OUTPUTS, REJECTS, REPORT, SCORES
from thidua.sources import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
COMPARED = (*OUTPUTS, FINDINGS, SCORES, REPORT, REJECTS)
NUMBER, SIZE = 32, 4  # articles, and those of a partition


def lines(number: int, source: str | None = None) -> list[dict[str, str | None]]:
    """Return articles, short ones of the corpus again and again, as objects of JSON lines."""
    short = [item for item in read([str(CORPUS)]) if isinstance(item, Article) and len(item.text) < 1_500][:9]
    return [
        {
            "id": f"bai-{n}",
            "text": f"{short[n % len(short)].text}\nTin số {n}.",
            "source": source,
            "published": "2021-05-06",
        }
        for n in range(number)
    ]


def write(path: Path, articles: list[dict[str, str | None]]) -> Path:
    """Write a file of JSON lines with a bad one at its end."""
    told = [json.dumps(article, ensure_ascii=False) for article in articles]
    path.write_text("\n".join([*told, "no JSON", ""]), encoding="utf-8")
    return path


def results(folder: Path) -> dict[str, bytes]:
    """Return what a run wrote; of the database the rows of each table but that of runs, which have their times."""
    found = {name: (folder / name).read_bytes() for name in COMPARED}
    with closing(sqlite3.connect(folder / "thidua.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in tables:
            rows = sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            found[f"table {name}"] = "\n".join(rows).encode() if name != "runs" else b""
    return found


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster"), 2) as running:
        yield running


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("news") / "news.jsonl", lines(NUMBER, SLOW))


@pytest.fixture(scope="module")
def undisturbed(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    assert ended(start(["run", news, "-o", folder, "--quiet"]))[0] == 1  # for the bad line
    found = results(folder)
    assert b"repost" in found["table article_links"]
    return found


def go(news: Path, folder: Path, cluster: Cluster, *more: str) -> list[str | Path]:
    """Return the arguments of a run on a cluster."""
    where = ["--engine", "dask", "--scheduler", cluster.address, "--partition", str(SIZE)]
    return ["run", news, "-o", folder, *where, *more]


def partitions(folder: Path) -> int:
    """Return how many partitions are written down as done."""
    manifest = folder / FOLDER / "cluster" / "manifest.jsonl"
    return manifest.read_bytes().count(b"\n") if manifest.exists() else 0


def until(reached: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 120
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_killed_worker_costs_nothing(
    news: Path, undisturbed: dict[str, bytes], cluster: Cluster, tmp_path: Path
) -> None:
    process = start(go(news, tmp_path, cluster))
    until(lambda: partitions(tmp_path) >= 2)
    cluster.kill_worker(0)
    code, told = ended(process)
    assert code == 1, told
    assert results(tmp_path) == undisturbed
    assert not list(tmp_path.glob(".*"))


def test_a_killed_driver_goes_on(news: Path, undisturbed: dict[str, bytes], cluster: Cluster, tmp_path: Path) -> None:
    process = start(go(news, tmp_path, cluster))
    until(lambda: partitions(tmp_path) >= 3)
    process.kill()
    ended(process)
    done = partitions(tmp_path)
    assert 3 <= done < NUMBER / SIZE
    kept = tmp_path / FOLDER / "cluster" / "results"
    spoilt = next(kept.glob("*.parquet"))
    spoilt.write_bytes(spoilt.read_bytes()[:-9] + b"ruined!!!")
    (kept / ".of-a-killed-worker.part").touch()
    code, told = ended(start(go(news, tmp_path, cluster)))
    assert code == 1, told
    # A partition that was done, but not written down, may have been the spoilt one.
    assert any(f"thidua: {(done - spoiled) * SIZE} bài lấy từ lần chạy dở" in told for spoiled in (0, 1)), told
    assert results(tmp_path) == undisturbed
    assert not list(tmp_path.glob(".*"))


def test_a_killed_scheduler_is_said_and_the_next_run_goes_on(
    news: Path, undisturbed: dict[str, bytes], cluster: Cluster, tmp_path: Path
) -> None:
    process = start(go(news, tmp_path, cluster))
    until(lambda: partitions(tmp_path) >= 2)
    cluster.kill_scheduler()
    code, told = ended(process)
    cluster.stop()
    cluster.start()
    assert code == 3
    assert told.splitlines()[-1] == (
        f"thidua: the scheduler at {cluster.address} is gone; what is done is kept: start it and its workers, "
        "then call the same again"
    )
    assert "Traceback" not in told
    code, told = ended(start(go(news, tmp_path, cluster)))
    assert code == 1, told
    assert "from the unfinished run" in told
    assert results(tmp_path) == undisturbed


def test_an_article_that_kills_its_worker_costs_itself_only(cluster: Cluster, tmp_path: Path) -> None:
    articles = lines(3 * SIZE)
    articles[5] |= {"source": DEADLY}
    news = write(tmp_path / "news.jsonl", articles)
    code, told = ended(start(go(news, tmp_path / "far", cluster)))
    assert code == 1, told
    assert ended(start(["run", news, "-o", tmp_path / "near", "--workers", "2"]))[0] == 1
    assert results(tmp_path / "far") == results(tmp_path / "near")
    assert b'"crashed"' in results(tmp_path / "far")[REJECTS]


def test_an_unreachable_scheduler_is_said(news: Path, tmp_path: Path) -> None:
    nowhere = Cluster(tmp_path, 0)
    code, told = ended(start(go(news, tmp_path / "results", nowhere)))
    assert code == 3
    assert told.startswith(f"thidua: no scheduler answers at {nowhere.address} (")
    assert told.count("\n") == 1


def test_workers_with_other_rules_are_refused(news: Path, cluster: Cluster, tmp_path: Path) -> None:
    newer = "from thidua.rules import RuleSet; RuleSet.version = property(lambda _rules: '9.0.0+newer')"
    code, told = ended(start(go(news, tmp_path, cluster), newer))
    assert code == 3
    last = told.splitlines()[-1]
    assert last.startswith("thidua: the worker on ")
    assert " has program and rules 0.1.0+" in last
    assert last.endswith(", this run 9.0.0+newer; install the same on all machines, and start the workers anew")
