"""Lists of the parts of a total: what opens them, whether they are whole, what stands in them.

Also the parts that the next sentence lists without naming the award: «… tuyên dương 70 cá nhân. Trong đó, 30 … và 40 …».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.draft import Draft, noun_end, rule_of
from thidua.assemble.items import Item, Line
from thidua.frozen import frozen
from thidua.mentions.form import FormValue
from thidua.offsets import Text
from thidua.records import VAGUE_FORMS, Listing, RecipientKind

_OPENING = regex.compile(
    r"[*\s–-]*(trong đó|trong số đó|trong số này|cụ thể|gồm|(?:huân chương )?hạng (?:nhất|nhì|ba)(?=\s+(?:được|tặng|truy tặng|cho)))(?!\w)"
)


# How the word that opens a list of parts says whether the list is whole. «Trong đó, có 2 tập thể …; UBND tỉnh tặng …»
# says neither: behind the comma, «có» only begins the first clause.
_SOME = regex.compile(r"(?:trong đó|trong số đó|trong số này)\s*(?:có|riêng|tiêu biểu|đáng chú ý)(?!\w)")
_ALL = regex.compile(r"(?:gồm|bao gồm|gồm có|gồm các|cụ thể|cụ thể là)(?!\w)|(?:trong đó|trong số đó|trong số này)\s*:")


@frozen
class Among:
    """Whether a clause stands in a list of parts, what opened the list, and whether in a list inside that list."""

    inside: bool = False
    listing: Listing | None = None
    counted: bool = False  # opened by a mere colon or bracket: only what is counted is a part
    nested: bool = False
    bracket: int | None = None  # where the bracket closes that holds the nested list

    def mark(self, draft: Draft) -> Draft:
        """Return a draft of the clause as a part, where it is one."""
        if not self.inside or (self.counted and (draft.named or draft.count is None)):
            return draft
        place = next((span[0] for name, span, _ in draft.fields if name == "count"), draft.start)
        nested = self.nested and (self.bracket is None or place < self.bracket)
        return replace(draft, among=True, listing=self.listing, nested=nested)


def opened(line: Line, start: int, end: int, last: Sequence[Draft], before: Among) -> Among:
    """Return what a clause up to `end` stands in; `last` are the drafts of the clause before it, which ends at `start`."""
    index = next((i for i in range(start, end) if line.items[i].symbol in "Tg" and _opens_parts(line, i)), None)
    if index is not None and not _is_of_no_award(line, start, index, end, last):
        listing = listing_of(line.text, line.items[index].start)
        if not before.inside:
            return Among(True, listing)
        closing = None
        if index and line.items[index - 1].symbol == "(":
            closing = next((item.start for item in line.items[index:] if item.symbol == ")"), None)
        return replace(before, nested=True, bracket=closing)
    if not before.inside and (is_total(last) or _are_prizes(last) or _counts_more_of_them(line, end, last)):
        mark = _opening_mark(line, start, end)
        if mark:
            return Among(True, "all" if mark == ":" else None, counted=True)
    return replace(before, nested=False, bracket=None) if before.nested else before


def _opening_mark(line: Line, start: int, end: int) -> str:
    """Return the colon or bracket that opens a list between two clauses; a bracket right behind the first is no item of its own."""
    between = line.items[start:end]
    if not between and start and line.text.key[line.items[end - 1].end : line.items[end].start].rstrip().endswith("("):
        return "("
    mark = next((item for item in between if item.symbol not in "xdUh"), None)
    if mark is None:
        return ""
    if mark.symbol == ";" and line.text.key.startswith("(", mark.start):
        return "("  # which ends a clause where it holds clauses of its own
    return mark.symbol if mark.symbol in ":(" else ""


def _are_prizes(drafts: Sequence[Draft]) -> bool:
    """Whether a clause counts prizes of no class: «34 giải: 2 giải Nhất, 6 giải Nhì»."""
    return len(drafts) == 1 and drafts[0].form == FormValue("giai-thuong") and drafts[0].count is not None


def _counts_more_of_them(line: Line, index: int, last: Sequence[Draft]) -> bool:
    """Whether a bare number counts awards named ahead: «40 Bằng khen (9 của Bộ Công an, 31 của UBND tỉnh)»."""
    item = line.items[index]
    bare = item.symbol == "Q" and line.text.key[item.start : item.end].strip().isdigit()
    return bare and len(last) == 1 and last[0].count is not None


def _is_of_no_award(line: Line, start: int, index: int, end: int, last: Sequence[Draft]) -> bool:
    """Whether «trong đó» at `index` tells parts of what nobody was rewarded for: «đơn vị có 85 người, trong đó 12 nữ; …»."""
    ahead, behind = line.items[start:index], line.items[index:end]
    return not last and any(i.symbol in "Nm" for i in ahead) and any(i.symbol == ";" for i in behind)


def is_total(drafts: Sequence[Draft]) -> bool:
    """Whether the drafts of a clause are counted recipients of an award whose form is left open: a total, if parts follow."""
    return bool(drafts) and all(
        draft.form.form in VAGUE_FORMS and draft.count is not None and not draft.named for draft in drafts
    )


def is_new_total(line: Line, drafts: list[Draft], last: list[Draft]) -> bool:
    """Whether the last clause of a list of parts is a total by itself: «…; 300 cá nhân được khen thưởng, trong đó …»."""
    earlier, tail = drafts[: len(drafts) - len(last)], drafts[len(drafts) - len(last) :]
    return bool(earlier) and tail == last and is_total(last) and ";" in line.text.key[earlier[-1].end : last[0].start]


def _opens_parts(line: Line, index: int) -> bool:
    """Whether «trong đó» at `index` lists parts with numbers or who won which prize, and not places or facts."""
    behind = line.items[index + 1 :]
    return any(i.symbol in "NmQK" or (i.symbol == "F" and i.value.form == "giai-thuong") for i in behind)


def listing_of(text: Text, start: int) -> Listing | None:
    """Return whether the word at `start` opens a list of all parts («gồm») or of some («trong đó có»)."""
    if _SOME.match(text.key, start):
        return "some"
    return "all" if _ALL.match(text.key, start) else None


_QUESTION = regex.compile(r"\?[\s\"'”’)]*$")


def asks(text: Text) -> bool:
    """Whether a sentence is a question, which reports nothing: «Cờ thi đua được tặng cho đơn vị nào?»."""
    return _QUESTION.search(text.key) is not None


def goes_on(text: Text) -> bool:
    """Whether a sentence opens as one that tells the parts of what the one before it told."""
    return _OPENING.match(text.key) is not None


_BESIDES = regex.compile(r"\W*(?:ngoài ra|bên cạnh đó|cùng với đó|đồng thời)\s*,")
_GIVES_ALONE = regex.compile(r"A(?:x|&)?V[x:]?F(?:&x)?")
_GIVES_ONLY = regex.compile(r"x?,?A(?:[,&]{1,2}A)*x?V[x:]?Fd?(?:[,&]{1,2}x?Fd?)*(?:O?A)?[xd,]*")


def gives_more(text: Text, items: Sequence[Item]) -> bool:
    """Whether a sentence names an award and who gives it, but nobody who gets it: «Ngoài ra, Bộ Công an còn tặng Cờ thi đua.»."""
    return (
        _BESIDES.match(text.key) is not None
        and _GIVES_ONLY.fullmatch("".join(item.symbol for item in items)) is not None
    )


def gives_alone(items: Sequence[Item]) -> bool:
    """Whether a sentence says only who gives an award, which those get who were told before: «Huyện đoàn tặng giấy khen và xe đạp.»."""
    return _GIVES_ALONE.fullmatch("".join(item.symbol for item in items)) is not None


_OF_THEM = regex.compile(
    r"(?:nữ|nam|đảng viên|người dân tộc|người nước ngoài|thương binh)(?!\w)(?! (?:cán bộ|chiến sĩ|công an|cảnh sát))"
)
_ARE = regex.compile(
    r"\s+(?:là|đã|từng|quê|mới|hiến|giữ|hát|múa|biết|làm|sống|nuôi|trồng|dạy|mang|trên \d|dưới \d)(?!\w)"
)


def says_what_they_are(text: Text, item: Item) -> bool:
    """Whether a number tells how many of those rewarded are something, not what they got: «trong đó có 31 nữ», «11 người là đảng viên»."""
    noun = item.value.noun_start
    return _OF_THEM.match(text.key, noun) is not None or _ARE.match(text.key, noun_end(item)) is not None


def parts_of(text: Text, items: Sequence[Item], totals: Sequence[Draft], shift: int) -> list[Draft]:
    """Return the parts of a total from a sentence that counts its recipients; `shift` is how far ahead the total's sentence begins.

    They need not add up where the sentence does nothing but count them: «Trong đó, 30 cán bộ công an xã và 40 quần chúng».
    """
    numbers = [item for item in items if item.symbol in "Nm" and item.value.number.count]
    only_counts = not any(item.symbol in _ACTS for item in items)
    for total in totals:
        counted = [item for item in numbers if item.value.noun.kind in _KINDS.get(total.recipient, (total.recipient,))]
        if not total.count or len(counted) < 2:
            continue
        adds_up = sum(item.value.number.count for item in counted) == total.count
        whole = len(counted) == len(numbers) and not any(says_what_they_are(text, item) for item in counted)
        if adds_up or (only_counts and whole):
            listing = listing_of(text, _opening_at(text))
            return [part_of(total, item, listing, shift) for item in _of_shared_unit(items, counted)]
    return []


def _of_shared_unit(items: Sequence[Item], counted: Sequence[Item]) -> list[Item]:
    """Return counted recipients with the unit that only the last of a pair tells: «71 tập thể và 80 cá nhân thuộc Bộ A»."""
    shared: list[Item] = []
    for item in reversed(counted):
        after = items[items.index(item) + 1 :][:2]
        if item.value.unit is None and shared and [one.symbol for one in after] == ["&", "N"] and after[1] in counted:
            item = replace(item, value=replace(item.value, unit=shared[-1].value.unit))
        shared.append(item)
    return shared[::-1]


# «169 tập thể, cá nhân. Cụ thể: 71 tập thể, 98 cá nhân»
_KINDS: dict[RecipientKind, tuple[RecipientKind, ...]] = {"tap-the-ca-nhan": ("tap-the", "ca-nhan", "tap-the-ca-nhan")}

_ACTS = "VMPRWFQBSXZ"  # what is done to somebody: the numbers may be of other things


def _opening_at(text: Text) -> int:
    """Return where the word that opens a sentence of parts begins, behind dashes and bullets."""
    match = _OPENING.match(text.key)
    return match.start(1) if match else 0


def part_of(total: Draft, item: Item, listing: Listing | None, shift: int = 0) -> Draft:
    """Return the part of a total that an item counts, which stands in a list; `shift` is how far ahead the total's sentence begins."""
    told = [(name, (start - shift, end - shift), rule) for name, (start, end), rule in total.fields]
    fields = [field for field in told if field[0] not in ("recipient", "count")]
    noun = (item.value.noun_start, noun_end(item))
    fields += [("recipient", noun, rule_of(item, kind="recipient")), ("count", (item.start, noun[1]), rule_of(item))]
    return replace(
        total,
        recipient=item.value.noun.kind,
        count=item.value.number.count,
        qualifier=item.value.number.qualifier,
        start=item.start,
        end=item.end,
        pattern="assembly.carried",
        fields=tuple(fields),
        unit=item.value.unit,
        among=True,
        listing=listing,
        carried=("form", "authority"),
    )
