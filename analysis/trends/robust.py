"""Medians and their kin: statistics that a few odd answers do not move. Standard library only.

Sources
-------
Slope: Theil 1950; its interval: Sen 1968 (J. Am. Stat. Assoc. 63, 1379–1389), from the variance
of Kendall's S with ties. Test: Mann 1945 and Kendall 1975, normal with continuity correction.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from analysis.trends.types import Slope

FEWEST_FOR_SPREAD = 3


def quartiles(values: Sequence[float]) -> tuple[float, float] | None:
    """Lower and upper quartile, by straight lines between the values; ``None`` under three."""
    if len(values) < FEWEST_FOR_SPREAD:
        return None
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def theil_sen(x: Sequence[float], y: Sequence[float], *, confidence: float = 0.95) -> Slope | None:
    """Slope of ``y`` over ``x``, whose values are all different; ``None`` under three points.

    The slope is the median of the N slopes between all pairs. With S the number of rising pairs
    less that of falling ones, n the points and t the size of each group of equal ``y``::

        Var(S) = [n(n-1)(2n+5) - sum of t(t-1)(2t+5)] / 18
        C      = z · sqrt(Var S),   z the normal quantile of (1 + confidence) / 2

    the interval reaches from the (N-C)/2-th to the (N+C)/2 + 1-th of the ordered slopes, and
    p = 2·(1 - Phi((|S|-1) / sqrt(Var S))).
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} times and {len(y)} values do not go together")
    if len(set(x)) != len(x):
        raise ValueError("two points have the same time")
    if len(x) < 3:
        return None
    points = sorted(zip(x, y, strict=True))
    slopes = sorted((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2))
    deviation = math.sqrt(kendall_variance(y))
    rising = sum(s > 0 for s in slopes) - sum(s < 0 for s in slopes)
    low, high = _limits(slopes, deviation, confidence)
    p = _two_sided((abs(rising) - 1) / deviation) if deviation and rising else 1.0
    return Slope(statistics.median(slopes), low, high, confidence, p, len(x))


def kendall_variance(y: Sequence[float]) -> float:
    """Variance of Kendall's S without a trend, for values some of which may be equal."""

    def term(n: int) -> int:
        return n * (n - 1) * (2 * n + 5)

    return (term(len(y)) - sum(map(term, Counter(y).values()))) / 18


def _limits(slopes: Sequence[float], deviation: float, confidence: float) -> tuple[float, float]:
    reach = statistics.NormalDist().inv_cdf((1 + confidence) / 2) * deviation
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return slopes[low], slopes[high]


def _two_sided(z: float) -> float:
    return math.erfc(z / math.sqrt(2))
