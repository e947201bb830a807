"""Reading files of gold or predicted records."""

from __future__ import annotations

import json
from pathlib import Path

from thidua.evaluate.matching import Document


class FileError(ValueError):
    """A file of records that cannot be compared: which, where and why."""


def load(path: Path) -> dict[str, Document]:
    """Return the documents of a JSONL file by id.

    Raises:
        FileError: with file and line, where the file cannot be read or a line is no object with an id.
    """
    documents: dict[str, Document] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise FileError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise FileError(f"{path}: is not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
        except ValueError as error:
            raise FileError(f"{path}:{number}: is not JSON: {error}") from None
        if not isinstance(document, dict) or "id" not in document:
            raise FileError(f"{path}:{number}: is not an object with an id")
        documents[document["id"]] = document
    return documents
