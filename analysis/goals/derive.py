"""The goal for the next answer, from a person's last answers and the norm.

With ``usual`` the median of the last five values and ``edge`` the near end of the good range::

    goal = usual moved toward the edge: halfway, and no further than can be reached at once,
           rounded toward the edge to a whole step, never beyond it;
           at least a whole step from the last value, as far as the edge allows

Inside the good range, the goal is to stay there. So only those above the range are ever asked to
speak more slowly: slowed second-language speech is harder to understand (Munro & Derwing 2001).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.goals.norms import MEASURES, REACH, STEPS, norm
from analysis.goals.types import FocusArea, Goal
from analysis.measures.catalog import BY_NAME
from analysis.trends.types import Dated
from analysis.types import DEFAULT_TARGET

RECENT = 5
"""How many of the last values the usual one is taken from."""


def derive(
    problem: FocusArea,
    answers: Sequence[Dated],
    *,
    question: str | None = None,
    target: tuple[float, float] = DEFAULT_TARGET,
    by_words: bool = True,
) -> Goal:
    """Set the goal for an answer to ``question``; ``answers`` are alike, the oldest first.

    ``by_words`` counts where there is no answer yet: the goal is then the norm.
    """
    words = answers[-1].way.words is not None if answers else by_words
    measure = MEASURES[problem, words]
    good = norm(problem, measure, target).good
    if problem == "length":
        usual, earlier = _lengths(answers, question, target)
    else:
        values = [v for a in answers if (v := a.values.get(measure)) is not None]
        usual = statistics.median(values[-RECENT:]) if values else None
        earlier = values[-1] if values else None
    low, high = good if usual is None else reachable(usual, good, measure)
    return noticeable(Goal(problem, measure, low, high, earlier, words), target)


def step_from(problem: FocusArea, value: float, target: tuple[float, float]) -> Goal:
    """Return the step from one answer with words alone, without those before it."""
    measure = MEASURES[problem, True]
    low, high = reachable(value, norm(problem, measure, target).good, measure)
    return Goal(problem, measure, low, high, value)


def reachable(usual: float, good: tuple[float, float], measure: str) -> tuple[float, float]:
    """Move ``usual`` toward the good range: halfway, or as far as one answer can go.

    The goal is a whole step of the measure, never beyond the edge: from 67 words a minute it is
    75, from 9 fillers a minute 7.
    """
    (low, high), step, reach = good, STEPS[measure], REACH[measure]
    if usual > high:
        aim = max((usual + high) / 2, usual * (1 - reach))
        return low, max(high, _rounded(math.floor, aim, step))
    if usual < low:
        aim = min((usual + low) / 2, usual * (1 + reach))
        return min(low, _rounded(math.ceil, aim, step)), high
    return low, high


def noticeable(goal: Goal, target: tuple[float, float]) -> Goal:
    """Move a goal that the last answer nearly met, so that it is a step a person can notice.

    It is then at least a whole step of the measure from that answer, as both are shown, but never
    beyond the norm: after 89 words a minute, 90 is moved to 95.
    """
    if goal.earlier is None:
        return goal
    low, high = norm(goal.problem, goal.measure, target).good
    value, step = round(goal.earlier, BY_NAME[goal.measure].digits), STEPS[goal.measure]
    if goal.low - step < value < goal.low:
        return replace(goal, low=min(low, _rounded(math.ceil, value + step, step)))
    if goal.high < value < goal.high + step:
        return replace(goal, high=max(high, _rounded(math.floor, value - step, step)))
    return goal


def _rounded(rounding: Callable[[float], int], value: float, step: float) -> float:
    """Round to a whole step; sixteenth digits decide nothing."""
    return round(rounding(round(value / step, 6)) * step, 6)


def _lengths(
    answers: Sequence[Dated], question: str | None, target: tuple[float, float]
) -> tuple[float | None, float | None]:
    """Return the length to expect here, and the last one at this question.

    For a new question, it is the share by which answers to other questions ran over or fell short.
    """
    known = [(a, v) for a in answers if (v := a.values.get("answer_length")) is not None]
    here = [v for a, v in known if question is not None and a.question == question]
    if here:
        return statistics.median(here[-RECENT:]), here[-1]
    shares = [_share_outside(v, a.target) for a, v in known if a.target is not None][-RECENT:]
    if not shares:
        return None, None
    share = statistics.median(shares)
    edge = target[1] if share > 0 else target[0]
    return (edge * (1 + share) if share else sum(target) / 2), None


def _share_outside(length: float, target: tuple[float, float]) -> float:
    """Return the share by which a length is over its target (above 0) or under it (below 0)."""
    low, high = target
    if length > high:
        return length / high - 1
    return length / low - 1 if length < low and low else 0.0
