"""What several articles show together: conflicts, growing figures, repeats."""

from __future__ import annotations

import pytest

from thidua.audit import audit_across
from thidua.audit.across import check_repeats
from thidua.audit.finding import Finding
from thidua.facts import Fact, Place, Unit


def fact(
    article: str,
    count: int | None,
    published: str = "2022-07-05",
    *,
    qualifier: str = "exact",
    period: tuple[str, str] | None = ("2022-01-01", "2022-06-30"),
    unit: str = "Công an tỉnh Sơn La",
    status: str = "awarded",
) -> Fact:
    place = Place(article, 10, 20, f"{count} tập thể")
    return Fact(
        record=f"{article}-{count}-{unit}-{status}", article=article, published=published, source=f"Báo {article}", form="bang-khen",
        name=None, class_=None, authority=("bo-cong-an",), recipient="tap-the", count=count, qualifier=qualifier, luot=False,
        status=status, period=period, group=None, role=None, unit=Unit((unit,)), unit_inferred=False, people=(), confidence=0.9,
        place=place, figure=place,
    )  # fmt: skip


def told(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(one.check, one.verdict, one.severity) for one in found]


SUBJECT = "Bằng khen cho tập thể của Công an tỉnh Sơn La"


@pytest.mark.parametrize(
    ("cluster", "expected", "says"),
    [
        (
            [fact("A", 12), fact("B", 12, "2022-07-06")],
            [("conflict", "khớp", "info"), ("duplicate", "khớp", "info")],
            f"2 bài cùng nêu 12 cho {SUBJECT}: 12 (Báo A, 5-7-2022); 12 (Báo B, 6-7-2022).",
        ),
        (
            [fact("B", 13, "2022-07-06"), fact("A", 12)],
            [("conflict", "lệch", "error")],
            f"Các bài nêu khác nhau về {SUBJECT}: 12 (Báo A, 5-7-2022); 13 (Báo B, 6-7-2022); bài đăng sau cùng nêu 13.",
        ),
        (
            [fact("A", 12), fact("B", 10, qualifier="at-least")],
            [("conflict", "chưa đủ", "info"), ("duplicate", "khớp", "info")],
            "có bài chỉ nêu khoảng chừng: 12 (Báo A, 5-7-2022); hơn 10 (Báo B, 5-7-2022)",
        ),
        ([fact("A", 12), fact("B", 15, qualifier="at-least")], [("conflict", "lệch", "warning")], "hơn 15 (Báo B"),
        ([fact("A", 1970), fact("B", 1790)], [("conflict", "lệch", "error")], "1.970 (Báo A, 5-7-2022); 1.790 (Báo B"),
        ([fact("A", 12), fact("B", None)], [], ""),
    ],
)
def test_reports_of_one_figure(cluster: list[Fact], expected: list[tuple[str, str, str]], says: str) -> None:
    found = list(audit_across([cluster], [], []))
    assert told(found) == expected
    if expected:
        assert says in found[0].message, found[0].message
        assert len(found[0].evidence) == len(found[0].records) == 2
        assert set(found[0].articles) == {"A", "B"}


HALF, NINE, YEAR = (("2022-01-01", end) for end in ("2022-06-30", "2022-09-30", "2022-12-31"))


@pytest.mark.parametrize(
    ("chain", "expected", "says"),
    [
        (
            [fact("A", 12, period=HALF), fact("B", 20, period=NINE), fact("C", 20, period=YEAR)],
            [("cumulative", "khớp", "info")] * 2, f"Số lũy kế không giảm: {SUBJECT}: 12 tính đến 30-6-2022, 20 tính đến 30-9-2022.",
        ),
        (
            [fact("A", 12, period=HALF), fact("B", 9, period=NINE), fact("C", 20, period=YEAR)],
            [("cumulative", "lệch", "error"), ("cumulative", "khớp", "info")],
            f"Số lũy kế giảm: {SUBJECT}: 12 tính đến 30-6-2022, 9 tính đến 30-9-2022, dù cùng tính từ 1-1-2022.",
        ),
        (
            [fact("A", 12, period=HALF, qualifier="at-least"), fact("B", 9, period=NINE)],
            [("cumulative", "lệch", "error")], "hơn 12 tính đến 30-6-2022, 9 tính",
        ),
        (
            [fact("A", 12, period=HALF, qualifier="approx"), fact("B", 9, period=NINE)],
            [("cumulative", "chưa đủ", "info")], "chỉ nêu khoảng chừng",
        ),
        ([fact("A", None, period=HALF), fact("B", 9, period=NINE)], [], ""),
    ],
)  # fmt: skip
def test_growing_periods(chain: list[Fact], expected: list[tuple[str, str, str]], says: str) -> None:
    found = list(audit_across([], [chain], []))
    assert told(found) == expected
    assert not expected or says in found[0].message, found[0].message


def test_reposts_count_once() -> None:
    (one,) = audit_across([], [], [(Place("A", 0, 3, "tin"), Place("B", 0, 3, "tin"), 0.82)])
    assert told([one]) == [("duplicate", "khớp", "info")]
    assert one.articles == ("A", "B")
    assert one.message == "Hai bài A và B giống nhau 82%; có thể là đăng lại, chỉ tính một lần."


def test_a_figure_told_twice_in_one_article_is_to_be_looked_at() -> None:
    found = list(check_repeats([fact("A", 12), fact("A", 12), fact("A", 3), fact("A", 3), fact("B", 12)]))
    assert told(found) == [("duplicate", "chưa đủ", "warning")]
    other = [fact("A", 12), fact("A", 12, unit="Công an tỉnh Lào Cai"), fact("A", 12, status="proposed")]
    assert list(check_repeats(other)) == []
