"""The outcome of a mock interview: its report, from the store and from answers in progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.report.earlier.usual import EarlierMeasures
from analysis.report.mock import AskedQuestion, MockReport, build
from analysis.scoring.evidence import founded
from recorder.comparison.so_far import StatusOf, nothing_pending, so_far
from recorder.reports.earlier_answers import before
from sessions.answers.mocks import FULL_ANSWERS, Mock, MockStep
from sessions.store import Store

WANTED = (3, 5)
"""Full mock interviews before the first real one, according to the guide."""


def history(store: Store, mock: Mock) -> tuple[EarlierMeasures, ...]:
    """Return the person's answers before a mock; slow, so call it once."""
    first = next((step.answer_id for step in mock.steps if step.answer_id is not None), None)
    return () if first is None else before(store, store.answer(first)).history


def review(
    store: Store,
    mock: Mock,
    history: Sequence[EarlierMeasures] = (),
    status: StatusOf = nothing_pending,
) -> MockReport:
    """Build the report of a mock; ``status`` returns how far each answer is."""
    asked = [_asked_question(store, step, status) for step in mock.steps]
    return build(
        mock.title, mock.begun.astimezone(), asked, history=history, counted=counted(store, mock)
    )


def counted(store: Store, mock: Mock) -> str:
    """Say whether a mock counts as full, and how many full ones there are by now."""
    if mock.is_full:
        return f"This mock interview counts. {progress(store.mocks.full())}"
    if mock.state == "open":
        return "It isn't finished yet."
    why = (
        "it was ended before all questions were asked"
        if mock.state == "abandoned"
        else f"a full one needs at least {FULL_ANSWERS} answers, and 3 out of 4 questions answered"
    )
    return f"This mock interview doesn't count: {why}. {progress(store.mocks.full())}"


def progress(full: int) -> str:
    """Describe the progress toward the three to five mocks the guide recommends."""
    low, high = WANTED
    count = f"{full} full mock interview{'' if full == 1 else 's'} so far"
    if full < low:
        left = f"{low - full} more" if full else f"{low} to {high} are good"
        return f"{count}; {left} before your first real interview."
    if full < high:
        return f"{count}: enough for a first real interview, though up to {high} are good."
    return f"{count}: you have practiced more than enough for a first real interview."


def unfinished(mock: Mock) -> str:
    """Describe where an open mock is."""
    return f"Unfinished mock interview: {mock.answered} of {len(mock.questions)} answered"


def _asked_question(store: Store, step: MockStep, status: StatusOf) -> AskedQuestion:
    question = step.question
    made = AskedQuestion(
        question=question.text,
        target=question.target,
        outcome=step.state,
        planned=question.planned,
        used=step.used,
        is_follow_up=question.follows is not None,
        answer=step.answer_id,
        missing=question.missing,
    )
    if step.state != "answered" or step.answer_id is None:
        return made
    return _add_analysis(store, made, step.answer_id, status)


def _add_analysis(
    store: Store, made: AskedQuestion, answer_id: int, status: StatusOf
) -> AskedQuestion:
    """Add the analysis of an answer, or why there is none."""
    found, remark = so_far(store, answer_id, status)
    return replace(made, analysis=None if found is None else founded(found), remark=remark)
