"""A badge that a sentence calls by its noun alone: «trao Huy hiệu “Tuổi trẻ dũng cảm” cho A. Anh B được truy tặng Huy hiệu»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

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
