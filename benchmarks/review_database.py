"""A large database for `benchmarks.review`: the corpus again and again with its texts, audited and ranked as commands do it.

    python -m benchmarks.review_database --db sqlite:///million.db --records 1000000

Reports of one event are not joined: articles made from one another are all reports of one event, which real ones are not.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter

from benchmarks.load import varied

from thidua.audit.rules import load_audit_rules
from thidua.db.audit import audit
from thidua.db.connect import open_engine
from thidua.db.load import load
from thidua.db.score import rank
from thidua.registry import load_registry
from thidua.rulefile import rules_dir
from thidua.scoring.scheme import schemes


def main() -> None:
    """Make the database, and print how long each step took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--db", required=True)
    options.add_argument("--records", type=int, default=1_000_000)
    chosen = options.parse_args()
    engine, registry = open_engine(chosen.db, create=True), load_registry(rules_dir(None))
    start = time.perf_counter()
    loaded = load(engine, varied(chosen.records), registry, now=lambda: "2026-01-01T00:00:00Z")
    print(f"{loaded.articles} articles, {loaded.records} records: {time.perf_counter() - start:.0f} s", flush=True)
    start = time.perf_counter()
    with engine.begin() as connection:
        found = Counter(one.verdict for one in audit(connection, load_audit_rules(), registry))
    print(f"findings {dict(found)}: {time.perf_counter() - start:.0f} s", flush=True)
    start = time.perf_counter()
    with engine.begin() as connection:
        ranking = rank(connection, schemes(None)[0], None, "unit")
    print(f"{len(ranking.rows)} units ranked: {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
