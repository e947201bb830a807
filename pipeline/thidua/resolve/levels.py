"""What the name of a grantor leaves open: the level of a city («UBND TP», «Công an thành phố»), the ministry of «Bộ trưởng»."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

import regex

from thidua.offsets import Text
from thidua.registry import Registry

MINISTER = "bo-?"
_OF_A_PROVINCE = regex.compile(r"(?<!\w)(?:công an tỉnh|ubnd tỉnh|ủy ban nhân dân tỉnh|tỉnh ủy)(?!\w)")


# «UBND tỉnh», «Công an tỉnh» without the province's name: the article's own
_OF_ITS_PROVINCE = regex.compile(r"(?<!\p{L})(?:[Cc]ông an|UBND|Ủy ban nhân dân) tỉnh(?!\p{L}|\s+\p{Lu})")


_NAMED_CITY = regex.compile(
    r"(?<!\p{L})(?:UBND|Ủy ban nhân dân|Công an|CA) (?:[Tt]hành phố|T[Pp]\.?)\s?(?P<name>\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*)*)"
)
_CENTRAL = regex.compile(r"(?:Hà Nội|Hồ Chí Minh|HCM|Hải Phòng|Đà Nẵng|Cần Thơ|Huế)(?!\p{L})")


def city_is_province(text: Text, home: str | None) -> bool:
    """Whether a bare «thành phố» of the article is a city of province level: by its home, else by what it names."""
    if home is not None:
        return home.casefold().startswith("công an thành phố") and _OF_ITS_PROVINCE.search(text.cased) is None
    if (city := _NAMED_CITY.search(text.cased)) is not None and _CENTRAL.match(city["name"]) is None:
        return False  # «UBND TP Tân An … thành phố cũng khen thưởng»
    return _OF_A_PROVINCE.search(text.key) is None


# «Bộ Y tế», «Bộ trưởng Giáo dục và Đào tạo», not «Bộ trưởng Nguyễn Văn A»
_MINISTRY = regex.compile(
    r"(?<!\p{L})(?:(?P<police>Bộ (?:trưởng )?(?:Công an|CA)|BCA)(?!\p{L})|Bộ (?!Chính trị|Tư lệnh|Chỉ huy|Tổng Tham mưu|Luật)\p{Lu}"
    r"|(?:Bộ|[Tt]hứ) trưởng (?:Quốc phòng|Y tế|Giáo dục|GD|Giao thông|GTVT|Văn hóa|VH))"
)


_DIRECTOR = regex.compile(r"(?:ban |phó )?giám đốc(?! (?:công an|ca|catp)(?!\w))(?!\w)")
_DIRECTED = regex.compile(
    r"(?<!\w)(?:(?P<school>(?:học viện|bệnh viện) \w)|(?P<police>công an (?:tỉnh|thành phố|tp)|catp)(?!\w))"
)


class Heads:
    """Whose head a bare «Bộ trưởng» or «Giám đốc» of an article is, by what the article names around it."""

    def __init__(self, text: Text) -> None:
        self._text = text

    @cached_property
    def _ministries(self) -> list[tuple[int, bool]]:
        return [(one.start(), one["police"] is not None) for one in _MINISTRY.finditer(self._text.cased)]

    @cached_property
    def _directed(self) -> list[tuple[int, bool]]:
        return [(one.start(), one["police"] is not None) for one in _DIRECTED.finditer(self._text.key)]

    def ministry_at(self, place: int) -> str:
        """Return the code of the ministry that is named last before a place, else next; the police's where none is."""
        index = bisect_left(self._ministries, (place,))
        named = self._ministries[max(index - 1, 0) :][:1]
        return "bo-nganh" if named and not named[0][1] else "bo-cong-an"

    def directs_a_school(self, place: int) -> bool:
        """Whether «Giám đốc», «Ban Giám đốc» at a place is the head of an academy or a hospital, named last before."""
        if _DIRECTOR.match(self._text.key, place) is None:
            return False
        index = bisect_left(self._directed, (place,))
        return index > 0 and not self._directed[index - 1][1]


_CITY = regex.compile(
    r"(?:\p{L}+\s){0,8}?(?:thành phố|Thành phố|TP\.?|Tp\.?)\s?(?P<name>\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)"
)
_OF_DISTRICTS = ("cong-an-huyen", "ubnd-huyen")


def of_new_city(
    codes: tuple[str, ...], text: Text, place: int, published: str | None, registry: Registry
) -> tuple[str, ...]:
    """Return the code of a body named at a place, that of a province where its city has become one: «Công an thành phố Huế» from 2025."""
    if len(codes) != 1 or codes[0] not in _OF_DISTRICTS or published is None:
        return codes
    city = _CITY.match(text.cased, place, place + 80)
    states = registry.by_province_name.get(city["name"], ()) if city is not None else ()
    central = any(one.kind == "thành phố" and "2025" <= one.period.start <= published for one in states)
    return (codes[0].replace("huyen", "tinh"),) if central else codes


def settle(codes: tuple[str, ...], *, province_level: bool, ministry: str = "bo-cong-an") -> tuple[str, ...]:
    """Return authority codes with "ubnd-?", "cong-an-?" and "bo-?" decided."""
    ending = "tinh" if province_level else "huyen"
    return tuple(dict.fromkeys(ministry if code == MINISTER else code.replace("?", ending) for code in codes))
