"""Parquet: one row an award record, typed; lists stay lists, with all evidence, fields and named recipients."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from thidua.extras import MissingExtraError
from thidua.records import Article, Award, Extraction
from thidua.sinks.columns import AWARDS, Column, real_date, scalar_kind, without_none

_ROWS = 2_000  # of one row group
_NESTED = ("recipients", "evidence", "fields")  # kept whole, under these names


class ParquetSink:
    """Write award records to a Parquet file."""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as arrow
            from pyarrow import parquet
        except ImportError:
            raise MissingExtraError("Parquet", "tables") from None
        self._arrow = arrow
        self._columns = [column for column in AWARDS.all_columns if column.name not in _NESTED]
        self._schema = schema()
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()
        self._writer.close()

    def write(self, article: Article, extraction: Extraction) -> None:  # noqa: ARG002 - the shape of all sinks
        """Add a row for each award of an article."""
        names = AWARDS.names
        for award, row in zip(extraction.awards, AWARDS.rows(extraction), strict=True):
            cells = dict(zip(names, row, strict=True))
            typed = {column.name: _typed(column, cells[column.name]) for column in self._columns}
            self._rows.append(typed | _nested(award))
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


def schema() -> Any:
    """Return the Arrow schema: the flat columns of awards, then what records.py nests in them."""
    import pyarrow as arrow

    kinds: dict[str, Any] = {
        "text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_(),
        "date": arrow.date32(), "list": arrow.list_(arrow.string()),
    }  # fmt: skip
    flat = [(column.name, _type_of(column, kinds)) for column in AWARDS.all_columns if column.name not in _NESTED]
    hints = get_type_hints(Award, include_extras=True)
    return arrow.schema([*flat, *((name, _arrow_type(hints[name], kinds)) for name in _NESTED)])


def _type_of(column: Column, kinds: dict[str, Any]) -> Any:
    # The day of publication may be no more than a month: it stays text here.
    return kinds["text" if column.name == "published" else column.kind]


def _typed(column: Column, value: Any) -> Any:
    return real_date(value) if column.kind == "date" and column.name != "published" else value


def _arrow_type(annotation: Any, kinds: dict[str, Any]) -> Any:
    import pyarrow as arrow

    annotation = without_none(annotation)
    if kind := scalar_kind(annotation):
        return kinds[kind]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        hints = get_type_hints(annotation, include_extras=True)
        return arrow.struct([(name, _arrow_type(hints[name], kinds)) for name in annotation.model_fields])
    if get_origin(annotation) is dict:  # as a list of structs, which every reader of Parquet understands
        struct = _arrow_type(get_args(annotation)[1], kinds)
        return arrow.list_(arrow.struct([("field", arrow.string()), *((part.name, part.type) for part in struct)]))
    return arrow.list_(_arrow_type(get_args(annotation)[0], kinds))


def _nested(award: Award) -> dict[str, Any]:
    dump: Callable[[BaseModel], dict[str, Any]] = lambda record: record.model_dump()  # noqa: E731
    return {
        "recipients": [dump(one) for one in award.recipients],
        "evidence": [dump(one) for one in award.evidence],
        "fields": [{"field": name, **dump(one)} for name, one in award.fields.items()],
    }
