"""The ranks of police and army, lowest first, as officially written."""

from __future__ import annotations

from thidua.offsets import fold

RANKS = (
    "Binh nhì", "Binh nhất", "Hạ sĩ", "Trung sĩ", "Thượng sĩ", "Chuẩn úy", "Thiếu úy", "Trung úy", "Thượng úy", "Đại úy",
    "Thiếu tá", "Trung tá", "Thượng tá", "Đại tá", "Thiếu tướng", "Trung tướng", "Thượng tướng", "Đại tướng",
)  # fmt: skip
# Of the navy, and of other countries: no place among those above.
OTHER_RANKS = ("Chuẩn tướng", "Chuẩn đô đốc", "Phó đô đốc", "Đô đốc")

# Folded → as officially written; longest first, so that an expression made of them reads «phó đô đốc» whole.
OFFICIAL = {fold(rank): rank for rank in sorted((*RANKS, *OTHER_RANKS), key=len, reverse=True)}
EXPRESSION = "|".join(OFFICIAL)
