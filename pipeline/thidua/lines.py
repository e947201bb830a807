"""A list told line by line under a sentence that ends in a colon: «… tặng Bằng khen cho các đồng chí:»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from thidua.mentions.base import Mention
from thidua.offsets import Text
from thidua.sentence import Sentence

BULLET = regex.compile(r"[-+*•–—\d.)\s]{0,6}")


def with_lines(sentence: Sentence, following: Iterable[Sentence], text: Text, units: Sequence[Mention]) -> Sentence:
    """Return a sentence with the person or unit that opens each line below it, as one list; itself where there is none.

    `units` are those of the article, in clean offsets. Only the names are text to the rules: what a line goes on to
    say of its person is not read as part of the list.
    """
    if not sentence.text.key.rstrip().endswith(":"):
        return sentence
    heads: list[Mention] = []
    end, opens = sentence.end, False
    for line in following:
        opens = opens or "\n" in text.text[end : line.start]
        end = line.end
        if not opens or BULLET.fullmatch(line.text.key):
            continue
        head = _head(line, units)
        if head is None:
            break
        heads.append(head.moved(-sentence.start))
        opens = False
    if len(heads) < 2:
        return sentence
    piece = text.piece(sentence.start, sentence.start + heads[-1].end)
    return replace(
        sentence,
        text=_masked(piece, sentence.end - sentence.start, heads),
        mentions=(*sentence.mentions, *heads),
    )


def _head(line: Sentence, units: Sequence[Mention]) -> Mention | None:
    """Return the person or unit that a line begins with, in clean offsets."""
    bullet = BULLET.match(line.text.key)
    start = line.start + (bullet.end() if bullet is not None else 0)
    people = (m.moved(line.start) for m in line.mentions if m.kind == "rank")
    place = bisect_left(units, line.start, key=lambda m: m.start)
    head = next((m for m in [*people, *units[place : place + 1]] if m.start <= start and m.end <= line.end), None)
    if head is not None and head.kind == "unit" and any(m.kind == "form" for m in line.mentions):
        return None  # «- UBND huyện tặng Giấy khen: 24 tập thể» tells an award of its own
    return head


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
