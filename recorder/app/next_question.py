"""The question after this one: the next from today's list, or from the bank."""

from __future__ import annotations

from prompts.types import Question
from recorder.messages import PracticeQuestion, ShowToday
from recorder.recording.session import next_in_bank
from recorder.services import Services
from sessions.errors import StoreError


def next_question(question: Question, services: Services) -> PracticeQuestion | ShowToday:
    """Return today's next open question, or today's list when all of them are done.

    For a question that is not on today's list, return the next one in the bank.
    """
    try:
        today = services.today
        if question.id in today:
            following = today.following(question.id)
            return ShowToday() if following is None else PracticeQuestion(following)
    except StoreError:
        pass  # the bank still works without today's list
    return PracticeQuestion(next_in_bank(question, services.bank))
