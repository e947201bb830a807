"""Auditing the reported figures: checks that stand in rules/audit.yaml, with the code of each kind here."""

from __future__ import annotations

from thidua.audit import law, posts, sums, times
from thidua.audit.across import audit_across
from thidua.audit.finding import Finding
from thidua.audit.rules import AuditRules
from thidua.records import Extraction
from thidua.registry import Registry

__all__ = ["audit_across", "audit_article"]


def audit_article(extraction: Extraction, rules: AuditRules, registry: Registry) -> list[Finding]:
    """Return what one article shows by itself: sums, grantors, classes, recipients, days, units, ranks."""
    return [
        *sums.check(extraction, rules.sums),
        *law.check(extraction, rules),
        *times.check(extraction, rules.units, registry),
        *posts.check(extraction, rules.posts),
    ]
