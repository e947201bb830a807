"""Numbers that go on with the award of the clause before: «tặng Bằng khen cho 2 tập thể …; 3 cá nhân …»."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, draft_of, noun_end
from thidua.assemble.frame import Frame
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.assemble.others import does_something_else
from thidua.assemble.parts import Among, opened, says_what_they_are
from thidua.assemble.recipients import recipients_of
from thidua.mentions.form import FormValue

# After a comma only these go on with an award; other counted nouns there are mostly something else.
_PLAIN_NOUNS = frozenset(
    {"tập thể", "cá nhân", "lượt tập thể", "lượt cá nhân", "đồng chí", "cán bộ", "cán bộ, chiến sĩ", "hộ gia đình"}
)


_COMPARED = regex.compile(r"(?<!\w)(?:tăng|giảm|nhiều hơn|ít hơn|so với)(?!\w)")


_DISCIPLINES = regex.compile(r"(?<!\w)(?:nội dung|môn)(?:\s+thi)?\s*:")


_RESCUED = regex.compile(
    r"(?<!\w)(?:cứu(?: sống| được| thoát)?|vớt|bắt(?: giữ| được| gọn)?|giúp(?: đỡ)?|cưu mang|khống chế|vây bắt)\s+$"
)


# «3 tập thể: Phòng A, Đội B và 8 cá nhân tham gia chuyên án»: the last of the list, whatever else they do
_ANOTHER_TIME = regex.compile(r"(?:Nx?[,&])*;x?d[xd]?h")
_NAMES_AND = regex.compile(r"x?:[xUHA](?:[,;&-]{1,2}[xUHA])*[,;]?&")


# what follows tells of others: «…; bầu đoàn đại biểu gồm 9 đồng chí», «…, vì đã dìu 7 công nhân ra khỏi hầm»
_OF_OTHERS = regex.compile(
    r"(?:đã )?(?:bầu|cử|thành lập|ra mắt|kết nạp|vì|do đã|nhằm|để|kỉ luật|thăng (?:cấp|quân)|nâng (?:lương|cấp|bậc)"
    r"|bổ nhiệm|điều động|luân chuyển)(?!\w)"
)


_FIGHTER = "Chiến sĩ thi đua"
_LEVEL = regex.compile(r"\s+(?P<level>(?:cấp )?(?:cơ sở|tỉnh|bộ)|toàn (?:quốc|quân|lực lượng))(?!\w)")


def _of_level(line: Line, item: Item, value: FormValue) -> FormValue:
    """Return a title of the level told behind a number: «3 đồng chí đạt Chiến sĩ thi đua toàn lực lượng, 11 đồng chí cấp cơ sở»."""
    level = _LEVEL.match(line.text.key, item.end) if (value.name or "").startswith(_FIGHTER) else None
    return value if level is None else replace(value, name=f"{_FIGHTER} {level['level'].replace('cấp cơ sở', 'cơ sở')}")


def in_bracket(line: Line, item: Item) -> bool:
    return line.text.key.rfind("(", 0, item.start) > line.text.key.rfind(")", 0, item.start)


def _goes_on(line: Line, others: int, index: int) -> bool:
    """Whether the number at `index` is the next of a list that began with others."""
    return others >= 0 and {item.symbol for item in line.items[others + 1 : index]} <= {",", "&"}


def carried(
    line: Line,
    start: int,
    end: int,
    before: Frame | None,
    outer: Frame | None,
    among: Among,
    drafts: list[Draft],
) -> list[Draft]:
    """Return records whose number stands alone behind ";" or ",": «tặng Bằng khen cho 2 tập thể …; 3 cá nhân …».

    Behind a bracket the clause ahead of it goes on: «khen thưởng 4 tập thể (2 Bằng khen …) và 9 cá nhân».
    """
    if before is None or not drafts:
        return []
    from_bracket = bool(start) and in_bracket(line, line.items[start - 1])
    found: list[Draft] = []
    others = -1  # the last number of which something else is told
    for index in range(start, end):
        item = line.items[index]
        if item.symbol not in "Nm" or item.value.number.count is None or index == 0:
            continue
        inside = [i.symbol for i in line.items[start:index]]
        parts = "T" in inside or "g" in inside
        ahead = index - 1
        if parts and index - 2 >= start and line.items[ahead].symbol in "xUn":
            ahead -= 1  # whose number it is: «trong đó lực lượng An ninh 3 tập thể»
            ahead -= ahead - 1 >= start and line.items[ahead].symbol == "n"
        again = _ANOTHER_TIME.fullmatch("".join(inside)) is not None  # «…; năm 2021 có 118 lượt tập thể, …»
        if not again and line.items[ahead].symbol not in (",;&Tg:h" if parts else ",;&:"):
            others = index
            continue
        if any(_OF_OTHERS.match(line.text.key, one.start) for one in line.items[start:index] if one.symbol in "xB"):
            break
        if _RESCUED.search(line.text.key, 0, item.start):
            continue  # «trong đó có anh A, người phá cửa cứu 4 người»
        if _goes_on(line, others, index):
            others = index
            continue  # «…; kiểm điểm 4 tập thể, 7 cá nhân»
        part = opened(line, start, index, [], among)
        if any(symbol in "VMPRWFQE" for symbol in inside):
            break
        behind = line.items[index + 1 : index + 10]
        stop = next((k for k, i in enumerate(behind) if i.symbol == ";"), len(behind))
        if any(i.symbol in "VPRWFQ" for i in behind[:stop]):
            break
        if _COMPARED.search(line.text.key, line.items[start].start, item.end + 12):
            continue
        ends_list = _NAMES_AND.fullmatch("".join(inside)) is not None
        until = behind[stop].start if stop < len(behind) else len(line.text.key)
        of_a_body = parts and "".join(i.symbol for i in behind[:2]) in ("lU", "lA")  # «trong đó 9 người là Công an xã»
        if not ends_list and not of_a_body and does_something_else(line, item.end, until):
            continue  # «2 cán bộ được tặng Bằng khen, 1 cán bộ hy sinh»
        frame = outer if from_bracket and not in_bracket(line, item) else before
        if frame is None:
            continue
        counted_ahead = frame.forms[0].value.form == "giai-thuong" or drafts[-1].pattern == "assembly.counted"
        if counted_ahead and in_bracket(line, item):
            continue  # «4 Huy chương Vàng (đôi nam; 1 cá nhân môn bơi)», «3 Huân chương (1 tập thể, 2 cá nhân)»
        if counted_ahead and _DISCIPLINES.search(line.text.key, drafts[-1].end, item.start):
            continue  # «6 Huy chương Đồng ở các nội dung: đồng đội nữ, 1 cá nhân và 3 đồng đội môn điền kinh»
        if "g" in inside and "T" not in inside:
            if drafts[-1].named:
                continue  # «Ban chuyên án gồm 12 thành viên»: whom the unit is made of
            listed = "".join(inside[inside.index("g") :]).rpartition(";")[2]
            if any(symbol in "UHA" for symbol in listed):
                if item.value.noun.kind == drafts[-1].recipient:
                    continue  # «7 tập thể gồm: Công an huyện X, Phòng Y và 4 Công an xã»: the list names them
                part = Among()  # «2 tập thể gồm: Phòng X, Công an xã Y và 3 cá nhân»
        if "".join(i.symbol for i in behind[:2]) in ("lx", "ln", "lN") or (
            parts and not of_a_body and says_what_they_are(line.text, item)
        ):
            continue  # «…, ba đồng chí là thủ khoa», «trong đó có 31 nữ»: what they are, not what they got
        noun = line.text.key[item.value.noun_start : noun_end(item)]
        if line.items[index - 1].symbol != ";" and not parts and noun not in _PLAIN_NOUNS:
            continue
        slots = {"to": (index, index + 1), "form": (index, index)}
        clause = Clause("assembly.carried", index, index + 1, slots, 0.0)
        value = _of_level(line, item, frame.forms[0].value)
        for r in recipients_of(line, [index]):
            draft = draft_of(line, clause, frame, frame.forms[0], value, r)
            found.append(part.mark(replace(draft, start=item.start, end=item.end, carried=("form", "authority"))))
    return found
