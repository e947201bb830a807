"""report.html: one self-contained page with every article, its spans in colour, and its records beside.

Articles and problems are rendered one by one into files aside; the page around them is rendered last, and all is put
together. So memory holds the counts only, however many articles there are, or lines that are none.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TextIO

from thidua.audit.finding import Finding
from thidua.clean import split_blocks
from thidua.labels import AUTHORITIES, CHECKS, FORMS, QUALIFIERS, READING, RECIPIENTS, ROLES, STATUSES
from thidua.offsets import normalise
from thidua.records import Article, Award, BlockKind, Extraction, Problem
from thidua.sinks.columns import people, real_date

if TYPE_CHECKING:
    from jinja2 import Environment

Kind = Literal["form", "count", "recipient", "authority", "date", "unit", "rank", "record"]

KINDS: dict[Kind, str] = {
    "form": "hình thức",
    "count": "số lượng",
    "recipient": "đối tượng",
    "authority": "cấp khen",
    "date": "thời gian",
    "unit": "đơn vị",
    "rank": "cấp bậc",
}
_FIELD_KINDS: dict[str, Kind] = {
    "form": "form", "name": "form", "class": "form", "class_": "form", "status": "form",
    "count": "count", "qualifier": "count", "luot": "count", "role": "count", "group": "count",
    "recipient": "recipient", "recipients": "recipient",
    "authority": "authority",
    "period": "date",
    "recipient_unit": "unit", "recipient_unit_full": "unit",
}  # fmt: skip
# What is rendered piece by piece, in the order of the page, and what stands in its place meanwhile.
_PARTS = {name: f"<!-- {name} -->" for name in ("findings", "rejected", "problems", "articles")}
# Characters that HTML has no place for are shown as their pictures; line ends and tabs stay.
_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: 0x2421}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to colour: its kind, and the field that it is evidence of."""

    start: int
    end: int
    kind: Kind
    ref: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch of text and what part of the article it is."""

    start: int
    end: int
    block: BlockKind


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks throughout; the innermost mark gives the colour."""

    text: str
    kind: Kind | None
    also: tuple[Kind, ...]
    refs: tuple[str, ...]
    block: BlockKind


