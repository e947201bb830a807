"""Who won counted prizes, where he is told behind them; and that a team ahead won another prize."""

from __future__ import annotations

import regex

from thidua.assemble.items import Item, Line


def winner_behind(line: Line, start: int) -> Item | None:
    """Return who won counted prizes told first: «Với 5 Huy chương Vàng và 2 Huy chương Bạc giành được, đội A xếp …»."""
    row = "".join(item.symbol for item in line.items[start : start + 12])
    found = _WON_FIRST.match(row) or (_WON_WITH.match(row) if _is_with(line, start) else None)
    return line.items[start + found.start("who")] if found is not None else None


def _is_with(line: Line, start: int) -> bool:
    """Whether the prizes of the list that goes on at `start` open a clause behind «với»."""
    first = start
    while first > 0 and line.items[first - 1].symbol in "Q,&n":
        first -= 1
    return first > 0 and _WITH.search(line.text.key, 0, line.items[first - 1].end) is not None


# «Với 5 giải B và 4 giải Khuyến khích, đội A giành giải Nhất toàn đoàn»
_WITH = regex.compile(r"(?:^|[.,;:]\s*)với\s*(?:tổng cộng\s+|thành tích\s+)?$")
_WON_WITH = regex.compile(r"n?(?:[,&]{1,2}Qn?)*,[xd]?(?P<who>[UHA])[xdhn]{0,2}R")
_WON_FIRST = regex.compile(r"(?:[,&]{1,2}Q)*R,[xd]?(?P<who>[UHA])")


def won_another(line: Line, index: int) -> bool:
    """Whether a team got the award ahead: «giải Nhất cho đội A, 3 giải Khuyến khích» leaves open who got these."""
    while index > 0 and line.items[index - 1].symbol in "UHA,&-":
        index -= 1
    return index > 1 and line.items[index - 1].symbol == "C" and line.items[index - 2].symbol in "FQ"
