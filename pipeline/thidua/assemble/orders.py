"""Who grants an Order, a medal, a State title: many bodies only hand it over, and few wordings say that one grants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

import regex

from thidua.assemble.grammar import Clause
from thidua.assemble.items import Entity, Item, Line

if TYPE_CHECKING:
    from thidua.assemble.frame import Frame

HEAD_OF_STATE = ("huan-chuong", "huy-chuong", "danh-hieu-vinh-du")


def only_organises(line: Line, clause: Clause, authority: tuple[Item, ...], form: Item) -> bool:
    """Whether a body holds the ceremony and does not grant: «Công an tỉnh tổ chức lễ truy tặng Huân chương …»."""
    if not authority or form.value.form not in HEAD_OF_STATE:
        return False
    end = authority[-1].end
    return _ORGANISES.search(line.text.key, end, max(end, line.items[clause.start].end)) is not None


_ORGANISES = regex.compile(r"(?<!\w)(?:(?:tổ chức|mở) (?:trọng thể |long trọng )?(?:buổi )?|làm )lễ(?!\w)")


_GRANTS_ORDERS = frozenset({"chu-tich-nuoc", "quoc-hoi", "thu-tuong", "dang", "khac", "cac-cap"})


# who hands prizes out: which body's they are, nobody says
_HOSTS = regex.compile(r"(?:ban tổ chức|btc|ban giám khảo)(?!\w)")


def codes_of(
    line: Line,
    clause: Clause,
    authority: tuple[Item, ...],
    forms: tuple[Item, ...],
    before: Frame | None,
    previous_end: int,
) -> tuple[str, ...]:
    """Return the authority codes; a body or office holder who only hands over an Order does not grant it."""
    of_state = forms[0].value.form in HEAD_OF_STATE
    kept = [item for item in authority if not of_state or _may_grant(line, item)]
    if kept and kept[0] is authority[0] and not authority[0].value.office:
        kept = list(authority)  # «được Đảng, Nhà nước, Bộ Công an, UBND tỉnh tặng …»: all whom the text names
    if forms[0].value.form == "giai-thuong":
        kept = [
            item for item in kept if not (_only_hands_over(item, before) or _HOSTS.match(line.text.key, item.start))
        ]
    if of_state and not kept:
        kept = [i for i in authority if _stated_before(i, before) or _is_stated(line, clause, i, forms, previous_end)]
    return tuple(dict.fromkeys(item.value.code for item in kept if item.value.code is not None))


def _only_hands_over(item: Item, before: Frame | None) -> bool:
    """Whether who gives a prize is somebody named who presents it: of which body it is, nobody says."""
    if before is not None and any(item is one for one in (*before.authority, *before.giver)):
        return item.value.code not in before.granted
    return item.value.person is not None


def of_one_hand(
    line: Line, clause: Clause, form: Item, authority: tuple[Item, ...], before: Frame, between: tuple[int, int]
) -> bool:
    """Whether an Order behind another one has its grantor: «1 tập thể được Chủ tịch nước tặng Huân chương …, 2 cá nhân được tặng …»."""
    if clause.pattern == "assembly.receive" or not between[0] or not before.granted:
        return False  # «…; 2 tập thể nhận Huân chương»: from whom is not told
    if _LEFT_OUT.match(line.text.key, form.start):
        return bool(form.value == before.forms[0].value)  # «… tặng danh hiệu …; 118 mẹ được truy tặng»
    if "chu-tich-nuoc" not in before.granted and form.value.form == "danh-hieu-vinh-du" and "to" in clause.slots:
        return False  # «được Nhà nước tặng Huân chương …, 7 tập thể được phong tặng danh hiệu Anh hùng …»
    if any(one.value.form not in HEAD_OF_STATE for one in (form, before.forms[0])):
        return False
    new = line.items[between[0] : between[1]]
    if any(_may_grant(line, item) for item in authority):
        return False
    return all(item.symbol != ";" for item in new)  # what a semicolon parts stands for itself


_LEFT_OUT = regex.compile(r"(?:phong|truy) tặng")  # a title that a number of mothers leaves out


def codes_of_other(line: Line, authority: tuple[Item, ...], first: Item, form: Item) -> tuple[str, ...] | None:
    """Return the authority codes of a form that stands in one list with an Order, or of the Order; None where they are
    those of the first form: «được tặng Huân chương, Bằng khen của Bộ»."""
    of_state = form.value.form in HEAD_OF_STATE
    if of_state == (first.value.form in HEAD_OF_STATE):
        return None
    kept = [item for item in authority if not of_state or _may_grant(line, item)]
    return tuple(dict.fromkeys(item.value.code for item in kept if item.value.code is not None))


def _may_grant(line: Line, item: Item) -> bool:
    """Whether who is named beside an Order grants it, by what they are: the President, the State, no other office holder."""
    entity: Entity = item.value
    return (
        entity.code in _GRANTS_ORDERS
        and (
            not entity.office or entity.code == "chu-tich-nuoc" or _ABROAD.match(line.text.key, item.start) is not None
        )
        and not _HOSTS.match(line.text.key, item.start)
    )


# an Order of another state is given by its minister
_ABROAD = regex.compile(
    r"[^,;]{0,40}(?<!\w)(?:lào(?! cai)|campuchia|cuba|trung quốc|liên bang nga|hàn quốc|mông cổ)(?!\w)"
)


# Who stands for a body at a ceremony, or takes part in it.
_PRESENTS = regex.compile(
    r"(?:đồng chí )?(?:đại diện|lãnh đạo|thủ trưởng|chỉ huy|ban |phó |thứ trưởng|(?:phó )?bí thư|chính ủy|cơ quan)"
)
DECISION = regex.compile(r"(?<!chờ )quyết định[^,;]{0,40} của\s*$")
_ENTRUSTED = regex.compile(r"thừa|(?:được|theo).* ủy quyền")  # «thay mặt lãnh đạo Bộ» only speaks for it
_OWN = regex.compile(r"của(?!\w)")
_BY = regex.compile(r"do(?!\w)")
_GRANTING = regex.compile(r"(?:ký )?(?:quyết định )?(?:tặng(?! kèm)|truy tặng|phong|công nhận|thưởng)(?!\w)")
_HOLDS = regex.compile(r"(?<!\w)(?:tổ chức|chủ trì|chứng kiến|dự|phối hợp)(?!\w)")
_CEREMONY = regex.compile(r"(?<!\w)(?:lễ|hội nghị|chương trình)(?!\w)[^,;:]*$")
_HELD_BY = ("tong-cuc", "doan-the", "cong-an", "so-nganh", "khac")  # «Huân chương của Công an tỉnh»: those that it has


def _stated_before(item: Item, before: Frame | None) -> bool:
    """Whether the clause before says that a body grants its Order, which goes on here: «…, hạng Nhì cho 3 cá nhân»."""
    return (
        before is not None
        and before.forms[0].value.form in HEAD_OF_STATE
        and item.value.code in before.granted
        and any(item is one for one in before.authority)
    )


def _is_stated(line: Line, clause: Clause, item: Item, forms: tuple[Item, ...], previous_end: int) -> bool:
    """Whether the wording leaves no doubt that a body grants an Order: by its decision, in its name, as the Order's giver,
    or as the agent of «tặng», «phong», not of «trao», «gắn»."""
    index = next((place for place, one in enumerate(line.items) if one is item), None)
    key = line.text.key
    if index is None or index < previous_end or _HOSTS.match(key, item.start):
        return False
    of = next((clause.slots[name] for name in ("of", "of2") if index in range(*clause.slots.get(name, (0, 0)))), None)
    if _among_others([*forms] if of is not None else [*forms, *_listed_on(line, clause)]):
        return False
    if index and line.items[index - 1].symbol == "D":
        return _ENTRUSTED.match(key, line.items[index - 1].start) is not None
    if DECISION.search(key, 0, item.start):
        return True
    if item.value.person is not None or _PRESENTS.match(key, item.start):
        return False
    if of is not None and not _BY.match(key, line.items[of[0] - 1].start):
        holder = item.value.code.startswith(_HELD_BY) or _CEREMONY.search(key, 0, forms[0].start) is not None
        return _OWN.match(key, line.items[of[0] - 1].start) is not None and (item.value.office or not holder)
    verbs = [one for one in line.items[index + 1 : clause.end + (of is not None)] if one.symbol in "VM"]
    return (
        bool(verbs)
        and all(_GRANTING.match(key, verb.start) for verb in verbs)
        and _HOLDS.search(key, item.end, verbs[0].start) is None
    )


def _listed_on(line: Line, clause: Clause) -> Iterator[Item]:
    """Yield the forms that go on behind a clause: «được Bộ tặng 2 Huân chương, 9 Cờ thi đua»."""
    return takewhile(lambda item: item.symbol in ",&xdFQ", line.items[clause.end :])


def _among_others(listed: Iterable[Item]) -> bool:
    """Whether other forms stand in one list with an Order, so that no grantor is told of each."""
    values = [item.value[1] if item.symbol == "Q" else item.value for item in listed if item.symbol in "FQ"]
    return any(value.form not in (*HEAD_OF_STATE, "class-only") for value in values)
