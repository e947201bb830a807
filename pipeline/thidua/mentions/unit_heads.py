"""Heads of units («Phòng», «Công an», «Trại giam» …) and the words that descriptive names go on with."""

from __future__ import annotations

import re

import ahocorasick_rs

from thidua.mentions.unit_value import NAME_WORDS, Level
from thidua.offsets import fold
from thidua.registry import Registry

POLICE = "Công an"
PEOPLES_COMMITTEE = "Ủy ban nhân dân"

# Heads whose name is a place, with the head as it is written out.
PLACE_HEADS = {
    "công an": POLICE,
    "ca": POLICE,
    "ubnd": PEOPLES_COMMITTEE,
    "ủy ban nhân dân": PEOPLES_COMMITTEE,
    "vksnd": "Viện kiểm sát nhân dân",
    "viện kiểm sát nhân dân": "Viện kiểm sát nhân dân",
    "tand": "Tòa án nhân dân",
    "tòa án nhân dân": "Tòa án nhân dân",
    "bộ đội biên phòng": "Bộ đội Biên phòng",
    "bđbp": "Bộ đội Biên phòng",
    "bộ chỉ huy bộ đội biên phòng": "Bộ Chỉ huy Bộ đội Biên phòng",
    "bộ chỉ huy bđbp": "Bộ Chỉ huy Bộ đội Biên phòng",
    "bộ chỉ huy quân sự": "Bộ Chỉ huy Quân sự",
    "bộ chqs": "Bộ Chỉ huy Quân sự",
    "ban chỉ huy quân sự": "Ban Chỉ huy Quân sự",
    "ban chqs": "Ban Chỉ huy Quân sự",
    "lực lượng vũ trang": "Lực lượng vũ trang",
    "llvt": "Lực lượng vũ trang",
    "cục hải quan": "Cục Hải quan",
    "cục thuế": "Cục Thuế",
    "cục thi hành án dân sự": "Cục Thi hành án dân sự",
    "cảnh sát pccc": "Cảnh sát phòng cháy chữa cháy",
    "cảnh sát phòng cháy chữa cháy": "Cảnh sát phòng cháy chữa cháy",
    "sở cảnh sát phòng cháy chữa cháy": "Sở Cảnh sát phòng cháy chữa cháy",
    "sở cảnh sát pccc": "Sở Cảnh sát phòng cháy chữa cháy",
    "tỉnh ủy": "Tỉnh ủy",
    "thành ủy": "Thành ủy",
    "quận ủy": "Quận ủy",
    "huyện ủy": "Huyện ủy",
    "thị ủy": "Thị ủy",
    "tỉnh đoàn": "Tỉnh đoàn",
    "thành đoàn": "Thành đoàn",
    "huyện đoàn": "Huyện đoàn",
    "quận đoàn": "Quận đoàn",
}
CONTRACTED = {
    "catp": "thành phố",
    "cat": "tỉnh",
    "caq": "quận",
    "cah": "huyện",
    "catx": "thị xã",
    "cap": "phường",
    "cax": "xã",
}
# Party and youth bodies whose head says the kind of place already.
COMMITTEES: dict[str, tuple[Level, str]] = {
    "tỉnh ủy": ("dang", "tỉnh"),
    "thành ủy": ("dang", "thành phố"),
    "quận ủy": ("dang", "quận"),
    "huyện ủy": ("dang", "huyện"),
    "thị ủy": ("dang", "thị xã"),
    "tỉnh đoàn": ("doan-the", "tỉnh"),
    "thành đoàn": ("doan-the", "thành phố"),
    "huyện đoàn": ("doan-the", "huyện"),
    "quận đoàn": ("doan-the", "quận"),
}
# Organisations inside a body, named with it: «Đoàn Thanh niên Công an tỉnh».
WITHIN: dict[str, tuple[str, Level]] = {
    "công đoàn": ("Công đoàn", "doan-the"),
    "hội phụ nữ": ("Hội Phụ nữ", "doan-the"),
    "hội liên hiệp phụ nữ": ("Hội Liên hiệp Phụ nữ", "doan-the"),
    "hội lhpn": ("Hội Liên hiệp Phụ nữ", "doan-the"),
    "đoàn thanh niên": ("Đoàn Thanh niên", "doan-the"),
    "đoàn tncs hồ chí minh": ("Đoàn Thanh niên Cộng sản Hồ Chí Minh", "doan-the"),
    "đoàn cơ sở": ("Đoàn cơ sở", "doan-the"),
    "đoàn thanh niên cộng sản hồ chí minh": ("Đoàn Thanh niên Cộng sản Hồ Chí Minh", "doan-the"),
    "chi đoàn": ("Chi đoàn", "doan-the"),
    "đoàn tn": ("Đoàn Thanh niên", "doan-the"),
    "hội nông dân": ("Hội Nông dân", "doan-the"),
    "liên đoàn lao động": ("Liên đoàn Lao động", "doan-the"),
    "hội cựu chiến binh": ("Hội Cựu chiến binh", "doan-the"),
    "đảng ủy": ("Đảng ủy", "dang"),
    "đảng bộ": ("Đảng bộ", "dang"),
    "thanh tra": ("Thanh tra", "phong"),
    "ban chuyên án": ("Ban chuyên án", "chuyen-an"),
    "cơ quan cảnh sát điều tra": ("Cơ quan Cảnh sát điều tra", "phong"),
    "cơ quan csđt": ("Cơ quan Cảnh sát điều tra", "phong"),
    "cơ quan an ninh điều tra": ("Cơ quan An ninh điều tra", "phong"),
    "văn phòng": ("Văn phòng", "phong"),
    "bệnh xá": ("Bệnh xá", "phong"),
}
# Of these a province has its own, called after it: «Hội Liên hiệp Phụ nữ tỉnh Bắc Giang».
PLACE_UNIONS = frozenset(
    {"hội liên hiệp phụ nữ", "hội lhpn", "hội cựu chiến binh", "hội nông dân", "liên đoàn lao động"}
)
SQUADS = ("đại đội", "trung đội", "tiểu đội")
# Heads that a proper name or a description follows.
NAMED: dict[str, Level] = {
    "trại giam": "trai-giam",
    "trại tạm giam": "trai-giam",
    "nhà tạm giữ": "trai-giam",
    "đồn biên phòng": "khac",
    "đồn bp": "khac",
    "trạm kiểm soát biên phòng": "khac",
    "đồn công an": "xa",
    "trạm cảnh sát giao thông": "doi",
    "trạm csgt": "doi",
    "trạm kiểm soát": "doi",
    "trung đoàn": "trung-doan",
    "tiểu đoàn": "tieu-doan",
    **dict.fromkeys(SQUADS, "doi"),
    "học viện": "hoc-vien",
    "trường đại học": "hoc-vien",
    "trường cao đẳng": "hoc-vien",
    "trường trung cấp": "hoc-vien",
    "trường": "hoc-vien",
    "bệnh viện": "khac",
    "công ty": "khac",
    "tổng công ty": "khac",
    "trung tâm": "khac",
    "cục": "cuc",
    "tổng cục": "tong-cuc",
    "bộ tư lệnh": "tong-cuc",
    "viện": "cuc",
    "sở": "so-nganh",
    "báo": "bao",
    "chi cục": "so-nganh",
}
BORDER_POSTS = ("đồn biên phòng", "đồn bp")
FREE_WORDS = frozenset(
    {
        "học viện",
        "trường",
        "trường đại học",
        "trường cao đẳng",
        "trường trung cấp",
        "bệnh viện",
        "công ty",
        "tổng công ty",
    }
)
# Words that are heads only with a capital: in lower case they stand inside other words («xã hội», «đầu tư»).
WEAK = frozenset(
    {
        "hội",
        "ban",
        "bộ",
        "trung ương",
        "tư",
        "tw",
        "viện",
        "trường",
        "báo",
        "sở",
        "đại học",
        "văn phòng",
        "trung tâm",
        "cụm",
        "khối",
    }
)
HEADS = {
    *PLACE_HEADS,
    *CONTRACTED,
    *WITHIN,
    *NAMED,
    "phòng",
    "đội",
    "cụm thi đua",
    "cụm",
    "khối thi đua",
    "khối",
    "bộ",
    "ban",
    "ủy ban",
    "tổng liên đoàn",
    "hội",
    "trung ương",
    "tw",
    "tư",
    "ngân hàng nhà nước",
    "truyền hình",
    "quân ủy",
    "anhp",
    "đại học",
    "tổ công tác",
    "bca",
    "bqp",
}


