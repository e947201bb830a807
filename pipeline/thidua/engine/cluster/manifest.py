"""Which partitions are done: one line each, written by the driver once it has seen the results with its own eyes.

A partition counts as done where its line is whole and its file has the checksum of the line. All else in the folder,
what killed workers left and what was renamed but not written down, is swept when a run begins.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from thidua.engine.cluster import results
from thidua.engine.cluster.asked import Asked
from thidua.engine.cluster.plan import Part
from thidua.engine.cluster.results import Held
from thidua.engine.cluster.task import path_of, sync_folder


@dataclass(frozen=True, slots=True)
class Entry:
    """The line of a partition."""

    input: str  # the key of the partition
    rules_version: str
    options: dict[str, Any]
    rows: int
    kinds: dict[str, int]
    problems: dict[str, int]  # of reading, and articles that failed, by code
    sha256: str

    @property
    def held(self) -> Held:
        """What the file holds."""
        return Held(self.kinds, self.problems)


class Manifest:
    """The manifest of a folder that holds the results; reading it checks them."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path, self._folder = path, folder
        self._entries: dict[str, Entry] = {}
        whole: list[bytes] = []
        for line, entry in _lines(path):
            file = folder / f"{entry.input}.parquet"
            if file.exists() and checksum(file) == entry.sha256:
                whole.append(line)
                self._entries[entry.input] = entry
        aside = path.with_name(f"{path.name}.part")
        aside.write_bytes(b"".join(whole))
        aside.replace(path)
        for left in folder.iterdir():
            if left.stem not in self._entries or left.suffix != ".parquet":
                left.unlink(missing_ok=True)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def entry(self, part: Part, asked: Asked) -> Entry:
        """Look at the results of a partition and return its line; OSError or ValueError where they cannot be read."""
        file = path_of(part, self._folder)
        held = results.held(file)
        return Entry(part.key, asked.version, asked.options, held.rows, held.kinds, held.problems, checksum(file))

    def add(self, entry: Entry) -> None:
        """Write a line down, for good."""
        with self._path.open("ab") as stream:
            stream.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        if not self._entries:
            sync_folder(self._path.parent)
        self._entries[entry.input] = entry


def _lines(path: Path) -> Iterator[tuple[bytes, Entry]]:
    """Yield the lines of a manifest that are whole."""
    if not path.exists():
        return
    with path.open("rb") as stream:
        for line in stream:
            try:
                yield line, Entry(**json.loads(line))
            except (ValueError, TypeError):  # cut off where the driver was killed
                continue


def checksum(file: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
