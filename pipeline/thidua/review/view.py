"""Rendering: one Jinja environment that escapes everything, and what every template may call."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from thidua.review.auth import reviewer
from thidua.review.languages import DEFAULT, LANGUAGES, N_, translator
from thidua.review.safety import csrf_token
from thidua.review.state import of
from thidua.review.telling import (
    count_text,
    day_text,
    decimal_text,
    form_text,
    grantor_text,
    number_text,
    period_text,
    points_text,
    value_text,
)

NAVIGATION = (
    ("/", N_("Tổng quan")),
    ("/awards", N_("Khen thưởng")),
    ("/audit", N_("Kiểm tra")),
    ("/scores", N_("Xếp hạng")),
    ("/queue", N_("Duyệt")),
    ("/upload", N_("Nạp bài")),
)
THEMES = ("auto", "light", "dark")
# Characters that HTML has no place for are shown as their pictures; line ends and tabs stay.
_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)} | {0x7F: 0x2421}


@cache
def environment() -> Environment:
    """Return the environment of all templates."""
    made = Environment(
        loader=PackageLoader("thidua.review"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )  # fmt: skip
    made.filters["shown"] = lambda text: str(text).translate(_CONTROLS)
    made.filters["day"] = day_text
    return made


def language_of(request: Request) -> str:
    """Return the language of a request: of its address, else of its cookie, else Vietnamese."""
    asked = request.query_params.get("lang") or request.cookies.get("lang")
    return asked if asked in LANGUAGES else DEFAULT


def theme_of(request: Request) -> str:
    """Return light, dark, or auto for what the reader's system says."""
    theme = request.cookies.get("theme")
    return theme if theme in THEMES else "auto"


def _without_language(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]


def render(request: Request, template: str, status: int = 200, /, **context: Any) -> Response:
    """Return a page."""
    language = language_of(request)
    translate = translator(language)
    state = of(request)
    told: dict[str, Any] = {
        "_": translate,
        "language": language,
        "languages": LANGUAGES,
        "theme": theme_of(request),
        "navigation": NAVIGATION,
        "path": request.url.path,
        "language_query": lambda code: urlencode([*_without_language(request), ("lang", code)]),
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "read_only": state.settings.read_only,
        "who": reviewer(request),
        "may_name": not state.settings.proxy_header,
        "asked": "",
        "csrf_token": "" if state.settings.read_only else csrf_token(request),
        "csrf": lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(csrf_token(request)),
        "number": lambda value: number_text(value, language),
        "points_text": lambda value: points_text(value, language),
        "decimal": lambda value: decimal_text(value, language),
        "form_text": lambda form, name=None, class_=None: form_text(translate, form, name, class_),
        "count_text": lambda count, qualifier, luot: count_text(translate, count, qualifier, luot, language),
        "grantor_text": lambda authority: grantor_text(translate, authority),
        "period_text": lambda start, end: period_text(translate, start, end),
        "value_text": lambda facet, value: value_text(translate, facet, value),
    }
    page = environment().get_template(template).render(told | context)
    response = HTMLResponse(page, status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", language, max_age=31_536_000, httponly=True, samesite="strict")
    return response
