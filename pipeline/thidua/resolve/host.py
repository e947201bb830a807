"""Who praises, told by a sentence on who held the ceremony.

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

_HELD = Cue(
    r"(?<!\w)tổ chức\s(?:trọng thể |long trọng )?(?:(?:hội nghị|lễ|buổi lễ|chương trình|gặp mặt|buổi gặp mặt)(?!\w)[^.;\n\d]{0,60}?\s)?"
    r"(?:biểu dương|tuyên dương|tôn vinh|vinh danh)(?!\w)"
)
# «tin từ Công an tỉnh cho biết đơn vị vừa tổ chức …»
_BETWEEN = regex.compile(r"(?:\s*(?:đã|vừa|cũng|(?:cho biết|cho hay|thông tin)(?:,|\srằng)?\sđơn vị)(?!\w))*\s*")
_TOGETHER = regex.compile(r"\s*(?:,?\s?(?:phối hợp|kết hợp|cùng)(?: với)?|và|cùng|,|-)\s*")


def with_host(text: Text, located: Sequence[Located], rules: RuleSet) -> list[Located]:
    """Return the records, praise that nobody is told to give with the only body that held a ceremony of praise."""
    if not any(map(_is_nobodys, located)):
        return list(located)
    hosts = [host for held in _HELD.finditer(text.key) if (host := _host(text, held.start(), rules))]
    if len({tuple(one.value.code for one in host) for host in hosts}) != 1:
        return list(located)
    return [by(item, hosts[0]) if _is_nobodys(item) else item for item in located]


def _is_nobodys(item: Located) -> bool:
    draft = item.draft
    return draft.form.form == "bieu-duong" and draft.status == "awarded" and not draft.authority


def _host(text: Text, end: int, rules: RuleSet) -> list[Mention]:
    """Return the bodies named right ahead of «tổ chức», several where they held it together."""
    found: list[Mention] = []
    for body in reversed(named_ahead(text, end, rules)):
        if (_TOGETHER if found else _BETWEEN).fullmatch(text.key, body.end, end) is None:
            break
        found.insert(0, body)
        end = body.start
    return found
