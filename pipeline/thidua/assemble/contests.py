"""Prizes of a contest, one after another in a sentence: the teams that win them, and where the winners of one end.

«giải Nhất thuộc về Công an huyện A, Trại giam B và đoàn Công an tỉnh C cùng nhận giải Nhì»: of the comma nothing says
that it parts two prizes, but that somebody must win the first and that a verb follows the others.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.items import Entity, Item
from thidua.offsets import Text

_PRIZE = "giai-thuong"


def _tells_of_prizes(items: list[Item]) -> bool:
    return any(item.symbol == "F" and item.value.form == _PRIZE for item in items)


_HEAD = regex.compile(r"(?:^|(?<=\s))(?:đoàn|đội(?: tuyển)?)\s*$")  # of the body that follows: «đoàn [Công an tỉnh A]»
_TEAM = regex.compile(r"(?:còn )?(?P<team>(?:đoàn|đội(?: tuyển)?) \p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,3})\s*[.!]?")


def teams_by_head(text: Text, items: list[Item]) -> list[Item]:
    """Return the items of a contest's results, «đoàn Gia Lai» as a unit and «đoàn [Công an tỉnh A]» without its head."""
    if not _tells_of_prizes(items):
        return items
    told: list[Item] = []
    for item in items:
        team = _TEAM.fullmatch(text.text, item.start, item.end) if item.symbol == "x" else None
        if team is not None:
            told += [Item("x", item.start, team.start("team"))] if team.start("team") > item.start else []
            told.append(Item("U", team.start("team"), team.end("team"), Entity()))
            continue
        ahead = told[-1] if told and told[-1].symbol == "x" else None
        body = item.symbol in "AU" and item.value.person is None and not item.value.office
        head = _HEAD.search(text.key, ahead.start, ahead.end) if ahead is not None and body else None
        if ahead is None or head is None or text.key[ahead.end : item.start].strip():
            told.append(item)
            continue
        told[-1:] = [replace(ahead, end=head.start())] if head.start() > ahead.start else []
        told.append(item)
    return told


_COUNTED = regex.compile(r"N(?P<others>(?:[,&][UA])+)(?![,&]{1,2}[UHAN](?!x?R))")
_UNITS = regex.compile(r"(?:\d{1,2}|\w+) (?:đơn vị|đội|đoàn)(?: là)? ")


def counted_teams_by_name(text: Text, items: list[Item]) -> list[Item]:
    """Return the items of a contest's results, a number of teams that all have a name as those names: «[hai đơn vị] A và B»."""
    if not _tells_of_prizes(items):
        return items
    told = list(items)
    for row in _COUNTED.finditer("".join(item.symbol for item in items)):
        count = items[row.start()]
        names = 1 + sum(symbol in "UA" for symbol in row["others"])
        if count.value.unit is None or count.value.number.count != names or not _UNITS.match(text.key, count.start):
            continue
        start, end = count.value.unit
        told[row.start()] = Item("U", start, end, Entity(), count.mentions)
    return told


_WINS = regex.compile(r"F(?:P?V)?x?[Cl](?P<winners>[UHAN](?:[,;&][UHAN])+)&?x?R[FQ]")

_NEXT = regex.compile(r"(?<=R)F(?P<joint>[,&])(?=F(?:P?V)?x?[Cl])")  # «… nhận giải Nhất, giải Nhì thuộc về …»


def prizes_apart(items: list[Item]) -> list[Item]:
    """Return the items, the joint between the winners of one prize and those of the next as the end of a clause."""
    if not _tells_of_prizes(items):
        return items
    told = list(items)
    for row in _NEXT.finditer("".join(item.symbol for item in items)):
        if items[row.start()].value.form == _PRIZE:
            told[row.start("joint")] = replace(items[row.start("joint")], symbol=";")
    for row in reversed(list(_WINS.finditer("".join(item.symbol for item in items)))):
        joints = [index for index in range(*row.span("winners")) if items[index].symbol in ",;&"]
        last = max(joints, key=lambda index: ("&,;".index(items[index].symbol), index))
        if items[row.start()].value.form == _PRIZE:
            end = replace(items[last], symbol=";")
            told[last : last + 1] = [end, replace(end, start=end.end)]  # two: a list of people may go on behind one
    return told
