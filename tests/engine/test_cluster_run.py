"""Partitions, their results and the manifest, without a cluster: tasks are done by this process, one after the other."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import re
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import fsspec
import pytest
from typer.testing import CliRunner

from thidua.cli import app
from thidua.engine.cluster import careful, reading
from thidua.engine.cluster.asked import Asked, PartitionError, RefusedError, TaskError
from thidua.engine.cluster.dispatch import Failure
from thidua.engine.cluster.plan import Part, Span, parts
from thidua.engine.cluster.run import ClusterRun, asked_of
from thidua.engine.cluster.task import path_of, work
from thidua.engine.errors import ClusterError
from thidua.engine.job import Failed, Job, Outcome, Result
from thidua.engine.pool import outcomes
from thidua.engine.stop import Stopping
from thidua.records import Article, Problem
from thidua.signature import signature
from thidua.sources import entries, read
from thidua.sources.select import PassedOver as LeftOut
from thidua.sources.select import dated, limited

AWARD = "Công an huyện Bát Xát tặng Giấy khen cho {} cá nhân."
PLAIN = "Sáng nay trời có mưa rào ở nhiều nơi, nhiệt độ {} độ."


class Here:
    """Instead of a cluster: does each partition at once."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.done: list[Part] = []
        self._stop_after = stop_after

    def compute(
        self, parts: Iterator[Part], asked: Asked, folder: str, done: Callable[[Part], None]
    ) -> Iterator[Part | Failure]:
        for part in parts:
            if len(self.done) == self._stop_after:
                raise KeyboardInterrupt
            try:
                work(pickle.dumps((part, asked, folder, False)))
            except PartitionError as error:
                yield part, str(error)
                continue
            done(part)
            self.done.append(part)
            yield part


def told(found: Sequence[Outcome]) -> list[tuple[str, ...]]:
    """Return outcomes as words."""
    words: list[tuple[str, ...]] = []
    for one in found:
        if isinstance(one, Problem):
            words.append((one.code, one.message, str(one.file), str(one.line)))
        elif isinstance(one, Result):
            words.append((one.article.model_dump_json(), one.line.decode()))
        else:
            words.append((type(one).__name__, one.article.id))
    return words


def near(inputs: list[str], asked: Asked, limit: int | None = None) -> tuple[list[tuple[str, ...]], LeftOut]:
    """Return the outcomes of a local run, and what it left out."""
    left_out = LeftOut()
    items = dated(read(inputs), asked.since, asked.until, left_out)
    return told(list(outcomes(items if limit is None else limited(items, limit), asked.job))), left_out


def far(
    inputs: list[str], asked: Asked, folder: Path, size: int, limit: int | None = None, here: Here | None = None
) -> tuple[list[tuple[str, ...]], LeftOut, ClusterRun]:
    """Return the outcomes of a run in partitions, and what it left out."""
    left_out = LeftOut()
    run = ClusterRun(inputs, asked, folder, size, limit)
    remarks: list[str] = []
    list(run.compute(here or Here(), Stopping(), remarks.append))  # type: ignore[arg-type]
    return told(list(run.outcomes(left_out))), left_out, run


