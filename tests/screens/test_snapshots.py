"""Pictures of real states, with a frozen clock. Update with `pytest --snapshot-update`.

Look at what changed before accepting it: the report that pytest writes shows both side by side.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from recorder.analyst.client import DIED, AnalysisFailed
from recorder.app.app import VivaApp
from recorder.app.themes import LIGHT
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.dialogs.explain import ExplainScreen
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.home.help import HelpScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.analyzing import AnalyzingScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from recorder.widgets.recording.thinking_time import ThinkingTime
from tests.examples import one_more
from tests.screens.driving import microphones_listed, shown, speaking, standing_still, until
from tests.screens.fakes import World
from tests.screens.home.test_home import cut_off
from tests.screens.pictures import Snap, named
from tests.screens.samples import full, sound_alone


def history(world: World) -> None:
    """Three answers over three days, of which one is on its way to its report."""
    world.analyst.gate = asyncio.Event()
    for day, (question, analysis) in enumerate(
        (
            ("tell-me-about-yourself", sound_alone()),
            ("team-conflict", None),
            ("tell-me-about-yourself", full()),
        )
    ):
        world.time += timedelta(days=day)
        world.answered(question, analysis=analysis)


async def home(pilot: Pilot[None]) -> None:
    screen = await shown(pilot, HomeScreen)
    screen.query_one(Input).cursor_blink = False
    await pilot.pause()


async def searching(pilot: Pilot[None]) -> None:
    await home(pilot)
    await pilot.press("slash", *"peds")
    await pilot.pause()


async def ready(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    practice = await shown(pilot, PracticeScreen)
    await until(pilot, lambda: practice.panel.stage == "ready")
    await pilot.pause()


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)
def test_home_for_a_newcomer(snap: Snap, world: World, size: tuple[int, int]) -> None:
    world.model = None
    assert snap(home, size)


def test_home_with_history(snap: Snap, world: World) -> None:
    history(world)
    assert snap(home)


def test_home_while_searching(snap: Snap, world: World) -> None:
    history(world)
    assert snap(searching)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_practice_is_ready(snap: Snap, size: tuple[int, int]) -> None:
    assert snap(ready, size)


def test_time_to_think(snap: Snap, world: World) -> None:
    async def thinking(pilot: Pilot[None]) -> None:
        await ready(pilot)
        standing_still(pilot.app.screen.query_one(ThinkingTime), 24)
        await pilot.pause()

    world.services.change(thinking=30)
    assert snap(thinking, (80, 24))


@pytest.mark.parametrize("seconds", [41, 151, 215, *one_more(121, 185)])
def test_the_lights(snap: Snap, world: World, seconds: int) -> None:
    async def lit(pilot: Pilot[None]) -> None:
        await speaking(pilot, world, seconds)

    assert snap(lit, (80, 24))


def test_recording_on_a_narrow_screen(snap: Snap, world: World) -> None:
    async def lit(pilot: Pilot[None]) -> None:
        await speaking(pilot, world, 121)

    assert snap(lit, (40, 12))


def test_a_muted_microphone(snap: Snap, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(pilot: Pilot[None]) -> None:
        practice = await speaking(pilot, world, 1, peak=0)
        await until(pilot, lambda: practice.panel.query_one("#warning").has_class("-shown"))
        await pilot.pause()

    monkeypatch.setattr("recorder.recording.level.sys.platform", "linux")
    assert snap(silent, (80, 24))


def test_discarding_asks_first(snap: Snap, world: World) -> None:
    async def asked(pilot: Pilot[None]) -> None:
        await speaking(pilot, world, 41)
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)

    assert snap(asked, (80, 24))


def test_leaving_asks_first(snap: Snap, world: World) -> None:
    async def asked(pilot: Pilot[None]) -> None:
        await speaking(pilot, world, 41)
        await pilot.press("escape")
        await shown(pilot, ChoiceDialog)

    assert snap(asked, (80, 24))


def test_a_cut_off_answer(snap: Snap, world: World) -> None:
    async def offered(pilot: Pilot[None]) -> None:
        await shown(pilot, ChoiceDialog)

    cut_off(world)
    assert snap(offered, (80, 24))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_analyzing(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def waiting(pilot: Pilot[None]) -> None:
        world.analyst.gate, world.analyst.left = asyncio.Event(), 25.0
        await speaking(pilot, world, 41)
        await pilot.press("space")
        screen = await shown(pilot, AnalyzingScreen)
        await until(pilot, lambda: screen.box.bar.progress > 0)
        await pilot.pause()

    assert snap(waiting, size)


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)
def test_a_report_that_waits_for_its_words(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def waiting(pilot: Pilot[None]) -> None:
        world.analyst.gate = asyncio.Event()
        world.analyst.sound, world.analyst.left = sound_alone(), 14.0
        await speaking(pilot, world, 41)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
        await pilot.pause()

    assert snap(waiting, size)


def test_a_report_whose_words_failed(snap: Snap, world: World) -> None:
    async def failed(pilot: Pilot[None]) -> None:
        world.analyst.sound = sound_alone()
        world.analyst.outcome = AnalysisFailed(DIED)
        await speaking(pilot, world, 41)
        await pilot.press("space")
        await shown(pilot, ReportScreen)
        await pilot.pause()

    assert snap(failed, (80, 24))


async def reading(pilot: Pilot[None]) -> None:
    await pilot.press("a")
    await shown(pilot, AnswersScreen)
    await pilot.press("enter")
    await shown(pilot, ReportScreen)
    await pilot.pause()


@pytest.mark.parametrize("size", [(100, 50), (80, 24), (40, 12)], ids=named)
def test_a_report(snap: Snap, world: World, size: tuple[int, int]) -> None:
    world.answered("tell-me-about-yourself", analysis=full())
    assert snap(reading, size)


def test_a_report_without_a_transcript(snap: Snap, world: World) -> None:
    world.model = None
    world.answered("tell-me-about-yourself", analysis=sound_alone())
    assert snap(reading, (80, 40))


def test_a_report_without_color(
    snap_compare: Snap, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    world.answered("tell-me-about-yourself", analysis=full())
    app = VivaApp(world.services)
    assert snap_compare(app, run_before=reading, terminal_size=(80, 40))


def test_a_report_by_day(snap: Snap, world: World) -> None:
    async def light(pilot: Pilot[None]) -> None:
        pilot.app.theme = LIGHT.name
        await reading(pilot)

    world.answered("tell-me-about-yourself", analysis=full())
    assert snap(light, (80, 40))


def test_a_measure_explained(snap: Snap, world: World) -> None:
    async def explained(pilot: Pilot[None]) -> None:
        await reading(pilot)
        await pilot.press("e")
        await shown(pilot, ExplainScreen)
        await pilot.press(*["down"] * 12)
        await pilot.pause()

    world.answered("tell-me-about-yourself", analysis=full())
    assert snap(explained, (80, 24))


def test_a_failure(
    snap: Snap, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failed(pilot: Pilot[None]) -> None:
        from dataclasses import replace

        world.analyst.gate = asyncio.Event()
        number = world.answered("tell-me-about-yourself", analysis=None)
        problem = "The analysis program stopped twice on this recording (perhaps memory ran out)."
        answer = replace(world.store.answer(number), path=Path("recordings/answer-1.wav"))
        answer.path.touch()
        pilot.app.push_screen(FailureScreen(answer, problem))
        await shown(pilot, FailureScreen)

    monkeypatch.chdir(tmp_path)
    assert snap(failed, (80, 24))


@pytest.mark.parametrize("size", [(100, 30), (40, 12)], ids=named)
def test_answers(snap: Snap, world: World, size: tuple[int, int]) -> None:
    async def listed(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await shown(pilot, AnswersScreen)
        await pilot.pause()

    history(world)
    assert snap(listed, size)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=named)
def test_settings(snap: Snap, size: tuple[int, int]) -> None:
    async def listed(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await microphones_listed(pilot)
        await pilot.pause()

    assert snap(listed, size)


def test_help(snap: Snap) -> None:
    async def helped(pilot: Pilot[None]) -> None:
        await ready(pilot)
        await pilot.press("f1")
        await shown(pilot, HelpScreen)

    assert snap(helped, (80, 24))
