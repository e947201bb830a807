"""What an audit says: one finding of one check, with the spans of every number involved."""

from __future__ import annotations

from typing import Literal

from thidua.records import Record, record_id

Check = Literal[
    "parts-total",
    "cumulative",
    "conflict",
    "grantor",
    "class",
    "recipient",
    "unit-date",
    "rank-post",
    "award-date",
    "duplicate",
]
Verdict = Literal["khớp", "lệch", "chưa đủ"]
Severity = Literal["error", "warning", "info"]


class FindingEvidence(Record):
    """A stretch of an article that a finding rests on."""

    article: str
    start: int
    end: int
    quote: str


class Finding(Record):
    """One result of one check; `message` is a Vietnamese sentence that an auditor can paste."""

    id: str
    check: Check
    verdict: Verdict
    severity: Severity
    articles: tuple[str, ...]
    records: tuple[str, ...]
    evidence: tuple[FindingEvidence, ...]
    message: str


def finding(
    check: Check,
    verdict: Verdict,
    severity: Severity,
    message: str,
    evidence: tuple[FindingEvidence, ...],
    records: tuple[str, ...] = (),
) -> Finding:
    """Return a finding whose id depends on check, places and records only, so that it is the same in every run."""
    articles = tuple(dict.fromkeys(one.article for one in evidence))
    spans = [f"{one.article}:{one.start}:{one.end}" for one in evidence]
    ident = record_id(check, *sorted(records), *spans)
    return Finding(
        id=ident, check=check, verdict=verdict, severity=severity, articles=articles, records=records,
        evidence=evidence, message=message,
    )  # fmt: skip
