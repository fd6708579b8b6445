"""From one goal to the next: kept until it is reached three times in a row, then raised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.goals.derive import derive, halfway
from analysis.goals.judge import streak
from analysis.goals.norms import STEPS, norm
from analysis.goals.types import FocusArea, Goal, JudgedGoal
from analysis.trends.types import Dated
from analysis.types import DEFAULT_TARGET

STREAK_NEEDED = 3
"""Answers in a row after which a goal is raised, or set afresh where all of them missed it."""


def next_goal(
    problem: FocusArea,
    answers: Sequence[Dated],
    judged: Sequence[JudgedGoal] = (),
    *,
    question: str | None = None,
    target: tuple[float, float] = DEFAULT_TARGET,
    by_words: bool = True,
) -> Goal:
    """Give the next goal after the earlier ones of this problem, the oldest first.

    A goal is kept, so that one knows what one works on. Three in a row reached: half the way on to
    the norm. Three in a row missed: set afresh from what is usual now. A length's goal hangs on the
    question and is always set afresh; three in a row make it the question's own target.
    """
    fresh = derive(problem, answers, question=question, target=target, by_words=by_words)
    outcome, count = streak(judged)
    if problem == "length":
        if outcome == "reached" and count >= STREAK_NEEDED:
            return replace(fresh, low=target[0], high=target[1])
        return fresh
    last = next((j.goal for j in reversed(judged)), None)
    if last is None or (last.measure, last.by_words) != (fresh.measure, fresh.by_words):
        return fresh
    if _direction(last, target) * _direction(fresh, target) < 0:  # too slow once, too fast now
        return fresh
    if count < STREAK_NEEDED or outcome == "not judged":
        return replace(last, earlier=fresh.earlier)
    return raised_goal(last, fresh.earlier, target) if outcome == "reached" else fresh


def raised_goal(goal: Goal, earlier: float | None, target: tuple[float, float]) -> Goal:
    """Give the next goal after one that was reached often enough; at the norm it stays."""
    low, high = norm(goal.problem, goal.measure, target).good
    asked = goal.high if goal.high > high else goal.low if goal.low < low else high
    low, high = halfway(asked, (low, high), STEPS[goal.measure])
    return replace(goal, low=low, high=high, earlier=earlier)


def _direction(goal: Goal, target: tuple[float, float]) -> int:
    """Give 1 where a goal asks for less than what is usual, -1 for more, 0 at the norm."""
    low, high = norm(goal.problem, goal.measure, target).good
    return (goal.high > high) - (goal.low < low)


def at_the_norm(goal: Goal, target: tuple[float, float] = DEFAULT_TARGET) -> bool:
    """Whether a goal is all that is asked of anyone."""
    return (goal.low, goal.high) == norm(goal.problem, goal.measure, target).good
