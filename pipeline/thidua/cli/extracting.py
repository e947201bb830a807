"""Commands that read articles: run, extract, explain."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.clustered import PARTITION, computed
from thidua.cli.common import (
    Inputs,
    Limit,
    MinConfidence,
    Quiet,
    Rules,
    Since,
    Until,
    Workers,
    finish,
    now,
    passed_over_line,
    selected,
    stop,
    teller,
)
from thidua.cli.progress import Progress

if TYPE_CHECKING:
    from thidua.engine.job import Job
    from thidua.records import Article, Problem
    from thidua.run import Summary


class TableFormat(StrEnum):
    """What `extract` can write."""

    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"


class Scope(StrEnum):
    """Which articles are read."""

    all = "all"
    awards = "awards"


class Engine(StrEnum):
    """Where the work is done."""

    local = "local"
    dask = "dask"


ScopeOption = Annotated[
    Scope,
    typer.Option(
        "--scope", help="all: ranks, dates and units of every article; awards: only articles that report an award."
    ),
]


def run_command(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for all results.")],
    rules: Rules = None,
    min_confidence: MinConfidence = 0.0,
    scope: ScopeOption = Scope.all,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    workers: Workers = None,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="local: processes of this machine; dask: the workers of a cluster (nhiều máy)."),
    ] = Engine.local,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="URL", help="dask: the scheduler's address, tcp://HOST:PORT.")
    ] = None,
    partition: Annotated[
        int | None, typer.Option("--partition", metavar="N", min=1, help="dask: articles (bài) of a task [10000].")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume/--no-resume", help="Go on with a run that was stopped (làm tiếp), or begin anew.")
    ] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read the input and say what there is to do; write nothing.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """The whole job: records, tables, database and report (báo cáo) into one folder."""
    from thidua.engine.job import Job
    from thidua.engine.journal import Journal
    from thidua.engine.pool import outcomes
    from thidua.engine.stop import StoppedError, Stopping
    from thidua.extras import MissingExtraError
    from thidua.run import run
    from thidua.sources.select import PassedOver

    if output.exists() and not output.is_dir():
        stop(f"{output} is a file; -o takes a folder")
    _check_engine(engine, scheduler, partition, workers)
    try:
        from thidua.db.sink import DatabaseSink
    except ImportError:
        raise MissingExtraError("the database", "db") from None
    job = Job(rules, min_confidence, scope.value)
    version = job.loaded.version
    left_out = PassedOver()
    progress = Progress(quiet, inputs if scheduler is None else None, limit)
    items = selected(inputs, since, until, limit, left_out, progress.opener)
    if dry_run:
        _dry_run(items, job, output, progress, quiet)
        return
    size = partition or PARTITION
    settings = {
        "inputs": inputs, "rules version": version, "min confidence": min_confidence, "scope": scope.value,
        "since": since, "until": until, "limit": limit,
    }  # fmt: skip
    database = partial(DatabaseSink, now=now, rules=rules, inputs=inputs)
    if scheduler is not None:
        settings |= {"engine": engine.value, "partition": size}
    with Journal(output, settings, _remark, resume=resume) as journal, Stopping() as stopping:
        try:
            if scheduler is None:
                work = partial(outcomes, job=job, workers=workers or os.cpu_count() or 1)
                done = journal.through(stopping.reading(items), work)
            else:
                ran = computed(
                    inputs, job, (since, until, limit), (scheduler, size), journal.folder, stopping, _remark,
                    quiet=quiet,
                )  # fmt: skip
                journal.resumed = ran.resumed
                done = stopping.reading(ran.outcomes(left_out))
                database = partial(database, signatures=ran.signatures)
            summary = run(stopping.finished(progress.shown(done)), output, database, teller(quiet))
        except StoppedError:
            _remark("đã dừng (stopped); gọi lại cùng lệnh để làm tiếp (goes on when called again)")
            raise typer.Exit(130) from None  # and the journal stays
    if not quiet:
        if journal.resumed:
            _remark(f"{journal.resumed} bài lấy từ lần chạy dở (from the unfinished run)")
        passed_over_line(left_out)
        summary_table(summary)
    finish(summary, left_out, output)


def _check_engine(engine: Engine, scheduler: str | None, partition: int | None, workers: int | None) -> None:
    """Refuse options that do not go together."""
    if engine is Engine.dask and scheduler is None:
        raise typer.BadParameter("needs --scheduler tcp://HOST:PORT", param_hint="--engine dask")
    if scheduler is not None and not re.fullmatch(r"[a-z]+://[^\s/]+:\d+/?", scheduler):
        raise typer.BadParameter(f"{scheduler!r} is no address such as tcp://HOST:8786", param_hint="--scheduler")
    if engine is Engine.dask and workers is not None:
        raise typer.BadParameter("the workers of a cluster are started on its machines", param_hint="--workers")
    for name, value in (("--scheduler", scheduler), ("--partition", partition)):
        if engine is Engine.local and value is not None:
            raise typer.BadParameter("goes with --engine dask", param_hint=name)


def _remark(message: str) -> None:
    typer.echo(f"thidua: {message}", err=True)


def _dry_run(items: Iterable[Article | Problem], job: Job, output: Path, progress: Progress, quiet: bool) -> None:
    """Say what a run would read and write."""
    from thidua.engine.journal import FOLDER
    from thidua.records import Problem
    from thidua.run import Summary

    summary = Summary()
    tell = teller(quiet)
    hopeful = characters = 0
    gate = job.loaded.gate
    for item in progress.shown(items):
        if isinstance(item, Problem):
            summary.reject(item)
            tell(item)
            continue
        summary.articles += 1
        characters += len(item.text)
        hopeful += gate.may_pass(item.text)
    typer.echo(f"{summary.articles} bài (articles), {characters:,} ký tự; {hopeful} bài có thể nêu khen thưởng")
    typer.echo(f"{summary.failed} không đọc được (rejected), {summary.notes} lưu ý (notes)")
    unfinished = ", có một lần chạy dở (unfinished run)" if (output / FOLDER / "manifest.json").exists() else ""
    typer.echo(f"→ {output}{unfinished}")
    finish(summary)


def extract(
    inputs: Inputs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output.")
    ] = None,
    table_format: Annotated[
        TableFormat | None,
        typer.Option(
            "--format", "-f", help="jsonl: one object an article; the others: one row an award. Default: FILE's suffix."
        ),
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="jsonl: keep the article's text (nguyên văn) with its records.")
    ] = False,
    rules: Rules = None,
    min_confidence: MinConfidence = 0.0,
    scope: ScopeOption = Scope.all,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Extract records from articles: one JSON object per article on standard output."""
    from thidua.engine.job import Job
    from thidua.engine.pool import outcomes
    from thidua.run import write_all
    from thidua.sinks import FORMATS, CsvSink, JsonlSink, Sink, written_aside
    from thidua.sources.select import PassedOver

    to_stdout = output is None or str(output) == "-"
    chosen = table_format.value if table_format else output.suffix.removeprefix(".").lower() if output else "jsonl"
    if output is not None and output.is_dir():
        stop(f"{output} is a folder; -o takes a file")
    if chosen not in FORMATS:
        raise typer.BadParameter(
            f"{output} has no suffix of a known format; end it in {', '.join('.' + name for name in FORMATS)} or say --format",
            param_hint="--output",
        )
    if to_stdout and chosen in ("xlsx", "parquet"):
        raise typer.BadParameter(f"{chosen} is no text: name a file with -o", param_hint="--format")
    if with_text and chosen != "jsonl":
        raise typer.BadParameter(f"{chosen} has no place for the text; it goes with jsonl", param_hint="--with-text")
    job = Job(rules, min_confidence, scope.value)
    _ = job.loaded  # a wrong rule stops before anything is read
    left_out = PassedOver()
    with ExitStack() as stack:
        sink: Sink
        if output is None or to_stdout:
            stream = sys.stdout.buffer
            plain: Sink = CsvSink(stream) if chosen == "csv" else JsonlSink(stream, with_text=with_text)
            sink = stack.enter_context(plain)
        else:
            if not output.parent.is_dir():
                stop(f"there is no folder {output.parent} to write {output.name} into")
            aside = stack.enter_context(written_aside(output))
            made: Sink = JsonlSink(aside, with_text=True) if with_text else FORMATS[chosen](aside)
            sink = stack.enter_context(made)
        progress = Progress(quiet or to_stdout, inputs, limit)
        items = selected(inputs, since, until, limit, left_out, progress.opener)
        done = outcomes(items, job, workers or os.cpu_count() or 1)
        summary = write_all(progress.shown(done), [sink], [teller(quiet)])
    if not quiet:
        passed_over_line(left_out)
    finish(summary, left_out)


