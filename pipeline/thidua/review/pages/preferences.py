"""/preferences: light or dark, kept in a cookie; no more than how the page looks, so a link does it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from thidua.review.pages.sign_in import local

router = APIRouter(include_in_schema=False)


@router.get("/preferences")
def preferences(
    theme: Literal["auto", "light", "dark"], back: Annotated[str, Query(alias="next", max_length=4000)] = "/"
) -> Response:
    """Remember a theme and go back."""
    response = RedirectResponse(local(back), 303)
    response.set_cookie("theme", theme, max_age=31_536_000, httponly=True, samesite="strict")
    return response
