"""/units/{id}: what a unit received by year and form, what stands around it, its articles and what is wrong there."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import Response

from thidua.labels import FORMS
from thidua.review.charts import Cell, Chart, most, years
from thidua.review.index import Selection
from thidua.review.languages import N_, Translate, translator
from thidua.review.queries import awards as award_queries
from thidua.review.queries import units as queries
from thidua.review.state import State, of
from thidua.review.view import language_of, render

router = APIRouter()

_FORMS = 7
_RECORDS = 12
_FINDINGS = 12
_RECORDS_OF_ONE = 6  # records that are looked at for each finding: a sum is about several
Ident = Annotated[str, Path(max_length=16, pattern=r"^[0-9a-f]+$")]


@router.get("/units/{ident}", include_in_schema=False)
def page(request: Request, ident: Ident, scope: Annotated[Literal["own", "all"], Query()] = "own") -> Response:
    """Show a unit; `scope=all` counts the units below it too."""
    state = of(request)
    state.index.follow()
    with state.engine.connect() as connection:
        row = queries.unit(connection, ident)
        if row is None:
            raise HTTPException(404, N_("không có đơn vị này"))
        lower = queries.all_below(connection, row)
        idents = (ident, *lower) if scope == "all" else (ident,)
        selection = state.index.select({"unit": idents})
        shown = state.index.page(selection, "newest", _RECORDS)
        counts = state.index.select({}).counts["unit"]
        children = sorted(queries.below(connection, ident), key=lambda one: (-counts.get(one["id"], 0), one["name"]))
        told: dict[str, Any] = {
            "above": queries.above(connection, row), "children": [(one, counts.get(one["id"], 0)) for one in children],
            "predecessors": queries.predecessors(connection, ident), "states": queries.states(connection, row),
            "successor": queries.unit(connection, row["successor"]) if row["successor"] else None,
            "wrong": queries.wrong(connection, _wrong(state, ident), _FINDINGS), "rows": award_queries.rows(connection, shown.numbers),
        }  # fmt: skip
    chart = _chart(state, translator(language_of(request)), selection, ident, scope)
    return render(
        request, "unit.html", unit=row, scope=scope, total=selection.total, chart=chart, lower=len(lower),
        quoted=award_queries.quoted, **told,
    )  # fmt: skip


def _wrong(state: State, ident: str) -> list[int]:
    """Return the latest records of a unit that something is wrong with, by their numbers in the index."""
    selection = state.index.select({"unit": (ident,), "verdict": ("lệch",)})
    return state.index.page(selection, "newest", _FINDINGS * _RECORDS_OF_ONE).numbers


def _chart(state: State, translate: Translate, selection: Selection, ident: str, scope: str) -> Chart:
    counts = state.index.crossed(selection, "year", "form")
    forms = most(counts, 1, _FORMS)
    rows = []
    for year in years(counts):
        cells = []
        for form in forms:
            url = "/awards?" + urlencode({"unit": ident, "year": year, "form": form}) if scope == "own" else None
            cells.append(Cell(counts.get((year, form), 0), url))
        rows.append((year, tuple(cells)))
    title = translate(N_("Bản ghi theo năm và hình thức"))
    return Chart("don-vi", title, translate(N_("Năm")), tuple(translate(FORMS[form]) for form in forms), tuple(rows))


@router.get("/units/{ident}/awards.json")
def as_json(request: Request, ident: Ident) -> dict[str, Any]:
    """Return a unit with what stands around it, and its records by year and form."""
    state = of(request)
    with state.engine.connect() as connection:
        row = queries.unit(connection, ident)
        if row is None:
            raise HTTPException(404, N_("không có đơn vị này"))
        told = {
            "above": [dict(one) for one in queries.above(connection, row)],
            "below": [dict(one) for one in queries.below(connection, ident)],
            "predecessors": [dict(one) for one in queries.predecessors(connection, ident)],
        }
    selection = state.index.select({"unit": (ident,)})
    counts = state.index.crossed(selection, "year", "form")
    cells = [{"year": year or None, "form": form, "records": n} for (year, form), n in sorted(counts.items())]
    return {"unit": dict(row), **told, "records": selection.total, "counts": cells}
