"""The first cascade: the mentions of a sentence become a row of items, each with one symbol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

import regex

from thidua.assemble.classes import classes_apart
from thidua.assemble.contests import counted_teams_by_name, prizes_apart, teams_by_head
from thidua.assemble.counting import join_counts
from thidua.assemble.deeds import deeds_apart, with_so, without_deeds
from thidua.assemble.entities import join_entities
from thidua.assemble.hands import Hands, hands_together
from thidua.assemble.items import MARKERS, Count, Entity, Item, OfficeOf
from thidua.assemble.left_out import (
    without_asides,
    without_encouraged,
    without_heads,
    without_insertions,
    without_opening,
    without_places,
    without_praise,
    without_works,
)
from thidua.assemble.name_lists import names_in_lists
from thidua.assemble.numbers_beside import without_numbers_beside
from thidua.assemble.others import THE_REST
from thidua.assemble.overlaps import chosen
from thidua.assemble.unit_lists import places_that_won, teams_in_lists, units_in_lists, winners_in_lists
from thidua.assemble.unlisted import with_unlisted
from thidua.mentions.base import Mention
from thidua.mentions.number import NumberValue
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text
from thidua.records import VAGUE_FORMS, RecipientKind


def build_items(text: Text, mentions: Sequence[Mention], office_of: OfficeOf) -> list[Item]:
    """Return the items of a sentence in text order; `office_of` tells the authority code of somebody by folded name."""
    items = hands_together(text, _symbols(text, chosen(text, mentions)))
    items = without_encouraged(text, join_counts(text, items))
    items = without_places(text, items)
    items = with_so(text, teams_by_head(text, _with_gaps(text, join_entities(text, items, office_of))))
    items = deeds_apart(text, without_deeds(text, without_asides(text, items)))
    items = without_praise(text, without_heads(text, without_opening(text, items)))
    items = _rest_apart(
        text,
        _all_granting(_in_turn(_winners(text, with_unlisted(text, _merge_parentheses(_hands_in_brackets(items)))))),
    )
    items = without_numbers_beside(text, _closed(text, without_works(text, _to_each(items))))
    items = units_in_lists(text, _divided(text, without_insertions(classes_apart(text, items))))
    items = counted_teams_by_name(text, teams_in_lists(text, _one_subject(items)))
    return prizes_apart(names_in_lists(text, items))


def _winners(text: Text, items: list[Item]) -> list[Item]:
    """Return the items with winners that no rule knows."""
    return winners_in_lists(text, places_that_won(text, items))


def _rest_apart(text: Text, items: list[Item]) -> list[Item]:
    """Return the items with a clause's end ahead of those whom nobody counts, recipients if they get a certificate: «cho 4 tập thể,
    [số còn lại được … tặng Giấy khen]»."""
    apart = [
        replace(item, symbol=";")
        if item.symbol in ",&" and after is not None and after.symbol == "x" and THE_REST.match(text.key, after.start)
        else item
        for item, after in zip_longest(items, items[1:])
    ]
    symbols = "".join(item.symbol for item in apart)
    for row in reversed(list(_REST_GETS.finditer(symbols))):
        first, last = apart[row.start("rest")], apart[row.end("rest") - 1]
        if _ALL_THE_REST.fullmatch(text.key, first.start, last.end):
            left = _as_recipients(text, first.start, last.end, apart[: row.start("rest")])
            apart[row.start("rest") : row.end("rest")] = [left]
    return apart


_REST_GETS = regex.compile(r"(?<![^,;&])(?P<rest>x?n?x)(?=(?:P[xdnAU,&]{0,6}V|R)F(?!,?T))")
_ALL_THE_REST = regex.compile(THE_REST.pattern + r"\s*(?:thì|đều|đã|cũng)?\s*")
_OF_PEOPLE = regex.compile(r"\s*(?:và\s+)?(?:những\s+|các\s+|số\s+)?người")


def _as_recipients(text: Text, start: int, end: int, ahead: Sequence[Item]) -> Item:
    """Return those left as recipients without a number, of the kinds counted ahead: «[số còn lại] được … tặng Giấy khen»."""
    kinds = {item.value.noun.kind for item in ahead if item.symbol in "Nm"}
    kind: RecipientKind = "ca-nhan" if _OF_PEOPLE.match(text.key, start) else "tap-the-ca-nhan"
    kind = next(iter(kinds)) if len(kinds) == 1 else kind
    return Item("N", start, end, Count(NumberValue(None), RecipientValue(kind), start))


# «Phòng A, Phòng B mỗi đơn vị được tặng 1 Bằng khen», «5 đội viên được UBND xã tặng mỗi người một Giấy khen»
_EACH = regex.compile(
    r"(?<=[NmUAHn]),?E[nU](?=[xd]{0,2}(?:PA?[xd]?V|R|h)x?(?P<one>Q))|(?<=[NmUAH][xd]{0,3}P[xd]?(?:A[xd]?)?[VM])E[nx](?P<one>Q)"
)


def _to_each(items: list[Item]) -> list[Item]:
    """Return the items, one award for each of those ahead as an award for them all: «Phòng A, Phòng B [mỗi đơn vị] được tặng [01] Bằng khen»."""
    kept: list[Item | None] = list(items)
    for row in _EACH.finditer("".join(item.symbol for item in items)):
        place = row.start("one")
        number, form = items[place].value
        if number.count == 1:
            kept[row.start() : row.end()] = [None] * (row.end() - row.start())
            kept[place] = replace(items[place], symbol="F", value=form, mentions=items[place].mentions[-1:])
    return [item for item in kept if item is not None]


def _closed(text: Text, items: list[Item]) -> list[Item]:
    """Return the items with a clause's end behind the bracket that counts the classes of an award: «(hạng Nhất: 12; hạng Ba: 51) và …»."""
    return [
        replace(item, symbol=";")
        if ahead is not None
        and (ahead.symbol, item.symbol) == ("Q", "&")
        and text.key[ahead.end : item.start].strip() == ")"
        and ahead.value[1].form == "class-only"
        else item
        for ahead, item in zip([None, *items], items, strict=False)
    ]


