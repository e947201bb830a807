"""Whether a clause really rewards its recipients: words that come between, praise that is only speech."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import regex

from thidua.assemble.ahead import ADVERBIALS
from thidua.assemble.frame import Frame
from thidua.assemble.giver import is_object
from thidua.assemble.grammar import PASSIVE, Clause
from thidua.assemble.items import Line
from thidua.assemble.others import THE_REST
from thidua.assemble.pointing import SHARE
from thidua.assemble.recipients import Recipients

_MOST_BEFORE_VERB = 4  # words of «cũng vinh dự», «năm nay còn»; more name somebody new


def has_subject(line: Line, clause: Clause) -> bool:
    """Whether words before the verb hold a subject of their own that no rule knows: «hơn 300 quân nhân đạt …»."""
    of_this = line.items[
        max((i + 1 for i in range(clause.start) if line.items[i].symbol == ";"), default=0) : clause.start
    ]
    if any(item.symbol == "x" and THE_REST.match(line.text.key, item.start) for item in of_this):
        return True  # «…; số còn lại do UBND huyện và Công an huyện tặng Giấy khen»
    if _GIVEN_TO_SO_MANY.match(line.text.key, line.items[clause.end - 1].end) and _gives(line, clause):
        return True  # «…; Trung ương Đoàn tặng Bằng khen 5 khối đội hình»: to others, whom no rule knows
    if _COUNTED_PASSIVE.search("".join(item.symbol for item in of_this)):
        return True  # «318 cán bộ được [who no list knows], UBND tỉnh tặng Bằng khen»
    start = clause.start
    while start > 0 and line.items[start - 1].symbol in "xdn,&":
        start -= 1
    for index in range(start, clause.slots["form"][0]):
        item = line.items[index]
        if item.symbol == "x" and THE_REST.match(line.text.key, item.start):
            return True
        words = line.text.key[item.start : item.end].split() if item.symbol == "x" else []
        if any(word.rstrip("%").isdigit() for word in words) or (
            index >= clause.start and len(words) > _MOST_BEFORE_VERB
        ):
            return True
    return False


def _gives(line: Line, clause: Clause) -> bool:
    """Whether a clause tells of one who gives, with the verb right behind."""
    row = "".join(item.symbol for item in line.items[clause.start : clause.end])
    return "to" not in clause.slots and _ACTIVE.search(row) is not None


_ACTIVE = regex.compile(r"^[xd]{0,2}A[xd]?V[xd]?F")
_GIVEN_TO_SO_MANY = regex.compile(r"\s(?:cho\s)?\d{1,3}\s\p{Ll}")
_COUNTED_PASSIVE = regex.compile(r"[Nm][xdn]{0,2}P[xdnA,&]*$")


def are_a_share(line: Line, clause: Clause, recipients: Recipients) -> bool:
    """Whether a share is told of a body's people, which is not the body: «70% cán bộ Công an huyện X được tặng Giấy khen»,
    «Công an huyện X có 95% cán bộ đạt danh hiệu …»."""
    if not recipients.named:
        return False
    start = recipients.item.start
    if SHARE.search(line.text.key, max(0, start - 16), start) is not None:
        return True
    if "to" not in clause.slots or "form" not in clause.slots or recipients.kind != "tap-the":
        return False
    between = line.text.key[line.items[clause.slots["to"][1] - 1].end : line.items[clause.slots["form"][0]].start]
    return _SHARE_OF_PEOPLE.search(between) is not None


_SHARE_OF_PEOPLE = regex.compile(
    r"\d%\s+(?:số\s+)?(?:cán bộ|cbcs|chiến sĩ|hội viên|đoàn viên|đảng viên|quân số|đồng chí|cá nhân)(?!\w)"
)
_SHOWS = regex.compile(r"(?<!\w)(?:xuất hiện|nổi lên|giới thiệu|đề cử|lựa chọn|chọn|cử|biểu dương)(?!\w)")


def who_acts(line: Line, clause: Clause) -> list[int]:
    """Return the subject of a sentence where what stands ahead of a comma or «và» is what it acts on, not whom one rewards.

    «Công an huyện đã giáo dục 45 thanh niên, được UBND huyện khen thưởng», «Anh A báo tin cho Công an xã và được khen thưởng».
    """
    if clause.pattern not in ("assembly.passive", "assembly.commended", "assembly.proposed-by"):
        return []
    first, end = clause.slots["to"]
    acted_on = line.items[first].symbol in "Nm" or (
        line.items[first].symbol in "UAH" and (line.items[first - 1].symbol == "C" or _is_acted_on(line, first))
    )
    passive = next((i for i in range(end, clause.slots["form"][0]) if line.items[i].symbol == "P"), end)
    if not acted_on or not _is_joined(line, end, passive):
        return []
    row = "".join(item.symbol for item in line.items[:first])
    ahead = (_HAS if _are_its_people(line, first, end) else _ACTS).search(row)
    if ahead is None or is_object(line, ahead.start("who")):
        return []
    verb = ahead.end("who")
    if _SHOWS.search(line.text.key, line.items[verb].start, line.items[first - 1].end):
        return []
    return [index for index in range(*ahead.span("who")) if line.items[index].symbol in "UHA"]


# «Công an xã có 5 cán bộ, được … tặng Cờ»: the body was, not «Công an tỉnh có 5 cá nhân, 2 tập thể được …»
_HAS = regex.compile(r"(?P<who>[UA])[xd]{0,2}h[xd]?$")
_ITS_PEOPLE = regex.compile(
    r"(?:\d+|\w+) (?:cán bộ|chiến sỹ|đảng viên|hội viên|đoàn viên|thành viên|người|hộ|học sinh|giáo viên)(?!\w)"
)


def _are_its_people(line: Line, first: int, end: int) -> bool:
    """Whether a number tells how many people a body has: a comma stands behind it, and no kind of recipients is counted."""
    item = line.items[first]
    counts = line.items[first - 1].symbol == "h" and item.symbol in "Nm" and end - first == 1
    return counts and _ITS_PEOPLE.match(line.text.key, item.start, item.end) is not None


# «tham mưu, [đề xuất] UBND tỉnh ban hành», «[phối hợp] Công an huyện B bắt»
_ACTS_ON = regex.compile(
    r"(?<!\w)(?:đề xuất|đề nghị|kiến nghị|tham mưu(?: cho)?|giúp|phối hợp(?: cùng| với)?|báo|mời|hỗ trợ|phục vụ|bảo vệ)\s*$"
)


def _is_acted_on(line: Line, index: int) -> bool:
    """Whether a body or person is the object of the words right ahead."""
    words = line.items[index - 1] if index else None
    return (
        words is not None and words.symbol == "x" and _ACTS_ON.search(line.text.key, words.start, words.end) is not None
    )


# who acts, then what it does, to the number or body that it acts on: «H x, x[N]», «H x C[A]»
_ACTS = regex.compile(r"(?P<who>(?:H[,&]{1,2})*[UAH])(?=[xdnC,]*x)[dn]*x[xdn]*(?:,[xdn]*x[xdn]*){0,2}C?$")
_ALSO = regex.compile(r"(?:đã|vừa|cũng|từng|vinh dự|sau đó|nhờ đó|do đó|\s)+")


def _is_joined(line: Line, start: int, passive: int) -> bool:
    """Whether a passive goes on with its sentence's subject: «…, được», «… và cũng được», «… nên được»."""
    between = line.items[start:passive]
    if any(item.symbol == "," for item in between):
        return True
    told = between[-1] if between and between[-1].symbol == "x" else None
    also = told is not None and _ALSO.fullmatch(line.text.key, told.start, told.end) is not None
    joint = between[:-1] if also else between
    return bool(joint) and joint[-1].symbol == "&"


