"""A million articles through `thidua run` into SQLite: `python -m benchmarks.million FILE [--articles N] [--scope S]`.

The articles are those of FILE again and again, each with an id and figures of its own. While the command runs, the
memory of its processes is looked at; in the end its counts must be those of the records it wrote and of the database.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thidua.records import Article
from thidua.sources import read

_FIGURE = re.compile(r"(?<![\w./,:-])[2-9]\d{0,2}(?![\w./,:-]|\s*(?:tháng|năm|giờ))")
_LINES = 20  # of the printed curve


def articles(source: Path, count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield so many articles, made of those of a file of JSON lines."""
    keys = {"id", "text", "title", "url", "source", "published"}
    known = [item.model_dump(include=keys) for item in read([str(source)]) if isinstance(item, Article)]
    chance = random.Random(seed)
    for number in range(count):
        article = known[number % len(known)]
        text = article["text"]
        if number >= len(known):
            text = _FIGURE.sub(lambda match: str(chance.randrange(2, 10 ** len(match[0]))) if len(match[0]) > 1 else match[0], text)  # fmt: skip
        yield {**article, "id": f"{article['id']}-{number}", "text": text}


def write(target: Path, source: Path, count: int) -> None:
    """Write the articles as gzipped JSON lines."""
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=1) as out:
        for article in articles(source, count):
            out.write(json.dumps(article, ensure_ascii=False) + "\n")


def tree(process: int) -> list[int]:
    """Return a process and all below it."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            found += tree(int(child))
    return found


def memory(process: int, field: str) -> int:
    """Return a field of a process's memory in bytes, 0 when it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    match = re.search(rf"{field}:\s+(\d+) kB", status)
    return int(match[1]) * 1024 if match else 0


def run(file: Path, folder: Path, options: list[str]) -> tuple[float, int, int, list[tuple[float, int, int]]]:
    """Run the command; return seconds, the peaks of the first process and of the largest worker, and the curve.

    A point of the curve is seconds, bytes of the first process, bytes of the largest worker.
    """
    command = [sys.executable, "-c", "from thidua.cli import main; main()", "run", str(file), "-o", str(folder)]
    began = time.monotonic()
    process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE)
    curve: list[tuple[float, int, int]] = []
    peak = worker = 0
    while process.poll() is None:
        try:
            first, *others = tree(process.pid)
            peak = max(peak, memory(first, "VmHWM"))
            worker = max([worker, *(memory(one, "VmHWM") for one in others)])
            largest = max((memory(one, "VmRSS") for one in others), default=0)
            curve.append((time.monotonic() - began, memory(first, "VmRSS"), largest))
        except OSError:
            pass
        time.sleep(0.5)
    took = time.monotonic() - began
    told = process.stderr.read().decode() if process.stderr else ""
    if process.returncode not in (0, 1):
        raise SystemExit(told)
    return took, peak, worker, curve


def counted(folder: Path) -> dict[str, int]:
    """Return the counts of what the run wrote: records in the file, records and articles in the database."""
    lines = [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    with sqlite3.connect(folder / "thidua.db") as database:
        (rows,) = database.execute("select count(*) from records").fetchone()
        (kept,) = database.execute("select count(*) from articles").fetchone()
    return {
        "articles in records.jsonl": len(lines),
        "articles in the database": kept,
        "awards in records.jsonl": sum(len(line["awards"]) for line in lines),
        "awards in the database": rows,
    }


def main() -> None:
    """Read the options, make the articles, run, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--scope", default="awards", choices=("all", "awards"))
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        made, folder = Path(name) / "articles.jsonl.gz", Path(name) / "out"
        write(made, options.file, options.articles)
        print(f"{options.articles:,} articles, {made.stat().st_size / 1e6:,.0f} MB packed", flush=True)
        took, peak, worker, curve = run(made, folder, ["--scope", options.scope, "--workers", str(options.workers)])
        counts = counted(folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{took:.1f} s, {options.articles / took:,.0f} articles/s; results {size / 1e6:,.1f} MB")
    print(f"peak: first process {peak / 1e6:.0f} MB, largest worker {worker / 1e6:.0f} MB")
    for what, count in counts.items():
        print(f"{what}: {count:,}")
    print("\n| s | first process, MB | largest worker, MB |\n|---:|---:|---:|")
    for point in curve[:: max(1, len(curve) // _LINES)]:
        print(f"| {point[0]:.0f} | {point[1] / 1e6:.0f} | {point[2] / 1e6:.0f} |")
    exact = counts["awards in records.jsonl"] == counts["awards in the database"]
    exact &= counts["articles in records.jsonl"] == counts["articles in the database"]
    raise SystemExit(0 if exact else "the counts differ")


if __name__ == "__main__":
    main()
