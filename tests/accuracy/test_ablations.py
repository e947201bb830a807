"""What benchmarks/ablations.py switches off is still there to be switched off, and makes a difference."""

from __future__ import annotations

import pytest
from benchmarks.ablations import VARIANTS

from thidua import extract

_CHANGED = {
    "without carry-over": "Giám đốc Công an tỉnh tặng Giấy khen cho 5 tập thể, Bằng khen cho 3 cá nhân; 8 tập thể được tặng Giấy khen.",
    "without proposals and denials": "Công an tỉnh đề nghị Bộ Công an tặng Bằng khen cho 3 cá nhân.",
    "without joining repeated figures": "5 tập thể được tặng Giấy khen\n\nGiám đốc Công an tỉnh tặng Giấy khen cho 5 tập thể.",
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_part_can_be_switched_off(variant: str) -> None:
    text = _CHANGED.get(variant, "Bộ Công an tặng Bằng khen cho 3 cá nhân.")
    usual = extract(text).awards
    with VARIANTS[variant]():
        changed = extract(text).awards
    assert (changed != usual) == (variant in _CHANGED)
    assert extract(text).awards == usual
