"""People with a rank: what no rule of `rules/ranks.yaml` shows, a rank behind a name and one that several share."""

from __future__ import annotations

import pytest

from thidua import extract
from thidua.mentions import rank
from thidua.offsets import normalise
from thidua.ranks import OTHER_RANKS, RANKS
from thidua.rules import load_rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anh Trần Văn Sơn (Thượng uý, cán bộ Công an xã)", ["Thượng úy | Trần Văn Sơn"]),
        ("Liệt sĩ Lò Văn Ban, Thượng tá Công an nhân dân, Đội trưởng", ["Thượng tá | Lò Văn Ban"]),
        ("đồng chí Lê Đình Hải, Đại úy, Đội trưởng", ["Đại úy | Lê Đình Hải"]),
        ("Ông Lê Đình Hải, Đại tá Trần Văn Sơn dự lễ", [" | Lê Đình Hải", "Đại tá | Trần Văn Sơn"]),
        ("Trung úy Lò Văn Ban, Vũ Minh Châu", ["Trung úy | Lò Văn Ban", "Trung úy | Vũ Minh Châu"]),
        ("hai Trung úy Lò Văn Ban và Cà Văn Pâng nhận", ["Trung úy | Lò Văn Ban", "Trung úy | Cà Văn Pâng"]),
        ("hai Trung úy Lò Văn Ban, Phòng Hậu Cần nhận", ["Trung úy | Lò Văn Ban"]),
        ("Trung úy Lò Văn Ban và Cà Văn Pâng nhận", ["Trung úy | Lò Văn Ban", " | Cà Văn Pâng"]),
        ("Trung úy Lò Văn Ban và Oong Văn Pâng nhận", ["Trung úy | Lò Văn Ban"]),  # no family name that we know
        ("Giám đốc Lê Đình Hải (quân hàm Đại tá) nói", ["Đại tá | Lê Đình Hải"]),
        ("Trung tá Trần Trung Chánh, Phó trưởng phòng", ["Trung tá | Trần Trung Chánh"]),
        ("Trung tá Trần Văn Sơn Chánh Thanh tra", ["Trung tá | Trần Văn Sơn"]),
        ("Trung tá Trần Văn Sơn Ảnh: Lê Hoa", ["Trung tá | Trần Văn Sơn"]),
    ],
)
def test_ranks(text: str, expected: list[str]) -> None:
    found = sorted(rank.find(normalise(text), load_rules()), key=lambda mention: mention.start)
    assert [str(mention.value) for mention in found] == expected


@pytest.mark.parametrize("official", [*RANKS, *OTHER_RANKS])
def test_every_official_rank_is_read_ahead_of_a_name(official: str) -> None:
    found = rank.find(normalise(f"Đội có {official} Trần Văn Sơn."), load_rules())
    assert [str(mention.value) for mention in found] == [f"{official} | Trần Văn Sơn"]


@pytest.mark.parametrize(
    ("text", "rank_", "name"),
    [
        ("Chủ tịch UBND tỉnh đã gửi thư khen đại uý Hào.", "Đại úy", "Hào"),
        ("Chủ tịch UBND tỉnh đã gửi thư khen Thượng sỹ Lực.", "Thượng sĩ", "Lực"),
    ],
)
def test_recipient_by_rank_and_given_name(text: str, rank_: str, name: str) -> None:
    ((named,),) = (award.recipients for award in extract(text).awards)
    assert (named.rank, named.name) == (rank_, name)
