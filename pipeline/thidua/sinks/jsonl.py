"""JSON lines: one object an article, as `Extraction` holds it; UTF-8 without escapes, keys in the schema's order."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from thidua.records import Article, Extraction


class JsonlSink:
    """Write extractions as JSON lines to a file, or to a binary stream that stays open.

    `with_text` adds the article's text as the last key, for a database that shows what stands around a quote.
    """

    def __init__(self, target: Path | BinaryIO, *, with_text: bool = False) -> None:
        self._with_text = with_text
        self._stream: BinaryIO = target.open("wb") if isinstance(target, Path) else target
        self._owned = isinstance(target, Path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._owned:
            self._stream.close()
        else:
            self._stream.flush()

    def write(self, article: Article, extraction: Extraction) -> None:
        """Write one line."""
        self.write_line(article, extraction.model_dump_json().encode())

    def write_line(self, article: Article, line: bytes) -> None:
        """Write an extraction that is a JSON object already."""
        if self._with_text:
            line = line[:-1] + f',"text":{json.dumps(article.text, ensure_ascii=False)}}}'.encode()
        self._stream.write(line + b"\n")
