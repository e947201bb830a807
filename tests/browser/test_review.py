"""The review page in a real Chromium: what a reader does, with mouse and keyboard, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.review import chromium, served
from tests.review.conftest import filled_url

EVIL = "/articles/k%E1%BB%8Bch/b%E1%BA%A3n%3F"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'x.db'}"
    filled_url(url)
    with served(url) as address:
        yield address


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with chromium(address) as page:
        yield page


def count_of(page: Page, name: str) -> int:
    """The number beside a value of a facet."""
    told = page.locator(".facets li a", has_text=name).first.locator(".n").inner_text()
    return int(told.replace(".", ""))


def test_a_facet_changes_counts_address_and_rows(page: Page) -> None:
    page.goto("/awards")
    forms = page.get_by_role("list", name="Hình thức")
    before = count_of(page, "Bằng khen")
    page.get_by_role("list", name="Đối tượng").get_by_role("link", name="Tập thể", exact=False).first.click()
    expect(page).to_have_url("/awards?recipient=tap-the")
    expect(forms.get_by_role("link", name="Bằng khen")).not_to_contain_text(str(before))
    after = count_of(page, "Bằng khen")
    assert 0 < after < before
    forms.get_by_role("link", name="Bằng khen").click()
    expect(page.get_by_role("status")).to_contain_text(f"trong {after} bản ghi")
    page.go_back()
    expect(page).to_have_url("/awards?recipient=tap-the")


def test_a_number_opens_its_sentence_and_a_field_lights_its_characters(page: Page) -> None:
    page.goto("/awards?q=bac+kan")
    page.locator(".figure", has_text="19").first.click()
    record = page.locator(".record.on")
    expect(record).to_be_in_viewport()
    record.locator("dd.big .f").hover()
    lit = page.locator(".text .on")
    assert "".join(lit.all_inner_texts()) == "19 cá nhân"
    record.get_by_role("button", name="Công an cấp tỉnh").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert "".join(lit.all_inner_texts()) == "Giám đốc Công an tỉnh Bắc Kạn"


def test_a_click_on_the_text_tells_the_rules(page: Page) -> None:
    page.goto(EVIL)
    page.locator(".text .k-form").first.click()
    expect(page.locator("#why")).to_contain_text("form.giay-khen")
    page.keyboard.press("Escape")
    expect(page.locator("#why")).to_be_empty()


def test_a_colour_can_be_turned_off(page: Page) -> None:
    page.goto(EVIL)
    span = page.locator(".text .k-form").first
    colour = span.evaluate("node => getComputedStyle(node).backgroundColor")
    page.get_by_label("hình thức").uncheck()
    assert span.evaluate("node => getComputedStyle(node).backgroundColor") != colour


def test_a_script_in_an_article_does_not_run(page: Page) -> None:
    page.goto(EVIL)
    assert page.title() != "hacked"
    expect(page.locator(".text")).to_contain_text("<script>document.title = 'hacked'</script>")


PAGES = ("/awards", EVIL)


@pytest.mark.parametrize("path", PAGES)
def test_it_fits_a_small_screen(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_dark_follows_the_system_and_the_switch(page: Page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    page.goto("/awards")
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    assert dark != light
    page.get_by_role("link", name="Tự động").click()
    page.get_by_role("link", name="Nền tối").click()
    expect(page.get_by_role("link", name="Nền sáng")).to_be_visible()
    assert page.evaluate(paper) == light
