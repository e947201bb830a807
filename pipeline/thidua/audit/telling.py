"""Numbers, days and awards in the Vietnamese words of a finding."""

from __future__ import annotations

from thidua.labels import FORMS
from thidua.records import Award

CLASSES = {1: "hạng Nhất", 2: "hạng Nhì", 3: "hạng Ba"}
_TITLES = ("danh-hieu-thi-dua", "danh-hieu-vinh-du")


def number(value: int) -> str:
    """Return a number as Vietnamese writes it.

    >>> number(1970)
    '1.970'
    """
    return f"{value:,}".replace(",", ".")


def vietnamese(day: str) -> str:
    """Return an ISO day as Vietnamese writes it.

    >>> vietnamese("2024-09-05"), vietnamese("2024-09")
    ('5-9-2024', '9-2024')
    """
    return "-".join(part.lstrip("0") for part in reversed(day.split("-")))


def form_of(form: str) -> str:
    """Return a form as it stands in a sentence, without the remark in brackets that labels carry.

    >>> form_of("khen-thuong")
    'Khen thưởng'
    """
    return FORMS[form].split(" (")[0]


def what(award: Award) -> str:
    """Return form, name and class in words: «Huân chương Chiến công hạng Ba»."""
    told = [f"danh hiệu {award.name}"] if award.form in _TITLES and award.name else [form_of(award.form), award.name]
    return " ".join(filter(None, (*told, CLASSES.get(award.class_ or 0))))


def opening(words: str) -> str:
    """Return words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]
