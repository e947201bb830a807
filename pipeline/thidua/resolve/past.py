"""What an article looks back on, which no day of it is the time of: a unit's past, what it holds by now, «qua các thời kỳ»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from thidua.cue import Cue
from thidua.offsets import Text
from thidua.resolve.located import Located


def with_several_orders(located: Sequence[Located]) -> set[tuple[int, int]]:
    """Return the sentences in which one collective is told to hold several Orders: no ceremony hands out more than one."""
    held: Counter[tuple[int, int]] = Counter()
    for item in located:
        draft = item.draft
        if draft.form.form == "huan-chuong" and draft.recipient == "tap-the" and draft.pattern in _COUNTS_AWARDS:
            held[item.sentence] += draft.count or 0
    return {sentence for sentence, count in held.items() if count > 1}


_COUNTS_AWARDS = ("assembly.counted", "assembly.listed", "assembly.times")

# «tính đến nay, toàn huyện có 141 mẹ được phong tặng», «anh từng nhận Bằng khen khi còn tại ngũ»
UNTIL_NOW = Cue(
    r"(?<!\w)(?:(?:tính )?đến nay|cho đến nay|tới nay|(?:đã )?từng(?! bước| ngày| người| nhà| đơn vị| cá nhân| tập thể| năm))(?!\w)"
)

_ALL_YEARS = Cue(
    r"(?<!\w)(?:từ (?:ngày|khi) thành lập|kể từ (?:ngày|khi) thành lập|(?:\d+|\w+ mươi|ba|bốn|năm|mười|nửa thế kỉ) năm (?:qua|xây dựng|chiến đấu|hình thành|trưởng thành)|nửa thế kỉ qua|"
    r"(?:suốt|trải qua|qua|trong) (?:(?:\d+|\w+ mươi) (?:năm|thập niên)|nửa thế kỉ|từng ấy))(?!\w)"
)


def is_of_all_years(text: Text, item: Located) -> bool:
    """Whether a sentence sums up many years: «từ ngày thành lập», «qua 14 năm»."""
    return _ALL_YEARS.search(text.key, item.sentence[0], item.start) is not None


# what a sentence tells of long ago, so that no day of the article holds: «Trong kháng chiến, đơn vị được tặng …»;
# a title «Anh hùng LLVTND thời kỳ chống Mỹ» is granted today
HISTORY = Cue(
    r"(?<!\w)(?:qua các thời kì|trong (?:các )?(?:thời kì |cuộc )?kháng chiến|trong những năm kháng chiến|(?<!(?:nhân dân|nd|llvt)\"? (?:trong )?)thời kì chống (?:mĩ|pháp)|"
    r"(?:nhìn lại )?chặng đường (?:đã qua|vừa qua)|suốt chặng đường)(?!\w)[^;]*$"
)
