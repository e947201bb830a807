"""What the name of a grantor leaves open: the level of a city («UBND TP», «Công an thành phố»), the ministry of «Bộ trưởng»."""

from __future__ import annotations

import regex

from thidua.offsets import Text

MINISTER = "bo-?"
_OF_A_PROVINCE = regex.compile(
    r"(?<!\w)(?:công an tỉnh|ubnd tỉnh|ủy ban nhân dân tỉnh|tỉnh ủy|giám đốc công an tỉnh)(?!\w)"
)


def city_is_province(text: Text, home: str | None) -> bool:
    """Whether a bare «thành phố» of the article is a city of province level: by its home, else by what it names."""
    if home is not None:
        return home.casefold().startswith("công an thành phố")
    return _OF_A_PROVINCE.search(text.key) is None


# «Bộ Y tế», «Bộ trưởng Giáo dục và Đào tạo», not «Bộ trưởng Nguyễn Văn A»
_MINISTRY = regex.compile(
    r"(?<!\p{L})(?:(?P<police>Bộ (?:trưởng )?Công an|BCA)(?!\p{L})|Bộ (?!Chính trị|Tư lệnh|Chỉ huy|Tổng Tham mưu|Luật)\p{Lu}"
    r"|(?:Bộ|[Tt]hứ) trưởng (?:Quốc phòng|Y tế|Giáo dục|GD|Giao thông|GTVT|Văn hóa|VH))"
)


def ministry_at(text: Text, place: int) -> str:
    """Return the code of the ministry that «Bộ», «Bộ trưởng» at a place is: the one named last before, else the next one."""
    named = [*_MINISTRY.finditer(text.cased, 0, place)][-1:] or [*_MINISTRY.finditer(text.cased, place)][:1]
    return "bo-nganh" if named and named[0]["police"] is None else "bo-cong-an"


_DIRECTOR = regex.compile(r"(?:ban |phó )?giám đốc(?! (?:công an|ca|catp)(?!\w))(?!\w)")
_DIRECTED = regex.compile(
    r"(?<!\w)(?:(?P<school>(?:học viện|bệnh viện) (?!mở|biên)\w)|công an (?:tỉnh|thành phố|tp)(?!\w)|catp(?!\w))"
)


def directs_a_school(text: Text, place: int) -> bool:
    """Whether «Giám đốc», «Ban Giám đốc» at a place is the head of an academy or a hospital, named last before."""
    if _DIRECTOR.match(text.key, place) is None:
        return False
    last = [*_DIRECTED.finditer(text.key, 0, place)][-1:]
    return bool(last) and last[0]["school"] is not None


def settle(codes: tuple[str, ...], *, province_level: bool, ministry: str = "bo-cong-an") -> tuple[str, ...]:
    """Return authority codes with "ubnd-?", "cong-an-?" and "bo-?" decided."""
    ending = "tinh" if province_level else "huyen"
    return tuple(dict.fromkeys(ministry if code == MINISTER else code.replace("?", ending) for code in codes))
