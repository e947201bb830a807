"""Tables: lines of an award with a number for each kind of recipients that the head names."""

from __future__ import annotations

import pytest

from thidua import extract

HEAD = "Kết quả khen thưởng năm 2021\n\n"


def records(text: str) -> list[tuple[str, tuple[str, ...], str, int | None]]:
    return [(a.form, a.authority, a.recipient, a.count) for a in extract(text).awards]


@pytest.mark.parametrize("gap", [" ", " | ", "\t"])
def test_each_number_is_one_of_its_column(gap: str) -> None:
    rows = [
        ("Hình thức", "Tập thể", "Cá nhân"), ("Bằng khen của Bộ Công an", "11", "27"), ("Cờ thi đua của Bộ Công an", "2", "-"),
        ("Giấy khen của Giám đốc Công an tỉnh", "64", "1.305"),
    ]  # fmt: skip
    text = HEAD + "\n".join(gap.join(row) for row in rows) + "\n\nHội nghị bế mạc."
    assert records(text) == [
        ("bang-khen", ("bo-cong-an",), "tap-the", 11), ("bang-khen", ("bo-cong-an",), "ca-nhan", 27),
        ("co-thi-dua", ("bo-cong-an",), "tap-the", 2),
        ("giay-khen", ("cong-an-tinh",), "tap-the", 64), ("giay-khen", ("cong-an-tinh",), "ca-nhan", 1305),
    ]  # fmt: skip
    for award in extract(text).awards:
        assert award.fields["count"].quote in ("11", "27", "2", "64", "1.305")
        assert all(text[e.start : e.end] == e.quote for e in award.evidence)


def test_a_column_of_grantors() -> None:
    text = (
        HEAD
        + "STT | Hình thức | Cơ quan khen | Tập thể | Cá nhân\n1 | Bằng khen | UBND tỉnh | 3 | 4\n2 | Giấy khen | UBND huyện | 11 | -"
    )
    assert records(text) == [
        ("bang-khen", ("ubnd-tinh",), "tap-the", 3), ("bang-khen", ("ubnd-tinh",), "ca-nhan", 4),
        ("giay-khen", ("ubnd-huyen",), "tap-the", 11),
    ]  # fmt: skip


def test_a_body_does_not_run_on_into_a_number() -> None:
    text = (
        HEAD
        + "Hình thức\tTập thể\tCá nhân\nBằng khen của UBND tỉnh\t6\t15\nGiấy khen của Chủ tịch UBND thành phố\t31\t-"
    )
    assert records(text) == [
        ("bang-khen", ("ubnd-tinh",), "tap-the", 6), ("bang-khen", ("ubnd-tinh",), "ca-nhan", 15),
        ("giay-khen", ("ubnd-huyen",), "tap-the", 31),
    ]  # fmt: skip


def test_titles_behind_a_number_of_the_line() -> None:
    text = HEAD + "STT Danh hiệu Tập thể Cá nhân\n1 Đơn vị Quyết thắng 7 0\n2 Chiến sĩ tiên tiến 0 218\nTổng cộng 7 218"
    assert records(text) == [("danh-hieu-thi-dua", (), "tap-the", 7), ("danh-hieu-thi-dua", (), "ca-nhan", 218)]


@pytest.mark.parametrize(
    "row",
    [
        "Bằng khen của Bộ Công an 11",
        "Bằng khen của Bộ Công an 11 27 38",
        "Huân chương Chiến công hạng 3 1 2",
        "Vụ án đã phá 11 27",
    ],
)
def test_a_line_of_another_shape_is_left_alone(row: str) -> None:
    assert records(f"{HEAD}Hình thức Tập thể Cá nhân\n{row}") == []


def test_lines_without_a_head_are_no_table() -> None:
    assert records(f"{HEAD}Bằng khen của Bộ Công an 11 27") == []


def test_a_sentence_below_a_table_is_none_of_it() -> None:
    text = f"{HEAD}Hình thức Tập thể Cá nhân\nBằng khen của Bộ Công an 11 27\nHội nghị bế mạc.\nGiấy khen của Công an tỉnh 3 4"
    assert [count for *_, count in records(text)] == [11, 27]


