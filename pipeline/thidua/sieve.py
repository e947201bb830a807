"""Which rules can match in which sentences of an article: one scan of each form of its text for all kinds at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from thidua.matcher import Rule
from thidua.offsets import Text, fold
from thidua.prefilter import Prefilter

# The rules of a file that may match in a sentence, by their places in the file; None: any may.
Tried = frozenset[int] | None


class Sieve:
    """The rules of some kinds, scanned for together."""

    def __init__(self, rules: Mapping[str, Sequence[Rule]]) -> None:
        self.kinds = tuple(rules)
        self._scans = tuple(_Scan(rules, on_text=on_text) for on_text in (False, True))

    def prepare(self) -> None:
        """Do now what is otherwise done once enough has been read."""
        for scan in self._scans:
            scan.prefilter.prepare()

    def tried(self, text: Text, spans: Sequence[tuple[int, int]]) -> dict[str, dict[int, Tried]]:
        """Return, by kind and by index of a stretch of the text, rising, which rules may match there; in no other one does any."""
        forms = ([text.key[start:end] for start, end in spans], [text.cased[start:end] for start, end in spans])
        found: dict[str, dict[int, set[int]]] = {kind: {} for kind in self.kinds}
        untold: set[str] = set()
        for scan, texts in zip(self._scans, forms, strict=True):
            hits = scan.prefilter.found(texts)
            if hits is None:
                untold.update(kind for kind, _ in scan.rules)
                continue
            for place, index in hits:
                kind, rule = scan.rules[index]
                found[kind].setdefault(place, set()).add(rule)
        everywhere: dict[int, Tried] = dict.fromkeys(range(len(spans)))
        return {
            kind: dict(everywhere)
            if kind in untold
            else {place: frozenset(rules) for place, rules in sorted(places.items())}
            for kind, places in found.items()
        }


class _Scan:
    """What is looked for in one form of the text: expressions and phrases, and the kind and the rule of each."""

    def __init__(self, rules: Mapping[str, Sequence[Rule]], *, on_text: bool) -> None:
        self.rules: list[tuple[str, int]] = []
        expressions: list[str] = []
        for kind, its in rules.items():
            for place, rule in enumerate(its):
                sought = [re.escape(fold(phrase)) for phrase in rule.phrases if not on_text]
                if rule.pattern is not None and rule.on_text == on_text:
                    sought.append(rule.pattern.pattern)
                expressions += sought
                self.rules += [(kind, place)] * len(sought)
        self.prefilter = Prefilter(expressions)
