"""Names of several words, found at a place of a folded key: a trie over words.

Written forms differ in what stands between words ("Bà Rịa-Vũng Tàu", "phòng cháy, chữa cháy", "Công tác Đảng - Công
tác Chính trị") and in abbreviations ("PCCC"): the trie compares words only, abbreviations opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

from thidua.abbreviations import WORDS
from thidua.offsets import fold

T = TypeVar("T")

WORD = re.compile(r"\w+(?:'\w+)*(?:-\d+)?")
# What may stand between two words of one name; a line break never does.
GAP = re.compile(r" ?[-/] ?|\. ?| & | ")
LOOSE_GAP = re.compile(r",? ?& ?| ?[-/] ?|,? |\. ?")
# Words that one writer puts between the parts of a name and the next leaves out.
FILLERS = frozenset({"và"})


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, abbreviations opened, fillers left out.

    >>> words_of("Cảnh sát PCCC & CNCH")
    ('cảnh', 'sát', 'phòng', 'cháy', 'chữa', 'cháy', 'cứu', 'nạn', 'cứu', 'hộ')
    """
    found: list[str] = []
    for written in WORD.findall(fold(name)):
        word = written.replace("'", "")
        found.extend(WORDS.get(word, (word,)))
    return tuple(word for word in found if word not in FILLERS)


def _opened(node: dict[str, Any], words: Iterable[str]) -> dict[str, Any] | None:
    """Return the node that words lead to from another, None where no name has them."""
    reached: dict[str, Any] | None = node
    for word in words:
        reached = reached.get(word) if reached is not None else None
    return reached


class Lexicon(Generic[T]):
    """Names → values; `at` reads the longest name that starts at a place."""

    __slots__ = ("_gap", "_root")

    def __init__(self, *, loose: bool = False) -> None:
        self._root: dict[str, Any] = {}
        self._gap = LOOSE_GAP if loose else GAP

    def add(self, name: str, value: T) -> None:
        """Add a name; several values may share one."""
        words = words_of(name)
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        values = node.setdefault("", [])
        if value not in values:
            values.append(value)

    def at(self, key: str, start: int, stop: int | None = None) -> tuple[int, list[T]] | None:
        """Return (end, values) of the longest name at `start`, or None."""
        node = self._root
        best: tuple[int, list[T]] | None = None
        place = start
        limit = len(key) if stop is None else stop
        while True:
            match = WORD.match(key, place, limit)
            if match is None:
                return best
            word = match[0].replace("'", "")
            following = node.get(word)
            if following is None:
                if node is not self._root and word in FILLERS:
                    following = node
                elif word in WORDS:
                    following = _opened(node, WORDS[word])
                if following is None:
                    return best
            node = following
            if "" in node and word not in FILLERS:
                best = match.end(), node[""]
            gap = self._gap.match(key, match.end(), limit)
            if gap is None:
                return best
            place = gap.end()

    def get(self, name: str) -> list[T]:
        """Return the values of a whole name."""
        node = _opened(self._root, words_of(name))
        return list(node.get("", [])) if node is not None else []

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], list[T]]]:
        stack: list[tuple[tuple[str, ...], dict[str, Any]]] = [((), self._root)]
        while stack:
            words, node = stack.pop()
            for word, child in node.items():
                if word:
                    stack.append(((*words, word), child))
                else:
                    yield words, child
