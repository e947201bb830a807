"""Whether two records of an article report one award, or one only announces what the other reports."""

from __future__ import annotations

import regex

from thidua.offsets import Text, fold
from thidua.records import CERTIFICATES, VAGUE_FORMS
from thidua.resolve.located import Located, may_share_grantor
from thidua.resolve.named import names_meet, names_of


def is_preview(item: Located) -> bool:
    """Whether a record stands where an article says first, or shows again, what its body reports."""
    return item.block.kind in ("title", "caption") or item.block.lead


def same(text: Text, one: Located, other: Located) -> bool:
    """Whether two drafts of one form, kind and number report one figure."""
    a, b = one.draft, other.draft
    if not fits(one, other) or _are_of_two_years(text, one, other):
        return False
    if a.form.form == "giai-thuong" and not (is_preview(one) or is_preview(other)):
        return False  # the same team wins in two disciplines
    if a.named and b.named:
        if a.form == b.form and a.form.class_ is not None and (a.generic or b.generic):
            return True  # «Tiểu đoàn X đón nhận Huân chương …»; «trao Huân chương … cho đơn vị»: one Order of one class
        return names_meet(text, one, other)
    if is_preview(one) or is_preview(other):
        return True
    if a.count is None:
        return True
    vague = a.form.form in VAGUE_FORMS and a.authority != b.authority
    return (a.count >= 20 or (vague and a.count >= 5)) and not (a.among or b.among)


def fits(one: Located, other: Located) -> bool:
    """Whether nothing that two drafts of different sentences say of the award itself contradicts."""
    a, b = one.draft, other.draft
    if one.sentence == other.sentence:
        return False
    if a.form.name and b.form.name and fold(a.form.name) != fold(b.form.name):
        return False
    if a.form.class_ and b.form.class_ and a.form.class_ != b.form.class_:
        return False
    if a.form.form == "giai-thuong" and ((a.form.class_ and b.form.name) or (b.form.class_ and a.form.name)):
        return False  # the first prize and the special prize
    return may_share_grantor(one, other)


_OPENING = 24  # characters of a sentence in which its year stands
_YEAR = regex.compile(r"\W*(?:trong |đến |sang |riêng )?năm (\d{4})(?!\w)")


def _are_of_two_years(text: Text, one: Located, other: Located) -> bool:
    """Whether their sentences open with two years: «Năm 2021, Phòng A được tặng Cờ thi đua. Năm 2022, Phòng A được tặng …»."""
    # with an end: the engine looks for «năm» in all that follows before it tries to match
    years = [_YEAR.match(text.key, item.sentence[0], item.sentence[0] + _OPENING) for item in (one, other)]
    return years[0] is not None and years[1] is not None and years[0][1] != years[1][1]


TELLING = 10  # a figure that stands twice by chance is smaller
_NEARLY = 0.05  # of a figure, by which a title rounds it


def _rounds(one: Located, other: Located) -> bool:
    """Whether a title rounds a figure of the body: «Hơn 1.200 tập thể được khen thưởng» over «1.204 tập thể»."""
    a, b = one.draft, other.draft
    if one.block.kind != "title" or other.block.kind != "body" or a.qualifier == "exact" or b.qualifier != "exact":
        return False
    if (a.form.form, a.recipient, a.status) != (b.form.form, b.recipient, b.status) or not (a.count and b.count):
        return False
    return a.count >= 20 and abs(b.count - a.count) <= a.count * _NEARLY and fits(one, other)


