"""Awards in a list without a verb of their own: behind «nhiều phần thưởng cao quý:», or prizes behind a prize."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.assemble.frame import Frame
from thidua.assemble.giver import is_object
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Line
from thidua.assemble.recipients import Recipients, recipients_of, with_unit
from thidua.assemble.spoken import speaks_of_one, who_died

HEAD = 80  # characters ahead of a colon in which the head of a list speaks of awards
LISTED = ("assembly.listed", "assembly.listed-given")


def listed(line: Line, clause: Clause, frame: Frame, subjects: Sequence[Recipients]) -> list[Recipients]:
    """Return whose the award is: of the clause before where prizes go on, else of the unit that the list speaks of."""
    if subjects:
        return list(subjects)
    dead = who_died(line)
    if dead is not None:
        return recipients_of(line, [dead])
    colon = list_head(line, clause)
    if colon is None:
        return []
    holder = next(
        (
            i
            for i in reversed(range(_before_agents(line, colon)))
            if line.items[i].symbol in "UHA" and line.items[i] not in frame.authority
        ),
        None,
    )
    if holder is not None and not is_agent(line, holder):
        return [with_unit(line, clause, r) for r in recipients_of(line, [holder])]
    form = line.items[clause.slots["form"][0]]
    one = form.value.holder == "ca-nhan" or speaks_of_one(line, form.start)
    return [Recipients("ca-nhan" if one else "tap-the", 1, "exact", False, (), form, None)]


def _before_agents(line: Line, end: int) -> int:
    """Return where those are behind who give: the place of «được» in «A được Đảng, Bộ Công an, UBND tỉnh tặng …»."""
    passive = next((i for i in reversed(range(end)) if line.items[i].symbol == "P"), end)
    return passive if passive < end and line.items[passive + 1].symbol == "A" else end


def is_agent(line: Line, index: int) -> bool:
    """Whether a body is the agent of a verb: «được Chính phủ tặng»."""
    return (index > 0 and line.items[index - 1].symbol in "PD") or is_object(line, index)


def has_own_year(line: Line, clause: Clause) -> bool:
    """Whether an award follows another with its date, and has one too: «Huân chương … vào năm 1995, Bằng khen … vào năm 2007»."""
    start = clause.start
    while start > 0 and line.items[start - 1].symbol in "x,;&":
        start -= 1
    behind = "".join(item.symbol for item in line.items[clause.end : clause.end + 2])
    return start > 1 and line.items[start - 1].symbol == "d" and behind.removeprefix("x").startswith("d")


def list_head(line: Line, clause: Clause) -> int | None:
    """Return where the list opens whose head speaks of awards: «nhiều phần thưởng cao quý:», «…, trong đó có»."""
    for index in range(clause.start - 1, -1, -1):
        if line.items[index].symbol == ":" and index and line.items[index - 1].symbol == "F":
            continue  # «…: Huân chương …; Huân chương Chiến công: 01 hạng Nhất»
        if line.items[index].symbol in ":T":
            ahead = line.text.key[: line.items[index].start]
            return index if line.context["list-head"].search(ahead, max(0, len(ahead) - HEAD)) else None
    return None
