"""Loading: what is read back is what was read, twice is once, and a load is whole or has not been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.db.awards import Read, corpus, dump, now, read_article
from thidua.db import load as loading_module
from thidua.db import schema
from thidua.db.connect import open_engine
from thidua.db.errors import DatabaseError
from thidua.db.load import Loaded, load
from thidua.db.queries import extractions, facts
from thidua.facts import facts_of
from thidua.records import Article, Extraction, NamedUnit, Problem
from thidua.rules import load_rules

REGISTRY = load_rules().registry
SENTENCE = "Ngày 12-11-2022, Chủ tịch UBND tỉnh Lào Cai tặng Bằng khen cho 3 tập thể thuộc Công an thị xã Sa Pa."


def loaded(url: str, items: Sequence[Read | Problem]) -> Loaded:
    return load(open_engine(url, create=True), items, REGISTRY, now=now, inputs=["x"])


def other_rules(item: Read, version: str = "0.0.9+older", **changes: object) -> Read:
    return item[0], item[1].model_copy(update={"rules_version": version, **changes})


def test_what_is_read_back_is_what_was_read(url: str) -> None:
    result = loaded(url, corpus())
    assert (result.articles, result.added, result.records) == (60, 60, sum(len(x.awards) for _, x in corpus()))
    with open_engine(url).connect() as connection:
        back = {extraction.id: (article, extraction) for article, extraction in extractions(connection)}
        told = {fact.record: fact for fact in facts(connection)}
    for article, extraction in corpus():
        assert back[article.id][1] == extraction
        assert back[article.id][0].text == article.text
        for fact in facts_of(extraction, REGISTRY.since):
            assert told[fact.record] == replace(fact, people=())


def test_the_same_articles_twice_change_nothing(url: str) -> None:
    loaded(url, corpus())
    engine = open_engine(url)
    before = dump(engine)
    again = loaded(url, corpus())
    assert (again.unchanged, again.run, again.changed) == (60, None, False)
    assert dump(engine) == before


def test_a_unit_that_nobody_can_tell_stops_no_load(url: str) -> None:
    item = read_article("Nghi can bị đưa về Trại tạm giam. Thủ tướng Chính phủ tặng Bằng khen cho 3 tập thể.")
    older = NamedUnit(name="Trại tạm giam", evidence=item[1].awards[0].evidence, rule=("unit.named",), confidence=1.0)
    result = loaded(url, [(item[0], item[1].model_copy(update={"units": (older,)}))])
    assert (item[1].units, result.records) == ((), 1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(8)), cut=st.integers(0, 8))
def test_order_and_parts_of_a_load_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int
) -> None:
    items = [item for item in corpus() if item[1].awards][:8]
    tables = []
    for parts in ([items], [[items[i] for i in order[:cut]], [items[i] for i in order[cut:]]]):
        url = f"sqlite:///{tmp_path_factory.mktemp('order') / 'x.db'}"
        for part in parts:
            loaded(url, part)
        found = dump(open_engine(url))
        tables.append({name: found[name] for name in ("records", "evidences", "recipients", "units", "people")})
    assert tables[0] == tables[1]


def test_another_rules_version_replaces_an_article_and_history_stays(url: str) -> None:
    first = read_article(SENTENCE)
    loaded(url, [other_rules(first, awards=())])
    result = loaded(url, [first])
    assert (result.replaced, result.added, result.other_text) == (1, 0, 0)
    with open_engine(url).connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.records)) == 1
        runs = connection.execute(
            select(schema.runs.c.id, schema.runs.c.rules_version).order_by(schema.runs.c.id)
        ).all()
        assert [tuple(row) for row in runs] == [(1, "0.0.9+older"), (2, load_rules().version)]
        history = connection.execute(select(schema.article_runs.c.run, schema.article_runs.c.records)).all()
        assert sorted(map(tuple, history)) == [(1, 0), (2, 1)]


def test_what_no_article_names_any_more_goes(url: str) -> None:
    def named() -> tuple[set[str], set[str]]:
        with open_engine(url).connect() as connection:
            units = select(schema.units.c.name).where(schema.units.c.source == "bài báo")
            return set(connection.scalars(units)), set(connection.scalars(select(schema.people.c.name)))

    text = "Đại úy Lò Văn Tâm và Phòng Tham mưu Công an tỉnh Lào Cai được Bộ Công an tặng Bằng khen."
    loaded(url, [read_article(text)])
    units, people = named()
    assert "Phòng Tham mưu" in units
    assert people == {"Lò Văn Tâm"}
    assert loaded(url, [other_rules(read_article("Công an tỉnh Lào Cai họp giao ban."))]).other_text == 1
    assert named() == (set(), set())


def test_two_rules_versions_in_one_load_are_refused(url: str) -> None:
    loaded(url, [read_article(SENTENCE, "bài-0")])
    engine = open_engine(url)
    before = dump(engine)
    mixed = [read_article(SENTENCE, f"bài-{n}") for n in range(1, 4)]
    with pytest.raises(DatabaseError, match=r"two rules versions in one load: .* \(article bài-1\).*older.*bài-9"):
        loaded(url, [*mixed, other_rules(read_article(SENTENCE, "bài-9"))])
    assert dump(engine) == before


def test_an_id_that_stands_twice_is_told_and_left_out(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading_module, "_BATCH_ARTICLES", 2)
    told: list[Problem] = []
    items = [read_article(SENTENCE, ident) for ident in ("a", "b", "c", "a", "d", "d")]
    result = load(open_engine(url, create=True), items, REGISTRY, now=now, tell=told.append)
    assert (result.added, result.failed) == (4, 2)
    assert [problem.code for problem in told] == ["duplicate-record"] * 2


def test_a_problem_is_passed_on(url: str) -> None:
    told: list[Problem] = []
    bad = Problem(code="bad-json", message="x")
    result = load(open_engine(url, create=True), [bad, read_article(SENTENCE)], REGISTRY, now=now, tell=told.append)
    assert (told, result.failed, result.added) == ([bad], 1, 1)


def test_a_text_that_was_kept_stays_when_the_records_come_without(url: str) -> None:
    article, extraction = read_article(SENTENCE)
    loaded(url, [(article, extraction)])
    bare = Article(id=article.id, text="")
    assert loaded(url, [(bare, extraction)]).unchanged == 1
    assert loaded(url, [other_rules((bare, extraction))]).replaced == 1
    with open_engine(url).connect() as connection:
        assert connection.scalar(select(schema.articles.c.text)) == SENTENCE


def test_a_text_that_comes_later_is_added(url: str) -> None:
    article, extraction = read_article(SENTENCE)
    loaded(url, [(Article(id=article.id, text=""), extraction)])
    assert loaded(url, [(article, extraction)]).replaced == 1


def test_a_force_before_and_after_a_merger_is_two_units(url: str) -> None:
    items = [
        read_article("Công an thành phố Hải Phòng được tặng Cờ thi đua của Bộ Công an.", ident, published=day)
        for ident, day in (("trước", "2024-12-20"), ("sau", "2025-12-20"))
    ]
    loaded(url, items)
    query = select(schema.records.c.article, schema.units.c.valid_from, schema.units.c.valid_to).join(schema.units)
    with open_engine(url).connect() as connection:
        found = {row[0]: tuple(row[1:]) for row in connection.execute(query)}
    assert found == {"trước": (None, "2025-06-30"), "sau": ("2025-07-01", None)}


def test_the_registry_s_units_have_parents_and_sources(url: str) -> None:
    loaded(url, [read_article(SENTENCE)])
    with open_engine(url).connect() as connection:
        rows = {row.id: row for row in connection.execute(select(schema.units))}
    assert len(rows) > 700
    assert all(row.source for row in rows.values())
    assert all(row.parent in rows for row in rows.values() if row.parent)
    assert all(row.successor in rows for row in rows.values() if row.successor)


def test_an_error_in_the_middle_leaves_the_database_as_it_was(url: str) -> None:
    loaded(url, [read_article(SENTENCE, "bài-0")])
    engine = open_engine(url)
    before = dump(engine)

    def broken() -> Sequence[Read]:
        yield read_article(SENTENCE, "bài-1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loaded(url, broken())
    assert dump(engine) == before


def test_memory_is_bounded_by_the_batch(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are written whenever there are enough, not at the end."""
    monkeypatch.setattr(loading_module, "_BATCH_ARTICLES", 3)
    monkeypatch.setattr(loading_module, "_BATCH_ROWS", 50)
    sizes: list[int] = []
    real = loading_module.write_rows

    def counted(connection: object, tables: dict[str, list[object]]) -> None:
        sizes.append(sum(map(len, tables.values())))
        real(connection, tables)

    monkeypatch.setattr(loading_module, "write_rows", counted)
    loaded(url, corpus()[:30])
    assert len(sizes) > 5


def test_a_database_file_s_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no folder"):
        open_engine(f"sqlite:///{tmp_path / 'no' / 'x.db'}", create=True)


def test_records_without_text_hash_load(url: str) -> None:
    article, extraction = read_article(SENTENCE)
    old = Extraction.model_validate(extraction.model_dump(exclude={"text_hash", "rules_version"}))
    assert loaded(url, [(Article(id=article.id, text=""), old)]).added == 1
