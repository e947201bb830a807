"""The Vietnamese guide, followed from saved pages to the workbook: its commands as they stand, its clicks as requests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.db.awards import ROOT, corpus
from tests.review.conftest import browser, csrf
from thidua.cli import main
from thidua.review.settings import Settings

GUIDE = (ROOT / "docs" / "review.vi.md").read_text(encoding="utf-8")


def run(command: str) -> int:
    try:
        main(command.split()[1:])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_the_guide_leads_from_saved_pages_to_a_checked_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trang-luu").mkdir()
    for article, _ in corpus()[:6]:
        text = "".join(f"<p>{line}</p>" for line in article.text.splitlines())
        page = f"<html><head><title>{article.title or ''}</title></head><body><article>{text}</article></body></html>"
        Path("trang-luu", f"{article.id}.html").write_text(page, encoding="utf-8")
    commands = [line for block in re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.M | re.S) for line in block.splitlines()]
    load, audit, score, review, export = commands
    assert run(load) == 0
    assert run(audit) in (0, 1)
    assert run(score) == 0
    assert review.startswith("thidua review --db sqlite:///khen-thuong.db")
    client = browser(Settings("sqlite:///khen-thuong.db"))
    assert client.get("/").status_code == 200
    page = client.get("/queue").text
    record = re.search(r'action="/queue/(\w{16})', page)
    assert record
    data = {"csrf": csrf(page), "action": "fix", "who": "Lan", "why": "đếm lại", "field-count": "4321"}
    assert client.post(f"/queue/{record[1]}", data=data).status_code == 303
    assert run(export) == 0
    sheet = load_workbook("khen-thuong.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    heads = list(rows[0])
    fixed = [row for row in rows[1:] if row[heads.index("Người duyệt")] == "corrected"]
    assert [(row[heads.index("Mã bản ghi")], row[heads.index("Số lượng")]) for row in fixed] == [(record[1], 4321)]


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((images/review/[\w-]+\.png)\)", GUIDE)
    assert len(pictures) >= 8
    assert [one for one in pictures if not (ROOT / "docs" / one).stat().st_size] == []
