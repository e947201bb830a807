"""What a user can meet when a run starts; light, so that every command can know it."""

from __future__ import annotations


class InUseError(RuntimeError):
    """Another run writes into the folder."""


class ClusterError(RuntimeError):
    """The cluster cannot do its part: it is not there, or what it did does not fit."""
