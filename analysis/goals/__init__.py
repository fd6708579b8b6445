"""A goal for one answer: one problem, a step that can be reached, and whether it was.

Standard library only. The goal lies between what is usual for the person and the norm, never
beyond the norm; a measure's own range is honoured when the goal is judged. The rules are written
down in ``docs/today.md``.
"""

from analysis.goals.derive import derive, halfway
from analysis.goals.judge import judge, streak
from analysis.goals.next_goal import at_the_norm, next_goal
from analysis.goals.tips import Tip, tips, wanted
from analysis.goals.types import PROBLEMS, FocusArea, Goal, GoalOutcome, JudgedGoal, is_problem
from analysis.goals.wording import goal_text, value_text

__all__ = [
    "PROBLEMS",
    "FocusArea",
    "Goal",
    "GoalOutcome",
    "JudgedGoal",
    "Tip",
    "at_the_norm",
    "derive",
    "goal_text",
    "halfway",
    "is_problem",
    "judge",
    "next_goal",
    "streak",
    "tips",
    "value_text",
    "wanted",
]