def are_of_others(line: Line, clause: Clause) -> bool:
    """Whether a bare noun right before the verb is its subject, not the body ahead: «Sở tổ chức lễ khen thưởng học sinh đoạt giải»,
    «Lãnh đạo Công an tỉnh gặp những người từng được khen thưởng»."""
    if clause.pattern not in ("assembly.receive", "assembly.passive", "assembly.commended"):
        return False
    first, end = clause.slots["to"]
    symbol = "R" if clause.pattern == "assembly.receive" else "P"
    verb = next((i for i in range(end, clause.slots["form"][0]) if line.items[i].symbol == symbol), end)
    if symbol == "P" and _ONCE.fullmatch(line.text.key, line.items[verb - 1].start, line.items[verb - 1].end):
        verb -= 1
    noun = line.items[verb - 1]
    people = verb - 1 >= end and noun.symbol == "n" and noun.value.kind == "ca-nhan"
    if symbol == "P" and people and line.items[verb - 2].symbol != "x":
        return False  # «Công an tỉnh và cán bộ được tặng …»
    return people and all(line.items[i].symbol in "AU" for i in range(first, end) if line.items[i].symbol not in ",&")


def are_spoken_to(line: Line, clause: Clause, recipients: Sequence[Recipients]) -> bool:
    """Whether a clause only says who shall go on as before: «mong các đồng chí được nhận Huy chương tiếp tục giữ gìn phẩm chất»."""
    if clause.pattern not in ("assembly.receive", "assembly.passive") or any(r.count is not None for r in recipients):
        return False
    return _GO_ON.match(line.text.key, line.items[clause.end - 1].end) is not None


