"""Articles through a job by several processes, in the order of reading.

Workers are forked after the rules have been compiled, so that they share them. What they send back are lines of JSON:
cheaper than objects, and just what goes to a file of JSON lines. A worker that dies takes nothing with it: its
articles are done again, by halves, until the one that kills a process is found; that one becomes a problem.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from thidua.engine.job import Counts, Failed, Job, Outcome, PassedOver, Result, fault
from thidua.records import Article, Problem

# A chunk of articles has about this many characters: a few hundredths of a second of work on general news, half a second
# on articles full of awards, so that at the end no worker waits long for the other.
CHUNK = 60_000
_CHUNK_ARTICLES = 500
# Fewer chunks than this are done sooner without the start of a pool.
_WORTH_A_POOL = 8
_AHEAD = 3  # chunks per worker that wait or are at work

Item = Article | Problem
_Sifted = Article | Problem | PassedOver
Sent = tuple[bytes, Counts] | Problem | None  # what comes back of an article; None: passed over


def outcomes(items: Iterable[Item], job: Job, workers: int = 1, *, apart: bool = False) -> Iterator[Outcome]:
    """Yield what comes of each item, in order; with more than one worker, by that many processes.

    Few items are done by this process unless it must stay `apart` from what an article may do to it.

    Raises:
        RuleError: a rule is wrong, whatever the article.
    """
    if workers < 2:
        yield from _alone(items, job)
        return
    chunks = _chunks(_sifted(items, job))
    if apart:
        yield from _by_pool(chunks, job, workers)
        return
    first: list[list[_Sifted]] = []
    for chunk in chunks:
        first.append(chunk)
        if len(first) == _WORTH_A_POOL:
            yield from _by_pool(chain(first, chunks), job, workers)
            return
    for chunk in first:
        yield from _alone(chunk, job)


def _alone(items: Iterable[_Sifted], job: Job) -> Iterator[Outcome]:
    for item in items:
        yield job.outcome(item) if isinstance(item, Article) else item


def _sifted(items: Iterable[Item], job: Job) -> Iterator[_Sifted]:
    """Pass over here what one scan tells of: to send an article to another process takes longer."""
    for item in items:
        yield PassedOver(item) if isinstance(item, Article) and job.passes_over(item) else item


def _chunks(items: Iterable[_Sifted]) -> Iterator[list[_Sifted]]:
    chunk: list[_Sifted] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if size >= CHUNK or len(chunk) >= _CHUNK_ARTICLES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _by_pool(chunks: Iterable[list[_Sifted]], job: Job, workers: int) -> Iterator[Outcome]:
    job.prepare()
    pool = _start(job, workers)
    waiting: deque[tuple[list[_Sifted], Future[list[Sent]]]] = deque()
    try:
        for chunk in chunks:
            try:
                waiting.append((chunk, pool.submit(_work, _articles(chunk))))
            except BrokenProcessPool:  # told again by the future of the chunk that broke it
                broken: Future[list[Sent]] = Future()
                broken.set_exception(BrokenProcessPool())
                waiting.append((chunk, broken))
            while len(waiting) >= _AHEAD * workers:
                done, pool = _take(waiting, pool, job, workers)
                yield from done
        while waiting:
            done, pool = _take(waiting, pool, job, workers)
            yield from done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _take(
    waiting: deque[tuple[list[_Sifted], Future[list[Sent]]]], pool: ProcessPoolExecutor, job: Job, workers: int
) -> tuple[list[Outcome], ProcessPoolExecutor]:
    """Return the outcomes of the chunk that came first, and the pool, a new one where that has broken."""
    chunk, future = waiting.popleft()
    try:
        return _joined(chunk, future.result()), pool
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        joined = _joined(chunk, _again(_articles(chunk), job))
        pool = _start(job, workers)
        for index, (other, its) in enumerate(waiting):
            if not its.done() or its.cancelled() or its.exception() is not None:
                waiting[index] = other, pool.submit(_work, _articles(other))
        return joined, pool


def _again(articles: Sequence[Article], job: Job) -> list[Sent]:
    """Do articles once more, in a process of their own; the one that kills it becomes a problem."""
    with _start(job, 1) as pool:
        try:
            return pool.submit(_work, articles).result()
        except BrokenProcessPool:
            pass
    if len(articles) == 1:
        what = "a process that read it crashed or was killed (out of memory?); it was tried twice"
        return [fault(articles[0], "crashed", what)]
    middle = len(articles) // 2
    return _again(articles[:middle], job) + _again(articles[middle:], job)


def _articles(chunk: Sequence[_Sifted]) -> list[Article]:
    return [item for item in chunk if isinstance(item, Article)]


def _joined(chunk: Sequence[_Sifted], sent: Sequence[Sent]) -> list[Outcome]:
    """Return the outcomes of a chunk: what came back beside the articles, problems of reading in their places."""
    found: list[Outcome] = []
    coming = iter(sent)
    for item in chunk:
        if not isinstance(item, Article):
            found.append(item)
            continue
        one = next(coming)
        if one is None:
            found.append(PassedOver(item))
        elif isinstance(one, Problem):
            found.append(Failed(item, one))
        else:
            found.append(Result(item, *one))
    return found


# --- in the workers ------------------------------------------------------------------------------

_job: Job


def _start(job: Job, workers: int) -> ProcessPoolExecutor:
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(job,))


def _begin(job: Job) -> None:
    global _job
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    gc.enable()  # a load of the parent may have switched it off
    _job = job


def _work(articles: Sequence[Article]) -> list[Sent]:
    """Return what comes of each article."""
    sent: list[Sent] = []
    for article in articles:
        outcome = _job.outcome(article)
        if isinstance(outcome, Result):
            sent.append((outcome.line, outcome.counts))
        else:
            sent.append(outcome.problem if isinstance(outcome, Failed) else None)
    return sent
