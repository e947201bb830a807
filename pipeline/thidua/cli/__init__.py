"""The command line: one thin function a command. Data goes to stdout, everything else to stderr.

Exit codes: 0 good, 1 some articles failed, 2 wrong use, 3 bad input or configuration, 130 interrupted. Heavy
packages are imported inside the commands, so that `thidua --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from thidua.cli import database, extracting, judging, measuring, reviewing

app = typer.Typer(
    name="thidua",
    help="Read published Vietnamese police news and return the awards (khen thưởng) it reports as checkable records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(help="The extraction rules (quy tắc).", no_args_is_help=True)
app.add_typer(rules_app, name="rules")
corrections_app = typer.Typer(help="What people corrected (hiệu đính), as a log.", no_args_is_help=True)
app.add_typer(corrections_app, name="corrections")

app.command("run")(extracting.run_command)
app.command()(extracting.extract)
app.command()(measuring.evaluate)
app.command()(database.load)
app.command()(judging.audit)
app.command()(judging.score)
app.command()(reviewing.review)
app.command()(database.export)
app.command()(measuring.compare)
app.command()(extracting.explain)
app.command()(measuring.bench)
app.command()(database.upgrade)
rules_app.command("check")(measuring.rules_check)
corrections_app.command("import")(database.import_corrections)
corrections_app.command("export")(database.export_corrections)


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a mistake of the user ends in one line, never in a traceback."""
    from thidua.db.errors import CorrectionError, DatabaseError
    from thidua.engine.errors import ClusterError, InUseError
    from thidua.extras import MissingExtraError
    from thidua.rulefile import RuleError
    from thidua.scoring.errors import PeriodError, SchemeError

    try:
        app(args=list(arguments) if arguments is not None else None)
    except (
        RuleError, MissingExtraError, DatabaseError, CorrectionError, SchemeError, PeriodError, InUseError, ClusterError,
    ) as error:  # fmt: skip
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
