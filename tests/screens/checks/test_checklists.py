"""The checklists screen: check marks are saved, tests say what to do, nothing is lost."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from analysis.models.known import Model
from prompts.checklists import ChecklistTest, When
from recorder import messages
from recorder.app.app import VivaApp
from recorder.checks import machine as machine_checks
from recorder.checks.machine import Finding, Machine
from recorder.checks.ticks import Ticks
from recorder.microphone.types import MicrophoneError
from recorder.screens.checks.checklists import ChecklistScreen
from recorder.screens.dialogs.ask import ChoiceDialog
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.settings.settings import SettingsScreen
from tests import full_disk
from tests.screens.driving import notices, recording, shown, until
from tests.screens.fakes import NOW, World
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE
from tests.screens.test_hostile_text import screen_text


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix the computer's clock, disk, and voice."""
    quick: dict[ChecklistTest, Finding] = {
        "disk": Finding("disk", True, "41.2 GB free"),
        "clock": Finding("clock", True, "Sun, Nov 22, 2026, 6:40 pm; compare it with your phone"),
        "time_zone": Finding("time_zone", True, "Africa/Lagos (WAT), UTC+1"),
        "voice": Finding("voice", False, "none", "On Debian run: sudo apt install espeak-ng"),
    }
    tests = dict(machine_checks.QUICK)
    for name, finding in quick.items():
        tests[name] = partial(_told, finding)
    monkeypatch.setattr(machine_checks, "QUICK", tests)
    monkeypatch.setattr("recorder.screens.checks.checklists.QUICK", tests)


def _told(finding: Finding, machine: Machine) -> Finding:
    return finding


async def opened(pilot: Pilot[None]) -> ChecklistScreen:
    """Open the lists and wait until the tests are done."""
    await shown(pilot, HomeScreen)
    await pilot.press("c")
    screen = await shown(pilot, ChecklistScreen)
    await until(pilot, lambda: not screen.testing)
    await pilot.pause()
    return screen


async def listening(pilot: Pilot[None], world: World) -> ChecklistScreen:
    """Start the test of voice and room."""
    screen = await opened(pilot)
    before = world.microphone.stream
    await pilot.press("r")
    await until(pilot, lambda: world.microphone.stream is not before)
    await until(pilot, lambda: "silent" in str(screen.query_one("#doing", Static).render()))
    return screen


async def speak(pilot: Pilot[None], world: World, room: int = 20) -> None:
    """Record three seconds of silence, then a sentence when asked."""
    world.microphone.speak(3.2, peak=room)
    doing = pilot.app.screen.query_one("#doing", Static)
    await until(pilot, lambda: "Now say" in str(doing.render()))
    world.microphone.speak(4.2, peak=8000)


def when(screen: ChecklistScreen) -> When:
    """Return the name of the list shown."""
    return screen.when


def which(screen: ChecklistScreen) -> str:
    return str(screen.query_one("#which", Static).render())