_GO_ON = regex.compile(
    r"(?:\s(?:(?:đợt|lần|dịp) này|hôm nay|năm nay))?\s(?:(?:cần|phải|hãy|luôn|sẽ|cùng) )*"
    r"(?:tiếp tục|không ngừng|phát huy|giữ (?:gìn|vững)|nêu cao|nỗ lực|phấn đấu|cố gắng)(?!\w)"
)


_ONCE = regex.compile(r"(?:từng|đã từng|đã|vừa|mới|cũng)\s*")


_OF_EACH = regex.compile(
    r"(?<!\w)mỗi\s+(?:đơn vị|phòng|đội|xã|phường|huyện|địa phương|tỉnh|trường|lớp|khối|cụm|công an \w+)\s+có\s+$"
)


def are_of_each(line: Line, clause: Clause) -> bool:
    """Whether a number is one of each of several, so that nobody tells how many in all: «mỗi đơn vị có 5 cá nhân được tặng …»."""
    if "to" not in clause.slots or clause.pattern not in PASSIVE:
        return False
    start = line.items[clause.slots["to"][0]].start
    return _OF_EACH.search(line.text.key, 0, start) is not None


_DEED_REACH = 120  # characters ahead of a person in which the deed is told; more is another clause
# «Hành động cứu 33 ngư dân của anh A được UBND tỉnh khen thưởng»
_DEED = regex.compile(
    r"(?:^|[.,;:–—-])\s*(?:(?:những|các)\s+)?(?:hành động|việc làm|nghĩa cử|hành vi|chiến công|câu chuyện)\s"
    r"(?:(?!của(?!\w))[^,.;:])*?(?<!\w)(?:cứu|giúp|bắt|tìm|trả|đưa)(?!\w)(?:\s+(?!của(?!\w))\p{L}+){0,4}\s+$"
)


def is_of_a_deed(line: Line, clause: Clause) -> bool:
    """Whether those counted are whom the deed that is rewarded was done to."""
    if "to" not in clause.slots or clause.pattern not in PASSIVE:
        return False
    whom = line.items[clause.slots["to"][0]]
    return whom.symbol in "Nm" and _DEED.search(line.text.key, max(0, whom.start - _DEED_REACH), whom.start) is not None


_MOST_ADVERBS = 6  # words between «được» and its verb, the agent left out


def far_agent(line: Line, clause: Clause) -> bool:
    """Whether «được» belongs to another verb: «được giao nhiệm vụ làm hồ sơ … tôn vinh …»."""
    if "to" not in clause.slots or "form" not in clause.slots or clause.slots["to"][0] >= clause.slots["form"][0]:
        return False
    inside = range(clause.slots["to"][1], clause.slots["form"][0])
    passive = next((index for index in reversed(inside) if line.items[index].symbol == "P"), None)
    if passive is None:
        return False
    within = line.items[passive + 1 : inside.stop]
    runs = [
        line.text.key[item.start : item.end]
        for item, after in zip_longest(within, within[1:])
        if item.symbol == "x" and (after is None or after.symbol != "&")  # «được thăng cấp bậc hàm và tặng Bằng khen»
    ]
    return any(len(run.split()) > _MOST_ADVERBS and not _heads_examples(line, run) for run in runs)


