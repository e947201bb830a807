"""What abbreviations in names of units stand for: in the names that are written, and in those that are compared."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.offsets import fold

# As written → opened. One that stands for several things opens into what units are called after.
_ALL: Mapping[str, str] = {
    "CS": "Cảnh sát",
    "CSGT": "Cảnh sát giao thông",
    "CSHS": "Cảnh sát hình sự",
    "CSKT": "Cảnh sát kinh tế",
    "CSCĐ": "Cảnh sát cơ động",
    "CSĐT": "Cảnh sát điều tra",
    "CSĐTTP": "Cảnh sát điều tra tội phạm",
    "CSTT": "Cảnh sát trật tự",
    "CSMT": "Cảnh sát môi trường",
    "CSQLHC": "Cảnh sát quản lý hành chính",
    "QLHC": "quản lý hành chính",
    "CSPCCC": "Cảnh sát phòng cháy chữa cháy",
    "PCCC": "phòng cháy chữa cháy",
    "CNCH": "cứu nạn cứu hộ",
    "TTXH": "trật tự xã hội",
    "ANTQ": "an ninh Tổ quốc",
    "BVANTQ": "bảo vệ an ninh Tổ quốc",
    "TDBVANTQ": "toàn dân bảo vệ an ninh Tổ quốc",
    "ĐTTP": "điều tra tội phạm",
    "ĐB": "đường bộ",
    "ĐS": "đường sắt",
    "KTHS": "Kỹ thuật hình sự",
    "PCTP": "phòng, chống tội phạm",
    "SDCNC": "sử dụng công nghệ cao",
    "THAHS": "thi hành án hình sự",
    "HTTP": "hỗ trợ tư pháp",
    "ANĐT": "An ninh điều tra",
    "ANKT": "An ninh kinh tế",
    "XDPT": "Xây dựng phong trào",
    "XDPTTD": "Xây dựng phong trào toàn dân",
    "XDLL": "Xây dựng lực lượng",
    "XNC": "xuất nhập cảnh",
    "QLXNC": "Quản lý xuất nhập cảnh",
    "CAND": "Công an nhân dân",
    "CSND": "Cảnh sát nhân dân",
    "ANND": "An ninh nhân dân",
    "BĐBP": "Bộ đội Biên phòng",
    "BP": "Biên phòng",
    "CHQS": "Chỉ huy quân sự",
    "TW": "Trung ương",
    "TƯ": "Trung ương",
    "UBND": "Ủy ban nhân dân",
    "LHPN": "Liên hiệp Phụ nữ",
    "TNCS": "Thanh niên Cộng sản",
    "HCM": "Hồ Chí Minh",
    "ĐCSĐT": "Điều tra",
    "CQĐT": "Cơ quan điều tra",
    "VKSND": "Viện kiểm sát nhân dân",
    "TAND": "Tòa án nhân dân",
    "TCCB": "Tổ chức cán bộ",
    "BV": "Bệnh viện",
    "QĐND": "Quân đội nhân dân",
    "TP": "thành phố",
    "TX": "thị xã",
    "BCA": "Bộ Công an",
}

# These stand for much else («báo ĐS») outside the names of departments.
_IN_KNOWN_NAMES_ONLY = frozenset({"CS", "ĐB", "ĐS"})
# Folded, these are other words («tư pháp»), kinds of places, or stand for another department too (CSMT).
_AS_WRITTEN_ONLY = frozenset({"TƯ", "TP", "TX", "BV", "BCA", "BP", "ĐCSĐT", "CSMT"})

# Of names that are written.
EXPANSIONS: Mapping[str, str] = {short: words for short, words in _ALL.items() if short not in _IN_KNOWN_NAMES_ONLY}

# By folded abbreviation, as folded words, for names that are looked up.
WORDS: Mapping[str, tuple[str, ...]] = {
    fold(short): tuple(fold(words).replace(",", "").split())
    for short, words in _ALL.items()
    if short not in _AS_WRITTEN_ONLY
}
