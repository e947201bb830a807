"""The command line: one thin function a command. Data goes to stdout, everything else to stderr.

Exit codes: 0 good, 1 some articles failed, 2 wrong use, 3 bad input or configuration, 130 interrupted. Heavy
packages are imported inside the commands, so that `thidua --help` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from thidua.records import Article, Extraction, Problem
    from thidua.run import Summary

T = TypeVar("T")

app = typer.Typer(
    name="thidua",
    help="Read published Vietnamese police news and return the awards (khen thưởng) it reports as checkable records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(help="The extraction rules (quy tắc).", no_args_is_help=True)
app.add_typer(rules_app, name="rules")


class By(StrEnum):
    """What `evaluate` can group award records by."""

    form = "form"
    recipient = "recipient"
    authority = "authority"
    status = "status"
    source = "source"
    pattern = "pattern"
    confidence = "confidence"


class TableFormat(StrEnum):
    """What `extract` can write."""

    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Articles (bài báo): .txt .html .jsonl[.gz] .csv files, folders, quoted globs, or - for standard input.",
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
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress bar, no summary, no remarks; errors still show.")
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"thidua {version('thidua')}")
        raise typer.Exit


@app.callback()
def _root(
    _version_option: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Read published Vietnamese police news and return the awards (khen thưởng) it reports as checkable records."""


@app.command("run")
def run_command(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for all results.")],
    rules: Rules = None,
    min_confidence: MinConfidence = 0.0,
    quiet: Quiet = False,
) -> None:
    """The whole job: records, tables, database and report (báo cáo) into one folder."""
    from thidua.run import run
    from thidua.sources import read

    if output.exists() and not output.is_dir():
        _stop(f"{output} is a file; -o takes a folder")
    summary = run(_shown(read(inputs), quiet), _extractor(rules, min_confidence), output, _teller(quiet))
    if not quiet:
        _summary_table(summary)
    _finish(summary)


