"""What the commands share: options, problems as lines, and the ends of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NoReturn

import typer

if TYPE_CHECKING:
    from thidua.records import Article, Problem
    from thidua.run import Summary
    from thidua.sources.select import PassedOver

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
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-w", metavar="N", min=1, help="Processes at work (tiến trình); default: one a processor."
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Read only the first N articles (số bài).")
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Only articles published from this day, month or year on (từ ngày)."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help="Only articles published up to this day, month or year (đến ngày)."),
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


def selected(
    inputs: list[str],
    since: str | None,
    until: str | None,
    limit: int | None,
    passed_over: PassedOver,
    opener: Callable[[str], BinaryIO] | None = None,
) -> Iterable[Article | Problem]:
    """Return what the inputs hold, within the bounds asked for; `opener` opens files."""
    from thidua.sources import read
    from thidua.sources.select import dated, limited

    try:
        items = dated(read(inputs, opener=opener), since, until, passed_over)
    except ValueError as error:
        stop(str(error))
    return items if limit is None else limited(items, limit)


def passed_over_line(passed_over: PassedOver) -> None:
    """Say how many articles the bounds of time left out."""
    if passed_over.outside or passed_over.undated:
        counts = (
            f"{passed_over.outside} bài ngoài thời gian (outside), {passed_over.undated} bài không rõ ngày (undated)"
        )
        typer.echo(f"bỏ qua: {counts}", err=True)


def finish(summary: Summary, left_out: PassedOver | None = None, kept: Path | None = None) -> None:
    """End a command by what came of it; `kept` is a folder whose outputs of an earlier run stay where nothing was read."""
    if summary.exit_code == 3:
        outside = left_out is not None and left_out.outside + left_out.undated > 0
        what = "no article lies in the time asked for" if outside else "no article could be read"
        if kept is not None and (kept / "records.jsonl").exists():
            what += f"; {kept} keeps what an earlier run wrote, but for rejects.jsonl"
        typer.echo(f"thidua: {what}", err=True)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def stop(message: str) -> NoReturn:
    typer.echo(f"thidua: {message}", err=True)
    raise typer.Exit(3)
