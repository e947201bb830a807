"""What follows from its input alone, kept in the user's cache folder from one start to the next.

The name of a file tells what it was made of and by which code, its first line is a checksum of the rest. So other input
has another file, and what is damaged, cannot be read or belongs to somebody else is made anew. A folder that cannot be
written costs time only.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

_MOST = 400  # files of a kind; beyond that those go that were not used for longest
_DAY = 86_400  # seconds; a file's time says to the day when it was used


class Kept:
    """One file of the cache: what the modules `by` (their files) make of `made_of`."""

    def __init__(self, kind: str, *made_of: str, by: tuple[str, ...] = ()) -> None:
        self._kind = kind
        self.file: Path | None = None  # None where the code cannot be read: nothing is kept then
        digest = hashlib.sha256()
        try:
            for part in (*map(_code, by), *(one.encode("utf-8", "surrogatepass") for one in made_of)):
                digest.update(len(part).to_bytes(8, "big") + part)
        except OSError:  # an installation of compiled modules only
            return
        self.file = _folder() / f"{kind}-{digest.hexdigest()[:32]}"

    def load(self) -> bytes | None:
        """Return what was stored; None where there is nothing to be trusted."""
        if self.file is None:
            return None
        try:
            with self.file.open("rb") as stored:
                state = os.fstat(stored.fileno())
                checksum, data = stored.readline(), stored.read()
        except OSError:
            return None
        if hasattr(os, "getuid") and state.st_uid != os.getuid():
            return None
        if checksum != _checksum(data):
            return None
        if time.time() - state.st_mtime > _DAY:
            with suppress(OSError):
                os.utime(self.file)
        return data

    def store(self, data: bytes) -> None:
        """Keep something, whole or not at all, whoever else writes it."""
        if self.file is None:
            return
        folder = self.file.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=folder)
            try:
                with open(handle, "wb") as aside:
                    aside.write(_checksum(data) + data)
                os.replace(name, self.file)
            except OSError:
                os.unlink(name)
                raise
            kept = sorted(folder.glob(f"{self._kind}-*"), key=lambda one: one.stat().st_mtime)
            for old in kept[:-_MOST]:
                old.unlink()
        except OSError:  # no such folder can be, it is full or not ours, another process tidies it too
            return


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) / "thidua"


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode() + b"\n"


@lru_cache
def _code(file: str) -> bytes:
    return Path(file).read_bytes()
