"""Sentences that only the grammar of awards can make of: its own phrases, in an order that nobody would write."""

from __future__ import annotations

import random

_RECIPIENTS = ["3 tập thể", "5 cá nhân", "2 đồng chí", "các tập thể, cá nhân", "nhiều cá nhân", "anh Lò Văn An", "Thượng tá Cầm Văn Bình", "Công an xã Hua Nhàn", "Phòng Cảnh sát hình sự", "đơn vị", "hộ gia đình", "tập thể", "cá nhân", "người", "thuộc Công an huyện Mường La"]  # fmt: skip
_VERBS = ["được", "đã được", "vinh dự được", "tặng", "trao", "khen thưởng", "tặng thưởng", "nhận", "đạt", "đạt danh hiệu", "giành", "biểu dương", "đề nghị", "xét", "dự kiến", "là", "có", "sẽ", "không"]  # fmt: skip
_AWARDS = ["Bằng khen", "Giấy khen", "2 Giấy khen", "3 Huân chương Chiến công", "Huân chương Chiến công hạng Nhì và hạng Ba", "Huân chương Lao động hạng Nhất, Nhì, Ba", "giải Nhất", "2 giải Nhì", "giải Khuyến khích", "danh hiệu Chiến sĩ thi đua cơ sở", "Đơn vị quyết thắng", "Cờ thi đua", "hạng Nhì", "Kỷ niệm chương", "Thư khen", "giải cá nhân"]  # fmt: skip
_GRANTORS = ["của Bộ Công an", "của", "do", "Bộ Công an", "Chủ tịch UBND tỉnh", "Giám đốc Công an tỉnh", "thừa ủy quyền", "Thủ tướng Chính phủ"]  # fmt: skip
_JOINS = [",", ",", ",", ";", ":", "và", "cùng", "cho", "tới", "trong đó", "trong đó có", "gồm", "cụ thể", "lần lượt", "mỗi", "các", "lượt", "(", ")", "-", ".", "vì", "số còn lại", "kèm tiền thưởng"]  # fmt: skip
_NUMBERS = ["7", "15", "2 lần", "5 năm liền", "3 lần", "năm 2020", "ngày 5/6/2021"]
_GROUPS = (_RECIPIENTS, _VERBS, _AWARDS, _GRANTORS, _JOINS, _NUMBERS)
_OPENINGS = ["", "", "Trong đó, ", "Cụ thể: ", "Ngoài ra, ", "Bên cạnh đó, ", "- "]


def of_phrases(chance: random.Random) -> str:
    """Return one to three sentences of 4 to 24 phrases each."""
    return " ".join(_sentence(chance) for _ in range(chance.choice((1, 1, 2, 3))))


def _sentence(chance: random.Random) -> str:
    words = " ".join(chance.choice(chance.choice(_GROUPS)) for _ in range(chance.randint(4, 24)))
    for mark in ",;:.)":
        words = words.replace(f" {mark}", mark)
    return f"{chance.choice(_OPENINGS)}{words[:1].upper()}{words[1:]}."
