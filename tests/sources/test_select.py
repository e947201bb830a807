"""The articles of a time, and the first ones; problems are never passed over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from thidua.records import Article, Problem
from thidua.sources.select import PassedOver, dated, limited

BAD = Problem(code="empty", message="the file is empty")


def news(*days: str | None) -> list[Article | Problem]:
    return [
        Article(id=str(number), text="Công an xã tặng giấy khen.", published=day) for number, day in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("published", "since", "until", "kept"),
    [
        ("2016-05-06", "2016-05-06", "2016-05-06", True),
        ("2016-05-06", "2016-05-07", None, False),
        ("2016-05-06", None, "2016-05-05", False),
        ("2016-05", "2016-05-31", None, True),
        ("2016-05", "2016-06-01", None, False),
        ("2016-05", None, "2016-05-01", True),
        ("2016-05", None, "2016-04-30", False),
        ("2016-05-31", "2016-05", "2016-05", True),
        ("2016-06-01", "2016-05", "2016-05", False),
        ("2016-12-31", "2016", "2016", True),
        ("2016-12", "2016", "2016", True),
        ("2017-01", None, "2016", False),
        ("2015-12-31", "2016", None, False),
        ("2016-05-06", None, None, True),
    ],
)
def test_a_time_includes_both_its_ends(published: str, since: str | None, until: str | None, kept: bool) -> None:
    assert bool(list(dated(news(published), since, until))) == kept


def test_what_is_passed_over_is_counted_and_problems_are_not() -> None:
    counts = PassedOver()
    items = [*news("2016-05-06", None, "2015-01-01", None), BAD]
    assert list(dated(items, "2016", None, counts)) == [items[0], BAD]
    assert counts == PassedOver(undated=2, outside=1)


def test_a_time_stamp_in_the_text_tells_the_day() -> None:
    text = "Khen thưởng Công an xã\n\nThứ Ba, 15/9/2020, 10:30\n\nUBND xã Tân Lập tặng giấy khen cho Công an xã."
    stamped = Article(id="a", text=text)
    counts = PassedOver()
    assert list(dated([stamped], "2020-09-15", "2020-09-15", counts)) == [stamped]
    assert list(dated([stamped], "2020-09-16", None, counts)) == []
    assert counts == PassedOver(outside=1)


def test_without_bounds_undated_articles_are_passed_on() -> None:
    assert len(list(dated(news(None, "2016-05-06")))) == 2


@pytest.mark.parametrize("bound", ["hôm qua", "2016-13", "6/5/2016", "2016-5-6", "", "2016-05-06T00:00"])
def test_a_bound_that_is_no_date_is_refused_at_once(bound: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        dated([], bound)


@pytest.mark.parametrize(("since", "until"), [("2024", "2020"), ("2024-05", "2024-04-30"), ("2024-05-02", "2024-04")])
def test_a_time_that_ends_before_it_begins_is_refused(since: str, until: str) -> None:
    with pytest.raises(ValueError, match="before it begins"):
        dated([], since, until)


@pytest.mark.parametrize(("since", "until"), [("2024", "2024"), ("2024-05-02", "2024"), ("2024", "2024-01-01")])
def test_bounds_of_unlike_length_may_overlap(since: str, until: str) -> None:
    assert list(dated([], since, until)) == []


def test_a_limit_counts_articles_and_reads_nothing_behind_the_last() -> None:
    def items() -> Iterator[Article | Problem]:
        yield BAD
        yield from news("2016-05-06", "2016-05-07")
        raise AssertionError

    assert [type(item) for item in limited(items(), 2)] == [Problem, Article, Article]
    assert list(limited(items(), 0)) == []
    assert len(list(limited(news(None), 5))) == 1
