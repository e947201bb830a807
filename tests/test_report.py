"""report.html holds all articles with their spans, needs nothing from outside, and shows text as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from thidua.audit.finding import FindingEvidence, finding
from thidua.records import Article, Award, Evidence, Extraction, FieldEvidence, Problem, StatedDate
from thidua.report import Mark, Report, segments, vietnamese_date

TEXT = "Năm 2018, Công an xã Bản Mù tặng Giấy khen cho 3 tập thể.\r\nẢnh: <script>alert('x')</script> & \x00"


def proof(quote: str) -> FieldEvidence:
    start = TEXT.index(quote)
    return FieldEvidence(start=start, end=start + len(quote), quote=quote, rule="x.y")


AWARD = Award(
    id="0123456789abcdef",
    form="giay-khen",
    authority=("cong-an-xa",),
    recipient="tap-the",
    count=3,
    period=("2018-01-01", "2018-12-31"),
    evidence=(Evidence(start=10, end=56, quote=TEXT[10:56]),),
    fields={"form": proof("Giấy khen"), "count": proof("3"), "authority": proof("Công an xã Bản Mù")},
)
EXTRACTION = Extraction(
    id="a1",
    title="Tin <b>vui</b>",
    awards=(AWARD,),
    dates=(StatedDate(text="Năm 2018", value="2018", evidence=(Evidence(start=0, end=8, quote="Năm 2018"),)),),
    problems=(Problem(code="no-unit", message="Không rõ đơn vị", record=AWARD.id),),
)
ARTICLE = Article(id="a1", text=TEXT, url="javascript:alert(1)", captions=((TEXT.index("Ảnh"), len(TEXT)),))


class Page(HTMLParser):
    """What the tests ask of a page: its elements, ids, and the text of the first article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self._depth or (tag == "div" and dict(attrs).get("class") == "text"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data


@pytest.fixture
def html(tmp_path: Path) -> str:
    with Report(tmp_path / "report.html") as report:
        report.reject(Problem(code="bad-json", message="is <not> JSON", file="x.jsonl", line=3))
        report.write(ARTICLE, EXTRACTION)
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_text_is_shown_whole_and_as_text(html: str) -> None:
    page = Page(html)
    assert page.text.replace("\r\n", "\n") == TEXT.replace("\r\n", "\n").replace("\x00", "␀")
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "<b>vui</b>" not in html


def test_nothing_comes_from_outside(html: str) -> None:
    for tag, attributes in Page(html).tags:
        assert tag not in ("link", "img", "iframe")
        assert "src" not in attributes
        assert "javascript:" not in (attributes.get("href") or "")
    assert not re.search(r"url\(|@import|https?://", html)


def test_records_have_their_ids_and_fields_their_spans(html: str) -> None:
    page = Page(html)
    rows = [attributes for tag, attributes in page.tags if tag == "tr" and "id" in attributes]
    assert [row["id"] for row in rows] == [AWARD.id]
    asked = {ref for tag, attributes in page.tags if tag == "button" for ref in (attributes["data-ref"] or "").split()}
    marked = {ref for tag, attributes in page.tags if tag == "span" for ref in (attributes.get("data-r") or "").split()}
    assert asked <= marked
    assert {"r0.form", "r0.count", "r0.authority", "date-0"} <= asked


def test_problems_come_before_articles(html: str) -> None:
    assert html.index("is &lt;not&gt; JSON") < html.index("Không rõ đơn vị") < html.index('class="article"')
    assert f'href="#{AWARD.id}"' in html


def test_figures_that_do_not_agree_come_first_and_open_their_record(tmp_path: Path) -> None:
    proof = (FindingEvidence(article="a1", start=0, end=3, quote="Năm"),)
    found = [
        finding("class", "lệch", "warning", "Hạng <lạ>.", proof, (AWARD.id,)),
        finding("parts-total", "lệch", "error", "Tổng 5, các phần cộng lại 4.", proof, (AWARD.id,)),
        finding("parts-total", "khớp", "info", "Tổng 3, đúng.", proof, (AWARD.id,)),
    ]
    (tmp_path / "findings.jsonl").write_text("".join(f"{one.model_dump_json()}\n" for one in found), encoding="utf-8")
    with Report(tmp_path / "report.html", tmp_path / "findings.jsonl") as report:
        report.write(ARTICLE, EXTRACTION)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<b>2</b> lệch · <b>1</b> khớp" in page
    order = [page.index(text) for text in ("cộng lại 4.", "Hạng &lt;lạ&gt;.", "Không rõ đơn vị", 'class="article"')]
    assert order == sorted(order)
    assert page.count(f'href="#{AWARD.id}"') == 3
    assert "Tổng 3, đúng." not in page


def test_captions_are_dimmed(html: str) -> None:
    assert re.search(r'class="b-caption">Ảnh:', html)


def test_overlapping_marks_are_cut_into_segments() -> None:
    text = "Giám đốc Công an tỉnh"
    found = segments(
        text, [Mark(0, 21, "authority", "r.authority"), Mark(9, 21, "unit", "unit-0"), Mark(0, 21, "record", "r")]
    )
    assert [(one.text, one.kind, one.also, one.refs) for one in found] == [
        ("Giám đốc ", "authority", (), ("r.authority", "r")),
        ("Công an tỉnh", "unit", ("authority",), ("r.authority", "r", "unit-0")),
    ]
    assert "".join(one.text for one in found) == text


def test_marks_outside_of_the_text_are_left_out() -> None:
    assert [one.refs for one in segments("abc", [Mark(2, 9, "form", "r"), Mark(1, 1, "form", "s")])] == [()]
    assert segments("", []) == []


def test_a_crash_leaves_no_page(tmp_path: Path) -> None:
    def fail() -> None:
        with Report(tmp_path / "report.html") as report:
            report.write(ARTICLE, EXTRACTION)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_batch_has_a_page(tmp_path: Path) -> None:
    with Report(tmp_path / "report.html"):
        pass
    assert "Không có vấn đề nào" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "shown"), [("2020-09-05", "5/9/2020"), ("2020-09", "9/2020"), ("XXXX-09-05", "XXXX-09-05"), (None, None)]
)
def test_dates_as_vietnamese_readers_write_them(value: str | None, shown: str | None) -> None:
    assert vietnamese_date(value) == shown
