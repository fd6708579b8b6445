"""Cues are shown while the person thinks, and hidden the moment they speak."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from prompts.types import Question
from recorder.app.app import VivaApp
from recorder.messages import PracticeQuestion, RunMock
from recorder.microphone.types import BlockListener, Ended
from recorder.mock import begin
from recorder.mock.mix import Mix, MockPlan, PlannedStep
from recorder.mock.presets import own, video
from recorder.screens.mock.mock import MockInterview
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from recorder.screens.report.telling import StoryLine
from recorder.screens.stories.story_choice import StoryChoice
from sessions.answers.mocks import Mock
from sessions.errors import StoreError
from tests.screens.driving import shown, standing_still, until
from tests.screens.fakes import FakeStream, World
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE
from tests.screens.stories.samples import DOSE, HOME, MINE
from tests.screens.test_hostile_text import screen_text

CUE = "safe dose before 6 am"


async def asked(pilot: Pilot[None], world: World, question_id: str = "a-mistake") -> PracticeScreen:
    pilot.app.screen.post_message(PracticeQuestion(world.services.bank.get(question_id)))
    practice = await shown(pilot, PracticeScreen)
    await until(pilot, lambda: practice.panel.stage == "ready")
    await pilot.pause()
    return practice


async def test_cues_show_with_the_time_to_think(app: VivaApp, world: World) -> None:
    world.store.stories.keep(DOSE)
    world.services.change(thinking=30)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        drawn = screen_text(app)
        assert CUE in drawn and "read back every dose" in drawn
        assert practice.cues.story is not None
        await pilot.press("h")
        await pilot.pause()
        assert CUE not in screen_text(app)
        await pilot.press("c")
        await pilot.pause()
        assert CUE in screen_text(app)


async def test_cues_disappear_the_moment_recording_begins(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cues disappear while the microphone opens, and no key brings them back."""
    kept = world.store.stories.keep(DOSE)
    world.services.change(thinking=30)
    opening, go = world.microphone.open, threading.Event()

    def slowly(heard: BlockListener, ended: Ended) -> FakeStream:
        go.wait(10)
        return opening(heard, ended)

    monkeypatch.setattr(world.microphone, "open", slowly)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        assert CUE in screen_text(app)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "opening")
        await pilot.press("c", "h", "c", "t")
        await pilot.pause()
        assert practice.cues.story is None and CUE not in screen_text(app)
        go.set()
        await until(pilot, lambda: practice.panel.stage == "recording")
        await pilot.press("c", "t", "c")
        await pilot.pause()
        assert practice.cues.story is None and CUE not in screen_text(app)
        assert not practice.has_class("-cues")
        world.microphone.speak(20)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    (answer,) = world.store.answers()
    assert world.store.stories.story_told_in(answer.id) == kept


async def test_without_time_to_think_a_key_shows_the_cues(app: VivaApp, world: World) -> None:
    world.store.stories.keep(DOSE)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        assert CUE not in screen_text(app)
        await pilot.press("c")
        await pilot.pause()
        assert CUE in screen_text(app)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        assert CUE not in screen_text(app)


async def test_a_key_goes_from_story_to_story(app: VivaApp, world: World) -> None:
    """Linked ones first, then those that may fit."""
    world.store.stories.keep(replace(HOME, questions=("a-mistake",)))
    world.store.stories.keep(replace(DOSE, questions=()))
    world.services.change(thinking=15)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        seen = []
        for _ in range(3):
            assert practice.cues.story is not None
            seen.append(practice.cues.story.title)
            await pilot.press("c")
            await pilot.pause()
        assert seen == [HOME.title, DOSE.title, HOME.title]
        assert f"May fit: {DOSE.title}" in screen_text(app)
        await pilot.click("#cue-title", offset=(1, 0))  # next to the keys: nothing happens
        assert practice.cues.story is not None


async def test_the_keys_can_be_clicked(app: VivaApp, world: World) -> None:
    world.store.stories.keep(DOSE)
    world.services.change(thinking=15)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        title = practice.query_one("#cue-title")
        hide = str(title.render()).index("h hide")
        await pilot.click("#cue-title", offset=(hide + 3, 0))
        await until(pilot, lambda: practice.cues.story is None)


async def test_an_unlinked_story_is_only_named_at_first(app: VivaApp, world: World) -> None:
    world.store.stories.keep(replace(DOSE, questions=()))
    world.services.change(thinking=15)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        assert "May fit: The wrong dose" in screen_text(app) and CUE not in screen_text(app)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        assert "May fit" not in screen_text(app)
        await pilot.press("space")


async def test_nothing_changes_without_stories(app: VivaApp, world: World) -> None:
    world.store.stories.keep(HOME)
    world.services.change(thinking=30)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world, "three-words")
        await pilot.press("c", "h", "c")
        await pilot.pause()
        assert not practice.cues.display and not practice.has_class("-cues")
        offered = {active.binding.id for active in practice.active_bindings.values()}
        assert "practice.think" in offered and "practice.cues" not in offered


