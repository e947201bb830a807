"""An award that title, lead, body and caption tell is one record, granted by whom the body says."""

from __future__ import annotations

from itertools import product

import pytest

from thidua import extract

TITLES = ["Khen thưởng {}", "Công an tỉnh Sơn La khen thưởng {}", "Tặng Giấy khen cho {}", "Sơn La: Khen thưởng đột xuất {}", "Công an tỉnh tổng kết phong trào thi đua"]  # fmt: skip
BODIES = [
    "Sáng 12/5, Giám đốc Công an tỉnh tặng Giấy khen cho {} vì có thành tích xuất sắc.",
    "Chiều 12/5, {} vinh dự nhận Giấy khen của Giám đốc Công an tỉnh. Trước đó, ngày 3/5, tại xã Tân Lập xảy ra vụ cướp 35 triệu đồng.",
    "Ngày 12/5, Công an tỉnh tổ chức lễ khen thưởng. Tại buổi lễ, Giám đốc Công an tỉnh đã tặng Giấy khen cho {}.",
]
CAPTIONS = ["", "Trao Giấy khen cho {}. Ảnh: T.H.", "Lãnh đạo tỉnh trao Giấy khen cho {}.", "Giám đốc Công an tỉnh trao Giấy khen cho {}."]  # fmt: skip
WHO = [
    ("6 tập thể, 22 cá nhân", "6 tập thể và 22 cá nhân", [("tap-the", 6), ("ca-nhan", 22)]),
    ("4 cán bộ Công an", "4 chiến sĩ", [("ca-nhan", 4)]),
    ("Công an xã Chiềng Mung", "Công an xã Chiềng Mung", [("tap-the", 1)]),
    ("nam thanh niên bắt cướp", "anh Lò Văn Mai", [("ca-nhan", 1)]),
    ("Đại úy Hà Văn Nam", "Đại úy Hà Văn Nam", [("ca-nhan", 1)]),
]


@pytest.mark.parametrize(("short", "full", "expected"), WHO)
def test_told_again(short: str, full: str, expected: list[tuple[str, int]]) -> None:
    for title, body, caption in product(TITLES, BODIES, CAPTIONS):
        text = "\n\n".join([title.format(short), body.format(full), caption.format(short)]).strip()
        found = extract(text, published="2023-05-13").awards
        assert [(a.form, a.authority, a.recipient, a.count) for a in found] == [
            ("giay-khen", ("cong-an-tinh",), kind, count) for kind, count in expected
        ], text


def test_a_department_is_known_by_its_code() -> None:
    text = "Phòng PC04 được Bộ trưởng khen\n\nPhòng Cảnh sát điều tra tội phạm về ma túy (PC04) Công an tỉnh được Bộ trưởng Bộ Công an tặng Bằng khen."
    assert [a.form for a in extract(text).awards] == ["bang-khen"]
    assert [a.form for a in extract(text.replace("Phòng PC04", "Phòng PV01")).awards] == ["khen-thuong", "bang-khen"]


def test_another_grantor_is_another_award() -> None:
    text = "Bộ Công an tặng Bằng khen cho Công an xã Chiềng Mung. Chủ tịch UBND tỉnh tặng Bằng khen cho Công an xã Chiềng Mung."
    assert [a.authority for a in extract(text).awards] == [("bo-cong-an",), ("ubnd-tinh",)]


def test_the_same_award_of_two_years_is_two() -> None:
    text = "Năm 2021, Phòng PC04 được Bộ Công an tặng Cờ thi đua. Năm {}, Phòng PC04 được Bộ Công an tặng Cờ thi đua."
    assert len(extract(text.format(2022)).awards) == 2
    assert len(extract(text.format(2021)).awards) == 1


