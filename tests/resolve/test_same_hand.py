"""A grantor that another sentence tells: by the words that go on with it, or as the only one of its form."""

from __future__ import annotations

import pytest

from thidua import extract

TOLD = "Chiều 19/8, các đơn vị phá chuyên án của Công an tỉnh Sơn La được Bộ Công an khen thưởng đột xuất. "
FAR = "Đường dây này hoạt động từ đầu năm ở hai huyện; tang vật thu được là 14 bánh heroin. "


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (TOLD + FAR + "Phòng Tham mưu và Công an xã Mường Bú cũng được khen thưởng.", ("bo-cong-an",)),
        (TOLD + FAR + "Trong năm, có 120 cá nhân được khen thưởng.", ()),  # that many are of many hands
        (TOLD + FAR + "Trong năm, có 8 lượt cá nhân được khen thưởng.", ()),
        (TOLD + FAR + "Trong năm, có 8 tập thể, cá nhân được khen thưởng.", ()),
        (TOLD + FAR + "Dịp này, Hội đồng đề nghị khen thưởng 3 cá nhân.", ()),
        (TOLD.replace("khen thưởng đột xuất", "tặng Bằng khen") + FAR + "Anh Lò Văn Nam nhận Bằng khen của Hiệp hội Taxi.", ()),
        (TOLD.replace("khen thưởng đột xuất", "tặng Bằng khen") + FAR + "Có 3 cá nhân nhận Bằng khen của Hiệp hội Taxi.", ()),
        (TOLD + FAR + "Dịp này, 3 cá nhân được tặng Giấy khen.", ()),  # another form
        (TOLD + "UBND tỉnh khen thưởng 2 tập thể. " + FAR + "Phòng Tham mưu cũng được khen thưởng.", ()),  # two hands
        (TOLD.replace("Bộ Công an", "UBND tỉnh") + FAR + "Phòng Tham mưu cũng được khen thưởng.", ()),  # no police
    ],
)  # fmt: skip
def test_the_only_hand(text: str, codes: tuple[str, ...]) -> None:
    assert extract(text).awards[-1].authority == codes


def test_the_grantor_shows_where_it_is_told() -> None:
    text = TOLD + FAR + "Phòng Tham mưu cũng được khen thưởng."
    told = extract(text).awards[-1].fields["authority"]
    assert text[told.start : told.end] == told.quote == "Bộ Công an"


def test_a_title_stays_the_body_s() -> None:
    text = "Ba người dân được khen thưởng\n\nCông an huyện khen thưởng 2 tập thể. Giám đốc Công an tỉnh tặng Giấy khen cho 3 người dân bắt cướp."
    assert [(award.form, award.count) for award in extract(text).awards] == [("khen-thuong", 2), ("giay-khen", 3)]
