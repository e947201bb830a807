"""What a unit or a person has been given in years: a row of counted awards, each with its own number and grantor."""

from __future__ import annotations

from itertools import permutations

import pytest

from thidua import extract

HOLDERS = {
    "Công an huyện Mai Sơn": "tap-the",
    "đơn vị": "tap-the",
    "Trại giam Nà Tấu": "tap-the",
    "anh": "ca-nhan",
    "Đại úy Lò Văn Sơn": "ca-nhan",
    "bà Trần Thị Mai": "ca-nhan",
}
VERBS = ["đã được tặng thưởng", "được tặng", "đã nhận", "có", "đã có", "vinh dự đón nhận", "được nhận"]
# what is told, and its form, grantors and number
AWARDS = {
    "3 Huân chương Chiến công hạng Ba": ("huan-chuong", "", 3),
    "05 Bằng khen của Bộ Công an": ("bang-khen", "bo-cong-an", 5),
    "hai Bằng khen": ("bang-khen", "", 2),
    "9 Giấy khen của Giám đốc Công an tỉnh": ("giay-khen", "cong-an-tinh", 9),
    "07 Giấy khen": ("giay-khen", "", 7),
}
OPENINGS = ["", "Với những thành tích đó, ", "Từ năm 2015 đến nay, ", "Sau 20 năm công tác, "]
JOINTS = [", ", "; "]


def told(text: str) -> list[tuple[str, str, str, int | None]]:
    return sorted((a.form, ",".join(a.authority), a.recipient, a.count) for a in extract(text).awards)


def rows() -> list[tuple[str, ...]]:
    """Return rows of two and three awards of different forms."""
    return [
        row for size in (2, 3) for row in permutations(AWARDS, size) if len({AWARDS[one][0] for one in row}) == size
    ]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("holder", HOLDERS)
def test_each_award_of_a_row_has_its_own_number_and_grantor(holder: str, verb: str) -> None:
    kind = HOLDERS[holder]
    for place, row in enumerate(rows()):
        if holder == "Công an huyện Mai Sơn" and "của" not in row[0] and verb.endswith("có"):
            continue  # «Công an huyện có 3 Bằng khen» may be those that it grants
        joint = JOINTS[place % 2]
        opening = OPENINGS[place % len(OPENINGS)]
        text = f"{opening}{holder} {verb} {joint.join(row[:-1])} và {row[-1]}."
        assert told(text) == sorted((f, by, kind, n) for f, by, n in (AWARDS[one] for one in row)), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công an huyện Mai Sơn có 9 Cờ thi đua của Bộ Công an.", [("co-thi-dua", "bo-cong-an", "tap-the", 9)]),
        ("Phòng Tham mưu có 3 Cờ thi đua và 1 Bằng khen của Bộ Công an.",
         [("bang-khen", "bo-cong-an", "tap-the", 1), ("co-thi-dua", "bo-cong-an", "tap-the", 3)]),
        ("Anh được tặng 4 Bằng khen, 6 Giấy khen của Giám đốc Công an tỉnh.",
         [("bang-khen", "", "ca-nhan", 4), ("giay-khen", "cong-an-tinh", "ca-nhan", 6)]),
        ("Ông có 5 Giấy khen và Huy chương Chiến sĩ vẻ vang hạng Ba.",
         [("giay-khen", "", "ca-nhan", 5), ("huy-chuong", "", "ca-nhan", 1)]),
    ],
)  # fmt: skip
def test_what_stands_beside_counted_awards(text: str, expected: list[tuple[str, str, str, int]]) -> None:
    assert told(text) == expected
