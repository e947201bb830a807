"""Bodies, units and people: a person with the post that follows, a bare noun with whom it stands for, figures of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.items import Count, Entity, Item, OfficeOf
from thidua.assemble.many import are_several
from thidua.assemble.owners import body_of, height, is_called_so, last_bare, of_unit, owned, says_of, with_owner
from thidua.assemble.places import place_of, with_place
from thidua.assemble.pointing import GENERIC, REPRESENTING, called_by_rank, is_he, is_somebodys, points_back
from thidua.assemble.posts import adjacent_name, person_with_post
from thidua.mentions.number import NumberValue, parse_words
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text, fold
from thidua.ranks import EXPRESSION, OFFICIAL

# «Bằng khen của A, 6 tập thể của B», «Bằng khen gồm 2 tập thể của A, 6 tập thể của B»
_EACH_OF_ITS_OWN = regex.compile(r"FOA(?:&?[Nm]OA)*&?$")
_LISTED_WITH_HANDS = regex.compile(r"F[dhT]{0,2}g(?:[Nm]OA&?)*$")
_ROW_OF_HANDS = regex.compile(r"[#Nm]n?OA(?:&?[#Nm]n?OA)*(?=&|$)")
_JOINED = regex.compile(r"\s*(?:[,;]|(?:[,;]\s*)?(?:và|cùng)(?!\w))\s*")
_NO_OWNERS = ("chu-tich-nuoc", "thu-tuong", "ubnd-")  # who have no collectives to be rewarded


def _is_granted_by(text: Text, items: list[Item], index: int, made: Sequence[Item]) -> bool:
    """Whether «của» behind a number tells who rewarded, as it does behind the form of the number ahead."""
    if all(item.symbol != "O" for item in items[index + 1 : index + 3]):
        return False
    row = _ROW_OF_HANDS.match("".join(item.symbol for item in items[index:]))
    if row is None or text.key[items[index + 1].start : items[index + 1].end] != "của":
        return False
    if made and made[-1].symbol == "A" and _JOINED.fullmatch(text.key, made[-1].end, items[index].start) is None:
        return False
    ahead = "".join(item.symbol for item in made)
    if _EACH_OF_ITS_OWN.search(ahead) is not None:
        return True
    hands = [item.value.code or "" for item in (*items[index : index + row.end()], *made[-12:]) if item.symbol == "A"]
    return _LISTED_WITH_HANDS.search(ahead) is not None and any(code.startswith(_NO_OWNERS) for code in hands)


_BARE_MINISTER = regex.compile(r"(?:bộ trưởng|thứ trưởng)(?: thường trực)?")


def join_entities(text: Text, items: list[Item], office_of: OfficeOf) -> list[Item]:
    """Join persons with their posts, units with the body above them, bare nouns with the unit that they belong to."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        if item.symbol == "A" and (name := adjacent_name(text, items, index)) is not None:
            code = (
                office_of(fold(name.value.person)) or item.value.code
                if _BARE_MINISTER.fullmatch(text.key, item.start, item.end)
                else item.value.code
            )
            entity = replace(item.value, code=code, person=name.value.person, rank=name.value.rank, office=True)
            item = Item("A", item.start, name.end, entity, item.mentions + name.mentions)
            index += 1
        elif item.symbol == "H" and result and _is_name_of(text, result[-1], item):
            item = Item("x", item.start, item.end)  # «trao giải thưởng Trần Đại Nghĩa»
        elif item.symbol == "H":
            item, index = person_with_post(text, items, index, office_of)
        if item.symbol == "U" and is_called_so(text, items, index):
            item, index = replace(item, end=items[index + 1].end), index + 1
        if item.symbol in "AU" and item.value.person is None:
            item, index = with_owner(text, items, index, item)
        elif _heads_names(text, items, index):
            item = Item("x", item.start, item.end)  # «các tập thể Phòng 4 và Phòng 5»
        elif item.symbol in "Nm" and _is_granted_by(text, items, index, result):
            pass  # «… nhận Bằng khen của Thủ tướng, 6 tập thể của Bộ Công an»: of the grantor, not in it
        elif item.symbol in "Nm" and (body := body_of(text, items, index)) is not None:
            owner, index = with_owner(text, items, body, items[body])
            item = of_unit(item, owner)
        elif (
            item.symbol in "Nm"
            and index + 1 < len(items)
            and items[index + 1].symbol == "n"
            and _SERVES_IN.fullmatch(text.key, item.end, items[index + 1].start)
            and (item.value.noun.kind == "ca-nhan" or text.key[item.end : items[index + 1].start].strip())
            and (points_back(text, items, index + 1) or _names_a_body(items[index + 1]))
        ):
            # «9 chiến sĩ làm việc ở Trại», «8 cá nhân và tập thể thuộc Công ty A», «5 thành viên Tổ bảo vệ an ninh thôn A»
            item, index = of_unit(item, items[index + 1]), index + 1
        elif item.symbol == "N" and (last := last_bare(text, items, index)) is not None:
            item, index = replace(item, end=items[last].end), last
        elif item.symbol in "Nm" and says_of(text, items, index):
            owner, index = with_owner(text, items, index + 2, items[index + 2])
            item = of_unit(item, owner)
        elif (
            item.symbol == "n"
            and index + 1 < len(items)
            and items[index + 1].symbol == "O"
            and index + 2 < len(items)
            and items[index + 2].symbol == "N"
            and item.value.kind == "ca-nhan"
            and not text.key[item.end : items[index + 1].start].strip()
        ):
            after = items[index + 2]  # «cán bộ, chiến sĩ của ba đơn vị»
            item, index = Item("N", item.start, after.end, after.value, after.mentions), index + 2
        elif item.symbol == "N" and index + 1 < len(items) and _are_family_of(text, item, items[index + 1]):
            after = items[index + 1]  # «hai cha con ông A», «3 anh em nhà ông B»
            item, index = Item("N", item.start, after.end, item.value, item.mentions), index + 1
        elif item.symbol == "K" and not _counts_times(text, items, index):
            item = Item("x", item.start, item.end)
        elif (
            item.symbol == "n"
            and index + 1 < len(items)
            and items[index + 1].symbol == "H"
            and text.key[item.end : items[index + 1].start].strip() in ("", "của", "cố", "gia đình", "gia đình cố")
        ):
            # «hộ gia đình ông A», «đoàn viên B», «đồng chí Đại úy A, cán bộ Phòng Kỹ thuật hình sự»
            after, index = person_with_post(text, items, index + 1, office_of)
            household = item.value.kind == "ho-gia-dinh" and not REPRESENTING.search(text.key, 0, item.start)
            entity = replace(after.value, household=household)
            item = Item("H" if household else after.symbol, item.start, after.end, entity, after.mentions)
        elif item.symbol == "n" and (known := called_by_rank(text, result, item)) is not None:
            given = text.text[slice(*known.span("name"))]  # «đại úy Hào», whose whole name stands elsewhere
            person = Entity(person=given, rank=OFFICIAL[fold(known["rank"])])
            item = Item("H", item.start, known.end(), person, item.mentions)
        elif item.symbol == "n" and item.value.kind == "ho-gia-dinh" and is_somebodys(text, items, index):
            after = items[index + 1]  # «Gia đình bà còn được tặng …»
            entity = Entity(person=text.text[item.start : after.end], household=True)
            item, index = Item("H", item.start, after.end, entity, item.mentions), index + 1
        elif item.symbol == "n" and item.value.named:
            if item.value.kind == "ca-nhan" and are_several(text, item.start):
                item = Item("N", item.start, item.end, Count(NumberValue(None), item.value, item.start), item.mentions)
            elif item.value.kind == "ca-nhan":
                item = Item("H", item.start, item.end, Entity(person=text.text[item.start : item.end]), item.mentions)
            elif _is_whose(text, items, index):
                after = items[index + 1]  # «lực lượng Cảnh sát cơ động Công an tỉnh A»
                item, index = _unit_of(item, after), index + 1
            else:
                item = Item("U", item.start, item.end, Entity(place=place_of(text, item)), item.mentions)
                if _BELONGS.match(text.key, item.end):
                    item, index = with_owner(text, items, index, item)
        elif item.symbol == "n" and (body := _whose_number(text, items, index)) is not None:
            count = Count(NumberValue(None), item.value, item.start, (items[body].start, items[body].end))
            item, index = Item("N", item.start, items[body].end, count, item.mentions), body
        elif item.symbol == "n" and is_he(text, items, index):
            item = Item("H", item.start, item.end, Entity(person=text.text[item.start : item.end]), item.mentions)
        elif item.symbol == "n" and points_back(text, items, index):
            item = Item("U", item.start, item.end, Entity(generic=True), item.mentions)
        elif item.symbol == "n" and GENERIC.fullmatch(text.key, item.start, item.end) and says_of(text, items, index):
            after = items[index + 2]  # «tổ công tác của Công an tỉnh»
            item, index = _unit_of(item, after), index + 2
        elif item.symbol == "n" and index + 1 < len(items) and items[index + 1].symbol in "AU":
            after = items[index + 1]
            gap = text.key[item.end : after.start].strip()
            if not gap and after.value.office and _ADDRESS.fullmatch(text.key, item.start, item.end):
                items[index + 1] = replace(after, start=item.start)
                index += 1
                continue
            if gap in ("", "thuộc", "của") and _CONTESTANT.fullmatch(text.key, item.start, item.end):
                whose = Entity(person=text.text[item.start : after.end], owner=(after.start, after.end))
                item, index = Item("H", item.start, after.end, whose, item.mentions), index + 1
            elif gap in ("", "thuộc", "của", "tại") and item.value.kind in ("tap-the", "ca-nhan"):
                item, index = _unit_of(item, after), index + 1
                if after.value.code != "cong-an-tinh":  # «lực lượng Công an tỉnh A, Công an tỉnh B» are two
                    item, index = with_owner(text, items, index, item)
        if item.symbol == "D" and _hands_over_for_another(text, result, item):
            item = Item("x", item.start, item.end)
        if item.symbol == "D" and result and result[-1].symbol == "C" and _STANDS_FOR.match(text.key, item.start):
            item = Item("x", item.start, item.end)  # «trao cho đại diện gia đình ông A»
        if item.symbol == "U" and result and _is_where(text, result[-1], item):
            result[-1] = replace(result[-1], end=item.end)
            index += 1
            continue
        if item.symbol in "AUH":
            item, index = with_place(text, items, index, item)
        if item.symbol == "U" and item.value.code is None and not height(item.value) and says_of(text, items, index):
            item, index = owned(item, items[index + 2], items[index + 2].end), index + 2  # «Phòng 5 của C45»
        if _holds_both(text, result, item):
            item = _of_two_offices(result.pop(), item)
        result.append(item)
        index += 1
    return result


