"""Units: spans, full names, levels, links; and what is no unit."""

from __future__ import annotations

import sys

import pytest

from tests.units import REGISTRY, unmark
from thidua.mentions.unit import find
from thidua.mentions.unit_value import expand, one_tone_style
from thidua.offsets import normalise

PLACES: list[tuple[str, list[str] | None]] = [
    ("cán bộ [[Công an huyện Mai Sơn]]", ["Công an huyện Mai Sơn"]),
    ("[[Hội LHPN tỉnh Sơn La]] tặng quà", ["Hội Liên hiệp Phụ nữ tỉnh Sơn La"]),
    ("Giám đốc [[Công an tỉnh Sơn La]] đến dự", ["Công an tỉnh Sơn La"]),
    ("[[Công an Lai Châu]] bắt 3 đối tượng", ["Công an tỉnh Lai Châu"]),
    ("[[CATP Hà Nội]] và [[CATP]]", ["Công an thành phố Hà Nội", "Công an thành phố"]),
    ("[[CATP Vinh]] nhận thưởng", ["Công an thành phố Vinh"]),
    ("[[CAHP]] ra quân", ["Công an thành phố Hải Phòng"]),
    ("[[Công an TP. HCM]], [[Công an TPHCM]]", ["Công an Thành phố Hồ Chí Minh"] * 2),
    ("[[công an TP.Biên Hoà]]", ["Công an thành phố Biên Hòa"]),
    ("[[CÔNG AN TỈNH SƠN LA]] TỔNG KẾT", ["Công an tỉnh Sơn La"]),
    ("[[Công an tỉnh Bà Rịa-Vũng Tàu]]", ["Công an tỉnh Bà Rịa - Vũng Tàu"]),
    ("[[Công an tỉnh Thừa Thiên –Huế]]", ["Công an tỉnh Thừa Thiên Huế"]),
    ("[[Công an tỉnh Dak Lak]] và [[Công an Đắc Nông]]", ["Công an tỉnh Đắk Lắk", "Công an tỉnh Đắk Nông"]),
    ("[[Công an H.Mai Sơn]]", ["Công an huyện Mai Sơn"]),
    ("[[Công an TX Nghĩa Lộ]]", ["Công an thị xã Nghĩa Lộ"]),
    ("[[Công an Cầu Giấy]] vào cuộc", ["Công an quận Cầu Giấy"]),
    ("[[Công an quận 7]] nhận giấy khen", ["Công an quận 7"]),
    ("Trưởng [[Công an phường Bến Nghé]] Nguyễn Văn Bình", ["Công an phường Bến Nghé"]),
    ("[[UBND phường Hải Châu 2]] lập tổ", ["Ủy ban nhân dân phường Hải Châu 2"]),
    ("Chủ tịch [[UBND huyện]] Trần Văn Bình", ["Ủy ban nhân dân huyện"]),
    ("[[UBND TP]] tặng cờ; [[Thành ủy Cần Thơ]] gửi thư", ["Ủy ban nhân dân thành phố", "Thành ủy Cần Thơ"]),
    ("[[BĐBP Kiên Giang]]", ["Bộ đội Biên phòng tỉnh Kiên Giang"]),
    ("[[Trường Tiểu học Mường Bú]] có 3 em", ["Trường Tiểu học Mường Bú"]),
    ("trường mầm non được tặng", []),
]
LISTS: list[tuple[str, list[str] | None]] = [
    (
        "gồm các [[Phòng Tham mưu]], [[Hậu Cần]], [[PC02]] và [[Thanh tra CATP]]",
        ["Phòng Tham mưu", "Phòng Hậu cần", "Phòng Cảnh sát hình sự", "Thanh tra Công an thành phố"],
    ),
    (
        "[[Công an các quận Ba Đình]], [[Tây Hồ]] và [[huyện Sóc Sơn]] dẫn đầu",
        ["Công an quận Ba Đình", "Công an quận Tây Hồ", "Công an huyện Sóc Sơn"],
    ),
    ("[[Công an 2 huyện Yên Châu]] và [[Mộc Châu]]", ["Công an huyện Yên Châu", "Công an huyện Mộc Châu"]),
    ("[[Công an hai tỉnh Sơn La]], [[Hòa Bình]]", ["Công an tỉnh Sơn La", "Công an tỉnh Hòa Bình"]),
    (
        "[[Công an các quận, huyện: Lê Chân]], [[An Lão]]",
        ["Công an quận Lê Chân", "Công an huyện An Lão"],
    ),
    (
        "[[Công an các địa phương: Hạ Long]], [[Uông Bí]]",
        ["Công an thành phố Hạ Long", "Công an thành phố Uông Bí"],
    ),
    (
        "[[Công an các phường Hùng Vương]], [[Sở Dầu]]; Sở, ngành",
        ["Công an phường Hùng Vương", "Công an phường Sở Dầu"],
    ),
    (
        "[[Công an các huyện Sơn Hà]], [[Ba Tơ]] và [[Tư Nghĩa]]",
        ["Công an huyện Sơn Hà", "Công an huyện Ba Tơ", "Công an huyện Tư Nghĩa"],
    ),
    ("[[Công an xã A Lưới 2]] và 16 cán bộ", ["Công an xã A Lưới 2"]),
    ("[[Công an xã Chiềng Mung]] 2 và 16 cán bộ", ["Công an xã Chiềng Mung"]),
    ("[[Công an xã A Lưới]] 2 lần được khen", ["Công an xã A Lưới"]),
    ("tặng [[Công an phường Tân Mai]] 2 Bằng khen", ["Công an phường Tân Mai"]),
    ("Các [[Công an phường Mỹ Hào]], [[Thái Bình]]", ["Công an phường Mỹ Hào", "Công an phường Thái Bình"]),
    ("[[Phòng PC03]], [[PC04]] và [[Công an huyện Mai Sơn]] được khen", None),
    ("cho [[Công an phường 3]], [[4]] và [[5]]", ["Công an phường 3", "Công an phường 4", "Công an phường 5"]),
    ("cho [[Công an phường 3]], ", ["Công an phường 3"]),
    ("cho [[Công an phường 3]], 4 cá nhân", ["Công an phường 3"]),
    (
        "[[Công an huyện Mai Sơn]], [[huyện Vân Hồ]] và [[thành phố Sơn La]]",
        ["Công an huyện Mai Sơn", "Công an huyện Vân Hồ", "Công an thành phố Sơn La"],
    ),
    ("[[Công an xã Chiềng Mung]], huyện Mai Sơn", ["Công an xã Chiềng Mung"]),
    ("tặng [[Trường Tiểu học Kim Liên]] Huân chương", ["Trường Tiểu học Kim Liên"]),
    ("tặng [[Trại giam Yên Hạ]] 12 Bằng khen", ["Trại giam Yên Hạ"]),
    ("các [[phòng: Tham mưu]], [[Hậu cần]]", ["Phòng Tham mưu", "Phòng Hậu cần"]),
    (
        "[[Đội Cảnh sát PCCC và CNCH khu vực Mai Sơn]] và",
        ["Đội Cảnh sát phòng cháy chữa cháy và cứu nạn cứu hộ khu vực Mai Sơn"],
    ),
    ("tặng [[Công an xã Chiềng Mung]] và [[huyện Mai Sơn]]", ["Công an xã Chiềng Mung", "Công an huyện Mai Sơn"]),
]
BODIES = [
    ("[[Phòng Cảnh sát PCCC & CNCH]]", "Phòng Cảnh sát phòng cháy chữa cháy và cứu nạn cứu hộ", "phong"),
    ("Trưởng [[phòng Tổ chức cán bộ]] báo cáo", "Phòng Tổ chức cán bộ", "phong"),
    ("[[Phòng Công tác Đảng - Công tác Chính trị]]", "Phòng Công tác đảng và công tác chính trị", "phong"),
    ("[[Phòng CSGT (PC08)]] dẫn đoàn", "Phòng Cảnh sát giao thông", "phong"),
    ("[[Đội CSGT]] cứu 5 người đuối nước", "Đội Cảnh sát giao thông", "doi"),
    ("[[Đội CSGT số 6]] tuần tra", "Đội Cảnh sát giao thông số 6", "doi"),
    ("[[Đội CSGT Rạch Chiếc]] tuần tra", "Đội Cảnh sát giao thông Rạch Chiếc", "doi"),
    ("[[Cục C04]] vào cuộc", "Cục Cảnh sát điều tra tội phạm về ma túy", "cuc"),
    ("[[Bộ Tư lệnh CSCĐ]]", "Bộ Tư lệnh Cảnh sát cơ động", "tong-cuc"),
    ("[[Bộ TN&MT]] tặng bằng khen", "Bộ Tài nguyên và Môi trường", "bo-nganh"),
    ("[[Ban Tuyên giáo TW]]", "Ban Tuyên giáo Trung ương", "dang"),
    ("[[khối TM-HC]] giao ban", "Khối thi đua TM-HC", "cum-khoi"),
    ("[[Cụm thi đua số 07]] họp", "Cụm thi đua số 7", "cum-khoi"),
    ("[[Đoàn Thanh niên Công an tỉnh]] ra quân", "Đoàn Thanh niên Công an tỉnh", "doan-the"),
    ("[[Trại giam Yên Hạ]] tổ chức", "Trại giam Yên Hạ", "trai-giam"),
    ("[[Ban chuyên án 219T]] được khen", "Ban chuyên án 219T", "chuyen-an"),
    ("[[Báo An ninh Hải Phòng]] đưa tin", "Báo An ninh Hải Phòng", "bao"),
    ("[[Công ty Cổ phần Bình Minh]] ủng hộ", "Công ty Cổ phần Bình Minh", "khac"),
    ("[[Đội CSĐT tội phạm về kinh tế, ma túy]]", "Đội Cảnh sát điều tra tội phạm về kinh tế, ma túy", "doi"),
    ("[[Đồn Công an Khu công nghiệp Đình Vũ]] gác", "Đồn Công an Khu công nghiệp Đình Vũ", "xa"),
    ("[[Văn phòng CATP]] tiếp dân", "Văn phòng Công an thành phố", "phong"),
    ("[[Bệnh viện Y học cổ truyền]] khám", "Bệnh viện Y học cổ truyền", "khac"),
    ("[[Học viện CSND]] khai giảng", "Học viện Cảnh sát nhân dân", "hoc-vien"),
    ("[[Văn phòng Cơ quan CSĐT]] khởi tố", "Văn phòng Cơ quan Cảnh sát điều tra", "phong"),
]
NONE = [
    "công an các quận, huyện đã ra quân",
    "Công an các đơn vị, địa phương",
    "Công an tỉnh, thành phố trong cả nước",
    "các phòng nghiệp vụ cùng các Tổng cục",
    "phòng, chống tội phạm; phòng cháy chữa cháy; quốc phòng",
    "các Sở, ngành và đoàn thể",
    "8 cụm thi đua CAP, thị trấn",
    "báo cáo kết quả, báo chí đưa tin",
    "anh Trần Trường Giang ở Trường Sa",
    "đội ngũ cán bộ, quân đội nhân dân",
    "lực lượng công an xã bán chuyên trách",
    "thưởng nóng cho tổ công tác 10 triệu đồng",
    "cán bộ công an và nhân dân",
    "các tỉnh đoàn, thành đoàn",
]


