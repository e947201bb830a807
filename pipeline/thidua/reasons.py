"""For what an award was given, told at the end of its sentence: «…, vì đã có thành tích xuất sắc», «…, góp phần giữ vững …».

The awards are told ahead of it; without it a sentence ends where they do, however it goes on.
"""

from __future__ import annotations

import regex

from thidua.offsets import Text

_OPENS = regex.compile(
    r"\s*,?\s(?:(?:vì|do|nhờ|bởi)\s(?:đã|có|lập|những|các|nhiều|hoàn thành|thành tích|tinh thần|hành động)|góp phần|qua đó)(?!\w)"
)
# what is told there of others, who may be rewarded too
_GOES_ON = regex.compile(
    r"[;:]|(?:,|(?<!\w)(?:và|cùng|còn|cho|gồm))\s*(?:\d|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|công an|tập thể|cá nhân|đồng chí"
    r"|ông|bà|anh|chị|đội|phòng(?!,? (?:chống|ngừa)))(?!\w))|(?<!\w)(?:được|trong đó|riêng)(?!\w)"
)


def reason_at(text: Text, told: int) -> int:
    """Return where a sentence begins to say what for, behind the last award that it names, which ends at `told`; its end else."""
    opens = _OPENS.search(text.key, told)
    ends: int = len(text.text) if opens is None or _GOES_ON.search(text.key, opens.end()) else opens.start()
    return ends
