"""Whether a record that stands behind another one only tells it again, in other words."""

from __future__ import annotations

import regex

from thidua.offsets import Text
from thidua.records import NAMED_FORMS, VAGUE_FORMS
from thidua.resolve.alike import TELLING, fits
from thidua.resolve.located import ADJACENT, Located
from thidua.resolve.named import is_among, is_somebody, names_meet


def tells_again(text: Text, other: Located, one: Located) -> bool:
    """Whether `one`, which stands behind, repeats `other`: the short name of an award, one of those named, a winner of a counted prize."""
    a, b = other.draft, one.draft
    if _is_handed_over_there(text, other, one) or is_shown_again(text, other, one):
        return True
    if (a.form.form, a.status) != (b.form.form, b.status) or not fits(other, one):
        return False
    if any(
        case(text, other, one)
        for case in (
            _is_handed_over,
            _is_who_they_are,
            _is_pictured,
            _is_counted_now,
            _names_those_counted,
            _is_called_by_name,
            _is_of_the_ceremony,
            _is_listed_now,
            _is_one_who_was_listed,
            _has_won,
            _is_pointed_back_at,
        )
    ):
        return True
    team = a.form.form == "giai-thuong" and _names_winners(one) and b.unit is None and b.recipient == "tap-the"
    alike = (a.form.name, a.form.class_, a.count) == (b.form.name, b.form.class_, b.count)
    if team and alike and a.recipient == "ca-nhan":
        return True  # the team's medals are those of its members, told before
    figure = a.form.form in VAGUE_FORMS and (a.count or 0) >= TELLING and not (b.authority or b.among)
    if figure and (a.count, a.recipient) == (b.count, b.recipient):
        return True
    if (a.count, a.recipient) == (b.count, b.recipient) and _NAMED_ABOVE.match(text.key, one.end):
        return one.sentence != other.sentence  # «2 cán bộ nói trên»
    if a.among or b.among:
        return False
    if a.count == b.count and a.recipient == b.recipient:
        if a.form.form in NAMED_FORMS and a.form.name and not b.form.name and not b.form.class_:
            return not (a.named and b.named) or b.generic or names_meet(text, other, one)
        if _are_those_named(text, other, one):
            return True
        if a.form.form in VAGUE_FORMS and (a.count or 0) > 1 and not (a.authority and b.authority):
            return one.sentence != other.sentence
    if a.named and b.named and (b.count or 0) < (a.count or 0) and not b.authority and is_among(text, one, other):
        return True
    near = 0 <= one.sentence[0] - other.sentence[1] < 4
    prize = (
        near
        and a.recipient == b.recipient
        and a.form.form == "giai-thuong"
        and a.form.class_ is not None
        and a.form.class_ == b.form.class_
    )
    return (
        prize
        and _OTHER_TIME.search(text.key, *one.sentence) is None
        and not a.named
        and bool(b.named or _names_winners(one))
        and (b.count or 0) <= (a.count or 0) > 1 - bool(b.named)
    )


_TO_HAND_OVER = regex.compile(r"(?<!\w)(?:trao|nhận)(?!\w)")


def _is_handed_over(text: Text, other: Located, one: Located) -> bool:
    """Whether a ceremony hands over a part that was counted before: «…, trong đó Bộ tặng Cờ cho 2 đơn vị. … trao Cờ của Bộ cho 2 đơn vị»."""
    a, b = other.draft, one.draft
    alike = (a.form, a.recipient, a.count, a.authority) == (b.form, b.recipient, b.count, b.authority)
    if not (alike and a.authority and a.among and not b.among) or (a.count or 0) < 2:
        return False
    return one.sentence[0] > other.sentence[1] and _TO_HAND_OVER.search(text.key, one.sentence[0], one.end) is not None


def _is_who_they_are(text: Text, other: Located, one: Located) -> bool:
    """Whether a sentence only names those counted just before: «Tập thể được tặng Bằng khen là Đội A; 2 cá nhân là …»."""
    a, b = other.draft, one.draft
    alike = (a.form, a.recipient, a.count) == (b.form, b.recipient, b.count) and not b.authority
    told = b.pattern == "assembly.receivers-are" or (b.pattern == "assembly.carried" and _ARE.match(text.key, one.end))
    return bool(alike and told) and 0 <= one.sentence[0] - other.sentence[1] < _NEAR


_ARE = regex.compile(r"\s+là\s")


def _is_pictured(_text: Text, other: Located, one: Located) -> bool:
    """Whether a caption shows somebody with one of the awards that he was told to have: «được tặng 2 Bằng khen … Ảnh: anh nhận Bằng khen»."""
    a, b = other.draft, one.draft
    if one.block.kind != "caption" or b.count != 1 or len(b.named) != 1 or a.named or not a.authority:
        return False
    alike = (a.form, a.recipient, a.authority) == (b.form, b.recipient, b.authority)
    return alike and b.recipient == "ca-nhan" and a.pattern == "assembly.counted"


