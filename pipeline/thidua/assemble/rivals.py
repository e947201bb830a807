"""Numbers of others than those rewarded: whom somebody was chosen from or won against, how many there may be."""

from __future__ import annotations

import regex

from thidua.assemble.items import Item
from thidua.offsets import Text

# «vượt qua 6 đội», «một trong hai người», «tuyên dương trước 600 học sinh»: a number of others
_RIVALS = regex.compile(
    r"(?<!\w)(?:vượt qua|đánh bại|thắng|đại diện cho|(?:một|1) trong|trong (?:tổng )?số|trước(?: sự chứng kiến của| toàn thể)?)\s*(?:hơn|gần|trên)?\s*$"
)

# «A là một trong 5 đơn vị được tặng Cờ thi đua»: the number of those who got it
_ONE_OF = regex.compile(
    r"(?<!\w)(?:(?:là|trở thành) (?:một|1) trong|(?:nằm|có tên) trong (?:tổng )?số)\s*(?:hơn|gần|trên)?\s*$"
)
# «Vì vậy, trong số 25 tập thể được tặng Bằng khen, đây là …»
_AMONG = regex.compile(
    r"(?:(?:^|[,;]\s)|(?<!\w)là [^,.;:\d]{3,40}? (?:nhất|đầu tiên)(?: của [^,.;:\d]{2,30})? )trong (?:tổng )?số\s*(?:hơn|gần|trên)?\s*$"
)
_WON_IT = regex.compile(
    r"(?:(?!trong số)[^,.;:]){0,80}?(?<!\w)(?:đạt|đoạt|nhận|giành|được[^,.;:]{0,60}?(?:gặp mặt,)?\s(?:tặng|trao|khen|thưởng|phong|tuyên dương|biểu dương|tôn vinh|vinh danh))(?!\w)"
)

# «mỗi xã chọn không quá 3 tập thể», «mỗi năm từ 3 đến 5 người»: how many there may be
_AT_MOST = regex.compile(r"(?<!\w)(?:không quá|không vượt quá|tối đa|nhiều nhất|từ \d{1,3} (?:đến|tới))\s*$")


def counts_others(text: Text, number: Item, noun: Item, *, goes_on: bool) -> bool:
    """Whether a number with its noun is that of others; `goes_on`: a number of such stands right ahead."""
    start = number.start
    if _AT_MOST.search(text.key, max(0, start - 16), start) is not None:
        return True
    rivals = goes_on or _RIVALS.search(text.key, max(0, start - 20), start) is not None
    return rivals and not _are_winners(text, number, noun)


def _are_winners(text: Text, number: Item, noun: Item) -> bool:
    """Whether «là một trong N …», «trong số N …» tells how many got an award, and not only who somebody is."""
    ahead = text.key, max(0, number.start - 60), number.start
    one_of = _ONE_OF.search(*ahead)
    body = one_of is not None and _BODY_IS.search(text.key, max(0, one_of.start() - 90), one_of.start())
    if body and noun.value.kind == "tap-the":
        return False  # «Công an tỉnh A là một trong 9 đơn vị nhận Cờ thi đua»: whose record it is, is told
    told = one_of or _AMONG.search(*ahead)
    return told is not None and _WON_IT.match(text.key, noun.end) is not None


_BODY_IS = regex.compile(
    r"(?<!\w)(?:công an|đoàn thanh niên|phòng|đội|cục|trại|trung đoàn|tiểu đoàn|hội phụ nữ|công đoàn|trường|bệnh viện|đồn)\s[^,.;:]{2,60}$"
)
