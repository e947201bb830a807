"""What a finding says, in another language: the audit writes Vietnamese sentences, each by one of few patterns.

A message is taken apart by the pattern that it was written by, and put together by the pattern's translation. Numbers,
days, forms, recipients and grantors are translated one by one; names, quotes and the law that is cited stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from thidua.audit.telling import CLASSES, form_of
from thidua.labels import AUTHORITIES, FORMS
from thidua.review.languages import DEFAULT, N_, Translate, translator

PATTERNS = (
    N_("Tổng {items}, các phần cộng lại đúng {n}: {parts}."),
    N_("Tổng {items}, các phần cộng lại {n} (thừa {more}): {parts}."),
    N_("Tổng {items}, các phần cộng lại {n} (thiếu {more}): {parts}."),
    N_("Tổng {items}, các phần cộng lại {n} (thừa, dù có số chỉ nêu khoảng chừng): {parts}."),
    N_("Tổng {items}, các phần cộng lại {n} (thiếu, dù có số chỉ nêu khoảng chừng): {parts}."),
    N_("Tổng {items}, các phần cộng lại {n}; chưa đủ dữ kiện để đối chiếu ({reason}): {parts}."),
    N_("Các bài nêu khác nhau về {subject}: {said}; bài đăng sau cùng nêu {figure}."),
    N_("{n} bài nêu {subject}, có bài chỉ nêu khoảng chừng: {said}."),
    N_("{n} bài cùng nêu {figure} cho {subject}: {said}."),
    N_("{subject} có trong {n} bài; chỉ tính một lần."),
    N_("Số lũy kế giảm: {subject}: {figure} tính đến {day}, {later} tính đến {end}, dù cùng tính từ {start}."),
    N_("Số lũy kế không giảm: {subject}: {figure} tính đến {day}, {later} tính đến {end}."),
    N_("Số lũy kế chỉ nêu khoảng chừng: {subject}: {figure} tính đến {day}, {later} tính đến {end}."),
    N_("{subject} ghi hai lần cùng số {figure} trong một bài; xem có tính trùng không."),
    N_("Hai bài {one} và {other} giống nhau {share}; có thể là đăng lại, chỉ tính một lần."),
    N_("{what} ghi chung nhiều cấp, trong đó có {grantors}; chưa rõ cấp nào tặng hình thức nào; căn cứ: {basis}."),
    N_("{what} ghi «{grantors}», chưa rõ; căn cứ: {basis}."),
    N_("{what} ghi do {grantors} tặng, không đúng thẩm quyền{doubt}; căn cứ: {basis}."),
    N_("{what} ghi do {grantors} tặng, cần xem lại thẩm quyền{doubt}; căn cứ: {basis}."),
    N_("{what}: hình thức này không chia hạng{doubt}; căn cứ: {basis}."),
    N_("{what} ghi tặng {items}, nhưng chỉ dành cho {parts}{doubt}; căn cứ: {basis}."),
    N_("{person} ghi là {post}; chức vụ này thường từ {least} đến {most} ({basis})."),
    N_("{what} ghi trao hoặc xét từ ngày {day}, sau ngày đăng bài {end}."),
    N_("{gone}, nhưng ghi khen thưởng từ ngày {day}."),
    N_("{gone}; bài đăng {day}, không rõ khen thưởng lúc nào."),
)
# What stands within such a sentence, or beside a sum.
_PARTS = (
    N_("thừa {n}"),
    N_("thiếu {n}"),
    N_("thừa, dù có số chỉ nêu khoảng chừng"),
    N_("thiếu, dù có số chỉ nêu khoảng chừng"),
    N_("có số không nêu rõ hoặc gộp cả hai loại đối tượng"),
    N_("tổng tính theo người, phần tính theo lượt"),
    N_("bài chỉ nêu một phần"),
    N_("có số chỉ nêu khoảng chừng"),
    N_("; chưa rõ ngày nên chưa biết áp dụng quy định nào"),
    N_("{one} chỉ có đến hết ngày {day}"),
    N_("{one} chưa có vào lúc ấy"),
    N_("Mã {one} không dùng vào lúc ấy"),
)
_RECIPIENTS = (
    N_("tập thể và cá nhân"), N_("tập thể"), N_("cá nhân"), N_("hộ gia đình"), N_("khác"),
    N_("lượt tập thể và cá nhân"), N_("lượt tập thể"), N_("lượt cá nhân"), N_("lượt hộ gia đình"), N_("lượt khác"),
)  # fmt: skip
_WORDS = (N_("khoảng"), N_("hơn"), N_("(không nêu số)"), N_("cộng"), *CLASSES.values())

_NUMBER = r"\d[\d.]*"
_FIGURE = rf"(?:khoảng |hơn )?{_NUMBER}"
_SHAPES = {
    "n": _NUMBER, "more": _NUMBER, "figure": _FIGURE, "later": _FIGURE, "share": r"\d+%", "doubt": "(?:; chưa rõ.*?)?",
    "day": r"[\d-]+", "end": r"[\d-]+", "start": r"[\d-]+", "reason": r"[^()]+",
}  # fmt: skip
_FORMS = sorted(map(form_of, FORMS), key=len, reverse=True)
_SUBJECT = re.compile(
    rf"(?P<form>{'|'.join(map(re.escape, _FORMS))})(?P<name>.*?) cho "
    rf"(?P<recipient>{'|'.join(map(re.escape, _RECIPIENTS))})(?: của (?P<unit>.+))?"
)
_SUBJECT_OF, _SUBJECT_ALONE = N_("{what} cho {items} của {unit}"), N_("{what} cho {items}")
_WHAT = re.compile(
    rf"(?P<form>{'|'.join(map(re.escape, _FORMS))}|[Dd]anh hiệu)(?P<name>.*?)(?P<class> (?:{'|'.join(CLASSES.values())}))?"
)
_TITLE = N_("Danh hiệu")
_SAID = re.compile(rf"(?:(?<=^)|(?<=; )){_FIGURE}(?= \()")


def finding_text(language: str, message: str) -> str:
    """Return a message of the audit, or the reason of a sum, in a language; as it is where no pattern wrote it.

    >>> finding_text("en", "Hai bài a và b giống nhau 97%; có thể là đăng lại, chỉ tính một lần.")
    'The articles a and b are 97% alike; possibly a repost, counted once.'
    """
    return message if language == DEFAULT else _Teller(language).told(message)


@cache
class _Teller:
    """Tells messages in one language; read once, since all its patterns are compiled."""

    def __init__(self, language: str) -> None:
        self._translate: Translate = translator(language)
        self._patterns = [(_compiled(one), self._translate(one)) for one in (*PATTERNS, *_PARTS)]
        words = {form_of(code): self._translate(label).split(" (")[0] for code, label in FORMS.items()}
        words |= {label: self._translate(label) for label in AUTHORITIES.values()}
        words |= {one: self._translate(one) for one in (*_RECIPIENTS, *_WORDS)}
        self._words = words
        known = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
        self._known = re.compile(rf"(?<!\w)(?:{known}|{_NUMBER}(?!\w))")
        self._slots: dict[str, Callable[[str], str]] = dict.fromkeys(
            ("n", "more", "figure", "later", "items", "parts", "grantors"), self._word_by_word
        )
        self._slots |= dict.fromkeys(("day", "end", "start"), lambda day: day.replace("-", "/"))
        self._slots |= {"subject": self._subject, "what": self._what, "said": self._said}
        self._slots |= dict.fromkeys(("reason", "doubt", "gone"), self.told)

    def told(self, message: str) -> str:
        """Return a message by the first pattern that fits it whole."""
        for pattern, translated in self._patterns:
            if found := pattern.fullmatch(message):
                slots = found.groupdict()
                return translated.format(**{name: self._slots.get(name, str)(text) for name, text in slots.items()})
        return message

    def _word_by_word(self, text: str) -> str:
        """Return a list of numbers, forms, recipients and grantors."""
        return self._known.sub(lambda found: self._words.get(found[0]) or found[0].replace(".", ","), text)

    def _subject(self, text: str) -> str:
        """Return form, recipients and unit of a record."""
        found = _SUBJECT.fullmatch(text)
        if found is None:
            return text
        pattern = self._translate(_SUBJECT_OF if found["unit"] else _SUBJECT_ALONE)
        items = self._words[found["recipient"]]
        return pattern.format(what=self._what(found["form"] + found["name"]), items=items, unit=found["unit"])

    def _what(self, text: str) -> str:
        """Return form, name and class of an award."""
        found = _WHAT.fullmatch(text)
        if found is None:
            return text
        form = self._words.get(found["form"]) or self._translate(_TITLE)
        class_ = f" {self._words[found['class'][1:]]}" if found["class"] else ""
        return f"{form}{found['name']}{class_}"

    def _said(self, text: str) -> str:
        """Return which source gives which number."""
        return _SAID.sub(lambda found: self._word_by_word(found[0]), text)


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", pattern)
    told = (f"(?P<{part}>{_SHAPES.get(part, '.+?')})" if n % 2 else re.escape(part) for n, part in enumerate(parts))
    return re.compile("".join(told), re.DOTALL)
