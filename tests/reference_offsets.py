"""What `offsets` means, character by character and slowly: the fast code must give the same."""

from __future__ import annotations

import unicodedata

import regex

from thidua.offsets import INVISIBLE

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_WORDS = {
    "sỹ": "sĩ", "kỷ": "kỉ", "kỹ": "kĩ", "mỹ": "mĩ", "lý": "lí", "quý": "quí", "tỷ": "tỉ", "lắc": "lắk", "đắc": "đắk",
}  # fmt: skip
_FOLDS = {**_TONES, **_WORDS}
_FOLD = regex.compile(
    rf"(?<![qQ])(?:{'|'.join(_TONES)})(?!\w)|(?<!\w)(?:{'|'.join(_WORDS)})(?!\w)",
)
_CHARS = str.maketrans("“”„‟«»″＂‘’‚`´ʼ–—‒―−‐‑ðÐ", '""""""""\'\'\'\'\'\'-------đđ')


def fold_cased(text: str) -> str:
    """Return `text` with one spelling for what is written in several ways."""
    return str(_FOLD.sub(lambda match: _FOLDS[match[0]], text.translate(_CHARS)))


def clean(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the clean text and the raw span of each of its characters."""
    out: list[tuple[str, int, int]] = []
    index = 0
    while index < len(raw):
        char, stop = raw[index], index + 1
        if char in INVISIBLE:
            index = stop
            continue
        if char == "\r" and raw[stop : stop + 1] == "\n":
            stop += 1
        if char in "\n\r\x0b\x0c\x85\u2028\u2029\x1c\x1d\x1e":
            while out and out[-1][0] == " ":
                out.pop()
            out.append(("\n", index, stop))
        elif char.isspace():
            if out and out[-1][0] not in " \n":
                out.append((" ", index, stop))
        else:
            look = stop
            while look < len(raw) and (raw[look] in INVISIBLE or unicodedata.combining(raw[look])):
                look += 1
                if raw[look - 1] not in INVISIBLE:
                    stop = look
            cluster = "".join(part for part in raw[index:stop] if part not in INVISIBLE)
            out += [(composed, index, stop) for composed in unicodedata.normalize("NFC", cluster)]
        index = stop
    return "".join(char for char, _, _ in out), [(start, end) for _, start, end in out]
