"""The screenshots of the documentation, made from the code as it is: `make screenshots`.

A database of the corpus is filled, served and looked at; the pictures go to docs/images/review/.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO

from playwright.sync_api import Page
from sqlalchemy import text

from tests.browser.review import chromium, served
from tests.db.awards import ROOT
from thidua.cli import main as thidua
from thidua.db.connect import open_engine

FOLDER = ROOT / "docs" / "images" / "review"
CORPUS = ("corpus/articles", "corpus/events/articles.jsonl")
TEXT = (
    "Công an huyện Mường Tè khen thưởng các tập thể, cá nhân\n\nNgày 6/8/2019, Giám đốc Công an tỉnh Lai Châu tặng Giấy khen "
    "cho 8 tập thể, 31 cá nhân có thành tích trong phong trào thi đua 6 tháng đầu năm 2019."
)


def command(*arguments: str) -> None:
    """Run a command of ours; an audit that finds something wrong ends with 1."""
    try:
        with redirect_stdout(StringIO()):
            thidua(arguments)
    except SystemExit as end:
        if end.code not in (None, 0, 1):
            raise


def take(page: Page, name: str, path: str | None = None, *, width: int = 1360, height: int = 860) -> None:
    """Take one picture of a page."""
    page.set_viewport_size({"width": width, "height": height})
    if path is not None:
        page.goto(path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.screenshot(path=FOLDER / f"{name}.png")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        db = f"sqlite:///{folder}/awards.db"
        command("load", *(str(ROOT / one) for one in CORPUS), "--db", db, "--quiet")
        command("audit", "--db", db)
        command("score", "--db", db, "--scheme", "A")
        command("score", "--db", db, "--scheme", "B")
        with open_engine(db).connect() as connection:
            unit = connection.scalar(
                text("SELECT id FROM units WHERE name = 'Công an tỉnh Thái Bình' AND parent IS NULL")
            )
            summed = connection.execute(
                text("SELECT r.article, r.id FROM records r JOIN finding_records a ON a.record = r.id JOIN findings f "
                     "ON f.id = a.finding WHERE f.check_name = 'parts-total' AND f.verdict = 'khớp' AND r.role = 'total' "
                     "ORDER BY r.article LIMIT 1")
            ).one()  # fmt: skip
        article = f"/articles/{summed.article}?record={summed.id}"
        with served(db) as address, chromium(address) as page:
            take(page, "overview", "/")
            take(page, "awards", "/awards?form=bang-khen&year=2022")
            take(page, "search", "/awards?q=thai+binh+giay+khen")
            take(page, "article", article)
            page.locator(".text .k-count").first.click()
            take(page, "rules")
            take(page, "unit", f"/units/{unit}?scope=all")
            take(page, "audit", "/audit")
            take(page, "sums", "/audit?check=parts-total&verdict=kh%E1%BB%9Bp")
            take(page, "scores", "/scores?scheme=A&beside=B")
            take(page, "queue", "/queue")
            page.goto("/upload")
            page.fill("#text", TEXT)
            page.get_by_role("button", name="Đọc thử").click()
            take(page, "upload")
            take(page, "awards-en", "/awards?year=2022&lang=en")
            page.goto("/awards?lang=vi")
            take(page, "phone-awards", "/awards?year=2022", width=375, height=760)
            take(page, "phone-article", article, width=375, height=760)
            page.emulate_media(color_scheme="dark")
            take(page, "dark-overview", "/")
            take(page, "dark-article", article)
    print(f"→ {FOLDER.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