def line(ident: str | None, text: str, published: str | None = None) -> str:
    return json.dumps({"id": ident, "text": text, "published": published}, ensure_ascii=False)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of all kinds of files, each with more than some partition holds, and with faults."""
    folder = tmp_path / "news"
    (folder / "pages").mkdir(parents=True)
    for number in range(5):
        (folder / "pages" / f"trang-{number}.txt").write_text(AWARD.format(number + 2), encoding="utf-8")
    (folder / "pages" / "trang-3.html").write_text("<html><body></body></html>")
    (folder / "pages" / "anh.tiff").write_bytes(b"II*")
    many = [
        line(
            f"b{n % 7}",
            (AWARD if n % 3 else PLAIN).format(n + 2) + " Thêm." * 200,
            f"2021-0{n % 9 + 1}-06" if n % 4 else None,
        )
        for n in range(24)
    ]
    many[5], many[11], many[12] = "no JSON", "", "  \u00a0 "
    many[20] = many[20].replace('"id": "b', '"no": "')  # its id is then the number of its line
    (folder / "a.jsonl").write_text("\ufeff" + "\n".join(many) + "\n", encoding="utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(many[:17]).encode()))
    (folder / "cut.jsonl.gz").write_bytes(
        gzip.compress(os.urandom(20_000).hex().encode() + b"\n" + many[0].encode())[:-900]
    )
    (folder / "c.jsonl").write_text("\n".join(many[:15]), encoding="utf-16")
    rows = "".join(f"c{n};{AWARD.format(n + 2)}{' Thêm.' * 300}\n" for n in range(12))
    (folder / "d.csv").write_text("id;text\n" + rows, encoding="utf-8-sig")
    records = [*many[:9], '{"id": "x", "awards": []}', *many[:14]]
    (folder / "e.jsonl").write_text("\n".join(records), encoding="utf-8")
    (folder / "f.jsonl").write_text("\n" * 3_000, encoding="utf-8")
    return folder


ASKED: list[tuple[int, dict[str, Any]]] = [
    (1, {}), (4, {}), (1_000, {}), (4, {"scope": "awards"}), (4, {"since": "2021-04", "until": "2021-07"}),
    (1, {"limit": 11}), (4, {"limit": 11}), (4, {"least": 0.9, "limit": 40}),
]  # fmt: skip


@pytest.mark.parametrize(("size", "bounds"), ASKED, ids=str)
def test_partitions_give_what_a_local_run_gives(
    news: Path, tmp_path: Path, size: int, bounds: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # names of files are shown as they were given
    job = Job(least=bounds.get("least", 0.0), scope=bounds.get("scope", "all"))
    asked = asked_of(job, bounds.get("since"), bounds.get("until"))
    inputs = ["news", "no-such-file", "news/a.jsonl", str(news / "pages" / "*.txt")]
    wanted, left_out = near(inputs, asked, bounds.get("limit"))
    found, also_left_out, run = far(inputs, asked, tmp_path / "state", size, bounds.get("limit"))
    assert found == wanted
    assert also_left_out == left_out
    codes = {words[0] for words in wanted if len(words) == 4}
    if not bounds:
        assert {
            "bad-json",
            "duplicate-id",
            "records-file",
            "empty",
            "unknown-format",
            "missing-file",
            "unreadable",
        } <= codes
        with_awards = [json.loads(words[1]) for words in found if words[0].startswith("{")]
        signed = {one["id"] for one in with_awards if one["awards"]}
        assert run.signatures.keys() == signed
        texts = {one["id"]: one["text"] for one in (json.loads(w[0]) for w in found if w[0].startswith("{"))}
        assert all(run.signatures[ident] == signature(texts[ident]) for ident in signed)


def test_standard_input_is_written_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = "\n".join(line(f"b{n}", AWARD.format(n + 2)) for n in range(10)).encode()
    asked = asked_of(Job(), None, None)

    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    given()
    wanted, _ = near(["-"], asked)
    given()
    with pytest.raises(KeyboardInterrupt):
        far(["-"], asked, tmp_path, 3, here=Here(stop_after=2))
    given()
    here = Here()
    found, _, run = far(["-"], asked, tmp_path, 3, here=here)
    assert found == wanted
    assert (run.resumed, len(here.done)) == (6, 2)
    assert not list((tmp_path / "cluster" / "input").iterdir())


def test_remote_files_are_read_in_ranges(tmp_path: Path) -> None:
    told_lines = [line(f"b{n}", AWARD.format(n + 2) + " Thêm." * 300) for n in range(10)]
    with fsspec.open("memory://tin/a.jsonl", "w", encoding="utf-8") as stream:
        stream.write("\n".join(told_lines))
    asked = asked_of(Job(), None, None)
    here = Here()
    assert far(["memory://tin/a.jsonl"], asked, tmp_path, 3, here=here)[0] == near(["memory://tin/a.jsonl"], asked)[0]
    assert [item.first for part in here.done for item in part.items if isinstance(item, Span)] == [1, 4, 7, 10]


# --- going on -------------------------------------------------------------------------------------


@pytest.fixture
def twelve(tmp_path: Path) -> Path:
    path = tmp_path / "tin.jsonl"
    path.write_text("\n".join(line(f"b{n}", AWARD.format(n + 2) + " Thêm." * 300) for n in range(12)), encoding="utf-8")
    return path


def stopped(twelve: Path, folder: Path, after: int = 2) -> None:
    """Begin a run that ends after some partitions of three articles."""
    with pytest.raises(KeyboardInterrupt):
        far([str(twelve)], asked_of(Job(), None, None), folder, 3, here=Here(after))


def test_what_is_done_is_not_done_again(twelve: Path, tmp_path: Path) -> None:
    stopped(twelve, tmp_path / "state")
    here = Here()
    asked = asked_of(Job(), None, None)
    found, _, run = far([str(twelve)], asked, tmp_path / "state", 3, here=here)
    assert (run.resumed, len(here.done)) == (6, 2)
    assert found == near([str(twelve)], asked)[0]


def test_only_what_is_whole_and_written_down_counts(twelve: Path, tmp_path: Path) -> None:
    stopped(twelve, tmp_path / "state", after=3)
    folder = tmp_path / "state" / "cluster"
    manifest = folder / "manifest.jsonl"
    whole, spoilt, cut = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(whole + spoilt + cut[:-20])
    file = folder / "results" / f"{json.loads(spoilt)['input']}.parquet"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    (folder / "results" / ".of-a-killed-worker.part").touch()
    here = Here()
    asked = asked_of(Job(), None, None)
    found, _, run = far([str(twelve)], asked, tmp_path / "state", 3, here=here)
    assert (run.resumed, len(here.done)) == (3, 3)
    assert found == near([str(twelve)], asked)[0]
    assert {path.suffix for path in (folder / "results").iterdir()} == {".parquet"}
    assert len(list((folder / "results").iterdir())) == 4


@pytest.mark.parametrize("change", ["confidence", "time"])
def test_results_of_another_question_do_not_count(twelve: Path, tmp_path: Path, change: str) -> None:
    stopped(twelve, tmp_path / "state")
    here = Here()
    asked = asked_of(Job(least=0.5), None, None) if change == "confidence" else asked_of(Job(), "2019", None)
    _, _, run = far([str(twelve)], asked, tmp_path / "state", 3, here=here)
    assert (run.resumed, len(here.done)) == (0, 4)


def test_a_changed_file_is_read_anew_and_a_new_one_costs_no_other(twelve: Path, tmp_path: Path) -> None:
    asked = asked_of(Job(), None, None)
    more = tmp_path / "zzz.jsonl"
    far([str(twelve)], asked, tmp_path / "state", 3)
    more.write_text(line("z", AWARD.format(3) + " Thêm." * 300), encoding="utf-8")
    here = Here()
    found, _, run = far([str(twelve), str(more)], asked, tmp_path / "state", 3, here=here)
    assert (run.resumed, len(here.done)) == (12, 1)
    more.write_text(line("z", AWARD.format(30) + " Thêm." * 300), encoding="utf-8")
    found, _, run = far([str(twelve), str(more)], asked, tmp_path / "state", 3)
    assert found == near([str(twelve), str(more)], asked)[0]


def test_a_file_that_changes_while_it_is_read_is_said_and_costs_no_other(twelve: Path, tmp_path: Path) -> None:
    asked = asked_of(Job(), None, None)
    other = tmp_path / "a.txt"
    other.write_text(AWARD.format(2), encoding="utf-8")

    class Changing(Here):
        def compute(self, parts: Iterator[Part], *rest: Any) -> Iterator[Part | Failure]:
            planned = list(parts)
            twelve.write_text(twelve.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            return super().compute(iter(planned), *rest)

    remarks: list[str] = []
    run = ClusterRun([str(other), str(twelve)], asked, tmp_path / "state", 3, None)
    with pytest.raises(ClusterError, match="4 of 5 partitions could not be done; the others are kept"):
        list(run.compute(Changing(), Stopping(), remarks.append))  # type: ignore[arg-type]
    assert set(remarks) == {f"{twelve}: changed while the run was reading it; call again to read it as it is now"}
    found, _, again = far([str(other), str(twelve)], asked, tmp_path / "state", 3)
    assert again.resumed == 1
    assert found == near([str(other), str(twelve)], asked)[0]


def test_after_ctrl_c_what_is_at_work_is_kept(twelve: Path, tmp_path: Path) -> None:
    asked = asked_of(Job(), None, None)
    stopping, remarks = Stopping(), []
    run = ClusterRun([str(twelve)], asked, tmp_path / "state", 3, None)
    for _ in run.compute(Here(), stopping, remarks.append):  # type: ignore[arg-type]
        stopping.asked = True
    assert remarks == []
    here = Here()
    assert far([str(twelve)], asked, tmp_path / "state", 3, here=here)[2].resumed == 3
    assert len(here.done) == 3


# --- workers that cannot --------------------------------------------------------------------------


def one_part(twelve: Path, aside: Path) -> Part:
    aside.mkdir(exist_ok=True)
    return next(parts(entries([str(twelve)]), asked_of(Job(), None, None), 3, aside))


def test_a_full_disk_is_said_and_leaves_nothing(twelve: Path, tmp_path: Path) -> None:
    part, folder = one_part(twelve, tmp_path / "aside"), tmp_path / "results"
    folder.mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))  # as a disk with so much room
    try:
        with pytest.raises(RefusedError) as said:
            work(pickle.dumps((part, asked_of(Job(), None, None), str(folder), False)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(said.value).endswith(f"cannot write the results (File too large): {folder}")
    assert list(folder.iterdir()) == []


def test_a_worker_without_the_folders_is_said(twelve: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.engine.cluster.run._APPEARS", 0)
    part = one_part(twelve, tmp_path / "aside")
    asked = asked_of(Job(), None, None)
    with pytest.raises(RefusedError, match=r"cannot write the results \(No such file or directory\)"):
        work(pickle.dumps((part, asked, str(tmp_path / "not-shared"), False)))
    with pytest.raises(ClusterError, match=r"says it is done, but .* is not there; all workers must see the output"):
        ClusterRun([], asked, tmp_path / "state", 3, None)._note(part)
    twelve.unlink()
    (tmp_path / "results").mkdir()
    with pytest.raises(PartitionError, match=r"cannot read it.*all workers must see the input"):
        work(pickle.dumps((part, asked, str(tmp_path / "results"), False)))


def test_a_file_that_kills_its_reader_costs_itself_only(
    twelve: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly, last = tmp_path / "u.txt", tmp_path / "v.txt"
    deadly.write_text("…", encoding="utf-8")
    last.write_text(AWARD.format(2), encoding="utf-8")
    before = reading.read_item

    def dying(item: Span | Problem) -> Iterator[Any]:
        if isinstance(item, Span) and item.path == str(deadly):
            os._exit(9)
        yield from before(item)

    monkeypatch.setattr(reading, "read_item", dying)
    spans = [Span(str(path), str(path), reading.state_of(str(path))[1]) for path in (twelve, deadly, last)]
    found = list(careful._read(Part("k", tuple(spans))))
    (problem,) = [item for item in found if isinstance(item, Problem)]
    assert (problem.code, problem.file) == ("crashed", str(deadly))
    assert [item.article.id for item in found if not isinstance(item, Problem)] == [*(f"b{n}" for n in range(12)), "v"]


def test_with_care_the_results_are_the_same(twelve: Path, tmp_path: Path) -> None:
    part, asked = one_part(twelve, tmp_path / "aside"), asked_of(Job(), None, None)
    for name, with_care in (("with", True), ("without", False)):
        (tmp_path / name).mkdir()
        work(pickle.dumps((part, asked, str(tmp_path / name), with_care)))
    assert path_of(part, tmp_path / "with").read_bytes() == path_of(part, tmp_path / "without").read_bytes()


class Unsteady(Job):
    """A job in which reading from somewhere fails."""

    def outcome(self, article: Article) -> Failed:
        """Fail with what is no fault of the article."""
        raise OSError(5, f"Input/output error at {article.id}")


def test_what_goes_wrong_on_the_way_is_not_taken_for_a_full_disk(twelve: Path, tmp_path: Path) -> None:
    part, asked = one_part(twelve, tmp_path / "aside"), asked_of(Unsteady(), None, None)
    with pytest.raises(TaskError, match="Input/output error"):
        work(pickle.dumps((part, asked, str(tmp_path), False)))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "dask"], "needs --scheduler"),
        (["--engine", "dask", "--scheduler", "somewhere"], "is no address such as"),
        (["--engine", "dask", "--scheduler", "tcp://a:1", "--workers", "2"], "the workers of a cluster are started"),
        (["--scheduler", "tcp://a:1"], "goes with --engine dask"),
        (["--partition", "9"], "goes with --engine dask"),
    ],
)
def test_options_that_do_not_go_together(options: list[str], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["run", "news.jsonl", "-o", str(tmp_path / "results"), *options])
    assert done.exit_code == 2
    assert said in " ".join(re.sub(r"[│\s]+", " ", done.output).split())
    assert not (tmp_path / "results").exists()
