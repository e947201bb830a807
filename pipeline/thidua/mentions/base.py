"""What all finders of mentions share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from thidua.frozen import frozen
from thidua.matcher import Hit


@frozen
class Mention:
    """A stretch of clean text that means something: its kind, its value, and the rule that read it."""

    kind: str
    start: int
    end: int
    value: Any
    rule: str

    def moved(self, offset: int) -> Mention:
        """Return the mention `offset` characters further on."""
        return Mention(self.kind, self.start + offset, self.end + offset, self.value, self.rule)


Build = Callable[[Hit], Any]


def build_all(kind: str, builders: Mapping[str, Build], hits: Iterable[Hit]) -> list[Mention]:
    """Return the mentions of `hits`: the value comes from the rule's builder, which may refuse with None."""
    mentions = []
    for hit in hits:
        rule = hit.rule
        if rule.build is None and not builders:
            value = rule.value
        elif rule.build is not None and rule.build in builders:
            value = builders[rule.build](hit)
        else:
            wrong = "needs a build" if rule.build is None else f"unknown build {rule.build!r}"
            raise rule.error(f"{wrong}; known are {', '.join(sorted(builders)) or 'none'}")
        if value is not None:
            mentions.append(Mention(kind, hit.start, hit.end, value, rule.id))
    return mentions
