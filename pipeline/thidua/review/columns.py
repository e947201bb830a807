"""The columns of the facet index: read from the database, and patched where records have changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine, TextClause, bindparam, text

from thidua.review.facets import FACETS, NONE, Columns, confidence_value, time_of

_READ = """
SELECT s.number, r.form, r.authority, r.recipient, r.count, r.confidence, r.status, r.review, r.period_from, r.period_to,
       a.published, a.source, r.unit, u.force
FROM record_search s JOIN records r ON r.id = s.record JOIN articles a ON a.id = r.article
LEFT JOIN units u ON u.id = r.unit {where}
ORDER BY s.number
"""
_VERDICTS = """
SELECT s.number, MAX(CASE f.verdict WHEN 'lệch' THEN 3 WHEN 'chưa đủ' THEN 2 ELSE 1 END)
FROM finding_records fr JOIN findings f ON f.id = fr.finding JOIN record_search s ON s.record = fr.record {where}
GROUP BY s.number
"""
_VERDICT_NAMES = ("", "khớp", "chưa đủ", "lệch")


def read_columns(connection: Connection, numbers: Sequence[int] | None = None, known: Columns | None = None) -> Columns:
    """Read all records, or some of them with the numbering of the values that is `known` already."""
    given = {} if numbers is None else {"numbers": list(numbers)}
    columns = Columns() if known is None else Columns(values=known.values)
    verdicts = {row[0]: row[1] for row in connection.execute(_asked(_VERDICTS, given), given)}
    rows = connection.execute(_asked(_READ, given).execution_options(yield_per=20_000), given)
    code = {facet.name: columns.values[facet.name].code for facet in FACETS}
    cells: list[tuple[int, ...]] = []
    sure: list[float] = []
    grantors: dict[str, int] = {}
    for (
        number,
        form,
        authority,
        recipient,
        count,
        confidence,
        status,
        review,
        start,
        end,
        day,
        source,
        unit,
        force,
    ) in rows:
        year, quarter = time_of(start, end, day)
        told = authority if isinstance(authority, str) else json.dumps(authority)
        if told not in grantors:
            grantors[told] = code["grantor"](*(json.loads(told)))
        cells.append(
            (
                number, _day(end or day), -1 if count is None else min(count, 2**31 - 1),
                code["form"](form), code["year"](year), code["quarter"](quarter), grantors[told],
                code["recipient"](recipient), code["force"](force or NONE), code["unit"](unit or NONE),
                code["source"](source or NONE), code["verdict"](_VERDICT_NAMES[verdicts.get(number, 0)]),
                code["confidence"](confidence_value(confidence)), code["status"](status), code["review"](review or NONE),
            )
        )  # fmt: skip
        sure.append(confidence)
    table = np.array(cells, np.int32).reshape(-1, _WIDTH).T
    columns.numbers, columns.days, columns.counts = (np.ascontiguousarray(row) for row in table[:3])
    columns.codes = {facet.name: np.ascontiguousarray(row) for facet, row in zip(FACETS, table[3:], strict=True)}
    columns.confidences = np.array(sure, np.float32)
    return columns


def _asked(query: str, given: dict[str, list[int]]) -> TextClause:
    """Return a query of all records, or of those whose numbers are given."""
    if not given:
        return text(query.format(where=""))
    return text(query.format(where="WHERE s.number IN :numbers")).bindparams(bindparam("numbers", expanding=True))


_WIDTH = 3 + len(FACETS)


def _day(value: str | None) -> int:
    digits = (value or "").replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdigit() and len(digits) <= 8 else 0


def replace_rows(columns: Columns, fresh: Columns) -> None:
    """Put the rows of `fresh` in the place of those of the same numbers, new ones at the end."""
    kept = ~np.isin(columns.numbers, fresh.numbers)
    order = np.argsort(np.concatenate([columns.numbers[kept], fresh.numbers]), kind="stable")

    def joined(old: npt.NDArray[Any], new: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.concatenate([old[kept], new])[order]

    columns.codes = {name: joined(column, fresh.codes[name]) for name, column in columns.codes.items()}
    columns.days, columns.counts = joined(columns.days, fresh.days), joined(columns.counts, fresh.counts)
    columns.confidences = joined(columns.confidences, fresh.confidences)
    columns.numbers = joined(columns.numbers, fresh.numbers)


class Watch:
    """Tells whether another connection has changed the database since the last question."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.raw_connection()
        self._sqlite = engine.dialect.name == "sqlite"
        self._last: object = None

    def changed(self) -> bool:
        """Whether the database is another one than at the last question."""
        cursor = self._connection.cursor()
        cursor.execute("PRAGMA data_version" if self._sqlite else _POSTGRESQL_VERSION)
        seen = cursor.fetchone()
        cursor.close()
        if not self._sqlite:
            self._connection.rollback()  # the next question sees what was committed since
        changed, self._last = seen != self._last, seen
        return changed

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


_POSTGRESQL_VERSION = """
SELECT (SELECT max(id) FROM runs), (SELECT count(*) FROM corrections),
       (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables WHERE schemaname = current_schema())
"""
