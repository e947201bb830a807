"""parts-total: do the parts that a text lists add up to the total that it gives?

Compared for each kind of recipient. Parts that are more than their total are always told. Whether a list that falls
short is meant to be whole is told by its wording («gồm», «trong đó có»), else by how it is built: see `_whole`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.audit.evidence import of_field
from thidua.audit.finding import Finding, Severity, Verdict, finding
from thidua.audit.rules import SumRules
from thidua.audit.telling import CLASSES, form_of, number
from thidua.labels import AUTHORITIES, RECIPIENTS
from thidua.records import VAGUE_FORMS, Award, Extraction

_BOTH = "tap-the-ca-nhan"
_SEPARATE = ("tap-the", "ca-nhan")
_LOWEST = "giay-khen"  # the lowest form: a list that goes down to it leaves no form out

Judgement = tuple[Verdict, Severity, str]


@dataclass(frozen=True, slots=True)
class Sum:
    """Totals that are added up together, mostly one, and the parts of their kind of recipient."""

    totals: tuple[Award, ...]
    parts: tuple[Award, ...]

    @property
    def awards(self) -> tuple[Award, ...]:
        """Totals and parts."""
        return (*self.totals, *self.parts)

    @property
    def decidable(self) -> bool:
        """Whether all numbers are stated, and none counts recipients of another kind besides."""
        kinds = {total.recipient for total in self.totals}
        mixed = len(kinds) == 1 and _BOTH not in kinds and any(part.recipient == _BOTH for part in self.parts)
        return not mixed and all(award.count is not None for award in self.awards)

    @property
    def total(self) -> int:
        """The stated total."""
        return sum(total.count or 0 for total in self.totals)

    @property
    def added(self) -> int:
        """What the parts add up to."""
        return sum(part.count or 0 for part in self.parts)

    @property
    def exact(self) -> bool:
        """Whether exact parts add up to the exact total."""
        return self.decidable and self.added == self.total and self.all_exact

    @property
    def all_exact(self) -> bool:
        """Whether no number is told by «hơn», «gần», «khoảng»."""
        return all(award.qualifier == "exact" for award in self.awards)

    @property
    def luot(self) -> tuple[bool, bool]:
        """Whether totals, and whether any parts, count awards («lượt») instead of heads."""
        return any(total.luot for total in self.totals), any(part.luot for part in self.parts)

    @property
    def same_way(self) -> bool:
        """Whether total and parts are counted alike, all in «lượt» or none."""
        return len({award.luot for award in self.awards}) == 1


def sums_of(awards: Sequence[Award]) -> Iterator[tuple[Sum, ...]]:
    """Yield the sums of each group of an article, one for each total that has parts.

    Where parts count recipients of both kinds, and the totals are told apart, the totals go together: «19 tập thể, 77 cá
    nhân …, gồm 9 Bằng khen và 87 Giấy khen».
    """
    groups: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        if award.group and award.role:
            groups[award.group].append(award)
    for members in groups.values():
        totals = tuple(award for award in members if award.role == "total")
        parts = tuple(award for award in members if award.role == "part")
        if any(part.recipient == _BOTH for part in parts) and sorted(t.recipient for t in totals) == sorted(_SEPARATE):
            yield (Sum(totals, parts),)
            continue
        sums = [
            Sum(
                (total,), tuple(p for p in parts if total.recipient == _BOTH or p.recipient in (total.recipient, _BOTH))
            )
            for total in totals
        ]
        yield tuple(part for one in sums for part in _divided_twice(one) if part.parts)


def _divided_twice(one: Sum) -> tuple[Sum, ...]:
    """Return the two sums of a total that is divided by kind and by form: «90 tập thể, cá nhân được khen (30 tập thể, 60
    cá nhân), gồm 4 Bằng khen …»; else the sum itself.
    """
    total = one.totals[0]
    kinds = [part for part in one.parts if (part.form, part.authority) == (total.form, total.authority)]
    others = [part for part in one.parts if part not in kinds]
    if len(kinds) != 2 or not others or sorted(part.recipient for part in kinds) != sorted(_SEPARATE):
        return (one,)
    by_kind = Sum(one.totals, tuple(kinds))
    return (by_kind, Sum(one.totals, tuple(others))) if by_kind.exact else (one,)


def check(extraction: Extraction, rules: SumRules) -> Iterator[Finding]:
    """Yield a finding for each sum of an article."""
    for group in sums_of(extraction.awards):
        for one in group:
            others = [other for other in group if other.totals != one.totals]
            yield _finding(extraction.id, one, *judge(one, others, rules))


def judge(one: Sum, others: Sequence[Sum], rules: SumRules) -> Judgement:
    """Return verdict, severity and reason for a sum; `others` are those of the same list for other recipients."""
    if not one.decidable:
        return "chưa đủ", "info", "có số không nêu rõ hoặc gộp cả hai loại đối tượng"
    if one.exact:
        return "khớp", "info", ""
    whole = _whole(one, others, rules)
    if not one.all_exact:
        return _judge_rough(one, whole, rules)
    if one.added > one.total:
        if one.luot == (False, True):  # somebody was rewarded more than once
            return "chưa đủ", "info", "tổng tính theo người, phần tính theo lượt"
        return "lệch", "error" if one.same_way else "warning", f"thừa {number(one.added - one.total)}"
    if whole is None:
        return "chưa đủ", "info", "bài chỉ nêu một phần"
    severity: Severity = "error" if whole == "wording" and one.same_way else "warning"
    return "lệch", severity, f"thiếu {number(one.total - one.added)}"


def _whole(one: Sum, others: Sequence[Sum], rules: SumRules) -> str | None:
    """Return what shows that a list of parts is meant to be whole, None where nothing does.

    wording: «gồm», «cụ thể», a colon. others: the same list adds up for the other kind of recipient. classes: it names
    hạng Nhất, Nhì and Ba. behind: the total follows its parts and adds them up («… Tổng cộng 45 tập thể»). ladder: it goes down to the lowest form. near: it comes near the total.
    """
    listing = {part.listing for part in one.parts}
    share = one.added / one.total if one.total else math.inf
    several = len(one.parts) > 1
    if "all" in listing and share >= rules.listed_from:
        return "wording"
    if any(other.exact and len(other.parts) > 1 for other in others):
        return "others"
    if {part.class_ for part in one.parts} >= {1, 2, 3} and share >= rules.listed_from:
        return "classes"
    if "some" in listing or not several:
        return None
    if min(total.evidence[0].start for total in one.totals) > max(part.evidence[0].start for part in one.parts):
        return "behind"
    steps = len({(part.form, part.authority) for part in one.parts})
    down = one.same_way and any(part.form == _LOWEST for part in one.parts)
    if down and steps > 1 and share >= (rules.listed_from if steps >= rules.ladder_steps else rules.ladder_from):
        return "ladder"
    return "near" if share >= rules.complete_from else None


def _judge_rough(one: Sum, whole: str | None, rules: SumRules) -> Judgement:
    """Judge a sum with «hơn», «gần», «khoảng»: only what no reading of these words allows is told."""
    least, most = _bounds(one.parts, rules.approximate)
    total_least, total_most = _bounds(one.totals, rules.approximate)
    if least > total_most and one.luot != (False, True):
        return "lệch", "warning", "thừa, dù có số chỉ nêu khoảng chừng"
    if most < total_least and whole is not None:
        return "lệch", "warning", "thiếu, dù có số chỉ nêu khoảng chừng"
    return "chưa đủ", "info", "có số chỉ nêu khoảng chừng"


def _bounds(awards: Sequence[Award], approximate: float) -> tuple[float, float]:
    """Return the least and the most that numbers add up to: «hơn 200» is 200 or more, «gần 200» 160 to 240."""
    least = most = 0.0
    for award in awards:
        count = award.count or 0
        least += count * (1 - approximate) if award.qualifier == "approx" else count
        most += {"exact": count, "approx": count * (1 + approximate), "at-least": math.inf}[award.qualifier]
    return least, most


# --- telling ---------------------------------------------------------------------------------------


def _finding(article: str, one: Sum, verdict: Verdict, severity: Severity, why: str) -> Finding:
    totals = ", ".join(_recipients(total) for total in one.totals)
    totals += f" (cộng {number(one.total)})" if len(one.totals) > 1 else ""
    parts = ", ".join(_parts(one.parts))
    message = {
        "khớp": f"Tổng {totals}, các phần cộng lại đúng {number(one.added)}: {parts}.",
        "lệch": f"Tổng {totals}, các phần cộng lại {number(one.added)} ({why}): {parts}.",
        "chưa đủ": f"Tổng {totals}, các phần cộng lại {number(one.added)}; "
        f"chưa đủ dữ kiện để đối chiếu ({why}): {parts}.",
    }[verdict]
    evidence = tuple(of_field(article, award, "count") for award in one.awards)
    return finding("parts-total", verdict, severity, message, evidence, tuple(award.id for award in one.awards))


def _recipients(award: Award) -> str:
    """Return a number with its recipients: «402 lượt cá nhân»."""
    luot = "lượt " if award.luot else ""
    return f"{_told(award)} {luot}{RECIPIENTS[award.recipient].lower()}"


def _parts(parts: Sequence[Award]) -> Iterator[str]:
    """Yield the parts with their forms, the grantor where one form is told twice: «14 Bằng khen (Bộ Công an)»."""
    forms = Counter((part.form, part.class_) for part in parts)
    for part in parts:
        if part.form in VAGUE_FORMS:
            yield _recipients(part)
            continue
        told = f"{_told(part)} {form_of(part.form)}" + (f" {CLASSES[part.class_]}" if part.class_ else "")
        twice = forms[part.form, part.class_] > 1 and part.authority
        yield told + (f" ({', '.join(AUTHORITIES[code] for code in part.authority)})" if twice else "")


def _told(award: Award) -> str:
    rough = {"exact": "", "approx": "khoảng ", "at-least": "hơn "}[award.qualifier]
    return "(không nêu số)" if award.count is None else rough + number(award.count)
