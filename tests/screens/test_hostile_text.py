"""Text from people, files, and devices is never markup and never a control code."""

from __future__ import annotations

from textual.app import App

from analysis.types import QuestionContext
from recorder.app.app import VivaApp
from recorder.microphone.devices import Device
from recorder.screens.answers.answers import AnswersScreen
from recorder.screens.dialogs.explain import ExplainScreen
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.report.report import ReportScreen
from tests.screens.driving import microphones_listed, notices, recording, shown, until
from tests.screens.fakes import World
from tests.screens.samples import HOSTILE, hostile


def screen_text(app: App[None]) -> str:
    """Return everything drawn, line by line."""
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


def store_hostile(world: World, *, problem: str | None = None) -> None:
    session = world.store.begin_session("practice")
    answer = world.store.begin_answer(session.id, QuestionContext(None, HOSTILE, None, (60, 120)))
    world.store.finish_recording(answer.id, duration=60, sample_rate=1000, overflows=0)
    if problem is None:
        world.store.save_analysis(answer.id, hostile())
    else:
        world.store.fail(answer.id, problem)


async def test_reports_and_answers(app: VivaApp, world: World) -> None:
    store_hostile(world)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("a")
        await shown(pilot, AnswersScreen)
        check(app)
        await pilot.press("enter")
        await shown(pilot, ReportScreen)
        check(app)
        await pilot.press("e")
        await shown(pilot, ExplainScreen)
        assert "\x1b" not in screen_text(app)
        await pilot.press("escape", "r")
        await shown(pilot, PracticeScreen)
        check(app)


async def test_failures(app: VivaApp, world: World) -> None:
    store_hostile(world, problem=HOSTILE)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await shown(pilot, AnswersScreen)
        await pilot.press("enter")
        await shown(pilot, FailureScreen)
        check(app)


async def test_devices(app: VivaApp, world: World) -> None:
    world.microphone.name = HOSTILE
    world.microphone.note = HOSTILE
    world.devices = (Device(HOSTILE, "ALSA", 1, 44100, True),)
    async with app.run_test(size=(120, 40)) as pilot:
        practice = await recording(pilot, world)
        check(app)
        world.microphone.unplug()
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("s")
        await microphones_listed(pilot)
        await pilot.press("enter")
        await pilot.pause()
        check(app)


async def test_a_problem_with_the_model(app: VivaApp, world: World) -> None:
    world.analyst.problem = HOSTILE
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: bool(notices(app)))
        await pilot.pause()
        await until(pilot, lambda: "[bold red]" in screen_text(app))


async def test_searches(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        for query in ("[/", "[bold]", "\\["):
            await pilot.press("slash", *query)
            await pilot.pause()
            assert query in screen_text(app)
            await pilot.press("escape")


def check(app: VivaApp) -> None:
    """Assert that brackets are drawn literally and no escape code is drawn."""
    drawn = screen_text(app)
    assert "[bold red]x[/]" in drawn
    assert "\x1b" not in drawn