@pytest.mark.parametrize(("marked", "names"), PLACES + LISTS)
def test_spans_and_names(marked: str, names: list[str] | None) -> None:
    text, spans = unmark(marked)
    found = find(normalise(text), REGISTRY)
    assert [(one.start, one.end) for one in found] == spans
    if names is not None:
        assert [one.value.name for one in found] == names


@pytest.mark.parametrize(("marked", "name", "level"), BODIES)
def test_bodies(marked: str, name: str, level: str) -> None:
    text, spans = unmark(marked)
    (found,) = find(normalise(text), REGISTRY)
    assert ((found.start, found.end), found.value.name, found.value.level) == (spans[0], name, level)


@pytest.mark.parametrize("text", NONE)
def test_no_unit(text: str) -> None:
    assert find(normalise(text), REGISTRY) == []


@pytest.mark.parametrize(
    ("marked", "parents"),
    [
        ("[[Phòng PC02]], [[Công an tỉnh Sơn La]]", ["Công an tỉnh Sơn La", None]),
        ("[[Phòng Tham mưu]] - [[CATP]]", ["Công an thành phố", None]),
        ("[[Trung đoàn Cảnh sát cơ động]] ([[Công an thành phố Cần Thơ]])", ["Công an thành phố Cần Thơ", None]),
        ("[[Phòng PC02]], [[PC04]], [[Công an tỉnh Sơn La]]", ["Công an tỉnh Sơn La", "Công an tỉnh Sơn La", None]),
        ("[[Phòng PC02]], [[Công an huyện Mai Sơn]]", [None, None]),
        ("[[Công an phường Quang Trung]], quận Hà Đông", ["Công an quận Hà Đông"]),
        ("[[Công an huyện Mai Sơn]] (Sơn La)", ["Công an tỉnh Sơn La"]),
        ("[[Phòng Tham mưu]] và [[Công an tỉnh Sơn La]]", [None, None]),
        (
            "[[Đội CSGT số 2]] thuộc [[Phòng CSGT]], [[Công an tỉnh Sơn La]]",
            ["Phòng Cảnh sát giao thông", "Công an tỉnh Sơn La", None],
        ),
    ],
)
def test_parents(marked: str, parents: list[str | None]) -> None:
    text, spans = unmark(marked)
    found = find(normalise(text), REGISTRY)
    assert [(one.start, one.end) for one in found] == spans
    assert [one.value.parent.name if one.value.parent else None for one in found] == parents
    for one in found:
        if one.value.parent_span is not None:
            start, end = one.value.parent_span
            assert one.end <= start < end <= len(text)


