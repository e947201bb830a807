"""Facts for the tests of scoring."""

from __future__ import annotations

from itertools import count
from typing import Any

from thidua.facts import Fact, Place, Unit

_NUMBERS = count(1)


def unit(*path: str) -> Unit:
    return Unit(path or ("Công an tỉnh Hòa Bình",))


def fact(**told: Any) -> Fact:
    """A fact with plain values where nothing is told."""
    number = next(_NUMBERS)
    article = told.pop("article", f"bài-{number:05}")
    place = Place(article, number, number + 10, "tặng Giấy khen cho 4 cá nhân")
    plain: dict[str, Any] = {
        "record": f"r{number:05}", "article": article, "published": None, "source": None, "form": "giay-khen", "name": None,
        "class_": None, "authority": (), "recipient": "ca-nhan", "count": 4, "qualifier": "exact", "luot": False,
        "status": "awarded", "period": None, "group": None, "role": None, "unit": unit(), "unit_inferred": False,
        "people": (), "confidence": 0.9, "place": place, "figure": place,
    }  # fmt: skip
    return Fact(**plain | told)
