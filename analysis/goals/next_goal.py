"""From one goal to the next: a goal stays until it is met, or until the person drops it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.goals.derive import derive, noticeable, reachable
from analysis.goals.norms import norm
from analysis.goals.types import FocusArea, Goal, JudgedGoal
from analysis.trends.types import Dated
from analysis.types import DEFAULT_TARGET


def next_goal(
    problem: FocusArea,
    answers: Sequence[Dated],
    judged: Sequence[JudgedGoal] = (),
    *,
    question: str | None = None,
    target: tuple[float, float] = DEFAULT_TARGET,
    by_words: bool = True,
) -> Goal:
    """Return the next goal after the earlier ones of this problem, the oldest first.

    A goal stays the same until it is reached, so that people know what they are working on; then
    the next one is set from it. One that is less than a step away is moved on. ``judged`` are, of
    lengths, those at this question.
    """
    fresh = derive(problem, answers, question=question, target=target, by_words=by_words)
    last = judged[-1] if judged else None
    if last is None or (last.goal.measure, last.goal.by_words) != (fresh.measure, fresh.by_words):
        return fresh
    if _direction(last.goal, target) * _direction(fresh, target) < 0:  # too slow once, too fast now
        return fresh
    if last.outcome == "reached":
        return raised_goal(last.goal, fresh.earlier, target)
    return noticeable(replace(last.goal, earlier=fresh.earlier), target)


def raised_goal(goal: Goal, earlier: float | None, target: tuple[float, float]) -> Goal:
    """Return the next goal after one that was reached; at the norm it stays."""
    low, high = norm(goal.problem, goal.measure, target).good
    asked = goal.high if goal.high > high else goal.low if goal.low < low else high
    low, high = reachable(asked, (low, high), goal.measure)
    return noticeable(replace(goal, low=low, high=high, earlier=earlier), target)


def is_done(judged: Sequence[JudgedGoal], target: tuple[float, float] = DEFAULT_TARGET) -> bool:
    """Whether the last goal was reached and is all that Viva asks of anyone."""
    return bool(judged) and judged[-1].outcome == "reached" and at_the_norm(judged[-1].goal, target)


def _direction(goal: Goal, target: tuple[float, float]) -> int:
    """Return 1 where a goal asks for less than what is usual, -1 for more, 0 at the norm."""
    low, high = norm(goal.problem, goal.measure, target).good
    return (goal.high > high) - (goal.low < low)


def at_the_norm(goal: Goal, target: tuple[float, float] = DEFAULT_TARGET) -> bool:
    """Whether a goal is all that Viva asks of anyone."""
    return (goal.low, goal.high) == norm(goal.problem, goal.measure, target).good
