"""Spans of an award record as evidence of a finding."""

from __future__ import annotations

from thidua.audit.finding import FindingEvidence
from thidua.facts import Place
from thidua.records import Award
from thidua.registry_model import day_of


def of_field(article: str, award: Award, name: str) -> FindingEvidence:
    """Return where a field was read, where the record stands if the field has no span."""
    found = award.fields.get(name)
    if found is not None and found.start is not None and found.end is not None and found.quote is not None:
        return FindingEvidence(article=article, start=found.start, end=found.end, quote=found.quote)
    first = award.evidence[0]
    return FindingEvidence(article=article, start=first.start, end=first.end, quote=first.quote)


def of_place(place: Place) -> FindingEvidence:
    """Return a place as evidence."""
    return FindingEvidence(article=place.article, start=place.start, end=place.end, quote=place.quote)


def day_of_award(award: Award, published: str | None) -> str | None:
    """Return the day that decides which law holds: the end of the period, else the article's date."""
    return award.period[1] if award.period else day_of(published)
