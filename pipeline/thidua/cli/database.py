"""Commands that fill, correct and export the awards database: load, export, corrections, upgrade."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TextIO

import typer

from thidua.cli.common import Database, MinConfidence, Quiet, Rules, now, stop, teller
from thidua.cli.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from thidua.db.corrections import Conflict
    from thidua.db.load import Loaded
    from thidua.records import Article, Extraction, Problem


class ExportFormat(StrEnum):
    """What `export` can write."""

    xlsx = "xlsx"
    csv = "csv"
    parquet = "parquet"
    package = "package"
    datasette = "datasette"


def load(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Records that `thidua extract` wrote (.jsonl[.gz]), or articles (bài báo), which are extracted on the way.",
        ),
    ],
    db: Database,
    rules: Rules = None,
    min_confidence: MinConfidence = 0.0,
    linked: Annotated[
        bool, typer.Option("--link/--no-link", help="Join reports of one event and one figure (liên kết) afterwards.")
    ] = True,
    quiet: Quiet = False,
) -> None:
    """Load records into the database (nạp vào cơ sở dữ liệu); the same articles twice change nothing."""
    from thidua.db.connect import absent_file, open_engine
    from thidua.db.link import link
    from thidua.db.load import load as load_items
    from thidua.registry import load_registry
    from thidua.rulefile import rules_dir

    registry = load_registry(rules_dir(rules))
    absent = absent_file(db)
    engine = open_engine(db, create=True)
    gc.freeze()  # the collector need not walk registry and schema again with every article; a third of the time
    progress = Progress(quiet, files)
    items = progress.shown(_read(files, rules, min_confidence, progress.opener))
    loaded = load_items(
        engine, items, registry, now=now, inputs=files, tell=teller(quiet), after=link if linked else _unlinked
    )
    if not quiet:
        _loaded_lines(loaded)
    if not loaded.articles:
        if absent is not None:  # a mistyped name must not leave a database that looks like one of ours
            absent.unlink(missing_ok=True)
        typer.echo("thidua: nothing could be loaded", err=True)
        raise typer.Exit(3)
    if loaded.failed or loaded.conflicts:
        raise typer.Exit(1)


def _unlinked(connection: Connection) -> None:
    """Drop the links, which spoke of the records as they were before."""
    from thidua.db.link import forget_links

    forget_links(connection)


def _read(
    files: list[str], rules: Path | None, least: float, opener: Callable[[str], BinaryIO] | None
) -> Iterator[tuple[Article, Extraction] | Problem]:
    """Yield what the files hold, records as they are, then articles extracted; `opener` opens files."""
    from thidua.engine.job import Failed, Job, PassedOver, Result
    from thidua.engine.pool import outcomes
    from thidua.resolve.confidence import only_sure
    from thidua.sources import read
    from thidua.sources.extracted import is_extracted, read_extracted

    articles: list[str] = []
    for name in files:
        if not is_extracted(name):
            articles.append(name)
            continue
        for item in read_extracted(name, opener):
            yield (item[0], only_sure(item[1], least)) if isinstance(item, tuple) else item
    if articles:
        for outcome in outcomes(read(articles, opener=opener), Job(rules, least), os.cpu_count() or 1):
            if isinstance(outcome, Result):
                yield outcome.article, outcome.extraction
            elif not isinstance(outcome, PassedOver):
                yield outcome.problem if isinstance(outcome, Failed) else outcome


def _loaded_lines(loaded: Loaded) -> None:
    counts = f"{loaded.articles} bài: {loaded.added} mới, {loaded.replaced} thay, {loaded.unchanged} không đổi"
    typer.echo(f"{counts}; {loaded.records} bản ghi đã ghi (records)", err=True)
    if loaded.other_text:
        typer.echo(f"{loaded.other_text} bài cùng mã nhưng khác nội dung đã được thay (same id, other text)", err=True)
    _conflict_lines(loaded.conflicts)


def _conflict_lines(conflicts: Iterable[Conflict]) -> None:
    for conflict in conflicts:
        one = conflict.correction
        typer.echo(f"hiệu đính {one.id} ({one.article}, {one.field}): {conflict.message}", err=True)


def upgrade(db: Database) -> None:
    """Bring a database of an older thidua to this one's schema (nâng cấp)."""
    from thidua.db.connect import open_for_upgrade
    from thidua.db.migrate import upgrade as migrate

    engine = open_for_upgrade(db)
    migrate(engine)
    typer.echo("the database has this version's schema now", err=True)


def import_corrections(
    file: Annotated[
        Path, typer.Argument(help="A CSV table: record (or article, start, end), field, old, new, who, why.")
    ],
    db: Database,
    rules: Rules = None,
) -> None:
    """Add corrections (hiệu đính) to the log and apply them; the same ones twice change nothing."""
    from thidua.db.connect import open_engine
    from thidua.db.correction_files import import_corrections as take
    from thidua.db.link import link
    from thidua.registry import load_registry
    from thidua.rulefile import rules_dir

    imported = take(open_engine(db), file, load_registry(rules_dir(rules)), now=now, after=link)
    typer.echo(f"{imported.added} hiệu đính mới, {imported.known} đã có (new, known)", err=True)
    _conflict_lines(imported.conflicts)
    if imported.conflicts:
        raise typer.Exit(1)


def export_corrections(
    db: Database,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of standard output.")
    ] = None,
    as_gold: Annotated[
        bool, typer.Option("--as-gold", help="Reviewed articles as gold (mẫu chuẩn), one JSON object a line.")
    ] = False,
) -> None:
    """Write the log of corrections as CSV, or the reviewed articles as gold."""
    import sys

    from thidua.db.connect import open_engine, told_plainly
    from thidua.db.correction_files import export_corrections as write_log
    from thidua.db.correction_files import gold

    engine = open_engine(db)
    with ExitStack() as stack:
        stack.enter_context(told_plainly(engine))
        connection = stack.enter_context(engine.connect())
        stream = sys.stdout if output is None else stack.enter_context(_text_file(output, bom=not as_gold))
        if as_gold:
            stream.writelines(f"{line}\n" for line in gold(connection))
        else:
            write_log(connection, stream)


@contextmanager
def _text_file(path: Path, *, bom: bool) -> Iterator[TextIO]:
    from thidua.sinks import written_aside

    with written_aside(path) as aside, aside.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
        yield stream


def export(
    db: Database,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="X",
            help="awards.xlsx: all tables; awards.csv, awards.parquet: the awards; a folder: a data package of all tables.",
        ),
    ],
    table_format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format", "-f", help="Default: the suffix of X; a folder for package, a .json file for datasette."
        ),
    ] = None,
) -> None:
    """Write the database as a workbook, a table or a data package (xuất dữ liệu)."""
    from thidua.db.connect import open_engine, told_plainly
    from thidua.export.write import write

    chosen = table_format.value if table_format else _by_suffix(output)
    if output.is_dir() and chosen != "package":
        stop(f"{output} is a folder; -o takes a file for {chosen}")
    if not output.parent.is_dir():
        stop(f"there is no folder {output.parent} to write {output.name} into")
    engine = open_engine(db)
    with told_plainly(engine), engine.connect() as connection:
        write(connection, chosen, output, now())
    typer.echo(f"→ {output}", err=True)


def _by_suffix(output: Path) -> str:
    suffix = output.suffix.removeprefix(".").lower()
    if suffix in ("xlsx", "csv", "parquet"):
        return suffix
    if suffix == "json":
        return "datasette"
    if suffix and not output.is_dir():
        raise typer.BadParameter(f"{output} has no suffix of a known format; say --format", param_hint="--output")
    return "package"
