"""The same figure in title, lead, caption and body is one record with several evidences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from thidua.assemble.draft import Draft
from thidua.offsets import Text
from thidua.records import CERTIFICATES, VAGUE_FORMS
from thidua.resolve.alike import fits, is_preview, same
from thidua.resolve.announced import announces, is_praise_for_reward
from thidua.resolve.located import Located, is_by_somebody, with_grantor
from thidua.resolve.named import is_other_news
from thidua.resolve.retold import is_shown_again, tells_again


def merge(text: Text, located: Sequence[Located]) -> list[Located]:
    """Return the records of an article: repeated figures joined, announcements without a figure dropped where the body gives one."""
    kept: list[Located] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(
        list
    )  # only drafts of one form, kind and number can be one figure
    # the body tells most: it comes first, then lead, title, captions
    for one in sorted(located, key=lambda item: (_rank(item), item.start)):
        draft = one.draft
        places = alike[draft.form.form, draft.recipient, draft.count, draft.luot, draft.status]
        index = next((i for i in places[:_MOST_ALIKE] if same(text, kept[i], one)), None)
        if index is None and is_preview(one):
            # it says it in other words: «Bộ Tư lệnh CSCĐ», «Bộ Tư lệnh Cảnh sát cơ động»
            told = [i for i in places if _rank(kept[i]) < _rank(one) < 4 and fits(kept[i], one)]
            told = [i for i in told if not is_other_news(text, one, kept[i])]
            told = told if one.block.kind in ("title", "caption") or draft.count == 1 else []
            index = told[0] if len(told) == 1 else None
        if index is None:
            places.append(len(kept))
            kept.append(one)
        else:
            other = kept[index]
            kept[index] = replace(other, draft=_fuller(other, one), repeats=(*other.repeats, one))
    kept = _told_once(text, kept)
    vague = [
        place
        for place, one in enumerate(kept)
        if one.draft.form.form in VAGUE_FORMS
        or one.draft.count is None
        or one.draft.status == "proposed"
        or one.draft.recipient == "ho-gia-dinh"
        or one.block.kind in ("title", "caption")
    ]
    whole = _with_parts(kept)
    vague = [
        place
        for place in vague
        if kept[place].draft.among or kept[place].sentence not in whole or _is_nobody_in_particular(kept[place].draft)
    ]
    announced = {place: by for place in vague if (by := _told_by(text, kept, place)) is not None}
    for place, by in announced.items():
        kept[by] = _granted_by(text, kept[by], kept[place])
    return sorted(
        (one for place, one in enumerate(kept) if place not in announced),
        key=lambda item: (item.start, item.draft.fields[0][1] if item.draft.fields else (0, 0)),
    )


def _is_nobody_in_particular(draft: Draft) -> bool:
    """Whether «các tập thể, cá nhân» stand ahead of numbers that are not its parts: «Cụ thể, Cục X tuyên dương 20 tập thể»."""
    return draft.count is None and draft.qualifier == "exact" and not draft.named


def _granted_by(text: Text, told: Located, announced: Located) -> Located:
    """Return a certificate or reward with the grantor that only its announcement names: «tặng giấy khen cho các học sinh»."""
    form = told.draft.form.form
    certificate = form in CERTIFICATES and announced.draft.form.form == form and not is_by_somebody(text, told)
    alike = certificate or is_praise_for_reward(text, announced, told)
    return replace(told, draft=with_grantor(told, announced)) if alike else told


def _told_by(text: Text, kept: Sequence[Located], place: int) -> int | None:
    """Return the place of the record that reports what this one only announces, None where there is none."""
    near = range(max(0, place - _MOST_ALIKE), min(len(kept), place + _MOST_ALIKE))
    return next((other for other in near if other != place and announces(text, kept[place], kept[other])), None)


def _with_parts(kept: Sequence[Located]) -> set[tuple[int, int]]:
    """Return the sentences whose total has parts there or in the next one: «hàng trăm cá nhân được biểu dương. Trong đó, …»."""
    parts = {one.sentence for one in kept if one.draft.among}
    return parts | {one.sentence for one in kept for part in parts if 0 <= part[0] - one.sentence[1] < 4}


def _fuller(item: Located, other: Located) -> Draft:
    """Return an item's draft with what only the other one says: the grantor, the proper name, the class."""
    form, more = item.draft.form, other.draft.form
    if more.form == form.form and (form.name is None or form.name == more.name):
        form = replace(form, name=form.name or more.name, class_=form.class_ or more.class_)
    return replace(with_grantor(item, other), form=form)


# records beyond this many are no article's, and each is compared with all
_MOST_ALIKE = 100