@pytest.mark.parametrize(
    ("title", "body", "counts"),
    [
        ("Hơn 1.200 tập thể được tặng Giấy khen", "1.204 tập thể", [1204]),
        ("Gần 500 tập thể được tặng Giấy khen", "496 tập thể", [496]),
        ("Hơn 1.200 tập thể được tặng Giấy khen", "1.304 tập thể", [1200, 1304]),
        ("1.200 tập thể được tặng Giấy khen", "1.204 tập thể", [1200, 1204]),
    ],
)
def test_a_title_rounds_what_the_body_counts(title: str, body: str, counts: list[int]) -> None:
    found = extract(f"{title}\n\nGiám đốc Công an tỉnh tặng Giấy khen cho {body}.").awards
    assert [award.count for award in found] == counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hai người dân và một đại úy công an được khen thưởng.\n\nSáng 4/6, Giám đốc Công an tỉnh đã tặng Giấy khen cho "
            "Đại úy Vi Văn Sáng, Phó trưởng Công an phường Minh Khai và hai người dân.\n\nHai người dân được khen thưởng gồm: "
            "ông Lý A Chu và ông Giàng A Sử.",
            [("giay-khen", "ca-nhan", 3)],
        ),
        (
            "Bộ trưởng Bộ Công an gửi Thư khen 3 công dân xã Mường Bú.\n\nThay mặt lãnh đạo Bộ, Bộ trưởng biểu dương, khen ngợi "
            "3 công dân.",
            [("thu-khen", "ca-nhan", 3)],
        ),
        (
            "Bộ trưởng biểu dương 3 công dân xã Mường Bú.\n\nBộ trưởng Bộ Công an gửi Thư khen 5 công dân xã Mường La.",
            [("bieu-duong", "ca-nhan", 3), ("thu-khen", "ca-nhan", 5)],
        ),
        (
            "Lãnh đạo Sở trao Bằng khen của Bộ Giáo dục và Đào tạo cho gia đình em Lò Văn Pành.\n\nBộ trưởng Bộ Giáo dục và "
            "Đào tạo đã truy tặng Bằng khen cho em Lò Văn Pành.",
            [("bang-khen", "ca-nhan", 1)],
        ),
        (
            "Ngày 5/7, huyện tổ chức Lễ truy tặng danh hiệu “Bà mẹ Việt Nam Anh hùng” cho 3 Mẹ.\n\nTại buổi lễ, lãnh đạo huyện "
            "đã trao Bằng danh hiệu “Bà mẹ Việt Nam Anh hùng” cho thân nhân 3 Mẹ.",
            [("danh-hieu-vinh-du", "ca-nhan", 3)],
        ),
        (
            "Chủ tịch nước tặng Huân chương Dũng cảm cho 3 thanh niên.\n\nTại buổi lễ, 3 thanh niên khác được tặng Huân chương Dũng cảm.",
            [("huan-chuong", "ca-nhan", 3), ("huan-chuong", "ca-nhan", 3)],
        ),
        (
            "Thủ tướng trình Chủ tịch nước tặng Huân chương Lao động hạng Ba cho 4 vận động viên.\n\n4 cá nhân được trình Chủ tịch "
            "nước tặng Huân chương Lao động hạng Ba là: Lê Hoàng Phú, Trần Ngọc Vi, Hoàng Quý Phúc và Nguyễn Hữu Sơn.",
            [("huan-chuong", "ca-nhan", 4)],
        ),
        (
            "Ngày 11/6, Bộ Chỉ huy Bộ đội Biên phòng (BĐBP) tỉnh Kon Tum tổ chức Lễ đón nhận Huân chương Chiến công hạng Ba.\n\n"
            "Chủ tịch nước đã tặng thưởng Huân chương Chiến công hạng Ba cho tập thể Bộ Chỉ huy BĐBP tỉnh Kon Tum.",
            [("huan-chuong", "tap-the", 1)],
        ),
        (
            "Cục Đối ngoại vừa tổ chức Lễ trao Kỷ niệm chương “Bảo vệ an ninh Tổ quốc” cho các cá nhân.\n\nThừa ủy quyền của Bộ "
            "trưởng Bộ Công an, Cục trưởng trao Kỷ niệm chương “Bảo vệ an ninh Tổ quốc” cho 4 cá nhân.",
            [("ky-niem-chuong", "ca-nhan", 4)],
        ),
        (
            "Bốn người được Thủ tướng Chính phủ tặng Bằng khen. Đó là chị Lò Thị Nhã, bác Cà Văn Lâm, anh Trần Minh Tuấn, anh Phạm "
            "Công Thắng.\n\nPhó Thủ tướng trao Bằng khen cho ông Cà Văn Lâm.",
            [("bang-khen", "ca-nhan", 4)],
        ),
        (
            "Bốn người được Thủ tướng Chính phủ tặng Bằng khen. Đó là chị Lò Thị Nhã, bác Cà Văn Lâm, anh Trần Minh Tuấn, anh Phạm "
            "Công Thắng.\n\nPhó Thủ tướng trao Bằng khen cho ông Cà Văn Hặc.",
            [("bang-khen", "ca-nhan", 4), ("bang-khen", "ca-nhan", 1)],
        ),
        (
            "Ban tổ chức trao 2 giải Nhất cho các thí sinh.\n\nAnh Lò Văn Trọng, người đạt giải Nhất cuộc thi, chia sẻ niềm vui.",
            [("giai-thuong", "ca-nhan", 2)],
        ),
        (
            "Ban tổ chức trao 2 giải Nhất cho các thí sinh.\n\nNăm 2012, anh Lò Văn Trọng đạt giải Nhất cuộc thi của tỉnh.",
            [("giai-thuong", "ca-nhan", 2), ("giai-thuong", "ca-nhan", 1)],
        ),
        (
            "Ba chiến sĩ được tặng Huân chương Dũng cảm gồm: Hạ sĩ Trần Văn Duy, Hạ sĩ Lâm Quốc Khánh và Đại úy Hồ Thành Trung.\n\n"
            "Ngày 10/5, thực hiện Quyết định của Chủ tịch nước, Công an tỉnh đã trao Huân chương Dũng cảm tặng ba chiến sĩ.",
            [("huan-chuong", "ca-nhan", 3)],
        ),
        (
            "UBND tỉnh tuyên dương, khen thưởng 62 gia đình tiêu biểu.\n\nSơn La vinh danh 62 gia đình văn hóa tiêu biểu.",
            [("khen-thuong", "ho-gia-dinh", 62)],
        ),
        (
            "Giám đốc Công an tỉnh tặng Giấy khen cho Đại úy Vi Văn Sáng và hai người dân.\n\nHai người dân được Chủ tịch UBND xã "
            "khen thưởng.",
            [("giay-khen", "ca-nhan", 3), ("khen-thuong", "ca-nhan", 2)],
        ),
        (
            "Trong năm, toàn lực lượng có 140 lượt tập thể được các cấp khen thưởng, trong đó Bộ Công an tặng Cờ thi đua cho 02 đơn vị.\n\n"
            "Thừa ủy quyền của Bộ trưởng Bộ Công an, Thiếu tướng Lò Văn Hạc đã trao Cờ thi đua của Bộ cho 02 đơn vị là Công an huyện "
            "Mai Sơn và Phòng PC03.",
            [("khen-thuong", "tap-the", 140), ("co-thi-dua", "tap-the", 2)],
        ),
        (
            "Trong năm có 9 tập thể được khen thưởng, trong đó Bộ Công an tặng Bằng khen cho 02 tập thể.\n\n"
            "Dịp này, Giám đốc Công an tỉnh trao Bằng khen của Bộ Công an cho 3 tập thể.",
            [("khen-thuong", "tap-the", 9), ("bang-khen", "tap-the", 2), ("bang-khen", "tap-the", 3)],
        ),
        (
            "Trong đó, Bộ trưởng Bộ Công an tặng Bằng khen 6 tập thể, 15 cá nhân; UBND tỉnh tặng Bằng khen 8 tập thể.\n\n"
            "Dịp này, Giám đốc trao Bằng khen của Bộ trưởng cho 6 tập thể, 15 cá nhân nêu trên.",
            [("bang-khen", "tap-the", 6), ("bang-khen", "ca-nhan", 15), ("bang-khen", "tap-the", 8)],
        ),
        (
            "Đại tá Hà Văn Điệp trao Bằng khen của Chủ tịch UBND tỉnh cho 1 tập thể và 2 cá nhân. Tập thể được tặng Bằng khen là Đội "
            "Chữa cháy khu vực 2; 2 cá nhân là Thiếu úy Lò Văn Thạo và Trung sĩ Cầm Văn Lưu.",
            [("bang-khen", "tap-the", 1), ("bang-khen", "ca-nhan", 2)],
        ),
        (
            "Riêng cá nhân anh Bắc còn được tặng 2 Bằng khen của Bộ trưởng Bộ Công an.\n\n"
            "Ảnh: Trung tá Ngô Xuân Bắc nhận Bằng khen của Bộ trưởng Bộ Công an.",
            [("bang-khen", "ca-nhan", 2)],
        ),
    ],
)
def test_what_other_words_tell_again(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(a.form, a.recipient, a.count) for a in extract(text, published="2023-06-10").awards] == expected


