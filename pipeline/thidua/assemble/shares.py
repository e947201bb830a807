"""What goes on behind counted awards: their kinds or classes in a bracket, one more award that has no number."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.delegation import delegators
from thidua.assemble.draft import Draft, granted_field, rule_of
from thidua.assemble.frame import Frame
from thidua.assemble.grammar import Clause
from thidua.assemble.grantor import of_last_form
from thidua.assemble.items import Item, Line
from thidua.assemble.orders import HEAD_OF_STATE
from thidua.assemble.parts import part_of
from thidua.mentions.form import FormValue
from thidua.offsets import Text

_BRACKET = regex.compile(
    r"(?:\s*:\s*[\d.]+)?(?:\s(?:tiên tiến|tiêu biểu|xuất sắc|các loại)){0,3}\s*\(\s*(?:gồm\s+|trong đó\s*:?\s*)?"
)


def shares_in_bracket(line: Line, clause: Clause, draft: Draft) -> list[Draft]:
    """Return the kinds that a bracket divides counted awards into: «2 Huân chương Chiến công hạng Ba (1 tập thể, 1 cá nhân)»."""
    others = tuple(field for field in draft.fields if field[0] != "count")
    return [
        replace(
            draft, recipient=item.value.noun.kind, count=count, end=item.end, unit=None,
            fields=(*others, ("count", (item.start, item.end), rule_of(item))),
        )
        for count, item in _divided(line, clause.end, draft.count)
    ]  # fmt: skip


def with_total_of_kinds(line: Line, clause: Clause, found: list[Draft]) -> list[Draft]:
    """Return counted awards whose kinds stand in a bracket as a total and its parts: «16 Bằng khen (tập thể: 4; cá nhân: 12)»."""
    if "q" not in clause.slots or {draft.recipient for draft in found} != {"tap-the", "ca-nhan"}:
        return found
    item = line.items[clause.slots["q"][0]]
    if not _divided(line, clause.end, item.value[0].count):
        return found
    others = tuple(field for field in found[0].fields if field[0] != "count")
    total = replace(
        found[0], recipient="tap-the-ca-nhan", count=item.value[0].count, end=line.items[clause.end - 1].end,
        fields=(*others, ("count", (item.start, item.end), rule_of(item))),
    )  # fmt: skip
    return [total, *(replace(draft, among=True, listing="all") for draft in found)]


def _divided(line: Line, end: int, total: int | None) -> list[tuple[int, Item]]:
    """Return the counted recipients of a bracket right behind the item before `end`, with their numbers, where those add up to a total."""
    last = line.items[end - 1].end
    close = line.text.key.find(")", last)
    inside = [item for item in line.items[end:] if last <= item.start < close]
    kinds = [item for item in inside if item.symbol == "N"]
    if len(kinds) < 2 or any(item.symbol not in "Nx:,;&" for item in inside):
        return []
    if not _BRACKET.fullmatch(line.text.key, last, kinds[0].start):
        return []
    numbers = [(item.value.number.count or 0, item) for item in kinds]
    return numbers if sum(count for count, _ in numbers) == total else []


def with_kinds_in_bracket(line: Line, end: int, draft: Draft) -> list[Draft]:
    """Return a draft with its parts where a bracket behind its clause divides its recipients: «24 điển hình (10 tập thể, 14 cá nhân)»."""
    divided = [] if draft.named or draft.among else _divided(line, end, draft.count)
    if {item.value.noun.kind for _, item in divided} != {"tap-the", "ca-nhan"}:
        return [draft]
    return [replace(draft, recipient="tap-the-ca-nhan"), *(part_of(draft, item, "all") for _, item in divided)]


def shares_to(line: Line, draft: Draft, given: int | None) -> list[Draft]:
    """Return the recipients behind «cho» who got counted awards, one each: «12 Giấy khen … cho 4 tập thể, 8 cá nhân»."""
    if given is None:
        return []
    behind = []
    for item in line.items[given + 1 :]:
        if item.symbol == "N" and item.value.number.count is not None:
            behind.append(item)
        elif item.symbol not in ",&":
            break
    if not behind or sum(item.value.number.count for item in behind) != draft.count:
        return []
    others = tuple(field for field in draft.fields if field[0] != "count")
    return [
        replace(
            draft, recipient=item.value.noun.kind, count=item.value.number.count, luot=item.value.noun.luot, end=item.end, unit=None,
            fields=(*others, ("count", (item.start, item.end), rule_of(item))),
        )
        for item in behind
    ]  # fmt: skip


def awards_behind(line: Line, clause: Clause, draft: Draft) -> list[Draft]:
    """Return the awards that close a list of counted ones without a number: «5 giải Nhất, 3 giải Ba và giải Nhì toàn đoàn»."""
    behind = [item for item in line.items[clause.start + 1 : clause.end] if item.symbol == "F"]
    by_state = "chu-tich-nuoc" in draft.authority or draft.form.form in HEAD_OF_STATE
    return [
        replace(
            draft,
            form=item.value,
            count=1,
            authority=draft.authority if by_state or item.value.form not in HEAD_OF_STATE else (),
            recipient=item.value.holder or draft.recipient,
            qualifier="exact",
            start=item.start,
            end=item.end,
            fields=(
                ("form", (item.start, item.end), rule_of(item)),
                ("count", (item.start, item.end), rule_of(item)),
                *(
                    field
                    for field in draft.fields
                    if field[0] == "authority" and (by_state or item.value.form not in HEAD_OF_STATE)
                ),
            ),
        )
        for item in behind
        if is_one_more(draft.form, item.value) or _is_badge_of_one(line, clause, draft, item.value)
    ]


def last_behind(line: Line, clause: Clause, frame: Frame, draft: Draft) -> list[Draft]:
    """Return the awards of other grantors that close what one unit or person got: «3 Huân chương …, Bằng khen của Bộ Công an»."""
    if not frame.last or (draft.unit is None and draft.recipient != "ca-nhan"):
        return []
    closing = [(clause.end, frame.last)]
    if "form2" in clause.slots and of_last_form(line, clause):  # «2 Huân chương …, Cờ của Bộ, Bằng khen của Thủ tướng»
        closing = [(clause.slots[name][0], delegators(line, *clause.slots[name])) for name in ("of", "of2")]
    drafts = []
    for end, hand in closing:
        form = next((item for item in reversed(line.items[clause.start + 1 : end]) if item.symbol == "F"), None)
        if form is None or form.value.form == "class-only":
            continue
        codes = tuple(dict.fromkeys(item.value.code for item in hand if item.value.code is not None))
        span = ((form.start, form.end), rule_of(form))
        told = granted_field(replace(frame, authority=hand, granted=codes))
        drafts.append(
            replace(
                draft, form=form.value, count=1, qualifier="exact", luot=False, authority=codes, start=form.start,
                fields=(("form", *span), ("count", *span), *told),
            )
        )  # fmt: skip
    return drafts


def of_hands_in_turn(line: Line, clause: Clause, frame: Frame, draft: Draft) -> list[Draft]:
    """Return the awards of each of several bodies, a number for each: «Bộ Công an, UBND tỉnh lần lượt tặng 16 và 22 Cờ thi đua»."""
    index = clause.slots["q"][0]
    if not any(item.symbol == "L" for item in line.items[max(0, index - _FEW) : index]):
        return []
    numbers = [line.items[index]]
    while index > 1 and line.items[index - 1].symbol in ",&" and _DIGITS.fullmatch(_written(line, index - 2)):
        index -= 2
        numbers.insert(0, line.items[index])
    if len(numbers) < 2 or len(numbers) != len(frame.authority):
        return []
    drafts = []
    for hand, number in zip(frame.authority, numbers, strict=True):
        told = granted_field(replace(frame, authority=(hand,), granted=(hand.value.code,)))
        count = draft.count if number is numbers[-1] else int(line.text.key[number.start : number.end].replace(".", ""))
        form = next(field for field in draft.fields if field[0] == "form")
        drafts.append(
            replace(
                draft, count=count, authority=(hand.value.code,), start=number.start,
                fields=(form, ("count", (number.start, number.end), form[2]), *told),
            )
        )  # fmt: skip
    return drafts


_FEW = 8  # items between «lần lượt» and the last number
_DIGITS = regex.compile(r"\d{1,3}(?:\.\d{3})*")


def _written(line: Line, index: int) -> str:
    return line.text.key[line.items[index].start : line.items[index].end].strip()


def _is_badge_of_one(line: Line, clause: Clause, draft: Draft, form: FormValue) -> bool:
    """Whether a named badge closes what one person got: «Anh được tặng 3 Huân chương … và Kỷ niệm chương “…”.»."""
    closes = clause.end == len(line.items) or line.items[clause.end].symbol in ",;&"
    badge = form.form == "ky-niem-chuong" != draft.form.form and form.name is not None
    return closes and badge and draft.recipient == "ca-nhan"


def is_one_more(form: FormValue, other: FormValue) -> bool:
    """Whether an award behind a counted one is one of its own: «2 Huân chương Chiến công hạng Ba, Huân chương Lao động hạng Nhì»."""
    if other.class_ is None:
        return False
    if form.form != other.form:
        return (
            other.form in ("huan-chuong", "huy-chuong") and other.name is not None
        )  # «5 Bằng khen, Huân chương Lao động hạng Ba»
    if form.form == "giai-thuong":
        return other.holder == "tap-the"
    classed = form.class_ is not None or form.name in _WITHOUT_CLASSES
    return form.form in HEAD_OF_STATE and classed and other.name is not None


_WITHOUT_CLASSES = ("Sao vàng", "Hồ Chí Minh")


_IN_BRACKET = regex.compile(r"\s*\((?:gồm|trong đó)?\s*$")


def with_classes(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts; the classes in a bracket behind a counted award are its parts: «9 Huân chương (2 hạng Nhất, 7 hạng Ba)»."""
    result = list(drafts)
    whole: Draft | None = None  # whose bracket is open
    end = 0
    for index, draft in enumerate(drafts):
        if whole is None or ")" in text.key[end : draft.start] or not _is_class_of(draft, whole):
            counted = draft.pattern == "assembly.counted" or (draft.count is not None and not draft.named)
            whole = draft if counted and draft.form.class_ is None else None
        elif whole.end < end or _IN_BRACKET.match(text.key, end, draft.start):
            result[index] = replace(draft, among=True, listing="all")
        else:
            whole = None
        end = draft.end
    return result


def _is_class_of(draft: Draft, whole: Draft) -> bool:
    if draft.pattern != "assembly.counted" or (draft.form.form, draft.recipient) != (whole.form.form, whole.recipient):
        return False
    medal = (
        whole.form.form == "giai-thuong"
        and whole.form.name is None
        and (draft.form.name or "").startswith("Huy chương")
    )
    return medal or (draft.form.class_ is not None and draft.form.name == whole.form.name)


def of_people(drafts: list[Draft]) -> list[Draft]:
    """Return counted prizes beside «giải tập thể» as those of people: «1 giải Nhất, 2 giải Nhì và 6 giải tập thể»."""
    prizes = [draft for draft in drafts if draft.pattern == "assembly.counted" and draft.form.form == "giai-thuong"]
    if not any(draft.form.holder == "tap-the" and not (draft.form.class_ or draft.form.name) for draft in prizes):
        return drafts
    guessed = {id(d) for d in prizes if d.form.holder is None and d.unit is None and d.recipient == "tap-the"}
    return [replace(draft, recipient="ca-nhan") if id(draft) in guessed else draft for draft in drafts]