def vocabulary_of(registry: Registry) -> frozenset[str]:
    """Return the folded words that descriptive names of bodies are made of."""
    words = {fold(word) for word in NAME_WORDS}
    for department in registry.departments.values():
        for name in department.names:
            words.update(fold(name).replace(",", "").split())
    for body in registry.bodies.values():
        if body.level in ("cuc", "tong-cuc"):
            words.update(fold(body.names[0]).replace(",", "").split())
    return frozenset(words - {"và", "-", "bộ", "cục", "tại", "việt", "nam", "bắt", "buộc"})


class Heads:
    """All heads on the key: `match` reads the longest at a place, `starts` gives the places where one may begin."""

    def __init__(self, registry: Registry) -> None:
        heads = sorted({*HEADS, *registry.police_abbreviations}, key=lambda head: (-len(head), head))
        self._heads = len(heads)
        sought = [*heads, *_CODE_OPENINGS]
        self._automaton = ahocorasick_rs.AhoCorasick(sought, implementation=ahocorasick_rs.Implementation.DFA)
        self.pattern = re.compile(  # three times as fast as `regex` at this
            rf"(?<!\w)(?:{'|'.join(map(re.escape, heads))})(?!\w)(?<!phòng(?=,? chống| cháy| ngừa))"
        )

    def match(self, key: str, start: int) -> re.Match[str] | None:
        """Return the longest head at a place."""
        return self.pattern.match(key, start)

    def starts(self, key: str) -> list[int]:
        """Return the places of a key where a head or the code of a unit begins, in order."""
        places = set()
        for number, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            before = key[start - 1] if start else " "
            if number >= self._heads:
                if code := _CODE.match(key, start - 1 if before == "p" else start):
                    places.add(code.start())
                continue
            behind = key[end : end + 1]
            # no part of a word on either side; written out, as it is asked some hundred times an article
            if not (behind.isalpha() or behind.isdecimal() or before.isalpha() or before.isdecimal()):
                places.add(start)
        return sorted(places)


_CODE = re.compile(r"(?<![\w-])p?[abchkvx] ?-?\d\d(?!\d)")
# what a code begins with: «c0», «c 0», «c-0»
_CODE_OPENINGS = [
    f"{letter}{gap}{digit}" for letter in "abchkvx" for gap in ("", " ", "-", " -") for digit in "0123456789"
]
