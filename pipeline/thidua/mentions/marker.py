"""Words that steer a clause: verbs of giving and receiving, passive, «trong đó», proposals, negation."""

from __future__ import annotations

import regex

from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.rules import RuleSet

KIND = "marker"
BUILDERS: dict[str, Build] = {}


def find(text: Text, rules: RuleSet) -> list[Mention]:
    """Return the steering words of a text; the value is the symbol that assembly.yaml's patterns use."""
    return [one for one in build_all(KIND, BUILDERS, rules["markers"].longest(text)) if not _is_of_a_name(text, one)]


_NAMES = ("phong", "đạt", "thưởng")
_WORD_AHEAD = regex.compile(r"(?<!\p{L})\p{Lu}\p{Ll}*\s$")


def _is_of_a_name(text: Text, word: Mention) -> bool:
    """Whether a verb is the last part of a name that no list has: «xã Tân Phong được tặng …»."""
    written = text.text[word.start : word.end]
    if written[:1].islower() or not written[1:].islower() or text.key[word.start : word.end] not in _NAMES:
        return False
    return _WORD_AHEAD.search(text.text, max(0, word.start - 12), word.start) is not None
