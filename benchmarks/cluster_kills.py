"""Kill -9 in the middle of runs on a cluster: gone on with, each must come to the results of an undisturbed one.

    python -m benchmarks.cluster_kills --runs 20 [--articles 1500]

Three workers, a scheduler and a driver on this machine. In each run one to three of them, chosen and timed by chance
(fixed seed), are killed; a scheduler is started anew with its workers, a driver is called again with the same words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.engine.cluster import Cluster, ended, start

from thidua.engine.journal import FOLDER
from thidua.records import Article
from thidua.run import FINDINGS, OUTPUTS, REJECTS, REPORT, SCORES
from thidua.sources import read

WORKERS, PARTITION = 3, 25
CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "articles"
FILES = (*OUTPUTS, FINDINGS, SCORES, REPORT, REJECTS)
_SENTENCES = (
    "Sáng {d}/{m}/2021, trên quốc lộ xảy ra vụ va chạm giữa {n} xe máy, không ai bị thương nặng.",
    "Đại úy Trần Văn Minh cho biết lực lượng chức năng đã có mặt sau {n} phút.",
    "Theo thống kê, {n} hộ dân ở {m} xã được cấp điện trở lại trong ngày {d}-{m}.",
    "Giá cà phê hôm nay tăng {n} nghìn đồng mỗi kg so với tuần trước.",
    "Công an thị xã phối hợp với nhà trường tổ chức {m} buổi nói chuyện cho {n} học sinh.",
    "Dự báo đêm {d} và ngày mai, nhiều nơi có mưa vừa, lượng mưa khoảng {n} mm.",
    "Buổi lễ khai giảng diễn ra trong không khí vui tươi với {n} em học sinh lớp một.",
)  # fmt: skip


def news(number: int, chance: random.Random) -> Iterator[dict[str, str]]:
    """Yield articles, of which one in twenty tells of awards."""
    corpus = [item for item in read([str(CORPUS)]) if isinstance(item, Article)]
    for index in range(number):
        if index % 20 == 0:
            text = f"{corpus[index // 20 % len(corpus)].text}\nTin số {index}."
        else:
            chosen = chance.choices(_SENTENCES, k=20)
            text = " ".join(
                one.format(d=chance.randint(1, 28), m=chance.randint(1, 12), n=chance.randint(2, 900)) for one in chosen
            )
        yield {"id": f"tin-{index}", "text": text, "published": "2021-12-31"}


@dataclass
class Kills:
    """The kills of one run: what dies, and when at least which share of the partitions is done."""

    wanted: list[tuple[float, str]]
    done: list[str] = field(default_factory=list)

    @classmethod
    def by(cls, chance: random.Random) -> Kills:
        """Choose one to three."""
        kinds = chance.choices(("worker", "scheduler", "driver"), k=chance.randint(1, 3))
        return cls(sorted((chance.uniform(0.0, 1.0), kind) for kind in kinds))


def partitions(folder: Path) -> int:
    """Return how many partitions are written down as done."""
    manifest = folder / FOLDER / "cluster" / "manifest.jsonl"
    return manifest.read_bytes().count(b"\n") if manifest.exists() else 0


def disturbed(file: Path, folder: Path, cluster: Cluster, kills: Kills, total: int, chance: random.Random) -> int:
    """Run to the end, with kills on the way; return how often the run was called."""
    arguments = ["run", file, "-o", folder, "--engine", "dask", "--scheduler", cluster.address, "--quiet"]
    calls = 0
    while True:
        calls += 1
        driver = start([*arguments, "--partition", str(PARTITION)])
        while driver.poll() is None:
            if kills.wanted and partitions(folder) >= kills.wanted[0][0] * total:
                time.sleep(chance.uniform(0, 0.5))
                share, kind = kills.wanted.pop(0)
                kills.done.append(f"{kind} at {share:.0%}")
                if kind == "worker":
                    cluster.kill_worker(chance.randrange(WORKERS))
                elif kind == "driver":
                    driver.kill()
                else:
                    cluster.kill_scheduler()
                    cluster.stop()
                    cluster.start()
            time.sleep(0.02)
        code, told = ended(driver)
        if code in (0, 1):
            return calls
        if code == 3 and "is gone" not in told and "no scheduler answers" not in told:
            sys.exit(f"the run ended with {told}")


def results(folder: Path) -> dict[str, str]:
    """Return a hash of each file of results, and of the sorted lines of records."""
    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    lines = sorted((folder / "records.jsonl").read_bytes().splitlines(keepends=True))
    return found | {"sorted records": hashlib.sha256(b"".join(lines)).hexdigest()}


def main() -> None:
    """Run the kills."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--articles", type=int, default=1_500)
    chosen = options.parse_args()
    chance = random.Random(20_261_127)
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        file = base / "news.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            for article in news(chosen.articles, chance):
                stream.write(json.dumps(article, ensure_ascii=False) + "\n")
        with Cluster(base, WORKERS) as cluster:
            begun = time.perf_counter()
            calm = Kills([])
            disturbed(file, base / "calm", cluster, calm, 1, chance)
            print(f"undisturbed: {chosen.articles:,} articles in {time.perf_counter() - begun:.1f} s", flush=True)
            assert ended(start(["run", file, "-o", base / "local", "--quiet"]))[0] == 0
            wanted = results(base / "local")
            assert results(base / "calm") == wanted, "differs from a local run"
            total = -(-chosen.articles // PARTITION)
            different = 0
            for number in range(1, chosen.runs + 1):
                kills, folder, begun = Kills.by(chance), base / f"run-{number}", time.perf_counter()
                calls = disturbed(file, folder, cluster, kills, total, chance)
                same = results(folder) == wanted and not kills.wanted
                different += not same
                what, seconds = ", ".join(kills.done), time.perf_counter() - begun
                said = "equal" if same else f"DIFFERENT, {len(kills.wanted)} kills left"
                print(f"run {number}: {what}; {calls} calls, {seconds:.1f} s: {said}", flush=True)
    print(f"{chosen.runs} runs, {different} of them different")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
