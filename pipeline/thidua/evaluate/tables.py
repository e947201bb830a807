"""Figures as tables of plain text for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.evaluate.figures import Evaluation, Figure

Intervals = Mapping[str, tuple[float, float]]


def figures_table(result: Evaluation, intervals: Intervals) -> str:
    """Return the figures of an evaluation, with their 95% intervals where there are any."""
    lines = [f"{'':8}{'precision':>10}{'recall':>10}{'F1':>10}{'95%':>17}{'hit':>8}{'missed':>8}{'extra':>8}"]
    for name, one in result.figures.items():
        rates = "".join(f"{rate:10.4f}" for rate in (one.precision, one.recall, one.f1))
        lines.append(f"{name:8}{rates}{_interval(intervals, name)}{one.hit:8}{one.missed:8}{one.extra:8}")
    lines += ["", f"{'':8}{'share':>10}{'95%':>17}{'agree':>10}{'of':>10}"]
    for name, share in result.shares.items():
        rate = "-" if share.share is None else f"{share.share:.4f}"
        lines.append(f"{name:8}{rate:>10}{_interval(intervals, name)}{share.hit:10}{share.of:10}")
    return "\n".join(lines)


def _interval(intervals: Intervals, name: str) -> str:
    told = f"{intervals[name][0]:.3f}-{intervals[name][1]:.3f}" if name in intervals else ""
    return f"{told:>17}"


def groups_table(groups: Mapping[str, tuple[Figure, Figure]]) -> str:
    """Return the figures of groups, a line each."""
    width = max([8, *(len(name) for name in groups)])
    lines = [
        f"{'':{width}}{'precision':>11}{'recall':>9}{'core F1':>9}{'strict F1':>11}{'hit':>7}{'missed':>8}{'extra':>7}"
    ]
    for name, (core, strict) in groups.items():
        rates = f"{core.precision:11.4f}{core.recall:9.4f}{core.f1:9.4f}{strict.f1:11.4f}"
        lines.append(f"{name:{width}}{rates}{core.hit:7}{core.missed:8}{core.extra:7}")
    return "\n".join(lines)
