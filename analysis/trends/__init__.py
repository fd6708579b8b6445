"""Trends: dated answers in, change over weeks out. Standard library only, pure functions.

``by_way`` sorts answers by how they were analyzed, ``trend`` gives one measure over time and
refuses answers of mixed ways, ``milestones`` says what has been reached. For one
question or category, pass only its answers. The rule for a real change is in ``real_change``.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from analysis.trends.milestone_rules import milestones
from analysis.trends.real_change import Day, change, days, slope
from analysis.trends.robust import quartiles
from analysis.trends.types import (
    AnalysisWay,
    Better,
    Change,
    Dated,
    Milestone,
    Series,
    Slope,
    Trend,
    Verdict,
    Week,
)

__all__ = [
    "MAIN",
    "AnalysisWay",
    "Better",
    "Change",
    "Dated",
    "Milestone",
    "Series",
    "Slope",
    "Trend",
    "Verdict",
    "Week",
    "by_way",
    "milestones",
    "trend",
    "trends",
]

BETTER: Mapping[str, Better] = {
    "overall": "higher",
    "pace": "higher",
    "fillers": "higher",
    "length": "higher",
    "fluency": "higher",
    "filler_rate": "lower",
    "filled_pause_rate": "lower",
    "discourse_marker_rate": "lower",
    "fillers_per_100_words": "lower",
    "filler_clusters": "lower",
    "mid_clause_pause_rate": "lower",
    "long_pause_rate": "lower",
    "mean_length_of_run": "higher",
    "smooth_run": "higher",
    "drawn_out_share": "lower",
    "acoustic_change": "higher",
    "repetition_rate": "lower",
    "restart_rate": "lower",
}
"""Which way is better; for a measure that is not here, a change is neither better nor worse."""

MAIN: tuple[str, ...] = (
    "overall",
    "pace",
    "fillers",
    "length",
    "fluency",
    "words_per_minute",
    "filler_rate",
    "mid_clause_pause_rate",
    "long_pause_rate",
    "mean_length_of_run",
)
"""The scores and main measures, which are looked at together."""


def by_way(answers: Iterable[Dated]) -> tuple[Series, ...]:
    """Sort answers by how they were analyzed; the way of the newest answer comes first."""
    found: dict[AnalysisWay, list[Dated]] = {}
    for answer in sorted(answers, key=lambda answer: answer.at, reverse=True):
        found.setdefault(answer.way, []).append(answer)
    return tuple(Series(way, tuple(reversed(its))) for way, its in found.items())


def trend(answers: Sequence[Dated], name: str, *, weeks: int = 1) -> Trend | None:
    """Return one measure over time; ``None`` where it is undefined in every answer.

    ``weeks`` calendar weeks are put together for the medians that are shown.

    Raises
    ------
    ValueError
        For answers that were analyzed in different ways: their numbers can't be compared.
    """
    ways = {answer.way for answer in answers}
    if len(ways) > 1:
        raise ValueError(f"answers analyzed in {len(ways)} ways do not make one trend")
    points = [(a.at, v) for a in answers if (v := a.values.get(name)) is not None]
    if not points:
        return None
    found = days(points)
    moves = slope(found)
    judged = change(found, moves, BETTER.get(name))
    return Trend(name, ways.pop(), len(points), len(found), weekly(found, weeks), moves, judged)


def trends(answers: Sequence[Dated], names: Iterable[str] = MAIN) -> tuple[Trend, ...]:
    """Return several measures over time, without those that are undefined throughout."""
    found = (trend(answers, name) for name in names)
    return tuple(each for each in found if each is not None)


def weekly(found: Sequence[Day], together: int = 1) -> tuple[Week, ...]:
    """Median and quartiles of each calendar week with an answer, from Monday to Sunday.

    Of several weeks ``together``, the first begins with the first answer's.
    """
    weeks: dict[date, list[float]] = {}
    first = _monday(found[0][0]) if found else date.min
    for day, values in found:
        monday = _monday(day)
        start = monday - timedelta(days=(monday - first).days % (7 * together))
        weeks.setdefault(start, []).extend(values)
    return tuple(_week(monday, values) for monday, values in sorted(weeks.items()))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date, values: Sequence[float]) -> Week:
    low, high = quartiles(values) or (None, None)
    return Week(monday, len(values), statistics.median(values), low, high)
