"""The first steps: each can be skipped, revisited, or left, and nothing blocks the person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from analysis.models.known import Model
from recorder import messages
from recorder.app.app import VivaApp
from recorder.models.advice import Advice, MeasurementFailed, ModelAdvice, machine
from recorder.person.profile import Profile
from recorder.recording.take import Take
from recorder.screens.home.first_steps import FirstSteps
from recorder.screens.home.home import HomeScreen
from recorder.screens.practice.practice import PracticeScreen
from recorder.screens.settings.settings import SettingsScreen
from recorder.services import is_newcomer
from recorder.widgets.settings.model_offer import ModelOffer
from tests import full_disk
from tests.examples import one_more
from tests.screens.driving import notices, shown, until
from tests.screens.fakes import World, install
from tests.screens.pictures import Snap, named
from tests.screens.samples import HOSTILE, full
from tests.screens.test_hostile_text import check

OFFLINE = "The model could not be fetched: this computer seems to be offline. Try again."
TAKE = "recorder.widgets.recording.level_test.Take"


@pytest.fixture
def app(world: World) -> VivaApp:
    world.model = None
    return VivaApp(replace(world.services, newcomer=True))


def text_of(screen: FirstSteps, id: str) -> str:
    return str(screen.query_one(id, Static).render())


async def at(pilot: Pilot[None], step: str) -> FirstSteps:
    """Go to a step."""
    screen = await shown(pilot, FirstSteps)
    while screen.step != step:
        before = screen.step
        await pilot.press("enter")
        await until(pilot, lambda before=before: screen.step != before)  # type: ignore[misc]
        # a button takes no key while it still shows that it was pressed
        await until(pilot, lambda: not screen.query_one("#next").has_class("-active"))
    await pilot.pause()
    return screen


# Who is new here


def test_a_newcomer_has_no_answers_and_no_profile(world: World) -> None:
    assert is_newcomer(world.locations, world.store)
    world.answered("team-conflict", analysis=None)
    assert not is_newcomer(world.locations, world.store)


def test_a_person_with_a_profile_is_not_a_newcomer(world: World) -> None:
    world.services.change_profile(home_country="Ghana")
    assert not is_newcomer(world.locations, world.store)


async def test_only_newcomers_see_the_first_steps(world: World) -> None:
    async with VivaApp(world.services).run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
    assert not world.locations.profile.exists()


# The way through


async def test_enter_four_times_asks_the_first_question(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await at(pilot, "model")
        await pilot.press("enter")
        practice = await shown(pilot, PracticeScreen)
        assert practice.question.text == "Tell me about yourself."
        await until(pilot, lambda: practice.panel.stage == "ready")
        await until(pilot, lambda: world.microphone.stream.closed)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
    assert not is_newcomer(world.locations, world.store)
    assert not list(world.locations.recordings.rglob("*.wav"))


@pytest.mark.parametrize("step", ["microphone", *one_more("you", "model")])
async def test_escape_leaves_the_rest_for_later(app: VivaApp, world: World, step: str) -> None:
    async with app.run_test(notifications=True) as pilot:
        await at(pilot, step)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        assert any("settings (s)" in each.message for each in notices(app))
    assert world.locations.profile.exists()
    assert not list(world.locations.recordings.rglob("*.wav"))


async def test_quitting_in_the_middle_counts_as_later(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await at(pilot, "microphone")
        await pilot.press("ctrl+q")
    assert not is_newcomer(world.locations, world.store)


async def test_the_person_can_go_back(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        await pilot.press("b")
        await until(pilot, lambda: screen.step == "microphone")
        await pilot.press("b")
        await until(pilot, lambda: screen.step == "you")
        await pilot.press("b")  # here it is a letter
        await pilot.pause()
        assert screen.query_one("#about-first_language", Input).value == "b"


async def test_the_mouse_works_for_every_step(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        screen = await shown(pilot, FirstSteps)
        await pilot.click("#next")
        await until(pilot, lambda: screen.step == "microphone")
        await pilot.click("#back")
        await until(pilot, lambda: screen.step == "you")
        await pilot.click("#later")
        await shown(pilot, HomeScreen)


# Who you are


async def test_the_profile_fills_in_the_questions(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        await shown(pilot, FirstSteps)
        await pilot.press(*"Twi", "enter", *"Ghana", "down", *"2026", "up", "!", "enter", "enter")
        await at(pilot, "microphone")
        await pilot.press("escape")
        home = await shown(pilot, HomeScreen)
        await pilot.press("slash", *"Ghana!")
        await until(pilot, lambda: 0 < home.questions.option_count < 20)
    assert world.services.profile == Profile(
        first_language="Twi", home_country="Ghana!", season="2026"
    )
    assert "Ghana!" in world.services.bank.get("system-differences").text


async def test_a_disk_error_is_shown_and_blocks_nothing(
    app: VivaApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_disk.fill(monkeypatch)
    async with app.run_test(notifications=True) as pilot:
        screen = await shown(pilot, FirstSteps)
        await pilot.press("x")
        await until(pilot, lambda: any("can't be saved" in each.message for each in notices(app)))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: screen.step == "microphone")
        await pilot.press("escape")
        await shown(pilot, HomeScreen)


# The microphone


async def test_the_microphone_test_starts_right_away(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TAKE, partial(Take, clock=lambda: 0.0))
    async with app.run_test() as pilot:
        screen = await at(pilot, "microphone")
        await until(pilot, lambda: screen.level.meter.display)
        world.microphone.speak(1)
        await until(pilot, lambda: "✓ USB Headset works well" in text_of(screen, "#said"))
        await pilot.press("b")
        await until(pilot, lambda: world.microphone.stream.closed)
    assert not list(world.locations.recordings.rglob("*.wav"))


async def test_a_muted_microphone_is_reported(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await at(pilot, "microphone")
        await until(pilot, lambda: screen.level.meter.display)
        world.microphone.speak(2, peak=0)
        await until(pilot, lambda: "No sound at all" in text_of(screen, "#said"))


async def test_the_steps_continue_without_a_microphone(app: VivaApp, world: World) -> None:
    world.microphone.problem = "No microphone was found; plug one in."
    async with app.run_test() as pilot:
        screen = await at(pilot, "microphone")
        await until(pilot, lambda: "plug one in" in text_of(screen, "#said"))
        await pilot.press("enter")
        await until(pilot, lambda: screen.step == "model")


async def test_another_microphone_can_be_chosen_and_is_tested(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await at(pilot, "microphone")
        await until(pilot, lambda: screen.level.meter.display)
        await pilot.press("s")
        await shown(pilot, SettingsScreen)
        await until(pilot, lambda: world.microphone.stream.closed)
        await pilot.press("escape")
        await shown(pilot, FirstSteps)
        await until(pilot, lambda: screen.level.meter.display)
        assert not world.microphone.stream.closed


# The speech model


async def test_the_download_continues_during_the_first_question(app: VivaApp, world: World) -> None:
    world.hub.gate = asyncio.Event()
    async with app.run_test(notifications=True) as pilot:
        screen = await at(pilot, "model")
        assert "base: one download of up to 148 MB" in text_of(screen, "#offer")
        assert str(screen.query_one("#download", Button).label) == "Download base (d)"
        await pilot.press("d")
        await until(pilot, lambda: screen.offer.bar.progress == 0.42)
        said = text_of(screen, "#offer-said")
        assert "You can keep using Viva" in said and "62 of 148 MB" in said
        await pilot.press("enter")
        await shown(pilot, PracticeScreen)
        before = len(world.analyst.warmings)
        world.model = Model("base.en", world.locations.models)
        world.hub.gate.set()
        await until(pilot, lambda: any("is installed" in n.message for n in notices(app)))
        await until(pilot, lambda: len(world.analyst.warmings) > before)
    assert world.hub.wanted == ["base"]
    assert world.analyst.warmings[-1] == world.model


async def test_a_model_installed_elsewhere_is_noticed_and_not_offered_again(
    app: VivaApp, world: World
) -> None:
    def footer() -> set[str]:
        return {each.action for _, each, enabled, _ in screen.active_bindings.values() if enabled}

    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        assert {"download", "measure"} <= footer() and "USB drive" in text_of(screen, "#offer-said")
        install(world.locations.models, "base")
        world.model = Model("base", world.locations.models)
        await until(pilot, lambda: "✓ base is installed" in text_of(screen, "#offer"))
        await until(pilot, lambda: "download" not in footer())
        assert "measure" in footer() and "USB drive" not in text_of(screen, "#offer-said")
        await pilot.press("d")
        await pilot.pause()
    assert not world.hub.wanted


async def test_a_download_can_be_canceled(app: VivaApp, world: World) -> None:
    world.hub.gate = asyncio.Event()
    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        await pilot.press("d")
        await until(pilot, lambda: world.services.downloads.running)
        await pilot.press("d")
        await until(pilot, lambda: "Canceled" in text_of(screen, "#offer-said"))
    assert world.hub.canceled


async def test_leaving_viva_ends_the_download(app: VivaApp, world: World) -> None:
    world.hub.gate = asyncio.Event()
    async with app.run_test() as pilot:
        await at(pilot, "model")
        await pilot.press("d")
        await until(pilot, lambda: bool(world.hub.wanted))
        await pilot.press("ctrl+q")
    assert world.hub.canceled


async def test_a_failed_download_says_what_to_do_and_can_be_tried_again(
    app: VivaApp, world: World
) -> None:
    world.hub.problem = OFFLINE
    async with app.run_test(notifications=True) as pilot:
        screen = await at(pilot, "model")
        await pilot.press("d")
        await until(pilot, lambda: OFFLINE in text_of(screen, "#offer-said"))
        assert not notices(app), "it is said once"
        world.hub.problem = None
        await pilot.press("d")
        await until(pilot, lambda: "✓ base is installed" in text_of(screen, "#offer-said"))
        await pilot.press("enter")
        await shown(pilot, PracticeScreen)


async def test_a_download_that_fails_during_practice_is_reported(
    app: VivaApp, world: World
) -> None:
    world.hub.problem, world.hub.gate = HOSTILE, asyncio.Event()
    async with app.run_test(notifications=True) as pilot:
        await at(pilot, "model")
        await pilot.press("d", "enter")
        await shown(pilot, PracticeScreen)
        world.hub.gate.set()
        await until(pilot, lambda: any(HOSTILE in n.message for n in notices(app)))


def advice(recommended: str | None) -> Advice:
    models = (
        ModelAdvice("tiny.en", 0.1, 1.0, True, False, True),
        ModelAdvice("small.en", 0.6, 5.0, recommended is not None, False, True),
    )
    return Advice("2026-11-22", machine(), 2, models, recommended)


async def test_measuring_changes_what_is_offered(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def measure(locations: object, progress: Callable[[float], None]) -> Advice:
        progress(0.5)
        return advice("small.en")

    monkeypatch.setattr("recorder.widgets.settings.model_offer.measure", measure)
    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        await pilot.press("m")
        await until(pilot, lambda: "small.en can keep up" in text_of(screen, "#offer-said"))
        assert "486 MB" in text_of(screen, "#offer")
        await pilot.press("d")
        await until(pilot, lambda: world.hub.wanted == ["small.en"])


async def test_a_measurement_can_be_canceled_and_can_fail(
    app: VivaApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = asyncio.Event()

    async def measure(locations: object, progress: Callable[[float], None]) -> Advice:
        await gate.wait()
        raise MeasurementFailed("The measurement stopped before it was done; run it again.")

    monkeypatch.setattr("recorder.widgets.settings.model_offer.measure", measure)
    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        await pilot.press("m")
        await until(pilot, lambda: "Measuring" in text_of(screen, "#offer-said"))
        await pilot.press("m")
        await until(pilot, lambda: "Measuring" not in text_of(screen, "#offer-said"))
        gate.set()
        await pilot.press("m")
        await until(pilot, lambda: "run it again" in text_of(screen, "#offer-said"))


async def test_an_installed_model_is_only_named(app: VivaApp, world: World) -> None:
    install(world.locations.models, "base")
    world.model = Model("base", world.locations.models)
    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        assert "✓ base is installed" in text_of(screen, "#offer")
        assert not screen.query_one("#download").display
        await pilot.press("d")
        await pilot.pause()
    assert not world.hub.wanted


async def test_a_different_model_is_offered_when_one_is_installed(
    app: VivaApp, world: World
) -> None:
    install(world.locations.models, "tiny.en")
    world.model = Model("tiny.en", world.locations.models)
    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        said = text_of(screen, "#offer")
        assert "✓ tiny.en is installed" in said and "base: one download of" in said


async def test_installing_without_internet_is_explained(app: VivaApp) -> None:
    async with app.run_test() as pilot:
        screen = await at(pilot, "model")
        assert "viva model add PATH" in text_of(screen, "#offer-said")


# Again, from the settings


async def test_the_first_steps_can_be_run_again_from_the_settings(world: World) -> None:
    world.answered("team-conflict", analysis=full())
    async with VivaApp(world.services).run_test() as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("s")
        await shown(pilot, SettingsScreen)
        await pilot.press("f2")
        screen = await at(pilot, "model")
        assert "Done" in str(screen.query_one("#next").render())
        await pilot.press("enter")
        await shown(pilot, SettingsScreen)


@pytest.mark.slow
async def test_a_question_uses_a_profile_changed_in_the_settings(world: World) -> None:
    app = VivaApp(world.services)
    async with app.run_test(size=(80, 60)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("slash", *"biggest difference between", "enter")
        practice = await shown(pilot, PracticeScreen)
        assert "your home country" in practice.question.text
        await until(pilot, lambda: practice.panel.stage == "ready")
        await pilot.press("s")
        settings = await shown(pilot, SettingsScreen)
        settings.query_one("#about-home_country").focus()
        await pilot.press(*"Peru", "escape")
        await shown(pilot, PracticeScreen)
        assert "in Peru" in practice.question.text
        await pilot.pause()
        assert "in Peru" in str(practice.query_one(".question", Static).render())
        await pilot.press("space")
        await until(pilot, lambda: practice.panel.stage == "recording")
        world.microphone.speak(3)
        await pilot.press("space")
        await until(pilot, lambda: bool(world.analyst.jobs))
    (answer,) = world.store.answers()
    assert answer.question_id == "system-differences" and "in Peru" in answer.question_text
    assert world.store.tallies()["system-differences"].answered == 1


# Pictures


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)], ids=named)
@pytest.mark.parametrize("step", ["you", "microphone", "model"])
def test_picture(
    snap_compare: Snap,
    app: VivaApp,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    size: tuple[int, int],
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        screen = await shown(pilot, FirstSteps)
        for line in screen.query(Input):
            line.cursor_blink = False
        await at(pilot, step)
        if step == "microphone":
            await until(pilot, lambda: screen.level.meter.display)
            world.microphone.speak(1)
            await until(pilot, lambda: screen.level.meter.held_db > -20)
        if step == "model":
            world.hub.gate = asyncio.Event()
            await pilot.press("d")
            await until(pilot, lambda: screen.query_one(ModelOffer).bar.progress == 0.42)
        await pilot.pause()

    monkeypatch.setattr(TAKE, partial(Take, clock=lambda: 0.0))
    assert snap_compare(app, run_before=before, terminal_size=size)


# Hostile text


@pytest.mark.slow
async def test_profile_text_is_never_markup(world: World) -> None:
    world.services.change_profile(home_country=HOSTILE, first_language=HOSTILE, name=HOSTILE)
    app = VivaApp(world.services)
    async with app.run_test(size=(120, 60)) as pilot:
        await shown(pilot, HomeScreen)
        await pilot.press("slash", *"biggest difference between")
        await pilot.pause()
        check(app)
        await pilot.press("enter")
        await shown(pilot, PracticeScreen)
        check(app)
        await pilot.press("escape")
        await shown(pilot, HomeScreen)
        app.screen.post_message(messages.ShowFirstSteps())
        await shown(pilot, FirstSteps)
        await pilot.pause()
        check(app)
