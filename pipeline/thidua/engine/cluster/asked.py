"""What a run on a cluster was asked to do, in a form that a worker can be told, and the ways in which it cannot."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from thidua.engine.errors import ClusterError
from thidua.engine.job import Job


@dataclass(frozen=True)
class Asked:
    """The job, by the rules of which version, and the bounds of the day of publishing."""

    job: Job  # with an absolute path of rules, if any
    version: str
    since: str | None = None
    until: str | None = None

    @property
    def options(self) -> dict[str, str | float | None]:
        """What the results of a partition depend on besides its articles and the rules."""
        return {
            "scope": self.job.scope, "min confidence": self.job.least, "since": self.since, "until": self.until,
        }  # fmt: skip


class RefusedError(ClusterError):
    """A worker cannot work for this run, whatever the partition; raised there, it ends the run."""


class PartitionError(ClusterError):
    """A partition cannot be done, which the others can."""


class TaskError(ClusterError):
    """A partition was not done, for a reason that may not stay."""


def digest(*parts: object) -> str:
    """Return a hash of values that JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]
