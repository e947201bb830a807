"""How well reports of one event and one figure are joined: pairwise precision and recall on corpus/events.

    python -m tests.accuracy.linking [articles|short]

`articles` was written by somebody who did not know how linking works, and was read first with the weights as they are;
`short` is the set that the weights were chosen on.

Figures are compared where the records were read right (form, recipient and count), so that this measures linking.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sqlalchemy import Connection, select

from tests.db.awards import now
from thidua.db import schema
from thidua.db.connect import open_engine
from thidua.db.link import link
from thidua.db.load import load
from thidua.db.queries import facts
from thidua.extraction import extract_article
from thidua.records import Article
from thidua.rules import load_rules
from thidua.sources import read

EVENTS = Path(__file__).resolve().parents[2] / "corpus" / "events"

Pair = tuple[str, str]


@dataclass(frozen=True)
class Pairs:
    """Pairs that are right, and pairs that were found."""

    wanted: set[Pair]
    found: set[Pair]

    @property
    def precision(self) -> float:
        return len(self.wanted & self.found) / len(self.found) if self.found else 1.0

    @property
    def recall(self) -> float:
        return len(self.wanted & self.found) / len(self.wanted)


SETS = {"articles": "gold.jsonl", "short": "short-gold.jsonl"}


def gold(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (EVENTS / SETS[name]).read_text(encoding="utf-8").splitlines()]


@contextmanager
def linked(name: str) -> Iterator[Connection]:
    """Give a database of a set, linked, among the articles of the corpus."""
    rules = load_rules()
    found = read([str(EVENTS / f"{name}.jsonl"), str(EVENTS.parent / "articles")])
    items = [(one, extract_article(one, rules)) for one in found if isinstance(one, Article)]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/events.db", create=True)
        load(engine, items, rules.registry, now=now, after=link)
        with engine.connect() as connection:
            yield connection


def pairs(members: Iterable[tuple[str, str]]) -> set[Pair]:
    """Return the pairs of one group of (group, member)."""
    groups = defaultdict(list)
    for group, member in members:
        groups[group].append(member)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def events(connection: Connection, name: str) -> Pairs:
    """Articles of one event."""
    link = schema.article_links
    rows = connection.execute(select(link.c.one, link.c.other).where(link.c.kind == "event"))
    return Pairs(pairs((str(one["event"]), str(one["id"])) for one in gold(name)), {tuple(sorted(row)) for row in rows})


def reposts(connection: Connection, name: str) -> Pairs:
    """Articles of nearly one text."""
    link = schema.article_links
    rows = connection.execute(select(link.c.one, link.c.other).where(link.c.kind == "repost"))
    wanted = {
        tuple(sorted((str(one["id"]), str(one["near_duplicate_of"])))) for one in gold(name) if one["near_duplicate_of"]
    }
    return Pairs(wanted, {tuple(sorted(row)) for row in rows})


def figures(connection: Connection, name: str) -> Pairs:
    """Records of one figure, those that were read right."""
    left = defaultdict(list)
    for fact in facts(connection):
        left[fact.article, fact.form, fact.recipient, fact.count].append(fact)
    named, clustered = [], {}
    for one in gold(name):
        for figure in one["figures"]:  # type: ignore[attr-defined]
            here = left[one["id"], figure["form"], figure["recipient"], figure["count"]]
            if here:
                fact = here.pop(0)
                named.append((figure["figure"], fact.record))
                if fact.cluster:
                    clustered[fact.record] = fact.cluster
    return Pairs(pairs(named), pairs((cluster, record) for record, cluster in clustered.items()))


def main() -> None:
    """Print the figures of a set."""
    name = sys.argv[1] if len(sys.argv) > 1 else "articles"
    with linked(name) as connection:
        for what, measure in (("events", events), ("reposts", reposts), ("figures", figures)):
            measured = measure(connection, name)
            print(
                f"{what}: precision {measured.precision:.3f} recall {measured.recall:.3f} "
                f"({len(measured.wanted)} pairs, {len(measured.found)} found)"
            )
            for pair in sorted(measured.found - measured.wanted):
                print("  wrong", *pair)
            for pair in sorted(measured.wanted - measured.found):
                print("  missed", *pair)


if __name__ == "__main__":
    main()