_BELONGS = regex.compile(r"\s*,?\s*(?:trực )?thuộc(?!\w)")
_PARTY_OR_HEAD = ("dang", "thu-tuong", "chu-tich-nuoc")  # who holds another office besides


def _holds_both(text: Text, ahead: list[Item], item: Item) -> bool:
    """Whether a person holds the office ahead of the comma too: «Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Nguyễn Văn A»."""
    if item.symbol != "A" or item.value.person is None or not ahead:
        return False
    first = ahead[-1]
    if first.symbol != "A" or first.value.person is not None or first.value.code not in _PARTY_OR_HEAD:
        return False
    of_another = len(ahead) > 1 and ahead[-2].symbol in "DO&"
    return not of_another and first.value.office and text.key[first.end : item.start].strip() == ","


def _of_two_offices(first: Item, item: Item) -> Item:
    """Return a person with the office of the two in which awards are granted, that of the State before the Party's."""
    value = item.value if first.value.code == "dang" else replace(item.value, code=first.value.code)
    return replace(item, start=first.start, value=value, mentions=first.mentions + item.mentions)


def _hands_over_for_another(text: Text, ahead: list[Item], item: Item) -> bool:
    """Whether «đại diện» only tells who hands over: «Thừa ủy quyền của Bộ trưởng, đại diện Công an tỉnh trao …»."""
    if [one.symbol for one in ahead[-2:]] != ["D", "A"] or text.key[ahead[-1].end : item.start].strip() != ",":
        return False
    return text.key.startswith("đại diện", item.start)


