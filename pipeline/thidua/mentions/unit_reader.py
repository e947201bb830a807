"""Readers of units by their head: Phòng, Đội, Cục, Cụm thi đua, Báo, Công đoàn, Trại giam, Trường …

A reader starts where a head stands and says where the unit ends; what is no unit in particular gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from thidua.mentions.unit_heads import (
    BORDER_POSTS,
    COMMITTEES,
    CONTRACTED,
    FREE_WORDS,
    NAMED,
    PLACE_HEADS,
    PLACE_UNIONS,
    POLICE,
    SQUADS,
    WITHIN,
)
from thidua.mentions.unit_names import NameReader
from thidua.mentions.unit_patterns import (
    ACTS_ON_SOME,
    BLOCK,
    BLOCK_NAMED,
    CASE_CODE,
    CLUSTER,
    CODE,
    CODE_BEHIND,
    COUNTED_NEXT,
    DENIED_NEXT,
    GATE,
    NOT_BO,
    NOT_DOI,
    NOT_PHONG,
    NUMBERED,
    OF_AREA,
    OF_MINISTRY,
    SCHOOL,
    SHORT_IN_BRACKETS,
    TAIL_CODES,
    TAILS,
    TASK_FORCE,
    TEAM_MORE,
    TEAM_SHORT,
)
from thidua.mentions.unit_value import Level, UnitValue, expand
from thidua.registry_model import Department

Found = tuple[int, int, UnitValue, str]  # start, end, value, rule


_ALL_SCHOOLS = regex.compile(
    r"(?:cand|công an nhân dân)(?=\s*(?:[.,;:()]|$)|\s+(?:cũng|đã|vừa|được|có|và|nhận)(?!\w))"
)  # «các học viện, trường CAND»


class UnitReader(NameReader):
    """Reads the unit whose head stands at a place of one text."""

    def read(self, start: int, end: int) -> Iterator[Found]:
        """Yield what begins with the head at `start:end`."""
        head = self.key[start:end]
        body = self._body(start)
        if body is not None:
            yield body
            return
        if head in COMMITTEES:
            yield from self._committee(start, end, head)
        elif head in PLACE_HEADS:
            if head == "ca" and self.text[start:end] != "CA":
                return
            for item in self.places.units(PLACE_HEADS[head], start, self._after(end)):
                yield (*item, "unit.place")
        elif head in CONTRACTED:
            if self.text[start:end].isupper():
                items = list(self.places.units(POLICE, start, end, contracted=CONTRACTED[head]))
                if head in ("catp", "cat") or any(value.place for *_, value in items):
                    yield from ((*item, "unit.contracted") for item in items)
        elif head in self.registry.police_abbreviations:
            if self.text[start:end].isupper():
                yield self._abbreviated(start, end, self.registry.police_abbreviations[head])
        elif head == "phòng":
            yield from self._department(start, end)
        elif head == "đội":
            yield from self._team(start, end)
        elif head in ("cụm", "cụm thi đua", "khối", "khối thi đua"):
            yield from self._cluster(start)
        elif head == "tổ công tác":
            match = TASK_FORCE.match(self.key, start)
            if match is not None:
                yield self._found(start, match.end(), f"Tổ công tác {match[1].upper()}", "doi", "unit.task-force")
        elif head in WITHIN:
            yield from self._within(start, end, head)
        elif head in NAMED:
            yield from self._named(start, end, head)

    def code(self, start: int) -> Found | None:
        """Return the unit of a bare code: «PC45», «C04»; also behind its head."""
        match = CODE.match(self.text, start)
        if match is None:
            return None
        code = f"{match[1]}{match[2]}{match[3]}" if match[1] else f"{match[4]}{match[5]}"
        return self._coded(start, match.end(), code)

    def _coded(self, start: int, end: int, code: str) -> Found | None:
        unit = self.registry.coded(code)
        if unit is None:
            if not code.startswith("P"):
                return None
            return self._found(start, end, f"Phòng {code}", "phong", "unit.code", code=code)
        if isinstance(unit, Department):
            return self._found(start, end, unit.full(), "phong", "unit.code", entry=unit.id, code=code)
        return self._found(start, end, unit.names[0], unit.level, "unit.code", entry=unit.id, code=code)  # type: ignore[arg-type]

    def _found(self, start: int, end: int, name: str, level: Level, rule: str, **more: object) -> Found:
        return start, end, UnitValue(self.text[start:end], name, level, **more), rule  # type: ignore[arg-type]

    def _after(self, end: int) -> int:
        """Return where the word behind a head begins."""
        return end + 1 if self.key[end : end + 1] in (" ", ".") else end

    def _body(self, start: int) -> Found | None:
        found = self.registry.body_names.at(self.key, start)
        if found is None:
            return None
        end, values = found
        body, name = values[0]
        if body.level == "bao" and not self.text[start:end].isupper() and self.key.startswith("báo cáo", start):
            return None
        # «bộ Công an» is the Ministry, «cán bộ Công an huyện» is not.
        if self.text[start].islower() and NOT_BO.search(self.key, max(0, start - 8), start):
            return None
        if self.text[start:end].islower() and body.id != "bo-cong-an":
            return None
        code = CODE_BEHIND.match(self.text, end)
        if code is not None and regex.sub(r"\W", "", code[1]) in {one for one, _ in body.codes}:
            end = code.end()
        return self._found(start, end, name, body.level, "unit.body", entry=body.id)  # type: ignore[arg-type]

    def _abbreviated(self, start: int, end: int, province: str) -> Found:
        state = self.registry.province(province)
        assert state is not None
        return self._found(start, end, state.force, "tinh", "unit.abbreviation", place=province, kind=state.kind)

    def _committee(self, start: int, end: int, head: str) -> Iterator[Found]:
        level, kind = COMMITTEES[head]
        written = PLACE_HEADS[head]
        if self.key[end : end + 1] == " ":
            inner = self.places.kind_at(end + 1)
            name = self.places.name_at(inner[0] if inner else end + 1, kind)
            if name is not None and (name[2] or self.registry.district_names.get(name[1])):
                place = "Thành phố Hồ Chí Minh" if name[1] == "Hồ Chí Minh" else name[1]
                yield self._found(
                    start, name[0], f"{written} {place}", level, "unit.committee", place=name[1], kind=kind
                )
                return
        # «các tỉnh đoàn, thành đoàn» names none.
        if level == "doan-the" and self.text[start].islower():
            return
        yield self._found(start, end, written, level, "unit.committee", kind=kind, bare=True)

    def _department(self, start: int, end: int) -> Iterator[Found]:
        listed = self.key.startswith(": ", end) and self.key.endswith(
            "các ", 0, start
        )  # «các phòng: Tham mưu, Hậu cần»
        if NOT_PHONG.search(self.key, max(0, start - 8), start) or not (listed or self.key[end : end + 1] == " "):
            return
        item = self.department_item(start, end + 1 + listed, listed=False)
        if item is not None:
            yield item

    def department_item(self, start: int, at: int, *, listed: bool) -> Found | None:
        """Return a department whose name or code stands at `at`; `listed`, without its head, it must show a capital."""
        code = CODE.match(self.text, at)
        if code is not None:
            found = self.code(at)
            if found is None or found[2].level != "phong":
                return None
            name = (
                self.registry.department_names.at(self.key, found[1] + 1)
                if self.key[found[1] : found[1] + 1] == " "
                else None
            )
            if name is not None and name[1][0][0].id == found[2].entry:
                return self._entry(start, name[0], name[1][0])
            return self._found(
                start, found[1], found[2].name, "phong", "unit.code", entry=found[2].entry, code=found[2].code
            )
        known = self.registry.department_names.at(self.key, at)
        if known is not None and (not listed or self.text[at].isupper()):
            return self._entry(start, known[0], known[1][0])
        if listed:
            return None
        number = NUMBERED.match(self.key, at - 1)
        if number is not None:
            if self.text[start] == "P" and OF_MINISTRY.match(self.key, number.end()):
                return self._found(start, number.end(), f"Phòng {number[1]}", "phong", "unit.number")
            return None
        stop = self.words_end(at)
        if stop is None or self.text[start] != "P" or " " not in self.key[at:stop]:
            return None
        return self._found(start, stop, f"Phòng {expand(self.text[at:stop])}", "phong", "unit.department-words")

    def _entry(self, start: int, end: int, entry: tuple[Department, str]) -> Found:
        department, name = entry
        behind = CODE_BEHIND.match(self.text, end)
        code = regex.sub(r"\W", "", behind[1]) if behind else None
        if behind is not None and code in {one for one, _ in department.codes} | {
            code if code and code[0] == "P" else None
        }:
            end = behind.end()
        else:
            code = None
        return self._found(
            start, end, department.full(name), "phong", "unit.department", entry=department.id, code=code
        )

    def _team(self, start: int, end: int) -> Iterator[Found]:
        if NOT_DOI.search(self.key, max(0, start - 8), start) or self.key[end : end + 1] != " ":
            return
        at = end + 1
        number = NUMBERED.match(self.key, end)
        if number is not None:
            if self.text[start] == "Đ" or self.key.startswith(" số", end):
                yield self._found(start, number.end(), f"Đội {self.key[at : number.end()]}", "doi", "unit.team")
            return
        known = self.registry.department_names.at(self.key, at)
        stop = known[0] if known else None
        words = self.words_end(at)
        if stop is None or (words is not None and words > stop):
            stop = words
        if stop is None:
            return
        if (acts := ACTS_ON_SOME.fullmatch(self.key, at, stop)) and COUNTED_NEXT.match(self.key, stop):
            stop = acts.end("name")
        if (denied := DENIED_NEXT.match(self.key, at, stop)) is not None:
            stop = denied.end("name")
        name = expand(self.text[at:stop])
        tail = TAIL_CODES.match(self.text, stop)
        if tail is not None:
            name += "".join(f" - {TAILS[code]}" for code in regex.findall(r"\p{Lu}+", tail[0]))
            stop = tail.end()
        if (more := TEAM_MORE.match(self.key, stop)) and self.text[more.start() : more.end()].islower():
            name += expand(self.text[stop : more.end()])
            stop = more.end()
        elif short := TEAM_SHORT.match(self.text, stop):
            name += short[0]
            stop = short.end()
        short = SHORT_IN_BRACKETS.match(self.text, stop)
        tail_start = behind = short.end() if short else stop
        number = NUMBERED.match(self.key, behind)
        area = OF_AREA.match(self.text, behind)
        if area is not None:
            stop = area.end()
        elif number is not None:
            stop = number.end()
        elif self.key[behind : behind + 1] == " " and (proper := self._proper(behind + 1)) is not None:
            stop = proper
        else:
            tail_start = stop
        name = f"{name[0].upper()}{name[1:]}{expand(self.text[tail_start:stop])}"
        yield self._found(start, stop, f"Đội {name}", "doi", "unit.team")

    def _cluster(self, start: int) -> Iterator[Found]:
        block = BLOCK.match(self.text, start)
        if block is not None:
            yield self._found(start, block.end(), f"Khối thi đua {block[1]}", "cum-khoi", "unit.block")
            return
        match = CLUSTER.match(self.key, start)
        if match is not None:
            if match[2] and (self.text[start] != "C" or not self.clusters):
                return
            kind = "Khối" if self.key.startswith("khối", start) else "Cụm"
            number = (match[1] or match[2]).upper().lstrip("0")
            yield self._found(start, match.end(), f"{kind} thi đua số {number}", "cum-khoi", "unit.cluster")
            return
        named = BLOCK_NAMED.match(self.text, start)
        if named is not None and not self.starts_head(named.start(1)):
            kind = "Khối" if self.key.startswith("khối", start) else "Cụm"
            yield self._found(start, named.end(), f"{kind} thi đua {expand(named[1])}", "cum-khoi", "unit.block")

    def _within(self, start: int, end: int, head: str) -> Iterator[Found]:
        written, level = WITHIN[head]
        if head == "văn phòng":
            office = self.registry.department_names.at(self.key, end + 1)
            if office is not None and office[1][0][0].head == "Văn phòng":
                yield self._entry(start, office[0], office[1][0])
                return
        if head == "ban chuyên án":
            code = CASE_CODE.match(self.text, end)
            if code is not None:
                yield self._found(start, code.end(), f"Ban chuyên án {code[1]}", level, "unit.case-team")
                return
        if self.key[end : end + 1] == " ":
            inner = next(iter(self.inner(end + 1)), None)
            if inner is not None and (
                level != "phong" or head == "thanh tra" or inner[2].level in ("tinh", "huyen", "bo")
            ):
                value = inner[2]
                entry = "dept.thanh-tra" if head == "thanh tra" and value.level == "tinh" else None
                name = f"{written} {value.name}"
                if value.level == "tinh":  # the parent says which: «Đoàn Thanh niên Công an tỉnh»
                    name = f"{written} {POLICE} {value.kind}"
                if head.startswith("cơ quan"):
                    name = written
                yield self._found(
                    start,
                    inner[1],
                    name,
                    level,
                    "unit.within",
                    entry=entry,
                    bare=value.bare,
                    parent=value,
                    parent_span=(inner[0], inner[1]),
                )
                return
        if head in PLACE_UNIONS and self.places.kind_at(end + 1):
            for first, last, value in self.places.units(written, start, end + 1):
                yield first, last, replace(value, level=level), "unit.place"
        if head == "ban chuyên án":
            yield self._found(start, end, written, level, "unit.case-team", bare=True)
        elif head.startswith("cơ quan") and self.text[start].isupper():
            yield self._found(start, end, written, level, "unit.within", bare=True)

    def inner(self, start: int) -> Iterator[Found]:
        """Yield the unit whose head stands at `start`, if one does."""
        head = self.heads.match(self.key, start)
        if head is not None and head[0] not in WITHIN:
            yield from self.read(start, head.end())

    def _named(self, start: int, end: int, head: str) -> Iterator[Found]:
        level = NAMED[head]
        written = expand(self.text[start].upper() + self.text[start + 1 : end])
        if head in ("cục", "tổng cục") and (code := CODE.match(self.text, end + 1)) and self.key[end] == " ":
            found = self.code(end + 1)
            if found is not None:
                yield self._found(
                    start, code.end(), found[2].name, level, "unit.code", entry=found[2].entry, code=found[2].code
                )
            return
        if (
            head == "trung tâm"
            and (known := self.registry.department_names.at(self.key, end + 1))
            and known[1][0][0].head == "Trung tâm"
        ):
            yield self._entry(start, known[0], known[1][0])
            return
        if head == "trại tạm giam" and (jail := next(iter(self.inner(end + 1)), None)) and jail[2].level == "tinh":
            yield self._found(
                start,
                jail[1],
                f"Trại tạm giam {POLICE} {jail[2].kind}",
                level,
                "unit.within",
                entry="dept.trai-tam-giam",
                bare=jail[2].bare,
                parent=jail[2],
                parent_span=(jail[0], jail[1]),
            )
            return
        if self.key[end : end + 1] != " " or (head == "sở" and self.text[start] != "S"):
            if head == "trại tạm giam":
                yield self._found(
                    start, end, "Trại tạm giam", level, "unit.named", entry="dept.trai-tam-giam", bare=True
                )
            return
        if head in BORDER_POSTS and (gate := GATE.match(self.key, end)) is not None:
            written += self.text[end : gate.end()]  # «Đồn Biên phòng cửa khẩu cảng Chân Mây»
            end = gate.end()
        at = end + 1
        kind = SCHOOL.match(self.key, at) if head == "trường" else None
        if head == "trường" and (kind is None or _ALL_SCHOOLS.match(self.key, at)):
            return
        number = NUMBERED.match(self.key, end)
        if number is not None and head in (
            "trung đoàn",
            "tiểu đoàn",
            *SQUADS,
            "trại giam",
            "trại tạm giam",
            "bệnh viện",
            "đồn công an",
        ):
            yield self._found(start, number.end(), f"{written} {self.key[at : number.end()]}", level, "unit.named")
            return
        free = head in (*FREE_WORDS, *BORDER_POSTS) or level in ("trai-giam", "bao", "doi", "xa")
        stop = self._description(at, free=free and head not in SQUADS)  # «Tiểu đội Nuôi quân» has no proper name
        if kind is not None and (
            stop is None or stop < kind.end()
        ):  # «Trường Tiểu học Mường Bú»: «học» is no name's word
            stop = self._run(kind.end() + 1) if self.key[kind.end() : kind.end() + 1] == " " else None
        if stop is not None and not (
            head in ("báo", "viện", "sở", "trường", "cục") and self.text[at:stop].isupper() and stop - at > 6
        ):
            number = NUMBERED.match(self.key, stop) if level in ("tieu-doan", "trung-doan", "hoc-vien") else None
            stop = number.end() if number else stop
            yield self._found(start, stop, f"{written} {expand(self.text[at:stop])}", level, "unit.named")
        elif head == "trại tạm giam":
            yield self._found(start, end, "Trại tạm giam", level, "unit.named", entry="dept.trai-tam-giam", bare=True)
