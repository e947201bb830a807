"""Whom two records of an article name: whether they are the same, or one of them is other news."""

from __future__ import annotations

import regex

from thidua.abbreviations import WORDS
from thidua.offsets import Text, fold
from thidua.resolve.located import Located

_PRONOUNS = frozenset({"anh", "chị", "ông", "bà", "cô", "em", "thầy"})


def names_meet(text: Text, one: Located, other: Located) -> bool:
    """Whether two drafts name the same recipients, in full or by the last part of the name."""
    first, second = names_of(text, one), names_of(text, other)
    ahead = one.block.kind == "title" or other.block.kind == "title" or one.block.lead or other.block.lead
    if ahead and is_somebody(one) != is_somebody(other):
        return True  # «Khen thưởng nam thanh niên bắt cướp» in a title
    if first <= _PRONOUNS or second <= _PRONOUNS:
        return True  # «Anh được tặng …» is the one who was named
    return any(
        a == b
        or a.startswith(f"{b},")
        or b.startswith(f"{a},")
        or a.endswith(f" {b}")
        or b.endswith(f" {a}")
        or a.startswith(f"{b} ")
        or b.startswith(f"{a} ")
        for a in first
        for b in second
    )


def is_among(text: Text, one: Located, other: Located) -> bool:
    """Whether all whom a draft names are named by another one, perhaps in full: «vợ anh Thành» behind «Lê Văn Thành và A»."""
    names = names_of(text, other)
    return all(name in names or any(whole.endswith(f" {name}") for whole in names) for name in names_of(text, one))


def is_somebody(item: Located) -> bool:
    """Whether a record tells of one person by what they are: «nữ sinh lớp 12»."""
    if len(item.draft.named) != 1:
        return False
    words = (item.draft.named[0].entity.person or "").split()
    return len(words) > 1 and all(word.islower() for word in words[1:])


_COLLECTIVE = regex.compile(r"^(?:tập thể|cá nhân|cán bộ, chiến sĩ|cbcs)\s+")

_OF_PROVINCE = regex.compile(
    r"^công an (?:tỉnh|thành phố|tp\.?)\s+(?=\w)"
)  # «Công an TP Hải Phòng» is «Công an Hải Phòng»


# «Bộ Chỉ huy BĐBP tỉnh» is the «Bộ Chỉ huy Bộ đội Biên phòng tỉnh»
# and, as no lexicon of units may say, «CATP Huế» the «Công an thành phố Huế»: there «Báo CATP» is a newspaper
_WHOLE = {**WORDS, "catp": ("công", "an", "thành", "phố")}
_ABBREVIATED = regex.compile(rf"(?<!\w)(?:{'|'.join(_WHOLE)})(?!\w)")
_CODE = regex.compile(r"\((p\p{L}\d{2})\)")  # «Phòng Tham mưu (PV01) Công an tỉnh» is «Phòng PV01»


def names_of(text: Text, item: Located) -> set[str]:
    names = set()
    for named in item.draft.named:
        if named.entity.person:
            names.add(fold(named.entity.person))
        else:
            name = text.key[item.sentence[0] + named.start : item.sentence[0] + named.end]
            whole = _COLLECTIVE.sub("", name)
            name = _ABBREVIATED.sub(lambda short: " ".join(_WHOLE[short[0]]), " ".join(whole.split(" (")[0].split()))
            names |= {name, _OF_PROVINCE.sub("công an ", name)}
            if code := _CODE.search(whole):
                names.add(f"{name.split(' ', 1)[0]} {code[1]}")
    return names


_OWN_DAY = regex.compile(r"[*•\s]*(?:cùng ngày|trong ngày|cũng trong ngày|(?:ngày|sáng|chiều|tối)\s+\d)")
_CAPITALS = regex.compile(r"\p{Lu}\p{L}+")


def is_other_news(text: Text, lead: Located, item: Located) -> bool:
    """Whether a sentence with a day of its own tells of somebody else than the lead: «Ngày 18-8, Công an tỉnh B đón nhận …»."""
    if not (lead.draft.named and item.draft.named) or not _OWN_DAY.match(text.key, item.sentence[0]):
        return False
    written = [
        {
            word
            for n in one.draft.named
            for word in _CAPITALS.findall(text.text, one.sentence[0] + n.start, one.sentence[0] + n.end)
        }
        for one in (lead, item)
    ]
    return written[0].isdisjoint(written[1])
