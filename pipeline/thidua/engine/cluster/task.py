"""What a worker does with a partition: read, extract, write the results aside, bring them to the disk, rename.

A task gives nothing back: what it did is in the folder, or it was not done. It may be run twice at once, by a worker
that was taken for dead and the one after it: both write the same bytes under names of their own, and rename is one step.
"""

from __future__ import annotations

import os
import pickle
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from thidua.engine.cluster import reading, results
from thidua.engine.cluster.asked import Asked, PartitionError, RefusedError, TaskError
from thidua.engine.cluster.plan import Part
from thidua.engine.cluster.results import Row
from thidua.engine.job import Outcome
from thidua.engine.pool import outcomes
from thidua.records import Article, Problem
from thidua.rulefile import RuleError
from thidua.sources.base import Found
from thidua.sources.select import placed

Reading = Callable[[Part], Iterator[Found | Problem]]
Extracting = Callable[[Iterable[Article | Problem]], Iterable[Outcome]]

_one_at_a_time = threading.Lock()  # of the threads that a worker may have: extraction shares caches and a processor


def work(told: bytes) -> None:
    """Do a task as it was pickled: a partition, what is asked, the folder of results, and whether to do it with care.

    With care, since it may have killed a worker, it is done in processes beside this one.

    Raises:
        RefusedError: this worker cannot work for the run.
        PartitionError: this partition cannot be done.
        TaskError: anything else; an error of any kind, with its frames, might not reach the driver.
    """
    part, asked, folder, careful = pickle.loads(told)  # noqa: S301 - told by the driver; dask sends all it sends so
    try:
        with _one_at_a_time:
            _work(part, asked, folder, careful)
        return
    except (RefusedError, PartitionError, TaskError):
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {str(error)[:300]}"
    raise TaskError(reason)


def _work(part: Part, asked: Asked, folder: str, careful: bool) -> None:
    check_version(asked)
    if (result := path_of(part, folder)).exists():  # of a worker that was taken for dead
        return
    if careful:
        from thidua.engine.cluster.careful import work_beside

        work_beside(part, asked, folder)
    else:
        write(rows(part, asked, reading.read, lambda articles: outcomes(articles, asked.job)), result)


def path_of(part: Part, folder: str | Path) -> Path:
    """Return the file of a partition's results."""
    return Path(folder) / f"{part.key}.parquet"


def check_version(asked: Asked) -> None:
    """Refuse to work with other rules, or another program, than the driver's."""
    try:
        version = asked.job.loaded.version
    except (RuleError, OSError) as error:
        raise RefusedError(f"the worker on {reading.worker()} cannot load the rules: {error}") from None
    if version != asked.version:
        raise RefusedError(
            f"the worker on {reading.worker()} has program and rules {version}, this run {asked.version}; "
            "install the same on all machines, and start the workers anew"
        )


def rows(part: Part, asked: Asked, read: Reading, extract: Extracting) -> Iterator[Row]:
    """Yield what comes of a partition, in the order of reading."""
    waiting: deque[Row | Found] = deque()  # rows that are known before the outcomes of articles ahead of them, articles

    def articles() -> Iterator[Article]:
        for item in read(part):
            if isinstance(item, Problem):
                waiting.append(results.row_of(item, None))
                continue
            article = item.article
            where = placed(article, asked.since, asked.until)
            if where != "inside":
                waiting.append(Row(where, article.id, article.path, item.line))
                continue
            waiting.append(item)
            yield article

    for outcome in extract(articles()):
        while isinstance(first := waiting.popleft(), Row):
            yield first
        yield results.row_of(outcome, first.line)
    for left in waiting:
        assert isinstance(left, Row), "every article has an outcome"
        yield left


def write(found: Iterator[Row], path: Path) -> None:
    """Write rows under a name aside, bring them to the disk, and give them their name."""
    aside = path.with_name(f".{path.stem}-{socket.gethostname()}-{os.getpid()}.part")
    try:
        try:
            with aside.open("wb") as stream:
                results.write(_without_io_errors(found), stream)
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            message = f"the worker on {reading.worker()} cannot write the results ({error.strerror or error})"
            raise RefusedError(f"{message}: {path.parent}") from None
    finally:
        aside.unlink(missing_ok=True)


def _without_io_errors(found: Iterator[Row]) -> Iterator[Row]:
    """Pass rows on; an OSError on the way to them is none of writing."""
    try:
        yield from found
    except OSError as error:
        reason = f"{type(error).__name__}: {error}"
    else:
        return
    raise TaskError(reason)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows knows no such thing."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
