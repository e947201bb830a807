"""The certificate that an occasion is held for, where only the sentences behind it tell who got it.

«Công an tỉnh trao giấy khen của Giám đốc cho tập thể, cá nhân chữa cháy giỏi. Cá nhân được khen thưởng là ông A và ông B.»
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from thidua.mentions.base import Mention
from thidua.mentions.form import FormValue
from thidua.offsets import Text
from thidua.resolve.decided import FORMS, by, named_ahead, named_at
from thidua.resolve.located import Located
from thidua.rules import RuleSet

# Nobody is counted or named: «cho (các) tập thể, cá nhân», «cùng tiền thưởng».
_HANDED_OUT = regex.compile(
    r"(?<!\w)(?:trao(?: tặng)?|tặng|công bố|gửi)\s(?P<form>bằng khen|giấy khen|thư khen)(?P<of>\scủa\s[^.;,\n\d]{3,60}?)?"
    r"(?=\s(?:cho|tới|tặng)\s(?:(?:các|những|đại diện các)\s)?(?:tập thể|cá nhân|đơn vị|lực lượng|cán bộ|chiến sĩ|người|quần chúng|học sinh)(?!\w)(?! (?:công an|phòng|đội|trại))"
    r"|\s(?:cùng|kèm)\s(?:theo\s)?(?:số\s)?(?:tiền|phần)\sthưởng[^.;\n]{0,40}(?:[.;\n]|$))"
)
_SAYS_WHO = ("assembly.commend", "assembly.commended", "assembly.receivers-are")
_FEW = 20  # more are summed up, and not of one occasion
_NEAR = 500  # characters from the sentence that tells of the occasion to one that tells who


def with_occasion(text: Text, located: Sequence[Located], rules: RuleSet) -> list[Located]:
    """Return the records, those «được khen thưởng» whom the article's only occasion gave a certificate with its form and grantor."""
    if not any(_is_told_of(item) for item in located):
        return list(located)
    occasions = [*_HANDED_OUT.finditer(text.key)]
    if len({occasion["form"] for occasion in occasions}) != 1:
        return list(located)
    return [_given(text, item, occasions, located, rules) if _is_told_of(item) else item for item in located]


def _is_told_of(item: Located) -> bool:
    draft = item.draft
    told = draft.form.form == "khen-thuong" and draft.status == "awarded" and 0 < (draft.count or 0) <= _FEW
    return told and draft.pattern in _SAYS_WHO and item.block.kind == "body"


def _given(
    text: Text, item: Located, occasions: Sequence[regex.Match[str]], located: Sequence[Located], rules: RuleSet
) -> Located:
    """Return a record with the certificate of an occasion ahead, if nobody was told to get it in between and nobody else grants it."""
    ahead = [one for one in occasions if 0 <= item.sentence[0] - one.end() < _NEAR]
    form = FORMS[occasions[0]["form"]]
    told = [one for one in located if one.draft.form.form == form and one.draft.count is not None]
    if not ahead or any(ahead[0].start() <= one.start < item.start for one in told):
        return item
    granted = replace(
        item, draft=replace(item.draft, form=FormValue(form)), repeats=(*item.repeats, _place(text, item, ahead[0]))
    )
    who = next((found for one in ahead if (found := _who_hands_out(text, one, rules))), None)
    if not item.draft.authority:
        return by(granted, who) if who else granted
    return granted if who and by(granted, who).draft.authority == item.draft.authority else item


def _place(text: Text, item: Located, occasion: regex.Match[str]) -> Located:
    """Return the place that tells of an occasion, as further evidence of a record."""
    start = max(text.key.rfind(mark, 0, occasion.start()) + len(mark) for mark in (". ", "\n"))
    end = min(
        (place for mark in (". ", "\n") if (place := text.key.find(mark, occasion.end())) >= 0), default=len(text.key)
    )
    draft = replace(item.draft, start=occasion.start() - start, end=occasion.end() - start, fields=())
    return replace(item, draft=draft, sentence=(start, end), repeats=())


def _who_hands_out(text: Text, occasion: regex.Match[str], rules: RuleSet) -> list[Mention]:
    """Return the body whose certificate an occasion hands out, else the one that holds it."""
    if occasion["of"]:
        return named_at(text, occasion.start("of") + len(" của "), occasion.end("of"), rules)
    return named_ahead(text, occasion.start(), rules)[-1:]