_IN_BRACKETS = regex.compile(r"(?=[Nm]\()(?<=F[^AF]*)[Nm]\(O?A\)(?:[,;&]{1,2}[Nm]\(O?A\))+")
_IN_BRACKET = regex.compile(r"(?P<opens>\()(?P<of>O?)A(?P<closes>\))")


def _hands_in_brackets(items: list[Item]) -> list[Item]:
    """Return the items, who rewarded as «của» tells it: «Bằng khen được trao cho 2 tập thể (Thủ tướng), 6 tập thể (Bộ Công an)»."""
    symbols = "".join(item.symbol for item in items)
    told: list[Item | None] = list(items)
    for row in _IN_BRACKETS.finditer(symbols):
        for one in _IN_BRACKET.finditer(symbols, *row.span()):
            opens = items[one.start()]
            told[one.start()] = replace(opens, symbol="O")
            for place in (*range(*one.span("of")), one.start("closes")):
                told[place] = None
    return [item for item in told if item is not None]


_HANDS_IN_TURN = regex.compile(r"FOA(?:[,&]{1,2}F?OA)+(?=x?L)")


def _in_turn(items: list[Item]) -> list[Item]:
    """Return the items, an award told once for all who grant it in turn: «Bằng khen của A, [Bằng khen của] B và [của] C lần lượt …»."""
    kept = list(items)
    for row in _HANDS_IN_TURN.finditer("".join(item.symbol for item in items)):
        told = items[row.start()]
        again = [item for item in items[row.start() + 2 : row.end()] if item.symbol in "FO"]
        if all(item.symbol == "O" or item.value == told.value for item in again):
            kept = [item for item in kept if not any(item is one for one in again)]
    return kept