_FAMILY = regex.compile(
    r"[\p{L}\d ]*(?:cha|bố|mẹ|ông|bà|anh|chị|chú|bác|vợ)\s(?:con|cháu|em|chồng)(?:\s+(?:nhà|của))?\s*"
)


def _are_family_of(text: Text, counted: Item, person: Item) -> bool:
    """Whether a name behind a number says whose family they are: «hai cha con ông A»."""
    return person.symbol == "H" and _FAMILY.fullmatch(text.key, counted.start, person.start) is not None


_CONTESTANT = regex.compile(r"thí sinh|vận động viên|xạ thủ|võ sĩ")  # «giải Nhất được trao cho thí sinh Công an tỉnh A»
_NUMBER_OF = regex.compile(r"(?<!\w)số\s+(?:các\s+|lượt\s+)?$")


def _whose_number(text: Text, items: list[Item], index: int) -> int | None:
    """Return where the body stands whose recipients only other words count: «số tập thể thuộc Công an tỉnh A được khen thưởng là 18»."""
    item = items[index]
    if _NUMBER_OF.search(text.key, max(0, item.start - 20), item.start) is None:
        return None
    body = index + 1 + (items[index + 1 : index + 2] != [] and items[index + 1].symbol == "O")
    told = body < len(items) and items[body].symbol in "AU" and items[body].value.person is None
    return body if told and text.key[item.end : items[body].start].strip() in ("thuộc", "của") else None


