"""/upload: paste a text or drop files, see at once what is read from them, and add it to the database or not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from thidua.db.audit import audit
from thidua.db.connect import told_plainly
from thidua.db.link import link
from thidua.db.load import load
from thidua.extraction import extract_article
from thidua.records import Article, Extraction, Problem, text_hash
from thidua.review import intake
from thidua.review.auth import reviewer
from thidua.review.evidence import KINDS, shown
from thidua.review.languages import N_
from thidua.review.queries import upload as queries
from thidua.review.state import State, of
from thidua.review.view import render

router = APIRouter(include_in_schema=False)

Line = Annotated[str, Form(max_length=400)]
_AT_ONCE = 20_000  # records of a database that is linked and audited with each upload


@router.get("/upload")
def ask(request: Request, added: int = 0) -> Response:
    """Show the form."""
    return _form(request, added=added)


def _form(request: Request, wrong: str | None = None, added: int = 0) -> Response:
    small = len(of(request).index) <= _AT_ONCE
    return render(
        request, "upload.html", 422 if wrong else 200, wrong=wrong, added=added, small=small, taken=intake.TAKEN,
        views=None, problems=(), known={}, kinds=KINDS, packed="",
    )  # fmt: skip


@router.post("/upload")
def read(
    request: Request, text: Annotated[str, Form(max_length=intake.LONGEST)] = "", title: Line = "", source: Line = "",
    published: Annotated[str, Form(max_length=10, pattern=r"^(\d{4}-\d\d(-\d\d)?)?$")] = "",
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006
) -> Response:  # fmt: skip
    """Show what is read from a text or from files; nothing is kept yet."""
    state = of(request)
    articles: list[Article] = []
    problems: list[Problem] = []
    try:
        if text.strip():
            articles.append(intake.pasted(text, title, source, published))
        given = [intake.Given(one.filename or "", one.file.read()) for one in files if one.filename]
        for item in intake.dropped(given):
            (problems if isinstance(item, Problem) else articles).append(item)  # type: ignore[arg-type]
        if not articles and not problems:
            raise intake.RefusedError(N_("chưa có chữ nào"))
    except intake.RefusedError as error:
        return _form(request, str(error))
    with state.engine.connect() as connection:
        articles = _named(connection, articles)
        known = queries.by_text(connection, [text_hash(one.text) for one in articles])
    views = [shown(one, extract_article(one, state.rules), state.audit_rules.sums) for one in articles]
    return render(
        request, "upload.html", wrong=None, added=0, small=True, taken=intake.TAKEN, views=views, problems=problems,
        known=known, kinds=KINDS, packed=intake.packed(articles),
    )  # fmt: skip


def _named(connection: Connection, articles: list[Article]) -> list[Article]:
    """Give articles whose id another text has already an id of their own: an upload replaces nothing."""
    known = queries.by_text(connection, [text_hash(one.text) for one in articles])
    taken = queries.taken(connection, [one.id for one in articles])
    named: dict[str, Article] = {}
    for one in articles:
        ident, mark = one.id, text_hash(one.text)
        if mark in known:
            ident = known[mark]
        elif ident in taken or ident in named:
            ident = f"{ident}-{mark[:6]}"
        named.setdefault(ident, one.model_copy(update={"id": ident}))
    return list(named.values())


@router.post("/upload/add")
def add(request: Request, articles: Annotated[str, Form(max_length=20_000_000)]) -> Response:
    """Add what was shown to the database, and go to it."""
    state = of(request)
    try:
        told = intake.unpacked(articles)
    except intake.RefusedError as error:
        return _form(request, str(error))
    with state.engine.connect() as connection:
        told = _named(connection, told)
    items = [(one, extract_article(one, state.rules)) for one in told]
    _load(state, items, reviewer(request))
    if len(told) == 1:
        return RedirectResponse(f"/articles/{quote(told[0].id)}", 303)
    return RedirectResponse(f"/upload?added={len(told)}", 303)


def _load(state: State, items: list[tuple[Article, Extraction]], who: str | None) -> None:
    """Load articles; a small database is linked and audited again with them, since a load drops both."""
    small = len(state.index) <= _AT_ONCE

    def after(connection: Connection) -> None:
        if small:
            link(connection)
            list(audit(connection, state.audit_rules, state.registry))

    inputs = [f"trang duyệt: {who}" if who else "trang duyệt"]
    with state.index.writing() as touch, told_plainly(state.engine):
        load(state.engine, items, state.registry, now=_now, inputs=inputs, after=after)
        with state.engine.connect() as connection:
            touch(queries.numbers(connection, [one.id for one, _ in items]))
    if small:
        state.index.reload()  # findings of other records changed as well


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
