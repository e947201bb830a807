"""Bodies and office holders that can grant an award."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from thidua.matcher import Hit
from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text
from thidua.rules import RuleSet

KIND = "authority"


@dataclass(frozen=True, slots=True)
class AuthorityValue:
    """The authority code; `office` where the text names the office holder and not the body alone."""

    code: str
    office: bool = False

    def __str__(self) -> str:
        return self.code


_OFFICE = regex.compile(
    r"^(?:đại diện\s+)?(?:đồng chí\s+)?(?:(?:phó )?(?:chủ tịch|thủ tướng|bí thư|giám đốc|trưởng|tư lệnh|cục trưởng)|bộ trưởng|thứ trưởng|tổng cục trưởng|chính ủy)(?!\w)"
)


def _body(hit: Hit) -> AuthorityValue:
    assert hit.match is not None
    return AuthorityValue(hit.rule.value, _OFFICE.match(hit.match[0].lower()) is not None)


BUILDERS: dict[str, Build] = {"body": _body}


def find(text: Text, rules: RuleSet) -> list[Mention]:
    """Return the possible grantors of a text; whether one grants is for assembly to say."""
    return build_all(KIND, BUILDERS, rules["authorities"].longest(text))
