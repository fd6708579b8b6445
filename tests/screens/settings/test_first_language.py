"""Fillers of a first language: shown with their sources, added only on request, and undone."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Checkbox, Input, Select, Static

from recorder.app.app import VivaApp
from recorder.screens.settings import first_language
from recorder.screens.settings.first_language import FirstLanguageScreen
from recorder.screens.settings.settings import SettingsScreen
from tests.screens.driving import microphones_listed, notices, shown, until
from tests.screens.fakes import World
from tests.screens.pictures import Snap, named

HINDI = ("matlab", "accha", "acha", "achha", "achcha")


async def opened(pilot: Pilot[None]) -> FirstLanguageScreen:
    await pilot.press("s")
    await microphones_listed(pilot)
    await pilot.press("f4")
    screen = await shown(pilot, FirstLanguageScreen)
    await pilot.pause()
    return screen


def adds(screen: FirstLanguageScreen) -> str:
    return str(screen.query_one("#adds", Static).render())


async def test_nothing_is_added_before_the_person_asks(app: VivaApp, world: World) -> None:
    world.services.change_profile(first_language="Hindi")
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: "matlab" in adds(screen))
        assert adds(screen) == f"This adds: {', '.join(HINDI)}"
        assert world.services.settings.own_fillers == ()


async def test_added_then_undone_and_the_own_list_is_untouched(app: VivaApp, world: World) -> None:
    world.services.change_profile(first_language="Hindi")
    world.services.change(own_fillers=("let's say",))
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: "matlab" in adds(screen))
        await pilot.press("a")
        await until(pilot, lambda: world.services.settings.own_fillers == ("let's say", *HINDI))
        await until(pilot, lambda: "Nothing to add" in adds(screen))
        assert "Press u to undo" in notices(app)[-1].message
        await pilot.press("u")
        await until(pilot, lambda: world.services.settings.own_fillers == ("let's say",))
        assert screen.query_one("#undo", Button).disabled
        await until(pilot, lambda: "Press u" not in " ".join(n.message for n in notices(app)))


async def test_only_the_checked_ones_are_added(app: VivaApp, world: World) -> None:
    world.services.change_profile(first_language="Hindi")
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: len(screen.query(Checkbox)) == 2)
        screen.query(Checkbox).first().toggle()
        await until(pilot, lambda: "matlab" not in adds(screen))
        await pilot.click("#add")
        await until(pilot, lambda: world.services.settings.own_fillers == HINDI[1:])


@pytest.mark.slow
async def test_one_that_is_also_an_english_word_is_left_to_the_person(
    app: VivaApp, world: World
) -> None:
    world.services.change_profile(first_language="Russian")
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: "koroche" in adds(screen))
        boxes = {str(box.label).split(" (")[0]: box.value for box in screen.query(Checkbox)}
        assert boxes["nu"] is False and boxes["koroche"] is True
        assert ", nu" not in adds(screen)


async def test_choosing_a_language_remembers_it_in_the_profile(app: VivaApp, world: World) -> None:
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: adds(screen) == first_language.CHOOSE)
        screen.query_one("#language", Select).value = "Spanish"
        await until(pilot, lambda: "este" in adds(screen))
        assert world.services.profile.first_language == "Spanish"
        await pilot.press("a")
        await until(pilot, lambda: "este" in world.services.settings.own_fillers)
        await pilot.press("escape")
        settings = await shown(pilot, SettingsScreen)
        assert settings.query_one("#own", Input).value == "este, o sea, osea"
        assert settings.query_one("#about-first_language", Input).value == "Spanish"


@pytest.mark.slow
async def test_what_the_person_wrote_about_it_stays(app: VivaApp, world: World) -> None:
    world.services.change_profile(first_language="Urdu and Punjabi")
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: "yaani" in adds(screen))
        assert world.services.profile.first_language == "Urdu and Punjabi"


@pytest.mark.slow
async def test_a_disk_that_refuses_is_reported(
    app: VivaApp, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.services.change_profile(first_language="Hindi")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    async with app.run_test() as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: "matlab" in adds(screen))
        monkeypatch.setattr("recorder.person.settings.save", refuse)
        await pilot.press("a")
        await until(pilot, lambda: bool(notices(app)))
        assert "No space left" in notices(app)[-1].message
        assert "matlab" in adds(screen)


@pytest.mark.drawn
@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=named)
def test_picture(snap_compare: Snap, app: VivaApp, world: World, size: tuple[int, int]) -> None:
    world.services.change_profile(first_language="Spanish")

    async def before(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        await until(pilot, lambda: "este" in adds(screen))

    assert snap_compare(app, run_before=before, terminal_size=size)
