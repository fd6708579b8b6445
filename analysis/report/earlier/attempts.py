"""The first and last attempts at the same question along with this one, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from analysis.report.dates import full_day, full_time
from analysis.report.earlier.changes import changes
from analysis.report.earlier.usual import EarlierMeasures, comparable, same_question
from analysis.report.model import Attempt, AttemptChange, Bar, Figure
from analysis.scoring.scales import Scale, scale_of
from analysis.types import Analysis, Measures

MOST = 3
"""Earlier attempts that are shown: the first one and the last."""


def attempts(
    analysis: Analysis,
    bars: Sequence[Bar],
    history: Sequence[EarlierMeasures],
    recorded_at: datetime | None,
) -> tuple[tuple[Attempt, ...], tuple[AttemptChange, ...]]:
    """Return the first and last attempts with this one, and the changes since the first.

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
    if analysis.question and not earlier[0].asked_for(analysis.question.target):
        scales = {name: scale for name, scale in scales.items() if name != "length"}
    return tuple(rows), changes(
        earlier[0].measures, analysis.measures, scales, analysis.uncertainty
    )


def _figures(
    measures: Measures, scales: dict[str, Scale], labels: dict[str, str]
) -> tuple[Figure, ...]:
    return tuple(
        Figure(name, labels[name], scale.measure, value, scale.show(value))
        for name, scale in scales.items()
        if (value := measures.get(scale.measure)) is not None
    )


def _dates(times: Sequence[datetime | None]) -> list[str]:
    """Write each time as a date, with the time of day where two are on one day."""
    days = [full_day(t) if t else "this answer" for t in times]
    return [
        full_time(time) if time and days.count(day) > 1 else day
        for day, time in zip(days, times, strict=True)
    ]
