"""Whether the fast engine answers as underthesea does: words, parts of speech, chunks and entities, tag by tag.

    python -m benchmarks.nlp_equality [INPUT ...] [--sentences N]

Without INPUT it reads corpus/. Sentences are drawn evenly from all articles. underthesea's `ner`, whose rows hold all
four answers, is asked for each sentence, and every word, span and tag compared. Exits with 1 if one differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from thidua.nlp import Row, rows, sentences
from thidua.records import Article
from thidua.sources import read

CORPUS = Path(__file__).parent.parent / "corpus"


def draw(texts: Sequence[str], count: int) -> list[str]:
    """Return `count` sentences, the same number from each text as far as that goes, from all parts of the texts."""
    drawn: list[str] = []
    for index, text in enumerate(texts):
        spans = sentences(text)
        wanted = count * (index + 1) // len(texts) - count * index // len(texts)
        wanted = min(wanted, len(spans))
        shift = index * 0.618 % 1  # else one sentence a text would always be its title
        drawn += [text[slice(*spans[int((place + shift) * len(spans) / wanted)])] for place in range(wanted)]
    return drawn


def differences(sentence: str) -> tuple[list[Row], list[str]]:
    """Return underthesea's rows of a sentence, and one line for each place where the fast engine says otherwise."""
    plain, fast = rows(sentence, engine="plain"), rows(sentence, engine="fast")
    if len(plain) != len(fast):
        return plain, [f"{len(plain)} words / {len(fast)} words"]
    return plain, [f"{old} / {new}" for old, new in zip(plain, fast, strict=True) if old != new]


def main(argv: Sequence[str] | None = None) -> int:
    """Compare, print the figures and each difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--sentences", type=int, default=5000)
    args = parser.parse_args(argv)
    texts = [item.text for item in read(args.inputs) if isinstance(item, Article)]
    drawn = draw(texts, args.sentences)
    words = differing = 0
    start = time.perf_counter()
    for sentence in drawn:
        plain, found = differences(sentence)
        words += len(plain)
        differing += bool(found)
        for line in found:
            print(f"{sentence!r}: {line}")
    seconds = time.perf_counter() - start
    print(f"{len(texts)} articles, {len(drawn)} sentences, {words} words with 3 tags each, {seconds:.0f} s")
    print(f"{differing} sentences differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
