"""Award forms with their names and classes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import regex

from thidua.frozen import frozen
from thidua.matcher import Hit
from thidua.mentions.base import Build, Mention, build_all
from thidua.offsets import Text, fold
from thidua.records import RecipientKind
from thidua.rules import RuleSet
from thidua.sieve import Tried

KIND = "form"


@frozen
class FormValue:
    """A form's code with its proper name, its class (1, 2, 3), and who can hold it where the title says so.

    `classes` holds several classes under one head («hạng Nhất, Nhì, Ba»); then `class_` is None.
    The form "class-only" stands for a bare «hạng Ba» that inherits form and name.
    """

    form: str
    name: str | None = None
    class_: int | None = None
    classes: tuple[int, ...] = ()
    holder: RecipientKind | None = None

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.form, self.name, self.class_) if part is not None)

    @property
    def of_the_party(self) -> bool:
        """Whether it is a badge for years in the Party: «Huy hiệu Đảng», «60 năm tuổi Đảng»."""
        return self.form == "ky-niem-chuong" and (self.name == "Đảng" or (self.name or "").endswith("năm tuổi Đảng"))


_CLASSES = {"vô địch": 1, "nhất": 1, "nhì": 2, "nhị": 2, "ba": 3, "i": 1, "ii": 2, "iii": 3, "1": 1, "2": 2, "3": 3}
_CLASS = regex.compile("|".join(sorted(_CLASSES, key=len, reverse=True)))

# Proper names in their official spelling, by folded key.
_NAMES = {
    fold(name): name
    for name in (
        "Sao vàng", "Hồ Chí Minh", "Độc lập", "Quân công", "Lao động", "Bảo vệ Tổ quốc", "Chiến công", "Đại đoàn kết dân tộc",
        "Dũng cảm", "Hữu nghị", "Kháng chiến", "Chiến thắng", "Tự do", "Chiến sĩ vẻ vang", "Chiến sĩ giải phóng", "Quyết thắng", "Giải phóng",
        "Vì an ninh Tổ quốc", "Quân kỳ quyết thắng", "Anh hùng Lao động", "Bà mẹ Việt Nam anh hùng",
        "Nhà giáo nhân dân", "Nhà giáo ưu tú", "Thầy thuốc nhân dân", "Thầy thuốc ưu tú", "Nghệ sĩ nhân dân", "Nghệ sĩ ưu tú",
        "Nghệ nhân nhân dân", "Nghệ nhân ưu tú", "Đơn vị Quyết thắng", "Đơn vị tiên tiến", "Tập thể lao động xuất sắc",
        "Tập thể lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua toàn quốc", "Chiến sĩ thi đua", "Chiến sĩ tiên tiến",
        "Lao động tiên tiến", "Chiến sĩ thi đua toàn lực lượng", "Chiến sĩ thi đua toàn lực lượng CAND",
        "Bảo vệ an ninh Tổ quốc", "Vì thế hệ trẻ", "Lý Tự Trọng", "Hồ Chí Minh", "Nhà nước", "Tuổi trẻ dũng cảm", "Bác Hồ",
    )
}  # fmt: skip
_NAMES |= {
    fold("bvtq"): "Bảo vệ Tổ quốc",
    fold("đvqt"): "Đơn vị Quyết thắng",
    fold("đvtt"): "Đơn vị tiên tiến",
    fold("cstđ"): "Chiến sĩ thi đua",
    fold("cstt"): "Chiến sĩ tiên tiến",
    fold("cstđcs"): "Chiến sĩ thi đua cơ sở",
    fold("cstđ cs"): "Chiến sĩ thi đua cơ sở",
    fold("cstđ cơ sở"): "Chiến sĩ thi đua cơ sở",
    fold("nsnd"): "Nghệ sĩ nhân dân",
    fold("nsưt"): "Nghệ sĩ ưu tú",
    fold("ngnd"): "Nhà giáo nhân dân",
    fold("ngưt"): "Nhà giáo ưu tú",
    fold("ttnd"): "Thầy thuốc nhân dân",
    fold("ttưt"): "Thầy thuốc ưu tú",
    fold("đại đoàn kết"): "Đại đoàn kết dân tộc",
    fold("chiến sĩ thi đua cấp cơ sở"): "Chiến sĩ thi đua cơ sở",
}
# Forms that have no class; where a text gives them one («Bằng khen hạng Nhất»), it is read for the audit to see.
_UNCLASSED = frozenset(
    {"danh-hieu-vinh-du", "danh-hieu-thi-dua", "co-thi-dua", "bang-khen", "giay-khen", "ky-niem-chuong", "thu-khen"}
)
_CLASS_INSIDE = regex.compile(r"\s+hạng\s+(nhất|nhì|ba|i{1,3})$", regex.IGNORECASE)
_CLASS_BEHIND = regex.compile(r'\s*"?\s*(?:\((?P<hang>hạng\s+\p{L}+)\)|(?P<hang>hạng\s+\p{L}+))')
_SPLIT = regex.compile(r"\s*(?:,|(?<!\w)và(?!\w))\s*")


@lru_cache(4096)  # names recur
def _name(text: str | None) -> str | None:
    """Return the official spelling of a name, several joined by ", ", an unknown one as written."""
    if not text:
        return None
    plain = regex.sub(r"\s+", " ", regex.sub(r'["“”«»]', "", text)).strip(" '‘’")
    key = regex.sub(r"^(?:huân|huy) chương\s+", "", fold(plain))
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("cstđ "):
        return f"Chiến sĩ thi đua{plain[4:]}"
    if regex.match(r"anh hùng (?:lực lượng|llvt)", key):
        return "Anh hùng LLVTND"
    parts = [_NAMES.get(regex.sub(r"^(?:huân|huy) chương\s+", "", fold(part))) for part in _SPLIT.split(plain)]
    if len(parts) > 1 and all(parts):
        return ", ".join(part for part in parts if part)
    return str(plain[:1].upper() + plain[1:])


def _written(hit: Hit, *groups: str) -> str | None:
    """Return what the text has at the first of the groups that took part in the match."""
    match = hit.match
    if match is None:
        return None
    for group in groups:
        if group in match.re.groupindex and match[group]:
            return hit.text[match.start(group) : match.end(group)]
    return None


def _classed(name: str | None) -> tuple[str | None, int | None]:
    """Return a name without the class that its quotation marks hold too, and that class: «“Đơn vị Quyết thắng hạng Ba”»."""
    match = _CLASS_INSIDE.search(name) if name else None
    return (name[: match.start()], _CLASSES[fold(match[1])]) if name and match else (name, None)


def _order(hit: Hit) -> FormValue:
    value = hit.rule.value
    classes = tuple(
        _CLASSES[word] for word in _CLASS.findall((hit.match["class"] if hit.match else None) or "") if word in _CLASSES
    )
    name = value.get("name") or _name(_written(hit, "name"))
    if name is None and value["form"] == "huan-chuong" and (proper := _FOREIGN.match(hit.text, hit.end)) is not None:
        name = proper[1]
    holder: RecipientKind | None = "ca-nhan" if name in _OF_PERSONS else None
    class_ = classes[0] if len(classes) == 1 else None
    return FormValue(value["form"], name, class_, classes if len(classes) > 1 else (), holder)


# Orders and Medals that only persons can hold (Luật TĐKT 2003 and 2022); a foreign «Huy chương Hữu nghị» goes to units too
_OF_PERSONS = ("Chiến sĩ vẻ vang", "Đại đoàn kết dân tộc", "Dũng cảm", "Quân kỳ quyết thắng", "Vì an ninh Tổ quốc")


# an Order that is not one of Việt Nam's: «Huân chương Anh dũng cho ba thiếu sinh quân»
_FOREIGN = regex.compile(
    r"\s*[\"“]?(\p{Lu}\p{Ll}+(?:\s(?!(?:cho|của|tặng)(?!\p{L}))\p{L}+){0,4}?)[\"”]?(?=\s+(?:cho|của|tặng)(?!\p{L}))"
)


_SHORT = {"hcv": "vàng", "hcb": "bạc", "hcđ": "đồng"}


def _medal(hit: Hit) -> FormValue:
    written = hit.match["name"] if hit.match else ""
    colours = [_SHORT[written]] if written in _SHORT else regex.findall("vàng|bạc|đồng", written)
    return FormValue(hit.rule.value["form"], "Huy chương " + ", ".join(colour.capitalize() for colour in colours))


def _prize(hit: Hit) -> FormValue:
    assert hit.match is not None
    word = hit.match["class"]
    whose = hit.match["holder"]
    holder: RecipientKind | None = None if not whose else "ca-nhan" if whose == "cá nhân" else "tap-the"
    if hit.match["more"]:  # «34 giải Nhất, Nhì, Ba»
        classes = [_CLASSES.get(word) for word in regex.findall("nhất|nhì|ba|khuyến khích", hit.match[0])]
        known = tuple(class_ for class_ in classes if class_ is not None)
        return FormValue("giai-thuong", classes=known if len(known) == len(classes) > 1 else (), holder=holder)
    if word in _CLASSES:
        return FormValue("giai-thuong", None, _CLASSES[word], holder=holder)
    return FormValue("giai-thuong", "Khuyến khích" if word == "kk" else word.capitalize(), holder=holder)


def _prize_of_kind(hit: Hit) -> FormValue:
    assert hit.match is not None
    return FormValue("giai-thuong", holder="ca-nhan" if hit.match["holder"] == "cá nhân" else "tap-the")


# «giải thí sinh tài năng», «giải Vua phá lưới»: of one person
_OF_ONE = regex.compile(r"(?:diễn viên|thí sinh|cầu thủ|thủ môn|vận động viên|vua phá lưới|người)(?!\w)")


def _prize_named(hit: Hit) -> FormValue:
    name = _name(_written(hit, "quoted", "name", "name2"))
    return FormValue("giai-thuong", name, holder="ca-nhan" if _OF_ONE.match(fold(name or "")) else None)


def _title(hit: Hit) -> FormValue:
    written, class_ = _classed(_written(hit, "name"))
    name = hit.rule.value.get("name") or _name(written)
    return FormValue(
        hit.rule.value["form"], _HALF_TITLES.get(name or "", name), class_, holder=hit.rule.value.get("holder")
    )


# «5 đơn vị “Quyết thắng”»: the noun ahead is the first half of the title
_HALF_TITLES = {"Quyết thắng": "Đơn vị Quyết thắng", "Tiên tiến": "Đơn vị tiên tiến"}


# «giải thưởng Kim Ưng»: a name in capitals goes with a prize that has none in quotes.
_PROPER = regex.compile(
    r"\s*(?!HSG(?!\p{L}))(\p{Lu}\p{L}+(?:\s\p{Ll}+){1,3}\s(?:vàng|bạc|xanh)(?!\p{L})|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)*(?:\s(?!(?:cho|của|năm|tặng|trao|và|do|về|là|tại|từ|trong|vì|được|đã|vừa|lần|ở|với|nhân|cùng|ngày)\s)\p{Ll}+){1,3}(?:\s(?:-\s)?\p{Lu}\p{L}*)+"
    r"|\p{Lu}\p{L}+(?:(?:\s\p{Lu}\p{L}+){1,5}|(?:\s(?!(?:cho|của|năm|tặng|và|do|về|là|tại|từ|trong|vì(?!\s(?:cộng đồng|sự|thế hệ|môi trường|ngày mai|trẻ em)))(?!\p{L}))\p{L}+){0,5}"
    r"(?=\s+(?:\d{4}|cho|của|năm|tặng|tại|do)(?!\p{L})|\s*(?:[.,;]|$))|(?:\s\p{Lu}\p{L}+){0,5}))"
)


# «Kỷ niệm chương Chiến sĩ Trường Sa cho 12 cá nhân»: a badge that no list has
_OF_A_BADGE = regex.compile(
    r"\s(?!(?:Bộ|Công an|UBND|Ủy ban|Chủ tịch|Hội|Tổng|Cục|Đảng|Sở|Ban|Đoàn|Trung ương|Huân|Huy|Bằng|Giấy)(?!\p{L}))"
    r"(\p{Lu}\p{L}*(?:\s(?!(?:cho|của|tặng|và|với|năm|trao|lần|do|được)(?!\p{L}))\p{L}+){1,6})(?=\s+(?:cho|của|tặng|năm|do)(?!\p{L}))"
)


# «Giải thưởng Gương mặt trẻ tiêu biểu và Gương mặt trẻ triển vọng»: two names under one number
_SECOND_PRIZE = regex.compile(r"\s+và\s+(?=(?:Gương mặt|Thanh niên|Phụ nữ)(?!\p{L}))")


# «Huy hiệu Đảng 45 năm», «Huy hiệu 55 năm», «Huy hiệu 50, 45 và 40 năm tuổi Đảng»
_PARTY_YEARS = regex.compile(
    r"(?i)(?:đảng )?(?P<years>\d[05])(?:(?:\s*,\s*|\s+và\s+)(?P<years>\d[05]))* năm(?: tuổi đảng)?"
)


def _form(hit: Hit) -> FormValue:
    form = hit.rule.value["form"]
    written, class_ = _classed(_written(hit, "quoted", "single", "name", "name2"))
    name = _name(written)
    if name is None and form == "giai-thuong" and (proper := _PROPER.match(hit.text, hit.end)) is not None:
        name = proper[1]
    if name is None and form == "ky-niem-chuong" and (proper := _OF_A_BADGE.match(hit.text, hit.end)) is not None:
        name = proper[1]
    if name is not None and (years := _PARTY_YEARS.fullmatch(name)) is not None:
        name = ", ".join(f"{year} năm tuổi Đảng" for year in years.captures("years"))
    if name is not None and form == "giai-thuong":
        name = _SECOND_PRIZE.sub(", ", name)
    return FormValue(form, name if form in ("ky-niem-chuong", "giai-thuong") else None, class_)


BUILDERS: dict[str, Build] = {
    "order": _order,
    "medal": _medal,
    "prize": _prize,
    "prize-of-kind": _prize_of_kind,
    "prize-named": _prize_named,
    "title": _title,
    "form": _form,
}


def find(text: Text, rules: RuleSet, tried: Tried = None) -> list[Mention]:
    """Return the award forms of a text; a bare class directly behind one without classes becomes that one's."""
    found: list[Mention] = []
    for mention in build_all(KIND, BUILDERS, rules["forms"].longest(text, tried)):
        before = found[-1] if found else None
        if (
            before is not None
            and mention.value.form == "class-only"
            and before.value.form in _UNCLASSED
            and before.value.class_ is None
            and (match := _CLASS_BEHIND.match(text.key, before.end)) is not None
            and match.start("hang") == mention.start
        ):
            found[-1] = replace(before, end=match.end(), value=replace(before.value, class_=mention.value.class_))
        else:
            found.append(mention)
    return _with_names_alone(text, found)


