"""The command line: one thin function a command. Data goes to stdout, everything else to stderr.

Exit codes: 0 good, 1 some articles failed, 2 wrong use, 3 bad input or configuration, 130 interrupted. Heavy
packages are imported inside the commands, so that `thidua --help` answers at once.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from thidua.cli import database, extracting, judging, measuring, reviewing

# Without rich, whose import takes longer than all else that `--help` needs: help in plain text is as complete.
app = typer.Typer(
    name="thidua",
    help="Read published Vietnamese police news and return the awards (khen thưởng) it reports as checkable records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
)
rules_app = typer.Typer(help="The extraction rules (quy tắc).", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")
corrections_app = typer.Typer(
    help="What people corrected (hiệu đính), as a log.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(corrections_app, name="corrections")


def _add(function: Callable[..., Any], name: str | None = None, to: typer.Typer = app) -> None:
    """Make a function a command; the list of commands has the whole first line of its docstring."""
    to.command(name, short_help=(inspect.getdoc(function) or "").partition("\n")[0])(function)


_add(extracting.run_command, "run")
_add(extracting.extract)
_add(measuring.evaluate)
_add(database.load)
_add(judging.audit)
_add(judging.score)
_add(reviewing.review)
_add(database.export)
_add(measuring.compare)
_add(extracting.explain)
_add(measuring.bench)
_add(database.upgrade)
_add(measuring.rules_check, "check", rules_app)
_add(database.import_corrections, "import", corrections_app)
_add(database.export_corrections, "export", corrections_app)


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
    try:
        app(args=list(arguments) if arguments is not None else None)
    except BrokenPipeError:  # `thidua extract … | head`
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        typer.echo(f"thidua: {error.filename or 'output'}: {error.strerror or error}", err=True)
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if isinstance(error, _users_mistakes()):
            typer.echo(f"thidua: {error}", err=True)
            sys.exit(3)
        if os.environ.get("THIDUA_DEBUG"):  # a fault of ours outside of any article
            raise
        message = f"thidua: internal error: {type(error).__name__}: {error} (set THIDUA_DEBUG=1 to see where)"
        typer.echo(message, err=True)
        sys.exit(3)


def _users_mistakes() -> tuple[type[Exception], ...]:
    """Return the errors that say in a line what a user can mend."""
    from thidua.db.errors import CorrectionError, DatabaseError
    from thidua.engine.errors import ClusterError, InUseError
    from thidua.extras import MissingExtraError
    from thidua.rulefile import RuleError
    from thidua.scoring.errors import PeriodError, SchemeError

    return (
        RuleError, MissingExtraError, DatabaseError, CorrectionError, SchemeError, PeriodError, InUseError, ClusterError,
    )  # fmt: skip
