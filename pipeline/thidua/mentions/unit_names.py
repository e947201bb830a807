"""Names inside a text: words that descriptive names are made of, proper names, places; where one ends."""

from __future__ import annotations

import regex

from thidua.abbreviations import WORDS
from thidua.mentions.unit_heads import WEAK, Heads
from thidua.mentions.unit_patterns import CIVIL_AHEAD, CODE, NO_NAME_MORE, PROPER, RANK_AHEAD, RUN, WORD
from thidua.mentions.unit_place import PlaceReader
from thidua.offsets import Text
from thidua.registry import Registry

# «Đội Tuyên truyền phòng, chống ma túy»: one name
_BEHIND_COMMA = {"phòng": ", chống ", "cháy": ", chữa cháy", "nạn": ", cứu hộ"}
_NO_VERB = regex.compile(r"cứu (?:nạn|hộ)(?!\w)|(?<=nghiên )cứu")


class _HeadsIn:
    """Where heads of units stand in one text; both readers ask it, so that neither has to know the other."""

    def __init__(self, text: Text, heads: Heads) -> None:
        self.text = text.text
        self.key = text.key
        self.heads = heads

    def starts_head(self, start: int) -> bool:
        """Say whether the head of a unit stands at `start`."""
        head = self.heads.match(self.key, start)
        if head is None:
            return CODE.match(self.text, start) is not None
        return head[0] not in WEAK or self.text[start].isupper()

    def starts_strong_head(self, start: int) -> bool:
        """Say whether a head stands here that is no part of a place's name («Xuân Trường», «Sở Dầu»)."""
        head = self.heads.match(self.key, start)
        return head is not None and head[0] not in WEAK


class NameReader:
    """Finds where names of units end in one text."""

    def __init__(self, text: Text, registry: Registry, vocabulary: frozenset[str], heads: Heads) -> None:
        self.text = text.text
        self.key = text.key
        self.registry = registry
        self.vocabulary = vocabulary
        self.heads = heads
        self.clusters = "cụm thi đua" in self.key  # without one, «Cụm 4» is something else
        ahead = _HeadsIn(text, heads)
        self.starts_head = ahead.starts_head
        self.places = PlaceReader(text, registry, ahead.starts_head, ahead.starts_strong_head)

    def words_end(self, at: int) -> int | None:
        """Return the end of a descriptive name: a capitalised word, then words that such names are made of."""
        if not self.text[at : at + 1].isupper() or self.starts_head(at):
            return None
        end: int | None = None
        place = at
        while True:
            word = WORD.match(self.key, place)
            if word is None or (self.starts_head(place) and place > at):
                return end
            if place > at and (RANK_AHEAD.match(self.key, place) or CIVIL_AHEAD.match(self.key, place)):
                return end  # «Đội CSGT và Trung úy A», «Đội CSGT và Ngân hàng B»
            known = (word[0] in self.vocabulary or word[0] in WORDS) and not (place > at and self._begins_proper(word))
            if word[0] == "cứu" and not _NO_VERB.match(self.key, word.start()):
                return end  # «Đội CSGT cứu 5 người»
            if not known and not (word[0] in ("và", "về") and end is not None):
                return end
            if known and word[0] != "về":
                end = word.end()
            if self.key.startswith(_BEHIND_COMMA.get(word[0], " "), word.end()):
                place = self.key.index(" ", word.end()) + 1
            elif self.key[word.end() : word.end() + 1] == " ":
                place = word.end() + 1
            else:
                return end

    def _begins_proper(self, word: regex.Match[str]) -> bool:
        """Say whether a known word begins a proper name here: «An Sương» behind «Đội CSGT»."""
        if not self.text[word.start()].isupper() or self.text[word.start() : word.end()].isupper():
            return False
        following = WORD.match(self.key, word.end() + 1)
        return following is not None and self.text[following.start()].isupper() and following[0] not in self.vocabulary

    def _proper(self, at: int) -> int | None:
        """Return the end of a proper name of two or three capitalised words: «An Sương»."""
        match = PROPER.match(self.text, at)
        if match is None or self.starts_head(at):
            return None
        inner = next(
            (
                place
                for place in range(at, match.end())
                if self.text[place - 1] == " " and place > at and self.starts_head(place)
            ),
            None,
        )
        return inner - 1 if inner else match.end()

    def _description(self, at: int, *, free: bool) -> int | None:
        """Return the end of «Bảo vệ thực vật», «Tháng Tám», «Đa khoa huyện Đông Hải»: words, then a place or name."""
        end = self.words_end(at)
        if free:
            begin = at if end is None else end + 1 if self.key[end : end + 1] == " " else None
            stop = self._run(begin) if begin is not None else None
            whole = self._run(at)
            end = max((one for one in (end, stop, whole) if one is not None), default=None)
        if end is not None and self.key[end : end + 1] == " " and not self.starts_head(end + 1):
            place = self.places.place_at(end + 1) if self.places.kind_at(end + 1) else None
            if place is not None and place.name is not None:
                end = place.end
        return end

    def _run(self, at: int) -> int | None:
        """Return the end of the capitalised words at `at`, where no other unit begins."""
        run = RUN.match(self.text, at)
        if run is None or self.starts_head(at):
            return None
        stop = run.end()
        for place in range(at + 1, stop):
            if self.text[place - 1] == " " and self.starts_head(place):
                stop = place - 1
                break
        if (other := NO_NAME_MORE.search(self.text, at, stop + 14)) is not None:
            stop = min(stop, other.start())
        return at + len(self.text[at:stop].rstrip(".-&'"))
