"""How often an award was won: «3 lần được tặng Bằng khen», «5 năm liền đạt danh hiệu Đơn vị quyết thắng»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, granted_field, rule_of
from thidua.assemble.frame import Frame
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line, says_so
from thidua.assemble.recipients import Recipients
from thidua.assemble.spoken import names_one, speaks_of_one
from thidua.mentions.number import parse_words
from thidua.records import Qualifier, RecipientKind

_HOW_OFTEN = regex.compile(r"\s+(?:năm|lần)(?!\w).*$")  # behind the number, which may be «năm» itself


def times(line: Line, clause: Clause, frame: Frame, subjects: Sequence[Recipients]) -> list[Draft]:
    """Return the draft of «K lần», «K năm liền được tặng»: the awards are counted."""
    item = line.items[clause.slots["times"][0]]
    word = _HOW_OFTEN.sub("", line.text.key[item.start : item.end]).strip()
    count = int(word) if word.isdigit() else parse_words(word)
    form = frame.forms[0]
    if count == _classes_in_bracket(line, clause, form) or _OF_A_DEED.search(line.text.key, 0, item.start):
        count = 1
    pronoun = "to" not in clause.slots and (speaks_of_one(line, item.start) or names_one(line, item.start))
    person = pronoun or _is_person(line, clause) or _PRONOUN.match(line.text.key, item.end) is not None
    person = person or ("to" not in clause.slots and (_one_person(subjects) or _person_behind(line, clause)))
    person = person and not (form.value.name or "").startswith(_OF_COLLECTIVES)
    kind: RecipientKind = "ca-nhan" if form.value.holder == "ca-nhan" or person else "tap-the"
    fields = [("form", (form.start, form.end), rule_of(form)), ("count", (item.start, item.end), rule_of(item))]
    fields += granted_field(frame)
    holder = line.items[clause.slots["to"][0]] if "to" in clause.slots else None
    unit = (
        (holder.start, holder.end)
        if holder is not None and holder.symbol in "AU" and holder.value.person is None
        else None
    )
    return [
        Draft(
            form.value,
            kind,
            count,
            line.items[clause.start].start,
            line.items[clause.end - 1].end,
            clause.pattern,
            frame.granted,
            qualifier=_how_sure(line, item.start),
            status=frame.status,
            fields=tuple(fields),
            unit=unit,
        )
    ]


def so_often(line: Line, clause: Clause, draft: Draft) -> Draft:
    """Return praise with how often it was given, told behind it: «Đội được khen thưởng 19 lượt (3 Bằng khen …)»."""
    end = line.items[clause.end - 1].end
    often = _SO_OFTEN.match(line.text.key, end)
    if clause.pattern != "assembly.commended" or often is None or draft.count != 1:
        return draft
    fields = [field for field in draft.fields if field[0] != "count"]
    fields.append(("count", often.span("count"), "assembly.so-often"))
    return replace(
        draft,
        recipient="tap-the-ca-nhan" if often["both"] else draft.recipient,
        count=int(often["count"].replace(".", "")),
        qualifier=_how_sure(line, often.start("count")),
        luot=True,
        end=often.end("luot"),
        named=(),
        fields=tuple(fields),
    )


# «được khen thưởng trên 480 lượt, cả tập thể lẫn cá nhân»
_SO_OFTEN = regex.compile(
    r"\s*(?:(?:tổng cộng|hơn|trên|gần|khoảng|ít nhất) )?(?P<count>\d{1,3}(?:\.\d{3})?) (?P<luot>lượt)(?=\s*[,.;(]|$)"
    r"(?P<both>,? (?:gồm )?cả (?:tập thể (?:lẫn|và) cá nhân|cá nhân (?:lẫn|và) tập thể)(?!\w))?"
)
_OF_A_DEED = regex.compile(
    r"(?<!\w)hiến (?:máu|tiểu cầu)(?: tình nguyện| nhân đạo)?\s+$"
)  # «A hiến máu 12 lần được tặng Giấy khen»
_OF_COLLECTIVES = ("Đơn vị", "Tập thể")  # titles: «Đội của anh cũng 5 năm liên tục là Đơn vị Quyết thắng»
_PRONOUN = regex.compile(r"\s+(?:tôi|anh|chị|ông|bà|cô|già|cụ)(?!\w)")  # «ba lần tôi được giấy khen»
_MORE = regex.compile(r"(?<!\w)(?:hơn|trên|ít nhất|không dưới)\s+$")
_ABOUT = regex.compile(r"(?<!\w)(?:gần|khoảng|ngót|xấp xỉ|chừng)\s+$")


def _how_sure(line: Line, start: int) -> Qualifier:
    """Return what the word ahead of the number makes of it: «hơn 20 lần được tặng Giấy khen»."""
    if _MORE.search(line.text.key, 0, start):
        return "at-least"
    return "approx" if _ABOUT.search(line.text.key, 0, start) else "exact"


_FIRST_CLASS = regex.compile(r": hạng \w+$")


def _classes_in_bracket(line: Line, clause: Clause, form: Item) -> int:
    """Return how many classes a bracket tells one by one, 0 without one: «2 lần được tặng Huân chương … (hạng Nhì, hạng Ba)»."""
    opened = line.text.key.rfind("(", form.start, form.end)
    closed = line.text.key.find(")", form.end)
    if _FIRST_CLASS.search(line.text.key, form.start, form.end):  # «…: hạng Ba vào năm 2002, hạng Nhất vào năm 2008»
        closed = next((item.start for item in line.items[clause.end :] if item.symbol == ";"), len(line.text.key))
    elif opened < 0 or closed < 0:
        return 0
    behind = [item for item in line.items[clause.end :] if item.end <= closed and item.symbol == "F"]
    return 1 + len([item for item in behind if item.value.form == "class-only"])


def of_the_last(line: Line, clause: Clause) -> Clause:
    """Return a clause of times without those whom a semicolon divides from its subject: «như Phòng A, Phòng B; Đại úy C, 3 năm liền là …»."""
    if clause.pattern != "assembly.times" or "to" not in clause.slots:
        return clause
    first, end = clause.slots["to"]
    last = next((index for index in range(end - 1, first, -1) if line.items[index].symbol == ";"), None)
    if last is None:
        return clause
    return replace(clause, start=last + 1, slots={**clause.slots, "to": (last + 1, end)})


def of_many(line: Line, clause: Clause) -> bool:
    """Whether a number of recipients stands before the times: «129 người hiến máu 30 lần nhận Bằng khen» are 129 people."""
    if "to" not in clause.slots:
        return False
    first = clause.slots["times"][0]
    if line.items[first - 1].symbol == "h" and line.text.key.endswith("lần", 0, line.items[first].end):
        return False  # «Công an 2 tỉnh có 5 lần được tặng …»
    holders = [line.items[index] for index in range(*clause.slots["to"]) if line.items[index].symbol in "Nm"]
    return any((one.value.number.count or 0) > 1 for one in holders)


def _one_person(subjects: Sequence[Recipients]) -> bool:
    """Whether the clause before speaks of one person, who goes on here: «A hai lần đoạt giải A, ba lần nhận giải C»."""
    return len(subjects) == 1 and subjects[0].kind == "ca-nhan" and subjects[0].count == 1


def _person_behind(line: Line, clause: Clause) -> bool:
    """Whether the subject follows: «Với 5 lần được tặng Bằng khen, Đại úy A là …»."""
    behind = line.items[clause.end : clause.end + 2]
    if [item.symbol for item in behind] == [",", "H"]:
        return True
    return _HE.match(line.text.key, line.items[clause.end - 1].end) is not None


_HE = regex.compile(r"\s*,\s(?:ông|bà|anh|chị|cô|thầy)\s(?:là|đã|được|luôn|vẫn|trở thành)(?!\w)")


def _is_person(line: Line, clause: Clause) -> bool:
    if "to" not in clause.slots:
        return False
    index = clause.slots["to"][0]
    item = line.items[index]
    if item.symbol not in "HA" or says_so(line, index):
        return False
    # «Trưởng Công an xã được khen 2 lần»
    return item.value.person is not None or (item.symbol == "A" and item.value.office)
