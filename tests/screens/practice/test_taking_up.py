"""A microphone that fails during an answer: another one continues the same answer."""

from __future__ import annotations

import asyncio
import wave

from textual.pilot import Pilot
from textual.widgets import Static

from recorder.app.app import VivaApp
from recorder.display_text import minutes
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.analyzing import AnalyzingScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from tests.screens.driving import shown, speaking, until
from tests.screens.fakes import RATE, FakeMicrophone, World


async def broken_off(pilot: Pilot[None], world: World, seconds: float = 30) -> ChoiceDialog[object]:
    """Speak, and lose the microphone."""
    await speaking(pilot, world, seconds)
    world.microphone.unplug()
    ask = await shown(pilot, ChoiceDialog)
    said = str(ask.query_one("#text", Static).render())
    assert f"unplugged. The first {minutes(seconds)} is saved." in said
    assert said.count("saved") == 1
    practice = next(s for s in pilot.app.screen_stack if isinstance(s, PracticeScreen))
    assert not practice.query_one("#warning").has_class("-shown")
    return ask


async def test_another_microphone_continues_the_same_answer(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        world.microphone = FakeMicrophone("Built-in")
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(12)
        await until(pilot, lambda: practice.panel.clock.elapsed >= 41.9)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    (answer,) = world.store.answers()
    assert answer.duration == 42.0
    assert answer.device == "USB Headset, then Built-in"
    with wave.open(str(answer.path)) as file:
        assert file.getnframes() == 42 * RATE


async def test_nothing_is_lost_while_no_microphone_is_available(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        world.microphone.missing = "No microphone was found."
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "missing")
        assert world.store.answers()[0].duration == 30.0
        assert practice.panel.clock.elapsed == 30.0
        device = str(practice.query_one("#device", Static).render())
        assert device.startswith("The first 0:30 is saved. Press space to continue")
        world.microphone.missing = None
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(5)
        await until(pilot, lambda: practice.panel.clock.elapsed >= 34.9)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    assert world.store.answers()[0].duration == 35.0


async def test_a_microphone_that_refuses_leaves_the_answer_resumable(
    app: VivaApp, world: World
) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        world.microphone.problem = "It is in use by another program."
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "missing")
        (answer,) = world.store.answers()
        assert (answer.state, answer.duration) == ("recorded", 30.0)
        world.microphone.problem = None
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(5)
        await until(pilot, lambda: practice.panel.clock.elapsed >= 34.9)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
    assert world.store.answers()[0].duration == 35.0


async def test_leaving_instead_gives_a_report_on_the_recording_so_far(
    app: VivaApp, world: World
) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        world.microphone.missing = "No microphone was found."
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "missing")
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
    assert world.store.answers()[0].duration == 30.0


async def test_the_report_is_never_about_the_first_part_alone(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.analyst.gate = asyncio.Event()
        world.microphone.speak(12)
        await until(pilot, lambda: practice.panel.clock.elapsed >= 41.9)
        await pilot.press("space")
        await shown(pilot, AnalyzingScreen)


async def test_discarding_a_resumed_answer_removes_all_of_it(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(5)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("d")
        await until(pilot, lambda: practice.panel.stage == "ready")
    assert world.store.answers() == () and world.store.unfinished() == ()


async def test_an_interrupted_recording_is_not_compressed(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
        assert app.speaking(), "upkeep would compress an answer being continued"
        world.microphone = FakeMicrophone("Built-in")
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(5)
        await until(pilot, lambda: practice.panel.clock.elapsed >= 34.9)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
        assert not app.speaking()


async def test_a_compressed_interrupted_recording_is_saved_and_reported(
    app: VivaApp, world: World
) -> None:
    async with app.run_test() as pilot:
        await broken_off(pilot, world)
        await until(pilot, lambda: world.store.answers()[0].state == "analysed")
        (answer,) = world.store.answers()
        flac = answer.path.with_suffix(".flac")
        flac.write_bytes(answer.path.read_bytes())
        assert world.store.sounds.replace(answer, flac)
        await pilot.press("g")
        practice = await shown(pilot, PracticeScreen)
        warning = practice.panel.query_one("#warning", Static)
        await until(pilot, lambda: "already been compressed" in str(warning.render()))
    assert world.store.answers()[0].path == flac and flac.exists()
