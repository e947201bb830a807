"""/sign-in: the token that the server was started with opens a session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from thidua.review.auth import same
from thidua.review.languages import N_
from thidua.review.state import of
from thidua.review.view import render

router = APIRouter(include_in_schema=False)
_Next = Annotated[str, Query(alias="next", max_length=4000)]


def local(target: str) -> str:
    """Return a target on this server, the start for any other.

    >>> local("/awards?year=2018"), local("//elsewhere.example/"), local("https://elsewhere.example")
    ('/awards?year=2018', '/', '/')
    """
    good = target.startswith("/") and not target.startswith(("//", "/\\")) and not set(target) & set("\r\n\t\\")
    return target if good else "/"


@router.get("/sign-in")
def ask(request: Request, back: _Next = "/") -> Response:
    """Ask for the token."""
    return render(request, "sign_in.html", back=local(back), wrong=None)


@router.post("/sign-in")
def sign_in(request: Request, token: Annotated[str, Form(max_length=400)], back: _Next = "/") -> Response:
    """Open a session for the right token."""
    wanted = of(request).settings.token
    if wanted is None or not same(token.strip(), wanted):
        return render(request, "sign_in.html", 401, back=local(back), wrong=N_("Mã không đúng."))
    request.session.clear()  # a session from before the sign-in is not carried on
    request.session["in"] = True
    return RedirectResponse(local(back), 303)
