"""When two records are the same: keys that ignore spelling, and one-to-one pairs of records with equal keys."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from thidua.records import NAMED_FORMS

Document = Mapping[str, Any]
Key = tuple[Any, ...]
Level = Literal["core", "strict"]
LEVELS: tuple[Level, ...] = ("core", "strict")

_TONE_PLACES = dict(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy", "sỹ"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ", "sĩ"],
        strict=True,
    )
)
_TONE_PLACE = re.compile("|".join(_TONE_PLACES))
_FULL_NAMES = (
    ("antq", "an ninh tổ quốc"),
    ("llvtnd", "lực lượng vũ trang nhân dân"),
    ("vũ trang nhân dân", "vũ trang"),
)


def fold(value: object) -> str | None:
    """Return a key that ignores case, Unicode form, tone placement, punctuation and three abbreviations.

    >>> fold("Chiến sỹ thi đua") == fold("chiến sĩ THI ĐUA")
    True
    """
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).casefold()
    text = _TONE_PLACE.sub(lambda match: _TONE_PLACES[match[0]], text)
    for short, full in _FULL_NAMES:
        text = text.replace(short, full)
    return re.sub(r"\W+", " ", text).strip()


def core(award: Document) -> Key:
    """Return what makes a record: form, recipient and count."""
    return award.get("form"), award.get("recipient"), award.get("count")


def strict(award: Document) -> Key:
    """Return all fields that a record is judged on."""
    return (
        *core(award),
        fold(award.get("name")) if award.get("form") in NAMED_FORMS else None,
        award.get("class"),
        tuple(sorted(set(award.get("authority") or []))),
        award.get("qualifier") or "exact",
        bool(award.get("luot")),
        award.get("status") or "awarded",
    )


KEYS: Mapping[Level, Callable[[Document], Key]] = {"core": core, "strict": strict}


def agree(gold: Document, guess: Document, name: str) -> bool:
    """Whether two records have the same value in a field, an empty one being none."""
    return (gold.get(name) or None) == (guess.get(name) or None)


def _likeness(gold: Document, guess: Document) -> int:
    same: int = sum(mine == theirs for mine, theirs in zip(strict(gold), strict(guess), strict=True))
    return same + agree(gold, guess, "period") + agree(gold, guess, "role")


def pair_up(gold: Sequence[Document], guessed: Sequence[Document], level: Level) -> list[tuple[int, int]]:
    """Return one-to-one pairs of records whose keys are equal, the most alike first."""
    key = KEYS[level]
    mine, theirs = [key(one) for one in gold], [key(one) for one in guessed]
    equal = [(i, j) for i in range(len(gold)) for j in range(len(guessed)) if mine[i] == theirs[j]]
    equal.sort(key=lambda pair: (-_likeness(gold[pair[0]], guessed[pair[1]]), pair))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_guess: set[int] = set()
    for i, j in equal:
        if i not in used_gold and j not in used_guess:
            used_gold.add(i)
            used_guess.add(j)
            pairs.append((i, j))
    return pairs


@dataclass(frozen=True, slots=True)
class Judged:
    """The records of one article side by side: pairs of (gold, guessed), gold ones missed, guesses that are extra."""

    pairs: Sequence[tuple[Document, Document]]
    missed: Sequence[Document]
    extra: Sequence[Document]


def judge(gold: Sequence[Document], guessed: Sequence[Document], level: Level) -> Judged:
    """Pair the records of an article; a gold record without a count is neither missing nor wrong."""
    pairs = pair_up(gold, guessed, level)
    found, right = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [one for i, one in enumerate(gold) if i not in found and one.get("count") is not None]
    extra = _without_optional(gold, [one for j, one in enumerate(guessed) if j not in right])
    return Judged([(gold[i], guessed[j]) for i, j in pairs], missed, extra)


def _without_optional(gold: Sequence[Document], extra: Sequence[Document]) -> list[Document]:
    """Forgive as many finds without a count as the gold holds optional records of their form."""
    allowed = Counter(one.get("form") for one in gold if one.get("count") is None)
    kept = []
    for one in extra:
        if one.get("count") is None and allowed[one.get("form")] > 0:
            allowed[one.get("form")] -= 1
        else:
            kept.append(one)
    return kept
