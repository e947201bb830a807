"""Numbers and nouns that belong together: «5 tập thể», «các cá nhân», «3 Huân chương»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.assemble.behind import kind_with_number, number_behind_colon, with_number_behind, with_number_said
from thidua.assemble.items import Count, Item
from thidua.assemble.nouns_elsewhere import in_a_row, more_of_them, of_those_next, of_those_said
from thidua.assemble.number_at import At, Joined
from thidua.assemble.rivals import counts_others
from thidua.assemble.years import is_year, is_year_word
from thidua.mentions.number import NumberValue
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text

_PLURAL = regex.compile(r"(?<!\w)(?:các|những|toàn thể|tất cả(?: các)?|từng)\s+(?:\w+\s+)?$")
_COMRADES = regex.compile(r"(?<=(?:và|cùng)\s)(?:đồng đội|đồng nghiệp)")

_BARE_POLICE = regex.compile(
    r"công an (?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|địa phương|đơn vị)(?:(?:, ?| và )(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố))*"
)

_LEADERS = regex.compile(r"(?:nguyên )?(?:lãnh đạo|chỉ huy|(?:phó )?giám đốc|(?:phó )?trưởng|(?:phó )?chủ tịch)(?!\w)")

_LOOSE = regex.compile(
    r"(?:người(?! dân(?!\w))|em|cháu|thành viên|gia đình|bạn trẻ|nhân viên|liệt sĩ|mô hình|địa phương|cơ quan|tổ chức|trường|xã|phường|doanh nghiệp|bảo vệ)(?!\w)"
)

_NUMBERED = regex.compile(r"(?<!\w)(?:(?<!tổng )(?<!trong )số|thứ|khóa|khu vực)\s$")

_PLACE_AHEAD = regex.compile(
    r"(?<!\w)(?:thôn|tổ|ấp|bản|khóm|xóm|khu|khu phố|khối|khối phố|tổ dân phố|phường|quận|lớp|xí nghiệp|phân xưởng|nhà xe|đường|quốc lộ|trung đoàn|tiểu đoàn|đại đội|sư đoàn|lữ đoàn|quân khu)\s$"
)
_PLACE_BEHIND = regex.compile(r",?\s(?:xã|phường|thị trấn|quận|huyện|thị xã|thành phố|khu phố|thôn|ấp|bản)(?!\w)")

_ALL_OF_THEM = "cả "

_POLICE_OF = regex.compile(r"(?<!bộ )(?<!\w)công an\s$")

_ADJECTIVE = regex.compile(r"\s+(?:tấm|lượt|chiếc|lá|bộ|danh hiệu(?:\s+vinh dự)?(?:\s+nhà nước)?|suất)?\s*")


_OTHERS = "others"  # the value of words that count others than those rewarded


def join_counts(text: Text, items: list[Item]) -> list[Item]:
    """Join number and noun to N, number and form to Q; drop numbers that count something else."""
    made: list[Item] = []
    told = -1  # the number that was read with the form ahead of it
    index = 0
    while index < len(items):
        item = items[index]
        at = At(text, items, index, made)
        taken = 1
        joined: Item | None = item
        if index == told:
            joined = None
        elif item.symbol == "#":
            joined, taken = next((found for way in _WAYS if (found := way(at)) is not None), (None, 1))
        elif item.symbol == "F" and (titled := with_number_behind(text, items, index)) is not None:
            joined, taken = titled, 2
        elif item.symbol == "F" and (said := with_number_said(text, items, index)) is not None:
            joined, taken = said, sum(one.start < said.end for one in items[index : index + 4])
        elif item.symbol == "F" and (place := number_behind_colon(text, items, index)) is not None:
            told, number = place, items[place]
            value = (number.value, item.value)
            joined = Item("Q", item.start, number.end, value, number.mentions + item.mentions)
        elif item.symbol == "n" and (kind := kind_with_number(text, items, index)) is not None:
            joined, taken = kind, 2
        elif item.symbol == "n" and item.value.pair:
            taken = 1 + _spouses(text, items, index + 1)
            count = Count(NumberValue(2), item.value, item.start)
            joined = Item("N", item.start, items[index + taken - 1].end, count, item.mentions)
        elif item.symbol == "n" and _many(text, item) and (plural := _plural(text, item)):
            start = plural.start() if not made or plural.start() >= made[-1].end else item.start
            count = Count(NumberValue(None), item.value, item.start)
            joined = Item("N", start, item.end, count, item.mentions)
        if joined is not None:
            whole = joined.symbol == "N" and _says_all(text, joined.start)
            made.append(replace(joined, start=joined.start - len(_ALL_OF_THEM)) if whole else joined)
        index += taken
    return made


def _spouses(text: Text, items: Sequence[Item], index: int) -> int:
    """Return how many items name the two of a couple: «vợ chồng [ông A]», «vợ chồng [ông A và bà B]»."""
    row = items[index : index + 3]
    if not row or row[0].symbol != "H" or text.key[items[index - 1].end : row[0].start].strip():
        return 0
    if len(row) > 1 and row[1].symbol == "H" and _WIFE.match(text.key, row[1].start):
        return 2 if text.key[row[0].end : row[1].start].strip() in ("-", "–", ",") else 1
    both = len(row) == 3 and row[1].symbol == "&" and row[2].symbol == "H" and _WIFE.match(text.key, row[2].start)
    return 3 if both else 1


_WIFE = regex.compile(r"(?:bà|chị|cô|em|vợ)(?!\w)")


# --- what a number may be: each returns None where it is not that --------------------------------


def _share(at: At) -> Joined | None:
    """The smaller number of «hai trong số 14 gương mặt» with its noun."""
    row = at.items[at.index : at.index + 3]
    if [item.symbol for item in row] != ["#", "#", "n"] or (at.number.value.count or 0) < 2:
        return None  # «một trong số 14 …» says who somebody is
    number, whole, noun = row
    if not at.gap.strip() and at.text.key.startswith("trên ", whole.start):  # «bốn trên năm đồn»
        count = Count(number.value, noun.value, noun.start)
        return Item("N", number.start, noun.end, count, number.mentions + noun.mentions), 3
    if not _OUT_OF.fullmatch(at.text.key, number.end, whole.start) or at.text.key[whole.end : noun.start].strip():
        return None
    if _ARE.search(at.text.key, 0, number.start):  # «A, B là hai trong số 28 cá nhân được …»: all of them were
        count = Count(whole.value, noun.value, noun.start)
        return Item("N", whole.start, noun.end, count, whole.mentions + noun.mentions), 3
    count = Count(number.value, noun.value, noun.start)
    return Item("N", number.start, noun.end, count, number.mentions + noun.mentions), 3


_ARE = regex.compile(r"(?<!\w)là\s+$")
_OUT_OF = regex.compile(r"\s+trong\s+(?:(?:tổng )?số\s+)?(?:(?:hơn|gần|trên|khoảng)\s+)?")


def _of_some(at: At) -> Joined | None:
    """The number of «hai trong số các chiến sĩ hy sinh» with its noun, how many there were is not told."""
    if (at.number.value.count or 0) < 2 or not at.next_is("n", adjacent=False):
        return None
    assert at.after is not None
    return at.counted(at.after.value, at.after.end, taken=2) if _OUT_OF_SOME.fullmatch(at.gap) else None


_OUT_OF_SOME = regex.compile(r"\s+trong (?:số )?(?:các|những)\s+")


def _of_others(at: At) -> Joined | None:
    """The number of those that somebody was chosen from or won against, or of those that there may be."""
    after = at.after
    if after is None or after.symbol != "n":
        return None
    key, start = at.text.key, at.number.start
    made = at.made[:-1] if at.made and at.made[-1].symbol == "&" else at.made
    before = made[-1] if made else None
    joint = before is not None and key[before.end : start].strip() in (",", "và", "cùng")
    goes_on = before is not None and before.value == _OTHERS and joint
    if not counts_others(at.text, at.number, after, goes_on=goes_on):
        return None
    return Item("x", start, after.end, _OTHERS), 2


def _year(at: At) -> Joined | None:
    return (None, 1) if is_year(at.text, at.number, at.after) else None


def _in_a_name(at: At) -> Joined | None:
    """«Đội PCCC số 2 được tặng …», «4 người dân thôn 7 xã A», «6 công nhân Xí nghiệp 7 được tặng …»."""
    key, start = at.text.key, at.number.start
    place = _PLACE_AHEAD.search(key, max(0, start - 14), start) and (
        at.after is None or at.after.symbol in "PR" or _PLACE_BEHIND.match(key, at.number.end)
    )
    if (
        not place
        and not _NUMBERED.search(key, max(0, start - 8), start)
        and not (at.next_is("n") and key.endswith("lớp ", 0, start))
    ):
        return None
    return Item("x", at.number.start, at.number.end), 1


def _police_of(at: At) -> Joined | None:
    """«công an 6 xã, phường», «Công an 12 tỉnh, thành phố»."""
    police = _POLICE_OF.search(at.text.key, max(0, at.number.start - 12), at.number.start)
    if police is None:
        return None
    if at.after is not None and at.next_is("n"):
        return at.counted(RecipientValue("tap-the"), at.after.end, taken=2, start=police.start())
    places = _PLACES.match(at.text.key, at.number.end)
    return at.counted(RecipientValue("tap-the"), places.end(), start=police.start()) if places is not None else None


_PLACES = regex.compile(
    r"\s(?:tỉnh|thành phố|huyện|quận|thị xã|địa phương|thành)(?:\s*(?:,|và)\s*(?:tỉnh|thành phố|huyện|quận|thị xã|thành))*(?!\w)"
)


def _with_noun(at: At) -> Joined | None:
    if at.after is None or not at.next_is("n", adjacent=False) or is_year_word(at.text, at.number):
        return None
    if at.gap.strip() not in ("", '"'):  # «68 “công nhân giỏi”»
        return None
    if at.after.value.pair:  # «hai vợ chồng anh A và chị B»
        taken = 2 + _spouses(at.text, at.items, at.index + 2)
        return at.counted(at.after.value, at.items[at.index + taken - 1].end, taken=taken)
    return at.counted(at.after.value, at.after.end, taken=2, symbol="N" if _many(at.text, at.after) else "m")


def _with_form(at: At) -> Joined | None:
    after, number = at.after, at.number
    if after is None or after.symbol != "F" or not _ADJECTIVE.fullmatch(at.gap) or number.value.count is None:
        return None
    if _ONE_OF.search(at.text.key, max(0, number.start - 20), number.start) is not None:
        return replace(after, start=number.start), 2  # «đội đoạt một trong hai giải Nhì»
    behind = at.items[at.index + 2 : at.index + 4]
    if at.gap.strip() == "danh hiệu" and [item.symbol for item in behind] == ["&", "F"] and number.value.count == 2:
        return Item("x", number.start, number.end), 1  # «trao tặng hai danh hiệu Nhà giáo nhân dân và Nhà giáo ưu tú»
    return Item("Q", number.start, after.end, (number.value, after.value), number.mentions + after.mentions), 2


_ONE_OF = regex.compile(r"(?<!\w)(?:một|1) trong (?:(?:tổng )?số )?$")


def _with_bodies(at: At) -> Joined | None:
    """«3 công đoàn cơ sở», «2 Công an phường A, B», «4 lãnh đạo Công an huyện»."""
    if at.after is None or not at.next_is("AU"):
        return None
    if at.after.symbol == "A" and _BARE_POLICE.fullmatch(at.text.key, at.after.start, at.after.end):
        return at.counted(RecipientValue("tap-the"), at.after.end, taken=2)
    if is_year_word(at.text, at.number):
        return None  # «trong năm Giám đốc Công an tỉnh tặng …»
    in_office = at.after.symbol == "A" and at.after.value.office and (at.number.value.count or 0) > 1
    if in_office or (at.after.symbol == "A" and _LEADERS.match(at.text.key, at.after.start)):
        return at.counted(RecipientValue("ca-nhan"), at.after.end, taken=2)
    if _counts_bodies(at.text, at.items, at.index):
        return at.counted(RecipientValue("tap-the"), at.after.end, taken=2)
    return None


def _says_all(text: Text, start: int) -> bool:
    """Whether «cả» stands right ahead of a number: «cả hai»."""
    return text.key.endswith(_ALL_OF_THEM, 0, start)


def _all_of_them(at: At) -> Joined | None:
    """«Cả ba được Công an thị xã mời tới …», «tặng cả hai Giấy khen», «tặng Giấy khen cho cả hai»."""
    if not _says_all(at.text, at.number.start):
        return None
    given = bool(at.made) and at.made[-1].symbol in "CVW"
    ends = given and _NO_NOUN.match(at.text.key, at.number.end) is not None
    if at.next_is("PR", adjacent=False) or (given and at.next_is("F")) or ends:
        return at.counted(RecipientValue("ca-nhan"), at.number.end)
    return None


_NO_NOUN = regex.compile(r"\s*(?:[.,;:)]|$|(?:vì|do|kèm|về|ngay|nhân|trong|tại|cùng|với)(?!\w))")


def _for_a_kind(at: At) -> Joined | None:
    """A number of awards for each kind: «1.204 Giấy khen, gồm 317 cho tập thể, 887 cho cá nhân», «Giấy khen 655 cho cá nhân»."""
    row = at.items[at.index : at.index + 3]
    if [item.symbol for item in row] != ["#", "C", "n"] or at.gap.strip() or at.number.value.count is None:
        return None
    noun = row[2]
    if not _KIND.fullmatch(at.text.key, noun.start, noun.end) or at.text.key[row[1].end : noun.start].strip():
        return None
    if not any(item.symbol in "FQ" for item in at.made[-_NEAR:]) or is_year_word(at.text, at.number):
        return None
    return at.counted(noun.value, noun.end, taken=3)


_KIND = regex.compile(r"(?:tập thể|cá nhân)")
_NEAR = 12  # items back to the award that such numbers count


_WAYS = (
    _share, _of_some, _of_others, _year, _for_a_kind, more_of_them, _in_a_name, _police_of, _with_noun, _all_of_them, _with_form, _with_bodies,
    in_a_row, of_those_said, of_those_next,
)  # fmt: skip


_ORDINAL = regex.compile(
    r"(?<!\w)(?:tổ|đội|khối|cụm|chi bộ|chi đoàn|phòng|tiểu đoàn|trung đoàn|đại đội|phân trại|trạm|khu|điều|quận|phường|thôn|ấp|xóm|bản|tổ dân phố|số|thứ|"
    r"năm|tháng|ngày|khóa|lớp|cục|trại|đoàn)\s+$"
)


def _counts_bodies(text: Text, items: Sequence[Item], index: int) -> bool:
    """Whether a number counts the bodies whose common head follows, and is not part of a name; a list of them names each."""
    number, body = items[index], items[index + 1]
    if body.symbol not in "AU" or body.value.person is not None or body.value.office or (number.value.count or 0) < 2:
        return False
    if _ORDINAL.search(text.key, max(0, number.start - 14), number.start):
        return False
    behind = items[index + 2 : index + 4]
    return not (len(behind) == 2 and behind[0].symbol in ",&" and behind[1].symbol in "AU")


def _plural(text: Text, item: Item) -> regex.Match[str] | None:
    """Return what makes a noun that nobody counted more than one: «các cá nhân», «anh A và đồng đội»."""
    return _PLURAL.search(text.key, 0, item.start) or _COMRADES.match(text.key, item.start, item.end)


def _many(text: Text, item: Item) -> bool:
    """Whether «các», «những» before a noun can stand for recipients that nobody counted."""
    return _LOOSE.match(text.key, item.start) is None
