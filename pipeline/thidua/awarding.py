"""The part of a sentence that tells its awards, without who says so, whom it calls deserving, what for and what else was done.

«Theo Đại tá A, Phó Giám đốc, [UBND tỉnh tặng Bằng khen cho 3 tập thể] xuất sắc [, 5 cá nhân] vì đã có thành tích …»: what is
left out is blank to the rules, so that the rest has the same offsets.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.mentions.base import Mention
from thidua.offsets import Text

_NUMBER = r"(?:\d|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s)"
_PERSON = (
    r"(?:(?i:đồng chí|ông|bà|anh|chị|em|cô|thầy)\s)?(?:(?i:(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)|(?:thượng|trung|hạ) sĩ)\s)?"
    r"\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*){0,4}"
)
_POST = (
    r"(?:\s?[,(–-]\s?(?:(?i:nguyên|quyền)\s)?(?i:phó|trưởng|giám đốc|bí thư|ủy viên|cục trưởng|chánh|chỉ huy|thủ trưởng|đội trưởng|chính ủy"
    r"|tư lệnh|hiệu trưởng|chủ tịch|giám thị)(?:(?!(?<!\p{L})(?:tặng|trao|thưởng|khen|được|đã|vừa|quyết định|có|gửi|là|cho|xét|ký)(?!\p{L}))[^,:;\n]){0,90}\)?){0,3}"
)
_SAYS = r"\s(?:cũng\s)?(?:cho biết|cho hay|thông tin|khẳng định|nhấn mạnh|nói|chia sẻ|bày tỏ|kể)(?:\sthêm)?"
_ADVERBIALS = r"(?:(?i:tại|sáng|trưa|chiều|tối|ngày|hôm|trong|cùng|nhân|trao đổi|trả lời|phát biểu|báo cáo)(?!\p{L})[^,;:\n]{0,80},\s){0,2}"
# «Theo ông A, Trưởng Công an huyện, …», «Sáng 12/3, Đại tá B, Phó Giám đốc Công an tỉnh cho biết: …»
_SAID_AHEAD = regex.compile(
    rf'\W*{_ADVERBIALS}(?P<said>(?i:theo)(?:\slời)?\s{_PERSON}{_POST}(?:{_SAYS})?\s?[,:]|{_PERSON}{_POST},?{_SAYS}(?:\s?[,:]|\srằng(?!\p{{L}}):?))\s*["]?'
)
_ACCORDING_TO = regex.compile(rf"\W*{_ADVERBIALS}(?i:theo)(?:\slời)?\s{_PERSON}{_POST}\s?,\s*")
# «Chủ tịch Hội Phụ nữ cho biết, Hội tuyên dương …»: whose they are is told with the speaker
_OF_THE_SPEAKER = regex.compile(
    _ADVERBIALS
    + r"(?:dịp [^,;:]{1,40},\s)?(?:hội|đoàn|đơn vị|phòng|đội|cục|sở|trung tâm|công ty|nhà trường|trường|cơ quan|địa phương|huyện|tỉnh|xã|phường"
    r"|ban giám đốc|lãnh đạo đơn vị|chúng tôi)\s(?:(?:đã|vừa|sẽ|cũng|luôn|dự kiến)(?! (?:được|nhận|có)(?!\w))|tặng|trao|khen|tuyên dương|biểu dương|đề nghị)(?!\w)"
)
# «…”, Đại tá B cho biết.», «…, theo ông A.»
_SAID_BEHIND = regex.compile(
    rf'\s*(?:["]\s*[,.–-]?|,)\s*(?:theo\s{_PERSON}{_POST}|{_PERSON}{_POST},?{_SAYS}[^,;:\d]{{0,60}})\s*[.]?\s*$'
)
_QUOTE_ENDS = regex.compile(r'["]\s*[.]?\s*$')
# what a sentence tells behind its awards: what for, what was done next, at what occasion, beside what
_WHY = (
    r"(?:vì|do|nhờ|bởi)\s(?:đã|có|lập|những|các|nhiều|hoàn thành|thành tích|tinh thần|hành động)|góp phần|qua đó|để (?:động viên|khích lệ|ghi nhận|kịp thời)"
    r"|(?:về|với)\s(?:những |các |nhiều )?(?:thành tích|đóng góp|cống hiến|công lao|nỗ lực|việc)"
)
_NEXT = (
    r"(?:và|đồng thời|sau đó|rồi)\s(?:phát động|triển khai|kí kết|ra mắt|bàn giao|kêu gọi|chúc mừng|đề ra|quán triệt|yêu cầu|bầu"
    r"|thông qua|kí giao ước|tặng (?:hoa|quà))|ngay sau đó|(?<=, )(?:đây là|tăng|giảm|vượt|nâng|nhiều nhất|cao nhất|nhằm)"
)
_WHEN = (
    r"(?:ngay )?(?:tại|trong) (?:buổi lễ|lễ|hội nghị|dịp|chương trình|ngày|năm|tháng|quí|6 tháng)|(?<!cá )nhân (?:dịp|lễ|kỉ niệm|ngày)"
    r"|vào (?:sáng|trưa|chiều|tối|ngày|hôm|dịp|đầu|cuối)|theo (?:các )?quyết định|(?:trước|trong) sự|sau \d|trên (?:toàn|địa bàn)"
)
_BESIDE = r"cùng (?:nhiều|các|những) (?:phần quà|quà|phần thưởng|hiện vật)|kèm (?:theo )?(?:tiền|phần thưởng|quà|hoa)"
_ELSE = regex.compile(
    rf"\s*,?\s(?:{_WHY}|{_NEXT}|{_WHEN}|{_BESIDE})(?!\w)|\s*\((?:ảnh|theo|nguồn|xem)(?!\w)[^()]*\)\s*[.]?\s*$"
)
# what is told there of others, who may be rewarded too
_GOES_ON = regex.compile(
    rf"[;:]|(?:,|(?<!\w)(?:và|cùng|còn|cho|gồm))\s*(?:{_NUMBER}|(?:các|công an|tập thể|cá nhân|đồng chí"
    r"|ông|bà|anh|chị|em|cháu|cô|thầy|đơn vị|lực lượng|đội|phòng(?!,? (?:chống|ngừa)))(?!\w))|(?<!\w)(?:được|trong đó|riêng)(?!\w)"
)
_COUNTED = rf"{_NUMBER}\S*\s(?:\([^()\n]{{1,20}}\)\s)?(?:lượt )?(?:tập thể|cá nhân|đơn vị|đồng chí|cán bộ(?:,? chiến sĩ)?|hộ gia đình|gia đình)"
_WORTH = r"(?:xuất sắc|tiêu biểu|điển hình|tiên tiến)"
_DESERVING = regex.compile(
    rf"{_COUNTED}(?P<deserving>(?:\s{_WORTH}(?:(?:,| và) {_WORTH})*(?: nhất)?)?"
    r"(?:\s(?:đã )?(?:có|lập|đạt)(?: nhiều| được nhiều)? (?:thành tích|đóng góp|công|cống hiến)(?!\w)[^;:.()\n]*?)?)"
    rf"(?=\s*(?:[;:.()/\n]|$)|,?\s(?:(?:và|cùng|với|cùng với|khoảng|gần|hơn|trên)\s)?{_NUMBER}|\s?,\s(?:đồng thời|trong đó|gồm|ngoài ra|cụ thể|số còn lại|\p{{Lu}})"
    r"|\s(?:đã |vừa |cũng |đều |vinh dự )*(?:được|nhận|đón nhận|đạt|đoạt|giành|bằng hình thức)(?!\w)|\s(?:gồm|trong đó|là|-)(?!\w))"
)


# «tặng Bằng khen, hoa và quà cho …»: what comes with a certificate
_GIFT = r"(?:hoa(?: chúc mừng)?|quà|tiền(?: thưởng| mặt)?|phần thưởng|phần quà|hiện vật)"
_WITH_GIFTS = regex.compile(
    rf"(?:,| và| cùng| kèm(?: theo)?)\s{_GIFT}(?:(?:,| và) {_GIFT})*(?=\s(?:cho|tặng|tới|đến)(?!\w)|\s*$)"
)
# «(tổng số 12 tập thể, 19 cá nhân)»: what is counted is told behind
_IN_ALL = regex.compile(
    rf"(?<=\(|(?<!\w)(?:cho|là|gồm|khen|thưởng|tặng|xuất|dương)\s)(?:tổng số|tổng cộng)\s(?={_NUMBER})"
)
# «04 (bốn) tập thể»: the figure tells it
_IN_WORDS = regex.compile(
    r"(?<=\d)\s\((?:(?:không|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|mốt|trăm|linh|lẻ|nghìn)\s?)+\)(?=\s\p{L})"
)


def behind_source(text: Text) -> int:
    """Return where a sentence's own words begin behind the one who is cited: «Theo ông A, Trưởng Công an huyện, [anh B …]»."""
    cited = _ACCORDING_TO.match(text.cased)
    return cited.end() if cited is not None else 0


