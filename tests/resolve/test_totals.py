"""Totals and parts are grouped by how the text is built; without a word for it, where classes add up to a number told before."""

from __future__ import annotations

from collections import defaultdict

import pytest

from thidua.extraction import extract_article
from thidua.records import Article
from thidua.rules import load_rules


def groups(text: str) -> list[tuple[list[int | None], list[int | None], str | None]]:
    """Return each group of a text: its totals, its parts, and how they are listed."""
    found: dict[str, tuple[list[int | None], list[int | None], list[str | None]]] = defaultdict(lambda: ([], [], []))
    for award in extract_article(Article(id="a", text=text), load_rules()).awards:
        if award.group:
            totals, parts, listings = found[award.group]
            (totals if award.role == "total" else parts).append(award.count)
            if award.role == "part":
                listings.append(award.listing)
    for _, _, listings in found.values():
        assert len(set(listings)) == 1
    return [(totals, parts, listings[0]) for totals, parts, listings in found.values()]


PARTS = "Bộ Công an tặng Bằng khen cho {} tập thể; Giám đốc Công an tỉnh tặng Giấy khen cho {} tập thể"


@pytest.mark.parametrize("second", [100, 90, 300])
@pytest.mark.parametrize(
    ("text", "listing"),
    [
        ("Năm 2022, 120 tập thể được khen thưởng, gồm: " + PARTS + ".", "all"),
        ("Năm 2022, 120 tập thể được khen thưởng. Cụ thể, " + PARTS + ".", "all"),
        ("Năm 2022, 120 tập thể được khen thưởng, trong đó: " + PARTS + ".", "all"),
        ("Năm 2022, 120 tập thể được khen thưởng: " + PARTS + ".", "all"),
        ("Năm 2022, 120 tập thể được khen thưởng, trong đó " + PARTS + ".", None),
        ("Năm 2022, 120 tập thể được khen thưởng. Trong đó, " + PARTS + ".", None),
        (PARTS + ". Tổng cộng có 120 tập thể được khen thưởng.", None),
        (PARTS + ". Như vậy, tổng cộng 120 tập thể được khen thưởng.", None),
        (PARTS + ". Như vậy, có tổng cộng 120 tập thể được khen thưởng.", None),
        ("Năm 2022, 120 tập thể được khen thưởng, gồm:\n- " + PARTS.replace("; ", ";\n- ") + ".", "all"),
        ("Năm 2022, 120 tập thể được khen thưởng:\n- " + PARTS.replace("; ", ";\n- ") + ".", "all"),
        (
            "Năm 2022, 120 tập thể được khen thưởng, trong đó có {} tập thể được Bộ Công an tặng Bằng khen, {} tập thể được "
            "Giám đốc Công an tỉnh tặng Giấy khen.", "some",
        ),
        ("Công an huyện tuyên dương 120 cá nhân. Trong đó, {} cán bộ công an xã và {} quần chúng.", None),
        ("UBND tỉnh tặng Bằng khen cho 120 cá nhân, gồm {} cá nhân thuộc Phòng Tham mưu và {} cá nhân thuộc Phòng Hậu cần.", "all"),
        (
            "UBND tỉnh tặng Bằng khen cho {} tập thể, {} cá nhân. Phát biểu, Chủ tịch UBND tỉnh cảm ơn 120 tập thể, cá nhân "
            "được tôn vinh dịp này.", None,
        ),
    ],
)  # fmt: skip
def test_a_wrong_figure_does_not_dissolve_its_group(text: str, listing: str | None, second: int) -> None:
    assert groups(text.format(20, second)) == [([120], [20, second], listing)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # two totals with lists of their own
            "Năm 2022, 120 tập thể được khen thưởng, trong đó 20 tập thể được tặng Bằng khen, 100 tập thể được tặng Giấy khen; "
            "300 cá nhân được khen thưởng, trong đó 50 cá nhân được tặng Bằng khen, 250 cá nhân được tặng Giấy khen.",
            [([120], [20, 100], None), ([300], [50, 250], None)],
        ),
        (  # a list inside a list is no part of the total
            "Năm 2022, 120 tập thể được khen thưởng, gồm 20 tập thể được tặng Bằng khen, trong đó có 5 tập thể được Thủ tướng "
            "Chính phủ tặng Bằng khen, 100 tập thể được tặng Giấy khen.",
            [([120], [20, 100], "all")],
        ),
        (  # behind the comma, «có» only begins the first clause
            "12 tập thể được khen thưởng. Trong đó, có 1 tập thể được UBND tỉnh tặng Bằng khen; Giám đốc Công an tỉnh tặng Giấy "
            "khen cho 11 tập thể.",
            [([12], [1, 11], None)],
        ),
        # numbers of something else
        ("Công an huyện tuyên dương 70 cá nhân. Trong đó, 30 người bị thương khi truy bắt 4 đối tượng.", []),
        # the next paragraph is no line of the list
        (
            "Năm 2022, 120 tập thể được khen thưởng:\n- Bộ Công an tặng Bằng khen cho 20 tập thể.\nCông an tỉnh tặng Giấy khen cho "
            "9 tập thể.",
            [([120], [20], "all")],
        ),
        # «đến nay» adds up more than the sentence before
        ("UBND tỉnh tặng Bằng khen cho 5 tập thể. Đến nay, tổng cộng 1.034 tập thể đã được khen thưởng.", []),
        # two pairs: which one «dịp này» adds up cannot be told
        (
            "UBND tỉnh tặng Bằng khen cho 5 tập thể, 9 cá nhân. Công an tỉnh tặng Bằng khen cho 6 tập thể, 7 cá nhân. Có 40 tập "
            "thể, cá nhân được tôn vinh dịp này.",
            [],
        ),
    ],
)  # fmt: skip
def test_what_belongs_to_a_total(text: str, expected: list[tuple[list[int], list[int], str | None]]) -> None:
    assert groups(text) == expected


