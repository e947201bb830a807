"""What a mention of a unit holds, and the words that names of units are made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import regex

from thidua.abbreviations import EXPANSIONS
from thidua.frozen import frozen
from thidua.offsets import fold

Level = Literal[
    "bo",  # Bộ Công an
    "tong-cuc",  # Tổng cục, Bộ Tư lệnh
    "cuc",
    "tinh",  # police of a province or central city
    "phong",
    "huyen",  # police of a district
    "doi",
    "xa",  # police of a ward
    "cum-khoi",
    "dang",
    "ubnd-tinh",
    "ubnd-huyen",
    "ubnd-xa",
    "bo-nganh",
    "so-nganh",
    "doan-the",
    "bao",
    "trung-doan",
    "tieu-doan",
    "trai-giam",
    "hoc-vien",
    "chuyen-an",
    "khac",
]


@frozen
class UnitValue:
    """A unit as one mention names it.

    `name` has its head put back and its abbreviations opened, in the registry's spelling where that knows it. `place`
    and `kind` are the place in the name ("Hồng Bàng", "quận"). `bare` says that the name needs the article's home
    ("Công an tỉnh"). `entry` is an id of the registry. `parent` is the body that the text joins to it, `parent_span`
    where that stands: inside the mention's own span ("Đoàn Thanh niên Công an tỉnh") or behind it, then often a mention
    of its own.
    """

    surface: str
    name: str
    level: Level
    place: str | None = None
    kind: str | None = None
    bare: bool = False
    entry: str | None = None
    code: str | None = None
    parent: UnitValue | None = None
    parent_span: tuple[int, int] | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.level})"


# Kinds of places as written, folded, without the final dot → the kind.
PLACE_KINDS: Mapping[str, str] = {
    "thành phố": "thành phố",
    "tp": "thành phố",
    "t.p": "thành phố",
    "tỉnh": "tỉnh",
    "quận": "quận",
    "q": "quận",
    "huyện": "huyện",
    "h": "huyện",
    "thị xã": "thị xã",
    "tx": "thị xã",
    "t.x": "thị xã",
    "phường": "phường",
    "p": "phường",
    "xã": "xã",
    "x": "xã",
    "thị trấn": "thị trấn",
    "tt": "thị trấn",
    "đặc khu": "đặc khu",
}
# The single letters only with their dot.
PLACE_KIND = regex.compile(
    r"(?:(thành phố|tỉnh|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu)(?!\w)"
    r"|(tp|tx|tt|t\.p|t\.x)(?:\.|(?!\w))|([qhpx])\.) ?"
)
PROVINCE_KINDS = frozenset({"tỉnh", "thành phố"})
WARD_KINDS = frozenset({"phường", "xã", "thị trấn", "đặc khu"})

_ABBREVIATION = regex.compile(rf"(?<!\w)(?:{'|'.join(sorted(EXPANSIONS, key=len, reverse=True))})(?!\w)\.?")


# Where folding changes the letter and not the place of a tone: i/y, «Đắc Lắc».
_OTHER_LETTERS = frozenset("iìíỉĩịk")


_AMPERSAND = regex.compile(r"\s*&\s*")


@lru_cache(16_384)
def one_tone_style(name: str) -> str:
    """Return a name with its tone marks where the key has them, and no other change: «Bửu Hoà» → «Bửu Hòa»."""
    pairs = zip(name, fold(name), strict=True)
    folded = (
        written if key in _OTHER_LETTERS or not key.isalpha() else key.upper() if written.isupper() else key
        for written, key in pairs
    )
    return "".join(folded)


@lru_cache(16_384)
def expand(name: str) -> str:
    """Return a name with its abbreviations opened and its tone marks in one style.

    >>> expand("Đội CSGT An Sương")
    'Đội Cảnh sát giao thông An Sương'
    """
    opened: str = _ABBREVIATION.sub(lambda match: EXPANSIONS[match[0].rstrip(".")], one_tone_style(name))
    return str(_AMPERSAND.sub(" và ", opened))


# Words that follow the capitalised head of a body's name in lower case, besides those in the registry's own names.
_NAME_WORDS = """
bảo vệ thực vật thú y thuế hải quan quản lý thị trường thi hành án dân sự kiểm lâm ngư kế hoạch tổng hợp đầu
tư đào tạo nghiên cứu chính sách tài vụ xây dựng công nghệ thông tin viễn cơ yếu tế pháp chế điều tra trọng
đặc nhiệm phản ứng nhanh nghiệp đường bộ sắt thủy trật tự xã hội phòng chống tội phạm ma túy đại diện ngoại
giao mục tiêu tuần dẫn đoàn khoa học giáo dục lao động thương binh văn hóa thể thao du lịch nông phát triển
thôn nguyên môi vận tải nội xét xử thanh thẩm định ngân tộc tôn đăng ký phương tiện cấp đa trung ương quân phụ
sản nhi đồng răng hàm mặt chỉ huy tiếp giữ kinh quát kỹ thuật huấn luyện bồi dưỡng dụng dữ liệu quốc gia
cư chấp an toàn không lưu hàng tìm kiếm nạn hộ nữ hình tham mưu lái xe cổ truyền phần trách hữu hạn soát luật
trí giải phóng sĩ trinh

nghiệp cửa khẩu sân bay cảng khu phụ trách
chữa khu vực lộ tuyên truyền
"""
NAME_WORDS = frozenset(_NAME_WORDS.split())