LISTED = {
    "below a kind": "* Tập thể:\n- Bằng khen của Bộ Công an: 3\n- Giấy khen của Giám đốc Công an tỉnh: 12\n* Cá nhân:\n"
    "- Bằng khen của Bộ Công an: 5\n- Giấy khen của Giám đốc Công an tỉnh: 40",
    "kinds below an award": "Bằng khen của Bộ Công an:\n- Tập thể: 3\n- Cá nhân: 5\nGiấy khen của Giám đốc Công an tỉnh:\n"
    "- Tập thể: 12\n- Cá nhân: 40.",
    "numbered kinds below an award": "Bằng khen của Bộ Công an:\n1. Tập thể: 3\n2. Cá nhân: 5\nGiấy khen của Giám đốc Công an tỉnh:\n"
    "1. Tập thể: 12\n2. Cá nhân: 40",
    "kinds with nouns below an award": "a) Bằng khen của Bộ Công an\n- Tập thể: 03 đơn vị;\n- Cá nhân: 05 đồng chí.\n"
    "b) Giấy khen của Giám đốc Công an tỉnh\n- Tập thể: 12 đơn vị;\n- Cá nhân: 40 đồng chí.",
    "a kind ahead": "- Tập thể: 3 Bằng khen của Bộ Công an, 12 Giấy khen của Giám đốc Công an tỉnh.\n"
    "- Cá nhân: 5 Bằng khen của Bộ Công an, 40 Giấy khen của Giám đốc Công an tỉnh.",
    "a dash": "Bằng khen của Bộ Công an - 3 tập thể, 5 cá nhân\nGiấy khen của Giám đốc Công an tỉnh - 12 tập thể, 40 cá nhân",
    "numbered, with notes": "STT | Hình thức khen thưởng | Tập thể | Cá nhân | Ghi chú\n1 | Bằng khen của Bộ Công an | 03 | 05 |\n"
    "2 | Giấy khen của Giám đốc Công an tỉnh | 12 | 40 |",
}


@pytest.mark.parametrize("listed", LISTED.values(), ids=LISTED)
def test_kinds_told_by_lines(listed: str) -> None:
    text = f"{HEAD}Trong năm 2021, các hình thức khen thưởng gồm có:\n{listed}\n\nHội nghị bế mạc lúc 11 giờ."
    assert sorted(records(text)) == [
        ("bang-khen", ("bo-cong-an",), "ca-nhan", 5), ("bang-khen", ("bo-cong-an",), "tap-the", 3),
        ("giay-khen", ("cong-an-tinh",), "ca-nhan", 40), ("giay-khen", ("cong-an-tinh",), "tap-the", 12),
    ]  # fmt: skip
    for award in extract(text).awards:
        assert str(award.count) in award.fields["count"].quote
        assert all(text[e.start : e.end] == e.quote for e in award.evidence)


def test_a_number_below_an_award_that_is_of_no_kind_is_left_alone() -> None:
    assert records(f"{HEAD}Bằng khen của Bộ Công an:\n- Kinh phí: 3\n- Tập thể: 5") == []


def test_a_row_for_each_recipient() -> None:
    text = HEAD + (
        "STT | Họ và tên | Đơn vị | Hình thức khen thưởng\n1 | Lò Văn Tâm | Phòng Tham mưu | Huân chương Chiến công hạng Ba\n"
        "2 | Công an xã Tân Hợp | | Bằng khen của UBND tỉnh\n3 | Phòng Hồ sơ | Công an tỉnh | Giấy khen"
    )
    assert [(*record, award.recipients[0].name) for record, award in zip(records(text), extract(text).awards, strict=True)] == [
        ("huan-chuong", (), "ca-nhan", 1, "Lò Văn Tâm"),
        ("bang-khen", ("ubnd-tinh",), "tap-the", 1, "Công an xã Tân Hợp"),
        ("giay-khen", (), "tap-the", 1, "Phòng Hồ sơ"),
    ]  # fmt: skip


def test_a_line_for_each_recipient() -> None:
    text = HEAD + (
        "Danh sách được khen:\n1. Phòng Hồ sơ: Cờ thi đua của Chính phủ\n2. Công an huyện Tủa Chùa: Cờ thi đua của Bộ Công an\n"
        "3. Thiếu tá Vàng A Di, Đội An ninh: Bằng khen của Bộ Công an\n4. Tổng cục Hải quan: Giấy khen - 3 cá nhân"
    )
    assert records(text)[:3] == [
        ("co-thi-dua", ("thu-tuong",), "tap-the", 1), ("co-thi-dua", ("bo-cong-an",), "tap-the", 1),
        ("bang-khen", ("bo-cong-an",), "ca-nhan", 1),
    ]  # fmt: skip
    assert all("Hải quan" not in named.name for award in extract(text).awards for named in award.recipients)
