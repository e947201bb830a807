"""What all requests share: the engine, the facet index, the registry of units and the rules; all read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from fastapi import Request
from sqlalchemy import Engine

from thidua.db.connect import open_engine
from thidua.review.index import Index
from thidua.review.settings import Settings

if TYPE_CHECKING:
    from thidua.audit.rules import AuditRules
    from thidua.registry import Registry
    from thidua.rules import RuleSet
    from thidua.scoring.scheme import Scheme

T = TypeVar("T")


@dataclass
class State:
    """One for an application; `of(request)` finds it."""

    settings: Settings
    engine: Engine
    index: Index
    _answers: dict[str, tuple[int, Any]] = field(default_factory=dict)

    @classmethod
    def open(cls, settings: Settings) -> State:
        """Open the database and read the index; raise DatabaseError where it cannot be used."""
        engine = open_engine(settings.db, serving=True, read_only=settings.read_only)
        return cls(settings, engine, Index(engine))

    def cached(self, name: str, ask: Callable[[], T]) -> T:
        """Return what a question gave at the present version of the database, asking it once a version."""
        known = self._answers.get(name)
        if known is None or known[0] != self.index.version:
            version = self.index.version
            known = (version, ask())
            self._answers[name] = known
        answer: T = known[1]
        return answer

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
