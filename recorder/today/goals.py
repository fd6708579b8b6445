"""The goal of the next answer, from what the store knows; and those of earlier answers, judged.

What to work on is the person's choice; without one it is what stands out in their last answers,
one thing at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.goals import (
    PROBLEMS,
    FocusArea,
    Goal,
    JudgedGoal,
    goal_text,
    is_done,
    is_problem,
    judge,
)
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

NEED_WORDS: frozenset[str] = frozenset({"fillers", "pace"})
"""Problems that need the words, not just the sound."""

MOST, MOST_LENGTHS = 8, 40
"""Goals that are looked at; of lengths, those at every question."""


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
        return self.at_the_norm and _was_met(self.goal)

    @property
    def line(self) -> str:
        """The goal in one line: “at most 7 fillers a minute; last time 9”."""
        return f"{self.asked}{_earlier(self.goal)}"


def goal_for(
    store: Store, wanted: str | None, question: Question, *, by_words: bool = True
) -> Offer | None:
    """Return the goal for an answer to this question; ``None``: there is nothing to work on.

    ``wanted`` is the person's choice as in the settings; ``by_words``: answers get words.
    """
    problem = worked_on(store, wanted, question.target, by_words=by_words)
    return None if problem is None else offer(store, problem, question, by_words=by_words)


def worked_on(
    store: Store, wanted: str | None, target: tuple[float, float], *, by_words: bool = True
) -> FocusArea | None:
    """Return the one problem that is worked on: the person's choice, or what stands out.

    What once stood out is kept until its goal is met and is all that is asked of anyone.
    """
    if wanted == OFF or (not by_words and wanted in NEED_WORDS):
        return None
    if is_problem(wanted):
        return wanted
    newest, answers = store.goals.newest(), recent(store)
    if newest is not None and (by_words or newest[1].problem not in NEED_WORDS):
        problem, asked = newest[1].problem, store.answer(newest[0]).question_id
        if not is_done(_newest(store, problem, asked), target):
            return problem
    return stands_out(answers)


def offer(store: Store, problem: FocusArea, question: Question, *, by_words: bool = True) -> Offer:
    """Return the goal for one problem."""
    goal = set_goal(store, problem, question.id or None, question.target, by_words=by_words)
    good = norm(problem, goal.measure, question.target).show_good()
    asked, end = goal_text(goal, question.target), at_the_norm(goal, question.target)
    return Offer(problem, goal, asked, good, end)


def set_goal(
    store: Store,
    problem: FocusArea,
    question_id: str | None,
    target: tuple[float, float],
    *,
    by_words: bool = True,
) -> Goal:
    """Return the goal for a problem: the one that is not met yet, else the next.

    One that was dropped for another problem since then is set again.
    """
    length, newest = problem == "length", store.goals.newest()
    dropped = newest is not None and newest[1].problem != problem
    return next_goal(
        problem,
        recent(store, question_id if length else None),
        () if dropped else _newest(store, problem, question_id),
        question=question_id,
        target=target,
        by_words=by_words,
    )


def offers(store: Store, question: Question, *, by_words: bool = True) -> tuple[Offer, ...]:
    """Return the goal for every problem that can be judged."""
    return tuple(
        offer(store, problem, question, by_words=by_words)
        for problem in PROBLEMS
        if by_words or problem not in NEED_WORDS
    )


def earlier_goals(
    store: Store,
    problem: FocusArea,
    *,
    before: int | None = None,
    question_id: str | None = None,
) -> tuple[JudgedGoal, ...]:
    """Return the last goals of a problem and whether they were met, oldest first.

    Goals for length are those at ``question_id``. A goal whose answer has no analysis that can
    be read has no outcome.
    """
    found = _kept(store, problem, before, question_id)
    return tuple(_judged(store, answer_id, goal) for answer_id, goal in found)


def _newest(store: Store, problem: FocusArea, question_id: str | None) -> tuple[JudgedGoal, ...]:
    """Return the latest earlier goal, if there is one: each one costs reading an analysis."""
    found = _kept(store, problem, None, question_id)
    return tuple(_judged(store, answer_id, goal) for answer_id, goal in found[-1:])


def _kept(
    store: Store, problem: FocusArea, before: int | None, question_id: str | None
) -> list[tuple[int, Goal]]:
    if problem != "length":
        return list(store.goals.last(problem, before=before, limit=MOST))
    found = store.goals.last(problem, before=before, limit=MOST_LENGTHS)
    return [each for each in found if store.answer(each[0]).question_id == question_id]


def _judged(store: Store, answer_id: int, goal: Goal) -> JudgedGoal:
    try:
        analysis = store.analysis(answer_id)
    except StoreError:
        analysis = None
    return JudgedGoal(goal, "not judged" if analysis is None else judge(goal, analysis))


def label(problem: FocusArea) -> str:
    """Name a problem as its score is named."""
    return LABELS[problem]


def last(offer: Offer) -> str:
    """Write the last value, where there is one."""
    earlier = offer.goal.earlier
    return "" if earlier is None else number(offer.goal.measure, earlier)


def _was_met(goal: Goal) -> bool:
    """Whether the last answer, rounded as it is shown, was already there."""
    if goal.earlier is None:
        return False
    return goal.low <= round(goal.earlier, BY_NAME[goal.measure].digits) <= goal.high


def _earlier(goal: Goal) -> str:
    if goal.earlier is None:
        return ""
    again = ", so do that again" if _was_met(goal) else ""
    return f"; last time {number(goal.measure, goal.earlier)}{again}"
