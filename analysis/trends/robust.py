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

SIDE = 3
"""Values on each side of a step at least."""

MOST_ALIKE = 0.9
"""Likeness of neighbours above which no row of points would be long enough."""


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
    p = 2·(1 - Phi((|S|-1) / sqrt(Var S))). With ``phases``, Var(S) is multiplied by ``repeated``
    of how alike neighbours are: they prove less than as many strangers. Their likeness is that of
    what the line leaves over or, if less, of what a single step does: one that has learnt
    something in a day is not taken for one in a phase.
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
    again = repeated(alike(points, middle), len(points)) if phases else 1.0
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


def repeated(alike: float, n: int) -> float:
    """How many times each of n points is counted, where neighbours are as alike as r.

    With r from 0 to ``MOST_ALIKE``, 0 where it is less::

        1 + 2 · sum over k from 1 to n-1 of (1 - k/n) · r^k
    """
    r = min(max(alike, 0.0), MOST_ALIKE)
    return 1 + 2 * sum((1 - k / n) * r**k for k in range(1, n))


def alike(points: Sequence[tuple[float, float]], slope: float) -> float:
    """Likeness of neighbours beside a line of this slope or beside one step, whichever is less."""
    return min(likeness(left_over(points, slope)), likeness(beside_a_step([y for _, y in points])))


def beside_a_step(values: Sequence[float]) -> list[float]:
    """What is left of the values' ranks when each side of the best step has its median taken off.

    The best step, at least ``SIDE`` values from either end, parts the mean ranks most; without
    room for one, the ranks are as they are.
    """
    n, ranked = len(values), ranks(values)
    places = range(SIDE, n - SIDE + 1)
    if not places:
        return ranked
    sums = list(accumulate(ranked))

    def parted(k: int) -> float:
        return abs(sums[k - 1] / k - (sums[-1] - sums[k - 1]) / (n - k)) * math.sqrt(k * (n - k))

    k = max(places, key=parted)
    sides = ranked[:k], ranked[k:]
    return [rank - statistics.median(side) for side in sides for rank in side]


def left_over(points: Sequence[tuple[float, float]], slope: float) -> list[int]:
    """What a line of this slope leaves of the values, in billionths of their range.

    Whole numbers, so that what differs by rounding alone is the same.
    """
    values = [value for _, value in points]
    reach = max(values) - min(values)
    start = points[0][0]
    return [round((v - slope * (t - start)) / reach * 1e9) if reach else 0 for t, v in points]


def likeness(rest: Sequence[float]) -> float:
    """Correlation of the ranks of neighbours, -1 to 1; 0 where all are equal."""
    ranked = ranks(rest)
    whole = sum(rank * rank for rank in ranked)
    return sum(a * b for a, b in pairwise(ranked)) / whole if whole else 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from their middle; equal values share the mean of theirs."""
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
