"""«Bộ trưởng» is the head of the ministry that the article names: the one before, else the next one, else the police's."""

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
