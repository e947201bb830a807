"""/awards: the records with facets, search, order and pages; every state is an address, also as .json, .csv, .xlsx."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO, StringIO
from typing import Annotated, Any, Literal
from urllib.parse import quote, quote_plus, urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from thidua.export.workbook import write_sheet
from thidua.review.facets import BY_NAME, FACETS, NONE
from thidua.review.index import Selection
from thidua.review.languages import N_, Translate, translator
from thidua.review.queries import awards as queries
from thidua.review.state import State, of
from thidua.review.telling import value_text
from thidua.review.view import language_of, render
from thidua.sinks.csv import cell

router = APIRouter()

Sort = Literal["newest", "oldest", "count", "least-sure"]
SORTS: dict[str, str] = {
    "newest": N_("mới nhất trước"),
    "oldest": N_("cũ nhất trước"),
    "count": N_("số lớn trước"),
    "least-sure": N_("kém chắc chắn trước"),
}
SIZE = 30
_ALL_VALUES = 400  # of one facet on a page
_XLSX_ROWS = 100_000  # more is for `thidua export`, which does not keep a browser waiting
_CSV_PART = 2_000
_Values = Annotated[list[str], Query(max_length=60)]


@dataclass(frozen=True, slots=True)
class Question:
    """The state of the table, as its address says it."""

    chosen: dict[str, tuple[str, ...]]
    asked: str = ""
    sort: Sort = "newest"
    after: int | None = None
    before: int | None = None
    more: str | None = None  # a facet all of whose values are shown

    def query(self) -> str:
        """Return the address behind the question mark."""
        pairs = [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("q", self.asked)] if self.asked else []
        pairs += [("sort", self.sort)] if self.sort != "newest" else []
        pairs += [(name, str(n)) for name, n in (("after", self.after), ("before", self.before)) if n is not None]
        pairs += [("more", self.more)] if self.more else []
        return urlencode(pairs)

    def url(self, suffix: str = "") -> str:
        """Return its address; a suffix gives another format."""
        query = self.query()
        return f"/awards{suffix}" + (f"?{query}" if query else "")

    def first(self, **changes: Any) -> Question:
        """Return it with changes, from the first page on."""
        return replace(self, **({"after": None, "before": None} | changes))

    def toggler(self, facet: str) -> Callable[[str], str]:
        """Return what gives the address with a value of a facet chosen, or no longer chosen."""
        now = self.chosen.get(facet, ())
        rest = self.first(chosen={name: values for name, values in self.chosen.items() if name != facet}).query()

        def url(value: str) -> str:
            values = [one for one in now if one != value] if value in now else [*now, value]
            told = "&".join(filter(None, (*(f"{facet}={quote_plus(one)}" for one in values), rest)))
            return f"/awards?{told}" if told else "/awards"

        return url


async def question(
    form: _Values = [], year: _Values = [], quarter: _Values = [], grantor: _Values = [], recipient: _Values = [],  # noqa: B006
    force: _Values = [], unit: _Values = [], source: _Values = [], verdict: _Values = [], confidence: _Values = [],  # noqa: B006
    status: _Values = [], review: _Values = [],  # noqa: B006
    q: Annotated[str, Query(max_length=200, description="Words, without tone marks or with them")] = "",
    sort: Sort = "newest",
    after: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
    before: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
    more: Annotated[str | None, Query(max_length=20)] = None,
) -> Question:  # fmt: skip
    """Read the state of the table from an address. `async`: it needs no thread."""
    given = (form, year, quarter, grantor, recipient, force, unit, source, verdict, confidence, status, review)
    names = (
        "form", "year", "quarter", "grantor", "recipient", "force", "unit", "source", "verdict", "confidence", "status", "review",
    )  # fmt: skip
    chosen = {name: tuple(dict.fromkeys(values)) for name, values in zip(names, given, strict=True) if values}
    return Question(chosen, q.strip(), sort, after, before, more if more in BY_NAME else None)


Asked = Annotated[Question, Depends(question)]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as it is shown: its words, how many records it has, and the address that toggles it."""

    value: str
    text: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A facet as it is shown."""

    name: str
    title: str
    choices: list[Choice] = field(default_factory=list)
    hidden: int = 0  # values that are not shown
    more: str = ""


@router.get("/awards", include_in_schema=False)
def page(request: Request, question: Asked) -> Response:
    """Show the table."""
    state = of(request)
    state.index.follow()
    selection = state.index.select(question.chosen, question.asked)
    shown = state.index.page(selection, question.sort, SIZE, question.after, question.before)
    with state.engine.connect() as connection:
        rows = queries.rows(connection, shown.numbers)
        facets = _facets(connection, question, selection, translator(language_of(request)))
    active = [(facet, choice) for facet in facets for choice in facet.choices if choice.chosen]
    numbers = shown.numbers
    return render(
        request, "awards.html", question=question, selection=selection, rows=rows, quoted=queries.quoted, facets=facets,
        active=active, first=shown.before + 1, last=shown.before + len(numbers), sorts=SORTS, asked=question.asked,
        previous=question.first(before=numbers[0]).url() if shown.previous and numbers else None,
        following=question.first(after=numbers[-1]).url() if shown.following else None,
        too_many=selection.total > _XLSX_ROWS,
    )  # fmt: skip


def _facets(connection: Any, question: Question, selection: Selection, translate: Translate) -> list[Shown]:
    """Return the facets with their values in order: the most frequent first, times as the calendar has them."""
    kept: list[tuple[str, list[tuple[str, int]], int]] = []
    for facet in FACETS:
        counts = dict(selection.counts[facet.name])
        chosen = question.chosen.get(facet.name, ())
        for value in chosen:
            counts.setdefault(value, 0)
        if facet.name == "quarter" and "year" not in question.chosen and not chosen:
            continue  # quarters of all years together say little
        order = _ORDERS.get(facet.name, lambda one: (one[0] == NONE, -one[1], one[0]))
        values = sorted(counts.items(), key=order)
        limit = _ALL_VALUES if question.more == facet.name else facet.shown
        visible = [one for number, one in enumerate(values) if number < limit or one[0] in chosen]
        kept.append((facet.name, visible, len(values) - len(visible)))
    idents = {value for name, visible, _ in kept if name == "unit" for value, _ in visible if value}
    units = queries.unit_names(connection, idents)
    toggled = {name: question.toggler(name) for name, _, _ in kept}
    return [
        Shown(
            name, BY_NAME[name].title,
            [
                Choice(
                    value, units.get(value) or value_text(translate, name, value), count,
                    value in question.chosen.get(name, ()), toggled[name](value),
                )
                for value, count in visible
            ],
            hidden, question.first(more=name).url(),
        )
        for name, visible, hidden in kept
    ]  # fmt: skip


_ORDERS: dict[str, Any] = {
    "year": lambda one: (one[0] == NONE, -int(one[0]) if one[0].isdigit() else 0, one[0]),
    "quarter": lambda one: (one[0] == NONE, one[0]),
    "confidence": lambda one: one[0],
}

# --- other formats -----------------------------------------------------------------------------------


@router.get("/awards.json", response_model=dict[str, Any])
def as_json(request: Request, question: Asked, size: Annotated[int, Query(ge=1, le=1000)] = SIZE) -> Response:
    """Return a page of the records, the counts of the facets, and the address of the next page."""
    state = of(request)
    state.index.follow()
    selection = state.index.select(question.chosen, question.asked)
    shown = state.index.page(selection, question.sort, size, question.after, question.before)
    table = queries.selected_table(shown.numbers)
    with state.engine.connect() as connection:
        rows = list(table.rows(connection))
    names = [column.name for column in table.columns]
    following = question.first(after=shown.numbers[-1]).url(".json") if shown.following else None
    told = {
        "total": selection.total,
        "records": [dict(zip(names, row, strict=True)) for row in rows],
        "facets": {
            name: dict(sorted(counts.items(), key=lambda one: -one[1])[:_ALL_VALUES])
            for name, counts in selection.counts.items()
        },
        "next": following and f"{following}&size={size}",
    }
    return JSONResponse(told)  # written here: FastAPI would queue for another thread to do it


@router.get("/awards.csv", response_class=Response)
def as_csv(request: Request, question: Asked) -> Response:
    """Return all records of the selection as CSV that a spreadsheet opens right."""
    state = of(request)
    numbers = _numbers(state, question)
    return StreamingResponse(_csv(state, numbers), media_type="text/csv; charset=utf-8", headers=_named("csv"))


def _csv(state: State, numbers: Sequence[int]) -> Iterator[bytes]:
    table = queries.selected_table(numbers)
    yield "\ufeff".encode()
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in table.columns])
    with state.engine.connect() as connection:
        for number, row in enumerate(table.rows(connection)):
            writer.writerow([cell(value) for value in row])
            if number % _CSV_PART == 0:
                yield buffer.getvalue().encode("utf-8", "replace")
                buffer.seek(0)
                buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


@router.get("/awards.xlsx", response_class=Response)
def as_xlsx(request: Request, question: Asked) -> Response:
    """Return all records of the selection as a workbook."""
    state = of(request)
    numbers = _numbers(state, question)
    if len(numbers) > _XLSX_ROWS:
        raise HTTPException(
            413, N_("quá 100.000 bản ghi cho một tệp Excel; hãy lọc bớt, lấy .csv, hoặc dùng `thidua export`")
        )
    stream = BytesIO()
    base = str(request.base_url)

    def address(article: str, record: str) -> str:
        return f"{base}articles/{quote(article)}?record={quote(record)}#r-{quote(record)}"

    with state.engine.connect() as connection:
        write_sheet(connection, queries.selected_table(numbers), stream, address)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(stream.getvalue(), media_type=kind, headers=_named("xlsx"))


def _numbers(state: State, question: Question) -> list[int]:
    state.index.follow()
    selection = state.index.select(question.chosen, question.asked)
    return state.index.page(selection, question.sort, max(1, selection.total)).numbers


def _named(suffix: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="khen-thuong.{suffix}"'}
