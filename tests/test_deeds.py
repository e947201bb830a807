"""Somebody does something, whatever it is, and is rewarded for it: the award is theirs, and nothing of the deed is counted."""

from __future__ import annotations

import pytest

from thidua import extract

WHO = {
    "Công an xã Chiềng Hặc": "tap-the",
    "Phòng Cảnh sát hình sự": "tap-the",
    "Đội Cảnh sát giao thông": "tap-the",
    "Đại úy Lò Văn Sơn": "ca-nhan",
    "anh Cà Văn Biên": "ca-nhan",
}
DEEDS = [
    "bắt 5 đối tượng",
    "bắt giữ 3 đối tượng cướp giật",
    "khởi tố 12 vụ, 20 bị can",
    "triệt phá 4 đường dây ma túy",
    "thu giữ 12 bánh heroin",
    "thu hồi 3 xe máy",
    "thu hồi tài sản trị giá 500 triệu đồng",
    "xử lý 320 trường hợp vi phạm",
    "kiểm tra 45 cơ sở kinh doanh",
    "cứu 3 người bị đuối nước",
    "cứu sống hai cháu nhỏ",
    "dập tắt đám cháy lớn",
    "khống chế đối tượng ngáo đá",
    "tước hung khí của đối tượng",
    "không để xảy ra trọng án",
    "không nhận tiền hối lộ",
    "không có cán bộ vi phạm",
    "chưa để sót tội phạm",
    "chưa một lần vi phạm kỷ luật",
    "không ngại khó khăn, gian khổ",
    "khắc phục mọi khó khăn",
    "vượt chỉ tiêu được giao",
    "hoàn thành 12 chỉ tiêu công tác",
    "đạt tỷ lệ phá án 95%",
    "giữ vững an ninh trật tự",
    "làm tốt công tác dân vận",
    "làm nhiệm vụ trong điều kiện thiếu thốn",
    "đề xuất nhiều giải pháp hay",
    "đề nghị truy tố 12 bị can",
    "tham mưu cho UBND xã ban hành 5 kế hoạch",
    "tham mưu, đề xuất UBND tỉnh ban hành nghị quyết",
    "giúp đỡ 12 hộ nghèo",
    "giúp 5 gia đình thoát nghèo",
    "tặng 30 suất quà cho học sinh nghèo",
    "trao 50 suất học bổng cho trẻ em",
    "trao trả 3 xe máy cho người dân",
    "ủng hộ 20 triệu đồng cho quỹ vì người nghèo",
    "hỗ trợ bà con gặt lúa",
    "vận động 9 hộ hiến đất",
    "vận động 4 đối tượng ra đầu thú",
    "tuyên truyền cho 3.000 lượt người",
    "giáo dục 45 thanh niên chậm tiến",
    "hòa giải 60 vụ mâu thuẫn",
    "cấp 12.000 căn cước công dân",
    "làm thủ tục cho 300 người dân",
    "tiếp nhận 450 tin báo",
    "nhận tin báo lúc nửa đêm",
    "trả lại ví cho người mất",
    "trả lại 50 triệu đồng cho chị Lò Thị Mai",
    "hiến máu cứu sản phụ",
    "hiến 300m2 đất làm đường",
    "trình báo kịp thời",
    "báo tin cho Công an xã",
    "chứng kiến vụ cướp, đuổi theo đối tượng",
    "chia sẻ khó khăn với người dân",
    "khẳng định vai trò nòng cốt",
    "xây dựng 5 mô hình tự quản",
    "được giao nhiệm vụ khó",
    "bị thương khi bắt cướp",
    "tham gia 12 chuyên án",
    "thi đua lập công",
    "giành được lòng tin của nhân dân",
    "có 5 sáng kiến",
    "đấu tranh với 3 nhóm tội phạm",
    "ngăn chặn 2 vụ đánh nhau",
    "phát hiện 7 vụ vận chuyển hàng giả",
    "quản lý tốt 120 đối tượng",
    "nuôi dưỡng 3 cháu mồ côi",
]
JOINTS = [", ", " và ", " nên ", ", vừa ", " và đã ", ", vì thế ", " nên vừa ", " và cũng "]
AWARDS = {
    "được Giám đốc Công an tỉnh tặng Giấy khen": ("giay-khen", "cong-an-tinh"),
    "được UBND tỉnh tặng Bằng khen": ("bang-khen", "ubnd-tinh"),
    "được tặng Bằng khen của Bộ Công an": ("bang-khen", "bo-cong-an"),
    "được Bộ Công an khen thưởng": ("khen-thuong", "bo-cong-an"),
}
Record = tuple[str, str, str, int | None, str]


