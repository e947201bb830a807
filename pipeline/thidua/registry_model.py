"""Facts about units: provinces, districts, departments, central bodies, newspapers, and the days on which they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["tỉnh", "thành phố"]
KINDS = ("tỉnh", "thành phố")
DISTRICT_KINDS = ("quận", "huyện", "thị xã", "thành phố")
WARD_KINDS = ("phường", "xã", "thị trấn")
NEW_WARD_KINDS = ("phường", "xã", "đặc khu")
LEVELS = ("bo", "tong-cuc", "cuc", "bo-nganh", "dang", "doan-the", "bao", "hoc-vien", "khac")
# The last day of district police, and of districts.
DISTRICT_POLICE_UNTIL = "2025-02-28"
DISTRICTS_UNTIL = "2025-06-30"


def day_of(published: str | None) -> str | None:
    """Return a date as a day that compares with others: a month or year counts as its middle.

    >>> day_of("2020-09"), day_of("2020")
    ('2020-09-15', '2020-07-01')
    """
    if not published:
        return None
    if len(published) == 4:
        return f"{published}-07-01"
    return f"{published}-15" if len(published) == 7 else published[:10]


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which something holds, both ends included; "" is open."""

    start: str = ""
    end: str = ""

    def holds(self, day: str | None) -> bool:
        """Say whether `day` lies inside; an unknown day always does."""
        return day is None or ((not self.start or self.start <= day) and (not self.end or day <= self.end))


@dataclass(frozen=True, slots=True)
class Province:
    """A province or central city in one of its states."""

    id: str
    name: str
    kind: Kind
    period: Period
    successor: str | None
    aliases: tuple[str, ...]
    police: tuple[str, ...]
    source: str = ""  # the decree or resolution that says so

    @property
    def place(self) -> str:
        """Return kind and name: "thành phố Hải Phòng"; "Thành phố" is a part of the name of Thành phố Hồ Chí Minh."""
        kind = "Thành phố" if self.name == "Hồ Chí Minh" else self.kind
        return f"{kind} {self.name}"

    @property
    def title(self) -> str:
        """Return the name as it stands behind «Tỉnh ủy», «Thành ủy»: "Hải Phòng", "Thành phố Hồ Chí Minh"."""
        return self.place if self.name == "Hồ Chí Minh" else self.name

    @property
    def force(self) -> str:
        """Return the full name of its police: "Công an tỉnh Hà Tĩnh"."""
        return f"Công an {self.place}"


@dataclass(frozen=True, slots=True)
class District:
    """A quận, huyện, thị xã or thành phố inside a province; `province` is the id of the province on 2025-06-30."""

    province: str
    kind: str
    name: str
    end: str = DISTRICTS_UNTIL

    @property
    def place(self) -> str:
        """Return kind and name: "quận Hồng Bàng"."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a province's police."""

    id: str
    head: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    codes: tuple[tuple[str, Period], ...]
    period: Period
    verified: bool

    def full(self, name: str | None = None) -> str:
        """Return head and name: "Phòng Tham mưu"."""
        return f"{self.head} {name or self.names[0]}".strip()


@dataclass(frozen=True, slots=True)
class Body:
    """The Ministry, one of its departments, another central body or a newspaper."""

    id: str
    level: str
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    codes: tuple[tuple[str, Period], ...]
    parent: str | None
    province: str | None
    period: Period
    verified: bool


@dataclass(frozen=True, slots=True)
class Source:
    """What a masthead says about the home of an article."""

    id: str
    names: tuple[str, ...]
    hosts: tuple[str, ...]
    datelines: tuple[str, ...]
    home: str | None
    ministry: bool
    weak: bool