def test_who_hands_over_below_a_picture_need_not_be_who_grants() -> None:
    body = "Chủ tịch UBND xã tặng Giấy khen cho 14 giáo viên có thành tích xuất sắc."
    caption = "Ban tổ chức tặng Giấy khen cho {} giáo viên. Ảnh: T.H."
    text = "Hội thi giáo viên giỏi\n\nHội thi diễn ra sáng nay tại xã Mường Bú.\n\n{}\n\n{}"
    told = extract(text.format(caption.format(14), body)).awards
    assert [(a.authority, a.count) for a in told] == [(("ubnd-xa",), 14)]
    assert len(extract(text.format(caption.format(3), body)).awards) == 2  # other teachers, for all that is known


def test_leaders_shown_giving_what_the_body_told() -> None:
    text = "Chủ tịch UBND tỉnh tặng Bằng khen cho 4 cá nhân và 2 người dân. Đại diện Ban Thi đua khen thưởng tỉnh tặng Bằng khen cho 4 cá nhân và 2 người dân."
    assert [a.count for a in extract(text).awards] == [4, 2]


def test_a_number_whose_holders_are_named_in_turn() -> None:
    text = """Khen thưởng 2 cán bộ cứu người trong lũ

Ngày 12/9, Công an tỉnh Sơn La tổ chức khen thưởng 3 cá nhân thuộc Phòng Hậu cần.
Thiếu tá Lường Văn Ánh, cán bộ Đội 1, được khen thưởng vì phá nhanh một vụ án.
Đại úy Hà Văn Nam và Trung úy Tòng Văn Hặc được khen thưởng vì cứu người trong lũ.
Ba cán bộ được khen thưởng"""
    (award,) = extract(text, published="2021-09-12").awards
    assert (award.count, award.authority, len(award.recipients)) == (3, ("cong-an-tinh",), 3)
    assert [place.block for place in award.evidence][:2] == ["body", "caption"]


