"""What one award of a record is worth under a scheme."""

from __future__ import annotations

from fractions import Fraction

from thidua.facts import Fact
from thidua.scoring.scheme import Scheme, Weight


class Weigher:
    """Weights of a scheme, looked up once for each sort of award; an archive has few sorts and many records."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._known: dict[tuple[object, ...], tuple[Weight, Fraction] | None] = {}

    def __call__(self, fact: Fact) -> tuple[Weight, Fraction] | None:
        """Return the weight of a record and what it is worth, None where the scheme gives none."""
        key = (fact.form, fact.name, fact.class_, fact.authority, fact.recipient, day_of(fact))
        if key not in self._known:
            self._known[key] = weight_of(fact, self._scheme)
        return self._known[key]

    def reason(self, fact: Fact) -> str | None:
        """Return why the scheme gives no points for such a record, where it says so itself."""
        if fact.form in self._scheme.unscored:
            return self._scheme.unscored[fact.form]
        narrowest = next(iter(_fitting(fact, self._scheme)), None)
        return narrowest.unscored if narrowest else None

    def scores(self, fact: Fact) -> bool:
        """Whether a record could have points, if nothing else stands for it."""
        return fact.status == "awarded" and None not in (fact.count, fact.unit, self(fact))


def weight_of(fact: Fact, scheme: Scheme) -> tuple[Weight, Fraction] | None:
    """Return the narrowest weight that fits a record, and what it is worth; the first of equally narrow ones.

    One number for collectives and people is worth the lowest of a weight's points.
    """
    if fact.form in scheme.unscored:
        return None
    for weight in _fitting(fact, scheme):
        if weight.unscored:
            return None
        if fact.recipient in weight.points:
            return weight, weight.points[fact.recipient]
        if fact.recipient == "tap-the-ca-nhan":
            return weight, min(weight.points.values())
    return None


def _fitting(fact: Fact, scheme: Scheme) -> list[Weight]:
    day = day_of(fact)
    found = [w for w in scheme.weights if w.fits(fact.form, fact.name, fact.class_, fact.authority, day)]
    return sorted(found, key=lambda one: -one.narrowness)


def day_of(fact: Fact) -> str | None:
    """Return the day whose law holds: the last of the record's period, else that of its publication."""
    return fact.period[1] if fact.period else whole_day(fact.published)


def whole_day(published: str | None) -> str | None:
    """Return a date of publication as a day: the first one where only a month or a year is known.

    >>> whole_day("2024"), whole_day("2024-03"), whole_day("2024-03-05"), whole_day(None)
    ('2024-01-01', '2024-03-01', '2024-03-05', None)
    """
    return published + "-01-01"[len(published) - 4 :] if published else None