@app.command()
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
    rules: Rules = None,
    min_confidence: MinConfidence = 0.0,
    quiet: Quiet = False,
) -> None:
    """Extract records from articles: one JSON object per article on standard output."""
    from thidua.run import write_all
    from thidua.sinks import FORMATS, CsvSink, JsonlSink, Sink, written_aside
    from thidua.sources import read

    to_stdout = output is None or str(output) == "-"
    chosen = table_format.value if table_format else output.suffix.removeprefix(".").lower() if output else "jsonl"
    if output is not None and output.is_dir():
        _stop(f"{output} is a folder; -o takes a file")
    if chosen not in FORMATS:
        raise typer.BadParameter(
            f"{output} has no suffix of a known format; end it in {', '.join('.' + name for name in FORMATS)} or say --format",
            param_hint="--output",
        )
    if to_stdout and chosen in ("xlsx", "parquet"):
        raise typer.BadParameter(f"{chosen} is no text: name a file with -o", param_hint="--format")
    extractor = _extractor(rules, min_confidence)
    with ExitStack() as stack:
        sink: Sink
        if output is None or to_stdout:
            plain: Sink = (CsvSink if chosen == "csv" else JsonlSink)(sys.stdout.buffer)
            sink = stack.enter_context(plain)
        else:
            if not output.parent.is_dir():
                _stop(f"there is no folder {output.parent} to write {output.name} into")
            sink = stack.enter_context(FORMATS[chosen](stack.enter_context(written_aside(output))))
        items = _shown(read(inputs), quiet or to_stdout)
        summary = write_all(items, extractor, [sink], [_teller(quiet)])
    _finish(summary)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="JSONL with the right records (mẫu chuẩn).")],
    predicted: Annotated[Path, typer.Argument(help="JSONL as `thidua extract` writes it.")],
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed, extra or different.")] = False,
    by: Annotated[
        By | None, typer.Option("--by", help="Also the figures of award records in groups (theo nhóm).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
) -> None:
    """Compare extracted records with gold ones: precision, recall and F1 per field, with 95% intervals."""
    from thidua.evaluate import FileError, by_group, intervals, load
    from thidua.evaluate import evaluate as compared
    from thidua.evaluate.tables import figures_table, groups_table

    try:
        wanted, found = load(gold), load(predicted)
    except FileError as error:
        _stop(str(error))
    if not wanted:
        _stop(f"{gold} holds no articles")
    result = compared(wanted, found)
    spread = intervals(result)
    groups = by_group(wanted, found, by.value) if by else {}
    if errors:
        for miss in result.errors:
            typer.echo("\t".join([miss.article, miss.figure, miss.kind, " | ".join(map(str, miss.value))]))
    if as_json:
        told = result.as_dict()
        for name, (low, high) in spread.items():
            told[name]["interval"] = [round(low, 4), round(high, 4)]
        if by:
            told[f"by {by}"] = {
                name: {"core": core.as_dict(), "strict": strict.as_dict()} for name, (core, strict) in groups.items()
            }
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(figures_table(result, spread))
    if by:
        typer.echo("\n" + groups_table(groups))


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="JSONL that `thidua extract` wrote before a change.")],
    new: Annotated[Path, typer.Argument(help="JSONL that it wrote after the change (sau khi sửa).")],
    gold: Annotated[
        Path | None,
        typer.Option("--gold", help="JSONL with the right records: says of each change whether it is right."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a change.")] = False,
) -> None:
    """Show what changed between two extractions: records gained, lost and changed."""
    from thidua.compare import compare as changes_of
    from thidua.compare import summary
    from thidua.evaluate import FileError, load

    try:
        changes = list(changes_of(load(old), load(new), load(gold) if gold else None))
    except FileError as error:
        _stop(str(error))
    for change in changes:
        typer.echo(json.dumps(change.as_dict(), ensure_ascii=False) if as_json else change.line())
    for line in summary(changes):
        typer.echo(line, err=as_json)


@app.command()
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
    tell = _teller(quiet=False)
    for item in read(inputs):
        if isinstance(item, Problem):
            summary.reject(item)
            tell(item)
            continue
        summary.articles += 1
        for line in lines_of(item, loaded):
            typer.echo(line)
    _finish(summary)


@rules_app.command("check")
def rules_check(rules: Rules = None) -> None:
    """Run every example that stands beside a rule; 1 where one fails, 3 where a file is wrong."""
    from thidua.rulecheck import check_rules
    from thidua.rules import load_rules

    failures = check_rules(load_rules(rules))
    for failure in failures:
        typer.echo(f"{failure.file}:{failure.line}: {failure.id}: {failure.message}: {failure.example}", err=True)
    if failures:
        typer.echo(f"{len(failures)} examples fail", err=True)
        raise typer.Exit(1)
    typer.echo("all examples hold", err=True)


def _extractor(rules: Path | None, least: float) -> Callable[[Article], Extraction]:
    from thidua.extraction import extract_article
    from thidua.resolve.confidence import only_sure
    from thidua.rules import load_rules

    loaded = load_rules(rules)
    return lambda article: only_sure(extract_article(article, loaded), least)


def _teller(quiet: bool) -> Callable[[Problem], None]:
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


def _shown(items: Iterable[T], quiet: bool) -> Iterator[T]:
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


def _summary_table(summary: Summary) -> None:
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
    if summary.notes:
        rows.append(("Đọc được, có lưu ý (notes)", summary.notes))
    rows.append(("Khen thưởng (awards)", summary.awards.total()))
    rows += [(f"  {FORMS.get(form, form)}", count) for form, count in summary.awards.most_common()]
    rows += [("Người có cấp bậc (ranks)", summary.ranks), ("Ngày tháng (dates)", summary.dates)]
    rows += [("Đơn vị (units)", summary.units), ("Vấn đề (problems)", summary.problems.total())]
    rows += [(f"  {code}", count) for code, count in summary.problems.most_common()]
    for name, count in rows:
        table.add_row(name, f"{count:,}".replace(",", "."))
    console.print(table)
    for path in summary.files:
        console.print(f"→ {path}", highlight=False, soft_wrap=True)


def _finish(summary: Summary) -> None:
    if not summary.articles:
        typer.echo("thidua: no article could be read", err=True)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def _stop(message: str) -> NoReturn:
    typer.echo(f"thidua: {message}", err=True)
    raise typer.Exit(3)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a mistake of the user ends in one line, never in a traceback."""
    from thidua.rulefile import RuleError
    from thidua.sinks.base import MissingExtraError

    try:
        app(args=list(arguments) if arguments is not None else None)
    except (RuleError, MissingExtraError) as error:
        typer.echo(f"thidua: {error}", err=True)
        sys.exit(3)
    except BrokenPipeError:  # `thidua extract … | head`
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        typer.echo(f"thidua: {error.filename or 'output'}: {error.strerror or error}", err=True)
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # a fault of ours outside of any article
        if os.environ.get("THIDUA_DEBUG"):
            raise
        message = f"thidua: internal error: {type(error).__name__}: {error} (set THIDUA_DEBUG=1 to see where)"
        typer.echo(message, err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
