"""Whom a sentence rewards that names nobody: the one person of whose deed the sentence before tells.

«Anh A lao xuống sông cứu hai cháu nhỏ. Ghi nhận việc làm đó, UBND huyện đã tặng giấy khen.»
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.assemble.items import Item, Line
from thidua.assemble.recipients import Recipients, recipients_of
from thidua.awarding import behind_source
from thidua.offsets import Text
from thidua.rules import RuleSet

_NAMES_NOBODY = regex.compile(r"[xdhASZ,&]*A[xd]{0,2}Z?V[xd]?F(?:OA)?(?:[xd,&]|V$)*")


def names_nobody(items: Sequence[Item]) -> bool:
    """Whether a sentence tells who gives one award, and not to whom."""
    return _NAMES_NOBODY.fullmatch("".join(item.symbol for item in items)) is not None


def doer_of(text: Text, items: Sequence[Item], rules: RuleSet) -> tuple[Recipients, ...]:
    """Return the one person whose deed a sentence tells, nothing where it tells of several people or somebody only speaks."""
    line = Line(text, items, rules.context)
    first = behind_source(text)
    people = [index for index, item in enumerate(items) if item.symbol == "H" and item.start >= first]
    if len(people) != 1 or any(item.symbol in "UNmFWQ" for item in items[: people[0]] if item.start >= first):
        return ()
    told = line.context["deed"].search(text.key, items[people[0]].end)
    if told is None or line.context["speech"].search(text.key) or _SAYS.search(text.key):
        return ()
    return tuple(recipients_of(line, people))


_SAYS = regex.compile(r"(?<!\w)(?:cho biết|cho hay|chia sẻ|kể|nói|trao đổi|thông tin)(?!\w)")
