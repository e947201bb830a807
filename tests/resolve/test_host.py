"""Praise that nobody is told to give is that of whoever held the ceremony."""

from __future__ import annotations

import pytest

from thidua import extract

TOLD = "Tại buổi lễ, 27 thanh niên được vinh danh."


@pytest.mark.parametrize(
    ("held", "codes"),
    [
        ("Sáng 11/3, Công an tỉnh Hòa Bình tổ chức tuyên dương các gương mặt trẻ tiêu biểu.", ("cong-an-tinh",)),
        ("Công an tỉnh Hòa Bình vừa tổ chức lễ biểu dương thanh niên tiên tiến năm 2021.", ("cong-an-tinh",)),
        ("Tin từ Công an tỉnh Hòa Bình cho biết đơn vị đã tổ chức tuyên dương thanh niên.", ("cong-an-tinh",)),
        (
            "Công an tỉnh phối hợp với Tỉnh đoàn tổ chức hội nghị tôn vinh thanh niên tiêu biểu.",
            ("cong-an-tinh", "doan-the"),
        ),
        ("Công an tỉnh Hòa Bình tổ chức hội nghị sơ kết công tác quý I.", ()),
        ("Dự lễ có lãnh đạo Công an tỉnh; lễ do nhà trường tổ chức, biểu dương thanh niên.", ()),
        (
            "Công an tỉnh tổ chức lễ tuyên dương thanh niên. Tỉnh đoàn cũng tổ chức lễ tuyên dương thanh niên.",
            (),
        ),  # either
    ],
)
def test_whose_praise_it_is(held: str, codes: tuple[str, ...]) -> None:
    assert [award.authority for award in extract(f"{held} {TOLD}").awards] == [codes]


def test_its_field_opens_the_sentence_that_tells_it() -> None:
    (award,) = extract(f"Sáng 11/3, Công an tỉnh Hòa Bình tổ chức tuyên dương thanh niên. {TOLD}").awards
    assert award.fields["authority"].quote == "Công an tỉnh Hòa Bình"


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("Huyện đoàn tuyên dương 27 thanh niên.", ("doan-the",)),  # says who praises
        ("27 thanh niên được khen thưởng.", ()),  # a reward is granted by others, too
    ],
)
def test_what_is_not_of_the_host(told: str, codes: tuple[str, ...]) -> None:
    held = "Sáng 11/3, Công an tỉnh Hòa Bình tổ chức tuyên dương các gương mặt trẻ tiêu biểu."
    assert extract(f"{held} {told}").awards[-1].authority == codes
