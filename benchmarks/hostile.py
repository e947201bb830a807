"""How long text takes that was made to be slow: `python -m benchmarks.hostile [--longest N] [--write]`.

Each kind is read at growing lengths, by one process; a table of seconds is printed, with `--write` into
docs/performance.md. What grows with the square of the length shows as a factor near 11 from column to column, what
grows with the length as one near 3.3.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from thidua.engine.job import Job
from thidua.records import Article

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- hostile -->\n", "<!-- end of hostile -->"
LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)

AWARD = "Giám đốc Công an tỉnh Hà Giang tặng Giấy khen cho 3 tập thể và 5 cá nhân có thành tích"
NAMES = "Đại úy Trần Văn Bình, Thượng úy Lê Thị Hoa, "


def repeated(piece: str) -> Callable[[int], str]:
    """Return what makes a text of a length by repeating a piece."""
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def nested(length: int) -> str:
    """Return quotation marks inside one another."""
    return "“" * (length // 2) + "”" * (length // 2)


def random_unicode(length: int) -> str:
    """Return characters of the whole of Unicode, the same ones each time."""
    chance = random.Random(5)
    return "".join(chr(number) for number in _codes(chance, length))


def _codes(chance: random.Random, count: int) -> Iterator[int]:
    while count:
        code = chance.choice(
            (chance.randrange(0x20, 0x250), chance.randrange(0x1E00, 0x2100), chance.randrange(0x110000))
        )
        if not 0xD800 <= code < 0xE000:
            count -= 1
            yield code


KINDS: dict[str, Callable[[int], str]] = {
    "one digit again and again": repeated("7"),
    "«tập thể, » again and again": repeated("tập thể, "),
    "quotation marks inside one another": nested,
    '«danh hiệu "» again and again': repeated('danh hiệu "'),
    "random Unicode": random_unicode,
    "«các Phòng Tham mưu, » again and again": repeated("các Phòng Tham mưu, "),
    "one award sentence again and again": repeated(AWARD + ". "),
    "the same without a full stop": repeated(AWARD + ", "),
    "ranked names, without a full stop": repeated(NAMES),
    "promotions, without a full stop": repeated("Trung tá Lê Văn Nam được thăng hàm Thượng tá, "),
}


def seconds(text: str, job: Job) -> float:
    """Return the time that an article takes; a fault of ours ends the benchmark."""
    start = time.perf_counter()
    outcome = job.outcome(Article(id="x", text=text))
    took = time.perf_counter() - start
    if not hasattr(outcome, "extraction"):
        raise SystemExit(f"benchmarks.hostile: {outcome}")
    return took


def table(longest: int, patience: float) -> str:
    """Return the seconds of each kind and length; a length is left out where a third of it took `patience` seconds."""
    job = Job()
    job.prepare()
    job.outcome(Article(id="x", text=AWARD))
    lengths = [length for length in LENGTHS if length <= longest]
    lines = ["| |" + "".join(f" {length:,} |" for length in lengths), "|---|" + "---:|" * len(lengths)]
    for name, make in KINDS.items():
        cells: list[str] = []
        took = 0.0
        for length in lengths:
            if took > patience:
                cells.append("–")
                continue
            took = seconds(make(length), job)
            cells.append(f"{took:.2f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--longest", type=int, default=10_000_000, help="characters of the longest text")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds after which no longer text is tried")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args()
    made = table(options.longest, options.patience)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(before + BEGIN + made + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
