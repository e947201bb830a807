"""The awards database as a writer of a run: a new SQLite file, loaded and linked when the run ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from thidua.db.connect import open_engine, told_plainly
from thidua.db.link import link
from thidua.db.load import Loader, loading
from thidua.records import Article, Extraction
from thidua.registry import Registry


class DatabaseSink:
    """Write extractions into a database file; nothing is there before the `with` block ends well."""

    def __init__(self, path: Path, registry: Registry, now: Callable[[], str], inputs: Sequence[str] = ()) -> None:
        self._engine = open_engine(f"sqlite:///{path}", create=True)
        self._registry, self._now, self._inputs = registry, now, inputs
        self._stack = ExitStack()
        self._loader: Loader | None = None

    def __enter__(self) -> Self:
        self._stack.enter_context(told_plainly(self._engine))
        self._stack.callback(self._engine.dispose)
        started = loading(self._engine, self._registry, now=self._now, inputs=self._inputs, after=link)
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
