"""Bytes → text, and what was seen on the way: UTF-8, UTF-16, Windows-1258, TCVN3 (ABC) and VNI, or binary.

The old Vietnamese encodings share their bytes with Latin ones, so no single byte tells them apart. What tells is the
result: under the right reading nearly every word with a non-ASCII letter is a possible Vietnamese syllable, under the
wrong one nearly none is.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from thidua.sources.base import SourceError

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or .docx, .xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"\x1f\x8b", "gzip data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_SAMPLE = 200_000  # bytes or characters that are enough to tell an encoding

# TCVN3 writes each letter as one byte of its own; the fonts ending in H show the same bytes as capitals.
_TCVN3_CODES = "µ¸¶·¹ ¨»¾¼½Æ ©ÇÊÈÉË ® ÌÐÎÏÑ ªÒÕÓÔÖ ×ÝØÜÞ ßãáâä «åèæçé ¬êíëìî ïóñòô \u00adõøö÷ù úýûüþ ¡¢£¤¥¦§".replace(
    " ", ""
)
_TCVN3_LETTERS = "àáảãạ ăằắẳẵặ âầấẩẫậ đ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ ĂÂÊÔƠƯĐ".replace(
    " ", ""
)
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

# VNI writes the letter and a second byte for tone and hat; i, y with dot, ơ, ư and đ have a byte of their own.
_VNI_MARKS = {
    "aeouyôö": dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True)),
    "aeo": {
        "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301",
        "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    },
    "a": {
        "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301",
        "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
    },
}  # fmt: skip
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for letters, marks in _VNI_MARKS.items():
        for letter in letters:
            for mark, combining in marks.items():
                table[letter + mark] = unicodedata.normalize("NFC", _VNI_SINGLE.get(letter, letter) + combining)
    for code, letter in list(table.items()):
        table[code.upper()] = letter.upper()
        if len(code) == 2:  # a capital at the head of a word often takes the small mark
            table.setdefault(code[0].upper() + code[1], letter.upper())
    return table


_VNI = _vni_table()
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_WORD = re.compile(r"[^\s\d.,;:!?()\[\]{}\"'“”‘’/…–—-]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:"
    # open, which «taọp», TCVN3's reading of VNI's «tập», is not,
    r"(?:ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|oa|oai|oao|oay|oe|oeo|oi|ôi|ơi|ua|uây|uê|ui|uôi|uơ|uy|uya|uyu|ưa|ưi|ươi|ươu|ưu|yêu|[aeêioôơuưy])|"
    # or closed by a consonant
    r"(?:iê|yê|uô|ươ|oa|oă|oe|oo|ôô|uâ|uê|uy|uyê|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt]))"
)
# Letters that only Unicode text has; text in the old codes has none of them.
_MODERN = re.compile("[\u1ea0-\u1ef9\u0300-\u0323đơưĐƠƯăĂ]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read as, and a remark where the reader should know of it."""

    text: str
    encoding: str
    remark: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text behind `data`; line ends and characters are left as they are, a byte order mark goes.

    `declared` is the encoding that the file claims (an HTML page does); it is believed only where UTF-8 does not fit.

    Raises:
        SourceError: `binary` for what is no text, `unknown-encoding` for text that no known reading fits.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError("binary", f"this is {what}, not text; save it as text or HTML first")
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    elif data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins like UTF-16's
        return _wide(data, "utf-32")
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _wide(data, "utf-16")
    elif name := _utf16_without_mark(data[:_SAMPLE]):
        return _wide(data, name)
    controls = len(data) - len(data.translate(None, _CONTROL))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if controls > len(data) * 0.02:
            raise SourceError("binary", f"this is binary data ({controls} control bytes), not text") from None
        return _not_utf8(data, declared)
    if controls > len(data) * 0.3:
        raise SourceError("binary", f"this is binary data ({controls} control bytes), not text")
    return _legacy_letters(text) or Decoded(text, "utf-8")


def _utf16_without_mark(sample: bytes) -> str | None:
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _wide(data: bytes, name: str) -> Decoded:
    shown = name[:6].upper()
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        message = f"begins as {shown} but byte {error.start} does not fit; save it as UTF-8"
        raise SourceError("unknown-encoding", message) from None
    return Decoded(text, name, f"read as {shown}")


def _not_utf8(data: bytes, declared: str | None) -> Decoded:
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    letters = sum(char > "\x7f" for char in patched) - broken
    if broken * 4 <= letters:
        return Decoded(patched, "utf-8", f"UTF-8 with {broken} broken characters, shown as \ufffd")
    # A byte that Windows-1258 has no letter for says that it is not Windows-1258, hence strict below.
    readings = []
    for name, label in (("cp1258", "Windows-1258"), ("tcvn3", "TCVN3 (ABC)"), ("vni", "VNI")):
        text = _read_as(data[:_SAMPLE], name)
        if text is not None:
            readings.append((_vietnamese(text), name, label))
    share, name, label = max(readings, key=lambda reading: reading[0])
    if share >= 0.8 and (text := _read_as(data, name)) is not None:
        return Decoded(text, name, f"read as {label}")
    if declared:
        try:
            return Decoded(data.decode(declared), declared, f"read as {declared}, as the page declares")
        except (LookupError, UnicodeDecodeError):
            pass
    raise SourceError(
        "unknown-encoding", "is not UTF-8, UTF-16, Windows-1258, TCVN3 or VNI text; save it as UTF-8 and try again"
    )


def _read_as(data: bytes, name: str) -> str | None:
    try:
        if name == "cp1258":
            return data.decode("cp1258")
        latin = data.decode("cp1252", errors="replace" if name == "tcvn3" else "strict")
    except UnicodeDecodeError:
        return None
    return from_tcvn3(latin) if name == "tcvn3" else from_vni(latin)


def _legacy_letters(text: str) -> Decoded | None:
    """Read text whose letters are TCVN3 or VNI codes that somebody already saved as UTF-8."""
    sample = text[:_SAMPLE]
    if not any("\x80" < char < "\u0100" for char in sample) or _MODERN.search(sample):
        return None
    before = _vietnamese(sample, least=3)
    # Of short text the wrong table, too, can make words that look possible: the better one counts.
    readings = [(_vietnamese(convert(sample), least=3), convert, label) for convert, label in _TABLES]
    after, convert, label = max(readings, key=lambda reading: reading[0])
    if after < 0.9 or after - before <= 0.15:
        return None
    return Decoded(convert(text), "utf-8", f"the letters are {label} codes; read as {label}")


def _vietnamese(text: str, least: int = 1) -> float:
    """Return the share of the words with a non-ASCII letter that are possible Vietnamese syllables; 0 if too few."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if len(words) < least:
        return 0.0
    return sum(map(_is_syllable, words)) / len(words)


def _is_syllable(word: str) -> bool:
    letters, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters)) is not None


def from_tcvn3(text: str) -> str:
    """Return TCVN3 codes as letters; a word in the capitals' font comes out in capitals.

    >>> from_tcvn3("C«ng an nh©n d©n")
    'Công an nhân dân'
    """
    return _WORD.sub(_capitals, text.translate(_TCVN3))


def _capitals(match: re.Match[str]) -> str:
    word = match[0]
    plain = [char for char in word if char.isascii() and char.isalpha()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def from_vni(text: str) -> str:
    """Return VNI codes as letters.

    >>> from_vni("Coâng an nhaân daân")
    'Công an nhân dân'
    """
    return _VNI_CODE.sub(lambda match: _VNI[match[0]], text)


_TABLES = ((from_tcvn3, "TCVN3 (ABC)"), (from_vni, "VNI"))
