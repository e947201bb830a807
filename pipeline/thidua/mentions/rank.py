"""People: with a rank, with a title, or by a family name of several syllables."""

from __future__ import annotations

import regex

from thidua.frozen import frozen
from thidua.matcher import Hit
from thidua.mentions.base import Mention
from thidua.offsets import Text, fold
from thidua.ranks import EXPRESSION, OFFICIAL
from thidua.rules import RuleSet
from thidua.sieve import Tried

KIND = "rank"


@frozen
class PersonValue:
    """A person's name, with the rank in its official spelling where the text gives one."""

    person: str
    rank: str | None = None

    def __str__(self) -> str:
        return f"{self.rank or ''} | {self.person}"


# Capitalised words after a rank that begin no name but a post or a body.
_NO_NAME = regex.compile(
    r"^(?:Công|Cục|Phó(?! (?:Thị|Văn|Đức|Hữu|Minh) )|Trưởng|Giám|Chủ|Bộ|Thứ|Đội|Phòng|Ban|Bí|Cảnh|Chính|Tư|Viện|Hiệu|Nguyên|UBND|CATP|Chánh|Cán|Chỉ|Anh hùng|Trung đoàn|Tiểu đoàn|Bác sĩ|Tiến sĩ|Thạc sĩ)(?![\p{Ll}])"
)
_TRAIL = regex.compile(
    r"[ \-]+(?:Giám|Phó|Trưởng|Cục|Chủ|Bí|Công(?= (?i:an|đoàn|ty)(?!\p{L}))|Phòng(?= )|Đội|Bộ|Thứ|Ảnh(?= )|Cán|Chánh(?= (?i:văn|thanh|án|tòa)(?!\p{L}))|Tư lệnh|CATP|UBND|PGĐ|TP|PV|Nguyên(?= (?i:phó|trưởng|giám|chủ|bí|cục|bộ|thứ|đội|ủy|viện|chánh|tư lệnh|hiệu|cán|tổng)(?!\p{L}))|Ủy|Uỷ|Viện(?= (?:trưởng|kiểm|phó))|Hiệu(?= (?:trưởng|phó))|Văn phòng|Chính ủy|CSGT|CA)(?![\p{Ll}]).*$"
)


def _ranked(hit: Hit) -> tuple[PersonValue, int] | None:
    match = hit.match
    assert match is not None
    if _NO_NAME.match(match["name"]):
        return None
    name, end = _trim(hit)
    if " " not in name and not regex.search(r"[\p{Ll}'’]\p{Lu}", name):
        return None  # a given name alone points back to somebody who was named in full
    rank = OFFICIAL[fold(match["rank"])]
    return PersonValue(name, f"{rank} QNCN" if match["qncn"] else rank), end


def _titled(hit: Hit) -> tuple[PersonValue, int] | None:
    name, end = _trim(hit)
    if _NO_NAME.match(name):
        return None
    return PersonValue(name), end


def _trim(hit: Hit) -> tuple[str, int]:
    """Return the name as written, without a post that follows it with capitals of its own."""
    match = hit.match
    assert match is not None
    start = match.start("name")
    name = _TRAIL.sub("", hit.text[start : match.end("name")])
    if hit.text.startswith(":", start + len(name)):
        name = name.removesuffix(" Ảnh")  # «… Nguyễn Văn A Ảnh: B», but «Đại tá Trần Xuân Ảnh cho hay»
    return name, start + len(name)


BUILDERS = {"ranked": _ranked, "titled": _titled}


def find(text: Text, rules: RuleSet, tried: Tried = None) -> list[Mention]:
    """Return the people of a text: after a rank, after a title, then by family name."""
    mentions: list[Mention] = []
    for hit in rules["ranks"].longest(text, tried):
        built = BUILDERS[hit.rule.build or ""](hit)
        if built is not None:
            value, end = built
            rule = hit.rule.id
            if value.rank is None and (behind := _RANK_BEHIND.match(text.cased, end)) is not None:
                value, end, rule = (
                    PersonValue(value.person, OFFICIAL[fold(behind["rank"])]),
                    behind.end(),
                    "rank.behind",
                )
            mentions.append(Mention(KIND, hit.start, end, value, rule))
    shared = _sharing(text, mentions)
    taken = {mention.start for mention in shared}
    return [*(mention for mention in mentions if mention.start not in taken), *shared]


# «liệt sĩ Lò Văn Ban, Thượng úy Công an nhân dân, cán bộ Đội …», «anh Lò Văn Ban (Thượng úy, cán bộ …)»
_RANK_BEHIND = regex.compile(
    rf"\s*[,(]\s*(?i:(?:quân hàm|cấp bậc|cấp hàm)\s+)?(?P<rank>(?i:{EXPRESSION}))"
    r"(?:\s+(?:Công an nhân dân|CAND|Quân đội nhân dân)(?!\p{L})|(?=\s*(?:[,)]|[-–]\s))(?!\s*,\s*(?i:bác sĩ|tiến sĩ|thạc sĩ|kĩ sư|BS|TS|ThS)\.?\s+\p{Lu}))"
)


_COUNTED = regex.compile(r"(?<!\p{L})(?:\d{1,2}|(?i:hai|ba|bốn|năm|sáu|các))\s+(?:(?i:đồng chí|cán bộ|chiến sĩ)\s+)?$")
_NEXT = regex.compile(r"\s*(?:,|(?<!\p{L})và(?!\p{L}))\s+(?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*){1,3})(?![\p{L}])")
_SHARED = regex.compile(
    r"\s*(?:,|(?<!\p{L})và(?!\p{L}))\s+(?P<name>(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Đinh|Đào|Trịnh|Mai|Lương|Tô|Trương|Lâm|Cao|Đoàn|Hà|Tạ|Thái|Phùng|Quách|Lưu|Kiều)(?: \p{Lu}\p{Ll}+){1,3})(?![\p{L}])"
)


def _sharing(text: Text, mentions: list[Mention]) -> list[Mention]:
    """Return the people who share the rank of the one named before: «Trung úy A, B và C»; behind a number whatever they are called."""
    found = []
    for mention in mentions:
        rank, end = mention.value.rank, mention.end
        if rank is None:
            continue
        counted = _COUNTED.search(text.text, max(0, mention.start - 24), mention.start) is not None
        while (match := (_NEXT if counted else _SHARED).match(text.text, end)) is not None:
            if _NO_NAME.match(match["name"]):
                break
            found.append(
                Mention(KIND, match.start("name"), match.end("name"), PersonValue(match["name"], rank), "rank.shared")
            )
            end = match.end("name")
    return found
