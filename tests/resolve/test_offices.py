"""Whose office an article tells: by the whole name or the given name, as it is told first."""

from __future__ import annotations

import pytest

from thidua.reading import Reading
from thidua.records import Article
from thidua.rules import load_rules

TEXT = (
    "Sáng 5/3, Đại tá Lò Văn Hùng, Giám đốc Công an tỉnh Sơn La dự hội nghị.\n"
    "Thượng tá Cầm Thị Hoa, Trưởng Công an huyện Mai Sơn báo cáo kết quả.\n"
    "Trung tá Vì Văn Hùng, Trưởng Công an xã Mường Bú phát biểu; Đại úy Quàng Văn Tươi đặt câu hỏi.\n"
    "Dịp này, Đại tá Lò Văn Hùng trao Giấy khen cho 3 tập thể."
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("lò văn hùng", "cong-an-tinh"),
        ("cầm thị hoa", "cong-an-huyen"),
        ("hùng", "cong-an-tinh"),  # of two with one given name the first
        ("hoa", "cong-an-huyen"),
        ("vì văn hùng", "cong-an-xa"),
        ("quàng văn tươi", None),
        ("văn hùng", None),
        ("lò thị mai", None),
    ],
)
def test_office_of(name: str, code: str | None) -> None:
    reading = Reading(Article(id="a", text=TEXT, published="2024-03-06"), load_rules())
    assert reading.office_of(name) == code
