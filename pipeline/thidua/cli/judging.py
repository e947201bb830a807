"""Commands that judge what the database holds: audit, score."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.cli.common import Database, Rules

if TYPE_CHECKING:
    from thidua.audit.finding import Finding
    from thidua.scoring.engine import Ranking


class TextFormat(StrEnum):
    """How audit and score print."""

    table = "table"
    jsonl = "jsonl"


class LevelOption(StrEnum):
    """What `score` ranks."""

    unit = "unit"
    force = "force"


Format = Annotated[TextFormat, typer.Option("--format", "-f", help="jsonl: one JSON object a line.")]


def audit(
    db: Database,
    table_format: Format = TextFormat.table,
    checks: Annotated[
        list[str] | None,
        typer.Option(
            "--check", metavar="NAME", help="Show only this check (phép kiểm tra); may be given several times."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="In the table, also what agrees (khớp) and what cannot be decided (chưa đủ).")
    ] = False,
    rules: Rules = None,
) -> None:
    """Check the reported figures (kiểm tra): sums, conflicts, grantors, dates, recipients; 1 where something is wrong."""
    from typing import get_args

    from thidua.audit.finding import Check
    from thidua.audit.rules import load_audit_rules
    from thidua.db.audit import audit as run_audit
    from thidua.db.connect import open_engine, told_plainly
    from thidua.registry import load_registry
    from thidua.rulefile import rules_dir

    if wrong := [name for name in checks or () if name not in get_args(Check)]:
        raise typer.BadParameter(f"no check {wrong[0]}; checks are {', '.join(get_args(Check))}", param_hint="--check")
    audit_rules, registry = load_audit_rules(rules), load_registry(rules_dir(rules))
    engine = open_engine(db)
    counts: Counter[tuple[str, str]] = Counter()
    with told_plainly(engine), engine.begin() as connection:
        for finding in run_audit(connection, audit_rules, registry):
            counts[finding.check, finding.verdict] += 1
            if checks and finding.check not in checks:
                continue
            if table_format is TextFormat.jsonl:
                typer.echo(finding.model_dump_json())
            elif everything or finding.verdict == "lệch":
                _tell(finding)
    if table_format is TextFormat.table:
        _audit_summary(counts)
    if any(verdict == "lệch" for (_, verdict), count in counts.items() if count):
        raise typer.Exit(1)


def _tell(finding: Finding) -> None:
    severity = {"error": "LỖI", "warning": "CẢNH BÁO", "info": "ghi chú"}[finding.severity]
    typer.echo(f"{finding.verdict:8}{severity:10}{finding.check:13}{', '.join(finding.articles)}")
    typer.echo(f"    {finding.message}")
    for evidence in finding.evidence:
        typer.echo(f"      {evidence.article}:{evidence.start}-{evidence.end} «{' '.join(evidence.quote.split())}»")


def _audit_summary(counts: Counter[tuple[str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Kiểm tra", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("phép kiểm tra")
    verdicts = ("khớp", "lệch", "chưa đủ")
    for verdict in verdicts:
        table.add_column(verdict, justify="right")
    for name in sorted({check for check, _ in counts}):
        table.add_row(name, *(str(counts[name, verdict]) for verdict in verdicts))
    table.add_row("tổng", *(str(sum(n for (_, v), n in counts.items() if v == verdict)) for verdict in verdicts))
    Console().print(table)


def score(
    db: Database,
    scheme: Annotated[
        str | None,
        typer.Option("--scheme", "-s", metavar="S", help="A scheme (cơ chế điểm): letter, id or a .yaml file."),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="P", help="2016, 2016-Q1, 2016-H1, 2016-03 or 2016-01-01/2016-06-30."),
    ] = None,
    level: Annotated[
        LevelOption, typer.Option("--level", help="Rank units (đơn vị), or whole forces with all their units.")
    ] = LevelOption.unit,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="UNIT", help="Each point of a unit, with record and sentence.")
    ] = None,
    compare: Annotated[
        tuple[str, str] | None, typer.Option("--compare", metavar="A B", help="How ranks move between two schemes.")
    ] = None,
    table_format: Format = TextFormat.table,
    rules: Rules = None,
) -> None:
    """Rank units by points (xếp hạng) under an emulation scheme; each point opens its records."""
    from thidua.db.connect import open_engine, told_plainly
    from thidua.db.score import rank
    from thidua.scoring.periods import parse_period
    from thidua.scoring.scheme import find_scheme
    from thidua.scoring.telling import explained, plain_rows

    if not scheme and not compare:
        raise typer.BadParameter("say which scheme: --scheme A, or --compare A B", param_hint="--scheme")
    window = parse_period(period) if period else None
    chosen = [find_scheme(name, rules) for name in (compare or (str(scheme),))]
    engine = open_engine(db)
    with told_plainly(engine), engine.begin() as connection:
        rankings = [rank(connection, one, window, level.value) for one in chosen]
    if compare:
        _compared(rankings, table_format)
    elif explain:
        for line in explained(rankings[0], explain):
            typer.echo(line)
    elif table_format is TextFormat.jsonl:
        for told in plain_rows(rankings[0]):
            typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _ranking_table(rankings[0])


def _ranking_table(ranking: Ranking) -> None:
    from rich.console import Console
    from rich.table import Table

    from thidua.scoring.engine import REASONS
    from thidua.scoring.telling import told

    console = Console()
    verified = "" if ranking.scheme.verified else " (chưa đối chiếu văn bản)"
    table = Table(title=f"{ranking.scheme.title}{verified}", title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name, justify in (
        ("hạng", "right"),
        ("đơn vị", "left"),
        ("điểm", "right"),
        ("xếp loại", "left"),
        ("bản ghi", "right"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for row in ranking.rows:
        table.add_row(str(row.rank), row.name, told(row.points), row.band or "", str(len(row.items)))
    console.print(table)
    flagged = sum(bool(point.notes) for row in ranking.rows for point in row.items)
    if flagged:
        console.print(f"{flagged} bản ghi được tính kèm lưu ý; --explain cho thấy từng bản ghi", highlight=False)
    left = Counter(one.code for one in ranking.left_out)
    if left:
        console.print(f"Không tính {left.total()} bản ghi:", highlight=False)
    for code, count in left.most_common():
        console.print(f"  {count}  {REASONS[code]}", highlight=False)
    for unit in ranking.unused_deductions:
        console.print(f"  {unit}: có mục trừ điểm nhưng không có điểm trong kỳ", highlight=False)
    for unit in ranking.without_strength:
        console.print(f"  {unit}: không có quân số trong cơ chế điểm, không xếp hạng", highlight=False)


def _compared(rankings: list[Ranking], table_format: TextFormat) -> None:
    from rich.console import Console
    from rich.table import Table

    from thidua.scoring.telling import moves, rounded, told

    names = [one.scheme.letter for one in rankings]
    rows = list(moves(rankings[0], rankings[1]))
    if table_format is TextFormat.jsonl:
        for unit, a, b, points, others in rows:
            value = {
                "unit": unit,
                "ranks": [a, b],
                "points": [p if p is None else rounded(p) for p in (points, others)],
            }
            typer.echo(json.dumps(value, ensure_ascii=False))
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("đơn vị", f"hạng {names[0]}", f"hạng {names[1]}", "đổi", f"điểm {names[0]}", f"điểm {names[1]}"):
        table.add_column(name, justify="left" if name == "đơn vị" else "right")
    for unit, a, b, points, others in rows:
        moved = "" if a is None or b is None else "=" if a == b else f"{a - b:+d}"
        cells = ["" if p is None else told(p) for p in (points, others)]
        table.add_row(unit, str(a or ""), str(b or ""), moved, *cells)
    Console().print(table)
