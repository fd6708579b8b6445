"""Medians and their kin: statistics that a few odd answers do not move. Standard library only.

Sources
-------
Slope: Theil 1950; its interval: Sen 1968 (J. Am. Stat. Assoc. 63, 1379–1389), from the variance
of Kendall's S with ties. Test: Mann 1945 and Kendall 1975, normal with continuity correction. What
good and bad phases do to that variance: Hamed & Rao 1998 (J. Hydrol. 204, 182–196), by the sample
size that is left (Bayley & Hammersley 1946).
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise

from analysis.trends.types import Slope

FEWEST_FOR_SPREAD = 3

FEWEST_BESIDE_STEP = 3
"""Values on each side of a step."""

MOST_AUTOCORRELATION = 0.9
"""Autocorrelation above which no series would be long enough."""


def quartiles(values: Sequence[float]) -> tuple[float, float] | None:
    """Lower and upper quartile, by straight lines between the values; ``None`` under three."""
    if len(values) < FEWEST_FOR_SPREAD:
        return None
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def theil_sen(
    x: Sequence[float], y: Sequence[float], *, confidence: float = 0.95, phases: bool = False
) -> Slope | None:
    """Slope of ``y`` over ``x``, whose values are all different; ``None`` under three points.

    The slope is the median of the N slopes between all pairs. With S the number of rising pairs
    less that of falling ones, n the points and t the size of each group of equal ``y``::

        Var(S) = [n(n-1)(2n+5) - sum of t(t-1)(2t+5)] / 18
        C      = z · sqrt(Var S),   z the normal quantile of (1 + confidence) / 2

    the interval reaches from the (N-C)/2-th to the (N+C)/2 + 1-th of the ordered slopes, and
    p = 2·(1 - Phi((|S|-1) / sqrt(Var S))). With ``phases``, Var(S) is multiplied by
    ``variance_factor`` of the ``autocorrelation``: points that depend on their neighbors prove
    less than as many independent ones.
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} times and {len(y)} values do not go together")
    if len(set(x)) != len(x):
        raise ValueError("two points have the same time")
    if len(x) < 3:
        return None
    points = sorted(zip(x, y, strict=True))
    slopes = sorted((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2))
    middle = statistics.median(slopes)
    again = variance_factor(autocorrelation(points, middle), len(points)) if phases else 1.0
    deviation = math.sqrt(kendall_variance(y) * again)
    rising = sum(s > 0 for s in slopes) - sum(s < 0 for s in slopes)
    low, high = _limits(slopes, deviation, confidence)
    p = _two_sided((abs(rising) - 1) / deviation) if deviation and rising else 1.0
    return Slope(middle, low, high, confidence, p, len(x))


def kendall_variance(y: Sequence[float]) -> float:
    """Variance of Kendall's S without a trend, for values some of which may be equal."""

    def term(n: int) -> int:
        return n * (n - 1) * (2 * n + 5)

    return (term(len(y)) - sum(map(term, Counter(y).values()))) / 18


def variance_factor(autocorrelation: float, n: int) -> float:
    """By what the variance of n points grows where neighbors have the correlation r.

    With r from 0 to ``MOST_AUTOCORRELATION``, 0 where it is less::

        1 + 2 · sum over k from 1 to n-1 of (1 - k/n) · r^k
    """
    r = min(max(autocorrelation, 0.0), MOST_AUTOCORRELATION)
    return 1 + 2 * sum((1 - k / n) * r**k for k in range(1, n))


def autocorrelation(points: Sequence[tuple[float, float]], slope: float) -> float:
    """Return how neighbors correlate around a line of this slope or around one step, the lower.

    Around a step, so that someone who learned something in a day does not look like someone whose
    good and bad days come in phases.
    """
    return min(
        rank_autocorrelation(residuals(points, slope)),
        rank_autocorrelation(ranks_beside_step([y for _, y in points])),
    )


def ranks_beside_step(values: Sequence[float]) -> list[float]:
    """Return the values' ranks, each less the median of its side of the best step.

    The best step, at least ``FEWEST_BESIDE_STEP`` values from either end, separates the mean ranks
    most; without room for one, the ranks are as they are.
    """
    n, ranked = len(values), ranks(values)
    places = range(FEWEST_BESIDE_STEP, n - FEWEST_BESIDE_STEP + 1)
    if not places:
        return ranked
    sums = list(accumulate(ranked))

    def separation(k: int) -> float:
        return abs(sums[k - 1] / k - (sums[-1] - sums[k - 1]) / (n - k)) * math.sqrt(k * (n - k))

    k = max(places, key=separation)
    sides = ranked[:k], ranked[k:]
    return [rank - statistics.median(side) for side in sides for rank in side]


def residuals(points: Sequence[tuple[float, float]], slope: float) -> list[int]:
    """Return how far the values are from a line of this slope, in billionths of their range.

    Whole numbers, so that values that differ by rounding alone are the same.
    """
    values = [value for _, value in points]
    reach = max(values) - min(values)
    start = points[0][0]
    return [round((v - slope * (t - start)) / reach * 1e9) if reach else 0 for t, v in points]


def rank_autocorrelation(rest: Sequence[float]) -> float:
    """Correlation of the ranks of neighbors, -1 to 1; 0 where all are equal."""
    ranked = ranks(rest)
    whole = sum(rank * rank for rank in ranked)
    return sum(a * b for a, b in pairwise(ranked)) / whole if whole else 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """Return the ranks from their middle; equal values share the mean of theirs."""
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for rank, value in enumerate(sorted(values)):
        first.setdefault(value, rank)
        last[value] = rank
    return [(first[value] + last[value] - len(values) + 1) / 2 for value in values]


def _limits(slopes: Sequence[float], deviation: float, confidence: float) -> tuple[float, float]:
    reach = statistics.NormalDist().inv_cdf((1 + confidence) / 2) * deviation
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return slopes[low], slopes[high]


def _two_sided(z: float) -> float:
    return math.erfc(z / math.sqrt(2))
