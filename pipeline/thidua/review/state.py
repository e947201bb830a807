"""What all requests share: the engine, the facet index, the registry of units and the rules; all read once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from fastapi import Request
from sqlalchemy import Connection, Engine

from thidua.db.connect import open_engine
from thidua.review.index import Index
from thidua.review.settings import Settings

if TYPE_CHECKING:
    from thidua.audit.rules import AuditRules
    from thidua.registry import Registry
    from thidua.rules import RuleSet
    from thidua.scoring.scheme import Scheme

T = TypeVar("T")
_KEPT = 64  # answers that are remembered


@dataclass(slots=True)
class _Answer:
    """What a question gave at a version of the index."""

    version: int = -1
    told: Any = None
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class State:
    """One for an application; `of(request)` finds it."""

    settings: Settings
    engine: Engine
    index: Index
    _answers: OrderedDict[Hashable, _Answer] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def open(cls, settings: Settings) -> State:
        """Open the database and read the index; raise DatabaseError where it cannot be used."""
        engine = open_engine(settings.db, serving=True, read_only=settings.read_only)
        return cls(settings, engine, Index(engine))

    def cached(self, name: Hashable, ask: Callable[[Connection], T]) -> T:
        """Return what a question gave at the present version of the database, asking it once a version.

        The version is looked at before the connection is opened, so that no answer passes for newer than it is. Readers
        who ask the same together wait for one answer instead of each working it out.
        """
        with self._lock:
            known = self._answers.setdefault(name, _Answer())
            self._answers.move_to_end(name)
            if len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        with known.lock:
            version = self.index.version
            if known.version != version:
                with self.engine.connect() as connection:
                    known.told, known.version = ask(connection), version
            answer: T = known.told
            return answer

    def reopen(self) -> None:
        """Take connections of its own, in a process that was forked: those of the parent are left to it."""
        self.engine.dispose(close=False)
        self.index.rewatch()

    def close(self) -> None:
        """Close all connections."""
        self.index.close()
        self.engine.dispose()

    @cached_property
    def registry(self) -> Registry:
        """The units of the rules, read when first needed."""
        from thidua.registry import load_registry
        from thidua.rulefile import rules_dir

        return load_registry(rules_dir(self.settings.rules))

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """The scoring schemes of the rules, read when first needed."""
        from thidua.scoring.scheme import schemes

        return schemes(self.settings.rules)

    @cached_property
    def rules(self) -> RuleSet:
        """The rules that read articles, read when first needed."""
        from thidua.rules import load_rules

        return load_rules(self.settings.rules)

    @cached_property
    def audit_rules(self) -> AuditRules:
        """The rules of the audit, read when first needed."""
        from thidua.audit.rules import load_audit_rules

        return load_audit_rules(self.settings.rules)


def of(request: Request) -> State:
    """Return what requests share."""
    state: State = request.app.state.thidua
    return state