def _told_once(text: Text, kept: Sequence[Located]) -> list[Located]:
    """Return the records without those that only tell again, in other words, what one ahead of them reports."""
    result: list[Located] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for one in sorted(kept, key=lambda item: (item.start, item.form_at)):
        keys = _alike(one)
        places = sorted({place for key in keys for place in alike[key][:_MOST_ALIKE]})
        index = next((i for i in places if tells_again(text, result[i], one)), None)
        if index is None:
            for key in keys:
                alike[key].append(len(result))
            result.append(one)
        else:
            more = _tells_more(one, result[index]) and not is_shown_again(text, result[index], one)
            told, again = (one, result[index]) if more else (result[index], one)
            prize = told.draft.form.form == "giai-thuong" and (told.draft.form.class_ or told.draft.form.name)
            draft = _with_names(told.draft if prize else _fuller(told, again), told, again)
            result[index] = replace(told, draft=draft, repeats=(*told.repeats, again, *again.repeats))
    return _named_one_by_one(text, result)


def _with_names(draft: Draft, told: Located, again: Located) -> Draft:
    """Return a draft with the names of all its holders, where the record that tells it again has them."""
    if draft.named or draft.recipient != "ca-nhan" or not 1 < (draft.count or 0) == len(again.draft.named):
        return draft
    shift = again.sentence[0] - told.sentence[0]
    return replace(draft, named=tuple(name.moved(shift) for name in again.draft.named))


def _tells_more(one: Located, other: Located) -> bool:
    """Whether the body tells a title's figure in full, with its parts: «479 tập thể …» over «479 lượt tập thể …; trong đó …»."""
    a, b = one.draft, other.draft
    alike = (a.count, a.recipient) == (b.count, b.recipient) and not a.named and not b.named
    return alike and is_preview(other) and _rank(one) < _rank(other)


_FEW_NAMES = 20  # more are not listed by name


def _alike(item: Located) -> list[tuple[object, ...]]:
    """Return the keys of which two records share one, if one of them can tell the other again."""
    draft = item.draft
    base = (draft.form.form, draft.status)
    keys: list[tuple[object, ...]] = [(*base, draft.count)]
    if draft.named or (draft.recipient == "ca-nhan" and 1 < (draft.count or 0) <= _FEW_NAMES):
        keys.append((*base, "named"))
    if draft.form.form == "giai-thuong":
        keys.append((*base, "class", draft.form.class_))
    return keys


def _named_one_by_one(text: Text, kept: list[Located]) -> list[Located]:
    """Return the records with those joined to their number that name its holders in turn: «… đối với 2 cán bộ. Cụ thể, …»."""
    result = list(kept)
    named = [one for one in kept if one.draft.named]
    for total in kept:
        if not named or total.draft.named or total.draft.among or not 1 < (total.draft.count or 0) <= _FEW:
            continue
        first = min((total, *total.repeats), key=lambda place: place.sentence)
        names: list[Located] = []
        for one in named:
            if _names_one_of(first, one, names[-1] if names else first):
                names.append(one)
        if len(names) > 1 and sum(one.draft.count or 0 for one in names) == total.draft.count:
            # «… đón nhận 2 Cờ thi đua», «… được trao Cờ của Chính phủ và Cờ của Bộ»: each is told by itself
            if _are_of_one(text, names):
                result = [one for one in result if one is not total or not is_preview(total)]
                continue
            joined = {id(one) for one in names}
            result = [one for one in result if id(one) not in joined]
            named = [one for one in named if id(one) not in joined]
            holders = [n.moved(one.sentence[0] - total.sentence[0]) for one in names for n in one.draft.named]
            place = next(i for i, one in enumerate(result) if one is total)
            draft = replace(total.draft, named=tuple(holders))
            result[place] = replace(total, draft=draft, repeats=(*total.repeats, *names))
    return result


def _are_of_one(text: Text, records: Sequence[Located]) -> bool:
    """Whether several records of one sentence name the same holder."""
    start = records[0].sentence[0]
    holders = [(one.sentence[0] + n.start, one.sentence[0] + n.end) for one in records for n in one.draft.named]
    together = all(one.sentence[0] == start for one in records)
    return together and len({text.key[first:last] for first, last in holders}) == 1


_FEW, _NEAR = 8, 200  # a longer list is told by «gồm»; characters to the sentence that names them


def _names_one_of(total: Located, one: Located, last: Located) -> bool:
    """Whether a record names holders of a number told before, `last` being the place that told of it last."""
    a, b = total.draft, one.draft
    alike = (a.form, a.recipient, a.status) == (b.form, b.recipient, b.status) and fits(total, one)
    behind = one.sentence[0] >= total.sentence[1] and one.sentence[0] - last.sentence[1] < _NEAR
    return alike and bool(b.named) and not b.among and behind


def _rank(item: Located) -> int:
    return {"body": 1 if item.block.lead else 0, "title": 2, "caption": 3}.get(item.block.kind, 4)
