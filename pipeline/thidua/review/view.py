"""Rendering: one Jinja environment that escapes everything, and what every template may call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from thidua.review.auth import reviewer
from thidua.review.findings import finding_text
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
_ANY_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_REMEMBERED = 4096  # words that are made of few values again and again


def shown(text: object) -> Markup:
    """Return text as it is safe to stand in a page, with control characters as their pictures.

    >>> shown("<b>\x07")
    Markup('&lt;b&gt;␇')
    """
    told = str(text)
    return escape(told.translate(_CONTROLS) if _ANY_CONTROL.search(told) else told)


class _Environment(Environment):
    """Looks a name up in a row before it looks for a method of it: rows are what templates mostly ask."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return obj[attribute] if type(obj) is dict else getattr(obj, attribute)
        except (KeyError, AttributeError):
            return super().getattr(obj, attribute)


class Translated(Extension):
    """Put the words of `_("…")` into a template while it is compiled: there is one environment for each language."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens with each call of `_` on a text replaced by the text's translation."""
        translate = self.environment.filters["_"]
        tokens = list(stream)
        number = 0
        while number < len(tokens):
            one = tokens[number]
            following = tokens[number + 1 : number + 4]
            if one.test("name:_") and [token.type for token in following] == _CALL_OF_TEXT:
                yield Token(one.lineno, "string", translate(following[1].value))
                number += 4
            else:
                yield one
                number += 1


_CALL_OF_TEXT = ["lparen", "string", "rparen"]


@cache
def environment(language: str) -> Environment:
    """Return the environment of all templates in a language; what turns values into words are filters, which are the quickest."""
    made = _Environment(
        loader=PackageLoader("thidua.review"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )  # fmt: skip
    translate = translator(language)
    form = lru_cache(_REMEMBERED)(partial(form_text, translate))
    period = lru_cache(_REMEMBERED)(partial(period_text, translate))
    made.filters |= {
        "_": translate,
        "shown": shown,
        "day": lru_cache(_REMEMBERED)(day_text),
        "number": lambda value: number_text(value, language),
        "points_text": lambda value: points_text(value, language),
        "decimal": lambda value: decimal_text(value, language),
        "form_text": lambda award: form(award.form, award.name, award.class_),
        "count_text": lambda count, qualifier, luot: count_text(translate, count, qualifier, luot, language),
        "grantor_text": lambda authority: grantor_text(translate, authority),
        "period_text": lambda days: period(*days),
        "finding_text": lru_cache(_REMEMBERED)(partial(finding_text, language)),
        "value_text": lambda value, facet: value_text(translate, facet, value),
    }
    made.add_extension(Translated)
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
    state = of(request)
    told: dict[str, Any] = {
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
    }
    page = environment(language).get_template(template).render(told | context)
    response = HTMLResponse(page, status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", language, max_age=31_536_000, httponly=True, samesite="strict")
    return response
