"""/healthz: whether the database answers, for whoever watches the server; /openapi.json: what programs may ask."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import text

from thidua.review.state import of

router = APIRouter()


@router.get("/healthz")
def healthz(request: Request) -> dict[str, str | int]:
    """Say that the database answers and how many records the index holds."""
    state = of(request)
    with state.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return {"status": "ok", "records": len(state.index)}


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> dict[str, Any]:
    """Describe the addresses that answer programs."""
    described: dict[str, Any] = request.app.openapi()
    return described
