"""grantor, class, recipient: may this body grant this form, has it classes, may it go to such a recipient?"""

from __future__ import annotations

from collections.abc import Iterator

from thidua.audit.evidence import day_of_award, of_field
from thidua.audit.finding import Check, Finding, finding
from thidua.audit.rules import AuditRules, LawRule
from thidua.audit.telling import opening, what
from thidua.labels import AUTHORITIES, RECIPIENTS
from thidua.records import Award, Extraction

_NEVER_JUDGED = frozenset({"khac", "cac-cap"})
# «12 Huân chương» of a unit: what is counted are the awards, and who holds them is not told.
_AWARDS_COUNTED = "assembly.counted"
# A bare «tỉnh», «thành phố» as the grantor may be the end of another body's name.
_WEAK = "authority.ubnd-bare"


def check(extraction: Extraction, rules: AuditRules) -> Iterator[Finding]:
    """Yield what is wrong with grantor, class and recipient of an article's records; of rules that agree, the first."""
    for award in extraction.awards:
        day = day_of_award(award, extraction.published)
        if rule := next((one for one in rules.grantors if wrong_grantors(award, day, one)), None):
            yield _grantor(extraction.id, award, day, rule)
        if rule := next((one for one in rules.classes if wrong_class(award, day, one)), None):
            told = f"{opening(what(award))}: hình thức này không chia hạng"
            yield _finding("class", extraction.id, award, day, rule, "form", told)
        if rule := next((one for one in rules.recipients if wrong_recipient(award, day, one)), None):
            may = ", ".join(RECIPIENTS[code].lower() for code in sorted(rule.may - {"khac"}))
            told = f"{opening(what(award))} ghi tặng {RECIPIENTS[award.recipient].lower()}, nhưng chỉ dành cho {may}"
            yield _finding("recipient", extraction.id, award, day, rule, "recipient", told)


def wrong_grantors(award: Award, day: str | None, rule: LawRule) -> list[str]:
    """Return the grantors of a record that a rule does not allow."""
    if award.status != "awarded" or not rule.holds(award.form, award.name, day):
        return []
    judged = [code for code in award.authority if code not in _NEVER_JUDGED]
    return [code for code in judged if (code not in rule.may if rule.may else code in rule.barred)]


def wrong_class(award: Award, day: str | None, rule: LawRule) -> bool:
    """Whether a record has a class although a rule says that its form and name have none."""
    return award.class_ is not None and rule.holds(award.form, award.name, day)


def wrong_recipient(award: Award, day: str | None, rule: LawRule) -> bool:
    """Whether a record's kind of recipient is none that its form may go to."""
    return (
        rule.holds(award.form, award.name, day)
        and award.recipient not in rule.may
        and award.recipient != "tap-the-ca-nhan"
        and _AWARDS_COUNTED not in award.rule
    )


def _grantor(article: str, award: Award, day: str | None, rule: LawRule) -> Finding:
    wrong = wrong_grantors(award, day, rule)
    read = award.fields.get("authority")
    named = ", ".join(AUTHORITIES[code] for code in wrong)
    if len(wrong) == len(award.authority) and (read is None or read.rule != _WEAK):
        doubt = "không đúng thẩm quyền" if rule.about.severity == "error" else "cần xem lại thẩm quyền"
        told = f"{opening(what(award))} ghi do {named} tặng, {doubt}"
        return _finding("grantor", article, award, day, rule, "authority", told)
    # One number may stand for several forms, each of its own grantor («bằng khen của UBND tỉnh, giấy khen của Công an tỉnh»).
    several = len(award.authority) > 1
    why = (
        f"chung nhiều cấp, trong đó có {named}; chưa rõ cấp nào tặng hình thức nào"
        if several
        else f"«{named}», chưa rõ"
    )
    told = f"{opening(what(award))} ghi {why}; căn cứ: {rule.about.basis}."
    evidence = tuple(dict.fromkeys((of_field(article, award, "authority"), of_field(article, award, "form"))))
    return finding("grantor", "chưa đủ", "info", told, evidence, (award.id,))


def _finding(kind: Check, article: str, award: Award, day: str | None, rule: LawRule, field: str, told: str) -> Finding:
    evidence = tuple(dict.fromkeys((of_field(article, award, field), of_field(article, award, "form"))))
    if day is None and (rule.about.start or rule.about.end):
        told = f"{told}; chưa rõ ngày nên chưa biết áp dụng quy định nào; căn cứ: {rule.about.basis}."
        return finding(kind, "chưa đủ", "info", told, evidence, (award.id,))
    told = f"{told}; căn cứ: {rule.about.basis}."
    return finding(kind, "lệch", rule.about.severity, told, evidence, (award.id,))
