"""The results of a contest in one sentence: each prize goes to its winners, however one is told behind the other."""

from __future__ import annotations

import pytest

from thidua import extract

TEAMS = [
    "Công an huyện Mai Sơn",
    "đội Công an tỉnh Sơn La",
    "đoàn Gia Lai",
    "Phòng Cảnh sát cơ động",
    "đoàn Công an tỉnh Kon Tum",
    "Trại giam Nà Tấu",
    "đội tuyển Công an tỉnh Lào Cai",
    "Công an phường Chiềng Lề",
]
PEOPLE = [
    "Đại úy Lò Văn Páo",
    "thí sinh Hoàng Minh Châu",
    "đồng chí Trần Thị Hà",
    "chiến sĩ Nguyễn Văn Tú",
    "vận động viên Đỗ Thị Hoa",
]
# how one winner of a prize is told, and two of them
ONE = [
    "{prize} thuộc về {who}",
    "{prize} được trao cho {who}",
    "{prize} là {who}",
    "{who} giành {prize}",
    "{who} nhận {prize}",
]
TWO = [
    "{prize} thuộc về {who}",
    "{who} cùng nhận {prize}",
    "{who} đồng {prize}",
    "{who} đoạt {prize}",
    "{prize} là {who}",
]
JOINTS = [", ", "; ", ", còn "]


def results(text: str) -> list[tuple[int | None, str, int | None]]:
    """Return class, kind of winner and count of the prizes of a text."""
    return sorted((a.class_ or 0, a.recipient, a.count) for a in extract(text).awards if a.form == "giai-thuong")


@pytest.mark.parametrize("names", [TEAMS, PEOPLE], ids=["teams", "people"])
@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("first", ONE)
def test_one_wins_and_two_share(first: str, joint: str, names: list[str]) -> None:
    kind = "tap-the" if names is TEAMS else "ca-nhan"
    for second in TWO:
        for at in range(len(names)):
            one, *two = (names[(at + step) % len(names)] for step in range(3))
            told = (
                first.format(prize="giải Nhất", who=one) + joint + second.format(prize="giải Nhì", who=" và ".join(two))
            )
            text = f"Kết quả, {told}."
            assert results(text) == [(1, kind, 1), (2, kind, 2)], text


@pytest.mark.parametrize("second", TWO)
def test_two_teams_that_are_counted_and_named(second: str) -> None:
    who = "hai đơn vị Công an huyện Mai Sơn và Trại giam Nà Tấu"
    text = f"Chung cuộc, giải Nhất thuộc về Phòng Cảnh sát cơ động, {second.format(prize='giải Nhì', who=who)}."
    assert results(text) == [(1, "tap-the", 1), (2, "tap-the", 2)]


def test_a_list_of_winners_stays_one() -> None:
    text = "Giải Ba thuộc về Công an huyện Mai Sơn, Trại giam Nà Tấu và Phòng Cảnh sát cơ động."
    assert results(text) == [(3, "tap-the", 3)]
