"""What each part of the reading is worth: the gold sets read without it.

    python benchmarks/ablations.py        a Markdown table of core and strict F1 for each set at hand

Each row takes one part away (or, for entities, adds it) and reads all sets again: carry-over from clause to clause, the
context rules, the markers of proposals and denials, the joining of repeated figures. The last row adds the people that
underthesea's entity recogniser finds in award sentences where no rule sees anything.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import regex

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.accuracy import sets

from thidua import extraction
from thidua.assemble import drafts
from thidua.assemble.items import MARKERS
from thidua.evaluate import evaluate, load
from thidua.mentions.base import Mention
from thidua.mentions.rank import KIND, PersonValue
from thidua.offsets import Text
from thidua.patterns import Patterns
from thidua.reading import Reading, Sentence
from thidua.rules import RuleSet, load_rules

NEVER = regex.compile(r"(?!)")
_CARRYING = ("assembly.again", "assembly.listed", "assembly.passive-again", "assembly.give-recipients")


@contextmanager
def without_carry_over() -> Iterator[None]:
    """No clause takes anything from the one before it."""
    frame_of, find_clauses = drafts.frame_of, drafts.find_clauses

    def alone(line: Any, clause: Any, _before: Any, end: int) -> Any:
        return frame_of(line, clause, None, end)

    left = Patterns([pattern for pattern in load_rules().patterns if pattern.id not in _CARRYING])

    def clauses(items: Any, _patterns: Patterns) -> Any:
        return find_clauses(items, left)

    with ExitStack() as stack:
        stack.enter_context(patch.object(drafts, "frame_of", alone))
        stack.enter_context(patch.object(drafts, "find_clauses", clauses))
        stack.enter_context(patch.object(drafts, "carried", lambda *_: []))
        yield


@contextmanager
def without_context() -> Iterator[None]:
    """No word of rules/context.yaml stops anything."""
    rules = load_rules()
    with patch.dict(rules.__dict__, {"context": dict.fromkeys(rules.context, NEVER)}):
        yield


@contextmanager
def without_status() -> Iterator[None]:
    """Proposals, plans and denials read like awards."""
    with patch.dict(MARKERS, dict.fromkeys(("proposed", "nominated", "planned", "not"), "x")):
        yield


@contextmanager
def without_joining() -> Iterator[None]:
    """Each place that states a figure is a record."""
    with patch.object(extraction, "merge", lambda _, located: list(located)):
        yield


@cache
def _people(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the persons that underthesea's recogniser finds in a sentence."""
    from underthesea import ner

    spans, position, open_ = [], 0, None
    for word, _, _, label in ner(text):
        start = text.find(word, position)
        if start < 0:
            continue
        position = start + len(word)
        if label == "B-PER":
            open_ = [start, position]
            spans.append(open_)
        elif label == "I-PER" and open_ is not None:
            open_[1] = position
        else:
            open_ = None
    return tuple((start, end) for start, end in spans)


@contextmanager
def with_entities() -> Iterator[None]:
    """People by underthesea's recogniser where no mention of any kind stands."""
    find_mentions, make = extraction.find_mentions, Reading._make

    def with_people(piece: Text, found: Sequence[Mention]) -> list[Mention]:
        if not any(mention.kind == "form" for mention in found):
            return list(found)
        taken = [(mention.start, mention.end) for mention in found]
        more = [span for span in _people(piece.text) if not any(span[0] < b and a < span[1] for a, b in taken)]
        return [*found, *(Mention(KIND, a, b, PersonValue(piece.text[a:b]), "rank.entity") for a, b in more)]

    def of_joined(piece: Text, rules: RuleSet, units: Sequence[Mention]) -> list[Mention]:
        return with_people(piece, find_mentions(piece, rules, units))

    def of_one(reading: Reading, index: int) -> Sentence:
        sentence = make(reading, index)
        return replace(sentence, mentions=tuple(with_people(sentence.text, sentence.mentions)))

    with patch.object(extraction, "find_mentions", of_joined), patch.object(Reading, "_make", of_one):
        yield


VARIANTS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "as it is": nullcontext,
    "without carry-over": without_carry_over,
    "without context rules": without_context,
    "without proposals and denials": without_status,
    "without joining repeated figures": without_joining,
    "with underthesea's persons": with_entities,
}


def figures(name: str) -> tuple[float, float]:
    """Return core and strict F1 of one set as it is read now."""
    gold = load(sets.ROOT / sets.entries()[name]["gold"])
    found = {
        article.id: json.loads(extraction.extract_article(article, load_rules()).model_dump_json())
        for article in sets.articles(name)
    }
    result = evaluate(gold, found).figures
    return result["core"].f1, result["strict"].f1


def main() -> None:
    """Print the table."""
    names = [name for name in sets.entries() if sets.is_here(name)]
    print(f"| core / strict F1 | {' | '.join(names)} |")
    print("|---" * (len(names) + 1) + "|")
    for variant, change in VARIANTS.items():
        with change():
            cells = [f"{core:.3f} / {strict:.3f}" for core, strict in map(figures, names)]
        print(f"| {variant} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
