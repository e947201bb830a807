"""A sentence is read the same whoever says it and however it goes on behind its awards."""

from __future__ import annotations

import pytest

from thidua import extract

LIST = "Các đơn vị được tặng Cờ thi đua gồm: Phòng Tham mưu; Công an thành phố Sơn La; Công an huyện Phù Yên"

TAILS = [
    ".",
    "!",
    "…",
    " vì đã có thành tích xuất sắc.",
    " do lập nhiều chiến công.",
    ", qua đó tạo khí thế mới.",
    " để động viên tinh thần.",
    " về thành tích giữ gìn an ninh.",
    " với những đóng góp to lớn.",
    " và phát động phong trào thi đua mới.",
    " ngay sau đó.",
    ", đây là phần thưởng xứng đáng.",
    ", tăng 12% so với năm trước.",
    ", nhiều nhất từ trước đến nay.",
    ", nhằm ghi nhận những đóng góp trên.",
    " tại lễ tổng kết.",
    " nhân dịp kỷ niệm Ngày truyền thống.",
    " vào sáng 12/3.",
    " theo Quyết định số 125/QĐ-BCA.",
    " trước sự chứng kiến của hơn 300 đại biểu.",
    " sau 3 tháng thi đua.",
    " trên toàn tỉnh.",
    " cùng nhiều phần quà ý nghĩa.",
    " kèm tiền thưởng theo quy định.",
    " (ảnh).",
]


@pytest.mark.parametrize("tail", TAILS)
def test_however_it_goes_on(tail: str) -> None:
    assert [(a.form, a.recipient, a.count) for a in extract(LIST + tail).awards] == [("co-thi-dua", "tap-the", 3)]


@pytest.mark.parametrize(
    "wording",
    [
        "Theo Đại tá Lò Văn Kha, Phó Giám đốc Sở, {}.",
        "Theo lời ông Lò Văn Kha, {}.",
        "Ông Lò Văn Kha nói rằng {}.",
        "Sáng 12/3, Đại tá Lò Văn Kha, Phó Giám đốc Sở cho biết, {}.",
        "Ông Lò Văn Kha - Chủ tịch UBND xã cho hay: “{}”.",
        "“{}”, Đại tá Lò Văn Kha cho biết.",
        "{}, theo Đại tá Lò Văn Kha.",
    ],
)
@pytest.mark.parametrize(
    ("told", "records"),
    [
        ("Tổng cục Hải quan tặng Giấy khen cho 2 cá nhân", [("giay-khen", ("tong-cuc",), 2)]),
        ("đơn vị được Chính phủ tặng Cờ thi đua năm 2017 và năm 2020", [("co-thi-dua", ("thu-tuong",), 2)]),
    ],
)
def test_whoever_says_it(wording: str, told: str, records: list[tuple[str, tuple[str, ...], int]]) -> None:
    assert [(a.form, a.authority, a.count) for a in extract(wording.format(told)).awards] == records


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("UBND tỉnh tặng Bằng khen, vì đã có thành tích xuất sắc, cho 3 tập thể, 5 cá nhân.", [3, 5]),
        ("UBND tỉnh tặng Bằng khen cho 3 tập thể vì đã phá án và 5 cá nhân vì đã cứu người.", [3, 5]),
    ],
)
def test_what_goes_on_with_others_is_read(text: str, counts: list[int]) -> None:
    assert [a.count for a in extract(text).awards] == counts
