"""Saved web pages: the main text with its captions, and the metadata that the page states.

The main text is found by resiliparse; where that gives too little, in the page's own JSON-LD or by trafilatura.
Captions stay in the text as paragraphs of their own, with their spans in `Article.captions`: a caption repeats figures
of the text, and who counts must be able to tell.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thidua.records import Article, Problem
from thidua.sources.base import Found, Place, SourceError, iso_date, read_bytes
from thidua.sources.encodings import decode
from thidua.sources.metadata import Metadata, page_metadata

if TYPE_CHECKING:
    from resiliparse.parse.html import DocumentNode, HTMLTree

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")

# Captions as HTML has them, as PhotoCMS (many police and ministry sites) and WordPress have them.
_CAPTIONS = "figcaption, .caption, td.caption, .wp-caption-text, .PhotoCMS_Caption, .photo-caption, .image-caption"
# Parts that are never the article, though they often stand inside its element; with the names that Vietnamese sites
# give to other news, readers' opinions and what is most read.
_SKIP = (
    "nav", "footer", "aside", "form", "button", "iframe", "noscript", "template", "dialog", ".breadcrumb", ".share",
    ".social", ".tags", ".advertisement", "#comments", "#comment", "#cmt", ".comments", ".comment", ".comment-list",
    ".comment-box", ".box-comment", ".binh-luan", "#binh-luan", ".y-kien-ban-doc", ".related", ".related-news",
    ".box-related", ".tin-khac", ".tin-lien-quan", ".tin-noi-bat", ".tin-moi", ".tin-cung-chuyen-muc", ".doc-nhieu",
    ".xem-nhieu",
)  # fmt: skip
# Characters that no page has, put round each caption so that it can be found again in the extracted text.
_OPEN, _CLOSE = "⸢⸢", "⸣⸣"
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_MARK = re.compile(f"{_OPEN}|{_CLOSE}")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ARTICLE_WORDS = 12  # a page whose longest paragraph is shorter has menus and links, but no article
_ENOUGH_WORDS = 60  # less than this from the first extractor, and the second is asked too


def read(place: Place) -> Iterator[Found | Problem]:
    """Yield the article of a page; its id is the file's stem.

    Raises:
        SourceError: `no-article` where the page has no paragraph of text, `missing-extra` without the extra `html`.
    """
    yield from read_page(read_bytes(place), Page(place.stem, place.name))


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page beside its bytes: a saved file has id and path only, a crawled one the rest too."""

    ident: str
    path: str | None = None
    line: int | None = None
    url: str | None = None
    charset: str | None = None  # as the server named it
    fetched: str | None = None  # the day on which it was fetched; no page was published later


def read_page(data: bytes, page: Page) -> Iterator[Found | Problem]:
    """Yield the article of a page's bytes, after a remark where the encoding is worth one.

    Raises:
        SourceError: as `read`.
    """
    decoded = decode(data, _declared(data, page.charset))
    if decoded.remark:
        yield Problem(code="encoding", message=decoded.remark, file=page.path, line=page.line)
    yield Found(article_from(decoded.text, page.ident, page.path, url=page.url, fetched=page.fetched), page.line)


def _declared(data: bytes, charset: str | None) -> str | None:
    """Return the encoding that the server names, where it is one, or else that which the page names."""
    if charset:
        try:
            return codecs.lookup(charset).name
        except (LookupError, ValueError):  # `utf8mb4`, or what stands there by mistake
            pass
    named = _CHARSET.search(data[:4096])
    return named[1].decode("ascii") if named else None


def article_from(
    page: str, ident: str, path: str | None = None, *, url: str | None = None, fetched: str | None = None
) -> Article:
    """Return the article of a page's HTML; the address it was fetched from goes before the one it states.

    Raises:
        SourceError: `no-article` or `missing-extra`.
    """
    try:
        from resiliparse.parse.html import HTMLTree
    except ImportError:
        message = "HTML needs the extra `html`: pip install 'thidua[html]'"
        raise SourceError("missing-extra", message) from None
    page = page.replace("\x00", "")
    tree = HTMLTree.parse(page)
    document = tree.document
    if document is None:
        raise SourceError("no-article", "the page is empty")
    facts = page_metadata(document, page, url)
    marked = _mark_captions(tree, document) if _OPEN not in page and _CLOSE not in page else False
    text = _main_text(tree, facts)
    if text is None:
        raise SourceError("no-article", "the page has no paragraph of text, only menus, links or pictures")
    text, captions = _unmark(_with_title(text, facts.title)) if marked else (_with_title(text, facts.title), ())
    return Article(
        id=ident,
        text=text,
        title=facts.title or text.split("\n", 1)[0].strip() or None,
        url=facts.url,
        source=facts.source,
        published=facts.published or _guessed_date(page, facts.url, fetched),
        path=path,
        captions=captions,
    )


