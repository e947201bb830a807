"""People of a list of whom something is said in passing: «anh A, người đã cứu 3 cháu bé, và chị B (35 tuổi) được tặng …»."""

from __future__ import annotations

import pytest

from thidua import extract

PEOPLE = ["anh Cà Văn Biên", "Đại úy Lò Văn Sơn", "chị Quàng Thị Mai", "ông Lò Văn Panh", "đồng chí Nguyễn Thị Hà"]
SAID = [
    "",
    " (SN 1990, trú tại xã Chiềng Hặc)",
    " (35 tuổi)",
    ", 65 tuổi, ở bản Nậm Cang,",
    ", trú tại phường Chiềng Lề,",
    ", công nhân Công ty Hoa Ban,",
    ", Trưởng Công an xã Chiềng Hặc,",
    ", cán bộ Phòng Cảnh sát hình sự,",
    ", Bí thư Chi bộ bản Nà Tấu,",
    ", Đội trưởng Đội Cảnh sát ma túy, Công an huyện Mai Sơn,",
    ", người dân tộc Thái,",
    ", người đã cứu 3 cháu bé,",
    ", lái xe ôm,",
]


@pytest.mark.parametrize("said", SAID)
def test_two_people_are_two_whatever_is_said_of_them(said: str) -> None:
    for place, other in enumerate(SAID):
        one, two = PEOPLE[place % len(PEOPLE)], PEOPLE[(place + 1) % len(PEOPLE)]
        names = f"{one}{said} và {two}{other}"
        for text in (
            f"Sáng 12/8, {names} được UBND tỉnh tặng Bằng khen.",
            f"UBND tỉnh đã tặng Bằng khen cho {names.rstrip(',')} vì hành động dũng cảm.",
        ):
            records = [(a.form, a.authority, a.recipient, a.count) for a in extract(text).awards]
            assert records == [("bang-khen", ("ubnd-tinh",), "ca-nhan", 2)], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh tặng Bằng khen cho anh Cà Văn Biên, 3 cán bộ Công an xã và chị Quàng Thị Mai.", 5),
        ("Anh Cà Văn Biên, người đã cứu 3 cháu bé; chị Quàng Thị Mai, lái xe ôm và ông Lò Văn Panh được UBND tỉnh tặng Bằng khen.", 3),
    ],
)  # fmt: skip
def test_who_is_counted_beside_them_is_rewarded_too(text: str, expected: int) -> None:
    assert sum(a.count or 0 for a in extract(text).awards) == expected
