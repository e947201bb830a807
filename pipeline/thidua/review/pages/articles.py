"""/articles/{id}: the text with every value in colour, the records beside it, each lighting the characters it was read from."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from thidua.review.evidence import FIELDS, KINDS, shown
from thidua.review.languages import N_
from thidua.review.queries import articles as queries
from thidua.review.state import of
from thidua.review.view import render

router = APIRouter()


@router.get("/articles.json")
def as_json(request: Request, id: Annotated[str, Query(max_length=1000)]) -> dict[str, Any]:
    """Return an article with all that was read from it, as corrected, in the shape of `thidua extract`."""
    with of(request).engine.connect() as connection:
        found = queries.article(connection, id)
    if found is None:
        raise HTTPException(404, N_("không có bài này"))
    article, extraction = found
    told: dict[str, Any] = extraction.model_dump(mode="json") | {"text": article.text or None}
    return told


@router.get("/articles/{ident:path}", include_in_schema=False)
def page(request: Request, ident: str, record: Annotated[str | None, Query(max_length=40)] = None) -> Response:
    """Show an article; `record` is the one that stands lit."""
    state = of(request)
    with state.engine.connect() as connection:
        found = queries.article(connection, ident)
        if found is None:
            raise HTTPException(404, N_("không có bài này"))
        article, extraction = found
        reviews, units = queries.reviews_and_units(connection, ident)
        told = {
            "reviews": reviews,
            "unit_ids": units,
            "findings": queries.findings(connection, ident),
            "corrections": queries.corrections(connection, extraction),
            "conflicts": queries.conflicts(connection, ident),
            "linked": queries.linked(connection, ident),
        }
    view = shown(article, extraction, state.audit_rules.sums)
    lit = next((one for one in view.records if one.award.id == record), None)
    return render(
        request, "article.html", view=view, title=view.title, kinds=KINDS, fields=FIELDS, lit=lit,
        **told,
    )  # fmt: skip
