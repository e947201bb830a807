"""What changed between two extractions of the same articles: records gained, lost and changed.

Records without any difference are left out first. Of the rest, an old and a new record of one article that stand on
the same characters and agree on most fields are one record that changed; what has no partner is lost or gained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from thidua.evaluate.matching import Document, fold, judge

Kind = Literal["gained", "lost", "changed"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "changed")
FIELDS = (
    "form", "name", "class", "authority", "recipient", "count", "qualifier", "luot", "status", "recipient_unit",
    "period", "role",
)  # fmt: skip
# Of the other lists, what makes an item itself and what it says besides.
LISTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ranks": (("person",), ("rank", "position")),
    "dates": (("value",), ()),
    "units": (("name",), ("parent",)),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `old` and `new` hold the fields that differ, or the whole record where it stands alone.

    `verdict` says, where a gold file was given and the item is an award, whether each side is right.
    """

    article: str
    item: str
    kind: Kind
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    quote: str
    verdict: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the change as plain values."""
        return {name: getattr(self, name) for name in ("article", "item", "kind", "old", "new", "quote", "verdict")}

    def line(self) -> str:
        """Return the change as one line: `a1  awards  changed  count: 5 → 6  «…»`."""
        if self.old is not None and self.new is not None:
            told = "; ".join(f"{name}: {_shown(self.old[name])} → {_shown(self.new[name])}" for name in self.new)
        else:
            alone = self.old or self.new or {}
            told = ", ".join(_shown(value) for value in alone.values() if value not in (None, [], False))
        parts = [self.article, self.item, self.kind, told, *([f"«{self.quote}»"] if self.quote else [])]
        return "\t".join([*parts, *([self.verdict] if self.verdict else [])])


def _shown(value: Any) -> str:
    return "+".join(map(str, value)) if isinstance(value, list) else "-" if value is None else str(value)


def compare(
    old: Mapping[str, Document], new: Mapping[str, Document], gold: Mapping[str, Document] | None = None
) -> Iterator[Change]:
    """Yield the differences of two extractions, article by article, awards before ranks, dates and units."""
    for ident in [*old, *(ident for ident in new if ident not in old)]:
        before, after = old.get(ident, {}), new.get(ident, {})
        truth = None if gold is None or ident not in gold else gold[ident].get("awards") or []
        yield from _awards(ident, before.get("awards") or [], after.get("awards") or [], truth)
        for name, (key, rest) in LISTS.items():
            yield from _items(ident, name, _keyed(before, name, key, rest), _keyed(after, name, key, rest))
        if before.get("home") != after.get("home"):
            yield Change(ident, "home", "changed", {"home": before.get("home")}, {"home": after.get("home")}, "")


def summary(changes: Iterable[Change]) -> Iterator[str]:
    """Yield a line for each list: `awards: 3 gained (2 right), 1 lost, 0 changed`."""
    found = list(changes)
    for name in dict.fromkeys(change.item for change in found):
        parts = []
        for kind in KINDS:
            some = [change for change in found if (change.item, change.kind) == (name, kind)]
            verdicts = Counter(change.verdict for change in some if change.verdict)
            told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
            parts.append(f"{len(some)} {kind}" + (f" ({told})" if told else ""))
        yield f"{name}: {', '.join(parts)}"
    if not found:
        yield "no difference"


def _awards(
    ident: str, before: Sequence[Document], after: Sequence[Document], truth: Sequence[Document] | None
) -> Iterator[Change]:
    old, new = list(before), list(after)
    for award in before:
        same = next((other for other in new if (_places(other), _told(other)) == (_places(award), _told(award))), None)
        if same is not None:
            old.remove(award)
            new.remove(same)
    right = _right(truth, before), _right(truth, after)
    for one, two in _partners(old, new):
        if one is not None and two is not None:
            differing = [name for name in FIELDS if _told(one)[name] != _told(two)[name]]
            if not differing:
                continue  # only the evidence is another
            sides = {name: _told(one)[name] for name in differing}, {name: _told(two)[name] for name in differing}
            yield Change(ident, "awards", "changed", *sides, _quote(two), _verdict(truth, (one, two), right))
        elif one is not None:
            yield Change(ident, "awards", "lost", _told(one), None, _quote(one), _verdict(truth, (one, None), right))
        elif two is not None:
            yield Change(ident, "awards", "gained", None, _told(two), _quote(two), _verdict(truth, (None, two), right))


def _partners(
    old: Sequence[Document], new: Sequence[Document]
) -> Iterator[tuple[Document, None] | tuple[None, Document] | tuple[Document, Document]]:
    """Pair records that share characters, the most alike first; then the old and the new ones left over."""
    near = [
        (sum(_told(one)[name] == _told(two)[name] for name in FIELDS), -i, -j)
        for i, one in enumerate(old)
        for j, two in enumerate(new)
        if any(a[0] < b[1] and b[0] < a[1] for a in _places(one) for b in _places(two))
    ]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for likeness, i, j in sorted(near, reverse=True):
        if likeness * 2 > len(FIELDS) and -i not in used_old and -j not in used_new:
            used_old.add(-i)
            used_new.add(-j)
            yield old[-i], new[-j]
    yield from ((lost, None) for i, lost in enumerate(old) if i not in used_old)
    yield from ((None, gained) for j, gained in enumerate(new) if j not in used_new)


def _told(award: Document) -> dict[str, Any]:
    return {name: award.get(name) for name in FIELDS}


def _places(award: Document) -> list[tuple[int, int]]:
    return [(int(place["start"]), int(place["end"])) for place in award.get("evidence") or []]


def _quote(award: Document) -> str:
    places = award.get("evidence") or []
    return " ".join(str(places[0].get("quote", "")).split()) if places else ""


def _right(truth: Sequence[Document] | None, guessed: Sequence[Document]) -> set[int]:
    """Return the `id()` of the records that fit a gold record in all scored fields."""
    return set() if truth is None else {id(two) for _, two in judge(truth, guessed, "strict").pairs}


def _verdict(
    truth: Sequence[Document] | None, sides: tuple[Document | None, Document | None], right: tuple[set[int], set[int]]
) -> str | None:
    if truth is None:
        return None
    return " → ".join(
        "right" if id(side) in good else "wrong" for side, good in zip(sides, right, strict=True) if side is not None
    )


def _keyed(
    document: Document, name: str, key: Sequence[str], rest: Sequence[str]
) -> dict[tuple[str | None, ...], dict[str, Any]]:
    return {
        tuple(fold(item.get(part)) for part in key): {part: item.get(part) for part in (*key, *rest)}
        for item in document.get(name) or []
    }


def _items(
    ident: str, name: str, old: Mapping[Any, dict[str, Any]], new: Mapping[Any, dict[str, Any]]
) -> Iterator[Change]:
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            yield Change(ident, name, "gained" if before is None else "lost", before, after, "")
        elif differing := [part for part in before if before[part] != after[part]]:
            yield Change(
                ident, name, "changed", {p: before[p] for p in differing}, {p: after[p] for p in differing}, ""
            )
