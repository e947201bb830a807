"""A list told line by line under a sentence that ends in a colon: «… tặng Bằng khen cho các đồng chí:»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from thidua.mentions.base import Mention
from thidua.offsets import Text

if TYPE_CHECKING:
    from thidua.extraction import Sentence

_BULLET = regex.compile(r"[-+*•–—\d.)\s]{0,6}")

_HEADS = ("rank", "unit")


def with_lines(sentence: Sentence, following: Sequence[Sentence], text: Text) -> Sentence:
    """Return a sentence with the person or unit that opens each line below it, as one list; itself where there is none.

    Only those names are text to the rules: what a line goes on to say of its person is not read as part of the list.
    """
    if not sentence.text.key.rstrip().endswith(":"):
        return sentence
    heads: list[Mention] = []
    end = sentence.end
    for line in following:
        if "\n" in text.text[end : line.start]:
            head = _head(line)
            if head is None:
                break
            offset = line.start - sentence.start
            heads.append(replace(head, start=head.start + offset, end=head.end + offset))
        end = line.end
    if len(heads) < 2:
        return sentence
    end = sentence.start + heads[-1].end
    return replace(
        sentence,
        text=_masked(text.piece(sentence.start, end), sentence.end - sentence.start, heads),
        mentions=(*sentence.mentions, *heads),
    )


def _head(line: Sentence) -> Mention | None:
    """Return the person or unit that a line begins with."""
    bullet = _BULLET.match(line.text.key)
    start = bullet.end() if bullet is not None else 0
    return next((m for m in line.mentions if m.kind in _HEADS and m.start <= start), None)


def _masked(piece: Text, end: int, heads: Sequence[Mention]) -> Text:
    """Return a text in which, behind `end`, only the heads stand, with semicolons between them."""
    key, cased = list(piece.key), list(piece.cased)
    key[end:] = cased[end:] = " " * (len(key) - end)
    for place, head in enumerate(heads):
        key[head.start : head.end] = piece.key[head.start : head.end]
        cased[head.start : head.end] = piece.cased[head.start : head.end]
        if place:
            key[head.start - 1] = cased[head.start - 1] = ";"
    return replace(piece, key="".join(key), cased="".join(cased))
