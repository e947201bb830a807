"""The review page in a real Chromium: what a reader does, with mouse and keyboard, wide and narrow, light and dark."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from tests.browser.review import chromium, served
from tests.db.awards import now, read_article
from tests.review.conftest import TEXT, filled_url
from thidua.db.connect import open_engine
from thidua.db.load import load
from thidua.db.score import rank
from thidua.rules import load_rules
from thidua.scoring.scheme import find_scheme

EVIL = "/articles/k%E1%BB%8Bch/b%E1%BA%A3n%3F"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'x.db'}"
    filled_url(url)
    with open_engine(url).begin() as connection:
        rank(connection, find_scheme("A"), None, "unit")
    return url


@pytest.fixture(scope="module")
def address(db: str) -> Iterator[str]:
    """A page that publishes: what tests only look at stays as it is."""
    with served(db, "--read-only") as address:
        yield address


@pytest.fixture
def own(db: str, tmp_path: Path) -> Iterator[Page]:
    """A page of the test's own database, which may be changed."""
    copy = shutil.copy(db.removeprefix("sqlite:///"), tmp_path / "own.db")
    with served(f"sqlite:///{copy}") as address, chromium(address) as page:
        yield page


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
    expect(lit).not_to_have_count(0)  # the page lights them a moment after the pointer comes
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


# --- every page: narrow, dark, for everybody ----------------------------------------------------------


@pytest.fixture(scope="module")
def paths(db: str) -> list[str]:
    """An address of each page."""
    with open_engine(db).connect() as connection:
        unit = connection.scalar(text("SELECT unit FROM records GROUP BY unit ORDER BY count(*) DESC, unit LIMIT 1"))
        summed = connection.execute(
            text("SELECT r.article, r.id FROM records r JOIN finding_records a ON a.record = r.id "
                 "JOIN findings f ON f.id = a.finding WHERE f.check_name = 'parts-total' ORDER BY r.id LIMIT 1")
        ).one()  # fmt: skip
    article = f"/articles/{summed.article}?record={summed.id}"
    return [
        "/", "/awards", "/awards?year=2018&q=giay", EVIL, article, f"/units/{unit}?scope=all", "/audit",
        "/audit?check=parts-total&verdict=kh%E1%BB%9Bp", "/scores?scheme=A", "/queue", "/upload", "/sign-in", "/nirgends",
    ]  # fmt: skip


