"""The command that serves the review page."""

from __future__ import annotations

from typing import Annotated

import typer

from thidua.cli.common import Database, Rules, stop


def review(
    db: Database,
    host: Annotated[str, typer.Option("--host", metavar="H", help="The address to listen on (địa chỉ).")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="P", min=1, max=65535, help="The port (cổng).")] = 8765,
    token: Annotated[
        str | None,
        typer.Option(
            "--token", metavar="T", envvar="THIDUA_TOKEN", help="What people must give to get in (mã truy cập)."
        ),
    ] = None,
    behind_proxy: Annotated[
        str | None,
        typer.Option(
            "--behind-proxy", metavar="HEADER", help="A proxy in front signs people in and names them in this header."
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host", metavar="NAME", help="A name by which browsers may ask (tên máy); may be repeated."
        ),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="For publishing: nothing can be changed (chỉ đọc).")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            "--workers",
            "-w",
            metavar="N",
            min=1,
            max=64,
            help="Processes that answer, with --read-only (số tiến trình).",
        ),
    ] = 1,
    rules: Rules = None,
) -> None:
    """Serve the database as a web page (trang duyệt): every number opens the sentence it was read from."""
    from thidua.extras import MissingExtraError

    try:
        import uvicorn

        from thidua.review.app import ask_ahead, create_app
        from thidua.review.settings import Settings, SettingsError
        from thidua.review.workers import can_fork, serve
    except ImportError:
        raise MissingExtraError("the review page", "review") from None
    try:
        settings = Settings(db, host, port, token, behind_proxy, tuple(allow_host or ()), read_only, rules, workers)
    except SettingsError as error:
        stop(str(error))
    if workers > 1 and not can_fork():
        stop("this system cannot serve from several processes; leave --workers out")
    app = create_app(settings)
    ask_ahead(app)
    typer.echo(f"http://{host}:{port}/  (Ctrl-C: dừng)", err=True)
    try:
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False
        )
        serve(config, app.state.thidua, workers)
    finally:
        app.state.thidua.close()
