"""The line of progress: articles, their pace of late, time left by bytes or by articles; nothing where nobody sees it."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.cli.progress import Pace, Watch
from thidua.sources import read


class Hands:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


def test_time_left_by_bytes(clock: Hands) -> None:
    pace = Pace(size=10_000_000, clock=clock)
    assert pace.line(0, 0) == "Đang đọc: 0 bài · đã 0:00"
    clock.now += 10
    assert pace.line(12_340, 1_000_000) == "Đang đọc: 12.340 bài · 1.234 bài/giây · còn 1:30 · đã 0:10"
    clock.now += 80
    assert pace.line(40_000, 10_000_000).endswith("còn 0:00 · đã 1:30")


def test_time_left_is_what_ends_first(clock: Hands) -> None:
    pace = Pace(size=1_000, limit=100, clock=clock)
    clock.now += 10
    assert "còn 0:10" in pace.line(50, 100)


def test_nothing_is_said_of_what_is_not_known(clock: Hands) -> None:
    pace = Pace(clock=clock)
    clock.now += 10
    assert pace.line(50, 100) == "Đang đọc: 50 bài · 5 bài/giây · đã 0:10"
    stuck = Pace(size=1_000, clock=clock)
    clock.now += 10
    assert stuck.line(0, 0) == "Đang đọc: 0 bài · 0 bài/giây · đã 0:10"


def test_articles_of_a_run_before_do_not_mislead(clock: Hands) -> None:
    pace = Pace(size=1_000_000, clock=clock)
    clock.now += 1
    pace.line(100_000, 500_000)  # from the journal
    for _ in range(60):
        clock.now += 1
        line = pace.line(100_000 + 10 * int(clock.now - 101), 500_000 + 1_000 * int(clock.now - 101))
    assert "· 10 bài/giây · còn 7:20 ·" in line


def test_bytes_are_those_of_the_files_that_were_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Công an xã họp.\n" * 10, encoding="utf-8")
    lines = "".join(json.dumps({"id": str(n), "text": "Công an xã họp. " * 500 + str(n)}) + "\n" for n in range(2_000))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines.encode(), compresslevel=0))
    sizes = [(tmp_path / name).stat().st_size for name in ("a.txt", "b.txt", "c.jsonl.gz")]
    watch = Watch([str(tmp_path)])
    assert (watch.total, watch.read) == (sum(sizes), 0)
    seen = []
    for _ in read([str(tmp_path)], opener=watch.open):
        seen.append(watch.read)
    assert seen[:2] == [sizes[0], sizes[0] + sizes[1]]
    assert seen == sorted(seen)
    assert sizes[0] + sizes[1] < seen[1_000] < sum(sizes)
    assert watch.read == sum(sizes)


def test_what_has_no_size_has_no_total(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    os.mkfifo(tmp_path / "pipe.txt")
    assert Watch([str(tmp_path / "a.txt"), "-"]).total is None
    assert Watch(["memory://a/*.jsonl"]).total is None
    assert Watch([str(tmp_path / "pipe.txt")]).total is None
    assert Watch([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")]).total == 1


def test_looking_for_sizes_comes_to_an_end(tmp_path: Path, clock: Hands) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("a")

    def late() -> float:
        clock.now += 1
        return clock.now

    assert Watch([str(tmp_path)], clock).total == 3
    assert Watch([str(tmp_path)], late).total is None


@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_on_a_terminal_and_only_there(tmp_path: Path, quiet: list[str]) -> None:
    news, out = tmp_path / "news.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": str(n), "text": f"Công an xã tặng Giấy khen cho {n} tập thể."}) for n in range(2_000)]
    news.write_text("\n".join(lines), encoding="utf-8")
    main = "from thidua.cli import main; main()"
    command = [sys.executable, "-c", main, "extract", str(news), "-o", str(out), "--workers", "1", *quiet]
    done = subprocess.run(command, stderr=subprocess.PIPE, check=True)
    assert done.stderr == b""
    ours, its = pty.openpty()
    process = subprocess.Popen(command, stderr=its)
    os.close(its)
    told = b""
    try:
        while part := os.read(ours, 65_536):
            told += part
    except OSError:  # the other end of the terminal has been closed
        pass
    os.close(ours)
    assert process.wait() == 0
    line = re.search(r"Đang đọc: [\d.]+ bài · [\d.]+ bài/giây · còn \d+:\d\d · đã \d+:\d\d", told.decode("utf-8"))
    assert (line is None) == bool(quiet)
