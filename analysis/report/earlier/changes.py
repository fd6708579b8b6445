"""What changed from one answer to another at the same question.

Closer to the good range is better. A change has a direction only where chance and measurement error
can't explain it.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.report.model import AttemptChange, Direction
from analysis.scoring.scales import Scale
from analysis.trends.two_answers import by_chance
from analysis.types import Intervals, Measures

BY_CHANCE = "could be chance"
AS_GOOD = "about as good"


def changes(
    first: Measures, now: Measures, scales: Mapping[str, Scale], uncertainty: Intervals
) -> tuple[AttemptChange, ...]:
    """Return the change on each scale that both answers have a value on, if it reads as one.

    ``uncertainty`` are the intervals of the later answer, as far as there are any.
    """
    found = []
    for name, scale in scales.items():
        then, here = first.get(scale.measure), now.get(scale.measure)
        if then is None or here is None or scale.show(then) == scale.show(here):
            continue
        direction, verdict = _judged(scale, first, now, uncertainty.get(scale.measure))
        found.append(AttemptChange(name, scale.compare(then, here), direction, verdict))
    return tuple(found)


def _judged(
    scale: Scale, first: Measures, now: Measures, interval: tuple[float, float] | None
) -> tuple[Direction | None, str]:
    """Judge a change by how much nearer the good range the later answer is, and say so."""
    then, here = first.get(scale.measure) or 0.0, now.get(scale.measure) or 0.0
    chance = by_chance(scale.measure, first, now)
    if abs(here - then) <= chance or (interval and interval[0] <= then <= interval[1]):
        return None, BY_CHANCE
    nearer = scale.distance_from_good(then) - scale.distance_from_good(here)
    if nearer == 0 or (_is_across(scale, then, here) and abs(nearer) <= chance):
        return None, AS_GOOD
    if nearer > 0:
        return "better", "better"
    return "worse", _worse(scale, here)


def _is_across(scale: Scale, then: float, here: float) -> bool:
    """Whether one value is below the good range and the other above it."""
    low, high = scale.good
    return min(then, here) < low and max(then, here) > high


def _worse(scale: Scale, here: float) -> str:
    """Say on which side of the good range a value is, where it can be on either."""
    if scale.good[0] == 0:
        return "worse"
    side = "below" if here < scale.good[0] else "above"
    return f"worse: {side} {scale.show_good()}"
