"""Words that steer a clause: verbs of giving and receiving, passive, «trong đó», proposals, negation."""

from __future__ import annotations

from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.rules import RuleSet

KIND = "marker"
BUILDERS: dict[str, Build] = {}


def find(text: Text, rules: RuleSet) -> list[Mention]:
    """Return the steering words of a text; the value is the symbol that assembly.yaml's patterns use."""
    return build_all(KIND, BUILDERS, rules["markers"].longest(text))
