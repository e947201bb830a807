"""Saved pages give their main text with title first, captions marked, and what they state about themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from thidua.records import Article
from thidua.sources import read
from thidua.sources.base import SourceError
from thidua.sources.html import article_from

TITLE = "Công an huyện Mai Hạ khen thưởng đột xuất"
LEAD = "Chiều 8/6, Công an huyện Mai Hạ tổ chức lễ trao thưởng đột xuất cho 2 tập thể và 6 cá nhân có thành tích."
BODY = "Tại buổi lễ, Thượng tá Hà Văn Quý, Trưởng Công an huyện, trao Giấy khen của Giám đốc Công an tỉnh cho họ."
CAPTION = "Lãnh đạo Công an huyện trao Giấy khen cho 2 tập thể."
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Trang khác"},
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2021-06-08T21:00:00+07:00",
            "publisher": {"@type": "Organization", "name": "Báo Ví Dụ"},
        },
    ],
}
META = f"""
<meta property="og:title" content="{TITLE} - Báo Ví Dụ"><meta property="og:site_name" content="Báo Ví Dụ">
<meta property="og:url" content="https://vidu.vn/khen-thuong-1.html">
<meta property="article:published_time" content="2021-06-08T21:00:00+07:00">"""


def page(head: str = META, *, heading: str = f"<h1>{TITLE}</h1>", figure: str = "") -> str:
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{TITLE} - Báo Ví Dụ</title>{head}</head>
<body><header><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/t">Thời sự</a></li></ul></nav></header>
<article>{heading}<p>{LEAD}</p>{figure}<p>{BODY}</p><p>Phát biểu tại buổi lễ, lãnh đạo huyện biểu dương tinh thần
của cán bộ, chiến sĩ và mong muốn lực lượng Công an tiếp tục phát huy kết quả trong thời gian tới.</p></article>
<div class="comments">Bình luận của bạn đọc: 12</div><footer>© Báo Ví Dụ. Giấy phép số 1</footer></body></html>"""


FIGURES = {
    "figcaption": f'<figure><img src="a.jpg" alt="ảnh"><figcaption>{CAPTION}</figcaption></figure>',
    "PhotoCMS": (
        '<table class="picture"><tr><td class="pic"><img src="a.jpg"></td></tr>'
        f'<tr><td class="caption"><p>{CAPTION}</p></td></tr></table>'
    ),
    "class": f'<div class="photo"><img src="a.jpg"><p class="caption">{CAPTION}</p></div>',
}


def test_the_main_text_begins_with_the_title_and_leaves_out_the_rest_of_the_page() -> None:
    article = article_from(page(), "a")
    assert article.text.split("\n\n")[:3] == [TITLE, LEAD, BODY]
    for rest in ("Trang chủ", "Giấy phép", "Bình luận"):
        assert rest not in article.text


def test_a_title_that_the_main_text_lacks_is_put_before_it() -> None:
    assert article_from(page(heading=""), "a").text.startswith(f"{TITLE}\n\n{LEAD}")


@pytest.mark.parametrize("kind", FIGURES)
def test_captions_are_paragraphs_whose_spans_are_given(kind: str) -> None:
    article = article_from(page(figure=FIGURES[kind]), "a")
    ((start, end),) = article.captions
    assert article.text[start:end] == CAPTION
    assert CAPTION in article.text.split("\n\n")
    assert "⸢" not in article.text


def test_a_page_that_has_our_marks_keeps_them() -> None:
    article = article_from(page(figure="<p>Dấu ⸢⸢ lạ ⸣⸣ trong bài.</p>"), "a")
    assert "⸢⸢ lạ ⸣⸣" in article.text
    assert article.captions == ()


@pytest.mark.parametrize(
    "head",
    [
        META,
        f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
        '<link rel="canonical" href="https://vidu.vn/khen-thuong-1.html">',
        f'<script type="application/ld+json">{{broken</script>{META}',
    ],
    ids=["meta tags", "JSON-LD", "broken JSON-LD"],
)
def test_metadata(head: str) -> None:
    article = article_from(page(head), "a")
    assert (article.title, article.published, article.source) == (TITLE, "2021-06-08", "Báo Ví Dụ")
    assert article.url == "https://vidu.vn/khen-thuong-1.html"


def test_a_page_that_states_nothing_has_its_heading_and_no_invented_source() -> None:
    article = article_from(page(""), "a")
    assert article.title == TITLE
    assert article.source is None
    assert article.url is None


def test_without_a_site_name_the_host_is_the_source() -> None:
    article = article_from(page('<link rel="canonical" href="https://www.vidu.vn/a.html">'), "a")
    assert article.source == "vidu.vn"


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<p></p>",
        "<html><body><nav><a href='/'>Trang chủ</a><a href='/t'>Thời sự</a></nav></body></html>",
        "<html><head><title>Thư viện ảnh</title></head><body><img src='a.jpg'><img src='b.jpg'></body></html>",
        "<script>var a = 'một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba';</script>",
    ],
)
def test_a_page_without_an_article_is_said(html: str) -> None:
    with pytest.raises(SourceError) as caught:
        article_from(html, "a")
    assert caught.value.code == "no-article"


def test_a_short_article_is_an_article() -> None:
    assert LEAD in article_from(f"<html><body><h1>{TITLE}</h1><p>{LEAD}</p></body></html>", "a").text


def test_the_text_of_json_ld_is_used_where_the_page_draws_it_by_script() -> None:
    value = {"@type": "NewsArticle", "headline": TITLE, "articleBody": f"{LEAD}\n\n{BODY}"}
    article = article_from(f'<script type="application/ld+json">{json.dumps(value)}</script><div id="app"></div>', "a")
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{BODY}"


def test_script_in_an_article_stays_text() -> None:
    article = article_from(
        page(figure="<p>Mã &lt;script&gt;alert(1)&lt;/script&gt; được viết trong bài như thế.</p>"), "a"
    )
    assert "<script>alert(1)</script>" in article.text


def test_a_page_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_bytes(page(META.replace("utf-8", "utf-16")).encode("utf-16"))
    found = list(read([str(path)]))
    (article,) = (one for one in found if isinstance(one, Article))
    assert article.id == "trang"
    assert article.text.startswith(TITLE)
