"""Who is asking: anybody on this machine, whoever gave the token, or whom the proxy in front names."""

from __future__ import annotations

import secrets
from urllib.parse import quote

from fastapi import HTTPException, Request

from thidua.review.languages import N_
from thidua.review.state import of

OPEN = ("/static/", "/healthz", "/sign-in")
_LONGEST_NAME = 80


class SignInNeeded(Exception):  # noqa: N818 - it is no error, it leads to the page of the token
    """Nobody has signed in; `target` is where to go."""

    def __init__(self, target: str) -> None:
        self.target = target


async def admit(request: Request) -> None:
    """Let a request pass, or raise; every route depends on it.

    It waits for nothing; it is `async` so that a request need not queue for a thread to be let in.
    """
    settings = of(request).settings
    if request.url.path.startswith(OPEN):
        return
    if settings.proxy_header and not request.headers.get(settings.proxy_header, "").strip():
        raise HTTPException(401, N_("proxy chưa cho biết ai đang hỏi"))
    if settings.token and not request.session.get("in") and not _bears(request, settings.token):
        if "text/html" not in request.headers.get("accept", ""):
            raise HTTPException(401, N_("cần mã truy cập"), {"www-authenticate": "Bearer"})
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        raise SignInNeeded(f"/sign-in?next={quote(asked)}")


def _bears(request: Request, token: str) -> bool:
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and same(given, token)


def same(given: str, token: str) -> bool:
    """Whether a token is the right one, in a time that does not tell how much of it is."""
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())


def reviewer(request: Request) -> str | None:
    """Return the name that goes into the log: the proxy's, else what the person has called herself."""
    header = of(request).settings.proxy_header
    if header:
        return request.headers.get(header, "").strip()[:_LONGEST_NAME] or None
    return request.session.get("who")


def named(request: Request, given: str | None) -> str | None:
    """Remember the name that a form gives, and return who is reviewing."""
    name = " ".join((given or "").split())[:_LONGEST_NAME]
    if name and not of(request).settings.proxy_header:
        request.session["who"] = name
    return reviewer(request)