def explain(
    inputs: Inputs,
    rules: Rules = None,
) -> None:
    """Show how records were read: article → sentence → mentions → rule ids → record, as a tree."""
    from thidua.explain import explain as lines_of
    from thidua.records import Problem
    from thidua.rules import load_rules
    from thidua.run import Summary
    from thidua.sources import read

    loaded = load_rules(rules)
    summary = Summary()
    tell = teller(quiet=False)
    for item in read(inputs):
        if isinstance(item, Problem):
            summary.reject(item)
            tell(item)
            continue
        summary.articles += 1
        for line in lines_of(item, loaded):
            typer.echo(line)
    finish(summary)


def summary_table(summary: Summary) -> None:
    from rich.console import Console
    from rich.table import Table

    from thidua.labels import FORMS

    console = Console(stderr=True)
    table = Table(title="Kết quả", title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    rows: list[tuple[str, int]] = [
        ("Bài đã đọc (articles)", summary.articles),
        ("Không đọc được (rejected)", summary.failed),
    ]
    if summary.passed_over:
        rows.append(("Bài không nêu khen thưởng (passed over)", summary.passed_over))
    if summary.notes:
        rows.append(("Đọc được, có lưu ý (notes)", summary.notes))
    rows.append(("Khen thưởng (awards)", summary.awards.total()))
    rows += [(f"  {FORMS.get(form, form)}", count) for form, count in summary.awards.most_common()]
    rows += [("Người có cấp bậc (ranks)", summary.ranks), ("Ngày tháng (dates)", summary.dates)]
    rows += [("Đơn vị (units)", summary.units), ("Vấn đề (problems)", summary.problems.total())]
    rows += [(f"  {code}", count) for code, count in summary.problems.most_common()]
    rows += [("Kiểm tra (audit)", summary.verdicts.total())]
    rows += [(f"  {verdict}", count) for verdict, count in summary.verdicts.most_common()]
    for name, count in rows:
        table.add_row(name, f"{count:,}".replace(",", "."))
    console.print(table)
    for path in summary.files:
        console.print(f"→ {path}", highlight=False, soft_wrap=True)
