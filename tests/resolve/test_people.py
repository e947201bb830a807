"""People with a rank: each once, with the rank that the article leaves them with."""

from __future__ import annotations

import pytest

from thidua import extract


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Đại úy Lương Công Thành và Trung úy K'Tiếu nhận Giấy khen.",
            [("Đại úy", "Lương Công Thành"), ("Trung úy", "K'Tiếu")],
        ),
        (
            "Thiếu tá Phó Thị Mây, Trưởng khoa, và Thượng úy Trần Quốc Phòng phát biểu.",
            [("Thiếu tá", "Phó Thị Mây"), ("Thượng úy", "Trần Quốc Phòng")],
        ),
        ("Trung tá Nông Thị Sim được thăng cấp bậc hàm Thượng tá.", [("Thượng tá", "Nông Thị Sim")]),
        (
            "Đại tướng Vũ Hải Long trao quyết định thăng cấp bậc hàm Trung tướng cho Thiếu tướng Hà Văn Tú.",
            [("Đại tướng", "Vũ Hải Long"), ("Trung tướng", "Hà Văn Tú")],
        ),
        ("Trung tá Vũ Hải Long công bố quyết định thăng hàm Thượng tá cho 12 đồng chí.", [("Trung tá", "Vũ Hải Long")]),
        (
            "Thượng úy Lò Văn Hặc hy sinh trong lũ. Bộ Công an truy thăng anh từ Thượng úy lên Đại úy.",
            [("Đại úy", "Lò Văn Hặc")],
        ),
        (
            "Thượng úy Lò Văn Hặc và Đại úy Hà Văn Tú hy sinh. Anh Hặc được truy thăng từ Thượng úy lên Đại úy.",
            [("Đại úy", "Lò Văn Hặc"), ("Đại úy", "Hà Văn Tú")],
        ),
        (
            "Trung tá Nông Thị Sim làm đội trưởng. Sau đó chị được thăng hàm Thượng tá.",
            [("Trung tá", "Nông Thị Sim")],  # the promotion is told in another sentence
        ),
        (
            "Đại tá Vũ Hải Long trao quyết định thăng cấp hàm từ Đại úy lên Thiếu tá cho 12 đồng chí.",
            [("Đại tá", "Vũ Hải Long")],
        ),
        ("Thiếu tá Bế Văn Sơn khen Đại úy Bế Văn Sơn.", [("Thiếu tá", "Bế Văn Sơn")]),
    ],
)
def test_people(text: str, people: list[tuple[str, str]]) -> None:
    found = extract(text).ranks
    assert [(entry.rank, entry.person) for entry in found] == people
    for entry in found:
        assert all(text[e.start : e.end] == e.quote for e in entry.evidence)


def test_the_new_rank_is_evidence() -> None:
    (entry,) = extract("Trung tá Nông Thị Sim được thăng cấp bậc hàm Thượng tá.").ranks
    assert [e.quote for e in entry.evidence] == ["Trung tá Nông Thị Sim", "Thượng tá"]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        (
            "Đại tá Lò Văn Páo, Phó Chánh Văn phòng Công an tỉnh và Đại úy Nông Chí Trung, Đội trưởng, được khen.",
            ["Phó Chánh Văn phòng Công an tỉnh", "Đội trưởng"],
        ),
        (
            "Thượng tá Hà Văn Tú, Phó Trưởng phòng Tham mưu và Hậu cần, phát biểu.",
            ["Phó Trưởng phòng Tham mưu và Hậu cần"],
        ),
        ("Thượng tá Ma Công Tuân, Trưởng Công an huyện cho rằng kết quả ấy do cả đơn vị.", ["Trưởng Công an huyện"]),
        ("Đại tá Cà Văn Lả, Trưởng phòng kể lại.", ["Trưởng phòng"]),
        ("Truy tặng liệt sĩ Thượng úy Lò Văn Panh.", [None]),
    ],
)
def test_a_position_ends_where_the_next_person_begins(text: str, positions: list[str | None]) -> None:
    assert [person.position for person in extract(text).ranks] == positions
