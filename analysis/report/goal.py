"""What a report says about the goal of its answer."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.goals.judge import judge, missed_in_a_row
from analysis.goals.next_goal import at_the_norm, raised_goal
from analysis.goals.tips import tips, wanted
from analysis.goals.types import Goal, JudgedGoal
from analysis.goals.wording import goal_text, number, value_text
from analysis.report.model import GoalLine
from analysis.scoring.evidence import not_enough
from analysis.types import Analysis


def goal_line(goal: Goal, analysis: Analysis, before: Sequence[JudgedGoal] = ()) -> GoalLine:
    """Say whether the goal was reached; ``before`` are earlier ones, the oldest first."""
    outcome = judge(goal, analysis)
    target = analysis.target
    asked = goal_text(goal, target)
    if outcome == "not judged":
        return GoalLine(outcome, f"The goal was {asked}. {_why_not(goal, analysis)}")
    value = analysis.measures[goal.measure]
    assert value is not None
    shown = value_text(goal.measure, value)
    if outcome == "reached":
        return GoalLine(
            outcome,
            f"Goal reached: {shown}; the goal was {asked}.",
            _after_reaching(goal, value, target),
        )
    if outcome == "about":
        low, high = analysis.uncertainty[goal.measure]
        spread = f"{number(goal.measure, low)}–{number(goal.measure, high)}"
        return GoalLine(
            outcome,
            f"Close to the goal: {shown} ({spread}); the goal was {asked}.",
            "The measurement isn't precise enough to say if you reached it.",
        )
    text = f"Goal not reached yet: {shown}; the goal was {asked}."
    return GoalLine(outcome, text, _tip(goal, (*before, JudgedGoal(goal, outcome)), target))


def _why_not(goal: Goal, analysis: Analysis) -> str:
    if not_enough(analysis) is not None:
        return "There isn't enough in this answer to say; the goal stays the same."
    if analysis.transcript is None:
        if goal.by_words or goal.problem in ("pace", "fillers"):
            return "You'll see if you reached it once this answer is transcribed."
    elif not goal.by_words:
        return "It was set from the sound alone, so it can't be compared with a transcribed answer."
    return "It couldn't be measured in this answer."


def _after_reaching(goal: Goal, value: float, target: tuple[float, float]) -> str:
    """Say what comes next after an answer with this value."""
    if at_the_norm(goal, target):
        return "That's the good range. Move on to something else."
    return f"The next goal is {goal_text(raised_goal(goal, value, target), target)}."


def _tip(goal: Goal, judged: Sequence[JudgedGoal], target: tuple[float, float]) -> str:
    """Return a tip, another one each time it was missed."""
    its = tips(goal.problem, wanted(goal, target))
    return f"Try this: {its[(missed_in_a_row(judged) - 1) % len(its)].text}"
