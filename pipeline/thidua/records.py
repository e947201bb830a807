"""The only schema: what an article is and what is read from it.

Writers, table columns and the JSON Schema derive from these models. Codes are those of the annotation
guide; offsets count characters of the article's text as it was read, before cleaning.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Form = Literal[
    "huan-chuong",
    "huy-chuong",
    "danh-hieu-vinh-du",
    "danh-hieu-thi-dua",
    "co-thi-dua",
    "bang-khen",
    "giay-khen",
    "ky-niem-chuong",
    "thu-khen",
    "giai-thuong",
    "bieu-duong",
    "khen-thuong",
]
# The forms that do not say what was given: «khen thưởng», «biểu dương».
VAGUE_FORMS = ("khen-thuong", "bieu-duong")
CERTIFICATES = ("bang-khen", "giay-khen")
# The forms whose proper name is part of what they are.
NAMED_FORMS = frozenset(
    {"huan-chuong", "huy-chuong", "danh-hieu-vinh-du", "danh-hieu-thi-dua", "ky-niem-chuong", "giai-thuong"}
)
Authority = Literal[
    "chu-tich-nuoc",
    "quoc-hoi",
    "thu-tuong",
    "bo-cong-an",
    "tong-cuc",
    "bo-nganh",
    "dang",
    "doan-the",
    "ubnd-tinh",
    "ubnd-huyen",
    "ubnd-xa",
    "cong-an-tinh",
    "cong-an-huyen",
    "cong-an-xa",
    "so-nganh",
    "cac-cap",
    "khac",
]
RecipientKind = Literal["tap-the", "ca-nhan", "tap-the-ca-nhan", "ho-gia-dinh", "khac"]
Qualifier = Literal["exact", "approx", "at-least"]
Status = Literal["awarded", "proposed", "planned"]
Role = Literal["total", "part"]
Listing = Literal["all", "some"]
BlockKind = Literal["title", "body", "caption", "timestamp", "byline", "boilerplate"]
Confidence = Annotated[float, Field(ge=0, le=1)]


class Record(BaseModel):
    """Base of everything that crosses a border: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Article(Record):
    """One article as it was read; `text` is never changed afterwards, offsets count its characters."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None  # ISO date, or year-month where the day is not known
    path: str | None = None  # the file it came from
    captions: tuple[tuple[int, int], ...] = ()  # spans of `text` that the reader knows to be photo captions


class Evidence(Record):
    """A stretch of the article: `quote == article.text[start:end]`, always."""

    start: int
    end: int
    quote: str
    block: BlockKind = "body"


class FieldEvidence(Record):
    """Where one field of a record was read; start and end are null where a rule inferred it."""

    start: int | None
    end: int | None
    quote: str | None
    rule: str


class Recipient(Record):
    """A recipient that the text names."""

    name: str
    rank: str | None = None
    position: str | None = None
    unit: str | None = None
    start: int
    end: int


class Award(Record):
    """One reported number (or one named group) of one award form for one kind of recipient."""

    id: str
    form: Form
    name: str | None = None
    class_: Literal[1, 2, 3] | None = Field(default=None, alias="class")
    authority: tuple[Authority, ...] = ()
    recipient: RecipientKind
    count: int | None
    qualifier: Qualifier = "exact"
    luot: bool = False
    status: Status = "awarded"
    recipient_unit: str | None = None
    recipient_unit_full: str | None = None  # full name as of the article's date
    recipients: tuple[Recipient, ...] = ()
    period: tuple[str, str] | None = None
    group: str | None = None
    role: Role | None = None
    listing: Listing | None = None  # of a part: whether the wording lists all parts («gồm») or some («trong đó có»)
    evidence: tuple[Evidence, ...]
    fields: dict[str, FieldEvidence] = {}
    rule: tuple[str, ...] = ()
    confidence: Confidence = 1.0


class RankedPerson(Record):
    """A person named with a rank of the police or army."""

    rank: str
    person: str
    position: str | None = None
    evidence: tuple[Evidence, ...]
    rule: tuple[str, ...] = ()
    confidence: Confidence = 1.0


class StatedDate(Record):
    """A date, period or year that the text states: `2019`, `2020-09`, `2020-09-15` or `from/to`; XXXX for a year that cannot be told."""

    text: str
    value: str
    evidence: tuple[Evidence, ...]
    rule: tuple[str, ...] = ()
    confidence: Confidence = 1.0


class NamedUnit(Record):
    """A unit that the article names: full name and the body directly above it."""

    name: str
    parent: str | None = None
    evidence: tuple[Evidence, ...]
    rule: tuple[str, ...] = ()
    confidence: Confidence = 1.0


class Problem(Record):
    """Something a reader should know: what is unsure in a record, or why a file gave no article."""

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    record: str | None = None
    start: int | None = None
    end: int | None = None


class Extraction(Record):
    """All that one article says."""

    id: str
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published: str | None = None
    home: str | None = None
    text_hash: str | None = None  # of the text as it was read; corrections are keyed by it
    rules_version: str | None = None  # of the program and the rules that read it
    units: tuple[NamedUnit, ...] = ()
    awards: tuple[Award, ...] = ()
    ranks: tuple[RankedPerson, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    problems: tuple[Problem, ...] = ()


def text_hash(text: str) -> str:
    """Return the hash that identifies an article's text, whatever its id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def record_id(article: str, *parts: object) -> str:
    """Return the stable id of a record: a hash of the article's id and of what places the record in it."""
    return hashlib.sha256("\x1f".join([article, *map(str, parts)]).encode()).hexdigest()[:16]
