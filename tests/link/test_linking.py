"""Linking: what makes two articles one event and two records one figure, and how right it is on corpus/events."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from tests.accuracy.linking import SETS, events, figures, gold, linked, reposts
from tests.db.awards import dump, now, read_article
from thidua.audit.rules import load_audit_rules
from thidua.db import schema
from thidua.db.audit import audit
from thidua.db.connect import open_engine
from thidua.db.link import link
from thidua.db.load import load
from thidua.facts import Fact, facts_of, unit_of
from thidua.link import reposts as near_texts
from thidua.link.clusters import clusters
from thidua.link.events import EventLink, _candidates, _Rare, closed, groups
from thidua.link.figures import chains, comparable
from thidua.link.grouping import MANY
from thidua.link.pairs import Pairs
from thidua.link.report import Report
from thidua.link.reposts import reposts as find_reposts
from thidua.rules import load_rules
from thidua.signature import HASHES, signature

REGISTRY = load_rules().registry


def facts(text: str, ident: str = "a", **about: str) -> list[Fact]:
    return list(facts_of(read_article(text, ident, **about)[1], REGISTRY.since))


@pytest.fixture(scope="module", params=list(SETS))
def connection(request: pytest.FixtureRequest) -> Iterator[tuple[str, Connection]]:
    with linked(request.param) as found:
        yield request.param, found


def test_reports_of_one_event_are_joined(connection: tuple[str, Connection]) -> None:
    name, base = connection
    measured = events(base, name)
    assert len({str(one["event"]) for one in gold(name)}) == 20
    assert len(gold(name)) >= 60
    assert measured.precision >= 0.98, sorted(measured.found - measured.wanted)
    assert measured.recall >= 0.95, sorted(measured.wanted - measured.found)


def test_reposts_are_found(connection: tuple[str, Connection]) -> None:
    name, base = connection
    measured = reposts(base, name)
    assert measured.found == measured.wanted


def test_signatures_that_were_made_elsewhere_give_the_same(
    connection: tuple[str, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, base = connection
    table, links = schema.articles, select(schema.article_links).order_by(*schema.article_links.primary_key.columns)
    signatures = {row.id: signature(row.text) for row in base.execute(select(table.c.id, table.c.text))}
    wanted = base.execute(links).all()
    monkeypatch.setattr("thidua.db.link.signature", None)  # no text is signed again
    link(base, signatures)
    found = base.execute(links).all()
    base.rollback()
    assert found == wanted


def test_one_figure_in_several_articles_is_one_cluster(connection: tuple[str, Connection]) -> None:
    name, base = connection
    measured = figures(base, name)
    assert measured.precision >= 0.98
    assert measured.recall >= 0.95


def test_each_link_says_why(connection: tuple[str, Connection]) -> None:
    name, base = connection
    for table in (schema.article_links, schema.clusters, schema.cluster_members, schema.related_records):
        rows = base.execute(select(table.c.why)).scalars().all()
        assert rows or (table is schema.related_records and name == "articles")  # their periods are read too seldom
        assert all(len(why) > 8 for why in rows)


def test_conflicts_have_no_value_and_agreements_have_one(connection: tuple[str, Connection]) -> None:
    _, base = connection
    rows = base.execute(select(schema.clusters.c.verdict, schema.clusters.c["count"])).all()
    assert {row.verdict for row in rows} == {"reported", "conflict"}
    for verdict, count in rows:
        assert (count is None) == (verdict == "conflict")


def test_both_databases_are_linked_alike(url: str) -> None:
    texts = [
        (
            "Ngày 5-6-2023, Chủ tịch UBND tỉnh Hòa Bình tặng Bằng khen cho 17 cá nhân, 6 tập thể thuộc Công an tỉnh Hòa Bình.",
            "x",
        ),
        (
            "17 cá nhân và 6 tập thể Công an tỉnh Hòa Bình được Chủ tịch UBND tỉnh Hòa Bình tặng Bằng khen ngày 5-6-2023.",
            "y",
        ),
    ]
    items = [read_article(text, ident, published="2023-06-06") for text, ident in texts]
    engine = open_engine(url, create=True)
    load(engine, items, REGISTRY, now=now, after=link)
    found = dump(engine)
    assert [(row[0], row[1], row[2]) for row in found["article_links"]] == [("x", "y", "event")]
    assert sorted(row[2] for row in found["clusters"]) == [6, 17]
    with engine.begin() as base:
        link(base)
    assert dump(engine) == found


# --- figures --------------------------------------------------------------------------------------

BASE = "Năm 2022, Bộ Công an tặng Bằng khen cho 12 tập thể thuộc Công an tỉnh Hòa Bình."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Công an tỉnh Hòa Bình có 12 tập thể được Bộ Công an tặng Bằng khen năm 2022.", True),
        ("Năm 2022, Bộ Công an tặng Bằng khen cho 13 tập thể thuộc Công an tỉnh Hòa Bình.", True),
        ("Năm 2022, UBND tỉnh tặng Bằng khen cho 12 tập thể thuộc Công an tỉnh Hòa Bình.", False),
        ("Năm 2022, Bộ Công an tặng Bằng khen cho 12 cá nhân thuộc Công an tỉnh Hòa Bình.", False),
        ("Năm 2021, Bộ Công an tặng Bằng khen cho 12 tập thể thuộc Công an tỉnh Hòa Bình.", False),
        ("6 tháng đầu năm 2022, Bộ Công an tặng Bằng khen cho 12 tập thể thuộc Công an tỉnh Hòa Bình.", False),
        ("Năm 2022, Bộ Công an tặng Bằng khen cho 12 tập thể thuộc Công an tỉnh Sơn La.", False),
        ("Năm 2022, đề nghị Bộ Công an tặng Bằng khen cho 12 tập thể thuộc Công an tỉnh Hòa Bình.", False),
    ],
)
def test_what_is_comparable(other: str, same: bool) -> None:
    (one,), (two,) = facts(BASE), facts(other, "b")
    assert comparable(one, two) is same
    assert comparable(two, one) is same


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Công an tỉnh", None),
        ("CATP", None),
        ("Học viện", None),
        ("Phòng Tham mưu", ("Phòng Tham mưu",)),
        ("Trại giam Z30", ("Trại giam Z30",)),
    ],
)
def test_a_common_noun_without_a_home_is_no_unit_in_particular(name: str, path: tuple[str, ...] | None) -> None:
    found = unit_of(name, None, {})
    assert (found and found.path) == path


def test_a_bare_force_stands_below_its_home() -> None:
    found = unit_of("Công an huyện", "Công an tỉnh Sơn La", {})
    assert found is not None
    assert found.path == ("Công an huyện", "Công an tỉnh Sơn La")


def test_a_force_before_and_after_a_merger_is_not_comparable() -> None:
    text = "Công an thành phố Hải Phòng được Bộ Công an tặng Cờ thi đua."
    (one,), (two,) = (facts(text, day, published=day) for day in ("2025-06-25", "2025-07-02"))
    assert not comparable(one, two)


def test_growing_periods_are_a_chain_and_no_cluster() -> None:
    told = []
    for ident, when, count in (("a", "6 tháng đầu năm", 31), ("b", "9 tháng năm", 47), ("c", "Năm", 60)):
        told += facts(f"{when} 2022, Công an tỉnh Hòa Bình có {count} tập thể được khen thưởng.", ident)
    assert [[fact.count for fact in chain] for chain in chains(told)] == [[31, 47, 60]]
    assert list(clusters([[fact] for fact in told])) == []


def test_a_conflict_is_one_cluster_with_two_counts() -> None:
    one = facts("Năm 2022, Công an tỉnh Hòa Bình có 80 cá nhân được khen thưởng.", "a")
    two = facts("Năm 2022, Công an tỉnh Hòa Bình có 79 cá nhân được khen thưởng.", "b")
    (cluster,) = clusters([one, two])
    assert (cluster.verdict, cluster.counts) == ("conflict", {79, 80})


def test_a_cluster_has_one_record_of_an_article() -> None:
    text = "Giám đốc Công an tỉnh tặng Giấy khen cho 5 cá nhân Công an huyện Đà Bắc; tặng Giấy khen cho 5 cá nhân Công an huyện Mai Châu."
    for cluster in clusters([facts(text, "a"), facts(text, "b")]):
        assert len(cluster.articles) == len(cluster.facts) == 2


# One form of words, as a province's districts send it in at the end of each year.
_YEARLY = (
    "Ngày 10-1-{y}, Công an huyện {unit} tổ chức hội nghị tổng kết công tác năm {b}, triển khai nhiệm vụ năm {y}. Trong năm, "
    "Công an huyện {unit} đã làm tốt công tác phòng ngừa, đấu tranh với các loại tội phạm; phong trào toàn dân bảo vệ an ninh Tổ "
    "quốc được duy trì và nhân rộng ở các xã, bản. Giám đốc Công an tỉnh {province} tặng Giấy khen cho {n} tập thể và {m} cá "
    "nhân thuộc Công an huyện {unit} có thành tích xuất sắc trong năm {b}."
)


@pytest.mark.parametrize(
    ("other", "linked_as"),
    [
        ({"unit": "Bến Lức", "n": 4, "m": 15}, set()),
        ({"province": "Trà Vinh"}, set()),  # which has a district of the same name
        ({"y": 2024, "b": 2023}, set()),
        ({"m": 21}, {"repost", "event"}),  # the same event, told with another number: a conflict to look at
    ],
)
def test_one_form_of_words_is_no_repost(other: dict[str, object], linked_as: set[str], tmp_path: Path) -> None:
    here: dict[str, object] = {"unit": "Châu Thành", "province": "Long An", "y": 2023, "b": 2022, "n": 3, "m": 12}
    items = [
        read_article(_YEARLY.format(**told), ident, published=f"{told['y']}-01-11")
        for ident, told in (("a", here), ("b", here | other))
    ]
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}", create=True)
    load(engine, items, REGISTRY, now=now, after=link)
    with engine.connect() as base:
        assert set(base.scalars(select(schema.article_links.c.kind))) == linked_as


# --- texts and groups -----------------------------------------------------------------------------


def test_near_texts_are_found_and_others_are_not() -> None:
    chance = random.Random(7)
    words = [f"tiếng{n}" for n in range(400)]
    texts = {f"bài-{n:02}": " ".join(chance.choices(words, k=150)) for n in range(60)}
    cut = texts["bài-07"].split()
    texts["lại-07"] = " ".join(cut[:60] + cut[75:])
    signed = [(ident, signature(text)) for ident, text in texts.items()]
    found = list(find_reposts(signed, texts.__getitem__))
    assert [(one.one, one.other) for one in found] == [("bài-07", "lại-07")]
    assert 0.7 < found[0].likeness < 1


def test_an_empty_database_has_no_reposts() -> None:
    assert list(find_reposts([], str)) == []


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12))
def test_groups_are_what_links_connect(links: list[tuple[str, str]]) -> None:
    members = groups(links)
    assert set(members) == {ident for link in links for ident in link}
    for one, other in links:
        assert members[one] == members[other]
    told = [EventLink(min(link), max(link), 2.0, "") for link in links if len(set(link)) == 2]
    pairs = [(a, b) for a, b in combinations(sorted(members), 2) if members[a] == members[b]]
    assert sorted((one.one, one.other) for one in closed(told)) == pairs


def test_a_large_group_is_linked_with_its_first_alone() -> None:
    idents = [f"bài-{number:03}" for number in range(3 * MANY)]
    chain = [EventLink(one, other, 2.5, "cùng ngày") for one, other in pairwise(idents)]
    found = {(one.one, one.other) for one in closed(chain)}
    assert found == {(one.one, one.other) for one in chain} | {(idents[0], other) for other in idents[1:]}


def test_many_reprints_take_a_link_each(tmp_path: Path) -> None:
    """Of n reprints there are n² / 2 pairs; links, findings and their records must not grow so."""
    told: dict[str, object] = {"unit": "Than Uyên", "province": "Lai Châu", "y": 2023, "b": 2022, "n": 3, "m": 12}
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}", create=True)
    many = 3 * MANY
    items = [read_article(_YEARLY.format(**told), f"bài-{number:03}", published="2023-01-11") for number in range(many)]
    load(engine, items, REGISTRY, now=now, after=link)
    with engine.begin() as base:
        found = sum(one.check == "duplicate" for one in audit(base, load_audit_rules(), REGISTRY))
        kinds = dict(
            base.execute(select(schema.article_links.c.kind, func.count()).group_by(schema.article_links.c.kind)).all()
        )
        sizes = list(base.scalars(select(schema.clusters.c.size)))
    assert kinds == {"event": many - 1, "repost": many - 1}
    assert sizes == [many, many]
    assert 0 < found <= 3 * many


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_pairs_are_told_once_and_in_order(met: list[tuple[int, int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("thidua.link.pairs._FEW", 4)
        patch.setattr("thidua.link.pairs._AT_ONCE", 3)
        pairs = Pairs()
        for one, other in met:
            pairs.add(one, other)
        assert list(pairs) == list(pairs) == sorted({(min(pair), max(pair)) for pair in met})


def test_a_report_is_compared_with_the_nearest_of_its_force(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody: frozenset[str] = frozenset()
    reports = [
        Report(
            f"bài-{number}",
            date(2023, 1, number),
            None,
            frozenset({"Công an tỉnh Lai Châu"}),
            nobody,
            nobody,
            nobody,
            nobody,
            (),
        )
        for number in range(1, 6)
    ]
    pairs = {(one, other) for one, other in combinations(range(5), 2)}
    assert set(_candidates(reports, set(), _Rare(reports))) == pairs
    monkeypatch.setattr("thidua.link.events._MOST_NEAR", 2)
    assert set(_candidates(reports, set(), _Rare(reports))) == {(a, b) for a, b in pairs if b - a <= 2}


def test_a_text_is_compared_with_some_of_those_that_share_a_band() -> None:
    alike = np.zeros((5 * near_texts._MOST_ALIKE, HASHES), "<u4")
    pairs = list(near_texts._candidates(alike))
    assert len(pairs) <= len(alike) * near_texts._MOST_ALIKE
    assert {(0, len(alike) - 1), (len(alike) - 2, len(alike) - 1)} <= set(pairs)
