"""/scores: rankings under a scheme and a period, a bar per form, each point with its record; two schemes side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from thidua.db.connect import told_plainly
from thidua.db.score import rank
from thidua.labels import FORMS
from thidua.review.charts import Cell, Chart
from thidua.review.languages import N_, Translate, translator
from thidua.review.queries import scores as queries
from thidua.review.state import State, of
from thidua.review.view import language_of, render
from thidua.scoring.errors import PeriodError
from thidua.scoring.periods import parse_period
from thidua.scoring.scheme import Scheme

router = APIRouter()

_SIZE = 50
_BARS = 15
_POINTS = 200
Level = Literal["unit", "force"]


@dataclass(frozen=True, slots=True)
class Question:
    """Which ranking is looked at, and beside which other one."""

    scheme: str
    period: str  # as `parse_period` reads it; empty for all time
    level: Level
    beside: str
    unit: str
    page: int

    def url(self, suffix: str = "") -> str:
        """Return its address."""
        told = {
            "scheme": self.scheme, "period": self.period, "level": "" if self.level == "unit" else self.level,
            "beside": self.beside, "unit": self.unit, "page": str(self.page) if self.page > 1 else "",
        }  # fmt: skip
        query = urlencode({name: value for name, value in told.items() if value})
        return f"/scores{suffix}" + (f"?{query}" if query else "")

    def key(self, scheme: str) -> queries.Key:
        """Return what a stored ranking is known by; raise PeriodError for a period that is none."""
        return scheme, "/".join(parse_period(self.period)) if self.period else "", self.level


async def question(
    scheme: Annotated[str, Query(max_length=60)] = "", period: Annotated[str, Query(max_length=30)] = "", level: Level = "unit",
    beside: Annotated[str, Query(max_length=60)] = "", unit: Annotated[str, Query(max_length=16)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Question:  # fmt: skip
    """Read the state of the page from an address. `async`: it needs no thread."""
    return Question(scheme, period.strip(), level, beside, unit, page)


Asked = Annotated[Question, Depends(question)]


def _scheme(state: State, name: str) -> Scheme:
    """Return one of the schemes of the rules by its id; a name from a request never names a file."""
    known = state.schemes
    found = next((one for one in known if name in (one.id, one.letter)), None) if name else known[0]
    if found is None:
        raise HTTPException(404, N_("không có cơ chế điểm này"))
    return found


def _key(asked: Question, scheme: Scheme) -> queries.Key:
    try:
        return asked.key(scheme.id)
    except PeriodError:
        raise HTTPException(422, N_("không hiểu thời kỳ; viết 2016, 2016-Q1, 2016-H1 hoặc 2016-03")) from None


@router.get("/scores", include_in_schema=False)
def page(request: Request, asked: Asked) -> Response:
    """Show a ranking."""
    state = of(request)
    state.index.follow()
    scheme = _scheme(state, asked.scheme)
    other = _scheme(state, asked.beside) if asked.beside else None
    key = _key(asked, scheme)
    offset = (asked.page - 1) * _SIZE
    stored = state.cached("rankings", queries.stored)
    total = stored.get(key, 0)
    missing = [one for one in filter(None, (scheme, other)) if _key(asked, one) not in stored]
    with state.engine.connect() as connection:
        rows = queries.ranking(connection, key, offset, _SIZE)
        units = [row["unit"] for row in rows]
        beside = queries.by_unit(connection, _key(asked, other), units) if other else {}
        points = queries.points(connection, key, asked.unit, _POINTS) if asked.unit else []
        chosen = queries.by_unit(connection, key, [asked.unit]).get(asked.unit) if asked.unit else None
    forms = _by_form(state, key, units[:_BARS])
    years = sorted((year for year in state.index.select({}).counts["year"] if year), reverse=True)
    return render(
        request, "scores.html", question=asked, scheme=scheme, other=other, schemes=state.schemes, years=years, rows=rows,
        beside=beside, total=total, missing=missing, points=points, full=len(points) == _POINTS, chosen=chosen, offset=offset,
        chart=_chart(translator(language_of(request)), asked, scheme, rows[:_BARS], forms), stored=sorted(stored),
        previous=replace(asked, page=asked.page - 1).url() if asked.page > 1 else None,
        following=replace(asked, page=asked.page + 1).url() if offset + _SIZE < total else None, replace=replace,
    )  # fmt: skip


def shared(state: State) -> None:
    """Work out the sums of the first page of each stored ranking."""
    for key in state.cached("rankings", queries.stored):
        with state.engine.connect() as connection:
            units = [row["unit"] for row in queries.ranking(connection, key, 0, _BARS)]
        _by_form(state, key, units)


def _by_form(state: State, key: queries.Key, units: list[str]) -> dict[str, dict[str, float]]:
    """Return the points of some units by form: sums over all their records, which take long in a large database."""
    return state.cached((key, *units), lambda connection: queries.by_form(connection, key, units))


def _chart(
    translate: Translate, asked: Question, scheme: Scheme, rows: Any, forms: dict[str, dict[str, float]]
) -> Chart:
    used = [form for form in (*FORMS, "") if any(form in forms.get(row["unit"], {}) for row in rows)]
    heads = tuple(translate(FORMS[form]) if form else translate(N_("điểm trừ")) for form in used)
    lines = []
    for row in rows:
        url = f"{replace(asked, unit=row['unit']).url()}#points"
        lines.append((row["unit_name"], tuple(Cell(forms.get(row["unit"], {}).get(form, 0), url) for form in used)))
    title = ": ".join((translate(N_("Điểm theo hình thức")), scheme.title))
    return Chart("xep-hang", title, translate(N_("Đơn vị")), heads, tuple(lines), "rows")


@router.get("/scores.json")
def as_json(request: Request, asked: Asked) -> dict[str, Any]:
    """Return a page of a ranking that has been worked out, with the points of each unit by form."""
    state = of(request)
    scheme = _scheme(state, asked.scheme)
    key = _key(asked, scheme)
    state.index.follow()
    with state.engine.connect() as connection:
        rows = queries.ranking(connection, key, (asked.page - 1) * _SIZE, _SIZE)
    total = state.cached("rankings", queries.stored).get(key, 0)
    forms = _by_form(state, key, [row["unit"] for row in rows])
    following = replace(asked, page=asked.page + 1).url(".json") if asked.page * _SIZE < total else None
    units = [dict(row) | {"forms": forms.get(row["unit"], {})} for row in rows]
    return {"scheme": scheme.id, "total": total, "units": units, "next": following}


@router.post("/scores", include_in_schema=False)
def work_out(
    request: Request, scheme: Annotated[str, Form(max_length=60)], period: Annotated[str, Form(max_length=30)] = "",
    level: Annotated[Level, Form()] = "unit", beside: Annotated[str, Form(max_length=60)] = "",
) -> Response:  # fmt: skip
    """Work a ranking out anew and store it; two where two are compared."""
    state = of(request)
    asked = Question(scheme, period.strip(), level, beside, "", 1)
    chosen = [_scheme(state, scheme), *([_scheme(state, beside)] if beside else [])]
    for one in chosen:
        _key(asked, one)
    window = parse_period(asked.period) if asked.period else None
    with state.index.writing(), told_plainly(state.engine), state.engine.begin() as connection:
        for one in chosen:
            rank(connection, one, window, level)
    return RedirectResponse(asked.url(), 303)
