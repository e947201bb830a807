"""Several processes that answer for one read-only page: they share what was read from the database at the start.

A page that is only read has no state but the database, so any process may answer. Each watches the database on its own
and reads it anew where another program has changed it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from socket import socket
from typing import NoReturn

import uvicorn

from thidua.review.state import State


def serve(config: uvicorn.Config, state: State, workers: int) -> None:
    """Answer until somebody ends it; with more than one worker, from processes that are forked here."""
    if workers == 1:
        uvicorn.Server(config).run()
        return
    listening = config.bind_socket()
    alive, held = os.pipe()  # the parent holds one end; when it is gone, however it went, the others end too
    children = [_child(config, state, listening, alive, held) for _ in range(workers - 1)]
    os.close(alive)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        os.close(held)
        for child in children:
            os.waitpid(child, 0)


def can_fork() -> bool:
    """Whether this system has what several workers need."""
    return hasattr(os, "fork") and sys.platform != "darwin"  # frameworks of macOS do not live through a fork


def _child(config: uvicorn.Config, state: State, listening: socket, alive: int, held: int) -> int:
    child = os.fork()
    if child == 0:
        _answer(config, state, listening, alive, held)
    return child


def _answer(config: uvicorn.Config, state: State, listening: socket, alive: int, held: int) -> NoReturn:
    """Be a worker."""
    try:
        os.close(held)
        threading.Thread(target=_end_with_parent, args=(alive,), daemon=True).start()
        state.reopen()
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        os._exit(0)  # nothing of the parent's is closed or written here


def _end_with_parent(alive: int) -> None:
    os.read(alive, 1)  # returns when no process holds the other end
    os.kill(os.getpid(), signal.SIGTERM)
