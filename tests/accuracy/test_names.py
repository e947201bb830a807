"""Whatever the place, department or person is called, the sentence around it is read alike.

Names hold words of the rules («Hai Bà Trưng», «Yên Lập được tặng», «Đỗ Văn Đạt được tặng»), so each name that we know
goes through the same few sentences.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from thidua.extraction import extract_article
from thidua.records import Article
from thidua.registry import Registry
from thidua.rules import RuleSet, load_rules

Expected = tuple[str, tuple[str, ...], str, int]

FAMILY = ("Nguyễn Văn", "Trần Thị", "Lê Đình", "Đỗ Anh", "Lò Văn")
GIVEN = [
    "An",
    "Anh",
    "Ba",
    "Bảy",
    "Bắc",
    "Bình",
    "Chiến",
    "Chính",
    "Chương",
    "Công",
    "Cường",
    "Danh",
    "Dũng",
    "Đại",
    "Đạt",
    "Đồng",
    "Đức",
    "Giang",
    "Giáp",
    "Hai",
    "Hạnh",
    "Hòa",
    "Hội",
    "Huân",
    "Hùng",
    "Hương",
    "Khen",
    "Khoa",
    "Lan",
    "Lập",
    "Lợi",
    "Lực",
    "Mạnh",
    "Minh",
    "Mười",
    "Nam",
    "Năm",
    "Nga",
    "Ngọc",
    "Nguyên",
    "Nhàn",
    "Nhật",
    "Nhất",
    "Nhì",
    "Phong",
    "Phòng",
    "Phú",
    "Phúc",
    "Quân",
    "Quốc",
    "Quyết",
    "Sang",
    "Sáng",
    "Sáu",
    "Sơn",
    "Tài",
    "Tám",
    "Tân",
    "Tập",
    "Thắng",
    "Thành",
    "Thi",
    "Thu",
    "Thượng",
    "Thưởng",
    "Tiến",
    "Tín",
    "Toàn",
    "Trí",
    "Trung",
    "Trường",
    "Tú",
    "Tư",
    "Tướng",
    "Tuyên",
    "Tùng",
    "Úy",
    "Vinh",
    "Việt",
    "Xuân",
    "Yên",
]


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules()


@pytest.fixture(scope="module")
def registry(rules: RuleSet) -> Registry:
    return rules.registry


def wrong(rules: RuleSet, cases: Iterable[tuple[str, Expected]]) -> list[str]:
    """Return the sentences that give another record than the one expected."""
    found = []
    for text, expected in cases:
        awards = extract_article(Article(id="a", text=text), rules).awards
        if [(award.form, award.authority, award.recipient, award.count) for award in awards] != [expected]:
            found.append(text)
    return found


def test_provinces(rules: RuleSet, registry: Registry) -> None:
    names = {f"{one.kind} {one.name}" for one in registry.provinces.values() if one.kind == "tỉnh"}
    cases: list[tuple[str, Expected]] = []
    for name in sorted(names):
        cases += [
            (f"Giám đốc Công an {name} tặng Giấy khen cho 3 tập thể.", ("giay-khen", ("cong-an-tinh",), "tap-the", 3)),
            (f"UBND {name} tặng Bằng khen cho 4 cá nhân.", ("bang-khen", ("ubnd-tinh",), "ca-nhan", 4)),
            (f"Công an {name} được Bộ Công an tặng Cờ thi đua.", ("co-thi-dua", ("bo-cong-an",), "tap-the", 1)),
        ]
    assert len(names) > 50
    assert wrong(rules, cases) == []


def test_districts(rules: RuleSet, registry: Registry) -> None:
    names = {f"{one.kind} {one.name}" for one in registry.districts if one.kind in ("quận", "huyện", "thị xã")}
    cases: list[tuple[str, Expected]] = []
    for name in sorted(names):
        cases += [
            (f"Trưởng Công an {name} tặng Giấy khen cho 3 tập thể.", ("giay-khen", ("cong-an-huyen",), "tap-the", 3)),
            (f"Công an {name} được UBND tỉnh tặng Bằng khen.", ("bang-khen", ("ubnd-tinh",), "tap-the", 1)),
        ]
    assert len(names) > 500
    assert wrong(rules, cases) == []


def test_people(rules: RuleSet) -> None:
    cases: list[tuple[str, Expected]] = []
    for place, given in enumerate(GIVEN):
        name = f"{FAMILY[place % len(FAMILY)]} {given}"
        expected = ("giay-khen", ("cong-an-tinh",), "ca-nhan", 1)
        cases += [
            (f"Đại úy {name} được Giám đốc Công an tỉnh tặng Giấy khen.", expected),
            (f"Công an tỉnh tặng Giấy khen cho ông {name} vì đã giúp bắt cướp.", expected),
            (f"Đại tá {name}, Phó Giám đốc Công an tỉnh, trao Giấy khen cho một cá nhân.", expected),
        ]
    assert wrong(rules, cases) == []