ORDERS = (
    "Chiều 15/12, Phó Chủ tịch nước trao tặng Huân chương Lao động hạng Nhất, hạng Nhì, hạng Ba của Chủ tịch nước cho 12 học sinh.\n"
    "2 học sinh nhận Huân chương Lao động hạng Nhất.\n"
    "4 học sinh nhận Huân chương Lao động hạng Nhì; {} học sinh nhận Huân chương Lao động hạng Ba."
)
TITLES = (
    "Sáng 12/1, 263 nghệ sĩ được Nhà nước phong tặng danh hiệu Nghệ sĩ Nhân dân, Nghệ sĩ Ưu tú.\n"
    "Trong đợt này, có 58 nghệ sĩ được trao tặng danh hiệu Nghệ sĩ Nhân dân và {} nghệ sĩ được trao tặng danh hiệu Nghệ sĩ Ưu tú."
)


@pytest.mark.parametrize(
    ("text", "parts", "authority"),
    [(ORDERS.format(6), [2, 4, 6], "chu-tich-nuoc"), (TITLES.format(205), [58, 205], "khac")],
)
def test_classes_told_later_are_parts(text: str, parts: list[int], authority: str) -> None:
    assert groups(text) == [([sum(parts)], parts, None)]
    assert {a.authority for a in extract_article(Article(id="a", text=text), load_rules()).awards} == {(authority,)}


@pytest.mark.parametrize("text", [ORDERS.format(7), TITLES.format(206)])
def test_classes_that_do_not_add_up_are_no_parts(text: str) -> None:
    assert groups(text) == []


def test_classes_by_another_grantor_are_no_parts() -> None:
    text = TITLES.format(205).replace("được trao tặng", "được Chủ tịch nước trao tặng")
    assert groups(text) == []


def test_a_semicolon_ends_parts_that_name_no_award() -> None:
    text = (
        "Chủ tịch UBND tỉnh tặng Bằng khen cho 9 tập thể, trong đó có 5 doanh nghiệp; Giám đốc Công an tỉnh tặng Giấy khen cho 16 "
        "tập thể, Cục Cảnh sát hình sự tặng Giấy khen cho 4 cá nhân."
    )
    assert groups(text) == [([9], [5], "some")]


@pytest.mark.parametrize("title", ["Khen thưởng 14 tập thể, cá nhân", "Huyện Bát Xát tuyên dương 14 tập thể, cá nhân"])
def test_a_title_that_adds_up_what_the_body_tells_is_their_total(title: str) -> None:
    body = "Ngày 20/7, UBND huyện Bát Xát tặng Giấy khen cho 5 tập thể và 9 cá nhân phòng, chống tội phạm."
    assert groups(f"{title}\n\n{body}\n\nHội nghị kết thúc lúc 11 giờ.") == [([14], [5, 9], None)]


REWARDED = "UBND tỉnh và Công an tỉnh khen thưởng đột xuất {} tập thể, {} cá nhân trong vụ cứu nạn.\n\nTại buổi lễ, lãnh đạo tỉnh trao Bằng khen của Chủ tịch UBND tỉnh cho 1 tập thể và 2 cá nhân; trao Giấy khen của Giám đốc Công an tỉnh cho 2 tập thể, 7 cá nhân."


@pytest.mark.parametrize(
    ("told", "found"),
    [((3, 9), [([3, 9], [1, 2, 2, 7])]), ((3, 10), []), ((4, 9), [])],
)
def test_numbers_of_both_kinds_that_all_certificates_add_up_to(told: tuple[int, int], found: list[object]) -> None:
    assert [group[:2] for group in groups(REWARDED.format(*told))] == found


def test_numbers_that_only_some_of_the_certificates_add_up_to_are_no_total() -> None:
    text = REWARDED.format(3, 9) + "\n\nUBND huyện tặng Giấy khen cho 1 tập thể."
    assert groups(text) == []