async def test_a_check_mark_is_saved_and_counted(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        screen = await opened(pilot)
        await pilot.press("2")
        before = which(screen)
        assert "2 of 12 done" in before, "the clock and the microphone are tested already"
        assert screen.view.chosen == "restart"
        await pilot.press("space")
        await until(pilot, lambda: which(screen) != before)
        assert "[X] Restart" in screen_text(app)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        screen = await opened(pilot)
        await pilot.press("2", "enter")
        await until(pilot, lambda: which(screen) == before)
    assert Ticks(world.locations.ticks).all() == {}


async def test_each_program_has_its_own_check_marks(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, HomeScreen)
        app.screen.post_message(messages.ShowChecklists("program-3", HOSTILE, "today"))
        screen = await shown(pilot, ChecklistScreen)
        await until(pilot, lambda: not screen.testing)
        assert "[bold red]x[/]" in which(screen)
        await pilot.press("end", "space")
        await until(pilot, lambda: bool(Ticks(world.locations.ticks, "program-3").all()))
    assert Ticks(world.locations.ticks, "program-3").all().keys() == {"early"}
    assert Ticks(world.locations.ticks).all() == {}


async def test_clearing_asks_and_affects_only_this_list(app: VivaApp, world: World) -> None:
    ticks = Ticks(world.locations.ticks)
    for id in ("notebook", "water", "camera"):
        ticks.set(id, NOW)
    async with app.run_test() as pilot:
        await opened(pilot)
        await pilot.press("3", "x")
        ask = await shown(pilot, ChoiceDialog)
        assert "clears 2 check marks" in str(ask.query_one("#text", Static).render())
        await pilot.press("escape")
        screen = await shown(pilot, ChecklistScreen)
        assert len(ticks.all()) == 3
        await pilot.press("x")
        await shown(pilot, ChoiceDialog)
        await pilot.press("c")
        await until(pilot, lambda: set(ticks.all()) == {"camera"})
        await shown(pilot, ChecklistScreen)
        assert screen.is_current


async def test_keys_arrows_and_mouse_choose_a_list(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("right")
        assert when(screen) == "day"
        await pilot.press("left", "left")
        assert when(screen) == "after"
        await pilot.press("1")
        assert when(screen) == "week"
        await pilot.click("#lists", offset=(22, 0))
        await until(pilot, lambda: when(screen) == "day")


async def test_voice_and_room_are_tested_on_request(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await listening(pilot, world)
        await speak(pilot, world)
        await until(pilot, lambda: not screen.in_progress)
        assert screen.findings["level"].good is True
        assert screen.findings["noise"].good is True
        assert "52 dB below" in screen.findings["noise"].value
    assert world.microphone.stream.closed
    assert not list(world.locations.data.glob("sound-check-*"))


async def test_a_loud_room_says_what_to_do(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await listening(pilot, world)
        await speak(pilot, world, room=3000)
        await until(pilot, lambda: not screen.in_progress)
        await pilot.pause()
        assert screen.findings["noise"].good is False
        assert "Close windows" in screen_text(app)


async def test_escape_cancels_the_test_and_stays(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await listening(pilot, world)
        await pilot.press("escape")
        await until(pilot, lambda: not screen.in_progress)
        await until(pilot, lambda: world.microphone.stream.closed)
        assert screen.is_current and "level" not in screen.findings
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_quitting_during_a_test_leaves_no_recording(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await listening(pilot, world)
        await pilot.press("ctrl+q")
    for _ in range(100):
        if world.microphone.stream.closed:
            break
        time.sleep(0.05)
    assert world.microphone.stream.closed


async def test_a_microphone_that_cannot_be_opened_is_reported(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        world.microphone.problem = HOSTILE
        await pilot.press("r")
        await until(pilot, lambda: "level" in screen.findings and not screen.testing)
        assert screen.findings["level"].good is False
        await pilot.pause()
        assert "[bold red]x[/]" in screen_text(app) and "\x1b" not in screen_text(app)


async def test_a_missing_microphone_gets_a_cross_with_what_to_do(world: World) -> None:
    def refuse() -> None:
        raise MicrophoneError("No microphone found. Plug one in.")

    app = VivaApp(replace(world.services, choose_microphone=refuse))  # type: ignore[arg-type]
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot)
        assert screen.findings["microphone"].good is False
        assert "✗" in screen_text(app) and "Plug one in" in screen_text(app)


async def test_one_item_is_tested_again_by_enter(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert screen.view.chosen == "week-microphone"
        world.microphone.missing = "It was unplugged."
        await pilot.press("enter")
        await until(pilot, lambda: screen.findings["microphone"].good is False)


async def test_returning_from_the_settings_tests_again(app: VivaApp, world: World) -> None:
    world.model = None
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert screen.findings["model"].good is False
        await pilot.press("s")
        await shown(pilot, SettingsScreen)
        world.model = Model("base.en", world.locations.data)
        await pilot.press("escape")
        await shown(pilot, ChecklistScreen)
        await until(pilot, lambda: screen.findings["model"].good is True)


async def test_the_lists_do_not_open_while_recording(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        practice = await recording(pilot, world)
        practice.post_message(messages.ShowChecklists())
        await pilot.pause()
        assert isinstance(app.screen, PracticeScreen)


async def test_check_marks_that_cannot_be_saved_are_reported(
    app: VivaApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk.fill(monkeypatch)
    async with app.run_test(notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("2", "space")
        await until(pilot, lambda: any("can't be saved" in each.message for each in notices(app)))


# Pictures


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)
def test_picture(snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]) -> None:
    Ticks(world.locations.ticks).set("camera", NOW)

    async def before(pilot: Pilot[None]) -> None:
        screen = await listening(pilot, world)
        await speak(pilot, world)
        await until(pilot, lambda: not screen.in_progress and not screen.testing)
        await pilot.press("down")
        await pilot.pause()

    assert snap_compare(app, run_before=before, terminal_size=size)


def test_picture_while_listening(snap_compare: Snap, app: VivaApp, world: World) -> None:
    async def before(pilot: Pilot[None]) -> None:
        screen = await listening(pilot, world)
        await until(pilot, lambda: screen.testing == {"level", "noise"})
        world.microphone.speak(3.5, peak=20)
        await until(pilot, lambda: "Now say" in str(screen.query_one("#doing", Static).render()))
        await pilot.pause()

    assert snap_compare(app, run_before=before, terminal_size=(80, 24))
