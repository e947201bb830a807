"""Words around an award that say that nothing was granted here."""

from __future__ import annotations

from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.rules import RuleSet

KIND = "context"
BUILDERS: dict[str, Build] = {}


def find(text: Text, rules: RuleSet) -> list[Mention]:
    """Return the context words of a text; the value says what they do."""
    return build_all(KIND, BUILDERS, rules["context"].longest(text))
