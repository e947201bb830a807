"""The compiled expressions of a rule file, from the start before where they were compiled then.

`regex` takes some milliseconds for an expression of ours, and there are over a hundred. Compiled ones can be pickled;
of such a pickle nothing is called here but what makes an expression of its compiled form.
"""

from __future__ import annotations

import io
import pickle
import sys
from typing import Any

import regex

from thidua.kept import Kept

_MAKES = ("regex._regex", "compile")


class Expressions:
    """Compiles the expressions of one file, whose text is given."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, regex.Pattern[str]] | None = None
        self._used: dict[str, regex.Pattern[str]] = {}

    def compile(self, source: str) -> regex.Pattern[str]:
        """Return an expression compiled; regex.error where it is wrong."""
        if self._known is None:
            self._known = self._load()
        self._used[source] = pattern = self._known.get(source) or regex.compile(source)
        return pattern

    def keep(self) -> None:
        """Keep what was compiled, if any of it was not known."""
        if self._used.keys() - (self._known or {}).keys():
            self._kept().store(pickle.dumps(list(self._used.values())))

    def _kept(self) -> Kept:
        makes = (regex.__version__, sys.implementation.cache_tag or "", sys.byteorder, str(sys.maxsize))
        return Kept("expressions", *makes, self._text)

    def _load(self) -> dict[str, regex.Pattern[str]]:
        data = self._kept().load()
        if data is None:
            return {}
        try:
            return {pattern.pattern: pattern for pattern in _Unpickler(io.BytesIO(data)).load()}
        except Exception:  # whatever a cache does not hold is compiled
            return {}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != _MAKES:
            raise pickle.UnpicklingError(f"{module}.{name} makes no expression")
        return super().find_class(module, name)
