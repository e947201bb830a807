"""What every request passes before a page sees it: whose host, how large, from whom, and with what headers it leaves."""

from __future__ import annotations

import ipaddress
import secrets
import time
from collections.abc import Iterable

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thidua.review.languages import N_

LARGEST = 12_000_000  # bytes of a request; one upload of several saved pages
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Headed:
    """Put the safety headers on every answer, with the time that it took; nothing but static files is kept by a browser or a proxy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        started = time.perf_counter()

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["server-timing"] = f"app;dur={1000 * (time.perf_counter() - started):.1f}"
                for name, value in HEADERS.items():
                    headers[name] = value
                if not str(scope["path"]).startswith("/static/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        await self._app(scope, receive, headed if scope["type"] == "http" else send)


class KnownHosts:
    """Refuse names that are not ours: a page elsewhere may point a name of its own to this machine (DNS rebinding).

    An address cannot be pointed elsewhere, so addresses pass.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = {"localhost", *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 421."""
        if scope["type"] == "http" and not self._known(Headers(scope=scope).get("host", "")):
            await PlainTextResponse("this host name is not served here\n", 421)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _known(self, host: str) -> bool:
        name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
        if name.lower() in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


class Limited:
    """Refuse bodies that are too large, whatever length they state, and bodies that are packed."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST) -> None:
        self._app, self._largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 413 or 415."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.get("content-encoding", "identity").lower() != "identity":
            await PlainTextResponse("packed requests are not taken\n", 415)(scope, receive, send)
            return
        stated = headers.get("content-length", "0")
        if not stated.isdigit() or int(stated) > self._largest:
            await PlainTextResponse("the request is too large\n", 413)(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._largest:
                raise HTTPException(413, "the request is too large")
            return message

        await self._app(scope, counted, send)


# --- writes ------------------------------------------------------------------------------------------


def csrf_token(request: Request) -> str:
    """Return the token that forms of this session carry."""
    session = request.session
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(24)
    return str(session["csrf"])


async def guard(request: Request) -> None:
    """Let a write pass only from a form of this session; every route depends on it."""
    if request.method in SAFE:
        return
    if request.app.state.thidua.settings.read_only and request.url.path != "/sign-in":
        raise HTTPException(403, N_("trang này chỉ để đọc"))
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, N_("yêu cầu đến từ trang khác"))
    wanted = str(request.session.get("csrf", ""))
    given = request.headers.get("x-csrf-token")
    if given is None:
        form = await request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=LARGEST)
        given = str(form.get("csrf", ""))
    if not wanted or not secrets.compare_digest(wanted.encode(), given.encode("utf-8", "surrogatepass")):
        raise HTTPException(403, N_("phiên làm việc đã hết hạn; tải lại trang rồi thử lại"))


_FILES, _FIELDS = 200, 60
