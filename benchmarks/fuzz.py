"""Texts nobody would write: `python -m benchmarks.fuzz [FILES] [--texts N] [--seed S] [--workers W]`.

Every other text is a stretch of an article (by default of corpus/) with some of it cut, doubled, exchanged or mangled,
the others are phrases of the grammar in an order of chance; the seed chooses. Each must be read without a fault, and each
quote must be what the text has at its span.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from multiprocessing import get_context

from benchmarks.phrases import of_phrases

from thidua import sources
from thidua.engine.job import Failed, Job, Result
from thidua.records import Article, Extraction

ODD = ["“", "”", '"', "(", ")", "\n", "\n\n", "\u00a0", "\u200b", "\u0301", "\u0300", "\ufeff", "\0", "…", "–", ":", ";", "%", "\u2028", "İ", "ſ", "２", "𝟗", "\t", "  ", ". ", ", ", "trong đó ", "hạng ", "0", "99999999"]  # fmt: skip
_STRETCH = (40, 600)  # characters
_CHUNK = 500  # texts of one task


def mutated(stretches: list[str], chance: random.Random) -> str:
    """Return a stretch of an article with one to six changes."""
    text = _stretch(stretches, chance)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(0, 30))
        change = chance.randrange(7)
        if change == 0:
            text = text[:start] + text[end:]
        elif change == 1:
            text = text[:end] + text[start:end] + text[end:]
        elif change == 2:
            text = text[:start] + chance.choice(ODD) + text[start:]
        elif change == 3:
            text = text[:start] + _stretch(stretches, chance)[:80] + text[end:]
        elif change == 4:
            words = text[start:].split(" ")
            chance.shuffle(words)
            text = text[:start] + " ".join(words)
        elif change == 5:
            text = text[:start] + chance.choice((str.upper, str.lower, str.title))(text[start:end]) + text[end:]
        else:
            text = text[:start] + str(chance.randrange(10 ** chance.randint(1, 6))) + text[end:]
    return text


def _stretch(texts: list[str], chance: random.Random) -> str:
    text = chance.choice(texts)
    start = chance.randrange(max(1, len(text) - _STRETCH[0]))
    return text[start : start + chance.randint(*_STRETCH)]


def faults(found: Extraction, text: str) -> Iterator[str]:
    """Yield what is wrong with the places of an extraction: a quote that its span does not hold."""
    for item in (*found.awards, *found.ranks, *found.dates, *found.units):
        for place in item.evidence:
            if text[place.start : place.end] != place.quote:
                yield f"{place.start}–{place.end} is not {place.quote!r}"
    for award in found.awards:
        for name, field in award.fields.items():
            if field.start is not None and text[field.start : field.end] != field.quote:
                yield f"{name}: {field.start}–{field.end} is not {field.quote!r}"


_job = Job()
_texts: list[str] = []


def work(seed: int) -> tuple[int, int, list[str]]:
    """Read the texts of one seed; return how many, how many award records, and what was wrong."""
    chance = random.Random(seed)
    awards, wrong = 0, []
    for number in range(_CHUNK):
        text = of_phrases(chance) if number % 2 else mutated(_texts, chance)
        outcome = _job.outcome(Article(id=f"{seed}-{number}", text=text, published="2021-05-06"))
        if isinstance(outcome, Failed):
            wrong.append(f"{outcome.problem.message}: {text!r}")
        elif isinstance(outcome, Result):
            awards += len(outcome.extraction.awards)
            wrong += [f"{what}: {text!r}" for what in faults(outcome.extraction, text)]
    return _CHUNK, awards, wrong


def main() -> None:
    """Read the options, try the texts, tell what was wrong; exit code 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", default=["corpus/articles", "corpus/events/articles.jsonl"])
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    _texts.extend(item.text for item in sources.read(options.files) if isinstance(item, Article))
    _job.prepare()
    began, texts, awards, wrong = time.monotonic(), 0, 0, 0
    first = options.seed * 1_000_000
    seeds = range(first, first + -(-options.texts // _CHUNK))
    with get_context("fork").Pool(options.workers) as pool:
        for count, found, faulty in pool.imap_unordered(work, seeds):
            texts, awards, wrong = texts + count, awards + found, wrong + len(faulty)
            for what in faulty[:3]:
                print(what, flush=True)
            if texts % 50_000 == 0:
                print(
                    f"{texts:,} texts, {awards:,} records, {wrong} faults, {time.monotonic() - began:.0f} s", flush=True
                )
    print(f"{texts:,} texts, {awards:,} award records, {wrong} faults in {time.monotonic() - began:.0f} s")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
