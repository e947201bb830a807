"""Whether a record only announces what another one of its article reports: in a title, below a picture, or in vaguer words."""

from __future__ import annotations

from collections.abc import Callable

import regex

from thidua.offsets import Text
from thidua.records import CERTIFICATES, VAGUE_FORMS
from thidua.resolve.alike import TELLING, fits, is_preview
from thidua.resolve.located import Located, may_share_grantor
from thidua.resolve.named import names_meet, names_of


def announces(text: Text, one: Located, other: Located) -> bool:
    """Whether `one` only announces what `other` reports: «khen thưởng Công an quận X» ahead of «Giấy khen cho 2 tập thể»."""
    if any(case(text, one, other) for case in _IN_ANY_FORM):
        return True
    a, b = one.draft, other.draft
    if a.form.form not in VAGUE_FORMS or a.status != b.status or _is_of_another_time(text, one, other):
        return False
    if a.named and b.named and b.form.form not in VAGUE_FORMS and one.sentence != other.sentence:
        return False  # both say whom: the names have told
    return any(case(text, one, other) for case in _IN_VAGUE_WORDS)


# --- a title, a lead, a caption ---------------------------------------------------------------------

_NEARLY = 0.05  # of a figure, by which a title rounds it


def _rounds(_text: Text, one: Located, other: Located) -> bool:
    """«Hơn 1.200 tập thể được khen thưởng» over «1.204 tập thể»."""
    a, b = one.draft, other.draft
    if one.block.kind != "title" or other.block.kind != "body" or a.qualifier == "exact" or b.qualifier != "exact":
        return False
    if (a.form.form, a.recipient, a.status) != (b.form.form, b.recipient, b.status) or not (a.count and b.count):
        return False
    return a.count >= 20 and abs(b.count - a.count) <= a.count * _NEARLY and fits(one, other)


def _names_who_hands_over(_text: Text, one: Located, other: Located) -> bool:
    """«Thị xã A trao Huy hiệu Đảng cho 146 đảng viên» in a title over the Party committee of the body, which grants it."""
    a, b = one.draft, other.draft
    if one.block.kind != "title" or other.block.kind != "body" or (a.count or 0) < TELLING:
        return False
    alike = (a.form, a.recipient, a.count, a.status) == (b.form, b.recipient, b.count, b.status)
    return alike and bool(b.authority) and not (a.among or b.named)


def _names_nobody_yet(_text: Text, one: Located, other: Located) -> bool:
    """«Tặng Giấy khen học sinh nhặt được của rơi» in a title over the two pupils of the body, or «Công an tỉnh A nhận Thư khen» over
    the two units of it that got one."""
    a, b = one.draft, other.draft
    if one.block.kind != "title" or other.block.kind != "body" or a.count != 1 or len(a.named) != 1:
        return False
    alike = (a.form.form, a.recipient, a.status) == (b.form.form, b.recipient, b.status) and may_share_grantor(
        one, other
    )
    if a.recipient == "ca-nhan":
        called = a.named[0].entity.person or ""  # a noun is written small
        return alike and not called[:1].isupper() and (b.count or 0) >= 1
    return alike and (b.count or 0) > 1 and len(b.named) == b.count


def _calls_them_otherwise(_text: Text, one: Located, other: Located) -> bool:
    """«2 công an xã» in a title are the «2 cán bộ Công an xã» of the body."""
    a, b = one.draft, other.draft
    if one.block.kind != "title" or other.block.kind != "body":
        return False
    return (a.form.form, a.count) == (b.form.form, b.count) and a.recipient != b.recipient


def _shows_one_of_those_named(text: Text, one: Located, other: Located) -> bool:
    """A picture or title with one of the people whom the body names."""
    a, b = one.draft, other.draft
    if not is_preview(one) or a.form != b.form or not (a.named and b.named) or (a.count or 0) >= (b.count or 0):
        return False
    return fits(one, other) and names_of(text, one) < names_of(text, other)


