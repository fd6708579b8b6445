"""The follow-up to an answer in a mock: after what it left out, if its words are known in time.

The answer is transcribed while it is recorded, so most words are there about a second after the
stop. If they aren't, or nothing is surely missing, the follow-up from the bank is asked as planned.
There are as many follow-ups as planned; one that fits an earlier answer better is asked there.
"""

from __future__ import annotations

import asyncio
import contextlib

from analysis.follow_ups import PointedFollowUp, pointed_follow_up
from analysis.types import Analysis
from recorder.analyst.queue import AnalysisQueue
from recorder.analyst.status import AnalysisStatus
from recorder.mock.plan import FIRM, follow_up_id
from sessions.answers.mocks import Mock, MockStep, Planned
from sessions.errors import StoreError
from sessions.store import Store

PATIENCE = 2.0
"""Seconds to wait for the words of an answer before the next question is asked anyway."""


def open_slot(mock: Mock, answered: MockStep) -> MockStep | None:
    """Return the follow-up that may be asked after this answer; ``None`` if none may.

    It is the one planned there, or else the next one planned later, unless the question before was
    followed up as well: an interviewer doesn't dwell on every answer.
    """
    question = answered.question
    if not mock.pointed or answered.state != "answered" or question.follows is not None:
        return None
    own = [step for step in mock.steps if step.question.follows == answered.place]
    if own:
        return own[0] if own[0].state == "waiting" else None
    if question.kind in FIRM or _was_followed_up(mock, answered.place - 1):
        return None
    return next((step for step in mock.steps if _can_move(mock, step)), None)


async def words_in_time(
    queue: AnalysisQueue, store: Store, answer_id: int, patience: float | None = None
) -> Analysis | None:
    """Return an answer's analysis once it is there; ``None`` if that takes too long or fails."""
    ended = asyncio.Event()

    def notice(status: AnalysisStatus) -> None:
        if status.answer.id == answer_id and status.ended:
            ended.set()

    stop = queue.listen(notice)
    try:
        status = queue.status(answer_id)
        if status is not None and not status.ended:
            await asyncio.wait_for(ended.wait(), PATIENCE if patience is None else patience)
        with contextlib.suppress(StoreError):  # then there are no words to go by
            return store.analysis(answer_id)
    except TimeoutError:
        pass
    finally:
        stop()
    return None


def point(
    store: Store, mock: Mock, answered: MockStep, slot: MockStep, analysis: Analysis | None
) -> Mock:
    """Ask what the answer left out in this slot, if anything, and return the mock as it is then.

    Raises
    ------
    StoreError
        If that can't be saved.
    """
    others = [step.question for step in mock.steps if step.place != slot.place]
    found = analysis and pointed_follow_up(
        analysis, [q.text for q in others], [q.missing for q in others if q.missing]
    )
    if not found:
        return mock
    store.mocks.point(mock.id, slot.place, _asked(answered, slot, found))
    return store.mocks.get(mock.id)


def _asked(answered: MockStep, slot: MockStep, found: PointedFollowUp) -> Planned:
    parent = answered.question
    return Planned(
        question_id=follow_up_id(parent.question_id, found.name),
        text=found.text,
        kind=parent.kind,
        category=parent.category,
        target=slot.question.target,
        planned=slot.question.planned,
        follows=answered.place,
        missing=found.name,
    )


def _was_followed_up(mock: Mock, place: int) -> bool:
    return place >= 0 and mock.steps[place].question.follows is not None


def _can_move(mock: Mock, step: MockStep) -> bool:
    """Whether a follow-up is still to come, and its question too."""
    follows = step.question.follows
    if follows is None or step.state != "waiting":
        return False
    return mock.steps[follows].state == "waiting"
