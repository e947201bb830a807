"""Commands that measure: evaluate, compare, bench, rules check."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from thidua.cli.common import Inputs, Rules, stop, teller


class By(StrEnum):
    """What `evaluate` can group award records by."""

    form = "form"
    recipient = "recipient"
    authority = "authority"
    status = "status"
    source = "source"
    pattern = "pattern"
    confidence = "confidence"


def evaluate(
    gold: Annotated[Path, typer.Argument(help="JSONL with the right records (mẫu chuẩn).")],
    predicted: Annotated[Path, typer.Argument(help="JSONL as `thidua extract` writes it.")],
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed, extra or different.")] = False,
    by: Annotated[
        By | None, typer.Option("--by", help="Also the figures of award records in groups (theo nhóm).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
) -> None:
    """Compare extracted records with gold ones: precision, recall and F1 per field, with 95% intervals."""
    from thidua.evaluate import FileError, by_group, intervals, load
    from thidua.evaluate import evaluate as compared
    from thidua.evaluate.tables import figures_table, groups_table

    try:
        wanted, found = load(gold), load(predicted)
    except FileError as error:
        stop(str(error))
    if not wanted:
        stop(f"{gold} holds no articles")
    result = compared(wanted, found)
    spread = intervals(result)
    groups = by_group(wanted, found, by.value) if by else {}
    if errors:
        for miss in result.errors:
            typer.echo("\t".join([miss.article, miss.figure, miss.kind, " | ".join(map(str, miss.value))]))
    if as_json:
        told = result.as_dict()
        for name, (low, high) in spread.items():
            told[name]["interval"] = [round(low, 4), round(high, 4)]
        if by:
            told[f"by {by}"] = {
                name: {"core": core.as_dict(), "strict": strict.as_dict()} for name, (core, strict) in groups.items()
            }
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(figures_table(result, spread))
    if by:
        typer.echo("\n" + groups_table(groups))


def compare(
    old: Annotated[Path, typer.Argument(help="JSONL that `thidua extract` wrote before a change.")],
    new: Annotated[Path, typer.Argument(help="JSONL that it wrote after the change (sau khi sửa).")],
    gold: Annotated[
        Path | None,
        typer.Option("--gold", help="JSONL with the right records: says of each change whether it is right."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a change.")] = False,
) -> None:
    """Show what changed between two extractions: records gained, lost and changed."""
    from thidua.compare import compare as changes_of
    from thidua.compare import summary
    from thidua.evaluate import FileError, load

    try:
        changes = list(changes_of(load(old), load(new), load(gold) if gold else None))
    except FileError as error:
        stop(str(error))
    for change in changes:
        typer.echo(json.dumps(change.as_dict(), ensure_ascii=False) if as_json else change.line())
    for line in summary(changes):
        typer.echo(line, err=as_json)


def bench(
    inputs: Inputs,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, help="How often each stage is timed.")] = 5,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many articles to take.")] = 1000,
    rules: Rules = None,
) -> None:
    """How fast this machine reads your articles (tốc độ), stage by stage, with one process."""
    from rich.console import Console
    from rich.table import Table

    from thidua.bench import stages
    from thidua.records import Article
    from thidua.rules import load_rules
    from thidua.sources import read
    from thidua.sources.select import limited

    tell = teller(quiet=True)
    articles = []
    for item in limited(read(inputs), limit):
        if isinstance(item, Article):
            articles.append(item)
        else:
            tell(item)
    if not articles:
        stop("no article could be read")
    characters = sum(len(article.text) for article in articles)
    table = Table(title=f"{len(articles)} bài, {characters:,} ký tự, {rounds} lượt", title_justify="left", box=None)
    for heading in ("", "bài/giây", "ms/bài", "chậm nhất–nhanh nhất"):
        table.add_column(heading, justify="left" if not heading else "right")
    for stage in stages(articles, load_rules(rules), rounds):
        slow, quick = (len(articles) / seconds for seconds in (max(stage.rounds), min(stage.rounds)))
        rate = len(articles) / stage.seconds
        table.add_row(stage.name, f"{rate:,.0f}", f"{1000 / rate:.3f}", f"{slow:,.0f}–{quick:,.0f}")
    Console().print(table)


def rules_check(rules: Rules = None) -> None:
    """Run every example that stands beside a rule; 1 where one fails, 3 where a file is wrong."""
    from thidua.rulecheck import check_rules
    from thidua.rules import load_rules

    failures = check_rules(load_rules(rules))
    for failure in failures:
        typer.echo(f"{failure.file}:{failure.line}: {failure.id}: {failure.message}: {failure.example}", err=True)
    if failures:
        typer.echo(f"{len(failures)} examples fail", err=True)
        raise typer.Exit(1)
    typer.echo("all examples hold", err=True)
