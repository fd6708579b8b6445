"""Which follow-up is asked after an answer in a mock: in time, where it belongs, or as planned."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from analysis.types import Analysis, QuestionContext
from recorder.analyst.queue import AnalysisQueue
from recorder.analyst.status import AnalysisStatus
from recorder.mock import pointed
from sessions.answers.mocks import Mock, Planned
from sessions.store import Store
from sessions.types import Answer
from tests.analysis.follow_ups.test_pointed import NO_RESULT, analyzed
from tests.patience import until
from tests.sessions.conftest import Clock, open_store

TARGET = (60.0, 120.0)
COMPLETE = NO_RESULT + " In three months she had no more admission, and her mother thanked us."


def question(n: int, kind: str = "behavioural") -> Planned:
    text = "Tell me about a challenging patient case."
    return Planned(f"q-{n}", text, kind, "General", TARGET, 100.0)


def follow_up(n: int, place: int) -> Planned:
    return Planned(
        f"q-{n}.follow-up-1", "And then?", "behavioural", "General", (30.0, 60.0), 53.0, place
    )


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    return open_store(tmp_path / "home", clock)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begin(store: Store, *, asks_pointed: bool = True, first: str = "behavioural") -> Mock:
    """Begin with four questions, of which the second and the last have a follow-up."""
    steps = [
        question(0, first),
        question(1),
        follow_up(1, 1),
        question(2),
        question(3),
        follow_up(3, 4),
    ]
    return store.mocks.begin("Own", steps, style="residency", pointed=asks_pointed)


def answer(store: Store, mock: Mock, text: str | None = NO_RESULT) -> Mock:
    """Answer the next question with these words; ``None``: not analyzed yet."""
    step = mock.step
    assert step is not None
    asked = step.question
    context = QuestionContext(asked.question_id, asked.text, asked.kind, asked.target)
    made = store.begin_answer(mock.session_id, context)
    store.mocks.set_answer(mock.id, step.place, made.id)
    store.finish_recording(made.id, duration=70.0, sample_rate=8000, overflows=0)
    if text is not None:
        store.save_analysis(made.id, replace(analyzed(text), question=context))
    return store.mocks.get(mock.id)


def last_answered(mock: Mock) -> int:
    return max(step.place for step in mock.steps if step.state == "answered")


def asked_next(store: Store, mock: Mock) -> Mock:
    """Choose the next follow-up as a mock interview does."""
    answered = mock.steps[last_answered(mock)]
    slot = pointed.open_slot(mock, answered)
    if slot is None:
        return mock
    assert answered.answer_id is not None
    return pointed.point(store, mock, answered, slot, store.analysis(answered.answer_id))


def texts(mock: Mock) -> list[str | None]:
    return [step.question.missing for step in mock.steps]


def test_what_was_missing_is_asked_next_in_the_place_of_a_later_follow_up(store: Store) -> None:
    mock = asked_next(store, answer(store, begin(store)))
    assert texts(mock) == [None, "result", None, None, None, None]
    assert mock.step is not None and mock.step.question == Planned(
        "q-0.follow-up-result",
        "How did it end?",
        "behavioural",
        "General",
        (30.0, 60.0),
        53.0,
        0,
        "result",
    )


def test_the_question_after_a_follow_up_is_not_followed_up_from_elsewhere(store: Store) -> None:
    mock = asked_next(store, answer(store, begin(store)))
    mock = answer(store, mock, COMPLETE)  # the follow-up
    assert pointed.open_slot(mock, mock.steps[1]) is None  # a follow-up isn't followed up
    mock = asked_next(store, answer(store, mock))
    assert texts(mock) == [None, "result", None, None, None, None]
    mock = asked_next(store, answer(store, mock))
    assert texts(mock) == [None, "result", None, None, "result", None]
    asked = [step.question.text for step in mock.steps if step.question.missing]
    assert len(set(asked)) == 2


def test_after_a_complete_answer_the_planned_follow_up_is_asked(store: Store) -> None:
    mock = asked_next(store, answer(store, begin(store), COMPLETE))
    assert mock.step is not None and mock.step.question.question_id == "q-1"
    mock = asked_next(store, answer(store, mock, COMPLETE))
    assert mock.step is not None and mock.step.question == follow_up(1, 1)


def test_an_incomplete_answer_points_the_follow_up_that_was_planned_for_it(store: Store) -> None:
    mock = answer(store, begin(store), COMPLETE)
    mock = asked_next(store, answer(store, mock))
    assert texts(mock) == [None, None, "result", None, None, None]


def test_without_words_in_time_the_planned_one_is_asked(store: Store) -> None:
    mock = answer(store, begin(store), COMPLETE)
    mock = answer(store, mock, None)
    slot = pointed.open_slot(mock, mock.steps[1])
    assert slot is not None
    assert pointed.point(store, mock, mock.steps[1], slot, None) == mock


@pytest.mark.parametrize("first", ["asking", "small_talk"])
def test_small_talk_and_your_questions_are_never_followed_up(store: Store, first: str) -> None:
    mock = answer(store, begin(store, first=first))
    assert pointed.open_slot(mock, mock.steps[0]) is None


def test_a_mock_with_listed_follow_ups_and_a_skipped_question_have_no_slot(store: Store) -> None:
    mock = answer(store, begin(store, asks_pointed=False))
    assert pointed.open_slot(mock, mock.steps[0]) is None
    mock = begin(store)
    store.mocks.skip(mock.id, 0)
    mock = store.mocks.get(mock.id)
    assert pointed.open_slot(mock, mock.steps[0]) is None


# Waiting for the words


class HandQueue:
    """A queue whose statuses the test sets."""

    def __init__(self) -> None:
        self.now: AnalysisStatus | None = None
        self.listeners: list[Callable[[AnalysisStatus], None]] = []

    def status(self, answer_id: int) -> AnalysisStatus | None:
        return self.now

    def listen(self, listener: Callable[[AnalysisStatus], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, status: AnalysisStatus) -> None:
        for listener in tuple(self.listeners):
            listener(status)


@pytest.fixture
def answered(store: Store) -> Answer:
    mock = answer(store, begin(store), None)
    number = mock.steps[0].answer_id
    assert number is not None
    return store.answer(number)


async def in_time(
    queue: HandQueue, store: Store, answer: Answer, patience: float = 60
) -> Analysis | None:
    return await pointed.words_in_time(cast(AnalysisQueue, queue), store, answer.id, patience)


async def test_the_words_are_waited_for(store: Store, answered: Answer) -> None:
    queue = HandQueue()
    queue.now = AnalysisStatus(answered, "analyzing")
    waiting = asyncio.create_task(in_time(queue, store, answered))
    await until(lambda: queue.listeners)
    queue.tell(AnalysisStatus(answered, "transcribing"))
    await asyncio.sleep(0)
    assert not waiting.done()
    store.save_analysis(answered.id, analyzed(NO_RESULT))
    queue.tell(AnalysisStatus(answered, "reported"))
    found = await waiting
    assert found is not None and found.transcript is not None
    assert not queue.listeners


async def test_words_that_are_there_are_not_waited_for(store: Store, answered: Answer) -> None:
    store.save_analysis(answered.id, analyzed(NO_RESULT))
    found = await in_time(HandQueue(), store, answered)
    assert found is not None and found.transcript is not None


async def test_a_slow_computer_is_not_waited_for(store: Store, answered: Answer) -> None:
    queue = HandQueue()
    queue.now = AnalysisStatus(answered, "transcribing")
    assert await in_time(queue, store, answered, patience=0.01) is None
    assert not queue.listeners


async def test_a_failed_analysis_has_no_words(store: Store, answered: Answer) -> None:
    queue = HandQueue()
    queue.now = AnalysisStatus(answered, "failed", problem="It stopped.")
    assert await in_time(queue, store, answered) is None
