"""A draft with its place in the article."""

from __future__ import annotations

from dataclasses import field, replace

import regex

from thidua.assemble.draft import Draft
from thidua.clean import Block
from thidua.frozen import frozen
from thidua.offsets import Text

ADJACENT = 4  # characters between two sentences that follow one another


@frozen
class Located:
    """A draft, the block and sentence that it stands in (spans of the clean article), and what was found out about it.

    `repeats` holds further places that state the same figure.
    """

    draft: Draft
    block: Block
    sentence: tuple[int, int]
    repeats: tuple[Located, ...] = ()
    group: str | None = None
    role: str | None = None
    period: tuple[str, str] | None = None
    period_span: tuple[int, int] | None = None
    period_rule: str | None = None
    unit: tuple[int, int] | None = None
    unit_rule: str = "assembly.unit"
    unsure: tuple[str, ...] = field(default=())

    @property
    def start(self) -> int:
        """First character of the clause in the clean article."""
        return self.sentence[0] + self.draft.start

    @property
    def form_at(self) -> int:
        """Where the award's form begins in the clean article."""
        return self.sentence[0] + next((start for name, (start, _), _ in self.draft.fields if name == "form"), 0)

    @property
    def authority_at(self) -> int:
        """Where the grantor is named in the clean article, the clause where it is not."""
        return self.sentence[0] + next(
            (start for name, (start, _), _ in self.draft.fields if name == "authority"), self.draft.start
        )

    @property
    def end(self) -> int:
        """Where the clause ends in the clean article."""
        return self.sentence[0] + self.draft.end


def may_share_grantor(one: Located, other: Located) -> bool:
    """Whether one grantor may have given both: they name one in common, or one of them names none."""
    a, b = one.draft.authority, other.draft.authority
    return not (a and b) or not set(a).isdisjoint(b)


def with_grantor(item: Located, other: Located) -> Draft:
    """Return an item's draft with the grantor that another one names, and the place that says so, where it has none."""
    if item.draft.authority or not other.draft.authority:
        return item.draft
    shift = other.sentence[0] - item.sentence[0]
    told = tuple(
        (name, (start + shift, end + shift), rule)
        for name, (start, end), rule in other.draft.fields
        if name == "authority"
    )
    return replace(item.draft, authority=other.draft.authority, fields=(*item.draft.fields, *told))


_OF_SOMEBODY = regex.compile(r'"?\s+của\s+\p{Lu}')


def is_by_somebody(text: Text, item: Located) -> bool:
    """Whether a grantor is named whom no rule knows: «nhận bằng khen của Hiệp hội»."""
    ends = [end for name, (_, end), _ in item.draft.fields if name == "form"]
    return bool(ends) and _OF_SOMEBODY.match(text.text, item.sentence[0] + ends[0]) is not None
