"""How sure a record is: the signs of doubt that it shows; `rules/confidence.yaml` weighs them.

A sign is seen in the record itself, so that it can be seen again in any stored extraction. The weights are fitted on
records of texts that the rules had not seen (`tests/accuracy/calibrate.py`, docs/accuracy.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from thidua.records import VAGUE_FORMS, Award, Extraction, Problem

_LOOSE = {
    "assembly.form-to", "assembly.form-count", "assembly.give-recipients", "assembly.have-form", "assembly.form-sent-to",
    "assembly.received-by", "assembly.give-form-recipients", "assembly.give-form-and-money", "assembly.form-lists-winners",
    "assembly.count-class", "assembly.receivers-are",
}  # fmt: skip
_LONG = 160  # characters of a clause in which something may have been leapt over
_AWARDS_COUNTED = {
    "assembly.counted", "assembly.counted-passive", "assembly.counted-kinds-given", "assembly.times", "assembly.times-first",
    "assembly.agent-times", "assembly.agent-form-times",
}  # fmt: skip


SIGNS = frozenset(
    {
        "no-grantor", "loose", "no-count", "vague-form", "awards-counted", "long-clause", "not-in-body",
        "named-one",
    }
)  # fmt: skip


def signs_of(award: Award) -> tuple[str, ...]:
    """Return the ids of the signs that a record shows, each one of SIGNS.

    >>> place = {"start": 0, "end": 5, "quote": "khen", "block": "title"}
    >>> signs_of(Award.model_validate({"id": "a", "form": "giay-khen", "recipient": "tap-the", "count": None, "evidence": [place]}))
    ('no-count', 'no-grantor', 'not-in-body')
    """
    return tuple(sorted(_signs(award)))


def _signs(award: Award) -> Iterator[str]:
    pattern = next((rule for rule in award.rule if rule.startswith("assembly.")), "")
    if pattern in _LOOSE:
        yield "loose"
    if pattern in _AWARDS_COUNTED:
        yield "awards-counted"
    if award.form in VAGUE_FORMS:
        yield "vague-form"
    if len(award.recipients) == 1:
        yield "named-one"
    if award.count is None:
        yield "no-count"
    if not award.authority:
        yield "no-grantor"
    if all(place.block != "body" for place in award.evidence):
        yield "not-in-body"
    if len(award.evidence[0].quote) > _LONG:
        yield "long-clause"


def only_sure(extraction: Extraction, least: float) -> Extraction:
    """Return an extraction without the records below a confidence; each of them becomes a problem that says what it was."""
    doubted = [award for award in extraction.awards if award.confidence < least]
    if not doubted:
        return extraction
    ids = {award.id for award in doubted}
    kept = tuple(award for award in extraction.awards if award.id not in ids)
    left_out = tuple(_left_out(award, least) for award in doubted)
    problems = tuple(problem for problem in extraction.problems if problem.record not in ids)
    return extraction.model_copy(update={"awards": kept, "problems": (*problems, *left_out)})


def _left_out(award: Award, least: float) -> Problem:
    place = award.evidence[0]
    told = f"{award.form}, {award.recipient}, {'?' if award.count is None else award.count}"
    message = f"bỏ ra vì độ tin cậy {award.confidence} < {least} (left out as unsure): {told}: «{' '.join(place.quote.split())}»"
    return Problem(code="left-out", message=message, record=award.id, start=place.start, end=place.end)