_GRANTORS = regex.compile(
    r"(?:(?<=P[xd]?)[AU](?:[,&]{1,2}[AU])*|(?<=^|[;:]|[xd],)A(?:[,&]{1,2}[AU])*[,&]{1,2}A)(?=[xdh]?V)"
)


def _all_granting(items: list[Item]) -> list[Item]:
    """Return the items, a body that no rule knows as a grantor one among others: «được Cục A, [Viện B] và Công an tỉnh tặng»."""
    granting = list(items)
    for row in _GRANTORS.finditer("".join(item.symbol for item in items)):
        for index in range(*row.span()):
            if items[index].symbol == "U":
                granting[index] = _granting(items[index])
    for found in _GIVES.finditer("".join(item.symbol for item in items)):
        unit, form = items[found.start("unit")], items[found.end() - 1].value
        if not unit.value.generic and (form is None or form.form in _GIVEN_BY_UNITS):
            granting[found.start("unit")] = _granting(unit)
    return granting


def _granting(unit: Item) -> Item:
    # «V05», «CAP Ngọc Lâm»: told by code or abbreviation, a force all the same
    code = _CODES.get(unit.value.level, "khac")
    return replace(unit, symbol="A", value=replace(unit.value, code=code))


_CODES = {"cuc": "tong-cuc", "xa": "cong-an-xa"}


# «Trung đoàn CSCĐ Nam Trung Bộ đã biểu dương 26 gương», «Trại giam A tặng Giấy khen cho 5 cá nhân»
_GIVES = regex.compile(r"(?<=^|[;:]|[xd],)(?P<unit>U)d?x?(?:W(?=[xd]?C?[Nm])|VF(?=(?:[xd]|n)*C?x?[NmHUA]))")
_GIVEN_BY_UNITS = ("giay-khen", "bang-khen", *VAGUE_FORMS)


# «Phòng A và Đại tá B, Phó Giám đốc; Trung tá C, Đội trưởng; Thiếu tá D đón nhận Huân chương …»
_PARTS = r"[UAH](?:[,&]{1,2}[UAH])*(?:;&?[UAH](?:[,&]{1,2}[UAH])*)+(?=[xdhn]{0,2}[PR])"
_SUBJECT_OF_PARTS = regex.compile(rf"^(?:[xd]+,)?x?{_PARTS}|(?<=F(?:OA)?;|[UAHNm]x;){_PARTS}")


def _one_subject(items: list[Item]) -> list[Item]:
    """Return the items, a list of names that opens a clause with commas for its semicolons: all of them are the subject."""
    joined = list(items)
    for row in _SUBJECT_OF_PARTS.finditer("".join(item.symbol for item in items)):
        joined[row.start() : row.end()] = [
            replace(item, symbol=",") if item.symbol == ";" else item for item in items[row.start() : row.end()]
        ]
    return joined


_NUMBERS = regex.compile(r"(?<=[CVFW])[Nm](?:[,&][Nm])+(?=[xdhn]{0,2}[PR])")


def _divided(text: Text, items: list[Item]) -> list[Item]:
    """Return the items, numbers that are the next clause's subject behind a semicolon: «tặng 5 tập thể, [8 tập thể, 9 cá nhân được …]».

    No list of recipients counts the same noun twice.
    """
    divided = list(items)
    for row in _NUMBERS.finditer("".join(item.symbol for item in items)):
        nouns: list[str] = []
        for index in range(row.start(), row.end(), 2):
            noun = text.key[items[index].value.noun_start : items[index].end].removeprefix("lượt ")
            if noun in nouns:
                divided[index - 1] = replace(items[index - 1], symbol=";")
                break
            nouns.append(noun)
    return divided


# «3 năm liền (2013, 2014, 2015)»: how often, and when
_YEARS_RUNNING = regex.compile(
    r"(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+năm\s+(?:liền|liên tục|liên tiếp)(?!\w)"
)