def _heads_examples(line: Line, words: str) -> bool:
    """Whether words speak of awards that the next ones name: «nhiều phần thưởng cao quý như danh hiệu»."""
    return _SUCH_AS.search(words) is not None and line.context["list-head"].search(words) is not None


def too_far(line: Line, clause: Clause) -> bool:
    """Whether words stand between award and recipients that no clause of one award has."""
    if "form" not in clause.slots or "to" not in clause.slots:
        return False
    to_start, to_end = clause.slots["to"]
    form_start, form_end = clause.slots["form"]
    if to_start >= form_end:
        ahead = line.items[to_start - 1]
        said = line.text.key[ahead.start : ahead.end].removeprefix("tập thể ")  # «tập thể y bác sĩ Bệnh viện A»
        words = said.split() if ahead.symbol == "x" else []
        loose = line.items[to_start].symbol == "m" and said.strip() not in _ALL_OF_THEM
        return len(words) > (0 if loose else 4) or bool(words and line.context["interrupted"].search(" ".join(words)))
    if line.items[to_end - 1].symbol in "Nm" and _tells_who_they_are(line, to_end, form_start):
        return True
    if line.items[to_end - 1].symbol == "m":
        verb = next((index for index in range(to_end, form_start) if line.items[index].symbol in "PR"), to_end)
        theirs = line.items[verb - 1]
        near = verb - 1 == to_end and theirs.symbol == "n" and theirs.value.kind == "tap-the"
        if near and not line.text.key[line.items[to_end - 1].end : theirs.start].strip():
            pass  # «5 thành viên Tổ bảo vệ an ninh được …»
        elif verb > to_end and theirs.symbol == "n":
            return True  # «cứu 27 người …, lính cứu hỏa được tặng …»: of somebody else
    if all(line.items[index].symbol not in "Nm" for index in range(to_start, to_end)):
        between = line.text.key[line.items[to_end - 1].end : line.items[form_start].start]
        if _THOSE_WHO.search(between):
            return True
        if line.context["list-head"].search(between):
            between = _SUCH_AS.sub("", between)
        between = _MEANWHILE.sub("", between)
        return line.context["interrupted"].search(between) is not None and _TELLS_OF_ITSELF.search(between) is None
    return False


# «Anh A cứu ba người [khi đi tuần] và được …»: the sentence goes on with whom it began
_MEANWHILE = regex.compile(
    r"(?<!\w)(?:khi|như|nói|chia sẻ|khẳng định|chứng kiến)(?=\s\w)[^:\"]*?(?:[,;]| và| nên| rồi| mà)(?= (?:(?:(?:vì|do|nhờ) (?:thế|vậy|đó)|đã|vừa|mới|mà|vẫn|cũng|từng|còn|vinh dự|liên tục|nhiều lần) )*(?:được|nhận|đón nhận|đạt)(?!\w))"
)
_ALL_OF_THEM = ("cả", "tất cả", "toàn bộ")


# «Phó Chủ tịch chụp ảnh cùng những người được khen»
_THOSE_WHO = regex.compile(
    r"(?<!\w)(?:cùng|với|gặp|thăm)\s+(?:những|các)\s+\w+(?:\s\w+){0,2}?\s+(?:(?:đã|vừa)\s+)?được(?!\w)"
)


def _tells_who_they_are(line: Line, start: int, end: int) -> bool:
    """Whether «là» behind a number ends its clause, and another number comes: «2 học viên là …, 1 công trình đạt giải Nhì»."""
    between = line.items[start:end]
    if not between or between[0].symbol != "l":
        return False
    commas = [place for place, item in enumerate(between) if item.symbol == ","]
    return any(_NEXT_NUMBER.match(line.text.key, between[place].end) is not None for place in commas)


_NEXT_NUMBER = regex.compile(r"\s*\d{1,4}\s+\p{L}")


