"""Awards told line by line below a sentence that speaks of them: «Phần thưởng cao quý của đơn vị:⏎- Năm 2016: Cờ thi đua …»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft
from thidua.assemble.drafts import assemble
from thidua.assemble.items import Item
from thidua.assemble.listed import HEAD
from thidua.assemble.symbols import build_items
from thidua.lines import BULLET, NUMBERED
from thidua.offsets import Text
from thidua.reading import Reading, find_mentions
from thidua.sentence import Sentence

_MOST = 60  # lines below one head
_ENTRY = regex.compile(r"-?d?[,:-]?x?:?[FQ][FQOAdxCK,;&:()-]*")  # awards alone, perhaps with a year ahead


def entries_below(reading: Reading, head: int) -> list[Sentence]:
    """Return the lines below a sentence that speaks of awards and ends in a colon, where they only name awards; else none."""
    if head + 1 not in reading.forms and head + 2 not in reading.forms:  # behind its number, «1.»
        return []
    key = reading.layout.piece(head).key.rstrip()
    if not key.endswith(":") and not _is_heading(reading, head):
        return []
    if reading.rules.context["list-head"].search(key, max(0, len(key) - HEAD)) is None:
        return []
    entries: list[Sentence] = []
    others = 0  # bulleted lines that say more
    end, opens = reading.layout.spans[head][1], False
    for index in range(head + 1, min(head + _MOST, len(reading.layout.spans))):
        start, stop = reading.layout.spans[index]
        opens = opens or "\n" in reading.text.text[end:start]
        end = stop
        if opens and BULLET.fullmatch(reading.layout.piece(index).key):
            continue  # «1.», which its full stop cuts off
        if not opens or index not in reading.forms:
            break
        line = reading.sentence(index)
        opens = False
        if _ENTRY.fullmatch("".join(item.symbol for item in _items(reading, line))):
            entries.append(line)
        elif _BULLETED.match(line.text.key) is None:
            break
        else:
            others += 1  # it is read by itself, and the list goes on behind it
    return entries if len(entries) + others > 1 else []


_BULLETED = regex.compile(r"\s*[-+*•–]\s")
_LONGEST_HEADING = 90
_DATED_ENTRY = regex.compile(r"\s*[-+*•–]\s*(?:năm )?(?:19|20)\d\d\s*:")


def _is_heading(reading: Reading, index: int) -> bool:
    """Whether a sentence is a line of its own that heads lines with years: «NHỮNG PHẦN THƯỞNG CAO QUÝ⏎- Năm 1985: Huân chương …»."""
    start, end = reading.layout.spans[index]
    key = reading.text.key
    alone = end - start <= _LONGEST_HEADING and key[start - 1 : start] in ("", "\n") and key[end : end + 1] == "\n"
    return alone and key[end - 1] not in ".!?…" and _DATED_ENTRY.match(key, end + 1) is not None


def told_by_line(reading: Reading, head: int, entries: Sequence[Sentence]) -> Iterator[tuple[Sentence, list[Draft]]]:
    """Yield the drafts of each line below a head, which says whose they are."""
    above = reading.sentence(head)
    mentions = find_mentions(above.text, reading.rules, reading.units_in(*above.span), heads=True)
    whole = _joined(replace(above, mentions=tuple(mentions)), entries, reading.text)
    drafts = assemble(whole.text, _items(reading, whole), reading.rules).drafts
    for line in entries:
        first, last = line.start - above.start, line.end - above.start
        yield line, [draft.in_line(first) for draft in drafts if first <= draft.form_at < last]


_PROPOSES = regex.compile(
    r"(?<!\w)(?:đề nghị|đề xuất|kiến nghị|xét khen thưởng|xét tặng|lấy ý kiến|danh sách dự kiến|(?<!(?:quá|công|chương|hành|lộ) )trình)(?!\w)[^.;:]{0,80}:$"
)


def proposed_above(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence stands in a list below a head that proposes: «Hội đồng thống nhất đề nghị:⏎1. Bộ tặng Cờ …»."""
    index = index_of(reading, sentence)
    spans = reading.layout.spans
    for at in range(index, max(index - _MOST, -1), -1):
        key = reading.layout.piece(at).key.rstrip()
        if at < index and _PROPOSES.search(key):
            return True
        opens = at == 0 or "\n" in reading.text.text[spans[at - 1][1] : spans[at][0]]
        numbered = NUMBERED.match(key) or (at > 0 and BULLET.fullmatch(reading.layout.piece(at - 1).key))
        if opens and not numbered:
            return False
    return False


def index_of(reading: Reading, sentence: Sentence) -> int:
    """Return the number of a sentence."""
    return bisect_left(reading.layout.spans, sentence.span)


def _items(reading: Reading, sentence: Sentence) -> list[Item]:
    return build_items(sentence.text, sentence.mentions, reading.office_of)


def _joined(head: Sentence, lines: Sequence[Sentence], text: Text) -> Sentence:
    """Return a sentence with the lines below it as one: «Thành tích tiêu biểu:⏎- Năm 2016: Cờ thi đua;⏎- Năm 2018: Bằng khen.».

    Where a line ends stands a semicolon to the rules; its bullet, its full stop and the colon beside its date or «9 lần» are blanks.
    """
    piece = text.piece(head.start, lines[-1].end)
    key, cased = list(piece.key), list(piece.cased)
    mentions = list(head.mentions)
    end = head.end - head.start
    headed = not piece.key[:end].rstrip().endswith(":")  # a heading: a colon for its line's end
    for line in lines:
        start, line_key = line.start - head.start, line.text.key
        bullet = BULLET.match(line_key)
        opens = bullet.end() if bullet is not None else 0
        blanks = [*range(end, start + opens)]
        if line_key.endswith((".", ";")):
            blanks.append(start + len(line_key) - 1)
        dates = [m for m in line.mentions if m.kind == "date" and m.start <= opens]
        blanks += [start + m.end for m in dates if line_key[m.end : m.end + 1] == ":"]
        told = [m for m in line.mentions if m.kind == "date" or m.value == "times"]
        blanks += [start + colon for m in told if (colon := _colon_ahead(line_key, m.start)) is not None]
        for at in blanks:
            key[at] = cased[at] = " "
        if line is not lines[0]:
            key[start - 1] = cased[start - 1] = ";"
        mentions += [m.moved(start) for m in line.mentions]
        end = start + len(line_key)
    if headed:
        key[head.end - head.start] = cased[head.end - head.start] = ":"
    masked = replace(piece, key="".join(key), cased="".join(cased))
    return replace(head, end=lines[-1].end, text=masked, mentions=tuple(mentions))


def _colon_ahead(key: str, start: int) -> int | None:
    """Return where the colon stands that divides an award from its years or times: «Cờ thi đua của Chính phủ: các năm 2008, 2012»."""
    ahead = key[:start].rstrip()
    return len(ahead) - 1 if ahead.endswith(":") else None
