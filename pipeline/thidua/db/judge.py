"""What a run does with its records once they are loaded: link, audit and score them, and write what came of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection

from thidua.audit.rules import AuditRules
from thidua.db.audit import audit
from thidua.db.link import link
from thidua.db.score import rank
from thidua.registry import Registry
from thidua.scoring.scheme import Scheme
from thidua.scoring.telling import plain_rows

FINDINGS = "findings.jsonl"
SCORES = "scores.jsonl"


def judge(
    folder: Path,
    rules: AuditRules,
    scheme: Scheme,
    registry: Registry,
    found: Counter[str],
    signatures: Mapping[str, bytes] | None = None,
) -> Callable[[Connection], None]:
    """Return what links, audits and scores a database, writes both results into a folder and counts the verdicts."""

    def judged(connection: Connection) -> None:
        link(connection, signatures)
        with (folder / FINDINGS).open("w", encoding="utf-8") as stream:
            for finding in audit(connection, rules, registry):
                found[finding.verdict] += 1
                stream.write(f"{finding.model_dump_json()}\n")
        with (folder / SCORES).open("w", encoding="utf-8") as stream:
            for row in plain_rows(rank(connection, scheme, None, "unit")):
                stream.write(f"{json.dumps(row, ensure_ascii=False)}\n")

    return judged