def _is_below_their_picture(text: Text, one: Located, other: Located) -> bool:
    """A caption shows one of those counted, or calls the certificate by another name."""
    a, b = one.draft, other.draft
    if one.block.kind != "caption" or other.block.kind != "body":
        return False
    as_many = a.count == b.count
    alike = as_many and a.recipient == b.recipient
    if alike and a.authority == b.authority and a.authority:
        return True
    if alike and a.form.form == b.form.form and (a.count or 0) >= TELLING:
        return True  # who hands over need not be who grants
    certificates = a.form.form in CERTIFICATES and b.form.form in CERTIFICATES and not a.authority
    if certificates and alike and a.named and b.named and names_meet(text, one, other):
        return True  # the picture calls a «giấy khen» a «bằng khen»
    if a.form.form == b.form.form and a.named and as_many and b.named and names_meet(text, one, other):
        return True
    if not may_share_grantor(one, other):
        return False
    one_of_them = bool(a.named) and a.form.form == b.form.form and not b.named
    return one_of_them or (a.form == b.form and a.recipient == b.recipient and (a.count or 0) <= (b.count or 0))


# --- said first in other words ----------------------------------------------------------------------


def _was_proposed(text: Text, one: Located, other: Located) -> bool:
    """Proposed first, then given."""
    a, b = one.draft, other.draft
    if (a.status, b.status) != ("proposed", "awarded") or a.form.form != b.form.form or not (a.named and b.named):
        return False
    return fits(one, other) and names_meet(text, one, other)


def _is_said_vaguely(text: Text, one: Located, other: Located) -> bool:
    """Somebody is rewarded, and another sentence says by what."""
    a, b = one.draft, other.draft
    if a.form.form not in VAGUE_FORMS or b.form.form in VAGUE_FORMS or one.sentence == other.sentence:
        return False
    if _is_of_another_time(text, one, other):
        return False
    return bool(a.named and b.named) and may_share_grantor(one, other) and names_meet(text, one, other)


_YEAR = regex.compile(r"[*•\s-]*(?:vào |trong )?(?:tháng \d{1,2}[/-]|năm )(?P<when>\d{4})(?!\w)")
_DAY = regex.compile(r"[*•\s-]*(?:(?:sáng|trưa|chiều|tối|hôm|ngày)\s+){1,2}(?P<when>\d{1,2}[/.-]\d{1,2})(?!\d)")


def _is_of_another_time(text: Text, one: Located, other: Located) -> bool:
    """Whether two sentences open with days that differ, or that of a named one with a year: «Năm 2006, anh được biểu dương»."""
    openings = (_YEAR, _DAY) if one.draft.named else (_DAY,)
    for opening in openings:
        when, then = (opening.match(text.key, place.sentence[0]) for place in (one, other))
        if when is not None and (then is not None or opening is _YEAR):
            return then is None or when["when"] != then["when"]
    return False


def _praises_nobody(_text: Text, one: Located, other: Located) -> bool:
    """Praise for nobody in particular beside awards."""
    a = one.draft
    return a.form.form == "bieu-duong" and a.count is None and not a.named and one.sentence != other.sentence


_HOLDS = regex.compile(r"(?<!\w)tổ chức (?:trọng thể )?(?:buổi )?lễ trao(?: tặng)?\s+$")


def _has_no_number_yet(text: Text, one: Located, other: Located) -> bool:
    """«tặng Giấy khen cho các tập thể» ahead of «Giấy khen cho 2 tập thể»; who holds a ceremony need not be who grants."""
    a, b = one.draft, other.draft
    if a.count is not None or b.count is None or a.form.form != b.form.form or one.sentence == other.sentence:
        return False
    if may_share_grantor(one, other):
        return True
    held = one.block.lead or _HOLDS.search(text.key, one.sentence[0], one.form_at) is not None
    return held and other.block.kind == "body" and a.form.name is not None and a.form == b.form


def _is_of_the_family(text: Text, one: Located, other: Located) -> bool:
    """A family receives what another sentence says its member was given: «trao Bằng khen cho gia đình em A»."""
    a, b = one.draft, other.draft
    alike = a.form == b.form and (a.recipient, b.recipient) == ("ho-gia-dinh", "ca-nhan") and a.count == b.count == 1
    return alike and bool(a.named and b.named) and fits(one, other) and names_meet(text, one, other)


# --- khen thưởng, biểu dương beside what was given --------------------------------------------------


