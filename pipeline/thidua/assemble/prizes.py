"""Who won counted prizes, as the words beside them tell: «giải cá nhân» of the row, works, the winners named ahead."""

from __future__ import annotations

import regex

from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.mentions.form import FormValue
from thidua.records import RecipientKind


def tells_prize(line: Line, clause: Clause) -> bool:
    """Whether a clause tells of a prize."""
    slot = clause.slots.get("form") or clause.slots.get("q")
    return slot is not None and form_of(line.items[slot[0]]).form == "giai-thuong"


def told_behind_the_next(line: Line, clause: Clause) -> RecipientKind | None:
    """Return who won prizes, told with the last of their row: «[5 giải Nhất], 6 giải Nhì cá nhân».

    A higher prize is of another row: «4 giải Nhì và một giải Nhất cá nhân».
    """
    form = form_of(line.items[clause.slots["q"][0]])
    row = _NEXT_PRIZES.match("".join(item.symbol for item in line.items[clause.end :]))
    if row is None or form.form != "giai-thuong" or form.class_ is None:
        return None
    for item in line.items[clause.end : clause.end + row.end()]:
        if item.symbol != "Q":
            continue
        after = form_of(item)
        lower = after.class_ > form.class_ if after.class_ is not None else after.name == "Khuyến khích"
        if not lower or after.holder is not None:
            return after.holder if lower else None
    return None


_NEXT_PRIZES = regex.compile(r"(?:[,&]{1,2}Q)+")


def given_to_works(line: Line, end: int) -> bool:
    """Whether works, not people or units, get the prizes that end at an item: «30 giải B cho các tiết mục»."""
    to = next((item for item in line.items[end : end + 8] if item.symbol == "C"), None)
    found = line.context["works"].search(line.text.key, to.end, to.end + 30) if to is not None else None
    return to is not None and found is not None and _SOME.fullmatch(line.text.key, to.end, found.start()) is not None


_SOME = regex.compile(r"\s*(?:các|những|\d+|nhiều)?\s*")


def among_prizes(line: Line, index: int) -> RecipientKind | None:
    """Return the kind of those who won the prizes ahead: «giải Nhất: A; giải Nhì: B; 2 giải Ba: C và D; cùng 5 giải Khuyến khích»."""
    ahead = "".join(item.symbol for item in line.items[:index])
    won = [found for found in _WON_AHEAD.finditer(ahead) if form_of(line.items[found.start()]).form == "giai-thuong"]
    if not won:
        return None
    return "ca-nhan" if line.items[won[-1].end() - 1].value.person is not None else "tap-the"


_WON_AHEAD = regex.compile(r"[FQ](?:C|:)[xn]?[UHA]")


def form_of(item: Item) -> FormValue:
    """Return the form of an award, counted or not."""
    form: FormValue = item.value[1] if item.symbol == "Q" else item.value
    return form
