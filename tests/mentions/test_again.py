"""People are known again by their names alone; places, words that begin a sentence and shared names are not taken for them."""

from __future__ import annotations

import pytest

from thidua.mentions import again
from thidua.mentions.base import Mention
from thidua.mentions.rank import PersonValue
from thidua.offsets import normalise

PEOPLE = ("Phan Bá Lộc", "Dương Phúc Sinh", "Trần Hoàng Đạt", "Lê Thu Hà", "Vũ Minh Hà")


def names(*people: str) -> dict[str, str]:
    return again.full_names([Mention("rank", 0, 1, PersonValue(name), "rank.titled") for name in people])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trung ương Đoàn để Lộc được trao huy hiệu", ["Lộc"]),
        ("trao Giấy khen cho cả Sinh lẫn Đạt.", ["Sinh", "Đạt"]),
        ("Phan Bá Lộc nhận Bằng khen", ["Phan Bá Lộc"]),
        ("trao tặng anh Lộc và gia đình", ["anh Lộc"]),
        ("trao Giấy khen cho Hà.", []),  # two people have that name
        ("Đại úy Lộc 4 năm liền đạt danh hiệu", ["Đại úy Lộc"]),
        ("tại xã Lộc, hai em được khen", []),
        ("Sinh viên nhận Giấy khen", []),
        ("tặng huy hiệu cho hai em Lộc và Sinh.", []),  # the number counts them
        ("cùng lớp với Đạt, em nhận Huy chương", []),
        ("Nguyễn Thành Đạt nhận Giấy khen", []),
    ],
)
def test_people_named_again(text: str, found: list[str]) -> None:
    told = normalise(text)
    mentions = again.find(told, names(*PEOPLE), [])
    assert [told.text[one.start : one.end] for one in mentions] == found


def test_a_name_that_stands_in_another_mention_first() -> None:
    told = normalise("Đại úy Phan Bá Lộc cùng bạn bè trao quà, Lộc được trao huy hiệu.")
    other = Mention("rank", 0, 18, PersonValue("Phan Bá Lộc"), "rank.person")
    (mention,) = again.find(told, names(*PEOPLE), [other])
    assert told.text[mention.start :].startswith("Lộc được")


def test_what_is_told_already_is_not_told_again() -> None:
    told = normalise("trao cho Lộc.")
    other = Mention("unit", 9, 12, None, "unit.named")
    assert again.find(told, names(*PEOPLE), [other]) == []
