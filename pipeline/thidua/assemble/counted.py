"""Clauses in which the awards are counted and not the recipients: «3 Huân chương», «2 giải Nhất và 5 giải Ba»."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.delegation import delegators
from thidua.assemble.draft import Draft, granted_field, rule_of
from thidua.assemble.frame import Frame, granted_by
from thidua.assemble.grammar import Clause
from thidua.assemble.granted import says_granted
from thidua.assemble.grantor import of_last_form
from thidua.assemble.items import Item, Line, says_so
from thidua.assemble.prizes import among_prizes, given_to_works, told_behind_the_next
from thidua.assemble.shares import (
    awards_behind,
    is_one_more,
    last_behind,
    of_hands_in_turn,
    shares_in_bracket,
    shares_to,
)
from thidua.assemble.spoken import lists_those_of_one, names_one, speaks_of_one, who_died
from thidua.assemble.winners import winner_behind, won_another
from thidua.frozen import frozen
from thidua.mentions.form import FormValue
from thidua.mentions.number import NumberValue
from thidua.records import RecipientKind

_LUOT = regex.compile(r"\s+lượt(?!\w)")  # «57 lượt “Chiến sĩ thi đua cơ sở”»

# «Ở nội dung cá nhân, Ban tổ chức trao 8 Huy chương Vàng …»
_IN_SINGLES = regex.compile(r"(?<!\w)(?:nội dung|phần thi|giải|hạng mục) cá nhân(?!\w)[^;]*$")

_LIKE = regex.compile(r"(?<!\w)(?:như|coi là|xem là)\s*$")

# a contestant whom no rank or title tells: «Diệu Thùy còn xuất sắc mang về 2 giải»
_NAME = regex.compile(
    r"(?<![\p{L}] )(?<!\p{Lu}\p{L}* )(?!Đội|Đoàn|Công|Phòng|Trường|Việt)\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}(?:\s*\([^()]*\))?(?:\s(?:còn|đã|cũng|vừa|từng|xuất sắc)){0,3}\s*$"
)


@frozen
class _Clues:
    """What the sentence around counted awards tells of those who got them; None: nothing."""

    given: int | None  # where «cho» stands that says who gets them
    winner: Item | None  # who won them, told behind
    told: RecipientKind | None  # the kind of those whom «cho» names ahead
    among: RecipientKind | None  # the kind of those who won the prizes ahead
    heading: RecipientKind | None  # the kind that the line is headed with: «Cá nhân: 5 Bằng khen»


def counted(line: Line, clause: Clause, frame: Frame) -> list[Draft]:
    """Return the draft of counted awards: «3 Huân chương Hồ Chí Minh», «2 giấy khen của Giám đốc»."""
    index = clause.slots["q"][0]
    item = line.items[index]
    clues = _clues(line, clause, frame)
    told = any(clue is not None for clue in (clues.given, clues.winner, clues.among, clues.heading))
    if not says_granted(line, clause, told=told):
        return []  # «có 25 Nhà giáo ưu tú» says enough, «3 Bằng khen» alone does not
    if _EACH_AHEAD.search("".join(before.symbol for before in line.items[max(index - 6, 0) : index])):
        return []  # «Mỗi tập thể được tặng 1 Bằng khen»: how many that are is told elsewhere
    like = _LIKE.search(line.text.key, 0, item.start)
    if like is not None and not line.context["list-head"].search(
        line.text.key, max(0, like.start() - 40), like.start()
    ):
        return []  # «như một kỷ niệm chương», not «nhiều phần thưởng cao quý như 3 Bằng khen»
    frame = _of_the_first(line, clause, frame)
    number: NumberValue = item.value[0]
    holder = clues.winner if clues.winner is not None else _holder_ahead(line, index, frame)
    form = frame.forms[0].value
    fields = [
        ("form", (item.start, item.end), rule_of(item, kind="form")),
        ("count", (item.start, item.end), rule_of(item)),
        *granted_field(frame),
    ]
    draft = Draft(
        form=_with_names_behind(line, clause, form),
        recipient=_kind_of_holders(line, clause, frame, clues, holder),
        count=number.count,
        start=item.start,
        end=line.items[clause.end - 1].end,
        pattern=clause.pattern,
        authority=frame.granted,
        qualifier=number.qualifier,
        luot=_LUOT.match(line.text.key, item.mentions[0].end) is not None,
        status=frame.status,
        fields=tuple(fields),
        unit=_unit_of(line, clues.given, holder),
    )
    if in_turn := of_hands_in_turn(line, clause, frame, draft):
        return in_turn
    shares = shares_in_bracket(line, clause, draft) or shares_to(line, draft, clues.given)
    return [*(shares or [draft]), *awards_behind(line, clause, draft), *last_behind(line, clause, frame, draft)]


def _of_the_first(line: Line, clause: Clause, frame: Frame) -> Frame:
    """Return the frame where one more award has a grantor of its own: «3 Bằng khen của Bộ, Bằng khen của Thủ tướng».

    Two kinds of certificates are under one number: «70 bằng khen của UBND tỉnh, giấy khen của Công an tỉnh».
    """
    if "form2" not in clause.slots or of_last_form(line, clause):
        return frame
    if (frame.forms[0].value.form, line.items[clause.slots["form2"][0]].value.form) == ("bang-khen", "giay-khen"):
        return frame
    return replace(granted_by(frame, line, clause, "of", frame.forms), last=delegators(line, *clause.slots["of2"]))


def _clues(line: Line, clause: Clause, frame: Frame) -> _Clues:
    index = clause.slots["q"][0]
    given = _given_to(line, clause.end)
    return _Clues(
        given=_given_behind(line, clause.end) if given is None else given,
        winner=winner_behind(line, clause.end),
        told=_told_ahead(line, index),
        among=among_prizes(line, index) if frame.forms[0].value.form == "giai-thuong" else None,
        heading=_heading(line, index),
    )


_HEADED = regex.compile(r"[x-]{0,2}n:")


def _heading(line: Line, index: int) -> RecipientKind | None:
    """Return the kind of recipients that alone heads a line or a list: «- Tập thể: 3 Bằng khen của …», «Giải cá nhân có 1 giải Nhất, …»."""
    while index > 0 and line.items[index - 1].symbol in "Q,&":
        index -= 1
    prizes, mark = line.items[max(0, index - 2) : index] if index > 1 else (None, None)
    if prizes is not None and mark is not None and prizes.symbol == "F" and mark.symbol in ":h":
        value: FormValue = prizes.value
        return value.holder if value.form == "giai-thuong" and value.class_ is None else None
    head = _HEADED.match("".join(item.symbol for item in line.items[:4]))
    return _noun_kind(line.items[head.end() - 2]) if head is not None else None


def _holder_ahead(line: Line, index: int, frame: Frame) -> Item | None:
    """Return who got the counted awards at `index`, told ahead of them: the nearest who is not the one that grants."""
    items = line.items
    if (dead := who_died(line)) is not None:
        return items[dead]
    verb = next((before for before in reversed(items[:index]) if before.symbol in "VRPT"), items[index])
    giver = items.index(verb) if verb.symbol == "V" else 0  # what stands ahead of «trao» gives, unless it is passive
    giver = 0 if any(item.symbol == "P" for item in items[:giver]) else giver
    for at in range(index - 1, -1, -1):
        before = items[at]
        if before.symbol == "n" and before.value.kind == "tap-the" and items[at + 1].symbol in "PRh":
            return None  # «Đại úy A được tặng …; tập thể được tặng 4 Huân chương»
        if (
            before.symbol in "UHA"
            and not (at < giver and before.symbol in "HA")
            and not _GIVES.match("".join(item.symbol for item in items[at + 1 : at + 7]))
            and before not in frame.authority
            and not _is_agent(line, at)
            and not says_so(line, at)
            and not won_another(line, at)
            and not (at and items[at - 1].symbol == "Q")  # «Bằng khen Bộ Công an: 122; Giấy khen: 882»
            and not line.context["interrupted"].search(line.text.key, before.end, max(before.end, verb.start))
            and not _is_of_another_team(line, at, index)
            and not (
                at and items[at - 1].symbol == "l" and _IS_WHO.search("".join(item.symbol for item in items[: at + 1]))
            )
        ):
            return before
    return None


# «Anh A là Phó Trưởng Công an huyện, … được tặng 8 Bằng khen»
_IS_WHO = regex.compile(r"[HA][xd]*l[UA]$")

# «Chính phủ tặng 5 Bằng khen, Bộ tặng 45 Bằng khen», «UBND tỉnh ký quyết định 12/QĐ-UBND công nhận …, gồm 2 giải Nhất»
_GIVES = regex.compile(r"L?[xd,]{0,4}V")


def _is_of_another_team(line: Line, at: int, index: int) -> bool:
    """Whether a team that no list knows comes between: «đoàn A giành 12 HCV; [đoàn B] (9 HCV) xếp Nhì»."""
    row = line.items[at:index]
    return any(
        mark.symbol in ";,"
        and words.symbol in "xn"
        and before.symbol != "H"
        and _TEAM.match(line.text.key, words.start)
        for before, mark, words in zip(row, row[1:], row[2:], strict=False)
    )


_TEAM = regex.compile(r"(?:đoàn|đội) (?!thể|viên|trưởng|hình)\p{L}")


_EACH_AHEAD = regex.compile(r"E[^,;:]{0,5}$|E.{0,3}$")


def _kind_of_holders(line: Line, clause: Clause, frame: Frame, clues: _Clues, holder: Item | None) -> RecipientKind:
    """Return whether people or collectives got counted awards; no person gets a flag, whoever is told of beside it."""
    kind = _kind_told(line, clause, frame, clues, holder)
    flags = frame.forms[0].value.form == "co-thi-dua"
    return "tap-the" if flags and kind in ("ca-nhan", "tap-the-ca-nhan") else kind


def _kind_told(line: Line, clause: Clause, frame: Frame, clues: _Clues, holder: Item | None) -> RecipientKind:
    """Return whether people or collectives got counted awards; what names them goes before what only hints at them."""
    if clause.pattern == "assembly.counted-kinds-given":
        return _noun_kind(line.items[clause.end - 1])  # the clause ends with those who got them
    form: FormValue = frame.forms[0].value
    if form.holder is not None:
        return form.holder  # «5 giải tập thể», «Đơn vị Quyết thắng 17»
    shared = told_behind_the_next(line, clause)
    if shared is not None:
        return shared
    whom = next((i for i in line.items[clues.given or clause.end :][:4] if i.symbol in "NmnUHA"), None)
    if clues.given is not None and whom is not None and whom.symbol in "Nmn":
        return _kind_with_next(line, whom)
    behind = line.items[clause.end] if clause.end < len(line.items) else None
    if behind is not None and behind.symbol in "Nmn" and line.items[clause.end - 1].symbol == "V":
        return _kind_with_next(line, behind)  # «20 Bằng khen của Bộ trưởng tặng các tập thể, cá nhân»
    if (known := clues.told or clues.heading) is not None:
        return known
    if (own := _own_subject(line, clause.slots["q"][0])) is not None:
        return _noun_kind(own)
    if form.form == "giai-thuong" and _IN_SINGLES.search(line.text.key, 0, line.items[clause.start].start):
        return "ca-nhan"
    if clues.among is not None and holder is None:
        return clues.among
    if holder is not None and holder.value.household:
        return "ho-gia-dinh"
    if holder is not None and (whose := _noun_of(line, holder)) is not None:
        return _noun_kind(whose)  # «tập thể và cá nhân Công an tỉnh nhận 46 Bằng khen»
    subject = _subject_ahead(line, clause.slots["q"][0])
    if _are_people(line, clause, frame, holder, subject):
        return "ca-nhan"
    if form.form == "giai-thuong" and _OF_PUPILS.search(line.text.key, 0, line.items[clause.start].start):
        return "ca-nhan"
    if form.form == "giai-thuong" and form.name and _OF_ONE.match(form.name):
        return "ca-nhan"
    won = holder is not None and holder.symbol in "UA"
    if form.form == "giai-thuong" and not won and given_to_works(line, clause.end):
        return "khac"  # «trao 21 giải A cho các tiết mục»
    if form.form == "giai-thuong" and subject is not None and subject.symbol in "Nm" and _noun_kind(subject) == "khac":
        return "khac"  # «46 giải pháp đạt giải, gồm 2 giải Nhất»
    if form.form == "giai-thuong" and holder is None and (subject is None or subject in frame.authority):
        if line.context["works"].search(line.text.key):
            return "khac"  # «trao giải cho 37 ca khúc, gồm 10 giải A …»
        if line.context["essays"].search(line.text.key):
            return "ca-nhan"
    return "tap-the"


def _own_subject(line: Line, index: int) -> Item | None:
    """Return the uncounted people that a clause behind a semicolon speaks of: «…; cá nhân đồng chí Đội trưởng được tặng 2 Bằng khen»."""
    start = max((at + 1 for at in range(index) if line.items[at].symbol == ";"), default=0)
    found = _PEOPLE_GET.fullmatch("".join(item.symbol for item in line.items[start:index])) if start else None
    noun = line.items[start + found.start("noun")] if found is not None else None
    return noun if noun is not None and _noun_kind(noun) == "ca-nhan" else None


_PEOPLE_GET = regex.compile(r"x?(?P<noun>n)n?x?[xd]{0,2}(?:P[xd]?(?:A[xd]?)?V|P?R|h)x?")


def _noun_of(line: Line, holder: Item) -> Item | None:
    """Return the uncounted noun right ahead of a body, whose awards they are then."""
    index = line.items.index(holder) - 1
    ahead = line.items[index] if index >= 0 else None
    near = ahead is not None and ahead.symbol == "n" and not line.text.key[ahead.end : holder.start].strip()
    return ahead if near and holder.symbol in "AU" else None


def _subject_ahead(line: Line, index: int) -> Item | None:
    """Return the one named or counted last ahead of counted awards, but who granted those before: «2 Bằng khen của Bộ»."""
    skipped = False
    for at in range(index - 1, -1, -1):
        if skipped and line.items[at].symbol == ";":
            return None  # «… cho 7 cá nhân; Bộ tặng 4 Cờ thi đua»: another clause's
        if line.items[at].symbol in "UHANmn":
            granted = line.items[at].symbol == "A" and at > 1 and line.items[at - 2].symbol in "QF"
            gives = line.items[at].symbol == "A" and line.items[at + 1].symbol == "V"  # «…, Bộ tặng 4 Bằng khen»
            if not gives and not (granted and _is_agent(line, at)):
                of = [item.symbol for item in line.items[max(0, at - 2) : at + 1]] == ["n", "O", "n"]
                return line.items[at - 2 if of else at]  # «học sinh của trường đoạt 412 giải»
            skipped = skipped or gives
    return None


# «Đoàn Việt Nam có 8 thí sinh, mang về 3 huy chương bạc», «đoàn học sinh Sơn La đoạt 58 giải»: each pupil has won his own
_OF_PUPILS = regex.compile(
    r"(?<!\w)(?:đoàn|đội tuyển) (?:học sinh|sinh viên)(?!\w)|(?<!\w)có \d+ (?:thí sinh|học sinh|em|sinh viên)(?!\w)"
)


_OF_ONE = regex.compile(r"(?i)(?:xạ thủ|thí sinh|diễn viên|vận động viên|cầu thủ|thủ môn|chỉ huy|người)(?!\p{L})")


def _kind_with_next(line: Line, whom: Item) -> RecipientKind:
    """Return the kind of a noun, both kinds where the next one is of the other: «cho các đội tuyển, vận động viên»."""
    after = line.items[line.items.index(whom) + 1 :][:2]
    kinds = {_noun_kind(item) for item in (whom, *after[1:]) if item.symbol in "Nmn"}
    joined = len(after) == 2 and after[0].symbol in ",&" and after[1].symbol in "Nn"
    return "tap-the-ca-nhan" if joined and kinds == {"tap-the", "ca-nhan"} else _noun_kind(whom)


def _are_people(line: Line, clause: Clause, frame: Frame, holder: Item | None, subject: Item | None) -> bool:
    """Whether the words next to counted awards, or else the subject and the form, speak of people."""
    noun = next(iter(line.items[clause.slots["q"][0] + 1 :]), None)
    if noun is not None and noun.symbol == "n":
        return _noun_kind(noun) == "ca-nhan"  # «4 huy chương tập thể»
    behind = line.items[clause.end : clause.end + 4]
    after = next((later for later in behind if later.symbol in "NmUHA"), None)
    else_told = [later.symbol for later in behind[:3]] in (
        [",", "x", "C"],
        [",", "n", "C"],
    )  # «…, tổ chức cho 9 đoàn viên»
    if after is not None and not else_told and any(later.symbol == "C" for later in behind[:3]):
        return _noun_kind(after) == "ca-nhan" if after.symbol in "Nm" else after.value.person is not None
    form = frame.forms[0].value
    if form.holder == "ca-nhan":
        return True
    if holder is not None:
        return holder.value.person is not None or _receives_in_office(line, holder)
    if form.form == "ky-niem-chuong":
        return True
    if lists_those_of_one(line, line.items[clause.slots["q"][0]].start):
        return True
    if subject is not None and subject.symbol in "Nmn" and _noun_kind(subject) == "ca-nhan":
        at = line.items.index(subject)
        # «phong tặng … cho Công an tỉnh và 4 cá nhân; tặng thưởng 2 Huân chương»: the unit's
        return not (at > 1 and line.items[at - 1].symbol in ",&" and line.items[at - 2].symbol in "UA")
    if (subject is None or subject in frame.authority) and speaks_of_one(line, line.items[clause.slots["q"][0]].start):
        return True  # «anh là …; còn có ba Bằng khen …»: a portrait speaks of nobody else
    index = clause.slots["q"][0]
    verbs = [item for item in line.items[:index] if item.symbol in "VRPT"] or [line.items[index]]
    if names_one(line, verbs[0].start):
        return True
    return form.form == "giai-thuong" and _NAME.search(line.text.text, 0, verbs[-1].start) is not None


_RECEIVES = regex.compile(r"x?[PR]")


def _receives_in_office(line: Line, holder: Item) -> bool:
    """Whether who holds an office is the subject that gets: «Trưởng Công an xã Lò Văn Pành được nhận 3 Bằng khen»."""
    behind = line.items[line.items.index(holder) + 1 :][:2]
    return holder.value.office and _RECEIVES.match("".join(item.symbol for item in behind)) is not None


def _unit_of(line: Line, given: int | None, holder: Item | None) -> tuple[int, int] | None:
    """Return the body that got counted awards: the only one behind «cho», else the one that the sentence speaks of."""
    if given is not None and given + 1 < len(line.items) and line.items[given + 1].symbol in "UHA":
        several = "".join(item.symbol for item in line.items[given + 2 : given + 4])
        holder = None if several[:1] in (",", "&") and several[1:] in ("U", "H", "A") else line.items[given + 1]
    return (holder.start, holder.end) if holder is not None and holder.value.person is None else None


def _given_to(line: Line, start: int) -> int | None:
    """Return where «cho» stands that says who gets counted awards: «2 giải Nhất thuộc thể loại dịch thuật cho các bạn trẻ»."""
    for index in range(start, min(start + 8, len(line.items))):
        if line.items[index].symbol == "C":
            return index
        if not (line.items[index].symbol in "x&dO" or _is_class(line, index)):
            return None
    return None


_BEHIND = regex.compile(
    r"(?:[,&]{1,2}Q)*(?:[xd]?,)?P?V(?:[xd]{0,2}(?=C[Nm]))?(?P<to>C)x?[NmnUHA]|(?:[,&]{1,2}Q)+x?(?P<to>C)x?[Nn](?![,&]Q)|Q(?:,Q)*x?(?P<to>C)N"
)


def _given_behind(line: Line, start: int) -> int | None:
    """Return where «cho» stands behind a list of prizes and the verb: «5 giải Nhất, 10 giải Ba ở các môn, trao cho các đội»."""
    found = _BEHIND.match("".join(item.symbol for item in line.items[start : start + 16]))
    if found is None:
        return None
    whom = line.items[start + found.end() - 1]
    counted = whom.symbol == "N" and whom.value.number.count is not None  # those of the last number alone
    return None if counted and found[0][-2:] == "CN" and "V" not in found[0] else start + found.start("to")


def _is_class(line: Line, index: int) -> bool:
    """Whether an item is of the classes that a number falls into: «13 Huân chương (3 hạng Nhất, 10 hạng Ba) cho …»."""
    item = line.items[index + (line.items[index].symbol == ",")] if index + 1 < len(line.items) else line.items[index]
    return item.symbol == "Q" and item.value[1].form == "class-only"


def _told_ahead(line: Line, index: int) -> RecipientKind | None:
    """Return the kind of those whom «cho» names ahead of counted awards: «trao cho các tập thể, cá nhân 5 giải A, 7 giải B»."""
    while index > 0 and line.items[index - 1].symbol in ",&Qxn":  # «các tập thể, cá nhân toàn lực lượng 31 giải A»
        index -= 1
    if index < 2 or line.items[index - 1].symbol not in "Nm" or line.items[index - 2].symbol != "C":
        return None
    kind: RecipientKind = line.items[index - 1].value.noun.kind
    return kind


def _with_names_behind(line: Line, clause: Clause, form: FormValue) -> FormValue:
    """Return the form of one number with all its names: «hơn 2.300 Huân chương Bảo vệ Tổ quốc, Huân chương Chiến công»."""
    more = [item.value for item in line.items[clause.start + 1 : clause.end] if item.symbol == "F"]
    more = [value for value in more if not is_one_more(form, value)]
    names = [value.name for value in (form, *more) if value.name]
    if not more or len(names) <= len(more) or any(value.form != form.form for value in more):
        return form
    return replace(form, name=", ".join(dict.fromkeys(names)))


def _noun_kind(item: Item) -> RecipientKind:
    kind: RecipientKind = item.value.kind if item.symbol == "n" else item.value.noun.kind
    return kind


def _is_agent(line: Line, index: int) -> bool:
    return index > 0 and (
        line.items[index - 1].symbol in "POD"
        or (
            line.items[index - 1].symbol in ",&"
            and index > 1
            and line.items[index - 2].symbol == "A"
            and _is_agent(line, index - 2)
        )
    )