async def test_a_hidden_story_does_not_count_as_told(app: VivaApp, world: World) -> None:
    world.store.stories.keep(DOSE)
    world.services.change(thinking=30)
    async with app.run_test() as pilot:
        practice = await asked(pilot, world)
        await pilot.press("h", "space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(20)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    assert world.store.stories.tellings() == ()


async def test_cues_can_be_shown_again_after_a_short_take(app: VivaApp, world: World) -> None:
    world.store.stories.keep(DOSE)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        await pilot.press("c", "space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "ready")
        assert world.store.stories.tellings() == ()
        await pilot.press("c")
        await pilot.pause()
        assert CUE in screen_text(app)


async def test_a_store_error_does_not_stop_an_answer(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    world.store.stories.keep(DOSE)
    monkeypatch.setattr(world.store.stories, "record_telling", refuse)
    async with app.run_test() as pilot:
        practice = await asked(pilot, world)
        await pilot.press("c", "space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(20)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    assert len(world.store.answers()) == 1


async def test_the_report_names_the_story_and_accepts_a_correction(
    app: VivaApp, world: World
) -> None:
    world.store.stories.keep(DOSE)
    home = world.store.stories.keep(HOME)
    async with app.run_test(size=(100, 40)) as pilot:
        practice = await asked(pilot, world)
        await pilot.press("c", "space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(20)
        await pilot.press("space")
        report = await shown(pilot, ReportScreen)
        await until(pilot, lambda: "Story: The wrong dose" in screen_text(app))
        await pilot.press("b")
        await shown(pilot, StoryChoice)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Story: Too early home" in screen_text(app))
        (answer,) = world.store.answers()
        assert world.store.stories.story_told_in(answer.id) == home
        await pilot.click(StoryLine)
        await shown(pilot, StoryChoice)
        await pilot.press("end", "enter")
        await until(pilot, lambda: "Did you tell one of your stories?" in screen_text(app))
        assert world.store.stories.tellings() == ()
        await pilot.press("b")
        await shown(pilot, StoryChoice)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is report)
    assert world.store.stories.tellings() == ()


async def test_the_report_is_the_same_without_stories(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await asked(pilot, world)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(20)
        await pilot.press("space")
        report = await shown(pilot, ReportScreen)
        assert not report.query_one(StoryLine).display
        await pilot.press("b")
        await pilot.pause()
        assert app.screen is report


async def test_hostile_words_are_shown_literally(app: VivaApp, world: World) -> None:
    world.store.stories.keep(replace(DOSE, title=HOSTILE, cues=(HOSTILE,) * 5))
    world.services.change(thinking=30)
    async with app.run_test(size=(120, 40)) as pilot:
        await asked(pilot, world)
        drawn = screen_text(app)
        assert drawn.count("[bold red]x[/]") >= 6 and "\x1b" not in drawn


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)
def test_picture_of_the_cues(
    snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        practice = await asked(pilot, world)
        standing_still(practice.thinking, 24)
        await pilot.pause()

    world.store.stories.keep(DOSE)
    world.store.stories.keep(replace(HOME, questions=("a-mistake",)))
    world.services.change(thinking=30)
    assert snap_compare(app, run_before=before, terminal_size=size)


def test_the_narrative_fits_the_first_question(world: World) -> None:
    from recorder.stories.fit import fitting

    mine = world.store.stories.keep(MINE)
    question: Question = world.services.bank.get("tell-me-about-yourself")
    (found,) = fitting(question, [mine])
    assert found.linked


# In a mock interview


def mock_of(world: World, *ids: str, mix: Mix) -> Mock:
    """Begin a mock with these questions."""
    steps = tuple(PlannedStep(world.services.bank.get(id), 90.0) for id in ids)
    return begin.begin(MockPlan(replace(mix, thinking=30), steps), world.store, voice=False)


async def in_mock(pilot: Pilot[None], mock: Mock) -> MockInterview:
    pilot.app.screen.post_message(RunMock(mock.id))
    screen = await shown(pilot, MockInterview)
    await until(pilot, lambda: screen.panel.stage == "ready")
    await pilot.pause()
    return screen


@pytest.mark.parametrize("size", [(100, 40), (80, 24), (40, 12)])
async def test_a_mock_shows_cues_only_in_its_time_to_think(
    app: VivaApp, world: World, size: tuple[int, int]
) -> None:
    kept = world.store.stories.keep(DOSE)
    mock = mock_of(world, "a-mistake", "weather", mix=own(questions=2))
    async with app.run_test(size=size) as pilot:
        screen = await in_mock(pilot, mock)
        assert CUE in screen_text(app)
        assert screen.query_one("#go").region.bottom < size[1]
        await pilot.press("space")
        await until(pilot, lambda: screen.panel.stage == "recording")
        assert CUE not in screen_text(app)
        await pilot.press("c", "h", "c")
        await pilot.pause()
        assert screen.cues.story is None and CUE not in screen_text(app)
        world.microphone.speak(20)
        await pilot.press("space")
        await until(pilot, lambda: screen.step.place == 1)
        await pilot.pause()
        assert CUE not in screen_text(app), "small talk asks for no story"
    (answer,) = world.store.answers()
    assert world.store.stories.story_told_in(answer.id) == kept


async def test_a_video_interview_hides_cues_when_it_starts_recording(
    app: VivaApp, world: World
) -> None:
    world.store.stories.keep(DOSE)
    mock = mock_of(world, "a-mistake", mix=video(3))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await in_mock(pilot, mock)
        assert CUE in screen_text(app)
        screen.thinking.end()
        screen.on_thinking_time_over()
        await until(pilot, lambda: screen.panel.stage == "recording")
        assert CUE not in screen_text(app)


async def test_a_follow_up_has_no_cues(app: VivaApp, world: World) -> None:
    world.store.stories.keep(DOSE)
    asked = PlannedStep(world.services.bank.get("a-mistake"), 90.0)
    mix = replace(own(questions=1), thinking=30)
    plan = MockPlan(mix, (asked, replace(asked, follows=0)))
    mock = begin.begin(plan, world.store, voice=False)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await in_mock(pilot, mock)
        assert CUE in screen_text(app)
        await pilot.press("space")
        await until(pilot, lambda: screen.panel.stage == "recording")
        world.microphone.speak(20)
        await pilot.press("space")
        await until(pilot, lambda: screen.step.place == 1)
        await until(pilot, lambda: screen.panel.stage == "ready")
        await pilot.pause()
        assert CUE not in screen_text(app)
