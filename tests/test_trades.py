"""People told by their trade, and lists of names that no «và» closes: each of them is counted, and nobody else."""

from __future__ import annotations

import pytest

from thidua import extract

TRADES = [
    "nghệ sĩ", "NSƯT", "NSND", "ca sĩ", "diễn viên", "đạo diễn", "nhạc sĩ", "nhà văn", "họa sĩ", "bác sĩ", "GS", "PGS.TS", "giáo sư", "tiến sĩ", "nhà báo",
    "phóng viên", "kỳ thủ", "cầu thủ", "vận động viên", "VĐV", "HLV", "huấn luyện viên", "trọng tài", "thủ môn", "đội trưởng", "võ sĩ", "phi công", "tài xế",
    "lái xe", "liệt sĩ", "cô giáo", "giáo viên", "thầy", "em", "cháu", "bé", "bạn", "học sinh", "sinh viên", "nam sinh", "nữ sinh", "thí sinh", "nhà giáo",
    "thầy thuốc", "điều dưỡng", "kỹ sư", "công nhân", "doanh nhân", "nông dân", "ngư dân", "thuyền trưởng", "luật sư", "thẩm phán", "dược sĩ", "mẹ", "linh mục",
    "Hòa thượng", "hoa hậu", "đoàn viên", "cán bộ", "chiến sĩ", "trinh sát", "đồng chí", "già làng", "trưởng thôn", "cựu chiến binh", "thương binh", "giám đốc",
]  # fmt: skip
TOLD = [
    ("UBND tỉnh tặng Bằng khen cho {0} Lê Quang Hải vì thành tích xuất sắc.", 1),
    ("Dịp này, {0} Lê Quang Hải được tặng Bằng khen của UBND tỉnh.", 1),
    ("Dịp này, {0} Lê Quang Hải và {0} Phạm Thu Trang nhận Bằng khen của UBND tỉnh.", 2),
    ("UBND tỉnh tặng Bằng khen cho {0} Lê Quang Hải, {0} Phạm Thu Trang và 5 người khác.", 7),
]


@pytest.mark.parametrize("trade", TRADES)
def test_people_by_their_trade(trade: str) -> None:
    for told, count in TOLD:
        text = told.format(trade)
        assert [(a.recipient, a.count) for a in extract(text).awards] == [("ca-nhan", count)], text


HEADS = [
    "hai em",
    "hai anh",
    "các em",
    "2 học sinh",
    "hai ca sĩ",
    "2 em học sinh",
    "các chị",
    "hai chiến sĩ",
    "các anh",
    "2 công dân:",
    "2 cá nhân gồm",
]
NAMES = [
    "Lê Văn Mai, Trần Tựu",
    "Lê Thị Lan, Hải Yến",
    "Lê Văn Mai (lớp 5A), Trần Tựu (lớp 5B)",
    "Lê Văn Mai và Trần Tựu",
]


@pytest.mark.parametrize("head", HEADS)
def test_lists_of_names_without_a_last_joint(head: str) -> None:
    for names in NAMES:
        for told in (
            "UBND tỉnh tặng Bằng khen cho {}.",
            "UBND tỉnh tặng Bằng khen cho {} vì đã cứu người.",
            "Dịp này, {} được UBND tỉnh tặng Bằng khen.",
            "Sáng nay, {} nhận Bằng khen của UBND tỉnh.",
        ):
            text = told.format(f"{head} {names}")
            assert [(a.recipient, a.count) for a in extract(text).awards] == [("ca-nhan", 2)], text
