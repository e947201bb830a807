"""Whether a clause grants its award, or only proposes, plans, denies or wishes it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.assemble.ahead import ADVERBIALS
from thidua.assemble.grammar import Clause
from thidua.assemble.items import Item, Line
from thidua.cue import Cue
from thidua.records import Status


def status_of(line: Line, clause: Clause, previous_end: int) -> Status | None:
    """Return whether the award is granted, proposed or planned; None where it is denied or conditional."""
    window = [*line.items[max(previous_end, clause.start - 10) : clause.end]]
    forms = clause.slots.get("form") or clause.slots.get("q") or (clause.end - 1, clause.end)
    ahead = [item for item in window if item.start < line.items[forms[0]].start]
    sentence = line.text.key
    tail: list[Item] = []
    for item in reversed(ahead):
        if item.symbol == ";" or (
            item.symbol == ","
            and tail
            and ((tail[-1].symbol in "ANUH" and _ends_phrase(line, item)) or _THEN.match(sentence, tail[-1].start))
        ):
            break
        tail.append(item)
    symbols = [item.symbol for item, after in zip(tail, [None, *tail], strict=False) if not _is_noun(line, item, after)]
    verb = next((item for item in reversed(tail) if item.symbol in "PVMR"), None) or line.items[forms[0]]
    required = _REQUIRED.search(sentence, 0, line.items[clause.start].start)
    if required is not None and not _ends_a_name(line, required.end("modal")):
        return None
    if _ASKS.search(sentence, 0, verb.start):
        return None
    if _CRITERIA.search(sentence):
        return None  # «…, để tặng cho cá nhân đạt một trong các tiêu chuẩn sau: đã được tặng 2 Bằng khen»
    if _BY_STATUTE.match(sentence) and _DONE.search(sentence) is None:
        return None  # «Theo quy chế, đơn vị có số điểm cao nhất được suy tôn …»
    if (
        _is_denied(tail)
        or _is_wished(line, verb.start)
        or _is_aimed_at(line, line.items[forms[0]].start if "q" in clause.slots else verb.start)
        or _AMONG_THOSE.search(sentence, 0, verb.start)
        or _NOBODY.search(sentence, 0, verb.start)
        or (verb.symbol == "P" and _IN_ORDER_TO.search(sentence, 0, verb.start))
        or _IF_ENOUGH.search(sentence, 0, line.items[forms[0]].start)
    ):
        return None
    if "S" in symbols or "B" in symbols or _is_proposed_for(line, clause) or is_chosen_for(line, clause):
        return "proposed"
    if _is_in_list_of_proposals(line, clause):
        return "proposed"
    if "q" in clause.slots and _PROPOSED_BEHIND.match("".join(item.symbol for item in line.items[clause.end :])):
        return "proposed"
    if "Z" in symbols and not _CAME_TO.search(sentence, 0, max(verb.end, line.items[forms[0]].start)):
        return None if _CONDITION.search(sentence) or _is_promised(line, clause) else "planned"
    return "planned" if _EXPECTED.match(sentence) and not _DONE.search(sentence, 0, verb.end) else "awarded"


# «Dự kiến tại hội nghị, Bộ sẽ tặng …; Chủ tịch UBND tỉnh tặng …», «Chiều mai, UBND thành phố trao …»
_EXPECTED = regex.compile(
    ADVERBIALS
    + r"dự kiến(?!\w)|\W*(?:(?:vào )?(?:sáng|trưa|chiều|tối|ngày) mai|(?:tuần|tháng|năm) (?:tới|sau)|ngày kia)\s*(?:\([^()]{3,20}\))?\s*,"
)


def _is_in_list_of_proposals(line: Line, clause: Clause) -> bool:
    """Whether a list ahead is headed as one of proposals: «nhất trí đề nghị: Giám đốc tặng …; Bộ Công an tặng …»."""
    head = next(
        (at for at in range(1, clause.start) if line.items[at].symbol == ":" and line.items[at - 1].symbol == "S"), None
    )
    return (
        head is not None and _DONE.search(line.text.key, line.items[head].end, line.items[clause.end - 1].start) is None
    )


def _is_promised(line: Line, clause: Clause) -> bool:
    """Whether an award waits for whoever earns it: «tập thể xuất sắc sẽ được tặng», not «3 tập thể sẽ được tặng», «anh sẽ được …»."""
    to = line.items[slice(*clause.slots["to"])] if "to" in clause.slots else []
    if any(item.symbol == "H" or (item.symbol == "U" and not item.value.generic) for item in to):
        return False
    numbers = [item.value.number.count for item in to if item.symbol in "Nm"]
    return not any(numbers) and (bool(numbers) or _PROMISE.search(line.text.key) is not None)


def _is_proposed_for(line: Line, clause: Clause) -> bool:
    """Whether the award stands ahead of «đề nghị»: «danh hiệu Đơn vị Quyết thắng được đề nghị cho Công an huyện X»."""
    if clause.pattern == "assembly.form-proposed-for":
        return True
    if clause.pattern != "assembly.form-given-to":
        return False
    return any(item.symbol == "S" for item in line.items[clause.slots["form"][1] : clause.slots["to"][0]])


def is_chosen_for(line: Line, clause: Clause) -> bool:
    """Whether what is told is put forward: «Hội đồng chọn 2 Nhà giáo nhân dân, 5 Nhà giáo ưu tú để trình cấp trên»."""
    chosen = _CHOSEN.search(line.text.key, 0, line.items[clause.start].start)
    return chosen is not None and _PUT_FORWARD.match(line.text.key, line.items[clause.end - 1].end) is not None


# «12 Huân chương, 5 Huy chương đang được đề nghị», «36 Nghệ sĩ nhân dân được xét tặng»
_PROPOSED_BEHIND = regex.compile(r"(?:[,&]{1,2}Q)*x?PS")
_CHOSEN = Cue(r"(?<!\w)(?:chọn|lựa chọn|xét chọn|bỏ phiếu)(?!\w)[^.;]*$")
_PUT_FORWARD = regex.compile(r"[^.;]*?(?<!\w)để (?:trình|đề nghị|đề xuất|làm hồ sơ)(?!\w)")

_THEN = regex.compile(r"(?:rồi|sau đó)(?!\w)")  # «đề nghị nhân rộng mô hình, rồi trao …»


def _ends_phrase(line: Line, comma: Item) -> bool:
    """Whether a comma closes an adverbial, so that what stands before it says nothing of the award: «Qua bình xét, …»."""
    index = line.items.index(comma)
    return index > 0 and line.items[index - 1].symbol in "xdnF"


def _is_noun(line: Line, item: Item, after: Item | None) -> bool:
    """Whether a word of proposing is a noun, or has somebody's case for its object: «theo đề nghị của …», «xem xét ông A khai báo»."""
    if item.symbol != "S" or after is None:
        return False
    return after.symbol == "O" or (after.symbol == "H" and line.text.key.startswith("xem xét", item.start))


