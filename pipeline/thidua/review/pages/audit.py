"""/audit: what the checks found, the grave ones first, each with its arithmetic and its articles side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from thidua.labels import CHECKS
from thidua.review.auth import named
from thidua.review.languages import N_
from thidua.review.queries import audit as queries
from thidua.review.state import of
from thidua.review.telling import VERDICTS
from thidua.review.view import render

router = APIRouter()

Mark = Literal["confirmed", "explained", "rule-error", "open"]
SIZE = 20
SEVERITIES = {"error": N_("lỗi"), "warning": N_("cảnh báo"), "info": N_("ghi chú")}
MARKS = {
    "open": N_("chưa có ý kiến"),
    "confirmed": N_("đúng là sai lệch"),
    "explained": N_("giải thích được"),
    "rule-error": N_("máy đọc sai"),
}
_FACETS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("verdict", N_("Kết luận"), {key: text for key, text in VERDICTS.items() if key}),
    ("severity", N_("Mức độ"), SEVERITIES),
    ("check", N_("Phép kiểm tra"), CHECKS),
    ("mark", N_("Ý kiến"), MARKS),
)
_Values = Annotated[list[str], Query(max_length=12)]


@dataclass(frozen=True, slots=True)
class Question:
    """The state of the page, as its address says it."""

    chosen: dict[str, tuple[str, ...]]
    after: tuple[str, str] | None = None

    def url(self, suffix: str = "") -> str:
        """Return its address."""
        pairs = [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("after", ":".join(self.after))] if self.after else []
        return f"/audit{suffix}" + (f"?{urlencode(pairs)}" if pairs else "")

    def toggled(self, name: str, value: str) -> Question:
        """Return it with a value chosen, or no longer chosen."""
        now = self.chosen.get(name, ())
        values = tuple(one for one in now if one != value) if value in now else (*now, value)
        return Question({key: kept for key, kept in ({**self.chosen, name: values}).items() if kept})

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values that count: where no verdict is chosen, what is wrong."""
        return self.chosen.get(name) or (("lệch",) if name == "verdict" else ())


async def question(
    verdict: _Values = [], severity: _Values = [], check: _Values = [], mark: _Values = [],  # noqa: B006
    after: Annotated[str | None, Query(max_length=30, pattern=r"^(error|warning|info):[0-9a-f]{16}$")] = None,
) -> Question:  # fmt: skip
    """Read the state of the page from an address. `async`: it needs no thread."""
    given = {"verdict": verdict, "severity": severity, "check": check, "mark": mark}
    chosen = {name: tuple(dict.fromkeys(values)) for name, values in given.items() if values}
    place = tuple(after.split(":", 1)) if after else None
    return Question(chosen, place)  # type: ignore[arg-type]


Asked = Annotated[Question, Depends(question)]


@router.get("/audit", include_in_schema=False)
def page(request: Request, question: Asked) -> Response:
    """Show the findings."""
    return _page(request, question)


def _page(request: Request, question: Question, wrong: str | None = None) -> Response:
    state = of(request)
    state.index.follow()
    counts = state.cached("findings", queries.counts)
    with state.engine.connect() as connection:
        marks = queries.mark_counts(connection)
        found = queries.page(connection, question.values, question.after, SIZE)
    following = replace(question, after=(found[SIZE - 1].severity, found[SIZE - 1].id)) if len(found) > SIZE else None
    return render(
        request, "audit.html", 422 if wrong else 200, question=question, found=found[:SIZE], wrong=wrong,
        facets=_facets(question, counts, marks), following=following and following.url(), checks=CHECKS, severities=SEVERITIES,
        marks=MARKS, total=_total(question, counts), audited=bool(counts), anything=sum(one[3] for one in counts),
    )  # fmt: skip


def _facets(question: Question, counts: list[tuple[str, str, str, int]], marks: dict[str, int]) -> list[dict[str, Any]]:
    """Return the facets with counts under what is chosen in the others; marks are counted over all findings."""
    shown = []
    for name, title, texts in _FACETS:
        told: Counter[str] = Counter(marks)
        if name != "mark":
            told = Counter()
            for check, verdict, severity, count in counts:
                row = {"check": check, "verdict": verdict, "severity": severity}
                others = (other for other in row if other != name and question.values(other))
                if all(row[other] in question.values(other) for other in others):
                    told[row[name]] += count
        else:
            told["open"] = sum(one[3] for one in counts) - sum(n for mark, n in marks.items() if mark != "open")
        choices = [
            {
                "text": text, "count": told[value], "chosen": value in question.values(name),
                "url": question.toggled(name, value).url(),
            }
            for value, text in texts.items()
            if told[value] or value in question.values(name)
        ]  # fmt: skip
        shown.append({"name": name, "title": title, "choices": choices})
    return shown


def _total(question: Question, counts: list[tuple[str, str, str, int]]) -> int:
    return sum(
        count
        for check, verdict, severity, count in counts
        if all(
            value in (question.values(name) or (value,))
            for name, value in (("check", check), ("verdict", verdict), ("severity", severity))
        )
    )


@router.get("/audit.json")
def as_json(request: Request, question: Asked) -> dict[str, Any]:
    """Return a page of the findings with their spans, records and marks."""
    state = of(request)
    with state.engine.connect() as connection:
        found = queries.page(connection, question.values, question.after, SIZE)
    following = replace(question, after=(found[SIZE - 1].severity, found[SIZE - 1].id)) if len(found) > SIZE else None
    return {
        "findings": [
            {
                "id": one.id, "check": one.check, "verdict": one.verdict, "severity": one.severity, "message": one.message,
                "mark": one.mark, "records": [row["id"] for row in one.records],
                "evidence": [
                    {key: row[key] for key in ("article", "start", "end", "quote")}
                    for rows in one.spans.values() for row in rows
                ],
            }
            for one in found[:SIZE]
        ],
        "next": following and following.url(".json"),
    }  # fmt: skip


@router.post("/audit/{finding}", include_in_schema=False)
def mark_it(
    request: Request, finding: str, mark: Annotated[Mark, Form()], question: Asked,
    why: Annotated[str, Form(max_length=400)] = "", who: Annotated[str, Form(max_length=80)] = "",
) -> Response:  # fmt: skip
    """Take down what a person makes of a finding."""
    state = of(request)
    name = named(request, who)
    if not name or not why.strip():
        return _page(request, question, N_("Hãy ghi tên của bạn và lý do: nhật ký cần cả hai."))
    with state.index.writing(), state.engine.begin() as connection:
        if queries.one(connection, finding) is None:
            raise HTTPException(404, N_("không có phát hiện này"))
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        queries.add_mark(connection, finding, mark, name, why.strip(), at)
    return RedirectResponse(f"{question.url()}#f-{finding}", 303)
