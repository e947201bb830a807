"""The batch: what came of the articles, into the sinks, one article at a time.

Nothing here holds more than one article's text: what the closing summary and the report need is counted on the way.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from thidua.engine.job import Counts, Failed, Outcome, PassedOver, Result
from thidua.records import Problem
from thidua.sinks import CsvSink, JsonlSink, ParquetSink, Sink, XlsxSink
from thidua.sources import NOTES

if TYPE_CHECKING:
    from thidua.db.sink import DatabaseSink

Tell = Callable[[Problem], None]

# The files of an output folder; the database, report.html and rejects.jsonl stand beside them.
OUTPUTS: dict[str, Callable[[Path], Sink]] = {
    "records.jsonl": JsonlSink,
    "awards.csv": CsvSink,
    "awards.xlsx": XlsxSink,
    "awards.parquet": ParquetSink,
}
DATABASE = "thidua.db"
FINDINGS = "findings.jsonl"  # of the audit, and
SCORES = "scores.jsonl"  # of the ranking, that db.judge writes beside the database
REPORT = "report.html"
REJECTS = "rejects.jsonl"
_STAGING = ".thidua-part-"


@dataclass(slots=True)
class Summary:
    """What a batch came to."""

    articles: int = 0
    passed_over: int = 0  # articles without an award, where only awards were asked for
    failed: int = 0  # articles or files that gave nothing
    notes: int = 0  # articles read with a remark, such as a changed id
    awards: Counter[str] = field(default_factory=Counter)  # by form
    ranks: int = 0
    dates: int = 0
    units: int = 0
    problems: Counter[str] = field(default_factory=Counter)  # of extractions, by code
    verdicts: Counter[str] = field(default_factory=Counter)  # of the audit's findings
    files: list[Path] = field(default_factory=list)

    def add(self, counts: Counts) -> None:
        """Count one article."""
        self.articles += 1
        if counts.awards:
            self.awards.update(counts.awards)
        self.ranks += counts.ranks
        self.dates += counts.dates
        self.units += counts.units
        if counts.problems:
            self.problems.update(counts.problems)

    def reject(self, problem: Problem) -> None:
        """Count a problem of reading."""
        if problem.code in NOTES:
            self.notes += 1
        else:
            self.failed += 1

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where some failed, 3 where nothing could be read."""
        if not self.articles and not self.passed_over:
            return 3
        return 1 if self.failed else 0


def write_all(outcomes: Iterable[Outcome], sinks: Sequence[Sink], tell: Sequence[Tell] = ()) -> Summary:
    """Write every result to every sink, and hand every problem that cost an article to all of `tell`; return the counts."""
    summary = Summary()
    for outcome in outcomes:
        if isinstance(outcome, Result):
            for sink in sinks:
                if isinstance(sink, JsonlSink):
                    sink.write_line(outcome.article, outcome.line)
                else:
                    sink.write(outcome.article, outcome.extraction)
            summary.add(outcome.counts)
        elif isinstance(outcome, PassedOver):
            summary.passed_over += 1
        else:
            problem = outcome.problem if isinstance(outcome, Failed) else outcome
            summary.reject(problem)
            for listener in tell:
                listener(problem)
    return summary


def run(
    outcomes: Iterable[Outcome], folder: Path, database: Callable[[Path], DatabaseSink], tell: Tell | None = None
) -> Summary:
    """Write records, tables, database, findings, scores, report and rejects into `folder`; return the counts.

    `database` makes the writer of the database (`db.sink.DatabaseSink`). Each problem of reading goes to rejects.jsonl, to the report and to `tell`.

    All files are written into a hidden folder beside and moved at the end: a crash leaves what was there before.
    """
    from thidua.report import Report

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{_STAGING}*"):  # of a run that was killed
        shutil.rmtree(old, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    try:
        with ExitStack() as stack:
            sinks = [stack.enter_context(make(staging / name)) for name, make in OUTPUTS.items()]
            report = stack.enter_context(Report(staging / REPORT, staging / FINDINGS))
            # The database ends before the report, which tells what its audit found.
            stored = stack.enter_context(database(staging / DATABASE))
            rejects = stack.enter_context((staging / REJECTS).open("wb"))
            listeners = [_line_writer(rejects), report.reject, *filter(None, [tell])]
            summary = write_all(outcomes, [*sinks, stored, report], listeners)
        summary.verdicts = stored.verdicts
        # A mistyped input must not put empty tables in the place of good ones: then only the reasons are written.
        whole = (*OUTPUTS, DATABASE, FINDINGS, SCORES, REPORT, REJECTS)
        for name in whole if summary.articles or summary.passed_over else (REJECTS,):
            (staging / name).replace(folder / name)
            summary.files.append(folder / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return summary


def _line_writer(stream: BinaryIO) -> Tell:
    def write(problem: Problem) -> None:
        stream.write(problem.model_dump_json(exclude_none=True).encode("utf-8") + b"\n")

    return write
