"""The part of `thidua run` that is done by a cluster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.cli.progress import Progress

if TYPE_CHECKING:
    from thidua.engine.cluster.run import ClusterRun
    from thidua.engine.job import Job
    from thidua.engine.stop import Stopping

PARTITION = 10_000  # articles of a task


def computed(
    inputs: list[str],
    job: Job,
    bounds: tuple[str | None, str | None, int | None],
    where: tuple[str, int],
    state: Path,
    stopping: Stopping,
    remark: Callable[[str], None],
    *,
    quiet: bool,
) -> ClusterRun:
    """Return a run all partitions of which are done.

    `bounds` are the options --since, --until and --limit, `where` the scheduler's address and the size of a partition,
    `state` the folder of the run's state.

    Raises:
        ClusterError, MissingExtraError: the cluster cannot do it.
        StoppedError: the user asked to stop; what was begun is finished and kept.
    """
    from thidua.engine.cluster.dispatch import Cluster
    from thidua.engine.cluster.run import ClusterRun, asked_of
    from thidua.engine.stop import StoppedError

    since, until, limit = bounds
    address, size = where
    with Cluster(address, remark) as cluster:
        run = ClusterRun(inputs, asked_of(job, since, until), state, size, limit)
        for _ in Progress(quiet, limit=limit).shown(run.compute(cluster, stopping, remark), int):
            pass
    if stopping.asked:
        raise StoppedError
    return run
