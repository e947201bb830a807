"""Who decided a certificate is its grantor, whoever hands it over, and who held a contest that of its prizes."""

from __future__ import annotations

import pytest

from thidua import extract

HANDED = "Ngày 4/6, Phòng Xây dựng phong trào cùng Công an huyện Mai Sơn trao Giấy khen cho 3 nông dân bắt cướp."


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Giám đốc Công an tỉnh quyết định tặng Giấy khen kèm tiền thưởng để biểu dương các anh.", "cong-an-tinh"),
        ("Trước đó, Giám đốc Công an tỉnh đã ký quyết định tặng Giấy khen cho các anh.", "cong-an-tinh"),
        ("Giám đốc Công an tỉnh quyết định tặng Giấy khen cho anh Lò Văn Nam.", "cong-an-huyen"),
        ("Chủ tịch UBND tỉnh quyết định tặng Bằng khen để động viên các anh.", "cong-an-huyen"),
        ("Công an xã quyết định tặng Giấy khen để động viên các anh.", "cong-an-huyen"),
    ],
)
def test_who_decided(told: str, code: str) -> None:
    assert extract(f"{HANDED}\n\n{told}").awards[0].authority == (code,)


def test_a_higher_grantor_stays() -> None:
    handed = "Ngày 4/6, Chủ tịch UBND tỉnh tặng Giấy khen cho 3 nông dân bắt cướp."
    told = "Giám đốc Công an tỉnh quyết định tặng Giấy khen để động viên các anh."
    assert extract(f"{handed}\n\n{told}").awards[0].authority == ("ubnd-tinh",)


def test_whose_code_is_settled_later() -> None:
    told = "Bộ trưởng quyết định tặng Bằng khen để động viên các anh."
    assert extract(f"{HANDED.replace('Giấy', 'Bằng')}\n\n{told}").awards[0].authority == ("bo-cong-an",)


@pytest.mark.parametrize(
    "held",
    [
        "Ngày 12/12, Bộ Công an đã tổng kết, trao giải cuộc thi viết về lực lượng.",
        "Bộ Công an và Hội Nhà báo Việt Nam tổng kết, trao giải cuộc vận động sáng tác.",
        "Tại trụ sở Công an tỉnh, Ban Tổ chức trao giải cuộc thi viết về lực lượng.",
        "Công an thành phố bế mạc và trao giải hội thi.",
        "",
    ],
)
def test_who_holds_a_contest_grants_no_prize_of_another_sentence(held: str) -> None:
    awards = extract(f"{held} Kết quả, 1 giải Nhất, 3 giải Nhì đã về tay các tác giả.").awards
    assert [(award.count, award.authority) for award in awards] == [(1, ()), (3, ())]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Tỉnh phong tặng danh hiệu “Bà mẹ Việt Nam anh hùng” cho 31 mẹ, theo Quyết định của Chủ tịch nước.", ("chu-tich-nuoc",)),
        ("Trao danh hiệu Nhà giáo ưu tú cho 12 thầy cô, theo quyết định số 12/QĐ-CTN ngày 3/5/2018 của Chủ tịch nước.", ("chu-tich-nuoc",)),
        ("Bộ Công an tặng Bằng khen cho 2 cá nhân, theo Quyết định của Chủ tịch nước.", ("bo-cong-an",)),
        ("Đợt này 12 mẹ được truy tặng danh hiệu Bà mẹ Việt Nam anh hùng. Thừa ủy quyền của Chủ tịch nước, lãnh đạo tỉnh trao bằng cho thân nhân các mẹ.", ("chu-tich-nuoc",)),
        ("Thay mặt Chủ tịch nước, lãnh đạo tỉnh trao bằng và hoa cho thân nhân. Đợt này 12 mẹ được truy tặng danh hiệu Bà mẹ Việt Nam anh hùng.", ("chu-tich-nuoc",)),
        ("Đợt này 12 mẹ được truy tặng danh hiệu Bà mẹ Việt Nam anh hùng. Thừa ủy quyền của Chủ tịch nước, lãnh đạo tỉnh trao Huân chương Lao động cho một nhà máy.", ()),
    ],
)  # fmt: skip
def test_the_decision_of_somebody_above(text: str, codes: tuple[str, ...]) -> None:
    """A title is granted by whose decision it is, or in whose place it is handed over; «danh hiệu vinh dự Nhà nước» names nobody."""
    assert extract(text).awards[0].authority == codes
    assert extract(text.replace("danh hiệu", "danh hiệu vinh dự Nhà nước")).awards[0].authority == codes
