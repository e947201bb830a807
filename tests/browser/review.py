"""A page of the review server in a real Chromium: the server runs in a process of its own, as people start it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright


@contextmanager
def served(db: str, *options: str) -> Iterator[str]:
    """Start `thidua review` and give its address; it ends with the block."""
    with started(db, *options) as (address, _):
        yield address


@contextmanager
def started(db: str, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start `thidua review` and give its address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from thidua.cli import main; main()", "review", "--db", db, "--port", str(port)]
    server = subprocess.Popen([*command, *options], env=os.environ, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        while server.poll() is None:
            try:
                urlopen(f"{address}/healthz").close()
                break
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        assert server.poll() is None, server.stderr and server.stderr.read()
        yield address, server
    finally:
        server.terminate()
        server.wait()
        if server.stderr:
            server.stderr.close()


@contextmanager
def chromium(address: str) -> Iterator[Page]:
    """Give a page of a browser; whatever a page logs as an error or throws fails the test at the end."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "no Chromium on this machine; `make test` installs one"
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=address, viewport={"width": 1360, "height": 860})
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.wrong = wrong  # type: ignore[attr-defined]
        yield page
        browser.close()
    assert wrong == []
