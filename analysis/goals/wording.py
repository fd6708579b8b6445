"""Goals and values in words; the only place for them."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.goals.norms import norm
from analysis.goals.types import Goal
from analysis.scoring.advice import clock
from analysis.types import DEFAULT_TARGET

COUNTED: Mapping[str, str] = {
    "filler_rate": "fillers a minute",
    "mid_clause_pause_rate": "mid-clause pauses a minute",
    "pause_rate": "pauses a minute",
    "words_per_minute": "words a minute",
    "speech_rate": "syllables a second",
}
"""What the values of a measure count; a length is written as a clock shows it."""


def goal_text(goal: Goal, target: tuple[float, float] = DEFAULT_TARGET) -> str:
    """Say what a goal asks for: “at most 7 fillers a minute”."""
    low, high = norm(goal.problem, goal.measure, target).good
    an = "an answer of " if goal.problem == "length" else ""
    if goal.low < low:
        return f"{an}at least {value_text(goal.measure, goal.low)}"
    if goal.high > high or goal.low == 0:
        return f"{an}at most {value_text(goal.measure, goal.high)}"
    return f"{an}between {number(goal.measure, goal.low)} and {value_text(goal.measure, goal.high)}"


def value_text(measure: str, value: float) -> str:
    """Write a value with what it counts: “9 fillers a minute”, “3:40”."""
    things = COUNTED.get(measure)
    return f"{number(measure, value)} {things}" if things else number(measure, value)


def number(measure: str, value: float) -> str:
    """Write a value alone: “9”, “7.5”, “108”, “3:40”."""
    if measure == "answer_length":
        return clock(value)
    digits = 0 if measure == "words_per_minute" else 1
    return f"{round(value, digits):.{digits}f}".removesuffix(".0")
