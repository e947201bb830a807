"""award-date and unit-date: is an award reported before it was granted, did the unit exist then?"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence

import regex

from thidua.audit.evidence import day_of_award, of_field
from thidua.audit.finding import Finding, Severity, finding
from thidua.audit.rules import UnitRule
from thidua.audit.telling import opening, vietnamese, what
from thidua.labels import AUTHORITIES
from thidua.offsets import fold
from thidua.records import Award, Extraction
from thidua.registry import Registry

_CODE = regex.compile(r"(?<!\w)P[A-Z]\d\d(?!\w)")


def check(extraction: Extraction, rules: Sequence[UnitRule], registry: Registry) -> Iterator[Finding]:
    """Yield what is wrong with the days of an article's records."""
    for award in extraction.awards:
        yield from _award_date(extraction, award)
        yield from _unit_date(extraction, award, rules, registry)


def _award_date(extraction: Extraction, award: Award) -> Iterator[Finding]:
    published = last_day(extraction.published)
    if award.period is None or published is None or award.status != "awarded" or award.period[0] <= published:
        return
    told = (
        f"{opening(what(award))} ghi trao hoặc xét từ ngày {vietnamese(award.period[0])}, sau ngày đăng bài "
        f"{vietnamese(extraction.published or '')}."
    )
    evidence = (of_field(extraction.id, award, "period"), of_field(extraction.id, award, "form"))
    yield finding("award-date", "lệch", "error", told, tuple(dict.fromkeys(evidence)), (award.id,))


def _unit_date(
    extraction: Extraction, award: Award, rules: Sequence[UnitRule], registry: Registry
) -> Iterator[Finding]:
    """Yield findings where a unit that received or granted an award had ended, or not begun, when it did.

    Judged by the first day of the record's period: «năm 2025» may be January. Where only the article's date is known,
    the text may tell of earlier times, so that nothing is decided.
    """
    day = award.period[0] if award.period else day_of_award(award, extraction.published)
    if day is None:
        return
    for field, told, severity in _gone(award, day, rules, registry):
        evidence = (of_field(extraction.id, award, field),)
        if award.period:
            told = f"{told}, nhưng ghi khen thưởng từ ngày {vietnamese(day)}."
            yield finding("unit-date", "lệch", severity, told, evidence, (award.id,))
        else:
            told = f"{told}; bài đăng {vietnamese(extraction.published or '')}, không rõ khen thưởng lúc nào."
            yield finding("unit-date", "chưa đủ", "info", told, evidence, (award.id,))


def _gone(award: Award, day: str, rules: Sequence[UnitRule], registry: Registry) -> Iterator[tuple[str, str, Severity]]:
    """Yield field, reason and severity for each unit of a record that did not exist on a day."""
    if rule := wrong_unit(award.recipient_unit_full, (), day, rules):
        yield "recipient_unit", f"{award.recipient_unit_full}: {rule.about.basis}", rule.about.severity
    elif told := _registered(award, day, registry):
        yield "recipient_unit", told, "warning"
    for code in award.authority:
        if award.status == "awarded" and (rule := wrong_unit(None, (code,), day, rules)):
            yield "authority", f"{AUTHORITIES[code]}: {rule.about.basis}", rule.about.severity


def wrong_unit(
    name: str | None, authorities: Sequence[str], day: str | None, rules: Sequence[UnitRule]
) -> UnitRule | None:
    """Return the rule by which a unit of a name, or a grantor of a code, was gone on a day."""
    for rule in rules:
        named = name is not None and bool(rule.phrases) and fold(name).startswith(rule.phrases)
        if day is not None and day > rule.about.end and (named or any(one in rule.authorities for one in authorities)):
            return rule
    return None


def _registered(award: Award, day: str, registry: Registry) -> str | None:
    """Return what the registry of units says against a unit on a day."""
    name = award.recipient_unit_full or ""
    if (states := registry.forces.get(name)) and not any(state.period.holds(day) for state in states):
        ended = max((state.period.end for state in states if state.period.end < day), default="")
        return f"{name} " + (f"chỉ có đến hết ngày {vietnamese(ended)}" if ended else "chưa có vào lúc ấy")
    if match := _CODE.search(award.recipient_unit or ""):
        holders = registry.codes.get(match[0], ())
        if holders and not any(period.holds(day) for _, period in holders):
            return f"Mã {match[0]} không dùng vào lúc ấy"
    return None


def last_day(published: str | None) -> str | None:
    """Return the last day of a date of publication: the day itself, the end of a month or year.

    >>> last_day("2024-02"), last_day("2023")
    ('2024-02-29', '2023-12-31')
    """
    if published is None or len(published) == 10:
        return published
    if len(published) == 4:
        return f"{published}-12-31"
    year, month = map(int, published.split("-")[:2])
    return f"{published}-{calendar.monthrange(year, month)[1]}"
