"""How fast records get into the database, against the driver's own bulk insert of the same rows in the same run.

    python -m benchmarks.load --records 1000000 [--postgresql]

Prints rows a second of both, their ratio, the peak memory of the load, and the time of the usual questions.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from tests.conftest import new_postgres
from tests.db.server import postgres

from thidua.db import schema
from thidua.db.bulk import write_rows
from thidua.db.connect import open_engine
from thidua.db.rows import COLUMNS
from thidua.extraction import extract_article
from thidua.records import Article, Extraction, record_id
from thidua.rules import load_rules
from thidua.sources import read

ROOT = Path(__file__).resolve().parent.parent


def varied(records: int) -> Iterator[tuple[Article, Extraction]]:
    """Yield the corpus with what is read from it again and again under other ids, days and figures, until there are enough records."""
    rules = load_rules()
    found = [
        (article, extract_article(article, rules))
        for article in read([str(ROOT / "corpus" / "articles")])
        if isinstance(article, Article)
    ]
    found = [(article, one) for article, one in found if one.awards]
    made = turn = 0
    while made < records:
        for article, one in found:
            ident = f"{one.id}-{turn}"
            awards = tuple(
                award.model_copy(
                    update={
                        "id": record_id(ident, number),
                        "count": award.count and award.count + turn % 97,
                        "period": award.period and tuple(f"{2009 + turn % 16}{day[4:]}" for day in award.period),
                    }
                )
                for number, award in enumerate(one.awards)
            )
            changed = {"id": ident, "awards": awards, "text_hash": record_id(ident, "text")}
            yield article.model_copy(update={"id": ident}), one.model_copy(update=changed)
            made += len(awards)
            if made >= records:
                return
        turn += 1


def driver_alone(source: Path, target: Engine) -> tuple[int, float]:
    """Copy all rows of an SQLite file to an empty database by the driver's bulk insert; return rows and seconds of it."""
    rows, seconds = 0, 0.0
    with sqlite3.connect(source) as old, target.connect() as new, new.begin():
        for table in schema.metadata.sorted_tables:
            columns = ", ".join(f'"{name}"' for name in COLUMNS[table.name])
            cursor = old.execute(f'SELECT {columns} FROM "{table.name}"')
            while chunk := cursor.fetchmany(_CHUNK):
                start = time.perf_counter()
                write_rows(new, {table.name: chunk})
                seconds += time.perf_counter() - start
                rows += len(chunk)
        start = time.perf_counter()
    return rows, seconds + time.perf_counter() - start


def load_apart(file: Path, url: str) -> tuple[float, float]:
    """Load a file in a process of its own, without linking; return seconds and the peak memory in MB."""
    start = time.perf_counter()
    code = (
        "import resource, sys\nfrom thidua.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    arguments = ["load", str(file), "--db", url, "--no-link", "--quiet"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, float(done.stdout)


def count_rows(engine: Engine) -> dict[str, int]:
    """Return the rows of each table."""
    with engine.connect() as connection:
        tables = schema.metadata.sorted_tables
        return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def ask(engine: Engine) -> None:
    """Time the usual questions, each the best of five, and show how the database answers them."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))
        for name, query in QUESTIONS.items():
            times = []
            for _ in range(5):
                start = time.perf_counter()
                found = len(connection.execute(text(query)).all())
                times.append(time.perf_counter() - start)
            print(f"  {name}: {found} rows in {1000 * min(times):.1f} to {1000 * max(times):.1f} ms")
            for line in connection.execute(text(f"{EXPLAIN[engine.dialect.name]} {query}")):
                print(f"      {line[-1]}")


EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
QUESTIONS = {
    "what a force received in a year": """
        SELECT r.form, r.authority, r.recipient, r.count, r.role, r.status, e.quote
        FROM units u JOIN records r ON r.unit = u.id
        JOIN evidences e ON e.article = r.article AND e.item = r.id AND e.number = 0
        WHERE u.force = 'Công an tỉnh Bắc Ninh' AND r.period_from BETWEEN '2018-01-01' AND '2018-12-31'
        ORDER BY r.form, r.authority LIMIT 200""",
    "what was read from one article": """
        SELECT r.id, r.form, r.count, e.field, e.quote FROM records r
        JOIN evidences e ON e.article = r.article AND e.item = r.id
        WHERE r.article = 'bn-2018-so-ket-6-thang-5' ORDER BY r.number, e.number""",
    "where a person is named": """
        SELECT m.article, m.rank, m.position FROM people p JOIN rank_mentions m ON m.person_id = p.id
        WHERE p.name = (SELECT name FROM people ORDER BY name LIMIT 1) LIMIT 200""",
    "Orders of a year": """
        SELECT r.id, r.article, r.name, r.count FROM records r
        WHERE r.form = 'huan-chuong' AND r.period_from BETWEEN '2015-01-01' AND '2015-12-31'
        ORDER BY r.period_from LIMIT 200""",
}
_CHUNK = 20_000


def main() -> None:
    """Run the comparison."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--postgresql", action="store_true", help="also on a PostgreSQL server of its own")
    chosen = options.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / "records.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{one.model_dump_json()}\n" for _, one in varied(chosen.records))
        loaded = folder / "loaded.db"
        urls = {f"sqlite:///{loaded}": f"sqlite:///{folder / 'driver.db'}"}
        if chosen.postgresql:
            server = stack.enter_context(postgres())
            urls[new_postgres(server)] = new_postgres(server)
        for url, other in urls.items():
            seconds, memory = load_apart(file, url)
            engine, alone = open_engine(url), open_engine(other, create=True)
            counts = count_rows(engine)
            rows, driver = driver_alone(loaded, alone)
            ratio = (sum(counts.values()) / seconds) / (rows / driver)
            print(
                f"{engine.dialect.name}: {counts['records']:,} records, {sum(counts.values()):,} rows in {seconds:.1f} s, "
                f"{sum(counts.values()) / seconds:,.0f} rows/s ({counts['records'] / seconds:,.0f} records/s), "
                f"peak {memory:.0f} MB; the driver alone {rows / driver:,.0f} rows/s; ratio {ratio:.2f}"
            )
            ask(engine)


if __name__ == "__main__":
    main()
