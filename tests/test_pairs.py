"""Two clauses of any two shapes, joined in any way: each award goes to its own recipients, by its own grantor."""

from __future__ import annotations

from itertools import product

import pytest

from thidua import extract

SHAPES = {
    "gives to": "{by} tặng {form} cho {to}",
    "decides": "{by} quyết định tặng {form} {to}",
    "gives them": "{by} tặng {to} {form}",
    "passive": "{to} được {by} tặng {form}",
    "passive, of": "{to} được tặng {form} của {by}",
    "receives": "{to} nhận {form} của {by}",
    "hands over": "trao {form} của {by} cho {to}",
    "rewards": "{by} khen thưởng {to}",
    "there are": "có {to} được {by} tặng {form}",
    "form first": "{form} của {by} tặng {to}",
}
JOINTS = [
    "; ", ", ", " và ", "; đồng thời, ", ". ", ". Ngoài ra, ", ". Cũng trong dịp này, ", "; còn ", ", cùng với đó, ", ". Bên cạnh đó, ",
]  # fmt: skip
# who gives, what, to whom; its form, the giver's code, and who gets how many
Told = tuple[str, str, str, str, str, list[tuple[str, int]]]
CONTENTS: dict[str, tuple[Told, Told]] = {
    "numbers": (
        ("Bộ Công an", "Bằng khen", "3 tập thể, 5 cá nhân", "bang-khen", "bo-cong-an", [("tap-the", 3), ("ca-nhan", 5)]),
        (
            "Giám đốc Công an tỉnh", "Giấy khen", "12 tập thể, 40 cá nhân", "giay-khen", "cong-an-tinh",
            [("tap-the", 12), ("ca-nhan", 40)],
        ),
    ),
    "a unit and a person": (
        (
            "Chủ tịch nước", "Huân chương Chiến công hạng Ba", "Phòng Cảnh sát hình sự", "huan-chuong", "chu-tich-nuoc",
            [("tap-the", 1)],
        ),
        ("UBND tỉnh", "Bằng khen", "Đại úy Trần Quang Hải", "bang-khen", "ubnd-tinh", [("ca-nhan", 1)]),
    ),
    "a person and a family": (
        ("UBND tỉnh", "Bằng khen", "anh Trần Quang Hải", "bang-khen", "ubnd-tinh", [("ca-nhan", 1)]),
        ("Công an huyện Mai Sơn", "Giấy khen", "gia đình ông Lò Văn Panh", "giay-khen", "cong-an-huyen", [("ho-gia-dinh", 1)]),
    ),
    "titles": (
        (
            "Bộ Công an", "danh hiệu Chiến sĩ thi đua toàn lực lượng", "3 đồng chí", "danh-hieu-thi-dua", "bo-cong-an",
            [("ca-nhan", 3)],
        ),
        (
            "Giám đốc Công an tỉnh", "danh hiệu Chiến sĩ thi đua cơ sở", "45 đồng chí", "danh-hieu-thi-dua", "cong-an-tinh",
            [("ca-nhan", 45)],
        ),
    ),
}  # fmt: skip
Record = tuple[str, str, str, int | None]


def clause(shape: str, told: Told) -> tuple[str, list[Record]]:
    """Return a clause and the records that it tells."""
    by, form, to, name, code, got = told
    name = "khen-thuong" if shape == "rewards" else name
    return SHAPES[shape].format(by=by, form=form, to=to), [(name, code, kind, count) for kind, count in got]


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize(("one", "other"), product(SHAPES, SHAPES))
def test_each_clause_has_its_own(one: str, other: str, content: str) -> None:
    (first, records), (second, more) = clause(one, CONTENTS[content][0]), clause(other, CONTENTS[content][1])
    for joint in JOINTS:
        text = f"Tại hội nghị, {first}{joint}{second[0].upper() + second[1:] if joint == '. ' else second}."
        found = sorted((a.form, ",".join(a.authority), a.recipient, a.count) for a in extract(text).awards)
        assert found == sorted(records + more), text