# «đồng chí Giám đốc Công an tỉnh», «Đại tá Giám đốc …»
_ADDRESS = regex.compile(rf"đồng chí|đ/c|{EXPRESSION}")


_STANDS_FOR = regex.compile(r"đại diện(?!\w)")


_PUPILS = regex.compile(
    r"(?:học sinh|nữ sinh|nam sinh|sinh viên|lớp \d{1,2}\w?|giáo viên|cô giáo|thầy giáo)[^,;.&]{0,25},\s*"
)


def _is_where(text: Text, ahead: Item, body: Item) -> bool:
    """Whether a body only says where the one ahead of it learns or serves."""
    if ahead.symbol in "NmH" and _attends(text, ahead, body):
        return True
    told = ahead.symbol == "H" and "," in text.key[ahead.start : ahead.end]  # with a post behind the name
    return told and text.key[ahead.end : body.start].strip() == "," and _GETS.match(text.key, body.end) is not None


# «Trung sĩ A, tiểu đội trưởng Đại đội 5, [Lữ đoàn 279], được …»
_GETS = regex.compile(r"\s*,\s*(?:(?:đã|vừa|vinh dự|cũng|còn)\s+)*(?:được|nhận|đón nhận)(?!\w)")


def _attends(text: Text, item: Item, school: Item) -> bool:
    """Whether a school only says where somebody learns: «hai học sinh lớp 11, Trường THPT Lê Lợi»."""
    between = text.key[item.end : school.start]
    if not text.key.startswith("trường", school.start) or between.count("(") > between.count(")"):
        return False
    return _PUPILS.search(text.key, item.start, school.start) is not None


_SERVES_IN = regex.compile(r"\s*(?:thuộc|của|trực thuộc|(?:đang )?(?:công tác|làm việc) (?:tại|ở)|tại|ở)?\s*")


def _heads_names(text: Text, items: list[Item], index: int) -> bool:
    """Whether «các tập thể», «các đội» only opens a list of units that follow at once."""
    item = items[index]
    if item.symbol != "N" or item.value.number.count is not None or index + 2 >= len(items):
        return False
    first, after = items[index + 1], items[index + 2]
    joined = after.symbol in "&O" or text.key[first.end : after.start].strip() == ","
    one = first.symbol == "U" or (first.symbol == "n" and first.value.named)
    return (
        item.value.noun.kind == "tap-the"
        and (one or (first.symbol == "A" and _NARROW.match(text.key, item.start) is not None))
        and not text.key[item.end : first.start].strip()
        and joined
    )


_NARROW = regex.compile(r"(?:các|những)\s+(?:tập thể|đội)(?!\w)")


def _unit_of(noun: Item, body: Item) -> Item:
    """Return a noun with the body that it is of, as one recipient: «tổ công tác của Công an tỉnh», «cán bộ Phòng A»."""
    whose = replace(body.value, code=None, people=noun.value.kind == "ca-nhan", place=(body.start, body.end))
    return Item("U", noun.start, body.end, whose, noun.mentions + body.mentions)


