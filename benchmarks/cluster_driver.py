"""What the command itself does in a run on a cluster, in processor time an article: it is what workers may wait for.

    python -m benchmarks.cluster_driver [--articles 20000]

Planning looks for line ends in a plain file of JSON lines, copying reads a gzipped one and writes partitions aside,
checking looks at the results of workers, merging reads them. The articles are those of `cluster_kills`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.cluster_kills import news

from thidua.engine.cluster.asked import Asked
from thidua.engine.cluster.plan import Part, parts
from thidua.engine.cluster.run import ClusterRun, asked_of
from thidua.engine.cluster.task import work
from thidua.engine.job import Job
from thidua.engine.stop import Stopping
from thidua.sources import entries
from thidua.sources.select import PassedOver

SIZE = 2_000


class Alone:
    """A cluster of this process, which keeps account of its time and of that of the checks."""

    def __init__(self) -> None:
        self.working = self.checking = 0.0

    def compute(self, parts: Iterator[Part], asked: Asked, folder: str, done: Callable[[Part], None]) -> Iterator[Part]:
        """Do each partition at once."""
        for part in parts:
            begun = time.process_time()
            work(pickle.dumps((part, asked, folder, False)))
            middle = time.process_time()
            done(part)
            self.working += middle - begun
            self.checking += time.process_time() - middle
            yield part


def measured(action: Callable[[], object]) -> float:
    """Return the processor time of an action."""
    begun = time.process_time()
    action()
    return time.process_time() - begun


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    number = options.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        plain, packed, aside = base / "a.jsonl", base / "a.jsonl.gz", base / "aside"
        aside.mkdir()
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in news(number, random.Random(1))]
        plain.write_text("".join(lines), encoding="utf-8")
        packed.write_bytes(gzip.compress("".join(lines).encode(), 6))
        asked = asked_of(Job(scope="awards"), None, None)
        planning = measured(lambda: list(parts(entries([str(plain)]), asked, SIZE, aside)))
        copying = measured(lambda: list(parts(entries([str(packed)]), asked, SIZE, aside)))
        alone, run = Alone(), ClusterRun([str(plain)], asked, base / "state", SIZE, None)
        list(run.compute(alone, Stopping(), print))  # type: ignore[arg-type]
        merging = measured(lambda: deque(run.outcomes(PassedOver()), 0))
        size = sum(file.stat().st_size for file in (base / "state" / "cluster" / "results").iterdir())
        print(f"{number:,} articles of {plain.stat().st_size / number:,.0f} bytes, one in twenty with awards")
        print(f"results of workers: {size / number:,.0f} bytes an article")
        for what, spent in (
            ("planning", planning), ("copying", copying), ("a worker", alone.working), ("checking", alone.checking),
            ("merging", merging),
        ):  # fmt: skip
            print(f"{what}: {spent / number * 1e6:.0f} µs an article, {number / spent:,.0f} articles a second")


if __name__ == "__main__":
    main()
