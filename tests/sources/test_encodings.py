"""Bytes become text, and the reader says what it saw."""

from __future__ import annotations

import contextlib
import random
import unicodedata

import pytest

from thidua.sources.base import SourceError
from thidua.sources.encodings import decode, from_tcvn3, from_vni

SENTENCE = "Sáng 12/3, Công an tỉnh Điện Biên tặng Giấy khen cho 4 tập thể, 9 cá nhân; Đại tá Vừ A Sử dự."
TCVN3 = "S¸ng 12/3, C«ng an tØnh §iÖn Biªn tÆng GiÊy khen cho 4 tËp thÓ, 9 c¸ nh©n; §¹i t¸ Võ A Sö dù."
VNI = "Saùng 12/3, Coâng an tænh Ñieän Bieân taëng Giaáy khen cho 4 taäp theå, 9 caù nhaân; Ñaïi taù Vöø A Söû döï."


def windows_1258(text: str) -> bytes:
    """Encode as Windows does: the letter with its hat, then the tone as a mark of its own."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tone))
            out += (letter + tone).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        pytest.param(SENTENCE.encode(), None, id="utf-8"),
        pytest.param(SENTENCE.encode("utf-8-sig"), None, id="utf-8 with BOM"),
        pytest.param(unicodedata.normalize("NFD", SENTENCE).encode(), None, id="utf-8 NFD"),
        pytest.param(SENTENCE.encode("utf-16"), "UTF-16", id="utf-16 with BOM"),
        pytest.param(b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "UTF-16", id="utf-16 big endian"),
        pytest.param(SENTENCE.encode("utf-16-le"), "UTF-16", id="utf-16-le without BOM"),
        pytest.param(SENTENCE.encode("utf-32"), "UTF-32", id="utf-32, whose mark begins like that of utf-16"),
        pytest.param(SENTENCE.encode("utf-16-be"), "UTF-16", id="utf-16-be without BOM"),
        pytest.param(windows_1258(SENTENCE), "Windows-1258", id="windows-1258"),
        pytest.param(TCVN3.encode("latin-1"), "TCVN3", id="tcvn3 bytes"),
        pytest.param(TCVN3.encode(), "TCVN3", id="tcvn3 letters saved as utf-8"),
        pytest.param(VNI.encode("cp1252"), "VNI", id="vni bytes"),
        pytest.param(VNI.encode(), "VNI", id="vni letters saved as utf-8"),
    ],
)
def test_each_encoding_gives_the_sentence_and_says_what_was_seen(data: bytes, seen: str | None) -> None:
    decoded = decode(data)
    assert unicodedata.normalize("NFC", decoded.text) == SENTENCE
    assert (seen in (decoded.remark or "")) if seen else decoded.remark is None


def test_the_better_of_two_tables_counts() -> None:
    """Read as TCVN3, too, nearly all of these words could be Vietnamese."""
    codes = "Chuû tòch UBND tænh Sôn La taëng Baèng khen cho 5 taäp theå vaø 9 caù nhaân."
    decoded = decode(codes.encode())
    assert decoded.text == "Chủ tịch UBND tỉnh Sơn La tặng Bằng khen cho 5 tập thể và 9 cá nhân."
    assert decoded.remark == "the letters are VNI codes; read as VNI"


def test_nothing_is_normalised() -> None:
    text = unicodedata.normalize("NFD", "Hoà Bình\r\n\r\nCông an\u00a0tỉnh\x00 “Thuỷ”  –\t")
    assert decode(text.encode()).text == text


def test_a_few_broken_bytes_do_not_cost_the_article() -> None:
    decoded = decode(SENTENCE.encode()[:-1] + b"\xff\xfe.")
    assert decoded.text.startswith(SENTENCE[:-1])
    assert "broken" in (decoded.remark or "")


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "binary", "PDF"),
        (b"PK\x03\x04\x14\x00", "binary", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "binary", "JPEG"),
        (b"\x00" * 500, "binary", "control"),
        (random.Random(7).randbytes(4000), "binary", "control"),
        ("Les élèves de l'école ont reçu des médailles à l'été".encode("latin-1"), "unknown-encoding", "UTF-8"),
    ],
    ids=["pdf", "zip", "png", "jpeg", "zeros", "random", "french"],
)
def test_what_is_no_text_is_said(data: bytes, code: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        decode(data)
    assert caught.value.code == code


def test_a_declared_encoding_is_believed_where_nothing_else_fits() -> None:
    data = "Les élèves de l'école ont reçu des médailles".encode("latin-1")
    assert decode(data, "iso-8859-1").text.startswith("Les élèves")
    with pytest.raises(SourceError):
        decode(data, "no-such-encoding")


@pytest.mark.parametrize(
    ("codes", "letters"),
    [("Hoµ B×nh", "Hoà Bình"), ("C¤NG AN".replace("¤", "«"), "CÔNG AN"), ("§¾k L¾k", "Đắk Lắk"), ("­u tó", "ưu tú")],
)
def test_tcvn3(codes: str, letters: str) -> None:
    assert from_tcvn3(codes) == letters


@pytest.mark.parametrize(
    ("codes", "letters"),
    [("Ñaék Laék", "Đắk Lắk"), ("thuûy", "thủy"), ("COÂNG AN", "CÔNG AN"), ("kyõ luaät", "kỹ luật"), ("nghæ", "nghỉ")],
)
def test_vni(codes: str, letters: str) -> None:
    assert from_vni(codes) == letters


def test_vietnamese_text_is_never_taken_for_the_old_codes() -> None:
    for text in (SENTENCE, "Cà phê, đèn, và ô tô", "Công an xã", "THÔNG BÁO VỀ CÔNG TÁC", "café naïve résumé"):
        assert decode(text.encode()).text == text


def test_random_bytes_never_raise_anything_else() -> None:
    for seed in range(200):
        data = random.Random(seed).randbytes(seed)
        with contextlib.suppress(SourceError):
            decode(data)
