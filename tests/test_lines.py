"""Recipients who are named below or behind their award: line by line under a colon, or sentence by sentence."""

from __future__ import annotations

import pytest

from thidua import extract

HEAD = "UBND tỉnh tặng Bằng khen cho các đồng chí:\n"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("- Trung tá Lê Văn Khải, Đội trưởng;\n- Đại úy Hồ Thị Mến, cán bộ.", ["Lê Văn Khải", "Hồ Thị Mến"]),
        ("Trung tá Lê Văn Khải\nĐại úy Hồ Thị Mến\nCả hai còn trẻ.", ["Lê Văn Khải", "Hồ Thị Mến"]),
        ("1. Trung tá Lê Văn Khải. Anh quê Nam Định.\n2. Đại úy Hồ Thị Mến.", ["Lê Văn Khải", "Hồ Thị Mến"]),
    ],
)
def test_each_line_names_a_recipient(lines: str, names: list[str]) -> None:
    award = extract(HEAD + lines).awards[0]
    assert (award.recipient, award.count) == ("ca-nhan", len(names))
    assert [recipient.name for recipient in award.recipients] == names
    raw = HEAD + lines
    assert all(raw[r.start : r.end].endswith(r.name) for r in award.recipients)


def test_units_too() -> None:
    text = "Bộ Công an tặng Bằng khen cho:\n- Phòng Cảnh sát hình sự;\n- Công an huyện Mai Sơn;\n- Phòng Hậu cần."
    award = extract(text).awards[0]
    assert (award.form, award.recipient, award.count) == ("bang-khen", "tap-the", 3)


def test_units_and_people_in_one_list() -> None:
    text = (
        "Giám đốc Công an tỉnh ký quyết định tặng Giấy khen cho:\n- Tập thể Công an phường Quyết Tâm;\n"
        "- Thượng úy Lò Văn Inh, tiểu đội trưởng;\n- Ông Tạ Văn Mão, lái xe cẩu."
    )
    assert [(award.recipient, award.count) for award in extract(text).awards] == [("tap-the", 1), ("ca-nhan", 2)]


@pytest.mark.parametrize(
    "head",
    [
        "Năm 2022, Công an tỉnh có các tập thể, cá nhân được khen thưởng, cụ thể:",
        "Kết quả, toàn lực lượng được khen thưởng gồm:",
        "Các hình thức khen thưởng:",
        "",
    ],
)
@pytest.mark.parametrize("bullet", ["- ", "* ", "+ ", "1. ", ""])
def test_lines_that_tell_awards_of_their_own(head: str, bullet: str) -> None:
    lines = ["Bộ Công an tặng Cờ thi đua: 28 tập thể;", "UBND tỉnh tặng Bằng khen cho 4 tập thể, 18 cá nhân."]
    text = "\n".join([head, *(bullet + line for line in lines)]).strip()
    found = [(award.form, award.recipient, award.count) for award in extract(text).awards if award.count is not None]
    assert found == [("co-thi-dua", "tap-the", 28), ("bang-khen", "tap-the", 4), ("bang-khen", "ca-nhan", 18)]


def test_what_no_list_follows_is_read_as_before() -> None:
    text = "UBND tỉnh tặng Bằng khen cho các đồng chí:\nĐơn vị còn nhiều việc phải làm trong năm tới."
    assert [award.count for award in extract(text).awards] == [None]


def test_holders_named_one_by_one_are_the_recipients_of_their_number() -> None:
    text = (
        "Trung ương Đoàn trao Huy hiệu “Tuổi trẻ dũng cảm” cho 2 cán bộ. Cụ thể, trao Huy hiệu “Tuổi trẻ dũng cảm” cho "
        "Trung úy Lê Hữu Khang, cán bộ Công an xã Tân Lập; trao Huy hiệu “Tuổi trẻ dũng cảm” cho Đại úy Đỗ Văn Nghiêm."
    )
    (award,) = extract(text).awards
    assert (award.count, len(award.evidence)) == (2, 3)
    assert [(r.rank, r.name) for r in award.recipients] == [("Trung úy", "Lê Hữu Khang"), ("Đại úy", "Đỗ Văn Nghiêm")]
    assert [text[r.start : r.end].split(",")[0] for r in award.recipients] == [
        "Trung úy Lê Hữu Khang",
        "Đại úy Đỗ Văn Nghiêm",
    ]
