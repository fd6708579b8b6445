"""What comes after a question: the next of today's list, or of the bank."""

from __future__ import annotations

from prompts.types import Question
from recorder.messages import PracticeQuestion, ShowToday
from recorder.recording.session import next_in_bank
from recorder.services import Services
from sessions.errors import StoreError


def next_question(question: Question, services: Services) -> PracticeQuestion | ShowToday:
    """Give the next open question of today after one of them, and the list when all are done.

    After any other question comes the next one of the bank.
    """
    try:
        today = services.today
        if question.id in today:
            following = today.following(question.id)
            return ShowToday() if following is None else PracticeQuestion(following)
    except StoreError:
        pass  # without today's list there is still the bank
    return PracticeQuestion(next_in_bank(question, services.bank))
