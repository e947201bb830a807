"""Whose recipients they are: named, pointed at, carried on, or those of the body whose year is reviewed."""

from __future__ import annotations

import pytest

from thidua import extract


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("UBND tỉnh tặng Bằng khen cho 3 tập thể, 8 cá nhân của Công an thị xã Sa Pa.", ["Công an thị xã Sa Pa"] * 2),
        ("Bộ Công an tặng Bằng khen cho 2 tập thể thuộc Công an tỉnh Hà Nam.", ["Công an tỉnh Hà Nam"]),
        ("Phòng Hậu cần có 4 cá nhân được Giám đốc Công an tỉnh tặng Giấy khen.", ["Phòng Hậu cần"]),
        (
            "Trại giam Phú Cường kỷ niệm 30 năm. Dịp này, trại được tặng Huân chương Chiến công hạng Ba.",
            ["Trại giam Phú Cường"],
        ),
        (
            "Sáng 20-12, Công an huyện Thanh Liêm tổng kết công tác năm 2017. Có 6 tập thể được UBND huyện khen thưởng.",
            ["Công an huyện Thanh Liêm"],
        ),
        ("UBND tỉnh tặng Bằng khen cho 3 tập thể.", [None]),
        (
            "Bộ tặng Bằng khen cho 9 tập thể, cá nhân. Cụ thể: 2 cá nhân thuộc Cục Hậu cần; 3 tập thể và 4 cá nhân thuộc Cục Y tế.",
            [None, "Cục Hậu cần", "Cục Y tế", "Cục Y tế"],
        ),
        ("Bằng khen của Bộ Công an có 9 tập thể, 24 cá nhân.", [None] * 2),
        ("Bộ Công an và UBND tỉnh lần lượt tặng 16 và 22 Bằng khen.", [None] * 2),
        (  # whose news that is, not whose people
            "Cục Quản lý chất lượng, bộ Giáo dục và Đào tạo tổng kết kỳ thi năm 2019. Theo đó, 4 thí sinh đoạt huy chương Vàng.",
            [None],
        ),
        (
            "Đoàn Công an tỉnh Hòa Bình giành 9 HCV, 4 HCB; đoàn Hua Cang (6 HCV, 5 HCB) xếp Nhì.",
            [*["Đoàn Công an tỉnh Hòa Bình"] * 2, None, None],
        ),
        (
            "Bộ Công an tặng Bằng khen cho Phòng Hậu cần và 3 cá nhân. Ngoài ra, Giám đốc Công an tỉnh khen thưởng 14 tập thể.",
            ["Phòng Hậu cần", "Phòng Hậu cần", None],
        ),
        (
            "Cờ thi đua của Chính phủ tặng Phòng Hậu cần; Bằng khen của Thủ tướng Chính phủ tặng 3 tập thể, 8 cá nhân.",
            ["Phòng Hậu cần", None, None],
        ),
        (
            "Trung ương Đoàn tặng Bằng khen cho Đoàn Thanh niên Công an tỉnh; Tỉnh đoàn tặng Bằng khen cho 5 chi đoàn.",
            ["Đoàn Thanh niên Công an tỉnh"] * 2,
        ),
        (
            "Công an huyện Thanh Liêm được tặng Cờ thi đua. Ngoài ra, đơn vị có 3 tập thể được UBND tỉnh tặng Bằng khen.",
            ["Công an huyện Thanh Liêm"] * 2,
        ),
        (  # a grantor is nobody's unit, however far its verb stands
            "Chủ tịch UBND tỉnh Sơn La đã ký quyết định 12/QĐ-UBND ngày 8/11 công nhận 46 giải pháp đạt giải, gồm 2 giải Nhất, 5 giải Nhì.",
            [None] * 3,
        ),
        ("Công an tỉnh Sơn La có 46 giải pháp đạt giải, gồm 2 giải Nhất.", ["Công an tỉnh Sơn La"] * 2),
        ("UBND tỉnh Sơn La tổ chức lễ, Công an tỉnh trao 5 Giấy khen.", [None]),
    ],
)
def test_recipient_unit(text: str, units: list[str | None]) -> None:
    found = extract(text).awards
    assert [award.recipient_unit for award in found] == units
    for award in found:
        if award.recipient_unit is not None:
            place = award.fields["recipient_unit"]
            assert place.start is not None
            assert text[place.start : place.end] == place.quote == award.recipient_unit


def test_the_full_name_as_of_the_day() -> None:
    text = "Cảnh sát giao thông được khen. Ngày 5-8-2016, Công an tỉnh Hòa Bình cho biết PC45 được Bộ Công an tặng Bằng khen."
    assert [award.recipient_unit_full for award in extract(text).awards] == ["Phòng Cảnh sát hình sự"]


def test_named_people_have_rank_post_and_unit() -> None:
    text = "UBND tỉnh tặng Bằng khen cho Thượng tá Lê Hữu Phát, Trưởng phòng Cảnh sát kinh tế, Công an tỉnh Long An."
    (award,) = extract(text).awards
    (person,) = award.recipients
    assert (person.name, person.rank) == ("Lê Hữu Phát", "Thượng tá")
    assert person.position is not None
    assert person.position.startswith("Trưởng phòng Cảnh sát kinh tế")
    assert award.count == 1
