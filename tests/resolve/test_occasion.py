"""Who got the certificate of an occasion is told behind it; what the article tells otherwise stays."""

from __future__ import annotations

import pytest

from thidua import extract

HANDED = (
    "Phòng Cảnh sát PCCC tổ chức trao giấy khen của Giám đốc Công an tỉnh Sơn La cho tập thể, cá nhân dập cháy giỏi."
)
TOLD = "Cá nhân được khen thưởng là ông Lường Văn Thức và bà Hà Thị Mây."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HANDED}\n\n{TOLD}", [("giay-khen", ("cong-an-tinh",), 2)]),
        (f"{TOLD}\n\n{HANDED}", [("khen-thuong", (), 2)]),  # the occasion must be told first
        (f"{HANDED}\n\n{'Đám cháy bùng lên lúc rạng sáng. ' * 20}\n\n{TOLD}", [("khen-thuong", (), 2)]),
        (  # of two certificates none is meant
            f"{HANDED} UBND tỉnh tặng bằng khen cho các tập thể, cá nhân.\n\n{TOLD}",
            [("bang-khen", ("ubnd-tinh",), None), ("khen-thuong", (), 2)],
        ),
        (  # another body rewards
            f"{HANDED}\n\nUBND tỉnh khen thưởng ông Lường Văn Thức và bà Hà Thị Mây.",
            [("khen-thuong", ("ubnd-tinh",), 2)],
        ),
        (  # those of the certificate have been told
            f"{HANDED} Công an tỉnh tặng giấy khen cho 3 tập thể.\n\n{TOLD}",
            [("giay-khen", ("cong-an-tinh",), 3), ("khen-thuong", (), 2)],
        ),
        (f"{HANDED}\n\nCó 64 cá nhân được khen thưởng trong năm.", [("khen-thuong", (), 64)]),  # a sum of the year
    ],
)  # fmt: skip
def test_the_certificate_of_an_occasion(text: str, expected: list[tuple[str, tuple[str, ...], int | None]]) -> None:
    assert [(award.form, award.authority, award.count) for award in extract(text).awards] == expected


def test_the_occasion_is_evidence() -> None:
    (award,) = extract(f"{HANDED}\n\n{TOLD}").awards
    assert [evidence.quote for evidence in award.evidence][1] == "trao giấy khen của Giám đốc Công an tỉnh Sơn La"
