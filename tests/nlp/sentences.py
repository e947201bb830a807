"""Real sentences to compare engines on: the corpus, and general news where they are at hand."""

from __future__ import annotations

import gzip
import json
from functools import cache

from tests.units import ROOT
from thidua.nlp import sentences
from thidua.records import Article
from thidua.sources import read

NEWS = ROOT.parent / "shared" / "bench" / "vietnews-5000.jsonl.gz"


@cache
def corpus_sentences() -> list[str]:
    texts = [item.text for item in read([str(ROOT / "corpus")]) if isinstance(item, Article)]
    return sorted({text[start:end] for text in texts for start, end in sentences(text)})


@cache
def news_sentences() -> list[str]:
    """One sentence of each article: the first of the first, later and later ones of the next, and so on."""
    found: list[str] = []
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            text = json.loads(line)["text"]
            spans = sentences(text)
            if spans:
                start, end = spans[index % len(spans)]
                found.append(text[start:end])
    return found
