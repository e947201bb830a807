"""All words of the page that a translation must have: of templates, of its modules, and the labels that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from jinja2.ext import babel_extract

import thidua.review
from thidua import labels
from thidua.review.view import environment

FOLDER = Path(thidua.review.__file__).parent
LABELS = ("FORMS", "AUTHORITIES", "RECIPIENTS", "QUALIFIERS", "STATUSES", "READING", "CHECKS")
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def words() -> Iterator[tuple[str, str]]:
    """Yield each text with the file that it stands in."""
    assert environment("vi")
    for template in sorted((FOLDER / "templates").glob("*.html")):
        with template.open("rb") as stream:
            for _, _, text, _ in babel_extract(stream, ("_",), [], _OPTIONS):
                if text:  # a variable has its words elsewhere
                    yield str(text), template.name
    for module in sorted(FOLDER.rglob("*.py")):
        for _, text, _, _ in extract_from_file("python", str(module), keywords={"N_": None}):
            yield str(text), module.name
    for name in LABELS:
        for text in getattr(labels, name).values():
            yield text, "labels.py"
