"""Several processes answer for one read-only page, see what is loaded meanwhile, and end with the first of them."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.review import started
from tests.db.awards import now, read_article
from thidua.db.connect import open_engine
from thidua.db.load import load
from thidua.review.settings import Settings, SettingsError
from thidua.rules import load_rules

NEW = "Ngày 3/2/2020, Công an tỉnh Hà Nam tặng Giấy khen cho 2 tập thể và 5 cá nhân."


def answers(address: str) -> bool:
    """Whether somebody answers."""
    try:
        urlopen(f"{address}/healthz").close()
    except (URLError, ConnectionError):
        return False
    return True


def children(pid: int) -> list[int]:
    """Return the processes that a process has forked."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def total(address: str) -> int:
    """Return how many records a page counts, by whichever worker."""
    with urlopen(f"{address}/awards.json") as answer:
        told: int = json.load(answer)["total"]
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_two_processes_answer_and_see_what_is_loaded_meanwhile(db: str) -> None:
    with started(db, "--read-only", "--workers", "2") as (address, server):
        assert len(children(server.pid)) == 1
        before = {total(address) for _ in range(20)}
        assert len(before) == 1
        load(open_engine(db), [read_article(NEW, "later")], load_rules().registry, now=now)
        until = time.monotonic() + 30
        while {total(address) for _ in range(20)} != {before.copy().pop() + 2} and time.monotonic() < until:
            time.sleep(0.2)
        assert {total(address) for _ in range(20)} == {before.pop() + 2}


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_the_command(db: str, how: signal.Signals) -> None:
    with started(db, "--read-only", "--workers", "2") as (address, server):
        (child,) = children(server.pid)
        server.send_signal(how)
        server.wait(30)
        until = time.monotonic() + 30
        while os.path.exists(f"/proc/{child}") and time.monotonic() < until:
            time.sleep(0.05)
        assert not os.path.exists(f"/proc/{child}")
        assert not answers(address)


def test_what_can_be_corrected_is_served_by_one_process() -> None:
    with pytest.raises(SettingsError, match="needs --read-only"):
        Settings("sqlite:///x.db", workers=2)
