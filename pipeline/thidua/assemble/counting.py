"""Numbers and nouns that belong together: «5 tập thể», «các cá nhân», «3 Huân chương»."""

from __future__ import annotations

import regex

from thidua.assemble.items import Count, Item
from thidua.mentions.number import NumberValue
from thidua.mentions.recipient import RecipientValue
from thidua.offsets import Text

_PLURAL = regex.compile(r"(?<!\w)(?:các|những|toàn thể|tất cả(?: các)?|từng)\s+(?:\w+\s+)?$")

_YEAR_LIKE = regex.compile(r"(?:trong|cả|hàng|mỗi|mọi|qua|một|từng|đầu|cuối|hằng|ngoài|sau|nhiều)\s*$")

_BARE_POLICE = regex.compile(r"công an (?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|địa phương|đơn vị)")

_LEADERS = regex.compile(r"(?:nguyên )?(?:lãnh đạo|chỉ huy|(?:phó )?giám đốc|(?:phó )?trưởng|(?:phó )?chủ tịch)(?!\w)")

_LOOSE = regex.compile(
    r"(?:người|em|cháu|thành viên|gia đình|bạn trẻ|nhân viên|liệt sĩ|mô hình|địa phương|cơ quan|tổ chức|trường|xã|phường|doanh nghiệp|bảo vệ|tác giả)(?!\w)"
)

# «vượt qua 6 đội», «một trong hai người»: a number of others
_RIVALS = regex.compile(r"(?<!\w)(?:vượt qua|đánh bại|thắng|một trong|trong (?:tổng )?số)\s*(?:hơn|gần|trên)?\s*$")

# «A là một trong 5 đơn vị được tặng Cờ thi đua»: the number of those who got it
_ONE_OF = regex.compile(r"(?<!\w)(?:là|trở thành) một trong\s*(?:hơn|gần|trên)?\s*$")
_WON_IT = regex.compile(
    r"(?:(?!trong số)[^,.;:]){0,80}?(?<!\w)(?:đạt|đoạt|nhận|giành|được[^,.;:]{0,60}?\s(?:tặng|trao|khen|thưởng|phong|tuyên dương|biểu dương|tôn vinh|vinh danh))(?!\w)"
)

_NUMBERED = regex.compile(r"(?<!\w)(?:(?<!tổng )số|thứ|khóa|khu vực)\s$")

# «mỗi xã chọn không quá 3 tập thể»: how many there may be
_AT_MOST = regex.compile(r"(?<!\w)(?:không quá|không vượt quá|tối đa|nhiều nhất)\s*$")

_ALL_OF_THEM = regex.compile(r"(?<!\w)cả\s+$")

_POLICE_OF = regex.compile(r"(?<!\w)công an\s$")

_ADJECTIVE = regex.compile(r"\s+(?:tấm|lượt|chiếc|lá|bộ|danh hiệu|suất)?\s*")


