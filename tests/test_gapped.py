"""Who got the certificates of several grantors, told in every order: each number goes to its own grantor, and to no other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua import extract

GRANTORS = {
    "Thủ tướng Chính phủ": "thu-tuong",
    "Bộ Công an": "bo-cong-an",
    "UBND tỉnh": "ubnd-tinh",
    "Giám đốc Công an tỉnh": "cong-an-tinh",
    "Tỉnh đoàn": "doan-the",
}
KINDS = {"tập thể": "tap-the", "cá nhân": "ca-nhan"}

# {g0}, {g1}, {g2} grant what {r0}, {r1}, {r2} get; {g} and {r} are all of them
WORDINGS = [
    "{g} lần lượt tặng Bằng khen cho {r}.",
    "{g} tặng Bằng khen lần lượt cho {r}.",
    "{r} lần lượt được {g} tặng Bằng khen.",
    "{r} lần lượt nhận Bằng khen của {g}.",
    "Lần lượt {r} được {g} tặng Bằng khen.",
    "Bằng khen của {g} được trao lần lượt cho {r}.",
    "Bằng khen của {g0}, Bằng khen của {g1} và Bằng khen của {g2} lần lượt đến với {r}.",
    "Bằng khen của {g0}, của {g1} và của {g2} lần lượt được trao cho {r}.",
    "{g0} tặng Bằng khen cho {r0}, {g1} cho {r1} và {g2} cho {r2}.",
    "{r0} nhận Bằng khen của {g0}, {r1} của {g1} và {r2} của {g2}.",
    "{r0} được {g0}, {r1} được {g1} và {r2} được {g2} tặng Bằng khen.",
    "Được tặng Bằng khen có: {r0} ({g0}), {r1} ({g1}), {r2} ({g2}).",
    "Bằng khen được trao cho {r0} (của {g0}), {r1} (của {g1}) và {r2} (của {g2}).",
    "Bằng khen: {g0} tặng {r0}; {g1} tặng {r1}; {g2} tặng {r2}.",
    "Về Bằng khen, {g0} tặng {r0}, {g1} tặng {r1}, {g2} tặng {r2}.",
    "Có {r0} được tặng Bằng khen của {g0}; {r1} của {g1}; {r2} của {g2}.",
    "Bằng khen của {g0} được trao cho {r0}, của {g1} cho {r1}, của {g2} cho {r2}.",
    "{g0} có Bằng khen cho {r0}; {g1} có Bằng khen cho {r1}; {g2} có Bằng khen cho {r2}.",
    "Bằng khen của {g0}: {r0}; của {g1}: {r1}; của {g2}: {r2}.",
    "- Bằng khen của {g0}: {r0}\n- Bằng khen của {g1}: {r1}\n- Bằng khen của {g2}: {r2}",
    "Bằng khen {g0} ({r0}), Bằng khen {g1} ({r1}), Bằng khen {g2} ({r2}).",
    "{r0} có Bằng khen của {g0}, {r1} có Bằng khen của {g1}, {r2} có Bằng khen của {g2}.",
    "Trao Bằng khen của {g0} cho {r0}; Bằng khen của {g1} cho {r1}; Bằng khen của {g2} cho {r2}.",
    "Đón nhận Bằng khen của {g0} là {r0}; của {g1} là {r1}; của {g2} là {r2}.",
    "Nhận Bằng khen của {g0} có {r0}, của {g1} có {r1}, của {g2} có {r2}.",
    "{g0} đã tặng {r0} Bằng khen, {g1} tặng {r1} Bằng khen, {g2} tặng {r2} Bằng khen.",
]


def listed(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + " và " + parts[-1]


@pytest.mark.parametrize("wording", WORDINGS)
def test_each_number_has_its_own_grantor(wording: str) -> None:
    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(
        st.permutations(list(GRANTORS)),
        st.lists(st.integers(2, 99), min_size=3, max_size=3, unique=True),
        st.lists(st.sampled_from(list(KINDS)), min_size=3, max_size=3),
    )
    def check(grantors: list[str], counts: list[int], kinds: list[str]) -> None:
        who, what = grantors[:3], [f"{count} {kind}" for count, kind in zip(counts, kinds, strict=True)]
        names = {f"g{i}": one for i, one in enumerate(who)} | {f"r{i}": one for i, one in enumerate(what)}
        text = wording.format(g=listed(who), r=listed(what), **names)
        expected = sorted(
            (GRANTORS[grantor], KINDS[kind], count) for grantor, kind, count in zip(who, kinds, counts, strict=True)
        )
        told = sorted((",".join(a.authority), a.recipient, a.count) for a in extract(text).awards)
        assert told == expected, text

    check()
