"""Who grants: places for their bodies, who is entrusted, what is only offered."""

from __future__ import annotations

import pytest

from thidua import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dịp này, tỉnh tặng Bằng khen cho 3 tập thể.", [("bang-khen", ("ubnd-tinh",))]),
        ("Dịp này, thành phố khen thưởng 3 tập thể.", [("khen-thuong", ("ubnd-tinh",))]),
        ("Huyện tặng Giấy khen cho 3 cá nhân.", [("giay-khen", ("ubnd-huyen",))]),
        ("Thiếu tướng Lò Hoàng Minh, được Giám đốc Công an tỉnh ủy quyền đã trao thư khen.", []),
        ("Để biểu dương việc làm này, Chủ tịch UBND tỉnh Sơn La vừa ký tặng Bằng khen ông Lò Văn Thạnh.", [("bang-khen", ("ubnd-tinh",))]),
        ("Ở phần cá nhân có 1 giải nhất (6 triệu đồng), 2 giải nhì (mỗi giải 4 triệu đồng).", []),
    ],
)  # fmt: skip
def test_who_grants(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(a.form, a.authority) for a in extract(text).awards] == expected


CODES = {
    "chu-tich-nuoc": ["Chủ tịch nước", "Phó Chủ tịch nước"],
    "thu-tuong": ["Thủ tướng Chính phủ", "Chính phủ", "Phó Thủ tướng"],
    "bo-cong-an": ["Bộ Công an", "Bộ trưởng Bộ Công an", "BCA", "lãnh đạo Bộ Công an"],
    "tong-cuc": ["Cục Cảnh sát giao thông", "V05", "X03", "Cục C04", "Bộ Tư lệnh Cảnh vệ", "Tổng cục Hải quan"],
    "bo-nganh": ["Bộ Quốc phòng", "Bộ GD&ĐT", "VKSND tối cao", "Viện trưởng VKSND tối cao", "Ngân hàng Nhà nước", "Thanh tra Chính phủ"],
    "dang": ["Tỉnh ủy", "Đảng ủy Công an Trung ương", "Ban Tuyên giáo Tỉnh ủy", "Huyện ủy", "Đảng ủy xã"],
    "doan-the": ["Tỉnh đoàn", "Hội Nhà báo Việt Nam", "Tổng LĐLĐ Việt Nam", "Hội Phụ nữ Công an tỉnh", "Ủy ban MTTQ xã", "Công đoàn CAND"],
    "ubnd-tinh": ["UBND tỉnh", "Chủ tịch UBND TP Hồ Chí Minh", "UBND tỉnh Nghệ An", "thành phố Cần Thơ"],
    "ubnd-huyen": ["UBND huyện", "huyện Mai Sơn", "UBND thành phố Vinh", "UBND quận Hoàn Kiếm"],
    "ubnd-xa": ["UBND xã", "xã Tân Lập", "phường Quyết Thắng", "UBND đặc khu Phú Quốc"],
    "cong-an-tinh": ["Công an tỉnh", "CATP", "Giám đốc Công an tỉnh Sơn La", "Ban Giám đốc Công an tỉnh"],
    "cong-an-huyen": ["Công an huyện", "Trưởng Công an quận Hoàn Kiếm", "CAQ Hoàn Kiếm", "Công an TP Vinh"],
    "cong-an-xa": ["Công an xã", "Trưởng Công an phường", "CAP Quyết Thắng"],
    "so-nganh": ["Sở Y tế", "Sở GD&ĐT", "Cục Hải quan tỉnh", "Ban Thi đua - Khen thưởng tỉnh", "TAND tỉnh"],
    "khac": ["Nhà nước", "Trường THPT Kim Liên", "Bệnh viện Bạch Mai", "Bộ CHQS tỉnh", "Trại giam Nà Tấu", "Trung đoàn CSCĐ Đông Bắc"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "body"), [(code, body) for code, bodies in CODES.items() for body in bodies])
def test_codes_of_bodies(code: str, body: str) -> None:
    for text in (
        f"{body[0].upper()}{body[1:]} tặng Giấy khen cho 3 cá nhân.",
        f"3 cá nhân được {body} tặng Giấy khen.",
    ):
        assert [(award.authority, award.count) for award in extract(text).awards] == [((code,), 3)], text


WORDED = [
    ("Phó Chủ tịch Ủy ban An toàn giao thông Quốc gia đã trao Bằng khen của Ủy ban cho anh Lò Văn Pành.", [("bo-nganh",)]),
    ("Giám đốc Sở Y tế trao Giấy khen của Sở cho 4 bác sĩ.", [("so-nganh",)]),
    ("Năm nay, quận dự kiến tặng Giấy khen cho 10 tổ.", [("ubnd-huyen",)]),
    ("Cùng ngày, xã Tân Lập đã tặng Giấy khen cho 3 thanh niên.", [("ubnd-xa",)]),
    ("Năm 2019, huyện tặng Giấy khen cho 3 tập thể.", [("ubnd-huyen",)]),
    ("63 cán bộ vừa được Liên hợp quốc tặng Huy chương Vì sự nghiệp gìn giữ hòa bình.", [("khac",)]),
    ("Trung đoàn 29 đón nhận Huân chương Chiến công hạng Nhì, phần thưởng cao quý Chủ tịch nước trao tặng.", [("chu-tich-nuoc",)]),
    ("Phòng Tham mưu được tặng Cờ thi đua của Chính phủ, phần thưởng cao quý của Đảng, Nhà nước.", [("thu-tuong",)]),
    ("Hai ngành cùng khen thưởng: Giám đốc Công an tỉnh tặng Giấy khen 20 trường; Sở Y tế tặng Giấy khen 10 đơn vị.",
     [("cong-an-tinh",), ("so-nganh",)]),
    ("Ngoài ra, trong năm Giám đốc Công an tỉnh tặng Giấy khen cho 22 tập thể.", [("cong-an-tinh",)]),
    ("Ngoài ra, trong năm Bộ trưởng Bộ Công an tặng Bằng khen cho 22 tập thể.", [("bo-cong-an",)]),
    ("Sáng 5/7, Thứ trưởng trao quyết định của Chủ tịch nước tặng Huân chương Quân công hạng Ba cho Công an tỉnh Sơn La.\n\n"
     "Trải qua 75 năm xây dựng, đơn vị đã được tặng thưởng Huân chương Chiến công hạng Nhì.", [("chu-tich-nuoc",), ()]),
    ("Trưởng Công an huyện, Thượng tá Lò Văn Pành, gửi riêng anh Hải một Thư khen.", [("cong-an-huyen",)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDED)
def test_how_grantors_are_told(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [award.authority for award in extract(text).awards] == expected
