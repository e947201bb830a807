"""Records that `thidua extract` or `thidua run` wrote before: JSON lines of extractions, with the text where it was kept."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, cast

from pydantic import ValidationError

from thidua.records import Article, Extraction, Problem, text_hash
from thidua.sources.base import SourceError
from thidua.sources.jsonl import SUFFIXES, bounded_lines, peekable

Read = tuple[Article, Extraction]
_HEAD = 65_536


def is_extracted(name: str) -> bool:
    """Whether a file, or standard input for `-`, holds extracted records: its first line has `awards` and no bare text."""
    if name != "-" and not name.lower().endswith(SUFFIXES):
        return False
    try:
        if name == "-":
            head = peekable(sys.stdin.buffer).peek(_HEAD)[:_HEAD]
        else:
            with open(name, "rb") as raw:
                head = (gzip.GzipFile(fileobj=raw) if name.lower().endswith(".gz") else raw).read(_HEAD)
    except (OSError, EOFError, zlib.error):
        return False  # whoever reads it says what is wrong
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    keys = [key in first for key in (b'"awards"', b'"ranks"', b'"rules_version"')]
    if keys[2]:
        return True
    try:
        value = json.loads(first)
    except ValueError:
        return keys[0] and keys[1] and b'"text"' not in first.partition(b'"awards"')[0]
    return isinstance(value, dict) and "awards" in value and "text" not in value


def read_extracted(name: str, opener: Callable[[str], BinaryIO] | None = None) -> Iterator[Read | Problem]:
    """Yield each article of a file of records, and a problem with file and line for each line that is none.

    `opener` opens it by its name in the place of `open`.
    """
    if name == "-":
        yield from _lines(name, sys.stdin.buffer)
        return
    try:
        with opener(name) if opener else open(name, "rb") as raw:
            packed = name.lower().endswith(".gz")
            yield from _lines(name, cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        message = f"the gzip data is broken or cut off ({error}); what came before was read"
        yield Problem(code="unreadable", message=message, file=name)
    except OSError as error:
        yield Problem(code="unreadable", message=f"cannot be read ({error.strerror or error})", file=name)


def _lines(name: str, stream: BinaryIO) -> Iterator[Read | Problem]:
    for number, line in bounded_lines(stream):
        if isinstance(line, SourceError):
            yield Problem(code=line.code, message=str(line), file=name, line=number)
        elif line.strip():
            yield _read_line(line, partial(Problem, file=name, line=number))


def _read_line(line: str, problem: Callable[..., Problem]) -> Read | Problem:
    try:
        extraction, text = _parsed(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return problem(code="bad-record", message=f"is no extracted article: {where or 'the line'}: {first['msg']}")
    except ValueError as error:
        return problem(code="bad-json", message=f"is not a JSON object: {error}")
    if text is not None and extraction.text_hash not in (None, text_hash(text)):
        return problem(code="bad-record", message="the text is not the one that the records were read from")
    return Article(
        id=extraction.id, text=text or "", title=extraction.title, url=extraction.url, source=extraction.source,
        published=extraction.published,
    ), extraction  # fmt: skip


def _parsed(line: str) -> tuple[Extraction, str | None]:
    """Return the extraction of a line and the text that it may carry as its last key."""
    if not line.rstrip().endswith('"}'):  # a list ends a line without text: it goes the faster way
        return Extraction.model_validate_json(line), None
    value: Any = json.loads(line)
    text = value.pop("text", None) if isinstance(value, dict) else None
    extraction = Extraction.model_validate_json(json.dumps(value))
    if text is not None and extraction.text_hash is None:
        extraction = extraction.model_copy(update={"text_hash": text_hash(text)})
    return extraction, text
