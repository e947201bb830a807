"""Several processes give what one gives, in order, and a process that dies takes only its article along."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from thidua.engine import pool
from thidua.engine.job import Failed, Job, Outcome, PassedOver, Result
from thidua.engine.pool import outcomes
from thidua.records import Article, Extraction, Problem
from thidua.rulefile import RuleError
from thidua.sources import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CHUNK", 3_000)
    monkeypatch.setattr(pool, "_WORTH_A_POOL", 1)


class QuickJob(Job):
    """Reads nothing, so that only the pool is tried; some texts are fatal."""

    def prepare(self) -> None:
        """Nothing."""

    def extract(self, article: Article) -> Extraction | None:
        """Do what the text says."""
        if article.text.startswith("die"):
            os.kill(os.getpid(), signal.SIGKILL)
        if article.text.startswith("once") and not Path(article.text.split()[1]).exists():
            Path(article.text.split()[1]).touch()
            os._exit(9)
        if article.text.startswith("fail"):
            raise ValueError("no such day")
        if article.text.startswith("rule"):
            raise RuleError(Path("rules/dates.yaml"), 7, "date.full", "unknown build")
        return None if article.text.startswith("pass") else Extraction(id=article.id, title=article.text[:9])


def told(found: Sequence[Outcome]) -> list[str]:
    """Return outcomes as words."""
    words = []
    for one in found:
        match one:
            case Result():
                words.append(f"{one.article.id} {one.extraction.title}")
            case PassedOver():
                words.append(f"{one.article.id} passed over")
            case Failed():
                words.append(f"{one.article.id} {one.problem.code}")
            case Problem():
                words.append(one.code)
    return words


def news(texts: Sequence[str]) -> Iterator[Article]:
    """Yield articles of a chunk's third each."""
    for number, text in enumerate(texts):
        yield Article(id=str(number), text=text.ljust(1_000))


@pytest.mark.parametrize("scope", ["all", "awards"])
def test_two_workers_give_what_one_gives(scope: str) -> None:
    items = list(read([str(CORPUS), "no-such-file"]))
    job = Job(scope=scope)  # type: ignore[arg-type]
    alone, together = list(outcomes(items, job)), list(outcomes(items, job, 2))
    assert told(together) == told(alone)
    for one, other in zip(alone, together, strict=True):
        if isinstance(one, Result) and isinstance(other, Result):
            assert (one.line, one.counts, one.extraction) == (other.line, other.counts, other.extraction)


def test_problems_of_reading_keep_their_place() -> None:
    problem = Problem(code="bad-json", message="no JSON")
    first, *rest = news(["a", "b", "c", "d"])
    assert told(list(outcomes([first, problem, *rest, problem], QuickJob(), 2))) == [
        "0 " + "a".ljust(9), "bad-json", *(f"{n} {c.ljust(9)}" for n, c in enumerate("bcd", 1)), "bad-json",
    ]  # fmt: skip


def test_an_article_that_kills_its_process_costs_itself_only() -> None:
    texts = [*"abcdefgh", "die", *"ijk", "die", *"lmnopqrstuvwxyz"]
    found = told(list(outcomes(news(texts), QuickJob(), 2)))
    expected = [f"{n} crashed" if text == "die" else f"{n} {text.ljust(9)}" for n, text in enumerate(texts)]
    assert found == expected


def test_what_died_once_is_done_again(tmp_path: Path) -> None:
    texts = [*"abcd", f"once {tmp_path / 'tried'}", *"efgh"]
    found = told(list(outcomes(news(texts), QuickJob(), 2)))
    assert [line for line in found if "crashed" in line] == []
    assert len(found) == len(texts)


def test_what_fails_or_is_passed_over_is_told() -> None:
    assert told(list(outcomes(news(["a", "fail", "pass", "b", "pass"]), QuickJob(), 2))) == [
        "0 " + "a".ljust(9), "1 internal-error", "2 passed over", "3 " + "b".ljust(9), "4 passed over",
    ]  # fmt: skip


class SiftingJob(QuickJob):
    """Passes over by one look what says so; a worker that got it would die of it."""

    def passes_over(self, article: Article) -> bool:
        """Whether the text begins so."""
        return article.text.startswith("die at sight")


def test_what_one_scan_passes_over_goes_to_no_worker() -> None:
    texts = ["a", "die at sight", "b", "c", "die at sight", "d", "e", "f", "g", "h"]
    assert told(list(outcomes(news(texts), SiftingJob(), 2))) == [
        f"{n} passed over" if text.startswith("die") else f"{n} {text.ljust(9)}" for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_wrong_rule_stops_at_once(workers: int) -> None:
    with pytest.raises(RuleError, match=r"dates.yaml:7: date.full: unknown build"):
        list(outcomes(news(["a", "b", "rule", "c", "d", "e"]), QuickJob(), workers))


def test_little_is_done_without_a_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_WORTH_A_POOL", 4)
    monkeypatch.setattr(pool, "_start", None)
    assert len(list(outcomes(news([*"abcdefg"]), QuickJob(), 8))) == 7
