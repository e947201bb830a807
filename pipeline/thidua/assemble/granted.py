"""What says that counted awards were granted: «có 25 Nhà giáo ưu tú» says enough, «3 Bằng khen» alone does not."""

from __future__ import annotations

import regex

from thidua.assemble.ahead import ADVERBIALS
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.assemble.listed import list_head
from thidua.assemble.others import CAME
from thidua.assemble.spoken import who_died
from thidua.assemble.status import is_chosen_for
from thidua.mentions.form import FormValue


def says_granted(line: Line, clause: Clause, *, told: bool) -> bool:
    """Whether anything says that counted awards were granted: a verb ahead, who got them, which is `told`, or a title that people hold."""
    index = clause.slots["q"][0]
    ahead = line.items[:index]
    form = line.items[index].value[1].form
    if form == "danh-hieu-vinh-du" and _are_guests(line, line.items[index]):
        return False
    if _only_speaks_of_them(line, index) or _COLLECTED.search(line.text.key) is not None:
        return False
    if list_head(line, clause) is not None or is_chosen_for(line, clause):
        return True  # «Thành tích tiêu biểu: 2 Bằng khen của Bộ; …»
    if who_died(line) is not None:
        return True
    if clause.pattern != "assembly.counted" or any(before.symbol in "VRPTB" for before in ahead):
        return True
    symbols = "".join(item.symbol for item in ahead)
    if _HAS_AWARDS.search(symbols) is not None:
        return True
    force = _FORCE_HAS.search(symbols)
    if force is not None and (form == "huan-chuong" or "of" in clause.slots or "OA" in force[0]):
        return True
    if form != "giai-thuong" and _COLLECTIVE_HAS.search(symbols) is not None:
        return True
    if "of" in clause.slots and line.items[clause.end - 1].symbol == "V":
        return True  # «có 2 Huân chương Quân công do Chủ tịch nước tặng»
    if line.items[index].mentions[0].kind == "number" and line.items[index].mentions[0].start > line.items[index].start:
        return True  # «Chiến sĩ thi đua cơ sở: 42»
    if form == "danh-hieu-vinh-du" and any(before.symbol == "h" for before in ahead):
        return True
    if _are_medals_of_a_team(line, line.items[index]):
        return True
    if form == "danh-hieu-thi-dua" and _TITLES_OF_A_PART.match(line.text.key, 0, line.items[index].start):
        return True  # «Về cá nhân có 19 Chiến sĩ thi đua cơ sở»
    if form == "giai-thuong" and _PRIZES_OF_A_PART.match(line.text.key, 0, line.items[index].start):
        return _OFFERED.search(line.text.key) is None
    return told


# «Ông có 2 Huân chương», «Đơn vị có danh hiệu …, 3 Bằng khen»: symbols ahead
_ROW = r"(?:[QF](?:OA(?:[,&]A)*)?[,;&]{1,2})*$"  # those told before it, each with who granted it
_HAS_AWARDS = regex.compile(rf"[HU]x?hx?:?{_ROW}|hx?F[FQOAx,;&:]*$|^[HU]:[QOANx,;&]*$")
# «tập thể còn có 2 Huân chương», not «phần cá nhân có 1 giải Nhất»
_COLLECTIVE_HAS = regex.compile(rf"nx?hx?:?{_ROW}")
# «Công an tỉnh có 2 Huân chương», «… có 3 Cờ thi đua của Bộ Công an», which it does not grant
_FORCE_HAS = regex.compile(rf"Ax?hx?:?{_ROW}")


def _only_speaks_of_them(line: Line, index: int) -> bool:
    """Whether a number counts the prizes that there are: «Hai giải thưởng này được trao từ năm 2003», «A và B là hai giải thưởng lớn»."""
    form: FormValue = line.items[index].value[1]
    if _THESE.match(line.text.key, line.items[index].end):
        return True
    said_to_be = index > 0 and line.items[index - 1].symbol == "l"
    return said_to_be and form.form == "giai-thuong" and form.class_ is None and form.name is None


_COLLECTED = regex.compile(
    r"(?<!\w)(?:bộ sưu tập|sưu tầm|rao bán|đồ cổ)(?!\w)"
)  # medals that somebody keeps, not his own
_THESE = regex.compile(r"\s*(?:này|nói trên|kể trên)(?!\w)")


def _are_guests(line: Line, item: Item) -> bool:
    """Whether those who hold a title are among the guests: «khách mời có 12 Bà mẹ Việt Nam anh hùng»."""
    start = max(0, item.start - 60, line.text.key.rfind(";", 0, item.start))
    key = line.text.key
    return line.context["guests"].search(key, start, item.start) is not None or CAME.match(key) is not None


def _are_medals_of_a_team(line: Line, item: Item) -> bool:
    """Whether medals are those with which a team came to its place: «đoàn có 9 huy chương vàng, đứng nhì toàn đoàn»."""
    form: FormValue = item.value[1]
    medals = form.form == "giai-thuong" and (form.name or "").startswith("Huy chương")
    return medals and _PLACED.search(line.text.key) is not None and _ANOTHER_TIME.search(line.text.key) is None


_PLACED = regex.compile(
    r"(?<!\w)(?:xếp|đứng)(?: vị trí)?(?: thứ| hạng)? (?:nhất|nhì|ba|tư|năm|\d{1,2})(?: (?:toàn đoàn|chung cuộc)|(?= với \d)|,? trên bảng tổng sắp)"
)
_ANOTHER_TIME = regex.compile(
    r"(?<!\w)(?:so với|năm ngoái|năm trước|(?:kì|lần|đại hội) trước|chỉ tiêu|mục tiêu|phấn đấu|đặt ra|kì vọng|dự kiến|sẽ)(?!\w)"
)


# «Về tiết mục có 18 giải A, 25 giải B», «Kết quả có 34 giải»
_OFFERED = regex.compile(r"\((?:mỗi giải |trị giá )?[\d.,]+ (?:triệu|nghìn|ngàn|tỉ)?\s?đồng|(?<!\w)trị giá(?!\w)")
_TITLES_OF_A_PART = regex.compile(ADVERBIALS + r"về (?:cá nhân|tập thể|danh hiệu(?: thi đua)?),? (?:có|đạt)(?!\w)")
_PRIZES_OF_A_PART = regex.compile(
    ADVERBIALS
    + r"(?:(?:riêng\s+)?(?:về|ở)\s+[^,.;]{2,40}?,?\s+có|(?:kết quả|chung cuộc|kết thúc)(?:\s[^,.;:]{2,40}?)?,?\s+(?:đã\s+)?có|\W*ngoài ra,? còn(?: có)?)(?!\w)"
)