_NEAR = 200  # characters to the sentence that says who handed over
_HANDS = regex.compile(r"(?<!\w)(?:trao|gắn)(?: tặng)?\s+$")


def _is_handed_over_there(text: Text, other: Located, one: Located) -> bool:
    """Whether a clause only says who hands over what was told just before: «đón Huân chương Sao Vàng; ông A gắn Huân chương lên cờ»."""
    a, b = other.draft, one.draft
    alike = (a.form.form, a.recipient, a.count, a.status) == (b.form.form, b.recipient, b.count, b.status)
    named = a.form.form in NAMED_FORMS and a.form.name and not (b.form.name or b.form.class_)
    if not (alike and named and 0 <= one.sentence[0] - other.sentence[0] < _NEAR and a.count == 1):
        return False
    return _HANDS.search(text.key, one.sentence[0], one.form_at) is not None


# below a picture, which need not be marked as such
_LEADERS = ("lãnh đạo ", "đại diện ")
_HAND_OVER = regex.compile(r"[^.;\n]{10,90}?\s(?:đã\s)?(?:trao(?: tặng)?|tặng)\s")


def is_shown_again(text: Text, other: Located, one: Located) -> bool:
    """Whether a sentence shows who handed over what was told: «Lãnh đạo tỉnh trao Giấy khen cho Công an xã A»."""
    if not text.key.startswith(_LEADERS, one.sentence[0]) or one.sentence[0] < other.sentence[1]:
        return False
    a, b = other.draft, one.draft
    alike = (a.form, a.recipient, a.count, a.status) == (b.form, b.recipient, b.count, b.status)
    if not alike or not a.authority or not _HAND_OVER.match(text.key, *one.sentence):
        return False
    return names_meet(text, other, one) or is_somebody(one) if a.named and b.named else not (a.named or b.named)


_LISTS_THEM = regex.compile(r"\s*(?:đó là|gồm|cụ thể là|họ là)(?!\w)")
_LIST = 500  # characters in which the names of those counted stand


def _is_one_who_was_listed(text: Text, other: Located, one: Located) -> bool:
    """Whether a person is one of a number whose names the next sentence lists: «4 người được tặng Bằng khen. Đó là chị A, anh B …»."""
    a, b = other.draft, one.draft
    if len(b.named) != 1 or b.count != 1 or a.named or a.recipient != b.recipient or not (a.count or 0) > 1:
        return False
    if one.sentence[0] <= other.sentence[1] or not _LISTS_THEM.match(
        text.key, other.sentence[1], other.sentence[1] + 20
    ):
        return False
    name = b.named[0].entity.person
    return name is not None and name in text.text[other.sentence[1] : min(other.sentence[1] + _LIST, one.sentence[0])]


_OTHER_TIME = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)(?:trước đó|trước đây|từng)(?!\w)")


def _has_won(text: Text, other: Located, one: Located) -> bool:
    """Whether a person is one of the winners counted before, told again as who speaks: «Anh A, người đạt giải Nhất cuộc thi, chia sẻ»."""
    a, b = other.draft, one.draft
    if a.form.form != "giai-thuong" or a.form.class_ is None or a.form != b.form or a.recipient != b.recipient:
        return False
    if a.named or len(b.named) != 1 or b.recipient != "ca-nhan" or b.count != 1:
        return False
    soon = 0 <= one.sentence[0] - other.sentence[1] < _SOON
    return soon and _OTHER_TIME.search(text.key, *one.sentence) is None


_ANOTHER = regex.compile(r"(?<!\w)khác(?!\w)")


def _are_those_named(text: Text, other: Located, one: Located) -> bool:
    """Whether an Order's number is that of the people named before: «gồm A, B và C. … trao Huân chương Dũng cảm tặng ba chiến sĩ»."""
    a, b = other.draft, one.draft
    alike = a.form == b.form and a.form.form in NAMED_FORMS and a.form.name is not None
    several = (a.count or 0) > 1 and not b.named and a.recipient == "ca-nhan"
    if not (alike and several) or _ANOTHER.search(text.key, *one.sentence) is not None:
        return False
    return len(a.named) == a.count or _lists_names(text, other)


_SOON = 600  # characters from the news of a ceremony to what happened there
_AT_THE_CEREMONY = regex.compile(r"\W*tại (?:buổi )?(?:lễ|hội nghị|chương trình)(?!\w)")
_IS_HELD = regex.compile(r"(?<!\w)(?:tổ chức|diễn ra)(?!\w)")
_LISTED = regex.compile(r"\s*(?:(?:là|gồm|gồm có)\s*:|gồm(?!\w))")