def test_every_page_fits_a_small_screen(page: Page, paths: list[str]) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, 375)
    forget_missing(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(page: Page, paths: list[str], scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert serious(page) == {}, (path, scheme)
    forget_missing(page)


def test_pages_that_write_keep_nobody_out_either(own: Page) -> None:
    for path in ("/queue", "/audit", "/upload"):
        own.goto(path)
        for details in own.locator("details:not([open]) > summary").all():
            details.click()
        assert serious(own) == {}, path
    own.fill("#text", "Ngày 6/8/2019, Giám đốc Công an tỉnh Lai Châu tặng Giấy khen cho 8 tập thể.")
    own.get_by_role("button", name="Đọc thử").click()
    assert serious(own) == {}


def test_what_keeps_people_out_is_found(page: Page) -> None:
    page.goto("/awards")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert "button-name" in serious(page)


def serious(page: Page) -> dict[str, list[str]]:
    """What axe-core calls serious or critical: rule → the places."""
    session = page.context.new_cdp_session(page)  # not by a script element: the policy of the page forbids it
    session.send("Runtime.evaluate", {"expression": AXE})
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return {
        one["id"]: [node["html"] + " " + node["failureSummary"] for node in one["nodes"]][:3]
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    }


def forget_missing(page: Page) -> None:
    """The page that does not exist logs that it does not."""
    page.wrong[:] = [one for one in page.wrong if "404" not in one]  # type: ignore[attr-defined]


AXE = Path(__file__).with_name("vendor").joinpath("axe.min.js").read_text(encoding="utf-8")


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


def test_english_is_a_click_away_and_stays(page: Page) -> None:
    page.goto("/awards?year=2018")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url("/awards?year=2018&lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Awards")
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Awards in police news")


def test_a_chart_is_drawn_and_saved(page: Page) -> None:
    page.goto("/")
    chart = page.locator("figure.chart")
    expect(chart.locator(".canvas svg path").first).to_be_attached()
    for kind, begin in (("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", "\ufeffNăm".encode())):
        with page.expect_download() as download:
            chart.get_by_role("button", name=kind).click()
        saved = Path(download.value.path()).read_bytes()
        assert saved.startswith(begin)
        if kind == "SVG":
            ElementTree.fromstring(saved)


# --- writing -----------------------------------------------------------------------------------------


def test_ten_records_are_reviewed_by_keyboard_alone(own: Page) -> None:
    own.goto("/queue")
    left = own.locator("header.head .lead")
    before = int(left.inner_text().split()[0].replace(".", ""))
    own.keyboard.press("a")  # the log must know who reviews: the key leads to the field of the name
    expect(own.locator('input[name="who"]')).to_be_focused()
    own.keyboard.type("Lan")
    own.keyboard.press("Escape")
    for number, key in enumerate("aaraafaara"):
        record = own.locator("#decide").get_attribute("action")
        own.keyboard.press(key)
        if key == "f":
            expect(own.locator("#field-count")).to_be_focused()
            own.keyboard.type("4321")
            own.locator("#why").focus()
            own.keyboard.type("đọc lại bài")
            own.keyboard.press("Enter")
        expect(own.locator("#decide")).not_to_have_attribute("action", str(record))
        expect(left).to_contain_text(str(before - number - 1))
    own.keyboard.press("u")
    expect(left).to_contain_text(str(before - 9))
    own.keyboard.press("n")
    expect(own).to_have_url(re.compile("after="))
    own.goto("/awards?review=corrected")
    expect(own.locator(".figure")).to_have_text("4.321")


def test_a_correction_survives_loading_the_articles_again(db: str, tmp_path: Path) -> None:
    copy = shutil.copy(db.removeprefix("sqlite:///"), tmp_path / "own.db")
    url = f"sqlite:///{copy}"
    with served(url) as address, chromium(address) as page:
        page.goto("/queue?q=bac+kan")
        page.fill('input[name="who"]', "Lan")
        page.fill("#field-count", "20")
        page.fill("#why", "đếm lại")
        page.get_by_role("button", name="Ghi sửa đổi").click()
        expect(page.get_by_role("status")).to_contain_text("Đã ghi sửa đổi")
        evil, read = read_article(TEXT, "kịch/bản?", title="Khen", published="2017-05-05")
        load(open_engine(url), [(evil, read.model_copy(update={"rules_version": "2"}))], load_rules().registry, now=now)
        page.wait_for_timeout(1200)  # the page looks for changes by others once a second
        page.goto("/awards?q=bac+kan&review=corrected")
        expect(page.locator(".figure")).to_have_text("20")


def test_a_text_becomes_a_record(own: Page) -> None:
    own.goto("/upload")
    own.fill("#text", "Ngày 6/8/2019, Giám đốc Công an tỉnh Lai Châu tặng Giấy khen cho 8 tập thể, 31 cá nhân.")
    own.get_by_role("button", name="Đọc thử").click()
    expect(own.locator(".brought .figure")).to_have_text(["8", "31"])
    own.get_by_role("button", name="Thêm vào cơ sở dữ liệu").click()
    expect(own.locator(".record .big")).to_have_text(["8", "31"])
    own.goto("/awards?q=lai+chau+giay+khen")
    expect(own.locator(".figure", has_text="31").first).to_be_visible()


def test_a_form_of_another_site_is_refused(own: Page) -> None:
    own.goto("/queue")
    answer = own.request.post("/queue/0123456789abcdef", form={"action": "accept", "who": "x"})
    assert answer.status == 403


def test_an_opinion_stands_beside_its_finding(own: Page) -> None:
    own.goto("/audit?check=parts-total&verdict=kh%E1%BB%9Bp")
    card = own.locator("article.found").first
    card.get_by_text("Ghi ý kiến").click()
    card.get_by_label("giải thích được").check()
    card.get_by_label("Vì sao").fill("hai đợt")
    card.get_by_label("Tên của bạn").fill("Minh")
    card.get_by_role("button", name="Ghi", exact=True).click()
    expect(own.locator("article.found").first).to_contain_text("giải thích được · Minh")
