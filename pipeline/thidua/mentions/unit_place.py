"""Units that carry the name of a place: «Công an quận Hồng Bàng», «UBND TP. HCM», «CATP Hà Nội», and lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from thidua.frozen import frozen
from thidua.mentions.unit_heads import PEOPLES_COMMITTEE, POLICE
from thidua.mentions.unit_patterns import ANY_NUMBER, CAPITAL_RUN, NOUN_BEHIND, SURNAME, WARD_NUMBER
from thidua.mentions.unit_value import (
    PLACE_KIND,
    PLACE_KINDS,
    PROVINCE_KINDS,
    WARD_KINDS,
    Level,
    UnitValue,
    one_tone_style,
)
from thidua.offsets import Text
from thidua.registry import Registry

Item = tuple[int, int, UnitValue]  # start, end, value
# Head as in the name → levels of province, district and ward.
_LEVELS: dict[str, tuple[Level, Level, Level]] = {
    POLICE: ("tinh", "huyen", "xa"),
    PEOPLES_COMMITTEE: ("ubnd-tinh", "ubnd-huyen", "ubnd-xa"),
}
_COUNT = r"(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_PLURAL = regex.compile(
    rf"(?:các|những|{_COUNT}) (?=(?:thành phố|tỉnh|quận|huyện|thị xã|phường|xã|thị trấn|tp|tx|đặc khu)(?!\w))"
)
_KINDS = r"(?:thành phố|tỉnh|quận|huyện|thị xã|phường|xã|thị trấn|tp|tx|đặc khu)(?!\w| (?:ủy|đoàn|hội)(?!\w))"
_KIND_LIST = regex.compile(rf"(?:, ?|/| và )(?={_KINDS})")
_SEPARATOR = regex.compile(r" ?(?:,|;) ?(?:và |cùng )?(?:các )?| và (?:các )?| cùng (?:các )?| & ")
_LOCALITIES = regex.compile(r"các (?:đơn vị, )?địa phương(?: như| gồm|, gồm)?:? ")
_COLON = regex.compile(r": ?")
_NUMBER = regex.compile(r"\d{1,2}(?![\w,.]*\d)(?!\w)")
_CAPITAL = regex.compile(r"\p{Lu}")
_DOT = regex.compile(r"\. ?| ")
_JOIN = regex.compile(r" ?[-,] ?| ?\(| của | thuộc | ")


@frozen
class Place:
    """A place as read: its kind ("quận"), its name in the registry's spelling or as written, and where it stands."""

    start: int
    end: int
    kind: str
    name: str | None
    province: bool = False  # a province or central city

    @property
    def full(self) -> str:
        """Return kind and name."""
        if self.name is None:
            return self.kind
        kind = "Thành phố" if self.name == "Hồ Chí Minh" else self.kind
        return f"{kind} {self.name}"