def _mark_captions(tree: HTMLTree, document: DocumentNode) -> bool:
    """Put marks round each caption; make it a paragraph, because extractors drop `figcaption` with the picture."""
    from resiliparse.parse.html import ElementNode

    for image in document.query_selector_all("img"):
        for name in ("alt", "title"):
            if image.hasattr(name):
                image.delattr(name)
    found = False
    for node in document.query_selector_all(_CAPTIONS):
        # Of nested captions the outermost is marked.
        outer = node.parent
        if isinstance(outer, ElementNode) and outer.closest(_CAPTIONS) is not None:
            continue
        words = " ".join((node.text or "").split())
        paragraph, content = tree.create_element("p"), tree.create_text_node(f"{_OPEN}{words}{_CLOSE}")
        if words and paragraph is not None and content is not None:
            paragraph.append_child(content)
            node.replace_children(paragraph)
            found = True
    return found


def _main_text(tree: HTMLTree, facts: Metadata) -> str | None:
    from resiliparse.extract.html2text import extract_plain_text

    best = _tidy(
        extract_plain_text(tree, main_content=True, links=False, list_bullets=False, skip_elements=list(_SKIP))
    )
    if _words(best) < _ENOUGH_WORDS:
        for other in (_tidy(facts.body or ""), _by_trafilatura(tree)):
            if _words(other) > _words(best) * 1.5:
                best = other
    return best if _is_article(best, facts.title) else None


def _by_trafilatura(tree: HTMLTree) -> str:
    try:
        import trafilatura
    except ImportError:  # a smaller installation still reads what resiliparse finds
        return ""
    found = trafilatura.extract(str(tree), include_comments=False, include_tables=True) or ""
    return _tidy(found).replace("\n", "\n\n")


def _tidy(text: str) -> str:
    """One blank line between paragraphs, no spaces at line ends, no line of white space."""
    text = text.replace("\t", " ").replace("\u00a0", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _words(text: str) -> int:
    return len(text.split())


def _is_article(text: str, title: str | None) -> bool:
    paragraphs = (part for part in _MARKED.sub("", text).split("\n") if part.strip() != title)
    return any(_words(part) >= _ARTICLE_WORDS for part in paragraphs)


def _with_title(text: str, title: str | None) -> str:
    """Return the text with its title as first paragraph."""
    if not title:
        return text
    first, _, rest = text.partition("\n")
    if _same(first, title):
        return text if rest.startswith("\n") or not rest else f"{first}\n\n{rest}"
    # Some pages put the date or the section above the headline; the headline then stands a few lines below.
    lines = text.split("\n")
    for index, line in enumerate(lines[:8]):
        if _same(line, title):
            before, after = "\n".join(lines[:index]).strip(), "\n".join(lines[index + 1 :]).strip()
            return "\n\n".join(part for part in (line.strip(), before, after) if part)
    return f"{title}\n\n{text}"


def _same(line: str, title: str) -> bool:
    if len(line) > 3 * len(title) + 50:  # a paragraph
        return False
    return re.sub(r"\W+", " ", line).strip().casefold() == re.sub(r"\W+", " ", title).strip().casefold()


def _unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text without the marks, and the spans of the captions in it."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = last = 0
    for match in _MARKED.finditer(text):
        for part in (text[last : match.start()], match[1]):
            clean = _MARK.sub("", part)
            parts.append(clean)
            length += len(clean)
        spans.append((length - len(parts[-1]), length))
        last = match.end()
    parts.append(_MARK.sub("", text[last:]))
    return "".join(parts), tuple(span for span in spans if span[1] > span[0])


def _guessed_date(page: str, url: str | None, latest: str | None) -> str | None:
    try:
        from htmldate import find_date
    except ImportError:
        return None
    options: dict[str, Any] = {"outputformat": "%Y-%m-%d", "extensive_search": False, "original_date": True}
    if latest:
        options["max_date"] = latest
    try:
        found = find_date(page, url=url, **options)
    except (ValueError, TypeError):  # htmldate on pages that are hardly HTML
        return None
    return iso_date(found) if found else None
