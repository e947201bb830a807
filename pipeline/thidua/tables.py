"""Tables: a head of kinds of recipients, and lines of an award with a number for each: «Hình thức | Tập thể | Cá nhân».

A heading may name one kind («* Tập thể:»), and an award may head the lines of the kinds («- Tập thể: 3», «- Cá nhân: 5»).
Of a table in a page the text has only its lines; cells are apart by spaces, tabs or bars. A line is read where it ends in
as many numbers as the head has kinds, else it is left alone: a number in the wrong column is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Count, Item
from thidua.lines import BULLET, names_an_award_only
from thidua.mentions.base import Mention
from thidua.mentions.number import NumberValue
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text
from thidua.records import RecipientKind
from thidua.sentence import Sentence

_KINDS: dict[str, RecipientKind] = {
    "tập thể": "tap-the", "đơn vị": "tap-the", "cá nhân": "ca-nhan", "hộ gia đình": "ho-gia-dinh", "gia đình": "ho-gia-dinh",
}  # fmt: skip
_GAP = r"[\s|]+"
_HEAD = regex.compile(
    rf"(?:[|\s]*(?:stt|tt|hình thức|danh hiệu|loại|nội dung|cấp khen|cơ quan|cấp|các|khen thưởng|khen|thi đua|và)(?!\w))+{_GAP}"
    rf"(?:(?:số(?: lượng)? )?(?P<kind>{'|'.join(_KINDS)})(?:{_GAP})?)+(?:ghi chú[|\s]*)?"
)
_HEADING = regex.compile(
    rf"{BULLET.pattern}(?:[a-zđ][.)]\s*)?(?:về |khen thưởng |đối với |danh hiệu |các )*(?P<kind>{'|'.join(_KINDS)})\s*:?\s*"
)
_OF_A_KIND = regex.compile(
    rf"{BULLET.pattern}(?:về )?(?P<kind>{'|'.join(_KINDS)})\s*[:=–-]\s*(?P<cell>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,5}})(?:\s*(?:tập thể|cá nhân|đơn vị|đồng chí|người|hộ))?\s*[.;,]?\s*"
)
_ROW = regex.compile(
    rf"[|\s]*(?:\d{{1,2}}[.)]?{_GAP})?(?P<award>.*?[^\s|]):?(?:{_GAP}(?P<cell>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,5}}|[-–]))+[|\s]*"
)


def head_of(text: Text) -> tuple[RecipientKind, ...]:
    """Return the kinds of recipients that the head of a table names, in order; none for any other line."""
    if len(text.key) >= _LONGEST_HEAD:
        return ()
    found = _HEAD.fullmatch(text.key) or _HEADING.fullmatch(text.key)
    return tuple(_KINDS[kind] for kind in found.captures("kind")) if found is not None else ()


_LONGEST_HEAD = 120


def row_of(
    sentence: Sentence, kinds: Sequence[RecipientKind], items_of: Callable[[Sentence], list[Item]]
) -> list[Item] | None:
    """Return the items of a line of a table: its award, a colon, and each number as one of recipients; None for another line."""
    found = _ROW.fullmatch(sentence.text.key)
    if found is None or len(found.captures("cell")) != len(kinds):
        return None
    start, end = found.span("award")
    # a body's name may have run on into a number: «UBND thành phố | 31»
    label = [replace(m, end=min(m.end, end)) for m in sentence.mentions if start <= m.start < end]
    items = items_of(replace(sentence, mentions=tuple(label)))
    if not any(item.symbol == "F" for item in items):
        return None
    numbers = {mention.start: mention for mention in sentence.mentions if mention.kind == "number"}
    row = [item for item in items if item.end <= end]
    row.append(Item(":", end, end))
    for (cell, stop), kind in zip(found.spans("cell"), kinds, strict=True):
        mentions = (numbers[cell],) if cell in numbers else ()
        row += _cell(sentence.text.key[cell:stop], cell, kind, mentions)
    return row[:-1]


def _cell(written: str, start: int, kind: RecipientKind, mentions: tuple[Mention, ...]) -> list[Item]:
    """Return a number that stands at `start` as recipients of a kind, and a comma behind it; nothing for «-» and 0."""
    digits, end = written.replace(".", ""), start + len(written)
    if not digits.isdigit() or not int(digits):
        return []
    count = Count(NumberValue(int(digits)), RecipientValue(kind), start)
    return [Item("N", start, end, count, mentions), Item(",", end, end)]


def column_of(
    sentence: Sentence, following: Iterable[Sentence], items_of: Callable[[Sentence], list[Item]]
) -> tuple[list[Item], int]:
    """Return the items of a line that names an award only, with a number for each kind from the lines below, and where the
    last of them ends; none where there are none: «Bằng khen của Bộ Công an:⏎- Tập thể: 3⏎- Cá nhân: 5»."""
    if not names_an_award_only(sentence):
        return [], sentence.end
    cells: list[Item] = []
    end = sentence.end
    for line in following:
        if BULLET.fullmatch(line.text.key):
            continue
        found = _OF_A_KIND.fullmatch(line.text.key)
        if found is None:
            break
        shift, end = line.start - sentence.start, line.end
        cells += _cell(found["cell"], shift + found.start("cell"), _KINDS[found["kind"]], ())
    if not cells:
        return [], sentence.end
    items = items_of(sentence)
    label = items[:-1] if items and items[-1].symbol == ":" else items
    if not any(item.symbol == "F" for item in label):
        return [], sentence.end
    return [*label, Item(":", label[-1].end, label[-1].end), *cells[:-1]], end
