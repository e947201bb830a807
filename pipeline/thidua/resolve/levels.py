"""The level of a city that the text leaves open: «UBND TP», «Công an thành phố»."""

from __future__ import annotations

import regex

from thidua.offsets import Text

_OF_A_PROVINCE = regex.compile(
    r"(?<!\w)(?:công an tỉnh|ubnd tỉnh|ủy ban nhân dân tỉnh|tỉnh ủy|giám đốc công an tỉnh)(?!\w)"
)


def city_is_province(text: Text, home: str | None) -> bool:
    """Whether a bare «thành phố» of the article is a city of province level: by its home, else by what it names."""
    if home is not None:
        return home.casefold().startswith("công an thành phố")
    return _OF_A_PROVINCE.search(text.key) is None


def settle(codes: tuple[str, ...], *, province_level: bool) -> tuple[str, ...]:
    """Return authority codes with "ubnd-?" and "cong-an-?" decided."""
    ending = "tinh" if province_level else "huyen"
    return tuple(dict.fromkeys(code.replace("?", ending) for code in codes))
