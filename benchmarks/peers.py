"""thidua and its peers on the same articles in one run: articles a second, and how many times underthesea's NER that is.

    python -m benchmarks.peers GENERAL [--articles N] [--rounds N] [--write]

GENERAL are files of general news; award-dense articles are made from corpus/articles, each copy with other figures,
so that no cache sees a sentence twice. One process each, rounds of all tools alternate. Peers that are not installed
are left out. With --write the table and the picture go into docs/performance.md and docs/performance.svg.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from thidua.engine.job import Job
from thidua.engine.pool import outcomes
from thidua.records import Article
from thidua.rules import RuleSet, load_rules
from thidua.sources import read
from thidua.sources.select import limited

ROOT = Path(__file__).resolve().parent.parent
Texts = Sequence[str]
Tool = Callable[[Texts], object]
BASE = "underthesea ner"


def articles_of(inputs: Sequence[str], count: int) -> list[Article]:
    """Return the first articles of some inputs."""
    return [item for item in limited(read(inputs), count) if isinstance(item, Article)]


def varied(articles: Sequence[Article], count: int) -> list[Article]:
    """Return articles with award records, again and again, each copy with other two-digit figures (fixed seed)."""
    chance = random.Random(2026)
    made = []
    for number in range(count):
        article = articles[number % len(articles)]
        text = re.sub(r"(?<![\d/.-])\d\d(?![\d/.,-])", lambda _: str(chance.randrange(13, 99)), article.text)
        made.append(article.model_copy(update={"id": f"{article.id}-{number}", "text": text}))
    return made


def phrases(rules: RuleSet) -> list[str]:
    """Return the phrases of the rules, what a gazetteer would hold."""
    return sorted({phrase for matcher in rules.matchers.values() for rule in matcher.rules for phrase in rule.phrases})


def peers(rules: RuleSet) -> Iterator[tuple[str, Tool]]:
    """Yield the tools that take texts."""
    from underthesea import ner, sent_tokenize, word_tokenize

    def each_sentence(do: Callable[[str], object]) -> Tool:
        # Whole paragraphs would flatter us: what underthesea's NER takes grows with the square of its input.
        return lambda texts: [
            do(sentence)
            for text in texts
            for line in text.splitlines()
            if line.strip()
            for sentence in sent_tokenize(line)
        ]

    yield BASE, each_sentence(ner)
    yield "underthesea word_tokenize", each_sentence(word_tokenize)
    try:
        from pyvi import ViTokenizer
    except ImportError:
        pass
    else:
        yield "pyvi tokenize", each_sentence(ViTokenizer.tokenize)
    import spacy

    language = spacy.blank("xx")
    ruler = language.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "AWARD", "pattern": phrase} for phrase in phrases(rules)])  # type: ignore[attr-defined]
    yield "spaCy EntityRuler", lambda texts: [language(text).ents for text in texts]
    naive = re.compile("|".join(map(re.escape, phrases(rules))), re.IGNORECASE)
    yield "one regex of the phrases", lambda texts: [naive.findall(text) for text in texts]


def from_file(articles: Sequence[Article], scope: str) -> Callable[[], float]:
    """Return what times the engine from a file to a file of JSON lines, in this process, rules loaded."""
    folder = Path(tempfile.mkdtemp())
    source = folder / "news.jsonl"
    with source.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{article.model_dump_json(exclude={'captions', 'path'})}\n" for article in articles)
    job = Job(scope=scope)  # type: ignore[arg-type]

    def once() -> float:
        from thidua.run import write_all
        from thidua.sinks import JsonlSink

        start = time.perf_counter()
        with JsonlSink(folder / "out.jsonl") as sink:
            write_all(outcomes(read([str(source)]), job), [sink])
        return time.perf_counter() - start

    return once


def by_processes(articles: Sequence[Article], scope: str, workers: int) -> float:
    """Return the seconds of the whole command with some workers, start included."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{article.model_dump_json(exclude={'captions', 'path'})}\n" for article in articles)
        code = "import sys; from thidua.cli import main; main(sys.argv[1:])"
        arguments = [
            "extract",
            str(source),
            "-o",
            f"{folder}/out.jsonl",
            "--scope",
            scope,
            "--workers",
            str(workers),
            "-q",
        ]
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, *arguments], check=True)
        return time.perf_counter() - start


Row = tuple[str, float, float, float]  # name, articles a second: median, slowest, quickest round