def announces(text: Text, one: Located, other: Located) -> bool:
    """Whether `one` only announces what `other` reports: «khen thưởng Công an quận X» ahead of «Giấy khen cho 2 tập thể»."""
    a, b = one.draft, other.draft
    if _rounds(one, other):
        return True
    if is_preview(one) and a.form.form == b.form.form and a.count == b.count and a.recipient != b.recipient:
        return one.block.kind == "title" and other.block.kind == "body"  # «2 công an xã» are the «2 cán bộ Công an xã»
    if is_preview(one) and a.form == b.form and a.named and b.named and (a.count or 0) < (b.count or 0):
        return fits(one, other) and names_of(text, one) < names_of(text, other)  # shows one of those who got it
    if one.block.kind == "caption" and other.block.kind == "body":
        same_people = (
            a.count == b.count and a.recipient == b.recipient and a.authority == b.authority and bool(a.authority)
        )
        agree = may_share_grantor(one, other)
        one_of_them = bool(a.named) and a.form.form == b.form.form and not b.named and agree
        again = (
            a.form.form == b.form.form and a.count == b.count and a.named and b.named and names_meet(text, one, other)
        )
        fewer = a.recipient == b.recipient and (a.count or 0) <= (b.count or 0)
        some_of_them = a.form == b.form and fewer and agree
        if same_people or one_of_them or again or some_of_them:
            return True  # a caption shows one of those counted, or calls the certificate by another name
    if a.status == "proposed" and b.status == "awarded" and a.form.form == b.form.form and a.named and b.named:
        return fits(one, other) and names_meet(text, one, other)  # proposed first, then given
    if (
        a.form.form in VAGUE_FORMS
        and b.form.form not in VAGUE_FORMS
        and a.named
        and b.named
        and one.sentence != other.sentence
    ):
        return may_share_grantor(one, other) and names_meet(text, one, other)
    if a.form.form == "bieu-duong" and a.count is None and not a.named and one.sentence != other.sentence:
        return True  # praise for nobody in particular beside awards
    if a.count is None and b.count is not None and a.form.form == b.form.form and one.sentence != other.sentence:
        held = one.block.lead or _HOLDS.search(text.key, one.sentence[0], one.form_at) is not None
        if held and other.block.kind == "body" and a.form.name and a.form == b.form:
            return True  # who holds the ceremony need not be who grants
        return may_share_grantor(one, other)
    if _is_of_the_family(text, one, other):
        return True
    if a.form.form not in VAGUE_FORMS or a.status != b.status:
        return False
    if _is_what_a_letter_says(one, other) or _are_some_of_them(one, other):
        return True
    if is_praise_for_reward(one, other):
        return True
    if is_preview(one) and a.count is not None and b.form.form in CERTIFICATES and one.sentence != other.sentence:
        alike = (a.count, a.recipient) == (b.count, b.recipient)
        if alike and a.form.form == "khen-thuong":
            return True  # who holds the ceremony «khen thưởng 4 tập thể» need not be who grants
    specific = b.form.form not in VAGUE_FORMS or (b.count is not None and not b.named and (a.named or a.count is None))
    if not specific or not may_share_grantor(one, other):
        return False
    if a.form.form == "bieu-duong" and (a.named or a.count is None) and a.authority:
        return True
    if b.form.form not in VAGUE_FORMS and a.count == b.count and a.recipient == b.recipient and (a.count or 0) >= 4:
        return True  # «44 gương được vinh danh» are the 44 who got the prize
    unsaid = a.form.form == "khen-thuong" and not a.authority and a.count is not None
    if unsaid and b.form.form in CERTIFICATES and (a.count, a.recipient) == (b.count, b.recipient):
        return one.sentence != other.sentence  # «Hai cá nhân được khen thưởng là …» are the two who got the Giấy khen
    if a.count is None and b.count is not None and set(a.authority) & set(b.authority):
        return True
    if is_preview(one):
        # a figure of its own stays unless the body has as many
        return one.sentence != other.sentence and (
            a.count is None
            or bool(a.named)
            or (a.recipient == b.recipient and (a.count == b.count or (a.count < (b.count or 0) and bool(b.named))))
        )
    return a.count is None and one.sentence == other.sentence and a.recipient == b.recipient


_HOLDS = regex.compile(r"(?<!\w)tổ chức (?:trọng thể )?(?:buổi )?lễ trao(?: tặng)?\s+$")


def _is_of_the_family(text: Text, one: Located, other: Located) -> bool:
    """Whether a family receives what another sentence says its member was given: «trao Bằng khen cho gia đình em A»."""
    a, b = one.draft, other.draft
    alike = a.form == b.form and (a.recipient, b.recipient) == ("ho-gia-dinh", "ca-nhan") and a.count == b.count == 1
    return alike and bool(a.named and b.named) and fits(one, other) and names_meet(text, one, other)


def _is_what_a_letter_says(one: Located, other: Located) -> bool:
    """Whether praise is that of a letter told before: «gửi Thư khen 3 công dân. … Bộ trưởng biểu dương, khen ngợi 3 công dân»."""
    a, b = one.draft, other.draft
    letter = (a.form.form, b.form.form) == ("bieu-duong", "thu-khen") and one.sentence[0] > other.sentence[0]
    return letter and (a.count, a.recipient) == (b.count, b.recipient)


def _are_some_of_them(one: Located, other: Located) -> bool:
    """Whether those rewarded are the named, or the others, of whom a certificate tells: «tặng Giấy khen cho anh A và ba người dân»."""
    a, b = one.draft, other.draft
    if b.form.form not in CERTIFICATES or a.recipient != b.recipient or one.sentence == other.sentence:
        return False
    if not may_share_grantor(one, other):
        return False
    others = (b.count or 0) - len(b.named)
    return bool(b.named) and others > 0 and a.count in (len(b.named), others)


def is_praise_for_reward(one: Located, other: Located) -> bool:
    """Whether a title or lead calls praise what the article calls a reward: «tuyên dương 17 gương» over «khen thưởng 17 gương»."""
    a, b = one.draft, other.draft
    again = is_preview(one) or (not a.authority and (a.count or 0) >= TELLING)
    called = (a.form.form, b.form.form) == ("bieu-duong", "khen-thuong") and again and other.block.kind == "body"
    return called and (a.count, a.recipient) == (b.count, b.recipient) and a.count is not None and fits(one, other)
