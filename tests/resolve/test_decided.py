"""Who decided a certificate is its grantor, whoever hands it over; a bare director is the head of what was named last."""

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


@pytest.mark.parametrize(
    ("ahead", "code"),
    [
        ("Học viện An ninh nhân dân tổng kết phong trào.", "khac"),
        ("Bệnh viện 198 gặp mặt cán bộ.", "khac"),
        ("Công an tỉnh Sơn La tổng kết phong trào.", "cong-an-tinh"),
        ("Học viện An ninh nhân dân làm việc với Công an tỉnh Sơn La.", "cong-an-tinh"),
        ("", "cong-an-tinh"),
    ],
)
def test_whose_director(ahead: str, code: str) -> None:
    text = f"{ahead} Ban Giám đốc tặng Giấy khen cho 11 tập thể."
    assert [award.authority for award in extract(text).awards] == [(code,)]


def test_the_head_of_a_unit_takes_its_flag() -> None:
    text = "Đại tá Vũ Hồng Quảng, Giám đốc Công an tỉnh nhận Cờ “Đơn vị xuất sắc trong phong trào thi đua năm 2024” do Chính phủ trao tặng."
    assert [(a.recipient, a.count, a.authority) for a in extract(text).awards] == [("tap-the", 1, ("thu-tuong",))]


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("Ngày 12/12, Bộ Công an đã tổng kết, trao giải cuộc thi viết về lực lượng.", ("bo-cong-an",)),
        ("Bộ Công an và Hội Nhà báo Việt Nam tổng kết, trao giải cuộc vận động sáng tác.", ("bo-cong-an", "doan-the")),
        ("Tại trụ sở Công an tỉnh, Ban Tổ chức trao giải cuộc thi viết về lực lượng.", ()),
        ("Ban Tổ chức trao giải cuộc thi viết về lực lượng.", ()),
        ("Cuộc thi do Bộ Công an phát động được trao giải.", ()),
        ("UBND thành phố tổng kết, trao giải cuộc thi viết về lực lượng.", ("ubnd-tinh",)),
        ("Công an thành phố bế mạc và trao giải hội thi.", ("cong-an-tinh",)),
        ("", ()),
    ],
)
def test_whose_contest(told: str, codes: tuple[str, ...]) -> None:
    awards = extract(f"{told} Kết quả, 1 giải Nhất, 3 giải Nhì đã về tay các tác giả.").awards
    assert [(a.count, a.authority) for a in awards] == [(1, codes), (3, codes)]
