"""How long the pages of the review server take, with many readers at once on a large database.

    python -m benchmarks.review --db sqlite:///million.db [--clients 20] [--seconds 600] [--pause 0] [--workers 1]

The server runs in a process of its own. Each reader asks for one page after the other, chosen by chance but the same
in every run, and waits `--pause` seconds in between. Prints for each page the median and the 99th percentile of what
the server needed (its `Server-Timing`) and of what the reader waited, and every answer that was no page.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import resource
import statistics
import threading
import time
from collections import defaultdict
from urllib.parse import quote, urlsplit

from sqlalchemy import text
from tests.browser.review import served

from thidua.db.connect import open_engine

WORDS = (
    "công an",
    "bắc ninh",
    "bang khen",
    "phong canh sat",
    "tap the",
    "chien si thi dua",
    "giay khen huyen",
    "ca nhan",
)
SORTS = ("newest", "oldest", "count", "least-sure")


class Questions:
    """Addresses by page, made from what the database holds."""

    def __init__(self, db: str, seed: int) -> None:
        self._random = random.Random(seed)
        with open_engine(db).connect() as connection:
            self._articles = list(connection.scalars(text("SELECT id FROM articles ORDER BY id LIMIT 20000")))
            self._units = list(
                connection.scalars(text("SELECT DISTINCT unit FROM records WHERE unit IS NOT NULL LIMIT 300"))
            )
            self._forms = list(connection.scalars(text("SELECT form FROM records GROUP BY form")))
            self._last = connection.scalar(text("SELECT max(number) FROM record_search")) or 1

    def __next__(self) -> tuple[str, str]:
        """Return the name of a page and an address of it."""
        chance = self._random
        name = chance.choice(
            (
                "awards",
                "awards",
                "awards",
                "search",
                "awards, later page",
                "article",
                "article",
                "unit",
                "overview",
                "audit",
                "queue",
                "scores",
                "json",
            )
        )
        form, year = chance.choice(self._forms), chance.randint(2009, 2024)
        narrow = chance.choice(
            ("", f"form={form}", f"year={year}", f"year={year}&form={form}", "recipient=tap-the", "confidence=0.5")
        )
        address = {
            "awards": f"/awards?{narrow}&sort={chance.choice(SORTS)}",
            "search": f"/awards?{narrow}&q={quote(chance.choice(WORDS))}",
            "awards, later page": f"/awards?{narrow}&after={chance.randint(1, self._last)}",
            "article": f"/articles/{quote(chance.choice(self._articles))}",
            "unit": f"/units/{chance.choice(self._units)}",
            "overview": "/",
            "audit": "/audit?verdict=l%E1%BB%87ch&verdict=kh%E1%BB%9Bp",
            "queue": f"/queue?{narrow}",
            "scores": "/scores?scheme=A",
            "json": f"/awards.json?{narrow}",
        }[name]
        return name, address


def read(
    db: str,
    address: str,
    seed: int,
    until: float,
    pause: float,
    times: dict[str, list[tuple[float, float]]],
    wrong: list[str],
) -> None:
    """Be one reader."""
    questions = Questions(db, seed)
    host = urlsplit(address)
    connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=60)
    while time.monotonic() < until:
        name, path = next(questions)
        start = time.perf_counter()
        try:
            connection.request("GET", path, headers={"accept": "text/html"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            wrong.append(f"{path}: {error!r}")
            connection.close()
            continue
        waited = 1000 * (time.perf_counter() - start)
        if answer.status != 200:
            wrong.append(f"{path}: {answer.status}")
        told = re.search(r"dur=([\d.]+)", answer.headers.get("server-timing", ""))
        times[name].append((float(told[1]) if told else waited, waited))
        time.sleep(pause)


def main() -> None:
    """Run the readers."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", required=True)
    options.add_argument("--clients", type=int, default=20)
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--pause", type=float, default=0.0)
    options.add_argument("--workers", type=int, default=1)
    chosen = options.parse_args()
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    wrong: list[str] = []
    started = time.perf_counter()
    several = ("--read-only", "--workers", str(chosen.workers)) if chosen.workers > 1 else ()
    with served(chosen.db, *several) as address:
        print(f"ready after {time.perf_counter() - started:.1f} s")
        until = time.monotonic() + chosen.seconds
        readers = [
            threading.Thread(target=read, args=(chosen.db, address, seed, until, chosen.pause, times, wrong))
            for seed in range(chosen.clients)
        ]
        for one in readers:
            one.start()
        for one in readers:
            one.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)  # of the server, its start included
    print(f"the server used {used.ru_utime + used.ru_stime:.0f} s of a processor and {used.ru_maxrss // 1024} MB")
    whole = [one for found in times.values() for one in found]
    print(f"{len(whole)} pages, {len(whole) / chosen.seconds:.1f} a second, {len(wrong)} wrong: {wrong[:5]}")
    for name, found in [*sorted(times.items()), ("all", whole)]:
        server, waited = (sorted(column) for column in zip(*found, strict=True))
        last = int(0.99 * len(found))
        print(
            f"{name:20} n {len(found):6}  server {statistics.median(server):6.0f} {server[last]:6.0f} ms   "
            f"reader {statistics.median(waited):6.0f} {waited[last]:6.0f} ms"
        )


if __name__ == "__main__":
    main()
