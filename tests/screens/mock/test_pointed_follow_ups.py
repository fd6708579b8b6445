"""Pointed follow-ups on the screen: asked in time, never waited for long, explained at the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from analysis.types import QuestionContext
from recorder.app.app import VivaApp
from recorder.mock import begin
from recorder.mock.plan import make
from recorder.mock.presets import own
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.mock.mock import DECIDING, MockInterview
from recorder.screens.mock.mock_report import MockReportScreen
from sessions.answers.mocks import Mock
from tests.analysis.follow_ups.test_pointed import NO_RESULT, analyzed
from tests.screens.driving import shown, until
from tests.screens.fakes import World
from tests.screens.mock.test_mock import (
    again,
    answer,
    no_voice,
    ready,
    running,
    start,
    text,
)

__all__ = ["no_voice"]


@pytest.fixture
def mock(world: World) -> Mock:
    """Two questions about stories, of which the second has a follow-up; no answer has a result."""
    story = QuestionContext("q", "Tell me about a challenging patient case.", "behavioural")
    world.analyst.outcome = replace(analyzed(NO_RESULT), question=story)
    mix = own(questions=2, kinds=["behavioural"], follow_ups="pointed")
    plans = (make(mix, world.services.bank, seed) for seed in range(50))
    plan = next(p for p in plans if [s.follows for s in p.steps] == [None, None, 1])
    return begin.begin(plan, world.store, voice=False)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recorder.mock.pointed.PATIENCE", 0.05)


def asked(screen: MockInterview) -> str:
    return screen.question.text


async def test_what_was_missing_is_asked_and_the_report_says_why(
    app: VivaApp, world: World, mock: Mock
) -> None:
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        await answer(pilot, world)
        await until(pilot, lambda: asked(screen) == "How did it end?")
        assert "follow-up" in text(screen, "#cue")
        assert text(screen, "#place").startswith("Question 1 of 2")
        await answer(pilot, world)
        assert text(screen, "#place").startswith("Question 2 of 2")
        await answer(pilot, world)
        report = await shown(pilot, MockReportScreen)
        because = [row.because for row in report.contents.rows]
        assert because == ["", "asked because no result was heard", ""]
    (given,) = [a for a in world.store.answers() if a.question_text == "How did it end?"]
    assert given.question_id == f"{mock.steps[0].question.question_id}.follow-up-result"
    assert given.target == (30, 60)


@pytest.mark.usefixtures("hurried")
async def test_words_that_come_too_late_are_not_waited_for(
    app: VivaApp, world: World, mock: Mock
) -> None:
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        await answer(pilot, world)
        await until(pilot, lambda: screen.step.place == 1)
        assert asked(screen) == mock.steps[1].question.text
        await answer(pilot, world)
        await until(pilot, lambda: screen.step.place == 2)
        assert asked(screen) == mock.steps[2].question.text
        world.analyst.gate.set()
        await answer(pilot, world)
        await shown(pilot, MockReportScreen)
    assert [step.question for step in again(world).steps] == [s.question for s in mock.steps]


async def waiting(pilot: Pilot[None], world: World, mock: Mock) -> MockInterview:
    """Answer a question, and stop while the next one is being chosen."""
    world.analyst.gate = asyncio.Event()
    await running(pilot, mock)
    screen = await start(pilot, world, 20)
    await pilot.press("space")
    await until(pilot, lambda: text(screen, "#cue") == DECIDING)
    return screen


async def test_no_key_records_while_the_next_question_is_chosen(
    app: VivaApp, world: World, mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.mock.pointed.PATIENCE", 600)
    async with app.run_test() as pilot:
        screen = await waiting(pilot, world, mock)
        await pilot.press("space", "n", "u", "v")
        await pilot.pause()
        assert (screen.recording, screen.step.place) == (False, 0)
        assert not screen.query_one("QuestionCard").display
        assert world.analyst.gate is not None
        world.analyst.gate.set()
        await until(pilot, lambda: asked(screen) == "How did it end?")
        assert screen.query_one("QuestionCard").display
    assert len(world.store.answers()) == 1


async def test_a_mock_left_while_the_question_is_chosen_continues(
    app: VivaApp, world: World, mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.mock.pointed.PATIENCE", 600)
    async with app.run_test() as pilot:
        await waiting(pilot, world, mock)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("l")
        await shown(pilot, HomeScreen)
        assert world.analyst.gate is not None
        world.analyst.gate.set()
        await until(pilot, lambda: not world.services.queue.pending())
        await pilot.press("m", "enter")
        screen = await ready(pilot)
        assert asked(screen) == mock.steps[1].question.text  # it was asked before: now the next one


async def test_a_mock_continued_at_its_follow_up_asks_what_was_missing(
    app: VivaApp, world: World, mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.store.mocks.skip(mock.id, 0)
    monkeypatch.setattr("recorder.mock.pointed.PATIENCE", 600)
    async with app.run_test() as pilot:
        await waiting(pilot, world, mock)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("l")
        await shown(pilot, HomeScreen)
        assert world.analyst.gate is not None
        world.analyst.gate.set()
        await until(pilot, lambda: not world.services.queue.pending())
        await pilot.press("m", "enter")
        screen = await ready(pilot)
        await until(pilot, lambda: asked(screen) == "How did it end?")


async def test_without_a_model_nothing_is_waited_for(
    app: VivaApp, world: World, mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.mock.pointed.PATIENCE", 600)
    world.model = None
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        screen = await running(pilot, mock)
        await answer(pilot, world)
        assert asked(screen) == mock.steps[1].question.text
        await answer(pilot, world)
        assert asked(screen) == mock.steps[2].question.text
