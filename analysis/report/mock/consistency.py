"""How even the answers of a mock were, held against the person's own ups and downs.

What is compared is the difference between one answer's overall score and the next. Let p be the
share of the person's earlier differences that are at least the mock's median difference. Were this
mock like the answers before it, half of its k differences would be that large with the probability
P(Binomial(k, p) ≥ k/2); only where that is small, "more uneven than usual" is said, and likewise
for "more even". No distribution of scores is assumed, and a slow trend hardly touches differences.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise

from analysis.trends.robust import quartiles

FEWEST = 4
"""Answers from which on a spread is told."""

ENOUGH = 20
"""Earlier differences from which on it can be said what is usual."""

RARE = 0.02
"""Probability under which a mock is called more, or less, even than usual."""

RECENT = 100
"""The last earlier answers that are looked at."""


def consistency(values: Sequence[float], earlier: Sequence[float]) -> str:
    """Say how even overall scores are, in their order; ``earlier`` are those before the mock."""
    middle = quartiles(values)
    if len(values) < FEWEST or middle is None:
        return f"Too few longer answers to tell how even they are: {FEWEST} are needed."
    here = statistics.median(differences(values))
    said = (
        f"Half of the overall scores lie between {middle[0]:.0f} and {middle[1]:.0f}; from one "
        f"answer to the next they typically differ by {here:.0f}"
    )
    before = differences(earlier[-RECENT:])
    if len(before) < ENOUGH:
        return f"{said}. There are too few earlier answers to say what is usual for you."
    usual = statistics.median(before)
    return f"{said}, and usually by {usual:.0f}: {_verdict(here, len(values) - 1, before)}."


def differences(values: Sequence[float]) -> list[float]:
    """Return how much each value differs from the one before."""
    return [abs(b - a) for a, b in pairwise(values)]


def _verdict(here: float, count: int, before: Sequence[float]) -> str:
    if _half_of(count, sum(d >= here for d in before), len(before)) <= RARE:
        return "more uneven than usual"
    if _half_of(count, sum(d <= here for d in before), len(before)) <= RARE:
        return "more even than usual"
    return "as even as usual"


def _half_of(count: int, beyond: int, of: int) -> float:
    """Probability that at least half of ``count`` differences are beyond, when ``beyond`` were."""
    p = (beyond + 1) / (of + 1)
    return sum(
        math.comb(count, k) * p**k * (1 - p) ** (count - k)
        for k in range(math.ceil(count / 2), count + 1)
    )