def _is_denied(tail: Sequence[Item]) -> bool:
    """Whether a negation stands before the award in its own phrase; `tail` runs from the award to the left."""
    for item in tail:
        if item.symbol in ",:":
            return False
        if item.symbol == "X":
            return True
    return False


def _is_aimed_at(line: Line, verb: int) -> bool:
    """Whether a target is set that the award belongs to, however many recipients are listed: «phấn đấu có 5 tập thể, 20 cá nhân được tặng …»."""
    aim = _AIM.search(line.text.key, 0, verb)
    return aim is not None and _DONE.search(line.text.key, aim.end("aim"), verb) is None


_AIM = Cue(
    # «Mục tiêu năm 2023, Công an thị xã có …», «Chỉ tiêu: 4 tập thể …»
    rf"(?:^{ADVERBIALS}|[;.]\W*)(?P<aim>(?:các )?(?:mục tiêu|chỉ tiêu|phương hướng(?:,? nhiệm vụ)?))(?: phấn đấu| thi đua| cụ thể)?"
    r"(?: (?:của|trong|năm|quí|đến|giai đoạn|nhiệm kì|đặt ra|đề ra|là)(?!\w)[^:;]{0,80}?)?\s*(?:[:,]| là )|"
    # «phấn đấu năm 2023 có 5 tập thể, …», «phấn đấu đạt danh hiệu …»; «đã phấn đấu đạt …» tells what was reached
    r"(?<!đã (?:\w+ ){0,3})(?<!\w)(?<!(?:ngừng|qua|sự|tinh thần|lực|luôn) )(?P<aim>phấn đấu)(?:"
    r"(?: (?:đến|trong|năm|cuối|hết|từ|giai đoạn|quí)(?!\w)[^;]{0,60}?)?(?:,? [^;,]{0,60}?)? (?:có|đạt|giành) (?:ít nhất |trên |từ |tổng số |tổng cộng )?(?:\d|một |hai |ba )|"
    r" (?:để )?(?:đạt|giành|được) (?:các )?(?:danh hiệu|cờ|bằng khen|huân chương|tặng)(?!\w)|\s+$)|"
    # «Điền kinh được giao nặng nhất với 20 HCV»
    r"(?<!\w)(?P<aim>được giao)(?: chỉ tiêu)?(?: \w+){0,3} với $"
)


# «Không đơn vị nào, kể cả Công an huyện A, được tặng …»
_NOBODY = Cue(
    r"(?<!\w)(?:không|chưa|chẳng)(?: có)?(?: một)? (?:ai|(?:người|đơn vị|tập thể|cá nhân|địa phương|cán bộ|đồng chí)(?: \w+){0,3}? nào)(?=,| kể cả| trong| ở| của)[^.;]*$"
)
_AMONG_THOSE = Cue(r"(?<!\w)trong danh sách (?:được\s+)?$")  # «cũng nằm trong danh sách nhận Bằng khen»