def awarding(text: Text, forms: Sequence[Mention]) -> Text:
    """Return a sentence that names awards, in which all that does not tell them is blank, or cut where it stands at the end."""
    first, last = min(form.start for form in forms), max(form.end for form in forms)
    blank = [match.span("deserving") for match in _DESERVING.finditer(text.cased) if match["deserving"]]
    blank += [gifts.span() for form in forms if (gifts := _WITH_GIFTS.match(text.key, form.end)) is not None]
    blank += [match.span() for told in (_IN_ALL, _IN_WORDS) for match in told.finditer(text.key)]
    blank = [one for one in blank if not any(form.start < one[1] and one[0] < form.end for form in forms)]
    key, cased = text.key, text.cased
    for start, end in blank:
        spaces = " " * (end - start)
        key, cased = key[:start] + spaces + key[end:], cased[:start] + spaces + cased[end:]
    behind, ahead = _SAID_BEHIND.search(text.cased, last), _SAID_AHEAD.match(cased, 0, first)
    if ahead is not None and _OF_THE_SPEAKER.match(key, ahead.end()):
        ahead = None
    end = behind.start() if behind is not None else len(text.text)
    said = 0, int(behind is not None and cased.startswith('"'))
    if ahead is not None:
        said = ahead.start("said"), ahead.end()
        quoted = _QUOTE_ENDS.search(key, last) if cased.startswith('"', said[1] - 1) else None
        end = quoted.start() if quoted is not None else end
    opens = ". ".rjust(said[1] - said[0])[said[0] - said[1] :] if said[1] else ""  # what follows opens a sentence
    key, cased = (form[: said[0]] + opens + form[said[1] :] for form in (key, cased))
    more = _ELSE.search(text.key, last, end)
    if more is not None and _GOES_ON.search(text.key, more.end(), end) is None:
        end = more.start()
    return Text(text.raw, text.text, key, cased, text.starts, text.ends).piece(0, end)
