"""Each person named with a rank, once, with the highest rank and the first position that the text joins to the name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from thidua.clean import LONGEST_SENTENCE
from thidua.frozen import frozen
from thidua.mentions.base import Mention
from thidua.offsets import Text, fold
from thidua.ranks import EXPRESSION, OFFICIAL, RANKS


@frozen
class Person:
    """A ranked person with the spans of all mentions in the clean article."""

    rank: str
    person: str
    position: str | None
    spans: tuple[tuple[int, int], ...]
    rule: str


_POST = regex.compile(
    r"\s*(?:,|[-–—]|\(|là)\s*(?P<post>(?:nguyên\s+|quyền\s+|hiện (?:là|đang là)\s+)?(?:ủy viên|phó|trưởng|giám đốc|bí thư|cục trưởng|tổng cục|bộ trưởng|thứ trưởng|chánh|chính ủy|chính trị viên|tư lệnh|viện trưởng|"
    r"hiệu trưởng|đội|cán bộ|giám thị|điều tra viên|chỉ huy|tiểu đoàn|trung đoàn|đại đội|phân đội|phi đội|chủ nhiệm|tổng tham mưu|thủ trưởng|nhân viên|học viên|vận động viên|chủ tịch|công an|phòng|đồn|trung tâm|văn phòng|bệnh viện|chiến sĩ|kíp)(?!\w).*)"
)
_POST_END = regex.compile(
    r"(?:[.;:!?\n“\"]|\s[-–—]\s|\s[-–—](?=[^\s])|(?<!\w)(?:đã|cho biết|cho hay|dự|chủ trì|phát biểu|trao|tặng|gửi|nhấn mạnh|khẳng định|thay mặt|đến|tới|yêu cầu|báo cáo|thừa ủy quyền|ghi nhận|biểu dương|chúc mừng|"
    r"cùng|và(?= (?:(?:đại|thượng|trung|thiếu) (?:tá|úy|tướng)|(?:thượng|trung|hạ) sĩ))|thông tin|tham dự|đánh giá|đề nghị|chỉ đạo|trực tiếp|nói|làm|có|vừa|sẽ|được|bị|vì|thông qua|tham gia|chia sẻ|trình bày|ôn lại|nhận|khen|là|chứng kiến|kết luận|còn|cũng|đề xuất|phản ánh|phân tích|lưu ý|góp ý|cho rằng|trân trọng|cảm ơn|nhận xét|nhận định|tâm sự|kể|tin rằng|mong|bày tỏ|truyền đạt|công bố|động viên|hy sinh|hi sinh)(?!\w)"
    r"|,\s*(?!(?:phó|trưởng|giám đốc|bí thư|ủy viên|cục|phòng|công an|đội|bộ|chánh|thủ trưởng|chủ tịch|trung đoàn|tiểu đoàn|đại đội|lữ đoàn|quân|binh chủng|đồn|huyện|tỉnh|thành phố|học viện|viện|trường|ban|tư lệnh|chính ủy)(?!\w)))"
)


def ranked_people(text: Text, mentions: Sequence[Mention]) -> list[Person]:
    """Return the people of an article in text order; two ranks for one person give the higher, a promotion the new one."""
    mentions = sorted(mentions, key=lambda m: m.start)
    found: dict[str, Person] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    for mention in mentions:
        value = mention.value
        key = fold(value.person)
        places.setdefault(key, []).append((mention.start, mention.end))
        known = found.get(key)
        if known is None:
            found[key] = Person(value.rank, value.person, _position(text, mention), (), mention.rule)
            continue
        rank = max(known.rank, value.rank, key=_height)
        position = known.position or _position(text, mention)
        if (rank, position) != (known.rank, known.position):
            found[key] = replace(known, rank=rank, position=position)
    for mention, rank, span in _promotions(text, mentions):
        key = fold(mention.value.person)
        if _height(rank) > _height(found[key].rank):
            found[key] = replace(found[key], rank=rank)
            places[key].append(span)
    return [replace(person, spans=tuple(sorted(places[key]))) for key, person in found.items()]


_PROMOTED = regex.compile(
    rf"(?<!\w)thăng (?:[\p{{L}} ]{{0,40}}?(?<!\w))?(?:từ (?P<old>{EXPRESSION}) lên|lên|hàm) (?P<new>{EXPRESSION})(?!\w)(?!\s+\d)"
)


_GIVEN_TO = regex.compile(r"\s+(?:cho|đối với)\s+(?:(?:các )?đồng chí\s+|ông\s+|bà\s+)?")


def _promotions(text: Text, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str, tuple[int, int]]]:
    """Yield the mention of each promoted person, the new rank and its span: «Trung tá A được thăng hàm Thượng tá»."""
    by_rank: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_rank.setdefault(fold(mention.value.rank), []).append(mention)
    starts = {mention.start: mention for mention in mentions}
    for match in _PROMOTED.finditer(text.key):
        given = _GIVEN_TO.match(text.key, match.end())
        if given is not None and given.end() in starts:  # «trao quyết định thăng hàm Thượng tá cho Trung tá A»
            yield starts[given.end()], OFFICIAL[match["new"]], match.span("new")
        if given is not None and (given.end() in starts or match["old"] is None):
            continue  # who stands ahead is the one who hands it over
        named = mentions if match["old"] is None else by_rank.get(match["old"], [])
        ahead = bisect_right(named, match.start(), key=lambda m: m.end) - 1
        if ahead >= 0 and (match["old"] is not None or _together(text, named[ahead].start, match.start())):
            yield named[ahead], OFFICIAL[match["new"]], match.span("new")


def _together(text: Text, start: int, end: int) -> bool:
    """Whether two places stand in one part of a sentence."""
    return end - start < LONGEST_SENTENCE and not any(mark in text.key[start:end] for mark in (". ", "; ", "\n"))


def _height(rank: str) -> int:
    plain = rank.removesuffix(" QNCN")
    return RANKS.index(plain) if plain in RANKS else -1


def _position(text: Text, mention: Mention) -> str | None:
    match = _POST.match(text.key, mention.end, min(len(text.key), mention.end + 220))
    if match is None:
        return None
    start = match.start("post")
    stop = _POST_END.search(text.key, start, match.end())
    end = stop.start() if stop else match.end()
    post = text.text[start:end].strip(" ,-–—")
    if text.key[match.start() : start].strip() == "(" and ")" in post:
        post = post[: post.index(")")]
    elif post.count(")") > post.count("("):
        post = post[: post.rindex(")")]
    return post or None
