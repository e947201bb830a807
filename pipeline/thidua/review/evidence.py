"""An article as it is shown: its text in stretches of one colour each, and its records with the stretches they light."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from thidua.audit.rules import SumRules
from thidua.audit.sums import Sum, judge, sums_of
from thidua.records import Article, Award, Extraction, FieldEvidence
from thidua.report import Kind, Segment, headline, marks, segments, shades_of
from thidua.review.languages import N_

# What a person may correct, with the kind of colour that its evidence has.
FIELDS: dict[str, tuple[str, Kind]] = {
    "form": (N_("Hình thức"), "form"),
    "name": (N_("Tên"), "form"),
    "class": (N_("Hạng"), "form"),
    "count": (N_("Số lượng"), "count"),
    "qualifier": (N_("Độ chính xác"), "count"),
    "luot": (N_("Tính theo lượt"), "count"),
    "recipient": (N_("Đối tượng"), "recipient"),
    "authority": (N_("Cấp khen"), "authority"),
    "recipient_unit_full": (N_("Đơn vị"), "unit"),
    "recipient_unit": (N_("Đơn vị (như bài viết)"), "unit"),
    "period": (N_("Thời kỳ"), "date"),
    "status": (N_("Tình trạng"), "form"),
}
KINDS: dict[Kind, str] = {
    "form": N_("hình thức"),
    "count": N_("số lượng"),
    "recipient": N_("đối tượng"),
    "authority": N_("cấp khen"),
    "date": N_("thời gian"),
    "unit": N_("đơn vị"),
    "rank": N_("cấp bậc"),
}
_ALIASES = {"class_": "class"}


@dataclass(frozen=True, slots=True)
class Proof:
    """Where one field of a record was read: the reference of its characters, and the rule that read them."""

    name: str
    title: str
    kind: Kind
    ref: str | None  # None where a rule inferred the value
    quote: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A sum: totals above, parts below, and what adding up shows."""

    totals: tuple[Award, ...]
    parts: tuple[Award, ...]
    total: int
    added: int
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record beside the text."""

    number: int
    award: Award
    proofs: tuple[Proof, ...]

    @property
    def ref(self) -> str:
        """The reference of the whole clause."""
        return f"r{self.number}"

    def refs(self, *names: str) -> str | None:
        """Return the references of the fields that have characters, None where none has."""
        return " ".join(one.ref for one in self.proofs if one.ref and one.name in names) or None


@dataclass(frozen=True, slots=True)
class Chip:
    """A rank, date or unit beside the text."""

    text: str
    ref: str
    detail: str | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """All that the page of an article shows of its text."""

    article: Article
    extraction: Extraction
    segments: list[Segment]
    records: list[ShownRecord]
    chips: dict[Kind, list[Chip]]
    title: str
    trees: list[Tree] = field(default_factory=list)


def shown(article: Article, extraction: Extraction, rules: SumRules) -> ShownArticle:
    """Return an article with its stretches, records and sums; without text where none was kept."""
    shades = shades_of(article)
    stretches = segments(article.text, list(marks(extraction)), shades) if article.text else []
    records = [ShownRecord(n, award, tuple(_proofs(n, award))) for n, award in enumerate(extraction.awards)]
    chips: dict[Kind, list[Chip]] = {
        "unit": [Chip(one.name, f"unit-{n}", one.parent, one.rule) for n, one in enumerate(extraction.units)],
        "date": [Chip(one.text, f"date-{n}", one.value, one.rule) for n, one in enumerate(extraction.dates)],
        "rank": [
            Chip(f"{one.rank} {one.person}", f"rank-{n}", one.position, one.rule)
            for n, one in enumerate(extraction.ranks)
        ],
    }
    title = headline(article, extraction, shades)
    return ShownArticle(article, extraction, stretches, records, chips, title, list(_trees(extraction, rules)))


def _proofs(number: int, award: Award) -> list[Proof]:
    found = []
    for name, proof in award.fields.items():
        plain = _ALIASES.get(name, name)
        title, kind = FIELDS.get(plain, (plain, "form"))
        found.append(Proof(plain, title, kind, _ref(number, name, proof), proof.quote, proof.rule))
    if award.recipients:
        names = ", ".join(one.name for one in award.recipients)
        found.append(Proof("recipients", N_("Được nêu tên"), "recipient", f"r{number}.recipients", names, ""))
    return found


def _ref(number: int, name: str, proof: FieldEvidence) -> str | None:
    return f"r{number}.{name}" if proof.start is not None else None


def _trees(extraction: Extraction, rules: SumRules) -> list[Tree]:
    trees = []
    for group in sums_of(extraction.awards):
        for one in group:
            verdict, _, why = judge(one, [other for other in group if other is not one], rules)
            trees.append(_tree(one, verdict, why))
    return trees


def _tree(one: Sum, verdict: str, why: str) -> Tree:
    return Tree(one.totals, one.parts, one.total, one.added, verdict, why)


_AROUND = 500  # characters shown on both sides of a clause at least, then up to the end of the line


def around(view: ShownArticle, record: ShownRecord) -> list[Segment]:
    """Return the stretches about a record: its clause and what stands around it, the rest left out."""
    first = min(one.start for one in record.award.evidence)
    last = max(one.end for one in record.award.evidence)
    text = view.article.text
    start = text.rfind("\n", 0, max(0, first - _AROUND)) + 1
    stop = text.find("\n", last + _AROUND)
    stop = min(len(text) if stop < 0 else stop, last + 3 * _AROUND)
    kept, place = [], 0
    for one in view.segments:
        end = place + len(one.text)
        low, high = max(place, start), min(end, stop)
        if low < high:
            kept.append(replace(one, text=one.text[low - place : high - place]))
        place = end
    return kept
