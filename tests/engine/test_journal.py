"""A run that was stopped goes on where it was; what no longer fits is extracted anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from thidua.engine.errors import InUseError
from thidua.engine.job import Failed, Outcome, PassedOver, Result, fault
from thidua.engine.journal import FOLDER, Journal
from thidua.records import Article, Extraction, Problem

SETTINGS = {"inputs": ["news.jsonl"], "rules version": "0.1.0+abc"}
NEWS = [Article(id=f"bai-{number}", text=f"Bài số {number}.") for number in range(9)]
BAD = Problem(code="bad-json", message="no JSON")


class Work:
    """A job that can be stopped after some articles, and counts what it did."""

    def __init__(self, stop_after: int = 99) -> None:
        self.done: list[str] = []
        self._stop_after = stop_after

    def __call__(self, items: Iterable[Article | Problem]) -> Iterable[Outcome]:
        for item in items:
            if isinstance(item, Problem):
                yield item
                continue
            if len(self.done) == self._stop_after:
                raise KeyboardInterrupt
            self.done.append(item.id)
            number = int(item.id[4:])
            if number % 4 == 1:
                yield PassedOver(item)
            elif number % 4 == 2:
                yield Failed(item, fault(item, "crashed", "…"))
            else:
                yield Result(item, Extraction(id=item.id, title=f"{item.text} ✓"))


def go(
    folder: Path,
    work: Work,
    items: Sequence[Article | Problem] = NEWS,
    settings: dict[str, object] | None = None,
    *,
    resume: bool = True,
) -> tuple[list[str], list[str], int]:
    """Return what came, the remarks, and how many articles came from the journal."""
    remarks: list[str] = []
    with Journal(folder, settings or SETTINGS, remarks.append, resume=resume) as journal:
        found = []
        for one in journal.through(items, work):
            if isinstance(one, Problem):
                found.append(one.code)
            else:
                what = one.extraction.title if isinstance(one, Result) else type(one).__name__
                found.append(f"{one.article.id} {what}")
    return found, remarks, journal.resumed


@pytest.fixture
def whole(tmp_path: Path) -> list[str]:
    return go(tmp_path / "undisturbed", Work())[0]


def stopped(folder: Path, after: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        go(folder, Work(after))


@pytest.mark.parametrize("after", range(9))
def test_it_goes_on_where_it_was(tmp_path: Path, whole: list[str], after: int) -> None:
    stopped(tmp_path, after)
    work = Work()
    assert go(tmp_path, work) == (whole, [], after)
    assert work.done == [article.id for article in NEWS[after:]]
    assert not (tmp_path / FOLDER).exists()


def test_it_may_be_stopped_twice(tmp_path: Path, whole: list[str]) -> None:
    stopped(tmp_path, 2)
    stopped(tmp_path, 3)
    assert go(tmp_path, Work()) == (whole, [], 5)


def test_problems_of_reading_are_told_each_time(tmp_path: Path) -> None:
    items = [BAD, *NEWS[:3], BAD, *NEWS[3:]]
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path, Work(5), items)
    found, _, resumed = go(tmp_path, Work(), items)
    assert (found.count("bad-json"), resumed, len(found)) == (2, 5, 11)


@pytest.mark.parametrize("cut", [1, 20, 40, 60])
def test_a_torn_end_is_done_again(tmp_path: Path, whole: list[str], cut: int) -> None:
    stopped(tmp_path, 5)
    journal = tmp_path / FOLDER / "journal"
    journal.write_bytes(journal.read_bytes()[:-cut])
    found, remarks, resumed = go(tmp_path, Work())
    assert (found, remarks) == (whole, [])
    assert resumed < 5


def test_from_a_changed_article_on_all_is_read_anew(tmp_path: Path) -> None:
    stopped(tmp_path, 6)
    items = [*NEWS[:3], NEWS[3].model_copy(update={"text": "Bài đã sửa."}), *NEWS[4:]]
    work = Work()
    found, remarks, resumed = go(tmp_path, work, items)
    assert resumed == 3
    assert work.done == [article.id for article in NEWS[3:]]
    assert "bai-3 Bài đã sửa. ✓" in found
    assert len(remarks) == 1
    assert "bai-3" in remarks[0]


def test_other_settings_begin_anew_and_say_so(tmp_path: Path, whole: list[str]) -> None:
    stopped(tmp_path, 6)
    found, remarks, resumed = go(tmp_path, Work(), settings={**SETTINGS, "rules version": "0.1.0+def"})
    assert (found, resumed) == (whole, 0)
    assert len(remarks) == 1
    assert "another rules version; this one begins anew" in remarks[0]


def test_one_may_begin_anew(tmp_path: Path, whole: list[str]) -> None:
    stopped(tmp_path, 6)
    assert go(tmp_path, Work(), resume=False) == (whole, [], 0)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    with (
        Journal(tmp_path, SETTINGS, lambda _: None),
        pytest.raises(InUseError, match="another run"),
        Journal(tmp_path, SETTINGS, lambda _: None),
    ):
        pass
