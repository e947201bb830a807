"""Kill -9 in the middle of loads: after the next load, the database must equal one that was never disturbed.

    python -m benchmarks.kills --records 200000 --kills 20 [--postgresql]

The process is killed at a random moment of the load (fixed seed); in between, the database must be as it was before.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load import varied
from sqlalchemy import Engine, func, select
from tests.conftest import new_postgres
from tests.db.server import postgres

from thidua.db import schema
from thidua.db.connect import open_engine

_OF_A_RUN = {"started", "finished", "inputs"}


def state(engine: Engine) -> dict[str, tuple[int, str]]:
    """Return rows and a hash of the rows of each table, in the order of their keys, without the times of runs."""
    found = {}
    with engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            columns = [c for c in table.columns if table.name != "runs" or c.name not in _OF_A_RUN]
            names = ", ".join(f'"{c.name}"' for c in columns)
            order = ", ".join(f'"{c.name}"' for c in table.primary_key.columns)
            query = f'SELECT {names} FROM "{table.name}" ORDER BY {order}'
            rows, digest = 0, hashlib.sha256()
            result = connection.execution_options(yield_per=20_000).exec_driver_sql(query)
            for chunk in result.partitions(20_000):
                rows += len(chunk)
                for row in chunk:
                    digest.update(repr(tuple(row)).encode())
            found[table.name] = rows, digest.hexdigest()
    return found


def counts(engine: Engine) -> dict[str, int]:
    """Return the rows of each table."""
    with engine.connect() as connection:
        tables = schema.metadata.sorted_tables
        return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def start(file: Path, url: str) -> subprocess.Popen[bytes]:
    """Start a load in a process of its own."""
    command = [sys.executable, "-c", "from thidua.cli import main; main()", "load", str(file), "--db", url, "--quiet"]
    return subprocess.Popen([*command, "--no-link"])


def main() -> None:
    """Run the kills."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=20_000)
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of its own")
    chosen = options.parse_args()
    chance = random.Random(20_261_127)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        first, file = folder / "first.jsonl", folder / "records.jsonl"
        lines = [f"{one.model_dump_json()}\n" for _, one in varied(chosen.records)]
        first.write_text("".join(lines[:50]), encoding="utf-8")
        file.write_text("".join(lines), encoding="utf-8")
        server = stack.enter_context(postgres()) if chosen.postgresql else ""

        def empty(number: int) -> str:
            return new_postgres(server) if server else f"sqlite:///{folder / f'{number}.db'}"

        def loaded(url: str, source: Path) -> float:
            begun = time.perf_counter()
            assert start(source, url).wait() == 0
            return time.perf_counter() - begun

        calm = empty(0)
        loaded(calm, first)
        seconds = loaded(calm, file)
        wanted, whole = state(open_engine(calm)), counts(open_engine(calm))
        print(f"undisturbed: {wanted['records'][0]:,} records in {seconds:.1f} s", flush=True)
        late = 0
        for number in range(1, chosen.kills + 1):
            url = empty(number)
            loaded(url, first)
            before = counts(open_engine(url))
            process = start(file, url)
            moment = chance.uniform(0.05, 0.98) * seconds
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            late += process.wait() == 0
            between = counts(open_engine(url))
            assert between in (before, whole), f"kill {number}: half a load is visible"
            loaded(url, file)
            same = state(open_engine(url)) == wanted
            print(f"kill {number} after {moment:.1f} s: {'equal' if same else 'DIFFERENT'}", flush=True)
            assert same
            if not server:
                (folder / f"{number}.db").unlink()
        print(f"{chosen.kills} kills, {late} came after the end; all equal")


if __name__ == "__main__":
    main()
