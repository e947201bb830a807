"""What the tests of units share: the repository's registry, and texts whose spans stand in [[ ]]."""

from __future__ import annotations

from pathlib import Path

from thidua.registry import load_registry

ROOT = Path(__file__).resolve().parents[1]
REGISTRY = load_registry(ROOT / "rules")


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without [[ ]] and the spans that they marked."""
    plain = ""
    spans = []
    for index, piece in enumerate(marked.replace("]]", "[[").split("[[")):
        if index % 2:
            spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans
