"""Bodies and office holders that can grant an award."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from thidua.frozen import frozen
from thidua.matcher import Hit
from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.rules import RuleSet

KIND = "authority"


@frozen
class AuthorityValue:
    """The authority code; `office` where the text names the office holder and not the body alone."""

    code: str
    office: bool = False

    def __str__(self) -> str:
        return self.code


_OFFICE = regex.compile(
    r"^(?:đại diện\s+)?(?:đồng chí\s+)?(?:(?:(?:cô|thầy|bà|ông)(?: giáo)? )?(?:phó )?(?:chủ tịch|thủ tướng|bí thư|giám đốc|trưởng|tư lệnh|cục trưởng|hiệu trưởng|giám thị)|bộ trưởng|thứ trưởng|tổng cục trưởng|(?:sư|lữ|trung) đoàn trưởng|chỉ huy trưởng|chính ủy|p?gđ|p?ct)(?!\w)"
)


def _body(hit: Hit) -> AuthorityValue:
    assert hit.match is not None
    return AuthorityValue(hit.rule.value, _OFFICE.match(hit.match[0].lower()) is not None)


BUILDERS: dict[str, Build] = {"body": _body}


def find(text: Text, rules: RuleSet) -> list[Mention]:
    """Return the possible grantors of a text; whether one grants is for assembly to say."""
    return build_all(KIND, BUILDERS, rules["authorities"].longest(text))


_JOINED = regex.compile(r"\s*(?:,|và|&|cùng|phối hợp (?:với|cùng))\s*")


def joined(text: Text, bodies: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the bodies in text order, those that one list joins together: «Đảng, Nhà nước», «Bộ Công an và Hội Nhà báo»."""
    run: list[Mention] = []
    for body in sorted(bodies, key=lambda one: one.start):
        if run and _JOINED.fullmatch(text.key, run[-1].end, body.start) is None:
            yield run
            run = []
        run.append(body)
    if run:
        yield run
