"""What of an article's text is title, body, caption, and what is a leftover of its page.

Nothing is deleted: a Block says what a stretch of text is, and extraction reads titles, bodies and captions only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import regex

from thidua.frozen import frozen
from thidua.offsets import Text, normalise
from thidua.records import Article, BlockKind
from thidua.wraps import unwrapped


@frozen
class Block:
    """A stretch of clean text, one line of the article."""

    kind: BlockKind
    start: int
    end: int
    lead: bool = False  # the first paragraph after the title, which the body repeats at length


_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d"
_CLOCK = r"\d{1,2}\s*[:hg]\s*\d{2}(?:\s*(?:am|pm|gmt\s*\+?\d*|'))?"
_TIMESTAMP = re.compile(
    rf"(?:(?:thứ\s+\w+|chủ nhật|cập nhật(?:\s+(?:lúc|ngày))?|đăng(?:\s+(?:lúc|ngày))?|ngày(?:\s+đăng)?|xuất bản|publish\w*)\s*[:,|]?\s*)*"
    rf"(?:{_CLOCK}\s*[,|-]?\s*(?:thứ\s+\w+\s*,?\s*|ngày\s+)?{_DAY}|{_DAY}(?:\s*[,|-]?\s*(?:lúc\s+)?{_CLOCK})?)\s*(?:\(gmt[^)]*\)|gmt\s*\+?\d+)?\.?"
)
_STAMP_AHEAD = re.compile(rf"\s*{_CLOCK}\s*[,|-]?\s*{_DAY}(?=\s)")
_LEFTOVER = re.compile(
    r"(?:từ khóa|tags?|bình luận|ý kiến bạn đọc|ý kiến(?: của bạn)?|nhập mã|mã xác nhận|captcha|email của bạn|tin liên quan|các tin khác|tin khác|tin cùng chuyên mục|bài liên quan|"
    r"xem thêm|đọc thêm|có thể bạn quan tâm|chia sẻ|gửi bình luận|trả lời|thích|in bài|quay lại|trở về|đầu trang|video clip|phóng sự ảnh|bản quyền|nguồn\s*:|theo dõi|"
    r"lượt xem|bản tin pháp luật|thích trang|facebook|zalo|twitter|đánh giá bài viết|họ và tên|số điện thoại|gửi cho bạn bè|chuyên mục)(?!\w)"
)
# Of these, what an article does not come back from.
_END = re.compile(
    r"(?:từ khóa|tags?\s*:|bình luận|ý kiến bạn đọc|captcha|nhập mã|tin liên quan|các tin khác|tin cùng chuyên mục|bài liên quan|có thể bạn quan tâm|email của bạn)(?!\w)"
)
_PHOTO = regex.compile(
    r"ảnh(?:(?<=[-–(.\s]ảnh)\s*:?\s*(?:\p{L}{1,2}\.\s?){0,3}[^.]{1,60}\.?\)?\s*\|?$|(?<=^(?:trong |hình )?ảnh)\s*(?:\d{0,2}\s*:|minh họa))"
)
_CREDIT = regex.compile(
    r"(?:tin|bài|ảnh|tin,? ảnh|bài,? ảnh|thực hiện|nguồn|theo)\s*(?:và ảnh)?\s*:?\s*\p{L}[^.]{1,60}", regex.I
)
_CAPTION_OPENING = regex.compile(
    r"(?:binh nhì|hạ sĩ|trung sĩ|thượng sĩ|(?:thiếu|trung|thượng|đại) (?:úy|tá|tướng)|đồng chí|các đồng chí|ông|bà|lãnh đạo|đại diện|toàn cảnh|quang cảnh|các đại biểu|chủ tịch|phó|"
    r"(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:tập thể|cá nhân|đồng chí|đơn vị|cán bộ|chiến sĩ|công dân|người dân|học sinh|em|thanh niên)|giám đốc|bộ trưởng|thứ trưởng|bí thư|cán bộ|lực lượng|tập thể|các tập thể|các cá nhân|một số|ban giám đốc|hội nghị|thừa ủy quyền|tặng|trao|khen thưởng|cục trưởng|thủ tướng)(?!\w)"
)
_ENDS = frozenset(".!?…:;")
_HEADS = regex.compile(
    r"(?<!\w)(?:phần thưởng|thành tích|danh hiệu|khen thưởng|huân chương|kết quả)(?!\w)"
)  # no name: «NHỮNG PHẦN THƯỞNG CAO QUÝ»
_NAME_LIKE = regex.compile(r"(?:\p{Lu}[\p{L}.]*[\s,&–-]*){1,8}")


def split_blocks(text: Text, article: Article) -> list[Block]:
    """Return the lines of an article with what they are, in text order; empty lines are left out."""
    lines = _lines(text)
    captions = _caption_group(text, lines)
    blocks: list[Block] = []
    over = False
    titled = False
    bodies = 0
    for index, (start, end) in enumerate(lines):
        key = text.key[start:end]
        last = index == len(lines) - 1
        size, ended = len(key), _is_ended(key)
        leftover = size <= 80 and _LEFTOVER.match(key) is not None
        kind: BlockKind
        lead = False
        if over or (leftover and _over(text, lines, index)):
            over, kind = True, "boilerplate"
        elif size < 160 and ("20" in key or "19" in key) and _TIMESTAMP.fullmatch(key):
            kind = "timestamp"
        elif leftover and size < 80:
            kind = "boilerplate"
        elif bodies and size < 70 and not ended and _CREDIT.fullmatch(key):
            kind = "byline"
        elif _known_caption(text, article, start, end) or index in captions or ("ảnh" in key and _PHOTO.search(key)):
            kind = "caption"
        elif not titled and not bodies and not last and size < 250 and not ended and len(lines) > 1:
            kind, titled = "title", True
        elif (
            bodies
            and size < 70
            and not ended
            and (_CREDIT.fullmatch(key) or (_NAME_LIKE.fullmatch(text.text[start:end]) and not _HEADS.search(key)))
        ):
            kind = "byline"
        elif (
            bodies
            and size < 260
            and not ended
            and _CAPTION_OPENING.match(key)
            and _looks_like_caption(text.text[start:end])
        ):
            kind = "caption"
        else:
            kind, lead = "body", titled and not bodies
            bodies += 1
        if kind == "body" and key.lstrip()[:1].isdigit() and (stamp := _STAMP_AHEAD.match(key)):
            blocks.append(Block("timestamp", start, start + stamp.end()))
            start += stamp.end() + 1
        blocks.append(Block(kind, start, end, lead))
    return blocks


def _is_ended(line: str) -> bool:
    """Whether a line ends as a sentence does, or as what opens a list."""
    return line.rstrip('"”’)')[-1:] in _ENDS


def _lines(text: Text) -> list[tuple[int, int]]:
    lines = []
    start = 0
    for line in text.text.split("\n"):
        if line and not line.isspace():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _over(text: Text, lines: list[tuple[int, int]], index: int) -> bool:
    """Whether the page's tail begins here: a leftover word, and nothing after it reads like a paragraph."""
    start, end = lines[index]
    if not _END.match(text.key, start, end):
        return False
    return not any(end - start > 160 and _is_ended(text.key[start:end]) for start, end in lines[index + 1 :])


