"""The articles of a partition, where a worker reads them."""

from __future__ import annotations

import gzip
import os
import socket
from collections.abc import Iterator

from thidua.engine.cluster.asked import PartitionError
from thidua.engine.cluster.plan import Part, Span, state_of
from thidua.records import Article, Problem
from thidua.sources import reopened
from thidua.sources.base import Found


def read(part: Part) -> Iterator[Found | Problem]:
    """Yield the articles of a partition and the problems of reading, in order.

    Raises:
        PartitionError: a file is not there as the driver saw it.
    """
    for item in part.items:
        yield from read_item(item)


def read_item(item: Span | Problem) -> Iterator[Found | Problem]:
    """Yield what one item of a partition gives; PartitionError as `read`."""
    if isinstance(item, Problem):
        yield item
    elif item.aside:
        yield from _read_aside(item)
    else:
        _check(item)
        entry = reopened(item.name, item.path)
        if isinstance(entry, Problem):
            yield entry
        elif item.end is None:
            yield from entry.read()
        else:
            yield from entry.lines(item.begin, item.end, item.first)
        _check(item)


def worker() -> str:
    """Return what messages call this worker."""
    return f"{socket.gethostname()}, process {os.getpid()}"


def _check(span: Span) -> None:
    """Hold a file to the state in which the driver saw it: one that changed would give other articles each time."""
    try:
        state = state_of(span.path)[1]
    except OSError as error:
        state, reason = "", error.strerror or str(error)
        if span.state:
            message = f"{span.name}: the worker on {worker()} cannot read it ({reason}), the run can"
            raise PartitionError(f"{message}; all workers must see the input") from None
    if state != span.state:
        raise PartitionError(f"{span.name}: changed while the run was reading it; call again to read it as it is now")


def _read_aside(span: Span) -> Iterator[Found | Problem]:
    try:
        with gzip.open(span.path, "rb") as stream:
            for line in stream:
                head, told = line.split(b"\t", 1)
                if head:
                    yield Found(Article.model_validate_json(told), int(head) or None)
                else:
                    yield Problem.model_validate_json(told)
    except (OSError, EOFError) as error:
        message = f"{span.path}: the worker on {worker()} cannot read it ({error})"
        raise PartitionError(f"{message}; all workers must see the output folder") from None
