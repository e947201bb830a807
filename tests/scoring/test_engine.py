"""Points: what counts, what does not and why, and that no order and no repetition changes them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.facts import Fact
from thidua.rulefile import rules_dir
from thidua.scoring.engine import REASONS, Ranking, score
from thidua.scoring.errors import SchemeError
from thidua.scoring.periods import parse_period
from thidua.scoring.scheme import Deduction, Scheme, find_scheme
from thidua.scoring.telling import explained, explanation, moves, plain_rows

from .awards import fact, unit

A, B, HUNDRED = find_scheme("A"), find_scheme("B"), find_scheme("100")
YEAR = ("2022-01-01", "2022-12-31")
HALF = ("2022-01-01", "2022-06-30")


def mine(folder: Path, more: str) -> Scheme:
    """The example scheme under an id of its own, with more lines."""
    text = (rules_dir() / "scoring" / "thang-diem-100.yaml").read_text(encoding="utf-8")
    path = folder / "mine.yaml"
    path.write_text(text.replace("id: thang-diem-100", "id: mine") + more, encoding="utf-8")
    return find_scheme(str(path))


def points(ranking: Ranking) -> dict[str, float]:
    return {row.unit.name: float(row.points) for row in ranking.rows}


def codes(ranking: Ranking) -> list[str]:
    return sorted(one.code for one in ranking.left_out)


def test_points_are_weight_times_count() -> None:
    facts = [fact(count=4), fact(count=2, recipient="tap-the"), fact(form="co-thi-dua", recipient="tap-the", count=1, authority=("bo-cong-an",))]  # fmt: skip
    (row,) = score(facts, A).rows
    assert row.points == Fraction("1.2") + Fraction("1.2") + 8
    assert sorted(point.rule for point in row.items) == ["co-bo-tinh", "giay-khen", "giay-khen"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"status": "proposed"}, "status"),
        ({"status": "planned"}, "status"),
        ({"count": None}, "count"),
        ({"unit": None}, "unit"),
        ({"form": "khen-thuong"}, "unscored"),
        ({"form": "huan-chuong", "name": "Chiến công"}, "no-weight"),
        ({"form": "bang-khen", "authority": ("cong-an-xa",)}, "no-weight"),
        ({"period": ("2021-12-15", "2022-06-14")}, "overlap"),
        ({"period": None, "published": None}, "no-date"),
    ],
)
def test_what_does_not_count_says_why(told: dict[str, object], code: str) -> None:
    ranking = score([fact(**{"period": HALF} | told)], A, YEAR)
    assert ranking.rows == ()
    (one,) = ranking.left_out
    assert one.code == code
    assert len(one.reason) > 10


def test_a_record_of_another_period_is_counted_as_outside() -> None:
    ranking = score([fact(period=("2021-01-01", "2021-12-31"))], A, YEAR)
    assert (ranking.rows, ranking.left_out, ranking.outside) == ((), (), 1)


@pytest.mark.parametrize("published", ["2022-03-05", "2022-03", "2022"])
def test_without_a_period_the_date_of_publication_decides_and_is_told(published: str) -> None:
    ((point,),) = [row.items for row in score([fact(published=published)], A, YEAR).rows]
    assert point.notes == ("theo ngày đăng bài",)


def test_a_total_gives_way_to_its_parts_and_parts_to_a_total_of_their_own_form() -> None:
    vague = [
        fact(article="a", form="khen-thuong", count=10, group="g1", role="total"),
        fact(article="a", count=6, group="g1", role="part"),
    ]
    assert points(score(vague, A)) == {"Công an tỉnh Hòa Bình": pytest.approx(1.8)}
    assert codes(score(vague, A)) == ["total"]
    own = [replace(vague[0], form="giay-khen"), vague[1]]
    assert points(score(own, A)) == {"Công an tỉnh Hòa Bình": pytest.approx(3.0)}
    assert codes(score(own, A)) == ["part"]


def test_a_figure_in_several_articles_counts_once() -> None:
    facts = [fact(cluster="c", count=9) for _ in range(4)]
    ranking = score(facts, A)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": pytest.approx(2.7)}
    assert codes(ranking) == ["duplicate"] * 3


@pytest.mark.parametrize(("policy", "wanted"), [("lowest", 2.7), ("highest", 3.0), ("leave-out", None)])
def test_a_conflict_counts_as_the_scheme_says(policy: str, wanted: float | None) -> None:
    facts = [fact(cluster="c", conflict=True, count=count) for count in (9, 10, 9)]
    ranking = score(facts, replace(A, conflict=policy))
    if wanted is None:
        assert ranking.rows == ()
        assert codes(ranking) == ["conflict-left"] * 3
    else:
        assert points(ranking) == {"Công an tỉnh Hòa Bình": pytest.approx(wanted)}
        assert "các bài nêu khác nhau" in ranking.rows[0].items[0].notes[0]


def test_a_longer_period_holds_the_shorter_ones_and_the_days() -> None:
    facts = [fact(period=HALF, count=20), fact(period=YEAR, count=50), fact(period=("2022-05-05", "2022-05-05"), count=9), fact(published="2022-08-08", count=3)]  # fmt: skip
    ranking = score(facts, A, YEAR)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": pytest.approx(15.0)}
    assert codes(ranking) == ["within"] * 3
    other = [*facts, fact(period=HALF, count=20, recipient="tap-the"), fact(period=HALF, count=60)]
    assert points(score(other, A, YEAR)) == {"Công an tỉnh Hòa Bình": pytest.approx(15 + 12 + 18)}


def test_a_force_holds_its_units_only_where_forces_are_ranked() -> None:
    below = unit("Công an huyện Đà Bắc", "Công an tỉnh Hòa Bình")
    facts = [fact(period=YEAR, count=50), fact(period=("2022-05-05", "2022-05-05"), count=9, unit=below)]
    assert points(score(facts, A, YEAR)) == {"Công an tỉnh Hòa Bình": pytest.approx(15), "Công an huyện Đà Bắc": pytest.approx(2.7)}  # fmt: skip
    assert points(score(facts, A, YEAR, "force")) == {"Công an tỉnh Hòa Bình": pytest.approx(15)}


def test_of_a_unit_s_own_titles_of_a_year_the_highest_counts() -> None:
    own = {"form": "danh-hieu-thi-dua", "recipient": "tap-the", "count": 1, "period": YEAR}
    flag = {"form": "co-thi-dua", "recipient": "tap-the", "count": 1, "period": YEAR, "authority": ("bo-cong-an",)}
    facts = [fact(name="Đơn vị Quyết thắng", **own), fact(name="Đơn vị tiên tiến", **own), fact(**flag)]
    ranking = score(facts, A)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": pytest.approx(8.0)}
    assert codes(ranking) == ["title", "title"]
    assert points(score(facts, replace(A, titles="sum"))) == {"Công an tỉnh Hòa Bình": pytest.approx(10.3)}
    people = [fact(form="danh-hieu-thi-dua", name="Chiến sĩ tiên tiến", count=40, period=YEAR), *facts]
    assert points(score(people, A)) == {"Công an tỉnh Hòa Bình": pytest.approx(20.0)}


def test_caps_bands_and_deductions(tmp_path: Path) -> None:
    more = "deductions:\n  - {unit: Công an tỉnh Hòa Bình, day: 2022-05-01, points: 15, reason: kỷ luật cảnh cáo}\n"
    facts = [fact(count=400, period=HALF), fact(form="co-thi-dua", recipient="tap-the", authority=("thu-tuong",), count=4, period=HALF)]  # fmt: skip
    (row,) = score(facts, mine(tmp_path, more), YEAR).rows
    assert (row.points, row.band) == (85, "Tốt")  # 4 × 25 reaches the total cap; Giấy khen adds nothing
    assert row.deducted == ((Fraction(15), "kỷ luật cảnh cáo"),)
    assert [point.points for point in row.items] == [100, 0]
    assert "đã chạm mức trần" in row.items[1].notes
    (alone,) = score(facts[:1], HUNDRED, YEAR).rows
    assert (alone.points, alone.band) == (10, "Chưa xếp loại")


def test_per_capita_needs_the_strength(tmp_path: Path) -> None:
    scheme = mine(tmp_path, "per_capita: {per: 100, strengths: {Công an tỉnh Hòa Bình: 200}}\n")
    facts = [fact(count=100), fact(count=100, unit=unit("Công an tỉnh Sơn La"))]
    ranking = score(facts, scheme)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 2.5}
    assert ranking.without_strength == ("Công an tỉnh Sơn La",)


def test_strengths_and_deductions_may_be_given_with_the_call() -> None:
    facts = [fact(count=100), fact(count=10, unit=unit("Công an tỉnh Sơn La"))]
    taken = [Deduction("công an tỉnh hoà bình", "2022-05-01", Fraction(6), "kỷ luật"), Deduction("Công an tỉnh X", "2022-05-01", Fraction(6), "kỷ luật")]  # fmt: skip
    ranking = score(facts, A, strengths={"Công an tỉnh Hòa Bình": 1200, "Công an tỉnh Sơn La": 100}, deductions=taken)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 2.0, "Công an tỉnh Sơn La": 3.0}
    assert ranking.unused_deductions == ("Công an tỉnh X",)


def test_strengths_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("unit,people\nCông an tỉnh Hòa Bình,200\n", encoding="utf-8-sig")
    scheme = mine(tmp_path, "per_capita: {per: 100, file: people.csv}\n")
    assert points(score([fact(count=100)], scheme)) == {"Công an tỉnh Hòa Bình": 2.5}


CHAU_THANH = [unit("Công an huyện Châu Thành", f"Công an tỉnh {name}") for name in ("Tây Ninh", "Bến Tre")]


def test_units_of_one_name_are_not_taken_for_one_another() -> None:
    facts = [fact(unit=one, count=10 * number) for number, one in enumerate(CHAU_THANH, 1)]
    taken = Deduction("Công an huyện Châu Thành, Công an tỉnh Bến Tre", "2022-05-01", Fraction(5), "kỷ luật")
    ranking = score(facts, A, deductions=[taken])
    assert [(row.name, row.points) for row in ranking.rows] == [
        ("Công an huyện Châu Thành, Công an tỉnh Tây Ninh", 3),
        ("Công an huyện Châu Thành, Công an tỉnh Bến Tre", 1),
    ]
    told = "which 2 units are called; write «Công an huyện Châu Thành, Công an tỉnh Bến Tre» or «"
    with pytest.raises(SchemeError, match=told):
        score(facts, A, deductions=[replace(taken, unit="Công an huyện Châu Thành")])
    with pytest.raises(SchemeError, match="2 units are called 'Công an huyện Châu Thành'; write «"):
        list(explained(ranking, "Công an huyện Châu Thành"))
    assert next(explained(ranking, "Công an huyện Châu Thành, Công an tỉnh Tây Ninh")).endswith(f"hạng 1 ({A.title})")


# --- totals and parts -----------------------------------------------------------------------------


def group(*told: dict[str, object]) -> list[Fact]:
    return [fact(**{"article": "a", "group": "g1"} | one) for one in told]


ORDER = {"form": "huan-chuong", "name": "Chiến công", "authority": ("chu-tich-nuoc",)}


def test_parts_that_make_up_their_total_tell_more_than_it() -> None:
    facts = group(
        {**ORDER, "role": "total", "count": 5},
        {**ORDER, "role": "part", "class_": 2, "count": 2},
        {**ORDER, "role": "part", "class_": 3, "count": 3},
    )
    ranking = score(facts, A)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 2 * 7.5 + 3 * 4.5}
    assert codes(ranking) == ["total"]


def test_a_total_without_a_weight_gives_way_to_what_is_known_of_it() -> None:
    ranking = score(
        group({**ORDER, "role": "total", "count": 5}, {**ORDER, "role": "part", "class_": 3, "count": 3}), A
    )
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 13.5}
    (one,) = ranking.left_out
    assert one.reason == "là tổng; các phần của nó đã được tính, 2 còn lại chưa rõ hình thức"


@pytest.mark.parametrize("told", [{"count": None}, {"status": "proposed"}, {"unit": None}])
def test_a_total_that_cannot_count_leaves_its_parts(told: dict[str, object]) -> None:
    ranking = score(group({"role": "total", "count": 10} | told, {"role": "part", "count": 6}), A)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": pytest.approx(1.8)}


def test_totals_of_two_kinds_of_recipients_are_settled_apart() -> None:
    facts = group(
        {"role": "total", "count": 10, "recipient": "tap-the"},
        {"role": "total", "count": 20, "form": "khen-thuong"},
        {"role": "part", "count": 4, "recipient": "tap-the"},
        {"role": "part", "count": 15},
    )
    ranking = score(facts, A)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 10 * Fraction("0.6") + 15 * Fraction("0.3")}
    assert codes(ranking) == ["part", "total"]


def test_a_figure_that_is_in_a_total_is_not_counted_again_from_another_article() -> None:
    facts = group({"role": "total", "count": 10}, {"role": "part", "count": 6, "cluster": "c", "confidence": 0.5})
    again = fact(article="b", count=6, cluster="c", confidence=0.99)
    ranking = score([*facts, again], A)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 3}
    assert codes(ranking) == ["duplicate", "part"]
    parts = group(
        {"role": "total", "count": 10, "cluster": "c"}, {"role": "part", "count": 6}, {"role": "part", "count": 4}
    )
    ranking = score([*parts, fact(article="b", count=10, cluster="c", confidence=0.99)], A)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 3}
    assert codes(ranking) == ["duplicate", "total"]


# --- figures of several articles ------------------------------------------------------------------


@pytest.mark.parametrize("less", [{"authority": ()}, {"unit": None}])
def test_the_article_that_tells_more_stands_for_a_figure(less: dict[str, object]) -> None:
    certificate = {"form": "bang-khen", "cluster": "c", "count": 2, "published": "2022-05-05"}
    facts = [
        fact(**certificate | {"authority": ("bo-cong-an",), "confidence": 0.99} | less),
        fact(**certificate | {"authority": ("bo-cong-an",), "confidence": 0.5}),
    ]
    assert points(score(facts, A)) == {"Công an tỉnh Hòa Bình": 2}


def test_a_figure_of_several_articles_belongs_to_one_year() -> None:
    facts = [fact(cluster="c", count=10, period=YEAR), fact(cluster="c", count=10, published="2023-01-03"), fact(cluster="c", count=10, period=("2023-01-02", "2023-01-02"))]  # fmt: skip
    ranking = score(facts, A, YEAR)
    assert points(ranking) == {"Công an tỉnh Hòa Bình": 3}
    assert codes(ranking) == ["duplicate", "duplicate"]
    assert score(facts, A, ("2023-01-01", "2023-12-31")).rows == ()
    day, years = ("2022-10-16", "2022-10-16"), ("2018-01-01", "2022-12-31")
    assert len(score([fact(cluster="c", period=day), fact(cluster="c", period=years)], A, YEAR).rows) == 1


# --- days and flags -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "worth", "noted"),
    [
        ("2023", 1, False), ("2023-12", 1, False), ("2024", 1.5, True), ("2024-01", 1.5, True), ("2025-07-01", 1.5, False),
        (None, 1, True),
    ],
)  # fmt: skip
def test_the_law_of_the_day_holds_where_only_a_month_or_a_year_is_known(
    published: str | None, worth: float, noted: bool
) -> None:
    one = fact(form="bang-khen", authority=("bo-cong-an",), count=1, published=published)
    ((point,),) = [row.items for row in score([one], A).rows]
    assert (float(point.weight), bool(point.notes)) == (worth, noted)


@pytest.mark.parametrize(
    ("told", "note"),
    [
        ({"qualifier": "approx"}, "khoảng chừng"),
        ({"qualifier": "at-least"}, "khoảng chừng"),
        ({"unit_inferred": True}, "không nêu đơn vị"),
        ({"luot": True}, "lượt"),
        ({"recipient": "tap-the-ca-nhan"}, "mức thấp"),
        ({"form": "ky-niem-chuong"}, "chưa đối chiếu"),
    ],
)
def test_doubtful_figures_count_at_their_number_and_are_flagged(told: dict[str, object], note: str) -> None:
    ((point,),) = [row.items for row in score([fact(**told)], A).rows]
    assert note in " ".join(point.notes)
    assert point.count == 4
    assert point.points == 4 * point.weight


def test_a_row_may_say_why_a_narrower_award_has_no_points() -> None:
    ranking = score([fact(form="ky-niem-chuong", name="Tuổi trẻ dũng cảm")], A)
    assert [(one.code, one.reason) for one in ranking.left_out] == [("unscored", "huy hiệu không phải kỷ niệm chương theo luật")]  # fmt: skip


def test_ties_are_broken_by_the_higher_form_and_else_share_a_rank() -> None:
    names = ("Công an tỉnh A", "Công an tỉnh B", "Công an tỉnh C")
    facts = [
        fact(unit=unit(names[0]), count=15),
        fact(unit=unit(names[1]), form="huan-chuong", name="Chiến công", class_=3, count=1),
        fact(unit=unit(names[2]), count=15),
    ]
    assert [(row.rank, row.unit.name) for row in score(facts, A).rows] == [(1, names[1]), (2, names[0]), (2, names[2])]


def test_a_force_after_a_merger_is_another_row() -> None:
    old, new = unit("Công an thành phố Hải Phòng"), replace(unit("Công an thành phố Hải Phòng"), since="2025-07-01")
    rows = score([fact(unit=old), fact(unit=new)], A).rows
    assert sorted(row.name for row in rows) == [
        "Công an thành phố Hải Phòng",
        "Công an thành phố Hải Phòng (từ 2025-07-01)",
    ]


# --- properties -----------------------------------------------------------------------------------

FORMS = st.sampled_from(["giay-khen", "bang-khen", "co-thi-dua", "khen-thuong", "huan-chuong"])
FACTS = st.lists(
    st.builds(
        lambda form, count, recipient, period, place, cluster: fact(
            form=form, count=count, recipient=recipient, period=period, unit=unit(place), cluster=cluster,
            name="Chiến công" if form == "huan-chuong" else None, class_=2 if form == "huan-chuong" else None,
            authority=("bo-cong-an",),
        ),
        FORMS, st.integers(1, 300), st.sampled_from(["tap-the", "ca-nhan"]), st.sampled_from([None, YEAR, HALF]),
        st.sampled_from(["Công an tỉnh A", "Công an tỉnh B"]), st.sampled_from([None, None, "c1"]),
    ),
    max_size=12,
)  # fmt: skip


@given(facts=FACTS, seed=st.randoms())
def test_the_order_of_records_does_not_matter(facts: list[Fact], seed: object) -> None:
    mixed = list(facts)
    seed.shuffle(mixed)  # type: ignore[attr-defined]
    for scheme in (A, B, HUNDRED):
        assert list(plain_rows(score(mixed, scheme, YEAR))) == list(plain_rows(score(facts, scheme, YEAR)))


@given(facts=FACTS)
def test_every_record_is_counted_or_told(facts: list[Fact]) -> None:
    for scheme in (A, HUNDRED):
        ranking = score(facts, scheme, YEAR)
        counted = [point.fact.record for row in ranking.rows for point in row.items]
        left = [one.fact.record for one in ranking.left_out]
        assert sorted([*counted, *left]) == sorted(one.record for one in facts)
        assert ranking.outside == 0
        for row in ranking.rows:
            assert sum(point.points for point in row.items) == row.points


@given(facts=FACTS)
def test_b_is_a_divided_by_three_tenths(facts: list[Fact]) -> None:
    one, other = score(facts, A, YEAR), score(facts, B, YEAR)
    assert [(row.unit, row.points / Fraction("0.3")) for row in one.rows] == [
        (row.unit, row.points) for row in other.rows
    ]


@given(facts=FACTS, more=st.integers(1, 300))
def test_an_award_more_never_lowers_points(facts: list[Fact], more: int) -> None:
    """Awards of single days; a sum over a year may say less than its days do, and then the sum counts."""
    days = [replace(one, period=None, published="2022-05-05") for one in facts]
    new = fact(count=more, unit=unit("Công an tỉnh A"), published="2022-06-06", authority=("cong-an-tinh",))
    for scheme in (A, B, HUNDRED):
        before = {row.unit: row.points for row in score(days, scheme, YEAR).rows}
        after = {row.unit: row.points for row in score([*days, new], scheme, YEAR).rows}
        assert all(after[one] >= worth for one, worth in before.items())
        assert scheme is HUNDRED or after[unit("Công an tỉnh A")] > before.get(unit("Công an tỉnh A"), 0)


@given(counts=st.lists(st.integers(1, 300), min_size=2, max_size=6))
def test_a_conflict_counts_once(counts: list[int]) -> None:
    facts = [fact(count=count, cluster="c", conflict=True) for count in counts]
    for policy, wanted in (("lowest", min(counts)), ("highest", max(counts))):
        ((point,),) = [row.items for row in score(facts, replace(A, conflict=policy)).rows]
        assert point.count == wanted


def test_every_reason_is_told_in_words() -> None:
    assert all(len(reason) > 10 for reason in REASONS.values())


def test_a_unit_whose_records_have_no_points_is_explained_too() -> None:
    ranking = score([fact(count=9), fact(form="khen-thuong", unit=unit("Công an tỉnh Sơn La"))], A)
    assert [row.name for row in ranking.rows] == ["Công an tỉnh Hòa Bình"]
    told = list(explained(ranking, "Công an tỉnh Sơn La"))
    assert told[0] == f"Công an tỉnh Sơn La: 0 điểm, không xếp hạng ({A.title})"
    assert told[1] == "  không tính (1):"
    plain = explanation(ranking, "Công an tỉnh Sơn La")
    assert (plain["rank"], plain["points"], len(plain["left_out"])) == (None, 0.0, 1)


def test_explained_and_moves() -> None:
    facts = [fact(count=9), fact(count=None), fact(form="co-thi-dua", recipient="tap-the", count=1, authority=("bo-cong-an",), unit=unit("Công an tỉnh Sơn La"))]  # fmt: skip
    ranking = score(facts, A)
    told = list(explained(ranking, "công an tỉnh hòa bình"))
    assert told[0].startswith("Công an tỉnh Hòa Bình: 2,7 điểm, hạng 2")
    assert told[1].strip().startswith("2,7 = 9 × 0,3")
    assert any("bài không nêu số lượng" in line for line in told)
    plain = explanation(ranking, "Công an tỉnh Hòa Bình")
    assert (plain["points"], plain["rank"], plain["scheme"]) == (2.7, 2, "tien-thuong-nd98")
    assert [(one["count"], one["weight"], one["points"], one["quote"]) for one in plain["items"]] == [(9, 0.3, 2.7, "tặng Giấy khen cho 4 cá nhân")]  # fmt: skip
    assert [one["code"] for one in plain["left_out"]] == ["count"]
    with pytest.raises(SchemeError, match="did you mean Công an tỉnh Hòa Bình"):
        list(explained(ranking, "Công an tinh Hòa Bìn"))
    other = score(facts[:1], A)
    assert [(name, a, b) for name, a, b, _, _ in moves(ranking, other)] == [("Công an tỉnh Sơn La", 1, None), ("Công an tỉnh Hòa Bình", 2, 1)]  # fmt: skip


def test_a_period_names_a_window() -> None:
    facts = [fact(period=("2022-01-01", "2022-03-31")), fact(period=("2022-04-01", "2022-06-30"), count=40)]
    assert points(score(facts, A, parse_period("2022-Q1"))) == {"Công an tỉnh Hòa Bình": pytest.approx(1.2)}
