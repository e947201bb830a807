"""What the President grants, told once for an article: «lễ công bố quyết định của Chủ tịch nước»."""

from __future__ import annotations

from dataclasses import replace

import regex

from thidua.assemble.draft import Draft
from thidua.cue import Cue
from thidua.offsets import Text
from thidua.resolve.located import Located

_LEAD = 700  # characters in which an article tells what it is about
_DECREE = Cue(
    r"(?<!\w)(?:quyết định (?:của |do )?(?P<by>chủ tịch nước)|(?P<by>chủ tịch nước) (?:đã |vừa |vừa mới )?(?:ký|ban hành) (?:các |những )?quyết định(?!\w)"
    r"|lễ [^.;\n]{0,60}(?:huân|huy) chương[^.;,\n]{0,40} của (?P<by>chủ tịch nước)(?!\w)"
    r"|(?:huân|huy) chương[^.;,\n]{0,40}\((?:do )?(?P<by>chủ tịch nước) ký\))"
)
# «truy tặng Huân chương Dũng cảm do Chủ tịch nước quyết định»: of that Order, wherever else it is told
_OF_ONE = regex.compile(
    r"(?<!\w)(?P<what>(?:huân|huy) chương [^.;,\n]{3,40}) (?:do|được) (?P<by>chủ tịch nước) (?:ký |đã )?(?:quyết định|tặng|trao tặng|truy tặng)(?!\w)"
)
# «Thừa ủy quyền của Chủ tịch nước, Thứ trưởng trao danh hiệu này …», «…, thừa ủy quyền Chủ tịch nước, là người trao»
_IN_HIS_NAME = Cue(
    r"(?<!\w)(?:thừa |theo |được )?ủy quyền (?:của )?(?P<by>chủ tịch nước)(?!\w)(?P<what>[^.\n]{0,240})|(?<!\w)được (?P<by>chủ tịch nước) ủy quyền(?!\w)(?P<what>[^.\n]{0,240})"
)
_THIS = regex.compile(
    r"(?<!\w)(?:(?:danh hiệu|huân chương|huy chương|phần thưởng)(?: cao quý)? (?:này|trên|nói trên)|là người trao)(?!\w)|(?<!\w)(?:trao|gắn)(?=\s*$|,?\s(?:vì|do|góp phần|trong|trước)(?!\w))"
)
_UNNAMED = (
    r"(?=\s*(?:$|,|(?:cho|tặng|tới|lên|đến|vì|do|trong|trước)(?!\w)))"  # behind a form whose name stands elsewhere
)
_STATE = {"huan-chuong": "huân chương", "huy-chuong": "huy chương", "danh-hieu-vinh-du": "danh hiệu"}
_CLASSES = {
    n: regex.compile(rf"hạng\s+(?:{words})(?!\w)") for n, words in ((1, "nhất|i"), (2, "nhì|ii"), (3, "ba|iii"))
}
_OTHER_NEWS = regex.compile(r"\n\s*[*•]\s")
# what was granted by other decisions, or is not granted yet
_OTHER_TIMES = regex.compile(
    r"(?<!\w)(?:đến nay|tới nay|trước đó|trước đây|từng (?:được|nhận|đạt|đón)|năm \d{4}|những năm|các năm|kháng chiến hạng|đã có \d+|đề nghị"
    r"|(?:qua|trải qua|suốt|trong) (?:gần |hơn |trên )?(?:\d+|\w+ mươi) năm (?:xây dựng|chiến đấu|hình thành|trưởng thành|phát triển|qua))(?!\w)"
)


class President:
    """Where an article names the President as who grants its news."""

    def __init__(self, text: Text) -> None:
        self._text = text
        found = _DECREE.search(text.key, 0, _LEAD)
        self._decree = found.span("by") if found is not None else None
        self._of_one = [(match.span("by"), match["what"]) for match in _OF_ONE.finditer(text.key, 0, _LEAD)]
        self._handed = [(match.span("by"), match["what"]) for match in _IN_HIS_NAME.finditer(text.key)]

    def granted(self, item: Located) -> Draft:
        """Return the draft of an award of the State with the President as its grantor, where the article says so elsewhere."""
        draft = item.draft
        of_state = draft.form.form in _STATE
        if draft.authority or draft.status != "awarded" or not (of_state or _is_state_prize(draft)):
            return draft
        by = self._decree if self._decree is not None and self._is_told_behind(item, self._decree) else None
        if of_state:
            by = by or next((by for by, what in self._of_one if _names(draft, what)), None)
            by = by or next((by for by, what in self._handed if self._is_handed_over(item, by, what)), None)
        if by is None or _OTHER_TIMES.search(self._text.key, *item.sentence):
            return draft
        where = by[0] - item.sentence[0], by[1] - item.sentence[0]
        return replace(
            draft, authority=("chu-tich-nuoc",), fields=(*draft.fields, ("authority", where, "assembly.decree"))
        )

    def _is_told_behind(self, item: Located, decree: tuple[int, int]) -> bool:
        if _OTHER_NEWS.search(self._text.key, decree[1], item.start):
            return False
        return item.end >= decree[1] or item.block.kind == "title"

    def _is_handed_over(self, item: Located, by: tuple[int, int], what: str) -> bool:
        """Whether the very award that a sentence tells of is handed over behind it in the President's name."""
        if by[0] < item.end or _OTHER_NEWS.search(self._text.key, item.end, by[0]):
            return False
        form = item.draft.form
        name = (form.name or "").lower().replace("llvtnd", "").strip()
        told = _CLASSES[form.class_].search(what) is not None if form.class_ else form.form == "danh-hieu-vinh-du"
        unnamed = regex.search(rf"(?:trao|gắn)(?: tặng)? {_STATE[form.form]}{_UNNAMED}", what) is not None
        return (
            bool(_THIS.search(what)) or unnamed or (bool(name) and told and _STATE[form.form] in what and name in what)
        )


def _is_state_prize(draft: Draft) -> bool:
    """Whether a prize is one of the two that the President grants."""
    return draft.form.form == "giai-thuong" and draft.form.name in ("Hồ Chí Minh", "Nhà nước")


def _names(draft: Draft, what: str) -> bool:
    """Whether words name the very Order or medal of a draft; one that has a class is another than one without."""
    name, form = (draft.form.name or "").lower(), _STATE[draft.form.form]
    classed = _CLASSES[draft.form.class_].search(what) is not None if draft.form.class_ else "hạng" not in what
    return bool(name) and classed and form in what and name in what
