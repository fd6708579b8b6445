"""The first and the last attempts at the same question beside this one, and what changed since.

A change has a direction only where it is more than chance and the measuring could make.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from analysis.report.earlier.usual import EarlierMeasures, comparable, same_question
from analysis.report.model import Attempt, AttemptChange, Bar, Direction, Figure
from analysis.scoring.scales import Scale, scale_of
from analysis.trends.two_answers import by_chance
from analysis.types import Analysis, Measures

MOST = 3
"""Earlier attempts that are shown: the first one and the last."""


def attempts(
    analysis: Analysis,
    bars: Sequence[Bar],
    history: Sequence[EarlierMeasures],
    recorded_at: datetime | None,
) -> tuple[tuple[Attempt, ...], tuple[AttemptChange, ...]]:
    """Give the first and last attempts with this one, and the changes since the first.

    Both are empty without an earlier attempt that can be compared.
    """
    found = same_question(analysis, comparable(analysis, history))
    if not found:
        return (), ()
    earlier = found if len(found) <= MOST else (found[0], *found[1 - MOST :])
    scales = {bar.name: scale_of(bar.name, analysis.measures, analysis.question) for bar in bars}
    labels = {bar.name: bar.label for bar in bars}
    whens = _dates([*(e.recorded_at for e in earlier), recorded_at])
    rows = [
        Attempt(when, e.overall, _figures(e.measures, scales, labels))
        for when, e in zip(whens, earlier, strict=False)
    ]
    rows.append(
        Attempt(whens[-1], analysis.overall, _figures(analysis.measures, scales, labels), this=True)
    )
    return tuple(rows), _changes(analysis, earlier[0].measures, scales)


def _figures(
    measures: Measures, scales: dict[str, Scale], labels: dict[str, str]
) -> tuple[Figure, ...]:
    return tuple(
        Figure(name, labels[name], scale.measure, value, scale.show(value))
        for name, scale in scales.items()
        if (value := measures.get(scale.measure)) is not None
    )


def _dates(times: Sequence[datetime | None]) -> list[str]:
    """Write each time as a day, and with the hour where two are on one day."""
    days = [f"{t.day} {t:%B %Y}" if t else "this answer" for t in times]
    return [
        f"{day}, {time:%H:%M}" if time and days.count(day) > 1 else day
        for day, time in zip(days, times, strict=True)
    ]


def _changes(
    analysis: Analysis, first: Measures, scales: dict[str, Scale]
) -> tuple[AttemptChange, ...]:
    found = []
    for name, scale in scales.items():
        then, here = first.get(scale.measure), analysis.measures.get(scale.measure)
        if then is None or here is None or scale.show(then) == scale.show(here):
            continue
        text = scale.compare(then, here)
        found.append(AttemptChange(name, text, _direction(analysis, scale, first)))
    return tuple(found)


def _direction(analysis: Analysis, scale: Scale, first: Measures) -> Direction | None:
    """Nearer to the good stretch is better; within what chance may do there is no direction."""
    before = first.get(scale.measure) or 0.0
    now = analysis.measures.get(scale.measure) or 0.0
    low, high = analysis.uncertainty.get(scale.measure, (now, now))
    nearer = scale.distance_from_good(before) - scale.distance_from_good(now)
    chance = by_chance(scale.measure, first, analysis.measures)
    if low <= before <= high or abs(now - before) <= chance or nearer == 0:
        return None
    return "better" if nearer > 0 else "worse"
