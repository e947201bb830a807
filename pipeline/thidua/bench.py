"""How fast this machine reads given articles, stage by stage; what `thidua bench` prints."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from thidua.extraction import extract_article, extract_awards
from thidua.reading import lay_out
from thidua.records import Article
from thidua.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Stage:
    """The seconds that the rounds of a stage took for all articles."""

    name: str
    rounds: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(self.rounds)


def stages(articles: Sequence[Article], rules: RuleSet, rounds: int) -> Iterator[Stage]:
    """Yield what the stages of extraction take, by one process; rounds of all stages alternate, so that all see the same machine."""
    rules.prepare()
    work: dict[str, Callable[[Article], object]] = {
        "quét (gate)": lambda article: rules.gate.may_pass(article.text),
        "làm sạch, tách câu (clean, sentences)": lay_out,
        "khen thưởng (--scope awards)": lambda article: extract_awards(article, rules),
        "tất cả (--scope all)": lambda article: extract_article(article, rules),
        "tất cả, ra JSON (all, as JSON)": lambda article: extract_article(article, rules).model_dump_json(),
    }
    for article in articles:  # the tables of wards load when a ward is first met
        extract_article(article, rules)
    took: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, do in work.items():
            start = time.perf_counter()
            for article in articles:
                do(article)
            took[name].append(time.perf_counter() - start)
    for name, seconds in took.items():
        yield Stage(name, tuple(seconds))
