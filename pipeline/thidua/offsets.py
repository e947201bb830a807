"""Clean text that keeps its way back to the raw text, and the folded key that rules match on.

`normalise` returns a Text whose characters each know the raw characters they stand for; `fold` returns a key of
exactly the same length as its input, so that a match in the key is a match in the text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

# Characters that carry no text: zero-width space, joiners, direction marks, soft hyphen, BOM, NUL.
INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\ufeff\x00\x01\x02\x03\x04\x05\x06\x07\x08")
_SPACE = regex.compile(r"[^\S\n]")
_PLAIN = regex.compile(
    r"[\r\t\x0b\x0c\x1c-\x1f\x85\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff\x00-\x08]|  | \n|\n "
)

# One spelling each for tone placement at the end of a syllable, for i/y, and for two place names; lengths are kept.
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_SPELLINGS = {
    "sỹ": "sĩ", "kỷ": "kỉ", "kỹ": "kĩ", "mỹ": "mĩ", "lý": "lí", "quý": "quí", "tỷ": "tỉ", "lắc": "lắk", "đắc": "đắk",
}  # fmt: skip
_FOLDS = _TONES | _SPELLINGS
# The y of "quy" is no tone placement: "q" holds the glide.
_FOLD = regex.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)|(?<!\w)(?:{'|'.join(_SPELLINGS)})(?!\w)")
_CHARS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "＂": '"',
        "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "ʼ": "'",
        "–": "-", "—": "-", "‒": "-", "―": "-", "−": "-", "‐": "-", "‑": "-",
        "ð": "đ", "Ð": "đ",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return the key of NFC `text`: lower case, one tone placement, one quote, one dash; the same length, always.

    >>> fold("Thượng uý Trần Hoà – “Chiến sỹ”")
    'thượng úy trần hòa - "chiến sĩ"'
    """
    key = text.lower()
    if len(key) != len(text):  # a few capitals lower to two characters
        key = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return fold_cased(key)


def fold_cased(text: str) -> str:
    """Return `text` folded like `fold` but with its capitals, for rules that need them."""
    return str(_FOLD.sub(lambda match: _FOLDS[match[0]], text.translate(_CHARS)))


# An abbreviation of the words ahead of it, inside a longer name: «Bộ đội Biên phòng (BĐBP) tỉnh Cà Mau».
_ABBREVIATION = regex.compile(r"(?<=\p{Ll}) \((?!CA|BCA|BQP|UBND)\p{Lu}{2,8}(?: \p{Lu}{2,8})?\)")


@dataclass(frozen=True, slots=True)
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
        return Text(self.text[start:end], self.text[start:end], self.key[start:end], self.cased[start:end])

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
    if unicodedata.is_normalized("NFC", raw) and _PLAIN.search(raw) is None:
        return Text(raw, raw, fold(raw), fold_cased(raw))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(char: str, start: int, end: int) -> None:
        chars.append(char)
        starts.append(start)
        ends.append(end)

    size = len(raw)
    index = 0
    while index < size:
        char = raw[index]
        stop = index + 1
        if char in INVISIBLE:
            index = stop
            continue
        if char == "\r":
            if stop < size and raw[stop] == "\n":
                stop += 1
            char = "\n"
        elif char in "\x0b\x0c\x85\u2028\u2029\x1c\x1d\x1e":
            char = "\n"
        elif _SPACE.match(char) or char == "\x1f":
            char = " "
        if char == "\n":
            while chars and chars[-1] == " ":
                chars.pop(), starts.pop(), ends.pop()
            put("\n", index, stop)
        elif char == " ":
            if chars and chars[-1] not in " \n":
                put(" ", index, stop)
        else:
            # A base letter takes its combining marks along, though invisible characters may stand between.
            look = stop
            while look < size and (raw[look] in INVISIBLE or unicodedata.combining(raw[look])):
                look += 1
                if raw[look - 1] not in INVISIBLE:
                    stop = look
            cluster = "".join(part for part in raw[index:stop] if part not in INVISIBLE)
            for composed in unicodedata.normalize("NFC", cluster):
                put(composed, index, stop)
        index = stop
    text = "".join(chars)
    return Text(raw, text, fold(text), fold_cased(text), tuple(starts), tuple(ends))