def join_counts(text: Text, items: list[Item]) -> list[Item]:
    """Join number and noun to N, number and form to Q; drop numbers that count something else."""
    result: list[Item] = []
    index = 0
    rivals = 0  # where a number of others ended
    while index < len(items):
        item = items[index]
        after = items[index + 1] if index + 1 < len(items) else None
        gap = text.key[item.end : after.start] if after else ""
        if item.symbol == "#":
            if (share := _share(text, items, index)) is not None:
                result.append(share)
                index += 3
                continue
            if (
                after is not None
                and after.symbol == "n"
                and (
                    _RIVALS.search(text.key, max(0, item.start - 20), item.start)
                    or text.key[rivals : item.start].strip() == ","  # «… trong số 60 tập thể, 145 cá nhân»
                )
                and not _are_winners(text, item, after)
            ):
                rivals = after.end
                result.append(Item("x", item.start, after.end))
                index += 2
                continue
            if _AT_MOST.search(text.key, max(0, item.start - 12), item.start) or _is_year(text, item, after):
                rivals = after.end if after is not None and after.symbol == "n" else rivals
                index += 1
                continue
            if (total := _number_of_title(text, result, item)) is not None:
                result[-1] = total
                index += 1
                continue
            if (more := _more_of_them(text, result, items, index)) is not None:
                result.append(more)
                index += 1
                continue
            if _NUMBERED.search(text.key, max(0, item.start - 8), item.start):
                result.append(Item("x", item.start, item.end))  # «Đội PCCC số 2 được tặng …»
                index += 1
                continue
            if (
                after is not None
                and after.symbol == "n"
                and not gap.strip()
                and (police := _POLICE_OF.search(text.key, max(0, item.start - 9), item.start))
            ):
                count = Count(item.value, RecipientValue("tap-the"), after.start)  # «công an 6 xã, phường»
                result.append(Item("N", police.start(), after.end, count, item.mentions + after.mentions))
                index += 2
                continue
            if after is not None and after.symbol == "n" and not gap.strip() and not _is_year_word(text, item):
                symbol = "N" if _many(text, after) else "m"
                result.append(
                    Item(
                        symbol,
                        item.start,
                        after.end,
                        Count(item.value, after.value, after.start),
                        item.mentions + after.mentions,
                    )
                )
                index += 2
                continue
            if after is not None and after.symbol == "F" and _ADJECTIVE.fullmatch(gap) and item.value.count is not None:
                result.append(
                    Item("Q", item.start, after.end, (item.value, after.value), item.mentions + after.mentions)
                )
                index += 2
                continue
            if (
                after is not None
                and after.symbol == "A"
                and not gap.strip()
                and _BARE_POLICE.fullmatch(text.key, after.start, after.end)
            ):
                count = Count(item.value, RecipientValue("tap-the"), after.start)
                result.append(Item("N", item.start, after.end, count, item.mentions))
                index += 2
                continue
            if after is not None and after.symbol == "A" and _LEADERS.match(text.key, after.start) and not gap.strip():
                noun = RecipientValue("ca-nhan")
                result.append(Item("N", item.start, after.end, Count(item.value, noun, after.start), item.mentions))
                index += 2
                continue
            if after is not None and not gap.strip() and _counts_bodies(text, items, index):
                # «3 công đoàn cơ sở», «2 Công an phường A, B»
                count = Count(item.value, RecipientValue("tap-the"), after.start)
                result.append(Item("N", item.start, after.end, count, item.mentions + after.mentions))
                index += 2
                continue
            if after is not None and after.symbol in "PR" and _ALL_OF_THEM.search(text.key, 0, item.start):
                noun = RecipientValue("ca-nhan")  # «Cả ba được Công an thị xã mời tới …»
                result.append(Item("N", item.start, item.end, Count(item.value, noun, item.start), item.mentions))
                index += 1
                continue
            if (shared := _shares_noun(text, items, index)) is not None:
                result.append(shared)
                index += 1
                continue
            said = next((before.value.noun for before in reversed(result) if before.symbol == "N"), None)
            alone = bool(result) and result[-1].symbol == "F" and text.key[item.end : item.end + 1] in ",;"
            if said is not None and (alone or (after is not None and after.symbol in "PR" and not gap.strip())):
                # «5 tập thể được tặng …, 9 được tặng …»
                result.append(Item("N", item.start, item.end, Count(item.value, said, item.start), item.mentions))
                index += 1
                continue
        elif item.symbol == "n" and item.value.pair:
            end = item.end
            if after is not None and after.symbol == "H" and not gap.strip():
                end, index = after.end, index + 1  # «vợ chồng ông A»
            result.append(Item("N", item.start, end, Count(NumberValue(2), item.value, item.start), item.mentions))
        elif item.symbol == "n" and _many(text, item) and (plural := _PLURAL.search(text.key, 0, item.start)):
            start = plural.start() if not result or plural.start() >= result[-1].end else item.start
            count = Count(NumberValue(None), item.value, item.start)
            result.append(Item("N", start, item.end, count, item.mentions))
        else:
            result.append(item)
        index += 1
    return result


_ORDINAL = regex.compile(
    r"(?<!\w)(?:tổ|đội|khối|cụm|chi bộ|chi đoàn|phòng|tiểu đoàn|trung đoàn|đại đội|phân trại|trạm|khu|điều|quận|phường|thôn|ấp|xóm|bản|tổ dân phố|số|thứ|"
    r"năm|tháng|ngày|khóa|lớp|cục|trại|đoàn)\s+$"
)


def _counts_bodies(text: Text, items: list[Item], index: int) -> bool:
    """Whether a number counts the bodies whose common head follows, and is not part of a name; a list of them names each."""
    number, body = items[index], items[index + 1]
    if body.symbol not in "AU" or body.value.person is not None or body.value.office or (number.value.count or 0) < 2:
        return False
    if _is_year_word(text, number) or _ORDINAL.search(text.key, max(0, number.start - 14), number.start):
        return False
    behind = items[index + 2 : index + 4]
    return not (len(behind) == 2 and behind[0].symbol in ",&" and behind[1].symbol in "AU")


def _are_winners(text: Text, number: Item, noun: Item) -> bool:
    """Whether «là một trong N …» tells how many got an award, and not only who somebody is."""
    one_of = _ONE_OF.search(text.key, max(0, number.start - 30), number.start)
    return one_of is not None and _WON_IT.match(text.key, noun.end) is not None


_STOPS = regex.compile(r"\s*(?:[.,;)]|$|\()")


