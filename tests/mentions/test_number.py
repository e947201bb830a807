"""Number words, as spoken and as written."""

from __future__ import annotations

import pytest

from thidua.mentions.number import parse_words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("một", 1),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai lăm", 25),
        ("bảy mốt", 71),
        ("năm mươi nhăm", 55),
        ("ba chục", 30),
        ("một trăm linh tư", 104),
        ("một trăm lẻ năm", 105),
        ("một trăm hai mươi", 120),
        ("ba trăm hai mốt", 321),
        ("hai nghìn không trăm linh sáu", 2006),
        ("một triệu hai trăm nghìn", 1_200_000),
        ("một trăm hai", None),  # 120 where it is said, 102 where it is written
        ("hai nghìn tư", None),
        ("hai ba", None),
        ("mươi", None),
        ("trăm", None),
        ("tư", None),
        ("không", None),
        ("linh năm", None),
        ("một rưỡi", None),
    ],
)
def test_words(words: str, expected: int | None) -> None:
    assert parse_words(words) == expected