def _is_of_the_ceremony(text: Text, other: Located, one: Located) -> bool:
    """Whether a number is that of the ceremony told before: «tổ chức trao Bằng khen cho 14 cá nhân. … Tại lễ trao, 14 cá nhân …»."""
    soon = 0 <= one.sentence[0] - other.sentence[1] < _SOON
    if not soon or not _is_same_number(other, one) or _AT_THE_CEREMONY.match(text.key, *one.sentence) is None:
        return False
    return _IS_HELD.search(text.key, *other.sentence) is not None


def _is_counted_now(_text: Text, other: Located, one: Located) -> bool:
    """Whether «1 cá nhân» is who the sentence before named: «tặng Phòng A và Thiếu tá B. Dịp này, Phòng A và 1 cá nhân được …»."""
    a, b = other.draft, one.draft
    alike = (a.form, a.recipient, a.count, a.authority) == (b.form, b.recipient, b.count, b.authority)
    if not alike or not a.authority or not a.named or b.named or a.among or b.among:
        return False
    return 0 <= one.sentence[0] - other.sentence[1] < ADJACENT


def _names_those_counted(text: Text, other: Located, one: Located) -> bool:
    """Whether an Order goes to as many people by name as were counted before: «cho 2 cảnh sát. … gồm: Thượng tá A; Thượng úy B»."""
    if not _is_same_number(other, one) or not one.draft.named or other.draft.form.name is None:
        return False
    decided = bool(other.draft.authority) and other.draft.authority == one.draft.authority
    people = len(one.draft.named) == one.draft.count and one.draft.recipient == "ca-nhan"
    return decided and people and other.draft.form.form in NAMED_FORMS and not _ANOTHER.search(text.key, *one.sentence)


def _is_called_by_name(_text: Text, other: Located, one: Located) -> bool:
    """Whether a prize is told with its name that was told without: «trao giải cho 18 gương mặt. … Giải thưởng “…” cho 18 gương»."""
    a, b = other.draft, one.draft
    prize = a.form.form == "giai-thuong" and a.form.name is None and a.form.class_ is None and b.form.name is not None
    alike = (a.recipient, a.count, a.authority) == (b.recipient, b.count, b.authority)
    return prize and alike and bool(a.authority) and (a.count or 0) >= TELLING and not (a.among or b.among)


def _is_listed_now(text: Text, other: Located, one: Located) -> bool:
    """Whether a number told before is told again over the names: «14 cá nhân được tặng Bằng khen là: A, B», or by a list of them."""
    if one.sentence[0] <= other.sentence[0] or not _is_same_number(other, one):
        return False
    line_by_line = len(one.draft.named) == one.draft.count and "\n" in text.key[one.start : one.end]
    return line_by_line or _lists_names(text, one)


def _is_same_number(other: Located, one: Located) -> bool:
    a, b = other.draft, one.draft
    alike = (a.form, a.recipient, a.count, a.status) == (b.form, b.recipient, b.count, b.status)
    return alike and not a.named and not a.among and (a.count or 0) > 1


def _lists_names(text: Text, item: Located) -> bool:
    """Whether names follow a number: «4 cá nhân được tặng Bằng khen gồm: …»."""
    # with an end: the engine looks for what must stand there in all that follows before it tries to match
    return _LISTED.match(text.key, item.end, item.end + 20) is not None


def _is_pointed_back_at(text: Text, other: Located, one: Located) -> bool:
    """Whether a sentence says that it was told: «trao tấm Bằng khen nói trên cho Công an huyện», «5 tập thể như đã nêu ở bảng trên»."""
    a, b = other.draft, one.draft
    if (a.form, a.recipient, a.count) != (b.form, b.recipient, b.count):
        return False
    span = one.form_at, min(one.sentence[1], one.end + _BEHIND)
    if all(text.key.find(word, *span) < 0 for word in _POINTS):
        return False
    return _AS_TOLD.search(text.key, *span) is not None


_BEHIND = 60  # characters
_POINTS = (" trên", "như đã ")  # each match of the expression below holds one of them
_AS_TOLD = regex.compile(
    r"(?<!\w)(?:(?:bằng khen|giấy khen|cờ|huân chương|danh hiệu|phần thưởng) (?:nói|kể|nêu) trên|như đã (?:nói|kể|nêu)|ở bảng trên)(?!\w)"
)
_NAMED_ABOVE = regex.compile(r"\s*(?:nói trên|nêu trên|kể trên)(?!\w)")


def _names_winners(item: Located) -> bool:
    return item.draft.pattern == "assembly.counted"
