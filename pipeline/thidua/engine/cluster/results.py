"""What came of a partition, as a Parquet file: one row for each article or problem, in the order of reading.

Parquet, since what reads only keys (ids, signatures, counts) then reads no texts, and since every page has a checksum.
What has a schema of its own (an article, an extraction, a problem) is a line of JSON in a column, the very bytes that
go to records.jsonl; texts have a column to themselves.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from thidua.engine.job import Failed, Outcome, PassedOver, Result
from thidua.records import Article, Problem

RESULT, PASSED, FAILED, PROBLEM, OUTSIDE, UNDATED = "result", "passed over", "failed", "problem", "outside", "undated"
ARTICLES = (RESULT, PASSED, FAILED)  # the kinds that `--limit` counts

_GROUP_BYTES, _GROUP_ROWS = 8_000_000, 5_000  # held in memory at a time
_BATCH_ROWS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One article or problem: its kind and, as far as the kind has them, the other columns."""

    kind: str
    id: str = ""
    file: str | None = None
    line: int | None = None
    article: bytes | None = None  # JSON without the text
    text: bytes | None = None
    extraction: bytes | None = None  # JSON
    problem: bytes | None = None  # JSON
    signature: bytes | None = None  # of the text, where the article has awards


def row_of(outcome: Outcome, line: int | None) -> Row:
    """Return the row of an outcome, whose article stands on that line of its file."""
    if isinstance(outcome, Problem):
        return Row(PROBLEM, file=outcome.file, line=outcome.line, problem=outcome.model_dump_json().encode())
    article = outcome.article
    if isinstance(outcome, PassedOver):
        return Row(PASSED, article.id, article.path, line)
    if isinstance(outcome, Failed):
        return Row(FAILED, article.id, article.path, line, problem=outcome.problem.model_dump_json().encode())
    from thidua.signature import signature

    told, text = article.model_dump_json(exclude={"text"}).encode(), article.text.encode("utf-8", "surrogatepass")
    signed = signature(article.text) if outcome.counts.awards else None
    return Row(RESULT, article.id, article.path, line, told, text, outcome.line, signature=signed)


def outcome_of(row: Row, ident: str) -> Outcome:
    """Return what a row tells, of an article with this id."""
    if row.kind == PROBLEM:
        return Problem.model_validate_json(row.problem or b"")
    if row.kind == RESULT:
        about = json.loads(row.article or b"{}") | {
            "id": ident,
            "text": (row.text or b"").decode("utf-8", "surrogatepass"),
        }
        return Result(Article.model_validate(about), row.extraction or b"")
    article = Article(id=ident, text="", path=row.file)
    if row.kind == PASSED:
        return PassedOver(article)
    problem = Problem.model_validate_json(row.problem or b"")
    message = problem.message.replace(f"article {row.id}: ", f"article {ident}: ", 1)
    return Failed(article, problem.model_copy(update={"message": message}))


def write(rows: Iterable[Row], stream: BinaryIO) -> None:
    """Write rows as Parquet; the same bytes for the same rows."""
    from pyarrow import parquet

    schema = _schema()
    with parquet.ParquetWriter(stream, schema, compression="zstd", write_page_checksum=True) as writer:
        held: list[Row] = []
        volume = 0
        for row in rows:
            held.append(row)
            volume += len(row.text or b"") + len(row.extraction or b"")
            if volume > _GROUP_BYTES or len(held) == _GROUP_ROWS:
                writer.write_table(_table(held, schema))
                held, volume = [], 0
        writer.write_table(_table(held, schema))


def read(path: Path) -> Iterator[Row]:
    """Yield the rows of a file; OSError or ValueError where it is broken."""
    from pyarrow import parquet

    file = parquet.ParquetFile(path, page_checksum_verification=True)
    for batch in file.iter_batches(_BATCH_ROWS, use_threads=False):
        columns = [column.to_pylist() for column in batch.columns]
        for values in zip(*columns, strict=True):
            kind, ident, name, *rest = values
            yield Row(kind, _text(ident) or "", _text(name), *rest)


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds, told by its rows: how many of each kind, and of each code of problems of reading."""

    kinds: dict[str, int]
    problems: dict[str, int]

    @property
    def articles(self) -> int:
        """Articles inside the bounds of time."""
        return sum(self.kinds.get(kind, 0) for kind in ARTICLES)

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.kinds.values())


def held(path: Path) -> Held:
    """Count the rows of a file; of its columns only two are read. OSError or ValueError where it is broken."""
    from pyarrow import parquet

    kinds: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    file = parquet.ParquetFile(path, page_checksum_verification=True)
    for batch in file.iter_batches(_BATCH_ROWS, columns=["kind", "problem"], use_threads=False):
        for kind, problem in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            kinds[kind] += 1
            if problem is not None:
                problems[json.loads(problem)["code"]] += 1
    return Held(dict(sorted(kinds.items())), dict(sorted(problems.items())))


@cache
def _schema() -> Any:
    import pyarrow as pa

    binary = pa.binary()
    return pa.schema(
        [
            ("kind", pa.string()), ("id", binary), ("file", binary), ("line", pa.int64()), ("article", binary),
            ("text", binary), ("extraction", binary), ("problem", binary), ("signature", binary),
        ]
    )  # fmt: skip


def _table(rows: list[Row], schema: Any) -> Any:
    import pyarrow as pa

    columns = {name: [getattr(row, name) for row in rows] for name in schema.names}
    for name in ("id", "file"):  # a file's name may be no Unicode
        columns[name] = [value if value is None else value.encode("utf-8", "surrogatepass") for value in columns[name]]
    return pa.table(columns, schema=schema)


def _text(value: bytes | None) -> str | None:
    return value if value is None else value.decode("utf-8", "surrogatepass")
