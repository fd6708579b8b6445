"""How consistent the answers of a mock were, compared with the person's own ups and downs.

What is compared is the difference between one answer's overall score and the next. Let p be the
share of the person's earlier differences that are at least the mock's median difference. Were this
mock like the answers before it, half of its k differences would be that large with the probability
P(Binomial(k, p) ≥ k/2); only where that is small does the report say "less consistent than usual",
and likewise for "more consistent". No distribution of scores is assumed, and a slow trend has
almost no effect on differences.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise

from analysis.trends.robust import quartiles

FEWEST = 4
"""The fewest answers whose spread is shown."""

ENOUGH = 20
"""The fewest earlier differences that show what is usual."""

RARE = 0.02
"""Probability under which a mock is called more, or less, consistent than usual."""

RECENT = 100
"""The last earlier answers that are looked at."""


def consistency(values: Sequence[float], earlier: Sequence[float]) -> str:
    """Say how consistent the overall scores are; ``earlier`` are those before the mock."""
    middle = quartiles(values)
    if len(values) < FEWEST or middle is None:
        return f"Too few longer answers to say how consistent they are: {FEWEST} are needed."
    here = statistics.median(differences(values))
    said = (
        f"Half of the overall scores are between {middle[0]:.0f} and {middle[1]:.0f}, and they "
        f"typically differ by {here:.0f} from one answer to the next"
    )
    before = differences(earlier[-RECENT:])
    if len(before) < ENOUGH:
        return f"{said}. There aren't enough earlier answers to say what is usual for you."
    usual = statistics.median(before)
    return f"{said} (usually {usual:.0f}): {_verdict(here, len(values) - 1, before)}."


def differences(values: Sequence[float]) -> list[float]:
    """Return how much each value differs from the one before."""
    return [abs(b - a) for a, b in pairwise(values)]


def _verdict(here: float, count: int, before: Sequence[float]) -> str:
    if _half_of(count, sum(d >= here for d in before), len(before)) <= RARE:
        return "less consistent than usual"
    if _half_of(count, sum(d <= here for d in before), len(before)) <= RARE:
        return "more consistent than usual"
    return "as consistent as usual"


def _half_of(count: int, beyond: int, of: int) -> float:
    """Return the probability that half or more are beyond, when ``beyond`` of ``of`` were."""
    p = (beyond + 1) / (of + 1)
    return sum(
        math.comb(count, k) * p**k * (1 - p) ** (count - k)
        for k in range(math.ceil(count / 2), count + 1)
    )
