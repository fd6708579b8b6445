"""Practice: a recording is saved, whatever the person and the microphone do."""

from __future__ import annotations

import asyncio
import wave
from functools import partial

import pytest
from textual.message import Message
from textual.widgets import Button, Static

from recorder import messages
from recorder.analyst.queue import CANCELED
from recorder.app.app import VivaApp
from recorder.recording.take import Take
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.help import HelpScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.analyzing import AnalyzingScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from recorder.screens.settings.settings import SettingsScreen
from recorder.widgets.recording.answer_clock import Lights
from sessions.errors import StoreError
from tests.examples import one_more
from tests.screens.driving import ended, recording, shown, speaking, until
from tests.screens.fakes import FakeMicrophone, World


def warning(practice: PracticeScreen) -> str:
    return str(practice.query_one("#warning", Static).render())


async def test_first_screen_to_report_in_four_keys(app: VivaApp, world: World) -> None:
    said: list[Message] = []
    async with app.run_test(message_hook=said.append) as pilot:
        await speaking(pilot, world, 130)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    kinds = [type(message) for message in said]
    order = [
        messages.PracticeQuestion,
        messages.MicrophoneReady,
        messages.TakeStarted,
        messages.TakeStopped,
        messages.ShowAnswer,
    ]
    places = [kinds.index(kind) for kind in order]
    assert places == sorted(places)
    (answer,) = world.store.answers()
    assert (answer.state, answer.overall, answer.device) == ("analysed", 75, "USB Headset")
    with wave.open(str(answer.path)) as sound:
        assert sound.getnframes() == 130 * 1000
    assert world.microphone.stream.closed


async def test_a_narrow_screen_shows_both_ends_of_the_target(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(40, 20)) as pilot:
        practice = await recording(pilot, world)
        lights = practice.query_one(Lights)
        drawn = [lights.render_line(y).text.strip() for y in range(lights.size.height)]
        assert drawn[:2] == ["○ green at 2:00,", "red at 3:00"]
        assert set(drawn[2]) == {"─", "┅"}


async def test_the_row_exists_before_the_first_sample(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await recording(pilot, world)
        (unfinished,) = world.store.unfinished()
        assert unfinished.question_id == "tell-me-about-yourself"
        assert unfinished.path.is_file()


async def test_the_model_is_warmed_after_the_first_frame(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(world.analyst.warmings))
        assert world.analyst.warmings == [world.model]


async def test_analysis_gets_the_question_and_the_model(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    (job,) = world.analyst.jobs
    assert job.model == world.model
    assert job.question is not None and job.question.target == (120, 180)


async def test_without_a_model_only_the_sound_is_scored(app: VivaApp, world: World) -> None:
    world.model = None
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    assert world.analyst.jobs[0].model is None


async def test_discard_asks_and_then_leaves_nothing(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 20)
        path = world.store.unfinished()[0].path
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: practice.panel.stage == "ready")
        assert not path.exists()
        assert "discarded" in warning(practice)
        await until(pilot, lambda: len(world.analyst.discarded) == 1)
    assert not world.store.answers()


async def test_discarding_can_be_canceled(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 20)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("escape")
        await shown(pilot, PracticeScreen)
        assert practice.panel.stage == "recording"


async def test_a_short_recording_is_reported_and_can_be_repeated(
    app: VivaApp, world: World
) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 0.4)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "ready")
        assert "0.4 s" in warning(practice)
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(5)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    assert len(world.store.answers()) == 1


async def test_leaving_while_recording_asks_and_saves(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)
        await pilot.press("k")
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
    assert world.store.answers()[0].duration == 20.0


async def test_quitting_while_recording_asks(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 20)
        await pilot.press("ctrl+q")
        await shown(pilot, ChoiceDialog)
        await pilot.press("g")
        await shown(pilot, PracticeScreen)
        assert practice.panel.stage == "recording"
        await pilot.press("ctrl+q")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await ended(app)
    assert not world.store.answers()
    assert not world.store.unfinished()


async def test_an_app_that_ends_while_recording_saves_the_answer(
    app: VivaApp, world: World
) -> None:
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
    (answer,) = world.store.answers()
    assert (answer.state, answer.duration) == ("recorded", 20.0)