@dataclass(frozen=True, slots=True)
class Cell:
    """What a record says in one column, and the field that proves it."""

    heading: str
    text: str
    kind: Kind
    ref: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A rank, date or unit: its words and the reference to where it stands."""

    text: str
    ref: str
    detail: str | None = None


class Report:
    """A sink that writes the page; `reject` adds what could not be read.

    `findings` is the audit's file of JSON lines, which is read when the page is put together.
    """

    def __init__(self, path: Path, findings: Path | None = None) -> None:
        self._path, self._findings = path, findings
        self._parts = {name: _aside(path.parent) for name in _PARTS}
        self._environment = _environment()
        self._article = self._environment.get_template("report_article.html.j2")
        self._problem = self._environment.get_template("report_problem.html.j2")
        self._finding = self._environment.get_template("report_finding.html.j2")
        self._forms: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ExitStack() as stack:
            for part in self._parts.values():
                stack.enter_context(part)
            if error is None:
                self._judge()
                self._compose()

    def reject(self, problem: Problem) -> None:
        """Add a problem of reading."""
        self._counts["rejected"] += 1
        self._parts["rejected"].write(self._problem.render(problem=problem, reading=READING))

    def write(self, article: Article, extraction: Extraction) -> None:
        """Add one article; the first with an award stands open."""
        self._counts["articles"] += 1
        number = self._counts["articles"]
        shades = shades_of(article)
        title = headline(article, extraction, shades)
        opened = bool(extraction.awards) and not self._forms
        self._forms.update(award.form for award in extraction.awards)
        for name in ("awards", "ranks", "dates", "units", "problems"):
            self._counts[name] += len(getattr(extraction, name))
        for problem in extraction.problems:
            row = self._problem.render(problem=problem, number=number, title=title, reading=READING)
            self._parts["problems"].write(row)
        self._parts["articles"].write(
            self._article.render(
                number=number,
                title=title,
                article=article,
                extraction=extraction,
                opened=opened,
                published=vietnamese_date(extraction.published),
                segments=segments(article.text, list(marks(extraction)), shades),
                rows=[(award, cells(number, award)) for number, award in enumerate(extraction.awards)],
                chips=chips(extraction),
            )
        )

    def _judge(self) -> None:
        """Add the figures that do not agree, the grave ones first, and count what the audit found."""
        if self._findings is None:
            return
        for found in _findings(self._findings):
            self._counts[found.verdict] += 1
        for severity in ("error", "warning"):  # read again, not kept: there may be as many as records
            for found in _findings(self._findings):
                if found.verdict == "lệch" and found.severity == severity:
                    self._parts["findings"].write(self._finding.render(finding=found, checks=CHECKS))

    def _compose(self) -> None:
        page = self._environment.get_template("report.html.j2").render(
            parts=_PARTS,
            audited=self._findings is not None,
            kinds=KINDS,
            counts=self._counts,
            forms=[(FORMS[form], count) for form, count in self._forms.most_common()],
        )
        with self._path.open("w", encoding="utf-8", newline="\n") as out:
            for name, place in _PARTS.items():
                before, found, after = page.partition(place)
                if not found:  # the page has no list of problems where there are none
                    continue
                out.write(before)
                page = after
                self._parts[name].seek(0)
                shutil.copyfileobj(self._parts[name], out)
            out.write(page)


def _findings(path: Path) -> Iterator[Finding]:
    with path.open(encoding="utf-8") as lines:
        yield from map(Finding.model_validate_json, lines)


def _aside(folder: Path) -> TextIO:
    """Return a file without a name, which goes when it is closed."""
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    environment = Environment(loader=PackageLoader("thidua"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["shown"] = lambda text: text.translate(_CONTROLS)
    environment.filters["number"] = lambda number: f"{number:,}".replace(",", ".")
    environment.globals["mark"] = Markup
    return environment


def headline(article: Article, extraction: Extraction, shades: Iterable[Shade] = ()) -> str:
    """Return the title, or where none is known the first line that is part of the article."""
    if title := extraction.title or article.title:
        return title
    first = next((article.text[one.start : one.end] for one in shades if one.block in ("title", "body")), "")
    start = " ".join((first or article.text[:400]).split()) or article.id
    return start if len(start) <= 120 else start[:120].rsplit(" ", 1)[0] + "…"


def shades_of(article: Article) -> list[Shade]:
    """Return what each line of the article is: title, body, caption or a leftover of its page."""
    text = normalise(article.text)
    return [Shade(*text.to_raw(block.start, block.end), block.kind) for block in split_blocks(text, article)]


def marks(extraction: Extraction) -> Iterator[Mark]:
    """Yield what is to be coloured: each proven field of each record, then ranks, dates and units."""
    for number, award in enumerate(extraction.awards):
        for one in award.evidence:
            yield Mark(one.start, one.end, "record", f"r{number}")
        for name, proof in award.fields.items():
            if proof.start is not None and proof.end is not None:
                yield Mark(proof.start, proof.end, _FIELD_KINDS.get(name, "record"), f"r{number}.{name}")
        for recipient in award.recipients:
            yield Mark(recipient.start, recipient.end, "recipient", f"r{number}.recipients")
    kinds: tuple[tuple[str, Kind], ...] = (("ranks", "rank"), ("dates", "date"), ("units", "unit"))
    for attribute, kind in kinds:
        for index, record in enumerate(getattr(extraction, attribute)):
            for one in record.evidence:
                yield Mark(one.start, one.end, kind, f"{kind}-{index}")


def segments(text: str, found: Sequence[Mark], shades: Sequence[Shade] = ()) -> list[Segment]:
    """Cut the text where any mark begins or ends, so that overlapping marks all show.

    >>> [(s.text, s.kind) for s in segments("ba tập thể", [Mark(0, 2, "count", "a"), Mark(3, 10, "recipient", "b")])]
    [('ba', 'count'), (' ', None), ('tập thể', 'recipient')]
    """
    size = len(text)
    valid = [mark for mark in found if 0 <= mark.start < mark.end <= size]
    edges: dict[int, list[Mark]] = {0: [], size: []}
    for shade in shades:
        edges.setdefault(shade.start, [])
        edges.setdefault(shade.end, [])
    for mark in valid:
        edges.setdefault(mark.start, []).append(mark)
        edges.setdefault(mark.end, [])
    result: list[Segment] = []
    active: list[Mark] = []
    blocks = list(reversed(shades))
    places = sorted(edges)
    for start, end in itertools.pairwise(places):
        active = [mark for mark in active if mark.end > start] + edges[start]
        inner = sorted((mark for mark in active if mark.kind != "record"), key=lambda mark: mark.end - mark.start)
        kinds = list(dict.fromkeys(mark.kind for mark in inner))
        refs = dict.fromkeys(mark.ref for mark in active)
        while blocks and blocks[-1].end <= start:
            blocks.pop()
        block: BlockKind = blocks[-1].block if blocks and blocks[-1].start <= start else "body"
        result.append(Segment(text[start:end], kinds[0] if kinds else None, tuple(kinds[1:]), tuple(refs), block))
    return result


def cells(number: int, award: Award) -> list[Cell]:
    """Return what the record at `number` says, column by column; a field without a span has no reference."""
    form = " ".join(
        filter(None, (FORMS[award.form], award.name, f"hạng {_CLASSES[award.class_]}" if award.class_ else ""))
    )
    if award.form == "khen-thuong":
        form = "Khen thưởng"
    count = "không nêu" if award.count is None else f"{award.count:,}".replace(",", ".")
    if award.count is not None and award.qualifier != "exact":
        count = f"{QUALIFIERS[award.qualifier]} {count}"
    kind = RECIPIENTS[award.recipient].lower().replace(" ", "\u00a0", 1)
    named = people(award.recipients)
    unit = award.recipient_unit_full or award.recipient_unit
    authority = "; ".join(AUTHORITIES[one] for one in award.authority)
    return [
        Cell("Hình thức", form, "form", _ref(number, award, "form", "name", "class"), _note(award)),
        Cell("Số lượng", f"{count} lượt" if award.luot else count, "count", _ref(number, award, "count", "qualifier")),
        Cell(
            "Đối tượng",
            f"{kind}: {named}" if named else kind,
            "recipient",
            _ref(number, award, "recipient", "recipients"),
        ),
        Cell("Cấp khen", authority or "không nêu", "authority", _ref(number, award, "authority")),
        Cell("Đơn vị", unit or "không nêu", "unit", _ref(number, award, "recipient_unit_full", "recipient_unit")),
        Cell("Thời kỳ", _period(award) or "không nêu", "date", _ref(number, award, "period")),
    ]


_PARTS_OF_YEAR = {
    ("-01-01", "-12-31"): "năm",
    ("-01-01", "-06-30"): "6 tháng đầu năm",
    ("-07-01", "-12-31"): "6 tháng cuối năm",
    ("-01-01", "-09-30"): "9 tháng đầu năm",
    ("-01-01", "-03-31"): "quý I/",
    ("-04-01", "-06-30"): "quý II/",
    ("-07-01", "-09-30"): "quý III/",
    ("-10-01", "-12-31"): "quý IV/",
}
_CLASSES = {1: "Nhất", 2: "Nhì", 3: "Ba"}


def _ref(number: int, award: Award, *names: str) -> str | None:
    """Return the references of the fields that have a span; named recipients have spans of their own."""
    proven = [name for name in names if (proof := award.fields.get(name)) is not None and proof.start is not None]
    if "recipients" in names and award.recipients and "recipients" not in proven:
        proven.append("recipients")
    return " ".join(f"r{number}.{name}" for name in proven) or None


def _note(award: Award) -> str | None:
    parts = [STATUSES[award.status] if award.status != "awarded" else None]
    parts.append(f"{ROLES[award.role]}, nhóm {award.group}" if award.role else None)
    parts.append(f"tin cậy {award.confidence:.2f}".replace(".", ",") if award.confidence < 1 else None)
    return " · ".join(filter(None, parts)) or None


def _period(award: Award) -> str | None:
    if award.period is None:
        return None
    start, end = award.period
    if start == end:
        return vietnamese_date(start)
    if start[:4] == end[:4] and (name := _PARTS_OF_YEAR.get((start[4:], end[4:]))):
        return f"{name}{'' if name.endswith('/') else ' '}{start[:4]}"
    return f"{vietnamese_date(start)} – {vietnamese_date(end)}"


def vietnamese_date(value: str | None) -> str | None:
    """Return an ISO date as Vietnamese readers write it: 2020-09-15 → 15/9/2020; a month → 9/2020."""
    if day := real_date(value):
        return f"{day.day}/{day.month}/{day.year}"
    if value and len(value) == 7 and value[5:].isdigit():
        return f"{int(value[5:])}/{value[:4]}"
    return value


def chips(extraction: Extraction) -> list[tuple[str, Kind, list[Chip]]]:
    """Return ranks, dates and units as titled lists."""
    ranks = [Chip(f"{one.rank} {one.person}", f"rank-{i}", one.position) for i, one in enumerate(extraction.ranks)]
    dates = [Chip(one.text, f"date-{i}", one.value) for i, one in enumerate(extraction.dates)]
    units = [Chip(one.name, f"unit-{i}", one.parent) for i, one in enumerate(extraction.units)]
    titled: list[tuple[str, Kind, list[Chip]]] = [
        ("Cấp bậc", "rank", ranks),
        ("Ngày tháng", "date", dates),
        ("Đơn vị", "unit", units),
    ]
    return [group for group in titled if group[2]]
