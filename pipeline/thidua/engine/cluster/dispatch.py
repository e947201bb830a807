"""Partitions to the workers of a dask cluster, some ahead of those at work, and again where one was lost with its worker.

A task that kills its workers comes back from dask as killed, after as many as the scheduler allows; it is then done
with care. What a task returns is never looked at: `done` looks into the folder.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import Enum, auto
from types import TracebackType
from typing import Any, Self

from thidua.engine.cluster.asked import Asked, PartitionError, RefusedError, TaskError
from thidua.engine.cluster.plan import Part
from thidua.engine.cluster.task import work
from thidua.engine.errors import ClusterError
from thidua.extras import MissingExtraError

_CONNECT = 10  # seconds that a scheduler has to answer
_LOOK = 1.0  # seconds between two looks at whether all is well
_AHEAD = 2  # partitions for each thread of the cluster that wait or are at work
_TRIES = 4  # of a partition after the first: a scheduler may be started anew, a worker killed through no fault of it

Failure = tuple[Part, str]


class _Next(Enum):
    """What is to be done about a partition."""

    NOTHING = auto()
    AGAIN = auto()
    WITH_CARE = auto()
    FAIL = auto()


class Cluster:
    """A connection to the scheduler at an address (`tcp://host:8786`); a context.

    Raises:
        MissingExtraError: dask is not installed.
        ClusterError: there is no scheduler.
    """

    def __init__(self, address: str, tell: Callable[[str], None]) -> None:
        try:
            import distributed
        except ImportError:
            raise MissingExtraError("--engine dask", "cluster") from None
        for name in list(logging.root.manager.loggerDict):  # what they would say, `_check` says in a line
            if name.startswith(("distributed", "tornado", "asyncio")):
                logging.getLogger(name).setLevel(logging.CRITICAL)
        self._address, self._tell = address, tell
        try:
            client: Any = distributed.Client  # which has no types
            self._client = client(address, timeout=_CONNECT, set_as_default=False, name="thidua")
        except (OSError, ValueError, TypeError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
            raise ClusterError(
                f"no scheduler answers at {address} ({reason}); start one with `dask scheduler`"
            ) from None
        self._session = os.urandom(4).hex()
        self._ends: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._running: dict[str, tuple[Part, int, bool, Any]] = {}
        self._submitted = 0
        self._threads, self._look, self._waited = 0, 0.0, False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.clear()
        with suppress(OSError):  # a busy cluster may be too slow to say goodbye
            self._client.close(timeout=2)

    def compute(
        self, parts: Iterator[Part], asked: Asked, folder: str, done: Callable[[Part], None]
    ) -> Iterator[Part | Failure]:
        """Yield each partition when it is done, in any order, or with the reason why it cannot be.

        `parts` are taken as workers come free; `done` takes a partition that a worker says is done and raises
        PartitionError where it is not.

        Raises:
            ClusterError: no partition can be done: a worker refuses, the scheduler is gone.
        """
        while True:
            while len(self._running) < self._window():
                part = next(parts, None)
                if part is None:
                    break
                self._submit(part, asked, folder)
            if not self._running:
                return
            try:
                key = self._ends.get(timeout=_LOOK)
            except queue.Empty:
                self._check()
                continue
            part, tries, careful, future = self._running.pop(key)
            then, why = self._take(part, future, done)
            if then is _Next.NOTHING:
                yield part
            elif then is _Next.FAIL or tries == _TRIES:
                yield part, why
            else:
                self._submit(part, asked, folder, tries + 1, careful or then is _Next.WITH_CARE)

    def _window(self) -> int:
        """Return how many partitions may wait or be at work; workers may come and go."""
        if time.monotonic() >= self._look:
            self._look = time.monotonic() + _LOOK
            with suppress(OSError):  # while the scheduler is away
                self._threads = sum(self._client.nthreads().values())
                if not self._threads and not self._waited:
                    self._tell(f"no worker is connected to {self._address} yet; waiting for one")
                    self._waited = True
        return max(4, _AHEAD * self._threads)

    def _submit(self, part: Part, asked: Asked, folder: str, tries: int = 0, careful: bool = False) -> None:
        self._submitted += 1
        key = f"thidua-{self._session}-{self._submitted}"
        told = pickle.dumps((part, asked, folder, careful))  # which the scheduler passes on as it is
        try:
            future = self._client.submit(work, told, key=key, pure=False)
        except (OSError, RuntimeError):  # of a client that has given up
            raise self._gone() from None
        self._running[key] = part, tries, careful, future
        future.add_done_callback(lambda ended: self._ends.put(ended.key))

    def _take(self, part: Part, future: Any, done: Callable[[Part], None]) -> tuple[_Next, str]:
        """Return what is to be done next about a partition whose task has ended, and why."""
        if future.status == "finished":
            try:
                done(part)
            except PartitionError as error:
                return _Next.AGAIN, str(error)
            return _Next.NOTHING, ""
        if future.status != "error":  # cancelled or lost
            self._check()
            return _Next.AGAIN, f"{part.name}: was lost with the scheduler"
        reason = future.exception(timeout=_CONNECT)
        if isinstance(reason, RefusedError):
            raise ClusterError(str(reason))
        if isinstance(reason, PartitionError):
            return _Next.FAIL, str(reason)
        first = (str(reason).strip().splitlines() or [""])[0][:300]
        if isinstance(reason, ImportError) or "deserializ" in str(reason):
            raise ClusterError(
                f"the cluster at {self._address} cannot read a task ({type(reason).__name__}: {first}); install the same "
                "thidua[cluster] for the scheduler and all workers, and start them anew"
            )
        what = first if isinstance(reason, TaskError) else f"{type(reason).__name__}: {first}"
        return _Next.WITH_CARE, f"{part.name}: {what}"

    def _check(self) -> None:
        if self._client.status not in ("running", "connecting"):
            raise self._gone()

    def _gone(self) -> ClusterError:
        return ClusterError(
            f"the scheduler at {self._address} is gone; what is done is kept: start it and its workers, "
            "then call the same again"
        )