def _is_whose(text: Text, items: list[Item], index: int) -> bool:
    """Whether the body right behind a named force or team is the one that it belongs to."""
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None or after.symbol not in "AU" or after.value.office or after.value.person is not None:
        return False
    gap = text.key[items[index].end : after.start].strip()
    goes_on = [item.symbol for item in items[index + 2 : index + 4]] in ([",", "U"], [",", "A"], ["&", "U"], ["&", "A"])
    return not gap or (gap == "," and not goes_on and _BRANCH.match(text.key, items[index].start) is not None)


_BRANCH = regex.compile(r"lực lượng (?:cảnh sát|an ninh|csgt|cscđ)(?!\w)")


_IN_A_ROW = regex.compile(r"(?:liền|liên tục|liên tiếp|đều|lần)(?!\w)")


# «Cả mười năm, đội đều đạt danh hiệu …»
_ALL_THE = regex.compile(r"(?<!\w)(?:cả|suốt)\s$")
_ALWAYS = regex.compile(r",?[^,.;]{0,40}\sđều (?:đạt|được công nhận|giữ vững|là)(?!\w)")
_BY_SO_MANY = regex.compile(r"(?<!\w)(?:với|qua|nhờ)\s$")
_GOOD_CELL = regex.compile(r"\s(?:đạt )?(?:\"?trong sạch|hoàn thành (?:tốt|xuất sắc)|liên tục hoàn thành)(?!\w)")
_RUNNING = regex.compile(r"(?<!\w)liên (?:tục|tiếp) (?:trong )?$")  # «liên tục [5 năm] (2018-2022) được tặng …»
_HOW_LONG = regex.compile(r"(?<!\w)(?:trong|suốt|sau)\s+$")


def _counts_times(text: Text, items: list[Item], index: int) -> bool:
    """Whether «5 năm», «2 lần» says how often an award was won, and not how long something took."""
    item = items[index]
    after = items[index + 1] if index + 1 < len(items) else None
    if _BY_SO_MANY.search(text.key, max(0, item.start - 6), item.start) and (
        after is None or after.symbol not in "PRVl"
    ):
        return False  # «Với 62 lần hiến máu, anh được tặng Bằng khen»
    if index and items[index - 1].symbol == "N" and after is not None and _GOOD_CELL.match(text.key, item.end):
        return False  # «cho 2 chi bộ 5 năm liền trong sạch vững mạnh»
    if _IN_A_ROW.search(text.key, item.start, item.end) or _RUNNING.search(
        text.key, max(0, item.start - 16), item.start
    ):
        return True
    if _ALL_THE.search(text.key, max(0, item.start - 6), item.start) and _ALWAYS.match(text.key, item.end):
        return True
    if after is not None and after.symbol == "d" and not text.key[item.end : after.start].strip():
        return _spans(text, item, after)
    if _HOW_LONG.search(text.key, max(0, item.start - 10), item.start):
        return False  # «30 cá nhân tiêu biểu trong 5 năm được biểu dương»
    if (
        after is not None
        and after.symbol in "nUA"
        and index + 2 < len(items)
        and items[index + 2].symbol in "PR"
        and not text.key[item.end : after.start].strip()
    ):
        return True  # «17 năm đơn vị đạt danh hiệu …»
    return (
        after is not None
        and (after.symbol in "PRV" or "".join(one.symbol for one in items[index + 1 : index + 3]) == "lF")
        and text.key[item.end : after.start].count(" ") <= 3
        and not text.key[item.end : after.start].strip(" \w")
    )


_RANGE = regex.compile(r"năm\s+(\d{4})\s*-\s*(\d{4})")


def _spans(text: Text, item: Item, years: Item) -> bool:
    """Whether a number counts the years behind it: «ba năm 2019-2021»."""
    found = _RANGE.match(text.key, years.start)
    word = text.key[item.start : item.end].strip()
    count = int(word) if word.isdigit() else parse_words(word)
    return found is not None and int(found[2]) - int(found[1]) + 1 == count


def _is_name_of(text: Text, form: Item, person: Item) -> bool:
    """Whether a person's name right behind a prize is that of the prize."""
    named = form.symbol == "F" and form.value.form == "giai-thuong" and form.value.name is not None
    return named and form.value.name == person.value.person and not text.key[form.end : person.start].strip()


def _names_a_body(item: Item) -> bool:
    """Whether a noun is the name of a body that no list of units has: «Công ty Điện lực A»."""
    noun: RecipientValue = item.value
    return noun.named and noun.kind == "tap-the"
