"""A million articles through `thidua run` into SQLite: `python -m benchmarks.million FILE [--articles N] [--scope S]`.

After those of FILE come articles made of their lines: a third of one article's, the others drawn from all, with other
figures and a day in twenty years. Three in a hundred are near copies of one a little before, as news is printed twice.
While the command runs, the memory of its processes is looked at; in the end its counts must be those of the records it
wrote and of the database.
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
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from thidua.records import Article
from thidua.sources import read

_FIGURE = re.compile(r"(?<![\w./,:-])[2-9]\d{0,2}(?![\w./,:-]|\s*(?:tháng|năm|giờ))")
_LINES = 20  # of the printed curve


_OWN = 1 / 3  # of the lines of a made article, those of one of FILE's
_COPIES = 0.03  # of the articles are near copies
_RECENT = 500  # of one among so many before
_FIRST_DAY, _DAYS = date(2006, 1, 1), 7_305


def articles(source: Path, count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield so many articles, made of those of a file of JSON lines."""
    keys = {"id", "text", "title", "url", "source", "published"}
    known = [item.model_dump(include=keys) for item in read([str(source)]) if isinstance(item, Article)]
    yield from known[:count]
    texts = [article["text"].split("\n") for article in known]
    lines = [line for text in texts for line in text if line.strip()]
    chance = random.Random(seed)
    recent: deque[dict[str, Any]] = deque(maxlen=_RECENT)
    for number in range(len(known), count):
        if recent and chance.random() < _COPIES:
            article = chance.choice(recent)
            kept = article["text"].split("\n")
            kept.pop(chance.randrange(len(kept)))
            text = "\n".join(kept)
        else:
            index = chance.randrange(len(known))
            drawn = (line if not line or chance.random() < _OWN else chance.choice(lines) for line in texts[index])
            text = _FIGURE.sub(lambda match: _figure(match[0], chance), "\n".join(drawn))
            day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
            article = {**known[index], "title": None, "published": day.isoformat(), "text": text}
        article = {**article, "id": f"{number}", "text": text or article["text"]}
        recent.append(article)
        yield article


def _figure(written: str, chance: random.Random) -> str:
    return str(chance.randrange(2, 10 ** len(written))) if len(written) > 1 else written


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