def _symbols(text: Text, mentions: list[Mention]) -> list[Item]:
    items = []
    for mention in mentions:
        value = mention.value
        if mention.kind == "marker":
            items.append(Item(MARKERS[value], mention.start, mention.end, None, (mention,)))
        elif mention.kind == "form":
            symbol = "W" if value.form in VAGUE_FORMS else "F"
            items.append(Item(symbol, mention.start, mention.end, value, (mention,)))
        elif mention.kind == "authority":
            authority, unit = value if isinstance(value, tuple) else (value, None)
            entity = Entity(code=authority.code, office=authority.office, level=getattr(unit, "level", None))
            items.append(Item("A", mention.start, mention.end, entity, (mention,)))
        elif mention.kind == "unit":
            items.append(Item("U", mention.start, mention.end, Entity(level=value.level), (mention,)))
        elif mention.kind == "rank":
            items.append(
                Item("H", mention.start, mention.end, Entity(person=value.person, rank=value.rank), (mention,))
            )
        elif mention.kind == "date" and _YEARS_RUNNING.match(text.key, mention.start):
            items.append(Item("K", mention.start, mention.end, None, (mention,)))
        else:
            items.append(
                Item(
                    {"number": "#", "recipient": "n", "date": "d"}[mention.kind],
                    mention.start,
                    mention.end,
                    value,
                    (mention,),
                )
            )
    return items


_NOTHING = ("", " ")
_PUNCTUATION = regex.compile(r"[,;:()/]|(?<=\s)[-–—](?=\s)|(?<=\d tt)-|[\p{L}\d%][^,;:()/]*?(?=\s[-–—]\s|[,;:()/]|$)")


def _with_gaps(text: Text, items: list[Item]) -> list[Item]:
    """Put x and punctuation marks between the items."""
    result: list[Item] = []
    end = 0
    for item in [*items, None]:
        stop = item.start if item is not None else len(text.key)
        between = () if text.key[end:stop] in _NOTHING else _PUNCTUATION.finditer(text.key, end, stop)
        for match in between:
            result.append(Item(_mark(match[0], joins=match.start() == end), match.start(), match.end()))
        if item is not None:
            if item.symbol == "#":
                item = Item("x", item.start, item.end)
            result.append(item)
            end = item.end
    return result


def _mark(said: str, *, joins: bool) -> str:
    """Return the symbol of what stands between two items; `joins` where it begins right behind one: «12 TT-20 CN»."""
    if said == "/" or (said == "-" and joins):
        return ","
    if said in ",;:()":
        return said
    return "-" if said in "-–—" else "x"


# a clause of its own: «527 tập thể (đặc biệt có 3 điển hình được Bộ tuyên dương)», «… (Bộ tặng Bằng khen cho 3 tập thể; …)»
_TELLS = regex.compile(r"h[Nm]x?P[xdhn]?A[xdhn]?[VW]|^(?:A[xd]?[VM:]|F(?:OA)?[xd]?V?[C:(]?)[xdF]{0,2}C?[Nm].*;")
_LONGEST_BRACKET = 60  # items


def _merge_parentheses(items: list[Item]) -> list[Item]:
    """Take brackets without an award or a count out of the way (they hold places, ages, photo hints), and asides."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        if item.symbol == "(":
            end = min(index + _LONGEST_BRACKET, len(items))
            close = next((k for k in range(index + 1, end) if items[k].symbol == ")"), None)
            inside = items[index + 1 : close] if close is not None else []
            if close is not None and not any(
                inner.symbol in "NFQW" or isinstance(inner.value, Hands) for inner in inside
            ):
                index = close + 1
                continue
            if _TELLS.search("".join(inner.symbol for inner in inside)):
                result.append(replace(item, symbol=";"))
            index += 1
            continue
        if item.symbol in ")~":
            index += 1
            continue
        if item.symbol == "x" and result and result[-1].symbol == "x":
            told = next((x.value for x in (result[-1], item) if isinstance(x.value, Hands)), None)
            result[-1] = Item("x", result[-1].start, item.end, told)
        else:
            result.append(item)
        index += 1
    return result