_SUCH_AS = regex.compile(r"(?<!\w)như\s*:?\s*(?:danh hiệu\s*)?$")  # «nhiều phần thưởng cao quý như: Huân chương …»


_TELLS_OF_ITSELF = regex.compile(
    r"(?<!\w)cho biết,?\s+(?:đơn vị\s+)?(?:vừa|đã|mới)\s+(?:vinh dự\s+)?(?:được|đón|nhận)(?!\w)"
)


_SPEAKS = regex.compile(ADVERBIALS + r"(?:phát biểu|kết luận|trao đổi) (?:tại|trong|với|chỉ đạo|kết luận)(?!\w)")


_HEADS_A_LIST = regex.compile(
    r"[\s,]*(?:(?:bao )?gồm|cụ thể(?: là)?|như sau|trong đó)?\s*:(?:\s*$|\s{2,}|\n|\s[-+*•]\s)"
)
_I_PRAISE = regex.compile(r"(?<!\w)(?:chúng )?tôi (?:(?:xin|rất|trân trọng|nhiệt liệt|đặc biệt|ghi nhận và) )*$")


_PURPOSE = regex.compile(r"(?<!\w)nhằm\s+(?:(?:ghi nhận|động viên|tôn vinh|biểu dương|kịp thời)[\s,]+(?:và\s+)?)*$")
_EACH_TIME = regex.compile(r"(?<!\w)đều\s+(?:được|vinh dự được)\s+(?:[\p{L}, ]{1,40}\s)?$")
_DONE = regex.compile(r"(?<!\w)(?:đã|vừa|quyết định)\s*$")


def _is_one_body(recipients: list[Recipients]) -> bool:
    """Whether «đều» behind recipients means each time, and not each of them."""
    return len(recipients) == 1 and recipients[0].kind == "tap-the" and len(recipients[0].named) == 1


def plausible(line: Line, clause: Clause, recipients: list[Recipients], frame: Frame) -> bool:
    """Whether «khen thưởng», «biểu dương» rewards somebody here and is not praise or the name of a task."""
    if frame.forms[0].value.form == "bieu-duong" and _SPEAKS.match(line.text.key):
        return False  # «Phát biểu tại hội nghị, Bí thư Thành ủy biểu dương hơn 3.500 cán bộ»
    behind = line.items[clause.end - 1].end
    if all(r.named for r in recipients) and _HEADS_A_LIST.match(line.text.key, behind):
        return False  # «toàn lực lượng được khen thưởng, gồm:», and the lines below tell what
    if clause.pattern in PASSIVE and _PURPOSE.search(line.text.key, 0, frame.forms[0].start):
        return False  # «giải thưởng được tổ chức, nhằm khen thưởng …»
    if _is_one_body(recipients) and _EACH_TIME.search(line.text.key, 0, frame.forms[0].start):
        return False  # «trong 5 năm, đơn vị đều được khen thưởng, trong đó có 2 Cờ thi đua»
    if _I_PRAISE.search(line.text.key, 0, frame.forms[0].start):
        return False  # a speech or a letter: «“Tôi biểu dương, khen ngợi công an 8 xã” - thư viết»
    if any(r.count is not None and not r.named for r in recipients):
        return True
    if clause.pattern == "assembly.commended" and line.context["speech"].search(line.text.key):
        return False
    form = frame.forms[0].value.form
    if form == "khen-thuong":
        if _DONE.search(line.text.key, 0, frame.forms[0].start) and any(
            r.named and r.kind == "ca-nhan" for r in recipients
        ):
            return True  # «nhà trường vừa khen thưởng em A»: who rewards is no body that we know
        return (
            bool(frame.granted)
            and not (all(r.count is None for r in recipients) and line.context["speech"].search(line.text.key))
        ) or clause.pattern in ("assembly.commended", "assembly.receivers-are")
    whom = clause.slots.get("to", (clause.end, clause.end))[0]  # of a clause that goes on, the one before tells whom
    verb_end = clause.slots.get("form", (0, whom))[1]  # without a form, the clause before gave it
    between = line.items[verb_end:whom]
    return (
        bool(frame.granted)
        and not any(item.symbol == "x" for item in between)
        and not line.context["speech"].search(line.text.key)
    )