_IN_ORDER_TO = regex.compile(r"(?<!\w)để\s+$")  # «khai gian thành tích để được khen thưởng»
# «được xem xét tặng Bằng khen nếu đủ 2 năm liên tục đạt danh hiệu …»
_IF_ENOUGH = Cue(r"(?<!\w)nếu (?:đã )?(?:có )?(?:đủ|ít nhất|từ)(?!\w)[^.;]*$")
# «nếu đội thắng trận», «…; trường hợp trụ hạng, Chủ tịch UBND tỉnh sẽ tặng …»
_CONDITION = regex.compile(
    r"(?<!\w)nếu(?!\w)|(?:^|[;,]\s*|trong )trường hợp (?!này|trên|nào|của|khác|đặc biệt|được|đã|có)\p{L}"
)


_CAME_TO = regex.compile(
    r"(?<!\w)(?:(?:vừa|đã) (?:đến|về|tới|vào|ra|xuống|lên|ghé|sang)|(?<!sẽ )có mặt|(?<!sẽ )(?:đến|tới|tìm đến|về) tận|(?<!sẽ )(?:chọn|chọn ra))(?!\w)[^;.]*\sđể trao(?!\w)[^;.]*$"
)  # «vừa đến xã X để trao Giấy khen»


_PROMISE = regex.compile(r"(?<!\w)sẽ\s+được(?!\w)")


_DONE = regex.compile(r"(?<!\w)(?:đã|vừa)(?!\w)")


_CRITERIA = Cue(
    r"(?<!\w)(?:để tặng|để được tặng|được xét tặng|được tặng)(?!\w)[^.;]{0,200}?(?:tiêu chuẩn|điều kiện) (?:sau|dưới)"
    r"|đạt một trong (?:các|những) tiêu chuẩn"
    # «có ít nhất 1 lần được khen thưởng … thì được xét tặng»
    r"|(?<!\w)(?:ít nhất|tối thiểu|đủ) \d+ (?:lần|năm)(?!\w)[^.;]*\sthì (?:mới )?được(?!\w)"
    # «chỉ xét cho người có hai lần liên tục đạt …»
    r"|(?<!\w)(?:chỉ|để|mới) (?:được )?xét (?:tặng |thưởng )?(?:cho|với|đối với) (?:những |các )?(?:người|cá nhân|tập thể|đơn vị|trường hợp) (?:có|đạt|đã)(?!\w)"
)
# «bộ đề hỏi khi nào một tập thể được xét …, ai có quyền tặng Giấy khen»
_ASKS = Cue(
    r"(?<!\w)(?:(?<!chưa )(?<!không )khi nào|(?:trường hợp|điều kiện|tiêu chuẩn) nào|ai (?:có|đủ) (?:thẩm )?quyền)(?!\w)[^.;:]*$"
)
_BY_STATUTE = regex.compile(
    ADVERBIALS + r"theo (?:quy chế|quy định|thể lệ|điều lệ|hướng dẫn|dự thảo|dự luật)(?:\s[^,]{0,60})?,"
)


_REQUIRED = Cue(
    r"(?<!\w)(?P<modal>có)\s+từ\s+$|(?<!\w)(?P<modal>(?:phải|cần|muốn)(?=\s+(?:có|đạt))|có(?=\s+ít nhất))\s+(?:có|đạt|ít nhất)(?:\s+đủ)?\s*$"
)  # «cán bộ phải có 3 lần đạt …», «có từ 2 lần được tặng …»


def _ends_a_name(line: Line, end: int) -> bool:
    """Whether a word is the end of a name: «Phòng Hậu cần được tặng …»."""
    return any(item.symbol not in "xh," and item.start < end <= item.end for item in line.items)


def _is_wished(line: Line, verb: int) -> bool:
    """Whether a modal stands directly before the verb: «chỉ nên được khen thưởng khi …»."""
    end = len(line.text.key[:verb].rstrip())
    if _ends_a_name(line, end) or _comes_of_it(line, end):
        return False
    return any(match.end() == end for match in line.context["modal"].finditer(line.text.key, max(0, end - 20), end))


def _comes_of_it(line: Line, end: int) -> bool:
    """Whether «nên» tells what came of a deed: «anh cứu nhiều người [nên] được tặng …», not «anh [nên] được tặng …»."""
    index = next((i for i, item in enumerate(line.items) if item.start < end <= item.end), 0)
    if line.items[index].symbol != "," or index == 0:
        return False
    ahead = "".join(item.symbol for item in line.items[max(0, index - 2) : index])
    told = line.items[index - 1]
    asked = ahead.endswith("x") and _ASKED.search(line.text.key, told.start, told.end) is not None
    return ahead.endswith((",", "n", "xN", "xm", "x", "CN", "Cm", "CH", "CU", "CA")) and not asked


# «hành động đó [nên] được …», «ai cũng [nên] …»
_ASKED = regex.compile(r"(?<!\w)(?:này|ấy|đó|kia|vậy|thế|chỉ|cũng|càng|vẫn|đều|không|tôi|họ)\s*$")
