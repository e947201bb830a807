"""Articles a second through underthesea's models: the fast engine and the plain one, in one run on one process.

    python -m benchmarks.nlp [INPUT ...] [--articles N] [--rounds N]

Without INPUT it reads corpus/articles. Articles are taken evenly from each input, and read sentence by sentence. The
engines take turns and the median over the rounds counts, so that other work on the machine falls on both; the first
round is cold but for the models. `whole` reads each article as one sentence.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from thidua.nlp import rows, sentences
from thidua.nlp.row import DEPTHS, Depth
from thidua.records import Article
from thidua.sources import read

ENGINES = ("plain", "fast")
CORPUS = Path(__file__).parent.parent / "corpus" / "articles"


def seconds(pieces: Sequence[str], depth: Depth, engine: str) -> float:
    """Return the processor's time for some sentences."""
    start = time.process_time()
    for piece in pieces:
        rows(piece, depth, engine=engine)
    return time.process_time() - start


def measure(name: str, texts: Sequence[str], rounds: int) -> None:
    """Print one line for each depth."""
    cut = [text[start:end] for text in texts for start, end in sentences(text)]
    print(f"{name}: {len(texts)} articles, {len(cut)} sentences, {sum(map(len, texts)):,} characters, {rounds} rounds")
    for depth in DEPTHS:
        times: dict[str, list[float]] = {engine: [] for engine in ENGINES}
        for _ in range(rounds):
            for engine in ENGINES:
                times[engine].append(seconds(cut, depth, engine))
        plain, fast = (len(texts) / statistics.median(times[engine]) for engine in ENGINES)
        print(f"  {depth:8} plain {plain:7.1f}   fast {fast:7.1f} articles/s   {fast / plain:5.1f} times")


def main(argv: Sequence[str] | None = None) -> None:
    """Load the models, then measure each input by itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(argv)
    for engine in ENGINES:
        start = time.process_time()
        rows("Công an tặng quà", engine=engine)
        print(f"{engine}: models loaded in {time.process_time() - start:.2f} s")
    for given in args.inputs:
        texts = [item.text for item in read([given]) if isinstance(item, Article)]
        step = max(len(texts) / args.articles, 1.0)
        measure(Path(given).name, [texts[int(place * step)] for place in range(int(len(texts) / step))], args.rounds)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
