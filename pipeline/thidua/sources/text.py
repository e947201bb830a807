"""Plain text files: the text of the article is the decoded file, character for character."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.records import Article, Problem
from thidua.sources.base import Found, Place, read_bytes
from thidua.sources.encodings import decode

SUFFIXES: tuple[str, ...] = (".txt",)


def read(place: Place) -> Iterator[Found | Problem]:
    """Yield the one article of a text file; its id is the file's stem."""
    decoded = decode(read_bytes(place))
    if decoded.remark:
        yield Problem(code="encoding", message=decoded.remark, file=place.name)
    yield Found(Article(id=place.stem, text=decoded.text, path=place.name))
