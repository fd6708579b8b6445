"""A goal for one answer: one problem, a step within reach, and whether it was reached.

Standard library only. The goal is between what is usual for the person and the norm, never
beyond the norm; a measure's own range is honored when the goal is judged. The rules are in
``docs/today.md``.
"""

from analysis.goals.derive import derive, reachable
from analysis.goals.judge import judge, missed_in_a_row
from analysis.goals.next_goal import at_the_norm, is_done, next_goal
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
    "is_done",
    "is_problem",
    "judge",
    "missed_in_a_row",
    "next_goal",
    "reachable",
    "tips",
    "value_text",
    "wanted",
]
