"""Articles that people paste or drop: read from memory, never from a path, within bounds of size, number and type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from thidua.records import Article, Problem, text_hash
from thidua.review.languages import N_
from thidua.sources import SUFFIXES
from thidua.sources.base import Found, Place, SourceError

TAKEN = (".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".csv", ".tsv")
MOST = 100  # articles at once
LONGEST = 400_000  # characters of one article
# First bytes of packed or binary files, whatever their name says: a small one may unpack into a huge one.
_PACKED = (
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"PAR1",
    b"%PDF",
)


class RefusedError(ValueError):
    """What is given cannot be taken; one line that says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it came: its name, which only names the article, and its bytes."""

    name: str
    data: bytes


def pasted(text: str, title: str = "", source: str = "", published: str = "") -> Article:
    """Return a pasted text as an article; its id is a hash of the text."""
    body = text.replace("\r\n", "\n").strip("\n")
    if not body.strip():
        raise RefusedError(N_("chưa có chữ nào"))
    about = {"title": title.strip() or None, "source": source.strip() or None, "published": published.strip() or None}
    return _bounded(Article(id=f"dan-{text_hash(body)[:12]}", text=body, **about))


def dropped(files: Iterable[Given]) -> Iterator[Article | Problem]:
    """Yield the articles of some files, and a problem for each thing that gives none."""
    count = 0
    for given in files:
        try:
            for item in _read(given):
                if isinstance(item, Found):
                    count += 1
                    if count > MOST:
                        raise RefusedError(N_("quá 100 bài một lần; nạp cả thư mục bằng `thidua load`"))
                    yield _bounded(item.article)
                else:
                    yield item
        except SourceError as error:
            yield Problem(code=error.code, message=str(error), file=_shown(given.name))


def _read(given: Given) -> Iterator[Found | Problem]:
    name = _shown(given.name)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in TAKEN:
        raise SourceError("unknown-format", f"{suffix or name}: chỉ nhận {' '.join(TAKEN)}")
    if given.data.startswith(_PACKED):
        raise SourceError("binary", "tệp nén hoặc nhị phân; hãy giải nén trước")
    place = Place(name, PurePosixPath(name).stem[:120] or "bai", lambda: BytesIO(given.data), len(given.data))
    yield from SUFFIXES[suffix].read(place)


def _shown(name: str) -> str:
    """Return the last part of a name, which is all that a browser should send."""
    return "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable())[:200] or "bai"


def _bounded(article: Article) -> Article:
    if len(article.text) > LONGEST:
        raise RefusedError(N_("một bài dài quá 400.000 ký tự"))
    return article.model_copy(update={"path": None})


# --- between the two steps ---------------------------------------------------------------------------

_KEPT = ("id", "text", "title", "url", "source", "published")


def packed(articles: Iterable[Article]) -> str:
    """Return articles as the form of the second step carries them."""
    return json.dumps([{name: getattr(one, name) for name in _KEPT} for one in articles], ensure_ascii=False)


def unpacked(text: str) -> list[Article]:
    """Return the articles of the form of the first step; a forged form gives no more than an upload could."""
    try:
        told = json.loads(text)
        articles = [Article(**{name: one.get(name) for name in _KEPT}) for one in told]
    except (ValueError, AttributeError, TypeError):
        raise RefusedError(N_("biểu mẫu hỏng; hãy nạp lại")) from None
    if not articles or len(articles) > MOST or any(not one.id or len(one.id) > 400 for one in articles):
        raise RefusedError(N_("biểu mẫu hỏng; hãy nạp lại"))
    return [_bounded(one) for one in articles]
