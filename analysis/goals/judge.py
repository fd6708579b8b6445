"""Whether an answer reached its goal, as far as the measurement can tell."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.goals.types import Goal, GoalOutcome, JudgedGoal
from analysis.measures.catalog import BY_NAME
from analysis.scoring.evidence import not_enough
from analysis.types import Analysis


def judge(goal: Goal, analysis: Analysis) -> GoalOutcome:
    """Compare an answer with its goal.

    The range of the measure (``analysis.scoring.uncertainty``) decides: all of it inside the goal
    is reached, all of it outside is missed, else it is about at the goal. Values are rounded as
    they are shown. Not judged: an undefined measure, numbers of another kind (with words, or from
    the sound alone), and an answer with too little in it (``analysis.scoring.evidence``).
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


def missed_in_a_row(judged: Sequence[JudgedGoal]) -> int:
    """Return how often the goal was missed since it was last reached; oldest goal first."""
    count = 0
    for each in reversed(judged):
        if each.outcome == "reached":
            break
        count += each.outcome == "missed"
    return count


def _comparable(goal: Goal, analysis: Analysis) -> bool:
    """Whether an answer can be compared with a goal; without words, not for pace or fillers."""
    by_words = analysis.transcript is not None
    if goal.by_words != by_words and (goal.by_words or goal.measure != "answer_length"):
        return False
    if not by_words and goal.problem in ("pace", "fillers"):
        return False
    return not_enough(analysis) is None