def test_one_reading_whatever_the_spelling() -> None:
    """NFD, old tone placement, curly dashes and doubled spaces name the same units."""
    import unicodedata

    plain = "Phòng Cảnh sát ma túy, Công an tỉnh Hòa Bình và UBND tỉnh Bà Rịa - Vũng Tàu"
    other = plain.replace("túy", "tuý").replace("Hòa", "Hoà").replace(" - ", " – ").replace(" và ", "  và ")
    wanted = [one.value.name for one in find(normalise(plain), REGISTRY)]
    assert len(wanted) == 3
    for text in (other, unicodedata.normalize("NFD", other)):
        assert [one.value.name for one in find(normalise(text), REGISTRY)] == wanted


@pytest.mark.parametrize(
    "piece", ["các Phòng Tham mưu, ", "Khối thi đua An ninh - ", "Công an các quận Ba Đình, ", "Đội An ", "báo X "]
)
def test_what_repeats_takes_work_in_proportion(piece: str) -> None:
    find(normalise(piece), REGISTRY)
    assert calls_for(piece * 800) < 4.5 * calls_for(piece * 200)


def calls_for(text: str) -> int:
    """Return how many functions are called to find the units of a text."""
    clean = normalise(text)
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        find(clean, REGISTRY)
    finally:
        sys.setprofile(None)
    return calls


def test_expand() -> None:
    assert expand("Đội CSGT An Sương") == "Đội Cảnh sát giao thông An Sương"
    assert expand("Sở Nội vụ TP. HCM") == "Sở Nội vụ thành phố Hồ Chí Minh"
    assert expand("Báo ĐS") == "Báo ĐS"  # «Đời sống», and in the name of a department «đường sắt»
    assert one_tone_style("Bửu Hoà, Quỳ Châu, Mỹ Lý, Đắc Lắc") == "Bửu Hòa, Quỳ Châu, Mỹ Lý, Đắc Lắc"
