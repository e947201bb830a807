"""A badge that a sentence calls by its noun alone: «trao Huy hiệu “Tuổi trẻ dũng cảm” cho A. Anh B được truy tặng Huy hiệu»,
and what it only points to: «Huân chương này», «danh hiệu cao quý này»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from thidua.mentions.base import Mention
from thidua.mentions.form import FormValue
from thidua.offsets import Text
from thidua.resolve.located import Located, with_grantor

_NOUN = regex.compile(r"(?:lá |chiếc )?(huy hiệu|kỉ niệm chương)(?!\w)(?P<quoted>[^.;,]{0,15}\")?")


def with_called(text: Text, located: Sequence[Located]) -> list[Located]:
    """Return the records, badges without a name with that and the grantor of the only one named before by the same noun."""
    result: list[Located] = []
    named: dict[str, list[Located]] = {"huy hiệu": [], "kỉ niệm chương": []}
    for item in located:
        if item.draft.form.form == "ky-niem-chuong" and (noun := _NOUN.match(text.key, item.form_at)) is not None:
            before = named[noun[1]]
            if item.draft.form.name is not None:
                before.append(item)
            elif (
                noun["quoted"] is None and len({one.draft.form for one in before}) == 1 and item.draft.count is not None
            ):
                draft = replace(with_grantor(item, before[-1]), form=before[-1].draft.form)
                item = replace(item, draft=draft)
        result.append(item)
    return result


_THIS = regex.compile(r"\s*(?:(?:cao quí|vinh dự) )*(?:này|nói trên|nêu trên|ấy)(?!\w)")
_IS_GIVEN = regex.compile(r"\s*(?:năm (?:nay|\d{4}) )?(?:đã )?được trao(?!\w)")
# Of the noun that points back, the forms that it may stand for.
_NOUNS = {
    "huân chương": ("huan-chuong",),
    "giải thưởng": ("giai-thuong",),
    "danh hiệu": ("danh-hieu-vinh-du", "danh-hieu-thi-dua"),
}


def with_pointed_at(
    text: Text, located: Sequence[Located], forms: Mapping[int, Sequence[Mention]], spans: Sequence[tuple[int, int]]
) -> list[Located]:
    """Return the records, «Huân chương này», «danh hiệu cao quý này» with name and class of the last one named before.

    A title that nothing ahead names is left out, and one of a single holder: «người thứ ba đạt danh hiệu này» was told.
    `forms` are the awards named, by the number of the sentence; `spans` are those of the sentences.
    """
    pointed = [
        _that_award(text, item, located, forms, spans)
        if _AWARD.match(text.key, item.form_at)
        else _pointed_at(text, item, forms, spans)
        for item in located
    ]
    return [item for item in pointed if item is not None]


_AGAIN = regex.compile(r"(?<!\w)(?:lần|năm) thứ \w+")  # «đây là năm thứ năm đơn vị nhận phần thưởng này»
_AWARD = regex.compile(r"(?:phần thưởng|hình thức khen thưởng) (?:cao quí )?(?:này|nói trên|ấy)(?!\w)")


def _that_award(
    text: Text,
    item: Located,
    located: Sequence[Located],
    forms: Mapping[int, Sequence[Mention]],
    spans: Sequence[tuple[int, int]],
) -> Located | None:
    """Return the record of «phần thưởng này» as one of the award named last ahead of it; None where nothing is, or it counts the times."""
    named = [
        mention.value
        for index, mentions in sorted(forms.items())
        for mention in mentions
        if spans[index][0] + mention.end <= item.form_at and not _AWARD.match(text.key, spans[index][0] + mention.start)
    ]
    if not named or _AGAIN.search(text.key, item.sentence[0], item.form_at):
        return None
    same = [one for one in located if one.draft.form == named[-1] and one.form_at < item.form_at]
    draft = with_grantor(item, same[-1]) if same else item.draft
    return replace(item, draft=replace(draft, form=named[-1]))


def _pointed_at(
    text: Text, item: Located, forms: Mapping[int, Sequence[Mention]], spans: Sequence[tuple[int, int]]
) -> Located | None:
    form = item.draft.form
    if form.name is not None or form.class_ is not None:
        return item
    noun = next((noun for noun in _NOUNS if text.key.startswith(noun, item.form_at)), "")
    ends = [end for name, (_, end), _ in item.draft.fields if name == "form"]
    if form.form not in _NOUNS.get(noun, ()) or not ends:
        return item
    behind = item.sentence[0] + ends[0]
    told = noun == "giải thưởng" and item.form_at == item.sentence[0] and _IS_GIVEN.match(text.key, behind)
    if not told and _THIS.match(text.key, behind) is None:
        return item
    named: list[FormValue] = [
        mention.value
        for index, mentions in sorted(forms.items())
        for mention in mentions
        if spans[index][0] + mention.end <= item.form_at and mention.value.form in _NOUNS[noun] and mention.value.name
    ]
    if noun == "danh hiệu" and (not named or (item.draft.count or 0) < 2):
        return None
    return replace(item, draft=replace(item.draft, form=named[-1])) if named else item
