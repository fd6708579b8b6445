"""The last attempts at the same question beside this one, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from analysis.report.earlier.usual import EarlierMeasures, comparable, same_question
from analysis.report.model import Attempt, AttemptChange, Bar, Direction, Figure
from analysis.scoring.scales import Scale, scale_of
from analysis.types import Analysis, Measures

MOST = 3
"""Earlier attempts that are shown."""


def attempts(
    analysis: Analysis,
    bars: Sequence[Bar],
    history: Sequence[EarlierMeasures],
    recorded_at: datetime | None,
) -> tuple[tuple[Attempt, ...], tuple[AttemptChange, ...]]:
    """Give the last attempts with this one, the oldest first, and the changes since the last.

    Both are empty without an earlier attempt that can be compared.
    """
    earlier = same_question(analysis, comparable(analysis, history))[-MOST:]
    if not earlier:
        return (), ()
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
    return tuple(rows), _changes(analysis, rows[-2], rows[-1], scales)


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
    analysis: Analysis, before: Attempt, now: Attempt, scales: dict[str, Scale]
) -> tuple[AttemptChange, ...]:
    found = []
    for name, scale in scales.items():
        then, here = before.figure(name), now.figure(name)
        if then is None or here is None or scale.show(then.value) == scale.show(here.value):
            continue
        text = scale.compare(then.value, here.value)
        found.append(AttemptChange(name, text, _direction(analysis, scale, then.value, here.value)))
    return tuple(found)


def _direction(analysis: Analysis, scale: Scale, before: float, now: float) -> Direction | None:
    """Nearer to the good stretch is better; within what can be told apart there is no direction."""
    low, high = analysis.uncertainty.get(scale.measure, (now, now))
    nearer = scale.distance_from_good(before) - scale.distance_from_good(now)
    if low <= before <= high or nearer == 0:
        return None
    return "better" if nearer > 0 else "worse"
