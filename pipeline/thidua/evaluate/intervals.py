"""How sure a figure is: bootstrap intervals over articles.

Articles are drawn with replacement, as many as there are; the figure is computed anew for each draw. The interval is
between the 2.5th and the 97.5th percentile of the draws (Efron's percentile interval). Articles are drawn and not
records, because the records of one article stand or fall together.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from thidua.evaluate.figures import Evaluation, summed

DRAWS: Final = 1_000
SEED: Final = 20261121  # same files, same intervals


def intervals(evaluation: Evaluation, *, draws: int = DRAWS) -> dict[str, tuple[float, float]]:
    """Return the 95% interval of each F1 and share; a figure that some draw lacks is left out.

    Raises:
        ValueError: where there is no article.
    """
    if not evaluation.tallies:
        raise ValueError("no articles to draw from")
    names = sorted({name for tally in evaluation.tallies.values() for name in tally})
    counts = np.array([[tally.get(name, 0) for name in names] for tally in evaluation.tallies.values()])
    articles = len(counts)
    weights = np.random.default_rng(SEED).multinomial(articles, [1 / articles] * articles, size=draws)
    found: dict[str, list[float]] = {}
    for row in weights @ counts:
        figures, shares = summed(dict(zip(names, map(int, row), strict=True)))
        for name, figure in figures.items():
            found.setdefault(name, []).append(figure.f1)
        for name, share in shares.items():
            if share.share is not None:
                found.setdefault(name, []).append(share.share)
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in found.items()
        if len(values) == draws
    }