def _looks_like_caption(line: str) -> bool:
    """Whether a paragraph of one unfinished sentence shows what a photo shows."""
    return not _is_ended(line.rstrip()) and "; " not in line


def _known_caption(text: Text, article: Article, start: int, end: int) -> bool:
    if not article.captions:
        return False
    raw_start, raw_end = text.to_raw(start, end)
    return any(first <= raw_start and raw_end <= last for first, last in article.captions)


def _caption_group(text: Text, lines: list[tuple[int, int]]) -> set[int]:
    """Return the lines of a last group that holds the captions, where the body's lines follow one another closely.

    Some archives store an article as title, lead, body lines and captions with a blank line between the four.
    """
    groups: list[list[int]] = []
    for index, (start, _end) in enumerate(lines):
        if index and text.text.count("\n", lines[index - 1][1], start) < 2:
            groups[-1].append(index)
        else:
            groups.append([index])
    if len(groups) < 4 or max(map(len, groups[1:-1])) < 3 or len(groups) > 5:
        return set()
    return set(groups[-1]) if all(lines[i][1] - lines[i][0] < 400 for i in groups[-1]) else set()


_STAMP_DAY = regex.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)")


def stated_publication(text: Text, blocks: list[Block]) -> str | None:
    """Return the ISO day of the article's own time stamp, None where it has none."""
    for block in blocks:
        if block.kind == "timestamp" and (match := _STAMP_DAY.search(text.key, block.start, block.end)):
            day, month, year = (int(part) for part in match.groups())
            with suppress(ValueError):  # a misprint: 31/02
                return date(year, month, day).isoformat()
    return None


def publication(article: Article) -> str | None:
    """Return the day or month of publication, as the file or else the article's own time stamp states it."""
    if article.published:
        return article.published
    text = normalise(unwrapped(article.text))
    return stated_publication(text, split_blocks(text, article))


