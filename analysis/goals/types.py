"""A goal, and how it can turn out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeGuard, get_args

FocusArea = Literal["fillers", "pauses", "pace", "length"]
"""What one answer can work on; each is also the name of a score."""

PROBLEMS: tuple[FocusArea, ...] = get_args(FocusArea)

GoalOutcome = Literal["reached", "about", "missed", "not judged"]
"""``about``: the goal is within the range of the measure, so it may or may not be reached."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One answer's goal: ``measure`` from ``low`` to ``high``, in the measure's unit.

    ``earlier`` is the value of the last answer; ``None``: there is none. ``by_words``: the numbers
    are those of answers with words; from the sound alone, they would differ.
    """

    problem: FocusArea
    measure: str
    low: float
    high: float
    earlier: float | None = None
    by_words: bool = True


@dataclass(frozen=True, slots=True)
class JudgedGoal:
    """An earlier goal and how it turned out."""

    goal: Goal
    outcome: GoalOutcome


def is_problem(name: str | None) -> TypeGuard[FocusArea]:
    """Whether this names a problem."""
    return name in PROBLEMS
