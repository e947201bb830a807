"""A partition that may have killed its worker, done by processes beside it.

One process does the work of a task and reads and extracts in others: what kills one of those costs the article, or the
file that was being read, which becomes a problem; all else is done.
"""

from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

from thidua.engine.cluster import reading
from thidua.engine.cluster.asked import Asked, PartitionError, RefusedError, TaskError
from thidua.engine.cluster.plan import Part, Span
from thidua.engine.cluster.task import check_version, path_of, rows, write
from thidua.engine.pool import outcomes
from thidua.records import Problem
from thidua.sources.base import Found

_ERRORS = {kind.__name__: kind for kind in (RefusedError, PartitionError, TaskError)}
_TOGETHER = 50  # articles that are sent from the reading process at a time


def work_beside(part: Part, asked: Asked, folder: str) -> None:
    """Do a partition by another process: a worker of dask has threads, and may not have children of Python's kind.

    Raises:
        RefusedError, PartitionError, TaskError: as `task.work`.
    """
    done = subprocess.run(
        [sys.executable, "-m", "thidua.engine.cluster.careful"],
        input=pickle.dumps((part, asked, folder)), capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        kind, _, told = done.stdout.decode("utf-8", "replace").strip().partition(": ")
        if kind in _ERRORS:
            raise _ERRORS[kind](told)
        last = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no word"])[-1][:200]
        raise PartitionError(f"{part.name}: the process that did it ended with {done.returncode} ({last})")


def main() -> None:
    """Do the partition that standard input tells of."""
    part, asked, folder = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    try:
        check_version(asked)
        asked.job.prepare()
        write(
            rows(part, asked, _read, lambda articles: outcomes(articles, asked.job, 2, apart=True)),
            path_of(part, folder),
        )
    except (RefusedError, PartitionError, TaskError) as error:
        print(f"{type(error).__name__}: {error}")
        sys.exit(1)


def _read(part: Part) -> Iterator[Found | Problem]:
    """Yield what `reading.read` does, read by a process that may die: the item that kills it becomes a problem."""
    index = 0
    while index < len(part.items):
        receiver, sender = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=_send, args=(part, index, sender))
        process.start()
        sender.close()
        try:
            while True:
                index, found = receiver.recv()
                if isinstance(found, PartitionError):
                    raise found
                yield from found
        except (EOFError, OSError):  # it has ended, well or not
            process.join()
        if index == len(part.items):
            return
        item = part.items[index]
        name = item.name if isinstance(item, Span) else item.file
        message = "a process that read it crashed or was killed (out of memory?); what came before was read"
        yield Problem(code="crashed", message=message, file=name)
        index += 1


def _send(part: Part, start: int, to: Connection[Any, Any]) -> None:
    """Send (index of the item, articles and problems) from one item on; at last the number of items and nothing."""
    index = start
    try:
        for index in range(start, len(part.items)):
            to.send((index, []))
            together: list[Found | Problem] = []
            for found in reading.read_item(part.items[index]):
                together.append(found)
                if len(together) == _TOGETHER:
                    to.send((index, together))
                    together = []
            to.send((index, together))
        to.send((len(part.items), []))
    except PartitionError as error:
        to.send((index, error))


if __name__ == "__main__":
    main()