async def test_an_unplugged_microphone_keeps_the_recording(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await speaking(pilot, world, 41)
        world.microphone.unplug()
        ask = await shown(pilot, ChoiceDialog)
        assert "unplugged" in str(ask.query_one("#text", Static).render())
        await pilot.press("a")
        await shown(pilot, ReportScreen)
    assert world.store.answers()[0].duration == 41.0


async def test_a_device_that_stalls_may_come_back(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("recorder.recording.session.Take", partial(Take, clock=lambda: now[0]))
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 20)
        now[0] = 10.0
        await until(pilot, lambda: "No sound has come" in warning(practice))
        assert practice.panel.stage == "recording"
        world.microphone.speak(1)
        await until(pilot, lambda: "No sound" not in warning(practice))


async def test_a_device_that_disappears_while_a_dialog_is_open(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        await pilot.press("escape")
        leaving = await shown(pilot, ChoiceDialog)
        world.microphone.unplug()
        await until(
            pilot, lambda: app.screen is not leaving and isinstance(app.screen, ChoiceDialog)
        )
        assert leaving not in app.screen_stack
        await pilot.press("h")
        await shown(pilot, HomeScreen)
    assert world.store.answers()[0].state == "analysed"


async def test_a_microphone_that_cannot_be_opened_leaves_no_row(app: VivaApp, world: World) -> None:
    world.microphone.problem = "USB Headset is in use by another program; close that one."
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "missing")
        assert "another program" in warning(practice)
        button = practice.query_one("#go", Button)
        await until(pilot, lambda: button.content_size.width >= len("Try again (space)"))
        assert not world.store.unfinished()


@pytest.mark.parametrize("missing", ["", *one_more("No microphone was found; plug one in.")])
async def test_trying_again_records_so_that_nobody_speaks_to_a_clock_that_waits(
    app: VivaApp, world: World, missing: str
) -> None:
    world.microphone.missing = missing or None
    world.microphone.problem = None if missing else "It is in use by another program."
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        if not missing:
            await until(pilot, lambda: practice.panel.stage == "ready")
            await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "missing")
        await pilot.pause()
        world.microphone.missing = world.microphone.problem = None
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")


async def test_a_microphone_chosen_after_a_refusal_waits_for_space(
    app: VivaApp, world: World
) -> None:
    world.microphone.problem = "It is in use by another program."
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        for _ in range(2):
            await pilot.press("space")
            await until(pilot, lambda: practice.panel.stage == "missing")
            await pilot.pause()
        world.microphone.problem = None
        await pilot.press("s")
        await shown(pilot, SettingsScreen)
        await pilot.press("escape")
        await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.pause()
        assert practice.panel.stage == "ready" and not world.store.answers()


async def test_a_missing_microphone_is_reported_with_what_to_do(app: VivaApp, world: World) -> None:
    world.microphone.missing = "No microphone was found; plug one in."
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "missing")
        assert "plug one in" in warning(practice)
        assert str(practice.query_one("#go", Button).label) == "Try again (space)"


async def test_silence_gets_a_warning_within_half_a_second(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 0.5, peak=0)
        await until(pilot, lambda: "No sound at all" in warning(practice))


async def test_clipping_gets_a_warning(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        practice = await speaking(pilot, world, 2, peak=32767)
        await until(pilot, lambda: "Too loud" in warning(practice))


async def test_thinking_time_is_remembered_and_never_records(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("t")
        await pilot.pause()
        assert world.services.settings.thinking == 15
        for _ in range(16):
            practice.thinking.count()
        assert "Time's up" in str(practice.thinking.render())
        assert practice.panel.stage == "ready"


async def test_canceling_an_analysis_keeps_the_answer(app: VivaApp, world: World) -> None:
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        await pilot.press("space")
        await shown(pilot, AnalyzingScreen)
        await until(pilot, lambda: bool(world.analyst.jobs))
        await pilot.press("c")
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: world.analyst.canceled)
    (answer,) = world.store.answers()
    assert (answer.state, answer.problem) == ("failed", CANCELED)
    assert answer.path.is_file()


async def test_a_report_becomes_ready_under_the_help(app: VivaApp, world: World) -> None:
    world.analyst.gate = asyncio.Event()
    async with app.run_test() as pilot:
        await speaking(pilot, world, 20)
        await pilot.press("space")
        await shown(pilot, AnalyzingScreen)
        await pilot.press("f1")
        await shown(pilot, HelpScreen)
        world.analyst.gate.set()
        await shown(pilot, ReportScreen)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_another_microphone_can_be_used(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("s")
        await shown(pilot, SettingsScreen)
        world.microphone = FakeMicrophone("Podcast Microphone")
        await pilot.press("escape")
        device = practice.query_one("#device", Static)
        await until(pilot, lambda: "Podcast Microphone" in str(device.render()))


async def test_a_full_disk_is_reported(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(world.store, "begin_answer", refuse)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("space")
        await until(pilot, lambda: "The disk is full." in warning(practice))


async def test_the_start_button_works_with_the_mouse(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.click("#go")
        button = practice.query_one("#go", Button)
        await until(pilot, lambda: str(button.label).startswith("Stop"))
        world.microphone.speak(3)
        # Textual ignores another click while the button still shows the first one.
        await until(pilot, lambda: not button.has_class("-active"))
        await pilot.click("#go")
        await shown(pilot, ReportScreen)
