"""The goal of the next answer, from what the store knows; and those of earlier answers, judged.

What to work on is the person's choice; without one it is what stands out in their last answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.goals import PROBLEMS, FocusArea, Goal, JudgedGoal, goal_text, is_problem, judge
from analysis.goals.next_goal import at_the_norm, next_goal
from analysis.goals.norms import norm
from analysis.goals.wording import number
from analysis.measures.catalog import BY_NAME
from analysis.report.bars import LABELS
from prompts.types import Question
from recorder.today.history import recent
from recorder.today.problems import stands_out
from sessions.errors import StoreError
from sessions.store import Store

OFF = "off"
"""The choice of no goal."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A problem one may work on: its goal for a question, in words, and what is good."""

    problem: FocusArea
    goal: Goal
    asked: str
    good: str
    at_the_norm: bool = False

    @property
    def is_good(self) -> bool:
        """Whether there is nothing to work on: the last answer was good, and that is the goal."""
        earlier = self.goal.earlier
        if earlier is not None:
            earlier = round(earlier, BY_NAME[self.goal.measure].digits)
        inside = earlier is not None and self.goal.low <= earlier <= self.goal.high
        return inside and self.at_the_norm

    @property
    def line(self) -> str:
        """The goal in one line: “at most 7 fillers a minute; last time 9”."""
        return f"{self.asked}{_earlier(self.goal)}"


def goal_for(
    store: Store, wanted: str | None, question: Question, *, by_words: bool = True
) -> Offer | None:
    """Give the goal for an answer to this question; ``None``: there is nothing to work on.

    ``wanted`` is the person's choice as in the settings; ``by_words``: answers get words.
    """
    if wanted == OFF:
        return None
    problem = wanted if is_problem(wanted) else stands_out(recent(store))
    return None if problem is None else offer(store, problem, question, by_words=by_words)


def offer(store: Store, problem: FocusArea, question: Question, *, by_words: bool = True) -> Offer:
    """Give the goal for one problem."""
    id = question.id or None
    goal = next_goal(
        problem,
        recent(store, id if problem == "length" else None),
        earlier_goals(store, problem),
        question=id,
        target=question.target,
        by_words=by_words,
    )
    good = norm(problem, goal.measure, question.target).show_good()
    asked, end = goal_text(goal, question.target), at_the_norm(goal, question.target)
    return Offer(problem, goal, asked, good, end)


def offers(store: Store, question: Question, *, by_words: bool = True) -> tuple[Offer, ...]:
    """Give the goal for every problem."""
    return tuple(offer(store, problem, question, by_words=by_words) for problem in PROBLEMS)


def earlier_goals(
    store: Store, problem: FocusArea, *, before: int | None = None
) -> tuple[JudgedGoal, ...]:
    """Give what came of the last goals of a problem, the oldest first.

    Goals of answers without an analysis that can be read are left out.
    """
    found = []
    for answer_id, goal in store.goals.last(problem, before=before):
        try:
            analysis = store.analysis(answer_id)
        except StoreError:
            continue
        if analysis is not None:
            found.append(JudgedGoal(goal, judge(goal, analysis)))
    return tuple(found)


def label(problem: FocusArea) -> str:
    """Name a problem as its score is named."""
    return LABELS[problem]


def last(offer: Offer) -> str:
    """Write the last value, where there is one."""
    earlier = offer.goal.earlier
    return "" if earlier is None else number(offer.goal.measure, earlier)


def _earlier(goal: Goal) -> str:
    if goal.earlier is None:
        return ""
    return f"; last time {number(goal.measure, goal.earlier)}"
