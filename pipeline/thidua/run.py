"""The batch: articles from the sources, through extraction, into the sinks, one article at a time.

Nothing here holds more than one article's text: what the closing summary and the report need is counted on the way.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from thidua.records import Article, Extraction, Problem
from thidua.rulefile import RuleError
from thidua.sinks import CsvSink, JsonlSink, ParquetSink, Sink, XlsxSink
from thidua.sources import NOTES

if TYPE_CHECKING:
    from thidua.db.sink import DatabaseSink

Extract = Callable[[Article], Extraction]
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
    failed: int = 0  # articles or files that gave nothing
    notes: int = 0  # articles read with a remark, such as a changed id
    awards: Counter[str] = field(default_factory=Counter)  # by form
    ranks: int = 0
    dates: int = 0
    units: int = 0
    problems: Counter[str] = field(default_factory=Counter)  # of extractions, by code
    verdicts: Counter[str] = field(default_factory=Counter)  # of the audit's findings
    files: list[Path] = field(default_factory=list)

    def add(self, extraction: Extraction) -> None:
        """Count one article."""
        self.articles += 1
        self.awards.update(award.form for award in extraction.awards)
        self.ranks += len(extraction.ranks)
        self.dates += len(extraction.dates)
        self.units += len(extraction.units)
        self.problems.update(problem.code for problem in extraction.problems)

    def reject(self, problem: Problem) -> None:
        """Count a problem of reading."""
        if problem.code in NOTES:
            self.notes += 1
        else:
            self.failed += 1

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where some failed, 3 where nothing could be read."""
        if not self.articles:
            return 3
        return 1 if self.failed else 0


def results(items: Iterable[Article | Problem], extract: Extract) -> Iterator[tuple[Article, Extraction] | Problem]:
    """Yield the extraction of each article, and the problems; what goes wrong inside one article becomes one too."""
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        try:
            result = item, extract(item)
        except RuleError:  # no fault of the article: the same would come of the next one
            raise
        except Exception as error:  # a fault of ours must cost this article only; it is told, and the exit code is 1
            yield internal_error(item, error)
        else:
            yield result


def internal_error(article: Article, error: Exception) -> Problem:
    """Return the problem that an unexpected exception becomes."""
    message = f"article {article.id}: {type(error).__name__}: {error}"
    return Problem(code="internal-error", message=message, file=article.path)


def write_all(
    items: Iterable[Article | Problem], extract: Extract, sinks: Sequence[Sink], tell: Sequence[Tell] = ()
) -> Summary:
    """Write every result to every sink, and hand every problem of reading to all of `tell`; return the counts."""
    summary = Summary()
    for item in results(items, extract):
        if isinstance(item, Problem):
            summary.reject(item)
            for listener in tell:
                listener(item)
            continue
        article, extraction = item
        for sink in sinks:
            sink.write(article, extraction)
        summary.add(extraction)
    return summary


def run(
    items: Iterable[Article | Problem],
    extract: Extract,
    folder: Path,
    database: Callable[[Path], DatabaseSink],
    tell: Tell | None = None,
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
            stored = stack.enter_context(database(staging / DATABASE))
            report = stack.enter_context(Report(staging / REPORT))
            rejects = stack.enter_context((staging / REJECTS).open("wb"))
            listeners = [_line_writer(rejects), report.reject, *filter(None, [tell])]
            summary = write_all(items, extract, [*sinks, stored, report], listeners)
        summary.verdicts = stored.verdicts
        # A mistyped input must not put empty tables in the place of good ones: then only the reasons are written.
        for name in (*OUTPUTS, DATABASE, FINDINGS, SCORES, REPORT, REJECTS) if summary.articles else (REJECTS,):
            (staging / name).replace(folder / name)
            summary.files.append(folder / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return summary


def _line_writer(stream: BinaryIO) -> Tell:
    def write(problem: Problem) -> None:
        stream.write(problem.model_dump_json(exclude_none=True).encode("utf-8") + b"\n")

    return write