def read(text: str) -> list[Record]:
    """Return what the records of a text say."""
    return [(a.form, ",".join(a.authority), a.recipient, a.count, a.status) for a in extract(text).awards]


@pytest.mark.parametrize("deed", DEEDS)
def test_rewarded_for_a_deed(deed: str) -> None:
    for (who, kind), joint, (award, (form, by)) in (
        (who, joint, award) for who in WHO.items() for joint in JOINTS for award in AWARDS.items()
    ):
        text = f"Năm 2021, {who} {deed}{joint}{award}."
        assert read(text) == [(form, by, kind, 1, "awarded")], text


# whom a text named before, how a sentence goes on about them, and what they then have
CALLED = {
    "đơn vị": "tap-the",
    "ông": "ca-nhan",
    "Đại úy Sơn": "ca-nhan",
    "đồng chí Sơn": "ca-nhan",
    "Phòng Cảnh sát hình sự": "tap-the",
}
OPENINGS = ["Trên cương vị mới, ", "Nhờ đó, ", "Dù còn nhiều khó khăn, ", "Không chỉ vậy, "]
GOES_ON = ["; ", " rồi ", " mà còn ", " và vinh dự ", ", vì thế "]
RECEIVED = {
    "nhận Bằng khen của UBND tỉnh": ("bang-khen", "ubnd-tinh"),
    "đón nhận Bằng khen của Thủ tướng Chính phủ": ("bang-khen", "thu-tuong"),
    "được nhận Giấy khen của Giám đốc Công an tỉnh": ("giay-khen", "cong-an-tinh"),
    "nhận được Thư khen của Bộ trưởng Bộ Công an": ("thu-khen", "bo-cong-an"),
    "được UBND xã biểu dương, khen thưởng": ("khen-thuong", "ubnd-xa"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_receives_what_a_deed_earned(deed: str) -> None:
    place = DEEDS.index(deed)
    adverbs = ["đã", "luôn", "vừa", "còn", ""] if not deed.startswith(("không", "chưa")) else [""]
    for number, ((who, kind), joint, (award, (form, by))) in enumerate(
        (who, joint, award) for who in CALLED.items() for joint in GOES_ON for award in RECEIVED.items()
    ):
        adverb = "không chỉ" if joint == " mà còn " else adverbs[(place + number // 5) % len(adverbs)]
        does = f"{adverb} {deed}".strip()
        text = f"{OPENINGS[(place + number) % len(OPENINGS)]}{who} {does}{joint}{award}."
        assert read(text) == [(form, by, kind, 1, "awarded")], text


LINKS = [", ", " và ", "; đồng thời ", " rồi "]


@pytest.mark.parametrize(("one", "other"), zip(DEEDS, DEEDS[7:] + DEEDS[:7], strict=True))
def test_rewarded_for_two_deeds(one: str, other: str) -> None:
    for (who, kind), link, joint in (
        (who, link, joint) for who in WHO.items() for link in LINKS for joint in JOINTS[::2]
    ):
        text = f"Với tinh thần trách nhiệm cao, {who} {one}{link}{other}{joint}được UBND tỉnh tặng Bằng khen."
        assert read(text) == [("bang-khen", "ubnd-tinh", kind, 1, "awarded")], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whom the deed shows or chooses is rewarded, and so are those who are counted as recipients
        ("UBND xã giới thiệu ông Lò Văn Panh, Trưởng bản, được UBND tỉnh tặng Bằng khen.", [("ca-nhan", 1)]),
        ("Công an tỉnh có 3 tập thể, được Bộ Công an tặng Bằng khen.", [("tap-the", 3)]),
        ("Công an huyện bắt 5 đối tượng, 2 cá nhân được UBND tỉnh tặng Bằng khen.", [("ca-nhan", 2)]),
        ("Công an huyện bắt 5 đối tượng; Đội Cảnh sát hình sự được UBND tỉnh tặng Bằng khen.", [("tap-the", 1)]),
        # what is aimed at, denied or only proposed is no award
        ("Công an huyện phấn đấu giảm 5 vụ án, được Bộ Công an tặng Cờ thi đua.", []),
        ("Công an huyện bắt 5 đối tượng nhưng không được tặng Bằng khen.", []),
        ("Anh Cà Văn Biên nên được UBND tỉnh tặng Bằng khen.", []),
    ],
)
def test_who_is_meant_beside_a_deed(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(kind, count) for _, _, kind, count, _ in read(text)] == expected
