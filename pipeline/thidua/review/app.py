"""The application: routers, middleware and errors put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from thidua.db.errors import DatabaseError
from thidua.review.auth import SignInNeeded, admit
from thidua.review.languages import N_
from thidua.review.pages import (
    articles,
    audit,
    awards,
    health,
    overview,
    preferences,
    queue,
    scores,
    sign_in,
    units,
    upload,
)
from thidua.review.safety import Headed, KnownHosts, Limited, guard
from thidua.review.settings import Settings
from thidua.review.state import State
from thidua.review.view import render

ROUTERS = (overview, awards, audit, scores, queue, upload, units, articles, preferences, sign_in, health)


def create_app(settings: Settings) -> FastAPI:
    """Return the application for a database; raise DatabaseError where it cannot be used.

    Every route asks who is there (`admit`) and lets no write pass that is not from a form of the page (`guard`). Whoever made it ends it with `app.state.thidua.close()`.
    """

    app = FastAPI(
        lifespan=_few_threads,
        title="thidua", docs_url=None, redoc_url=None, openapi_url=None,
        dependencies=[Depends(admit), Depends(guard)],
        middleware=[
            Middleware(Headed),
            Middleware(KnownHosts, names=(settings.host, *settings.hosts)),
            Middleware(Limited),
            Middleware(
                SessionMiddleware, secret_key=settings.secret, session_cookie="thidua", same_site="strict", max_age=86_400
            ),
        ],
        exception_handlers={
            SignInNeeded: _sign_in,
            StarletteHTTPException: _told,
            RequestValidationError: _not_understood,
            OperationalError: _busy,
            DatabaseError: _failed,
        },
    )  # fmt: skip
    app.state.thidua = State.open(settings)
    for module in ROUTERS:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=str(files("thidua.review").joinpath("static"))), name="static")
    return app


def ask_ahead(app: FastAPI) -> None:
    """Work out what the first readers of a large database would wait for."""
    state: State = app.state.thidua
    overview.shared(state)
    scores.shared(state)


_THREADS = 2


@asynccontextmanager
async def _few_threads(_app: FastAPI) -> AsyncIterator[None]:
    """Let few requests compute at a time: more threads only take turns, and all of them wait longer (docs/database.md)."""
    current_default_thread_limiter().total_tokens = _THREADS
    yield


async def _sign_in(_request: Request, error: Exception) -> Response:
    assert isinstance(error, SignInNeeded)
    return RedirectResponse(error.target, 303)


_TITLES = {
    400: N_("Yêu cầu không hợp lệ"),
    401: N_("Cần đăng nhập"),
    403: N_("Không được phép"),
    404: N_("Không tìm thấy"),
    413: N_("Quá lớn"),
    422: N_("Không hiểu yêu cầu"),
    503: N_("Cơ sở dữ liệu đang bận"),
}


def _answer(request: Request, status: int, detail: Any, headers: Any = None) -> Response:
    """Return an error as the kind of page that was asked for."""
    if "text/html" in request.headers.get("accept", "") and "session" in request.scope:
        response = render(request, "error.html", status, title=_TITLES.get(status, N_("Có lỗi")), detail=str(detail))
    else:
        response = JSONResponse({"detail": detail}, status)
    response.headers.update(headers or {})
    return response


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    detail = error.detail if error.detail != "Not Found" else N_("không có trang này")
    return _answer(request, error.status_code, detail, error.headers if isinstance(error, HTTPException) else None)


async def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors()]
    return _answer(request, 422, "; ".join(told))


async def _busy(request: Request, error: Exception) -> Response:
    if "locked" not in str(error):
        raise error
    return _answer(request, 503, N_("chương trình khác đang ghi vào cơ sở dữ liệu; thử lại sau ít phút"))


async def _failed(request: Request, error: Exception) -> Response:
    return _answer(request, 503, str(error))