def test_a_number_has_the_names_that_tell_it_again() -> None:
    text = "Chủ tịch nước tặng Huân chương Chiến công hạng Ba cho 2 chiến sĩ. Các đồng chí được Chủ tịch nước tặng Huân chương Chiến công hạng Ba gồm: Thượng tá Lò Văn Thắng; Đại úy Quàng Văn Hải."
    (record,) = extract(text).awards
    assert [(one.name, text[one.start : one.end]) for one in record.recipients] == [
        ("Lò Văn Thắng", "Thượng tá Lò Văn Thắng"),
        ("Quàng Văn Hải", "Đại úy Quàng Văn Hải"),
    ]


def test_somebody_in_the_lead_is_who_the_body_names() -> None:
    text = """Tặng Bằng khen cho nữ sinh cứu bạn

Chủ tịch UBND tỉnh vừa quyết định tặng Bằng khen cho nữ sinh Trường THPT Sông Mã.

Ngày 18/8, Chủ tịch UBND tỉnh đã ký quyết định tặng Bằng khen cho em Lò Thị Ngân, học sinh lớp 11A5, Trường THPT Sông Mã vì cứu hai em nhỏ."""
    (award,) = extract(text, published="2021-08-19").awards
    assert (award.authority, [one.name for one in award.recipients]) == (("ubnd-tinh",), ["Lò Thị Ngân"])


def test_one_place_of_all_told_twice() -> None:
    text = "Đại tá Lê Văn Tam trao giải Nhất {0} cho Công an huyện Sông Mã.\nKết quả, Công an huyện Sông Mã giành giải Nhất {0}."
    assert len(extract(text.format("toàn đoàn")).awards) == 1
    assert len(extract(text.format("bóng chuyền")).awards) == 2  # the same team may win twice


def test_a_picture_may_call_the_certificate_otherwise() -> None:
    text = "Phó Cục trưởng Cục Cảnh sát trao giấy khen cho câu lạc bộ.\nAnh Lò Văn Sang, Tòng Văn Hặc nhận {}. Ảnh: Hà Vy. |\nAnh Lò Văn Sang, anh Tòng Văn Hặc mỗi người được nhận giấy khen và 1 triệu đồng."
    assert [a.form for a in extract(text.format("bằng khen")).awards if len(a.recipients) == 2] == ["giay-khen"]
    assert len([a for a in extract(text.format("huân chương")).awards if len(a.recipients) == 2]) == 2


def test_what_a_table_told_is_handed_over_as_told() -> None:
    text = """Kết quả thi đua năm 2006 của Công an huyện:
TT | Hình thức | Tập thể | Cá nhân
1 | Bằng khen của Bộ Công an | 01 | 02
2 | Giấy khen của UBND huyện | 06 | 17
Tại hội nghị, thừa ủy quyền của Bộ trưởng Bộ Công an, Đại tá Lê Văn Ba trao tấm Bằng khen nói trên cho tập thể Công an huyện. UBND huyện {} Giấy khen cho 6 tập thể, 17 cá nhân{}."""
    again = extract(text.format("trao", " như đã nêu ở bảng trên")).awards
    assert [(a.form, a.recipient, a.count) for a in again] == [
        ("bang-khen", "tap-the", 1), ("bang-khen", "ca-nhan", 2), ("giay-khen", "tap-the", 6), ("giay-khen", "ca-nhan", 17),
    ]  # fmt: skip
    assert len(extract(text.format("đột xuất tặng", "")).awards) == 6
    other = text.replace("cho 6 tập thể, 17", "cho 9 tập thể, 17").format("trao", " như đã nêu ở bảng trên")
    assert [a.count for a in extract(other).awards if a.recipient == "tap-the"] == [1, 6, 9]  # no figure of the table
    swapped = text.replace("cho 6 tập thể, 17", "cho 17 tập thể, 6").format("trao", " như đã nêu ở bảng trên")
    assert len(extract(swapped).awards) == 6  # nor of the other kind
