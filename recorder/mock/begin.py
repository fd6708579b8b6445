"""From a mix to a mock interview in the store, and from its steps back to questions."""

from __future__ import annotations

import secrets

from prompts.bank import Bank
from prompts.types import Question, known_kind
from recorder.display_text import minutes
from recorder.mock.mix import Mix, MockPlan
from recorder.mock.plan import RECENT, make
from sessions.answers.mocks import Mock, MockStep, Planned
from sessions.store import Store

POINTED = "Follow-ups go after what your answer left out."
UNPOINTED = (
    "Follow-ups are from the question bank: without a speech model, Viva can't know what you said."
)
EMPTY = "No questions match; choose more kinds or another category."
EMPTY_IN_TIME = "No questions match; choose more kinds, another category, or more minutes."


def planned(mix: Mix, bank: Bank, store: Store, seed: int | None = None) -> MockPlan:
    """Plan a mock, avoiding what the last ones asked; random unless a seed is given."""
    chance = secrets.randbits(32) if seed is None else seed
    return make(mix, bank, chance, store.mocks.asked(RECENT))


def empty(mix: Mix) -> str:
    """Say what to change in a mix that no question matches."""
    return EMPTY if mix.minutes is None else EMPTY_IN_TIME


def begin(plan: MockPlan, store: Store, *, voice: bool) -> Mock:
    """Save a plan and begin it; refuses one without questions with ``ValueError``."""
    mix = plan.mix
    steps = [
        Planned(
            question_id=step.question.id,
            text=step.question.text,
            kind=step.question.kind,
            category=step.question.category,
            target=step.question.target,
            planned=step.planned,
            follows=step.follows,
        )
        for step in plan.steps
    ]
    return store.mocks.begin(
        mix.title,
        steps,
        style=mix.style,
        thinking=mix.thinking,
        stop_at=mix.limit,
        voice=voice,
        pointed=mix.follow_ups and mix.pointed,
    )


def question(step: MockStep) -> Question:
    """Return a step's question as it is asked: without tips, as in a real interview."""
    asked = step.question
    kind = known_kind(asked.kind)
    return Question(asked.question_id, asked.text, asked.category, kind, asked.target, ())


def outline(plan: MockPlan, *, by_words: bool) -> str:
    """Describe a planned mock in a few sentences; ``by_words``: there is a speech model."""
    questions = sum(step.follows is None for step in plan.steps)
    follow_ups = len(plan.steps) - questions
    about = max(1, round(plan.seconds / 60))
    count = f"{questions} question{'' if questions == 1 else 's'}"
    more = f" and {follow_ups} follow-ups" if follow_ups > 1 else " and 1 follow-up"
    said = [f"{count}{more if follow_ups else ''}, about {about} minutes."]
    mix = plan.mix
    if mix.style == "video":
        limit = minutes(mix.limit or 0)
        said.append(
            f"You have {mix.thinking} s to read each question. Then recording starts automatically "
            f"and stops at {limit}. There are no second tries and no breaks."
        )
    else:
        said.append("You start and stop each answer with space, and can skip a question.")
        if follow_ups and mix.pointed:
            said.append(POINTED if by_words else UNPOINTED)
    said.append("There is no feedback until the end. Everything is saved; you can continue later.")
    return " ".join(said)
