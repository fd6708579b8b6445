"""What a report says of the goal that was set for its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.goals.judge import judge, streak, too_short
from analysis.goals.next_goal import STREAK_NEEDED, at_the_norm, raised_goal
from analysis.goals.tips import tips, wanted
from analysis.goals.types import Goal, JudgedGoal
from analysis.goals.wording import goal_text, number, value_text
from analysis.report.model import GoalLine
from analysis.types import DEFAULT_TARGET, Analysis


def goal_line(goal: Goal, analysis: Analysis, before: Sequence[JudgedGoal] = ()) -> GoalLine:
    """Say whether the goal was reached; ``before`` are earlier ones, the oldest first."""
    outcome = judge(goal, analysis)
    target = analysis.question.target if analysis.question else DEFAULT_TARGET
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
            _after_reaching(goal, (*before, JudgedGoal(goal, outcome)), target),
        )
    if outcome == "about":
        low, high = analysis.uncertainty[goal.measure]
        spread = f"{number(goal.measure, low)}–{number(goal.measure, high)}"
        return GoalLine(
            outcome,
            f"About at the goal: {shown} ({spread}); the goal was {asked}.",
            "The measuring cannot tell which side of the goal it is on.",
        )
    text = f"Not at the goal yet: {shown}; the goal was {asked}."
    return GoalLine(outcome, text, _tip(goal, (*before, JudgedGoal(goal, outcome)), target))


def _why_not(goal: Goal, analysis: Analysis) -> str:
    if too_short(goal, analysis):
        return "This answer is too short to judge a rate."
    if goal.measure != "answer_length" and goal.by_words != (analysis.transcript is not None):
        if goal.by_words:
            return "It is judged when the words are written down."
        return "It was set from the sound alone, and numbers with words do not compare."
    return "It could not be measured in this answer."


def _after_reaching(goal: Goal, judged: Sequence[JudgedGoal], target: tuple[float, float]) -> str:
    """Say how often in a row, and what comes after enough of them."""
    _, count = streak(judged)
    if count < STREAK_NEEDED:
        return "" if count < 2 else f"{count} in a row; after {STREAK_NEEDED} the goal moves on."
    if at_the_norm(goal, target):
        return f"{count} in a row, and in the good range: go on to another problem."
    if goal.problem == "length":
        next_one = replace(goal, low=target[0], high=target[1])
    else:
        next_one = raised_goal(goal, goal.earlier, target)
    return f"{count} in a row: the next goal is {goal_text(next_one, target)}."


def _tip(goal: Goal, judged: Sequence[JudgedGoal], target: tuple[float, float]) -> str:
    """Give a tip, another one each time in a row."""
    _, count = streak(judged)
    its = tips(goal.problem, wanted(goal, target))
    return f"Try this: {its[(count - 1) % len(its)].text}"