def _is_what_a_letter_says(_text: Text, one: Located, other: Located) -> bool:
    """«gửi Thư khen 3 công dân. … Bộ trưởng biểu dương, khen ngợi 3 công dân»."""
    a, b = one.draft, other.draft
    letter = (a.form.form, b.form.form) == ("bieu-duong", "thu-khen") and one.sentence[0] > other.sentence[0]
    return letter and (a.count, a.recipient) == (b.count, b.recipient)


def _are_some_of_them(_text: Text, one: Located, other: Located) -> bool:
    """Those rewarded are the named, or the others, of whom a certificate tells: «tặng Giấy khen cho anh A và ba người dân»."""
    a, b = one.draft, other.draft
    if b.form.form not in CERTIFICATES or a.recipient != b.recipient or one.sentence == other.sentence:
        return False
    if not may_share_grantor(one, other):
        return False
    others = (b.count or 0) - len(b.named)
    return bool(b.named) and others > 0 and a.count in (len(b.named), others)


def is_praise_for_reward(_text: Text, one: Located, other: Located) -> bool:
    """Whether a title or lead calls praise what the article calls a reward: «tuyên dương 17 gương» over «khen thưởng 17 gương»."""
    a, b = one.draft, other.draft
    again = is_preview(one) or (not a.authority and (a.count or 0) >= TELLING)
    called = (a.form.form, b.form.form) == ("bieu-duong", "khen-thuong") and again and other.block.kind == "body"
    return called and (a.count, a.recipient) == (b.count, b.recipient) and a.count is not None and fits(one, other)


def _heads_a_certificate(_text: Text, one: Located, other: Located) -> bool:
    """«khen thưởng 4 tập thể» over «Giấy khen cho 4 tập thể»: who holds the ceremony need not be who grants."""
    a, b = one.draft, other.draft
    if not is_preview(one) or a.form.form != "khen-thuong" or b.form.form not in CERTIFICATES:
        return False
    return a.count is not None and one.sentence != other.sentence and (a.count, a.recipient) == (b.count, b.recipient)


def _is_specified(_text: Text, one: Located, other: Located) -> bool:
    """The other one has the form, or the number, that this one leaves open, and may be of the same grantor."""
    a, b = one.draft, other.draft
    by_form = b.form.form not in VAGUE_FORMS
    if not by_form and (b.count is None or b.named or not (a.named or a.count is None)):
        return False
    if not may_share_grantor(one, other):
        return False
    as_many = (a.count, a.recipient) == (b.count, b.recipient)
    if a.form.form == "bieu-duong" and (a.named or a.count is None) and a.authority:
        return not a.named or a.recipient == b.recipient or one.sentence != other.sentence
    if by_form and as_many and (a.count or 0) >= 4:
        return True  # «44 gương được vinh danh» are the 44 who got the prize
    if one.sentence != other.sentence:
        unsaid = a.form.form == "khen-thuong" and not a.authority and a.count is not None
        if unsaid and b.form.form in CERTIFICATES and as_many:
            return True  # «Hai cá nhân được khen thưởng là …» are the two who got the Giấy khen
        if is_preview(one):  # a figure of its own stays unless the body has as many
            some = a.recipient == b.recipient and (a.count or 0) < (b.count or 0) and bool(b.named)
            return a.count is None or bool(a.named) or as_many or some
    if a.count is None and b.count is not None and not set(a.authority).isdisjoint(b.authority):
        return True
    return a.count is None and one.sentence == other.sentence and not is_preview(one) and a.recipient == b.recipient


_Case = Callable[[Text, Located, Located], bool]
_IN_ANY_FORM: tuple[_Case, ...] = (
    _rounds,
    _names_who_hands_over,
    _names_nobody_yet,
    _calls_them_otherwise,
    _shows_one_of_those_named,
    _is_below_their_picture,
    _was_proposed,
    _is_said_vaguely,
    _praises_nobody,
    _has_no_number_yet,
    _is_of_the_family,
)
_IN_VAGUE_WORDS: tuple[_Case, ...] = (
    _is_what_a_letter_says,
    _are_some_of_them,
    is_praise_for_reward,
    _heads_a_certificate,
    _is_specified,
)
