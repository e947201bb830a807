"""Whom a clause rewards: a number, names, or both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import regex

from thidua.assemble.grammar import Clause
from thidua.assemble.items import Count, Entity, Item, Line, moved_span
from thidua.assemble.owners import height
from thidua.frozen import frozen
from thidua.records import Qualifier, RecipientKind

Span = tuple[int, int]


@frozen
class Named:
    """A recipient that the clause names."""

    start: int
    end: int
    entity: Entity

    def moved(self, offset: int) -> Named:
        """Return the same recipient with spans that count from a place `offset` characters ahead."""
        return Named(self.start + offset, self.end + offset, self.entity.moved(offset))


@frozen
class Recipients:
    """Recipients of one kind in a clause: a number, or names, or both."""

    kind: RecipientKind
    count: int | None
    qualifier: Qualifier
    luot: bool
    named: tuple[Named, ...]
    item: Item
    unit: Span | None
    generic: bool = False

    def moved(self, offset: int) -> Recipients:
        """Return the same recipients with spans that count from a place `offset` characters ahead."""
        named = tuple(one.moved(offset) for one in self.named)
        return replace(self, named=named, item=self.item.moved(offset), unit=moved_span(self.unit, offset))


def recipients_of(line: Line, indexes: list[int]) -> list[Recipients]:
    """Return the recipients of a list: one for each number, one for all the names of a kind."""
    result: list[Recipients] = []
    named: dict[str, list[Item]] = {}
    order: list[str] = []
    for index in indexes:
        item = line.items[index]
        if item.symbol in "Nm":
            count: Count = item.value
            if count.number.count is None and named and line.items[index - 1].symbol == ",":
                continue  # «Công an các tỉnh A, B, C, những lực lượng đã …»: they are those named
            result.append(
                Recipients(
                    count.noun.kind, count.number.count, count.number.qualifier, count.noun.luot, (), item, count.unit
                )
            )
        elif item.symbol in "HUA":
            if (
                _is_unit_of_people(line, index, named)
                or _is_owner(item, result, named)
                or _is_above(line, index, indexes)
                or _MEMBERS.search(line.text.key, 0, item.start + _MEMBERS_LENGTH) is not None
            ):
                continue
            kind = (
                "ho-gia-dinh"
                if item.value.household
                else "ca-nhan"
                if item.value.person
                or (item.value.office and item.symbol == "A")
                or _is_headed(line, item)
                or _holds_their_post(line, item, named)
                else "tap-the"
            )
            named.setdefault(kind, []).append(item)
            order.append(kind)
    for kind, holders in named.items():
        names = tuple(Named(item.start, item.end, item.value) for item in holders)
        same = next((r for r in result if r.kind == kind), None)
        if (
            same is not None
            and same.count is not None
            and kind == "tap-the"
            and (same.unit is not None or holders[0].start > same.item.start)
        ):
            continue  # «14 đơn vị thuộc Bộ Công an, Bộ Quốc phòng»: more bodies that they belong to
        if same is not None:
            # «hai cá nhân: A và B», «A và B, hai du khách»
            listed = same.count == len(names) and (
                holders[0].start > same.item.start or _in_apposition(line, holders, same.item)
            )
            listed = listed or _are_the_rest(line, same, holders)
            if same.count is not None and not listed and not _adjoin(line, same.item, holders):
                result.append(_group(kind, names, holders[0]))
                continue
            total = same.count if listed else len(names) + (same.count or 0)
            qualifier = same.qualifier if same.count is not None else "at-least"
            result[result.index(same)] = replace(same, count=total, qualifier=qualifier, named=names)
        else:
            result.append(_group(kind, names, holders[0]))
    shared = next((r.unit for r in reversed(result) if not r.named), None)
    if shared is not None:  # «3 tập thể, 8 cá nhân của …»
        result = [r if r.named or r.unit else replace(r, unit=shared) for r in result]
    counted = {r.kind for r in result if r.count is not None}
    return sorted((r for r in result if r.count is not None or r.kind not in counted), key=lambda r: r.item.start)


_HEAD_OF = regex.compile(r"(?<!\w)(?:trưởng|phó(?: trưởng)?|đội phó|phòng phó)\s+$")


def _is_headed(line: Line, item: Item) -> bool:
    """Whether a unit only says whose head somebody is: «Trưởng phòng Tham mưu cùng 4 đồng chí được tặng …»."""
    return item.symbol == "U" and _HEAD_OF.search(line.text.key, 0, item.start) is not None


_POSTS = regex.compile(r".*\scác\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)(?!\w)")
_BODY = regex.compile(r"(?:công an|phòng|đội|cục|trại|ubnd|ban|trường)(?!\w)")


def _holds_their_post(line: Line, item: Item, named: dict[str, list[Item]]) -> bool:
    """Whether a bare place stands for who heads its body: «cho Giám đốc Công an các tỉnh A, B, C» are three people."""
    head = named["ca-nhan"][0] if list(named) == ["ca-nhan"] else None
    if head is None or item.symbol != "U" or not (head.value.office or _is_headed(line, head)):
        return False
    posts = _POSTS.match(line.text.key, head.start, head.end) is not None
    return posts and _BODY.match(line.text.key, item.start) is None


def _group(kind: str, names: tuple[Named, ...], first: Item) -> Recipients:
    generic = all(name.entity.generic for name in names)
    return Recipients(cast(RecipientKind, kind), len(names), "exact", False, names, first, None, generic=generic)


def _adjoin(line: Line, counted: Item, holders: Sequence[Item]) -> bool:
    """Whether names and number are one group: «ông A cùng 4 thuyền viên», not «ông A cùng 4 tập thể và 7 cá nhân»."""
    between = [
        i for i in line.items if min(counted.end, holders[-1].end) <= i.start < max(counted.start, holders[0].start)
    ]
    return not any(item.symbol in "Nm" for item in between)


def _are_the_rest(line: Line, counted: Recipients, holders: Sequence[Item]) -> bool:
    """Whether names behind a number are the last of those counted, the first being none that a rule knows: «hai trợ lý Park Sung-ho và bà A»."""
    unknown = _NAMES_ONLY.fullmatch(line.text.text, counted.item.end, max(counted.item.end, holders[0].start))
    return unknown is not None and len(unknown.captures("name")) + len(holders) == counted.count


_NAMES_ONLY = regex.compile(
    r"(?:\s+(?P<name>\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*){0,3})\s*(?:,|\s(?:và|cùng)(?=\s)))+\s*"
)


def _in_apposition(line: Line, holders: Sequence[Item], counted: Item) -> bool:
    """Whether a number behind names says again how many they are: «ông A và bà B, hai du khách», «ông A, bà B, hai người đã …»."""
    if len(holders) < 2:
        return False
    between = [i.symbol for i in line.items if holders[-2].end <= i.start < holders[-1].start]
    behind = [i.symbol for i in line.items if holders[-1].end <= i.start < counted.start]
    closed = between == ["&"] or _TELLS_OF_THEM.match(line.text.key, counted.end) is not None
    return closed and behind == [","]


_TELLS_OF_THEM = regex.compile(
    r"\s+(?:(?:đã|vừa|từng)\s+)?(?:trực tiếp|có công|dũng cảm|phát hiện|bắt|cứu|tham gia)(?!\w)"
)


def _is_unit_of_people(line: Line, index: int, named: dict[str, list[Item]]) -> bool:
    """Whether a unit behind ranked people is where they serve: «Đại úy A và Trung úy B, Đội CSGT An Sương, được tặng …»."""
    item = line.items[index]
    people = named.get("ca-nhan")
    if people is not None and line.items[index - 1].symbol == "," and line.items[index - 2] is people[-1]:
        said = line.text.key[people[-1].start : line.items[index - 1].start]
        if item.value.person is None and _IN_A_CLASS.search(said) is not None:
            return True  # «em A, học sinh lớp 11A5, Trường THPT B»
    return (
        people is not None
        and len(named) == 1
        and item.value.person is None
        and not item.value.office
        and line.items[index - 1].symbol == ","
        and line.items[index - 2] is people[-1]
        and people[-1].value.rank is not None
        and index + 1 < len(line.items)
        and line.items[index + 1].symbol == ","
    )


# «cho các thành viên Trung ương Hội»: nobody says how many
_MEMBERS = regex.compile(r"(?<!\w)(?:các|những) thành viên$")
_MEMBERS_LENGTH = len("thành viên")
_IN_A_CLASS = regex.compile(r"(?<!\w)lớp \d+\p{L}?\d*$")
_ONE_COLLECTIVE = regex.compile(r"(?<!các )tập thể\s*$")


def _is_above(line: Line, index: int, indexes: Sequence[int]) -> bool:
    """Whether a unit is the one above a single collective: «cho tập thể Đội 4, Phòng PC07 và cá nhân Trung tá A»."""
    if index - 2 not in indexes or line.items[index - 1].symbol != "," or index + 2 not in indexes:
        return False
    one, item, after = line.items[index - 2], line.items[index], line.items[index + 2]
    return (
        one.symbol == item.symbol == "U"
        and after.symbol == "H"
        and 0 < height(one.value) < height(item.value)
        and (
            line.text.key.startswith("tập thể", one.start)
            or _ONE_COLLECTIVE.search(line.text.key, 0, one.start) is not None
        )
    )


def _is_owner(item: Item, counted: list[Recipients], named: dict[str, list[Item]]) -> bool:
    """Whether a body is one more that counted people belong to: «2 cán bộ thuộc Phòng CSGT và Công an phường», «đơn vị» in apposition."""
    if item.value.person is not None:
        return False
    if item.value.generic and named.get("tap-the"):
        return True  # «Đội Cảnh sát đặc nhiệm, đơn vị vinh dự được …»
    return bool(counted) and not named and counted[-1].unit is not None and not item.value.office


_COLLECTIVE = regex.compile(r"tập thể(?!\w)")


def collective_ahead(line: Line, clause: Clause, recipients: Sequence[Recipients]) -> list[Recipients]:
    """Return the unit itself ahead of its people: «cho tập thể và 46 cá nhân Phòng Cảnh sát cơ động»."""
    first = clause.slots["to"][0]
    head, joint = line.items[max(0, first - 2)], line.items[first - 1]
    if first < 2 or head.symbol != "n" or joint.symbol != "&" or len(recipients) != 1:
        return []
    people = recipients[0]
    if (
        people.kind != "ca-nhan"
        or people.unit is None
        or not _COLLECTIVE.fullmatch(line.text.key, head.start, head.end)
    ):
        return []
    item = Item("U", head.start, head.end, Entity(generic=True), head.mentions)
    return [Recipients("tap-the", 1, "exact", False, (Named(item.start, item.end, item.value),), item, people.unit)]


_GRANTORS = ("of", "auth")  # «Bằng khen của Bộ Công an có 9 tập thể»: the Ministry has none of these


def with_unit(line: Line, clause: Clause, recipients: Recipients) -> Recipients:
    """Return recipients with the body that they belong to: the one unit named, or the one that «có» them."""
    if recipients.unit is not None:
        return recipients
    if len(recipients.named) == 1 and recipients.kind == "tap-the":
        first = recipients.named[0]
        return replace(recipients, unit=first.entity.place or (first.start, first.end))
    if "to" not in clause.slots:
        return recipients  # a list of awards, whose holder stands before its colon
    if clause.pattern == "assembly.force-receives":  # «Công an tỉnh được Bộ Công an khen thưởng 5 tập thể»
        return replace(recipients, unit=(line.items[clause.start].start, line.items[clause.start].end))
    index = clause.slots["to"][0] - 1
    having = False
    while index >= 0 and line.items[index].symbol in "xdhn,":
        having = having or line.items[index].symbol == "h"
        index -= 1
    if (
        having
        and index >= 0
        and line.items[index].symbol in "AU"
        and line.items[index].value.person is None
        and line.items[index].value.code not in _OFFICES_OF_STATE
        and not recipients.named
        and not any(left <= index < right for slot in _GRANTORS for left, right in [clause.slots.get(slot, (0, 0))])
    ):
        return replace(recipients, unit=(line.items[index].start, line.items[index].end))
    return recipients


# «Theo quyết định của Chủ tịch nước, đợt này có 7 mẹ …»: who decided, not whose mothers they are
_OFFICES_OF_STATE = ("chu-tich-nuoc", "thu-tuong", "quoc-hoi")


def people_of(recipients: Recipients) -> Recipients:
    """Return unnamed people of a unit as such, where only people can hold the award."""
    if recipients.named and all(name.entity.people for name in recipients.named):
        return replace(recipients, kind="ca-nhan", count=None)
    return recipients


_ONE_SUBJECT = regex.compile(
    r"(?:[xdn]{1,3},?){0,2}(?P<who>(?:H[,&]{1,2})*[UHA])(?:x?P[AOxdn]{1,6},|[dn]?x[xdn]*C[xn]{1,3}[,&]{0,2})"
)


def subject_of_sentence(line: Line, clause: Clause) -> list[Recipients]:
    """Return whom a sentence speaks of that first tells something else: «Đơn vị được Bộ chọn làm điểm, được Chủ tịch nước tặng …»,
    «Anh A báo tin cho người nhà, được UBND xã tặng …»."""
    found = _ONE_SUBJECT.fullmatch("".join(item.symbol for item in line.items[: clause.start]))
    if found is None:
        return []
    return recipients_of(line, [index for index in range(*found.span("who")) if line.items[index].symbol in "UHA"])
