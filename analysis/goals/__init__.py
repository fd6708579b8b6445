"""A goal for one answer: one problem, a step that can be reached, and whether it was.

Standard library only. The goal lies between what is usual for the person and the norm, never
beyond the norm; a measure's own range is honoured when the goal is judged. The rules are written
down in ``docs/today.md``.
"""

from analysis.goals.derive import derive, toward
from analysis.goals.judge import judge, row
from analysis.goals.ladder import at_the_norm, following
from analysis.goals.says import aim, said
from analysis.goals.tips import Tip, tips, wanted
from analysis.goals.types import PROBLEMS, FocusArea, Goal, GoalOutcome, JudgedGoal, is_problem

__all__ = [
    "PROBLEMS",
    "FocusArea",
    "Goal",
    "GoalOutcome",
    "JudgedGoal",
    "Tip",
    "aim",
    "at_the_norm",
    "derive",
    "following",
    "is_problem",
    "judge",
    "row",
    "said",
    "tips",
    "toward",
    "wanted",
]
