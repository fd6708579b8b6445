"""Is it a real change, or the usual ups and downs? One rule for every measure.

A change is called real when

1. the values move in one direction with time: Kendall's test over practice days gives p < 0.002,
   days that are like their neighbors (good and bad phases) counting for less;
2. and it is large enough to matter: the medians of the first and the last quarter of the days
   differ, in that direction, by more than the person's own answer-to-answer noise.

Anything else is "not distinguishable" yet. Days, not answers, are the units of the test, since the
answers of one day have the voice, the room and the mood in common and would be counted as proof
several times (pseudo-replication, Hurlbert 1984). The noise is the typical (median) difference
between one answer and the next, which a slow trend hardly touches (successive differences, von
Neumann et al. 1941). To hold a person's change against that person's own noise is the idea of the
reliable change index (Jacobson & Truax 1991). 0.002 is so small because ten measures are looked at
together, week after week: of people in whom nothing changes, fewer than 5 in 100 are ever told
otherwise in ten weeks of looking (simulated; measures and weeks go together, so that 5 % need not
be shared out among all hundred looks).
``docs/trends.md`` has how often the rule errs.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby, pairwise

from analysis.trends.robust import theil_sen
from analysis.trends.types import Better, Change, Slope, Verdict

SIGNIFICANCE = 0.002
"""The test's p below which values move with time."""

FEWEST_DAYS = 7
"""Practice days under which the test can find nothing."""

MOST_POINTS = 200
"""Points of a slope; of more days, successive ones are put together by their medians."""

Point = tuple[datetime, float]
Day = tuple[date, tuple[float, ...]]


def days(points: Iterable[Point]) -> tuple[Day, ...]:
    """Put values under the days they belong to, the oldest first."""
    found = groupby(sorted(points), key=lambda point: point[0].date())
    return tuple((day, tuple(value for _, value in its)) for day, its in found)


def slope(found: Sequence[Day], *, confidence: float = 0.95) -> Slope | None:
    """Change per week over the medians of the days; ``None`` under three days."""
    points = [(day.toordinal() / 7, statistics.median(values)) for day, values in found]
    size = -(-len(points) // MOST_POINTS) or 1
    groups = [points[start : start + size] for start in range(0, len(points), size)]
    x = [statistics.median(week for week, _ in group) for group in groups]
    y = [statistics.median(value for _, value in group) for group in groups]
    return theil_sen(x, y, confidence=confidence, phases=True)


def noise(found: Sequence[Day]) -> float:
    """Typical difference between one answer and the next, in the measure's unit."""
    values = [value for _, its in found for value in its]
    return statistics.median(abs(b - a) for a, b in pairwise(values))


def change(
    found: Sequence[Day], moves: Slope | None, better: Better | None = None
) -> Change | None:
    """Hold the last days against the first, by the rule of this module; ``None`` under two."""
    if len(found) < 2:
        return None
    block = max(1, len(found) // 4)
    before, after = (
        statistics.median(value for _, its in part for value in its)
        for part in (found[:block], found[-block:])
    )
    usual = noise(found)
    return Change(before, after, usual, _verdict(after - before, usual, len(found), moves, better))


def _verdict(
    by: float, usual: float, practice_days: int, moves: Slope | None, better: Better | None
) -> Verdict:
    if practice_days < FEWEST_DAYS or moves is None:
        return "too few days"
    if not (moves.p < SIGNIFICANCE and abs(by) > usual and by * moves.per_week > 0):
        return "not distinguishable"
    if better is None:
        return "changed"
    return "better" if (by > 0) == (better == "higher") else "worse"
