"""Who praises or hands out badges of the Party, told by a sentence on who held the ceremony.

«Công an tỉnh tổ chức lễ tuyên dương các gương mặt trẻ tiêu biểu. 34 cá nhân được vinh danh.»
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from thidua.cue import Cue
from thidua.mentions.base import Mention
from thidua.offsets import Text
from thidua.resolve.decided import by, named_ahead
from thidua.resolve.located import Located
from thidua.rules import RuleSet

_EVENT = (
    r"(?:trọng thể |long trọng )?(?:(?:hội nghị|lễ|buổi lễ|chương trình|gặp mặt|buổi gặp mặt)(?!\w)[^.;\n\d]{0,60}?\s)?"
)
# what a ceremony was held for, by the form that it gives
_HELD = {
    "bieu-duong": Cue(rf"(?<!\w)tổ chức\s{_EVENT}(?:biểu dương|tuyên dương|tôn vinh|vinh danh)(?!\w)"),
    "ky-niem-chuong": Cue(rf"(?<!\w)tổ chức\s{_EVENT}trao(?: tặng)? huy hiệu (?=đảng|\d)"),
}
# «tin từ Công an tỉnh cho biết đơn vị vừa tổ chức …», «Huyện ủy Mai Sơn tổ chức …»
_BETWEEN = regex.compile(
    r"(?:\s\p{Lu}\p{L}*){0,3}(?:\s*(?:đã|vừa|cũng|(?:cho biết|cho hay|thông tin)(?:,|\srằng)?\sđơn vị)(?!\w))*\s*"
)
_TOGETHER = regex.compile(r"\s*(?:,?\s?(?:phối hợp|kết hợp|cùng)(?: với)?|và|cùng|,|-)\s*")


def with_host(text: Text, located: Sequence[Located], rules: RuleSet) -> list[Located]:
    """Return the records, those that nobody is told to give with the only body that held a ceremony for such."""
    found = list(located)
    for form in {item.draft.form.form for item in located if _is_nobodys(item)}:
        hosts = [host for held in _HELD[form].finditer(text.key) if (host := _host(text, held.start(), rules))]
        if len({tuple(one.value.code for one in host) for host in hosts}) == 1:
            given = [item.draft.form.form == form and _is_nobodys(item) for item in found]
            found = [by(item, hosts[0]) if is_given else item for item, is_given in zip(found, given, strict=True)]
    return found


def _is_nobodys(item: Located) -> bool:
    draft = item.draft
    held = draft.form.of_the_party or draft.form.form == "bieu-duong"
    return held and draft.status == "awarded" and not draft.authority


def _host(text: Text, end: int, rules: RuleSet) -> list[Mention]:
    """Return the bodies named right ahead of «tổ chức», several where they held it together."""
    found: list[Mention] = []
    for body in reversed(named_ahead(text, end, rules)):
        if (_TOGETHER if found else _BETWEEN).fullmatch(text.cased, body.end, end) is None:
            break
        found.insert(0, body)
        end = body.start
    return found
