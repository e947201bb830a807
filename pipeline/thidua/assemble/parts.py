"""Parts that the next sentence lists without naming the award again: «… tuyên dương 70 cá nhân. Trong đó, 30 … và 40 …»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, noun_end, rule_of
from thidua.assemble.items import Item
from thidua.offsets import Text

_OPENING = regex.compile(r"[*\s–-]*(?:trong đó|trong số đó|trong số này|cụ thể|gồm)(?!\w)")


_QUESTION = regex.compile(r"\?[\s\"'”’)]*$")


def asks(text: Text) -> bool:
    """Whether a sentence is a question, which reports nothing: «Cờ thi đua được tặng cho đơn vị nào?»."""
    return _QUESTION.search(text.key) is not None


def goes_on(text: Text) -> bool:
    """Whether a sentence opens as one that tells the parts of what the one before it told."""
    return _OPENING.match(text.key) is not None


def parts_of(items: Sequence[Item], totals: Sequence[Draft], shift: int) -> list[Draft]:
    """Return the parts of a total whose numbers add up to it; `shift` is how far ahead the total's sentence begins."""
    for total in totals:
        counted = [
            item
            for item in items
            if item.symbol in "Nm" and item.value.number.count and item.value.noun.kind == total.recipient
        ]
        if total.count and len(counted) > 1 and sum(item.value.number.count for item in counted) == total.count:
            return [_part(total, item, shift) for item in counted]
    return []


def _part(total: Draft, item: Item, shift: int) -> Draft:
    told = [(name, (start - shift, end - shift), rule) for name, (start, end), rule in total.fields]
    fields = [field for field in told if field[0] not in ("recipient", "count")]
    noun = (item.value.noun_start, noun_end(item))
    fields += [("recipient", noun, rule_of(item, kind="recipient")), ("count", (item.start, noun[1]), rule_of(item))]
    return replace(
        total,
        count=item.value.number.count,
        qualifier=item.value.number.qualifier,
        start=item.start,
        end=item.end,
        pattern="assembly.carried",
        fields=tuple(fields),
        unit=item.value.unit,
        among=True,
        carried=("form", "authority"),
    )
