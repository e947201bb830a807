"""A bare «Bộ trưởng» or «Giám đốc» is the head of what the article names: last before it, a ministry else behind it, else of the police."""

from __future__ import annotations

import pytest

from thidua import extract

TOLD = "Bộ trưởng tặng Bằng khen cho 12 cá nhân."
GIVEN = "Tại buổi lễ, 12 cá nhân được Bộ tặng Bằng khen."


@pytest.mark.parametrize("told", [TOLD, GIVEN])
@pytest.mark.parametrize(
    ("ahead", "behind", "code"),
    [
        ("", "", "bo-cong-an"),
        ("Ngày 4/6, Bộ GD-ĐT công bố kết quả kỳ thi. ", "", "bo-nganh"),
        ("Bộ trưởng Y tế thăm bệnh viện. ", "", "bo-nganh"),
        ("", " Lễ trao do Bộ Giao thông vận tải tổ chức.", "bo-nganh"),
        ("Bộ Y tế và Bộ Công an phối hợp tổ chức lễ trao. ", "", "bo-cong-an"),
        ("Bộ Công an và Bộ Y tế phối hợp tổ chức lễ trao. ", "", "bo-nganh"),
        ("Thứ trưởng Bộ Công an dự hội nghị. ", " Đại diện Bộ Quốc phòng chúc mừng.", "bo-cong-an"),
        ("Bộ Tư lệnh Cảnh sát cơ động tổ chức hội nghị. ", "", "bo-cong-an"),
        ("Bộ trưởng Trần Văn Thụ dự hội nghị. ", "", "bo-cong-an"),
    ],
)
def test_the_ministry_of_a_minister(told: str, ahead: str, behind: str, code: str) -> None:
    assert [award.authority for award in extract(ahead + told + behind).awards] == [(code,)]


@pytest.mark.parametrize(
    ("ahead", "code"),
    [
        ("Học viện An ninh nhân dân tổng kết phong trào.", "khac"),
        ("Bệnh viện 198 gặp mặt cán bộ.", "khac"),
        ("Công an tỉnh Sơn La tổng kết phong trào.", "cong-an-tinh"),
        ("Học viện An ninh nhân dân làm việc với Công an tỉnh Sơn La.", "cong-an-tinh"),
        ("", "cong-an-tinh"),
    ],
)
def test_whose_director(ahead: str, code: str) -> None:
    text = f"{ahead} Ban Giám đốc tặng Giấy khen cho 11 tập thể."
    assert [award.authority for award in extract(text).awards] == [(code,)]


@pytest.mark.parametrize(
    ("text", "published", "code"),
    [
        ("Công an thành phố Huế tặng Giấy khen cho 5 cá nhân.", "2025-05-01", "cong-an-tinh"),
        ("Công an thành phố Huế tặng Giấy khen cho 5 cá nhân.", "2024-05-01", "cong-an-huyen"),
        ("5 cá nhân được Chủ tịch UBND TP Huế tặng Bằng khen.", "2025-05-01", "ubnd-tinh"),
        ("Công an thành phố Sơn La tặng Giấy khen cho 5 cá nhân.", "2025-01-01", "cong-an-huyen"),
    ],
)
def test_a_city_that_has_become_one_of_province_level(text: str, published: str, code: str) -> None:
    assert [award.authority for award in extract(text, published=published).awards] == [(code,)]
