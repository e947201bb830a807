"""Whatever a text says, it is read without a fault, and each quote is what its span holds."""

from __future__ import annotations

import random

import pytest
from benchmarks.fuzz import faults
from benchmarks.phrases import of_phrases

from thidua import extract

# clauses that leave a part out which another part of the code took for granted
BARE = [
    "3 tập thể, 5 cá nhân được tặng Bằng khen, nhận Huân chương Chiến công hạng Nhì và hạng Ba.",
    "Hạng Nhì 7 các cá nhân Công an xã của Bộ.",
    "Đơn vị giành 7 Huân chương và hạng Ba Lò Văn An Chủ tịch tỉnh Lò Văn An.",
    "Bộ Công an tặng lần lượt 16 và 22 Cờ thi đua.",
    "Huân chương hạng Nhất, Nhì, trao các cá nhân là Bộ Công an.",
]


@pytest.mark.parametrize("text", BARE)
def test_a_clause_without_a_part(text: str) -> None:
    assert not list(faults(extract(text), text))


def test_phrases_in_any_order() -> None:
    awards = 0
    for seed in range(1_000):
        text = of_phrases(random.Random(seed))
        found = extract(text)
        wrong = list(faults(found, text))
        assert not wrong, (text, wrong)
        awards += len(found.awards)
    assert awards > 500