def measure(articles: Sequence[Article], rounds: int, slow_share: int) -> list[Row]:
    """Return the rates of all tools; the slow ones read only each `slow_share`th article."""
    rules = load_rules()
    rules.prepare()
    few = [article.text for article in articles[::slow_share]]
    timed: dict[str, tuple[int, Callable[[], float]]] = {}
    for name, tool in peers(rules):
        texts = few if "underthesea" in name or "pyvi" in name else [article.text for article in articles]
        timed[name] = len(texts), _timer(tool, texts)
    for scope in ("all", "awards"):
        timed[f"thidua --scope {scope}"] = len(articles), from_file(articles, scope)
    took: dict[str, list[float]] = {name: [] for name in timed}
    for name, (_, once) in timed.items():
        if name != BASE:
            once()  # models and tables load
    for _ in range(rounds):
        for name, (_, once) in timed.items():
            took[name].append(once())
    return [
        (name, count / statistics.median(took[name]), count / max(took[name]), count / min(took[name]))
        for name, (count, _) in timed.items()
    ]


def _timer(tool: Tool, texts: Texts) -> Callable[[], float]:
    def once() -> float:
        start = time.perf_counter()
        tool(texts)
        return time.perf_counter() - start

    return once


def table(title: str, rows: Sequence[Row]) -> str:
    """Return a table of rates in Markdown."""
    base = next(rate for name, rate, _, _ in rows if name == BASE)
    lines = [
        f"**{title}**",
        "",
        "| | articles/s | slowest–quickest round | × underthesea ner |",
        "|---|---:|---:|---:|",
    ]
    for name, rate, slow, quick in sorted(rows, key=lambda row: row[1]):
        lines.append(f"| {name} | {_figure(rate)} | {_figure(slow)}–{_figure(quick)} | {_figure(rate / base)} |")
    return "\n".join(lines)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"


def picture(groups: Sequence[tuple[str, Sequence[Row]]]) -> str:
    """Return bars on a logarithmic scale as SVG."""
    import math

    top = 30
    parts: list[str] = []
    for title, rows in groups:
        parts.append(f'<text x="10" y="{top}" font-weight="bold">{title}: articles a second (logarithmic)</text>')
        top += 12
        for name, rate, _, _ in sorted(rows, key=lambda row: row[1]):
            width = max(2.0, 110 * math.log10(max(rate, 1.0)))
            colour = "#b5121b" if name.startswith("thidua") else "#8a8f98"
            parts.append(f'<text x="190" y="{top + 13}" text-anchor="end">{name}</text>')
            parts.append(f'<rect x="200" y="{top + 2}" width="{width:.0f}" height="14" fill="{colour}"/>')
            parts.append(f'<text x="{206 + width:.0f}" y="{top + 13}">{_figure(rate)}</text>')
            top += 20
        top += 30
    body = "\n".join(parts)
    style = 'font-family="sans-serif" font-size="12" fill="#222"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{top}" {style}>\n{body}\n</svg>\n'


def main() -> None:
    """Measure, print, and on demand write the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("general", nargs="+")
    options.add_argument("--articles", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    general = articles_of(chosen.general, chosen.articles)
    rules = load_rules()
    own = articles_of([str(ROOT / "corpus" / "articles")], 10_000)
    dense = varied([one for one in own if len(one.text) > 1_200 and rules.gate.may_pass(one.text)], 300)
    groups = []
    for title, articles in (("General news", general), ("Award-dense articles", dense)):
        size = sum(len(article.text) for article in articles) / len(articles)
        name = f"{title}, {len(articles):,} of {size:,.0f} characters"
        groups.append((name, measure(articles, chosen.rounds, max(1, len(articles) // 40))))
    told = "\n\n".join(table(title, rows) for title, rows in groups)
    lines = ["**Whole commands, start included: one worker and two**", "", "| | 1 | 2 | × |", "|---|---:|---:|---:|"]
    for title, articles, scope in (
        ("general news, all", general, "all"),
        ("general news, awards", general * 5, "awards"),
        ("award-dense, all", dense * 3, "all"),
    ):
        took: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(5):  # in turns, so that what else the machine does falls on both
            for workers, seconds in took.items():
                seconds.append(by_processes(_renamed(articles), scope, workers))
        one, two = (statistics.median(seconds) for seconds in took.values())
        lines.append(f"| {title}, {len(articles):,} articles | {one:.1f} s | {two:.1f} s | {one / two:.2f} |")
    told += "\n\n" + "\n".join(lines)
    print(told)
    print(json.dumps({title: [row[:2] for row in rows] for title, rows in groups}, ensure_ascii=False), file=sys.stderr)
    if chosen.write:
        page = ROOT / "docs" / "performance.md"
        before, _, rest = page.read_text(encoding="utf-8").partition("<!-- peers -->\n")
        _, _, after = rest.partition("<!-- end of peers -->\n")
        page.write_text(f"{before}<!-- peers -->\n{told}\n<!-- end of peers -->\n{after}", encoding="utf-8")
        (ROOT / "docs" / "performance.svg").write_text(picture(groups), encoding="utf-8")


def _renamed(articles: Sequence[Article]) -> list[Article]:
    return [article.model_copy(update={"id": f"{number}"}) for number, article in enumerate(articles)]


if __name__ == "__main__":
    main()
