"""One article as it is read: cleaned, cut into sentences, and its mentions, each found when first asked for.

What only awards need is not looked for in an article without one, and what only the rest of an article's records needs
not before there is an award to go with, where only awards are wanted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from thidua.assemble.symbols import build_items
from thidua.awarding import awarding
from thidua.clean import Block, sentences, split_blocks, stated_publication
from thidua.frozen import frozen
from thidua.mentions import again, authority, date, form, marker, number, rank, recipient, unit
from thidua.mentions.base import Mention
from thidua.offsets import Text, fold, normalise
from thidua.records import Article
from thidua.resolve import dates as years
from thidua.resolve.anchor import Anchor, anchor
from thidua.resolve.dates import Dated
from thidua.resolve.home import Home, resolve_home
from thidua.rules import RANK_WORDS, RuleSet
from thidua.sentence import Sentence
from thidua.sieve import Tried
from thidua.wraps import unwrapped

_Find = Callable[[Text, RuleSet, Tried], list[Mention]]
_READ = ("title", "body", "caption")


@frozen
class Layout:
    """An article cleaned and cut: its blocks, and the sentences of those that are read: their spans, and their blocks."""

    text: Text
    blocks: tuple[Block, ...]
    spans: tuple[tuple[int, int], ...]
    owners: tuple[Block, ...]

    def piece(self, index: int) -> Text:
        """Return the text of a sentence."""
        return self.text.piece(*self.spans[index])


def lay_out(article: Article) -> Layout:
    """Clean an article and cut it into sentences."""
    text = normalise(unwrapped(article.text)).without_abbreviations()
    blocks = tuple(split_blocks(text, article))
    cut = [(block, span) for block in blocks if block.kind in _READ for span in sentences(text, block)]
    return Layout(text, blocks, tuple(span for _, span in cut), tuple(block for block, _ in cut))


class Reading:
    """All that is read from an article before records are written; offsets are those of the clean text."""

    def __init__(self, article: Article, rules: RuleSet) -> None:
        self.article = article
        self.rules = rules
        self.layout = lay_out(article)
        self.text = self.layout.text
        self.blocks = self.layout.blocks
        self._sifted: dict[str, dict[int, Tried]] = {}  # by kind
        self._made: list[Sentence | None] = [None] * len(self.layout.spans)
        self._mentions: dict[tuple[str, int], list[Mention]] = {}  # by kind and the sentence's number
        self._offices: dict[int, list[tuple[str, str]]] = {}
        self._office_of: dict[str, str | None] = {}
        self._block_starts = [block.start for block in self.blocks]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """The sentences, each with its mentions."""
        return self.sentences_from(0)

    def sentences_from(self, first: int, most: int | None = None) -> Iterator[Sentence]:
        """Yield the sentences from one on, at most so many."""
        end = len(self._made) if most is None else min(first + most, len(self._made))
        return (self.sentence(index) for index in range(first, end))

    def sentence(self, index: int) -> Sentence:
        """Return a sentence; its mentions are found when it is first asked for."""
        sentence = self._made[index]
        if sentence is None:
            sentence = self._made[index] = self._make(index)
        return sentence

    def _make(self, index: int) -> Sentence:
        rules, forms = self.rules, self.forms
        (start, end), piece = self.layout.spans[index], self.layout.piece(index)
        if index in forms:
            piece = awarding(piece, forms[index])
        ranks = _in(piece, self._people_of(index))
        named = [*_in(piece, self._dates_of(index)), *ranks]
        if forms and (ranks or index in forms):
            named += authority.find(piece, rules)  # who grants, and whose office the article tells
        if index not in forms:
            return Sentence(start, end, self.layout.owners[index], piece, tuple(named))
        named += forms[index]
        units = _in(piece, self.units_in(start, end))
        spoken_of = _in(piece, again.find(piece, self._full_names, [*named, *units]))
        mentions = [*named, *spoken_of, *_around(piece, rules, [*ranks, *spoken_of], units)]
        return Sentence(start, end, self.layout.owners[index], piece, tuple(mentions))

    def block_at(self, position: int) -> Block:
        """Return the block that a position stands in."""
        return self.blocks[max(0, bisect_right(self._block_starts, position) - 1)]

    @cached_property
    def forms(self) -> dict[int, list[Mention]]:
        """The award forms of the sentences that name any, by the sentence's number."""
        return {index: forms for index in self._tried("forms") if (forms := self._found("forms", index, form.find))}

    def _tried(self, kind: str) -> dict[int, Tried]:
        """Return the sentences in which rules of a kind may match, and which rules."""
        if kind not in self._sifted:
            self._sifted.update(self.rules.sieves[kind].tried(self.text, self.layout.spans))
        return self._sifted[kind]

    def _found(self, kind: str, index: int, find: _Find) -> list[Mention]:
        """Return the mentions of a sentence, which is read when it is first asked for."""
        if index not in self._tried(kind):
            return []
        found = self._mentions.get((kind, index))
        if found is None:
            found = self._mentions[kind, index] = find(self.layout.piece(index), self.rules, self._tried(kind)[index])
        return found

    @cached_property
    def units(self) -> tuple[Mention, ...]:
        """The named units of what is read."""
        found = unit.find(self.text, self.rules.registry)
        return tuple(mention for mention in found if self.block_at(mention.start).kind in _READ)

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [mention.start for mention in self.units]

    def units_in(self, start: int, end: int) -> list[Mention]:
        """Return the units inside a stretch, in its offsets."""
        first, last = bisect_left(self._unit_starts, start), bisect_left(self._unit_starts, end)
        return [mention.moved(-start) for mention in self.units[first:last] if mention.end <= end]

    def _dates_of(self, index: int) -> list[Mention]:
        return self._found("dates", index, date.find)

    def _people_of(self, index: int) -> list[Mention]:
        return self._found("ranks", index, rank.find)

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """The names of the article's people by their given name."""
        return again.full_names([person for index in self._tried("ranks") for person in self._people_of(index)])

    def office_of(self, name: str) -> str | None:
        """Return the authority code of somebody, by folded name or given name: as it is told first."""
        if name not in self._office_of:
            self._office_of[name] = self._told_office(name)
        return self._office_of[name]

    def _told_office(self, name: str) -> str | None:
        by_given_name = None
        for index in self._people_called(name.rsplit(" ", 1)[-1]):
            for person, code in self._offices_in(index):
                if person == name:
                    return code
                if by_given_name is None and person.rsplit(" ", 1)[-1] == name:
                    by_given_name = code
        return by_given_name

    def _people_called(self, word: str) -> Iterator[int]:
        """Yield the sentences in which people may be named and a word stands."""
        spans, key = self.layout.spans, self.text.key
        place = key.find(word)
        while place >= 0:
            index = bisect_right(spans, (place, len(key))) - 1
            end = spans[index][1] if index >= 0 else 0
            if place < end and index in self._tried("ranks"):
                yield index
            place = key.find(word, max(end, place + 1))

    def _offices_in(self, index: int) -> list[tuple[str, str]]:
        """Return the people of a sentence whose office it tells, by folded name."""
        if index not in self._offices:
            text, mentions = self._with_speakers(index)
            told = any(mention.kind == "authority" for mention in mentions)
            items = build_items(text, mentions, lambda _: None) if told else []
            self._offices[index] = [
                (fold(item.value.person), item.value.code)
                for item in items
                if item.symbol == "A" and item.value.person and item.value.code
            ]
        return self._offices[index]

    def _with_speakers(self, index: int) -> tuple[Text, Sequence[Mention]]:
        """Return a sentence that names people and its mentions, those of who only says what it tells among them."""
        people = self._people_of(index)
        if not people:
            return self.layout.piece(index), ()
        sentence = self.sentence(index)
        if all(one in sentence.mentions for one in people):
            return sentence.text, sentence.mentions
        piece = self.layout.piece(index)
        return piece, [*self._dates_of(index), *people, *authority.find(piece, self.rules)]

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The date mentions, the time stamp's too."""
        found = self._moved("dates", self._dates_of)
        for block in self.blocks:
            if block.kind == "timestamp":
                stamp = date.find(self.text.piece(block.start, block.end), self.rules)
                found += [replace(mention.moved(block.start), rule=f"{mention.rule}-timestamp") for mention in stamp]
        return tuple(years.share_years(sorted(found, key=lambda mention: mention.start)))

    @property
    def ranked(self) -> list[Mention]:
        """The people with a rank, in the offsets of the clean text."""
        return [mention for mention in self._moved(RANK_WORDS, self._people_of) if mention.value.rank]

    def _moved(self, kind: str, of: Callable[[int], list[Mention]]) -> list[Mention]:
        """Return the mentions of all sentences in the offsets of the clean text."""
        return [mention.moved(self.layout.spans[index][0]) for index in self._tried(kind) for mention in of(index)]

    @cached_property
    def when(self) -> Anchor | None:
        """The time that dates without a year are told from."""
        return anchor(self.published, self.dates, self.text.key)

    @cached_property
    def whole_dates(self) -> list[Dated]:
        """Each date with its years filled in."""
        return [
            Dated(mention.start, mention.end, value, mention.value.grain, mention.rule)
            for mention in self.dates
            for value in years.resolve(mention.value, years.seen_from(self.when, self.text.key, mention.end))
        ]

    @cached_property
    def published(self) -> str | None:
        """The day of publication, as the file or else the article itself states it."""
        return self.article.published or stated_publication(self.text, list(self.blocks))

    @cached_property
    def home(self) -> Home | None:
        """The province whose police the article is about."""
        return resolve_home(
            self.text,
            self.units,
            source=self.article.source,
            url=self.article.url,
            published=self.published,
            registry=self.rules.registry,
        )


