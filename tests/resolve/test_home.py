"""The home of an article: masthead, address, dateline, named forces, places of one province."""

from __future__ import annotations

import pytest

from tests.units import REGISTRY, unmark
from thidua.mentions.unit import find
from thidua.offsets import normalise
from thidua.resolve.home import Home, resolve_home


def home_of(
    text: str, *, source: str | None = None, url: str | None = None, published: str | None = None
) -> Home | None:
    clean = normalise(text)
    return resolve_home(clean, find(clean, REGISTRY), source=source, url=url, published=published, registry=REGISTRY)


@pytest.mark.parametrize(
    ("source", "url", "home"),
    [
        ("An ninh Hải Phòng", None, "Công an thành phố Hải Phòng"),
        ("ANTĐ", None, "Công an thành phố Hà Nội"),
        (None, "https://anninhthudo.vn/tin-1.antd", "Công an thành phố Hà Nội"),
        (None, "https://www.congan.com.vn/tin", "Công an Thành phố Hồ Chí Minh"),
        (None, "http://congan.daklak.gov.vn/-/tin-2", "Công an tỉnh Đắk Lắk"),
        ("Công an tỉnh Sơn La", None, "Công an tỉnh Sơn La"),
        ("Báo Công an nhân dân", "https://cand.com.vn/x", None),
        ("VnExpress", "https://vnexpress.net/x", None),
    ],
)
def test_masthead(source: str | None, url: str | None, home: str | None) -> None:
    found = home_of("CATP tổng kết phong trào năm 2019.", source=source, url=url)
    assert (found.name if found else None) == home
    assert found is None or (found.start, found.end) == (None, None)


@pytest.mark.parametrize(
    ("marked", "published", "home"),
    [
        ("[[ANTĐ]] - CATP họp giao ban quý I.", None, "Công an thành phố Hà Nội"),
        ("Tin nhanh\n([[ANHP]]) – Ngày 3-2, CATP họp.", None, "Công an thành phố Hải Phòng"),
        ("[[Công an Lào Cai]] và Báo An ninh Thủ đô tặng quà.", None, "Công an tỉnh Lào Cai"),
        ("Bạn đọc [[Báo An ninh Hải Phòng]] gửi thư về CATP.", None, "Công an thành phố Hải Phòng"),
        ("[[CAHP]] giữ vững trật tự trên địa bàn.", None, "Công an thành phố Hải Phòng"),
        ("[[Công an Sơn La]] sơ kết. Công an tỉnh khen 3 tập thể.", None, "Công an tỉnh Sơn La"),
        ("CATP khen Công an [[quận Lê Chân]] và hai phường.", "2019", "Công an thành phố Hải Phòng"),
        ("Công an tỉnh kiểm tra Công an [[huyện Mai Sơn]].", "2019", "Công an tỉnh Sơn La"),
        ("Công an tỉnh nhận Bằng khen của [[UBND tỉnh Cà Mau]].", None, "Công an tỉnh Cà Mau"),
        ("[[Công an Đồng Nai]] ra quân.", "2026-02-01", "Công an tỉnh Đồng Nai"),
        ("[[Công an Đồng Nai]] ra quân.", "2026-05-01", "Công an thành phố Đồng Nai"),
        ("[[Công an tỉnh Hải Dương]] bàn giao.", "2025-06-20", "Công an tỉnh Hải Dương"),
        ("[[Công an tỉnh Hải Dương]] trước đây.", "2025-08-20", "Công an thành phố Hải Phòng"),
        ("[[Công an TP Huế]] tuần tra.", "2025-03-09", "Công an thành phố Huế"),
    ],
)
def test_text(marked: str, published: str | None, home: str) -> None:
    text, spans = unmark(marked)
    found = home_of(text, published=published)
    assert found is not None
    assert found.name == home
    assert (found.start, found.end) == spans[0]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Bộ Công an tặng Cờ thi đua cho 12 đơn vị.", None),
        ("Công an tỉnh Sơn La và Công an tỉnh Lai Châu phối hợp phá án.", None),
        ("Cục C04 bắt nhóm buôn ma túy tại tỉnh Điện Biên.", None),
        ("CATP tổng kết năm 2020.", None),
        ("Công an huyện Châu Thành bắt cướp.", None),
        ("", None),
    ],
)
def test_none(text: str, published: str | None) -> None:
    assert home_of(text, published=published) is None


def test_masthead_goes_before_the_text() -> None:
    found = home_of("Công an tỉnh Sơn La trao đổi kinh nghiệm với CATP.", source="ANHP")
    assert found is not None
    assert (found.name, found.rule) == ("Công an thành phố Hải Phòng", "source.anhp")


def test_a_paper_of_many_provinces_waits_for_the_text() -> None:
    text = "Công an tỉnh Quảng Nam khen thưởng 2 tập thể."
    assert home_of(text, source="CADN", published="2019").name == "Công an tỉnh Quảng Nam"  # type: ignore[union-attr]
    assert home_of("Giám đốc CATP trao thưởng.", source="CADN").name == "Công an thành phố Đà Nẵng"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "published", "home"),
    [
        ("Công an phường Ba Đình được Bộ Công an tặng Bằng khen.", "2025-11-20", "Công an thành phố Hà Nội"),
        ("Công an phường Ba Đình được Bộ Công an tặng Bằng khen.", "2020-11-20", "Công an tỉnh Thanh Hóa"),
        ("UBND phường Long Xuyên tặng Giấy khen cho Công an phường.", "2025-11-20", "Công an tỉnh An Giang"),
        ("Công an xã Tân Lập khen thưởng 3 cá nhân.", "2025-11-20", None),
    ],
)
def test_wards_since_the_mergers(text: str, published: str, home: str | None) -> None:
    found = home_of(text, published=published)
    assert (found.name if found else None) == home
