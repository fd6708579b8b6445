"""The doctor's screen: problems first, what to do, copying, canceling, opening."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import ProgressBar, Static

from recorder import messages
from recorder.app.app import VivaApp
from recorder.app.commands import commands
from recorder.doctor import checks as table
from recorder.doctor import sound
from recorder.doctor.installation import CheckCanceled
from recorder.doctor.result import Check, CheckFinding, bad, ok, warn
from recorder.doctor.surroundings import Surroundings, for_screen
from recorder.screens.checks.doctor import DoctorScreen
from recorder.screens.dialogs.failure import FailureScreen
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.settings.settings import SettingsScreen
from tests.screens.driving import recording, shown, until
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE
from tests.screens.test_hostile_text import screen_text


def saying(found: CheckFinding) -> Callable[[Surroundings], CheckFinding]:
    return lambda surroundings: found


MEND = Check(
    "microphones",
    "slow",
    saying(bad("none; PortAudio V19.7.0; host APIs: ALSA", "Plug a microphone in, then press r.")),
)
CHECKS = (
    Check("viva", "quick", saying(ok("0.1.0, analysis 3"))),
    Check("python", "quick", saying(ok("3.11.7 (CPython), in a virtual environment"))),
    Check("time zone", "quick", saying(warn("Etc/UTC (UTC), UTC±0", "Choose your city."))),
    Check("database", "quick", saying(ok("24 answers, 1.5 MB, table version 9"))),
    MEND,
    Check("microphone", "asked", sound.microphone_test, "listens while you say a sentence"),
    Check("loading", "asked", saying(ok("base.en loads in 2.1 s")), "loads the model once"),
)


async def opened(
    pilot: Pilot[None], world: World, checks: tuple[Check, ...] = CHECKS
) -> DoctorScreen:
    """Show the screen with these checks, and wait until they are done."""
    await shown(pilot, HomeScreen)
    pilot.app.push_screen(DoctorScreen(for_screen(world.services, (100, 30)), checks))
    screen = await shown(pilot, DoctorScreen)
    await until(pilot, lambda: not screen.waiting)
    await pilot.pause()
    return screen


def summary(screen: DoctorScreen) -> str:
    return str(screen.query_one("#summary", Static).render())


async def listening(pilot: Pilot[None], world: World) -> DoctorScreen:
    """Start the slow tests, and wait until the microphone is open."""
    screen = await opened(pilot, world)
    before = world.microphone.stream
    await pilot.press("t")
    await until(pilot, lambda: world.microphone.stream is not before)
    await until(pilot, lambda: "sentence" in str(screen.query_one("#doing", Static).render()))
    return screen


async def test_problems_come_first_with_what_to_do(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await opened(pilot, world)
        assert summary(screen).endswith("1 to fix: microphones. 1 to look at: time zone.")
        text = screen_text(app)
        order = ["To fix", "✗ microphones", "→ Plug a microphone in", "Worth a look", "! time"]
        order += ["Not tested yet: press t", "· microphone", "All good", "✓ viva"]
        places = [text.index(each) for each in order]
        assert places == sorted(places)
        assert screen.view.chosen == "microphones", "the cursor stays on top"


async def test_all_is_well(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot, world, (CHECKS[0],))
        assert "Everything looks good." in summary(screen)


async def test_checking_all_again_and_one_check(app: VivaApp, world: World) -> None:
    done: list[str] = []

    def counting(name: str) -> Check:
        def run(surroundings: Surroundings) -> CheckFinding:
            done.append(name)
            return ok("fine")

        return Check(name, "quick", run)

    async with app.run_test() as pilot:
        screen = await opened(pilot, world, (counting("a"), counting("b")))
        assert done == ["a", "b"]
        await pilot.press("r")
        await until(pilot, lambda: len(done) == 4)
        await until(pilot, lambda: not screen.waiting)
        await pilot.press("down", "enter")
        await until(pilot, lambda: done == ["a", "b", "a", "b", "b"])


async def test_the_slow_tests_run_on_request(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await listening(pilot, world)
        assert screen.in_progress and "Say a sentence now" in screen_text(app)
        world.microphone.speak(3.2)
        await until(pilot, lambda: not screen.waiting)
        await pilot.pause()
        assert "loudest −12 dB" in screen_text(app) and "base.en loads in" in screen_text(app)
        assert not screen.in_progress and world.microphone.stream.closed


async def test_escape_stops_then_goes_back(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await listening(pilot, world)
        await pilot.press("escape")
        await until(pilot, lambda: world.microphone.stream.closed)
        await pilot.pause()
        assert screen.is_current and not screen.in_progress
        assert not {"microphone", "loading"} & set(screen.results)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


async def test_a_check_that_hangs_can_be_left(app: VivaApp, world: World) -> None:
    entered = threading.Event()

    def hang(surroundings: Surroundings) -> CheckFinding:
        entered.set()
        while surroundings.wanted():
            threading.Event().wait(0.01)
        raise CheckCanceled

    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        app.push_screen(
            DoctorScreen(for_screen(world.services, (80, 24)), (Check("x", "slow", hang),))
        )
        screen = await shown(pilot, DoctorScreen)
        await until(pilot, entered.is_set)
        assert "Checking: x" in summary(screen) and "…" in screen_text(app)
        await pilot.press("escape", "escape")
        await shown(pilot, HomeScreen)


async def test_everything_is_copied(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await opened(pilot, world)
        await pilot.press("c")
        copied = app.clipboard
        assert copied.startswith("Viva doctor.") and copied.endswith("time zone.")
        assert "fix  microphones    none;" in copied and "→ Plug a microphone in" in copied


async def test_hostile_text_is_shown_literally(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(pilot, world, (Check("x", "quick", saying(bad(HOSTILE, HOSTILE))),))
        assert "[bold red]x[/]" in screen_text(app) and "\x1b" not in screen_text(app)
        await pilot.press("c")
        assert "\x1b" not in app.clipboard


# Ways to it


async def test_from_the_settings(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "CHECKS", ())
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("s")
        await shown(pilot, SettingsScreen)
        await pilot.press("f3")
        screen = await shown(pilot, DoctorScreen)
        await until(pilot, lambda: not screen.waiting)  # else escape only stops it
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, DoctorScreen))
        await shown(pilot, SettingsScreen)
        button = app.screen.query_one("#doctor")
        button.focus()
        await pilot.press("enter")
        await shown(pilot, DoctorScreen)


async def test_from_the_palette_and_a_failure(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "CHECKS", CHECKS[:1])
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        (doctor,) = (each for each in commands(app) if each.title == "Doctor")
        doctor.callback()
        screen = await shown(pilot, DoctorScreen)
        await until(pilot, lambda: "viva" in screen.results)
        app.screen.post_message(messages.GoHome())
        await shown(pilot, HomeScreen)
        app.screen.post_message(messages.ShowFailure(None, "It stopped."))
        await shown(pilot, FailureScreen)
        await pilot.press("d")
        await shown(pilot, DoctorScreen)


async def test_the_doctor_does_not_open_while_recording(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await shown(pilot, HomeScreen)
        practice = await recording(pilot, world)
        practice.post_message(messages.ShowDoctor())
        await pilot.pause()
        assert isinstance(app.screen, PracticeScreen)


async def test_the_real_checks_of_this_computer(app: VivaApp, world: World) -> None:
    async with app.run_test(size=(100, 60)) as pilot:
        await shown(pilot, HomeScreen)
        surroundings = replace(for_screen(world.services, (100, 60)), home=Path("/nowhere"))
        app.push_screen(DoctorScreen(surroundings))
        screen = await shown(pilot, DoctorScreen)
        await until(pilot, lambda: not screen.waiting)
        assert set(screen.results) == {c.name for c in table.CHECKS if c.pace != "asked"}
        assert "the check itself failed" not in screen_text(app)
        assert screen.results["open"].found.text == "this one only"
        assert str(world.locations.data) not in screen_text(app)


# Pictures


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)
def test_picture(snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await opened(pilot, world)

    assert snap_compare(app, run_before=before, terminal_size=size)


def test_picture_while_listening(snap_compare: Snap, app: VivaApp, world: World) -> None:
    async def before(pilot: Pilot[None]) -> None:
        screen = await listening(pilot, world)
        world.microphone.speak(1.5)
        await until(pilot, lambda: screen.query_one(ProgressBar).progress > 0.49)
        await pilot.pause()

    assert snap_compare(app, run_before=before, terminal_size=(80, 24))
