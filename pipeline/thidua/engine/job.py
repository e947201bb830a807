"""What is done with one article, in a form that a worker process can be told; and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from thidua.extraction import extract_article, extract_awards
from thidua.records import Article, Extraction, Problem
from thidua.resolve.confidence import only_sure
from thidua.rulefile import RuleError
from thidua.rules import RuleSet, load_rules

Scope = Literal["all", "awards"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What an extraction adds to the counts of a batch."""

    awards: tuple[str, ...]  # forms
    ranks: int
    dates: int
    units: int
    problems: tuple[str, ...]  # codes

    @classmethod
    def of(cls, extraction: Extraction) -> Counts:
        """Count one extraction."""
        return cls(
            tuple(award.form for award in extraction.awards),
            len(extraction.ranks),
            len(extraction.dates),
            len(extraction.units),
            tuple(problem.code for problem in extraction.problems),
        )


class Result:
    """An article and its extraction, which came as an object or, from another process or run, as a line of JSON."""

    def __init__(self, article: Article, found: Extraction | bytes, counts: Counts | None = None) -> None:
        self.article = article
        self._found = found
        self._counts = counts

    @cached_property
    def extraction(self) -> Extraction:
        """The extraction; read from its line when first asked for."""
        return Extraction.model_validate_json(self._found) if isinstance(self._found, bytes) else self._found

    @cached_property
    def line(self) -> bytes:
        """The extraction as one JSON object, without a line end."""
        return self._found if isinstance(self._found, bytes) else self._found.model_dump_json().encode()

    @cached_property
    def counts(self) -> Counts:
        """What it adds to the counts."""
        return self._counts or Counts.of(self.extraction)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An article that reports no award, where only awards are asked for."""

    article: Article


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that gave nothing because of a fault of ours."""

    article: Article
    problem: Problem


Outcome = Result | PassedOver | Failed | Problem  # a Problem is one of reading


@dataclass(frozen=True)
class Job:
    """What to read from articles: by which rules, how sure, and whether from all articles or from those with awards."""

    rules: Path | None = None
    least: float = 0.0  # records below this confidence are left out
    scope: Scope = "all"

    @cached_property
    def loaded(self) -> RuleSet:
        """The rules, compiled; RuleError where they are wrong."""
        return load_rules(self.rules)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name != "loaded"}  # a process loads its own

    def prepare(self) -> None:
        """Do now what worker processes then share."""
        self.loaded.prepare()

    def passes_over(self, article: Article) -> bool:
        """Whether one scan tells that nothing is wanted of an article; False also where it takes a reading to tell."""
        return self.scope == "awards" and not self.loaded.gate.may_pass(article.text)

    def extract(self, article: Article) -> Extraction | None:
        """Return what is read from an article, None where it is passed over."""
        if self.scope == "all":
            return only_sure(extract_article(article, self.loaded), self.least)
        found = extract_awards(article, self.loaded)
        return found and only_sure(found, self.least)

    def outcome(self, article: Article) -> Result | PassedOver | Failed:
        """Extract; what goes wrong inside one article becomes its problem."""
        try:
            found = self.extract(article)
        except RuleError:  # no fault of the article: the same would come of the next one
            raise
        except Exception as error:  # a fault of ours must cost this article only; it is told, and the exit code is 1
            return Failed(article, fault(article, "internal-error", f"{type(error).__name__}: {error}"))
        return PassedOver(article) if found is None else Result(article, found)


def fault(article: Article, code: str, what: str) -> Problem:
    """Return the problem of an article that gave nothing because of us."""
    return Problem(code=code, message=f"article {article.id}: {what}", file=article.path)
