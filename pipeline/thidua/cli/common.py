"""What the commands share: options, progress, problems as lines, and the ends of a run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from thidua.records import Article, Extraction, Problem
    from thidua.run import Summary

T = TypeVar("T")

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Articles (bài báo): .txt .html .jsonl[.gz] .csv .parquet .warc[.gz] files, folders, quoted globs, URLs of these "
        "(s3://…), or - for standard input.",
    ),
]
Rules = Annotated[
    Path | None, typer.Option("--rules", metavar="DIR", help="A folder of rules instead of the packaged one.")
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="X",
        min=0.0,
        max=1.0,
        help="Leave out records below this confidence (độ tin cậy), 0 to 1; each becomes a problem.",
    ),
]
Database = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="URL",
        help="The database (cơ sở dữ liệu): sqlite:///awards.db or postgresql://user@host/name.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress bar, no summary, no remarks; errors still show.")
]


def now() -> str:
    """Return the time as UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def extractor(rules: Path | None, least: float) -> Callable[[Article], Extraction]:
    from thidua.extraction import extract_article
    from thidua.resolve.confidence import only_sure
    from thidua.rules import load_rules

    loaded = load_rules(rules)
    return lambda article: only_sure(extract_article(article, loaded), least)


def teller(quiet: bool) -> Callable[[Problem], None]:
    """Return what says a problem in a line on stderr; with `quiet` only those that cost an article."""
    from thidua.sources import NOTES

    def tell(problem: Problem) -> None:
        if not quiet or problem.code not in NOTES:
            typer.echo(problem_line(problem), err=True)

    return tell


def problem_line(problem: Problem) -> str:
    """Return a problem as one line: `news.jsonl:7: bad-json: is not a JSON object…`."""
    where = ":".join(str(part) for part in (problem.file, problem.line) if part is not None)
    return f"{where}: {problem.code}: {problem.message}" if where else f"{problem.code}: {problem.message}"


def shown(items: Iterable[T], quiet: bool) -> Iterator[T]:
    """Pass the items on under a progress bar, where stderr is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed} bài"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Đang đọc")
        for item in items:
            yield item
            progress.advance(task)


def finish(summary: Summary) -> None:
    if not summary.articles:
        typer.echo("thidua: no article could be read", err=True)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def stop(message: str) -> NoReturn:
    typer.echo(f"thidua: {message}", err=True)
    raise typer.Exit(3)
