"""Where in a key a head or the code of a unit may begin."""

from __future__ import annotations

import pytest

from thidua.mentions.unit_heads import Heads
from thidua.rules import load_rules


@pytest.mark.parametrize(
    ("key", "begin"),
    [
        ("công an huyện", ["công an"]),
        ("xcông an, công anx, công an²", ["công an²"]),  # a note's number is no part of the word
        ("pc45", ["pc45"]),
        ("pc 46; pc-47; pc -48", ["pc 46", "pc-47", "pc -48"]),
        ("a09 và k02", ["a09", "k02"]),
        ("pc123, xpc45, -a09, pa9", []),
    ],
)
def test_starts(key: str, begin: list[str]) -> None:
    assert Heads(load_rules().registry).starts(key) == [key.index(one) for one in begin]
