"""A dask cluster of real processes on this machine, and runs of thidua on it, for tests and benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from thidua.engine.job import Job
from thidua.records import Article, Extraction

ROOT = Path(__file__).resolve().parents[2]
SLOW, DEADLY = "Báo Chậm", "Báo Chết"  # sources of articles that take time, or kill whoever reads them

# Some seconds less of waiting for a scheduler that is gone, and small chunks for the local pool.
_DRIVER = """
import sys
from tests.engine.cluster import TroubledJob
{first}
from thidua.engine import job, pool
from thidua.engine.cluster import dispatch
job.Job, dispatch._CONNECT, pool.CHUNK, pool._WORTH_A_POOL = TroubledJob, 3, 20_000, 1
from thidua.cli import main
main(sys.argv[1:])
"""


class TroubledJob(Job):
    """A job that takes time over some articles and dies of others."""

    def extract(self, article: Article) -> Extraction | None:
        """Extract as ever, by the source of the article slowly or never."""
        if article.source == SLOW:
            time.sleep(0.05)
        if article.source == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(article)


class Cluster:
    """A scheduler and workers, which are processes that can be killed; a context that ends them all."""

    def __init__(self, folder: Path, workers: int, *, arguments: Sequence[str] = ()) -> None:
        self._folder, self._count, self._arguments = folder, workers, list(arguments)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start scheduler and workers; they find each other."""
        listening = ["--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard"]
        self._processes = [self._process("dask_scheduler", listening)]
        for _ in range(self._count):
            local = ["--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder)]
            self._processes.append(self._process("dask_worker", [self.address, *local, *self._arguments]))
        deadline = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
                return
            except OSError:
                assert time.monotonic() < deadline, "the scheduler does not start"
                time.sleep(0.05)

    def _process(self, name: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        paths = [str(ROOT / "pipeline"), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        # Two deaths, not four, until a task is taken for deadly.
        settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "PYTHONPATH": os.pathsep.join(paths)}
        command = [sys.executable, "-m", f"distributed.cli.{name}", *arguments]
        with (self._folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | settings)

    def workers(self) -> list[int]:
        """Return the ids of the processes that do the work, each a child of one that starts it anew."""
        found = []
        for nanny in self._processes[1:]:
            with suppress(psutil.NoSuchProcess):
                # The other child is Python's, which keeps account of what processes share.
                children = psutil.Process(nanny.pid).children()
                found += [child.pid for child in children if "spawn_main" in " ".join(child.cmdline())]
        return found

    def kill_worker(self, number: int) -> None:
        """Kill one worker, of those that are there."""
        while not (found := self.workers()):  # all of them are just started anew
            time.sleep(0.05)
        with suppress(ProcessLookupError):
            os.kill(found[number % len(found)], signal.SIGKILL)

    def kill_scheduler(self) -> None:
        """Kill the scheduler."""
        self._processes[0].kill()

    def stop(self) -> None:
        """End all processes."""
        whole = []
        for process in self._processes:
            with suppress(psutil.NoSuchProcess):
                parent = psutil.Process(process.pid)
                whole += [parent, *parent.children(recursive=True)]
        for one in whole:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        for process in self._processes:
            process.wait(30)
        self._processes = []


def start(arguments: Sequence[str | Path], first: str = "") -> subprocess.Popen[str]:
    """Start `thidua` with a TroubledJob, after the statement `first`."""
    command = [sys.executable, "-c", _DRIVER.format(first=first), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Return the exit code of a run and what it said."""
    _, told = process.communicate(timeout=300)
    return process.returncode, told
