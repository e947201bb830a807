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
_OPENING = regex.compile(rf"{BULLET.pattern}(?:tập thể\s+)?")  # «- Tập thể Đội A»
NUMBERED = regex.compile(r"\s*(?:[-+*•–—]|\d{1,2}\s*[.)])")  # a line of a list begins so


def with_lines(sentence: Sentence, following: Iterable[Sentence], text: Text, units: Sequence[Mention]) -> Sentence:
    """Return a sentence with the person or unit that opens each line below it, as one list; itself where there is none.

    The sentence ends in a colon, or it is the heading of numbered lines: «I. Bằng khen của Bộ Công an⏎1. Đội A⏎2. Đội B».
    `units` are those of the article, in clean offsets. Only the names are text to the rules: what a line goes on to
    say of its person is not read as part of the list.
    """
    named = not sentence.text.key.rstrip().endswith(":")
    if named and not names_an_award_only(sentence):
        return sentence
    heads: list[Mention] = []
    end, opens, numbered = sentence.end, False, False
    for line in following:
        opens = opens or "\n" in text.text[end : line.start]
        end = line.end
        if not opens or BULLET.fullmatch(line.text.key):
            numbered = numbered or opens
            continue
        head = _head(line, units)
        goes_on = numbered or NUMBERED.match(line.text.key) is not None
        if named and head is None and goes_on and not any(m.kind == "form" for m in line.mentions):
            return sentence  # one whom nobody knows: the others are not all
        if head is None or (named and not (goes_on and _ENDS.match(line.text.key, head.end - line.start))):
            break
        heads.append(head.moved(-sentence.start))
        opens = numbered = False
    if len(heads) < 2 - named:
        return sentence
    piece = text.piece(sentence.start, sentence.start + heads[-1].end)
    return replace(
        sentence,
        text=_masked(piece, sentence.end - sentence.start, heads, colon=named),
        mentions=(*sentence.mentions, *heads),
    )


def _head(line: Sentence, units: Sequence[Mention]) -> Mention | None:
    """Return the person or unit that a line begins with, in clean offsets."""
    opening = _OPENING.match(line.text.key)
    start = line.start + (opening.end() if opening is not None else 0)
    people = (m.moved(line.start) for m in line.mentions if m.kind == "rank")
    place = bisect_left(units, line.start, key=lambda m: m.start)
    head = next((m for m in [*people, *units[place : place + 1]] if m.start <= start and m.end <= line.end), None)
    if head is not None and head.kind == "unit" and any(m.kind == "form" for m in line.mentions):
        return None  # «- UBND huyện tặng Giấy khen: 24 tập thể» tells an award of its own
    return head


_ENDS = regex.compile(r"\s*(?:$|[.;]\s*$|[,:(–-])")  # no sentence of theirs: «1. Công an tỉnh phá 3 vụ án»
_OF_A_HEADING = regex.compile(
    r"(?:[ivx]{1,4}|[a-zđ]|\d{1,2}|của|danh hiệu|được|tặng|nhận|do|đợt|năm|và|(?:danh sách )?(?:các |những )?(?:tập thể|cá nhân|đơn vị|đồng chí)|đạt|[^\w\s]|\s)*"
)


def names_an_award_only(sentence: Sentence) -> bool:
    """Whether a line is the heading of a list, an award and perhaps who grants it: «II. Giấy khen của Giám đốc Công an tỉnh»."""
    if len(sentence.text.key) > _LONGEST_HEADING:
        return False
    key = list(sentence.text.key)
    for mention in sentence.mentions:
        if mention.kind in ("form", "authority", "unit", "date"):
            key[mention.start : mention.end] = " " * (mention.end - mention.start)
    return _OF_A_HEADING.fullmatch("".join(key)) is not None


_LONGEST_HEADING = 120


def _masked(piece: Text, end: int, heads: Sequence[Mention], *, colon: bool) -> Text:
    """Return a text in which, behind `end`, only the heads stand, with semicolons between them; with a colon ahead if asked."""
    key, cased = list(piece.key), list(piece.cased)
    key[end:] = cased[end:] = " " * (len(key) - end)
    if colon:
        key[end] = cased[end] = ":"
    for place, head in enumerate(heads):
        key[head.start : head.end] = piece.key[head.start : head.end]
        cased[head.start : head.end] = piece.cased[head.start : head.end]
        if place:
            key[head.start - 1] = cased[head.start - 1] = ";"
    return replace(piece, key="".join(key), cased="".join(cased))
