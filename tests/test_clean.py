"""What of a text file is title, body, caption, and what is a leftover of its page."""

from __future__ import annotations

import itertools

import pytest

from thidua import extract
from thidua.clean import sentences, split_blocks, stated_publication
from thidua.offsets import normalise
from thidua.records import Article

PAGE = """Giữ bình yên vùng cửa biển

09:15 03/02/2021

Sáng 2-2, Công an thị trấn Cát Hải sơ kết đợt cao điểm. Trung tá Lê Khắc Bình dự và chỉ đạo.
Trung tá Lê Khắc Bình trao Giấy khen tặng các cá nhân

Trong đợt, đơn vị bắt 6 vụ trộm cắp; 4 cá nhân được tặng Giấy khen.
Phạm Hải

Từ khóa:
Bình luận của bạn về bài viết...
captcha
Phóng sự ảnh
"""


def kinds(text: str, captions: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, str]]:
    clean = normalise(text)
    article = Article(id="x", text=text, captions=captions)
    return [(block.kind, clean.text[block.start : block.end]) for block in split_blocks(clean, article)]


def test_a_page() -> None:
    assert [kind for kind, _ in kinds(PAGE)] == [
        "title", "timestamp", "body", "caption", "body", "byline", "boilerplate", "boilerplate", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_the_time_stamp_is_the_day_of_publication() -> None:
    clean = normalise(PAGE)
    assert stated_publication(clean, split_blocks(clean, Article(id="x", text=PAGE))) == "2021-02-03"


def test_a_misprinted_day_is_no_publication_and_no_fault() -> None:
    text = PAGE.replace("03/02/2021", "31/02/2021")
    clean = normalise(text)
    assert stated_publication(clean, split_blocks(clean, Article(id="x", text=text))) is None
    assert [award.count for award in extract(text).awards][-1] == 4


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("08:00 | 12/03/2018", "timestamp"),
        ("Thứ Hai, 12/3/2018, 08:30 (GMT+7)", "timestamp"),
        ("Cập nhật ngày: 7-11-2014", "timestamp"),
        ("Đội tuần tra trên phố - Ảnh: LÊ VY", "caption"),
        ("Trong ảnh: các em nhận quà của Đoàn thanh niên.", "caption"),
        ("Cảnh sát giao thông giúp người dân qua đường.", "body"),
        ("Chia sẻ", "boilerplate"),
        ("Tin, ảnh: Hoài Thu", "byline"),
        ("Đơn vị đạt nhiều kết quả trong năm.", "body"),
        ("Đại tá Vũ Huy Khánh trao thưởng cho ban chuyên án", "caption"),
        ("Đại tá Vũ Huy Khánh trao thưởng cho ban chuyên án.", "body"),
    ],
)
def test_a_line(line: str, kind: str) -> None:
    assert kinds(
        f"Tiêu đề của bài\n\nĐoạn mở đầu nói chuyện xảy ra hôm qua.\n{line}\nĐoạn cuối nói về kế hoạch tới đây của đơn vị."
    )[2] == (kind, line)


def test_captions_that_the_reader_knows() -> None:
    text = "Tiêu đề\n\nĐoạn thứ nhất của bài báo.\n\nLễ trao quyết định diễn ra ấm cúng.\n\nĐoạn thứ hai."
    start = text.index("Lễ trao")
    assert ("caption", "Lễ trao quyết định diễn ra ấm cúng.") in kinds(text, ((start, start + 35),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hết quý. Đơn vị họp.", ["Hết quý.", "Đơn vị họp."]),
        ("Công an TP. Vinh họp. Ông P. nói.", ["Công an TP. Vinh họp.", "Ông P. nói."]),
        (
            "Bà dự lễ với Công an TP. Chủ tịch UBND tỉnh tặng quà.",
            ["Bà dự lễ với Công an TP.", "Chủ tịch UBND tỉnh tặng quà."],
        ),
        ("Có 1.677 người. “Tốt!” Ông nói.", ["Có 1.677 người.", "“Tốt!”", "Ông nói."]),
        ("PGS. TS. Lê An dự… Hết", ["PGS. TS. Lê An dự…", "Hết"]),
        ("5 đoàn đạt giải C. Về cá nhân có 3 giải.", ["5 đoàn đạt giải C.", "Về cá nhân có 3 giải."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    clean = normalise(text)
    (block,) = split_blocks(clean, Article(id="x", text=text))
    assert [clean.text[start:end] for start, end in sentences(clean, block)] == expected


@pytest.mark.parametrize(
    "raw",
    ["Công an tỉnh tặng Giấy khen cho 3 tập thể, " * 900, "chữ " * 9_000, "x" * 21_000, "một; hai, " * 2_000 + "Hết."],
)
def test_no_sentence_is_longer_than_one_can_be(raw: str) -> None:
    text = normalise(raw)
    (block,) = split_blocks(text, Article(id="a", text=raw))
    spans = sentences(text, block)
    assert max(end - start for start, end in spans) <= 5_000
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert "".join(text.text[start:end] for start, end in spans).replace(" ", "") == raw.replace(" ", "")


def test_a_long_sentence_is_cut_behind_a_clause() -> None:
    raw = "Ban tổ chức trao giải cho đội bóng của xã; " * 200
    text = normalise(raw)
    (block,) = split_blocks(text, Article(id="a", text=raw))
    assert {text.text[end - 1] for _, end in sentences(text, block)[:-1]} == {";"}


def test_who_took_a_picture_is_no_part_of_what_it_shows() -> None:
    text = normalise(
        "Họp mặt\n\nSáng nay, công ty họp mặt.\n\nLãnh đạo tỉnh trao Bằng khen cho tập thể công ty | Ảnh: LÒ VĂN AN\n\nBế mạc."
    )
    blocks = split_blocks(text, Article(id="x", text=text.text))
    shown = [
        text.text[start:end] for block in blocks if block.kind == "caption" for start, end in sentences(text, block)
    ]
    assert shown == ["Lãnh đạo tỉnh trao Bằng khen cho tập thể công ty"]
    assert [award.recipient for award in extract(text.text).awards] == ["tap-the"]


def test_a_heading_of_awards_is_no_name() -> None:
    assert ("body", "NHỮNG PHẦN THƯỞNG CAO QUÝ") in kinds(
        "Kỷ niệm\n\nSáng nay, phòng họp mặt.\n\nNHỮNG PHẦN THƯỞNG CAO QUÝ\n\nHết."
    )
