"""Numbers: digits with thousands points, number words up to millions, vague amounts."""

from __future__ import annotations

import regex

from thidua.frozen import frozen
from thidua.matcher import Hit
from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.records import Qualifier
from thidua.rules import RuleSet

KIND = "number"


@frozen
class NumberValue:
    """A count, or None where the text gives no figure."""

    count: int | None
    qualifier: Qualifier = "exact"

    def __str__(self) -> str:
        if self.count is None:
            return "null"
        return {"exact": "", "approx": "~", "at-least": ">="}[self.qualifier] + str(self.count)


_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_BEHIND_TENS = ("mốt", "tư", "lăm", "nhăm")
# «một trăm hai» may be said for 120 and is written for 102
_CUT_SHORT = regex.compile(rf"(?:trăm|nghìn|ngàn|triệu) (?:{'|'.join(_UNITS)})$")


def parse_words(words: str) -> int | None:
    """Return the value of Vietnamese number words, None where they are no number.

    >>> parse_words("hai nghìn một trăm linh năm")
    2105
    """
    if words in (*_BEHIND_TENS, "không"):
        return None  # forms that only follow tens, and the negation
    if _CUT_SHORT.search(words):
        return None
    total = 0
    below = 0  # value below the next thousand
    tens = 0  # value of the hundred under way that is still open
    seen = False
    for word in words.split():
        if word in _UNITS:
            if word in _BEHIND_TENS and 1 < tens % 100 < 10:
                tens += tens % 10 * 9  # "hai lăm" for "hai mươi lăm"
            elif seen and tens % 10:
                return None  # two units in a row: "hai ba"
            tens += _UNITS[word]
            seen = True
        elif word == "mười":
            if tens % 100:
                return None
            tens += 10
            seen = True
        elif word in ("mươi", "chục"):
            if not (0 if word == "chục" else 1) < tens % 100 < 10:
                return None
            tens = tens - tens % 10 + (tens % 10) * 10
        elif word == "trăm":
            if not (0 <= tens < 10 and seen):
                return None
            below, tens = tens * 100, 0
        elif word in ("nghìn", "ngàn", "triệu"):
            if not below + tens:
                return None
            total += (below + tens) * (1_000_000 if word == "triệu" else 1000)
            below = tens = 0
        elif word in ("lẻ", "linh"):
            if not seen:
                return None
        else:  # "rưỡi"
            return None
    return total + below + tens if seen or total else None


def _qualifier(hit: Hit) -> Qualifier:
    match = hit.match
    if match is None:
        return "exact"
    return "approx" if match["about"] else "at-least" if match["over"] else "exact"


def _digits(hit: Hit) -> NumberValue | None:
    assert hit.match is not None
    return NumberValue(int(_BETWEEN_THOUSANDS.sub("", hit.match["digits"])), _qualifier(hit))


def _thousands(hit: Hit) -> NumberValue | None:
    assert hit.match is not None
    return NumberValue(round(float(hit.match["digits"].replace(",", ".")) * 1000), _qualifier(hit))


_BETWEEN_THOUSANDS = regex.compile(r"[.,\s]")


def _words(hit: Hit) -> NumberValue | None:
    assert hit.match is not None
    value = parse_words(hit.match["words"])
    return None if value is None else NumberValue(value, _qualifier(hit))


def _vague(_hit: Hit) -> NumberValue:
    return NumberValue(None, "approx")


BUILDERS: dict[str, Build] = {"digits": _digits, "thousands": _thousands, "words": _words, "vague": _vague}


def find(text: Text, rules: RuleSet) -> list[Mention]:
    """Return the numbers of a text."""
    return build_all(KIND, BUILDERS, rules["numbers"].longest(text))
