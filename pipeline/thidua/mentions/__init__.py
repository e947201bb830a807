"""Finders of mentions, one module per kind, all of one shape: KIND, BUILDERS, find(text, rules)."""

from __future__ import annotations

from collections.abc import Callable

from thidua.mentions import authority, context, date, form, marker, number, rank, recipient
from thidua.mentions.base import Mention
from thidua.offsets import Text
from thidua.rules import RuleSet

# By the name of the rule file. Units are read by mentions/unit.py from the registry instead.
FINDERS: dict[str, Callable[[Text, RuleSet], list[Mention]]] = {
    "numbers": number.find,
    "dates": date.find,
    "forms": form.find,
    "recipients": recipient.find,
    "authorities": authority.find,
    "ranks": rank.find,
    "markers": marker.find,
    "context": context.find,
}
