"""Nouns in which recipients are counted: tập thể, cá nhân, lượt …"""

from __future__ import annotations

from thidua.frozen import frozen
from thidua.matcher import Hit
from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.records import RecipientKind
from thidua.rules import RuleSet

KIND = "recipient"


@frozen
class RecipientValue:
    """The kind of recipient; `luot` where instances are counted, not distinct recipients."""

    kind: RecipientKind
    luot: bool = False
    named: bool = False  # names one collective: «nhân dân xã X»
    pair: bool = False  # two people whom nobody counts: «vợ chồng ông A»

    def __str__(self) -> str:
        return f"{self.kind} luot" if self.luot else self.kind


def _noun(hit: Hit) -> RecipientValue:
    assert hit.match is not None
    counts_instances = "luot" in hit.match.re.groupindex and hit.match["luot"] is not None
    return RecipientValue(hit.rule.value, counts_instances)


def _named(hit: Hit) -> RecipientValue:
    return RecipientValue(hit.rule.value, named=True)


def _pair(hit: Hit) -> RecipientValue:
    return RecipientValue(hit.rule.value, pair=True)


BUILDERS: dict[str, Build] = {"noun": _noun, "named": _named, "pair": _pair}


def find(text: Text, rules: RuleSet) -> list[Mention]:
    """Return the recipient nouns of a text, counted or not."""
    return build_all(KIND, BUILDERS, rules["recipients"].longest(text))
