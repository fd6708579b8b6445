"""Whether an answer reached its goal, as far as the measuring can tell."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.goals.types import Goal, GoalOutcome, JudgedGoal
from analysis.measures.catalog import BY_NAME
from analysis.types import DEFAULT_TARGET, Analysis

SHORTEST_JUDGED = 30.0
"""Seconds of speech from which a rate means something; of short targets their shortest answer."""


def judge(goal: Goal, analysis: Analysis) -> GoalOutcome:
    """Hold an answer against its goal.

    The range of the measure (``analysis.scoring.uncertainty``) decides: all of it inside the goal
    is reached, all of it outside is missed, else it is about at the goal. Values are rounded as
    they are shown. Not judged: an undefined measure, numbers of another kind (with words, or from
    the sound alone), and a rate of a very short answer.
    """
    value = analysis.measures.get(goal.measure)
    if value is None or not _comparable(goal, analysis):
        return "not judged"
    digits = BY_NAME[goal.measure].digits
    value = round(value, digits)
    first, last = analysis.uncertainty.get(goal.measure, (value, value))
    first, last = min(round(first, digits), value), max(round(last, digits), value)
    if goal.low <= first and last <= goal.high:
        return "reached"
    return "missed" if last < goal.low or first > goal.high else "about"


def too_short(goal: Goal, analysis: Analysis) -> bool:
    """Whether so little was said that its rate means nothing."""
    target = analysis.question.target if analysis.question else DEFAULT_TARGET
    length = analysis.measures.get("answer_length")
    needed = min(SHORTEST_JUDGED, target[0])
    return goal.measure != "answer_length" and length is not None and length < needed


def streak(judged: Sequence[JudgedGoal]) -> tuple[GoalOutcome, int]:
    """Give the last outcome, and how often in a row it came; the oldest goal comes first.

    Only goals of the newest one's limits count; those about at the goal or not judged are passed
    over. Without any it is ``("not judged", 0)``.
    """
    clear = [j for j in judged if j.outcome in ("reached", "missed")]
    if not clear:
        return "not judged", 0
    newest, count = clear[-1], 0
    for each in reversed(clear):
        if each.outcome != newest.outcome or not _same(each.goal, newest.goal):
            break
        count += 1
    return newest.outcome, count


def _same(one: Goal, other: Goal) -> bool:
    """Whether two goals ask for the same; lengths are of one question each, so any two do."""
    if one.problem == "length" == other.problem:
        return True
    return (one.measure, one.low, one.high, one.by_words) == (
        other.measure,
        other.low,
        other.high,
        other.by_words,
    )


def _comparable(goal: Goal, analysis: Analysis) -> bool:
    if goal.measure == "answer_length":
        return True
    return goal.by_words == (analysis.transcript is not None) and not too_short(goal, analysis)
