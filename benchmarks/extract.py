"""Time and memory of extraction, stage by stage, on this machine.

    python benchmarks/extract.py [INPUT ...] [--rounds N]

Without INPUT it reads corpus/articles. Figures are medians over the rounds; peak memory is the process's.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from thidua.extraction import Reading, extract_article, locate, read
from thidua.records import Article
from thidua.rules import RuleSet, load_rules
from thidua.sources import read as read_sources

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return how long a call took, in seconds, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main(argv: Sequence[str] | None = None) -> None:
    """Run the rounds and print one line a stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(Path(__file__).parent.parent / "corpus" / "articles")])
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args(argv)
    loading, rules = timed(load_rules)
    reading, items = timed(lambda: list(read_sources(args.inputs)))
    articles = [item for item in items if isinstance(item, Article)]
    characters = sum(len(article.text) for article in articles)
    for article in articles:  # warm: the ward tables of the registry load when a ward is first met
        extract_article(article, rules)
    stages: dict[str, list[float]] = {"clean, mentions, units": [], "assemble, resolve": [], "all, with records": []}
    for _ in range(args.rounds):
        first, readings = timed(lambda: [read(article, rules) for article in articles])
        stages["clean, mentions, units"].append(first)
        stages["assemble, resolve"].append(timed(partial(located, readings, rules))[0])
        stages["all, with records"].append(timed(lambda: [extract_article(article, rules) for article in articles])[0])
    print(f"{len(articles)} articles, {characters:,} characters, {args.rounds} rounds")
    print(f"rules {loading:.2f} s, reading the files {reading:.2f} s")
    for name, seconds in stages.items():
        median = statistics.median(seconds)
        spread = f"{min(seconds):.3f}–{max(seconds):.3f} s"
        print(
            f"{name:24} {median:.3f} s  ({spread})  {len(articles) / median:8.1f} articles/s  {characters / median / 1e6:.2f} M characters/s"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def located(readings: Sequence[Reading], rules: RuleSet) -> int:
    """Return how many records the readings hold."""
    return sum(len(locate(reading, rules)) for reading in readings)


if __name__ == "__main__":
    main()