class PlaceReader:
    """Reads places and the units that are called after them in one text."""

    def __init__(
        self,
        text: Text,
        registry: Registry,
        starts_head: Callable[[int], bool],
        starts_strong_head: Callable[[int], bool],
    ) -> None:
        self.text = text.text
        self.key = text.key
        self.registry = registry
        self.starts_head = starts_head  # whether the head of another unit stands at a place
        self.starts_strong_head = starts_strong_head  # whether one does that no name of a place holds

    def kind_at(self, start: int) -> tuple[int, str] | None:
        """Return (end, kind) where a kind of place stands: "TP. " → "thành phố"."""
        match = PLACE_KIND.match(self.key, start)
        if match is None:
            return None
        return match.end(), PLACE_KINDS[match[1] or match[2] or match[3]]

    def place_at(self, start: int, *, bare: bool = False) -> Place | None:
        """Return the place that starts here: kind and name, or a known name; where `bare`, a kind alone, too."""
        found = self.kind_at(start)
        if found is None:
            return self._named(start)
        end, kind = found
        name = self.name_at(end, kind)
        if name is not None:
            return Place(start, name[0], kind, name[1], name[2])
        if not bare:
            return None
        end = start + len(self.key[start:end].rstrip())
        return Place(start, end, kind, None, kind in PROVINCE_KINDS)

    def _named(self, start: int) -> Place | None:
        """Return the place that a name alone means: «Hà Tĩnh», «Hồng Bàng»; only known ones, in capitals."""
        if not _CAPITAL.match(self.text, start) and not self.key.startswith("thủ đô", start):
            return None
        found = self.registry.province_names.at(self.key, start)
        known = self.registry.district_names.at(self.key, start)
        if found and (known is None or known[0] <= found[0]):
            name = found[1][0]
            province = self.registry.province(name)
            return Place(start, found[0], province.kind if province else "tỉnh", name, True)
        if known and known[0] - start > 4 and _CAPITAL.match(self.text, self.text.rfind(" ", start, known[0]) + 1):
            provinces = {district.province for district in known[1]}
            return Place(start, known[0], known[1][0].kind, known[1][0].name) if len(provinces) == 1 else None
        return None

    def name_at(self, start: int, kind: str) -> tuple[int, str, bool] | None:
        """Return (end, name, whether a province) of the name behind a kind."""
        if kind in PROVINCE_KINDS:
            found = self.registry.province_names.at(self.key, start)
            if found is not None and self._is_name(start):
                name = found[1][0]
                if kind == "tỉnh" or self._central_city(name, start):
                    return found[0], name, True
            if kind == "tỉnh":
                return None
        if kind in WARD_KINDS:
            return self._ward(start, kind)
        districts = self.registry.district_names.at(self.key, start)
        if districts is not None and self._is_name(start):
            counted = self.key[start].isdigit() and NOUN_BEHIND.match(self.key, districts[0])
            return None if counted else (districts[0], districts[1][0].name, False)
        run = self._run(start)
        if run is None or kind == "thành phố" or SURNAME.match(self.key, start):
            return None
        return run, one_tone_style(self.text[start:run]), False

    def _central_city(self, name: str, start: int) -> bool:
        """Say whether «thành phố `name`» is a central city; a town that became one since 2025 waits for the date."""
        states = [state for state in self.registry.by_province_name.get(name, ()) if state.kind == "thành phố"]
        if not states:
            return False
        districts = self.registry.district_names.at(self.key, start)
        towns = [item for item in districts[1] if item.kind == "thành phố"] if districts else []
        return not towns or not any(state.period.start >= "2025" for state in states)

    def _is_name(self, start: int) -> bool:
        """Say whether a name may start here: it has a capital, or is a number."""
        return _CAPITAL.match(self.text, start) is not None or self.key[start : start + 1].isdigit()

    def _ward(self, start: int, kind: str) -> tuple[int, str, bool] | None:
        number = _NUMBER.match(self.key, start)
        if number is not None and NOUN_BEHIND.match(self.key, number.end()):
            return None  # «Công an phường Trần Phú và 9 cán bộ», «Công an các xã A, B; 6 đội đoạt giải»
        if number is not None:
            return number.end(), number[0].lstrip("0") or number[0], False
        end = self._run(start)
        if end is None:
            return None
        # A person's name may follow at once («Trưởng Công an xã Tân Lập Nguyễn Văn A»): the longest known ward wins.
        words = self.text[start:end].split(" ")
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size])
            if self.registry.is_ward(kind, name):
                return self._numbered(start, start + len(name))
        if SURNAME.match(self.key, start) and len(words) > 2:
            return None
        if len(words) > 3:
            end = start + len(" ".join(words[:2]))
        return self._numbered(start, end)

    def _known(self, start: int, kind: str) -> bool:
        """Say whether the words at `start` are a known place: «Sở Dầu» in a list of wards is no department."""
        if kind not in WARD_KINDS:
            return self.registry.district_names.at(self.key, start) is not None
        end = self._run(start)
        return end is not None and self.registry.is_ward(kind, self.text[start:end])

    def _numbered(self, start: int, end: int) -> tuple[int, str, bool]:
        """Return the name of a ward with the number behind it: «Hải Châu 2»."""
        number = WARD_NUMBER.match(self.key, end) or self._known_number(start, end)
        end = number.end() if number else end
        return end, one_tone_style(self.text[start:end]), False

    def _known_number(self, start: int, end: int) -> regex.Match[str] | None:
        """Match the number behind a name where a commune is called so: «Công an xã A Lưới 2 và 16 cán bộ»."""
        number = ANY_NUMBER.match(self.key, end)
        if number is None or NOUN_BEHIND.match(self.key, number.end()):
            return None  # «Công an xã Tân Lập 2 lần được tặng …»
        name = self.text[start : number.end()]
        return number if any(self.registry.is_ward(kind, name) for kind in ("xã", "phường")) else None

    def _run(self, start: int) -> int | None:
        """Return the end of the capitalised words at `start`; a unit's head and words all in capitals end them."""
        match = CAPITAL_RUN.match(self.text, start)
        if match is None or self.starts_strong_head(start):
            return None
        words = match[0].split(" ")
        if len(words[0]) > 1 and words[0].isupper() and len(words) > 1:
            return None
        end = start
        for word in words:
            place = end + 1 if end > start else start
            if place > start and self.starts_strong_head(place):
                break
            end = place + len(word)
        return end

    def generic_at(self, end: int) -> bool:
        """Say whether kinds go on in a row («quận, huyện»): then no place in particular is meant."""
        more = _KIND_LIST.match(self.key, end)
        if more is None:
            return False
        found = self.kind_at(more.end())
        return found is not None and self.name_at(found[0], found[1]) is None

    def units(self, head: str, start: int, after: int, *, contracted: str | None = None) -> Iterator[Item]:
        """Yield the units that a head at `start:after` opens; `contracted` is the kind in «CATP»."""
        plural = _PLURAL.match(self.key, after)
        loose = _LOCALITIES.match(self.key, after)
        if loose is not None and contracted is None:
            yield from self._localities(head, start, loose.end())
            return
        if contracted is None and (plural is not None or self._among(start, after)):
            yield from self._list(head, start, plural.end() if plural else after)
            return
        if contracted is not None:
            place = self._contracted(start, after, contracted)
        else:
            place = self.place_at(after, bare=True)
        if place is None:
            return
        if place.name is None and contracted is None and self.generic_at(place.end):
            return
        if place.name is None and place.kind in WARD_KINDS and not _CAPITAL.match(self.text, start):
            return
        yield start, place.end, self.value(head, start, place)
        if place.name is not None:
            yield from self._more(head, place)

    def _contracted(self, start: int, after: int, kind: str) -> Place | None:
        """Return the place behind «CATP»: its name or, where none follows, none."""
        gap = _DOT.match(self.key, after)
        if gap is not None:
            named = self.name_at(gap.end(), kind)
            # A person's name or a heading may follow at once: only known places count here.
            known = self.registry.district_names.at(self.key, gap.end()) or kind in WARD_KINDS
            if named is not None and (named[2] or known):
                return Place(start, named[0], kind, named[1], named[2])
        return Place(start, after, kind, None, kind in PROVINCE_KINDS)

    def _among(self, start: int, after: int) -> bool:
        """Say whether «các» stands before the head and a named place behind it: «Các Công an phường Trần Lãm, …»."""
        if not self.key.startswith("các ", max(0, start - 4)):
            return False
        found = self.kind_at(after)
        return found is not None and self.name_at(found[0], found[1]) is not None

    def _localities(self, head: str, start: int, at: int) -> Iterator[Item]:
        """Yield the items of «Công an các địa phương: Hạ Long, Cẩm Phả»: known places only."""
        while (place := self.place_at(at)) is not None and place.name is not None:
            yield start, place.end, self.value(head, at, place)
            separator = _SEPARATOR.match(self.key, place.end)
            if separator is None or self.starts_head(separator.end()):
                return
            start = at = separator.end()

    def _list(self, head: str, start: int, at: int) -> Iterator[Item]:
        """Yield the items of «Công an các quận Hồng Bàng, Lê Chân và huyện An Lão»; none where only kinds are named."""
        found = self.kind_at(at)
        if found is None:
            return
        end, kind = found
        mixed = False
        while (more := _KIND_LIST.match(self.key, len(self.key[:end].rstrip()))) and (
            found := self.kind_at(more.end())
        ):
            end, mixed = found[0], True
        colon = _COLON.match(self.key, end)
        item = colon.end() if colon else end
        first = True
        while True:
            own = self.kind_at(item)
            if own is not None:
                item_kind, name = own[1], self.name_at(own[0], own[1])
                if name is not None:
                    kind, mixed = item_kind, False
            else:
                item_kind, name = kind, self.name_at(item, kind)
                if name is not None and mixed:
                    item_kind = self._kind_of(item, name[1], kind)
            if name is None:
                return
            place = Place(item, name[0], item_kind, name[1], name[2])
            yield (start if first else item), place.end, self.value(head, item, place, listed=True)
            first = False
            separator = _SEPARATOR.match(self.key, place.end)
            if separator is None:
                return
            item = separator.end()
            if self.starts_head(item) and not self._known(item, kind):
                return

    def _kind_of(self, start: int, name: str, kind: str) -> str:
        """Return the registry's kind of a place in a list that mixes kinds («các quận, huyện: Lê Chân, An Lão»)."""
        province = self.registry.province(name)
        if province is not None and kind in PROVINCE_KINDS:
            return province.kind
        found = self.registry.district_names.at(self.key, start)
        return found[1][0].kind if found else kind

    def _more(self, head: str, first: Place) -> Iterator[Item]:
        """Yield further items behind a singular head («Công an tỉnh Nghệ An và Hà Tĩnh»): places of one level only."""
        end = first.end
        while (separator := _SEPARATOR.match(self.key, end)) and not self.starts_head(separator.end()):
            item = separator.end()
            own = self.kind_at(item)
            if own is not None:
                # «Công an huyện A, thị xã B»; behind a comma one of another level is where the first lies («…, tỉnh B»).
                if " và " not in separator[0] and (own[1] in WARD_KINDS) != (first.kind in WARD_KINDS):
                    return
                name = self.name_at(own[0], own[1])
                if name is None or name[2] != first.province:
                    return
                place = Place(item, name[0], own[1], name[1], name[2])
            else:
                if first.kind in WARD_KINDS:  # «Công an phường 3, 4 và 5»
                    number = (
                        self._ward(item, first.kind)
                        if self.key[item : item + 1].isdigit() and (first.name or "").isdigit()
                        else None
                    )
                    if number is None:
                        return
                    yield item, number[0], self.value(head, item, Place(item, number[0], first.kind, number[1]))
                    end = number[0]
                    continue
                if not self._is_name(item) or self.key[item].isdigit():
                    return
                same = self._same_level(item, first)
                if same is None:
                    return
                place = same
            if place.province and separator[0].startswith((",", ";")) and not first.province:
                return
            yield item, place.end, self.value(head, item, place)
            end = place.end

    def _same_level(self, item: int, first: Place) -> Place | None:
        if first.province:
            found = self.registry.province_names.at(self.key, item)
            if found is None:
                return None
            province = self.registry.province(found[1][0])
            return Place(item, found[0], province.kind if province else first.kind, found[1][0], True)
        districts = self.registry.district_names.at(self.key, item)
        if districts is None or self.registry.province_names.at(self.key, item):
            return None
        of_first = {district.province for district in self.registry.district_names.get(first.name or "")}
        fitting = [district for district in districts[1] if district.province in of_first]
        if not fitting:
            return None
        kind = first.kind if any(district.kind == first.kind for district in fitting) else fitting[0].kind
        return Place(item, districts[0], kind, fitting[0].name)

    def value(self, head: str, start: int, place: Place, *, listed: bool = False) -> UnitValue:
        """Return the unit of a head at a place; in a list, what follows a comma is the next item."""
        levels = _LEVELS.get(head, ("khac", "khac", "khac"))
        level = levels[0] if place.province else levels[2] if place.kind in WARD_KINDS else levels[1]
        parent, span = (
            self._outer(head, place, listed=listed) if place.name is not None and not place.province else (None, None)
        )
        return UnitValue(
            surface=self.text[start : place.end],
            name=f"{head} {place.full}",
            level=level,
            place=place.name,
            kind=place.kind,
            bare=place.name is None,
            parent=parent,
            parent_span=span,
        )

    def _outer(self, head: str, place: Place, *, listed: bool) -> tuple[UnitValue | None, tuple[int, int] | None]:
        """Return the unit of the place that a smaller place is said to lie in: «…, quận Hồng Bàng», «… (Bạc Liêu)»."""
        join = _JOIN.match(self.key, place.end)
        if join is None or self.starts_head(join.end()) or (listed and "(" not in join[0]):
            return None, None
        outer = self.place_at(join.end())
        if outer is None or outer.name is None or outer.kind in WARD_KINDS:
            return None, None
        if not outer.province and place.kind not in WARD_KINDS:
            return None, None
        if outer.province and self.kind_at(join.end()) is None and not place.kind and join[0] == " ":
            return None, None
        return self.value(head, outer.start, outer), (outer.start, outer.end)
