"""A sentence of an article with what was found in it: what the steps from mentions to records hand on."""

from __future__ import annotations

from thidua.clean import Block
from thidua.frozen import frozen
from thidua.mentions.base import Mention
from thidua.offsets import Text


@frozen
class Sentence:
    """A sentence of the clean article with its mentions; their spans count from the sentence's start."""

    start: int
    end: int
    block: Block
    text: Text
    mentions: tuple[Mention, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where the sentence stands in the clean article."""
        return self.start, self.end
