"""Choosing which of two voices in a recording is the person's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from analysis.types import VOICE, Note
from recorder.app.app import VivaApp
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.report.report import ReportScreen
from recorder.screens.report.whose_voice import HINT, VoiceDialog
from tests.examples import one_more
from tests.microphone import write_wav
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import RATE, World
from tests.screens.pictures import Snap
from tests.screens.samples import full

TWO = (
    Note("voices", "There are two voices. Both were analyzed as yours."),
    Note(VOICE, "80 s", 4.0, 30.0),
    Note(VOICE, "40 s", 60.0, 63.0),
)


async def opened(pilot: Pilot[None], world: World, notes: tuple[Note, ...] = TWO) -> ReportScreen:
    """Open a report on a recording with these voices."""
    analysis = replace(full(), notes=(*full().notes, *notes))
    answer = world.store.answer(world.answered("tell-me-about-yourself", analysis=analysis))
    write_wav(answer.path, [0] * (131 * RATE), RATE)
    await pilot.press("a")
    await shown(pilot, AnswersScreen)
    await pilot.press("enter")
    return await shown(pilot, ReportScreen)


async def test_a_chosen_voice_is_saved_and_analyzed_alone(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        assert HINT in str(report.sheet.query(".caution").last().render())
        await pilot.press("o")
        await shown(pilot, VoiceDialog)
        await pilot.click("#mine-2")
        await shown(pilot, ReportScreen)
        await until(pilot, lambda: bool(world.analyst.jobs) and not report.under_way)
    assert world.analyst.jobs[-1].voice == 2
    assert [answer.voice for answer in world.store.answers()] == [2]


@pytest.mark.parametrize("leave", ["#both", *one_more("escape")])
async def test_nothing_is_analyzed_again_without_a_change(
    app: VivaApp, world: World, leave: str
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot, world)
        await pilot.press("o")
        await shown(pilot, VoiceDialog)
        await (pilot.click(leave) if leave[0] == "#" else pilot.press(leave))
        await shown(pilot, ReportScreen)
    assert not world.analyst.jobs


async def test_a_turn_of_each_voice_can_be_heard(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world)
        await pilot.press("o")
        await shown(pilot, VoiceDialog)
        for key, start in (("1", 4.0), ("2", 60.0)):
            await pilot.press(key)
            await until(pilot, lambda: world.output.open == 1)
            world.output.play(RATE)
            await until(pilot, lambda at=start: report.replay.position >= at)  # type: ignore
            assert report.replay is not None and report.replay.position < start + 2
        await pilot.press("escape")
        await until(pilot, lambda: world.output.open == 0)


async def test_one_voice_asks_nothing(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        report = await opened(pilot, world, ())
        assert report.check_action("voice", ()) is False
        await pilot.press("o")
        await pilot.pause()
        assert pilot.app.screen is report and not notices(pilot.app)


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids="{0[0]}x{0[1]}".format)
def test_picture_of_the_choice(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def asked(pilot: Pilot[None]) -> None:
        await opened(pilot, world)
        await pilot.press("o")
        await shown(pilot, VoiceDialog)

    assert snap(asked, size)
