"""Whether the answers of a mock changed from the first to the last: tiring, or warming up.

Kendall's test over the order of the answers (`analysis.trends.robust`), for the overall score and
three measures. With a handful of answers it finds only what goes nearly all one way, and that is
intended: anything else is "within the usual ups and downs". p < 0.0125 is 5% divided among the
four that are tested together (Bonferroni). The order of the questions plays a part: a mock begins
with easy ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.report.mock.model import Drift, MockChange
from analysis.trends.robust import theil_sen
from analysis.types import Analysis

FEWEST = 6
"""Answers under which the test can find nothing."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that may change: the first of its measures that enough answers have is used.

    ``rises`` is what more of it in later answers means.
    """

    name: str
    label: str
    measures: Mapping[str, str]
    rises: Drift


ASPECTS: tuple[Aspect, ...] = (
    Aspect("overall", "Overall score", {"": "points"}, "warming up"),
    Aspect(
        "pace",
        "Pace",
        {"words_per_minute": "words a minute", "speech_rate": "syllables a second"},
        "warming up",
    ),
    Aspect("fillers", "Fillers", {"filler_rate": "a minute"}, "tiring"),
    Aspect(
        "pauses",
        "Pauses",
        {"mid_clause_pause_rate": "a minute mid-clause", "pause_rate": "a minute"},
        "tiring",
    ),
)
"""The overall score has no measure, so its name there is empty."""

SIGNIFICANCE = 0.05 / len(ASPECTS)
"""The test's p below which a change is shown."""

NOTHING = "within the usual ups and downs"


def changes(answers: Sequence[Analysis]) -> tuple[MockChange, ...]:
    """Say how each aspect went, in the order of the answers; none where there are too few."""
    if len(answers) < FEWEST:
        return ()
    found = (_change(aspect, answers) for aspect in ASPECTS)
    return tuple(course for course in found if course is not None)


def fatigue(found: Sequence[MockChange], answers: int) -> str:
    """Say it in one sentence."""
    if answers < FEWEST:
        return f"Too few longer answers to say whether you got tired: {FEWEST} are needed."
    changed = [course for course in found if course.direction is not None]
    if not changed:
        return f"No sign of tiring beyond the usual ups and downs ({answers} longer answers)."
    return " ".join(f"{course.text}, a sign of {course.direction}." for course in changed)


def _change(aspect: Aspect, answers: Sequence[Analysis]) -> MockChange | None:
    for name, unit in aspect.measures.items():
        values = [_value(analysis, name) for analysis in answers]
        known = [(place, v) for place, v in enumerate(values) if v is not None]
        if len(known) >= FEWEST:
            return _judged(aspect, unit, known)
    return None


def _value(analysis: Analysis, name: str) -> float | None:
    value = analysis.measures.get(name) if name else analysis.overall
    return None if value is None else float(value)


def _judged(aspect: Aspect, unit: str, known: Sequence[tuple[int, float]]) -> MockChange:
    moves = theil_sen([float(place) for place, _ in known], [value for _, value in known])
    if moves is None or moves.p >= SIGNIFICANCE or not moves.per_week:
        return MockChange(aspect.name, f"{aspect.label}: {NOTHING}", None)
    a_step = moves.per_week  # the unit of "time" here is one question
    rose = a_step > 0
    falls: Drift = "tiring" if aspect.rises == "warming up" else "warming up"
    low, high = sorted((abs(moves.low), abs(moves.high)))
    verb = "rose" if rose else "fell"
    text = (
        f"{aspect.label} {verb} by about {abs(a_step):.1f} {unit} with each answer "
        f"(95%: {low:.1f}–{high:.1f})"
    )
    return MockChange(aspect.name, text, aspect.rises if rose else falls)
