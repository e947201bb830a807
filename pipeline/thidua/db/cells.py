"""What people write in a cell of a correction, as the field's own code: «Bằng khen», «1.250», «9/10/2025», «Nhì»."""

from __future__ import annotations

from functools import cache

import regex

from thidua.labels import CODES, HEADINGS
from thidua.offsets import fold

_DAY = r"(?P<d{0}>\d{{1,2}})[/.-](?P<m{0}>\d{{1,2}})[/.-](?P<y{0}>\d{{4}})"
_YEARS = regex.compile(r"(?:năm )?(?P<first>\d{4})(?:\s*[-–/]\s*(?P<last>\d{4}))?")
_ISO_DAY = regex.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = regex.compile(_DAY.format(1) + rf"(?:\s*(?:[-–/]|đến)\s*{_DAY.format(2)})?")
_THOUSANDS = regex.compile(r"\d{1,3}(?:[., ]\d{3})+")
_CLASSES = {"nhất": "1", "nhì": "2", "ba": "3", "i": "1", "ii": "2", "iii": "3"}
_YES_NO = {"có": "true", "không": "false", "x": "true"}


def field_of(name: str) -> str:
    """Return the field that a column heading names, any other name as it is.

    >>> field_of("Số lượng"), field_of("count")
    ('count', 'count')
    """
    return _headings().get(fold(name.strip()), name.strip())


def as_code(field: str, cell: str | None) -> str | None:
    """Return a cell as the field's code; what is none is left to be refused, empty is «not stated».

    >>> as_code("form", "Bằng khen"), as_code("count", "1.250"), as_code("class", "hạng Nhì"), as_code("name", " ")
    ('bang-khen', '1250', '2', None)
    >>> as_code("period", "9/10/2025"), as_code("period", "2018"), as_code("period", "1/1/2020 - 30/6/2020")
    ('2025-10-09/2025-10-09', '2018-01-01/2018-12-31', '2020-01-01/2020-06-30')
    """
    text = (cell or "").strip()
    if not text:
        return None
    if field in CODES:
        return ", ".join(_labels(field).get(fold(part.strip()), part.strip()) for part in _parts(field, text))
    key = fold(text)
    if field == "count" and _THOUSANDS.fullmatch(text):
        return "".join(char for char in text if char.isdigit())
    if field == "class":
        return _CLASSES.get(key.removeprefix("hạng "), text)
    if field == "luot":
        return _YES_NO.get(key, text)
    return _period(text) if field == "period" else text


def _parts(field: str, text: str) -> list[str]:
    if field != "authority" or fold(text) in _labels(field):
        return [text]  # «Thủ tướng, Chính phủ» is one
    return text.replace(";", ",").split(",")


def _period(text: str) -> str:
    if _ISO_DAY.fullmatch(text):
        return f"{text}/{text}"
    if years := _YEARS.fullmatch(fold(text)):
        return f"{years['first']}-01-01/{years['last'] or years['first']}-12-31"
    if days := _DAYS.fullmatch(text):
        first = f"{days['y1']}-{int(days['m1']):02}-{int(days['d1']):02}"
        last = f"{days['y2']}-{int(days['m2']):02}-{int(days['d2']):02}" if days["y2"] else first
        return f"{first}/{last}"
    return text


@cache
def _labels(field: str) -> dict[str, str]:
    words = {fold(label): code for code, label in CODES[field].items()}
    # «Thủ tướng» of «Thủ tướng, Chính phủ»
    return {part: code for label, code in words.items() for part in label.split(", ")} | words


@cache
def _headings() -> dict[str, str]:
    return {fold(heading): field for field, heading in HEADINGS.items()}
