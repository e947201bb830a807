"""The awards database as a writer of a run: a new SQLite file, loaded, linked, audited and scored when the run ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from thidua.audit.rules import load_audit_rules
from thidua.db.connect import open_engine, told_plainly
from thidua.db.judge import FINDINGS, SCORES, judge
from thidua.db.load import Loader, loading
from thidua.records import Article, Extraction
from thidua.registry import load_registry
from thidua.rulefile import rules_dir
from thidua.scoring.scheme import find_scheme

_SCHEME = "A"  # that of the law; `thidua score` has the others


class DatabaseSink:
    """Write extractions into a database file; nothing is there before the `with` block ends well.

    `findings.jsonl` and `scores.jsonl` appear beside it, `verdicts` counts the findings. `signatures` may hold those of
    the articles (id → signature) when the block ends.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], str],
        rules: Path | None = None,
        inputs: Sequence[str] = (),
        signatures: Mapping[str, bytes] | None = None,
    ) -> None:
        self.verdicts: Counter[str] = Counter()
        self._registry = load_registry(rules_dir(rules))
        for name in (FINDINGS, SCORES):  # there even where no article came
            (path.parent / name).touch()
        audit_rules, scheme = load_audit_rules(rules), find_scheme(_SCHEME, rules)
        self._after = judge(path.parent, audit_rules, scheme, self._registry, self.verdicts, signatures)
        self._engine = open_engine(f"sqlite:///{path}", create=True)
        self._now, self._inputs = now, inputs
        self._stack = ExitStack()
        self._loader: Loader | None = None

    def __enter__(self) -> Self:
        self._stack.enter_context(told_plainly(self._engine))
        started = loading(self._engine, self._registry, now=self._now, inputs=self._inputs, after=self._after)
        self._loader = self._stack.enter_context(started)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def write(self, article: Article, extraction: Extraction) -> None:
        """Add one article."""
        assert self._loader is not None, "write is called inside the with block"
        self._loader.add((article, extraction))