_NAMED_BY_QUOTES = ("giai-thuong", "ky-niem-chuong", "danh-hieu-thi-dua", "danh-hieu-vinh-du")
# «trao Kỷ niệm chương “…” cho 10 đồng chí [và “…”] cho 8 đồng chí»
_NAME_ALONE = regex.compile(
    r'"?\s(?:cho|tặng)\s[^".;]{3,120}?(?:,|\svà)\s(?P<quoted>"(?P<name>[^"]{5,90})")(?=\s(?:cho|tặng)\s)'
)


def _with_names_alone(text: Text, found: list[Mention]) -> list[Mention]:
    """Return the forms, and behind one with a name in quotes another name that goes on with its kind."""
    result: list[Mention] = []
    for place, mention in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        result.append(mention)
        while (
            mention.value.form in _NAMED_BY_QUOTES
            and mention.value.name
            and '"' in text.key[mention.end - 1 : mention.end + 1]
        ):
            match = _NAME_ALONE.match(text.key, mention.end)
            if match is None or (after is not None and after.start < match.end()):
                break
            name = text.text[slice(*match.span("name"))]
            value = replace(mention.value, name=name[0].upper() + name[1:], class_=None, holder=None)
            mention = Mention(KIND, match.start("quoted"), match.end("quoted"), value, mention.rule)
            result.append(mention)
    return result