_ABBREVIATIONS = regex.compile(
    r"(?:^|[\s(])(?:tp|tx|tt|q|p|h|t|pgs|gs|ts|ths|bs|đ/c|đc|st|mr|ms|dr|vs|no|ks|cn|ubnd|\p{L}|sn|k|n\.t|t\.ư)$"
)
_BREAK = regex.compile(r'(?:[.!?…]+["”’)]*)(?=\s+["“‘(*-]?\s*[\p{Lu}\d])')


# «đoạt giải C. Về cá nhân, …»: a letter that ends a sentence
_LETTERED = regex.compile(r"(?<!\w)(?:giải|loại|hạng|bảng|nhóm) [a-d]$")


# «Giám đốc Công an TP. Chủ tịch UBND …»: behind it stands no place's name
_TOWN = regex.compile(r"(?<!\w)(?:công an|ubnd|chính quyền|toàn) (?:tp|tx)$")
_OPENS = regex.compile(
    r"\.\s+(?:(?:phó\s+)?(?:chủ tịch|giám đốc|thủ tướng)|ubnd|bộ (?:công an|trưởng)|công an|đại (?:tá|úy)|ông|bà|tại|trong"
    r"|ngoài|theo|năm|dịp|nhân|đồng thời|cùng|được|đây|riêng|trước|sau|với|từ|đến|các|những|hội nghị|buổi)(?!\w)"
)


# what opens a newspaper's text and says nothing of it: «(CAO) Sáng 12/3, …», «ANTD.VN - Tại …»
_MASTHEAD = regex.compile(
    r"(?P<name>\((?:Báo |Dân |Đài )?[\p{Lu}\d][\p{L}\d. -]{1,20}\)(?:\s*[-–—])?"
    r"|(?:[A-ZĐ]{2,8}(?:\.COM)?\.VN|Báo \p{Lu}[\p{L} ]{2,24}?|ANT[ĐDV]|CA[NO]D?|CADN|ANHP|QĐND|TT[OX]|NLĐO?|SGGPO?|VO[VH]|VTV|NDO)\s*[-–—])"
    r"\s+(?=[\p{Lu}“\"])"
)


def _is_abbreviation(key: str, start: int, end: int) -> bool:
    """Whether what stands before a full stop is cut short, and does not end its sentence."""
    if _LETTERED.search(key, max(start, end - 8), end):
        return False
    if _TOWN.search(key, max(start, end - 20), end) and _OPENS.match(key, end):
        return False
    return _ABBREVIATIONS.search(key, max(start, end - 8), end) is not None


# who took a picture, behind what it shows: «… cho tập thể công ty | Ảnh: LÒ VĂN AN»
_PHOTO_CREDIT = regex.compile(r"\s*[|(–-]?\s*(?:[Ảả]nh|ẢNH)\s*:\s*[^:\n]{1,40}$")


def sentences(text: Text, block: Block) -> list[tuple[int, int]]:
    """Return the spans of a block's sentences; abbreviations, initials and numbers do not end one."""
    spans = []
    start = block.start
    if masthead := _MASTHEAD.match(text.text, block.start, block.end):
        spans.append(masthead.span("name"))
        start = masthead.end()
    for match in _BREAK.finditer(text.text, block.start, block.end):
        if match[0] == "." and _is_abbreviation(text.key, start, match.start()):
            continue
        spans.append((start, match.end()))
        start = match.end()
        while start < block.end and text.text[start] == " ":
            start += 1
    if start < block.end:
        credit = _PHOTO_CREDIT.search(text.text, start + 1, block.end) if block.kind == "caption" else None
        spans.append((start, credit.start() if credit is not None else block.end))
    if block.end - block.start <= LONGEST_SENTENCE:
        return spans
    return [piece for span in spans for piece in _bounded(text.text, *span)]


# No sentence of a newspaper is as long; what is has no full stops (a table, a broken page), and reading a sentence
# takes time that grows with the square of its length.
LONGEST_SENTENCE = 5_000
_CUTS = ("; ", ", ", " ")


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span, cut behind a semicolon, comma or space where it is longer than a sentence can be."""
    while end - start > LONGEST_SENTENCE:
        latest = start + LONGEST_SENTENCE
        places = (text.rfind(cut, latest - LONGEST_SENTENCE // 5, latest) + len(cut.rstrip()) for cut in _CUTS)
        cut_at = next((place for place in places if place > start), latest)
        yield start, cut_at
        start = cut_at
        while start < end and text[start] == " ":
            start += 1
    if start < end:
        yield start, end
