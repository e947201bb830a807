"""Who grants: places for their bodies, who is entrusted, what is only offered."""

from __future__ import annotations

import pytest

from thidua import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dịp này, tỉnh tặng Bằng khen cho 3 tập thể.", [("bang-khen", ("ubnd-tinh",))]),
        ("Dịp này, thành phố khen thưởng 3 tập thể.", [("khen-thuong", ("ubnd-tinh",))]),
        ("Huyện tặng Giấy khen cho 3 cá nhân.", [("giay-khen", ("ubnd-huyen",))]),
        ("Thiếu tướng Lò Hoàng Minh, được Giám đốc Công an tỉnh ủy quyền đã trao thư khen.", []),
        ("Để biểu dương việc làm này, Chủ tịch UBND tỉnh Sơn La vừa ký tặng Bằng khen ông Lò Văn Thạnh.", [("bang-khen", ("ubnd-tinh",))]),
        ("Ở phần cá nhân có 1 giải nhất (6 triệu đồng), 2 giải nhì (mỗi giải 4 triệu đồng).", []),
    ],
)  # fmt: skip
def test_who_grants(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(a.form, a.authority) for a in extract(text).awards] == expected
