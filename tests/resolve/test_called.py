"""A badge that is called by its noun alone is the one named before; captions and bare nouns tell nothing new."""

from __future__ import annotations

import pytest

from thidua import extract

NAMED = "Trung ương Đoàn trao Huy hiệu “Tuổi trẻ dũng cảm” cho hai chiến sĩ Lý Phú Hải, Trần Đức Hạnh."


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("Anh Lê Hoàng Nhân được truy tặng Huy hiệu.", ("Tuổi trẻ dũng cảm", ("doan-the",))),
        ("Anh Lê Hoàng Nhân được tặng Kỷ niệm chương.", (None, ())),
        ("Anh Lê Hoàng Nhân được tặng Huy hiệu danh giá “Vì thế hệ trẻ”.", (None, ())),
        ("Anh Lê Hoàng Nhân nhận Huy hiệu 30 năm tuổi Đảng.", ("30 năm tuổi Đảng", ())),
        ("Tỉnh ủy tặng anh Lê Hoàng Nhân Huy hiệu 40 năm tuổi Đảng. Bà Hà Thị Sen được truy tặng Huy hiệu.", (None, ())),
    ],
)  # fmt: skip
def test_a_badge_by_its_noun(behind: str, expected: tuple[str | None, tuple[str, ...]]) -> None:
    last = extract(f"{NAMED} {behind}").awards[-1]
    assert (last.form, last.name, last.authority, last.count) == ("ky-niem-chuong", *expected, 1)


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("Thứ trưởng đã trao Huân chương này cho gia đình Đại úy Lò Văn Inh.", ("Dũng cảm", None)),
        ("Chủ tịch nước tặng Huân chương cao quý này cho 2 chiến sĩ.", ("Dũng cảm", None)),
        ("Chủ tịch nước tặng Huân chương cho 2 chiến sĩ.", (None, None)),
    ],
)
def test_an_order_that_is_only_pointed_to(behind: str, expected: tuple[str | None, int | None]) -> None:
    ahead = "Huân chương Chiến công hạng Ba đã có từ lâu. Huân chương Dũng cảm thưởng người không tiếc thân mình."
    (found,) = extract(f"{ahead} {behind}").awards
    assert (found.form, found.name, found.class_) == ("huan-chuong", *expected)


@pytest.mark.parametrize("caption", ["Lãnh đạo Công an tỉnh trao Giấy khen cho ba người dân. Ảnh: T.H.", "Trao Giấy khen cho hai học sinh. Ảnh: T.H."])  # fmt: skip
def test_a_caption_shows_some_of_those_rewarded(caption: str) -> None:
    body = "Ngày 14/9, Giấy khen của Giám đốc Công an tỉnh được trao cho Thiếu tá Lò Chí Dũng và ba người dân đã bắt kẻ trộm."
    found = extract(f"Khen những người bắt trộm\n\n{body}\n\n{caption}").awards
    assert [(a.authority, a.recipient, a.count) for a in found] == [(("cong-an-tinh",), "ca-nhan", 4)]
