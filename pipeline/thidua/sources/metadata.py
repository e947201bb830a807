"""What a web page says about itself: JSON-LD first, then OpenGraph and other meta tags, then its visible headline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from thidua.sources.base import iso_date

if TYPE_CHECKING:
    from resiliparse.parse.html import DocumentNode

_ARTICLE_TYPES = re.compile(r"(?:News|Report|Blog|Scholarly)?(?:Article|Posting)$")
_TITLES = ("og:title", "twitter:title", "dc.title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish-date",
    "dc.date.issued", "dc.date", "date", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The stated facts of a page; None where it states nothing."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    body: str | None = None


def page_metadata(document: DocumentNode, page: str, address: str | None = None) -> Metadata:
    """Return what the page states; `published` is a day (or month), `source` the site's name or else its host.

    Where the address that it was fetched from is known, `url` is that one.
    """
    article = next(_articles(page), {})
    meta = _meta(document)
    url = address or _url(document, article, meta)
    source = (
        _text(_inside(article.get("publisher"), "name"))
        or next((meta[name] for name in _SITES if name in meta), None)
        or (urlsplit(url).hostname if url else None)
    )
    dates = [_text(article.get("datePublished")), *(meta.get(name) for name in _DATES)]
    headline = document.query_selector("h1")
    heading = document.query_selector("title")
    title = (
        _text(article.get("headline"))
        or next((meta[name] for name in _TITLES if name in meta), None)
        or (_text(headline.text) if headline is not None else None)
        or (_text(heading.text) if heading is not None else None)
    )
    return Metadata(
        title=_without_site(title, source),
        published=next((day for value in dates if value and (day := iso_date(value))), None),
        source=source.removeprefix("www.") if source else None,
        url=url,
        body=_text(article.get("articleBody"), lines=True),
    )


def _articles(page: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects of the page that describe an article.

    They are read from the page's source: a parser's tree hands out script text in its own ways.
    """
    for match in re.finditer(r"<script[^>]*ld\+json[^>]*>(.*?)</script", page, re.DOTALL | re.IGNORECASE):
        try:
            found = json.loads(match[1], strict=False)  # raw line ends inside strings are common
        except (ValueError, RecursionError):
            continue
        yield from (value for value in _objects(found) if _is_article(value.get("@type")))


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for item in (value.get("@graph"), value.get("mainEntity")):
            yield from _objects(item, depth + 1)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in kinds)


def _inside(value: object, key: str) -> object:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get(key) if isinstance(value, dict) else value


def _text(value: object, *, lines: bool = False) -> str | None:
    if not isinstance(value, str):
        return None
    text = unescape(value)
    return (text if lines else " ".join(text.split())).strip() or None


def _meta(document: DocumentNode) -> dict[str, str]:
    """Return the meta tags by lower-case name; the first of a name wins."""
    found: dict[str, str] = {}
    for node in document.query_selector_all("meta"):
        name = node.getattr("property") or node.getattr("name") or node.getattr("itemprop")
        content = _text(node.getattr("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _url(document: DocumentNode, article: dict[str, Any], meta: dict[str, str]) -> str | None:
    link = document.query_selector('link[rel="canonical"]')
    candidates = (
        link.getattr("href") if link is not None else None,
        meta.get("og:url"),
        _inside(article.get("mainEntityOfPage"), "@id"),
        article.get("url"),
    )
    return next((text for value in candidates if (text := _text(value)) and re.match(r"https?://", text)), None)


def _without_site(title: str | None, source: str | None) -> str | None:
    """Return a title without the name of the site behind it: `Trao thưởng - Báo X` → `Trao thưởng`."""
    if not title or not source:
        return title
    return re.sub(rf"\s*[|\-–—]\s*{re.escape(source)}\s*$", "", title, flags=re.IGNORECASE) or title
