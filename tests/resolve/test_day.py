"""The day of an award where the sentence tells it by another day, or by that of the article."""

from __future__ import annotations

import pytest

from thidua import extract

_GIVEN = "Công an tỉnh tặng Giấy khen cho 3 tập thể."
_THEN = "Ngày 12/5/2023, UBND tỉnh tổ chức lễ khen thưởng, tặng Bằng khen cho 2 cá nhân."


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Sáng nay, ", ("2023-07-10", "2023-07-10")),
        ("Hôm qua, ", ("2023-07-09", "2023-07-09")),
        ("Tối qua (9/7), ", ("2023-07-09", "2023-07-09")),
        ("Chiều thứ sáu 7/7, ", ("2023-07-07", "2023-07-07")),
        ("Thứ sáu (7/7), ", ("2023-07-07", "2023-07-07")),
        ("Từ đầu năm đến nay, ", ("2023-01-01", "2023-07-10")),
        ("Kể từ đầu năm nay đến thời điểm này, ", ("2023-01-01", "2023-07-10")),
        ("Quý I và quý II/2023, ", ("2023-01-01", "2023-06-30")),
        ("Tháng 4 và tháng 5/2023, ", ("2023-04-01", "2023-05-31")),
        ("Hai quý đầu năm 2023, ", ("2023-01-01", "2023-06-30")),
        ("Nửa đầu năm nay, ", ("2023-01-01", "2023-06-30")),
        ("Nhằm lập thành tích trước ngày 31/7, ", None),  # a deadline
    ],
)
def test_seen_from_the_article(opening: str, expected: tuple[str, str] | None) -> None:
    (award,) = extract(opening + _GIVEN, published="2023-07-10").awards
    assert award.period == expected


def test_since_new_year_is_what_a_review_reviews() -> None:
    review = "Sáng 10/7/2023, Công an tỉnh Sơn La sơ kết công tác 6 tháng đầu năm 2023.\n\n"
    (award,) = extract(f"{review}Từ đầu năm đến nay, {_GIVEN}", published="2023-07-10").awards
    assert award.period == ("2023-01-01", "2023-06-30")


@pytest.mark.parametrize("opening", ["Hôm qua, ", "Từ đầu năm đến nay, "])
def test_untold_where_the_day_of_the_article_is_not_known(opening: str) -> None:
    (award,) = extract(opening + _GIVEN).awards
    assert award.period is None


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Trước đó 1 ngày, ", "2023-05-11"),
        ("Một ngày trước đó, ", "2023-05-11"),
        ("Hai ngày sau, ", "2023-05-14"),
        ("3 ngày sau đó, ", "2023-05-15"),
        ("Hôm sau, ", "2023-05-13"),
        ("Trước đó (ngày 8/5), ", "2023-05-08"),
    ],
)
def test_seen_from_the_record_before(opening: str, expected: str) -> None:
    *_, award = extract(f"{_THEN} {opening}{_GIVEN}", published="2023-05-20").awards
    assert award.period == (expected, expected)


def test_days_of_a_contest_are_all_that_are_listed() -> None:
    text = "Sau 3 ngày tranh tài (10, 11 và 12/7/2023), hội thao đã khép lại. Công an xã Tân Lập đoạt giải Nhất."
    (award,) = extract(text).awards
    assert award.period == ("2023-07-10", "2023-07-12")
