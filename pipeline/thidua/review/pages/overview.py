"""/: what the database holds, over time and by source, what the last runs changed, and what was left out and why."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from thidua.labels import FORMS, READING
from thidua.review.charts import Cell, Chart, most, years
from thidua.review.languages import N_, Translate, translator
from thidua.review.queries import audit as audit_queries
from thidua.review.queries import overview as queries
from thidua.review.state import State, of
from thidua.review.view import language_of, render

router = APIRouter(include_in_schema=False)

_RUNS = 8
_SOURCES = 12
_KINDS_OF_FORM = 6  # that get a colour of their own


@router.get("/")
def page(request: Request) -> Response:
    """Show the overview."""
    state = of(request)
    state.index.follow()
    selection = state.index.select({})
    told = shared(state)
    findings = told["findings"]
    sources = sorted(selection.counts["source"].items(), key=lambda one: (one[0] == "", -one[1], one[0]))
    wrong = sum(count for _, verdict, _, count in findings if verdict == "lệch")
    return render(
        request, "overview.html", size=told["size"], records=selection.total, wrong=wrong, audited=bool(findings), runs=told["runs"],
        waiting=selection.counts["review"].get("", 0), chart=coverage(state, translator(language_of(request))),
        problems=told["problems"], reading=READING, rejections=told["rejections"], sources=sources[:_SOURCES],
        more_sources=len(sources) - _SOURCES, forms=sorted(selection.counts["form"].items(), key=lambda one: -one[1]),
    )  # fmt: skip


def shared(state: State) -> dict[str, Any]:
    """Return the sums over the whole database that the page shows."""
    return {
        "size": state.cached("size", queries.size),
        "runs": state.cached("runs", lambda connection: queries.runs(connection, _RUNS)),
        "problems": state.cached("problems", queries.problems),
        "rejections": state.cached("rejections", queries.rejections),
        "findings": state.cached("findings", audit_queries.counts),
        "by year": _by_year(state),
    }


def _by_year(state: State) -> dict[tuple[str, str], int]:
    return state.cached("year × form", lambda _connection: state.index.crossed(state.index.select({}), "year", "form"))


def coverage(state: State, translate: Translate) -> Chart:
    """Return how many records each year has, by form."""
    counts = _by_year(state)
    forms = most(counts, 1, _KINDS_OF_FORM)
    others = [form for form in FORMS if form not in forms]
    rows = []
    for year in years(counts):
        cells = [
            Cell(counts.get((year, form), 0), "/awards?" + urlencode({"year": year, "form": form})) for form in forms
        ]
        rest = sum(counts.get((year, form), 0) for form in others)
        query = urlencode([("year", year), *(("form", form) for form in others)])
        rows.append((year, (*cells, Cell(rest, f"/awards?{query}"))))
    heads = (*(translate(FORMS[form]) for form in forms), translate(N_("hình thức khác")))
    title = translate(N_("Bản ghi theo năm và hình thức"))
    return Chart("ban-ghi-theo-nam", title, translate(N_("Năm")), heads, tuple(rows))
