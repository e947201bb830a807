"""/queue: one record after the other, the least certain first; accept, fix, reject and next by a key each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from thidua.db.connect import told_plainly
from thidua.db.correct import Corrected, Edit, changed_fields, correct, undo
from thidua.db.corrections import FIELDS, REVIEW, told
from thidua.db.errors import CellError, CorrectionError
from thidua.labels import AUTHORITIES, FORMS, QUALIFIERS, RECIPIENTS, STATUSES
from thidua.review.auth import named, reviewer
from thidua.review.evidence import FIELDS as SHOWN_FIELDS
from thidua.review.evidence import around, shown
from thidua.review.languages import N_
from thidua.review.pages.awards import Asked, Question
from thidua.review.queries import articles as article_queries
from thidua.review.queries import queue as queries
from thidua.review.state import State, of
from thidua.review.view import render

router = APIRouter(include_in_schema=False)

_LOG = 12
_CONFLICTS = 100
_OPTIONS: dict[str, dict[str, str]] = {
    "form": FORMS,
    "recipient": RECIPIENTS,
    "qualifier": QUALIFIERS,
    "status": STATUSES,
    "class": {"1": N_("hạng Nhất"), "2": N_("hạng Nhì"), "3": N_("hạng Ba")},
    "luot": {"false": N_("không"), "true": N_("có")},
}
# The fields as the form shows them, with their share of a row of six.
_ORDER = (
    ("form", 3), ("name", 3), ("count", 2), ("qualifier", 2), ("luot", 2), ("recipient", 2), ("class", 2), ("status", 2),
    ("recipient_unit_full", 6), ("recipient_unit", 6), ("authority", 3), ("period", 3),
)  # fmt: skip
# Reasons that a key gives without typing; the log always has one.
_ACCEPTED = "đúng với bài"
_REJECTED = "không phải khen thưởng"


@router.get("/queue")
def page(
    request: Request,
    question: Asked,
    record: Annotated[str | None, Query(max_length=16)] = None,
    told_message: Annotated[str, Query(alias="m", max_length=20)] = "",
) -> Response:
    """Show a record: the one that is asked for, else the next one that nobody has looked at."""
    return _page(request, question, record, message=_MESSAGES.get(told_message))


_MESSAGES = {
    "accepted": N_("Đã duyệt bản ghi vừa rồi."),
    "rejected": N_("Đã loại bản ghi vừa rồi."),
    "fixed": N_("Đã ghi sửa đổi."),
    "undone": N_("Đã hoàn tác."),
}


def _page(
    request: Request, question: Question, record: str | None, *, message: str | None = None, wrong: str | None = None,
    typed: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    state = of(request)
    state.index.follow()
    waiting = _waiting(question)
    selection = state.index.select(waiting.chosen, waiting.asked)
    numbers = state.index.page(selection, waiting.sort, 1, question.after).numbers
    with state.engine.connect() as connection:
        log = queries.log(connection, _LOG)
        conflicts = queries.conflicts(connection, _CONFLICTS)
        found = queries.article_of(connection, numbers[0]) if numbers else None
        if record is not None:
            rows = queries.numbers_of(connection, [record])
            found = queries.article_of(connection, rows[0]) if rows else None
            if found is None:
                raise HTTPException(404, N_("không có bản ghi này"))
        current = _current(state, connection, *found) if found else None
    return render(
        request, "queue.html", 422 if wrong else 200, question=question, left=selection.total, current=current, log=log,
        conflicts=conflicts, message=message, wrong=wrong, typed=typed or {}, options=_OPTIONS, fields=SHOWN_FIELDS,
        authorities=AUTHORITIES, chosen_record=record, accepted=_ACCEPTED, rejected=_REJECTED, state_query=_kept(question),
        order=_ORDER,
    )  # fmt: skip


def _waiting(question: Question) -> Question:
    """Return the question for records that nobody has looked at, the least certain first."""
    sort: Any = "least-sure" if question.sort == "newest" else question.sort
    return replace(question, chosen={**question.chosen, "review": ("",)}, sort=sort)


def _kept(question: Question) -> str:
    return replace(question, after=None, before=None, more=None).query()


def _current(state: State, connection: Any, record: str, article: str) -> dict[str, Any]:
    read = article_queries.article(connection, article)
    assert read is not None
    view = shown(*read, state.audit_rules.sums)
    one = next(one for one in view.records if one.award.id == record)
    number = queries.numbers_of(connection, [record])[0]
    return {
        "record": one, "number": number, "view": view, "segments": around(view, one),
        "title": view.title,
        "review": article_queries.reviews_and_units(connection, article)[0].get(record),
        "findings": [f for f in article_queries.findings(connection, article) if record in f["records"] and f["verdict"] != "khớp"],
        "cells": {field: told(one.award, field) or "" for field in FIELDS},
    }  # fmt: skip


Short = Annotated[str, Form(max_length=400)]


@router.post("/queue/{record}")
async def decide(
    request: Request, record: str, action: Annotated[Literal["accept", "reject", "fix"], Form()], question: Asked,
    who: Short = "", why: Short = "",
) -> Response:  # fmt: skip
    """Take what a person says of a record into the log, apply it, and go on to the next one."""
    form = await request.form()
    typed = {field: str(form.get(f"field-{field}", ""))[:400] for field in FIELDS if f"field-{field}" in form}
    if "authority" in typed:
        typed["authority"] = ", ".join(str(one)[:40] for one in form.getlist("field-authority") if one)
    return await run_in_threadpool(_decide, request, record, action, question, who, why, typed)


def _decide(
    request: Request, record: str, action: str, question: Question, who: str, why: str, typed: dict[str, str]
) -> Response:  # fmt: skip
    state = of(request)
    name = named(request, who)
    if not name:
        return _page(
            request, question, record, wrong=N_("Hãy ghi tên của bạn: nhật ký cần biết ai đã xem."), typed=typed
        )
    reason = why.strip() or {"accept": _ACCEPTED, "reject": _REJECTED}.get(action, "")
    if not reason:
        return _page(request, question, record, wrong=N_("Hãy ghi vì sao sửa: nhật ký cần lý do."), typed=typed)
    try:
        number = _apply(state, record, action, name, reason, typed)
    except CorrectionError as error:
        return _page(request, question, record, wrong=_refused(error), typed=typed)
    past = {"accept": "accepted", "reject": "rejected", "fix": "fixed"}[action]
    following = replace(question, after=number, before=None).query()
    return RedirectResponse(f"/queue?{following}&m={past}", 303)


def _refused(error: CorrectionError) -> str:
    """Return why a correction was not taken, with how the field is written where that is it."""
    return _HOW.get(error.field, _HOW[""]) if isinstance(error, CellError) else str(error)


_HOW = {
    "count": N_("Số lượng là một số từ 1 trở lên, như 12 hoặc 1.250."),
    "class": N_("Hạng là 1, 2 hoặc 3."),
    "period": N_(
        "Thời kỳ là một năm (2018), một ngày (9/10/2025) hoặc hai ngày (1/1/2020 - 30/6/2020), ngày đầu đứng trước."
    ),
    "": N_("Giá trị này không dùng được cho ô đó."),
}


def _apply(state: State, record: str, action: str, who: str, why: str, typed: dict[str, str]) -> int:
    """Write the entries of a decision; return the number of the record in the index."""
    with state.index.writing() as touch, told_plainly(state.engine), state.engine.begin() as connection:
        number = queries.numbers_of(connection, [record])
        if not number:
            raise CorrectionError("không có bản ghi này")
        if action == "fix":
            pair = queries.article_of(connection, number[0])
            read = article_queries.article(connection, pair[1]) if pair else None
            assert read is not None
            award = next(one for one in read[1].awards if one.id == record)
            edits = [Edit(record, field, cell, who, why) for field, cell in changed_fields(award, dict(typed))]
            if not edits:
                raise CorrectionError("không có gì thay đổi")
        else:
            edits = [Edit(record, REVIEW, "accepted" if action == "accept" else "rejected", who, why)]
        done = correct(connection, edits, state.registry, state.audit_rules, _now())
        touch(_touched(connection, done))
    return number[0]


@router.post("/queue/undo/{entry}")
def take_back(request: Request, entry: str, question: Asked, who: Short = "") -> Response:
    """Take an entry of the log back by a new one."""
    state = of(request)
    name = named(request, who) or reviewer(request)
    if not name:
        return _page(request, question, None, wrong=N_("Hãy ghi tên của bạn: nhật ký cần biết ai đã xem."))
    try:
        with state.index.writing() as touch, told_plainly(state.engine), state.engine.begin() as connection:
            done = undo(connection, entry, name, "hoàn tác", state.registry, state.audit_rules, _now())
            touch(_touched(connection, done))
    except CorrectionError as error:
        return _page(request, question, None, wrong=str(error))
    query = _kept(question)
    return RedirectResponse(f"/queue?{query}&m=undone" if query else "/queue?m=undone", 303)


def _touched(connection: Any, done: Corrected) -> list[int]:
    return queries.numbers_of(connection, sorted(done.records))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
