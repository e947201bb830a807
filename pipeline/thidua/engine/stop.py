"""Ctrl-C as a request: what was begun is finished, nothing new is read, and what is done can be gone on with."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


class StoppedError(RuntimeError):
    """The user asked to stop before all was read."""


class Stopping:
    """A context in which the first Ctrl-C asks to stop and the second one interrupts as ever."""

    def __init__(self) -> None:
        self.asked = False
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # elsewhere Python takes no signals
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def reading(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items until asked to stop."""
        for item in items:
            if self.asked:
                return
            yield item

    def finished(self, outcomes: Iterable[T]) -> Iterator[T]:
        """Yield outcomes; raise StoppedError behind the last one if not all was read."""
        yield from outcomes
        if self.asked:
            raise StoppedError
