"""The report in a real Chromium: every record opens its characters, and nothing is fetched or executed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from thidua.db.sink import DatabaseSink
from thidua.engine.job import Job
from thidua.engine.pool import outcomes
from thidua.extraction import extract_article
from thidua.records import Article
from thidua.rules import load_rules
from thidua.run import run

TEXT = (
    "Công an huyện Gia Viễn được khen\n\nNgày 3/4/2018, Chủ tịch UBND tỉnh Ninh Bình tặng Bằng khen cho 4 tập thể, 9 cá nhân của Công an tỉnh.\n"
    "<script>document.title = 'hacked'</script> Thượng tá Vũ Đức Hải chủ trì."
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "no Chromium on this machine; `make test` installs one"
    folder = tmp_path_factory.mktemp("report")
    run(
        outcomes([Article(id="bai-1", text=TEXT)], Job()),
        folder,
        lambda path: DatabaseSink(path, lambda: "2026-11-27T08:00:00Z"),
        lambda _problem: None,
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(Path(folder / "report.html").as_uri())
        yield page
        browser.close()


def test_a_script_in_an_article_is_text(page: Page) -> None:
    assert "hacked" not in page.title()
    assert "<script>document.title" in page.inner_text("body") or "<script>document.title" in str(
        page.text_content("body")
    )


def test_each_record_stands_under_its_id(page: Page) -> None:
    rules = load_rules()
    awards = extract_article(Article(id="bai-1", text=TEXT), rules).awards
    assert len(awards) == 2
    for award in awards:
        assert page.locator(f"[id='{award.id}']").count() == 1


def test_a_field_lights_its_characters(page: Page) -> None:
    award = extract_article(Article(id="bai-1", text=TEXT), load_rules()).awards[1]
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    row = page.locator(f"[id='{award.id}']")
    before = page.evaluate("document.body.innerHTML")
    row.locator("[data-field='count'], [data-name='count'], .count, td, button").first.hover()
    assert (
        page.evaluate("document.body.innerHTML") != before or page.locator(".lit, .on, .active, [aria-current]").count()
    )


def test_it_fits_a_small_screen_and_fetches_nothing(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
