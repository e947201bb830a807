"""What a run has done, line by line, so that one that was stopped or killed goes on where it was.

A folder beside the results holds `manifest.json` (what the run was asked) and `journal` (one line an article, in the
order of reading: a hash of the article, and its extraction). A line counts only if the article that stands there in
the input now has that hash; from the first one that has not, everything is extracted anew. The folder goes when the
run has ended well.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from thidua.engine.errors import InUseError
from thidua.engine.job import Failed, Outcome, PassedOver, Result
from thidua.records import Article, Problem

try:
    import fcntl
except ImportError:  # Windows has no such locks; there two runs into one folder are the user's care
    fcntl = None  # type: ignore[assignment]

FOLDER = ".thidua-state"
_FLUSH = 64  # lines that a kill may cost
_RESULT, _PASSED, _FAILED = b"R", b"P", b"F"


class Journal:
    """The memory of one run; a context that holds the folder for itself.

    `settings` say what the run was asked: a journal of other settings is begun anew. `tell` takes remarks.
    """

    def __init__(
        self, folder: Path, settings: Mapping[str, Any], tell: Callable[[str], None], *, resume: bool = True
    ) -> None:
        self.folder = folder / FOLDER  # where all state of the run is
        self._settings = dict(settings)
        self._tell = tell
        self._resume = resume
        self._lock: BinaryIO | None = None
        self.resumed = 0  # articles whose outcome was there already

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / "lock").open("ab")
        if fcntl is not None:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self._lock.close()
                raise InUseError(f"{self.folder.parent}: another run of thidua writes here; wait for its end") from None
        if not self._fits():
            for left in self.folder.iterdir():
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                elif left.name != "lock":
                    left.unlink(missing_ok=True)
            (self.folder / "manifest.json").write_text(json.dumps(self._settings, indent=2), encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()

    def _fits(self) -> bool:
        """Whether there is a journal of the same settings to go on with."""
        try:
            before = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        if not self._resume:
            return False
        changed = sorted(key for key in {*before, *self._settings} if before.get(key) != self._settings.get(key))
        if changed:
            self._tell(
                f"the unfinished run in {self.folder.parent} had another {', '.join(changed)}; this one begins anew"
            )
        return not changed

    def through(
        self, items: Iterable[Article | Problem], run: Callable[[Iterable[Article | Problem]], Iterable[Outcome]]
    ) -> Iterator[Outcome]:
        """Yield what comes of each item: from the journal as far as it goes, then by `run`, which is written down."""
        rest = iter(items)
        path = self.folder / "journal"
        path.touch()
        valid = 0
        with path.open("rb") as stored:
            for item in rest:
                if isinstance(item, Problem):
                    yield item
                    continue
                line = stored.readline()
                outcome = _read(line, item)
                if outcome is None:
                    if line.endswith(b"\n"):
                        self._tell(f"article {item.id} is not what it was; from there on all is extracted anew")
                    rest = chain([item], rest)
                    break
                valid += len(line)
                self.resumed += 1
                yield outcome
        with path.open("r+b") as journal:
            journal.truncate(valid)
            journal.seek(valid)
            for number, outcome in enumerate(run(rest), 1):
                if not isinstance(outcome, Problem):
                    journal.write(_written(outcome))
                    if number % _FLUSH == 0:
                        journal.flush()
                yield outcome
            journal.flush()
            os.fsync(journal.fileno())


def _hash(article: Article) -> bytes:
    parts = (article.id, article.published, article.source, article.url, article.title, article.text)
    data = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32].encode()


def _written(outcome: Result | PassedOver | Failed) -> bytes:
    head = _hash(outcome.article)
    if isinstance(outcome, Result):
        return head + _RESULT + outcome.line + b"\n"
    if isinstance(outcome, Failed):
        return head + _FAILED + outcome.problem.model_dump_json().encode() + b"\n"
    return head + _PASSED + b"\n"


def _read(line: bytes, article: Article) -> Outcome | None:
    """Return the outcome that a line holds for an article, None where it holds none."""
    if not line.endswith(b"\n") or line[:32] != _hash(article):
        return None
    kind, rest = line[32:33], line[33:-1]
    try:
        if kind == _RESULT:
            result = Result(article, rest)
            return result if result.extraction else None
        if kind == _FAILED:
            return Failed(article, Problem.model_validate_json(rest))
    except ValueError:
        return None
    return PassedOver(article) if kind == _PASSED and not rest else None
