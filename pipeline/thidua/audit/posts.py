"""rank-post: is the rank one that the post may have?"""

from __future__ import annotations

from collections.abc import Iterator

from thidua.audit.finding import Finding, FindingEvidence, finding
from thidua.audit.rules import PostRule
from thidua.offsets import fold
from thidua.ranks import RANKS
from thidua.records import Extraction
from thidua.registry_model import day_of

_PLACES = {fold(rank): place for place, rank in enumerate(RANKS)}


def check(extraction: Extraction, rules: tuple[PostRule, ...]) -> Iterator[Finding]:
    """Yield the people of an article whose rank their post cannot have."""
    day = day_of(extraction.published)
    for person in extraction.ranks:
        rule = rule_of(person.position, rules)
        if rule is None or not wrong_rank(person.rank, day, rule):
            continue
        first = person.evidence[0]
        told = (
            f"{person.rank} {person.person} ghi là {person.position}; chức vụ này thường từ {RANKS[rule.lowest]} "
            f"đến {RANKS[rule.highest]} ({rule.about.basis})."
        )
        evidence = FindingEvidence(article=extraction.id, start=first.start, end=first.end, quote=first.quote)
        yield finding("rank-post", "lệch", rule.about.severity, told, (evidence,))


def rule_of(position: str | None, rules: tuple[PostRule, ...]) -> PostRule | None:
    """Return the first rule whose phrase a post begins with."""
    post = fold(position or "")
    return next((rule for rule in rules if post.startswith(rule.phrases)), None)


def wrong_rank(rank: str, day: str | None, rule: PostRule) -> bool:
    """Whether a rule does not allow a rank on a day; an unknown day or rank is no fault."""
    place = _PLACES.get(fold(rank))
    if place is None or not rule.about.in_force(day) or (day is None and (rule.about.start or rule.about.end)):
        return False
    return not rule.lowest <= place <= rule.highest