def _in(piece: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of what a text still tells."""
    return [one for one in mentions if one.end <= len(piece.key) and not piece.key[one.start : one.end].isspace()]


def _around(piece: Text, rules: RuleSet, people: Sequence[Mention], units: Sequence[Mention]) -> list[Mention]:
    """Return what is read beside an award form."""
    markers = marker.find(_without_names(piece, [*people, *units]), rules)
    return [*number.find(piece, rules), *recipient.find(piece, rules), *markers, *units]


def _without_names(piece: Text, names: Sequence[Mention]) -> Text:
    """Return a text in which names are no words to the rules: «Đỗ Văn Đạt được tặng», «Công an huyện Yên Lập được tặng»."""
    key, cased = piece.key, piece.cased
    for name in names:
        letters = "x" * (name.end - name.start)
        key = key[: name.start] + letters + key[name.end :]
        cased = cased[: name.start] + letters + cased[name.end :]
    return Text(piece.raw, piece.text, key, cased, piece.starts, piece.ends) if names else piece


def find_mentions(piece: Text, rules: RuleSet, units: Sequence[Mention], *, heads: bool = False) -> list[Mention]:
    """Return the mentions of all kinds of a sentence, whether it names an award form or not, or `heads` lines that do."""
    people = rank.find(piece, rules)
    found = [*date.find(piece, rules), *people, *form.find(piece, rules)]
    of_awards = heads or any(mention.kind in ("form", "rank") for mention in found)
    grants = authority.find(piece, rules) if of_awards else []
    return [*found, *_around(piece, rules, people, units), *grants]
