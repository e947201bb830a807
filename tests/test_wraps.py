"""Line breaks inside a sentence end none; those of titles, lists and paragraphs do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua import extract
from thidua.extraction import extract_article, extract_awards
from thidua.records import Article
from thidua.rules import load_rules
from thidua.wraps import unwrapped


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Giám đốc Công an tỉnh tặng Giấy khen cho 7 tập\nthể.", "Giám đốc Công an tỉnh tặng Giấy khen cho 7 tập thể."),
        ("Bộ Công an tặng Bằng khen cho 8 tập thể,\n19 cá nhân.", "Bộ Công an tặng Bằng khen cho 8 tập thể, 19 cá nhân."),
        ("Khen thưởng lực lượng Công an tỉnh\nSáng nay, Bộ Công an khen thưởng.", "Khen thưởng lực lượng Công an tỉnh\nSáng nay, Bộ Công an khen thưởng."),
        ("Thi đua\n\nPhong trào thi đua của Công an tỉnh\nLai Châu năm qua có nhiều chuyển\nbiến.", "Thi đua\n\nPhong trào thi đua của Công an tỉnh Lai Châu năm qua có nhiều chuyển biến."),
        ("Các đơn vị được khen thưởng gồm:\ncông an xã Mường Kim", "Các đơn vị được khen thưởng gồm:\ncông an xã Mường Kim"),
        ("Danh sách khen thưởng năm 2021\n1. Công an xã Mường Kim", "Danh sách khen thưởng năm 2021\n1. Công an xã Mường Kim"),
        ("Lãnh đạo Công an tỉnh trao Giấy khen\nảnh: Hà Vũ", "Lãnh đạo Công an tỉnh trao Giấy khen\nảnh: Hà Vũ"),
        ("- Thượng tá Lê Văn Ba, Trưởng Công an huyện\nIII. Giấy khen của Công an tỉnh", "- Thượng tá Lê Văn Ba, Trưởng Công an huyện\nIII. Giấy khen của Công an tỉnh"),
        ("- Thượng tá Lê Văn Ba, Trưởng Công an huyện\nBằng khen của UBND tỉnh", "- Thượng tá Lê Văn Ba, Trưởng Công an huyện\nBằng khen của UBND tỉnh"),
        ("Ngắn quá\nnên không nối.", "Ngắn quá\nnên không nối."),
        ("Công an tỉnh khen thưởng\n\n12 tập thể được tặng Giấy khen.", "Công an tỉnh khen thưởng\n\n12 tập thể được tặng Giấy khen."),
    ],
)  # fmt: skip
def test_breaks(raw: str, expected: str) -> None:
    assert unwrapped(raw) == expected


@given(st.text(alphabet="Công an tỉnh, 12.\nvà:", max_size=120))
def test_nothing_but_line_breaks_changes_and_no_offset(raw: str) -> None:
    found = unwrapped(raw)
    assert len(found) == len(raw)
    assert all(new == old or (old, new) == ("\n", " ") for old, new in zip(raw, found, strict=True))


WRAPPED = (
    "Năm 2017, toàn lực lượng có 74 tập\nthể và 290 cá nhân được khen thưởng, trong\nđó Bộ Công an tặng Bằng\n"
    "khen 9 tập thể, 21 cá nhân."
)


def test_figures_of_broken_lines_quote_the_text_as_it_is() -> None:
    awards = extract(WRAPPED).awards
    assert [(a.form, a.recipient, a.count, a.role) for a in awards] == [
        ("khen-thuong", "tap-the", 74, "total"), ("khen-thuong", "ca-nhan", 290, "total"),
        ("bang-khen", "tap-the", 9, "part"), ("bang-khen", "ca-nhan", 21, "part"),
    ]  # fmt: skip
    assert all(e.quote == WRAPPED[e.start : e.end] for a in awards for e in a.evidence)


@pytest.mark.parametrize("text", [WRAPPED, "Thủ tướng Chính phủ đã tặng Bằng\nkhen cho Công an tỉnh.", "Đội bóng đoạt Huy\nchương\nVàng ở hội thao toàn lực lượng."])  # fmt: skip
def test_the_gate_looks_across_lines(text: str) -> None:
    rules = load_rules()
    rules.gate.prepare()
    article = Article(id="x", text=text)
    whole = extract_article(article, rules)
    assert extract_awards(article, rules) == (whole if whole.awards else None)


def test_the_rows_of_a_table_are_no_broken_lines() -> None:
    text = "STT | Đơn vị | Hình thức khen thưởng\n1 | Phòng Hồ sơ | Giấy khen của Giám đốc Công an tỉnh\n2 | Phòng Tham mưu | Giấy khen"
    assert unwrapped(text) == text
