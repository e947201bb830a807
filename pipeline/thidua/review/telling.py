"""Records in the words of a page: forms, numbers, periods, days, facet values, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.labels import AUTHORITIES, FORMS, QUALIFIERS, RECIPIENTS, STATUSES
from thidua.review.languages import N_, Translate
from thidua.sinks.columns import real_date

_CLASSES = {1: N_("hạng Nhất"), 2: N_("hạng Nhì"), 3: N_("hạng Ba")}
_PARTS_OF_YEAR = {
    ("-01-01", "-12-31"): N_("năm {year}"),
    ("-01-01", "-06-30"): N_("6 tháng đầu năm {year}"),
    ("-07-01", "-12-31"): N_("6 tháng cuối năm {year}"),
    ("-01-01", "-09-30"): N_("9 tháng đầu năm {year}"),
    ("-01-01", "-03-31"): N_("quý I/{year}"),
    ("-04-01", "-06-30"): N_("quý II/{year}"),
    ("-07-01", "-09-30"): N_("quý III/{year}"),
    ("-10-01", "-12-31"): N_("quý IV/{year}"),
}
VERDICTS = {"khớp": N_("khớp"), "lệch": N_("lệch"), "chưa đủ": N_("chưa đủ dữ kiện"), "": N_("chưa kiểm tra")}
REVIEWS = {
    "accepted": N_("đã duyệt"), "corrected": N_("đã sửa"), "rejected": N_("đã loại"), "": N_("chưa duyệt"),
}  # fmt: skip
CONFIDENCES = {"0.9": N_("từ 0,9"), "0.7": N_("0,7 đến 0,9"), "0.5": N_("0,5 đến 0,7"), "0": N_("dưới 0,5")}
QUARTERS = {"1": N_("Quý I"), "2": N_("Quý II"), "3": N_("Quý III"), "4": N_("Quý IV"), "": N_("không theo quý")}
_VALUES = {
    "form": FORMS, "grantor": AUTHORITIES, "recipient": RECIPIENTS, "status": STATUSES, "verdict": VERDICTS,
    "review": REVIEWS, "confidence": CONFIDENCES, "quarter": QUARTERS,
}  # fmt: skip


def value_text(translate: Translate, facet: str, value: str) -> str:
    """Return a value of a facet in words; units are named by whoever asks."""
    told = _VALUES.get(facet, {}).get(value)
    if told is not None:
        return translate(told)
    return value or translate(N_("không nêu"))


def number_text(number: int | None, language: str = "vi") -> str:
    """Return a number with its thousands set apart as the language does.

    >>> number_text(1677), number_text(1677, "en")
    ('1.677', '1,677')
    """
    told = f"{number or 0:,}"
    return told if language == "en" else told.replace(",", ".")


def decimal_text(number: float, language: str = "vi") -> str:
    """Return a number with two decimals as the language does."""
    told = f"{number:.2f}"
    return told if language == "en" else told.replace(".", ",")


def points_text(points: float, language: str = "vi") -> str:
    """Return points with no more decimals than they need.

    >>> points_text(4440.2), points_text(12.0, "en")
    ('4.440,2', '12')
    """
    told = f"{points:,.2f}".rstrip("0").rstrip(".")
    return told if language == "en" else told.translate(str.maketrans(",.", ".,"))


def form_text(translate: Translate, form: str, name: str | None, class_: int | None) -> str:
    """Return form, proper name and class: «Huân chương Chiến công hạng Ba»."""
    parts = [translate(FORMS[form]).split(" (")[0], name, translate(_CLASSES[class_]) if class_ in _CLASSES else None]
    return " ".join(filter(None, parts))


def count_text(translate: Translate, count: int | None, qualifier: str, luot: bool, language: str = "vi") -> str:
    """Return a number as the text means it: «ít nhất 200 lượt»."""
    if count is None:
        return translate(N_("không nêu số"))
    rough = translate(QUALIFIERS[qualifier]) if qualifier != "exact" else None
    return " ".join(filter(None, (rough, number_text(count, language), translate(N_("lượt")) if luot else None)))


def grantor_text(translate: Translate, authority: Sequence[str]) -> str:
    """Return who grants; empty where the text does not say."""
    return "; ".join(translate(AUTHORITIES[code]) for code in authority)


def day_text(value: str | None) -> str:
    """Return an ISO day or month as Vietnamese readers write it: 2020-09-15 → 15/9/2020.

    >>> day_text("2020-09-15"), day_text("2020-09"), day_text(None)
    ('15/9/2020', '9/2020', '')
    """
    if day := real_date(value):
        return f"{day.day}/{day.month}/{day.year}"
    if value and len(value) == 7 and value[5:].isdigit():
        return f"{int(value[5:])}/{value[:4]}"
    return value or ""


def period_text(translate: Translate, start: str | None, end: str | None) -> str:
    """Return a period: «9 tháng đầu năm 2018», «quý I/2020», or its days."""
    if not start or not end:
        return ""
    if start == end:
        return day_text(start)
    if start[:4] == end[:4] and (named := _PARTS_OF_YEAR.get((start[4:], end[4:]))):
        return translate(named).format(year=start[:4])
    return f"{day_text(start)} – {day_text(end)}"
