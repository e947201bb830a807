"""Scheme files: the shipped figures against the law's table, typed by hand here, and every mistake told."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from thidua.rulefile import RuleError, rules_dir
from thidua.scoring.engine import weight_of
from thidua.scoring.errors import PeriodError, SchemeError
from thidua.scoring.periods import parse_period
from thidua.scoring.scheme import find_scheme, nearest, schemes

from .awards import fact

A, B = find_scheme("A"), find_scheme("B")

# (form, name, class, grantor, recipient, day) → multiples of the base salary, Nghị định 152/2025 Điều 49-55.
LAW = [
    ("huan-chuong", "Sao vàng", None, "chu-tich-nuoc", "ca-nhan", None, "46"),
    ("huan-chuong", "Hồ Chí Minh", None, "chu-tich-nuoc", "ca-nhan", None, "30.5"),
    ("huan-chuong", "Độc lập", 1, "chu-tich-nuoc", "ca-nhan", None, "15"),
    ("huan-chuong", "Quân công", 2, "chu-tich-nuoc", "ca-nhan", None, "12.5"),
    ("huan-chuong", "Quân công", 3, "chu-tich-nuoc", "ca-nhan", None, "10.5"),
    ("huan-chuong", "Chiến công", 1, "chu-tich-nuoc", "ca-nhan", None, "9"),
    ("huan-chuong", "Bảo vệ Tổ quốc", 2, "chu-tich-nuoc", "ca-nhan", None, "7.5"),
    ("huan-chuong", "Lao động", 3, "chu-tich-nuoc", "ca-nhan", None, "4.5"),
    ("huan-chuong", "Chiến công", 3, "chu-tich-nuoc", "tap-the", None, "9"),
    ("huan-chuong", "Đại đoàn kết dân tộc", None, "chu-tich-nuoc", "ca-nhan", None, "7.5"),
    ("huan-chuong", "Dũng cảm", None, "chu-tich-nuoc", "ca-nhan", None, "4.5"),
    ("danh-hieu-vinh-du", "Anh hùng LLVTND", None, "chu-tich-nuoc", "tap-the", None, "31"),
    ("danh-hieu-vinh-du", "Bà mẹ Việt Nam anh hùng", None, "chu-tich-nuoc", "ca-nhan", None, "15.5"),
    ("danh-hieu-vinh-du", "Nhà giáo ưu tú", None, "chu-tich-nuoc", "ca-nhan", None, "9"),
    ("danh-hieu-thi-dua", "Chiến sĩ thi đua toàn quốc", None, "thu-tuong", "ca-nhan", None, "4.5"),
    ("danh-hieu-thi-dua", "Chiến sĩ thi đua toàn lực lượng CAND", None, "bo-cong-an", "ca-nhan", None, "3"),
    ("danh-hieu-thi-dua", "Chiến sĩ thi đua cơ sở", None, None, "ca-nhan", None, "1"),
    ("danh-hieu-thi-dua", "Chiến sĩ tiên tiến", None, None, "ca-nhan", None, "0.3"),
    ("danh-hieu-thi-dua", "Đơn vị Quyết thắng", None, "bo-cong-an", "tap-the", None, "1.5"),
    ("danh-hieu-thi-dua", "Đơn vị tiên tiến", None, None, "tap-the", None, "0.8"),
    ("co-thi-dua", None, None, "thu-tuong", "tap-the", None, "12"),
    ("co-thi-dua", None, None, "bo-cong-an", "tap-the", None, "8"),
    ("bang-khen", None, None, "thu-tuong", "ca-nhan", "2016-05-01", "3.5"),
    ("bang-khen", None, None, "thu-tuong", "tap-the", "2025-05-01", "7"),
    ("bang-khen", None, None, "bo-cong-an", "ca-nhan", "2023-12-31", "1"),
    ("bang-khen", None, None, "ubnd-tinh", "tap-the", "2019-06-30", "2"),
    ("bang-khen", None, None, "bo-cong-an", "ca-nhan", "2024-01-01", "1.5"),
    ("bang-khen", None, None, "ubnd-tinh", "tap-the", "2025-06-30", "3"),
    ("giay-khen", None, None, "cong-an-tinh", "ca-nhan", None, "0.3"),
    ("giay-khen", None, None, "cong-an-tinh", "tap-the", None, "0.6"),
    ("huy-chuong", "Vì an ninh Tổ quốc", None, "chu-tich-nuoc", "ca-nhan", None, "1.5"),
    ("ky-niem-chuong", "Bảo vệ an ninh Tổ quốc", None, "bo-cong-an", "ca-nhan", None, "0.6"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "name", "class_", "grantor", "recipient", "day", "worth"), LAW)
def test_scheme_a_is_the_law_and_b_its_normal_form(
    form: str, name: str | None, class_: int | None, grantor: str | None, recipient: str, day: str | None, worth: str
) -> None:
    one = fact(
        form=form, name=name, class_=class_, authority=(grantor,) if grantor else (), recipient=recipient, published=day
    )
    found = weight_of(one, A)
    assert found is not None
    assert found[1] == Fraction(worth)
    derived = weight_of(one, B)
    assert derived is not None
    assert derived[1] == Fraction(worth) / Fraction("0.3")


@pytest.mark.parametrize(
    ("form", "name", "grantor", "recipient", "points"),
    [
        ("giay-khen", None, "cong-an-tinh", "tap-the", 2.0),
        ("danh-hieu-thi-dua", "Đơn vị tiên tiến", None, "tap-the", 2.7),
        ("danh-hieu-thi-dua", "Đơn vị Quyết thắng", "bo-cong-an", "tap-the", 5.0),
        ("bang-khen", None, "thu-tuong", "tap-the", 23.3),
        ("co-thi-dua", None, "bo-cong-an", "tap-the", 26.7),
        ("co-thi-dua", None, "thu-tuong", "tap-the", 40.0),
    ],
)
def test_scheme_b_gives_the_points_that_are_told_of_it(
    form: str, name: str | None, grantor: str | None, recipient: str, points: float
) -> None:
    found = weight_of(fact(form=form, name=name, authority=(grantor,) if grantor else (), recipient=recipient), B)
    assert found is not None
    assert round(float(found[1]), 1) == points


def test_three_schemes_are_shipped_and_say_what_they_rest_on() -> None:
    assert [(one.letter, one.id, one.verified) for one in schemes()] == [
        ("A", "tien-thuong-nd98", True),
        ("B", "giay-khen-1", False),
        ("100", "thang-diem-100", False),
    ]
    assert all(len(one.source) > 20 for one in schemes())


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("tien-thuong-nd98", "form: giay-khen, points", "form: giay, points", "giay-khen: unknown form 'giay'"),
        ("tien-thuong-nd98", "  bieu-duong: biểu dương không phải hình thức khen thưởng theo luật\n", "", "has no weight for bieu-duong"),
        ("tien-thuong-nd98", "  bieu-duong: biểu", "  bieu: biểu", "unknown form 'bieu'"),
        ("tien-thuong-nd98", "  bieu-duong: biểu dương", "  giay-khen: x\n  bieu-duong: biểu dương", "giay-khen: giay-khen stands under unscored too"),
        ("tien-thuong-nd98", "khen-thuong: bài không nói rõ hình thức", "khen-thuong: ''", "khen-thuong needs a text"),
        ("tien-thuong-nd98", "names: [Sao vàng]", "names: Sao vàng", "sao-vang: names needs a list"),
        ("tien-thuong-nd98", "names: [Sao vàng]", "names: []", "sao-vang: names is empty"),
        ("tien-thuong-nd98", "names: [Sao vàng]", "name: [Sao vàng]", "sao-vang: unknown key name"),
        ("tien-thuong-nd98", "names: [Sao vàng]", "names: [Hồ Chí Minh]", "ho-chi-minh: fits the same awards as sao-vang"),
        ("tien-thuong-nd98", "to: 2023-12-31", "to: 2023-13-31", "bk-bo-tinh-2017: to is '2023-13-31'; it needs a day"),
        ("tien-thuong-nd98", "from: 2024-01-01, to: 2025-06-30", "from: 2024-01-01, to: 2023-06-30", "bk-bo-tinh-2024: to lies before from"),
        ("tien-thuong-nd98", "verified: false, points: {ca-nhan: 0.6}", "verified: maybe, points: {ca-nhan: 0.6}", "ky-niem-chuong: verified is true or false"),
        ("tien-thuong-nd98", "unscored: huy hiệu", "points: {ca-nhan: 1}, unscored: huy hiệu", "huy-hieu: has points and unscored"),
        ("tien-thuong-nd98", "  - {id: sao-vang, ", "  - {", "a weight lacks its id"),
        ("tien-thuong-nd98", "weights:\n", "weights: none\nnone:\n", "unknown key none"),
        ("tien-thuong-nd98", "letter: A\n", "letter: A\ndivide_by: 2\n", "divide_by goes with derived_from"),
        ("tien-thuong-nd98", "{ca-nhan: 46,", "{ca-nhan: 1e99,", "ca-nhan needs a number"),
        ("tien-thuong-nd98", "{ca-nhan: 46,", "{ca-nhan: nan,", "ca-nhan needs a number"),
        ("tien-thuong-nd98", "tie_break: [danh-hieu-vinh-du", "tie_break: [danh-hieu", "unknown form 'danh-hieu'"),
        ("thang-diem-100", "{name: Tốt, from: 70}", "{name: Tốt, from: 70, to: 80}", "unknown key to"),
        ("thang-diem-100", "{name: Tốt, from: 70}", "{from: 70}", "lacks name"),
        ("thang-diem-100", "weights:\n", "per_capita: {per: 0, strengths: {X: 1}}\nweights:\n", "per is 0; it cannot be below 1"),
        ("thang-diem-100", "weights:\n", "per_capita: {per: 100, strengths: {X: 1.5}}\nweights:\n", "X is 1.5; it needs a whole number"),
        ("thang-diem-100", "weights:\n", "per_capita: {per: 100}\nweights:\n", "per_capita needs strengths"),
        ("thang-diem-100", "weights:\n", "per_capita: {per: 100, file: none.csv}\nweights:\n", "file none.csv cannot be read"),
        ("thang-diem-100", "weights:\n", "deductions: [{unit: X, day: 1-5-2024, points: 1, reason: y}]\nweights:\n", "day is '1-5-2024'; it needs a day"),
        ("thang-diem-100", "weights:\n", "deductions: [{unit: X, day: 2024-05-01, points: -1, reason: y}]\nweights:\n", "points is -1; it cannot be below 0"),
        ("thang-diem-100", "weights:\n", "deductions: [X]\nweights:\n", "deductions is a list of mappings"),
        ("thang-diem-100", "id: thang-diem-100", "id: tien-thuong-nd98", "tien-thuong-nd98: is the id of"),
        ("giay-khen-1", "divide_by: 0.3", "divide_by: 0.3\nunscored: {giay-khen: x}", "unscored and derived_from cannot stand together"),
        ("giay-khen-1", "divide_by: 0.3\n", "", "divide_by needs a number"),
        ("tien-thuong-nd98", "  - {id: huy-chuong, form: huy-chuong, points: {ca-nhan: 1.5}}\n", "", "has no weight for huy-chuong; give it one, or name it under unscored"),
        ("tien-thuong-nd98", "{ca-nhan: 0.3, tap-the: 0.6", "{ca-nhan: -1, tap-the: 0.6", "giay-khen: ca-nhan is -1; it cannot be below 0"),
        ("tien-thuong-nd98", "{ca-nhan: 0.3, tap-the: 0.6", "{ca-nhan: x, tap-the: 0.6", "ca-nhan needs a number"),
        ("tien-thuong-nd98", "form: huy-chuong, points: {ca-nhan: 1.5}", "form: huy-chuong", "lacks points"),
        ("tien-thuong-nd98", "points: {ca-nhan: 46,", "points: {person: 46,", "unknown recipient 'person'"),
        ("tien-thuong-nd98", "authority: [thu-tuong], points: {tap-the: 12", "authority: [tt], points: {tap-the: 12", "unknown authority 'tt'"),
        ("tien-thuong-nd98", "class: [1], points: {ca-nhan: 15,", "class: [4], points: {ca-nhan: 15,", "class is a list of 1, 2, 3"),
        ("tien-thuong-nd98", "id: ho-chi-minh", "id: sao-vang", "sao-vang: stands twice"),
        ("tien-thuong-nd98", "conflict: lowest", "conflict: mean", "conflict is one of lowest, highest, leave-out"),
        ("tien-thuong-nd98", "letter: A\n", "letter: A\nweight: 1\n", "unknown key weight"),
        ("tien-thuong-nd98", "verified: true", "verified: yes", "verified is true or false"),
        ("tien-thuong-nd98", "title: ", "titel: ", "unknown key titel"),
        ("thang-diem-100", "caps: {giay-khen: 10", "caps: {giay-khen: -10", "giay-khen is -10; it cannot be below 0"),
        ("thang-diem-100", "caps: {giay-khen: 10", "caps: {giay: 10", "unknown form 'giay'"),
        ("thang-diem-100", "{name: Tốt, from: 70}", "{name: Tốt, from: 95}", "bands go from the highest to the lowest"),
        ("thang-diem-100", 'letter: "100"', "letter: A", "letter A is that of thang-diem-100.yaml already"),
        ("giay-khen-1", "derived_from: tien-thuong-nd98", "derived_from: luat", "there is no scheme 'luat'"),
        ("giay-khen-1", "divide_by: 0.3", "divide_by: 0", "divide_by is 0; it cannot be below 1/1000"),
    ],
)  # fmt: skip
def test_a_wrong_scheme_is_told(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    shutil.copytree(rules_dir() / "scoring", tmp_path / "scoring")
    path = tmp_path / "scoring" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        find_scheme("A", tmp_path)
    assert told in str(caught.value)
    assert caught.value.line
    assert ".yaml:" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_scheme_of_one_s_own_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = (rules_dir() / "scoring" / "thang-diem-100.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("id: thang-diem-100", "id: mine"), encoding="utf-8")
    assert find_scheme(str(path)).id == "mine"


def test_a_changed_copy_needs_an_id_of_its_own(tmp_path: Path) -> None:
    shipped = rules_dir() / "scoring" / "thang-diem-100.yaml"
    assert find_scheme(str(shipped)).id == "thang-diem-100"
    path = tmp_path / "mine.yaml"
    path.write_text(shipped.read_text(encoding="utf-8").replace("tap-the: 0.2", "tap-the: 9"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"is the id of thang-diem-100\.yaml; give your scheme an id of its own"):
        find_scheme(str(path))


def test_a_wrong_file_of_strengths_is_told_with_its_line(tmp_path: Path) -> None:
    text = (rules_dir() / "scoring" / "thang-diem-100.yaml").read_text(encoding="utf-8")
    path = tmp_path / "mine.yaml"
    text = text.replace("id: thang-diem-100", "id: mine")
    path.write_text(text + "per_capita: {per: 100, file: people.csv}\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("unit,people\nX,100\nY,many\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"people\.csv:3: Y: needs a unit and its people"):
        find_scheme(str(path))


def test_unknown_names_are_told_with_the_nearest() -> None:
    with pytest.raises(SchemeError, match="did you mean giay-khen-1"):
        find_scheme("giay-khen")
    assert "Công an huyện Đà Bắc" in nearest("Công an huyện Da Bac", ["Công an huyện Đà Bắc", "Công an tỉnh Cà Mau"])
    assert nearest("xyz", ["Công an tỉnh Cà Mau"]) == ""


@pytest.mark.parametrize("text", ["", "16", "2016-13", "2016-00", "2016-Q5", "2016-01-01/2015-01-01", "2016/2017", "năm 2016", "2016-02-30/2016-03-01"])  # fmt: skip
def test_a_wrong_period_is_told(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(text)
