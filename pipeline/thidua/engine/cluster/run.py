"""A run on a cluster: partitions to the workers, then what came of them in the order of reading, as of a local run."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from thidua.engine.cluster import results
from thidua.engine.cluster.asked import Asked, PartitionError
from thidua.engine.cluster.dispatch import Cluster
from thidua.engine.cluster.manifest import Manifest
from thidua.engine.cluster.plan import Part, parts
from thidua.engine.cluster.results import ARTICLES, OUTSIDE, PROBLEM, RESULT, UNDATED, Row
from thidua.engine.cluster.task import path_of
from thidua.engine.errors import ClusterError
from thidua.engine.job import Job, Outcome, Result
from thidua.engine.stop import Stopping
from thidua.records import Problem
from thidua.sources import Renaming, entries
from thidua.sources.select import PassedOver

FOLDER = "cluster"  # in the folder of the run's state
_APPEARS = 30  # seconds until a file that a worker wrote is seen here: folders of the net are slow to tell


class ClusterRun:
    """One run: `compute` does the partitions that are not done yet, `outcomes` reads all of them.

    `state` is the folder where the state of the run is kept, which the workers must see, as they must the input.
    """

    def __init__(self, inputs: Sequence[str], asked: Asked, state: Path, size: int, limit: int | None) -> None:
        self._inputs, self._asked, self._size, self._limit = inputs, asked, size, limit
        self._folder = state.absolute() / FOLDER
        self._results, self._aside = self._folder / "results", self._folder / "input"
        self._results.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._aside, ignore_errors=True)
        self._aside.mkdir()
        self._manifest = Manifest(self._folder / "manifest.jsonl", self._results)
        self._order: list[str] = []  # keys of the partitions, in the order of reading
        self.resumed = 0  # articles whose outcome was there already
        self.signatures: dict[str, bytes] = {}  # of the articles with awards, by id; filled by `outcomes`

    def compute(self, cluster: Cluster, stopping: Stopping, tell: Callable[[str], None]) -> Iterator[int]:
        """Do what is not done, and yield the number of articles of each partition that is.

        Raises:
            ClusterError: some partitions could not be done, each of which is told; the others are kept.
        """
        failed = 0
        planned = self._undone(stopping)
        for done in cluster.compute(planned, self._asked, str(self._results), self._note):
            if isinstance(done, Part):
                yield self._manifest[done.key].held.articles
            else:
                failed += 1
                tell(done[1])
        if failed and not stopping.asked:
            raise ClusterError(
                f"{failed} of {len(self._order)} partitions could not be done; the others are kept: call the same again"
            )

    def _undone(self, stopping: Stopping) -> Iterator[Part]:
        """Yield the partitions that are to be done; those that are done are counted."""
        seen = set()
        for part in parts(entries(self._inputs), self._asked, self._size, self._aside):
            if stopping.asked or self._enough():
                return
            self._order.append(part.key)
            if part.key in self._manifest:
                self.resumed += self._manifest[part.key].held.articles
                self._forget_copies(part)
            elif part.key not in seen:
                yield part
            seen.add(part.key)

    def _enough(self) -> bool:
        """Whether the partitions up to the last one, all of them done, hold as many articles as were asked for."""
        if self._limit is None or not all(key in self._manifest for key in self._order):
            return False
        done = [self._manifest[key].held for key in self._order]
        # What stands behind such a problem in its file is left out in the end.
        return sum(held.articles for held in done) >= self._limit and not any(
            "records-file" in h.problems for h in done
        )

    def _note(self, part: Part) -> None:
        """Write down a partition that a worker says is done."""
        path = path_of(part, self._results)
        deadline = time.monotonic() + _APPEARS
        while not path.exists():
            if time.monotonic() >= deadline:
                message = f"{part.name}: a worker says it is done, but {path} is not there"
                raise ClusterError(f"{message}; all workers must see the output folder")
            time.sleep(0.1)
        try:
            entry = self._manifest.entry(part, self._asked)
        except (OSError, ValueError) as error:
            path.unlink(missing_ok=True)
            raise PartitionError(f"{part.name}: its results cannot be read ({error})") from None
        self._manifest.add(entry)
        self._forget_copies(part)

    def _forget_copies(self, part: Part) -> None:
        for item in part.items:
            if not isinstance(item, Problem) and item.aside:
                Path(item.path).unlink(missing_ok=True)

    # --- what came of it --------------------------------------------------------------------------

    def outcomes(self, left_out: PassedOver) -> Iterator[Outcome]:
        """Yield the outcomes of all partitions, in the order of reading; count in `left_out` what bounds of time left out.

        Raises:
            ClusterError: results are not what the manifest says.
        """
        renaming = Renaming()
        ended: str | None = None  # the file whose rest is left out: it holds records
        count = 0
        for row in self._rows():
            if ended is not None and row.file == ended:
                continue
            ended = None
            if row.kind == PROBLEM:
                problem = results.outcome_of(row, "")
                assert isinstance(problem, Problem)
                ended = problem.file if problem.code == "records-file" else None
                yield problem
                continue
            ident, problem_of_id = renaming.of(row.id, row.file, row.line)
            if problem_of_id:
                yield problem_of_id
            left_out.outside += row.kind == OUTSIDE
            left_out.undated += row.kind == UNDATED
            if row.kind not in ARTICLES:
                continue
            outcome = self._outcome(row, ident)
            if row.signature is not None:
                self.signatures[ident] = row.signature
            yield outcome
            count += 1
            if count == self._limit:
                return

    def _outcome(self, row: Row, ident: str) -> Outcome:
        outcome = results.outcome_of(row, ident)
        if ident != row.id and row.kind == RESULT:  # ids of records hang on that of the article: extract it anew
            assert isinstance(outcome, Result)
            return self._asked.job.outcome(outcome.article)
        return outcome

    def _rows(self) -> Iterator[Row]:
        for key in self._order:
            kinds: Counter[str] = Counter()
            try:
                for row in results.read(self._results / f"{key}.parquet"):
                    kinds[row.kind] += 1
                    yield row
            except (OSError, ValueError) as error:
                raise _unfit(key, f"cannot be read ({error})") from None
            if kinds != self._manifest[key].kinds:
                raise _unfit(key, "are not what the manifest says")


def _unfit(key: str, what: str) -> ClusterError:
    return ClusterError(f"the results of partition {key} {what}; call the same again, they are then made anew")


def asked_of(job: Job, since: str | None, until: str | None) -> Asked:
    """Return what workers are told of a run: its rules by an absolute path."""
    far = replace(job, rules=job.rules.absolute() if job.rules else None)
    return Asked(far, job.loaded.version, since, until)