_YEAR = regex.compile(r"(?:19[3-9]|20[0-3])\d")
_COUNTED_NOUN = regex.compile(r"(?:lượt )?(?:tập thể|cá nhân|đồng chí|cán bộ|cbcs|đơn vị|gia đình|hộ)(?!\w)")


def _is_year(text: Text, item: Item, after: Item | None) -> bool:
    """Whether a number without a point is a year ahead of its subject: «…, 2012 trường được phong Anh hùng»."""
    if not _YEAR.fullmatch(text.key, item.start, item.end):
        return False
    return after is None or after.symbol != "n" or not _COUNTED_NOUN.match(text.key, after.start)


def _number_of_title(text: Text, ahead: list[Item], number: Item) -> Item | None:
    """Return a title and the number behind it as counted: «Đơn vị Quyết thắng 28; Chiến sĩ thi đua cơ sở: 42»."""
    title = ahead[-1] if ahead else None
    if title is None or title.symbol != "F" or number.value.count is None or not _STOPS.match(text.key, number.end):
        return None
    if text.key[title.end : number.start].strip() not in ("", ":") or _is_year_word(text, number):
        return None
    if title.value.form not in ("danh-hieu-thi-dua", "huan-chuong", "huy-chuong", "danh-hieu-vinh-du"):
        return None
    if number.value.count > 1900 and "." not in text.key[number.start : number.end]:
        return None  # a year
    return Item("Q", title.start, number.end, (number.value, title.value), number.mentions + title.mentions)


def _more_of_them(text: Text, ahead: list[Item], items: list[Item], index: int) -> Item | None:
    """Return a number whose awards were named just before: «6 Bằng khen của Bộ và 4 của UBND thành phố»."""
    number = items[index]
    after = items[index + 1 : index + 3]
    if [item.symbol for item in after] != ["O", "A"] or text.key[number.end : after[0].start].strip():
        return None
    if len(ahead) < 3 or [item.symbol for item in ahead[-3:]] not in (["Q", "O", "A"], ["O", "A", "&"]):
        return None
    counted = next((item for item in reversed(ahead[-4:]) if item.symbol == "Q"), None)
    if counted is None or number.value.count is None:
        return None
    return Item("Q", number.start, number.end, (number.value, counted.value[1]), number.mentions + counted.mentions)


_IN_TURN = regex.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)[^.;]{0,60}$")


def _shares_noun(text: Text, items: list[Item], index: int) -> Item | None:
    """Return a number with the noun that a row of numbers shares: «lần lượt cho 33, 41 và 53 đồng chí»."""
    noun = next((item for item in items[index + 1 :] if item.symbol == "n"), None)
    number = items[index]
    if noun is None or number.value.count is None or not _ROW.fullmatch(text.key, number.start, noun.start):
        return None
    if not _IN_TURN.search(text.key, 0, number.start):
        return None
    count = Count(number.value, noun.value, number.start)
    return Item("N", number.start, number.end, count, number.mentions + noun.mentions)


_ROW = regex.compile(r"\d[\d.]*(?:\s*,\s*\d[\d.]*)*\s*(?:,|và)\s*\d[\d.]*\s*")
_OUT_OF = regex.compile(r"\s+trong\s+(?:(?:tổng )?số\s+)?(?:(?:hơn|gần|trên|khoảng)\s+)?")


def _share(text: Text, items: list[Item], index: int) -> Item | None:
    """Return the smaller number of «hai trong số 14 gương mặt» with its noun."""
    row = items[index : index + 3]
    if [item.symbol for item in row] != ["#", "#", "n"] or (row[0].value.count or 0) < 2:
        return None  # «một trong số 14 …» says who somebody is
    number, whole, noun = row
    if not _OUT_OF.fullmatch(text.key, number.end, whole.start) or text.key[whole.end : noun.start].strip():
        return None
    count = Count(number.value, noun.value, noun.start)
    return Item("N", number.start, noun.end, count, number.mentions + noun.mentions)


def _many(text: Text, item: Item) -> bool:
    """Whether «các», «những» before a noun can stand for recipients that nobody counted."""
    return _LOOSE.match(text.key, item.start) is None


def _is_year_word(text: Text, item: Item) -> bool:
    """Whether «năm» is the year and not the number five: «trong năm đơn vị đã …»."""
    if text.key[item.start : item.end] != "năm":
        return False
    if _FIVE_PEOPLE.search(text.key, max(0, item.start - 4), item.end + 12):
        return False
    return _YEAR_LIKE.search(text.key, 0, item.start) is not None


_FIVE_PEOPLE = regex.compile(r"(?<!\w)cả năm (?:người|em|anh|chị|ông|cháu|đồng chí|cá nhân|tập thể|đơn vị)(?!\w)")
