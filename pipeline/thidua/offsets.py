"""Clean text that keeps its way back to the raw text, and the folded key that rules match on.

`normalise` returns a Text whose characters each know the raw characters they stand for; `fold` returns a key of
exactly the same length as its input, so that a match in the key is a match in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import ahocorasick_rs
import regex

from thidua.frozen import frozen

# Characters that carry no text: zero-width space, joiners, direction marks, soft hyphen, BOM, NUL.
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\ufeff\x00\x01\x02\x03\x04\x05\x06\x07\x08")
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029\x1c\x1d\x1e")
_UNSEEN = "".join(sorted(INVISIBLE))
# Characters that clean text has not: these, and white space other than one space or one line end.
ODD = (
    "\r\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + _UNSEEN
)
_ODD_CHAR = re.compile(f"[{ODD}]")
# Whatever may combine with the letter before it, and more, which costs time only.
_MARKS = r"\u0300-\u036f\u0483-\u1dff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0010ffff"
# What cannot be kept as it is: marks, white space that is not one space or one line end, invisible characters.
_ODD = re.compile(
    rf"([\u0300-\u034e\u0350-\u036f]+)(?![{_MARKS}{_UNSEEN}])|[{_MARKS}{_UNSEEN}]+|[\s{_UNSEEN}]{{2,}}|[^\S \n]"
)

# One spelling each for tone placement at the end of a syllable, for i/y, and for two place names; lengths are kept.
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_SPELLINGS = {
    "sỹ": "sĩ", "kỷ": "kỉ", "kỳ": "kì", "kỹ": "kĩ", "mỹ": "mĩ", "lý": "lí", "quý": "quí", "tỷ": "tỉ", "lắc": "lắk", "đắc": "đắk",
}  # fmt: skip
FOLDS = _TONES | _SPELLINGS
_SPELLED = tuple(FOLDS)
_SPELLINGS_IN = ahocorasick_rs.AhoCorasick(_SPELLED)
# What is written in several ways, with the one that rules are written with.
PLAIN = {
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "＂": '"',
    "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "ʼ": "'",
    "–": "-", "—": "-", "‒": "-", "―": "-", "−": "-", "‐": "-", "‑": "-",
    "ð": "đ", "Ð": "đ",
    "!": ".", "…": ".",
}  # fmt: skip


def fold(text: str) -> str:
    """Return the key of NFC `text`: lower case, one tone placement, one quote, one dash, one end of a sentence; the same length, always.

    >>> fold("Thượng uý Trần Hoà – “Chiến sỹ”")
    'thượng úy trần hòa - "chiến sĩ"'
    """
    return _fold(text) if len(text) > _NAME else _fold_name(text)


_NAME = 64


@lru_cache(16_384)  # names recur
def _fold_name(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    return _spelled(_lower(plain_punctuation(text)))


def _lower(text: str) -> str:
    key = text.lower()
    if len(key) != len(text):  # a few capitals lower to two characters
        key = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return key


def fold_cased(text: str) -> str:
    """Return `text` folded like `fold` but with its capitals, for rules that need them."""
    return _spelled(plain_punctuation(text))


def _both_folded(text: str) -> tuple[str, str]:
    """Return `fold` and `fold_cased` of a long text, which is looked through once for both."""
    plain = plain_punctuation(text)
    key = _lower(plain)
    found = _found(key)
    if not found:
        return key, plain
    return _with_spellings(key, found), _with_spellings(plain, found)


def _spelled(text: str) -> str:
    """Return `text` with one spelling of each syllable."""
    return _with_spellings(text, _found(text))


def _found(text: str) -> list[tuple[str, int, int]]:
    """Return where spellings end as a word does, in any syllable."""
    return [
        (_SPELLED[index], start, end)
        for index, start, end in _SPELLINGS_IN.find_matches_as_indexes(text, overlapping=True)
        if not _is_word(text[end : end + 1])
    ]


def _with_spellings(text: str, found: Iterable[tuple[str, int, int]]) -> str:
    """Return `text` with other spellings for those found, a capital for a capital."""
    parts: list[str] = []
    done = 0
    for spelling, start, end in found:
        before = text[start - 1].lower() if start else ""
        # The y of "quy" is no tone placement: "q" holds the glide.
        if before == "q" if spelling in _TONES else _is_word(before):
            continue
        parts += text[done:start], _as_written(FOLDS[spelling], text[start:end])
        done = end
    return "".join([*parts, text[done:]]) if parts else text


def _as_written(spelling: str, written: str) -> str:
    """Return a spelling with capitals where the other one has them: «Uỷ» → «Ủy», «UỶ» → «ỦY»."""
    if written.islower():
        return spelling
    return "".join(new.upper() if old.isupper() else new for new, old in zip(spelling, written, strict=True))


def plain_punctuation(text: str) -> str:
    """Return `text` with one kind of quotes, dashes and sentence ends and with đ for the letter that looks like it; the same length."""
    for char, plain in PLAIN.items():
        if char in text:
            text = text.replace(char, plain)
    return text


_WORD_CHAR = regex.compile(r"\w")


def _is_word(char: str) -> bool:
    return char.isalnum() or bool(char and char not in " .," and _WORD_CHAR.match(char))


# An abbreviation of the words ahead of it, inside a longer name: «Bộ đội Biên phòng (BĐBP) tỉnh Cà Mau».
_ABBREVIATION = regex.compile(r"(?<=\p{Ll}) \((?!CA|BCA|BQP|UBND)\p{Lu}{2,8}(?: \p{Lu}{2,8})?\)")


@frozen
class Text:
    """Clean text with its map: `starts[i]:ends[i]` are the raw characters behind `text[i]`; None means the identity."""

    raw: str
    text: str
    key: str
    cased: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def without_abbreviations(self) -> Text:
        """Return the text with «(BĐBP)», «(LLVT)» as blanks to the rules, so that the name around it is one: same offsets."""
        if "(" not in self.text:
            return self
        spans = [match.span() for match in _ABBREVIATION.finditer(self.text)]
        key, cased = self.key, self.cased
        for start, end in spans:
            blank = " " * (end - start)
            key, cased = key[:start] + blank + key[end:], cased[:start] + blank + cased[end:]
        return Text(self.raw, self.text, key, cased, self.starts, self.ends) if spans else self

    def piece(self, start: int, end: int) -> Text:
        """Return the stretch `start:end` as a Text of its own, whose offsets begin at 0 and whose raw map is gone."""
        part = self.text[start:end]
        return Text(part, part, self.key[start:end], self.cased[start:end])

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span behind the clean span `start:end` (not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(raw: str) -> Text:
    r"""Return `raw` in NFC, without invisible characters, with single spaces and \n line ends, and the map back.

    >>> text = normalise("Hoa\u0300  Bi\u0300nh")
    >>> text.text, text.to_raw(0, 3)
    ('Hoà Bình', (0, 4))
    """
    if unicodedata.is_normalized("NFC", raw) and not _is_odd(raw):
        return Text(raw, raw, *_both_folded(raw))
    clean = _Clean(raw)
    end = 0
    for match in _ODD.finditer(raw):
        start, stop = match.span()
        if start > end and not raw[start].isspace() and not raw[start - 1].isspace():
            start -= 1  # marks go with the letter that they stand on
        clean.keep(end, start)
        if match[1] and start < match.start():
            clean.put_composed(raw[start:stop], start, stop)
        else:
            clean.rewrite(start, stop)
        end = stop
    clean.keep(end, len(raw))
    text = "".join(clean.parts)
    return Text(raw, text, *_both_folded(text), tuple(clean.starts), tuple(clean.ends))


def _is_odd(raw: str) -> bool:
    return _ODD_CHAR.search(raw) is not None or "  " in raw or " \n" in raw or "\n " in raw


class _Clean:
    """Clean text as it is built: parts that are never empty, and the raw span of each character."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def keep(self, start: int, end: int) -> None:
        """Take a stretch as it is; only a space that would open the text is dropped."""
        if not self.parts and self.raw.startswith(" ", start, end):
            start += 1
        if start >= end:
            return
        stretch = self.raw[start:end]
        if unicodedata.is_normalized("NFC", stretch):
            self.parts.append(stretch)
            self.starts += range(start, end)
            self.ends += range(start + 1, end + 1)
        else:  # characters that NFC writes as others, such as the sign for Ångström
            for place in range(start, end):
                self.put_composed(self.raw[place], place, place + 1)

    def _put(self, char: str, start: int, end: int) -> None:
        self.parts.append(char)
        self.starts.append(start)
        self.ends.append(end)

    def put_composed(self, cluster: str, start: int, end: int) -> None:
        """Take a letter with its marks as NFC writes it."""
        for composed in _composed(cluster):
            self._put(composed, start, end)

    def rewrite(self, start: int, end: int) -> None:
        """Take a stretch of white space, invisible characters and letters with combining marks, one by one."""
        raw, index = self.raw, start
        while index < end:
            char = raw[index]
            stop = index + 1
            if char in INVISIBLE:
                index = stop
                continue
            if char == "\r" and stop < end and raw[stop] == "\n":
                stop += 1
            if char in _LINE_ENDS:
                self._end_line(index, stop)
            elif char.isspace() or char == "\x1f":
                if self.parts and self.parts[-1][-1] not in " \n":
                    self._put(" ", index, stop)
            else:
                # A base letter takes its combining marks along, though invisible characters may stand between.
                look = stop
                while look < end and (raw[look] in INVISIBLE or unicodedata.combining(raw[look])):
                    look += 1
                    if raw[look - 1] not in INVISIBLE:
                        stop = look
                cluster = raw[index:stop]
                if not INVISIBLE.isdisjoint(cluster):
                    cluster = "".join(part for part in cluster if part not in INVISIBLE)
                self.put_composed(cluster, index, stop)
            index = stop

    def _end_line(self, start: int, end: int) -> None:
        while self.parts and self.parts[-1][-1] == " ":
            if last := self.parts.pop()[:-1]:
                self.parts.append(last)
            self.starts.pop()
            self.ends.pop()
        self._put("\n", start, end)


@lru_cache(4096)
def _composed(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster)
