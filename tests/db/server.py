"""A PostgreSQL server of the tests' own: a free loopback port, a temporary folder, stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class NoServerError(RuntimeError):
    """There is no PostgreSQL to start; `make test` installs one."""


def binaries() -> Path:
    """Return the folder with initdb and pg_ctl, the newest where there are several."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    versions = [
        path for top in ("/usr/lib/postgresql", "/usr/pgsql-*") for path in Path("/").glob(f"{top[1:]}/**/pg_ctl")
    ]
    if not versions:
        raise NoServerError("no PostgreSQL server is installed: sh tests/db/install.sh")
    return max(versions, key=lambda path: [int(part) if part.isdigit() else 0 for part in path.parts]).parent


def _owner() -> str | None:
    """Return who runs the server where we are root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server, give the URL of its empty database, stop the server and remove its files."""
    bin_folder, owner, port = binaries(), _owner(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    try:
        run: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": folder}
        if owner:
            shutil.chown(folder, owner)
            run |= {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []}
        data = folder / "data"
        subprocess.run(
            [bin_folder / "initdb", "-D", data, "-U", "thidua", "-A", "trust", "-E", "UTF8", "--no-sync",
             "--locale=C.UTF-8"],
            **run,
        )  # fmt: skip
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c max_wal_size=4GB"
        log = folder / "log"
        subprocess.run([bin_folder / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start"], **run)
        try:
            yield f"postgresql://thidua@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
