"""What changed from one answer to another at the same question.

A change has a direction only where chance and measurement error can't explain it.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.report.model import AttemptChange, Direction
from analysis.scoring.scales import Scale
from analysis.trends.two_answers import by_chance
from analysis.types import Intervals, Measures


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
        interval = uncertainty.get(scale.measure, (here, here))
        direction = _direction(scale, first, now, interval)
        found.append(AttemptChange(name, scale.compare(then, here), direction))
    return tuple(found)


def _direction(
    scale: Scale, first: Measures, now: Measures, interval: tuple[float, float]
) -> Direction | None:
    """Closer to the good range is better; what chance could explain has no direction."""
    then, here = first.get(scale.measure) or 0.0, now.get(scale.measure) or 0.0
    nearer = scale.distance_from_good(then) - scale.distance_from_good(here)
    if interval[0] <= then <= interval[1] or nearer == 0:
        return None
    if abs(here - then) <= by_chance(scale.measure, first, now):
        return None
    return "better" if nearer > 0 else "worse"
